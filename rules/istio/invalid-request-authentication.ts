/** What Istio's admission webhook refuses (or warns of) in a RequestAuthentication, as a table of checks. */

import { requestAuthentication, requestAuthenticationCodes } from "../../src/mesh/admission/istio/authentication.ts";
import { selectorCodes, targetingCodes } from "../../src/mesh/admission/istio/blocks.ts";
import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A RequestAuthentication that Istio's admission webhook refuses",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "On an error the API server refuses the object, or istiod drops it: tokens are not checked as it says. A warning or an info is let in: its message says what comes of it.",
  fix: "Change the marked field as the message says.",
  links: ["https://istio.io/latest/docs/reference/config/security/request_authentication/"],
  upstream: ["IST0106"],
  codes: { ...requestAuthenticationCodes, ...selectorCodes, ...targetingCodes },
  bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: RequestAuthentication
      metadata: { name: jwt, namespace: shop }
      spec:
        selector: { matchLabels: { "": web } } # error: empty label key
        jwtRules:
          - issuer: shop
            jwksUri: keys.example/jwks # error: must have the scheme
            timeout: fast # error: no duration
          - jwks: "{}" # error: a rule needs issuer # error: neither a JSON Web Key
          - issuer: other
            jwks: '{"keys": [{"kty": "oct", "k": "c2VjcmV0"}]}' # warning: gives a private or symmetric key away
            jwksUri: https://keys.example # error: cannot both be set
    `,
  ],
  good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: RequestAuthentication
      metadata: { name: jwt, namespace: shop }
      spec:
        targetRefs: [{ kind: Service, name: web }]
        jwtRules:
          - issuer: shop
            jwksUri: https://keys.example:8443/jwks.json
            timeout: 5s
    `,
  ],
  *check(mesh) {
    for (const manifest of mesh.all("istio/RequestAuthentication")) yield* requestAuthentication(manifest);
  },
});
