/** Daemons started one by one from a Hadoop configuration directory, as an operator of Hadoop does, and what they refuse. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { writeConfDir } from '../apache/rig/apache.ts';
import { freePort, freePortBlock, listening, waitFor } from '../apache/rig/ports.ts';
import { exitOf, withWorkDir } from '../apache/rig/processes.ts';
import { killProcessesOf } from './cluster-fixture.ts';
import { nameNodeClient } from './name-node-client.ts';
import { type RunningCommand, quorate, spawnQuorate } from './quorate-command.ts';

interface Site {
  readonly base: number;
  readonly confDir: string;
}

/** A configuration of one NameNode and one DataNode without a journal quorum. */
async function singleSite(dir: string, more: Readonly<Record<string, string>> = {}): Promise<Site> {
  const base = await freePortBlock(50);
  const confDir = writeConfDir(join(dir, 'conf'), { 'fs.defaultFS': `hdfs://127.0.0.1:${base}` }, {
    'dfs.namenode.name.dir': `file://${dir}/name`,
    'dfs.namenode.http-address': `127.0.0.1:${base + 1}`,
    'dfs.namenode.safemode.extension': '0',
    'dfs.datanode.data.dir': `file://${dir}/data`,
    'dfs.datanode.address': `127.0.0.1:${base + 2}`,
    'dfs.datanode.ipc.address': `127.0.0.1:${base + 3}`,
    'dfs.datanode.http.address': `127.0.0.1:${base + 4}`,
    'dfs.replication': '1',
    ...more,
  });
  return { base, confDir };
}

async function startDaemon(role: string, confDir: string, port: number, env: Readonly<Record<string, string>> = {}): Promise<RunningCommand> {
  const daemon = spawnQuorate(env['HADOOP_CONF_DIR'] === undefined ? [role, '--config', confDir] : [role], { env });
  await waitFor(`the ${role} of ${confDir} to listen`, () => daemon.alive() && listening(port));
  return daemon;
}

async function endInOrder(daemon: RunningCommand): Promise<void> {
  const exited = exitOf(daemon.child);
  daemon.child.kill('SIGTERM');
  assert.deepEqual(await exited, { code: 0, signal: null }, daemon.said());
}

test('a single NameNode is formatted, serves, ends in order at SIGTERM, and finds its edits again', { timeout: 60_000 }, async () => {
  await withWorkDir('single', async (dir) => {
    const { base, confDir } = await singleSite(dir);
    const format = await quorate(['namenode', '-format', '--config', confDir]);
    assert.equal(format.code, 0, format.stderr);
    assert.ok(existsSync(join(dir, 'name/current/fsimage_0000000000000000000.md5')));
    for (const round of [1, 2]) {
      // The directory of the configuration may come from the environment, as with Hadoop's own commands.
      const nameNode = await startDaemon('namenode', confDir, base, { HADOOP_CONF_DIR: confDir });
      const client = nameNodeClient(base);
      if (round === 2) assert.equal(await client.exists('/round1'), true);
      assert.equal(await client.mkdirs(`/round${round}`), true);
      client.close();
      await endInOrder(nameNode);
    }
  });
});

test('-format refuses to overwrite a namespace unless it is told to', { timeout: 60_000 }, async () => {
  await withWorkDir('format', async (dir) => {
    const { confDir } = await singleSite(dir);
    const version = (): string => readFileSync(join(dir, 'name/current/VERSION'), 'utf8');
    assert.equal((await quorate(['namenode', '-format', '-clusterId', 'CID-mine', '--config', confDir])).code, 0);
    const first = version();
    assert.match(first, /^clusterID=CID-mine$/m);
    const again = await quorate(['namenode', '-format', '-nonInteractive', '--config', confDir]);
    assert.equal(again.code, 1);
    assert.ok(`${again.stdout}${again.stderr}`.includes(join(dir, 'name')), again.stderr);
    const asked = await quorate(['namenode', '-format', '--config', confDir], { input: 'N\n' });
    assert.equal(asked.code, 1, 'no is no');
    assert.equal(version(), first);
    const forced = await quorate(['namenode', '-format', '-force', '--config', confDir]);
    assert.equal(forced.code, 0, forced.stderr);
    assert.notEqual(version(), first);
  });
});

