/**
 * JournalNodes that die: one is not missed; without two nothing is acknowledged and
 * nothing is lost, no daemon gives up, and all goes on when one comes back.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type TestCluster, withCluster } from '../process/cluster-fixture.ts';
import { run } from './namespace-views.ts';
import { needsApache, step } from './rig/apache.ts';
import { type JavaClient, type Line, javaClient } from './rig/java-client.ts';
import { waitFor } from './rig/ports.ts';

test('one JournalNode less stops nothing; two less stop everything, lose nothing, and one more resumes it', { timeout: 180_000 }, async (t) => {
  if (!needsApache(t)) return;
  await withCluster('journal-loss', { dataNodes: 1 }, async (cluster, workDir) => {
    const { confDir } = cluster;
    const shell = javaClient('Shell', [], { confDir });
    const chain = javaClient('Chain', ['/chain'], { confDir, logFile: join(workDir, 'chain.log') });
    await chain.until('started');

    for (const name of cluster.names('journalnode')) {
      await step(t, `${name} dies: no call fails or waits, and it comes back`, () => oneLess(cluster, shell, name));
    }
    await step(t, 'two die: no read and no write is answered, and no daemon ends', () => twoLess(cluster, chain));
    await step(t, 'one returns: reads and writes go on, and the chain is whole', () => oneMore(cluster, shell, chain));
  });
});

async function oneLess(cluster: TestCluster, shell: JavaClient, name: string): Promise<void> {
  const steady = javaClient('Steady', ['mkdirs', 10], { confDir: cluster.confDir });
  await steady.until('started');
  await sleep(300);
  const active = await cluster.untilActive();
  steady.send('mark');
  await steady.until('mark');
  await cluster.kill(name);
  await sleep(1500);
  steady.send('stop');
  const seen = await steady.until('done');
  assert.equal(seen['failed'], 0, JSON.stringify(seen));
  assert.ok(Number(seen['gapMs']) < 1000, `clients saw a gap of ${String(seen['gapMs'])} ms`);
  assert.equal(await cluster.active(), active, 'the Active stays');
  await cluster.start(name);
  // What it missed it need not get; from the next segment on it has to take part.
  await run(shell, ['dfsadmin', '-rollEdits']);
  await run(shell, ['dfs', '-mkdir', `/after-${name}`]);
  await waitFor(`${name} to write with the others`, async () => {
    const status = await cluster.status();
    return status.find((each) => each.name === name)?.txid === status.find((each) => each.state === 'active')?.txid;
  });
}

async function twoLess(cluster: TestCluster, chain: JavaClient): Promise<void> {
  const active = await cluster.untilActive();
  const held = javaClient('HeldCall', [`127.0.0.1:${cluster.daemon(active).rpcPort}`], { confDir: cluster.confDir });
  await held.until('started');
  assert.equal((await held.ask({ id: 0, op: 'mkdirs', path: '/held' }))['result'], true);
  await Promise.all([cluster.kill('jn1'), cluster.kill('jn2')]);
  await sleep(1000); // the lease is over
  chain.drain();
  const write = held.ask({ id: 1, op: 'mkdirs', path: '/unacknowledged' });
  const answered = await Promise.race([write, sleep(1500, 'silent')]);
  assert.ok(answered === 'silent' || (answered as Line)['ok'] === false, `acknowledged by one journal of three: ${JSON.stringify(answered)}`);
  const reader = javaClient('HeldCall', [`127.0.0.1:${cluster.daemon(active).rpcPort}`], { confDir: cluster.confDir });
  await reader.until('started');
  const read = await Promise.race([reader.ask({ id: 2, op: 'getFileInfo', path: '/held' }), sleep(3500, 'silent')]);
  assert.ok(read === 'silent' || (read as Line)['ok'] === false, `read without a lease: ${JSON.stringify(read)}`);
  assert.deepEqual(chain.drain(), [], 'the chain stands still');
  for (const { name, pid } of await cluster.status()) assert.equal(pid === undefined, ['jn1', 'jn2'].includes(name), `${name} ${pid === undefined ? 'ended' : 'runs'}`);
  await Promise.all([held.kill(), reader.kill()]);
}

async function oneMore(cluster: TestCluster, shell: JavaClient, chain: JavaClient): Promise<void> {
  await cluster.start('jn2');
  const back = performance.now();
  await cluster.untilActive();
  await run(shell, ['dfs', '-mkdir', '/resumed']);
  await chain.until('progress', 30_000);
  const took = performance.now() - back;
  assert.ok(took < 20_000, `it took ${took} ms`);
  chain.send('stop');
  for (;;) {
    const line = await chain.next();
    if (line['event'] === 'progress') continue;
    assert.equal(line['event'], 'done', JSON.stringify(line));
    break;
  }
  await cluster.start('jn1');
  assert.match(await run(shell, ['fsck', '/']), /is HEALTHY/);
}
