/** The formats by name. All but the one for people are loaded when they are asked for. */

import type { Run } from "../lint/diagnostic.ts";
import { text, type TextOptions } from "./text.ts";

export const formats = ["text", "json", "sarif", "github"] as const;
export type Format = (typeof formats)[number];

export async function report(run: Run, format: Format, options: TextOptions): Promise<string> {
  switch (format) {
    case "text":
      return text(run, options);
    case "json":
      return (await import("./json.ts")).json(run);
    case "sarif":
      return (await import("./sarif.ts")).sarif(run, { suppressed: options.verbose });
    case "github":
      return (await import("./github.ts")).github(run);
  }
}
