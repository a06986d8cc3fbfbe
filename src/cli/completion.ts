/** `mesh-lint completion SHELL`: the script that lets TAB complete, made of the tables that the parser uses. */

import { bash } from "./completion-bash.ts";
import { fish } from "./completion-fish.ts";
import { powershell } from "./completion-powershell.ts";
import { zsh } from "./completion-zsh.ts";
import { shells } from "./flags.ts";
import { offers, type Offers } from "./offers.ts";
import type { Call } from "./parse.ts";
import { didYouMean, UsageError } from "./usage.ts";
import { write } from "./write.ts";

export async function completionCommand({ words }: Call): Promise<number> {
  const [shell = "", ...more] = words;
  if (shell === "" || more.length > 0) throw new UsageError(`completion needs a shell: ${shells.join(", ")}`);
  if (!Object.hasOwn(writers, shell))
    throw new UsageError(
      `there is no completion for "${shell}"${didYouMean(shell, shells) || `: use ${shells.join(", ")}`}`,
    );
  await write(1, writers[shell as keyof typeof writers](offers()));
  return 0;
}

const writers: Readonly<Record<(typeof shells)[number], (offers: Offers) => string>> = { bash, zsh, fish, powershell };
