/** A folder of files that mean harm, or that nobody meant at all. */

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { oddNames, oddValues, textOf } from "./odd.ts";
import { knownKinds } from "./samples.ts";

const configMap = "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n";
const route = (regex: string): string => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web, namespace: shop }
spec:
  hosts: [web]
  http:
    - match: [{ uri: { regex: ${JSON.stringify(regex)} } }, { headers: { x: { regex: ${JSON.stringify(regex)} } } }]
      rewrite: { uriRegexRewrite: { match: ${JSON.stringify(regex)}, rewrite: "\\\\1" } }
      route: [{ destination: { host: web } }]
`;
const kustomization = (rest: string): string => `kind: Kustomization\n${rest}\n`;

/** Nine levels of nine references each, in the forms that YAML knows. */
function bomb(open: string, close: string, item: (name: string) => string): string {
  const levels = Array.from("abcdefghi").map((name, index, names) => {
    const before = names[index - 1];
    const items = Array.from({ length: 9 }, (_, at) => (before ? item(`*${before}`) : item(`x${at}`)));
    return `${name}: &${name} ${open}${items.map((each, at) => (open === "{" ? `k${at}: ${each}` : each)).join(", ")}${close}`;
  });
  return `${configMap}${levels.join("\n")}\ndata: *i\n`;
}

const bombs: Readonly<Record<string, string>> = {
  "bombs/lists.yaml": bomb("[", "]", (item) => item),
  "bombs/maps.yaml": bomb("{", "}", (item) => item),
  "bombs/merge.yaml": `${configMap}a: &a { x: 1 }\n${Array.from({ length: 3000 }, (_, at) => `m${at}: { <<: [*a, *a, *a] }`).join("\n")}\n`,
  "bombs/itself.yaml": `${configMap}data: &a { b: *a, c: [*a] }\n`,
  "bombs/merge-itself.yaml": `${configMap}data: &a { <<: *a }\n`,
  "bombs/many-aliases.yaml": `${configMap}data: &a { x: y }\nmore: [${"*a, ".repeat(20_000)}*a]\n`,
  "bombs/key.yaml": `${configMap}? &a [${"[".repeat(60)}${"]".repeat(60)}]\n: *a\n`,
};

const deep: Readonly<Record<string, string>> = {
  "deep/flow.yaml": `${configMap}data: ${"[".repeat(100_000)}`,
  "deep/closed.yaml": `${configMap}data: ${"[".repeat(5000)}${"]".repeat(5000)}\n`,
  "deep/maps.yaml": `${configMap}data: ${"{a: ".repeat(5000)}${"}".repeat(5000)}\n`,
  "deep/block.yaml": Array.from({ length: 3000 }, (_, at) => `${" ".repeat(at)}a:`).join("\n"),
  "deep/items.yaml": `${configMap}data:\n  ${"- ".repeat(20_000)}x\n`,
  "deep/object.json": `{"apiVersion": "v1", "kind": "ConfigMap", "data": ${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}}`,
  "deep/quotes.yaml": `${configMap}data: ${'"'.repeat(99_999)}\n`,
  "deep/anchors.yaml": `${configMap}data: ${"&a ".repeat(50_000)}x\n`,
  "deep/tags.yaml": `${configMap}data: ${"!!str ".repeat(50_000)}x\n`,
  "deep/questions.yaml": "? ".repeat(50_000),
  "deep/dashes.yaml": "---\n".repeat(50_000),
  "deep/list.yaml": `apiVersion: v1\nkind: List\nitems: [${"{ apiVersion: v1, kind: List, items: [".repeat(200)}${"]}".repeat(200)}]\n`,
};

const large: Readonly<Record<string, string | Buffer>> = {
  "large/eleven-megabytes.yaml": Buffer.alloc(11 * 1024 * 1024, "# comment\n"),
  "large/documents.yaml": Array.from({ length: 10_000 }, (_, at) => configMap.replace(": a ", `: a-${at} `)).join(
    "---\n",
  ),
  "large/string.yaml": `${configMap}data:\n  key: "${"x".repeat(1 << 20)}"\n`,
  "large/name.yaml": configMap.replace(": a ", `: ${"x".repeat(1 << 20)} `),
  "large/key.yaml": `${configMap}data:\n  "${"k".repeat(1 << 20)}": v\n`,
  "large/unclosed.yaml": `${configMap}data: { key: "${"x ".repeat(1 << 19)}`,
  "large/host.yaml": route("x".repeat(1 << 19)).replace("[web]", `["${"a.".repeat(1 << 19)}b"]`),
  "large/line.yaml": `${configMap}data: {${Array.from({ length: 50_000 }, (_, at) => `k${at}: v`).join(", ")}}\n`,
  "large/spaces.yaml": `${configMap}data:\n${" ".repeat(1 << 20)}x: y\n`,
  "large/labels.yaml": configMap.replace("name: a", `name: a, labels: {${"x".repeat(1 << 19)}: y}`),
};

