/** Every rule with its id, in the order of ids. Written by `npm run generate`. */

import type { Rule } from "../src/rule/rule.ts";
import gatewayApiConflictingAddresses from "./gateway-api/conflicting-addresses.ts";
import gatewayApiConflictingBackendTlsPolicies from "./gateway-api/conflicting-backend-tls-policies.ts";
import gatewayApiConflictingListeners from "./gateway-api/conflicting-listeners.ts";
import gatewayApiConflictingRoutes from "./gateway-api/conflicting-routes.ts";
import gatewayApiDuplicateListener from "./gateway-api/duplicate-listener.ts";
import gatewayApiExperimentalField from "./gateway-api/experimental-field.ts";
import gatewayApiIneffectiveHostname from "./gateway-api/ineffective-hostname.ts";
import gatewayApiIneffectiveRedirect from "./gateway-api/ineffective-redirect.ts";
import gatewayApiInvalidBackend from "./gateway-api/invalid-backend.ts";
import gatewayApiInvalidBackendTlsPolicy from "./gateway-api/invalid-backend-tls-policy.ts";
import gatewayApiInvalidBackendTrafficPolicy from "./gateway-api/invalid-backend-traffic-policy.ts";
import gatewayApiInvalidGateway from "./gateway-api/invalid-gateway.ts";
import gatewayApiInvalidGrpcRoute from "./gateway-api/invalid-grpc-route.ts";
import gatewayApiInvalidHttpRoute from "./gateway-api/invalid-http-route.ts";
import gatewayApiInvalidListenerSet from "./gateway-api/invalid-listener-set.ts";
import gatewayApiInvalidRegex from "./gateway-api/invalid-regex.ts";
import gatewayApiInvalidTcpRoute from "./gateway-api/invalid-tcp-route.ts";
import gatewayApiInvalidTlsRoute from "./gateway-api/invalid-tls-route.ts";
import gatewayApiInvalidUdpRoute from "./gateway-api/invalid-udp-route.ts";
import gatewayApiMismatchedReference from "./gateway-api/mismatched-reference.ts";
import gatewayApiMismatchedRouteKinds from "./gateway-api/mismatched-route-kinds.ts";
import gatewayApiMissingBackend from "./gateway-api/missing-backend.ts";
import gatewayApiMissingCatchAll from "./gateway-api/missing-catch-all.ts";
import gatewayApiMissingListenerTls from "./gateway-api/missing-listener-tls.ts";
import gatewayApiMissingReferenceGrant from "./gateway-api/missing-reference-grant.ts";
import gatewayApiOrphanedListenerSet from "./gateway-api/orphaned-listener-set.ts";
import gatewayApiOrphanedRoute from "./gateway-api/orphaned-route.ts";
import gatewayApiOverlyBroadListener from "./gateway-api/overly-broad-listener.ts";
import gatewayApiOverlyBroadReferenceGrant from "./gateway-api/overly-broad-reference-grant.ts";
import gatewayApiPermissiveClientValidation from "./gateway-api/permissive-client-validation.ts";
import gatewayApiPermissiveCors from "./gateway-api/permissive-cors.ts";
import gatewayApiShadowedMatch from "./gateway-api/shadowed-match.ts";
import gatewayApiUnknownAddressType from "./gateway-api/unknown-address-type.ts";
import gatewayApiUnknownBackend from "./gateway-api/unknown-backend.ts";
import gatewayApiUnknownCertificate from "./gateway-api/unknown-certificate.ts";
import gatewayApiUnknownExtension from "./gateway-api/unknown-extension.ts";
import gatewayApiUnknownFilter from "./gateway-api/unknown-filter.ts";
import gatewayApiUnknownGatewayClass from "./gateway-api/unknown-gateway-class.ts";
import gatewayApiUnknownGrantNamespace from "./gateway-api/unknown-grant-namespace.ts";
import gatewayApiUnknownParameters from "./gateway-api/unknown-parameters.ts";
import gatewayApiUnknownParent from "./gateway-api/unknown-parent.ts";
import gatewayApiUnknownPolicyTarget from "./gateway-api/unknown-policy-target.ts";
import gatewayApiUnknownPort from "./gateway-api/unknown-port.ts";
import gatewayApiUnknownProtocol from "./gateway-api/unknown-protocol.ts";
import gatewayApiUnknownSection from "./gateway-api/unknown-section.ts";
import gatewayApiUnusedReferenceGrant from "./gateway-api/unused-reference-grant.ts";
import gitopsInvalidCycle from "./gitops/invalid-cycle.ts";
import gitopsInvalidKustomization from "./gitops/invalid-kustomization.ts";
import gitopsInvalidPatch from "./gitops/invalid-patch.ts";
import gitopsInvalidReplacement from "./gitops/invalid-replacement.ts";
import gitopsMissingApiVersion from "./gitops/missing-api-version.ts";
import gitopsMissingKind from "./gitops/missing-kind.ts";
import gitopsUnknownFolder from "./gitops/unknown-folder.ts";
import gitopsUnknownPatchTarget from "./gitops/unknown-patch-target.ts";
import gitopsUnknownResource from "./gitops/unknown-resource.ts";
import istioConflictingDestinationRules from "./istio/conflicting-destination-rules.ts";
import istioConflictingGateways from "./istio/conflicting-gateways.ts";
import istioConflictingInjectionLabels from "./istio/conflicting-injection-labels.ts";
import istioConflictingInjectors from "./istio/conflicting-injectors.ts";
import istioConflictingJwtIssuers from "./istio/conflicting-jwt-issuers.ts";
import istioConflictingPeerAuthentications from "./istio/conflicting-peer-authentications.ts";
import istioConflictingServiceEntries from "./istio/conflicting-service-entries.ts";
import istioConflictingSidecars from "./istio/conflicting-sidecars.ts";
import istioConflictingTelemetries from "./istio/conflicting-telemetries.ts";
import istioConflictingUid from "./istio/conflicting-uid.ts";
import istioConflictingVirtualServices from "./istio/conflicting-virtual-services.ts";
import istioConflictingWorkloadGroups from "./istio/conflicting-workload-groups.ts";
import istioDeprecatedAnnotation from "./istio/deprecated-annotation.ts";
import istioDeprecatedCrdVersion from "./istio/deprecated-crd-version.ts";
import istioDeprecatedField from "./istio/deprecated-field.ts";
import istioDeprecatedGatewayName from "./istio/deprecated-gateway-name.ts";
import istioDuplicateAuthorizationPolicy from "./istio/duplicate-authorization-policy.ts";
import istioDuplicateCertificate from "./istio/duplicate-certificate.ts";
import istioDuplicateDestination from "./istio/duplicate-destination.ts";
import istioEmptyOutboundPolicy from "./istio/empty-outbound-policy.ts";
import istioEmptyRuleClause from "./istio/empty-rule-clause.ts";
import istioEmptySubset from "./istio/empty-subset.ts";
import istioExperimentalAnnotation from "./istio/experimental-annotation.ts";
import istioIneffectiveAmbientPolicy from "./istio/ineffective-ambient-policy.ts";
import istioIneffectiveAutoImage from "./istio/ineffective-auto-image.ts";
import istioIneffectiveClientConfig from "./istio/ineffective-client-config.ts";
import istioIneffectiveDenyHosts from "./istio/ineffective-deny-hosts.ts";
import istioIneffectiveDenyPaths from "./istio/ineffective-deny-paths.ts";
import istioIneffectiveDryRun from "./istio/ineffective-dry-run.ts";
import istioIneffectiveEnvoyPatch from "./istio/ineffective-envoy-patch.ts";
import istioIneffectiveGuard from "./istio/ineffective-guard.ts";
import istioIneffectiveIdentity from "./istio/ineffective-identity.ts";
import istioIneffectiveIngressRoute from "./istio/ineffective-ingress-route.ts";
import istioIneffectiveInjection from "./istio/ineffective-injection.ts";
import istioIneffectiveMatchGateway from "./istio/ineffective-match-gateway.ts";
import istioIneffectiveMethod from "./istio/ineffective-method.ts";
import istioIneffectivePath from "./istio/ineffective-path.ts";
import istioIneffectivePathNormalization from "./istio/ineffective-path-normalization.ts";
import istioIneffectivePeerAuthentication from "./istio/ineffective-peer-authentication.ts";
import istioIneffectivePrincipal from "./istio/ineffective-principal.ts";
import istioIneffectiveRequestAuthentication from "./istio/ineffective-request-authentication.ts";
import istioIneffectiveRouteProtocol from "./istio/ineffective-route-protocol.ts";
import istioIneffectiveSelector from "./istio/ineffective-selector.ts";
import istioIneffectiveSidecar from "./istio/ineffective-sidecar.ts";
import istioIneffectiveWaypointLabel from "./istio/ineffective-waypoint-label.ts";
import istioIneffectiveWeight from "./istio/ineffective-weight.ts";
import istioInsecureDestinationTls from "./istio/insecure-destination-tls.ts";
import istioInsecureJwksUri from "./istio/insecure-jwks-uri.ts";
import istioInvalidAnnotation from "./istio/invalid-annotation.ts";
import istioInvalidAuthorizationPolicy from "./istio/invalid-authorization-policy.ts";
import istioInvalidCredential from "./istio/invalid-credential.ts";
import istioInvalidDestinationRule from "./istio/invalid-destination-rule.ts";
import istioInvalidEnvoyFilter from "./istio/invalid-envoy-filter.ts";
import istioInvalidGateway from "./istio/invalid-gateway.ts";
import istioInvalidMetadata from "./istio/invalid-metadata.ts";
import istioInvalidPeerAuthentication from "./istio/invalid-peer-authentication.ts";
import istioInvalidProxyConfig from "./istio/invalid-proxy-config.ts";
import istioInvalidRequestAuthentication from "./istio/invalid-request-authentication.ts";
import istioInvalidServiceEntry from "./istio/invalid-service-entry.ts";
import istioInvalidSidecar from "./istio/invalid-sidecar.ts";
import istioInvalidStatus from "./istio/invalid-status.ts";
import istioInvalidTelemetry from "./istio/invalid-telemetry.ts";
import istioInvalidTrafficExtension from "./istio/invalid-traffic-extension.ts";
import istioInvalidVirtualService from "./istio/invalid-virtual-service.ts";
import istioInvalidWasmPlugin from "./istio/invalid-wasm-plugin.ts";
import istioInvalidWorkloadEntry from "./istio/invalid-workload-entry.ts";
import istioInvalidWorkloadGroup from "./istio/invalid-workload-group.ts";
import istioMismatchedGatewayHosts from "./istio/mismatched-gateway-hosts.ts";
import istioMismatchedPolicyPort from "./istio/mismatched-policy-port.ts";
import istioMismatchedPolicyProtocol from "./istio/mismatched-policy-protocol.ts";
import istioMismatchedProxyImage from "./istio/mismatched-proxy-image.ts";
import istioMismatchedWeights from "./istio/mismatched-weights.ts";
import istioMissingAddresses from "./istio/missing-addresses.ts";
import istioMissingClaimAuthentication from "./istio/missing-claim-authentication.ts";
import istioMissingInjection from "./istio/missing-injection.ts";
import istioMissingPaths from "./istio/missing-paths.ts";
import istioMissingPort from "./istio/missing-port.ts";
import istioMissingRequestAuthentication from "./istio/missing-request-authentication.ts";
import istioMissingSidecar from "./istio/missing-sidecar.ts";
import istioMissingSource from "./istio/missing-source.ts";
import istioMissingTelemetryLabels from "./istio/missing-telemetry-labels.ts";
import istioMissingTelemetryProvider from "./istio/missing-telemetry-provider.ts";
import istioMissingWaypoint from "./istio/missing-waypoint.ts";
import istioMissingWebhookTarget from "./istio/missing-webhook-target.ts";
import istioMissingWeight from "./istio/missing-weight.ts";
import istioOrphanedGateway from "./istio/orphaned-gateway.ts";
import istioOrphanedPolicy from "./istio/orphaned-policy.ts";
import istioOverlyBroadGatewayHosts from "./istio/overly-broad-gateway-hosts.ts";
import istioOverlyBroadPaths from "./istio/overly-broad-paths.ts";
import istioOverlyBroadRule from "./istio/overly-broad-rule.ts";
import istioOverlyBroadSubset from "./istio/overly-broad-subset.ts";
import istioPermissiveJwksFetch from "./istio/permissive-jwks-fetch.ts";
import istioShadowedAllowRule from "./istio/shadowed-allow-rule.ts";
import istioShadowedDestinationTls from "./istio/shadowed-destination-tls.ts";
import istioShadowedRoute from "./istio/shadowed-route.ts";
import istioUnknownAnnotation from "./istio/unknown-annotation.ts";
import istioUnknownCredential from "./istio/unknown-credential.ts";
import istioUnknownDelegate from "./istio/unknown-delegate.ts";
import istioUnknownExportNamespace from "./istio/unknown-export-namespace.ts";
import istioUnknownGateway from "./istio/unknown-gateway.ts";
import istioUnknownGatewayPort from "./istio/unknown-gateway-port.ts";
import istioUnknownHost from "./istio/unknown-host.ts";
import istioUnknownInjectorService from "./istio/unknown-injector-service.ts";
import istioUnknownOperationHost from "./istio/unknown-operation-host.ts";
import istioUnknownPort from "./istio/unknown-port.ts";
import istioUnknownPrincipal from "./istio/unknown-principal.ts";
import istioUnknownRegistry from "./istio/unknown-registry.ts";
import istioUnknownRevision from "./istio/unknown-revision.ts";
import istioUnknownSidecarHost from "./istio/unknown-sidecar-host.ts";
import istioUnknownSourceNamespace from "./istio/unknown-source-namespace.ts";
import istioUnknownSubset from "./istio/unknown-subset.ts";
import istioUnknownTrustDomain from "./istio/unknown-trust-domain.ts";
import istioUnknownWaypoint from "./istio/unknown-waypoint.ts";
import istioUnknownWorkloadAccount from "./istio/unknown-workload-account.ts";
import istioUnusedSubset from "./istio/unused-subset.ts";
import kubernetesConflictingServices from "./kubernetes/conflicting-services.ts";
import kubernetesDuplicateIdentity from "./kubernetes/duplicate-identity.ts";
import kubernetesInvalidPortName from "./kubernetes/invalid-port-name.ts";
import kubernetesMismatchedSelector from "./kubernetes/mismatched-selector.ts";
import kubernetesMissingContainerPort from "./kubernetes/missing-container-port.ts";
import kubernetesOrphanedService from "./kubernetes/orphaned-service.ts";
import kubernetesUnknownNamespace from "./kubernetes/unknown-namespace.ts";
import kubernetesUnknownTargetPort from "./kubernetes/unknown-target-port.ts";
import linkerdConflictingEgressNetwork from "./linkerd/conflicting-egress-network.ts";
import linkerdConflictingProxySettings from "./linkerd/conflicting-proxy-settings.ts";
import linkerdConflictingRoutes from "./linkerd/conflicting-routes.ts";
import linkerdConflictingServers from "./linkerd/conflicting-servers.ts";
import linkerdDeprecatedAnnotation from "./linkerd/deprecated-annotation.ts";
import linkerdDeprecatedKind from "./linkerd/deprecated-kind.ts";
import linkerdDuplicateExtension from "./linkerd/duplicate-extension.ts";
import linkerdEmptyAuthorization from "./linkerd/empty-authorization.ts";
import linkerdIneffectiveAnnotation from "./linkerd/ineffective-annotation.ts";
import linkerdIneffectiveInjection from "./linkerd/ineffective-injection.ts";
import linkerdIneffectiveRateLimit from "./linkerd/ineffective-rate-limit.ts";
import linkerdIneffectiveRoute from "./linkerd/ineffective-route.ts";
import linkerdIneffectiveScrapeJob from "./linkerd/ineffective-scrape-job.ts";
import linkerdIneffectiveServer from "./linkerd/ineffective-server.ts";
import linkerdIneffectiveServiceProfile from "./linkerd/ineffective-service-profile.ts";
import linkerdInsecureAnnotation from "./linkerd/insecure-annotation.ts";
import linkerdInvalidAnnotation from "./linkerd/invalid-annotation.ts";
import linkerdInvalidAuthorizationPolicy from "./linkerd/invalid-authorization-policy.ts";
import linkerdInvalidDstOverride from "./linkerd/invalid-dst-override.ts";
import linkerdInvalidEgressNetwork from "./linkerd/invalid-egress-network.ts";
import linkerdInvalidExternalWorkload from "./linkerd/invalid-external-workload.ts";
import linkerdInvalidGatewayRoute from "./linkerd/invalid-gateway-route.ts";
import linkerdInvalidHttpRoute from "./linkerd/invalid-http-route.ts";
import linkerdInvalidMeshTlsAuthentication from "./linkerd/invalid-mesh-tls-authentication.ts";
import linkerdInvalidNetworkAuthentication from "./linkerd/invalid-network-authentication.ts";
import linkerdInvalidRateLimitPolicy from "./linkerd/invalid-rate-limit-policy.ts";
import linkerdInvalidServer from "./linkerd/invalid-server.ts";
import linkerdInvalidServerAuthorization from "./linkerd/invalid-server-authorization.ts";
import linkerdInvalidServiceProfile from "./linkerd/invalid-service-profile.ts";
import linkerdInvalidServiceProfileName from "./linkerd/invalid-service-profile-name.ts";
import linkerdMismatchedAppProtocol from "./linkerd/mismatched-app-protocol.ts";
import linkerdMismatchedOpaquePorts from "./linkerd/mismatched-opaque-ports.ts";
import linkerdMissingAuthorization from "./linkerd/missing-authorization.ts";
import linkerdMissingProbeAuthorization from "./linkerd/missing-probe-authorization.ts";
import linkerdOrphanedServer from "./linkerd/orphaned-server.ts";
import linkerdOrphanedServiceProfile from "./linkerd/orphaned-service-profile.ts";
import linkerdOverlyBroadAuthorization from "./linkerd/overly-broad-authorization.ts";
import linkerdPermissiveRetries from "./linkerd/permissive-retries.ts";
import linkerdUnknownAnnotation from "./linkerd/unknown-annotation.ts";
import linkerdUnknownAuthentication from "./linkerd/unknown-authentication.ts";
import linkerdUnknownIdentity from "./linkerd/unknown-identity.ts";
import linkerdUnknownLinkCredentials from "./linkerd/unknown-link-credentials.ts";
import linkerdUnknownPolicyTarget from "./linkerd/unknown-policy-target.ts";
import linkerdUnknownRouteBackend from "./linkerd/unknown-route-backend.ts";
import linkerdUnknownRouteParent from "./linkerd/unknown-route-parent.ts";
import lintMissingSuppressionReason from "./lint/missing-suppression-reason.ts";
import lintUnknownSuppressedRule from "./lint/unknown-suppressed-rule.ts";
import lintUnusedSuppression from "./lint/unused-suppression.ts";
import meshConflictingMeshes from "./mesh/conflicting-meshes.ts";
import meshInsecureCaKey from "./mesh/insecure-ca-key.ts";
import meshMismatchedApiVersion from "./mesh/mismatched-api-version.ts";
import meshMismatchedMtls from "./mesh/mismatched-mtls.ts";
import meshMissingAuthorization from "./mesh/missing-authorization.ts";
import meshMissingClientMtls from "./mesh/missing-client-mtls.ts";
import meshMissingServerMtls from "./mesh/missing-server-mtls.ts";
import meshMissingStrictMtls from "./mesh/missing-strict-mtls.ts";
import meshPermissiveMtls from "./mesh/permissive-mtls.ts";
import meshUnknownRolloutTarget from "./mesh/unknown-rollout-target.ts";
import schemaConflictingFields from "./schema/conflicting-fields.ts";
import schemaDeprecatedVersion from "./schema/deprecated-version.ts";
import schemaDuplicateItem from "./schema/duplicate-item.ts";
import schemaInvalidMetadata from "./schema/invalid-metadata.ts";
import schemaInvalidType from "./schema/invalid-type.ts";
import schemaInvalidValue from "./schema/invalid-value.ts";
import schemaMisplacedField from "./schema/misplaced-field.ts";
import schemaMissingField from "./schema/missing-field.ts";
import schemaSnakeCaseField from "./schema/snake-case-field.ts";
import schemaUnknownField from "./schema/unknown-field.ts";
import schemaUnknownKind from "./schema/unknown-kind.ts";
import schemaUnknownVersion from "./schema/unknown-version.ts";
import smiConflictingTrafficSplits from "./smi/conflicting-traffic-splits.ts";
import smiDeprecatedKind from "./smi/deprecated-kind.ts";
import smiDuplicateMatch from "./smi/duplicate-match.ts";
import smiIneffectivePolicy from "./smi/ineffective-policy.ts";
import smiInvalidBackends from "./smi/invalid-backends.ts";
import smiInvalidTrafficTarget from "./smi/invalid-traffic-target.ts";
import smiInvalidWeights from "./smi/invalid-weights.ts";
import smiMismatchedPorts from "./smi/mismatched-ports.ts";
import smiMismatchedWeights from "./smi/mismatched-weights.ts";
import smiUnknownRouteGroup from "./smi/unknown-route-group.ts";
import smiUnknownRouteMatch from "./smi/unknown-route-match.ts";
import smiUnknownService from "./smi/unknown-service.ts";
import smiUnknownServiceAccount from "./smi/unknown-service-account.ts";
import yamlAliasBomb from "./yaml/alias-bomb.ts";
import yamlDuplicateKey from "./yaml/duplicate-key.ts";
import yamlInvalidCharacter from "./yaml/invalid-character.ts";
import yamlInvalidKey from "./yaml/invalid-key.ts";
import yamlInvalidNumber from "./yaml/invalid-number.ts";
import yamlLostIndentation from "./yaml/lost-indentation.ts";
import yamlMissingSeparator from "./yaml/missing-separator.ts";
import yamlSyntax from "./yaml/syntax.ts";
import yamlTabIndentation from "./yaml/tab-indentation.ts";
import yamlTooDeep from "./yaml/too-deep.ts";
import yamlUnknownAlias from "./yaml/unknown-alias.ts";

