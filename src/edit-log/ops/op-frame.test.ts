import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ByteReader, ByteWriter, ShortInputError } from '../../base/bytes.ts';
import type { EditOp } from './edit-op.ts';
import { opCodecs } from './edit-op.ts';
import { everyOp, obsoleteOps } from './every-op.testing.ts';
import { CorruptOp, decodeOp, encodeOp, frameLength, renumber } from './op-frame.ts';

function encoded(op: EditOp, txid = 1): Buffer {
  const w = new ByteWriter(16);
  encodeOp(w, op, txid);
  return w.take();
}

const mkdir: EditOp = {
  op: 'OP_MKDIR', inodeId: 16386, path: '/a', timestamp: 1, permissions: { owner: 'o', group: 'g', mode: 0o755 }, aclEntries: [], xAttrs: [],
};

test('every operation comes back as it was written', () => {
  for (const op of [...everyOp, ...obsoleteOps]) {
    const bytes = encoded(op, 9007199254740991);
    assert.deepEqual(decodeOp(new ByteReader(bytes)), { op, txid: 9007199254740991 });
  }
  const names = new Set([...everyOp, ...obsoleteOps].map((op) => op.op));
  assert.deepEqual(Object.keys(opCodecs).filter((name) => !names.has(name as EditOp['op'])), []);
});

test('what an operation holds is its own: the buffer it was read from may change', () => {
  for (const op of everyOp) {
    const bytes = encoded(op);
    const read = decodeOp(new ByteReader(bytes));
    bytes.fill(0xee);
    assert.deepEqual(read?.op, op);
  }
});

test('a flipped bit anywhere is found', () => {
  const bytes = encoded(mkdir);
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const damaged = Buffer.from(bytes);
    damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    assert.throws(() => decodeOp(new ByteReader(damaged)), (error) => error instanceof CorruptOp || error instanceof ShortInputError);
  }
});

test('errors speak as FSEditLogOp does', () => {
  const bytes = encoded(mkdir);
  const last = bytes.length - 1;
  const damaged = Buffer.from(bytes);
  damaged[last] = (bytes[last] ?? 0) ^ 1;
  const sum = bytes.readInt32BE(last - 3);
  assert.throws(() => decodeOp(new ByteReader(damaged)), {
    name: 'CorruptOp', reason: 'checksum', txid: 1, offset: 0,
    message: `Transaction is corrupt. Calculated checksum is ${sum} but read checksum ${sum ^ 1}`,
  });
  const short = Buffer.from(bytes);
  short.writeInt32BE(11, 1);
  assert.throws(() => decodeOp(new ByteReader(short)), { reason: 'length', message: 'Op 3 has size 16, but the minimum op size is 17' });
  const long = Buffer.from(bytes);
  long.writeInt32BE(52428796, 1);
  assert.throws(() => decodeOp(new ByteReader(long)), { reason: 'length', message: 'Op 3 has size 52428801, but maxOpSize = 52428800' });
  for (const code of [5, 6, 53, 127, 128]) {
    const unknown = Buffer.from(encoded({ op: 'OP_START_LOG_SEGMENT' }));
    unknown[0] = code;
    const sealed = resealed(unknown);
    assert.throws(() => decodeOp(new ByteReader(sealed)), { reason: 'opcode', message: `Read invalid opcode ${(code << 24) >> 24}` });
  }
});

test('a body that is longer or shorter than its op-code wants is refused', () => {
  const bytes = encoded(mkdir);
  for (const extra of [1, -1, -30]) {
    const changed = Buffer.alloc(bytes.length + extra);
    bytes.copy(changed, 0, 0, Math.min(bytes.length, changed.length));
    changed.writeInt32BE(bytes.readInt32BE(1) + extra, 1);
    assert.throws(() => decodeOp(new ByteReader(resealed(changed))), { name: 'CorruptOp', reason: 'body' });
  }
});

