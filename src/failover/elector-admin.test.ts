// The kind of election, kept at the JournalNodes, and its change by an operator (HA.md 36).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MemoryDisk } from '../env/memory-disk.ts';
import type { ElectorKind } from '../protocol/elector-kind.ts';
import { addresses, admit, change } from '../qjournal/testing/change-list.ts';
import { JournalSet } from '../qjournal/testing/journal-set.ts';
import type { JournalHost, TestNameNode } from '../qjournal/testing/journal-set.ts';
import { keptElectors, setElector } from './elector-admin.ts';
import type { ElectorWord, JournalOf } from './elector-admin.ts';

class Bed {
  readonly set: JournalSet;
  readonly #operator;

  constructor(seed: number, size?: number) {
    this.set = new JournalSet(seed, size);
    this.#operator = this.set.spawn('operator', new MemoryDisk());
  }

  get #journal(): JournalOf {
    return { journalNodes: this.set.peers.get('ns1') ?? [], journalId: 'ns1', nameServiceId: 'ns1', user: 'hdfs' };
  }

  change(kind: ElectorKind): Promise<string[]> {
    return this.set.settle(setElector(this.#operator.env, this.#journal, kind).then(({ took }) => [...took]));
  }

  words(): Promise<ElectorWord[]> {
    return this.set.settle(keptElectors(this.#operator.env, this.#journal));
  }

  async kept(): Promise<string[]> {
    return (await this.words()).map(({ kind, change }) => `${kind ?? '-'} ${change}`);
  }

  nameNode(name: string, elector: ElectorKind): TestNameNode {
    const nameNode = this.set.nameNode(name, { leased: true, elector });
    nameNode.leases?.start();
    return nameNode;
  }

  host(index: number): JournalHost {
    const host = this.set.hosts[index];
    assert.ok(host !== undefined);
    return host;
  }
}

test('the first NameNode that elects decides; one of the other kind is refused with both names and the way to change it', async () => {
  const bed = new Bed(1);
  await bed.set.up();
  assert.deepEqual(await bed.kept(), ['- 0', '- 0', '- 0']);
  const nn1 = bed.nameNode('nn1', 'journal');
  await nn1.becomeActive();
  assert.deepEqual(await bed.kept(), ['journal 0', 'journal 0', 'journal 0']);
  const nn2 = bed.nameNode('nn2', 'zookeeper');
  await assert.rejects(nn2.recover(), /keep that the NameNodes elect over the JournalNodes \(without ha\.zookeeper\.quorum\), and this one would elect over ZooKeeper.*haadmin -elector zookeeper/s);
  await bed.set.pass(100);
  assert.match(nn2.leases?.electorMismatch ?? '', /over the JournalNodes .* over ZooKeeper .* stop every NameNode and run 'quorate haadmin -elector zookeeper'/);
  assert.equal(nn1.leases?.electorMismatch, undefined);
  // Nobody was disturbed, and it outlives the JournalNodes.
  await nn1.write(3);
  for (const host of bed.set.hosts) host.powerCut();
  nn1.kill();
  for (const host of bed.set.hosts) await host.start();
  assert.deepEqual(await bed.kept(), ['journal 0', 'journal 0', 'journal 0']);
  await assert.rejects(nn2.recover(), /haadmin -elector zookeeper/);
});

test('an operator changes it while nobody leads, at a majority, and one that was away hears of it', async () => {
  const bed = new Bed(2);
  await bed.set.up();
  const nn1 = bed.nameNode('nn1', 'journal');
  await nn1.becomeActive();
  await assert.rejects(bed.change('zookeeper'), /0 of 3 JournalNodes took it, and a majority must: .*A NameNode holds the lease of this journal: stop every NameNode/);
  await nn1.finalize();
  nn1.kill();
  await bed.set.pass(2000);
  bed.host(2).kill();
  assert.deepEqual(await bed.change('zookeeper'), ['jn1:8485', 'jn2:8495']);
  await bed.host(2).start();
  assert.deepEqual(await bed.kept(), ['zookeeper 1', 'zookeeper 1', 'journal 0']);
  await assert.rejects(bed.nameNode('nn3', 'journal').recover(), /haadmin -elector journal/);
  // The one that was away is needed now, and would refuse by what it knows.
  bed.host(0).kill();
  const nn2 = bed.nameNode('nn2', 'zookeeper');
  assert.equal(await nn2.recover(), 1);
  assert.deepEqual((await bed.kept()).slice(1), ['zookeeper 1', 'zookeeper 1']);
});

test('without a majority nothing is changed; a NameNode that an operator promotes elects by no kind', async () => {
  const bed = new Bed(3);
  await bed.set.up();
  const nn1 = bed.nameNode('nn1', 'zookeeper');
  await nn1.becomeActive();
  await bed.set.settle(nn1.leases?.release() ?? Promise.resolve());
  nn1.kill();
  await bed.set.pass(2000);
  bed.host(1).kill();
  bed.host(2).kill();
  await assert.rejects(bed.change('journal'), /a majority of the JournalNodes must take it, and nothing was changed: jn2:8495: .*; jn3:8505: /);
  await bed.host(1).start();
  assert.equal((await bed.words())[0]?.kind, 'zookeeper');
  const manual = bed.set.nameNode('nn2');
  assert.equal(await manual.recover(), 1);
});

test('one that lost its directory learns it with the rest', async () => {
  const bed = new Bed(4);
  await bed.set.up();
  const nn1 = bed.nameNode('nn1', 'zookeeper');
  await nn1.becomeActive();
  await bed.host(2).wipe();
  await bed.host(2).start();
  for (let i = 0; i < 20; i++) {
    await bed.set.pass(1000);
    if (nn1.journal.rollWouldHelp()) await nn1.roll();
  }
  assert.deepEqual(await bed.kept(), ['zookeeper 0', 'zookeeper 0', 'zookeeper 0']);
});

test('JournalNodes that came by a change are asked, and those that left are not', async () => {
  const bed = new Bed(5, 5);
  const { set } = bed;
  set.configured = 3;
  set.peers = new Map([['ns1', (set.peers.get('ns1') ?? []).slice(0, 3)]]);
  await set.up();
  const nn1 = bed.nameNode('nn1', 'journal');
  await nn1.becomeActive();
  // jn4 comes, jn5 in the place of jn1, and jn2 leaves.
  await admit(set, nn1, addresses(set, 4)[0] ?? '');
  await change(nn1, addresses(set, 1, 2, 3, 4));
  await admit(set, nn1, addresses(set, 5)[0] ?? '');
  await change(nn1, addresses(set, 5, 2, 3, 4));
  await change(nn1, addresses(set, 5, 3, 4));
  const kept = async (): Promise<string[]> => (await bed.words()).map(({ journalNode, kind, change }) => `${journalNode} ${kind} ${change}`);
  assert.deepEqual(await kept(), ['jn5:8525 journal 0', 'jn3:8505 journal 0', 'jn4:8515 journal 0']);
  await nn1.finalize();
  nn1.kill();
  await set.pass(2000);
  // Of the configured three two are down: by those there would be no majority.
  bed.host(0).kill();
  bed.host(2).kill();
  assert.deepEqual(await bed.change('zookeeper'), ['jn5:8525', 'jn4:8515']);
});
