// An operation applied as it lies in a log does what the same operation does that was decoded first.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ByteReader, ByteWriter } from '../../base/bytes.ts';
import type { EditOp } from '../../edit-log/ops/edit-op.ts';
import { everyOp } from '../../edit-log/ops/every-op.testing.ts';
import { noRpcIds } from '../../edit-log/ops/op-codec.ts';
import { decodeFramed, statedLength } from '../../edit-log/ops/op-frame.ts';
import { nameNodeLayoutVersion } from '../../protocol/storage-info.ts';
import type { BlockEvents } from '../namespace/block-events.ts';
import { dumpNamespace } from '../namespace/digest.ts';
import type { Namespace } from '../namespace/namespace.ts';
import { InPlace } from './apply-in-place.ts';
import { apply } from './apply.ts';
import { blankNamespace, encoded, replayBytes } from './fixture.testing.ts';

const permissions = { owner: 'alice', group: 'staff', mode: 0o644 };
const acl = [{ scope: 0, type: 0, permissions: 6, name: 'bob' }, { scope: 0, type: 1, permissions: 4, name: undefined }, { scope: 0, type: 2, permissions: 6, name: undefined }] as const;
let inodeId = 16_385;

type Add = Extract<EditOp, { op: 'OP_ADD' }>;

const mkdir = (path: string): EditOp => ({ op: 'OP_MKDIR', inodeId: ++inodeId, path, timestamp: 1_700_000_000_000 + inodeId, permissions, aclEntries: [], xAttrs: [] });
const add = (path: string, more: Partial<Add> = {}): EditOp => ({
  op: 'OP_ADD', inodeId: ++inodeId, path, replication: 3, mtime: 1_700_000_000_000 + inodeId, atime: 5, blockSize: 1 << 20, blocks: [], permissions, aclEntries: [], xAttrs: [],
  clientName: 'c', clientMachine: 'm', overwrite: false, storagePolicyId: 0, erasureCodingPolicyId: 0, ...noRpcIds, ...more,
});
const block = (n: number, numBytes = 0) => ({ blockId: BigInt(n), genstamp: 1000 + n, numBytes });
const addBlock = (path: string, n: number, before?: ReturnType<typeof block>): EditOp => ({ op: 'OP_ADD_BLOCK', path, penultimateBlock: before, lastBlock: block(n), ...noRpcIds });
const update = (path: string, ...blocks: ReturnType<typeof block>[]): EditOp => ({ op: 'OP_UPDATE_BLOCKS', path, blocks, ...noRpcIds });
const close = (path: string, ...blocks: ReturnType<typeof block>[]): EditOp => ({ op: 'OP_CLOSE', inodeId: 0, path, replication: 3, mtime: 2 ** 41, atime: 6, blockSize: 1 << 20, blocks, permissions });

/** Hears with the txid, and what was there to be seen. */
function listener(ns: Namespace, heard: string[]): BlockEvents {
  const note = (what: string) => (row: number, before?: number): void => {
    heard.push(`${ns.lastAppliedTxId} ${what} ${ns.blocks.blockId(row)} ${ns.blocks.state(row)} ${before ?? ''}`);
  };
  return {
    blockAdded: note('added'), blockRemoved: note('removed'), blockCommitted: note('committed'), blockCompleted: note('completed'),
    blockReopened: note('reopened'), replicationChanged: note('replication'), genstampChanged: note('genstamp'),
  };
}

/** Applies operations one way or the other; what came of it, in lines, and how many were applied in place. */
function outcome(ops: readonly EditOp[], inPlace: boolean): { readonly lines: readonly string[]; readonly count: number } {
  const ns = blankNamespace();
  const lines: string[] = [];
  const events = listener(ns, lines);
  let count = 0;
  try {
    const bytes = encoded(ops);
    if (inPlace) count = replayBytes(ns, bytes, events);
    else for (let r = new ByteReader(bytes), txid = 1; r.remaining > 0; txid++) apply(ns, decodeFramed(r, r.position, statedLength(bytes, r.position), nameNodeLayoutVersion), txid, events);
  } catch (error) {
    lines.push(String(error));
  }
  lines.push(...dumpNamespace(ns), `txid ${ns.lastAppliedTxId}`, `leases ${ns.leases.fileCount} of ${ns.leases.holderCount}`, `rows ${ns.inodes.size} ${ns.blocks.size}`, JSON.stringify(ns.totals(ns.root)));
  return { lines, count };
}

