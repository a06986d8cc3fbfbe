/** Headers that a route adds, sets and removes. */

import type { HeaderOperations, Headers } from "../../kinds/istio.ts";
import { changedHeader, headerValue, requestHeader } from "../../values/headers.ts";
import type { Judge } from "../../values/judge.ts";
import { items, keys, values, type Findings, type On } from "../row.ts";

export const headerCodes = {
  "header-op-name": "a header that cannot be changed, or no header name",
  "header-op-value": "a header value that Envoy's formatter refuses",
};

export function* headerOperations(on: On, headers: Headers | null | undefined): Findings {
  yield* operations(on, headers?.request, requestHeader);
  yield* operations(on, headers?.response, changedHeader);
}

function* operations(on: On, headers: HeaderOperations | null | undefined, name: Judge): Findings {
  if (!headers) return;
  for (const map of [headers.add, headers.set]) {
    yield* keys(on, map, "header-op-name", name);
    yield* values(on, map, "header-op-value", headerValue);
  }
  yield* items(on, headers.remove, "header-op-name", changedHeader);
}
