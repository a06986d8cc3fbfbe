/** Fields besides apiVersion, kind and metadata, by kind; with `<group>` or `<group>/<version>` in front where these differ. */

type Fields = Readonly<Record<string, unknown>>;

const selector = { matchLabels: { app: "web" } };
const template = {
  metadata: { labels: { app: "web" }, annotations: { "linkerd.io/inject": "enabled" }, creationTimestamp: null },
  spec: {
    serviceAccountName: "web",
    containers: [
      {
        name: "web",
        image: "web:1",
        ports: [{ name: "http", containerPort: 8080 }],
        env: [{ name: "POD", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } }],
        resources: { requests: { cpu: 0.5, memory: "64Mi" } },
        readinessProbe: { httpGet: { path: "/", port: "http" } },
      },
    ],
    volumes: [
      { name: "scratch", emptyDir: {} },
      { name: "config", configMap: { name: "web" } },
    ],
  },
};
const destination = { host: "web", subset: "v1", port: { number: 80 } };
const parentRefs = [{ name: "edge", sectionName: "https" }];
const backendRefs = [{ name: "web", port: 80, weight: 1 }];
const rules = [{ backendRefs }];
const targetRef = { group: "policy.linkerd.io", kind: "Server", name: "web" };
const match = { pathRegex: "/.*", methods: ["GET"], headers: [{ "x-canary": "true" }] };
const account = { kind: "ServiceAccount", name: "web", namespace: "shop" };
const workload = { address: "10.0.0.1", ports: { http: 80 }, labels: { app: "web" } };
const httpRule = {
  matches: [{ path: { type: "Exact", value: "/a" }, headers: [{ name: "a", value: "b" }] }],
  filters: [{ type: "RequestHeaderModifier", requestHeaderModifier: { set: [{ name: "a", value: "b" }] } }],
};
const webhook = {
  name: "a.example.com",
  clientConfig: { service: { name: "web", namespace: "shop" } },
  admissionReviewVersions: ["v1"],
  sideEffects: "None",
};

