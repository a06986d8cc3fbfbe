/** What Linkerd's own tests assert of effective state; read from MESH_LINT_ORACLE, never copied. */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { defaultConfig } from "../../../src/config/config.ts";
import { lintSources } from "../../../src/lint/sources.ts";
import { meshOf } from "../build.ts";
import type { Mesh } from "../../../src/mesh/mesh.ts";
import { allRules } from "../../world.ts";
import { answers, type Case } from "./questions.ts";

const folder = process.env.MESH_LINT_ORACLE;

/** Met at least; raised with every question that is answered. */
const floor = 136;

/** The rule that stands for upstream's proposal of a name. */
const ours: Readonly<Record<string, string>> = {
  "linkerd-route-parent-not-found": "linkerd/unknown-route-parent",
  "linkerd-route-kind-conflict": "linkerd/conflicting-routes",
  "linkerd-route-backend-not-found": "linkerd/unknown-route-backend",
  "linkerd-route-egress-backend-parent": "linkerd/unknown-route-backend",
  "linkerd-opaque-ports-mismatch": "linkerd/mismatched-opaque-ports",
  "linkerd-annotation-as-label": "linkerd/ineffective-annotation",
  "linkerd-annotation-value": "linkerd/invalid-annotation",
  "linkerd-annotation-kind": "linkerd/ineffective-annotation",
  "linkerd-failure-accrual-without-mode": "linkerd/ineffective-annotation",
  "linkerd-server-without-authorization": "linkerd/missing-authorization",
  "linkerd-ratelimit-target-not-found": "linkerd/unknown-policy-target",
  "linkerd-extension-namespace-duplicate": "linkerd/duplicate-extension",
  "linkerd-server-port-overlap": "linkerd/conflicting-servers",
  "linkerd-route-parent-headless": "linkerd/unknown-route-parent",
  "linkerd-route-parent-port": "linkerd/unknown-route-parent",
  "linkerd-route-backend-kind": "linkerd/unknown-route-backend",
  "linkerd-route-protocol-mismatch": "linkerd/ineffective-route",
  "linkerd-route-unsupported-filter": "linkerd/ineffective-route",
  "linkerd-ratelimit-duplicate": "linkerd/ineffective-rate-limit",
  "linkerd-ratelimit-non-http-server": "linkerd/ineffective-rate-limit",
  "linkerd-egress-overlaps-cluster-networks": "linkerd/conflicting-egress-network",
  "linkerd-authz-authn-not-found": "linkerd/unknown-authentication",
  "linkerd-authz-target-not-found": "linkerd/unknown-policy-target",
  "linkerd-authz-allows-everyone": "linkerd/overly-broad-authorization",
  "linkerd-serverauthz-no-client": "linkerd/empty-authorization",
  "linkerd-serverauthz-server-not-found": "linkerd/unknown-policy-target",
  "linkerd-default-inbound-policy-value": "linkerd/invalid-annotation",
  "linkerd-inject-annotation-value": "linkerd/invalid-annotation",
  "linkerd-additional-env-json": "linkerd/invalid-annotation",
  "linkerd-opaque-ports-format": "linkerd/invalid-annotation",
  "linkerd-opaque-ports-named": "linkerd/invalid-annotation",
  "linkerd-failure-accrual-value": "linkerd/invalid-annotation",
  "linkerd-retry-format": "linkerd/invalid-annotation",
  "linkerd-timeout-format": "linkerd/invalid-annotation",
  "linkerd-annotation-unknown": "linkerd/unknown-annotation",
  "linkerd-annotation-no-effect": "linkerd/ineffective-annotation",
  "linkerd-label-as-annotation": "linkerd/ineffective-annotation",
  "linkerd-mirror-exported-annotation": "linkerd/ineffective-annotation",
  "linkerd-host-network": "linkerd/ineffective-injection",
};

/** Rules that stay silent there on purpose. */
const silent: Readonly<Record<string, string>> = {
  "linkerd-udp-port": "the case has no injection annotation: `linkerd inject` adds it, files do not",
  "linkerd-service-app-protocol": "nothing in the case shows that Linkerd runs there",
  "linkerd-probe-not-authorized": "the port of the case has the default policy, which lets everybody in",
};

/** A case that names a rule and expects nothing to be wrong names the one that must not fire. */
const fine = new Set(["no-conflict", "ok"]);

const rules = await allRules();

/** Undefined where a schema refuses a file: upstream's tests go past the API server, and rules do not see the object. */
async function firing({ files }: Case): Promise<ReadonlySet<string> | undefined> {
  const sources = Object.entries(files).map(([path, text]) => ({ path, text }));
  const config = { ...defaultConfig, extends: ["all"] as const };
  const run = await lintSources({ sources, rules, config, completeness: "complete" });
  const isRefused = run.diagnostics.some(({ rule, severity }) => rule.startsWith("schema/") && severity === "error");
  return isRefused ? undefined : new Set(run.diagnostics.map(({ rule }) => rule));
}

/** A case of another form is not met; the others are still asked. */
async function answerOr(answer: (typeof answers)[string], mesh: Mesh, each: Case): Promise<string | undefined> {
  try {
    return await answer(mesh, each);
  } catch (problem) {
    return String(problem);
  }
}

async function differenceOf(each: Case): Promise<string | undefined> {
  const suite = each.id.split("/")[0] ?? "";
  const answer = answers[suite];
  if (!answer) return "no question";
  const mesh = await meshOf(Object.values(each.files).join("\n---\n"));
  const difference = await answerOr(answer, mesh, each);
  if (difference !== undefined) return difference;
  const named = each.expect.rule;
  // Whether a route conflicts is asked of a candidate that is not among the files.
  if (named === undefined || named in silent || suite === "route-conflict") return undefined;
  const rule = ours[named] ?? named;
  const firingRules = await firing(each);
  if (!firingRules) return undefined;
  const fires = firingRules.has(rule);
  if (fires === fine.has(each.expect.verdict)) return `${rule} ${fires ? "fires" : "is silent"}`;
  return undefined;
}

describe.skipIf(!folder || !existsSync(folder))("oracle", () => {
  it("linkerd-effective", async () => {
    const cases = JSON.parse(readFileSync(join(folder ?? "", "linkerd-effective.json"), "utf8")) as readonly Case[];
    const unmet: string[] = [];
    for (const each of cases) {
      const difference = await differenceOf(each);
      if (difference !== undefined) unmet.push(`${each.id}: ${difference}`);
    }
    console.log(`linkerd-effective: ${cases.length - unmet.length} of ${cases.length} met`);
    if (process.env.MESH_LINT_ORACLE_VERBOSE) console.log(unmet.join("\n"));
    expect(cases.length - unmet.length, unmet.join("\n")).toBeGreaterThanOrEqual(floor);
  }, 240_000);
});
