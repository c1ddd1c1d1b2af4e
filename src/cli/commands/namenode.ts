// `quorate namenode`: a NameNode until it is told to stop, or -format, -bootstrapStandby, -initializeSharedEdits. In a
// cluster that elects over its JournalNodes the command's process is the guardian, and the NameNode its child.
import os from 'node:os';
import type { Configuration } from '../../conf/configuration.ts';
import { automaticFailover, zookeeperQuorum } from '../../conf/namenode-keys.ts';
import { ownNameNode, suffixesOf } from '../../conf/nameservices.ts';
import type { Heartbeat } from '../../failover/guardian.ts';
import { userName } from '../conf-dir.ts';
import { nonceVariable, startGuardedChild } from '../guarded-child.ts';
import { daemonArguments } from '../daemon-arguments.ts';
import type { DaemonArguments } from '../daemon-arguments.ts';
import { programFile } from '../program-file.ts';
import { runDaemon } from '../run-daemon.ts';

export async function run(args: readonly string[]): Promise<number> {
  const given = daemonArguments(args, 'namenode', true);
  const [operation] = given.rest;
  if (operation !== undefined && operation !== '-regular') return (await import('./namenode-operations.ts')).runOperation(given);
  const nonce = process.env[nonceVariable];
  if (nonce === undefined && hasGuardian(given.conf)) {
    const guarded = startGuardedChild(programFile(), args);
    return (await import('../guardian-process.ts')).runGuardian(given, guarded);
  }
  delete process.env[nonceVariable];
  return serve(given, nonce);
}

/** Whether the active lease elects, and so a guardian is worth its memory. */
function hasGuardian(conf: Configuration): boolean {
  const self = ownNameNode(conf, isLocal);
  return self.id !== '' && conf.get(automaticFailover, ...suffixesOf(self.nameservice, self.id)) && conf.get(zookeeperQuorum) === '';
}

async function serve(given: DaemonArguments, nonceText: string | undefined): Promise<number> {
  const { startNameNode } = await import('../../cluster/start-name-node.ts');
  return runDaemon(given.name, async (env) => {
    const nonce = nonceText === undefined ? env.randomBytes(16) : Buffer.from(nonceText, 'hex');
    process.channel?.unref();
    // A lost guardian is no reason to stop.
    const heartbeat = (beat: Heartbeat): void => void (process.connected && process.send?.(beat));
    return startNameNode(env, given.conf, { user: userName(process.env), isLocal, nonce, heartbeat });
  });
}

/** Whether an address in the configuration is this host's. */
export function isLocal(host: string): boolean {
  if (host === 'localhost' || host.startsWith('127.') || host === '::1' || host === os.hostname()) return true;
  return Object.values(os.networkInterfaces()).some((addresses) => addresses?.some(({ address }) => address === host) === true);
}
