import { describe, expect, it } from "vitest";
import { ipOrCidr, port, unixAddress } from "../../../src/mesh/values/address.ts";
import { duration, durationOrZero, parseDuration, secondsDuration } from "../../../src/mesh/values/duration.ts";
import { headerValue, matchHeader, requestHeader, changedHeader } from "../../../src/mesh/values/headers.ts";
import type { Judge } from "../../../src/mesh/values/judge.ts";
import { holdsPrivateKey, jwks } from "../../../src/mesh/values/jwks.ts";
import { labelKey, labelValue } from "../../../src/mesh/values/labels.ts";
import { pathTemplate } from "../../../src/mesh/values/path-template.ts";
import { quantity } from "../../../src/mesh/values/quantity.ts";
import { retryOn } from "../../../src/mesh/values/status.ts";
import { jwksUri, pluginUrl } from "../../../src/mesh/values/url.ts";

interface Table {
  readonly name: string;
  readonly judge: Judge;
  readonly good: readonly string[];
  readonly bad: readonly string[];
}

const tables: readonly Table[] = [
  {
    name: "IP addresses and blocks",
    judge: ipOrCidr,
    good: ["1.2.3.4", "::1", "fe80::1%eth0", "001:db8::", "10.0.0.0/8", "::/0"],
    bad: ["", "1.2.3", "01.2.3.4", "1.2.3.4/33", "1.2.3.4/08", "1.2.3.4/", "::/129", "a.b", "fe80::1%eth0/64"],
  },
  {
    name: "unix sockets",
    judge: unixAddress,
    good: ["unix:///run/a.sock", "unix://@abstract"],
    bad: ["unix://", "unix://a", "unix:///run/"],
  },
  {
    name: "durations",
    judge: duration,
    good: ["1s", "1.5s", "500ms", "1h", "1h30m", "0.001s", "+1s"],
    bad: ["", "5", "0s", "0", "-1s", "500us", "1.5ms", "1d", "s", "1 s", "apple"],
  },
  { name: "durations or zero", judge: durationOrZero, good: ["0s", "0", "1s"], bad: ["-1s", "1ns", "x"] },
  { name: "whole seconds", judge: secondsDuration, good: ["1s", "2m"], bad: ["1500ms", "0s"] },
  {
    name: "label keys",
    judge: labelKey,
    good: ["app", "example.com/app", "a_b.c-d", "A"],
    bad: ["", "/app", "a_b/app", "-a", "a/b/c", "a".repeat(64)],
  },
  { name: "label values", judge: labelValue, good: ["", "v1", "a_b.c", "a".repeat(64)], bad: ["a b", "-a", "a/b"] },
  {
    name: "headers to match",
    judge: matchHeader,
    good: [":authority", "x-a", "@request.auth.claims.group", "@Request.Auth.Claims[a][b]", "a|b"],
    bad: ["", "a b", ":x", "a:b", "@request.auth"],
  },
  { name: "headers to set", judge: requestHeader, good: ["host", ":authority", "x y"], bad: ["", ":path"] },
  { name: "headers to remove", judge: changedHeader, good: ["x"], bad: ["", "Host", ":authority"] },
  {
    name: "header values",
    judge: headerValue,
    good: ["", "a", "100%%", "%REQ(x)%", '%REQ(["a", "b"])%', "%START_TIME%", "a\tb", "%A%%B%"],
    bad: ["100%", "%A", "%REQ(x%", "%REQ(x)y%", '%REQ(["a" "b"])%', "a\nb"],
  },
  {
    name: "retry conditions",
    judge: retryOn,
    good: ["", "5xx", "503,reset", "gateway-error,connect-failure,100"],
    bad: ["5xx, reset", "reset,", "999", "306", "none"],
  },
  {
    name: "path templates",
    judge: pathTemplate,
    good: ["/a/*", "*", "/a/{*}", "/{**}/a", "/{*}/{**}", ""],
    bad: ["/{**}/{*}", "/{a}", "/a{*}", "/{*}/*", "/{*}//a", "/a}"],
  },
  {
    name: "key set URLs",
    judge: jwksUri,
    good: ["https://a.test/jwks", "http://a:80", "HTTPS://a", "http://[::1]:80/x", "https://b:c@a/?d#e"],
    bad: [
      "",
      "a.test",
      "ftp://a",
      "hTPp\\\\blah",
      "https://a:port",
      "http:/a",
      "https://a/%zz",
      "https://[a]",
      "https://a:1:2",
    ],
  },
  {
    name: "plugin URLs",
    judge: pluginUrl,
    good: ["a", "registry.test/a:v1", "oci://registry.test:5000/a:v1", "file:///a", "https://a/b c"],
    bad: ["ftp://a", "s3://a/b", "a b", "registry.test:5000/a:v1", "https://a b", "https://a/%zz", ":a"],
  },
  { name: "quantities", judge: quantity, good: ["100m", "1Gi", "0.5", "1e3", ".5"], bad: ["", "1 Gi", "1GB", "m"] },
  {
    name: "key sets",
    judge: jwks,
    good: ['{"keys":[]}', '{"kty":"RSA","n":"a","e":"b"}', '{"keys":[{"kty":"oct","k":"a"}]}'],
    bad: ["", "{}", "[]", '{"keys":[1]}', '{"kty":"RSA"}', '{"kty":"X"}'],
  },
];

describe.each(tables)("$name", ({ judge, good, bad }) => {
  it.each(good)("accepts %j", (text) => {
    expect(judge(text)).toBeUndefined();
  });
  it.each(bad)("refuses %j", (text) => {
    expect(judge(text)).toMatch(/^\S.*[^.]$/s);
  });
});

it("adds up the parts of a duration", () => {
  expect(parseDuration("1h1m1.5s")).toBe(3_661_500_000_000);
  expect(parseDuration("-1ms")).toBe(-1e6);
});

it("takes ports from 1 to 65535", () => {
  expect([1, 65535].map(port)).toEqual([undefined, undefined]);
  expect([0, 65536, 1.5, -1].every((number) => port(number) !== undefined)).toBe(true);
});

it("sees private keys", () => {
  expect(holdsPrivateKey('{"keys":[{"kty":"RSA","n":"a","e":"b","d":"c"}]}')).toBe(true);
  expect(holdsPrivateKey('{"keys":[{"kty":"RSA","n":"a","e":"b"}]}')).toBe(false);
});

it("cuts what it quotes", () => {
  expect(duration("x".repeat(10_000))?.length).toBeLessThan(200);
});
