#!/usr/bin/env node
/** The door to the command line: answers `--version` alone at once and loads the rest only when there is work. */

import { existsSync, writeSync } from "node:fs";
import { Module } from "node:module";
import { join } from "node:path";
import { keepCompiled } from "./cli/compile-cache.ts";
import { version } from "./version.ts";

/** Node 22.1 and newer keep compiled code between runs. */
const { enableCompileCache } = Module as { readonly enableCompileCache?: () => unknown };

/** Missing where Node is too old. */
const { getBuiltinModule } = process as { readonly getBuiltinModule?: unknown };

/** Runs that lint nothing. */
const readsOnly = /^(?:rules|explain|environments|completion|help|config|init|-h|--help|--list-files)$/;

/** A hook or an editor hands over a few files, which need few of the functions that a whole folder needs. */
const manifest = /\.(?:ya?ml|json)$/i;

const args = process.argv.slice(2);
const size = manifest.test(args.at(-1) ?? "") ? "files" : "folders";
/** Reading a configuration needs functions of its own. */
const isConfigured = args.includes("--config") || (!args.includes("--no-config") && existsSync("mesh-lint.yaml"));
const sort = isConfigured ? `configured-${size}` : size;
if (args.length === 1 && (args[0] === "--version" || args[0] === "-V")) {
  try {
    writeSync(1, `${version}\n`);
  } catch (error) {
    // `mesh-lint --version | true` is no failure, a full disk is.
    if (!(error instanceof Error && "code" in error && error.code === "EPIPE")) process.exitCode = 2;
  }
} else if (typeof getBuiltinModule !== "function") {
  writeSync(2, `mesh-lint: this is Node ${process.versions.node}: mesh-lint needs 20.19, 22.12, 24 or newer\n`);
  process.exitCode = 2;
} else {
  const told = enableCompileCache
    ? [`compiled code: ${JSON.stringify(enableCompileCache())}`]
    : keepCompiled(join(import.meta.dirname, "chunks"), version, readsOnly.test(args[0] ?? "") ? undefined : sort);
  void import("./cli/main.ts").then(async ({ main }) => {
    const code = await main(args, told);
    // All is written. To end by itself Node would take the whole heap apart, object by object.
    process.exit(code);
  });
}