test('a malformed value names the key, the value and the file, and the daemon does not start', { timeout: 60_000 }, async () => {
  await withWorkDir('malformed', async (dir) => {
    const cases: readonly (readonly [string, string, string])[] = [
      ['namenode', 'dfs.namenode.handler.count', 'many'],
      ['namenode', 'dfs.blocksize', '12 parsecs'],
      ['namenode', 'dfs.namenode.checkpoint.period', '1 fortnight'],
      ['journalnode', 'dfs.journalnode.rpc-address', '127.0.0.1:port'],
      ['datanode', 'dfs.datanode.address', '127.0.0.1:99999'],
      ['datanode', 'dfs.heartbeat.interval', 'often'],
    ];
    for (const [i, [role, key, value]] of cases.entries()) {
      const { confDir } = await singleSite(join(dir, String(i)), { [key]: value });
      const { code, stderr } = await quorate([role, '--config', confDir], { timeoutMs: 15_000 });
      assert.ok(code > 0, `${role} with ${key}=${value}: ${code}`);
      for (const part of [key, value, join(confDir, 'hdfs-site.xml')]) assert.ok(stderr.includes(part), `${role}: ${stderr} names ${part}`);
      assert.doesNotMatch(stderr, /\n {4}at /);
    }
    const broken = join(dir, 'broken');
    mkdirSync(broken);
    writeFileSync(join(broken, 'hdfs-site.xml'), '<configuration><property>');
    const { code, stderr } = await quorate(['namenode', '--config', broken]);
    assert.ok(code > 0);
    assert.ok(stderr.includes(join(broken, 'hdfs-site.xml')), stderr);
  });
});

test('a port that is in use ends the daemon with the port in its last word', { timeout: 60_000 }, async () => {
  await withWorkDir('in-use', async (dir) => {
    const taken = await freePort();
    const squatter = createServer().listen(taken, '127.0.0.1');
    try {
      const refuses = async (role: string, confDir: string): Promise<void> => {
        const { code, stderr } = await quorate([role, '--config', confDir], { timeoutMs: 15_000 });
        assert.ok(code > 0, `${role}: ${code}`);
        assert.ok(stderr.includes(String(taken)), `${role}: ${stderr}`);
        assert.doesNotMatch(stderr, /\n {4}at /);
      };
      const address = `127.0.0.1:${taken}`;
      const journal = await singleSite(join(dir, 'jn'), { 'dfs.journalnode.rpc-address': address, 'dfs.journalnode.http-address': '127.0.0.1:0', 'dfs.journalnode.edits.dir': join(dir, 'journal') });
      await refuses('journalnode', journal.confDir);
      for (const key of ['dfs.namenode.rpc-address', 'dfs.namenode.http-address']) {
        const name = await singleSite(join(dir, key), { [key]: address });
        assert.equal((await quorate(['namenode', '-format', '--config', name.confDir])).code, 0);
        await refuses('namenode', name.confDir);
      }
      for (const key of ['dfs.datanode.address', 'dfs.datanode.ipc.address', 'dfs.datanode.http.address']) {
        await refuses('datanode', (await singleSite(join(dir, key), { [key]: address })).confDir);
      }
    } finally {
      squatter.close();
    }
  });
});

test('a NameNode without a format, or with a directory that another one uses, says so and ends', { timeout: 60_000 }, async () => {
  await withWorkDir('refused', async (dir) => {
    const { base, confDir } = await singleSite(dir);
    const blank = await quorate(['namenode', '--config', confDir], { timeoutMs: 15_000 });
    assert.ok(blank.code > 0);
    assert.ok(blank.stderr.includes(join(dir, 'name')), blank.stderr);
    assert.equal((await quorate(['namenode', '-format', '--config', confDir])).code, 0);
    const first = await startDaemon('namenode', confDir, base);
    const second = await quorate(['namenode', '--config', confDir, '-D', `dfs.namenode.rpc-address=127.0.0.1:${base + 10}`, '-D', `dfs.namenode.http-address=127.0.0.1:${base + 11}`], { timeoutMs: 15_000 });
    assert.ok(second.code > 0);
    assert.ok(second.stderr.includes(join(dir, 'name')), second.stderr);
    first.alive();
    await endInOrder(first);
  });
});

test('an HA pair is made by hand: journals, -format, and -bootstrapStandby', { timeout: 90_000 }, async () => {
  await withPair('by-hand', 3, async ({ a, b, ports }) => {
    const format = await quorate(['namenode', '-format', '--config', a]);
    assert.equal(format.code, 0, format.stderr);
    await startDaemon('namenode', a, ports.a);
    await serves(ports.a, '/by-hand');
    const bootstrap = await quorate(['namenode', '-bootstrapStandby', '--config', b]);
    assert.equal(bootstrap.code, 0, `${bootstrap.stdout}${bootstrap.stderr}`);
    await startDaemon('namenode', b, ports.b);
    const refused = await quorate(['namenode', '-bootstrapStandby', '-nonInteractive', '--config', b]);
    assert.notEqual(refused.code, 0, 'it does not overwrite');
    await waitFor('both states', async () => /active[^]*standby/.test((await quorate(['haadmin', '-getAllServiceState', '--config', b])).stdout));
  });
});

