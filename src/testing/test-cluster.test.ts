import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { ConfError } from '../conf/configuration.ts';
import { startCluster } from './start-cluster.ts';
import type { LogLine, TestCluster } from './test-cluster.ts';

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

async function running(options: Parameters<typeof startCluster>[0], use: (cluster: TestCluster) => Promise<void>): Promise<void> {
  const lines: LogLine[] = [];
  const cluster = await startCluster({ log: (line) => lines.push(line), ...options });
  try {
    await use(cluster);
  } catch (error) {
    throw new Error(`${String(error)}\n${lines.slice(-30).map((line) => `${line.daemon} ${line.level} ${line.event} ${JSON.stringify(line.fields, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value instanceof Error ? String(value) : value))}`).join('\n')}`, { cause: error });
  } finally {
    await cluster.stop();
  }
}

test('a NameNode that is killed, isolated, paused, and comes back empty: the client goes on', async () => {
  await running({}, async (cluster) => {
    const client = cluster.client();
    await client.writeFile('/a', 'one');
    const first = cluster.active();
    await cluster.kill(first);
    assert.equal(cluster.state(first), 'down');
    assert.equal(text(await client.readFile('/a')), 'one');
    const second = cluster.active();
    assert.notEqual(second, first);

    await cluster.wipe(first);
    await cluster.start(first);
    await cluster.untilState(first, 'standby');
    assert.equal(await cluster.failover(), first);
    await client.writeFile('/b', 'two');

    // Cut off from everybody, it goes on believing until its lease is over; the other one takes over then.
    cluster.partition(first);
    await cluster.untilActive(second);
    await client.writeFile('/c', 'three');
    cluster.heal();
    await cluster.untilState(first, 'standby');

    cluster.pause(second);
    await cluster.untilActive(first);
    assert.equal(text(await client.readFile('/c')), 'three');
    cluster.resume(second);
    await cluster.untilState(second, 'standby');
    assert.equal(text(await client.readFile('/b')), 'two');
  });
});

test('a DataNode that dies is missed within a second or two, and its replicas are made anew elsewhere', async () => {
  await running({ namenodes: 1, datanodes: 3, conf: { 'dfs.replication': '2' } }, async (cluster) => {
    assert.match(cluster.uri, /^hdfs:\/\/127\.0\.0\.1:\d+$/);
    const client = cluster.client();
    await client.writeFile('/f', 'x'.repeat(3000));
    await cluster.untilReplicated('/f');
    const [location] = await client.blockLocations('/f');
    const holder = cluster.dataNodes.find((name) => cluster.address(name, 'data').endsWith(`:${location?.replicas[0]?.port}`));
    assert.ok(holder !== undefined);
    await cluster.kill(holder);
    await cluster.untilDataNodes(2);
    await cluster.untilReplicated('/');
    await cluster.wipe(holder);
    await cluster.start(holder);
    await cluster.untilDataNodes(3);
    await cluster.restart('nn1');
    await cluster.untilActive();
    assert.equal(text(await client.readFile('/f')).length, 3000);
    cluster.partition(['client'], ['nn1'], { kind: 'refuse' });
    await assert.rejects(client.stat('/f', { timeoutMs: 300 }));
    cluster.heal();
    assert.equal((await client.stat('/f')).length, 3000);
  });
});

test('a JournalNode down stops nothing; two stop writes, and one back brings them on', async () => {
  await running({ datanodes: 0 }, async (cluster) => {
    const client = cluster.client();
    await cluster.powerCut('jn1');
    await client.mkdirs('/a');
    cluster.pause('jn2');
    let done = false;
    const writing = client.mkdirs('/b').then(() => (done = true));
    // Reads wait as well: what they would tell may rest on an edit that is on no majority.
    await delay(100);
    assert.equal(done, false);
    cluster.resume('jn2');
    await writing;
    await cluster.start('jn1');
    await cluster.kill('jn3');
    await client.mkdirs('/c');
  });
});

test('a JournalNode that was wiped learns from the others and counts again', async () => {
  let again = false;
  await running({ datanodes: 0, log: ({ event }) => (again ||= event === 'JournalNode is written to again') }, async (cluster) => {
    const client = cluster.client();
    await client.mkdirs('/a');
    await cluster.wipe('jn1');
    await client.mkdirs('/b');
    await cluster.start('jn1');
    // Until it has learned, both others must be there.
    for (const limitMs = performance.now() + 20_000; !again; await delay(10)) assert.ok(performance.now() < limitMs, 'it does not learn');
    await cluster.kill('jn2');
    await client.mkdirs('/c');
  });
});

test('many at once, on disk and in memory, leave nothing behind', async () => {
  const clusters = await Promise.all([startCluster({ datanodes: 1 }), startCluster({ storage: 'disk', datanodes: 1 }), startCluster({ namenodes: 1, datanodes: 1 })]);
  await Promise.all(clusters.map(async (cluster, i) => {
    await cluster.client().writeFile('/who', String(i));
    assert.equal(text(await cluster.client().readFile('/who')), String(i));
    assert.ok(existsSync(`${cluster.confDir}/hdfs-site.xml`));
  }));
  await Promise.all(clusters.map((cluster) => cluster[Symbol.asyncDispose]()));
  assert.ok(clusters.every((cluster) => !existsSync(path.dirname(cluster.confDir))));
  assert.throws(() => clusters[0]?.client(), /the cluster has been stopped/);
});

test('what makes no cluster is refused with its name', async () => {
  await assert.rejects(startCluster({ namenodes: 2, journalnodes: 0 }), (error) => error instanceof ConfError && error.message === 'journalnodes: 0: 2 NameNodes need a journal that they share');
  await assert.rejects(startCluster({ datanodes: 8 }), /datanodes: 8: expected a number from 0 to 7/);
});
