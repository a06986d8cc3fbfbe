/** Whether a configuration is valid beyond doubt: most are, and to load a whole JSON Schema engine costs more than a short run. */

type Schema = Readonly<Record<string, unknown>>;

interface Checked {
  readonly value: unknown;
  readonly schema: Schema;
  /** Where `#/$defs/…` leads. */
  readonly root: Schema;
}

/** Keywords that say nothing of a value. */
const silent = new Set(["$schema", "$defs", "title", "description", "examples"]);

/** False where a keyword is not met, or not known here: then the engine decides. */
export function isSurelyValid(value: unknown, root: Schema): boolean {
  return holds({ value, schema: root, root });
}

function holds({ value, schema, root }: Checked): boolean {
  return Object.entries(schema).every(([keyword, wanted]) => {
    if (silent.has(keyword)) return true;
    const below = (inner: unknown, against: unknown): boolean =>
      holds({ value: inner, schema: against as Schema, root });
    const own = (name: string): Schema => (schema[name] ?? {}) as Schema;
    switch (keyword) {
      case "$ref":
        return below(value, defined(root, String(wanted)));
      case "type":
        return [wanted].flat().includes(typeOf(value));
      case "enum":
        return (wanted as readonly unknown[]).includes(value);
      case "anyOf":
        return (wanted as readonly Schema[]).some((each) => below(value, each));
      case "pattern":
        return typeof value !== "string" || new RegExp(String(wanted), "u").test(value);
      case "minLength":
        return typeof value !== "string" || Array.from(value).length >= Number(wanted);
      case "minItems":
        return !Array.isArray(value) || value.length >= Number(wanted);
      case "maxItems":
        return !Array.isArray(value) || value.length <= Number(wanted);
      case "items":
        return items(value).every((item, index) => {
          const against: unknown = Array.isArray(wanted) ? wanted[index] : wanted;
          return against === undefined || below(item, against);
        });
      case "required":
        return !isMapping(value) || (wanted as readonly string[]).every((key) => Object.hasOwn(value, key));
      case "propertyNames":
        return keysOf(value).every((key) => below(key, wanted));
      case "properties":
        return keysOf(value).every(
          (key) => !Object.hasOwn(own("properties"), key) || below((value as Schema)[key], own("properties")[key]),
        );
      case "additionalProperties":
        return keysOf(value).every(
          (key) => Object.hasOwn(own("properties"), key) || (wanted !== false && below((value as Schema)[key], wanted)),
        );
      default:
        return false;
    }
  });
}

function defined(root: Schema, reference: string): Schema {
  const name = reference.replace("#/$defs/", "");
  // What leads nowhere is for the engine to tell.
  return ((root.$defs as Schema | undefined)?.[name] as Schema | undefined) ?? { unknown: reference };
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value === "number" && !Number.isFinite(value) ? "infinite" : typeof value;
}

function isMapping(value: unknown): value is Schema {
  return typeOf(value) === "object";
}

function keysOf(value: unknown): readonly string[] {
  return isMapping(value) ? Object.keys(value) : [];
}

function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
