/**
 * An Active that hangs, with its guardian and without: clients are not kept waiting, and
 * when it wakes up it says nothing that is no longer true, whatever had reached how
 * many journals.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type TestCluster, withCluster } from '../process/cluster-fixture.ts';
import { newestImage, run, saveNamespace } from './namespace-views.ts';
import { needsApache, step } from './rig/apache.ts';
import { type JavaClient, type Line, javaClient } from './rig/java-client.ts';
import { waitFor } from './rig/ports.ts';

test('an Active that hangs keeps nobody waiting, and one that wakes up says nothing stale', { timeout: 240_000 }, async (t) => {
  if (!needsApache(t)) return;
  await withCluster('hung-active', { dataNodes: 1 }, async (cluster, workDir) => {
    const { confDir } = cluster;
    const shell = javaClient('Shell', [], { confDir });
    const scene: Scene = { cluster, shell, workDir };
    await run(shell, ['dfs', '-mkdir', '-p', '/dir']);

    await step(t, 'the guardian kills a hung Active, and calls in flight on it end within 3 s', () => guardianKills(scene));
    await step(t, 'nothing restarts it but quorate start', () => onlyStartStarts(scene));
    await step(t, 'a call held by a paused NameNode does not say that a deleted file exists', () => heldCall(scene));
    await step(t, 'an operation that had reached no journal never was', () => reachedNone(scene));
    await step(t, 'an operation that had reached one journal, lost with it, never was', () => reachedOneAway(scene));
    await step(t, 'an operation that had reached one journal, which the election heard, is kept', () => reachedOneHeard(scene));
  });
});

interface Scene {
  readonly cluster: TestCluster;
  /** A stock client through the HA proxy. */
  readonly shell: JavaClient;
  readonly workDir: string;
}

/** Clients of one NameNode each, on connections that are open and warm. */
async function hold({ cluster }: Scene, name: string): Promise<JavaClient> {
  const client = javaClient('HeldCall', [`127.0.0.1:${cluster.daemon(name).rpcPort}`], { confDir: cluster.confDir });
  await client.until('started');
  assert.equal((await client.ask({ id: 0, op: 'getFileInfo', path: '/' }))['ok'], true);
  return client;
}

async function bothUp({ cluster }: Scene): Promise<{ active: string; standby: string }> {
  const active = await cluster.untilActive();
  const standby = cluster.names('namenode').find((name) => name !== active) ?? '';
  await cluster.untilState(standby, 'standby');
  return { active, standby };
}

async function guardianKills(scene: Scene): Promise<void> {
  const { cluster, shell } = scene;
  const { active } = await bothUp(scene);
  const held = await hold(scene, active);
  await run(shell, ['dfs', '-ls', '/']); // its connection to the Active is open
  cluster.pause(active);
  const paused = performance.now();
  const calls = [held.ask({ id: 1, op: 'getFileInfo', path: '/dir' }, 10_000), shell.ask({ args: ['dfs', '-ls', '/'] }, 10_000)];
  const [ended, listed] = await Promise.all(calls);
  const took = performance.now() - paused;
  assert.equal(ended?.['ok'], false, 'nobody answers on a connection of a dead process');
  assert.deepEqual([listed?.['code'], String(listed?.['out']).endsWith('/dir\n')], [0, true], JSON.stringify(listed));
  assert.ok(took < 3000, `the calls in flight ended after ${took} ms`);
  assert.equal(cluster.pid(active), undefined);
  assert.notEqual(await cluster.untilActive(), active);
  await held.kill();
}

async function onlyStartStarts(scene: Scene): Promise<void> {
  const { cluster } = scene;
  const active = await cluster.untilActive();
  const dead = cluster.names('namenode').find((name) => name !== active) ?? '';
  await sleep(2000);
  assert.equal((await cluster.status()).find(({ name }) => name === dead)?.state, 'down');
  const { code, stdout } = await cluster.command('start', dead);
  assert.deepEqual([code, stdout], [0, `${dead}: started\n`]);
  await cluster.untilState(dead, 'standby');
}

async function heldCall(scene: Scene): Promise<void> {
  const { cluster, shell } = scene;
  const { active, standby } = await bothUp(scene);
  await run(shell, ['dfs', '-touchz', '/dir/doomed']);
  const held = await hold(scene, active);
  assert.equal((await held.ask({ id: 1, op: 'getFileInfo', path: '/dir/doomed' }))['ok'], true);
  cluster.pause(active, true);
  const answer = held.ask({ id: 2, op: 'getFileInfo', path: '/dir/doomed' });
  await cluster.untilState(standby, 'active');
  const other = await hold(scene, standby);
  assert.equal((await other.ask({ id: 1, op: 'delete', path: '/dir/doomed' }))['result'], true);
  cluster.resume(active);
  denies(await answer);
  await sameNamespace(scene, active, standby);
  await Promise.all([held.kill(), other.kill()]);
}

