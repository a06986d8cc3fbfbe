import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig, rolldown } from "rolldown";

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const entries = ["cli", "index", "action"].filter((name) => existsSync(at(`src/${name}.ts`)));

const registry = at("rules/index.ts");
const { rules } = await evaluated(registry);

/** What a module of ours exports, without a build. */
async function evaluated(input) {
  const bundle = await rolldown({ input, platform: "node", logLevel: "silent" });
  const { output } = await bundle.generate({ format: "esm" });
  await bundle.close();
  return import(`data:text/javascript;base64,${Buffer.from(output[0].code).toString("base64")}`);
}

const istioPolicies = new Set(["istio/AuthorizationPolicy", "istio/PeerAuthentication", "istio/RequestAuthentication"]);

/**
 * Chunk → rules whose checks it holds. Where all kinds that a check needs are of one mesh, a run that meets none of them
 * has no use for it: half of what a start would have to load.
 */
const checked = new Map();
for (const named of rules.filter(({ rule }) => rule.check)) {
  const chunk = chunkOf(named);
  checked.set(chunk, [...(checked.get(chunk) ?? []), named.id]);
}

function chunkOf({ kinds = ["kubernetes/any"] }) {
  const families = new Set(kinds.map((kind) => kind.slice(0, kind.indexOf("/"))));
  if (families.has("kubernetes")) return "core";
  if (families.size > 1) return families.has("istio") ? "core" : "rules-linkerd";
  if (families.has("smi")) return "rules-linkerd";
  return kinds.every((kind) => istioPolicies.has(kind)) ? "rules-istio-policies" : `rules-${[...families][0]}`;
}

const fileOf = (id) => at(`rules/${id}.ts`);

