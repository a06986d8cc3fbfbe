/** HTTP attributes in policies for ports that do not speak HTTP. */

import { actionOf, isDryRun, operationsOf } from "../../src/mesh/authorization.ts";
import type { AuthorizationPolicy, AuthorizationRule } from "../../src/mesh/authorization.ts";
import { httpAttributesOf } from "../../src/mesh/http-attributes.ts";
import { isTargeted } from "../../src/mesh/policies.ts";
import { portsUnder, type PolicyPort } from "../../src/mesh/policy-ports.ts";
import { at, defineRule, yaml, type Finding } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A policy looks at HTTP where the port of its workload is plain TCP",
  category: "security",
  severity: "error",
  since: "0.1.0",
  precision: "high",
  securitySeverity: "6.0",
  why:
    "On a TCP port there are no paths, methods or tokens. Istio then drops the whole rule of an ALLOW policy, so nobody " +
    "gets through, but only the HTTP part of a DENY rule, so all connections to the port are refused.",
  fix: "Limit the rule with `ports` to the HTTP ports, or name the port's protocol in the Service (`name: http-…`).",
  links: ["https://istio.io/latest/docs/tasks/security/authorization/authz-tcp/"],
  codes: {
    "deny-all": "A DENY by HTTP attributes refuses all connections to a TCP port",
    "allow-nobody": "An ALLOW by HTTP attributes never matches on TCP ports",
  },
  bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: no-admin
        namespace: shop
      spec:
        action: DENY
        rules:
          - to:
              - operation:
                  paths: [/admin] # error: denies all connections to TCP port 5432
      ---
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: readers
        namespace: shop
      spec:
        rules:
          - to:
              - operation:
                  methods: [GET] # error: never matches on TCP port 5432
                  ports: ["5432"]
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: db
        namespace: shop
      spec:
        selector:
          app: db
        ports:
          - name: tcp-sql
            port: 5432
          - name: http
            port: 80
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: db
        namespace: shop
        labels:
          app: db
      spec:
        containers:
          - name: db
    `,
  ],
  good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: no-admin
        namespace: shop
      spec:
        action: DENY
        rules:
          - to:
              - operation:
                  paths: [/admin]
                  ports: ["80"]
      ---
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: readers
        namespace: shop
      spec:
        rules:
          - to:
              - operation:
                  methods: [GET]
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: db
        namespace: shop
      spec:
        selector:
          app: db
        ports:
          - name: tcp-sql
            port: 5432
          - name: http
            port: 80
          - name: guess
            port: 81
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: db
        namespace: shop
        labels:
          app: db
      spec:
        containers:
          - name: db
    `,
  ],

  *check(mesh) {
    for (const policy of mesh.all("istio/AuthorizationPolicy")) {
      const action = actionOf(policy);
      if (isTargeted(policy) || isDryRun(policy) || (action !== "ALLOW" && action !== "DENY")) continue;
      const rules = (policy.spec.rules ?? []).filter((rule) => httpAttributesOf(rule).length > 0);
      if (rules.length === 0) continue;
      const ports = portsUnder(mesh, policy);
      for (const rule of rules) {
        const finding = action === "DENY" ? refusesAll(policy, rule, ports) : admitsNobody(policy, rule, ports);
        if (finding) yield finding;
      }
    }
  },
});

/** Whether some operation of the rule reaches the port; none written means all do. */
function reaches(rule: AuthorizationRule, { number }: PolicyPort): boolean {
  const operations = operationsOf(rule);
  const port = String(number);
  return (
    operations.length === 0 ||
    operations.some(({ ports, notPorts }) => (!ports?.length || ports.includes(port)) && !notPorts?.includes(port))
  );
}

function finding(
  policy: AuthorizationPolicy,
  rule: AuthorizationRule,
  port: PolicyPort,
  words: Omit<Finding, "at">,
): Finding[] {
  return httpAttributesOf(rule)
    .slice(0, 1)
    .map(({ owner, key }) => ({
      at: at(policy, owner, key as never),
      ...words,
      related: [{ at: at(port.service, port.owner), message: `port of Service "${port.service.name}"` }],
    }));
}

/** A port that two Services name with different protocols is nobody's proof. */
function plainPorts(ports: readonly PolicyPort[]): readonly PolicyPort[] {
  const http = new Set(ports.filter(({ speaks }) => speaks !== "tcp").map(({ number }) => number));
  return ports.filter(({ number }) => !http.has(number));
}

function refusesAll(
  policy: AuthorizationPolicy,
  rule: AuthorizationRule,
  ports: readonly PolicyPort[],
): Finding | undefined {
  const port = plainPorts(ports).find((each) => reaches(rule, each));
  if (!port) return undefined;
  const message = `this denies all connections to TCP port ${port.number} of "${port.service.name}"`;
  return finding(policy, rule, port, { code: "deny-all", message })[0];
}

function admitsNobody(
  policy: AuthorizationPolicy,
  rule: AuthorizationRule,
  ports: readonly PolicyPort[],
): Finding | undefined {
  const reached = ports.filter((each) => reaches(rule, each));
  const plain = plainPorts(reached);
  const [port] = plain;
  if (!port || plain.length < reached.length) return undefined;
  const message = `this never matches on TCP port ${port.number} of "${port.service.name}"`;
  return finding(policy, rule, port, { code: "allow-nobody", message })[0];
}
