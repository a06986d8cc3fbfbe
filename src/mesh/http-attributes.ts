/** The parts of an AuthorizationPolicy that exist for HTTP alone. */

import { isGiven, operationsOf, sourcesOf, type AuthorizationRule } from "./authorization.ts";

/** A field, list or condition as it stands in the manifest. */
interface HttpAttribute {
  readonly owner: object;
  readonly key: string;
  /** As messages name it: `paths`, `request.headers[x-token]`. */
  readonly name: string;
}

const ofSource = ["requestPrincipals", "notRequestPrincipals"] as const;
const ofOperation = ["paths", "notPaths", "methods", "notMethods", "hosts", "notHosts"] as const;

/** TCP filters do not know them: istio/istio pilot/pkg/security/authz/model/model.go. */
export function httpAttributesOf(rule: AuthorizationRule): readonly HttpAttribute[] {
  return [
    ...sourcesOf(rule).flatMap((source) =>
      ofSource.filter((key) => isGiven(source[key])).map((key) => ({ owner: source, key, name: key })),
    ),
    ...operationsOf(rule).flatMap((operation) =>
      ofOperation.filter((key) => isGiven(operation[key])).map((key) => ({ owner: operation, key, name: key })),
    ),
    ...(rule.when ?? [])
      .filter(({ key }) => key.startsWith("request.headers") || key.startsWith("request.auth."))
      .map((condition) => ({ owner: condition, key: "key", name: condition.key })),
  ];
}
