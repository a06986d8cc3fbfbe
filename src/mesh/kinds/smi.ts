/** Types of the kinds of smi, written from `schemas/` by `npm run generate`. */

export interface SmiKinds {
  readonly "smi/HTTPRouteGroup": HTTPRouteGroup;
  readonly "smi/IdentityBinding": IdentityBinding;
  readonly "smi/TCPRoute": TCPRoute;
  readonly "smi/TrafficMetrics": TrafficMetrics;
  readonly "smi/TrafficSplit": TrafficSplit;
  readonly "smi/TrafficTarget": TrafficTarget;
  readonly "smi/UDPRoute": UDPRoute;
}

export interface HTTPMatch {
  readonly headers?: readonly Readonly<Record<string, string>>[];
  readonly methods?: readonly (
    "*" | "GET" | "HEAD" | "PUT" | "POST" | "DELETE" | "CONNECT" | "OPTIONS" | "TRACE" | "PATCH"
  )[];
  readonly name: string;
  readonly pathRegex?: string;
}

export interface HTTPRouteGroup {
  readonly matches?: readonly HTTPMatch[];
  readonly spec?: HTTPRouteGroupSpec;
}

export interface HTTPRouteGroupSpec {
  readonly matches: readonly HTTPMatch[];
}

export type IdentityBinding = Readonly<Record<string, unknown>>;

export interface PortMatch {
  readonly ports: readonly number[];
}

export interface PortRouteSpec {
  readonly matches: PortMatch;
}

export interface TCPRoute {
  readonly spec?: PortRouteSpec;
}

export interface TrafficDestination {
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  readonly port?: number | string;
}

export type TrafficMetrics = Readonly<Record<string, unknown>>;

export interface TrafficRule {
  readonly kind: "HTTPRouteGroup" | "TCPRoute" | "UDPRoute";
  readonly matches?: readonly string[];
  readonly name: string;
}

export interface TrafficSource {
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

export interface TrafficSplit {
  readonly spec?: TrafficSplitSpec;
}

export interface TrafficSplitBackend {
  readonly service: string;
  readonly weight: number | string;
}

export interface TrafficSplitMatch {
  readonly kind: "HTTPRouteGroup";
  readonly name: string;
}

export interface TrafficSplitSpec {
  readonly backends: readonly TrafficSplitBackend[];
  readonly matches?: readonly TrafficSplitMatch[];
  readonly service: string;
}

export interface TrafficTarget {
  readonly destination?: TrafficDestination;
  readonly sources?: readonly TrafficSource[];
  readonly spec?: TrafficTargetSpec;
  readonly specs?: readonly TrafficRule[];
}

export interface TrafficTargetSpec {
  readonly destination: TrafficDestination;
  readonly rules?: readonly TrafficRule[];
  readonly sources: readonly TrafficSource[];
}

export interface UDPRoute {
  readonly spec?: PortRouteSpec;
}