/** Both ways lead to the same; `count` of the operations are applied in place. */
function checkSame(ops: readonly EditOp[], count?: number): void {
  const there = outcome(ops, true);
  assert.deepEqual(there.lines, outcome(ops, false).lines);
  if (count !== undefined) assert.equal(there.count, count);
}

test('the life of files, many at a time', () => {
  const paths = Array.from({ length: 1200 }, (_, i) => `/warehouse/day=${i % 3}/${i % 7 === 0 ? 'x' : 'part'}-${(i * 7919) % 1200}`);
  const ops = [mkdir('/warehouse'), ...[0, 1, 2].map((i) => mkdir(`/warehouse/day=${i}`)), ...paths.map((path) => add(path))];
  paths.forEach((path, i) => ops.push({ op: 'OP_ALLOCATE_BLOCK_ID', blockId: BigInt(i + 1) }, { op: 'OP_SET_GENSTAMP_V2', genStampV2: 1001 + i }, addBlock(path, i + 1)));
  paths.forEach((path, i) => ops.push(i % 2 === 0 ? update(path, block(i + 1, 7)) : close(path, block(i + 1, 9))));
  paths.forEach((path, i) => i % 2 === 0 && ops.push(addBlock(path, 10_000 + i, block(i + 1, 1 << 20)), close(path, block(i + 1, 1 << 20), block(10_000 + i, 3))));
  checkSame(ops, ops.length);
});

test('every operation, where what it names is there and where not', () => {
  const parents = ['/n'.padEnd(257, 'n'), '/cache', '/a', '/d'].map(mkdir);
  for (const op of everyOp) {
    checkSame([op]);
    checkSame([...parents, add('/f'), addBlock('/f', 1), op]);
    checkSame([...parents, add('/f'), addBlock('/f', 1), close('/f', block(1, 5)), op, mkdir('/behind'), add('/behind/file')]);
  }
});

test('names of all lengths and alphabets', () => {
  const names = ['a', 'ab', 'abc', 'abcd', 'abcde', 'abcdef', 'abcdefg', 'é', 'abcü', 'ünder', '😀', '\u0001\u007f', ' ', '.', '..', '.snapshot', '.reserved'];
  for (let length = 8; length < 300; length += length < 24 || length > 250 ? 1 : 13) names.push('x'.repeat(length), `${'x'.repeat(length - 1)}y`, `${'w'.repeat(length - 2)}ß`);
  for (const order of [names, [...names].reverse(), [...names].sort()]) {
    checkSame(['', '/dir', '/dir/ümlaut'].flatMap((parent) => [...(parent === '' ? [] : [mkdir(parent)]), ...order.flatMap((name) => [add(`${parent}/${name}`), close(`${parent}/${name}`)])]));
  }
});

test('paths that are not in their shortest form, or lead nowhere', () => {
  const start = [mkdir('/dir'), mkdir('/dir/sub'), add('/dir/file'), addBlock('/dir/file', 1)];
  for (const path of ['/', '', '//', '/dir', '/dir/', '/dir//new', '//dir/new', '/dir/new/', 'dir/new', 'new', '/none/new', '/dir/file', '/dir/file/new', '/dir/sub/', '/dir/./new']) {
    for (const op of [mkdir(path), add(path), add(path, { overwrite: true }), addBlock(path, 2), update(path, block(1, 3)), close(path, block(1, 3))]) checkSame([...start, op]);
  }
});

test('what is made with attributes, blocks or over another file', () => {
  const xAttrs = [{ namespace: 0, name: 'colour', value: Uint8Array.of(1, 2) }] as const;
  checkSame([
    mkdir('/dir'),
    { op: 'OP_MKDIR', inodeId: ++inodeId, path: '/dir/acl', timestamp: 9, permissions, aclEntries: acl, xAttrs },
    add('/dir/acl/file', { aclEntries: acl, xAttrs, storagePolicyId: 12 }),
    add('/dir/blocks', { blocks: [block(1, 4), block(2)] }),
    close('/dir/blocks', block(1, 4), block(2, 6)),
  ], 5);
  checkSame([mkdir('/dir'), add('/dir/file'), addBlock('/dir/file', 1), close('/dir/file', block(1, 5)), add('/dir/file', { overwrite: true }), addBlock('/dir/file', 2), close('/dir/file', block(2, 5))]);
  // Opened for append, as logs before -62 have it.
  checkSame([mkdir('/dir'), add('/dir/file'), addBlock('/dir/file', 1), close('/dir/file', block(1, 5)), add('/dir/file', { blocks: [block(1, 5)] }), close('/dir/file', block(1, 9))]);
  checkSame([mkdir('/dir'), add('/dir/striped', { erasureCodingPolicyId: 1 })]);
});

