/** Access logging that names no provider where the mesh has no default. */

import { at, defineRule, yaml, type Mesh } from "../../src/rule/rule.ts";

function hasDefault({ settings }: Mesh): boolean {
  const { defaultProviders, accessLogFile } = settings.meshConfig as {
    readonly defaultProviders?: { readonly accessLogging?: readonly unknown[] };
    readonly accessLogFile?: string;
  };
  return (defaultProviders?.accessLogging ?? []).length > 0 || Boolean(accessLogFile);
}

export default defineRule({
  summary: "A Telemetry asks for access logs but names no provider",
  category: "correctness",
  severity: "warning",
  since: "0.1.0",
  why: "Where the mesh configuration has no default provider of access logs, an entry without `providers` writes nothing.",
  fix: "Add `providers: [{ name: envoy }]`, or a default provider to the mesh configuration.",
  links: ["https://istio.io/latest/docs/reference/config/analysis/ist0157/"],
  upstream: ["IST0157"],
  bad: [
    yaml`
      apiVersion: telemetry.istio.io/v1
      kind: Telemetry
      metadata: { name: logs, namespace: shop }
      spec:
        accessLogging:
          - filter: { expression: "response.code >= 400" } # warning: names no provider, and the mesh has no default one
    `,
  ],
  good: [
    yaml`
      apiVersion: telemetry.istio.io/v1
      kind: Telemetry
      metadata: { name: logs, namespace: shop }
      spec:
        accessLogging: [{ providers: [{ name: envoy }] }, { disabled: true }]
    `,
  ],
  *check(mesh) {
    if (hasDefault(mesh)) return;
    for (const manifest of mesh.all("istio/Telemetry")) {
      const { accessLogging = [] } = manifest.spec;
      for (const [index, { disabled, providers = [] }] of accessLogging.entries()) {
        if (disabled || providers.length > 0) continue;
        const message = "this access log names no provider, and the mesh has no default one";
        yield { at: at(manifest, accessLogging, index), message };
      }
    }
  },
});
