/** RequestAuthentications that nothing makes binding. */

import { actionOf, requiresToken } from "../../src/mesh/authorization.ts";
import { isTargeted } from "../../src/mesh/policies.ts";
import { question, type Mesh } from "../../src/mesh/mesh.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A RequestAuthentication lets requests without a token pass",
  category: "security",
  severity: "warning",
  since: "0.1.0",
  precision: "medium",
  securitySeverity: "7.5",
  claims: "absence",
  why:
    "A RequestAuthentication refuses invalid tokens only. A request without any token passes, unless an " +
    "AuthorizationPolicy demands a request principal.",
  fix: 'Add an AuthorizationPolicy that allows `requestPrincipals: ["*"]`, or denies `notRequestPrincipals: ["*"]`.',
  links: ["https://istio.io/latest/docs/tasks/security/authentication/authn-policy/#require-a-valid-token"],
  bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: RequestAuthentication
      metadata:
        name: jwt # warning: requests without a token pass
        namespace: shop
      spec:
        jwtRules:
          - issuer: https://issuer.example.com
      ---
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: readers
        namespace: shop
      spec:
        rules:
          - to:
              - operation:
                  methods: [GET]
    `,
  ],
  good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: RequestAuthentication
      metadata:
        name: jwt
        namespace: shop
      spec:
        jwtRules:
          - issuer: https://issuer.example.com
      ---
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: require
        namespace: shop
      spec:
        rules:
          - from:
              - source:
                  requestPrincipals: ["*"]
    `,
    yaml`
      apiVersion: security.istio.io/v1
      kind: RequestAuthentication
      metadata:
        name: jwt
        namespace: shop
      spec:
        jwtRules:
          - issuer: https://issuer.example.com
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata:
        name: by-group
        namespace: shop
      spec:
        hosts: [shop.example.com]
        http:
          - match:
              - headers:
                  "@request.auth.claims.group":
                    exact: beta
            directResponse:
              status: 204
    `,
  ],

  *check(mesh) {
    const { rootNamespace } = mesh.settings;
    for (const policy of mesh.all("istio/RequestAuthentication")) {
      const { namespace, name, metadata, spec } = policy;
      if (!spec.jwtRules?.length || routesByToken(mesh)) continue;
      const demanding = namespacesWithDemands(mesh);
      if (demanding.has(namespace) || demanding.has(rootNamespace)) continue;
      // One for the whole mesh is made binding wherever it matters.
      if (namespace === rootNamespace && !isTargeted(policy) && demanding.size > 0) continue;
      yield {
        at: at(policy, metadata, "name"),
        message: "requests without a token pass: no AuthorizationPolicy demands one",
        absent: { kind: "istio/AuthorizationPolicy", namespace, name },
      };
    }
  },
});

/** Namespaces in which some policy looks at tokens, or asks somebody else. */
const namespacesWithDemands = question((mesh): ReadonlySet<string> => {
  const demanding = mesh
    .all("istio/AuthorizationPolicy")
    .filter((policy) => actionOf(policy) === "CUSTOM" || (policy.spec.rules ?? []).some(requiresToken));
  return new Set(demanding.map(({ namespace }) => namespace));
});

/** Routes that look at claims have a use for tokens that need not be there. */
const routesByToken = question((mesh: Mesh): boolean =>
  mesh
    .all("istio/VirtualService")
    .some(({ spec }) =>
      (spec.http ?? []).some(({ match = [] }) =>
        match.some(({ headers = {}, withoutHeaders = {} }) =>
          [...Object.keys(headers), ...Object.keys(withoutHeaders)].some((key) =>
            key.toLowerCase().startsWith("@request.auth."),
          ),
        ),
      ),
    ),
);
