// A create or an append that another NameNode executed is answered here as it was there.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noRpcIds } from '../../edit-log/ops/op-codec.ts';
import { AppendResponseProto } from '../../wire/client-namenode-protocol.ts';
import type { FSNamesystem } from '../fs-namesystem.ts';
import { blankNamespace } from '../operations/fixture.testing.ts';
import { apply } from '../operations/apply.ts';
import { noBlockEvents } from '../namespace/block-events.ts';
import { keptAppend, replayedPayload } from './replayed-payload.ts';

const permissions = { owner: 'root', group: 'supergroup', mode: 0o644 };
const block = { blockId: 1073741825n, genstamp: 1001, numBytes: 1000 };

/** A Standby that has read a file of one block, and that it was opened for append. */
function standby(newBlock: boolean): { readonly fsn: FSNamesystem; readonly payload: Uint8Array | undefined; readonly locations: string[] } {
  const ns = blankNamespace();
  const times = { mtime: 1, atime: 1, blockSize: 1 << 20 };
  apply(ns, { op: 'OP_ADD', inodeId: 16386, path: '/f', replication: 3, ...times, blocks: [], permissions, aclEntries: [], xAttrs: [], clientName: 'c', clientMachine: 'm', overwrite: false, storagePolicyId: 0, erasureCodingPolicyId: 0, ...noRpcIds }, 1, noBlockEvents);
  apply(ns, { op: 'OP_ADD_BLOCK', path: '/f', penultimateBlock: undefined, lastBlock: { ...block, numBytes: 0 }, ...noRpcIds }, 2, noBlockEvents);
  apply(ns, { op: 'OP_CLOSE', inodeId: 0, path: '/f', replication: 3, ...times, blocks: [block], permissions }, 3, noBlockEvents);
  const append = { op: 'OP_APPEND' as const, path: '/f', clientName: 'c2', clientMachine: 'm', newBlock, rpcClientId: Buffer.alloc(16, 1), rpcCallId: 7 };
  apply(ns, append, 4, noBlockEvents);
  const locations: string[] = [];
  const located = (row: number, offset: number, locs: readonly string[]) => ({
    b: { poolId: 'p', blockId: ns.blocks.blockId(row), generationStamp: ns.blocks.genstamp(row), numBytes: ns.blocks.numBytes(row) },
    offset, locs: locs.map((hostName) => ({ id: { ipAddr: hostName, hostName, datanodeUuid: hostName, xferPort: 1, infoPort: 0, ipcPort: 0 } })), corrupt: false,
    blockToken: { identifier: new Uint8Array(0), password: new Uint8Array(0), kind: '', service: '' }, isCached: [], storageTypes: [], storageIDs: [], blockTokens: [],
  });
  const blocks = {
    locateOne: (row: number, offset: number) => located(row, offset, locations),
    locateNew: (row: number, offset: number) => located(row, offset, []),
  };
  const fsn = { namespace: ns, blocks } as unknown as FSNamesystem;
  return { fsn, payload: replayedPayload(fsn, append), locations };
}

test('an append to a block names the DataNodes that are known when the client calls again', () => {
  const { fsn, payload, locations } = standby(false);
  assert.ok(payload !== undefined);
  assert.deepEqual(AppendResponseProto.decode(payload).block?.locs, []);
  locations.push('a', 'b');
  const answer = keptAppend(fsn).decode(payload);
  assert.deepEqual(answer.block?.b, { poolId: 'p', blockId: block.blockId, generationStamp: 1001, numBytes: 1000 });
  assert.deepEqual(answer.block?.locs.map(({ id }) => id.hostName), ['a', 'b']);
  assert.deepEqual([answer.block?.offset, answer.stat?.length, answer.stat?.fileId], [0, 1000, 16386]);
});

test('an append of a new block names the block before it, without DataNodes', () => {
  const { fsn, payload, locations } = standby(true);
  locations.push('a');
  const answer = keptAppend(fsn).decode(payload);
  assert.deepEqual([answer.block?.b.blockId, answer.block?.locs, answer.block?.offset], [block.blockId, [], -1]);
});
