// A NameNode's process as a guardian starts it: with the same arguments and a secret nonce. Alone in a file, because it is the
// first thing that a guardian does: the NameNode starts while its guardian is still loading what it guards with.
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { daemonEnvironment, nonceVariable } from './daemon-environment.ts';

/**
 * glibc learns to keep what large blocks (full reports, images) have left behind: at a million files a fifth of the
 * process's memory. With a fixed threshold they go back to the system when they are freed.
 */
const largeBlocksGoBack = { MALLOC_MMAP_THRESHOLD_: String(256 * 1024) };

export interface GuardedChild {
  readonly child: ChildProcess;
  readonly nonce: Uint8Array;
}

/** Starts `program` as the NameNode of these arguments; it shares this process's output, and gets its signals. */
export function startGuardedChild(program: string, args: readonly string[]): GuardedChild {
  const nonce = randomBytes(16);
  // Listening comes first: a signal between the two would end the guardian, and leave its child behind.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => child.kill(signal));
  const child = fork(program, ['namenode', ...args], { env: { ...largeBlocksGoBack, ...daemonEnvironment(), [nonceVariable]: nonce.toString('hex') }, stdio: 'inherit' });
  return { child, nonce };
}
