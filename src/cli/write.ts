/** Writing that survives a reader who has gone away. */

/** Ends when all is handed over, so that no exit can cut a large report. */
export function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (error?: Error | null): void => {
      // `mesh-lint | head` is no failure.
      if (!error || ("code" in error && error.code === "EPIPE")) resolve();
      else reject(error);
    };
    stream.once("error", settle);
    stream.write(text, settle);
  });
}
