import { describe, expect, it } from "vitest";
import { loadSchemas } from "../../src/schema/pack.ts";
import { validate } from "../../src/schema/validate.ts";
import { findingsOf, manifest, objectOf, said } from "./check.ts";

const virtualService = (http: string): string =>
  manifest("networking.istio.io/v1", "VirtualService", `{ hosts: [a], http: [${http}] }`);
const httpRoute = (spec: string): string => manifest("gateway.networking.k8s.io/v1", "HTTPRoute", spec);
const service = (spec: string): string => manifest("v1", "Service", spec);

describe("fields", () => {
  it.each([
    [
      "a typo",
      "{ route: [{ destination: { host: a, subest: v1 } }] }",
      'unknown-field spec.http.0.route.0.destination.subest key: unknown field "subest": did you mean "subset"?',
    ],
    [
      "another case",
      "{ Timeout: 1s }",
      'unknown-field spec.http.0.Timeout key: unknown field "Timeout": did you mean "timeout"?',
    ],
    ["nothing alike", "{ wibble: 1 }", 'unknown-field spec.http.0.wibble key: unknown field "wibble"'],
    [
      "snake case",
      "{ retries: { per_try_timeout: 2s } }",
      'snake-case-field spec.http.0.retries.per_try_timeout key: the API server drops "per_try_timeout": write "perTryTimeout"',
    ],
    [
      "a field too deep",
      "{ route: [{ destination: { host: a, weight: 1 } }] }",
      'misplaced-field spec.http.0.route.0.destination.weight key: "weight" belongs one level up, beside "destination"',
    ],
    [
      "two of a one-of",
      "{ match: [{ uri: { exact: /a, regex: b } }] }",
      'conflicting-fields spec.http.0.match.0.uri.regex key: only one of "exact", "prefix" and "regex" may be set',
    ],
  ])("finds %s", (_, http, expected) => {
    expect(said(virtualService(http))).toEqual([`schema/${expected}`]);
  });

  it("does not call a misspelt field missing as well", () => {
    expect(said(httpRoute("{ rules: [{ backendRefs: [{ nmae: a, port: 80 }] }] }"))).toEqual([
      'schema/unknown-field spec.rules.0.backendRefs.0.nmae key: unknown field "nmae": did you mean "name"?',
    ]);
  });

  it("calls it one mistake where something else was meant", () => {
    const policy = (identity: string): string =>
      manifest(
        "policy.linkerd.io/v1alpha1",
        "HTTPLocalRateLimitPolicy",
        `{ targetRef: { kind: Server, name: web }, identity: ${identity} }`,
      );
    const unknown = "schema/unknown-field spec.identity value: unknown";
    expect(said(policy("{ kind: ServiceAccount, name: web }"))).toEqual([
      `${unknown} fields "kind" and "name": "identity" needs "requestsPerSecond"`,
    ]);
    expect(said(policy("{ rate: 20 }"))).toEqual([`${unknown} field "rate": "identity" needs "requestsPerSecond"`]);
    expect(said(policy("{ total: { requestsPerSecond: 20 }, overrides: [] }"))).toEqual([
      'schema/misplaced-field spec.identity.total key: "total" belongs one level up, beside "identity"',
    ]);
    expect(said(policy("{ requestPerSecond: 20, name: web }"))).toHaveLength(2);
    expect(said(policy("{}"))).toHaveLength(1);
  });

  it("renames safely where only case or underscores differ", () => {
    const fixes = findingsOf(virtualService("{ Timeout: 1s, retries: { per_try_timeout: 2s }, timeuot: 3s }"));
    expect(fixes.map(({ fix }) => fix?.safe)).toEqual([true, true, false]);
  });

  it("lets the seal of an encrypted file stand", () => {
    const sealed =
      service("{ ports: [{ port: 80 }] }") + "sops: { mac: 'ENC[AES256_GCM,data:a,type:str]', version: 3.9.0 }\n";
    expect(said(sealed)).toEqual([]);
  });

  it("never judges a status", () => {
    expect(said(service("{ ports: [{ port: 80 }] }") + "status: { anything: 1 }\n")).toEqual([]);
  });
});

