/** DENY by path in a mesh that does not merge slashes first. */

import { actionOf, operationsOf } from "../../src/mesh/authorization.ts";
import { isTargeted } from "../../src/mesh/policies.ts";
import { pathNormalizationOf, slippingDoubleSlash } from "../../src/mesh/paths.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A DENY by path is passed by doubled slashes, which the mesh does not merge",
  category: "security",
  severity: "warning",
  preset: "security",
  since: "0.1.0",
  precision: "medium",
  securitySeverity: "6.5",
  why:
    "By default Envoy compares `//admin` as it is, while many servers treat it as `/admin`. The same holds for encoded " +
    "slashes and, with servers that ignore case, for `/ADMIN`.",
  fix: "Set `pathNormalization.normalization: MERGE_SLASHES` (or `DECODE_AND_MERGE_SLASHES`) in the mesh configuration.",
  links: [
    "https://istio.io/latest/docs/reference/config/security/normalization/",
    "https://istio.io/latest/docs/ops/best-practices/security/#customize-your-system-on-path-normalization",
  ],
  bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: no-admin
        namespace: shop
      spec:
        action: DENY
        rules:
          - to:
              - operation:
                  paths:
                    - /admin* # warning: "//admin" slips past
                    - /keys
    `,
  ],
  good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: no-admin
        namespace: shop
      spec:
        action: DENY
        rules:
          - to:
              - operation:
                  paths: ["*/admin", "/*", "/admin"]
    `,
  ],

  *check(mesh) {
    const normalization = pathNormalizationOf(mesh.settings);
    if (normalization !== "NONE" && normalization !== "BASE") return;
    for (const policy of mesh.all("istio/AuthorizationPolicy")) {
      if (actionOf(policy) !== "DENY" || isTargeted(policy)) continue;
      const operations = (policy.spec.rules ?? []).flatMap(operationsOf);
      const patterns = operations.flatMap(({ paths = [] }) => paths);
      // One finding a policy: it is one setting of the mesh that mends all of them.
      for (const { paths = [] } of operations) {
        const index = paths.findIndex((path) => !isUnknown(path) && slippingDoubleSlash(path, patterns) !== undefined);
        if (index === -1) continue;
        const other = slippingDoubleSlash(paths[index] ?? "", patterns) ?? "";
        yield { at: at(policy, paths, index), message: `"${other}" slips past: slashes are not merged in this mesh` };
        break;
      }
    }
  },
});
