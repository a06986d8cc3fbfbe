import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "rolldown";

/** What a file imports before anything is asked for; types are gone by then. */
const imported = /^(?:import|export)\s(?!type\s)[^"]*?from "(\.[^"]+)"|^import "(\.[^"]+)"/gm;

/** What every lint needs goes into one file, because each file costs a read and a link at start. */
function neededBy(file, found = new Set()) {
  if (found.has(file)) return found;
  found.add(file);
  const text = readFileSync(file, "utf8").replace(/`[^`]*`/gs, "``");
  for (const [, from, alone] of text.matchAll(imported)) neededBy(resolve(dirname(file), from ?? alone), found);
  return found;
}

const core = neededBy(fileURLToPath(new URL("src/cli/main.ts", import.meta.url)));
const entries = ["cli", "index", "action"].filter((name) => existsSync(new URL(`src/${name}.ts`, import.meta.url)));

/**
 * CommonJS starts eight milliseconds faster than ESM, and its compiled code can be kept on Node 20. Whoever imports the
 * library cannot tell: Node finds the names of its exports.
 */
const commonjs = {
  name: "commonjs-folder",
  generateBundle(_, bundle) {
    // One character beyond Latin-1 doubles the text in memory and the time to read it. No tagged template holds one.
    for (const file of Object.values(bundle)) if (file.type === "chunk") file.code = asciiOnly(file.code);
    // What `src/cli/compile-cache.ts` keeps of a chunk is filed under this.
    for (const file of Object.values(bundle)) {
      if (file.type !== "chunk" || !file.fileName.startsWith("chunks/")) continue;
      file.code = `/*${createHash("sha256").update(file.code).digest("hex").slice(0, 32)}*/${file.code}`;
    }
    this.emitFile({ type: "asset", fileName: "package.json", source: '{ "type": "commonjs" }\n' });
  },
};

const toldLate = new Set(["why", "fix", "links", "bad", "good"]);
const texts = new Map();

/** What only pages, help and a few reports say of a rule is read when it is asked for: a quarter of the core. */
const lateTexts = {
  name: "late-texts",
  resolveId: (id) => (id === "./rule-texts.js" ? { id, external: true } : undefined),
  transform: {
    filter: { id: /\/rules\/[\w-]+\/[\w-]+\.ts$/ },
    handler(code, file) {
      const id = /[\w-]+\/[\w-]+(?=\.ts$)/.exec(file)[0];
      const exported = this.parse(code, { lang: "ts" }).body.find(({ type }) => type === "ExportDefaultDeclaration");
      const late = exported.declaration.arguments[0].properties.filter(
        ({ key, value }) => toldLate.has(key?.name) && isText(value),
      );
      texts.set(id, valueOf(`{${late.map(({ start, end }) => code.slice(start, end)).join()}}`));
      const getters = late.reverse().reduce((text, { key: { name }, start, end }) => {
        const getter = `get ${name}() { return require("./rule-texts.js")["${id}"].${name}; }`;
        return text.slice(0, start) + getter + text.slice(end);
      }, code);
      return { code: getters };
    },
  },
  generateBundle() {
    const all = [...texts]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map((entry) => entry.map((each) => JSON.stringify(each)));
    const source = `module.exports={\n${all.map((entry) => `${entry.join(":")},\n`).join("")}};\n`;
    this.emitFile({ type: "asset", fileName: "chunks/rule-texts.js", source: asciiOnly(source) });
  },
};

/** What a text of our own rules evaluates to. */
function valueOf(text) {
  return Function("yaml", `return ${text}`)(String.raw);
}

/** Whether an expression is the same wherever it stands. */
function isText({ type, elements, tag, quasi, expressions }) {
  if (type === "ArrayExpression") return elements.every(isText);
  if (type === "TaggedTemplateExpression") return tag.name === "yaml" && quasi.expressions.length === 0;
  return type === "TemplateLiteral" ? expressions.length === 0 : type === "Literal";
}

function asciiOnly(code) {
  return code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

export default defineConfig({
  input: Object.fromEntries(entries.map((name) => [name, `src/${name}.ts`])),
  platform: "node",
  plugins: [lateTexts, commonjs],
  optimization: { inlineConst: true },
  // Only the Action speaks to GitHub, and it does so with Node's own fetch: the client in @actions/core is not needed.
  treeshake: { moduleSideEffects: [{ test: /\/node_modules\/(?:@actions|undici|tunnel)\//, sideEffects: false }] },
  output: {
    dir: "dist",
    format: "cjs",
    // Half the text is half the time that V8 needs to read it.
    minify: true,
    chunkFileNames: "chunks/[name].js",
    codeSplitting: { groups: [{ name: "core", test: (id) => core.has(id) }] },
    cleanDir: true,
  },
});
