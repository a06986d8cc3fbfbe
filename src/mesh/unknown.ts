/** Values that a placeholder stands for: nobody knows them from the files, so no rule may judge them. */

export { isPlaceholder as isUnknown } from "../finding/placeholder.ts";
