import { describe, expect, it } from "vitest";
import { hiddenFrom } from "../../src/report/secrets.ts";

/** The text with what is hidden taken away. */
function shown(text: string): string {
  const source = { path: "x.yaml", text };
  return text
    .split("\n")
    .map((line, index) => line.slice(0, hiddenFrom(source, index + 1)))
    .join("\n");
}

describe("what may be seen", () => {
  it.each([
    ["data of a Secret", "kind: Secret\ndata:\n  a: QQ==\ntype: Opaque", "kind: Secret\ndata:\n  a: \ntype: Opaque"],
    [
      "block scalars of a Secret",
      "kind: Secret\nstringData:\n  a: |\n    x\n    y",
      "kind: Secret\nstringData:\n  a: \n    \n    ",
    ],
    ["flow style", "kind: Secret\ndata: { a: QQ== }", "kind: Secret\ndata: "],
    ["JSON", '{ "kind": "Secret", "data": { "a": "QQ==" } }', '{ "kind": "Secret", "data": '],
    [
      "the next document",
      "kind: Secret\ndata:\n  a: QQ==\n---\nkind: ConfigMap\ndata:\n  a: b",
      "kind: Secret\ndata:\n  a: \n---\nkind: ConfigMap\ndata:\n  a: b",
    ],
    ["passwords and tokens", "a:\n  - password: hunter2\n  - apiToken: abc", "a:\n  - password: \n  - apiToken: "],
    ["variables with such a name", "- name: DB_PASSWORD\n  value: hunter2", "- name: DB_PASSWORD\n  value: "],
    ["tokens by their form", "header: Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.x", "header: Bearer "],
    ["private keys", "key: -----BEGIN RSA PRIVATE KEY-----", ""],
    ["keys of a JWT issuer", "jwks: '{ \"keys\": [] }'", "jwks: "],
  ])("leaves out %s", (_, text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  it.each([
    "credentialName: shop-cert",
    "secretName: shop-cert",
    "automountServiceAccountToken: false",
    "forwardOriginalToken: true",
    "kind: SecretStore\ndata:\n  a: b",
    "secret:\n  name: a",
    "password: ${PASSWORD}",
    "kind: ConfigMap\ndata:\n  a: b",
  ])("keeps %j", (text) => {
    expect(shown(text)).toBe(text);
  });

  it.each([
    ["a token without end", `a: ${"eyJaaaaaaaaa-".repeat(100_000)}`],
    ["dashes without end", `${" - ".repeat(100_000)}x`],
    ["a word without end", `kind: Secret\n${"data".repeat(200_000)}`],
  ])("does not hang on %s", (_, text) => {
    expect(shown(text).length).toBeGreaterThan(0);
  });
});
