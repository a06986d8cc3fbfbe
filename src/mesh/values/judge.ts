/** What every check of a single value is: a function that says in words what is wrong, or nothing. */

export type Judge<T = string> = (value: T) => string | undefined;

/** `DEX_NAMESPACE.svc`, `$HOST`, `<your-domain>`: what a later step puts in (kustomize replacements, sed, envsubst). */
const toBeReplaced = /\$|<[^>]*>|(?<![A-Za-z0-9_])[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?![A-Za-z0-9_])/;

/** Lets text pass that plainly stands for another; not for names of a fixed set, which may look like it. */
export function written(judge: Judge): Judge {
  return (text) => {
    const problem = judge(text);
    return problem !== undefined && toBeReplaced.test(text) ? undefined : problem;
  };
}