test('blocks that do not fit are the same error', () => {
  const start = [mkdir('/dir'), add('/dir/file'), addBlock('/dir/file', 1)];
  for (const op of [addBlock('/dir/file', 2), addBlock('/dir/file', 2, block(9)), close('/dir/file', block(9)), close('/dir/file', block(1), block(2)), update('/dir/file', block(2)), update('/dir/file')]) checkSame([...start, op]);
  checkSame([...start, close('/dir/file', block(1, 5)), close('/dir/file', block(1, 5))]);
});

test('what was known of paths is forgotten with what leaves its place', () => {
  const file = (path: string): EditOp[] => [add(path), close(path)];
  const rename = (src: string, dst: string): EditOp => ({ op: 'OP_RENAME_OLD', src, dst, timestamp: 3, ...noRpcIds });
  const remove = (path: string): EditOp => ({ op: 'OP_DELETE', path, timestamp: 4, ...noRpcIds });
  const tree = [mkdir('/a'), mkdir('/a/b'), ...file('/a/b/file')];
  checkSame([...tree, rename('/a', '/c'), mkdir('/a'), mkdir('/a/b'), ...file('/a/b/file'), ...file('/c/b/file2'), remove('/a/b/file'), ...file('/a/b/file')]);
  // The rest is wrong in a log, and must not find what has moved, nor what has its row now.
  checkSame([...tree, rename('/a', '/c'), add('/a/b/other')]);
  checkSame([...tree, add('/a/b/open'), rename('/a/b/open', '/a/b/moved'), close('/a/b/open')]);
  checkSame([...tree, remove('/a/b/file'), add('/a/b/other'), close('/a/b/file')]);
  checkSame([...tree, remove('/a/b'), mkdir('/d'), mkdir('/e'), add('/a/b/file')]);
});

test('a tree that was deleted is reclaimed along with the operations behind', () => {
  const files = Array.from({ length: 500 }, (_, i) => [add(`/dir/${i}`), addBlock(`/dir/${i}`, i), close(`/dir/${i}`, block(i, 5))]).flat();
  const remove: EditOp = { op: 'OP_DELETE', path: '/dir', timestamp: 4, ...noRpcIds };
  for (let behind = 0; behind < 12; behind += 3) checkSame([mkdir('/dir'), ...files, remove, ...Array.from({ length: behind }, (_, i): EditOp => ({ op: 'OP_SET_GENSTAMP_V2', genStampV2: 2000 + i }))]);
});

test('a body that is not what its op-code says is left to the decoder, and nothing is changed', () => {
  const path = '/dir/file';
  const start = [mkdir('/dir'), add(path), addBlock(path, 1)];
  const rpcIds = { rpcClientId: new Uint8Array(16).fill(7), rpcCallId: 3 };
  for (const op of [mkdir('/dir/new'), add('/dir/new', { aclEntries: acl, ...rpcIds }), close(path, block(1, 5)), { ...addBlock(path, 2, block(1)), ...rpcIds }, update(path, block(1, 4)), { op: 'OP_ALLOCATE_BLOCK_ID', blockId: 5n }, { op: 'OP_SET_GENSTAMP_V2', genStampV2: 1005 }] as EditOp[]) {
    const ns = blankNamespace();
    replayBytes(ns, encoded(start));
    const before = [...dumpNamespace(ns)];
    const whole = encoded([op]);
    for (let cut = -3; cut < whole.length - 17; cut++) {
      if (cut === 0) continue;
      // The frame's length is right for a body that is too short, or too long.
      const w = new ByteWriter();
      w.raw(whole.subarray(0, whole.length - 4 - Math.max(0, cut)));
      for (let i = cut; i < 0; i++) w.u8(0);
      w.i32(0);
      w.patchI32(1, w.length - 5);
      const bytes = w.take();
      const r = new ByteReader(bytes);
      assert.equal(new InPlace().read(ns, r, 0, bytes.length, nameNodeLayoutVersion), false, `${op.op} cut by ${cut}`);
      assert.throws(() => decodeFramed(r, 0, bytes.length, nameNodeLayoutVersion), { name: 'CorruptOp' });
    }
    assert.deepEqual([...dumpNamespace(ns)], before);
  }
});
