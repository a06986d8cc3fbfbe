/** The manifests that the project started from are understood: each obvious break of one is found. */

import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { lintSources } from "../src/lint/sources.ts";
import type { Source } from "../src/source/source.ts";
import { allRules } from "./world.ts";

const rules = await allRules();

function fixture(name: string): string {
  return readFileSync(new URL(`../fixtures/seed/${name}`, import.meta.url), "utf8");
}

/** What the seed routes to: without it nothing could be said of hosts and subsets. */
const services = ["myapp.default", "myapp.production", "myapp-v1.production", "myapp-v2.production"].map((host) => {
  const [name = "", namespace = ""] = host.split(".");
  return `---\napiVersion: v1\nkind: Service\nmetadata: { name: ${name}, namespace: ${namespace} }\nspec: { selector: { app: ${name} }, ports: [{ name: http, port: 80 }] }\n`;
});

interface Break {
  readonly title: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** Id of the rule that must fire, and words of its message. */
  readonly rule: RegExp;
  readonly words: string;
}

const breaks: readonly Break[] = [
  {
    title: "weights 90 and 20",
    file: "istio.yaml",
    from: "weight: 10\n",
    to: "weight: 20\n",
    rule: /^istio\/mismatched-weights$/,
    words: "110",
  },
  {
    title: "a subset that is not there",
    file: "istio.yaml",
    from: "subset: v2\n          weight",
    to: "subset: v3\n          weight",
    rule: /^istio\/unknown-subset$/,
    words: '"v3"',
  },
  {
    title: "a route to a Service that is not there",
    file: "istio.yaml",
    from: "host: myapp\n            subset: v1",
    to: "host: my-app\n            subset: v1",
    rule: /^istio\/unknown-host$/,
    words: '"my-app"',
  },
  {
    title: "two subsets of one name",
    file: "istio.yaml",
    from: "- name: v2\n      labels:\n        version: v2",
    to: "- name: v1\n      labels:\n        version: v2",
    rule: /^istio\/invalid-destination-rule$|duplicate/,
    words: '"v1"',
  },
  {
    title: "PERMISSIVE left for one workload",
    file: "istio.yaml",
    from: "---\napiVersion: security.istio.io/v1beta1\nkind: AuthorizationPolicy",
    to: "---\napiVersion: security.istio.io/v1beta1\nkind: PeerAuthentication\nmetadata: { name: old, namespace: production }\nspec: { selector: { matchLabels: { app: backend } }, mtls: { mode: PERMISSIVE } }\n---\napiVersion: security.istio.io/v1beta1\nkind: AuthorizationPolicy",
    rule: /^mesh\/permissive-mtls$/,
    words: "PERMISSIVE",
  },
  {
    title: "every path",
    file: "istio.yaml",
    from: 'paths: ["/api/*"]',
    to: 'paths: ["/*"]',
    rule: /^istio\/overly-broad-paths$/,
    words: '"/*"',
  },
  {
    title: "a label that injects nothing",
    file: "istio.yaml",
    from: "istio-injection: enabled",
    to: "istio-injection: enable",
    rule: /^(?:istio|kubernetes|mesh)\//,
    words: '"enable"',
  },
  {
    title: "a leaf that is not there",
    file: "linkerd.yaml",
    from: "service: myapp-v2",
    to: "service: myapp-v3",
    rule: /^smi\//,
    words: '"myapp-v3"',
  },
  {
    title: "a profile whose name is no FQDN",
    file: "linkerd.yaml",
    from: "name: myapp.production.svc.cluster.local",
    to: "name: myapp",
    rule: /^linkerd\//,
    words: '"myapp"',
  },
  {
    title: "a retried POST",
    file: "linkerd.yaml",
    from: "method: GET",
    to: "method: POST\n      isRetryable: true".replace("\n      isRetryable: true", ""),
    rule: /^linkerd\//,
    words: "POST",
  },
  {
    title: "an annotation that injects nothing",
    file: "linkerd.yaml",
    from: "linkerd.io/inject: enabled",
    to: "linkerd.io/inject: enable",
    rule: /^linkerd\//,
    words: '"enable"',
  },
  {
    title: "injection annotated on the Deployment",
    file: "linkerd.yaml",
    from: "# The namespace",
    to: "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web, namespace: production, annotations: { linkerd.io/inject: enabled } }\nspec: { selector: { matchLabels: { app: web } }, template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: web, image: web }] } } }\n---\n# The namespace",
    rule: /^linkerd\//,
    words: "linkerd.io/inject",
  },
  {
    title: "a relabel rule that names another container",
    file: "prometheus.yaml",
    from: "- source_labels: [__meta_kubernetes_pod_annotation_linkerd_io_proxy_deployment]\n      action: keep\n      regex: .*",
    to: "- source_labels: [__meta_kubernetes_pod_container_name]\n      action: keep\n      regex: ^istio-proxy$",
    rule: /^linkerd\//,
    words: "istio-proxy",
  },
];

function sourcesOf(name: string, text: string): Source[] {
  return [
    { path: name, text },
    ...services.map((service, index) => ({ path: `service-${index}.yaml`, text: service })),
  ];
}

it.each(["istio.yaml", "linkerd.yaml", "prometheus.yaml"])("says nothing wrong of %s as it is", async (name) => {
  const { diagnostics } = await lintSources({ sources: sourcesOf(name, fixture(name)), rules });
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
});

it.each(breaks)("finds $title", async ({ file, from, to, rule, words }) => {
  const text = fixture(file);
  expect(text).toContain(from);
  // A retry is one field more beside the condition, the other breaks change a value.
  const isRetry = to === "method: POST";
  const broken = isRetry
    ? text.replace(from, to).replace("      timeout: 5s", "      timeout: 5s\n      isRetryable: true")
    : text.replace(from, to);
  const { diagnostics } = await lintSources({ sources: sourcesOf(file, broken), rules });
  const found = diagnostics.filter((each) => rule.test(each.rule) && each.message.includes(words));
  expect(found, diagnostics.map((each) => `${each.rule}: ${each.message}`).join("\n")).not.toEqual([]);
});
