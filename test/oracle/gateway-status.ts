/** What Gateway API's conformance tests expect of an object's status, compared with what is said about it. */

import type { Diagnostic } from "../../src/lint/diagnostic.ts";

interface Condition {
  readonly type?: string;
  readonly status?: string;
  readonly reason?: string;
}

interface ExpectedStatus {
  readonly object: { readonly kind: string; readonly namespace?: string; readonly name: string };
  readonly condition?: Condition;
  readonly conditions?: readonly Condition[];
  readonly no_accepted_parents?: boolean;
}

/** As the file of cases holds them. */
export interface StatusCase {
  readonly id: string;
  readonly files: Readonly<Record<string, string>>;
  readonly expect: { readonly base_fixture?: string; readonly expected_status?: readonly ExpectedStatus[] };
}

export interface Fixtures {
  readonly generated_objects: readonly { readonly kind: string; readonly namespace: string; readonly name: string }[];
  readonly [fixture: string]: unknown;
}

const pem = "-----BEGIN CERTIFICATE-----";

/** Objects that the conformance suite makes at run time. */
function generated({ generated_objects: objects }: Fixtures): string {
  return objects
    .map(({ kind, namespace, name }) => {
      const content =
        kind === "Secret"
          ? `stringData: { tls.crt: "${pem}", tls.key: "-----BEGIN PRIVATE KEY-----" }`
          : `data: { ca.crt: "${pem}" }`;
      return `apiVersion: v1\nkind: ${kind}\nmetadata: { name: ${name}, namespace: ${namespace} }\n${content}\n`;
    })
    .join("---\n");
}

function filled(text: string): string {
  return text
    .replaceAll("{GATEWAY_CLASS_NAME}", "istio")
    .replaceAll("{GATEWAY_CONTROLLER_NAME}", "istio.io/gateway-controller")
    .replaceAll("PLACEHOLDER_USABLE_ADDRS", "203.0.113.1")
    .replaceAll("PLACEHOLDER_UNUSABLE_ADDRS", "203.0.113.2");
}

/** The files of a case with those that it stands on. */
export function filesOf({ files, expect }: StatusCase, fixtures: Fixtures): Record<string, string> {
  const base = expect.base_fixture === undefined ? undefined : fixtures[expect.base_fixture];
  const all = {
    ...files,
    "generated.yaml": generated(fixtures),
    ...(typeof base === "string" && { "base.yaml": base }),
  };
  return Object.fromEntries(Object.entries(all).map(([path, text]) => [path, filled(text)]));
}

/** Conditions that say what is wrong by being true. */
const negativeTypes = new Set([
  "Conflicted",
  "OverlappingTLSConfig",
  "InsecureFrontendValidationMode",
  "PartiallyInvalid",
]);

function isNegative({ type = "", status, reason }: Condition): boolean {
  if (negativeTypes.has(type)) return status === "True";
  return status === "False" || reason === "ListenersNotValid";
}

function isAbout({ manifest }: Diagnostic, { kind, namespace, name }: ExpectedStatus["object"]): boolean {
  if (manifest?.name !== name || (namespace !== undefined && manifest.namespace !== namespace)) return false;
  return kind === "Route" ? manifest.kind.endsWith("Route") : manifest.kind === kind;
}

/** Kind, namespace and name of all objects of which something is expected, with whether it is bad news. */
function expectations(
  statuses: readonly ExpectedStatus[],
): Map<string, { object: ExpectedStatus["object"]; bad: boolean }> {
  const found = new Map<string, { object: ExpectedStatus["object"]; bad: boolean }>();
  for (const { object, condition, conditions = [], no_accepted_parents: refused = false } of statuses) {
    const bad = refused || [...conditions, ...(condition ? [condition] : [])].some(isNegative);
    const kind = object.kind.endsWith("Route") ? "Route" : object.kind;
    const key = `${kind} ${object.namespace ?? ""}/${object.name}`;
    found.set(key, { object, bad: bad || (found.get(key)?.bad ?? false) });
  }
  return found;
}

/** What differs; undefined where all objects are judged as the conformance suite judges them. */
export function judgeStatus({ expect }: StatusCase, diagnostics: readonly Diagnostic[]): string | undefined {
  const differences: string[] = [];
  for (const [key, { object, bad }] of expectations(expect.expected_status ?? [])) {
    const about = diagnostics.filter((each) => each.rule.startsWith("gateway-api/") && isAbout(each, object));
    if (bad && !about.some(({ severity }) => severity !== "info")) differences.push(`nothing is said about ${key}`);
    const wrong = bad ? [] : about.filter(({ severity }) => severity === "error");
    for (const { rule, message } of wrong) differences.push(`${key} is fine: ${rule}: ${message}`);
  }
  return differences.length > 0 ? differences.join("; ") : undefined;
}
