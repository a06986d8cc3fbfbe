/** Each key of the configuration changes what a run says: with it one thing is found, without it another. */

import { describe, expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import schema from "../../schemas/mesh-lint.json" with { type: "json" };
import { loadConfig } from "../../src/config/load.ts";
import { lint } from "../../src/lint/lint.ts";
import { repository, type Files } from "../config/repository.ts";

/** `severity rule file environments`, one line each, of the rules that are asked about. */
async function found(files: Files, only: string): Promise<readonly string[]> {
  const cwd = repository(files);
  const loaded = await loadConfig({ cwd, paths: ["."] });
  if ("problems" in loaded) throw new Error(loaded.problems.join("\n"));
  const run = await lint({ cwd, paths: ["."], config: loaded.config, rules, version: "" });
  if ("problems" in run) throw new Error(run.problems.join("\n"));
  return run.diagnostics
    .filter(({ rule }) => rule === only)
    .map(({ severity, file, environments }) => `${severity} ${file} ${environments.join(" ")}`);
}

const route = (host: string): string => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: reviews, namespace: shop }
spec: { hosts: [reviews.example.com], http: [{ route: [{ destination: { host: ${host} } }] }] }
`;
const service = `apiVersion: v1
kind: Service
metadata: { name: other, namespace: shop }
spec: { ports: [{ name: http, port: 80 }] }
`;
const weights = route("other").replace(
  "other } }",
  "other }, weight: 30 }, { destination: { host: other }, weight: 90 }",
);
const bound = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: reviews, namespace: shop }
spec: { hosts: [reviews.example.com], gateways: [edge/main], http: [{ route: [{ destination: { host: other } }] }] }
`;
const gateway = `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: other, namespace: edge }
spec:
  selector: { app: edge }
  servers: [{ port: { number: 443, name: https, protocol: HTTPS }, hosts: [a.example.com], tls: { mode: SIMPLE, credentialName: cert } }]
`;
const exported = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: reviews, namespace: shop }
spec: { hosts: [reviews.example.com], exportTo: [shpo], http: [{ route: [{ destination: { host: other } }] }] }
---
apiVersion: v1
kind: Namespace
metadata: { name: shop }
`;

interface Case {
  /** Key by key from the top. */
  readonly key: string;
  readonly config: string;
  /** What stands in the configuration without the key. */
  readonly base?: string;
  readonly rule: string;
  readonly files: Files;
  readonly without: readonly string[];
  readonly with: readonly string[];
}

const unknownHost = { rule: "istio/unknown-host", files: { "a.yaml": route("gone"), "svc.yaml": service } };
const mismatched = { rule: "istio/mismatched-weights", files: { "k8s/a.yaml": weights, "svc.yaml": service } };
const warning = ["warning k8s/a.yaml ."];

function overridden(key: string, value: string): Case {
  const config = `overrides: [{ ${key}: [${value}], rules: { istio/mismatched-weights: error } }]`;
  return { key: `overrides.${key}`, config, ...mismatched, without: warning, with: ["error k8s/a.yaml ."] };
}

function untouched(key: string, value: string): Case {
  return { ...overridden(key, value), with: warning };
}

function external(key: string, value: string, rest: Omit<Case, "key" | "config" | "with">): Case {
  return { key: `external.${key}`, config: `external: { ${key}: ["${value}"] }`, with: [], ...rest };
}

const prod = `{ name: prod, roots: [k8s] }`;
const environment = {
  rule: "istio/mismatched-weights",
  files: { "k8s/a.yaml": weights, "svc.yaml": service },
  without: warning,
};

const cases: readonly Case[] = [
  { key: "extends", config: "extends: [none]", ...mismatched, without: warning, with: [] },
  { key: "extends", config: "extends: [security]", ...mismatched, without: warning, with: [] },
  {
    ...{ key: "rules", config: "rules: { istio/mismatched-weights: error }", ...mismatched },
    ...{ without: warning, with: ["error k8s/a.yaml ."] },
  },
  { key: "rules", config: "rules: { istio/*: off }", ...mismatched, without: warning, with: [] },
  overridden("files", "k8s"),
  overridden("files", "k8s/*.yaml"),
  overridden("files", '"!svc.yaml"'),
  untouched("files", '"!k8s"'),
  overridden("environments", "."),
  untouched("environments", "prod"),
  overridden("namespaces", "shop"),
  overridden("namespaces", "sh*"),
  untouched("namespaces", "other"),
  overridden("kinds", "VirtualService"),
  overridden("kinds", "istio/*"),
  untouched("kinds", "linkerd/*"),
  overridden("names", "reviews"),
  overridden("names", "shop/rev*"),
  untouched("names", "shop"),
  { key: "include", config: "include: [other]", ...mismatched, without: warning, with: [] },
  { key: "include", config: 'include: ["**", "!k8s"]', ...mismatched, without: warning, with: [] },
  { key: "exclude", config: "exclude: [k8s/]", ...mismatched, without: warning, with: [] },
  {
    key: "exclude",
    config: 'exclude: ["**", "!k8s"]',
    ...mismatched,
    without: warning,
    with: ["warning k8s/a.yaml k8s"],
  },
  {
    ...{ key: "exclude", config: "exclude: [k8s]", rule: "istio/mismatched-weights" },
    files: { "kustomization.yaml": "resources: [k8s/a.yaml]", "k8s/a.yaml": weights },
    ...{ without: warning, with: [] },
  },
  { key: "environments.name", config: `environments: [${prod}]`, ...environment, with: ["warning k8s/a.yaml prod"] },
  {
    ...{ key: "environments.roots", config: `environments: [{ name: "{env}", roots: ["{env}"] }]` },
    ...{ ...environment, with: ["warning k8s/a.yaml k8s"] },
  },
  {
    ...{ key: "environments.complete", base: `environments: [${prod}]`, rule: "istio/unknown-host" },
    config: `environments: [{ name: prod, roots: [k8s], complete: true }]`,
    files: { "k8s/a.yaml": route("gone") },
    ...{ without: [], with: ["error k8s/a.yaml prod"] },
  },
  {
    ...{ key: "environments.namespace", base: `environments: [${prod}]`, rule: "istio/unknown-host" },
    config: `environments: [{ name: prod, roots: [k8s], namespace: shop }]`,
    files: {
      "k8s/a.yaml": route("other").replace(", namespace: shop", ""),
      "k8s/b.yaml": service,
      "k8s/c.yaml": service.replace("shop", "default").replace("other", "more"),
    },
    ...{ without: ["error k8s/a.yaml prod"], with: [] },
  },
  {
    ...{ key: "environments.variables", base: `environments: [${prod}]`, rule: "istio/unknown-host" },
    config: `environments: [{ name: prod, roots: [k8s], variables: { HOST: gone } }]`,
    files: { "k8s/a.yaml": route('"${HOST}"'), "k8s/b.yaml": service },
    ...{ without: [], with: ["error k8s/a.yaml prod"] },
  },
  {
    ...{ key: "environments.kustomize", base: `environments: [${prod}]`, rule: "istio/mismatched-weights" },
    config: `environments: [{ name: prod, roots: [k8s], kustomize: false }]`,
    files: { "k8s/kustomization.yaml": "resources: [b.yaml]", "k8s/a.yaml": weights, "k8s/b.yaml": service },
    ...{ without: [], with: ["warning k8s/a.yaml prod"] },
  },
  external("hosts", "gon*", { ...unknownHost, without: ["error a.yaml ."] }),
  external("hosts", "gone.shop.svc.cluster.local", { ...unknownHost, without: ["error a.yaml ."] }),
  external("hosts", "*.shop.svc.cluster.local", { ...unknownHost, without: ["error a.yaml ."] }),
  external("services", "shop/gone", { ...unknownHost, without: ["error a.yaml ."] }),
  external("gateways", "edge/main", {
    rule: "istio/unknown-gateway",
    files: { "a.yaml": bound, "gw.yaml": gateway, "svc.yaml": service },
    without: ["error a.yaml ."],
  }),
  external("namespaces", "shpo", {
    ...{ rule: "istio/unknown-export-namespace", files: { "a.yaml": exported, "svc.yaml": service } },
    without: ["warning a.yaml ."],
  }),
  external("secrets", "edge/cert", {
    rule: "istio/unknown-credential",
    base: "environments: [{ name: all, roots: [.], complete: true }]",
    files: {
      "a.yaml": gateway,
      "pod.yaml":
        "apiVersion: v1\nkind: Pod\nmetadata: { name: edge, namespace: edge, labels: { app: edge } }\nspec: { containers: [{ name: a, image: a }] }",
    },
    without: ["error a.yaml all"],
  }),
  {
    ...{ key: "mesh.istio", config: "mesh: { istio: 1.20 }", rule: "mesh/mismatched-api-version" },
    ...{ files: { "a.yaml": route("other") }, without: [], with: ["error a.yaml ."] },
  },
  {
    ...{ key: "mesh.linkerd", config: "mesh: { linkerd: v2.14.1 }", rule: "mesh/mismatched-api-version" },
    files: {
      "a.yaml":
        "apiVersion: policy.linkerd.io/v1alpha1\nkind: EgressNetwork\nmetadata: { name: all, namespace: shop }\nspec: { trafficPolicy: Allow }\n",
    },
    ...{ without: [], with: ["error a.yaml ."] },
  },
  {
    ...{ key: "mesh.gatewayApi", config: 'mesh: { gatewayApi: "0.8" }', rule: "mesh/mismatched-api-version" },
    files: {
      "a.yaml":
        "apiVersion: gateway.networking.k8s.io/v1\nkind: GatewayClass\nmetadata: { name: a }\nspec: { controllerName: a.io/b }\n",
    },
    ...{ without: [], with: ["error a.yaml ."] },
  },
  {
    ...{ key: "mesh.clusterDomain", config: "mesh: { clusterDomain: cluster.corp }", rule: "istio/unknown-host" },
    base: "environments: [{ name: all, roots: [.], complete: true }]",
    files: { "a.yaml": route("other.shop.svc.cluster.corp"), "svc.yaml": service },
    ...{ without: ["error a.yaml all"], with: [] },
  },
  {
    ...{ key: "mesh.trustDomain", config: "mesh: { trustDomain: corp }", rule: "istio/unknown-trust-domain" },
    files: {
      "a.yaml": `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: a, namespace: shop }
