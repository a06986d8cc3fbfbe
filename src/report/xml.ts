/** XML as text. Every value is escaped on its way in. */

import { xmlText } from "./escape.ts";

export type Attributes = Readonly<Record<string, string | number>>;

export function xmlDocument(root: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`;
}

/** Around other elements. */
export function element(name: string, attributes: Attributes, children: readonly string[] = []): string {
  if (children.length === 0) return `<${opening(name, attributes)}/>`;
  const inner = children.join("\n").replace(/^/gm, "  ");
  return `<${opening(name, attributes)}>\n${inner}\n</${name}>`;
}

/** Around text. */
export function textElement(name: string, attributes: Attributes, text: string): string {
  return `<${opening(name, attributes)}>${xmlText(text)}</${name}>`;
}

function oneParagraph(value: string | number): string {
  return String(value).replace(/[\r\n]+/g, " ");
}

function opening(name: string, attributes: Attributes): string {
  return [name, ...Object.entries(attributes).map(([key, value]) => `${key}="${xmlText(oneParagraph(value))}"`)].join(
    " ",
  );
}