test('the log ends at OP_INVALID and at the end of the input, and a cut-off operation is neither', () => {
  const bytes = Buffer.concat([encoded(mkdir), Buffer.alloc(40, 0xff)]);
  const reader = new ByteReader(bytes);
  assert.equal(decodeOp(reader)?.txid, 1);
  assert.equal(decodeOp(reader), undefined);
  assert.equal(decodeOp(new ByteReader(Buffer.alloc(0))), undefined);
  for (let cut = 1; cut < bytes.length - 40; cut++) {
    assert.equal(frameLength(bytes, 0, cut), 0);
    assert.throws(() => decodeOp(new ByteReader(bytes.subarray(0, cut))), ShortInputError);
  }
});

test('older layouts lack what came later', () => {
  const snapshot: EditOp = { op: 'OP_CREATE_SNAPSHOT', snapshotRoot: '/s', snapshotName: 'n', mtime: 0, rpcClientId: new Uint8Array(0), rpcCallId: -2 };
  assert.deepEqual(decodeOp(new ByteReader(without(encoded(snapshot), 13 + 4 + 3, 8)), -65)?.op, snapshot);
  const add: EditOp = {
    op: 'OP_ADD', inodeId: 1, path: '/f', replication: 1, mtime: 1, atime: 1, blockSize: 1, blocks: [],
    permissions: { owner: 'o', group: 'g', mode: 0 }, aclEntries: [], xAttrs: [], clientName: 'c', clientMachine: 'm', overwrite: true,
    storagePolicyId: 7, erasureCodingPolicyId: 0, rpcClientId: new Uint8Array(0), rpcCallId: -2,
  };
  const bytes = encoded(add);
  const policy = bytes.length - 4 - 6 - 1;
  assert.deepEqual(decodeOp(new ByteReader(without(bytes, policy, 1)), -63)?.op, add);
  assert.deepEqual(decodeOp(new ByteReader(without(bytes, policy - 1, 2)), -59)?.op, { ...add, storagePolicyId: 0 });
  assert.deepEqual(decodeOp(new ByteReader(without(bytes, policy - 2, 3)), -57)?.op, { ...add, storagePolicyId: 0, overwrite: false });
});

test('renumber gives an operation another txid and a right checksum', () => {
  const moved = renumber(encoded(mkdir, 7), 2 ** 40 + 5);
  assert.deepEqual(decodeOp(new ByteReader(moved)), { op: mkdir, txid: 2 ** 40 + 5 });
  assert.throws(() => renumber(Buffer.concat([encoded(mkdir), encoded(mkdir)]), 3));
});

/** The operation without `count` bytes at `at`, its frame made good. */
function without(bytes: Buffer, at: number, count: number): Buffer {
  const rest = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + count)]);
  rest.writeInt32BE(rest.length - 5, 1);
  return resealed(rest);
}

/** A right checksum under whatever content. */
function resealed(bytes: Buffer): Buffer {
  const sum = crcOf(bytes.subarray(0, bytes.length - 4));
  const sealed = Buffer.from(bytes);
  sealed.writeUInt32BE(sum, sealed.length - 4);
  return sealed;
}

function crcOf(bytes: Buffer): number {
  let c = 0xffffffff;
  for (const byte of bytes) {
    c ^= byte;
    for (let bit = 0; bit < 8; bit++) c = (c & 1) !== 0 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
  }
  return ~c >>> 0;
}

test('texts that differ in one byte, or in their length, are told from each other', () => {
  const base = 'abcdefghij'.repeat(30);
  const paths: string[] = [];
  for (const length of [0, 1, 2, 3, 4, 5, 7, 8, 31, 32, 33, 40, 251, 252, 253, 300]) {
    paths.push(base.slice(0, length));
    for (let at = 0; at < length; at += length < 50 ? 1 : 17) paths.push(`${base.slice(0, at)}X${base.slice(at + 1, length)}`, base.slice(0, length));
  }
  const w = new ByteWriter();
  paths.forEach((path, i) => encodeOp(w, { op: 'OP_SET_OWNER', src: path, username: base.slice(0, 1 + (i % 9)), groupname: 'g' }, i + 1));
  const r = new ByteReader(w.take());
  for (const [i, path] of paths.entries()) {
    const { op } = decodeOp(r) ?? {};
    assert.deepEqual(op, { op: 'OP_SET_OWNER', src: path, username: base.slice(0, 1 + (i % 9)), groupname: 'g' });
  }
});
