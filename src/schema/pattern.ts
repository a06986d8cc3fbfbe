/**
 * Tests a string against a pattern of a schema in linear time, whatever the pattern: states of an automaton are made
 * as they are met and kept. Answers are RE2's; the package `re2js` gives the same ones fifty times slower.
 */

import { holds, parsePattern, type CharacterSet, type Expression } from "./regex.ts";

export type Matcher = (text: string) => boolean;

type Instruction =
  | { readonly is: "set"; readonly set: CharacterSet; readonly next: number }
  | { readonly is: "start" | "end"; readonly next: number }
  | { readonly is: "split"; readonly next: number; readonly other: number }
  | { readonly is: "match" };

interface State {
  readonly program: readonly number[];
  /** Already matched, whatever follows. */
  readonly matched: boolean;
  /** Matches if the text ends here. */
  readonly matchedAtEnd: boolean;
  readonly ascii: (State | undefined)[];
  readonly beyond: Map<number, State>;
}

/** Larger programs and state tables are given up (not judged) or dropped (made anew). */
const mostInstructions = 20_000;
const mostStates = 2_000;

const matchers = new Map<string, Matcher | undefined>();

/** The test for a pattern; `undefined` where it holds what is not known here (`\b`, `(?m)`) or is no pattern at all. */
export function matcherOf(pattern: string): Matcher | undefined {
  if (!matchers.has(pattern)) matchers.set(pattern, create(pattern));
  return matchers.get(pattern);
}

function create(pattern: string): Matcher | undefined {
  const expression = parsePattern(pattern);
  const program: Instruction[] = [{ is: "match" }];
  const entry = expression && emit(expression, 0, program);
  return entry === undefined ? undefined : automaton(program, entry);
}

/** Appends the instructions of an expression that goes on at `next`; gives where it begins. Built from the end. */
function emit(expression: Expression, next: number, program: Instruction[]): number | undefined {
  if (program.length > mostInstructions) return undefined;
  switch (expression.is) {
    case "empty":
      return next;
    case "start":
    case "end":
      return program.push({ is: expression.is, next }) - 1;
    case "set":
      return program.push({ is: "set", set: expression.set, next }) - 1;
    case "sequence":
      return expression.parts.reduceRight<number | undefined>(
        (follow, part) => (follow === undefined ? undefined : emit(part, follow, program)),
        next,
      );
    case "choice":
      return emitChoice(expression.parts, next, program);
    case "repeat":
      return emitRepeat(expression, next, program);
  }
}

function emitChoice(parts: readonly Expression[], next: number, program: Instruction[]): number | undefined {
  let entry: number | undefined;
  for (const part of parts) {
    const begin = emit(part, next, program);
    if (begin === undefined) return undefined;
    entry = entry === undefined ? begin : program.push({ is: "split", next: entry, other: begin }) - 1;
  }
  return entry;
}

function emitRepeat(
  { body, least, most }: Extract<Expression, { is: "repeat" }>,
  next: number,
  program: Instruction[],
): number | undefined {
  let entry: number | undefined = next;
  if (most === Infinity) {
    const loop = program.push({ is: "split", next, other: next }) - 1;
    const begin = emit(body, loop, program);
    if (begin === undefined) return undefined;
    program[loop] = { is: "split", next, other: begin };
    entry = loop;
  } else {
    for (let i = least; i < most && entry !== undefined; i++) {
      const begin = emit(body, entry, program);
      entry = begin === undefined ? undefined : program.push({ is: "split", next, other: begin }) - 1;
    }
  }
  for (let i = 0; i < least && entry !== undefined; i++) entry = emit(body, entry, program);
  return entry;
}

function automaton(program: readonly Instruction[], entry: number): Matcher {
  const states = new Map<string, State>();

  /** Old states hang on the first one. */
  function forget(): void {
    states.clear();
    start.ascii.length = 0;
    start.beyond.clear();
  }

  function stateOf(seeds: readonly number[], atStart: boolean): State {
    const reached = closure(program, seeds, { atStart, atEnd: false });
    const key = reached.join();
    let state = states.get(key);
    if (!state) {
      if (states.size >= mostStates) forget();
      const ended = closure(program, reached, { atStart, atEnd: true });
      state = {
        program: reached,
        matched: reached[0] === 0,
        matchedAtEnd: ended[0] === 0,
        ascii: [],
        beyond: new Map(),
      };
      // The start state alone knows that it stands at the start: `^$` must not be taken for a later empty place.
      if (!atStart) states.set(key, state);
    }
    return state;
  }

  function follow({ program: at }: State, codePoint: number): State {
    // A match may begin anywhere, so the entry is tried again after each character.
    const seeds = [entry];
    for (const index of at) {
      const instruction = program[index];
      if (instruction?.is === "set" && holds(instruction.set, codePoint)) seeds.push(instruction.next);
    }
    return stateOf(seeds, false);
  }

  const start = stateOf([entry], true);
  return (text) => {
    let state = start;
    for (let i = 0; i < text.length; i++) {
      if (state.matched) return true;
      const unit = text.charCodeAt(i);
      if (unit < 128) {
        state = state.ascii[unit] ??= follow(state, unit);
        continue;
      }
      const codePoint = text.codePointAt(i) ?? unit;
      if (codePoint > 0xffff) i++;
      let next = state.beyond.get(codePoint);
      if (!next) {
        next = follow(state, codePoint);
        if (state.beyond.size < mostStates) state.beyond.set(codePoint, next);
      }
      state = next;
    }
    return state.matchedAtEnd;
  };
}

/** Instructions reachable without reading a character, sorted; the match (0) comes first. */
function closure(
  program: readonly Instruction[],
  seeds: readonly number[],
  place: { readonly atStart: boolean; readonly atEnd: boolean },
): number[] {
  const seen = new Set<number>();
  const open = [...seeds];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    if (seen.has(index)) continue;
    seen.add(index);
    const instruction = program[index];
    if (instruction?.is === "split") open.push(instruction.next, instruction.other);
    if (instruction?.is === "start" && place.atStart) open.push(instruction.next);
    if (instruction?.is === "end" && place.atEnd) open.push(instruction.next);
  }
  return [...seen].filter((index) => program[index]?.is !== "split").sort((a, b) => a - b);
}
