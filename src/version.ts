/** The version of this package. Written by `npm run generate` from package.json, so that nothing reads that file at start. */

export const version = "0.1.0";
