/**
 * Nothing that a stock client wrote is lost: not when the Active is killed in the
 * middle of a write, and not when every process of the cluster is killed at once.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readSync, readdirSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { type TestCluster, withCluster } from '../process/cluster-fixture.ts';
import { environment, hdfsOk, launcher, needsApache, step } from './rig/apache.ts';
import { content } from './rig/content.ts';
import { exitOf, own } from './rig/processes.ts';

const MB = 1_048_576;
const bigBytes = 300 * MB;
const fedBytes = 64 * MB;

test('what hdfs dfs put is read back byte for byte after the Active is killed, and after everything is killed', { timeout: 300_000 }, async (t) => {
  if (!needsApache(t)) return;
  await withCluster('ha-data', { properties: { 'dfs.blocksize': String(MB) } }, async (cluster, workDir) => {
    const { confDir } = cluster;
    const dfs = (...args: string[]): Promise<string> => hdfsOk(['dfs', ...args], { confDir, timeoutMs: 120_000 });
    const local = join(workDir, 'local');
    let before = '';

    await step(t, 'hdfs dfs puts 300 MB in blocks of 1 MB, three times each, and a directory tree', async () => {
      makeTree(join(local, 'tree'));
      writeContent(join(local, 'big'), 1, bigBytes);
      await dfs('-put', join(local, 'big'), '/big');
      await dfs('-put', join(local, 'tree'), '/tree');
      assert.match(await dfs('-stat', '%b %r %o', '/big'), new RegExp(`^${bigBytes} 3 ${MB}\n$`));
    });

    await step(t, 'a put goes on to its end when a DataNode of its pipeline is killed half-way', async () => {
      assert.equal(await putWithKill(cluster, '/third', 3, 'dn2'), 0);
      await cluster.start('dn2');
    });

    await step(t, 'a put goes on to its end when the Active is killed half-way', async () => {
      const first = await cluster.untilActive();
      assert.equal(await putWithKill(cluster, '/second', 2, first), 0);
      assert.notEqual(await cluster.untilActive(), first);
      assert.equal(await cluster.haState(first), undefined, 'nothing restarts it');
    });

    await step(t, 'everything is read back byte for byte from the new Active', async () => {
      await readBack(dfs, local, join(workDir, 'first'));
      before = await dfs('-ls', '-R', '/');
    });

    await step(t, 'and again after every process was killed and all were started again', async () => {
      await cluster.killAll();
      assert.deepEqual((await cluster.status()).map(({ state }) => state), cluster.layout.daemons.map(() => 'down'));
      await cluster.up();
      await readBack(dfs, local, join(workDir, 'second'));
      assert.equal(await dfs('-ls', '-R', '/'), before);
      assert.match(await hdfsOk(['fsck', '/'], { confDir }), /is HEALTHY/);
    });
  });
});

/** Feeds `hdfs dfs -put - PATH` half of the content with `seed`, kills a daemon, feeds the rest; answers the exit code. */
async function putWithKill(cluster: TestCluster, path: string, seed: number, victim: string): Promise<number | null> {
  const put = own(spawn(launcher, ['dfs', '-put', '-', path], { env: environment({ confDir: cluster.confDir }), stdio: ['pipe', 'inherit', 'inherit'] }));
  const exited = exitOf(put);
  put.stdin.on('error', () => undefined); // it ended early; its code tells
  const feed = async (from: number, to: number): Promise<void> => {
    for (let at = from; at < to; at += MB) {
      if (!put.stdin.write(content(seed, Math.min(MB, to - at), at))) await Promise.race([once(put.stdin, 'drain'), exited]);
    }
  };
  await feed(0, fedBytes / 2);
  await cluster.kill(victim);
  await feed(fedBytes / 2, fedBytes);
  put.stdin.end();
  return (await exited).code;
}

async function readBack(dfs: (...args: string[]) => Promise<string>, local: string, to: string): Promise<void> {
  mkdirSync(to);
  await dfs('-get', '/big', '/tree', '/second', '/third', to);
  assert.equal(firstDifference(join(to, 'big'), 1, bigBytes), undefined);
  assert.equal(firstDifference(join(to, 'second'), 2, fedBytes), undefined);
  assert.equal(firstDifference(join(to, 'third'), 3, fedBytes), undefined);
  assert.deepEqual(treeOf(join(to, 'tree')), treeOf(join(local, 'tree')));
}

/** A tree with lengths around every boundary that there is, and names that need care. */
function makeTree(dir: string): void {
  const lengths = [0, 1, 511, 512, 513, 65_535, 65_537, MB - 1, MB, MB + 1, 2 * MB + 3];
  for (const [i, name] of ['plain', 'with space', 'ünïcode-ж-日本', 'deep/er/still deeper'].entries()) {
    mkdirSync(join(dir, name), { recursive: true });
    for (const length of lengths) writeFileSync(join(dir, name, `${length} bytes`), content(100 + i, length));
  }
  mkdirSync(join(dir, 'empty'));
}

/** Every file below `dir` with its bytes, and every directory. */
function treeOf(dir: string): Map<string, number | string> {
  const found = new Map<string, number | string>();
  for (const name of readdirSync(dir, { recursive: true, encoding: 'utf8' }).sort()) {
    const file = join(dir, name);
    const stat = statSync(file);
    found.set(name, stat.isDirectory() ? 'directory' : stat.size);
    const seed = 100 + ['plain', 'with space', 'ünïcode-ж-日本', 'deep'].indexOf(name.split('/')[0] ?? '');
    if (stat.isFile()) assert.equal(firstDifference(file, seed, stat.size), undefined, file);
  }
  return found;
}

function writeContent(file: string, seed: number, length: number): void {
  const out = openSync(file, 'w');
  for (let at = 0; at < length; at += MB) writeSync(out, content(seed, Math.min(MB, length - at), at));
  closeSync(out);
}

/** Where a local file departs from the content with `seed`, as a sentence; undefined when it is that, byte for byte. */
function firstDifference(file: string, seed: number, length: number): string | undefined {
  const { size } = statSync(file);
  if (size !== length) return `${file} has ${size} bytes, not ${length}`;
  const input = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(MB);
    for (let at = 0; at < length; at += MB) {
      const n = readSync(input, bytes);
      if (!bytes.subarray(0, n).equals(content(seed, n, at))) return `${file} differs between ${at} and ${at + n}`;
    }
    return undefined;
  } finally {
    closeSync(input);
  }
}