/** What a file imports before anything is asked for; types are gone by then. */
const imported = /^(?:import|export)\s(?!type\s)[^"]*?from "(\.[^"]+)"|^import "(\.[^"]+)"/gm;

function neededBy(file, found = new Set()) {
  if (found.has(file) || file === registry) return found;
  found.add(file);
  const text = readFileSync(file, "utf8").replace(/`[^`]*`/gs, "``");
  for (const [, from, alone] of text.matchAll(imported)) neededBy(resolve(dirname(file), from ?? alone), found);
  return found;
}

/** What every lint needs goes into one file, because each file costs a read and a link at start; and what two chunks share. */
const core = new Set([registry, ...neededBy(at("src/cli/main.ts"))]);
const needed = [...checked].map(([chunk, ids]) => ({
  chunk,
  files: ids.reduce((found, id) => neededBy(fileOf(id), found), new Set()),
}));
for (const { chunk, files } of needed)
  for (const file of files)
    if (chunk === "core" || needed.some((other) => other.chunk !== chunk && other.files.has(file))) core.add(file);

/**
 * CommonJS starts eight milliseconds faster than ESM, and its compiled code can be kept on Node 20. Whoever imports the
 * library cannot tell: Node finds the names of its exports.
 */
const commonjs = {
  name: "commonjs-folder",
  generateBundle(_, bundle) {
    // One character beyond Latin-1 doubles the text in memory and the time to read it. No tagged template holds one.
    for (const file of Object.values(bundle))
      if (file.type === "chunk") file.code = plainExports(asciiOnly(file.code), (code) => this.parse(code));
    // What `src/cli/compile-cache.ts` keeps of a chunk is filed under this.
    for (const file of Object.values(bundle)) {
      if (file.type !== "chunk" || !file.fileName.startsWith("chunks/")) continue;
      if (file.fileName === "chunks/core.js") file.code = asFunction(file.code);
      file.code = `/*${createHash("sha256").update(file.code).digest("hex").slice(0, 32)}*/${file.code}`;
    }
    this.emitFile({ type: "asset", fileName: "package.json", source: '{ "type": "commonjs" }\n' });
  },
};

/** What only pages, help and a few reports say of a rule is read when it is asked for. */
const toldLate = {
  "rule-texts": ["summary", "since", "why", "fix", "links", "codes"],
  "rule-examples": ["bad", "good"],
};

/** Rules as data, with checks and texts that are loaded when they are asked for. */
const lateRules = {
  name: "late-rules",
  buildStart() {
    for (const chunk of checked.keys())
      if (chunk !== "core") this.emitFile({ type: "chunk", id: chunk, fileName: `chunks/${chunk}.js` });
  },
  resolveId(id) {
    if (checked.has(id)) return { id };
    return /^\.\/rules-[\w-]+\.js$/.test(id) ? { id, external: true } : undefined;
  },
  load(id) {
    if (id === registry) return registryText();
    return checked.has(id) ? checksText(id) : undefined;
  },
  transform: {
    filter: { id: /\/rules\/[\w-]+\/[\w-]+\.ts$/ },
    /** Leaves the check alone: the registry has all else. */
    handler(code) {
      const exported = this.parse(code, { lang: "ts" }).body.find(({ type }) => type === "ExportDefaultDeclaration");
      const { start, end } = exported.declaration.arguments[0];
      const check = exported.declaration.arguments[0].properties.find(({ key }) => key?.name === "check");
      return { code: `${code.slice(0, start)}{ ${code.slice(check.start, check.end)} }${code.slice(end)}` };
    },
  },
  generateBundle() {
    for (const [name, keys] of Object.entries(toldLate)) {
      const lines = rules.map(({ id, rule }) => `\n"${id}":${JSON.stringify(pick(rule, keys))}`);
      this.emitFile({ type: "asset", fileName: `chunks/${name}.txt`, source: `${asciiOnly(lines.join(""))}\n` });
    }
  },
};

function registryText() {
  const data = rules.map(({ id, kinds, rule }) => {
    const { check, ...facts } = rule;
    for (const key of Object.values(toldLate).flat()) delete facts[key];
    return { id, rule: facts, kinds, chunk: check && chunkOf({ kinds }) };
  });
  const own = [...checked.keys()].filter((chunk) => chunk !== "core");
  return `
import { readFileSync } from "node:fs";
import { join } from "node:path";
${importsOf("core")}
/** A line a rule: to parse that of one is a tenth of the time that all take. */
const texts = new Map();
function told(name, id) {
  if (!texts.has(name)) texts.set(name, readFileSync(join(import.meta.dirname, name), "latin1"));
  const text = texts.get(name);
  const start = text.indexOf('\\n"' + id + '":') + id.length + 4;
  return JSON.parse(text.slice(start, text.indexOf("\\n", start)));
}
const checks = {
  core: () => core,
${own.map((chunk) => `  "${chunk}": () => require("./${chunk}.js").checks,\n`).join("")}};
class Bundled {
  #id;
  #chunk;
  constructor(id, chunk, facts) {
    this.#id = id;
    this.#chunk = chunk;
    Object.assign(this, facts);
  }
  get check() { return this.#chunk && checks[this.#chunk]()[this.#id]; }
${Object.entries(toldLate)
  .flatMap(([name, keys]) => keys.map((key) => `  get ${key}() { return told("${name}.txt", this.#id).${key}; }\n`))
  .join("")}}
export const rules = JSON.parse(${JSON.stringify(JSON.stringify(data))});
for (const named of rules) {
  named.rule = Object.freeze(new Bundled(named.id, named.chunk, named.rule));
  delete named.chunk;
}
`;
}

function checksText(chunk) {
  return importsOf(chunk).replace("const core", "export const checks");
}

/** `const core = { "istio/…": check, … }` */
function importsOf(chunk) {
  const ids = checked.get(chunk);
  return `${ids.map((id, index) => `import rule${index} from ${JSON.stringify(fileOf(id))};\n`).join("")}
const core = { ${ids.map((id, index) => `${JSON.stringify(id)}: rule${index}.check`).join(", ")} };`;
}

/** What is never assigned again needs no getter of its own, which costs more than a value. */
function plainExports(code, parse) {
  const assigned = new Set();
  const visit = (node) => {
    if (typeof node?.type !== "string") return;
    const target = node.type === "AssignmentExpression" ? node.left : node.type === "UpdateExpression" && node.argument;
    if (target && target.type === "Identifier") assigned.add(target.name);
    else if (target)
      for (const [, name] of code.slice(target.start, target.end).matchAll(/([\w$]+)/g)) assigned.add(name);
    for (const child of Object.values(node)) {
      if (Array.isArray(child)) child.forEach(visit);
      else if (typeof child === "object") visit(child);
    }
  };
  visit(parse(code));
  const getter =
    /Object\.defineProperty\(exports,([`"'][\w$]+[`"']),\{enumerable:!0,get:function\(\)\{return ([\w$]+)\}\}\)/g;
  return code.replace(getter, (text, name, variable) =>
    assigned.has(variable) ? text : `exports.${name.slice(1, -1)}=${variable}`,
  );
}

/**
 * A module that is a function where nobody has wrapped it, so that `src/cli/compile-cache.ts` need not copy the text to do
 * so: one garbage collection less at each start.
 */
function asFunction(code) {
  const names = "exports,require,module,__filename,__dirname";
  return `(f=>typeof module=="object"?f(${names}):f)((function(${names}){${code}\n}))`;
}

function pick(object, keys) {
  return Object.fromEntries(keys.map((key) => [key, object[key]]));
}

function asciiOnly(code) {
  return code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

export default defineConfig({
  input: Object.fromEntries(entries.map((name) => [name, `src/${name}.ts`])),
  platform: "node",
  plugins: [lateRules, commonjs],
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
