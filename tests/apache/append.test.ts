/**
 * Files that change after they were written, by stock clients: append, hflush and hsync, truncate, concat, the recovery
 * of pipelines, blocks and leases, checksums; with DataNodes and the Active killed in the middle. What a client was told
 * is flushed, is there.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { type TestCluster, withCluster } from '../process/cluster-fixture.ts';
import { programFile } from '../process/quorate-command.ts';
import { needsApache, spawnDaemon, step } from './rig/apache.ts';
import { startApacheCluster } from './rig/apache-cluster.ts';
import { type JavaClient, javaClient, type Line } from './rig/java-client.ts';
import { freePortBlock, jmx, waitFor } from './rig/ports.ts';
import { own } from './rig/processes.ts';

const KB = 1024;
const MB = 1024 * KB;
const properties = { 'dfs.blocksize': String(MB), 'dfs.replication': '3', 'dfs.client.socket-timeout': '8000', 'dfs.heartbeat.interval': '1' };

/** Appender with answers as values, and exceptions as their first line. */
class Files {
  readonly #client: JavaClient;
  readonly #confDir: string;

  constructor(client: JavaClient, confDir: string) {
    this.#client = client;
    this.#confDir = confDir;
  }

  get client(): JavaClient {
    return this.#client;
  }

  async ask(command: Record<string, unknown>, timeoutMs = 60_000): Promise<unknown> {
    this.#client.send({ confDir: this.#confDir, ...command });
    for (;;) {
      const line = await this.#client.next(timeoutMs);
      if (line['event'] !== undefined) continue;
      if (line['ok'] !== true) throw new Error(`${String(line['exception'])}: ${String(line['message']).split('\n')[0]}`);
      return line['result'];
    }
  }

  /** A closed file of `bytes` of the content with `seed`. */
  async put(path: string, bytes: number, seed = 1, options: Record<string, unknown> = {}): Promise<void> {
    await this.ask({ op: 'create', path, ...options });
    await this.ask({ op: 'write', path, bytes, seed });
    await this.ask({ op: 'close', path });
  }

  async append(path: string, bytes: number, seed = 1, options: Record<string, unknown> = {}): Promise<void> {
    await this.ask({ op: 'append', path, ...options });
    await this.ask({ op: 'write', path, bytes, seed });
    await this.ask({ op: 'close', path });
  }
}

/** Reads a file with a stock client: exactly these bytes, of the content with `seed`. */
async function readBack(reader: JavaClient, confDir: string, path: string, bytes: number, seed = 1): Promise<void> {
  reader.send({ op: 'read', path, bytes, seed, confDir });
  const line: Line = await reader.until('done');
  assert.equal(line['ok'], true, `${path}: ${String(line['exception'])}: ${String(line['message'])}`);
}

test('stock clients append, truncate, concatenate and recover files, and lose nothing that was flushed', { timeout: 300_000 }, async (t) => {
  if (!needsApache(t)) return;
  await withCluster('append', { dataNodes: 4, properties }, async (cluster) => {
    const { confDir } = cluster;
    const files = new Files(javaClient('Appender'), confDir);
    const reader = javaClient('Writer');
    const shell = javaClient('Shell');
    try {
      await plainSteps(t, confDir, { files, reader, shell });
      await killedSteps(t, cluster, files, reader);
      await besideApache(t, cluster, files, reader);
      await step(t, 'fsck finds every file healthy and closed', async () => {
        await waitFor('every block to have its replicas', async () => {
          const { out } = await shell.ask({ args: ['fsck', '/', '-openforwrite', '-files', '-blocks'], confDir });
          return /is HEALTHY/.test(String(out)) && !/OPENFORWRITE|Under replicated blk/.test(String(out));
        }, 60_000);
      });
    } finally {
      await Promise.all([files.client.kill(), reader.kill(), shell.kill()]);
    }
  });
});

