/** Kinds of progressive delivery and GitOps that change what the mesh does: Argo Rollouts, Argo CD, Flagger, Flux. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { body } from "./body.mjs";
import { int32, list, object, open, root, text } from "./by-hand.mjs";
import { canary } from "./flagger.mjs";
import { kustomization } from "./flux.mjs";

export function* deliveryKinds(modules) {
  yield rollout(modules);
  yield application;
  yield canary();
  yield kustomization;
}

/** The package holds the schema as an object literal of JSON. */
function rollout(modules) {
  const file = join(modules, "@kubernetes-models/argo-rollouts/argoproj.io/v1alpha1/Rollout.mjs");
  const [, literal] = /const schema = (\{[\s\S]*?\n\});/.exec(readFileSync(file, "utf8"));
  const schema = JSON.parse(literal);
  const { properties } = schema.properties.spec;
  properties.template = { $ref: "core/PodTemplateSpec.v1.json" };
  properties.selector = { ...properties.selector, "x-type": "LabelSelector" };
  properties.workloadRef.properties.scaleDown = text;
  const strategy = properties.strategy.properties.canary.properties;
  Object.assign(strategy.trafficRouting.properties, { maxTrafficWeight: int32, plugins: open });
  strategy.steps.items.properties.plugin = object("StepPlugin", undefined, { name: text, config: open });
  strategy.replicaProgressThreshold = object("ReplicaProgressThreshold", undefined, { type: text, value: int32 });
  nameParts(properties.strategy.properties);
  const source = "@kubernetes-models/argo-rollouts@0.3.2 and delivery.mjs";
  return {
    group: "argoproj.io",
    kind: "Rollout",
    versions: [{ version: "v1alpha1", storage: true, source, schema: body(schema) }],
  };
}

function nameParts({ blueGreen, canary }) {
  blueGreen["x-type"] = "BlueGreenStrategy";
  canary["x-type"] = "CanaryStrategy";
  canary.properties.steps.items["x-type"] = "CanaryStep";
  const routing = canary.properties.trafficRouting;
  routing["x-type"] = "TrafficRouting";
  const { istio } = routing.properties;
  istio["x-type"] = "IstioTrafficRouting";
  istio.properties.virtualService["x-type"] = "RolloutVirtualService";
  istio.properties.virtualServices.items["x-type"] = "RolloutVirtualService";
  istio.properties.destinationRule["x-type"] = "RolloutDestinationRule";
}

const application = {
  group: "argoproj.io",
  kind: "Application",
  versions: [
    {
      version: "v1alpha1",
      storage: true,
      source: "by hand from the documented API",
      schema: root({
        ...open,
        "x-type": "ApplicationSpec",
        properties: { project: text, destination: open, source: open, sources: list(open) },
      }),
    },
  ],
};