describe("values", () => {
  it.each([
    [
      "a string for an integer",
      '{ ports: [{ port: "80" }] }',
      'invalid-type spec.ports.0.port value: "port" must be an integer, not the string "80": remove the quotes',
    ],
    [
      "a number for a string",
      "{ selector: { version: 1 } }",
      'invalid-type spec.selector.version value: "version" must be a string, not the number 1: quote it',
    ],
    [
      "an object for a list",
      "{ ports: { port: 80 } }",
      'invalid-type spec.ports value: "ports" must be a list, not an object',
    ],
    [
      "a fraction for an integer",
      "{ ports: [{ port: 80.5 }] }",
      'invalid-type spec.ports.0.port value: "port" must be an integer, not the number 80.5',
    ],
    [
      "more than 32 bits",
      "{ ports: [{ port: 4294967296 }] }",
      'invalid-value spec.ports.0.port value: "port" is 4294967296: it is not a 32 bit integer',
    ],
  ])("finds %s", (_, spec, expected) => {
    expect(said(service(spec))).toEqual([`schema/${expected}`]);
  });

  it.each([
    [
      "an unsupported value",
      "{ rules: [{ matches: [{ method: get }] }] }",
      /unsupported value "get": use GET, HEAD, .* or PATCH$/,
    ],
    [
      "a number out of range",
      "{ rules: [{ backendRefs: [{ name: a, port: 70000 }] }] }",
      /"port" is 70000: it must be at most 65535$/,
    ],
    ["a pattern", "{ hostnames: [A_b] }", /"A_b" is no host name: lower-case letters, digits/],
    ["an empty string", '{ rules: [{ backendRefs: [{ name: "", port: 1 }] }] }', /"name" must not be empty$/],
    ["a duration", "{ rules: [{ timeouts: { request: 1d } }] }", /"1d" is no duration: whole numbers/],
  ])("finds %s", (_, spec, expected) => {
    expect(said(httpRoute(spec))).toEqual([expect.stringMatching(expected)]);
  });

  it("takes both a number and a string for an int-or-string", () => {
    expect(
      said(service("{ ports: [{ port: 80, targetPort: http }, { name: b, port: 81, targetPort: 8081 }] }")),
    ).toEqual([]);
  });

  it.each(["${PORT}", "{{ .Values.port }}", "ENC[AES256_GCM,data:x]", "$(port)"])(
    "takes %s for anything",
    (placeholder) => {
      expect(said(service(`{ ports: [{ port: "${placeholder}" }], type: "${placeholder}" }`))).toEqual([]);
    },
  );

  it("does not show the values of a secret", () => {
    const text = "apiVersion: v1\nkind: Secret\nmetadata: { name: a }\nstringData: { password: 123456 }\n";
    expect(said(text)).toEqual([
      'schema/invalid-type stringData.password value: "password" must be a string, not a number: quote it',
    ]);
  });

  it("names the formats of which one is asked for", () => {
    const spec =
      "{ gatewayClassName: a, addresses: [{ value: 1.2.3.4:80 }], listeners: [{ name: a, port: 1, protocol: HTTP }] }";
    expect(said(manifest("gateway.networking.k8s.io/v1", "Gateway", spec))).toEqual([
      'schema/invalid-value spec.addresses.0.value value: "value" is neither an IPv4 address nor an IPv6 address',
    ]);
  });
});

