/** Quantities of Kubernetes: `100m`, `1Gi`, `1e3`. */

import type { Judge } from "./judge.ts";
import { quote } from "./quote.ts";

const form = /^[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$/;

export const quantity: Judge = (text) =>
  form.test(text) ? undefined : `${quote(text)} is no quantity: write it like "100m" or "128Mi"`;
