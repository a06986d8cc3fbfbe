/** The embedded schemas, and those that the user brings. */

export interface Schemas {
  readonly crds: readonly object[];
}

export function loadSchemas({ crds = [] }: { readonly crds?: readonly object[] }): Schemas {
  return { crds };
}
