/** How AuthorizationPolicy compares strings: exact, prefix, suffix or presence, never in the middle. */

export interface StringMatch {
  readonly is: "exact" | "prefix" | "suffix" | "present";
  /** What stands beside the `*`. */
  readonly text: string;
}

/** A leading `*` wins over a trailing one: istio/istio pilot/pkg/security/authz/matcher/string.go. */
export function stringMatch(pattern: string): StringMatch {
  if (pattern === "*") return { is: "present", text: "" };
  if (pattern.startsWith("*")) return { is: "suffix", text: pattern.slice(1) };
  if (pattern.endsWith("*")) return { is: "prefix", text: pattern.slice(0, -1) };
  return { is: "exact", text: pattern };
}

export function matchesString(pattern: string, value: string): boolean {
  const { is, text } = stringMatch(pattern);
  switch (is) {
    case "exact":
      return value === text;
    case "prefix":
      return value.startsWith(text);
    case "suffix":
      return value.endsWith(text);
    case "present":
      return value !== "";
  }
}

/** Whether the first pattern matches whatever the second one does. Templates of paths are only compared as written. */
export function coversPattern(wide: string, narrow: string): boolean {
  if (wide === narrow) return true;
  if (wide.includes("{") || narrow.includes("{")) return wide === "*";
  const [outer, inner] = [stringMatch(wide), stringMatch(narrow)];
  if (inner.is === "exact") return matchesString(wide, narrow);
  if (outer.is === "present") return true;
  return outer.is === inner.is && matchesString(wide, inner.text);
}

/** Whether a `*` stands where it is an ordinary character, so that the pattern hardly means what it says. */
export function hasLiteralWildcard(pattern: string): boolean {
  return stringMatch(pattern).text.includes("*");
}
