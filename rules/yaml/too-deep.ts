/** A document nests more than 200 levels deep. */

import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A document nests more than 200 levels deep",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "No manifest needs that; it is how readers are made to crash.",
  fix: "Flatten the document.",
  links: ["https://yaml.org/spec/1.1/"],
  bad: [`a: ${"[".repeat(201)}${"]".repeat(201)} # error: levels`],
  good: [
    yaml`
    a: [[[[[[[[b]]]]]]]]
    `,
  ],
});
