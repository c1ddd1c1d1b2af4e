/**
 * The processes that tests start, and the work directories they write to. Every
 * process is killed, by its own handle, when the work directory that it was
 * started under closes, and at the latest when this process ends; a work
 * directory outlives a failure only, and its path is printed.
 */
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const running = new Set<ChildProcess>();

/** Takes a child into care. */
export function own<T extends ChildProcess>(child: T): T {
  running.add(child);
  child.once('exit', () => running.delete(child));
  child.once('error', () => running.delete(child));
  return child;
}

/** Kills what this process started and still runs, the paused too. */
function killAll(): void {
  for (const child of running) child.kill('SIGKILL');
}

process.once('exit', killAll);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    killAll();
    process.exit(1);
  });
}

/** How a process ended. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** Resolves when a child has ended, however it did. */
export function exitOf(child: ChildProcess): Promise<Exit> {
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
    child.once('error', () => resolve({ code: null, signal: null }));
  });
}

/** A directory under the system's temporary one, and what was started since it was opened. */
export interface WorkDir {
  readonly dir: string;
  /** Kills what was started since; removes the directory, or keeps it and prints its path when `failed`. */
  readonly close: (failed?: boolean) => Promise<void>;
}

/** Opens a work directory. They may be nested, not interleaved. */
export function openWorkDir(name: string): WorkDir {
  const dir = mkdtempSync(join(tmpdir(), `quorate-${name}-`));
  const before = new Set(running);
  return {
    dir,
    close: async (failed = false) => {
      const mine = [...running].filter((c) => !before.has(c));
      await Promise.all(
        mine.map((child) => {
          const gone = exitOf(child);
          child.kill('SIGKILL');
          return gone;
        }),
      );
      if (failed) console.error(`logs and data are kept in ${dir}`);
      else rmSync(dir, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** Runs `body` in a work directory of its own and closes it, whatever happens. */
export async function withWorkDir<T>(name: string, body: (dir: string) => Promise<T>): Promise<T> {
  const work = openWorkDir(name);
  let failed = true;
  try {
    const result = await body(work.dir);
    failed = false;
    return result;
  } finally {
    await work.close(failed || process.env['QUORATE_KEEP'] === '1');
  }
}
