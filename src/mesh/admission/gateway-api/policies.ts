/** What the API server refuses in BackendTLSPolicy and XBackendTrafficPolicy beyond their structure (Gateway API's CEL rules). */

import type {
  BackendTLSPolicySpec,
  BackendTLSPolicyValidation,
  BackendTrafficPolicySpec,
  SubjectAltName,
} from "../../kinds/gateway-api.ts";
import { isUnknown } from "../../unknown.ts";
import { parseDuration } from "../../values/duration.ts";
import { quote } from "../../values/quote.ts";
import { error, listOf, type Findings, type On } from "../row.ts";
import { distinct } from "./references.ts";
import { session, type Session } from "./rules.ts";

export const backendValidationCodes = {
  "certificates-conflicting": "Both own and well-known CA certificates",
  "certificates-missing": "Neither own nor well-known CA certificates",
  "subject-name-mismatched": "A subject alternative name whose type and field do not fit",
};

export const backendTlsCodes = {
  "target-section-missing": "Several references to one target, of which some name a section and some do not",
  "target-duplicate": "Two references to the same section of one target",
  ...backendValidationCodes,
};

export function* backendTlsPolicy(on: On, spec: BackendTLSPolicySpec): Findings {
  yield* distinct(on, spec.targetRefs, {
    what: "target",
    missing: "target-section-missing",
    same: "target-duplicate",
  });
  yield* backendValidation(on, spec);
}

/** How a backend's certificate is checked: the same in BackendTLSPolicy and XBackend. */
export function* backendValidation(on: On, owner: { readonly validation?: BackendTLSPolicyValidation }): Findings {
  if (!owner.validation) return;
  yield* certificates(on, owner, owner.validation);
  for (const name of listOf(owner.validation.subjectAltNames)) yield* subjectName(on, name);
}

function* certificates(
  on: On,
  owner: { readonly validation?: BackendTLSPolicyValidation },
  validation: BackendTLSPolicyValidation,
): Findings {
  if (isUnknown(validation.caCertificateRefs)) return;
  const hasOwn = listOf(validation.caCertificateRefs).length > 0;
  const hasKnown = Boolean(validation.wellKnownCACertificates);
  if (hasOwn && hasKnown) {
    const message = 'only one of "caCertificateRefs" and "wellKnownCACertificates" may be set';
    yield error(on(validation, "wellKnownCACertificates", "key"), "certificates-conflicting", message);
  } else if (!hasOwn && !hasKnown) {
    const message = 'set one of "caCertificateRefs" and "wellKnownCACertificates"';
    yield error(on(owner, "validation", "key"), "certificates-missing", message);
  }
}

const subjectFields = [
  ["Hostname", "hostname"],
  ["URI", "uri"],
] as const;

function* subjectName(on: On, name: SubjectAltName): Findings {
  if (isUnknown(name.type)) return;
  for (const [type, field] of subjectFields) {
    if (name.type === type && !name[field]) {
      yield error(on(name, "type"), "subject-name-mismatched", `the type ${quote(type)} needs ${quote(field)}`);
    } else if (name.type !== type && name[field]) {
      yield error(on(name, field, "key"), "subject-name-mismatched", `${quote(field)} needs the type ${quote(type)}`);
    }
  }
}

export const backendTrafficCodes = {
  "retry-interval": "An interval of retries that is not between its bounds",
  "session-field-missing": "A session without the field that its type needs",
};

const second = 1e9;
const hour = 3.6e12;

export function* backendTrafficPolicy(on: On, spec: BackendTrafficPolicySpec): Findings {
  const { budget, minRetryRate } = spec.retryConstraint ?? {};
  yield* interval(on, budget, { least: second, words: "between 1s and 1h" });
  yield* interval(on, minRetryRate, { least: 1, words: "more than 0s and at most 1h" });
  const persistence: Session | undefined = spec.sessionPersistence;
  yield* session(on, persistence);
  if (!persistence || isUnknown(persistence.type)) return;
  const field = persistence.type === "Header" ? "header" : "cookie";
  if (persistence[field] || persistence.cookieConfig || "sessionName" in persistence) return;
  const message = `a session of type "${persistence.type ?? "Cookie"}" needs ${quote(field)}`;
  yield error(on(spec, "sessionPersistence", "key"), "session-field-missing", message);
}

interface Bounds {
  /** In nanoseconds. */
  readonly least: number;
  readonly words: string;
}

function* interval(on: On, owner: { readonly interval?: string } | undefined, { least, words }: Bounds): Findings {
  const length = owner?.interval === undefined ? undefined : parseDuration(owner.interval);
  if (!owner || length === undefined || (length >= least && length <= hour)) return;
  yield error(on(owner, "interval"), "retry-interval", `the interval ${quote(owner.interval ?? "")} must be ${words}`);
}
