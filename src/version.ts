/** The version of this package, read where it is kept; the bundler puts the text in its place. */

import manifest from "../package.json" with { type: "json" };

export const { version } = manifest;
