// Room is made for a log that is long beside what is there, and for no other.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { digestNamespace } from './namespace/digest.ts';
import { blankNamespace, encoded, replayBytes } from './operations/fixture.testing.ts';
import { growAtOnce, makeRoom } from './room-for-edits.ts';
import type { EditOp } from '../edit-log/ops/edit-op.ts';

const mkdirs = (from: number, count: number): EditOp[] => Array.from({ length: count }, (_, i) => ({
  op: 'OP_MKDIR', inodeId: 16_386 + from + i, path: `/d${from + i}`, timestamp: 1, permissions: { owner: 'o', group: 'g', mode: 0o755 }, aclEntries: [], xAttrs: [],
}));

test('room that was made is not grown into, and changes nothing that is there', () => {
  const made = blankNamespace();
  const grown = blankNamespace();
  replayBytes(made, encoded(mkdirs(0, 100)));
  replayBytes(grown, encoded(mkdirs(0, 100)));
  const before = made.inodes.byteLength;
  makeRoom(made, 400);
  assert.equal(made.inodes.byteLength, before, 'a log that makes no more than is there');
  makeRoom(made, 4 * 5000);
  const room = made.inodes.byteLength - made.inodes.names.byteLength;
  assert.ok(made.inodes.byteLength > before);
  growAtOnce(made, true);
  for (const ns of [made, grown]) replayBytes(ns, encoded(mkdirs(100, 4900)));
  assert.equal(made.inodes.byteLength - made.inodes.names.byteLength, room);
  assert.equal(digestNamespace(made), digestNamespace(grown));
});

test('a log of any length asks for no more than may be reserved at once', () => {
  const ns = blankNamespace();
  makeRoom(ns, Number.MAX_SAFE_INTEGER);
  // Twelve columns and two indexes of a row: what a million take.
  assert.ok(ns.inodes.byteLength < 2 ** 20 * 80);
});
