/** Environment variables that are switches. */

/** Some say `CI=false` on their own machines. */
export function isOn(variable: string | undefined): boolean {
  return variable !== undefined && !["", "0", "false"].includes(variable);
}
