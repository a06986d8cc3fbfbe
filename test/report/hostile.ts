/** A run in which every text that a stranger can write is as bad as it can be. */

import type { Diagnostic, Run } from "../../src/lint/diagnostic.ts";
import { diagnostic, rangeIn, sample } from "./sample.ts";

const nasties: readonly string[] = [
  "::error file=x::y",
  "  ::stop-commands::x",
  "a\n::set-output name=x::y",
  "a\r::add-mask::b",
  "##[error]x ##vso[task.setvariable variable=a]b ##VSO[task.complete]c ##teamcity[buildStop]",
  "\u001b]52;c;eA==\u0007 \u009b31m \u0000 \u007f \u0085",
  "\u202eabc\u2066 \u200b\ufeff \u2028 \u2029",
  "lone \ud800 and \udfff, none \ufffe\uffff",
  `]]> --> <!-- <script>alert(1)</script> &amp; &#10; ' "`,
  "]; type=error; %0A %AZP25 %3B",
  "| a | b |\n| - | - |\n### c",
  "`` ` ``` ~~~ *a* _b_ [c](http://evil.example) ![d](https://evil.example/e.png) <https://f.example>",
  "@team #1 !2 %3 GH-4 mesh-lint/mesh-lint#5 www.example.com https://example.com a@example.com $x$",
  "\\ \\\\ {0} {{ x }} ${y}",
  "-o /etc/passwd",
  "__proto__",
];

const range = rangeIn("long.yaml", "here");

function hostileDiagnostic(nasty: string, over: Partial<Diagnostic> = {}): Diagnostic {
  return diagnostic({
    file: nasty,
    range,
    message: nasty,
    manifest: { apiVersion: nasty, kind: nasty, namespace: nasty, name: nasty },
    environments: [nasty],
    related: [{ file: nasty, range, message: nasty }],
    fix: { safe: true, description: nasty, edits: [{ file: nasty, range, text: nasty }] },
    ...over,
  });
}

export const hostile: Run = {
  ...sample,
  environments: nasties.map((name) => ({
    name,
    roots: [name],
    origin: "folder",
    completeness: "partial",
    reasons: [name, name],
    manifests: 1,
    mtls: {
      strict: 0,
      permissive: 1,
      disable: 0,
      outside: 0,
      unknown: 0,
      plainText: [{ kind: name, namespace: name, name, mode: "permissive", ports: [], why: name }],
    },
  })),
  skipped: nasties.map((nasty) => ({ file: nasty, reason: nasty })),
  failures: nasties,
  diagnostics: nasties.flatMap((nasty) => [
    hostileDiagnostic(nasty),
    hostileDiagnostic(nasty, { severity: "info" }),
    hostileDiagnostic(nasty, { suppressed: { how: "comment", reason: nasty } }),
  ]),
};
