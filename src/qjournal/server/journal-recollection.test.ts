// What JournalNodes remember of one another (HA.md 32): whoever comes back with an older directory, or another one's, learns.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WorldError } from '../../env/env.ts';
import { watchedDisk } from '../testing/fault-disk.ts';
import { JournalSet, namespace } from '../testing/journal-set.ts';
import type { JournalHost, TestNameNode } from '../testing/journal-set.ts';

function host(set: JournalSet, index: number): JournalHost {
  const found = set.hosts[index];
  assert.ok(found !== undefined);
  return found;
}

async function active(seed: number, epochs = 1): Promise<{ set: JournalSet; nn: TestNameNode }> {
  const set = new JournalSet(seed);
  await set.up();
  const nn = set.nameNode('nn1', { leased: true });
  for (let i = 0; i < epochs; i++) await nn.becomeActive();
  await set.pass(500);
  return { set, nn };
}

const isVoter = async (set: JournalSet, index: number): Promise<boolean> => (await host(set, index).node?.journal('ns1'))?.leases.status().voter === true;

/** A NameNode's chores, once in half a second, until the JournalNode votes. */
async function learns(set: JournalSet, nn: TestNameNode, index: number): Promise<void> {
  for (let i = 0; i < 60 && !(await isVoter(set, index)); i++) {
    await set.pass(500);
    if (nn.journal.rollWouldHelp()) await nn.roll();
  }
  assert.equal(await isVoter(set, index), true, set.world.trace.slice(-30).join('\n'));
}

const lines = async (each: JournalHost, name: string): Promise<string[]> => Buffer.from(await each.read(name)).toString().trim().split('\n').sort();

test('each knows the others by storage id and highest promise, on disk', async () => {
  const { set, nn } = await active(1);
  const ids = await Promise.all(set.hosts.map(async (each) => (await lines(each, 'quorate-storage-id'))[0]));
  assert.equal(new Set(ids).size, 3);
  assert.deepEqual(await lines(host(set, 0), 'quorate-members'), [`jn2:8495 ${ids[1]} 1`, `jn3:8505 ${ids[2]} 1`]);
  await nn.becomeActive();
  await set.pass(500);
  assert.deepEqual(await lines(host(set, 2), 'quorate-members'), [`jn1:8485 ${ids[0]} 2`, `jn2:8495 ${ids[1]} 2`]);
});

test('an old snapshot in a JournalNode\'s place never votes: it is set aside, and the JournalNode learns', async () => {
  const { set, nn } = await active(2);
  const old = await host(set, 2).snapshot();
  const id = await lines(host(set, 2), 'quorate-storage-id');
  await nn.write(3);
  await nn.becomeActive();
  await nn.write(20);
  await set.pass(500);
  await host(set, 2).restore(old);
  // What jn1 and jn3 would elect by the old promise loses edits that are on jn2 and jn3 alone.
  host(set, 0).kill();
  await host(set, 2).start();
  const other = set.nameNode('nn2');
  const election = other.journal.recoverUnfinalizedSegments().catch((error: unknown) => String(error));
  await set.pass(5000);
  assert.equal(await isVoter(set, 2), false);
  other.kill();
  void election;
  assert.ok((await host(set, 2).disk.list('/jn/ns1')).includes('quorate-set-aside'));
  await host(set, 0).start();
  nn.kill();
  const nn3 = set.nameNode('nn3', { leased: true });
  await nn3.becomeActive();
  assert.equal(nn3.nextTxid - 1, nn.nextTxid);
  await learns(set, nn3, 2);
  assert.notDeepEqual(await lines(host(set, 2), 'quorate-storage-id'), id);
  // Its new id is known: another start goes without learning.
  await set.pass(500);
  await host(set, 2).restart();
  await set.pass(500);
  assert.equal(await isVoter(set, 2), true);
});

test('one whose old directory cannot be set aside learns all the same, and sets it aside before it votes', async () => {
  const { set, nn } = await active(6);
  const old = await host(set, 2).snapshot();
  await nn.write(3);
  await nn.becomeActive();
  await set.pass(500);
  await host(set, 2).restore(old);
  let fails = true;
  host(set, 2).wrap = (disk) => watchedDisk(disk, {
    before: (step, path) => {
      if (fails && step === 'rename' && path.endsWith('quorate-set-aside')) throw new WorldError('io', 'EIO');
    },
  });
  await host(set, 2).start();
  await set.pass(1000);
  await nn.roll();
  await set.pass(3000);
  const journal = await host(set, 2).node?.journal('ns1');
  assert.equal(journal?.formatted, false);
  assert.match(journal?.status().trouble ?? '', /has lost its memory .*EIO/);
  fails = false;
  await learns(set, nn, 2);
  assert.ok((await host(set, 2).disk.list('/jn/ns1/quorate-set-aside')).includes('VERSION'));
});

test('one whose format fails learns', async () => {
  const { set, nn } = await active(7);
  let fails = false;
  host(set, 2).wrap = (disk) => watchedDisk(disk, {
    before: (step, path) => {
      if (fails && step === 'create' && path.endsWith('VERSION.tmp')) throw new WorldError('no-space', 'ENOSPC');
    },
  });
  await host(set, 2).restart();
  nn.kill();
  await set.pass(30_000);
  fails = true;
  for (const index of [0, 1]) host(set, index).kill();
  const journal = await host(set, 2).node?.journal('ns1');
  await assert.rejects(set.settle(journal?.format(namespace, true) ?? Promise.resolve()), /ENOSPC/);
  fails = false;
  await set.pass(1000);
  assert.match(journal?.status().trouble ?? '', /has lost its memory and asks the other JournalNodes/);
  for (const index of [0, 1]) await host(set, index).start();
  const next = set.nameNode('nn2', { leased: true });
  await next.becomeActive();
  await learns(set, next, 2);
});

test('another one\'s directory is none of its own', async () => {
  const { set, nn } = await active(3);
  await host(set, 1).restore(await host(set, 0).snapshot());
  await host(set, 1).start();
  await set.pass(500);
  assert.equal(await isVoter(set, 1), false);
  await learns(set, nn, 1);
});

test('one that starts votes as soon as another one has said what it remembers, and not before', async () => {
  const { set, nn } = await active(4);
  nn.kill();
  for (const each of set.hosts) each.powerCut();
  await host(set, 0).start();
  await set.pass(3000);
  assert.equal(await isVoter(set, 0), false);
  const lone = set.nameNode('nn2');
  await assert.rejects(set.settle(lone.env.net.connect('jn2', 8495, 100)));
  await host(set, 1).start();
  await set.pass(200);
  assert.deepEqual([await isVoter(set, 0), await isVoter(set, 1)], [true, true]);
  assert.equal(await lone.recover(), 1);
});

test('a journal of an older release is given an id, and votes', async () => {
  const { set } = await active(5);
  host(set, 1).kill();
  const disk = host(set, 1).disk.attach();
  await disk.remove('/jn/ns1/current/quorate-storage-id');
  for (const index of [0, 2]) {
    host(set, index).kill();
    await host(set, index).disk.attach().remove('/jn/ns1/current/quorate-members');
    await host(set, index).start();
  }
  await host(set, 1).start();
  await set.pass(500);
  assert.equal(await isVoter(set, 1), true);
  assert.equal((await lines(host(set, 1), 'quorate-storage-id'))[0]?.length, 32);
});
