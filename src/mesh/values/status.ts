/** Status codes and retry conditions that Istio knows by name. */

import type { Judge } from "./judge.ts";
import { quote } from "./quote.ts";

/** 600 passes upstream although its text says 599; it is no status all the same. */
export const httpStatus: Judge<number> = (status) =>
  status >= 200 && status <= 599 ? undefined : `HTTP status ${status} is out of range: use 200 to 599`;

const grpc: ReadonlySet<string> = new Set(
  (
    "OK CANCELLED UNKNOWN INVALID_ARGUMENT DEADLINE_EXCEEDED NOT_FOUND ALREADY_EXISTS PERMISSION_DENIED RESOURCE_EXHAUSTED " +
    "FAILED_PRECONDITION ABORTED OUT_OF_RANGE UNIMPLEMENTED INTERNAL UNAVAILABLE DATA_LOSS UNAUTHENTICATED"
  ).split(" "),
);

export const grpcStatus: Judge = (status) =>
  grpc.has(status) ? undefined : `unknown gRPC status ${quote(status)}: use a name such as UNAVAILABLE`;

const retryConditions: ReadonlySet<string> = new Set(
  (
    "5xx gateway-error reset reset-before-request connect-failure retriable-4xx refused-stream retriable-status-codes " +
    "retriable-headers envoy-ratelimited http3-post-connect-failure cancelled deadline-exceeded internal " +
    "resource-exhausted unavailable"
  ).split(" "),
);

const unassigned = new Set([306, 419, 420, 427, 430, 509]);
const assigned: readonly (readonly [number, number])[] = [
  [100, 103],
  [200, 208],
  [226, 226],
  [300, 308],
  [400, 418],
  [421, 431],
  [451, 451],
  [500, 511],
];

/** Whether Go's net/http has a text for it. */
function isNamedStatus(text: string): boolean {
  if (!/^[+-]?[0-9]+$/.test(text)) return false;
  const status = Number(text);
  return assigned.some(([from, to]) => status >= from && status <= to) && !unassigned.has(status);
}

/** A comma list in which white space counts (istio/istio pkg/config/validation validateRetryOn). */
export const retryOn: Judge = (list) => {
  if (list === "") return undefined;
  const wrong = list.split(",").find((condition) => !retryConditions.has(condition) && !isNamedStatus(condition));
  if (wrong === undefined) return undefined;
  return wrong.trim() !== wrong && retryOn(wrong.trim()) === undefined
    ? `white space makes ${quote(wrong)} an unknown retry condition: separate by commas alone`
    : `unknown retry condition ${quote(wrong)}`;
};
