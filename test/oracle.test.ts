/** Verdicts that the upstream projects' own tests assert; read from MESH_LINT_ORACLE, never copied. */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { defaultConfig, type Config } from "../src/config/config.ts";
import { networksResource } from "../src/config/brought.ts";
import type { Diagnostic } from "../src/lint/diagnostic.ts";
import { lintSources } from "../src/lint/sources.ts";
import type { YamlDocument } from "../src/yaml/document.ts";
import { readYamlFiles } from "../src/yaml/read.ts";
import { filesOf, judgeStatus, type Fixtures, type StatusCase } from "./oracle/gateway-status.ts";
import { allRules } from "./world.ts";

const folder = process.env.MESH_LINT_ORACLE;

interface ExpectedFinding {
  readonly code: string;
  readonly kind?: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly object?: string;
}

interface Case {
  readonly id: string;
  /** The one analyzer that the case runs, as `istioctl analyze` names it. */
  readonly analyzer?: string;
  readonly files: Readonly<Record<string, string>>;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly expect: {
    readonly verdict?: string;
    readonly scope?: readonly string[];
    readonly findings?: readonly ExpectedFinding[];
  };
}

interface Disagreement {
  readonly suite: string;
  readonly id: string;
  /** Cites the section of the facts that says so. */
  readonly reason: string;
}

/** How many cases of each suite are met at least; raised with every rule that meets more. */
const floors: Readonly<Record<string, number>> = {
  "istio-crd-verdict": 68,
  "gateway-api-verdict": 215,
  "gateway-api-status": 87,
  "linkerd-verdict": 88,
  "istio-analyze": 60,
  "kiali-fixtures": 51,
  "kiali-examples": 17,
};

/** Nine analyzers share IST0101: what each of them alone says. */
const referencesOf: Readonly<Record<string, readonly string[]>> = {
  "auth.AuthorizationPoliciesAnalyzer": ["istio/unknown-source-namespace"],
  "gateway.IngressGatewayPortAnalyzer": ["istio/orphaned-gateway"],
  "gateway.SecretAnalyzer": ["istio/orphaned-gateway", "istio/unknown-credential"],
  "virtualservice.DestinationHostAnalyzer": ["istio/unknown-host", "istio/unknown-port"],
  "virtualservice.DestinationRuleAnalyzer": ["istio/unknown-subset"],
  "virtualservice.GatewayAnalyzer": ["istio/unknown-gateway"],
};

function isRun({ analyzer }: Case, code: string, rule: string): boolean {
  return code !== "IST0101" || (referencesOf[analyzer ?? ""]?.includes(rule) ?? true);
}

const disagreements = JSON.parse(
  readFileSync(new URL("./oracle/disagreements.json", import.meta.url), "utf8"),
) as readonly Disagreement[];

const rules = await allRules();

async function diagnose({ files, settings = {} }: Case, isClosed: boolean): Promise<readonly Diagnostic[]> {
  const sources = Object.entries(files).map(([path, text]) => ({ path, text }));
  const config = await configOf(settings, isClosed);
  const run = await lintSources({ sources, rules, config, ...(isClosed && { completeness: "complete" as const }) });
  expect(run.failures).toEqual([]);
  return run.diagnostics;
}

/** What upstream's test fixes besides its files. */
async function configOf(settings: Readonly<Record<string, unknown>>, isClosed: boolean): Promise<Config> {
  const meshConfig: Record<string, unknown> = {};
  if (typeof settings.mesh_config_file === "string")
    Object.assign(meshConfig, await mapping(settings.mesh_config_file));
  if (typeof settings.enableAutoMtls === "boolean") meshConfig.enableAutoMtls = settings.enableAutoMtls;
  const rootNamespace = typeof settings.rootNamespace === "string" ? settings.rootNamespace : "istio-system";
  const mesh = {
    ...defaultConfig.mesh,
    meshConfig,
    rootNamespace,
    external: {
      ...defaultConfig.mesh.external,
      gateways: names(settings.knownGateways),
      namespaces: names(settings.namespaces),
    },
  };
  return { ...defaultConfig, mesh, ...(await networks(settings)), ...(isClosed && { extends: ["all"] as const }) };
}

