/**
 * One text file is one case: the command, its exit code, what it said, and the files that it saw. `-u` writes the
 * answers anew.
 */

import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, expect, it } from "vitest";
import { build } from "./program.ts";

const folder = fileURLToPath(new URL(".", import.meta.url));
const program = await build();
afterAll(program.remove);

const part = /^-- (.+) --\n/m;

interface Case {
  readonly command: string;
  readonly files: Readonly<Record<string, string>>;
}

function read(text: string): Case {
  const [head = "", ...rest] = text.split(part);
  const files: Record<string, string> = {};
  for (let at = 0; at < rest.length; at += 2) {
    const name = rest[at] ?? "";
    if (name !== "stdout" && name !== "stderr") files[name] = rest[at + 1] ?? "";
  }
  return { command: /^\$ (.*)$/m.exec(head)?.[1] ?? "", files };
}

function answered({ command, files }: Case): string {
  const { stdin = "", ...others } = files;
  const args = command.split(" ").slice(1);
  const { code, stdout, stderr } = program.run(args, others, { stdin });
  const steady = stdout.replace(/\b\d+(?:\.\d)? m?s$/m, "0 ms").replace(/"durationMs": \d+/, '"durationMs": 0');
  const parts = [
    ...(stdout === "" ? [] : [`-- stdout --\n${steady}`]),
    ...(stderr === "" ? [] : [`-- stderr --\n${stderr}`]),
    ...Object.entries(files).map(([name, text]) => `-- ${name} --\n${text}`),
  ];
  return `$ ${command}\nexit ${code}\n${parts.join("")}`;
}

const cases = readdirSync(folder).filter((name) => name.endsWith(".txt"));

it.each(cases)("%s", async (name) => {
  const asked = read(readFileSync(folder + name, "utf8"));
  await expect(answered(asked)).toMatchFileSnapshot(folder + name);
});
