/** Names of diagnostics that survive moved lines, renamed files and re-ordered documents. */

import type { ManifestName } from "./diagnostic.ts";

interface Fingerprinted {
  readonly rule: string;
  readonly code: string | null;
  readonly message: string;
  readonly manifest: ManifestName | null;
  readonly file: string;
}

/**
 * 16 hex digits from what the mistake is and which object holds it. The file counts only for what stands in no
 * object; equal mistakes of one object are told apart by their order.
 */
export function fingerprinter(): (diagnostic: Fingerprinted) => string {
  const seen = new Map<string, number>();
  return ({ rule, code, message, manifest, file }) => {
    const owner = manifest
      ? [manifest.apiVersion.split("/")[0], manifest.kind, manifest.namespace, manifest.name]
      : [file];
    const identity = JSON.stringify([rule, code, message, ...owner]);
    const occurrence = seen.get(identity) ?? 0;
    seen.set(identity, occurrence + 1);
    // Loaded at the first finding: it costs as much as a tenth of an empty Node.
    const { createHash } = process.getBuiltinModule("node:crypto");
    return createHash("sha256").update(`${identity}#${occurrence}`).digest("hex").slice(0, 16);
  };
}
