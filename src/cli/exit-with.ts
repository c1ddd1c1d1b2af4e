// The end of every program of ours: its exit code, or what went wrong as a person is told it.

/** Ends the process with the code that `work` gives, or with 1 and a message on stderr when it fails. */
export function exitWith(work: Promise<number>): void {
  // Timers of an Env do not keep a process; a command that waits on one does.
  setInterval(() => {}, 0x7fff_ffff);
  work.then(
    (code) => {
      process.exitCode = code;
      // What is left are idle connections; a command that is done is done.
      process.exit(code);
    },
    async (error: unknown) => {
      const { explain } = await import('./run-daemon.ts');
      console.error(`quorate: ${explain(error)}`);
      process.exit(1);
    },
  );
}
