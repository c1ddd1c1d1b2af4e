import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noAck } from '../../protocol/block.ts';
import { BlockSet } from './block-set.ts';
import { seeded } from './blocks.testing.ts';
import { Datanode } from './datanode.ts';
import { Invalidations } from './invalidations.ts';

function datanode(uuid: string): Datanode {
  const node = new Datanode({ ipAddr: '10.0.0.1', hostName: 'h', datanodeUuid: uuid, xferPort: 1, infoPort: 2, ipcPort: 3 }, '/r', '3.4.3');
  node.alive = true;
  return node;
}

test('a deletion is listed when its txid is durable, not before', () => {
  const list = new Invalidations();
  const [a, b] = [datanode('a'), datanode('b')];
  list.defer(5, a, 1, 0, 100, true);
  list.defer(6, b, 1, 0, 100, false);
  assert.equal(list.release(4, 10), false);
  assert.deepEqual(list.take(a, 10), []);
  assert.equal(list.size, 2);
  list.release(5, 10);
  assert.equal(list.contains(a, 1, 0, 100), true);
  assert.equal(list.contains(a, 1, 0, 99), false);
  assert.deepEqual(list.take(a, 10), [{ blockId: 1n, genstamp: 100, numBytes: noAck }]);
  assert.deepEqual(list.take(b, 10), []);
  list.release(6, 10);
  assert.deepEqual(list.take(b, 10), [{ blockId: 1n, genstamp: 100, numBytes: 0 }]);
  assert.equal(list.size, 0);
});

test('a large delete moves in slices and leaves in heartbeats', () => {
  const list = new Invalidations();
  const node = datanode('a');
  for (let i = 0; i < 50_000; i++) list.defer(7, node, i, 1, 1, true);
  let slices = 0;
  while (list.release(7, 9000)) slices++;
  assert.equal(slices, 5);
  const seen = new Set<bigint>();
  for (let blocks = list.take(node, 1000); blocks.length > 0; blocks = list.take(node, 1000)) for (const block of blocks) seen.add(block.blockId);
  assert.equal(seen.size, 50_000);
  assert.equal(list.size, 0);
});

test('a node that is gone and a term that is over take theirs with them', () => {
  const list = new Invalidations();
  const [a, b] = [datanode('a'), datanode('b')];
  list.defer(1, a, 1, 0, 1, true);
  list.defer(1, b, 2, 0, 1, true);
  list.defer(2, b, 3, 0, 1, true);
  list.release(1, 10);
  list.removeNode(a);
  assert.equal(list.size, 2);
  list.clear();
  list.release(9, 10);
  assert.equal(list.size, 0);
  assert.deepEqual(list.take(b, 10), []);
});

test('the set agrees with a plain map', () => {
  const random = seeded(9);
  const set = new BlockSet();
  const model = new Map<number, number>();
  for (let step = 0; step < 20_000; step++) {
    const low = Math.floor(random() * 2000);
    const dice = random();
    if (dice < 0.5) {
      assert.equal(set.add(low, 7, step, false), !model.has(low));
      model.set(low, step);
    } else if (dice < 0.9) assert.equal(set.delete(low, 7), model.delete(low));
    else {
      set.take(Math.floor(random() * 5), (taken, high, genstamp) => {
        assert.equal(high, 7);
        assert.equal(model.get(taken), genstamp);
        model.delete(taken);
      });
    }
    assert.equal(set.size, model.size);
    assert.equal(set.genstampOf(low, 7), model.get(low) ?? -1);
  }
});

test('deletions released as they come, and then many that have to wait: all in order, none twice', () => {
  const list = new Invalidations();
  const node = datanode('a');
  let next = 0;
  for (let round = 0; round < 3; round++) {
    for (let i = 0; i < 10_000; i++) {
      list.defer(1, node, next++, 0, 1, false);
      assert.equal(list.release(1, 10), false);
    }
    for (let i = 0; i < 10_000; i++) list.defer(2, node, next++, 0, 1, false);
    assert.equal(list.release(1, 10), false);
    assert.equal(list.deferred, 10_000);
    list.renumbered(1);
    while (list.release(1, 1000));
  }
  const taken = list.take(node, 100_000);
  assert.equal(taken.length, next);
  assert.equal(new Set(taken.map(({ blockId }) => blockId)).size, next);
  assert.equal(list.size, 0);
});
