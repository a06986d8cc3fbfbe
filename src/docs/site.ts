/** Where the project and its pages stand on the web: the one place that knows the address. */

export const homepage = "https://github.com/mesh-lint/mesh-lint";

/** The section of a rule in the README of its family. */
export function ruleUrl(id: string): string {
  const slash = id.indexOf("/");
  return `${homepage}/blob/main/rules/${id.slice(0, slash)}/README.md#${id.slice(slash + 1)}`;
}
