/** The policies that a Server or an annotation may name (linkerd2 policy-controller/k8s/index/src/defaults.rs). */

export const accessPolicies: readonly string[] = [
  "all-authenticated",
  "all-unauthenticated",
  "cluster-authenticated",
  "cluster-unauthenticated",
  "deny",
  "audit",
];
