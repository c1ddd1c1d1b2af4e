/**
 * Apache's daemons beside ours in one cluster, elected over ZooKeeper: NameNodes of either
 * kind on JournalNodes of either kind, and of both. Chain clients run through planned
 * failovers and kills, and nothing that was acknowledged is lost.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { openZooKeeper } from '../../src/failover/node/zookeeper-session.ts';
import { nodeInfoOf, znodesOf } from '../../src/failover/zookeeper/znodes.ts';
import { ActiveNodeInfo } from '../../src/wire/ha-zk-info.ts';
import { quorate } from '../process/quorate-command.ts';
import { type MixedCluster, journalEnd, startMixedCluster } from './mixed-cluster.ts';
import { hdfs, needsApache, step } from './rig/apache.ts';
import { type JavaClient, javaClient } from './rig/java-client.ts';
import { freePort, waitFor } from './rig/ports.ts';
import { withWorkDir } from './rig/processes.ts';

test('two NameNodes of ours elect over ZooKeeper, on JournalNodes of Apache\'s that are swapped for ours and back', { timeout: 420_000 }, async (t) => {
  if (!needsApache(t)) return;
  await withMixed('mixed-ours', ['nn1', 'nn2', 'dn1'], async (cluster, chain) => {
    await step(t, 'a kill -9 and planned failovers, on JournalNodes that grant no lease', () => failovers(cluster, chain));
    await step(t, 'the JournalNodes become ours one by one, and NameNodes fail over on one of ours with two of Apache\'s, and on two with one', () => swapJournalNodes(cluster, chain, { between: () => failovers(cluster, chain) }));
    await step(t, 'a kill -9 and planned failovers, on JournalNodes that grant leases', () => failovers(cluster, chain));
    await step(t, 'the JournalNodes become Apache\'s again one by one', () => swapJournalNodes(cluster, chain));
    await step(t, 'nothing is lost, and nothing done twice', () => ends(cluster, chain));
  });
});

test('a NameNode of ours and one of Apache\'s with its failover controller take turns on a mixed set of JournalNodes', { timeout: 240_000 }, async (t) => {
  if (!needsApache(t)) return;
  await withMixed('mixed-both', ['jn1', 'jn3', 'nn1', 'dn1'], async (cluster, chain) => {
    await step(t, 'what stands in ZooKeeper is the same to the byte, whoever is Active', () => sameZnodes(cluster));
    await step(t, 'zkfc -formatZK ends with the same codes', () => sameFormatCodes(cluster));
    await step(t, 'kills and planned failovers, each to the other kind', () => failovers(cluster, chain));
    await step(t, 'nothing is lost, and nothing done twice', () => ends(cluster, chain));
  });
});

test('two NameNodes of Apache\'s with their failover controllers on our JournalNodes', { timeout: 240_000 }, async (t) => {
  if (!needsApache(t)) return;
  await withMixed('mixed-journal', ['jn1', 'jn2', 'jn3', 'dn1'], async (cluster, chain) => {
    await step(t, 'kills and planned failovers', () => failovers(cluster, chain));
    await step(t, 'a NameNode becomes ours, and Apache\'s again', async () => {
      const swapped = await cluster.untilActive();
      for (const ours of [true, false]) {
        await cluster.swap(swapped);
        assert.equal(cluster.isOurs(swapped), ours);
        // Whoever of the two is elected, it leads once.
        if ((await cluster.untilActive()) !== swapped) await planned(cluster);
        assert.equal(await cluster.untilActive(), swapped);
      }
    });
    await step(t, 'nothing is lost, and nothing done twice', () => ends(cluster, chain));
  });
});

/** A stock client waits up to 15 s between its attempts once both NameNodes have refused it: this one asks more often. */
const patient = { 'dfs.client.failover.sleep.base.millis': '100', 'dfs.client.failover.sleep.max.millis': '1000', 'dfs.client.failover.max.attempts': '100' };

/** A cluster with these daemons ours and all others Apache's, and a chain that runs on it. */
async function withMixed(name: string, ours: readonly string[], body: (cluster: MixedCluster, chain: JavaClient) => Promise<void>): Promise<void> {
  await withWorkDir(name, async (dir) => {
    const cluster = await startMixedCluster({ dir, ours, automatic: true, hdfs: patient });
    const chain = javaClient('Chain', ['/chain', 2, 500], { confDir: cluster.confDir, logFile: join(dir, 'chain.log') });
    await chain.until('started');
    try {
      await body(cluster, chain);
    } finally {
      await cluster.stop();
    }
  });
}

/** Both NameNodes are Active in turns: each is killed once, and each is asked once to take over. */
async function failovers(cluster: MixedCluster, chain: JavaClient): Promise<void> {
  for (const _ of [1, 2]) {
    const active = await cluster.untilActive();
    await cluster.untilState(other(active), 'standby');
    await cluster.kill(active);
    assert.equal(await cluster.untilActive({ not: active }), other(active));
    await goesOn(chain);
    await cluster.start(active);
    await cluster.untilState(active, 'standby');
  }
  for (const _ of [1, 2]) {
    const active = await cluster.untilActive();
    await planned(cluster);
    assert.equal(await cluster.untilActive(), other(active));
    await goesOn(chain);
  }
}

