/** The built command line in a folder of its own, and how to run it. */

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown, type OutputOptions, type RolldownOptions } from "rolldown";

const root = fileURLToPath(new URL("../..", import.meta.url));

export interface Answer {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Program {
  /** Runs it in a fresh folder that holds these files. */
  readonly run: (args: readonly string[], files?: Files, more?: More) => Answer;
  readonly remove: () => void;
  readonly file: string;
}

type Files = Readonly<Record<string, string>>;

interface More {
  readonly stdin?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
  /** Called with the folder after the run. */
  readonly after?: (folder: string) => void;
}

export async function build(): Promise<Program> {
  const home = mkdtempSync(join(tmpdir(), "mesh-lint-cli-"));
  const { default: config } = (await import(`${root}/rolldown.config.js`)) as { default: RolldownOptions };
  const bundle = await rolldown({ ...config, cwd: root, logLevel: "silent" });
  await bundle.write({ ...(config.output as OutputOptions), dir: join(home, "dist") });
  await bundle.close();
  symlinkSync(join(root, "schemas"), join(home, "schemas"));
  const file = join(home, "dist/cli.js");
  return {
    file,
    run: (args, files = {}, more = {}) => runIn(file, args, files, more),
    remove: () => {
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function runIn(program: string, args: readonly string[], files: Files, { stdin = "", env = {}, after }: More): Answer {
  const folder = mkdtempSync(join(tmpdir(), "mesh-lint-case-"));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
      cwd: folder,
      input: stdin,
      encoding: "utf8",
      env: { PATH: process.env.PATH ?? "", ...env },
      maxBuffer: 2 ** 28,
    });
    after?.(folder);
    return { code: status, stdout, stderr };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
