/** What routes of all kinds share: names of rules, number of matches, sessions (Gateway API's CEL rules). */

import { isUnknown } from "../../unknown.ts";
import { quote } from "../../values/quote.ts";
import { error, listOf, repeated, type Findings, type On } from "../row.ts";

export const ruleNameCodes = { "rule-name-duplicate": "Two rules of a route under one name" };
export const matchCountCodes = { "match-count": "More than 128 matches in all rules of a route" };
export const sessionCodes = {
  "session-timeout-missing": "A permanent session cookie without an absolute timeout",
  "session-type-mismatched": "A session whose type and field do not fit",
};

const mostMatches = 128;

interface Rule {
  readonly name?: string;
  readonly matches?: readonly object[];
}

export function* ruleNames(on: On, rules: readonly Rule[] | undefined): Findings {
  for (const [, rule] of repeated(listOf(rules), ({ name }) => name)) {
    const message = `another rule of this route is named ${quote(rule.name ?? "")} already`;
    yield error(on(rule, "name"), "rule-name-duplicate", message);
  }
}

export function* matchCount(on: On, spec: { readonly rules?: readonly Rule[] }): Findings {
  let count = 0;
  for (const { matches } of listOf(spec.rules)) count += listOf(matches).length;
  if (count <= mostMatches) return;
  const message = `the rules have ${count} matches together: at most ${mostMatches} are allowed in a route`;
  yield error(on(spec, "rules"), "match-count", message);
}

interface Cookie {
  readonly lifetimeType?: string;
}

/** Fields of all releases: `cookieConfig` became `cookie`, and `header` came with it. */
export interface Session {
  readonly type?: string;
  readonly absoluteTimeout?: string;
  readonly cookie?: Cookie;
  readonly header?: object;
  readonly cookieConfig?: Cookie;
}

export function* session(on: On, sessionPersistence: Session | undefined): Findings {
  if (!sessionPersistence || isUnknown(sessionPersistence.type)) return;
  const { type = "Cookie", absoluteTimeout, cookie, header, cookieConfig } = sessionPersistence;
  for (const config of [cookie, cookieConfig]) {
    if (config?.lifetimeType !== "Permanent" || absoluteTimeout !== undefined) continue;
    const message = 'a cookie that is "Permanent" needs "absoluteTimeout"';
    yield error(on(config, "lifetimeType"), "session-timeout-missing", message);
  }
  if (cookie && type !== "Cookie") yield mismatched(on, sessionPersistence, "cookie", "Cookie");
  if (cookieConfig && type !== "Cookie") yield mismatched(on, sessionPersistence, "cookieConfig", "Cookie");
  if (header && type !== "Header") yield mismatched(on, sessionPersistence, "header", "Header");
}

function mismatched(on: On, owner: Session, field: "cookie" | "cookieConfig" | "header", type: string) {
  return error(on(owner, field, "key"), "session-type-mismatched", `${quote(field)} needs the type ${quote(type)}`);
}