spec: { rules: [{ from: [{ source: { principals: [other/ns/shop/sa/web] } }] }] }
`,
    },
    ...{ without: [], with: ["warning a.yaml ."] },
  },
  {
    ...{ key: "mesh.rootNamespace", config: "mesh: { rootNamespace: mesh-root }", rule: "istio/ineffective-sidecar" },
    files: {
      "a.yaml": `apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: a, namespace: mesh-root }
spec: { workloadSelector: { labels: { app: a } } }
`,
    },
    ...{ without: [], with: ["warning a.yaml ."] },
  },
  ...["mesh: { meshConfig: { enableAutoMtls: false } }", "mesh: { meshConfig: settings/mesh.yaml }"].map((config) => ({
    ...{ key: "mesh.meshConfig", config, rule: "mesh/missing-client-mtls" },
    base: "environments: [{ name: all, roots: [k8s], complete: true }]",
    files: {
      "settings/mesh.yaml": "enableAutoMtls: false",
      "k8s/a.yaml": `apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: shop }
spec: { mtls: { mode: STRICT } }
`,
    },
    ...{ without: [], with: ["error k8s/a.yaml all"] },
  })),
  {
    ...{ key: "mesh.meshNetworks", config: "mesh: { meshNetworks: networks.yaml }", rule: "istio/unknown-registry" },
    files: {
      "networks.yaml": "networks: { east: { endpoints: [{ fromRegistry: north }] } }",
      "a.yaml": `apiVersion: v1
