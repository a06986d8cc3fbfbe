/** What the blocks of the README find where they are run: a repository with a remote and a change, and the programs that they call. */

import { chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { repositoryIn, type Answer, type Home, type Repository } from "../hooks/repositories.ts";
import { route, service, subsets } from "../hooks/manifests.ts";

const demo = fileURLToPath(new URL("../../fixtures/demo", import.meta.url));

export interface World extends Repository {
  readonly home: Home;
  /** What a script says that runs here, and which of its commands failed; a finding is no failure. */
  readonly script: (text: string, env?: Readonly<Record<string, string>>) => Promise<Answer>;
}

interface Wanted {
  readonly home: Home;
  readonly name: string;
  /** Whether `mesh-lint` is on the path already. */
  readonly isInstalled: boolean;
  readonly path?: readonly string[];
}

export async function worldOf({ home, name, isInstalled, path = [] }: Wanted): Promise<World> {
  const own = [
    join(home.folder, "bin"),
    join(home.folder, "prefix/bin"),
    ...(isInstalled ? [join(home.folder, "installed")] : []),
  ];
  const env = { ...home.env, npm_config_prefix: join(home.folder, "prefix") };
  const repository = await repositoryIn({ ...home, env }, name, [...path, ...own]);
  await fill(repository, `${join(home.folder, name)}.git`);
  return {
    ...repository,
    home,
    script: (text, more = {}) => runScript(text, { home, repository, env: more }),
  };
}

/** The demo with a few folders more, pushed; and a branch with one more commit. */
async function fill({ folder, git, write }: Repository, remote: string): Promise<void> {
  cpSync(demo, folder, { recursive: true });
  write({
    "clusters/prod/route.yaml": route("v1"),
    "clusters/prod/rule.yaml": subsets("v1", "v2"),
    "clusters/prod/service.yaml": service,
    "clusters/staging/service.yaml": service,
    "crds/README.md": "Definitions of your own go here.\n",
    "docs/README.md": "# Docs\n",
    "lint/base.yaml": "exclude: [docs]\n",
    "node_modules/@acme/mesh-lint-config/mesh-lint.yaml": "rules: { istio/unused-subset: off }\n",
  });
  await git("add", "--all");
  await git("commit", "--quiet", "--message", "shop");
  await git("clone", "--quiet", "--bare", folder, remote);
  await git("remote", "add", "origin", remote);
  await git("fetch", "--quiet", "origin");
  await git("switch", "--quiet", "--create", "feature");
  write({ "clusters/prod/rule.yaml": subsets("v2") });
  await git("commit", "--quiet", "--all", "--message", "drop v1");
}

/** Programs that others install, whose output mesh-lint is to read; and mesh-lint as if it were installed. */
export function putPrograms({ folder }: Home): void {
  mkdirSync(join(folder, "bin"));
  mkdirSync(join(folder, "installed"));
  const program = (file: string, line: string): void => {
    writeFileSync(join(folder, file), `#!/bin/sh\n${line}\n`);
    chmodSync(join(folder, file), 0o755);
  };
  for (const name of ["kustomize", "helm", "kubectl"]) program(`bin/${name}`, "cat clusters/prod/route.yaml");
  program("installed/mesh-lint", `exec node "${join(folder, "released/dist/cli.js")}" "$@"`);
}

/** Reports each command that fails, but for mesh-lint when it finds something. */
const watchful = `set -o pipefail
trap 'codes="\${PIPESTATUS[*]}"; case "$codes:$BASH_COMMAND" in 1:*mesh-lint*|*\\ 1:*mesh-lint*|1\\ 0:*) ;; *) echo "$codes: $BASH_COMMAND" >> "$FAILED" ;; esac' ERR
`;

interface Setting {
  readonly home: Home;
  readonly repository: Repository;
  readonly env: Readonly<Record<string, string>>;
}

async function runScript(text: string, { home, repository, env }: Setting): Promise<Answer> {
  const failed = `${repository.folder}.failed`;
  writeFileSync(failed, "");
  // npm takes a package of GitHub from a server of archives, which git cannot be told to find elsewhere.
  const local = text.replaceAll("github:mesh-lint/mesh-lint", `git+file://${home.released}`);
  const settings = Object.entries({ ...env, FAILED: failed }).map(([name, value]) => `${name}=${value}`);
  const { output } = await repository.run("env", ...settings, "bash", "-c", `${watchful}\n${local}\nexit 0`);
  const failures = readFileSync(failed, "utf8");
  return { code: failures === "" ? 0 : 1, output: `${failures}${output}` };
}
