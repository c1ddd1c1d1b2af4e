// The guardian's process: hears the heartbeats of the NameNode that is its child (guarded-child.ts), and when it has reaped
// it, revokes the nonce's lease and ends with the child's exit code. Nothing is restarted behind the user's back.
import type { ChildProcess } from 'node:child_process';
import os from 'node:os';
import type { Configuration } from '../conf/configuration.ts';
import { leaseTtl, zookeeperQuorum } from '../conf/namenode-keys.ts';
import { ownNameNode, quorumJournalUri, suffixesOf } from '../conf/nameservices.ts';
import { nodeEnv } from '../env/node/node-env.ts';
import { within } from '../env/waiting.ts';
import { guardedLease } from '../failover/guarded-lease.ts';
import { Guardian } from '../failover/guardian.ts';
import type { Heartbeat } from '../failover/guardian.ts';
import { connected } from '../failover/zookeeper/zookeeper.ts';
import type { ZooKeeperTicket } from '../failover/zookeeper/zookeeper.ts';
import { isLocal } from './is-local.ts';
import { userName } from './conf-dir.ts';
import type { DaemonArguments } from './daemon-arguments.ts';
import type { GuardedChild } from './guarded-child.ts';
import { logLevel, logSink } from './log.ts';
import { readSecret } from './read-secret.ts';
import { ProcessTable } from './process-table.ts';

/** The longest that a revocation may take, in ms; the lease's length covers for one that fails. */
const revokeMs = 2000;

/** Guards the NameNode that was just started; resolves with its exit code. */
export async function runGuardian(given: DaemonArguments, { child, nonce }: GuardedChild): Promise<number> {
  const name = `${given.name}-guardian`;
  const env = nodeEnv({ name, log: logSink(name, { level: logLevel(process.env), audit: 'off' }, process.stderr) });
  const { conf } = given;
  const self = ownNameNode(conf, isLocal);
  const suffixes = suffixesOf(self.nameservice, self.id);
  const journal = quorumJournalUri(conf, ...suffixes);
  if (given.runDir !== undefined && child.pid !== undefined) new ProcessTable(`${given.runDir}/..`).record(given.name, child.pid);
  const reaped = exitOf(child);
  if (journal === undefined) return reaped;
  const lease = guardedLease(env, { journal, nameServiceId: self.nameservice, nonce, user: userName(process.env) });
  const guardian = new Guardian(env, conf.get(leaseTtl), lease, { kill: () => child.kill('SIGKILL') });
  let ticket: ZooKeeperTicket | undefined;
  child.on('message', (message) => {
    const beat = message as Heartbeat;
    ({ ticket } = beat);
    guardian.heard(beat);
  });
  const code = await reaped;
  const quorum = conf.get(zookeeperQuorum, ...suffixes);
  await Promise.all([
    within(env, revokeMs, 'revoking the lease', guardian.reaped()).catch((error: unknown) => env.log(quorum === '' ? 'warn' : 'info', 'the lease was not revoked', { error })),
    ticket === undefined ? undefined : within(env, revokeMs, 'ending the session', endSession(conf, quorum, ticket, suffixes)).catch((error: unknown) => env.log('warn', 'the session in ZooKeeper was not ended', { error })),
  ]);
  return code;
}

/** What the dead NameNode held in ZooKeeper is free at once, and not when its session runs out. */
async function endSession(conf: Configuration, quorum: string, ticket: ZooKeeperTicket, suffixes: readonly string[]): Promise<void> {
  const [{ openZooKeeper }, { zooKeeperOptions }] = await Promise.all([import('../failover/node/zookeeper-session.ts'), import('../cluster/electors.ts')]);
  const session = openZooKeeper(zooKeeperOptions(conf, quorum, suffixes, readSecret), ticket);
  await connected(session);
  await session.close();
}

/** The child's exit code once it is reaped; 128 and the signal's number where a signal ended it, as shells say. */
export function exitOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    const told = (): void => resolve(child.exitCode ?? 128 + (child.signalCode === null ? 0 : os.constants.signals[child.signalCode]));
    child.on('exit', told);
    child.on('error', () => resolve(1));
    if (child.exitCode !== null || child.signalCode !== null) told();
  });
}
