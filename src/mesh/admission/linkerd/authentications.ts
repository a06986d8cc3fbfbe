/** What Linkerd's webhook refuses in a MeshTLSAuthentication (linkerd2 policy-controller/k8s/index/src/inbound/meshtls_authentication.rs). */

import type { IdentityReference, MeshTLSAuthenticationSpec } from "../../kinds/linkerd.ts";
import { identityProblem } from "../../linkerd/identities.ts";
import { describeKind, isVagueReference, refersTo } from "../../linkerd/references.ts";
import { quote } from "../../values/quote.ts";
import type { Judge } from "../../values/judge.ts";
import { error, items, listOf, type Findings, type On } from "../row.ts";

export const identityCodes = { identity: "An identity that no client can have" };

export const meshTlsCodes = {
  ...identityCodes,
  "reference-kind": "A reference to something other than a ServiceAccount or a Namespace",
  "reference-namespaced": "A reference to a namespace within a namespace",
  "reference-name-missing": "A reference without a name",
};

const identity: Judge = (text) => {
  const problem = identityProblem(text);
  return problem === undefined ? undefined : `no client has the identity ${quote(text)}: ${problem}`;
};

export function* identities(on: On, list: readonly string[] | undefined): Findings {
  yield* items(on, list, "identity", identity);
}

export function* meshTlsAuthentication(on: On, spec: MeshTLSAuthenticationSpec): Findings {
  yield* identities(on, spec.identities);
  for (const reference of listOf(spec.identityRefs)) yield* identityReference(on, reference);
}

function* identityReference(on: On, reference: IdentityReference): Findings {
  if (isVagueReference(reference)) return;
  const isNamespace = refersTo(reference, "", "Namespace");
  if (!isNamespace && !refersTo(reference, "", "ServiceAccount")) {
    const message = `a ${describeKind(reference)} has no identity: refer to a ServiceAccount or a Namespace`;
    yield error(on(reference, "kind"), "reference-kind", message);
  }
  if (reference.name === undefined) {
    yield error(on(reference, "kind"), "reference-name-missing", `a reference to a ${reference.kind} needs a name`);
  }
  if (isNamespace && reference.namespace !== undefined) {
    const message = `a Namespace lies in no namespace: remove ${quote(reference.namespace)}`;
    yield error(on(reference, "namespace"), "reference-namespaced", message);
  }
}
