/** Where a match of a route stands: a rule without matches, which takes everything, stands for its own. */

import { at, type Place } from "../../finding/finding.ts";
import { objectsOf } from "../admission/row.ts";
import type { RoutedMatch } from "./route-conflicts.ts";
import { specOf } from "./routes.ts";

export function rulePlace({ route, rule, match }: RoutedMatch): Place {
  const matches = objectsOf(rule.matches);
  const index = matches.indexOf(match);
  if (index >= 0) return at(route, matches, index);
  const rules = specOf(route).rules ?? [];
  return at(route, rules, rules.indexOf(rule));
}
