/** Pod templates of objects that have no schema: kinds of other vendors, and versions that are no longer served. */

import type { Schemas } from "./pack.ts";
import { check } from "./structure.ts";
import { startWalk } from "./walk.ts";

/** The pod template where workload kinds keep it. */
export function podTemplateOf(object: object): object | undefined {
  const spec = below(object, "spec");
  return below(spec, "template") ?? below(below(below(spec, "jobTemplate"), "spec"), "template");
}

function below(value: object | undefined, key: string): object | undefined {
  const found = value && Object.hasOwn(value, key) ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
  return typeof found === "object" && found !== null ? found : undefined;
}

/** Whether the types in a pod template are other than those of a Pod, so that nobody can read it as one. */
export function isOddTemplate(template: object, { groups }: Schemas): boolean {
  const pod = groups.get("")?.get("Pod")?.versions.get("v1")?.node();
  if (!pod) return false;
  const walk = startWalk(template, true, false);
  check(walk, pod, template);
  return walk.isVague || walk.findings.some(({ rule }) => rule === "schema/invalid-type");
}