/** The old Active's answer to a question about what its successor deleted: a refusal or nothing; never the file. */
function denies(line: Line): void {
  assert.ok(line['ok'] === false || line['result'] === null, `a deleted file was shown: ${JSON.stringify(line)}`);
}

async function reachedNone(scene: Scene): Promise<void> {
  const { cluster } = scene;
  const { active, standby } = await bothUp(scene);
  const held = await hold(scene, active);
  const journals = cluster.names('journalnode');
  for (const name of journals) cluster.pause(name);
  const answer = held.ask({ id: 1, op: 'mkdirs', path: '/reached-none' });
  await silent(answer);
  cluster.pause(active, true);
  // What lies in the sockets of the paused JournalNodes goes with them.
  for (const name of journals) await cluster.kill(name);
  await cluster.start(...journals);
  await cluster.untilState(standby, 'active');
  cluster.resume(active);
  assert.equal((await answer)['ok'], false);
  await sameNamespace(scene, active, standby);
  await existence(scene, standby, '/reached-none', false);
  await held.kill();
}

async function reachedOneAway(scene: Scene): Promise<void> {
  const { cluster } = scene;
  const { active, standby } = await bothUp(scene);
  const held = await hold(scene, active);
  const [first = '', ...journals] = cluster.names('journalnode');
  await inOneJournal(scene, active, held, '/reached-one-away', first, journals);
  await cluster.kill(first);
  await cluster.start(...journals);
  await cluster.untilState(standby, 'active');
  await cluster.start(first);
  cluster.resume(active);
  await sameNamespace(scene, active, standby);
  await existence(scene, standby, '/reached-one-away', false);
  await held.kill();
}

async function reachedOneHeard(scene: Scene): Promise<void> {
  const { cluster } = scene;
  const { active, standby } = await bothUp(scene);
  const held = await hold(scene, active);
  const [first = '', second = '', third = ''] = cluster.names('journalnode');
  await inOneJournal(scene, active, held, '/reached-one-heard', first, [second, third]);
  await cluster.start(second); // with the first, a majority; the third stays away until it is over
  await cluster.untilState(standby, 'active');
  await cluster.start(third);
  cluster.resume(active);
  await sameNamespace(scene, active, standby);
  await existence(scene, standby, '/reached-one-heard', true);
  await held.kill();
}

/** Brings a mkdirs into `first`'s log alone, then pauses the Active and its guardian; `others` are dead then. */
async function inOneJournal({ cluster }: Scene, active: string, held: JavaClient, path: string, first: string, others: readonly string[]): Promise<void> {
  const before = await txidOf(cluster, first);
  for (const name of others) cluster.pause(name);
  const answer = held.ask({ id: 1, op: 'mkdirs', path });
  await waitFor(`the operation to be in ${first}'s log`, async () => (await txidOf(cluster, first)) > before);
  await silent(answer);
  cluster.pause(active, true);
  for (const name of others) await cluster.kill(name);
  // It was not acknowledged, and must not be now: what is true of it, the next Active decides.
  void answer.then((line) => assert.equal(line['ok'], false, JSON.stringify(line)), () => undefined);
}

async function txidOf(cluster: TestCluster, journalNode: string): Promise<number> {
  const status = (await cluster.status()).find(({ name }) => name === journalNode);
  return status?.txid ?? -1;
}

/** Asserts that a call is not answered for half a second. */
async function silent(answer: Promise<Line>): Promise<void> {
  const first = await Promise.race([answer, sleep(500, 'silent')]);
  assert.equal(first, 'silent', `acknowledged without a majority: ${JSON.stringify(first)}`);
}

async function existence(scene: Scene, active: string, path: string, expected: boolean): Promise<void> {
  const client = await hold(scene, active);
  const { ok, result } = await client.ask({ id: 1, op: 'getFileInfo', path });
  assert.deepEqual([ok, result !== null], [true, expected]);
  await client.kill();
}

/** `woken` becomes a Standby, catches up, and has exactly the Active's namespace, ids, times and all. */
async function sameNamespace({ cluster, shell, workDir }: Scene, woken: string, active: string): Promise<void> {
  await cluster.untilState(woken, 'standby', 10_000);
  await saveNamespace(shell, cluster.daemon(active).rpcPort);
  await waitFor(`${woken} to have caught up`, async () => {
    const status = await cluster.status();
    return status.find(({ name }) => name === woken)?.txid === status.find(({ name }) => name === active)?.txid;
  });
  await saveNamespace(shell, cluster.daemon(woken).rpcPort);
  const [own, theirs] = await Promise.all([newestImage(shell, cluster.dataDir(woken), workDir), newestImage(shell, cluster.dataDir(active), workDir)]);
  assert.equal(own, theirs);
}