/** The client's calls are answered after this. */
async function goesOn(chain: JavaClient): Promise<void> {
  chain.drain();
  const { event, i } = await chain.next(60_000);
  assert.equal(event, 'progress');
  for (let now = i; now === i;) ({ i: now } = await chain.next(60_000));
}

/** `haadmin -failover` of Apache's to whoever is not Active. */
async function planned(cluster: MixedCluster): Promise<void> {
  const active = await cluster.untilActive();
  const to = other(active);
  await cluster.untilState(to, 'standby');
  // A controller of Apache's whose NameNode was killed gives up its old connection with a first failure.
  await waitFor(`${to} to take over`, async () => {
    const { code, stdout, stderr } = await hdfs(['haadmin', '-failover', active, to], { confDir: cluster.confDir, timeoutMs: 90_000 });
    if (code === 0) assert.match(stdout, /^Failover to NameNode at .* successful\n$/);
    else assert.match(stderr, /EOFException|ConnectException|not currently healthy|No other node is currently active|Broken pipe|Connection reset/, stderr);
    return code === 0;
  }, 60_000, 500);
  assert.equal(await cluster.untilActive(), to);
}

function other(name: string): string {
  return name === 'nn1' ? 'nn2' : 'nn1';
}

/** `between` runs while the set is mixed: behind the first and the second. */
async function swapJournalNodes(cluster: MixedCluster, chain: JavaClient, { between }: { readonly between?: () => Promise<void> } = {}): Promise<void> {
  for (const name of ['jn1', 'jn2', 'jn3']) {
    await cluster.swap(name);
    await goesOn(chain);
    // It writes along again before the next one goes.
    await waitFor(`${name} to write with the others`, async () => {
      const ends = await Promise.all(['jn1', 'jn2', 'jn3'].map((each) => journalEnd(cluster, each)));
      const own = await journalEnd(cluster, name);
      return own > 0 && own >= Math.min(...ends.filter((end) => end !== own), own) && Math.max(...ends) - own < 50;
    }, 60_000);
    if (name !== 'jn3') await between?.();
  }
}

/** Our znodes beside Apache's: the same bytes but for who it is. */
async function sameZnodes(cluster: MixedCluster): Promise<void> {
  const session = openZooKeeper({ quorum: `127.0.0.1:${cluster.ports('zk').rpc}`, sessionTimeoutMs: 10_000, acl: 'world:anyone:rwcda', auth: '' });
  try {
    const { parent, lock, breadCrumb } = znodesOf('/hadoop-ha', cluster.nameservice);
    const seen = new Set<string>();
    while (seen.size < 2) {
      const active = await cluster.untilActive();
      assert.deepEqual([...await session.children(parent)].sort(), ['ActiveBreadCrumb', 'ActiveStandbyElectorLock']);
      const [held, crumb] = [await session.read(lock), await session.read(breadCrumb)];
      assert.deepEqual([held?.owner === '', crumb?.owner], [false, ''], 'the lock is ephemeral, the bread crumb stays');
      const expected = { nameserviceId: cluster.nameservice, namenodeId: active, hostname: 'localhost', port: cluster.ports(active).rpc, zkfcPort: cluster.ports(`zkfc${active.slice(2)}`).rpc };
      for (const znode of [held, crumb]) {
        assert.deepEqual(nodeInfoOf(znode?.data ?? Buffer.alloc(0)), expected, cluster.isOurs(active) ? 'ours' : 'Apache\'s');
        assert.deepEqual(Buffer.from(znode?.data ?? []), Buffer.from(ActiveNodeInfo.encode(expected)));
      }
      seen.add(active);
      if (seen.size < 2) await planned(cluster);
    }
  } finally {
    await session.close();
  }
}

/** What is there already, ZooKeeper that does not answer, failover that is not automatic, and an option that does not exist. */
async function sameFormatCodes(cluster: MixedCluster): Promise<void> {
  const confDir = cluster.confDirOf('nn2');
  const refused = `127.0.0.1:${await freePort()}`;
  for (const [args, code] of [
    [['-formatZK', '-nonInteractive'], 2], [['-D', `ha.zookeeper.quorum=${refused}`, '-D', 'ha.zookeeper.session-timeout.ms=1000', '-formatZK', '-nonInteractive'], 6],
    [['-D', 'dfs.ha.automatic-failover.enabled=false', '-formatZK'], 5], [['-formatZK', '-nope'], 1],
  ] as const) {
    const [apache, ours] = await Promise.all([hdfs(['zkfc', ...args], { confDir }), quorate(['zkfc', '--config', confDir, ...args])]);
    assert.deepEqual([apache.code, ours.code], [code, code], `${args.join(' ')}: ${apache.stderr.slice(-500)} ${ours.stderr}`);
  }
}

async function ends(cluster: MixedCluster, chain: JavaClient): Promise<void> {
  await cluster.untilActive();
  chain.send('stop');
  for (;;) {
    const line = await chain.next(120_000);
    if (line['event'] === 'progress') continue;
    assert.equal(line['event'], 'done', JSON.stringify(line));
    assert.ok(Number(line['i']) > 10, JSON.stringify(line));
    break;
  }
  const { code, stdout, stderr } = await quorate(['haadmin', '--config', cluster.confDirOf('client'), '-getAllServiceState']);
  assert.equal(code, 0, stderr);
  assert.match(stdout, / active/);
}
