/** What every check of a single value is: a function that says in words what is wrong, or nothing. */

export type Judge<T = string> = (value: T) => string | undefined;

/** The first complaint of several judges. */
export function allOf<T>(...judges: readonly Judge<T>[]): Judge<T> {
  return (value) => {
    for (const judge of judges) {
      const problem = judge(value);
      if (problem !== undefined) return problem;
    }
    return undefined;
  };
}
