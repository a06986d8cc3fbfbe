/** The time. */

/** Milliseconds since the process started. For `performance` Node would load modules of its own, a millisecond's worth. */
export function uptime(): number {
  return process.uptime() * 1000;
}
