// The guardian's process: starts the NameNode as its child with a secret nonce, hears its heartbeats, and when it has
// reaped it, revokes the nonce's lease and ends with the child's exit code. Nothing is restarted behind the user's back.
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { leaseTtl } from '../conf/namenode-keys.ts';
import { ownNameNode, quorumJournalUri, suffixesOf } from '../conf/nameservices.ts';
import { nodeEnv } from '../env/node/node-env.ts';
import { within } from '../env/waiting.ts';
import { guardedLease } from '../failover/guarded-lease.ts';
import { Guardian } from '../failover/guardian.ts';
import type { Heartbeat } from '../failover/guardian.ts';
import { programFile } from './commands/cluster-commands.ts';
import { isLocal, nonceVariable } from './commands/namenode.ts';
import { userName } from './conf-dir.ts';
import type { DaemonArguments } from './daemon-arguments.ts';
import { logSink } from './log.ts';
import { ProcessTable } from './process-table.ts';

/** The longest that a revocation may take, in ms; the lease's length covers for one that fails. */
const revokeMs = 2000;

/**
 * glibc learns to keep what large blocks (full reports, images) have left behind: at a million files a fifth of the
 * process's memory. With a fixed threshold they go back to the system when they are freed.
 */
const largeBlocksGoBack = { MALLOC_MMAP_THRESHOLD_: String(256 * 1024) };

/** Runs a NameNode under guard; resolves with its exit code. */
export async function runGuardian(given: DaemonArguments, args: readonly string[]): Promise<number> {
  const name = `${given.name}-guardian`;
  const env = nodeEnv({ name, log: logSink(name, 'info', process.stderr) });
  const { conf } = given;
  const self = ownNameNode(conf, isLocal);
  const journal = quorumJournalUri(conf, ...suffixesOf(self.nameservice, self.id));
  const nonce = Buffer.from(env.randomBytes(16));
  const child = fork(programFile(), ['namenode', ...args], { env: { ...largeBlocksGoBack, ...process.env, [nonceVariable]: nonce.toString('hex') }, stdio: 'inherit' });
  if (given.runDir !== undefined && child.pid !== undefined) new ProcessTable(`${given.runDir}/..`).record(given.name, child.pid);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => child.kill(signal));
  const reaped = exitOf(child);
  if (journal === undefined) return reaped;
  const lease = guardedLease(env, { journal, nameServiceId: self.nameservice, nonce, user: userName(process.env) });
  const guardian = new Guardian(env, conf.get(leaseTtl), lease, { kill: () => child.kill('SIGKILL') });
  child.on('message', (message) => guardian.heard(message as Heartbeat));
  const code = await reaped;
  await within(env, revokeMs, 'revoking the lease', guardian.reaped()).catch((error: unknown) => env.log('warn', 'the lease was not revoked', { error }));
  return code;
}

/** The child's exit code once it is reaped; 128 and the signal's number where a signal ended it, as shells say. */
function exitOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    child.on('exit', (code, signal) => resolve(code ?? (signal === 'SIGKILL' ? 137 : 143)));
    child.on('error', () => resolve(1));
  });
}
