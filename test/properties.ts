/** Which cases a property test tries. */

/** The same ones each time, so that only a change can break the gate; with `FUZZ_SECONDS` new ones. */
export const chosenCases: { readonly seed?: number } = process.env.FUZZ_SECONDS === undefined ? { seed: 1 } : {};