async function plainSteps(t: TestContext, confDir: string, { files, reader, shell }: { readonly files: Files; readonly reader: JavaClient; readonly shell: JavaClient }): Promise<void> {
  const check = (path: string, bytes: number, seed?: number): Promise<void> => readBack(reader, confDir, path, bytes, seed);

  await step(t, 'append goes on in a partial block, behind a full one, and in a new one', async () => {
    await files.put('/a', 100_001);
    await files.append('/a', 100_000);
    await files.append('/a', 3);
    await check('/a', 200_004);
    await files.append('/a', 2 * MB - 200_004);
    await files.append('/a', 5);
    await check('/a', 2 * MB + 5);
    await files.append('/a', 7, 1, { newBlock: true });
    await check('/a', 2 * MB + 12);
    assert.equal((await files.ask({ op: 'locations', path: '/a' }) as unknown[]).length, 4);
    await files.put('/empty', 0);
    await files.append('/empty', 10);
    await check('/empty', 10);
    await assert.rejects(files.append('/nowhere', 1), /FileNotFoundException: Failed to append to non-existent file \/nowhere for client 127\.0\.0\.1/);
    await files.ask({ op: 'append', path: '/a' });
    await assert.rejects(files.ask({ op: 'append', path: '/a', fresh: true }), /AlreadyBeingCreatedException: Failed to APPEND_FILE \/a for DFSClient_\S+ on 127\.0\.0\.1 because this file lease is currently owned by DFSClient_\S+ on 127\.0\.0\.1/);
    await files.ask({ op: 'close', path: '/a' });
  });

  await step(t, 'what hflush and hsync flushed, another reader sees, and no more than that', async () => {
    await files.ask({ op: 'create', path: '/flushed' });
    for (const [bytes, flush] of [[1000, 'hflush'], [513, 'hsync'], [MB, 'hflush'], [70, 'length']] as const) {
      await files.ask({ op: 'write', path: '/flushed', bytes, flush });
      const total = Number(await files.ask({ op: 'visible', path: '/flushed' }));
      await check('/flushed', total);
    }
    assert.equal(await files.ask({ op: 'visible', path: '/flushed' }), 1583 + MB);
    assert.equal(await files.ask({ op: 'length', path: '/flushed' }), 1583 + MB, 'hsync with UPDATE_LENGTH tells the NameNode');
    const { out } = await shell.ask({ args: ['dfsadmin', '-listOpenFiles'], confDir });
    assert.match(String(out), /^127\.0\.0\.1\s+DFSClient_\S+\s+\/flushed$/m);
    await files.ask({ op: 'close', path: '/flushed' });
    await check('/flushed', 1583 + MB);
  });

  await step(t, 'truncate within a block, at its border, to nothing, and a file that grows again', async () => {
    await files.put('/t', 3 * MB + 1000);
    assert.equal(await files.ask({ op: 'truncate', path: '/t', length: 3 * MB + 700 }), false);
    await closed(files, '/t');
    await check('/t', 3 * MB + 700);
    assert.equal(await files.ask({ op: 'truncate', path: '/t', length: 2 * MB }), true);
    await check('/t', 2 * MB);
    assert.equal(await files.ask({ op: 'truncate', path: '/t', length: MB + 1 }), false);
    await closed(files, '/t');
    await check('/t', MB + 1);
    await files.append('/t', 5000);
    await check('/t', MB + 5001);
    assert.equal(await files.ask({ op: 'truncate', path: '/t', length: 0 }), true);
    await check('/t', 0);
    await assert.rejects(files.ask({ op: 'truncate', path: '/t', length: 1 }), /HadoopIllegalArgumentException: Cannot truncate to a larger file size\. Current size: 0, truncate size: 1\./);
  });

  await step(t, 'concat puts files together', async () => {
    await files.put('/c1', MB);
    // The content of a part is that of the whole from where it begins.
    for (const [path, at, bytes] of [['/c2', MB, MB], ['/c3', 2 * MB, 77]] as const) {
      await files.ask({ op: 'create', path });
      await files.ask({ op: 'write', path, bytes, at });
      await files.ask({ op: 'close', path });
    }
    await files.ask({ op: 'concat', path: '/c1', sources: ['/c2', '/c3'] });
    await check('/c1', 2 * MB + 77);
    await assert.rejects(files.ask({ op: 'length', path: '/c2' }), /FileNotFoundException/);
  });
}

