/** The command line: a call → an exit code. Reports go to stdout, everything else to stderr. */

import { version } from "../version.ts";
import { failureText } from "./failure.ts";
import { lintCommand } from "./lint.ts";
import { parse, type Call } from "./parse.ts";
import { isOn } from "./switches.ts";
import { write } from "./write.ts";

/** `told` is what happened before there was anybody to hear it. */
export async function main(args: readonly string[], told: readonly string[] = []): Promise<number> {
  const debug = isDebugged(args);
  try {
    if (debug) (await import("./debug.ts")).startDebug(args, told);
    return await run(parse(args));
  } catch (error) {
    await write(2, failureText(error, debug));
    return 2;
  }
}

/** The variable reaches a hook or an action, whose arguments are out of reach. */
function isDebugged(args: readonly string[]): boolean {
  return args.includes("--debug") || isOn(process.env.MESH_LINT_DEBUG);
}

async function run(call: Call): Promise<number> {
  if (call.has("help") || call.has("version")) {
    await write(1, call.has("help") ? (await import("./help.ts")).pageOf(call.command) : `${version}\n`);
    return 0;
  }
  if (call.has("print-config")) return (await import("./config.ts")).printConfig(call, true);
  switch (call.command) {
    case "lint":
      return lintCommand(call);
    case "environments":
      return (await import("./environments.ts")).environmentsCommand(call);
    case "rules":
      return (await import("./rules.ts")).rulesCommand(call);
    case "explain":
      return (await import("./rules.ts")).explainCommand(call);
    case "config":
      return (await import("./config.ts")).configCommand(call);
    case "init":
      return (await import("./init.ts")).initCommand(call);
    case "completion":
      return (await import("./completion.ts")).completionCommand(call);
    case "help":
      return (await import("./help.ts")).helpCommand(call);
  }
}
