import { existsSync } from "node:fs";
import { defineConfig } from "rolldown";

/** What every lint needs goes into one file, because each file costs a read and a link at start. */
const core =
  /\/(?:src\/(?!(?:cli|index|action|version)\.ts|cli\/(?:rules|environments)|report\/(?:sarif|json|github))|rules\/)/;
const entries = ["cli", "index", "action"].filter((name) => existsSync(new URL(`src/${name}.ts`, import.meta.url)));

export default defineConfig({
  input: Object.fromEntries(entries.map((name) => [name, `src/${name}.ts`])),
  platform: "node",
  optimization: { inlineConst: true },
  output: {
    dir: "dist",
    format: "esm",
    // Half the text is half the time that V8 needs to read it.
    minify: true,
    chunkFileNames: "chunks/[name].js",
    codeSplitting: { groups: [{ name: "core", test: core }] },
    cleanDir: true,
  },
});