test('a single NameNode with data becomes one of a pair: -initializeSharedEdits', { timeout: 90_000 }, async () => {
  await withPair('shared', 1, async ({ a, b, ports, dir }) => {
    const { base, confDir } = await singleSite(join(dir, 'single'), { 'dfs.namenode.name.dir': `file://${dir}/a` });
    assert.equal((await quorate(['namenode', '-format', '--config', confDir])).code, 0);
    const single = await startDaemon('namenode', confDir, base);
    await serves(base, '/from-before');
    await endInOrder(single);
    const shared = await quorate(['namenode', '-initializeSharedEdits', '--config', a]);
    assert.equal(shared.code, 0, `${shared.stdout}${shared.stderr}`);
    const first = await startDaemon('namenode', a, ports.a);
    await serves(ports.a, '/from-after');
    const bootstrap = await quorate(['namenode', '-bootstrapStandby', '--config', b]);
    assert.equal(bootstrap.code, 0, `${bootstrap.stdout}${bootstrap.stderr}`);
    await startDaemon('namenode', b, ports.b);
    await endInOrder(first);
    const client = nameNodeClient(ports.b);
    for (const path of ['/from-before', '/from-after']) {
      assert.equal(await waitFor('b to serve', async () => [await client.exists(path).catch(() => undefined)].find((answer) => answer !== undefined)), true, path);
    }
    client.close();
  });
});

interface Pair {
  readonly dir: string;
  /** The configurations of the two NameNodes. */
  readonly a: string;
  readonly b: string;
  readonly ports: { readonly a: number; readonly b: number };
}

/** JournalNodes at work, and the configurations of two NameNodes over them; everything ends with `body`. */
async function withPair(name: string, journalNodes: number, body: (pair: Pair) => Promise<void>): Promise<void> {
  await withWorkDir(name, async (dir) => {
    // A guardian that is killed leaves its NameNode running, as it should, so the test's end has to look for both.
    await pairIn(dir, journalNodes).then(body).finally(() => killProcessesOf(dir));
  });
}

async function pairIn(dir: string, journalNodes: number): Promise<Pair> {
  const base = await freePortBlock(50);
  const journals = Array.from({ length: journalNodes }, (_, i) => base + 10 + 2 * i);
  const shared = {
    'dfs.nameservices': 'hand',
    'dfs.ha.namenodes.hand': 'a,b',
    'dfs.namenode.rpc-address.hand.a': `127.0.0.1:${base}`,
    'dfs.namenode.http-address.hand.a': `127.0.0.1:${base + 1}`,
    'dfs.namenode.rpc-address.hand.b': `127.0.0.1:${base + 3}`,
    'dfs.namenode.http-address.hand.b': `127.0.0.1:${base + 4}`,
    'dfs.namenode.shared.edits.dir': `qjournal://${journals.map((port) => `127.0.0.1:${port}`).join(';')}/hand`,
    'dfs.ha.automatic-failover.enabled': 'true',
    'dfs.ha.zkfc.port.hand.a': String(base + 2),
    'dfs.ha.zkfc.port.hand.b': String(base + 5),
    'dfs.namenode.safemode.extension': '0',
    'dfs.replication': '1',
  };
  const conf = (name: string, own: Readonly<Record<string, string>>): string => writeConfDir(join(dir, 'etc', name), { 'fs.defaultFS': 'hdfs://hand' }, { ...shared, ...own });
  await Promise.all(journals.map((port) => startDaemon('journalnode', conf(`j${port}`, {
    'dfs.journalnode.rpc-address': `127.0.0.1:${port}`, 'dfs.journalnode.http-address': `127.0.0.1:${port + 1}`, 'dfs.journalnode.edits.dir': join(dir, `j${port}`),
  }), port)));
  const nameNode = (id: string): string => conf(id, { 'dfs.ha.namenode.id': id, 'dfs.namenode.name.dir': `file://${dir}/${id}` });
  return { dir, a: nameNode('a'), b: nameNode('b'), ports: { a: base, b: base + 3 } };
}

/** Waits until the NameNode is Active, and makes a directory on it. */
async function serves(port: number, path: string): Promise<void> {
  const client = nameNodeClient(port);
  await waitFor(`the NameNode at ${port} to serve`, () => client.mkdirs(path).catch(() => false));
  client.close();
}
