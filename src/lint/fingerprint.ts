/** Names of diagnostics that survive moved lines, renamed files and re-ordered documents. */

import type { Draft } from "./diagnostic.ts";
import { sha256 } from "./sha256.ts";

type Fingerprinted = Pick<Draft, "rule" | "code" | "message" | "manifest" | "file" | "object">;

/** With so many findings Node's own module is faster, though it takes five milliseconds to load. */
const many = 10;

/** So many hex digits are the same for equal mistakes; those that follow count the occurrences after the first. */
const digits = 16;

/**
 * What the mistake is and which object holds it. The file counts only for what stands in no object; equal mistakes of
 * one object, and those of objects with one name, are told apart by their order.
 */
export function fingerprinter(): (diagnostic: Fingerprinted) => string {
  const seen = new Map<string, number>();
  return (diagnostic) => {
    const { rule, code } = diagnostic;
    const what = withoutPlaces(headOf(inOwnNamespace(diagnostic)));
    const identity = JSON.stringify([rule, code, what, ...ownerOf(diagnostic)]);
    const occurrence = seen.get(identity) ?? 0;
    seen.set(identity, occurrence + 1);
    const hash = seen.size < many ? sha256(identity, digits) : byNode(identity);
    return occurrence === 0 ? hash : hash + occurrence.toString(16);
  };
}

function byNode(text: string): string {
  return process.getBuiltinModule("node:crypto").createHash("sha256").update(text).digest("hex").slice(0, digits);
}

/** Equal for all occurrences of one mistake. */
export function sameMistake(fingerprint: string): string {
  return fingerprint.slice(0, digits);
}

/** The object by its own words: what environments call it depends on which of them comes first. */
function ownerOf({ manifest, object, file }: Fingerprinted): readonly unknown[] {
  if (!manifest) return [file];
  const { metadata } = (object ?? { metadata: manifest }) as { readonly metadata?: Partial<Record<string, unknown>> };
  const { namespace = "", name = manifest.name } = metadata ?? {};
  return [manifest.apiVersion.split("/")[0], manifest.kind, namespace, name];
}

/** The message without the name of the object's own namespace, which is another one in each overlay. */
export function inOwnNamespace({ message, manifest }: Pick<Draft, "message" | "manifest">): string {
  const namespace = manifest?.namespace;
  return namespace ? message.replaceAll(`namespace ${JSON.stringify(namespace)}`, "its namespace") : message;
}

/** What is wrong; behind the colon messages say what there is instead, which others may change. */
function headOf(message: string): string {
  return /^(?:"(?:[^"\\]|\\.)*"|[^":]|:(?! ))*/s.exec(message)?.[0] || message;
}

/** Messages may point at other files and lines; what stands in quotes is the mistake itself. */
function withoutPlaces(message: string): string {
  return message.replace(/(?<![^\s(])[^\s"'`(]{1,500}\.(?:ya?ml|json)\b(?::\d+)*|\blines? \d+/gi, "");
}
