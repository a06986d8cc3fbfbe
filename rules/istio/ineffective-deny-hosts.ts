/** DENY rules by host that a Host header with a port slips past. */

import { actionOf, operationsOf } from "../../src/mesh/authorization.ts";
import { matchesString, stringMatch } from "../../src/mesh/string-match.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A DENY by host is passed by the same host with a port",
  category: "security",
  severity: "warning",
  since: "0.1.0",
  precision: "high",
  securitySeverity: "6.5",
  why:
    "`hosts` is compared with the Host header as the client sends it, port included: a DENY for `example.com` does not " +
    "match `example.com:443`, while routes do.",
  fix: "List the host and the host with any port: `example.com` and `example.com:*`.",
  links: ["https://istio.io/latest/docs/ops/best-practices/security/#writing-host-match-policies"],
  bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: no-admin
        namespace: istio-system
      spec:
        action: DENY
        rules:
          - to:
              - operation:
                  hosts:
                    - admin.example.com # warning: "admin.example.com:443" slips past
    `,
  ],
  good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: no-admin
        namespace: istio-system
      spec:
        action: DENY
        rules:
          - to:
              - operation:
                  hosts: [admin.example.com, "admin.example.com:*"]
              - operation:
                  hosts: [shop.example.com*, "{{ host }}"]
    `,
  ],

  *check(mesh) {
    for (const policy of mesh.all("istio/AuthorizationPolicy")) {
      if (actionOf(policy) !== "DENY") continue;
      for (const { hosts = [] } of (policy.spec.rules ?? []).flatMap(operationsOf)) {
        for (const [index, host] of hosts.entries()) {
          const { is } = stringMatch(host);
          if ((is !== "exact" && is !== "suffix") || host.includes(":") || hosts.some(isUnknown)) continue;
          const withPort = `${host}:443`;
          if (hosts.some((pattern) => matchesString(pattern, withPort))) continue;
          yield { at: at(policy, hosts, index), message: `"${withPort}" slips past the DENY of "${host}"` };
        }
      }
    }
  },
});