describe("nulls and defaults", () => {
  it("drops a null and then misses the field", () => {
    expect(
      said("apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: { name: a }\nspec: null\n"),
    ).toEqual(['schema/missing-field  value: missing field "spec"']);
  });

  it("sets defaults in the manifest, top down", () => {
    const object = objectOf(httpRoute("{ rules: [{ backendRefs: [{ name: a, port: 80, weight: null }] }] }"));
    expect(validate(object, loadSchemas())).toEqual([]);
    expect(object.spec).toMatchObject({
      rules: [
        {
          backendRefs: [{ group: "", kind: "Service", weight: 1 }],
          matches: [{ path: { type: "PathPrefix", value: "/" } }],
        },
      ],
    });
  });

  it("gives each manifest its own default objects", () => {
    const [one, other] = [objectOf(httpRoute("{ rules: [{}] }")), objectOf(httpRoute("{ rules: [{}] }"))];
    for (const object of [one, other]) validate(object, loadSchemas());
    const matches = (object: typeof one): unknown =>
      (object.spec as { rules: { matches: unknown }[] }).rules[0]?.matches;
    expect(matches(one)).toEqual(matches(other));
    expect(matches(one)).not.toBe(matches(other));
  });

  it("compares the keys of a list after defaults", () => {
    const listeners = "[{ name: a, port: 1, protocol: HTTP }, { name: a, port: 2, protocol: HTTP }]";
    const spec = `{ gatewayClassName: a, listeners: ${listeners} }`;
    expect(said(manifest("gateway.networking.k8s.io/v1", "Gateway", spec))).toEqual([
      'schema/duplicate-item spec.listeners.1.name value: duplicate item: name "a" stands in item 1 already',
    ]);
  });
});

describe("kinds and versions", () => {
  it.each([
    [
      "networking.istio.io/v1",
      "VirtualServcie",
      'unknown-kind kind value: unknown kind "VirtualServcie" of "networking.istio.io": did you mean "VirtualService"?',
    ],
    [
      "networking.istio.io/v1",
      "PeerAuthentication",
      'unknown-kind apiVersion value: unknown kind "PeerAuthentication" of "networking.istio.io": it belongs to "security.istio.io"',
    ],
    [
      "networking.istio.com/v1",
      "VirtualService",
      'unknown-kind apiVersion value: unknown group "networking.istio.com": did you mean "networking.istio.io"?',
    ],
    [
      "security.istio.io/v2",
      "PeerAuthentication",
      'unknown-version apiVersion value: PeerAuthentication has no version "v2": use security.istio.io/v1 or security.istio.io/v1beta1',
    ],
  ])("finds %s %s", (apiVersion, kind, expected) => {
    expect(said(manifest(apiVersion, kind, "{}"))).toEqual([`schema/${expected}`]);
  });

  it.each([
    [
      "apps/v1beta1",
      "Deployment",
      'Deployment of "apps/v1beta1" is served no longer since Kubernetes 1.16: use apps/v1',
    ],
    [
      "extensions/v1beta1",
      "Ingress",
      'Ingress of "extensions/v1beta1" is served no longer since Kubernetes 1.22: use networking.k8s.io/v1',
    ],
    [
      "rbac.authorization.k8s.io/v1beta1",
      "Role",
      'Role of "rbac.authorization.k8s.io/v1beta1" is served no longer since Kubernetes 1.22: use rbac.authorization.k8s.io/v1',
    ],
    [
      "rbac.istio.io/v1alpha1",
      "ServiceRole",
      'ServiceRole of "rbac.istio.io/v1alpha1" is served no longer since Istio 1.6: use AuthorizationPolicy of security.istio.io/v1',
    ],
    [
      "networking.x-k8s.io/v1alpha1",
      "HTTPRoute",
      'HTTPRoute of "networking.x-k8s.io/v1alpha1" is served no longer since Gateway API 0.4: use gateway.networking.k8s.io/v1',
    ],
    [
      "gateway.networking.k8s.io/v1alpha2",
      "ReferencePolicy",
      'ReferencePolicy of "gateway.networking.k8s.io/v1alpha2" is served no longer since Gateway API 0.6: use ReferenceGrant of gateway.networking.k8s.io/v1',
    ],
    [
      "gateway.networking.k8s.io/v1alpha2",
      "BackendLBPolicy",
      'BackendLBPolicy of "gateway.networking.k8s.io/v1alpha2" is served no longer since Gateway API 1.3: use XBackendTrafficPolicy of gateway.networking.x-k8s.io/v1alpha1',
    ],
    [
      "config.istio.io/v1alpha2",
      "handler",
      'handler of "config.istio.io/v1alpha2" is served no longer since Istio 1.8',
    ],
    [
      "gateway.networking.k8s.io/v1alpha2",
      "HTTPRoute",
      'HTTPRoute "v1alpha2" is no longer served: use gateway.networking.k8s.io/v1 or gateway.networking.k8s.io/v1beta1',
    ],
  ])("warns of %s %s, which clusters served once", (apiVersion, kind, message) => {
    expect(findingsOf(manifest(apiVersion, kind, "{}"))).toMatchObject([
      { rule: "schema/deprecated-version", severity: "warning", message },
    ]);
  });

  it("names the kind that an experiment became", () => {
    const spec = "{ parentRef: { name: public }, listeners: [{ name: http, port: 80, protocol: HTTP }] }";
    const message = 'XListenerSet "v1alpha1" is no longer served: use ListenerSet of gateway.networking.k8s.io/v1';
    expect(findingsOf(manifest("gateway.networking.x-k8s.io/v1alpha1", "XListenerSet", spec))).toMatchObject([
      { rule: "schema/deprecated-version", severity: "warning", message },
    ]);
  });

  it.each([
    ["example.com/v1", "VirtualServer"],
    ["kustomize.config.k8s.io/v1beta1", "Kustomization"],
    ["v1", "Node"],
    ["argoproj.io/v1alpha1", "Workflow"],
    ["gateway.networking.k8s.io/${GRANT_VERSION}", "ReferenceGrant"],
    ["gateway.networking.k8s.io/v1", "${ROUTE_KIND}"],
    ["${GROUP}/v1", "HTTPRoute"],
  ])("says nothing of %s %s", (apiVersion, kind) => {
    expect(said(manifest(apiVersion, kind, "{ any: thing }"))).toEqual([]);
  });
});

