/** A bug of the local cloud in work that nobody waits for: it is printed, and the cloud goes on. */
export const reportFailure =
  (where: string) =>
  (error: unknown): void => {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(`local cloud: internal failure in ${where}: ${text}\n`);
  };
