/** What Istio's admission webhook refuses (or warns of) in a PeerAuthentication, as a table of checks. */

import { peerAuthentication, peerAuthenticationCodes } from "../../src/mesh/admission/istio/authentication.ts";
import { selectorCodes } from "../../src/mesh/admission/istio/blocks.ts";
import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A PeerAuthentication that Istio's admission webhook refuses",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "On an error the API server refuses the object, so the mTLS mode that it should set does not hold. A warning or an info is let in: its message says what comes of it.",
  fix: "Change the marked field as the message says.",
  links: ["https://istio.io/latest/docs/reference/config/security/peer_authentication/"],
  upstream: ["IST0106"],
  codes: { ...peerAuthenticationCodes, ...selectorCodes },
  bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata: { name: default, namespace: shop }
      spec:
        selector: { matchLabels: {} } # warning: selects the whole namespace
        portLevelMtls: # error: needs a selector
          "0": { mode: DISABLE } # error: no port
          "http": { mode: DISABLE } # error: no port
    `,
  ],
  good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata: { name: web, namespace: shop }
      spec:
        selector: { matchLabels: { app: web } }
        mtls: { mode: STRICT }
        portLevelMtls: { "8080": { mode: PERMISSIVE } }
    `,
  ],
  *check(mesh) {
    for (const manifest of mesh.all("istio/PeerAuthentication")) yield* peerAuthentication(manifest);
  },
});
