/**
 * Writes a repository of manifests for benchmarks: many small files, most of them of meshes, a mistake in a few. Each kind
 * is about as long as the median of its kind in public repositories (a Deployment 800 bytes, a VirtualService 400).
 */

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const appsPerNamespace = 12;

/** Ten files of one app; every 40th app has a weight that is wrong, every 64th a subset that is not there. */
function appFiles(namespace, app, number) {
  const meta = (kind, apiVersion, name = app) =>
    `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: ${name}\n  namespace: ${namespace}\n`;
  const second = number % 40 === 0 ? 20 : 10;
  const subset = number % 64 === 0 ? "v3" : "v2";
  // Linkerd takes a Service's routes from one of the two.
  const routes = number % 2 === 0 ? httpRoute(meta, app) : serviceProfile(meta, app, namespace);
  return {
    ...routes,
    "deployment.yaml": `${meta("Deployment", "apps/v1")}  labels:
    app: ${app}
    app.kubernetes.io/part-of: ${namespace}
spec:
  replicas: 2
  selector:
    matchLabels:
      app: ${app}
  template:
    metadata:
      labels:
        app: ${app}
        version: v1
    spec:
      serviceAccountName: ${app}
      containers:
        - name: app
          image: registry.example.com/${app}:1.${number}
          ports:
            - name: http
              containerPort: 8080
          env:
            - name: LOG_LEVEL
              valueFrom:
                configMapKeyRef:
                  name: ${app}
                  key: LOG_LEVEL
          readinessProbe:
            httpGet:
              path: /healthz
              port: 8080
          resources:
            requests:
              cpu: 100m
              memory: 64Mi
            limits:
              memory: 128Mi
`,
    "service.yaml": `${meta("Service", "v1")}  labels:
    app: ${app}
spec:
  type: ClusterIP
  selector:
    app: ${app}
  ports:
    - name: http
      port: 80
      targetPort: 8080
`,
    "service-account.yaml": meta("ServiceAccount", "v1"),
    "config.yaml": `${meta("ConfigMap", "v1")}data:
  LOG_LEVEL: info
  UPSTREAM: "http://${app}.${namespace}.svc.cluster.local"
  settings.json: |
    {
      "retries": 3,
      "number": ${number},
      "timeouts": { "connect": "1s", "read": "5s", "write": "5s" },
      "features": { "checkout": true, "recommendations": true, "search": false }
    }
  application.properties: |
    server.port=8080
    server.shutdown=graceful
    spring.application.name=${app}
    management.endpoints.web.exposure.include=health,info,prometheus
    management.metrics.tags.application=${app}
    orders.page-size=50
    orders.cache.ttl=300s
    items.page-size=200
    items.cache.ttl=30s
`,
    "network-policy.yaml": `${meta("NetworkPolicy", "networking.k8s.io/v1")}spec:
  podSelector:
    matchLabels:
      app: ${app}
  policyTypes:
    - Ingress
  ingress:
    - from:
        - namespaceSelector: {}
      ports:
        - protocol: TCP
          port: 8080
`,
    "virtual-service.yaml": `# Canary of ${app}
${meta("VirtualService", "networking.istio.io/v1")}spec:
  hosts:
    - ${app}
  http:
    - match:
        - uri:
            prefix: /api/
      route:
        - destination: { host: ${app}, subset: v1 }
          weight: 90
        - destination: { host: ${app}, subset: ${subset} }
          weight: ${second}
      timeout: 5s
    - route:
        - destination:
            host: ${app}
            subset: v1
`,
    "destination-rule.yaml": `${meta("DestinationRule", "networking.istio.io/v1")}spec:
  host: ${app}
  trafficPolicy:
    connectionPool:
      http:
        http1MaxPendingRequests: 100
    outlierDetection:
      consecutive5xxErrors: 5
      interval: 30s
  subsets:
    - name: v1
      labels: { version: v1 }
    - name: v2
      labels: { version: v1 }
`,
    "authorization.yaml": `${meta("AuthorizationPolicy", "security.istio.io/v1")}spec:
  selector:
    matchLabels:
      app: ${app}
  rules:
    - from:
        - source:
            principals: ["cluster.local/ns/${namespace}/sa/${app}"]
      to:
        - operation:
            methods: ["GET", "POST"]
            paths: ["/api/v1/orders", "/api/v1/items/*"]
`,
    "server.yaml": `${meta("Server", "policy.linkerd.io/v1beta3")}spec:
  podSelector:
    matchLabels:
      app: ${app}
  port: 8080
  proxyProtocol: HTTP/2
`,
  };
}

function httpRoute(meta, app) {
  return {
    "http-route.yaml": `${meta("HTTPRoute", "gateway.networking.k8s.io/v1")}spec:
  parentRefs:
    - group: ""
      kind: Service
      name: ${app}
      port: 80
  rules:
    - matches:
        - path:
            type: PathPrefix
            value: /v2
      backendRefs:
        - name: ${app}
          port: 80
`,
  };
}

function serviceProfile(meta, app, namespace) {
  return {
    "service-profile.yaml": `${meta("ServiceProfile", "linkerd.io/v1alpha2", `${app}.${namespace}.svc.cluster.local`)}spec:
  routes:
    - name: GET /api/v1/orders
      condition:
        method: GET
        pathRegex: /api/v1/orders
      isRetryable: true
      timeout: 300ms
`,
  };
}

function namespaceFiles(namespace) {
  return {
    "namespace.yaml": `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: ${namespace}\n  labels:\n    istio-injection: enabled\n`,
    "peer-authentication.yaml": `apiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata:\n  name: default\n  namespace: ${namespace}\nspec:\n  mtls:\n    mode: STRICT\n`,
  };
}

/** Writes at least one and at most `count` files below `folder`; returns how many. */
export function writeTree(folder, count) {
  let written = 0;
  const write = (path, files) => {
    mkdirSync(join(folder, path), { recursive: true });
    for (const [name, text] of Object.entries(files)) {
      if (written >= count) return;
      writeFileSync(join(folder, path, name), text);
      written += 1;
    }
  };
  for (let number = 0; written < count; number += 1) {
    const team = Math.floor(number / appsPerNamespace);
    const namespace = `team-${team}`;
    if (number % appsPerNamespace === 0) write(namespace, namespaceFiles(namespace));
    write(`${namespace}/app-${number}`, appFiles(namespace, `app-${number}`, number + 1));
  }
  return written;
}
