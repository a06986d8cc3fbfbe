/** Other people's programs that tests run as their users would: installed once below `node_modules/.cache`, then reused. */

import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const cache = fileURLToPath(new URL("../node_modules/.cache/mesh-lint", import.meta.url));

/** `pre-commit==3.0.4` → the folder of its programs; undefined where PyPI is out of reach, which fails where `CI=true`. */
export async function pythonTool(requirement: string): Promise<string | undefined> {
  const home = await installed(requirement, async (folder) => {
    await run("python3", ["-m", "venv", "--without-pip", folder]);
    const pip = ["-m", "pip", "--python", join(folder, "bin/python"), "--retries", "1"];
    await run("python3", [...pip, "install", "--quiet", "--no-compile", requirement]);
  });
  return home && join(home, "bin");
}

/** `lefthook-linux-x64` → the `node_modules` that holds it; undefined as above. Scripts of the package are not run. */
export async function npmTool(spec: string): Promise<string | undefined> {
  const home = await installed(spec, async (folder) => {
    const quick = ["--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries", "1"];
    await run("npm", ["install", "--prefix", folder, "--no-save", ...quick, spec], { cwd: folder });
  });
  return home && join(home, "node_modules");
}

async function installed(spec: string, install: (folder: string) => Promise<void>): Promise<string | undefined> {
  const home = join(cache, spec.replaceAll(/[^\w.@-]/g, "_"));
  if (existsSync(home)) return home;
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(`${home}-`);
  try {
    await install(folder);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    if (process.env.CI === "true") throw error;
    console.warn(`${spec} cannot be installed here: ${String(error).split("\n", 1).join("")}`);
    return undefined;
  }
  // The folders know their own names, so they cannot be renamed; whoever comes second replaces the link alone.
  symlinkSync(folder, `${folder}.link`, "junction");
  renameSync(`${folder}.link`, home);
  return home;
}
