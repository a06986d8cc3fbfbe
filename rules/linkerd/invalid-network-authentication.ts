/** What Linkerd's webhook refuses in a NetworkAuthentication, as a table of checks. */

import {
  networkCodes,
  networks,
  networksEmpty,
  networksEmptyCodes,
} from "../../src/mesh/admission/linkerd/networks.ts";
import { placesIn } from "../../src/mesh/admission/row.ts";
import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A NetworkAuthentication that Linkerd refuses",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "Linkerd's webhook refuses the object; where the webhook is down the object is let in and then ignored.",
  fix: "Change the marked field as the message says.",
  links: ["https://linkerd.io/2-edge/reference/authorization-policy/"],
  codes: { ...networkCodes, ...networksEmptyCodes },
  bad: [
    yaml`
      apiVersion: policy.linkerd.io/v1alpha1
      kind: NetworkAuthentication
      metadata: { name: pods, namespace: shop }
      spec:
        networks:
          - cidr: 10.1.1.0/24
            except:
              - 10.1.0.0/16 # error: takes away all of "10.1.1.0/24"
              - 10.2.0.1 # error: does not lie in "10.1.1.0/24"
          - cidr: pods # error: neither an IP address nor a CIDR block
          - cidr: fe80::1%eth0 # error: neither an IP address nor a CIDR block
    `,
    yaml`
      apiVersion: policy.linkerd.io/v1alpha1
      kind: NetworkAuthentication
      metadata: { name: pods, namespace: shop }
      spec:
        networks: [] # error: at least one network
    `,
  ],
  good: [
    yaml`
      apiVersion: policy.linkerd.io/v1alpha1
      kind: NetworkAuthentication
      metadata: { name: pods, namespace: shop }
      spec:
        networks: [{ cidr: 10.0.0.0/8, except: [10.1.0.0/16, 10.2.0.1] }, { cidr: "fd00::/8" }]
    `,
  ],
  *check(mesh) {
    for (const manifest of mesh.all("linkerd/NetworkAuthentication")) {
      const on = placesIn(manifest);
      yield* networksEmpty(on, manifest.spec);
      yield* networks(on, manifest.spec.networks);
    }
  },
});
