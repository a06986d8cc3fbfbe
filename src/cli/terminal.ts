/** What the terminal at the other end can show. */

import type { TextOptions } from "../report/text.ts";
import { isOn } from "./switches.ts";

export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Undefined where the report goes to a file or another program. */
  readonly terminal: { readonly columns: number | undefined } | undefined;
}

export function textOptions(
  when: string | undefined,
  around: Surroundings,
): Pick<TextOptions, "color" | "links" | "width"> {
  const color = hasColor(when, around);
  return { color, links: color && hasLinks(around), width: around.terminal?.columns ?? 100 };
}

/** no-color.org, force-color.org. A flag is stronger than either. */
function hasColor(when: string | undefined, { env, terminal }: Surroundings): boolean {
  if (when === "always" || when === "never") return when === "always";
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return isOn(env.FORCE_COLOR);
  return terminal !== undefined && env.TERM !== "dumb";
}

/** There is no way to ask a terminal whether it knows OSC 8, so those are named that do. */
function hasLinks({ env, terminal }: Surroundings): boolean {
  if (env.FORCE_HYPERLINK) return env.FORCE_HYPERLINK !== "0";
  if (!terminal || isOn(env.CI)) return false;
  const programs = ["iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "rio"];
  if (programs.includes(env.TERM_PROGRAM ?? "")) return true;
  return Boolean(env.WT_SESSION ?? env.KITTY_WINDOW_ID) || Number(env.VTE_VERSION ?? 0) >= 5000;
}