async function killedSteps(t: TestContext, cluster: TestCluster, files: Files, reader: JavaClient): Promise<void> {
  const { confDir } = cluster;
  const check = (path: string, bytes: number, seed?: number): Promise<void> => readBack(reader, confDir, path, bytes, seed);

  await step(t, 'recoverLease closes the file of a writer that was killed, at a length that all its DataNodes have', async () => {
    const doomed = new Files(javaClient('Appender'), confDir);
    await doomed.ask({ op: 'create', path: '/lost' });
    await doomed.ask({ op: 'write', path: '/lost', bytes: MB + 300_000, flush: 'hflush' });
    const last = (await doomed.ask({ op: 'pipeline', path: '/lost' }) as string[]).at(-1) ?? '';
    // One DataNode stands still while more goes to the others.
    const still = daemonAt(cluster, last);
    cluster.pause(still);
    doomed.client.send({ op: 'write', path: '/lost', bytes: 200_000, confDir });
    await doomed.client.next();
    await doomed.client.kill();
    cluster.resume(still);
    assert.equal(await files.ask({ op: 'isClosed', path: '/lost' }), false);
    await recovered(files, '/lost');
    const length = Number(await files.ask({ op: 'length', path: '/lost' }));
    assert.ok(length >= MB + 300_000 && length <= MB + 500_000, `recovered to ${length}`);
    await check('/lost', length);
    await files.append('/lost', 10);
    await check('/lost', length + 10);
  });

  for (const policy of ['ALWAYS', 'DEFAULT'] as const) {
    await step(t, `an append goes on when DataNodes of its pipeline are killed, and finds another one (${policy})`, async () => {
      const path = `/pipeline-${policy}`;
      await files.put(path, 100_000);
      const writer = new Files(javaClient('Appender'), confDir);
      try {
        await writer.ask({ op: 'append', path, conf: { 'dfs.client.block.write.replace-datanode-on-failure.policy': policy } });
        await writer.ask({ op: 'write', path, bytes: 100_000, flush: 'hflush' });
        const before = await writer.ask({ op: 'pipeline', path }) as string[];
        const victim = daemonAt(cluster, before[1] ?? '');
        await cluster.kill(victim);
        await writer.ask({ op: 'write', path, bytes: 300_000, flush: 'hflush' });
        const after = await writer.ask({ op: 'pipeline', path }) as string[];
        assert.equal(after.length, 3, `${before.join(' ')} became ${after.join(' ')}`);
        assert.equal(after.includes(before[1] ?? ''), false);
        await writer.ask({ op: 'write', path, bytes: MB, flush: 'hflush' });
        await writer.ask({ op: 'close', path });
        await check(path, 500_000 + MB);
        await cluster.start(victim);
      } finally {
        await writer.client.kill();
      }
    });
  }

  await step(t, 'a writer that appends goes on when the Active is killed, and every byte that was flushed is there', async () => {
    await files.put('/through', 1000);
    await files.ask({ op: 'append', path: '/through' });
    files.client.send({ op: 'write', path: '/through', bytes: 2 * MB, flush: 'hflush', chunk: 16 * KB, pause: 15, tell: true, confDir });
    const first = await cluster.untilActive();
    for (let i = 0; i < 20; i++) await files.client.until('written');
    await cluster.kill(first);
    // The answer to the command comes behind the last event.
    let answer: Line = {};
    while (answer['ok'] === undefined) answer = await files.client.next();
    assert.deepEqual(answer, { result: 1000 + 2 * MB, ok: true });
    await files.ask({ op: 'close', path: '/through' });
    await check('/through', 1000 + 2 * MB);
    await cluster.start(first);
    await cluster.untilState(first, 'standby');
  });

  await step(t, 'a recovery and a truncation that the killed Active had ordered are ended by the next one', async () => {
    const doomed = new Files(javaClient('Appender'), confDir);
    await doomed.ask({ op: 'create', path: '/orphan' });
    await doomed.ask({ op: 'write', path: '/orphan', bytes: 123_456, flush: 'hflush' });
    await doomed.client.kill();
    await files.put('/cut', 500_000);
    const active = await cluster.untilActive();
    assert.equal(await files.ask({ op: 'recoverLease', path: '/orphan' }), false);
    assert.equal(await files.ask({ op: 'truncate', path: '/cut', length: 400_000 }), false);
    await cluster.kill(active);
    await closed(files, '/cut');
    await check('/cut', 400_000);
    await recovered(files, '/orphan');
    await check('/orphan', 123_456);
    await cluster.start(active);
    await cluster.untilState(active, 'standby');
  });

  await step(t, 'a file that was being written when every process was killed is recovered with all that was flushed', async () => {
    const doomed = new Files(javaClient('Appender'), confDir);
    await files.put('/grown', 50_000);
    for (const [op, path] of [['create', '/started'], ['append', '/grown']] as const) {
      await doomed.ask({ op, path });
      await doomed.ask({ op: 'write', path, bytes: 99_999, flush: 'hflush' });
    }
    await cluster.killAll();
    await doomed.client.kill();
    await cluster.up();
    for (const [path, bytes] of [['/started', 99_999], ['/grown', 149_999]] as const) {
      await recovered(files, path);
      await check(path, bytes);
    }
  });
}

