/**
 * JournalNodes that heal themselves, under a client that writes. All are restarted, one after the other: no call fails, the
 * Active stays the Active in its epoch and its segment, and each JournalNode takes writes again within a second of its start.
 * One loses its directory: it has a vote again without a hand on it.
 */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { waitFor } from '../apache/rig/ports.ts';
import { type TestCluster, withCluster } from './cluster-fixture.ts';
import { nameNodeClient } from './name-node-client.ts';

/** From the start of its process; Node's own start is most of it. */
const backWithinMs = 3000;
/** From when it listens. */
const writesWithinMs = 1000;

interface JournalFigures {
  readonly BatchesWritten: number;
  readonly LastPromisedEpoch: number;
  readonly LastWrittenTxId: number;
}

async function figures(cluster: TestCluster, name: string): Promise<JournalFigures | undefined> {
  try {
    const response = await fetch(`http://127.0.0.1:${cluster.daemon(name).httpPort}/jmx?qry=Hadoop:service=JournalNode,name=Journal-*`, { signal: AbortSignal.timeout(500) });
    const { beans } = await response.json() as { beans: JournalFigures[] };
    return beans[0];
  } catch {
    return undefined;
  }
}

function segmentsOf(cluster: TestCluster, name: string): string[] {
  return readdirSync(join(cluster.dataDir(name), cluster.layout.nameservice, 'current')).filter((file) => file.startsWith('edits_')).sort();
}

test('JournalNodes are restarted one after the other under load', { timeout: 120_000 }, async (t) => {
  await withCluster('rolling-restart', {}, async (cluster) => {
    const active = await cluster.untilActive();
    const activePid = cluster.pid(active);
    const client = nameNodeClient(cluster.daemon(active).rpcPort);
    const failures: string[] = [];
    let stopped = false;
    let written = 0;
    let longestMs = 0;
    const writers = Array.from({ length: 8 }, async (_, writer) => {
      for (let i = 0; !stopped; i++) {
        const began = performance.now();
        await client.mkdirs(`/load/${writer}/${i}`).then(() => written++, (error: unknown) => failures.push(String(error)));
        longestMs = Math.max(longestMs, performance.now() - began);
      }
    });
    try {
      await waitFor('the load', () => written > 200, 10_000, 10);
      const epoch = (await figures(cluster, 'jn1'))?.LastPromisedEpoch;
      const segments = segmentsOf(cluster, 'jn1');
      for (const name of cluster.names('journalnode')) {
        await cluster.kill(name);
        await new Promise((resolve) => setTimeout(resolve, 300));
        const startedMs = performance.now();
        await cluster.start(name);
        const listeningMs = performance.now();
        await waitFor(`${name} to write`, async () => ((await figures(cluster, name))?.BatchesWritten ?? 0) > 0, 10_000, 10);
        const back = performance.now() - startedMs;
        const writes = performance.now() - listeningMs;
        t.diagnostic(`${name} writes ${Math.round(back)} ms after its start, ${Math.round(writes)} ms after it listens`);
        assert.ok(back < backWithinMs && writes < writesWithinMs, `${name}: ${back} ms, ${writes} ms`);
      }
      assert.deepEqual(failures, []);
      t.diagnostic(`${written} calls, the longest took ${Math.round(longestMs)} ms`);
      // The NameNode has not noticed: it is Active in the epoch and the segment in which it was.
      assert.equal(cluster.pid(active), activePid);
      assert.equal(await cluster.active(), active);
      for (const name of cluster.names('journalnode')) {
        assert.equal((await figures(cluster, name))?.LastPromisedEpoch, epoch);
        assert.deepEqual(segmentsOf(cluster, name), segments, name);
      }
    } finally {
      stopped = true;
      await Promise.all(writers);
      client.close();
    }
    const ends = await waitFor('all JournalNodes to have the same', async () => {
      const all = await Promise.all(cluster.names('journalnode').map(async (name) => (await figures(cluster, name))?.LastWrittenTxId));
      return all[0] !== undefined && all.every((end) => end === all[0]) && all;
    }, 5000);
    assert.ok((ends[0] ?? 0) > written);
  });
});

test('a JournalNode that lost its directory has a vote again, and any other one may be lost then', { timeout: 120_000 }, async (t) => {
  await withCluster('wiped-journal-node', {}, async (cluster) => {
    const active = await cluster.untilActive();
    const client = nameNodeClient(cluster.daemon(active).rpcPort);
    try {
      for (let i = 0; i < 50; i++) await client.mkdirs(`/before/${i}`);
      const { code, stdout } = await cluster.command('wipe', 'jn2');
      assert.deepEqual([code, stdout], [0, 'jn2: wiped and started\n']);
      const wipedMs = performance.now();
      let calls = 0;
      await waitFor('jn2 to vote', async () => {
        await client.mkdirs(`/meanwhile/${calls++}`);
        return ((await figures(cluster, 'jn2'))?.LastPromisedEpoch ?? 0) > 0 && ((await figures(cluster, 'jn2'))?.BatchesWritten ?? 0) > 0;
      }, 30_000, 20);
      t.diagnostic(`jn2 votes ${Math.round(performance.now() - wipedMs)} ms after it was wiped, ${calls} calls meanwhile`);
      const health = await fetch(`http://127.0.0.1:${cluster.daemon('jn2').httpPort}/health/ready`);
      assert.equal(health.status, 200);
      // Without jn1 it is one of the two that are a majority.
      await cluster.kill('jn1');
      await client.mkdirs('/after');
      await cluster.kill(active);
      const next = await cluster.untilActive({ not: active });
      const other = nameNodeClient(cluster.daemon(next).rpcPort);
      for (const path of ['/before/49', `/meanwhile/${calls - 1}`, '/after']) assert.equal(await other.exists(path), true, path);
      other.close();
      const { code: refused, stderr } = await cluster.command('wipe', 'dn1');
      assert.equal(refused, 1);
      assert.match(stderr, /only a JournalNode/);
    } finally {
      client.close();
    }
  });
});