async function networks({ mesh_networks_file: text }: Readonly<Record<string, unknown>>): Promise<Partial<Config>> {
  if (typeof text !== "string") return {};
  const document = await documentOf(text);
  const value = document?.value as Readonly<Record<string, unknown>>;
  return document ? { resources: [networksResource({ value, at: { document, path: [] } }, "istio-system")] } : {};
}

function names(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}

async function documentOf(text: string): Promise<YamlDocument | undefined> {
  const [file] = await readYamlFiles([{ path: "settings.yaml", text }]);
  return file?.documents[0];
}

async function mapping(text: string): Promise<Readonly<Record<string, unknown>>> {
  return ((await documentOf(text))?.value ?? {}) as Readonly<Record<string, unknown>>;
}

const verdict = async (each: Case): Promise<string | undefined> => {
  const errors = (await diagnose(each, false)).filter(({ severity }) => severity === "error");
  const isRejected = errors.length > 0;
  if (isRejected === (each.expect.verdict === "reject")) return undefined;
  return isRejected ? `rejected: ${errors.map(({ rule, message }) => `${rule}: ${message}`).join("; ")}` : "accepted";
};

/** The set of (code, kind, namespace, name) among diagnostics whose upstream codes are in scope. */
const findings = async (each: Case): Promise<string | undefined> => {
  const { scope = [], findings: expected = [] } = each.expect;
  const said = (await diagnose(each, true)).flatMap(({ rule, upstream, manifest }) =>
    upstream
      .filter((code) => scope.includes(code) && isRun(each, code, rule))
      .map((code) => ({
        code,
        kind: manifest?.kind ?? "",
        namespace: manifest?.namespace ?? "",
        name: manifest?.name ?? "",
      })),
  );
  const missing = expected.filter((want) => !said.some((one) => isSame(one, want)));
  const extra = said.filter((one) => !expected.some((want) => isSame(one, want)));
  if (missing.length + extra.length === 0) return undefined;
  return `missing ${JSON.stringify(missing)} extra ${JSON.stringify(extra)}`;
};

function isSame(said: Required<Omit<ExpectedFinding, "object">>, want: ExpectedFinding): boolean {
  const [kind, path] = want.object?.split(" ") ?? [
    want.kind,
    want.name === undefined ? undefined : `${want.namespace ?? ""}/${want.name}`,
  ];
  if (said.code !== want.code || (kind !== undefined && said.kind !== kind)) return false;
  if (path === undefined) return true;
  const inNamespace = (namespace: string): boolean => `${namespace}/${said.name}` === path;
  return (
    inNamespace(said.namespace) ||
    (["", "default"].includes(said.namespace) && (inNamespace("") || inNamespace("default")))
  );
}

const status = async (each: Case): Promise<string | undefined> => {
  const fixtures = JSON.parse(readFileSync(join(folder ?? "", "gateway-api-fixtures.json"), "utf8")) as Fixtures;
  const world = { ...each, files: filesOf(each as StatusCase, fixtures) };
  return judgeStatus(each as StatusCase, await diagnose(world, true));
};

const suites: readonly (readonly [string, (each: Case) => Promise<string | undefined>])[] = [
  ["istio-crd-verdict", verdict],
  ["gateway-api-verdict", verdict],
  ["gateway-api-status", status],
  ["linkerd-verdict", verdict],
  ["istio-analyze", findings],
  ["kiali-fixtures", findings],
  ["kiali-examples", findings],
];

describe.skipIf(!folder || !existsSync(folder))("oracle", () => {
  it.each(suites)(
    "%s",
    async (suite, judge) => {
      const cases = JSON.parse(readFileSync(join(folder ?? "", `${suite}.json`), "utf8")) as readonly Case[];
      const apart = new Map(disagreements.filter((each) => each.suite === suite).map((each) => [each.id, each.reason]));
      const counted = cases.filter(({ id }) => !apart.has(id));
      const unmet: string[] = [];
      for (const each of counted) {
        const difference = await judge(each);
        if (difference) unmet.push(`${each.id}: ${each.expect.verdict ?? ""} ${difference}`);
      }
      const met = counted.length - unmet.length;
      console.log(`${suite}: ${met} of ${counted.length} met, ${apart.size} disagreements`);
      if (process.env.MESH_LINT_ORACLE_VERBOSE) console.log(unmet.join("\n"));
      expect(met, unmet.join("\n")).toBeGreaterThanOrEqual(floors[suite] ?? 0);
    },
    240_000,
  );
});