describe("metadata", () => {
  const withMetadata = (metadata: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata: ${metadata}\n`;

  it.each([
    [
      "{ name: Cart }",
      'invalid-metadata metadata.name value: invalid name "Cart": use lower-case letters, digits, hyphens and dots, at most 253',
    ],
    ["{ name: 1 }", 'invalid-type metadata.name value: "name" must be a string, not 1: quote it'],
    ["{ nmae: cart }", 'unknown-field metadata.nmae key: unknown field "nmae": did you mean "name"?'],
    ["{ labels: { a: b } }", 'invalid-metadata metadata value: missing "name" in "metadata"'],
    [
      "{ name: a, namespace: a.b }",
      'invalid-metadata metadata.namespace value: invalid namespace "a.b": use lower-case letters, digits and hyphens, at most 63',
    ],
    [
      "{ name: a, labels: { a: true } }",
      'invalid-type metadata.labels.a value: "a" must be a string, not true: quote it',
    ],
    [
      `{ name: a, labels: { a: ${"x".repeat(64)} } }`,
      `invalid-metadata metadata.labels.a value: label value "${"x".repeat(60)}…" is 64 characters long: at most 63`,
    ],
    ["{ name: a, spec: {} }", 'misplaced-field metadata.spec key: "spec" belongs one level up, beside "metadata"'],
    ["[]", 'invalid-type metadata value: "metadata" must be an object, not a list'],
    ["null", 'missing-field  value: missing field "metadata"'],
  ])("judges %s", (metadata, expected) => {
    expect(said(withMetadata(metadata))).toEqual([`schema/${expected}`]);
  });

  it.each([
    "{ generateName: a- }",
    "{ name: a.b-c.1 }",
    "{ name: a, labels: { app.kubernetes.io/name: A_1.b, empty: '' } }",
    '{ name: "${NAME}" }',
  ])("accepts %s", (metadata) => {
    expect(said(withMetadata(metadata))).toEqual([]);
  });
});
