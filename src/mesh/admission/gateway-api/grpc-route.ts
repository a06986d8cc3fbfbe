/** What the API server refuses in a GRPCRoute beyond its structure (Gateway API's CEL rules, apis/v1/grpcroute_types.go). */

import type { GRPCMethodMatch, GRPCRouteSpec } from "../../kinds/gateway-api.ts";
import { isUnknown } from "../../unknown.ts";
import { quote } from "../../values/quote.ts";
import { error, listOf, type Findings, type On } from "../row.ts";
import { filters } from "./filters.ts";
import { backend, parents } from "./references.ts";
import { matchCount, ruleNames, session, type Session } from "./rules.ts";

export const grpcRouteCodes = {
  "method-empty": "A method match with neither a service nor a method",
  "method-characters": "A service or method that is no name of gRPC",
};

export function* grpcRoute(on: On, spec: GRPCRouteSpec): Findings {
  yield* parents(on, spec.parentRefs);
  yield* ruleNames(on, spec.rules);
  yield* matchCount(on, spec);
  for (const rule of listOf(spec.rules)) {
    for (const { method } of listOf(rule.matches)) yield* methodMatch(on, method);
    yield* filters(on, rule.filters);
    for (const reference of listOf(rule.backendRefs)) {
      yield* backend(on, reference);
      yield* filters(on, reference.filters);
    }
    yield* session(on, (rule as { readonly sessionPersistence?: Session }).sessionPersistence);
  }
}

const service = /^\.?[a-z_][a-z_0-9]*(?:\.[a-z_][a-z_0-9]*)*$/i;
const method = /^[A-Za-z_][A-Za-z_0-9]*$/;

function* methodMatch(on: On, match: GRPCMethodMatch | undefined): Findings {
  if (!match || isUnknown(match.type)) return;
  if (match.service === undefined && match.method === undefined) {
    yield error(on(match), "method-empty", 'a method match needs "service", "method" or both');
  }
  if (match.type === "RegularExpression") return;
  if (match.service !== undefined && !isUnknown(match.service) && !service.test(match.service)) {
    const message = `${quote(match.service)} is no gRPC service: write package.Service, or the type RegularExpression`;
    yield error(on(match, "service"), "method-characters", message);
  }
  if (match.method !== undefined && !isUnknown(match.method) && !method.test(match.method)) {
    const message = `${quote(match.method)} is no gRPC method: letters, digits and "_", or the type RegularExpression`;
    yield error(on(match, "method"), "method-characters", message);
  }
}
