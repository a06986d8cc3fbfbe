/** Keys for tokens that come over plain http. */

import { isUnknown } from "../../src/mesh/unknown.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "Keys that verify tokens are fetched over plain http",
  category: "security",
  severity: "warning",
  since: "0.1.0",
  precision: "very-high",
  securitySeverity: "6.0",
  why: "Whoever stands between istiod and the issuer can put keys of their own in place and sign tokens that pass.",
  fix: "Use https, or give the keys inline with `jwks`.",
  links: ["https://istio.io/latest/docs/reference/config/security/jwt/#JWTRule"],
  bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: RequestAuthentication
      metadata:
        name: jwt
        namespace: shop
      spec:
        jwtRules:
          - issuer: https://issuer.example.com
            jwksUri: http://issuer.example.com/keys # warning: plain http
          - issuer: http://other.example.com # warning: keys are discovered over plain http
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
          - issuer: http://issuer.example.com
            jwksUri: https://issuer.example.com/keys
          - issuer: someone@example.com
            jwks: '{"keys":[]}'
    `,
  ],

  *check(mesh) {
    for (const policy of mesh.all("istio/RequestAuthentication")) {
      for (const rule of policy.spec.jwtRules ?? []) {
        const { issuer, jwks, jwksUri } = rule;
        if (jwksUri !== undefined && isPlain(jwksUri)) {
          yield { at: at(policy, rule, "jwksUri"), message: "the keys are fetched over plain http" };
        } else if (!jwksUri && !jwks && !rule.jwks_uri && issuer !== undefined && isPlain(issuer)) {
          yield { at: at(policy, rule, "issuer"), message: "the keys are discovered over plain http" };
        }
      }
    }
  },
});

function isPlain(url: string): boolean {
  return /^http:\/\//i.test(url) && !isUnknown(url);
}
