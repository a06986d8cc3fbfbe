/** Patterns over paths that name what they meet: `clusters/{cluster}/apps/*`. */

export type Captures = Readonly<Record<string, string>>;

export type RootPattern = (path: string) => Captures | undefined;

/** What comes next in a path: this text, a wildcard, or the beginning or end of a capture. */
type Step =
  | { readonly is: "text"; readonly text: string }
  | { readonly is: "?" | "*" | "**" | "**/" }
  | { readonly is: "opens" | "closes"; readonly name: string };

/**
 * Wildcards stay within their segment, but for `**`; `{name}` is one or more characters of a segment, and the same
 * wherever it stands again. Takes at most as many steps as pattern times path, because a pull request may bring both.
 */
export function rootPattern(glob: string): RootPattern {
  const steps = stepsOf(glob);
  const [first] = steps;
  const head = first?.is === "text" ? first.text : "";
  return (path) => (path.startsWith(head) ? capturesOf(steps, path) : undefined);
}

function stepsOf(glob: string): Step[] {
  const tokens = glob.split(/(\*\*\/|\*\*|\*|\?|\{[A-Za-z_]\w*\})/).filter((token) => token !== "");
  return tokens.flatMap((token): Step[] => {
    if (token === "**/" || token === "**" || token === "*" || token === "?") return [{ is: token }];
    if (!/^\{[A-Za-z_]\w*\}$/.test(token)) return [{ is: "text", text: token }];
    const name = token.slice(1, -1);
    return [{ is: "opens", name }, { is: "?" }, { is: "*" }, { is: "closes", name }];
  });
}

function capturesOf(steps: readonly Step[], path: string): Captures | undefined {
  const found: { readonly name: string; readonly at: number; readonly is: "opens" | "closes" }[] = [];
  const failed = new Set<number>();

  const meets = (index: number, at: number): boolean => {
    const step = steps[index];
    if (!step) return at === path.length;
    const state = index * (path.length + 1) + at;
    if (failed.has(state)) return false;
    const met = goes(step, index, at);
    if (!met) failed.add(state);
    else if (step.is === "opens" || step.is === "closes") found.push({ name: step.name, at, is: step.is });
    return met;
  };

  /** Wildcards take as much as they can. */
  const goes = (step: Step, index: number, at: number): boolean => {
    const inSegment = at < path.length && path[at] !== "/";
    switch (step.is) {
      case "text":
        return path.startsWith(step.text, at) && meets(index + 1, at + step.text.length);
      case "?":
        return inSegment && meets(index + 1, at + 1);
      case "*":
        return (inSegment && meets(index, at + 1)) || meets(index + 1, at);
      case "**":
        return (at < path.length && meets(index, at + 1)) || meets(index + 1, at);
      case "**/": {
        const slash = path.indexOf("/", at);
        return (slash !== -1 && meets(index, slash + 1)) || meets(index + 1, at);
      }
      case "opens":
      case "closes":
        return meets(index + 1, at);
    }
  };

  return meets(0, 0) ? namesOf(found, path) : undefined;
}

/** Marks come last first. One name stands for one text. */
function namesOf(
  marks: readonly { readonly name: string; readonly at: number; readonly is: "opens" | "closes" }[],
  path: string,
): Captures | undefined {
  const captures = new Map<string, string>();
  for (let index = marks.length - 1; index > 0; index -= 2) {
    const [opens, closes] = [marks[index], marks[index - 1]];
    if (!opens || !closes) return undefined;
    const text = path.slice(opens.at, closes.at);
    if ((captures.get(opens.name) ?? text) !== text) return undefined;
    captures.set(opens.name, text);
  }
  return Object.fromEntries(captures);
}
