/** The types in `src/mesh/kinds` are those of the schema pack. */

import { format, resolveConfig } from "prettier";
import { expect, test } from "vitest";
import { kindTypes } from "../../schemas/kinds.ts";

test.each([...kindTypes()])("src/mesh/kinds/%s is up to date", async (name, text) => {
  const file = new URL(`../../src/mesh/kinds/${name}`, import.meta.url).pathname;
  const formatted = await format(text, { ...(await resolveConfig(file)), parser: "typescript" });
  await expect(formatted).toMatchFileSnapshot(file);
});