export const samples: Readonly<Record<string, Fields>> = {
  DestinationRule: {
    spec: {
      host: "web",
      trafficPolicy: {
        tls: { mode: "ISTIO_MUTUAL" },
        loadBalancer: { simple: "LEAST_REQUEST" },
        portLevelSettings: [{ port: { number: 80 }, connectionPool: { http: { maxRetries: 3 } } }],
      },
      subsets: [{ name: "v1", labels: { version: "v1" } }],
    },
  },
  "networking.istio.io Gateway": {
    spec: {
      selector: { istio: "ingressgateway" },
      servers: [
        {
          port: { number: 443, name: "https", protocol: "HTTPS" },
          hosts: ["*.example.com"],
          tls: { mode: "SIMPLE", credentialName: "web" },
        },
      ],
    },
  },
  ServiceEntry: {
    spec: {
      hosts: ["api.example.com"],
      ports: [{ number: 443, name: "tls", protocol: "TLS" }],
      resolution: "DNS",
      location: "MESH_EXTERNAL",
      endpoints: [workload],
    },
  },
  Sidecar: { spec: { workloadSelector: { labels: { app: "web" } }, egress: [{ hosts: ["./*", "istio-system/*"] }] } },
  VirtualService: {
    spec: {
      hosts: ["web"],
      gateways: ["mesh"],
      http: [
        {
          match: [{ uri: { prefix: "/a" }, headers: { "x-user": { exact: "jo" } } }],
          route: [{ destination, weight: 100 }],
          retries: { attempts: 3, perTryTimeout: "2s" },
          fault: { delay: { percentage: { value: 0.1 }, fixedDelay: "5s" } },
          timeout: "5s",
        },
      ],
      tls: [{ match: [{ sniHosts: ["a.example.com"] }], route: [{ destination: { host: "web" } }] }],
    },
  },
  WorkloadEntry: { spec: workload },
  WorkloadGroup: { spec: { template: { serviceAccount: "web" }, probe: { httpGet: { port: 80, path: "/" } } } },
  EnvoyFilter: {
    spec: {
      configPatches: [
        {
          applyTo: "HTTP_FILTER",
          match: { context: "SIDECAR_INBOUND", listener: { filterChain: { filter: { name: "http" } } } },
          patch: {
            operation: "INSERT_BEFORE",
            value: { name: "lua", typed_config: { "@type": "x", inline_code: "" } },
          },
        },
      ],
    },
  },
  ProxyConfig: { spec: { selector, concurrency: 2 } },
  "security.istio.io AuthorizationPolicy": {
    spec: {
      selector,
      action: "ALLOW",
      rules: [
        {
          from: [{ source: { principals: ["cluster.local/ns/shop/sa/web"] } }],
          to: [{ operation: { methods: ["GET"], paths: ["/a*"] } }],
          when: [{ key: "request.auth.claims[iss]", values: ["a"] }],
        },
      ],
    },
  },
  PeerAuthentication: { spec: { selector, mtls: { mode: "STRICT" }, portLevelMtls: { 8080: { mode: "DISABLE" } } } },
  RequestAuthentication: { spec: { selector, jwtRules: [{ issuer: "a", jwksUri: "https://a/jwks" }] } },
  Telemetry: {
    spec: { tracing: [{ randomSamplingPercentage: 10 }], accessLogging: [{ providers: [{ name: "otel" }] }] },
  },
  WasmPlugin: { spec: { selector, url: "oci://a/b:1", phase: "AUTHN", pluginConfig: { any: { thing: 1 } } } },
  TrafficExtension: { spec: { selector, lua: { inlineCode: "x" }, match: [{ mode: "CLIENT" }] } },
  IstioOperator: {
    spec: { profile: "ambient", meshConfig: { accessLogFile: "" }, components: { cni: { enabled: true } } },
  },

  GatewayClass: { spec: { controllerName: "istio.io/gateway-controller", description: "the mesh" } },
  "gateway.networking.k8s.io Gateway": {
    spec: {
      gatewayClassName: "istio",
      addresses: [{ type: "Hostname", value: "a.example.com" }, { value: "10.0.0.1" }],
      listeners: [
        {
          name: "https",
          port: 443,
          protocol: "HTTPS",
          hostname: "*.example.com",
          tls: { certificateRefs: [{ name: "web" }] },
          allowedRoutes: { namespaces: { from: "Selector", selector } },
        },
      ],
    },
  },
  HTTPRoute: { spec: { parentRefs, hostnames: ["a.example.com"], rules: [{ ...httpRule, backendRefs }] } },
  GRPCRoute: { spec: { parentRefs, rules: [{ matches: [{ method: { service: "a.B", method: "C" } }], backendRefs }] } },
  TLSRoute: { spec: { parentRefs, hostnames: ["a.example.com"], rules } },
  "gateway.networking.k8s.io TCPRoute": { spec: { parentRefs, rules } },
  "gateway.networking.k8s.io UDPRoute": { spec: { parentRefs, rules } },
  BackendTLSPolicy: {
    spec: {
      targetRefs: [{ group: "", kind: "Service", name: "web", sectionName: "https" }],
      validation: { hostname: "a.example.com", wellKnownCACertificates: "System" },
    },
  },
  ListenerSet: { spec: { parentRef: { name: "edge" }, listeners: [{ name: "a", port: 80, protocol: "HTTP" }] } },
  ReferenceGrant: {
    spec: {
      from: [{ group: "gateway.networking.k8s.io", kind: "HTTPRoute", namespace: "web" }],
      to: [{ group: "", kind: "Service" }],
    },
  },
  XBackendTrafficPolicy: {
    spec: { targetRefs: [{ group: "", kind: "Service", name: "web" }], retryConstraint: { budget: { percent: 10 } } },
  },
  XMesh: { spec: { controllerName: "istio.io/mesh", description: "the mesh" } },
  XBackend: {
    spec: { type: "ExternalHostname", port: { number: 443 }, externalHostname: { hostname: "a.example.com" } },
  },

  ServiceProfile: {
    spec: {
      routes: [{ name: "GET /", condition: { method: "GET", pathRegex: "/" }, isRetryable: true, timeout: "1s" }],
      retryBudget: { retryRatio: 0.2, minRetriesPerSecond: 10, ttl: "10s" },
      dstOverrides: [{ authority: "web.shop.svc.cluster.local:80", weight: "500m" }],
    },
  },
  Server: { spec: { podSelector: selector, port: "http", proxyProtocol: "HTTP/1" } },
  ServerAuthorization: {
    spec: { server: { name: "web" }, client: { meshTLS: { serviceAccounts: [{ name: "web", namespace: "shop" }] } } },
  },
  "policy.linkerd.io AuthorizationPolicy": {
    spec: {
      targetRef,
      requiredAuthenticationRefs: [{ group: "policy.linkerd.io", kind: "MeshTLSAuthentication", name: "web" }],
    },
  },
  MeshTLSAuthentication: {
    spec: { identities: ["*.shop.serviceaccount.identity.linkerd.cluster.local", "spiffe://a/b"] },
  },
  NetworkAuthentication: { spec: { networks: [{ cidr: "10.0.0.0/8", except: ["10.1.0.0/16"] }] } },
  HTTPLocalRateLimitPolicy: { spec: { targetRef, total: { requestsPerSecond: 100 } } },
  EgressNetwork: { spec: { trafficPolicy: "Allow", networks: [{ cidr: "0.0.0.0/0" }] } },
  "policy.linkerd.io HTTPRoute": {
    spec: {
      parentRefs: [{ kind: "Server", name: "web" }],
      rules: [{ ...httpRule, backendRefs: [{ name: "web", port: 80 }] }],
    },
  },
  ExternalWorkload: {
    spec: {
      meshTLS: { identity: "spiffe://a/b", serverName: "a.b" },
      workloadIPs: [{ ip: "10.0.0.1" }],
      ports: [{ port: 80 }],
    },
  },
  "workload.linkerd.io/v1alpha1 ExternalWorkload": {
    spec: { meshTls: { identity: "spiffe://a/b", serverName: "a.b" } },
  },
  Link: {
    spec: { targetClusterName: "east", gatewayPort: "4143", probeSpec: { path: "/ready", period: "3s" }, selector },
  },

  TrafficSplit: {
    spec: {
      service: "web",
      backends: [
        { service: "web-v1", weight: 90 },
        { service: "web-v2", weight: 10 },
      ],
    },
  },
  "split.smi-spec.io/v1alpha1 TrafficSplit": {
    spec: { service: "web", backends: [{ service: "web-v1", weight: "500m" }] },
  },
  HTTPRouteGroup: { spec: { matches: [{ name: "all", ...match }] } },
  "specs.smi-spec.io/v1alpha1 HTTPRouteGroup": { matches: [{ name: "all", ...match }] },
  "specs.smi-spec.io/v1alpha2 HTTPRouteGroup": { matches: [{ name: "all", ...match }] },
  "specs.smi-spec.io TCPRoute": { spec: { matches: { ports: [8080] } } },
  "specs.smi-spec.io UDPRoute": { spec: { matches: { ports: [53] } } },
  TrafficTarget: {
    spec: {
      destination: account,
      sources: [account],
      rules: [{ kind: "HTTPRouteGroup", name: "web", matches: ["all"] }],
    },
  },
  "access.smi-spec.io/v1alpha1 TrafficTarget": {
    destination: { ...account, port: 8080 },
    sources: [account],
    specs: [{ kind: "HTTPRouteGroup", name: "web", matches: ["all"] }],
  },
  IdentityBinding: { spec: {} },
  TrafficMetrics: { interval: {} },

  Namespace: { spec: {}, status: {} },
  Service: {
    spec: {
      selector: { app: "web" },
      ports: [{ name: "http", port: 80, targetPort: "http", appProtocol: "http" }],
      type: "ClusterIP",
      clusterIP: "None",
    },
    status: { loadBalancer: {} },
  },
  Pod: { spec: template.spec },
  ServiceAccount: { automountServiceAccountToken: false, imagePullSecrets: [{ name: "registry" }] },
  Secret: { type: "kubernetes.io/tls", data: { "tls.crt": "YQ==", "tls.key": "YQ==" }, stringData: { a: "b" } },
  ConfigMap: { data: { "ca.crt": "-----" }, immutable: true },
  Endpoints: { subsets: [{ addresses: [{ ip: "10.0.0.1" }], ports: [{ name: "http", port: 80 }] }] },
  Deployment: {
    spec: { replicas: 2, selector, template, strategy: { rollingUpdate: { maxSurge: "25%" } } },
    status: {},
  },
  StatefulSet: { spec: { serviceName: "web", selector, template } },
  DaemonSet: { spec: { selector, template } },
  ReplicaSet: { spec: { selector, template } },
  Job: { spec: { template: { spec: { ...template.spec, restartPolicy: "Never" } } } },
  CronJob: { spec: { schedule: "0 * * * *", jobTemplate: { spec: { template } } } },
  HorizontalPodAutoscaler: {
    spec: { scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "web" }, maxReplicas: 3 },
  },
  PodDisruptionBudget: { spec: { selector, minAvailable: 1 } },
  EndpointSlice: { addressType: "IPv4", endpoints: [{ addresses: ["10.0.0.1"] }], ports: [{ name: "http", port: 80 }] },
  NetworkPolicy: {
    spec: { podSelector: {}, policyTypes: ["Ingress"], ingress: [{ from: [{ podSelector: selector }] }] },
  },
  Ingress: {
    spec: {
      rules: [
        {
          http: {
            paths: [{ path: "/", pathType: "Prefix", backend: { service: { name: "web", port: { number: 80 } } } }],
          },
        },
      ],
    },
  },
  MutatingWebhookConfiguration: { webhooks: [webhook] },
  ValidatingWebhookConfiguration: { webhooks: [webhook] },
  CustomResourceDefinition: {
    spec: {
      group: "example.com",
      names: { kind: "Sample", plural: "samples" },
      scope: "Namespaced",
      versions: [{ name: "v1", served: true, storage: true, schema: { openAPIV3Schema: { type: "object" } } }],
    },
  },
  Rollout: {
    spec: {
      selector,
      template,
      strategy: {
        canary: {
          canaryService: "web-canary",
          stableService: "web",
          trafficRouting: { istio: { virtualService: { name: "web", routes: ["primary"] } } },
          steps: [{ setWeight: 20 }, { pause: { duration: "1m" } }],
        },
      },
    },
  },
  Application: {
    spec: { project: "default", source: { repoURL: "https://a/b", path: "." }, destination: { namespace: "shop" } },
  },
  Kustomization: {
    spec: {
      interval: "1h30m",
      path: "./apps/prod",
      prune: true,
      sourceRef: { kind: "GitRepository", name: "flux-system" },
      targetNamespace: "shop",
      components: ["../components/tls"],
      dependsOn: [{ name: "infra" }],
      decryption: { provider: "sops", secretRef: { name: "sops-age" } },
      patches: [{ patch: "- op: test", target: { kind: "Deployment", labelSelector: "app=web" } }],
      postBuild: { substitute: { cluster: "prod" }, substituteFrom: [{ kind: "ConfigMap", name: "cluster" }] },
      healthChecks: [{ apiVersion: "apps/v1", kind: "Deployment", name: "web", namespace: "shop" }],
      images: [{ name: "web", newTag: "1.0" }],
      timeout: "3m",
      wait: true,
    },
  },
  Canary: {
    spec: {
      targetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "web" },
      service: { port: 80, gateways: ["mesh"], hosts: ["web"] },
      analysis: {
        interval: "1m",
        threshold: 5,
        maxWeight: 50,
        stepWeight: 10,
        metrics: [{ name: "request-success-rate" }],
      },
    },
  },
};
