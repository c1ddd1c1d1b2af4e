import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ProtoReader } from '../wire/proto-reader.ts';
import { encodeBlockLists } from './block-report.ts';
import { blockIdOf, ReplicaMap, replicaState } from './replica-map.ts';
import type { Replica, ReplicaState } from './replica-map.ts';

test('a map of replicas is a map, whatever is put and removed', () => {
  let state = 42;
  const next = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const map = new ReplicaMap();
  const model = new Map<bigint, Replica>();
  const ids = Array.from({ length: 4000 }, (_, i) => (i % 3 === 0 ? -9223372036854775000n + BigInt(i) : 1073741825n + BigInt(i) * (i % 5 === 0 ? 4294967296n : 1n)));
  for (let i = 0; i < 40_000; i++) {
    const blockId = ids[next(ids.length)] as bigint;
    if (next(3) === 0) {
      assert.equal(map.remove(blockId), model.delete(blockId));
    } else {
      const replica = { blockId, genstamp: 1000 + next(1e6), lengthBytes: next(2 ** 31) * 100, state: next(5) as ReplicaState, volume: next(4) };
      map.put(replica);
      model.set(blockId, replica);
    }
    assert.equal(map.size, model.size);
  }
  for (const blockId of ids) assert.deepEqual(map.get(blockId), model.get(blockId));
  const seen = new Set<bigint>();
  map.forEach((low, high, genstamp) => {
    const blockId = blockIdOf(low, high);
    assert.equal(genstamp, model.get(blockId)?.genstamp);
    seen.add(blockId);
  });
  assert.equal(seen.size, model.size);
});

test('a block list holds every replica but temporary ones, as four varints each', () => {
  const map = new ReplicaMap();
  const replicas: Replica[] = [];
  for (let i = 0; i < 20_000; i++) {
    const blockId = i % 2 === 0 ? 1073741825n + BigInt(i) : -BigInt(i) * 4294967296n - 5n;
    const replica = { blockId, genstamp: 1001 + i, lengthBytes: i * 1_000_000, state: (i % 5) as ReplicaState, volume: i % 2 };
    map.put(replica);
    if (replica.state !== replicaState.TEMPORARY) replicas.push(replica);
  }
  const lists = encodeBlockLists(map, 3);
  assert.equal(lists.length, 3);
  assert.equal(lists[2]?.count, 0);
  const decoded: Replica[] = [];
  lists.forEach((list, volume) => {
    for (const buffer of list.buffers) assert.ok(buffer.length <= 65536);
    const bytes = Buffer.concat(list.buffers);
    const reader = new ProtoReader(bytes);
    for (let i = 0; i < list.count; i++) {
      const blockId = reader.sint64Big();
      decoded.push({ blockId, lengthBytes: reader.int64(), genstamp: reader.int64(), state: reader.int64() as ReplicaState, volume });
    }
    assert.equal(reader.pos, bytes.length);
  });
  const order = (a: Replica, b: Replica): number => a.genstamp - b.genstamp;
  assert.deepEqual(decoded.sort(order), replicas.sort(order));
});
