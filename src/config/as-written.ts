/** Numbers that are meant as texts, as they were written: without quotes YAML takes the release 1.30 for 1.3. */

import type { Path, YamlDocument } from "../yaml/document.ts";
import { locate } from "../yaml/locate.ts";
import type { WrittenConfig } from "./fill.ts";

export function asWritten(written: WrittenConfig, document: YamlDocument, prefix: Path): WrittenConfig {
  const { mesh, environments } = written;
  const texts = <T extends object>(values: T, path: Path): T =>
    withTexts(values, (key) => textAt(document, [...prefix, ...path, key]));
  return {
    ...written,
    ...(mesh && { mesh: texts(mesh, ["mesh"]) }),
    ...(environments && {
      environments: environments.map((environment, index) => ({
        ...environment,
        ...(environment.variables && {
          variables: texts(environment.variables, ["environments", index, "variables"]),
        }),
      })),
    }),
  };
}

/** The same object where no value is a number, which most are. */
function withTexts<T extends object>(values: T, textOf: (key: string) => string | undefined): T {
  const numbers = Object.entries(values).filter(([, value]) => typeof value === "number");
  return numbers.length === 0
    ? values
    : { ...values, ...Object.fromEntries(numbers.map(([key, value]) => [key, textOf(key) ?? String(value)])) };
}

/** Undefined where an alias or a merge stands in its place. */
function textAt(document: YamlDocument, path: Path): string | undefined {
  const { start, end } = locate(document, path);
  const text = document.source.text.slice(start, end);
  return /^[-+.\w]+$/.test(text) && Number.isFinite(Number(text)) ? text : undefined;
}
