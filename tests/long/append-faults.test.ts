/**
 * Writers that append and flush, and die now and then, while DataNodes and NameNodes are killed and paused at times
 * from a printed seed. Whatever a writer was told is flushed is read back, in its place, after its file was closed or
 * its lease recovered. (No new blocks by append: Apache's client takes all blocks but the last for full ones when it
 * appends again.) QUORATE_SEED and QUORATE_ROUNDS set another run.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { needsApache } from '../apache/rig/apache.ts';
import { type JavaClient, javaClient } from '../apache/rig/java-client.ts';
import { waitFor } from '../apache/rig/ports.ts';
import { type TestCluster, withCluster } from '../process/cluster-fixture.ts';

const properties = {
  'dfs.blocksize': '131072', 'dfs.namenode.fs-limits.min-block-size': '0', 'dfs.replication': '3', 'dfs.heartbeat.interval': '1', 'dfs.client.socket-timeout': '6000',
  'dfs.namenode.heartbeat.recheck-interval': '2000',
};

test('what was flushed is there, whoever is killed', { timeout: 3_600_000 }, async (t) => {
  if (!needsApache(t)) return;
  const seed = Number(process.env['QUORATE_SEED'] ?? Math.floor(Math.random() * 1e9));
  const rounds = Number(process.env['QUORATE_ROUNDS'] ?? 60);
  t.diagnostic(`QUORATE_SEED=${seed} QUORATE_ROUNDS=${rounds}`);
  const random = mulberry(seed);
  await withCluster('append-faults', { dataNodes: 5, properties }, async (cluster) => {
    const stop = new AbortController();
    const faults = injectFaults(cluster, random, stop.signal);
    const judge = new Judge(cluster.confDir);
    try {
      const writers = await Promise.all([1, 2].map((n) => write(cluster.confDir, n, rounds, random, judge)));
      stop.abort();
      t.diagnostic(`${await faults} faults; ${writers.map(({ flushed, deaths }) => `${flushed} bytes flushed, ${deaths} deaths`).join('; ')}`);
    } finally {
      stop.abort();
      await faults;
      await judge.close();
    }
  });
});

/** Reads files back with stock clients, one at a time. */
class Judge {
  readonly #confDir: string;
  readonly #files = javaClient('Appender');
  readonly #reader = javaClient('Writer');
  #turn: Promise<unknown> = Promise.resolve();

  constructor(confDir: string) {
    this.#confDir = confDir;
  }

  /** The file's length, once it is closed; its content is as far as that what was written. */
  closed(path: string, flushed: number, written: number): Promise<number> {
    const turn = this.#turn.then(() => this.#judge(path, flushed, written));
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async close(): Promise<void> {
    await Promise.all([this.#files.kill(), this.#reader.kill()]);
  }

  async #judge(path: string, flushed: number, written: number): Promise<number> {
    const confDir = this.#confDir;
    await waitFor(`the lease of ${path} to be recovered`, async () => (await this.#files.ask({ op: 'recoverLease', path, confDir }, 120_000))['result'] === true, 180_000, 500);
    const length = Number((await this.#files.ask({ op: 'length', path, confDir }, 120_000))['result']);
    assert.ok(length >= flushed, `${path} has ${length} bytes, of which ${flushed} were flushed: ${flushed - length} are lost`);
    assert.ok(length <= written, `${path} has ${length} bytes, and ${written} were written`);
    let line: Record<string, unknown> = {};
    await waitFor(`${path} to be read`, async () => {
      this.#reader.send({ op: 'read', path, bytes: length, confDir });
      line = await this.#reader.until('done', 120_000);
      if (line['exception'] === 'java.lang.AssertionError') throw new Error(`${path}: ${String(line['message'])}`);
      return line['ok'] === true;
    }, 120_000, 1000);
    return length;
  }
}

/** One writer after another under a number: some close their file, some are killed in the middle of it. */
async function write(confDir: string, number: number, rounds: number, random: () => number, judge: Judge): Promise<{ flushed: number; deaths: number }> {
  let client: JavaClient = javaClient('Appender');
  let [flushedInAll, deaths, length] = [0, 0, 0];
  let path = '';
  try {
    for (let round = 0; round < rounds; round++) {
      const isNew = path === '' || random() < 0.3;
      if (isNew) {
        path = `/w${number}/f${round}`;
        length = 0;
      }
      const dies = random() < 0.25;
      const bytes = 1 + Math.floor(random() * 400_000);
      const chunk = 1 + Math.floor(random() * 40_000);
      const result = await session(client, confDir, { path, isNew, bytes, chunk, length, diesAt: dies ? random() * bytes : undefined });
      if (result.isDead) {
        deaths++;
        client = javaClient('Appender');
      }
      flushedInAll += result.flushed - length;
      length = await judge.closed(path, result.flushed, length + bytes);
      if (!result.isDead) assert.equal(length, result.flushed, `${path} was closed`);
    }
  } finally {
    await client.kill();
  }
  return { flushed: flushedInAll, deaths };
}

interface Session {
  readonly path: string;
  readonly isNew: boolean;
  readonly bytes: number;
  readonly chunk: number;
  readonly length: number;
  readonly diesAt: number | undefined;
}

/** Opens, writes, closes; or dies on the way. How far it was told that all is flushed, or closed. */
async function session(client: JavaClient, confDir: string, { path, isNew, bytes, chunk, length, diesAt }: Session): Promise<{ flushed: number; isDead: boolean }> {
  let flushed = length;
  const ask = async (command: Record<string, unknown>): Promise<boolean> => {
    client.send({ confDir, path, ...command });
    for (;;) {
      const line = await client.next(180_000);
      if (line['event'] === 'written') {
        flushed = Number(line['bytes']);
        if (diesAt !== undefined && flushed - length >= diesAt) return false;
      } else if (line['ok'] === true) return true;
      else throw new Error(`${String(command['op'])} ${path}: ${String(line['exception'])}: ${String(line['message'])}`);
    }
  };
  const isDone = await ask({ op: isNew ? 'create' : 'append' }) && await ask({ op: 'write', bytes, chunk, flush: 'hflush', tell: true }) && await ask({ op: 'close' });
  if (!isDone) await client.kill();
  return { flushed, isDead: !isDone };
}

/** One fault at a time, each taken back before the next; answers how many there were. */
async function injectFaults(cluster: TestCluster, random: () => number, stop: AbortSignal): Promise<number> {
  const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
  let count = 0;
  for (; !stop.aborted; count++) {
    await sleep(300 + random() * 1500);
    const kind = random();
    const name = kind < 0.6 ? `dn${1 + Math.floor(random() * 5)}` : kind < 0.9 ? await cluster.active() : `nn${1 + Math.floor(random() * 2)}`;
    if (name === undefined || stop.aborted) continue;
    if (random() < 0.6) {
      await cluster.kill(name);
      await sleep(200 + random() * 2500);
      await cluster.start(name);
    } else {
      cluster.pause(name, name.startsWith('nn'));
      await sleep(200 + random() * 4000);
      cluster.resume(name);
    }
    if (name.startsWith('nn')) await cluster.untilActive();
  }
  return count;
}

function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
