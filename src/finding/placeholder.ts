/** Scalars that stand for a value which the files do not tell: nobody may judge them. */

/** Flux's and envsubst's `${NAME}` (with defaults), Kustomize's `$(NAME)`, templates' `{{ … }}` and `{% … %}`, SOPS' `ENC[…]`. */
const placeholder = /\$\{[A-Za-z_][^}]{0,1000}\}|\$\([A-Za-z_][^)]{0,200}\)|\{\{|\{%|^ENC\[/;

/** Whether a scalar (or a key) holds a placeholder that nothing here resolves. */
export function isPlaceholder(value: unknown): boolean {
  return typeof value === "string" && value.length > 3 && mayHold(value) && placeholder.test(value);
}

/** Asked of every string: two looks for a character cost less than one of the pattern. */
function mayHold(value: string): boolean {
  return value.includes("{") || value.includes("$(") || value.startsWith("ENC[");
}
