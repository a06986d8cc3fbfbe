/** Where a match of a route stands: a rule without matches, which takes everything, stands for its own. */

import { at, type Place } from "../../finding/finding.ts";
import type { RoutedMatch } from "./route-conflicts.ts";

export function rulePlace({ route, rule, match }: RoutedMatch): Place {
  return at(route, rule.matches?.includes(match) ? match : rule);
}
