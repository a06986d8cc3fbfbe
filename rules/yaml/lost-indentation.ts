/** A manifest lost its indentation. */

import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A manifest lost its indentation",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "All its keys stand at the top level, so `metadata` and `spec` hold nothing; copying from a web page does this.",
  fix: "Indent what belongs to `metadata` and `spec`, or copy the manifest from its source.",
  links: ["https://kubernetes.io/docs/concepts/overview/working-with-objects/"],
  bad: [
    yaml`
    apiVersion: security.istio.io/v1
    kind: PeerAuthentication
    metadata: # error: this document seems to have lost its indentation
    name: default
    namespace: istio-system
    spec:
    mtls:
    mode: STRICT
    `,
  ],
  good: [
    yaml`
    apiVersion: security.istio.io/v1
    kind: PeerAuthentication
    metadata:
      name: default
      namespace: istio-system
    spec:
      mtls:
        mode: STRICT
    `,
  ],
});
