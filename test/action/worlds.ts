/** Manifests for repositories made in tests. */

export function route(name: string, subset = "v9"): string {
  return `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: ${name}
  namespace: shop
spec:
  hosts: [reviews]
  http:
    - route:
        - destination:
            host: reviews
            subset: ${subset}
`;
}

export const service = `apiVersion: v1
kind: Service
metadata:
  name: reviews
  namespace: shop
spec:
  selector:
    app: reviews
  ports:
    - name: http
      port: 9080
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: reviews
  namespace: shop
spec:
  host: reviews
  subsets:
    - name: v1
      labels:
        version: v1
`;

/** One clean Service with its subset, and a route to a subset that is not there. */
export const broken = { "service.yaml": service, "route.yaml": route("reviews") };
export const clean = { "service.yaml": service, "route.yaml": route("reviews", "v1") };

/** Several routes for one host are told as such, too: this leaves it at the subsets. */
export const subsetsOnly = { "mesh-lint.yaml": "rules:\n  '*/*': off\n  istio/unknown-subset: error\n" };
