/** What later steps of the workflow can read, as `action.yml` declares it. */

import { setOutput } from "@actions/core";

export interface Outputs {
  readonly findings: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly suppressed: number;
  readonly fixable: number;
  readonly "truncated-annotations": number;
  readonly "sarif-file": string;
  readonly "sarif-id": string;
  readonly "exit-code": 0 | 1 | 2;
}

/** Of a step that could not do its work nobody knows more. */
export const failed = { "exit-code": 2 } as const satisfies Partial<Outputs>;

export function writeOutputs(outputs: Partial<Outputs>): void {
  for (const [name, value] of Object.entries(outputs)) setOutput(name, value);
}
