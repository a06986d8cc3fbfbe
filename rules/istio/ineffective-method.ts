/** Methods that no request has, in policies and routes. */

import { operationsOf } from "../../src/mesh/authorization.ts";
import { matchesString, stringMatch } from "../../src/mesh/string-match.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { at, defineRule, yaml, type Finding, type Mesh } from "../../src/rule/rule.ts";

/** RFC 9110, RFC 5789 and RFC 4918. */
const methods = new Set(
  (
    "GET HEAD POST PUT DELETE CONNECT OPTIONS TRACE PATCH " +
    "PROPFIND PROPPATCH MKCOL COPY MOVE LOCK UNLOCK REPORT SEARCH PURGE LINK UNLINK QUERY"
  ).split(" "),
);

export default defineRule({
  summary: "A method of a policy or a route can never match a request",
  category: "security",
  severity: "warning",
  since: "0.1.0",
  precision: "very-high",
  securitySeverity: "7.0",
  why:
    "Methods are compared with their case, and clients send them in upper case: `get` never matches. Calls of gRPC are " +
    "POST requests; their service and method stand in the path.",
  fix: "Write methods in upper case; name gRPC methods under `paths`: `/package.Service/Method`.",
  links: ["https://istio.io/latest/docs/reference/config/security/authorization-policy/#Operation"],
  upstream: ["KIA0102"],
  codes: {
    "lower-case": "The method is not in upper case",
    grpc: "The method is the path of a gRPC call",
    unknown: "The method is none of HTTP",
  },
  bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: cart
        namespace: shop
      spec:
        rules:
          - to:
              - operation:
                  methods:
                    - get # warning: "get" never matches
                    - /shop.Cart/Add # warning: is a gRPC path
                    - FETCH # warning: no HTTP method
                    - F* # warning: no HTTP method matches "F*"
    `,
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        hosts: [cart]
        http:
          - match: [{ method: { exact: get } }] # warning: "get" never matches
            route: [{ destination: { host: cart } }]
    `,
  ],
  good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: cart
        namespace: shop
      spec:
        rules:
          - to:
              - operation:
                  methods: [GET, P*, "*", "*T", "{{ method }}"]
                  notMethods: [PUT]
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        hosts: [cart]
        http:
          - match: [{ method: { exact: GET } }, { method: { exact: custom } }, { method: { regex: (?i)get } }]
            route: [{ destination: { host: cart } }]
    `,
  ],

  *check(mesh) {
    for (const policy of mesh.all("istio/AuthorizationPolicy")) {
      for (const { methods: wanted = [], notMethods = [] } of (policy.spec.rules ?? []).flatMap(operationsOf)) {
        for (const list of [wanted, notMethods]) {
          for (const [index, method] of list.entries()) {
            const flaw = flawOf(method);
            if (!flaw) continue;
            const place = at(policy, list, index);
            yield {
              at: place,
              ...flaw,
              ...fixFor(place, method, flaw.code),
              ...(list === notMethods && { upstream: [] }),
            };
          }
        }
      }
    }
    yield* ofRoutes(mesh);
  },
});

/** Routes compare with case too (istio/istio pilot/pkg/networking/core/route/route.go translateHeaderMatch). */
function* ofRoutes(mesh: Mesh): Iterable<Finding> {
  for (const service of mesh.all("istio/VirtualService")) {
    for (const { method } of (service.spec.http ?? []).flatMap(({ match = [] }) => match)) {
      const written = method?.exact;
      if (method === undefined || written === undefined || isUnknown(written)) continue;
      if (written === written.toUpperCase() || !methods.has(written.toUpperCase())) continue;
      const place = at(service, method, "exact");
      const message = `"${written}" never matches: methods are upper case`;
      yield { at: place, code: "lower-case", message, upstream: [], ...fixFor(place, written, "lower-case") };
    }
  }
}

type Flaw = Pick<Finding, "code" | "message" | "severity" | "upstream">;

function flawOf(method: string): Flaw | undefined {
  const { is, text } = stringMatch(method);
  if (isUnknown(method) || text === "") return undefined;
  if (text.includes("/"))
    return { code: "grpc", message: `"${method}" never matches: this is a gRPC path, not a method` };
  if (/[a-z]/.test(text)) {
    // Kiali compares without case, so it does not see this.
    return {
      code: "lower-case",
      message: `"${method}" never matches: methods are upper case`,
      upstream: isHttp(method.toUpperCase()) ? [] : ["KIA0102"],
    };
  }
  if (isHttp(method)) return undefined;
  const message = is === "exact" ? `"${method}" is no HTTP method` : `no HTTP method matches "${method}"`;
  return { code: "unknown", message, severity: "warning" };
}

function isHttp(pattern: string): boolean {
  return [...methods].some((method) => matchesString(pattern, method));
}

function fixFor(place: Finding["at"], method: string, code: string | undefined): Pick<Finding, "fix"> {
  if (code !== "lower-case") return {};
  const value = method.toUpperCase();
  return { fix: { safe: true, description: `write "${value}"`, edits: [{ at: place, value }] } };
}
