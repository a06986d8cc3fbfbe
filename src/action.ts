/** The door to the GitHub Action. */

import { main } from "./action/main.ts";

void main().then((code) => {
  process.exitCode = code;
});
