// What befalls a NameNode amid a move, in a whole cluster on virtual time.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { JournalFenced } from '../../edit-log/journal-manager.ts';
import { RpcClient, rpcProxy } from '../../rpc/rpc-client.ts';
import { SimCluster, simUser } from '../../sim/sim-cluster.ts';
import { World } from '../../sim/world.ts';
import { ClientNamenodeProtocol } from '../../wire/client-namenode-protocol.ts';

test('one that is fenced before its reign has begun does not begin it, though nobody writes to it', async () => {
  const world = new World(1);
  const cluster = new SimCluster(world, { size: { namenodes: 2, journalnodes: 3, datanodes: 1 } });
  await cluster.up();
  const first = cluster.active();
  const heir = cluster.nameNodes().find(([name]) => name !== first)?.[1];
  assert.ok(first !== undefined && heir !== undefined);
  let fencedEpoch = 0;
  world.watchers.push(() => {
    // The JournalNodes' words come while the first segment is opened, once an epoch.
    if (heir.haState !== 'Opening' || fencedEpoch > 0) return;
    fencedEpoch = 2;
    heir.ha.fenced(fencedEpoch);
  });
  cluster.kill(first);
  const reigned = new Set<number>();
  world.watchers.push(() => {
    if (heir.haState === 'Active') reigned.add(heir.ha.epoch);
  });
  await cluster.until('the heir to reign', 20_000, () => reigned.size > 0);
  assert.equal(fencedEpoch, 2);
  assert.ok(!reigned.has(fencedEpoch), [...reigned].join());
});

/** Two NameNodes, of which the first is Active, and the means to part them from JournalNodes. */
async function twoNameNodes(): Promise<{
  readonly world: World; readonly cluster: SimCluster; readonly first: string; readonly heir: string; readonly journalNodes: readonly [string, string, string];
  readonly apart: (a: string, b: string) => void; readonly together: (a: string, b: string) => void;
  readonly writer: (name: string, machine: string) => (path: string) => Promise<unknown>;
}> {
  const world = new World(1);
  const cluster = new SimCluster(world, { size: { namenodes: 2, journalnodes: 3, datanodes: 0 } });
  await cluster.up();
  await cluster.until('both NameNodes up', 5000, () => cluster.nameNodes().length === 2);
  const first = cluster.active() ?? '';
  const heir = cluster.names('namenode').find((name) => name !== first) ?? '';
  const [jn1 = '', jn2 = '', jn3 = ''] = cluster.names('journalnode');
  const together = (a: string, b: string): void => {
    cluster.heal(a, b);
    cluster.heal(b, a);
  };
  const writer = (name: string, machine: string): ((path: string) => Promise<unknown>) => {
    const { env } = cluster.addHost(machine).boot();
    const rpc = rpcProxy(new RpcClient(env, { address: cluster.nameNodeAddress(name), user: simUser, rpcTimeoutMs: 60_000 }), ClientNamenodeProtocol);
    return (src) => rpc.mkdirs({ src, masked: { perm: 0o755 }, createParent: true });
  };
  return { world, cluster, first, heir, journalNodes: [jn1, jn2, jn3], apart: (a, b) => cluster.isolate(a, [b]), together, writer };
}

test('a writer that regains its quorum answers no read before it knows that nobody else has written', async () => {
  const { world, cluster, first, heir, journalNodes: [jn1, jn2, jn3], apart, together, writer } = await twoNameNodes();
  const atFirst = writer(first, 'c1');
  await world.settle('mkdirs', 5000, atFirst('/before'));
  const epoch = cluster.nameNode(first)?.ha.epoch ?? 0;

  // Edits of the first one that no JournalNode has, more than the heir will write.
  for (const journalNode of [jn1, jn2, jn3, heir]) apart(first, journalNode);
  for (let i = 0; i < 6; i++) void atFirst(`/mine${i}`).catch(() => {});
  apart(heir, jn3);
  await cluster.until('the heir to reign', 20_000, () => cluster.nameNode(heir)?.haState === 'Active');
  await world.settle('mkdirs', 5000, writer(heir, 'c2')('/theirs'));
  cluster.kill(heir, { guardian: false });

  // jn3 has not heard of the heir: the first one is not told that it is over, and finds out in the log.
  const reads: number[] = [];
  world.watchers.push(() => {
    const node = cluster.nameNode(first);
    const { term } = node?.fsn.open ?? {};
    if (node !== undefined && term !== undefined && term.epoch > epoch + 1 && term.mayRead(world.nowMs)) reads.push(node.fsn.namespace.lookup('/theirs'));
  });
  together(first, jn1);
  together(first, jn3);
  await cluster.until('an epoch after the heir\'s', 20_000, () => (cluster.nameNode(first)?.ha.wonEpoch ?? 0) > epoch + 1);
  await cluster.until('the first one to reign again', 30_000, () => cluster.nameNode(first)?.haState === 'Active' && (cluster.nameNode(first)?.ha.epoch ?? 0) > epoch + 1);
  await cluster.pass(500);
  assert.ok(reads.length > 0 && reads.every((row) => row >= 0), `${reads.filter((row) => row < 0).length} of ${reads.length} moments without what the heir had acknowledged`);
});