const bytes: Readonly<Record<string, string | Buffer>> = {
  "bytes/binary.yaml": Buffer.from(Array.from({ length: 4096 }, (_, at) => (at * 7919) % 256)),
  "bytes/nul.yaml": `${configMap}data: { a: "\0" }\n`,
  "bytes/late-nul.yaml": `${configMap}# ${"x".repeat(9000)}\0\n`,
  "bytes/latin1.yaml": Buffer.from(`${configMap}data: { a: "caf\u00e9" }\n`, "latin1"),
  "bytes/cut.yaml": Buffer.from(`${configMap}data: { a: "\u20ac" }`).subarray(0, -4),
  "bytes/utf16le.yaml": Buffer.from(`\ufeff${configMap}`, "utf16le"),
  "bytes/utf16be.yaml": Buffer.from(`\ufeff${configMap}`, "utf16le").swap16(),
  "bytes/odd-utf16.yaml": Buffer.from([0xfe, 0xff, 0, 65, 0]),
  "bytes/surrogate-utf16.yaml": Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00]),
  "bytes/bom.yaml": `\ufeff${configMap}`,
  "bytes/boms.yaml": `\ufeff\ufeff---\n\ufeff${configMap}`,
  "bytes/cr.yaml": configMap.replaceAll("\n", "\r"),
  "bytes/empty.yaml": "",
  "bytes/newline.yaml": "\n",
  "bytes/control.yaml": `${configMap}data: { a: \u0007\u001b[2J }\n`,
  "bytes/nel.yaml": `${configMap}data: { a: b\u0085c\u2028d }\n`,
  "bytes/tabs.yaml": `${configMap}data:\n\ta: b\n`,
  "bytes/gzip.yaml": Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]),
};

const named = [
  "line\nbreak.yaml",
  "\u001b[31mred\u001b[0m.yaml",
  "::set-output name=x::y.yaml",
  "##[error]x.yaml",
  "[link](https:example.com).yaml",
  "<img src=x onerror=alert(1)>.yaml",
  "two words.yaml",
  "-rf.yaml",
  "--output=x.yaml",
  "\u202egnp.yaml",
  "d\u00e9j\u00e0 vu \u4f8b.yaml",
  "`cat`$(id);&.yaml",
  "__proto__.yaml",
  "constructor.yaml",
  "%2e%2e%2f.yaml",
  "a,b:c%0a.yaml",
  "*?[x]{a,b}.yaml",
  ".hidden.yaml",
  "@team.yaml",
];

const regexes = [
  "(a+)+$",
  "(a|a)*b",
  "(",
  "[",
  "(?=x)",
  "\\1",
  "(?:".repeat(5000) + ")".repeat(5000),
  "a{1000}{1000}",
  "(x{1000}){1000}",
  "\\p{Nope}",
  "\\C*",
  "[[:alpha:]",
  "x*".repeat(20_000),
  "\ud800",
];

const policy = (path: string): string => `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: web, namespace: shop }
spec:
  action: DENY
  rules: [{ to: [{ operation: { paths: [${JSON.stringify(path)}], notPaths: [${JSON.stringify(path)}], hosts: [${JSON.stringify(path)}] } }] }]
`;

const globs = [
  "*".repeat(10_000),
  "/{*}/{**}/{*}",
  "/{".repeat(3000),
  "**/".repeat(5000),
  "/%2f%00%",
  "{a,b}".repeat(40),
];

