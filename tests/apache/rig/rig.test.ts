/**
 * The rig itself, on the real Apache cluster: what other tests rely on when they
 * use the same clients against ours.
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { hdfs, needsApache, step, writeConfDir } from './apache.ts';
import { type ApacheCluster, startApacheCluster } from './apache-cluster.ts';
import { content } from './content.ts';
import { type JavaClient, javaClient } from './java-client.ts';
import { withWorkDir } from './processes.ts';
import { Proxy } from './proxy.ts';

const readable = { 'dfs.namenode.fs-limits.min-block-size': '0', 'dfs.blocksize': '1048576' };

test('the rig runs real Hadoop daemons and clients', { timeout: 240_000 }, async (t) => {
  if (!needsApache(t)) return;
  await withWorkDir('rig', async (dir) => {
    const cluster = await startApacheCluster({ dir, hdfs: readable });
    const { confDir } = cluster;
    const shell = javaClient('Shell', [], { confDir, logFile: join(dir, 'log/shell') });

    await step(t, 'a command in a JVM of its own tells code, stdout and stderr', async () => {
      const r = await hdfs(['dfs', '-put', '-', '/from-stdin'], { confDir, input: 'hello\n' });
      assert.deepEqual([r.code, r.stdout], [0, '']);
      const missing = await hdfs(['dfs', '-cat', '/missing'], { confDir });
      assert.equal(missing.code, 1);
      assert.match(missing.stderr, /No such file or directory/);
    });

    await step(t, 'a warm shell answers as the command line does', () => shellAnswers(shell, cluster, dir));
    await step(t, 'a file of known content is written, verified, and its bytes are ours', () => writerVerifies(shell, confDir, dir));
    await step(t, 'calls on a held connection end on their own NameNode', () => heldCalls(cluster));
    await step(t, 'a steady client sees the gap of a failover', () => steadyGap(shell, cluster));
    await step(t, 'a chain holds through lost replies and a failover', () => chainHolds(shell, cluster, dir));
    await step(t, 'a chain tells when somebody else breaks it', () => chainBreaks(shell, confDir));
  });
});

async function shellAnswers(shell: JavaClient, cluster: ApacheCluster, dir: string): Promise<void> {
  const run = (...args: string[]) => shell.ask({ args });
  assert.deepEqual(pick(await run('dfs', '-cat', '/from-stdin')), { code: 0, out: 'hello\n', err: '' });
  assert.deepEqual(pick(await shell.ask({ args: ['dfs', '-put', '-', '/typed'], input: 'typed' })), { code: 0, out: '', err: '' });
  assert.match(String((await run('dfs', '-ls', '/'))['out']), /^Found 2 items\n.* 6 .* \/from-stdin\n/);
  const missing = await run('dfs', '-cat', '/missing');
  assert.deepEqual(pick(missing), { code: 1, out: '', err: "cat: `/missing': No such file or directory\n" });
  assert.equal((await run('dfs', '-nonsense'))['code'], 255);
  assert.match(String((await run('haadmin', '-getAllServiceState'))['out']), /active[^]*standby/);
  assert.match(String((await run('dfsadmin', '-safemode', 'get'))['out']), /Safe mode is OFF/);
  assert.match(String((await run('fsck', '/'))['out']), /is HEALTHY/);
  assert.match(String((await run('getconf', '-confKey', 'dfs.nameservices'))['out']), /^apache\n$/);
  const edits = join(cluster.dataDirOf('jn1'), 'apache/current/edits_inprogress_0000000000000000001');
  assert.equal((await run('oev', '-p', 'XML', '-i', edits, '-o', join(dir, 'edits.xml')))['code'], 0);
  assert.match(readFileSync(join(dir, 'edits.xml'), 'utf8'), /<DST>\/from-stdin<\/DST>/);
  const image = join(cluster.dataDirOf('nn1'), 'current/fsimage_0000000000000000000');
  assert.equal((await run('oiv', '-p', 'XML', '-i', image, '-o', join(dir, 'image.xml')))['code'], 0);
  assert.match(readFileSync(join(dir, 'image.xml'), 'utf8'), /<INodeSection>/);
  const local = await shell.ask({ args: ['dfs', '-ls', `file://${dir}`], conf: { 'fs.defaultFS': 'file:///' } });
  assert.match(String(local['out']), /edits\.xml/);
}

async function writerVerifies(shell: JavaClient, confDir: string, dir: string): Promise<void> {
  const writer = javaClient('Writer', [], { confDir });
  const bytes = 5_000_001;
  writer.send({ op: 'write', path: '/known', bytes, seed: 7, block: 1_048_576, rate: 20_000_000 });
  assert.equal((await writer.until('progress'))['event'], 'progress');
  assert.equal((await writer.until('done'))['ok'], true);
  writer.send({ op: 'read', path: '/known', bytes, seed: 7 });
  const right = await writer.until('done');
  assert.deepEqual([right['ok'], right['bytes']], [true, bytes]);
  writer.send({ op: 'read', path: '/known', bytes, seed: 8 });
  const wrong = await writer.until('done');
  assert.match(String(wrong['message']), /^byte 0 is /);
  assert.equal((await shell.ask({ args: ['dfs', '-get', '/known', join(dir, 'known')] }))['code'], 0);
  assert.ok(readFileSync(join(dir, 'known')).equals(content(7, bytes)));
  assert.ok(content(7, 1000, 4_000_003).equals(content(7, bytes).subarray(4_000_003, 4_001_003)));
  await writer.close();
}

async function heldCalls(cluster: ApacheCluster): Promise<void> {
  const proxy = await Proxy.start(cluster.ports('nn1').rpc);
  const hold = (port: number) => javaClient('HeldCall', [`127.0.0.1:${port}`], { confDir: cluster.confDir });
  const [active, standby] = [hold(proxy.port), hold(cluster.ports('nn2').rpc)];
  await Promise.all([active.until('started'), standby.until('started')]);
  assert.equal((await active.ask({ id: 1, op: 'mkdirs', path: '/held' }))['result'], true);
  assert.deepEqual((await active.ask({ id: 2, op: 'getFileInfo', path: '/none' }))['result'], null);
  const refused = await standby.ask({ id: 3, op: 'getFileInfo', path: '/held' });
  assert.deepEqual([refused['id'], refused['ok'], refused['exception']], [3, false, 'org.apache.hadoop.ipc.StandbyException']);
  // A paused NameNode holds the call; the answer comes when it wakes, on the same connection.
  await cluster.kill('nn1', 'SIGSTOP');
  const held = active.ask({ id: 4, op: 'getFileInfo', path: '/held' });
  assert.equal(await Promise.race([held, new Promise((r) => setTimeout(r, 300, 'silent'))]), 'silent');
  await cluster.kill('nn1', 'SIGCONT');
  assert.equal((await held)['ok'], true);
  assert.deepEqual([proxy.counts.connections, proxy.counts.calls], [1, 3]);
  await Promise.all([active.close(), standby.close()]);
  await proxy.stop();
}

async function steadyGap(shell: JavaClient, cluster: ApacheCluster): Promise<void> {
  const steady = javaClient('Steady', ['mkdirs', 5], { confDir: cluster.confDir });
  await steady.until('started');
  await new Promise((r) => setTimeout(r, 1000));
  steady.send('mark');
  const calm = await steady.until('mark');
  assert.ok(Number(calm['ops']) > 10 && calm['failed'] === 0, JSON.stringify(calm));
  assert.equal((await shell.ask({ args: ['haadmin', '-failover', 'nn1', 'nn2'] }))['code'], 0);
  assert.equal(await cluster.state('nn2'), 'active');
  await steady.until('slow');
  steady.send('stop');
  const gap = await steady.until('done');
  assert.ok(Number(gap['gapMs']) > 50 && gap['failed'] === 0, JSON.stringify(gap));
}

async function chainHolds(shell: JavaClient, cluster: ApacheCluster, dir: string): Promise<void> {
  const proxies = await Promise.all(['nn1', 'nn2'].map((nn) => Proxy.start(cluster.ports(nn).rpc)));
  const conf = writeConfDir(
    join(dir, 'conf/proxied'),
    { 'fs.defaultFS': 'hdfs://apache' },
    {
      'dfs.nameservices': 'apache',
      'dfs.ha.namenodes.apache': 'nn1,nn2',
      'dfs.client.failover.proxy.provider.apache': 'org.apache.hadoop.hdfs.server.namenode.ha.ConfiguredFailoverProxyProvider',
      ...Object.fromEntries(proxies.map((p, i) => [`dfs.namenode.rpc-address.apache.nn${i + 1}`, `127.0.0.1:${p.port}`])),
    },
  );
  for (const [i, p] of proxies.entries()) p.lose({ percent: 2, seed: 11 + i, methods: ['rename', 'create', 'complete'] });
  const chain = javaClient('Chain', ['/chain', 0, 10], { confDir: conf, logFile: join(dir, 'log/chain') });
  await chain.until('started');
  await chain.until('progress', 60_000);
  assert.equal((await shell.ask({ args: ['haadmin', '-failover', 'nn2', 'nn1'] }))['code'], 0);
  for (let renamed = 0; renamed < 2; renamed++) await chain.until('progress', 60_000);
  for (const p of proxies) p.lose(undefined);
  chain.send('stop');
  const verdict = await chain.next(60_000).then((line) => (line['event'] === 'progress' ? chain.next() : line));
  assert.equal(verdict['event'], 'done', JSON.stringify(verdict));
  const lost = proxies.flatMap((p) => [...p.counts.lost.keys()]);
  assert.ok(lost.length > 0, 'the proxies lost no reply');
  const list = await shell.ask({ args: ['dfs', '-ls', '-C', '/chain/c', '/chain/f'] });
  assert.equal(String(list['out']).trim().split('\n').length, 1 + Number(verdict['i']));
  assert.match(String(list['out']), new RegExp(`^/chain/c/${Number(verdict['i'])}\n`));
  await Promise.all(proxies.map((p) => p.stop()));
}

async function chainBreaks(shell: JavaClient, confDir: string): Promise<void> {
  const chain = javaClient('Chain', ['/breaks', 20], { confDir });
  await chain.until('started');
  // Another client moves the link away: what a doubled rename looks like.
  await shell.ask({ args: ['dfs', '-mv', '/breaks/c', '/breaks/away'] });
  const verdict = await chain.until('broken');
  assert.deepEqual([verdict['step'], verdict['why']], ['rename', 'rename answered false']);
  assert.equal((await chain.exited).code, 1);
}

test('a proxy holds back what a partition holds back, and resets', async () => {
  const { createServer, connect } = await import('node:net');
  const echo = createServer((s) => s.on('error', () => undefined).pipe(s)).listen(0, '127.0.0.1');
  await new Promise((r) => echo.once('listening', r));
  const address = echo.address();
  assert.ok(address && typeof address === 'object');
  const proxy = await Proxy.start(address.port);
  const socket = connect(proxy.port, '127.0.0.1');
  const said = (ms: number) => Promise.race([new Promise((r) => socket.once('data', (b) => r(String(b)))), new Promise((r) => setTimeout(r, ms, 'silent'))]);
  socket.write('one');
  assert.equal(await said(2000), 'one');
  proxy.partition();
  socket.write('two');
  assert.equal(await said(100), 'silent');
  proxy.heal();
  assert.equal(await said(2000), 'two');
  proxy.delay(100);
  const start = performance.now();
  socket.write('three');
  assert.equal(await said(2000), 'three');
  assert.ok(performance.now() - start >= 190, 'delayed in both directions');
  proxy.delay(0);
  const error = new Promise((r) => socket.once('error', (e: NodeJS.ErrnoException) => r(e.code)));
  proxy.reset();
  assert.equal(await error, 'ECONNRESET');
  await proxy.stop();
  echo.close();
});

test('a work directory is kept after a failure, with its path printed, and removed otherwise', async (t) => {
  const printed: string[] = [];
  t.mock.method(console, 'error', (line: string) => printed.push(line));
  let kept = '';
  await assert.rejects(
    withWorkDir('kept', async (dir) => {
      kept = dir;
      writeFileSync(join(dir, 'log'), 'why');
      throw new Error('on purpose');
    }),
    /on purpose/,
  );
  assert.ok(existsSync(join(kept, 'log')) && printed.some((line) => line.includes(kept)));
  const removed = await withWorkDir('removed', async (dir) => dir);
  assert.equal(existsSync(removed), false);
  (await import('node:fs')).rmSync(kept, { recursive: true });
});

function pick(answer: Readonly<Record<string, unknown>>): object {
  return { code: answer['code'], out: answer['out'], err: answer['err'] };
}
