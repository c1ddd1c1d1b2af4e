// `quorate namenode`: a NameNode until it is told to stop, with -upgrade after an upgrade of its storage; or -format and the like. In a
// cluster that elects over its JournalNodes the command's process is the guardian, and the NameNode its child.
import { zookeeperQuorum } from '../../conf/namenode-keys.ts';
import { ownNameNode, suffixesOf } from '../../conf/nameservices.ts';
import type { Heartbeat } from '../../failover/guardian.ts';
import { userName } from '../conf-dir.ts';
import { daemonArguments, helped } from '../daemon-arguments.ts';
import type { DaemonArguments } from '../daemon-arguments.ts';
import { nonceVariable } from '../daemon-environment.ts';
import { isLocal } from '../is-local.ts';
import { runDaemon } from '../run-daemon.ts';

const usage = `Usage: quorate namenode [--config DIR] [-D KEY=VALUE] [-regular | OPERATION]

Runs a NameNode, or does one of these:

  -format [-clusterid ID] [-force] [-nonInteractive]
                 make a new namespace, here and on the JournalNodes
  -bootstrapStandby [-force] [-nonInteractive] [-skipSharedEditsCheck]
                 fetch the namespace from another NameNode
  -initializeSharedEdits [-force] [-nonInteractive]
                 give the JournalNodes the log of a NameNode that had none
  -upgrade, -upgradeOnly
                 keep the state before an upgrade; -upgrade runs the NameNode then
  -rollback [-force] [-nonInteractive]
                 go back to that state`;

export async function run(args: readonly string[]): Promise<number> {
  if (helped(args, usage)) return 0;
  const nonce = process.env[nonceVariable];
  if (nonce === undefined) {
    if (args.includes('-upgrade')) {
      const code = await (await import('./namenode-operations.ts')).runOperation(daemonArguments(args, 'namenode', true));
      return code === 0 ? run(behindUpgrade(args)) : code;
    }
    const guarding = (await import('../guard.ts')).guard(args);
    if (guarding !== undefined) return guarding;
  }
  const given = daemonArguments(args, 'namenode', true);
  const [operation] = given.rest;
  if (operation !== undefined && operation !== '-regular') return (await import('./namenode-operations.ts')).runOperation(given);
  delete process.env[nonceVariable];
  return serve(given, nonce, args);
}

/** The arguments of the NameNode that starts once it is upgraded: all but -upgrade and the id that may come with it. */
export function behindUpgrade(args: readonly string[]): string[] {
  return args.filter((word, i) => word !== '-upgrade' && word.toLowerCase() !== '-clusterid' && args[i - 1]?.toLowerCase() !== '-clusterid');
}

async function serve(given: DaemonArguments, nonceText: string | undefined, args: readonly string[]): Promise<number> {
  const { startNameNode } = await import('../../cluster/start-name-node.ts');
  return runDaemon(given.name, async (env) => {
    const nonce = nonceText === undefined ? env.randomBytes(16) : Buffer.from(nonceText, 'hex');
    process.channel?.unref();
    // A lost guardian is no reason to stop.
    const heartbeat = (beat: Heartbeat): void => void (process.connected && process.send?.(beat));
    const { nameservice, id } = ownNameNode(given.conf, isLocal);
    const zooKeeper = given.conf.get(zookeeperQuorum, ...suffixesOf(nameservice, id)) === '' ? {} : { zooKeeper: (await import('../zookeeper-world.ts')).zooKeeperWorld() };
    return startNameNode(env, given.conf, { user: userName(process.env), isLocal, nonce, heartbeat, reread: () => daemonArguments(args, 'namenode', true).conf, ...zooKeeper });
  });
}
