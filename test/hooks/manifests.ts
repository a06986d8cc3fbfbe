/** A small clean world for hooks: a route, the subsets that it names, and the Service behind them. */

export const service = `apiVersion: v1
kind: Service
metadata: { name: reviews, namespace: shop }
spec:
  selector: { app: reviews }
  ports: [{ name: http, port: 80 }]
`;

export const route = (subset: string, name = "reviews"): string => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: ${name}, namespace: shop }
spec:
  hosts: [${name}]
  http:
    - route:
        - destination: { host: reviews, subset: ${subset} }
`;

export const subsets = (...names: readonly string[]): string => `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: reviews, namespace: shop }
spec:
  host: reviews
  subsets:
${names.map((name) => `    - { name: ${name}, labels: { version: ${name} } }\n`).join("")}`;