const kustomizations: Readonly<Record<string, string>> = {
  "itself/kustomization.yaml": kustomization("resources: [., ../itself, ./../itself]"),
  "circle/a/kustomization.yaml": kustomization("resources: [../b]"),
  "circle/b/kustomization.yaml": kustomization("resources: [../a]\ncomponents: [../a]"),
  "out/kustomization.yaml": kustomization(
    "resources: [../../../../../../etc, /etc/passwd, file:///etc/passwd, https://example.invalid/x.yaml, '']\npatches: [{ path: ../../../../../../etc/passwd }]",
  ),
  "odd/kustomization.yaml": kustomization(
    'resources: { a: b }\npatches: [null, 7, {}, { patch: "[", target: 5 }, { patch: "- { op: move, from: /a, path: /a/b }" }]\nreplacements: 1\nvars: [null]\nimages: x\nnamespace: [a]\ncommonLabels: [1]\nnamePrefix: { a: b }',
  ),
  "proto/kustomization.yaml": kustomization(
    'resources: [a.yaml]\npatches: [{ target: { kind: ConfigMap }, patch: "[{ op: add, path: /__proto__/polluted, value: yes }, { op: add, path: /constructor/prototype/polluted, value: yes }, { op: add, path: /data/-, value: 1 }, { op: replace, path: /metadata/name/x/y, value: 2 }, { op: remove, path: \\"\\" }]" }]\nnamespace: __proto__\ncommonLabels: { __proto__: x, constructor: y }\nnamePrefix: "../"',
  ),
  "proto/a.yaml": `${configMap}data: { "__proto__": { a: b } }\n`,
  "merge/kustomization.yaml": kustomization("resources: [a.yaml]\npatchesStrategicMerge: [p.yaml, p.yaml, nope.yaml]"),
  "merge/a.yaml": configMap,
  "merge/p.yaml": `${configMap}"$patch": delete\ndata: { "__proto__": { polluted: yes }, constructor: { prototype: { polluted: yes } } }\n`,
  "target/kustomization.yaml": kustomization(
    'resources: [a.yaml]\npatches: [{ target: { name: "(a+)+$", kind: "(", labelSelector: "((", annotationSelector: "a in (" }, patch: "x: y" }]',
  ),
  "target/a.yaml": configMap.replace(": a ", `: ${"a".repeat(60)} `),
  "replacements/kustomization.yaml": kustomization(
    "resources: [a.yaml]\nreplacements: [{ source: { kind: ConfigMap, fieldPath: __proto__.x }, targets: [{ select: { kind: ConfigMap }, fieldPaths: [__proto__.polluted, 'a.[b=c].d', '...', constructor.prototype.polluted], options: { create: true, index: -1, delimiter: '' } }] }]",
  ),
  "replacements/a.yaml": configMap,
  "many/kustomization.yaml": kustomization(`resources: [${"a.yaml, ".repeat(5000)}a.yaml]`),
  "many/a.yaml": configMap,
  "text/kustomization.yaml": "just text\n",
  "empty/kustomization.yaml": "",
  "list/kustomization.yaml": "- a\n- b\n",
};

/** Every kind that has a schema, its fields of the wrong types, and with odd names in all places that take one. */
function wrongTypes(): Record<string, string> {
  const kinds = knownKinds();
  const files = oddValues.slice(0, 20).map((value, index) => {
    const documents = kinds.flatMap(({ apiVersion, kind, schema }) => [
      { apiVersion, kind, metadata: value, spec: value },
      { apiVersion, kind, metadata: { name: value, namespace: value, labels: value, annotations: value }, spec: {} },
      { apiVersion, kind, metadata: { name: "a" }, ...everyField(schema, value) },
    ]);
    return [`types/${index}.yaml`, textOf(documents)] as const;
  });
  return Object.fromEntries(files);
}

/** The fields of the root and of its spec, all with one value. */
function everyField(schema: Readonly<Record<string, unknown>>, value: unknown): Record<string, unknown> {
  const below = (from: unknown): Record<string, Readonly<Record<string, unknown>>> =>
    ((from as { properties?: object } | undefined)?.properties ?? {}) as never;
  const fields = Object.keys(below(schema)).filter((key) => key !== "metadata");
  const spec = Object.keys(below(below(schema).spec)).map((key) => [key, value] as const);
  return Object.fromEntries(fields.map((key) => [key, key === "spec" ? Object.fromEntries(spec) : value]));
}

