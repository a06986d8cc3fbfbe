/** Limits of Gateway API's fields, on both sides: those that the packages of types do not hold, or hold in an older form. */

import { expect, test } from "vitest";
import { loadSchemas } from "../../src/schema/pack.ts";
import { validate } from "../../src/schema/validate.ts";

const schemas = loadSchemas();
const stable = "gateway.networking.k8s.io/v1";
const experimental = "gateway.networking.x-k8s.io/v1alpha1";

const listeners = [{ name: "http", port: 80, protocol: "HTTP" }];
const backendRefs = [{ name: "web", port: 80 }];
const keyed = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, "v"]));
const hosts = (count: number) => Array.from({ length: count }, (_, index) => `h${index}.example`);

const annotated = (count: number) => ({
  gatewayClassName: "istio",
  listeners,
  infrastructure: { annotations: keyed(count) },
});
const passed = (count: number) => ({ hostnames: hosts(count), rules: [{ backendRefs }] });
const described = (length: number) => ({ controllerName: "istio.io/mesh", description: "x".repeat(length) });
const matched = (value: string) => ({ rules: [{ matches: [{ headers: [{ name: "a", value }] }], backendRefs }] });
const forwarded = (maxSize: number) => {
  const externalAuth = { protocol: "GRPC", backendRef: { name: "web", port: 80 }, grpc: {}, forwardBody: { maxSize } };
  return { rules: [{ filters: [{ type: "ExternalAuth", externalAuth }], backendRefs }] };
};
const reached = (port: object) => ({ type: "ExternalHostname", port, externalHostname: { hostname: "a.example" } });

function isAccepted(apiVersion: string, kind: string, spec: object): boolean {
  const metadata = { name: "sample", ...(kind !== "XMesh" && { namespace: "shop" }) };
  // Defaults are written into what is validated.
  const manifest = { apiVersion, kind, metadata, spec: structuredClone(spec) };
  return !validate(manifest, schemas).some(({ severity }) => severity === "error");
}

test.each([
  ["annotations of a Gateway", stable, "Gateway", annotated(16), annotated(17)],
  ["host names of a TLSRoute", stable, "TLSRoute", passed(1024), passed(1025)],
  ["description of a mesh", experimental, "XMesh", described(64), described(65)],
  ["value of a header", stable, "HTTPRoute", matched("a\tb"), matched("a\nb")],
  ["size of a body", stable, "HTTPRoute", forwarded(0), forwarded(-1)],
  ["port of a backend", experimental, "XBackend", reached({ number: 1 }), reached({ number: 0 })],
  ["port of a backend in 1.6", experimental, "XBackend", reached({ name: "https", port: 443 }), reached({})],
])("%s", (_, apiVersion, kind, most, tooMuch) => {
  expect(isAccepted(apiVersion, kind, most)).toBe(true);
  expect(isAccepted(apiVersion, kind, tooMuch)).toBe(false);
});
