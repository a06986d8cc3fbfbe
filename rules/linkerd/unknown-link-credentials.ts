/** Links to other clusters without the Secret that holds their credentials. */

import { hasSecret } from "../../src/mesh/secrets.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { mayHoldMore } from "../../src/mesh/unseen.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

/** linkerd2 pkg/k8s/labels.go MirrorSecretType. */
const wanted = "mirror.linkerd.io/remote-kubeconfig";

export default defineRule({
  summary: "A Link names credentials that are not there or of another type",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  claims: "absence",
  why: "Without a kubeconfig for the other cluster the controller mirrors no Service of it.",
  fix: "Put the Secret that `linkerd multicluster link` makes beside the Link, with its type.",
  links: ["https://linkerd.io/2-edge/tasks/multicluster/"],
  codes: {
    missing: "No Secret of that name is there",
    type: "A Secret of another type",
  },
  bad: [
    yaml`
      apiVersion: multicluster.linkerd.io/v1alpha3
      kind: Link
      metadata: { name: east, namespace: linkerd-multicluster }
      spec:
        targetClusterName: east
        clusterCredentialsSecret: credentials-east # error: no Secret "credentials-east"
      ---
      apiVersion: multicluster.linkerd.io/v1alpha3
      kind: Link
      metadata: { name: west, namespace: linkerd-multicluster }
      spec:
        targetClusterName: west
        clusterCredentialsSecret: credentials-west # error: is of type "Opaque"
      ---
      apiVersion: v1
      kind: Secret
      metadata: { name: credentials-west, namespace: linkerd-multicluster }
      type: Opaque
    `,
  ],
  good: [
    yaml`
      apiVersion: multicluster.linkerd.io/v1alpha3
      kind: Link
      metadata: { name: west, namespace: linkerd-multicluster }
      spec: { targetClusterName: west, clusterCredentialsSecret: credentials-west }
      ---
      apiVersion: v1
      kind: Secret
      metadata: { name: credentials-west, namespace: linkerd-multicluster }
      type: mirror.linkerd.io/remote-kubeconfig
    `,
  ],
  *check(mesh) {
    for (const link of mesh.all("linkerd/Link")) {
      const { namespace, spec } = link;
      const name = spec.clusterCredentialsSecret;
      if (!name || isUnknown(name)) continue;
      const place = at(link, spec, "clusterCredentialsSecret");
      const secret = mesh.find("kubernetes/Secret", namespace, name);
      const { type = "Opaque" } = secret?.object ?? {};
      if (secret && type !== wanted && !isUnknown(type)) {
        const message = `the Secret "${name}" is of type "${type}": the controller wants "${wanted}"`;
        yield {
          at: place,
          code: "type",
          message,
          related: [{ at: at(secret, secret.metadata, "name"), message: "the Secret" }],
        };
      }
      if (secret || hasSecret(mesh, namespace, name) || mayHoldMore(mesh, namespace)) continue;
      const absent = { kind: "kubernetes/Secret", namespace, name };
      yield { at: place, code: "missing", message: `no Secret "${name}" in "${namespace}"`, absent };
    }
  },
});