test('a writer that regains its quorum does not take another one\'s START for its own', async () => {
  const { world, cluster, first, heir, journalNodes, apart, writer } = await twoNameNodes();
  const [, jn2, jn3] = journalNodes;
  const atFirst = writer(first, 'c1');
  await world.settle('mkdirs', 5000, atFirst('/before'));
  const epoch = cluster.nameNode(first)?.ha.epoch ?? 0;

  // The first one loses its quorum with an edit on its way, regains it, and falls asleep right before its START: so that is next in its log.
  for (const journalNode of journalNodes) cluster.kill(journalNode);
  const answers: string[] = [];
  atFirst('/mine').then(() => answers.push('done'), (error: unknown) => answers.push(String(error)));
  await cluster.until('the first one to lose its quorum', 20_000, () => world.trace.some((line) => line.includes(`${first} `) && line.includes('the quorum is lost')));
  let asleep = false;
  world.watchers.push(() => {
    const ended = journalNodes.filter((name) => (cluster.journalNode(name)?.journals.get(cluster.layout.nameservice)?.getEditLogManifest(0, false).logs.length ?? 0) > 0);
    if (asleep || ended.length < 2) return;
    asleep = true;
    cluster.pause(first);
  });
  apart(heir, jn3);
  for (const journalNode of journalNodes) await world.settle('start', 5000, cluster.start(journalNode));
  await cluster.until('the first one to recover', 20_000, () => asleep);

  // Another one reigns meanwhile, and writes nothing but its START.
  await cluster.until('the heir to reign', 20_000, () => cluster.nameNode(heir)?.haState === 'Active');
  cluster.kill(heir, { guardian: false });
  cluster.kill(jn2);
  cluster.resume(first);
  await cluster.until('the first one to reign again', 30_000, () => cluster.nameNode(first)?.haState === 'Active' && (cluster.nameNode(first)?.ha.epoch ?? 0) > epoch + 2);
  await cluster.pass(500);
  assert.ok((cluster.nameNode(first)?.fsn.namespace.lookup('/mine') ?? 0) < 0, 'what was on its way when another one reigned is not done');
  assert.ok(!answers.includes('done'), answers.join());
});

test('one that is fenced in an epoch that it won to regain its quorum is over, though its reign began in another one', async () => {
  const { world, cluster, first, journalNodes: [jn1, , jn3], writer } = await twoNameNodes();
  const node = cluster.nameNode(first);
  assert.ok(node !== undefined);
  // It loses its quorum, and once more when it has won an epoch, before it can write in it.
  cluster.kill(jn3);
  let wonEpoch = 0;
  world.watchers.push(() => {
    if (wonEpoch > 0 || node.ha.wonEpoch <= node.ha.epoch) return;
    wonEpoch = node.ha.wonEpoch;
    cluster.kill(jn1);
  });
  cluster.kill(jn1);
  const answers: string[] = [];
  writer(first, 'c1')('/mine').catch((error: unknown) => answers.push(error instanceof Error ? error.name : ''));
  await cluster.pass(100);
  await world.settle('start', 5000, cluster.start(jn1));
  await cluster.until('it to win an epoch', 5000, () => wonEpoch > 0);
  await cluster.pass(200);
  assert.deepEqual([node.haState, answers], ['Active', []]);
  node.ha.fenced(wonEpoch);
  await cluster.pass(200);
  assert.notEqual(node.haState, 'Active');
  assert.equal(answers.length, 1, 'its clients ask elsewhere');
});

test('a NameNode whose JournalNodes are silent steps down without them, and stops, amid a promotion too', async () => {
  for (const busy of [false, true]) {
    const { world, cluster, first, heir, journalNodes, writer } = await twoNameNodes();
    const [active, standby] = [cluster.nameNode(first), cluster.nameNode(heir)];
    assert.ok(active !== undefined && standby !== undefined);
    cluster.pause(journalNodes[0]);
    cluster.pause(journalNodes[1]);
    if (busy) void writer(first, 'client')('/d').catch(() => {});
    await cluster.pass(10);
    const stepped = active.becomeStandby();
    stepped.catch(() => {});
    await cluster.until('the Active to have stepped down', 6000, () => !['Active', 'Draining'].includes(active.haState));
    if (!busy) await world.settle('stepping down', 1000, stepped);
    standby.becomeActive().catch(() => {});
    await cluster.pass(100);
    assert.equal(standby.haState, 'Recovering');
    for (const node of [active, standby]) {
      await world.settle('the stop', 8000, node.stop());
      assert.equal(node.haState, 'Stopped');
    }
    for (const name of journalNodes) cluster.resume(name);
    await cluster.pass(3000);
    for (const node of [active, standby]) assert.equal(node.haState, 'Stopped');
  }
});

test('an Active whose JournalNodes are silent stops at one word', async () => {
  const { world, cluster, first, journalNodes, writer } = await twoNameNodes();
  cluster.pause(journalNodes[0]);
  cluster.pause(journalNodes[1]);
  void writer(first, 'client')('/d').catch(() => {});
  await cluster.pass(10);
  const node = cluster.nameNode(first);
  await world.settle('the stop', 8000, node?.stop() ?? Promise.resolve());
  assert.equal(node?.haState, 'Stopped');
});

test('a promotion that fails while it opens the log demotes nobody who is promoted behind it', async () => {
  const { world, cluster, first, heir } = await twoNameNodes();
  const node = cluster.nameNode(heir);
  assert.ok(node !== undefined);
  const { journal } = node;
  const startLogSegment = journal.startLogSegment.bind(journal);
  journal.startLogSegment = (): Promise<void> => {
    journal.startLogSegment = startLogSegment;
    return Promise.reject(new JournalFenced('a newer epoch was promised'));
  };
  let again: Promise<void> | undefined;
  const states: string[] = [];
  world.watchers.push(() => {
    if (node.haState === 'Opening') again ??= node.ha.becomeActive();
    if (node.haState !== states.at(-1)) states.push(node.haState);
  });
  cluster.kill(first);
  await cluster.until('the first try', 5000, () => again !== undefined);
  await world.settle('the second try', 5000, again ?? Promise.resolve());
  await cluster.pass(500);
  assert.equal(states.filter((state) => state === 'Fenced').length, 1, states.join());
  assert.equal(states.at(-1), 'Active');
});