export const rules: readonly { readonly id: string; readonly rule: Rule; readonly kinds?: readonly string[] }[] = [
  { id: "gateway-api/conflicting-addresses", rule: gatewayApiConflictingAddresses, kinds: ["gateway-api/Gateway"] },
  {
    id: "gateway-api/conflicting-backend-tls-policies",
    rule: gatewayApiConflictingBackendTlsPolicies,
    kinds: ["gateway-api/BackendTLSPolicy"],
  },
  {
    id: "gateway-api/conflicting-listeners",
    rule: gatewayApiConflictingListeners,
    kinds: ["gateway-api/Gateway", "gateway-api/ListenerSet", "gateway-api/XListenerSet"],
  },
  {
    id: "gateway-api/conflicting-routes",
    rule: gatewayApiConflictingRoutes,
    kinds: [
      "gateway-api/GRPCRoute",
      "gateway-api/HTTPRoute",
      "gateway-api/TCPRoute",
      "gateway-api/TLSRoute",
      "gateway-api/UDPRoute",
    ],
  },
  { id: "gateway-api/duplicate-listener", rule: gatewayApiDuplicateListener, kinds: ["gateway-api/Gateway"] },
  {
    id: "gateway-api/experimental-field",
    rule: gatewayApiExperimentalField,
    kinds: [
      "gateway-api/GRPCRoute",
      "gateway-api/Gateway",
      "gateway-api/HTTPRoute",
      "gateway-api/TCPRoute",
      "gateway-api/TLSRoute",
      "gateway-api/UDPRoute",
    ],
  },
  { id: "gateway-api/ineffective-hostname", rule: gatewayApiIneffectiveHostname },
  {
    id: "gateway-api/ineffective-redirect",
    rule: gatewayApiIneffectiveRedirect,
    kinds: ["gateway-api/GRPCRoute", "gateway-api/HTTPRoute"],
  },
  { id: "gateway-api/invalid-backend", rule: gatewayApiInvalidBackend, kinds: ["gateway-api/XBackend"] },
  {
    id: "gateway-api/invalid-backend-tls-policy",
    rule: gatewayApiInvalidBackendTlsPolicy,
    kinds: ["gateway-api/BackendTLSPolicy"],
  },
  {
    id: "gateway-api/invalid-backend-traffic-policy",
    rule: gatewayApiInvalidBackendTrafficPolicy,
    kinds: ["gateway-api/XBackendTrafficPolicy"],
  },
  { id: "gateway-api/invalid-gateway", rule: gatewayApiInvalidGateway, kinds: ["gateway-api/Gateway"] },
  { id: "gateway-api/invalid-grpc-route", rule: gatewayApiInvalidGrpcRoute, kinds: ["gateway-api/GRPCRoute"] },
  { id: "gateway-api/invalid-http-route", rule: gatewayApiInvalidHttpRoute, kinds: ["gateway-api/HTTPRoute"] },
  { id: "gateway-api/invalid-listener-set", rule: gatewayApiInvalidListenerSet, kinds: ["gateway-api/ListenerSet"] },
  {
    id: "gateway-api/invalid-regex",
    rule: gatewayApiInvalidRegex,
    kinds: ["gateway-api/GRPCRoute", "gateway-api/HTTPRoute"],
  },
  { id: "gateway-api/invalid-tcp-route", rule: gatewayApiInvalidTcpRoute, kinds: ["gateway-api/TCPRoute"] },
  { id: "gateway-api/invalid-tls-route", rule: gatewayApiInvalidTlsRoute, kinds: ["gateway-api/TLSRoute"] },
  { id: "gateway-api/invalid-udp-route", rule: gatewayApiInvalidUdpRoute, kinds: ["gateway-api/UDPRoute"] },
  {
    id: "gateway-api/mismatched-reference",
    rule: gatewayApiMismatchedReference,
    kinds: [
      "gateway-api/BackendTLSPolicy",
      "gateway-api/GRPCRoute",
      "gateway-api/Gateway",
      "gateway-api/HTTPRoute",
      "gateway-api/ListenerSet",
      "gateway-api/TCPRoute",
      "gateway-api/TLSRoute",
      "gateway-api/UDPRoute",
      "gateway-api/XListenerSet",
    ],
  },
  {
    id: "gateway-api/mismatched-route-kinds",
    rule: gatewayApiMismatchedRouteKinds,
    kinds: ["gateway-api/Gateway", "gateway-api/ListenerSet", "gateway-api/XListenerSet"],
  },
  {
    id: "gateway-api/missing-backend",
    rule: gatewayApiMissingBackend,
    kinds: [
      "gateway-api/GRPCRoute",
      "gateway-api/HTTPRoute",
      "gateway-api/TCPRoute",
      "gateway-api/TLSRoute",
      "gateway-api/UDPRoute",
    ],
  },
  {
    id: "gateway-api/missing-catch-all",
    rule: gatewayApiMissingCatchAll,
    kinds: [
      "gateway-api/GRPCRoute",
      "gateway-api/HTTPRoute",
      "gateway-api/TCPRoute",
      "gateway-api/TLSRoute",
      "gateway-api/UDPRoute",
    ],
  },
  { id: "gateway-api/missing-listener-tls", rule: gatewayApiMissingListenerTls, kinds: ["gateway-api/Gateway"] },
  {
    id: "gateway-api/missing-reference-grant",
    rule: gatewayApiMissingReferenceGrant,
    kinds: [
      "gateway-api/BackendTLSPolicy",
      "gateway-api/GRPCRoute",
      "gateway-api/Gateway",
      "gateway-api/HTTPRoute",
      "gateway-api/ListenerSet",
      "gateway-api/TCPRoute",
      "gateway-api/TLSRoute",
      "gateway-api/UDPRoute",
      "gateway-api/XListenerSet",
    ],
  },
  {
    id: "gateway-api/orphaned-listener-set",
    rule: gatewayApiOrphanedListenerSet,
    kinds: ["gateway-api/ListenerSet", "gateway-api/XListenerSet"],
  },
  {
    id: "gateway-api/orphaned-route",
    rule: gatewayApiOrphanedRoute,
    kinds: [
      "gateway-api/GRPCRoute",
      "gateway-api/HTTPRoute",
      "gateway-api/TCPRoute",
      "gateway-api/TLSRoute",
      "gateway-api/UDPRoute",
    ],
  },
  {
    id: "gateway-api/overly-broad-listener",
    rule: gatewayApiOverlyBroadListener,
    kinds: ["gateway-api/Gateway", "gateway-api/ListenerSet", "gateway-api/XListenerSet"],
  },
  {
    id: "gateway-api/overly-broad-reference-grant",
    rule: gatewayApiOverlyBroadReferenceGrant,
    kinds: ["gateway-api/ReferenceGrant"],
  },
  {
    id: "gateway-api/permissive-client-validation",
    rule: gatewayApiPermissiveClientValidation,
    kinds: ["gateway-api/Gateway"],
  },
  {
    id: "gateway-api/permissive-cors",
    rule: gatewayApiPermissiveCors,
    kinds: ["gateway-api/GRPCRoute", "gateway-api/HTTPRoute"],
  },
  {
    id: "gateway-api/shadowed-match",
    rule: gatewayApiShadowedMatch,
    kinds: [
      "gateway-api/GRPCRoute",
      "gateway-api/HTTPRoute",
      "gateway-api/TCPRoute",
      "gateway-api/TLSRoute",
      "gateway-api/UDPRoute",
    ],
  },
  { id: "gateway-api/unknown-address-type", rule: gatewayApiUnknownAddressType, kinds: ["gateway-api/Gateway"] },
  {
    id: "gateway-api/unknown-backend",
    rule: gatewayApiUnknownBackend,
    kinds: [
      "gateway-api/GRPCRoute",
      "gateway-api/HTTPRoute",
      "gateway-api/TCPRoute",
      "gateway-api/TLSRoute",
      "gateway-api/UDPRoute",
    ],
  },
  {
    id: "gateway-api/unknown-certificate",
    rule: gatewayApiUnknownCertificate,
    kinds: [
      "gateway-api/BackendTLSPolicy",
      "gateway-api/Gateway",
      "gateway-api/ListenerSet",
      "gateway-api/XListenerSet",
    ],
  },
  {
    id: "gateway-api/unknown-extension",
    rule: gatewayApiUnknownExtension,
    kinds: ["gateway-api/GRPCRoute", "gateway-api/HTTPRoute"],
  },
  {
    id: "gateway-api/unknown-filter",
    rule: gatewayApiUnknownFilter,
    kinds: ["gateway-api/GRPCRoute", "gateway-api/HTTPRoute"],
  },
  {
    id: "gateway-api/unknown-gateway-class",
    rule: gatewayApiUnknownGatewayClass,
    kinds: [
      "argo/Application",
      "argo/ApplicationSet",
      "flux/Kustomization",
      "gateway-api/Gateway",
      "helm.cattle.io/HelmChart",
      "helm.toolkit.fluxcd.io/HelmRelease",
      "istio/IstioOperator",
    ],
  },
  {
    id: "gateway-api/unknown-grant-namespace",
    rule: gatewayApiUnknownGrantNamespace,
    kinds: ["gateway-api/ReferenceGrant"],
  },
  {
    id: "gateway-api/unknown-parameters",
    rule: gatewayApiUnknownParameters,
    kinds: ["gateway-api/Gateway", "gateway-api/GatewayClass"],
  },
  {
    id: "gateway-api/unknown-parent",
    rule: gatewayApiUnknownParent,
    kinds: [
      "gateway-api/GRPCRoute",
      "gateway-api/HTTPRoute",
      "gateway-api/ListenerSet",
      "gateway-api/TCPRoute",
      "gateway-api/TLSRoute",
      "gateway-api/UDPRoute",
      "gateway-api/XListenerSet",
    ],
  },
  { id: "gateway-api/unknown-policy-target", rule: gatewayApiUnknownPolicyTarget },
  {
    id: "gateway-api/unknown-port",
    rule: gatewayApiUnknownPort,
    kinds: [
      "gateway-api/GRPCRoute",
      "gateway-api/HTTPRoute",
      "gateway-api/TCPRoute",
      "gateway-api/TLSRoute",
      "gateway-api/UDPRoute",
    ],
  },
  {
    id: "gateway-api/unknown-protocol",
    rule: gatewayApiUnknownProtocol,
    kinds: ["gateway-api/Gateway", "gateway-api/ListenerSet", "gateway-api/XListenerSet"],
  },
  { id: "gateway-api/unknown-section", rule: gatewayApiUnknownSection },
  {
    id: "gateway-api/unused-reference-grant",
    rule: gatewayApiUnusedReferenceGrant,
    kinds: [
      "argo/Application",
      "argo/ApplicationSet",
      "flux/Kustomization",
      "gateway-api/ReferenceGrant",
      "helm.cattle.io/HelmChart",
      "helm.toolkit.fluxcd.io/HelmRelease",
      "istio/IstioOperator",
    ],
  },
  { id: "gitops/invalid-cycle", rule: gitopsInvalidCycle },
  { id: "gitops/invalid-kustomization", rule: gitopsInvalidKustomization },
  { id: "gitops/invalid-patch", rule: gitopsInvalidPatch },
  { id: "gitops/invalid-replacement", rule: gitopsInvalidReplacement },
  { id: "gitops/missing-api-version", rule: gitopsMissingApiVersion },
  { id: "gitops/missing-kind", rule: gitopsMissingKind },
  { id: "gitops/unknown-folder", rule: gitopsUnknownFolder },
  { id: "gitops/unknown-patch-target", rule: gitopsUnknownPatchTarget },
  { id: "gitops/unknown-resource", rule: gitopsUnknownResource },
  {
    id: "istio/conflicting-destination-rules",
    rule: istioConflictingDestinationRules,
    kinds: ["istio/DestinationRule"],
  },
  { id: "istio/conflicting-gateways", rule: istioConflictingGateways, kinds: ["istio/Gateway"] },
  { id: "istio/conflicting-injection-labels", rule: istioConflictingInjectionLabels },
  {
    id: "istio/conflicting-injectors",
    rule: istioConflictingInjectors,
    kinds: ["kubernetes/MutatingWebhookConfiguration"],
  },
  { id: "istio/conflicting-jwt-issuers", rule: istioConflictingJwtIssuers, kinds: ["istio/RequestAuthentication"] },
  {
    id: "istio/conflicting-peer-authentications",
    rule: istioConflictingPeerAuthentications,
    kinds: ["istio/PeerAuthentication"],
  },
  { id: "istio/conflicting-service-entries", rule: istioConflictingServiceEntries, kinds: ["istio/ServiceEntry"] },
  { id: "istio/conflicting-sidecars", rule: istioConflictingSidecars, kinds: ["istio/Sidecar"] },
  { id: "istio/conflicting-telemetries", rule: istioConflictingTelemetries, kinds: ["istio/Telemetry"] },
  { id: "istio/conflicting-uid", rule: istioConflictingUid },
  { id: "istio/conflicting-virtual-services", rule: istioConflictingVirtualServices, kinds: ["istio/VirtualService"] },
  { id: "istio/conflicting-workload-groups", rule: istioConflictingWorkloadGroups, kinds: ["istio/WorkloadGroup"] },
  { id: "istio/deprecated-annotation", rule: istioDeprecatedAnnotation },
  {
    id: "istio/deprecated-crd-version",
    rule: istioDeprecatedCrdVersion,
    kinds: ["kubernetes/CustomResourceDefinition"],
  },
  { id: "istio/deprecated-field", rule: istioDeprecatedField },
  { id: "istio/deprecated-gateway-name", rule: istioDeprecatedGatewayName, kinds: ["istio/VirtualService"] },
  {
    id: "istio/duplicate-authorization-policy",
    rule: istioDuplicateAuthorizationPolicy,
    kinds: ["istio/AuthorizationPolicy"],
  },
  { id: "istio/duplicate-certificate", rule: istioDuplicateCertificate, kinds: ["istio/Gateway"] },
  { id: "istio/duplicate-destination", rule: istioDuplicateDestination, kinds: ["istio/VirtualService"] },
  { id: "istio/empty-outbound-policy", rule: istioEmptyOutboundPolicy, kinds: ["istio/Sidecar"] },
  { id: "istio/empty-rule-clause", rule: istioEmptyRuleClause, kinds: ["istio/AuthorizationPolicy"] },
  { id: "istio/empty-subset", rule: istioEmptySubset, kinds: ["istio/DestinationRule"] },
  { id: "istio/experimental-annotation", rule: istioExperimentalAnnotation },
  {
    id: "istio/ineffective-ambient-policy",
    rule: istioIneffectiveAmbientPolicy,
    kinds: ["istio/AuthorizationPolicy", "istio/RequestAuthentication", "istio/Telemetry", "istio/WasmPlugin"],
  },
  { id: "istio/ineffective-auto-image", rule: istioIneffectiveAutoImage },
  {
    id: "istio/ineffective-client-config",
    rule: istioIneffectiveClientConfig,
    kinds: ["istio/DestinationRule", "istio/VirtualService"],
  },
  { id: "istio/ineffective-deny-hosts", rule: istioIneffectiveDenyHosts, kinds: ["istio/AuthorizationPolicy"] },
  { id: "istio/ineffective-deny-paths", rule: istioIneffectiveDenyPaths, kinds: ["istio/AuthorizationPolicy"] },
  { id: "istio/ineffective-dry-run", rule: istioIneffectiveDryRun, kinds: ["istio/AuthorizationPolicy"] },
  { id: "istio/ineffective-envoy-patch", rule: istioIneffectiveEnvoyPatch, kinds: ["istio/EnvoyFilter"] },
  { id: "istio/ineffective-guard", rule: istioIneffectiveGuard, kinds: ["istio/AuthorizationPolicy"] },
  { id: "istio/ineffective-identity", rule: istioIneffectiveIdentity, kinds: ["istio/AuthorizationPolicy"] },
  { id: "istio/ineffective-ingress-route", rule: istioIneffectiveIngressRoute, kinds: ["istio/VirtualService"] },
  { id: "istio/ineffective-injection", rule: istioIneffectiveInjection },
  { id: "istio/ineffective-match-gateway", rule: istioIneffectiveMatchGateway, kinds: ["istio/VirtualService"] },
  {
    id: "istio/ineffective-method",
    rule: istioIneffectiveMethod,
    kinds: ["istio/AuthorizationPolicy", "istio/VirtualService"],
  },
  { id: "istio/ineffective-path", rule: istioIneffectivePath },
  { id: "istio/ineffective-path-normalization", rule: istioIneffectivePathNormalization },
  {
    id: "istio/ineffective-peer-authentication",
    rule: istioIneffectivePeerAuthentication,
    kinds: ["istio/PeerAuthentication"],
  },
  { id: "istio/ineffective-principal", rule: istioIneffectivePrincipal, kinds: ["istio/AuthorizationPolicy"] },
  { id: "istio/ineffective-request-authentication", rule: istioIneffectiveRequestAuthentication },
  { id: "istio/ineffective-route-protocol", rule: istioIneffectiveRouteProtocol, kinds: ["istio/VirtualService"] },
  { id: "istio/ineffective-selector", rule: istioIneffectiveSelector },
  { id: "istio/ineffective-sidecar", rule: istioIneffectiveSidecar, kinds: ["istio/Sidecar"] },
  { id: "istio/ineffective-waypoint-label", rule: istioIneffectiveWaypointLabel },
  { id: "istio/ineffective-weight", rule: istioIneffectiveWeight, kinds: ["istio/VirtualService"] },
  { id: "istio/insecure-destination-tls", rule: istioInsecureDestinationTls, kinds: ["istio/DestinationRule"] },
  { id: "istio/insecure-jwks-uri", rule: istioInsecureJwksUri, kinds: ["istio/RequestAuthentication"] },
  { id: "istio/invalid-annotation", rule: istioInvalidAnnotation },
  {
    id: "istio/invalid-authorization-policy",
    rule: istioInvalidAuthorizationPolicy,
    kinds: ["istio/AuthorizationPolicy"],
  },
  { id: "istio/invalid-credential", rule: istioInvalidCredential, kinds: ["istio/Gateway"] },
  { id: "istio/invalid-destination-rule", rule: istioInvalidDestinationRule, kinds: ["istio/DestinationRule"] },
  { id: "istio/invalid-envoy-filter", rule: istioInvalidEnvoyFilter, kinds: ["istio/EnvoyFilter"] },
  { id: "istio/invalid-gateway", rule: istioInvalidGateway, kinds: ["istio/Gateway"] },
  { id: "istio/invalid-metadata", rule: istioInvalidMetadata },
  {
    id: "istio/invalid-peer-authentication",
    rule: istioInvalidPeerAuthentication,
    kinds: ["istio/PeerAuthentication"],
  },
  { id: "istio/invalid-proxy-config", rule: istioInvalidProxyConfig, kinds: ["istio/ProxyConfig"] },
  {
    id: "istio/invalid-request-authentication",
    rule: istioInvalidRequestAuthentication,
    kinds: ["istio/RequestAuthentication"],
  },
  { id: "istio/invalid-service-entry", rule: istioInvalidServiceEntry, kinds: ["istio/ServiceEntry"] },
  { id: "istio/invalid-sidecar", rule: istioInvalidSidecar, kinds: ["istio/Sidecar"] },
  {
    id: "istio/invalid-status",
    rule: istioInvalidStatus,
    kinds: [
      "gateway-api/GRPCRoute",
      "gateway-api/Gateway",
      "gateway-api/HTTPRoute",
      "istio/AuthorizationPolicy",
      "istio/ServiceEntry",
      "istio/WorkloadEntry",
      "kubernetes/Service",
    ],
  },
  { id: "istio/invalid-telemetry", rule: istioInvalidTelemetry, kinds: ["istio/Telemetry"] },
  { id: "istio/invalid-traffic-extension", rule: istioInvalidTrafficExtension, kinds: ["istio/TrafficExtension"] },
  { id: "istio/invalid-virtual-service", rule: istioInvalidVirtualService, kinds: ["istio/VirtualService"] },
  { id: "istio/invalid-wasm-plugin", rule: istioInvalidWasmPlugin, kinds: ["istio/WasmPlugin"] },
  { id: "istio/invalid-workload-entry", rule: istioInvalidWorkloadEntry, kinds: ["istio/WorkloadEntry"] },
  { id: "istio/invalid-workload-group", rule: istioInvalidWorkloadGroup, kinds: ["istio/WorkloadGroup"] },
  { id: "istio/mismatched-gateway-hosts", rule: istioMismatchedGatewayHosts, kinds: ["istio/VirtualService"] },
  { id: "istio/mismatched-policy-port", rule: istioMismatchedPolicyPort, kinds: ["istio/AuthorizationPolicy"] },
  { id: "istio/mismatched-policy-protocol", rule: istioMismatchedPolicyProtocol, kinds: ["istio/AuthorizationPolicy"] },
  { id: "istio/mismatched-proxy-image", rule: istioMismatchedProxyImage },
  { id: "istio/mismatched-weights", rule: istioMismatchedWeights, kinds: ["istio/VirtualService"] },
  { id: "istio/missing-addresses", rule: istioMissingAddresses },
  { id: "istio/missing-claim-authentication", rule: istioMissingClaimAuthentication, kinds: ["istio/VirtualService"] },
  { id: "istio/missing-injection", rule: istioMissingInjection },
  { id: "istio/missing-paths", rule: istioMissingPaths, kinds: ["istio/AuthorizationPolicy"] },
  { id: "istio/missing-port", rule: istioMissingPort, kinds: ["istio/VirtualService"] },
  {
    id: "istio/missing-request-authentication",
    rule: istioMissingRequestAuthentication,
    kinds: ["istio/AuthorizationPolicy"],
  },
  { id: "istio/missing-sidecar", rule: istioMissingSidecar },
  { id: "istio/missing-source", rule: istioMissingSource, kinds: ["istio/AuthorizationPolicy"] },
  { id: "istio/missing-telemetry-labels", rule: istioMissingTelemetryLabels },
  { id: "istio/missing-telemetry-provider", rule: istioMissingTelemetryProvider },
  {
    id: "istio/missing-waypoint",
    rule: istioMissingWaypoint,
    kinds: [
      "istio/AuthorizationPolicy",
      "istio/DestinationRule",
      "istio/RequestAuthentication",
      "istio/Telemetry",
      "istio/VirtualService",
      "istio/WasmPlugin",
    ],
  },
  {
    id: "istio/missing-webhook-target",
    rule: istioMissingWebhookTarget,
    kinds: ["kubernetes/MutatingWebhookConfiguration", "kubernetes/ValidatingWebhookConfiguration"],
  },
  { id: "istio/missing-weight", rule: istioMissingWeight, kinds: ["istio/VirtualService"] },
  {
    id: "istio/orphaned-gateway",
    rule: istioOrphanedGateway,
    kinds: [
      "argo/Application",
      "argo/ApplicationSet",
      "flux/Kustomization",
      "helm.cattle.io/HelmChart",
      "helm.toolkit.fluxcd.io/HelmRelease",
      "istio/Gateway",
      "istio/IstioOperator",
    ],
  },
  {
    id: "istio/orphaned-policy",
    rule: istioOrphanedPolicy,
    kinds: [
      "istio/AuthorizationPolicy",
      "istio/PeerAuthentication",
      "istio/RequestAuthentication",
      "istio/Sidecar",
      "istio/Telemetry",
      "istio/WasmPlugin",
    ],
  },
  { id: "istio/overly-broad-gateway-hosts", rule: istioOverlyBroadGatewayHosts, kinds: ["istio/Gateway"] },
  { id: "istio/overly-broad-paths", rule: istioOverlyBroadPaths, kinds: ["istio/AuthorizationPolicy"] },
  { id: "istio/overly-broad-rule", rule: istioOverlyBroadRule, kinds: ["istio/AuthorizationPolicy"] },
  { id: "istio/overly-broad-subset", rule: istioOverlyBroadSubset, kinds: ["istio/DestinationRule"] },
  { id: "istio/permissive-jwks-fetch", rule: istioPermissiveJwksFetch, kinds: ["istio/RequestAuthentication"] },
  { id: "istio/shadowed-allow-rule", rule: istioShadowedAllowRule, kinds: ["istio/AuthorizationPolicy"] },
  { id: "istio/shadowed-destination-tls", rule: istioShadowedDestinationTls, kinds: ["istio/DestinationRule"] },
  { id: "istio/shadowed-route", rule: istioShadowedRoute, kinds: ["istio/VirtualService"] },
  { id: "istio/unknown-annotation", rule: istioUnknownAnnotation },
  { id: "istio/unknown-credential", rule: istioUnknownCredential, kinds: ["istio/Gateway"] },
  { id: "istio/unknown-delegate", rule: istioUnknownDelegate, kinds: ["istio/VirtualService"] },
  {
    id: "istio/unknown-export-namespace",
    rule: istioUnknownExportNamespace,
    kinds: ["istio/DestinationRule", "istio/ServiceEntry", "istio/VirtualService"],
  },
  { id: "istio/unknown-gateway", rule: istioUnknownGateway, kinds: ["istio/VirtualService"] },
  {
    id: "istio/unknown-gateway-port",
    rule: istioUnknownGatewayPort,
    kinds: [
      "argo/Application",
      "argo/ApplicationSet",
      "flux/Kustomization",
      "helm.cattle.io/HelmChart",
      "helm.toolkit.fluxcd.io/HelmRelease",
      "istio/Gateway",
      "istio/IstioOperator",
    ],
  },
  { id: "istio/unknown-host", rule: istioUnknownHost, kinds: ["istio/DestinationRule", "istio/VirtualService"] },
  {
    id: "istio/unknown-injector-service",
    rule: istioUnknownInjectorService,
    kinds: ["kubernetes/MutatingWebhookConfiguration"],
  },
  { id: "istio/unknown-operation-host", rule: istioUnknownOperationHost, kinds: ["istio/AuthorizationPolicy"] },
  { id: "istio/unknown-port", rule: istioUnknownPort, kinds: ["istio/DestinationRule", "istio/VirtualService"] },
  { id: "istio/unknown-principal", rule: istioUnknownPrincipal, kinds: ["istio/AuthorizationPolicy"] },
  { id: "istio/unknown-registry", rule: istioUnknownRegistry },
  { id: "istio/unknown-revision", rule: istioUnknownRevision, kinds: ["kubernetes/MutatingWebhookConfiguration"] },
  { id: "istio/unknown-sidecar-host", rule: istioUnknownSidecarHost, kinds: ["istio/Sidecar"] },
  { id: "istio/unknown-source-namespace", rule: istioUnknownSourceNamespace, kinds: ["istio/AuthorizationPolicy"] },
  { id: "istio/unknown-subset", rule: istioUnknownSubset, kinds: ["istio/DestinationRule", "istio/VirtualService"] },
  { id: "istio/unknown-trust-domain", rule: istioUnknownTrustDomain },
  { id: "istio/unknown-waypoint", rule: istioUnknownWaypoint },
  { id: "istio/unknown-workload-account", rule: istioUnknownWorkloadAccount, kinds: ["istio/WorkloadGroup"] },
  { id: "istio/unused-subset", rule: istioUnusedSubset, kinds: ["istio/DestinationRule", "istio/VirtualService"] },
  { id: "kubernetes/conflicting-services", rule: kubernetesConflictingServices },
  { id: "kubernetes/duplicate-identity", rule: kubernetesDuplicateIdentity },
  { id: "kubernetes/invalid-port-name", rule: kubernetesInvalidPortName },
  { id: "kubernetes/mismatched-selector", rule: kubernetesMismatchedSelector },
  { id: "kubernetes/missing-container-port", rule: kubernetesMissingContainerPort, kinds: ["kubernetes/Service"] },
  { id: "kubernetes/orphaned-service", rule: kubernetesOrphanedService, kinds: ["kubernetes/Service"] },
  { id: "kubernetes/unknown-namespace", rule: kubernetesUnknownNamespace, kinds: ["kubernetes/Namespace"] },
  { id: "kubernetes/unknown-target-port", rule: kubernetesUnknownTargetPort, kinds: ["kubernetes/Service"] },
  { id: "linkerd/conflicting-egress-network", rule: linkerdConflictingEgressNetwork, kinds: ["linkerd/EgressNetwork"] },
  { id: "linkerd/conflicting-proxy-settings", rule: linkerdConflictingProxySettings },
  {
    id: "linkerd/conflicting-routes",
    rule: linkerdConflictingRoutes,
    kinds: [
      "gateway-api/GRPCRoute",
      "gateway-api/HTTPRoute",
      "gateway-api/TCPRoute",
      "gateway-api/TLSRoute",
      "linkerd/HTTPRoute",
    ],
  },
  { id: "linkerd/conflicting-servers", rule: linkerdConflictingServers, kinds: ["linkerd/Server"] },
  { id: "linkerd/deprecated-annotation", rule: linkerdDeprecatedAnnotation },
  {
    id: "linkerd/deprecated-kind",
    rule: linkerdDeprecatedKind,
    kinds: ["linkerd/ServerAuthorization", "linkerd/ServiceProfile"],
  },
  { id: "linkerd/duplicate-extension", rule: linkerdDuplicateExtension, kinds: ["kubernetes/Namespace"] },
  { id: "linkerd/empty-authorization", rule: linkerdEmptyAuthorization, kinds: ["linkerd/ServerAuthorization"] },
  { id: "linkerd/ineffective-annotation", rule: linkerdIneffectiveAnnotation },
  { id: "linkerd/ineffective-injection", rule: linkerdIneffectiveInjection },
  {
    id: "linkerd/ineffective-rate-limit",
    rule: linkerdIneffectiveRateLimit,
    kinds: ["linkerd/HTTPLocalRateLimitPolicy"],
  },
  {
    id: "linkerd/ineffective-route",
    rule: linkerdIneffectiveRoute,
    kinds: [
      "gateway-api/GRPCRoute",
      "gateway-api/HTTPRoute",
      "gateway-api/TCPRoute",
      "gateway-api/TLSRoute",
      "linkerd/HTTPRoute",
    ],
  },
  { id: "linkerd/ineffective-scrape-job", rule: linkerdIneffectiveScrapeJob },
  { id: "linkerd/ineffective-server", rule: linkerdIneffectiveServer, kinds: ["linkerd/Server"] },
  {
    id: "linkerd/ineffective-service-profile",
    rule: linkerdIneffectiveServiceProfile,
    kinds: ["linkerd/ServiceProfile"],
  },
  { id: "linkerd/insecure-annotation", rule: linkerdInsecureAnnotation },
  { id: "linkerd/invalid-annotation", rule: linkerdInvalidAnnotation },
  {
    id: "linkerd/invalid-authorization-policy",
    rule: linkerdInvalidAuthorizationPolicy,
    kinds: ["linkerd/AuthorizationPolicy"],
  },
  { id: "linkerd/invalid-dst-override", rule: linkerdInvalidDstOverride, kinds: ["kubernetes/Ingress"] },
  { id: "linkerd/invalid-egress-network", rule: linkerdInvalidEgressNetwork, kinds: ["linkerd/EgressNetwork"] },
  {
    id: "linkerd/invalid-external-workload",
    rule: linkerdInvalidExternalWorkload,
    kinds: ["linkerd/ExternalWorkload"],
  },
  {
    id: "linkerd/invalid-gateway-route",
    rule: linkerdInvalidGatewayRoute,
    kinds: [
      "gateway-api/GRPCRoute",
      "gateway-api/HTTPRoute",
      "gateway-api/TCPRoute",
      "gateway-api/TLSRoute",
      "linkerd/HTTPRoute",
    ],
  },
  { id: "linkerd/invalid-http-route", rule: linkerdInvalidHttpRoute, kinds: ["linkerd/HTTPRoute"] },
  {
    id: "linkerd/invalid-mesh-tls-authentication",
    rule: linkerdInvalidMeshTlsAuthentication,
    kinds: ["linkerd/MeshTLSAuthentication"],
  },
  {
    id: "linkerd/invalid-network-authentication",
    rule: linkerdInvalidNetworkAuthentication,
    kinds: ["linkerd/NetworkAuthentication"],
  },
  {
    id: "linkerd/invalid-rate-limit-policy",
    rule: linkerdInvalidRateLimitPolicy,
    kinds: ["linkerd/HTTPLocalRateLimitPolicy"],
  },
  { id: "linkerd/invalid-server", rule: linkerdInvalidServer, kinds: ["linkerd/Server"] },
  {
    id: "linkerd/invalid-server-authorization",
    rule: linkerdInvalidServerAuthorization,
    kinds: ["linkerd/ServerAuthorization"],
  },
  { id: "linkerd/invalid-service-profile", rule: linkerdInvalidServiceProfile, kinds: ["linkerd/ServiceProfile"] },
  {
    id: "linkerd/invalid-service-profile-name",
    rule: linkerdInvalidServiceProfileName,
    kinds: ["linkerd/ServiceProfile"],
  },
  { id: "linkerd/mismatched-app-protocol", rule: linkerdMismatchedAppProtocol },
  { id: "linkerd/mismatched-opaque-ports", rule: linkerdMismatchedOpaquePorts, kinds: ["kubernetes/Service"] },
  { id: "linkerd/missing-authorization", rule: linkerdMissingAuthorization, kinds: ["linkerd/Server"] },
  { id: "linkerd/missing-probe-authorization", rule: linkerdMissingProbeAuthorization },
  { id: "linkerd/orphaned-server", rule: linkerdOrphanedServer, kinds: ["linkerd/Server"] },
  { id: "linkerd/orphaned-service-profile", rule: linkerdOrphanedServiceProfile, kinds: ["linkerd/ServiceProfile"] },
  {
    id: "linkerd/overly-broad-authorization",
    rule: linkerdOverlyBroadAuthorization,
    kinds: ["linkerd/AuthorizationPolicy", "linkerd/ServerAuthorization"],
  },
  { id: "linkerd/permissive-retries", rule: linkerdPermissiveRetries, kinds: ["linkerd/ServiceProfile"] },
  { id: "linkerd/unknown-annotation", rule: linkerdUnknownAnnotation },
  { id: "linkerd/unknown-authentication", rule: linkerdUnknownAuthentication, kinds: ["linkerd/AuthorizationPolicy"] },
  {
    id: "linkerd/unknown-identity",
    rule: linkerdUnknownIdentity,
    kinds: [
      "linkerd/AuthorizationPolicy",
      "linkerd/HTTPLocalRateLimitPolicy",
      "linkerd/MeshTLSAuthentication",
      "linkerd/ServerAuthorization",
    ],
  },
  { id: "linkerd/unknown-link-credentials", rule: linkerdUnknownLinkCredentials, kinds: ["linkerd/Link"] },
  {
    id: "linkerd/unknown-policy-target",
    rule: linkerdUnknownPolicyTarget,
    kinds: ["linkerd/AuthorizationPolicy", "linkerd/HTTPLocalRateLimitPolicy", "linkerd/ServerAuthorization"],
  },
  {
    id: "linkerd/unknown-route-backend",
    rule: linkerdUnknownRouteBackend,
    kinds: [
      "gateway-api/GRPCRoute",
      "gateway-api/HTTPRoute",
      "gateway-api/TCPRoute",
      "gateway-api/TLSRoute",
      "linkerd/HTTPRoute",
    ],
  },
  {
    id: "linkerd/unknown-route-parent",
    rule: linkerdUnknownRouteParent,
    kinds: [
      "gateway-api/GRPCRoute",
      "gateway-api/HTTPRoute",
      "gateway-api/TCPRoute",
      "gateway-api/TLSRoute",
      "linkerd/HTTPRoute",
    ],
  },
  { id: "lint/missing-suppression-reason", rule: lintMissingSuppressionReason },
  { id: "lint/unknown-suppressed-rule", rule: lintUnknownSuppressedRule },
  { id: "lint/unused-suppression", rule: lintUnusedSuppression },
  { id: "mesh/conflicting-meshes", rule: meshConflictingMeshes },
  { id: "mesh/insecure-ca-key", rule: meshInsecureCaKey, kinds: ["kubernetes/Secret"] },
  { id: "mesh/mismatched-api-version", rule: meshMismatchedApiVersion },
  { id: "mesh/mismatched-mtls", rule: meshMismatchedMtls },
  { id: "mesh/missing-authorization", rule: meshMissingAuthorization },
  { id: "mesh/missing-client-mtls", rule: meshMissingClientMtls },
  { id: "mesh/missing-server-mtls", rule: meshMissingServerMtls },
  { id: "mesh/missing-strict-mtls", rule: meshMissingStrictMtls, kinds: ["istio/PeerAuthentication"] },
  { id: "mesh/permissive-mtls", rule: meshPermissiveMtls, kinds: ["istio/PeerAuthentication"] },
  { id: "mesh/unknown-rollout-target", rule: meshUnknownRolloutTarget, kinds: ["argo/Rollout", "flagger/Canary"] },
  { id: "schema/conflicting-fields", rule: schemaConflictingFields },
  { id: "schema/deprecated-version", rule: schemaDeprecatedVersion },
  { id: "schema/duplicate-item", rule: schemaDuplicateItem },
  { id: "schema/invalid-metadata", rule: schemaInvalidMetadata },
  { id: "schema/invalid-type", rule: schemaInvalidType },
  { id: "schema/invalid-value", rule: schemaInvalidValue },
  { id: "schema/misplaced-field", rule: schemaMisplacedField },
  { id: "schema/missing-field", rule: schemaMissingField },
  { id: "schema/snake-case-field", rule: schemaSnakeCaseField },
  { id: "schema/unknown-field", rule: schemaUnknownField },
  { id: "schema/unknown-kind", rule: schemaUnknownKind },
  { id: "schema/unknown-version", rule: schemaUnknownVersion },
  { id: "smi/conflicting-traffic-splits", rule: smiConflictingTrafficSplits, kinds: ["smi/TrafficSplit"] },
  { id: "smi/deprecated-kind", rule: smiDeprecatedKind },
  { id: "smi/duplicate-match", rule: smiDuplicateMatch },
  { id: "smi/ineffective-policy", rule: smiIneffectivePolicy },
  { id: "smi/invalid-backends", rule: smiInvalidBackends, kinds: ["smi/TrafficSplit"] },
  { id: "smi/invalid-traffic-target", rule: smiInvalidTrafficTarget },
  { id: "smi/invalid-weights", rule: smiInvalidWeights, kinds: ["smi/TrafficSplit"] },
  { id: "smi/mismatched-ports", rule: smiMismatchedPorts, kinds: ["smi/TrafficSplit"] },
  { id: "smi/mismatched-weights", rule: smiMismatchedWeights, kinds: ["smi/TrafficSplit"] },
  { id: "smi/unknown-route-group", rule: smiUnknownRouteGroup },
  { id: "smi/unknown-route-match", rule: smiUnknownRouteMatch },
  { id: "smi/unknown-service", rule: smiUnknownService, kinds: ["smi/TrafficSplit"] },
  { id: "smi/unknown-service-account", rule: smiUnknownServiceAccount },
  { id: "yaml/alias-bomb", rule: yamlAliasBomb },
  { id: "yaml/duplicate-key", rule: yamlDuplicateKey },
  { id: "yaml/invalid-character", rule: yamlInvalidCharacter },
  { id: "yaml/invalid-key", rule: yamlInvalidKey },
  { id: "yaml/invalid-number", rule: yamlInvalidNumber },
  { id: "yaml/lost-indentation", rule: yamlLostIndentation },
  { id: "yaml/missing-separator", rule: yamlMissingSeparator },
  { id: "yaml/syntax", rule: yamlSyntax },
  { id: "yaml/tab-indentation", rule: yamlTabIndentation },
  { id: "yaml/too-deep", rule: yamlTooDeep },
  { id: "yaml/unknown-alias", rule: yamlUnknownAlias },
];
