// The guardian's process: hears the heartbeats of the NameNode that is its child (guarded-child.ts), and when it has reaped
// it, revokes the nonce's lease and ends with the child's exit code. Nothing is restarted behind the user's back.
import type { ChildProcess } from 'node:child_process';
import { leaseTtl } from '../conf/namenode-keys.ts';
import { ownNameNode, quorumJournalUri, suffixesOf } from '../conf/nameservices.ts';
import { nodeEnv } from '../env/node/node-env.ts';
import { within } from '../env/waiting.ts';
import { guardedLease } from '../failover/guarded-lease.ts';
import { Guardian } from '../failover/guardian.ts';
import type { Heartbeat } from '../failover/guardian.ts';
import { isLocal } from './is-local.ts';
import { userName } from './conf-dir.ts';
import type { DaemonArguments } from './daemon-arguments.ts';
import type { GuardedChild } from './guarded-child.ts';
import { logSink } from './log.ts';
import { ProcessTable } from './process-table.ts';

/** The longest that a revocation may take, in ms; the lease's length covers for one that fails. */
const revokeMs = 2000;

/** Guards the NameNode that was just started; resolves with its exit code. */
export async function runGuardian(given: DaemonArguments, { child, nonce }: GuardedChild): Promise<number> {
  const name = `${given.name}-guardian`;
  const env = nodeEnv({ name, log: logSink(name, { level: 'info', audit: 'off' }, process.stderr) });
  const { conf } = given;
  const self = ownNameNode(conf, isLocal);
  const journal = quorumJournalUri(conf, ...suffixesOf(self.nameservice, self.id));
  if (given.runDir !== undefined && child.pid !== undefined) new ProcessTable(`${given.runDir}/..`).record(given.name, child.pid);
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
    const told = (): void => resolve(child.exitCode ?? (child.signalCode === 'SIGKILL' ? 137 : 143));
    child.on('exit', told);
    child.on('error', () => resolve(1));
    if (child.exitCode !== null || child.signalCode !== null) told();
  });
}
