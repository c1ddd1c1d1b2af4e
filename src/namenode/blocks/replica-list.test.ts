import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ReplicaStateProto } from '../../wire/hdfs-server.ts';
import { WireError } from '../../wire/wire-error.ts';
import { blockIdOf } from './replica-reports.ts';
import { encodeReplicas, replicasOf } from './replica-list.ts';
import type { ReplicaList } from './replica-list.ts';

const { FINALIZED, RBW, RWR } = ReplicaStateProto;
const replicas = [
  { blockId: 1073741825n, numBytes: 134217728, genstamp: 1001, state: FINALIZED },
  { blockId: -1n, numBytes: 0, genstamp: 2 ** 40, state: RBW },
  { blockId: -9223372036854775808n, numBytes: 2 ** 48 - 1, genstamp: 1, state: RWR },
  { blockId: 9223372036854775807n, numBytes: 127, genstamp: 128, state: FINALIZED },
] as const;

function all(list: ReplicaList): unknown[] {
  const found: unknown[] = [];
  while (list.next()) found.push({ blockId: blockIdOf(list.idHigh, list.idLow), numBytes: list.numBytes, genstamp: list.genstamp, state: list.state });
  return found;
}

test('buffers come back as they were, wherever they are cut', () => {
  const { count, bytes } = encodeReplicas(replicas);
  for (let cut = 0; cut <= bytes.length; cut++) {
    const list = replicasOf({ storage: { storageUuid: 's' }, blocks: [], numberOfBlocks: count, blocksBuffers: [bytes.subarray(0, cut), bytes.subarray(cut)] });
    assert.equal(list.count, 4);
    assert.deepEqual(all(list), replicas);
  }
});

test('Hadoop\'s own bytes: zigzag id, length, genstamp, state', () => {
  // BlockListAsLongs.encode of blk_1073741825_1001, 3 bytes, FINALIZED.
  const bytes = Uint8Array.from([0x82, 0x80, 0x80, 0x80, 0x08, 0x03, 0xe9, 0x07, 0x00]);
  assert.deepEqual(all(replicasOf({ storage: { storageUuid: 's' }, blocks: [], numberOfBlocks: 1, blocksBuffers: [bytes] })), [{ blockId: 1073741825n, numBytes: 3, genstamp: 1001, state: FINALIZED }]);
});

test('the old form, with its delimiter', () => {
  const blocks = [1n, 1n, 5n, 10n, 1001n, -1n, -1n, -1n, 6n, 20n, 1002n, 1n];
  assert.deepEqual(all(replicasOf({ storage: { storageUuid: 's' }, blocks, blocksBuffers: [] })), [
    { blockId: 5n, numBytes: 10, genstamp: 1001, state: FINALIZED },
    { blockId: 6n, numBytes: 20, genstamp: 1002, state: RBW },
  ]);
  assert.deepEqual(all(replicasOf({ storage: { storageUuid: 's' }, blocks: [], blocksBuffers: [] })), []);
  assert.throws(() => all(replicasOf({ storage: { storageUuid: 's' }, blocks: [1n, 1n, 5n, 10n, 1001n, 6n, 20n, 1002n, 1n], blocksBuffers: [] })), WireError);
});

test('bytes that end early are an error, never a guess', () => {
  const { count, bytes } = encodeReplicas(replicas);
  for (let length = 0; length < bytes.length; length++) {
    assert.throws(() => all(replicasOf({ storage: { storageUuid: 's' }, blocks: [], numberOfBlocks: count, blocksBuffers: [bytes.subarray(0, length)] })), WireError);
  }
});
