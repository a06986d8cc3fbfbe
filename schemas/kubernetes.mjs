/** Kubernetes' own kinds that a mesh is made of, from kubernetes-models. */

import { join } from "node:path";
import { anything, body } from "./body.mjs";
import { schemaOf } from "./extract.mjs";
import { normalize } from "./normalize.mjs";

const source = "kubernetes-models@5.1.0";

/** group, module prefix, version, kinds. */
const table = [
  ["", "IoK8sApiCoreV1", "v1", "Service Pod ServiceAccount Secret ConfigMap Endpoints"],
  ["apps", "IoK8sApiAppsV1", "v1", "Deployment StatefulSet DaemonSet ReplicaSet"],
  ["batch", "IoK8sApiBatchV1", "v1", "Job CronJob"],
  ["autoscaling", "IoK8sApiAutoscalingV2", "v2", "HorizontalPodAutoscaler"],
  ["policy", "IoK8sApiPolicyV1", "v1", "PodDisruptionBudget"],
  ["discovery.k8s.io", "IoK8sApiDiscoveryV1", "v1", "EndpointSlice"],
  ["networking.k8s.io", "IoK8sApiNetworkingV1", "v1", "NetworkPolicy Ingress"],
];

const cluster = [
  ["", "IoK8sApiCoreV1", "v1", "Namespace"],
  [
    "admissionregistration.k8s.io",
    "IoK8sApiAdmissionregistrationV1",
    "v1",
    "MutatingWebhookConfiguration ValidatingWebhookConfiguration",
  ],
];

const parts = ["PodTemplateSpec", "PodSpec", "Container"];
const partOf = (source) => /CoreV1(\w+?)(?:\.js)?$/.exec(source)?.[1];

const naming = {
  name: (source) => /V\d+(?:alpha\d+|beta\d+)?([A-Z]\w*?)(?:\.js)?$/.exec(source)?.[1],
  ref: (source) => (parts.includes(partOf(source)) ? `core/${partOf(source)}.v1.json` : undefined),
};

const modulesOf = (modules) => join(modules, "kubernetes-models/_schemas");

/** Pod templates and what they consist of, shared by all workloads. */
export function* podShapes(modules) {
  for (const part of parts) {
    const schema = schemaOf(join(modulesOf(modules), `IoK8sApiCoreV1${part}.js`), naming);
    yield { file: `core/${part}.v1.json`, schema: normalize({ "x-type": part, ...schema }), source };
  }
}

export function* kubernetesKinds(modules) {
  yield* fromTable(modules, table, "Namespaced");
  yield* fromTable(modules, cluster, "Cluster");
  yield customResourceDefinition;
}

function* fromTable(modules, rows, scope) {
  for (const [group, prefix, version, names] of rows) {
    for (const kind of names.split(" ")) {
      const schema = body(schemaOf(join(modulesOf(modules), `${prefix}${kind}.js`), naming));
      yield { group, kind, scope, versions: [{ version, schema, source, storage: true }] };
    }
  }
}

const text = { type: "string" };
const customResourceDefinition = {
  group: "apiextensions.k8s.io",
  kind: "CustomResourceDefinition",
  scope: "Cluster",
  versions: [
    {
      version: "v1",
      storage: true,
      source: "by hand from the Kubernetes API reference",
      schema: normalize({
        type: "object",
        required: ["spec"],
        properties: {
          spec: {
            type: "object",
            required: ["group", "names", "scope", "versions"],
            properties: {
              conversion: anything,
              group: text,
              names: {
                type: "object",
                required: ["kind", "plural"],
                properties: {
                  categories: { type: "array", items: text },
                  shortNames: { type: "array", items: text },
                  ...{ kind: text, listKind: text, plural: text, singular: text },
                },
              },
              preserveUnknownFields: { type: "boolean" },
              scope: { type: "string", enum: ["Cluster", "Namespaced"] },
              versions: {
                type: "array",
                items: {
                  "x-type": "CustomResourceDefinitionVersion",
                  type: "object",
                  required: ["name", "served", "storage"],
                  properties: {
                    additionalPrinterColumns: { type: "array", items: anything },
                    selectableFields: { type: "array", items: anything },
                    ...{ deprecated: { type: "boolean" }, deprecationWarning: text, name: text },
                    ...{ served: { type: "boolean" }, storage: { type: "boolean" } },
                    ...{ schema: anything, subresources: anything },
                  },
                },
              },
            },
          },
          status: anything,
        },
      }),
    },
  ],
};
