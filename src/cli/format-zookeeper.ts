// Makes the znode of an election over ZooKeeper, as ZKFailoverController.formatZK does.
import { createInterface } from 'node:readline/promises';
import { zooKeeperOptions } from '../cluster/electors.ts';
import type { Configuration } from '../conf/configuration.ts';
import { automaticFailover, zookeeperQuorum } from '../conf/namenode-keys.ts';
import { nameNodesOf, ownNameservice, suffixesOf } from '../conf/nameservices.ts';
import { parentZnode } from '../conf/zookeeper-keys.ts';
import { openZooKeeper } from '../failover/node/zookeeper-session.ts';
import { ensureParent, removeAll, znodesOf } from '../failover/zookeeper/znodes.ts';
import { connected } from '../failover/zookeeper/zookeeper.ts';
import type { ZooKeeperSession } from '../failover/zookeeper/zookeeper.ts';
import { readSecret } from './read-secret.ts';

/** Apache's exit codes. */
const codes = { denied: 2, notAutomatic: 5, noZooKeeper: 6 } as const;

/** Does it, with -force and -nonInteractive among `words`; resolves with the exit code, and says on stderr what there is to say. */
export async function formatZooKeeper(conf: Configuration, words: ReadonlySet<string>): Promise<number> {
  const nameservice = ownNameservice(conf);
  const [first] = nameNodesOf(conf, nameservice);
  const suffixes = suffixesOf(nameservice, first?.id ?? '');
  if (!conf.get(automaticFailover, ...suffixes)) {
    console.error(`Automatic failover is not enabled for ${nameservice}. Please ensure that automatic failover is enabled in the configuration (dfs.ha.automatic-failover.enabled).`);
    return codes.notAutomatic;
  }
  const quorum = conf.get(zookeeperQuorum, ...suffixes);
  if (quorum === '') {
    console.error('ha.zookeeper.quorum is not set: the JournalNodes elect, and there is nothing to format.');
    return 1;
  }
  const options = zooKeeperOptions(conf, quorum, suffixes, readSecret);
  const session = openZooKeeper(options);
  try {
    const limit = AbortSignal.timeout(options.sessionTimeoutMs);
    const late = new Promise<boolean>((resolve) => limit.addEventListener('abort', () => resolve(false)));
    if (!(await Promise.race([connected(session), late]))) {
      console.error(`Unable to connect to ZooKeeper quorum at ${quorum}. Please check the configured value for ha.zookeeper.quorum and ensure that ZooKeeper is running.`);
      return codes.noZooKeeper;
    }
    return await format(session, znodesOf(conf.get(parentZnode, ...suffixes), nameservice), words);
  } finally {
    await session.close();
  }
}

async function format(session: ZooKeeperSession, znodes: ReturnType<typeof znodesOf>, words: ReadonlySet<string>): Promise<number> {
  const { parent } = znodes;
  if ((await session.read(parent)) !== undefined) {
    if (!words.has('-force') && (words.has('-nonInteractive') || !(await confirmed(parent)))) {
      if (words.has('-nonInteractive')) console.error(`The znode ${parent} exists already; nothing was changed.`);
      return codes.denied;
    }
    await removeAll(session, parent);
    console.error(`Successfully deleted ${parent} from ZK.`);
  }
  await ensureParent(session, znodes);
  console.error(`Successfully created ${parent} in ZK.`);
  return 0;
}

async function confirmed(parent: string): Promise<boolean> {
  console.error(`===============================================
The znode ${parent} exists already. Formatting it forgets who is Active and who was.
WARNING: all NameNodes and failover controllers must be stopped before!
===============================================`);
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await lines.question(`Proceed formatting ${parent}? (Y or N) `);
  lines.close();
  return /^y(es)?$/i.test(answer.trim());
}
