/** Where the time of a run goes. Loaded and measured only where it is asked for (`--stats`). */

import { uptime } from "../source/clock.ts";
import type { Source } from "../source/source.ts";
import type { YamlFile } from "../yaml/document.ts";
import type { Diagnostic, Stats } from "./diagnostic.ts";

/** Phases follow each other, so the end of one is the start of the next. */
export interface Stopwatch {
  /** What has passed since the last lap was spent on this phase. */
  readonly lap: (phase: string) => void;
  /** The end of one environment's check. */
  readonly environment: (name: string) => void;
  /** A rule has done its work in one environment; `since` is when it began. */
  readonly rule: (id: string, since: number) => void;
  readonly read: (source: Source, file: YamlFile) => void;
  readonly stats: (diagnostics: readonly Diagnostic[]) => Stats;
}

/** Starts with the process. A question that several rules ask counts for the first of them. */
export function stopwatch(): Stopwatch {
  let last = 0;
  const phases = new Map<string, number>();
  const environments = new Map<string, number>();
  const rules = new Map<string, number>();
  const size = { files: 0, documents: 0, bytes: 0 };
  const lap = (phase: string): number => {
    const now = uptime();
    const ms = now - last;
    add(phases, phase, ms);
    last = now;
    return ms;
  };
  return {
    lap,
    environment(name) {
      add(environments, name, lap("rules"));
    },
    rule(id, since) {
      add(rules, id, uptime() - since);
    },
    read({ text }, { documents }) {
      size.files++;
      size.documents += documents.length;
      size.bytes += Buffer.byteLength(text);
    },
    stats(diagnostics) {
      const findings = new Map<string, number>();
      for (const { rule } of diagnostics) add(findings, rule, 1);
      return {
        ...size,
        peakMemoryBytes: process.resourceUsage().maxRSS * 1024,
        phases: [...phases].map(([name, ms]) => ({ name, ms: rounded(ms) })),
        environments: slowestFirst(environments).map(([name, ms]) => ({ name, ms: rounded(ms) })),
        rules: slowestFirst(rules).map(([rule, ms]) => ({ rule, ms: rounded(ms), findings: findings.get(rule) ?? 0 })),
      };
    },
  };
}

function add(sums: Map<string, number>, key: string, amount: number): void {
  sums.set(key, (sums.get(key) ?? 0) + amount);
}

function slowestFirst(times: ReadonlyMap<string, number>): [name: string, ms: number][] {
  return [...times].sort(([, a], [, b]) => b - a);
}

/** To a hundredth of a millisecond. */
function rounded(ms: number): number {
  return Math.round(ms * 100) / 100;
}
