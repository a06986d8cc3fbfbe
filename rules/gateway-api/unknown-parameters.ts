/** Parameters of GatewayClasses and Gateways that do not exist. */

import { isMissing, referentOf, type Reference } from "../../src/mesh/gateway-api/references.ts";
import { at, defineRule, yaml, type Finding, type Manifest, type Mesh } from "../../src/rule/rule.ts";

function missing(mesh: Mesh, manifest: Manifest, ref: Reference | undefined): Finding | undefined {
  const to = ref && referentOf(ref, { group: "", kind: "", namespace: manifest.namespace });
  if (!to || !isMissing(mesh, to)) return undefined;
  const where = to.namespace === "" ? "" : ` in namespace "${to.namespace}"`;
  return {
    at: at(manifest, ref, "name"),
    message: `unknown ${to.kind} "${to.name}"${where}`,
    absent: { kind: to.is, name: to.name, ...(to.namespace !== "" && { namespace: to.namespace }) },
  };
}

export default defineRule({
  summary: "A GatewayClass or Gateway takes parameters from something that does not exist",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "The controller refuses the class or Gateway (InvalidParameters), so nothing is built from it.",
  fix: "Name an existing object of a kind that the controller takes.",
  links: ["https://gateway-api.sigs.k8s.io/api-types/gatewayclass/#gatewayclass-parameters"],
  claims: "absence",
  bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public, namespace: edge }
      spec:
        gatewayClassName: istio
        infrastructure:
          parametersRef: { group: "", kind: ConfigMap, name: option } # error: unknown ConfigMap "option" in namespace "edge"
        listeners: [{ name: http, port: 80, protocol: HTTP }]
    `,
  ],
  good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public, namespace: edge }
      spec:
        gatewayClassName: istio
        infrastructure:
          parametersRef: { group: "", kind: ConfigMap, name: options }
        listeners: [{ name: http, port: 80, protocol: HTTP }]
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: { name: options, namespace: edge }
      data: { deployment: "{}" }
    `,
  ],
  *check(mesh) {
    for (const gateway of mesh.all("gateway-api/Gateway")) {
      const found = missing(mesh, gateway, gateway.spec.infrastructure?.parametersRef);
      if (found) yield found;
    }
    for (const gatewayClass of mesh.all("gateway-api/GatewayClass")) {
      const found = missing(mesh, gatewayClass, gatewayClass.spec.parametersRef);
      if (found) yield found;
    }
  },
});
