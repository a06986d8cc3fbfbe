/** The GitHub Action: the inputs of its step → an exit code, and all that GitHub is told. */

import { setSecret } from "@actions/core";
import { resolve } from "node:path";
import { UsageError } from "../cli/usage.ts";
import { wordsOf } from "../source/thrown.ts";
import { readEvent } from "./event.ts";
import { readInputs, type Inputs } from "./inputs.ts";
import { failed, writeOutputs, type Outputs } from "./outputs.ts";
import { say } from "./say.ts";
import { runStep } from "./step.ts";
import { summarizeFailure } from "./summary.ts";

export async function main(): Promise<number> {
  const { env } = process;
  let outputs: Partial<Outputs> = failed;
  try {
    const inputs = readInputs();
    if (inputs.token) setSecret(inputs.token);
    enter(inputs);
    outputs = await runStep({ inputs, event: readEvent(env), env });
  } catch (error) {
    const text = problemOf(error);
    await say({ level: "error", text });
    summarizeFailure(env.GITHUB_STEP_SUMMARY, text);
  }
  try {
    writeOutputs(outputs);
  } catch (error) {
    await say({ level: "error", text: `the outputs of this step cannot be written: ${wordsOf(error)}` });
    return 2;
  }
  return outputs["exit-code"] ?? 2;
}

/** The runner starts in the workspace, but containers and tests need not. */
function enter({ workingDirectory }: Inputs): void {
  const folder = resolve(process.env.GITHUB_WORKSPACE || ".", workingDirectory);
  try {
    process.chdir(folder);
  } catch {
    throw new UsageError(`there is no folder "${workingDirectory}": check out the repository first (actions/checkout)`);
  }
}

function problemOf(error: unknown): string {
  if (error instanceof UsageError) return error.message;
  return `internal: ${wordsOf(error)} (please report it)`;
}
