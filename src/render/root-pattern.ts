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

/** So many steps are met by the path up to here. */
interface State {
  readonly index: number;
  readonly at: number;
  readonly before?: State;
}

/** Neither pattern nor path is short for sure, so what is left to try stands in a list and not on the call stack. */
function capturesOf(steps: readonly Step[], path: string): Captures | undefined {
  const tried = new Set<number>();
  const left: State[] = [{ index: 0, at: 0 }];
  for (let state = left.pop(); state; state = left.pop()) {
    const step = steps[state.index];
    if (!step && state.at === path.length) return namesOf(marksOf(state, steps), path);
    const key = state.index * (path.length + 1) + state.at;
    if (!step || tried.has(key)) continue;
    tried.add(key);
    left.push(...afterStep(step, state, path));
  }
  return undefined;
}

/** Where it can go on, the best last: wildcards take as much as they can. */
function afterStep(step: Step, before: State, path: string): State[] {
  const { index, at } = before;
  const met = (to: number): State => ({ index: index + 1, at: to, before });
  const again = (to: number): State => ({ index, at: to, before });
  const inSegment = at < path.length && path[at] !== "/";
  switch (step.is) {
    case "text":
      return path.startsWith(step.text, at) ? [met(at + step.text.length)] : [];
    case "?":
      return inSegment ? [met(at + 1)] : [];
    case "*":
      return inSegment ? [met(at), again(at + 1)] : [met(at)];
    case "**":
      return at < path.length ? [met(at), again(at + 1)] : [met(at)];
    case "**/": {
      const slash = path.indexOf("/", at);
      return slash === -1 ? [met(at)] : [met(at), again(slash + 1)];
    }
    case "opens":
    case "closes":
      return [met(at)];
  }
}

interface Mark {
  readonly name: string;
  readonly at: number;
}

/** The last comes first. */
function marksOf(end: State, steps: readonly Step[]): Mark[] {
  const marks: Mark[] = [];
  for (let state = end.before; state; state = state.before) {
    const step = steps[state.index];
    if (step?.is === "opens" || step?.is === "closes") marks.push({ name: step.name, at: state.at });
  }
  return marks;
}

/** One name stands for one text. */
function namesOf(marks: readonly Mark[], path: string): Captures | undefined {
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
