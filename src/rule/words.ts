/** Lists as messages say them: `v1, v2 and v3`. */

export function listed(values: Iterable<string | number>, joint: "and" | "or" = "and", most = 5): string {
  const all = [...new Set(values)];
  const shown = all.slice(0, most);
  if (all.length > most) return `${shown.join(", ")} ${joint} ${all.length - most} more`;
  const last = shown.pop();
  return shown.length > 0 ? `${shown.join(", ")} ${joint} ${last ?? ""}` : String(last ?? "");
}
