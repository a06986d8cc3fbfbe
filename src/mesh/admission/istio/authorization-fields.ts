/** Sources and operations of an AuthorizationPolicy. */

import type { AuthorizationFrom, AuthorizationTo, Operation, Source } from "../../kinds/istio.ts";
import { isUnknown } from "../../unknown.ts";
import { ipOrCidr } from "../../values/address.ts";
import { written } from "../../values/judge.ts";
import { pathTemplate } from "../../values/path-template.ts";
import { quote } from "../../values/quote.ts";
import { error, isSet, items, listOf, none, type Findings, type On } from "../row.ts";

export const authorizationFieldCodes = {
  "source-empty": "a source without any field",
  "source-sa-with-principals": "serviceAccounts stand beside principals or namespaces",
  ip: "a value is neither an IP address nor a CIDR block",
  "empty-value": "an empty string in a list of values",
  "service-account": "a service account is not name or namespace/name",
  "trust-domain": "a trust domain has a wildcard inside or a slash",
  "operation-empty": "an operation without any field",
  port: "a port is out of range",
  "path-template": "a path template that cannot be read",
};

type SourceField = keyof Source;
const ips: readonly SourceField[] = ["ipBlocks", "notIpBlocks", "remoteIpBlocks", "notRemoteIpBlocks"];
const accounts: readonly SourceField[] = ["serviceAccounts", "notServiceAccounts"];
const domains: readonly SourceField[] = ["trustDomains", "notTrustDomains"];
const identities: readonly SourceField[] = ["principals", "notPrincipals", "namespaces", "notNamespaces"];
const requests: readonly SourceField[] = ["requestPrincipals", "notRequestPrincipals"];
const tcpFields = [...ips, ...accounts, ...domains, ...identities];
const sourceFields = [...ips, ...accounts, ...domains, ...identities, ...requests];

/** Whether a source says something that holds for plain TCP as well. */
export function isTcpCapable(source: Source | undefined): boolean {
  return source !== undefined && tcpFields.some((field) => isSet(source[field]));
}

export function* source(on: On, owner: AuthorizationFrom, fields: Source): Findings {
  if (isUnknown(fields)) return;
  if (!sourceFields.some((field) => isSet(fields[field]))) {
    yield error(on(owner, "source", "key"), "source-empty", "a source needs at least one field with values");
  }
  for (const field of sourceFields) yield* emptyValues(on, fields[field]);
  for (const field of ips) yield* items(on, given(fields[field]), "ip", ipOrCidr);
  for (const field of domains) yield* items(on, given(fields[field]), "trust-domain", trustDomain);
  for (const field of accounts) {
    yield* items(on, given(fields[field]), "service-account", serviceAccount);
    const other = identities.find((name) => isSet(fields[name]));
    if (other === undefined || !isSet(fields[field])) continue;
    yield error(on(fields, field, "key"), "source-sa-with-principals", `${field} cannot stand beside ${other}`);
  }
}

const operationFields = [
  "hosts",
  "ports",
  "methods",
  "paths",
  "notHosts",
  "notPorts",
  "notMethods",
  "notPaths",
] as const;

export function* operation(on: On, owner: AuthorizationTo, fields: Operation): Findings {
  if (isUnknown(fields)) return;
  if (!operationFields.some((field) => isSet(fields[field]))) {
    yield error(on(owner, "operation", "key"), "operation-empty", "an operation needs at least one field with values");
  }
  for (const field of operationFields) yield* emptyValues(on, fields[field]);
  for (const field of ["ports", "notPorts"] as const) yield* items(on, given(fields[field]), "port", portText);
  for (const field of ["paths", "notPaths"] as const) yield* items(on, fields[field], "path-template", pathTemplate);
}

/** 0 passes, as upstream lets it. */
export const portText = written((text) => {
  const inRange = /^[0-9]{1,20}$/.test(text) && Number(text) <= 65535;
  return inRange ? undefined : `${quote(text)} is no port: use 1 to 65535`;
});

export function emptyValues(on: On, list: readonly string[] | undefined): Findings {
  // Asked of two dozen fields of each rule; nearly none holds one.
  if (!list || !listOf(list).includes("")) return none;
  return list.flatMap((value, index) =>
    value === "" ? error(on(list, index), "empty-value", "an empty value matches nothing") : [],
  );
}

/** Without the empty ones, which have a finding of their own; the list itself must stay the manifest's. */
function given(list: readonly string[] | undefined): readonly string[] | undefined {
  return list?.includes("") ? undefined : list;
}

export function serviceAccount(name: string): string | undefined {
  const parts = name.split("/");
  if (name.includes("*")) return `wildcard in service account ${quote(name)}`;
  if (parts.length > 2 || parts.includes("")) return `${quote(name)} is neither "name" nor "namespace/name"`;
  return undefined;
}

export function trustDomain(name: string): string | undefined {
  if (name.includes("/")) return `${quote(name)} is no trust domain: it holds "/"`;
  const inner = name === "*" ? "" : name.replace(/^\*|\*$/, "");
  return inner.includes("*") ? `${quote(name)} has a wildcard other than one at its start or end` : undefined;
}