function oddNamesEverywhere(): Record<string, string> {
  const files = oddNames.map((name, index) => {
    const metadata = { name, namespace: name, labels: { [name]: name }, annotations: { [name]: name } };
    const selector = { [name]: name };
    const ports = [{ name, port: 80 }];
    const documents = [
      { apiVersion: "v1", kind: "Namespace", metadata },
      { apiVersion: "v1", kind: "Service", metadata, spec: { selector, ports } },
      {
        apiVersion: "v1",
        kind: "Pod",
        metadata,
        spec: { serviceAccountName: name, containers: [{ name, image: name }] },
      },
      {
        apiVersion: "networking.istio.io/v1",
        kind: "VirtualService",
        metadata,
        spec: {
          hosts: [name],
          gateways: [name],
          exportTo: [name],
          http: [
            {
              name,
              match: [{ uri: { prefix: name }, headers: { [name]: { exact: name } } }],
              route: [{ destination: { host: name, subset: name } }],
            },
          ],
        },
      },
      {
        apiVersion: "networking.istio.io/v1",
        kind: "DestinationRule",
        metadata,
        spec: { host: name, subsets: [{ name, labels: selector }] },
      },
      {
        apiVersion: "networking.istio.io/v1",
        kind: "ServiceEntry",
        metadata,
        spec: { hosts: [name], addresses: [name], ports: [{ name, number: 80, protocol: name }] },
      },
      {
        apiVersion: "security.istio.io/v1",
        kind: "AuthorizationPolicy",
        metadata,
        spec: {
          selector: { matchLabels: selector },
          rules: [
            {
              from: [{ source: { principals: [name], namespaces: [name], ipBlocks: [name] } }],
              when: [{ key: name, values: [name] }],
            },
          ],
        },
      },
      {
        apiVersion: "gateway.networking.k8s.io/v1",
        kind: "HTTPRoute",
        metadata,
        spec: { parentRefs: [{ name }], hostnames: [name], rules: [{ backendRefs: [{ name, port: 80 }] }] },
      },
      {
        apiVersion: "split.smi-spec.io/v1alpha2",
        kind: "TrafficSplit",
        metadata,
        spec: { service: name, backends: [{ service: name, weight: 1 }] },
      },
      {
        apiVersion: "policy.linkerd.io/v1beta3",
        kind: "Server",
        metadata,
        spec: { podSelector: { matchLabels: selector }, port: name },
      },
      {
        apiVersion: "linkerd.io/v1alpha2",
        kind: "ServiceProfile",
        metadata,
        spec: { routes: [{ name, condition: { pathRegex: name, method: name } }] },
      },
      { apiVersion: name, kind: name, metadata, spec: selector },
    ];
    return [`names/${index}.yaml`, textOf(documents)] as const;
  });
  return Object.fromEntries(files);
}

/** By path below the folder. */
export function hostileFiles(): Readonly<Record<string, string | Buffer>> {
  return {
    ...bombs,
    ...deep,
    ...large,
    ...bytes,
    ...Object.fromEntries(named.map((name) => [`named/${name}`, `${configMap}kind: x\n: [\n`])),
    ...Object.fromEntries(regexes.map((regex, index) => [`regexes/${index}.yaml`, route(regex)])),
    ...Object.fromEntries(globs.map((glob, index) => [`globs/${index}.yaml`, policy(glob)])),
    ...Object.fromEntries(Object.entries(kustomizations).map(([path, text]) => [`kustomize/${path}`, text])),
    ...wrongTypes(),
    ...oddNamesEverywhere(),
  };
}

/** Writes all of it, with links and pipes, and returns the folder. */
export function hostileFolder(): string {
  const home = mkdtempSync(join(tmpdir(), "mesh-lint-hostile-"));
  const folder = join(home, "repository");
  for (const [path, content] of Object.entries(hostileFiles())) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  writeFileSync(join(home, "secret.yaml"), `${configMap}data: { secret: hunter2 }\n`);
  mkdirSync(join(folder, "links"));
  const links = {
    "loop.yaml": "loop.yaml",
    one: "two",
    two: "one",
    up: "..",
    "out.yaml": "../../secret.yaml",
    "none.yaml": "nowhere.yaml",
    "same.yaml": "../bytes/bom.yaml",
    "null.yaml": "/dev/null",
    "zero.yaml": "/dev/zero",
  };
  for (const [name, target] of Object.entries(links)) symlinkSync(target, join(folder, "links", name));
  mkdirSync(join(folder, "links", "folder.yaml"));
  execFileSync("mkfifo", [join(folder, "links", "pipe.yaml")]);
  return folder;
}
