/** Values that a placeholder stands for: nobody knows them from the files, so no rule may judge them. */

/** Flux's and envsubst's `${NAME}` (with defaults), templates' `{{ … }}` and `{% … %}`, SOPS' `ENC[…]`. */
const placeholder = /\$\{[A-Za-z_][^}]*\}|\{\{|\{%|^ENC\[/;

/** Whether a scalar holds a placeholder that nothing here resolves. */
export function isUnknown(value: unknown): boolean {
  return typeof value === "string" && value.length > 3 && placeholder.test(value);
}