kind: Secret
metadata: { name: remote, namespace: istio-system, labels: { istio/multiCluster: "true" } }
stringData: { west: kubeconfig }
`,
    },
    ...{ without: [], with: ["error networks.yaml ."] },
  },
  {
    ...{ key: "crds", config: "crds: [crds]", base: "exclude: [crds]", rule: "schema/unknown-field" },
    files: {
      "a.yaml":
        "apiVersion: example.com/v1\nkind: Toy\nmetadata: { name: a, namespace: shop }\nspec: { colour: red }\n",
      "crds/toy.yaml": `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: toys.example.com }
spec:
  group: example.com
  names: { kind: Toy, plural: toys }
  scope: Namespaced
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties: { spec: { type: object, properties: { color: { type: string } } } }
`,
    },
    ...{ without: [], with: ["error a.yaml "] },
  },
];

/** Those of the schema: "extends", "environments.roots", "overrides.files" … */
function schemaKeys(): readonly string[] {
  const { environment, mesh, external: outside, override } = schema.$defs;
  const below = { environments: environment, mesh, external: outside, overrides: override };
  return Object.keys(schema.properties).flatMap((key) =>
    key in below ? Object.keys(below[key as keyof typeof below].properties).map((each) => `${key}.${each}`) : [key],
  );
}

/** `$schema` is for editors, the baseline has tests of its own. */
const elsewhere = ["$schema", "baseline"];

describe("keys of the configuration", () => {
  it("are all here", () => {
    const tested = new Set([...cases.map(({ key }) => key), ...elsewhere, "overrides.rules"]);
    expect(schemaKeys().filter((key) => !tested.has(key))).toEqual([]);
  });

  it.each(cases)("$key: $config", async ({ config, base = "", rule, files, ...expected }) => {
    expect(await found({ ...files, "mesh-lint.yaml": base }, rule)).toEqual(expected.without);
    const both = base.startsWith("environments") && config.startsWith("environments") ? config : `${base}\n${config}`;
    expect(await found({ ...files, "mesh-lint.yaml": both }, rule)).toEqual(expected.with);
  });

  it("overrides.environments: what a text alone decides is overridden where all of its environments are meant", async () => {
    const toy = (name: string): string =>
      `apiVersion: v1\nkind: Service\nmetadata: { name: ${name} }\nspec: { colour: red }\n`;
    const files = {
      "base/kustomization.yaml": "resources: [a.yaml]\n",
      "base/a.yaml": toy("a"),
      "dev/kustomization.yaml": "resources: [../base, b.yaml]\n",
      "dev/b.yaml": toy("b"),
      "prod/kustomization.yaml": "resources: [../base]\n",
    };
    const overriding = (environments: string) => ({
      ...files,
      "mesh-lint.yaml": `overrides: [{ environments: [${environments}], rules: { "schema/*": off } }]\n`,
    });
    const about = (world: Files) => found(world, "schema/unknown-field");
    expect(await about(files)).toEqual(["error base/a.yaml ", "error dev/b.yaml "]);
    expect(await about(overriding("dev"))).toEqual(["error base/a.yaml "]);
    expect(await about(overriding("dev, prod"))).toEqual([]);
  });

  it("rules: a pattern turns on no rule that only another preset has, its name does", async () => {
    const rule = "istio/missing-injection";
    const files = {
      "namespace.yaml": "apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n",
      "service.yaml": service,
      "route.yaml": weights,
    };
    const about = (config: string) => found({ ...files, "mesh-lint.yaml": config }, rule);
    for (const pattern of ["istio/*", "*", "istio/missing-*"]) {
      expect(await about(`rules: { "${pattern}": warning }`)).toEqual([]);
      expect(await about(`overrides: [{ files: ["*.yaml"], rules: { "${pattern}": info } }]`)).toEqual([]);
      expect(await about(`extends: [none]\nrules: { "${pattern}": warning }`)).toHaveLength(1);
      expect(await about(`extends: [all]\nrules: { "${pattern}": warning }`)).toHaveLength(1);
    }
    expect(await about(`rules: { ${rule}: info }`)).toHaveLength(1);
    expect(await about(`overrides: [{ files: ["*.yaml"], rules: { ${rule}: error } }]`)).toHaveLength(1);
    const softened = 'rules: { "istio/*": info }';
    expect(await found({ ...files, "mesh-lint.yaml": softened }, "istio/mismatched-weights")).toEqual([
      "info route.yaml .",
    ]);
  });
});