/** What needs an Apache cluster: sums over the same content, and recoveries with DataNodes of both kinds under NameNodes of either. */
async function besideApache(t: TestContext, cluster: TestCluster, files: Files, reader: JavaClient): Promise<void> {
  const apache = await startApacheCluster({ dir: join(cluster.dir, 'apache'), journalNodes: 1, hdfs: properties });
  const theirs = new Files(javaClient('Appender'), apache.confDir);
  const foreign: { kill: () => unknown }[] = [theirs.client];
  try {
    await step(t, 'checksums equal those of Apache over the same content', async () => {
      for (const side of [files, theirs]) {
        await side.put('/sums/whole', 2 * MB + 54_321, 5, { fresh: true, replication: 1 });
        await side.put('/sums/pieces', 1000, 5, { replication: 1 });
        for (const bytes of [24, 513, MB, 1]) await side.append('/sums/pieces', bytes, 5);
      }
      for (const mode of ['MD5MD5CRC', 'COMPOSITE_CRC']) {
        for (const path of ['/sums/whole', '/sums/pieces']) {
          const [ours, apaches] = await Promise.all([files, theirs].map((side) => side.ask({ op: 'checksum', path, fresh: true, conf: { 'dfs.checksum.combine.mode': mode } })));
          assert.equal(ours, apaches, `${mode} of ${path}`);
        }
      }
    });

    await step(t, 'a DataNode of ours takes part in recoveries that Apache orders', async () => {
      const conf = await dataNodeConf(join(cluster.dir, 'foreign-ours'), apache.confDirOf('dn1'), apache.dataDirOf('dn1'), Object.values(apache.ports('dn1')));
      const log = openSync(join(cluster.dir, 'log', 'foreign-ours.log'), 'a');
      const child = own(spawn(process.execPath, [programFile(), 'datanode', '--config', conf], { stdio: ['ignore', log, log] }));
      foreign.push(child);
      await waitFor('two DataNodes under Apache', async () => {
        const bean = await jmx(apache.ports('nn1').http, 'Hadoop:service=NameNode,name=FSNamesystemState');
        return Number(bean?.['NumLiveDataNodes']) === 2;
      });
      await recoverTogether(theirs, reader, apache.confDir, 2);
    });

    await step(t, 'a DataNode of Apache takes part in recoveries that ours order', async () => {
      const dn1 = cluster.daemon('dn1');
      const conf = await dataNodeConf(join(cluster.dir, 'foreign-apache'), join(cluster.dir, 'etc', 'dn1'), cluster.dataDir('dn1'), [dn1.rpcPort, dn1.httpPort, dn1.extraPort]);
      foreign.push(spawnDaemon('datanode', conf, { logFile: join(cluster.dir, 'log', 'foreign-apache.log'), env: { RIG_JVM: 'fast' } }));
      const active = cluster.daemon(await cluster.untilActive());
      await waitFor('five DataNodes under ours', async () => {
        const bean = await jmx(active.httpPort, 'Hadoop:service=NameNode,name=FSNamesystemState');
        return Number(bean?.['NumLiveDataNodes']) === 5;
      });
      await recoverTogether(files, reader, cluster.confDir, 5);
    });
  } finally {
    for (const one of foreign) await one.kill();
    await apache.stop();
  }
}

