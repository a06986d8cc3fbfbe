/** A small shop whose routes need its services. */

export const service = (name: string): string => `apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop }
spec:
  selector: { app: ${name} }
  ports: [{ name: http, port: 80 }]
`;

/** The host stands on line 8. */
export const route = (name: string, host = name): string => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: ${name}, namespace: shop }
spec:
  hosts: [${name}.example.com]
  gateways: [mesh]
  http:
    - route: [{ destination: { host: ${host} } }]
`;

/** Environments that hold all that there is, so that what is missing is missing for sure. */
export const closed = "environments:\n  - { name: prod, roots: [apps], complete: true }\n";

export const shop = {
  "mesh-lint.yaml": closed,
  "apps/cart.yaml": service("cart"),
  "apps/pay.yaml": service("pay"),
  "apps/routes/cart.yaml": route("cart"),
  "apps/routes/pay.yaml": route("pay"),
};
