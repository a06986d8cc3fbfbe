/** What admission demands of an AuthorizationPolicy: istio/istio pkg/config/validation/validation.go ValidateAuthorizationPolicy. */

import type { AuthorizationPolicySpec, AuthorizationRule, Source } from "../../kinds/istio.ts";
import type { Manifest } from "../../manifest.ts";
import { quote } from "../../values/quote.ts";
import { error, isSet, objectsOf, placesIn, warning, type Findings, type On } from "../row.ts";
import { condition } from "./authorization-condition.ts";
import { isTcpCapable, operation, source } from "./authorization-fields.ts";
import { selector, targeting } from "./blocks.ts";

export const authorizationPolicyCodes = {
  "custom-no-rules": "CUSTOM without rules",
  "custom-provider": "CUSTOM without the name of a provider",
  "custom-unsupported-source": "CUSTOM with a source field that it does not support",
  "custom-unsupported-when": "CUSTOM with a condition that it does not support",
  "provider-non-custom": "a provider with an action that has none",
  "deny-no-rules": "DENY without rules",
  "from-null": "an item of from has no source",
  "to-null": "an item of to has no operation",
  "deny-http-only": "DENY by HTTP attributes alone denies everything on TCP ports",
};

export function* authorizationPolicy(manifest: Manifest<"istio/AuthorizationPolicy">): Findings {
  const { spec } = manifest;
  const on = placesIn(manifest);
  yield* targeting(on, spec);
  if (spec.selector) yield* selector(on, spec, "matchLabels");
  yield* action(on, spec);
  for (const rule of objectsOf(spec.rules)) {
    for (const item of objectsOf(rule.from)) {
      if (item.source) yield* source(on, item, item.source);
      else yield error(on(item), "from-null", "an item of from needs source");
    }
    for (const item of objectsOf(rule.to)) {
      if (item.operation) yield* operation(on, item, item.operation);
      else yield error(on(item), "to-null", "an item of to needs operation");
    }
    for (const when of objectsOf(rule.when)) yield* condition(on, when);
    if (spec.action === "CUSTOM") yield* customRule(on, rule);
    if (spec.action === "DENY") yield* httpOnlyDeny(on, rule);
  }
}

function* action(on: On, spec: AuthorizationPolicySpec): Findings {
  const { provider } = spec;
  if (spec.action === "CUSTOM") {
    if (!isSet(spec.rules)) yield error(on(spec, "action"), "custom-no-rules", "CUSTOM needs rules");
    else if (!provider?.name) yield error(on(spec, "action"), "custom-provider", "CUSTOM needs provider.name");
  } else if (provider) {
    const shown = quote(spec.action ?? "ALLOW");
    yield error(
      on(spec, "provider", "key"),
      "provider-non-custom",
      `action ${shown} takes no provider: only CUSTOM does`,
    );
  }
  if (spec.action === "DENY" && !isSet(spec.rules)) {
    yield error(on(spec, "action"), "deny-no-rules", "DENY needs rules: without them it denies nothing");
  }
}

const customSources = new Set(["ipBlocks", "remoteIpBlocks"]);
const customKeys = new Set(["source.namespace", "source.serviceAccount", "source.trustDomain", "source.principal"]);

function* customRule(on: On, rule: AuthorizationRule): Findings {
  for (const { source: fields } of objectsOf(rule.from)) {
    for (const field of Object.keys(fields ?? {}) as (keyof Source)[]) {
      if (!fields || customSources.has(field) || !isSet(fields[field])) continue;
      const message = `CUSTOM does not support ${field}: use ipBlocks or remoteIpBlocks`;
      yield error(on(fields, field, "key"), "custom-unsupported-source", message);
    }
  }
  for (const when of objectsOf(rule.when)) {
    if (!customKeys.has(when.key) && !when.key.startsWith("request.auth.")) continue;
    yield error(on(when, "key"), "custom-unsupported-when", `CUSTOM does not support the condition ${quote(when.key)}`);
  }
}

/** On a TCP port HTTP attributes are left out, and what is left of the rule matches more than was meant. */
function* httpOnlyDeny(on: On, rule: AuthorizationRule): Findings {
  const from = objectsOf(rule.from);
  const to = objectsOf(rule.to);
  const sourcesAlone = from.length > 0 && to.length === 0 && !from.some(({ source: fields }) => isTcpCapable(fields));
  const operations =
    to.length > 0 && !to.some(({ operation: fields }) => isSet(fields?.ports) || isSet(fields?.notPorts));
  if (!sourcesAlone && !operations) return;
  const message = "denies everything on TCP ports: the rule has HTTP attributes alone, name the ports";
  // Upstream warns whether there are such ports or not; where there are, `istio/mismatched-policy-protocol` is an error.
  yield { ...warning(on(rule, sourcesAlone ? "from" : "to", "key"), "deny-http-only", message), severity: "info" };
}