/** A file whose writer is killed and one that is truncated, on all DataNodes that there are. */
async function recoverTogether(files: Files, reader: JavaClient, confDir: string, replication: number): Promise<void> {
  const doomed = new Files(javaClient('Appender'), confDir);
  const paths = ['/mixed/1', '/mixed/2'];
  for (const path of paths) {
    await doomed.ask({ op: 'create', path, replication });
    await doomed.ask({ op: 'write', path, bytes: 77_777, flush: 'hflush' });
    assert.equal((await doomed.ask({ op: 'pipeline', path }) as unknown[]).length, replication);
  }
  await doomed.client.kill();
  await files.put('/mixed/cut', 500_000, 1, { replication });
  await files.append('/mixed/cut', 1);
  assert.equal(await files.ask({ op: 'truncate', path: '/mixed/cut', length: 123_457 }), false);
  for (const path of paths) await recovered(files, path);
  await closed(files, '/mixed/cut');
  for (const [path, bytes] of [...paths.map((path) => [path, 77_777] as const), ['/mixed/cut', 123_457] as const]) {
    await readBack(reader, confDir, path, bytes);
    const [nodes] = await files.ask({ op: 'locations', path }) as unknown[][];
    assert.equal(nodes?.length, replication, `${path} is on ${nodes?.join(' ')}`);
  }
}

/** A DataNode's configuration after the pattern of another one's: a data directory and ports of its own. */
async function dataNodeConf(dir: string, pattern: string, dataDir: string, ports: readonly number[]): Promise<string> {
  const base = await freePortBlock(ports.length);
  mkdirSync(join(dir, 'conf'), { recursive: true });
  for (const file of ['core-site.xml', 'hdfs-site.xml']) {
    let text = readFileSync(join(pattern, file), 'utf8').replaceAll(dataDir, join(dir, 'data'));
    for (const [i, port] of ports.entries()) text = text.replaceAll(`:${port}<`, `:${base + i}<`);
    writeFileSync(join(dir, 'conf', file), text);
  }
  return join(dir, 'conf');
}

/** Asks for the lease as Hadoop's users do: again and again. */
async function recovered(files: Files, path: string): Promise<void> {
  await waitFor(`the lease of ${path} to be recovered`, async () => (await files.ask({ op: 'recoverLease', path })) === true, 60_000, 500);
}

async function closed(files: Files, path: string): Promise<void> {
  await waitFor(`${path} to be closed`, async () => (await files.ask({ op: 'isClosed', path })) === true, 60_000, 100);
}

/** The name of the DataNode with a transfer address. */
function daemonAt(cluster: TestCluster, address: string): string {
  const port = Number(address.split(':')[1]);
  const name = cluster.names('datanode').find((each) => cluster.daemon(each).extraPort === port);
  assert.ok(name !== undefined, `no DataNode at ${address}`);
  return name;
}
