// Errors that nobody caught would end a daemon's process; in the simulator they end the run. The one place in src/sim that
// touches the process it runs in.

/** Hears of uncaught errors and rejections until the returned function is called. */
export function watchUncaught(report: (error: unknown) => void): () => void {
  process.on('uncaughtException', report);
  process.on('unhandledRejection', report);
  return () => {
    process.off('uncaughtException', report);
    process.off('unhandledRejection', report);
  };
}
