// Batches against InodeDecoder, which says what a message means: both make the same of an inode, whatever its bytes are.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rounds } from '../../../scripts/effort.ts';
import { rootInodeId } from '../../protocol/block.ts';
import { INodeSection_INode } from '../../wire/fsimage.ts';
import { BlockTypeProto } from '../../wire/hdfs.ts';
import { WireError } from '../../wire/wire-error.ts';
import { batchCount, batchInodes, inodeBatch } from '../namespace/inode-batch.ts';
import type { Namespace } from '../namespace/namespace.ts';
import { batchDecoder } from './batch-decoder.ts';
import { blankNamespace } from './image.testing.ts';
import { InodeDecoder } from './inode-decoder.ts';
import { InodeLoader } from './inode-loader.ts';
import { SectionStream } from './section-stream.ts';
import { StringTable } from './string-table.ts';

const times = [0, 1, 127, 128, 2 ** 28, 2 ** 32 - 1, 1_700_000_000_000, 2 ** 47 + 1, 2 ** 48 - 1, 2 ** 48, -1];
const permission = 2 ** 40 + 2 ** 16 + 0o644;

function file(id: number, fields: Partial<INodeSection_INode['file'] & object> = {}): INodeSection_INode {
  return { type: 1, id, name: Buffer.from(`file-${id}`), file: { replication: 3, modificationTime: 1_700_000_000_000, accessTime: 1_600_000_000_000, preferredBlockSize: 134_217_728, permission, blocks: [], storagePolicyID: 0, blockType: BlockTypeProto.CONTIGUOUS, ...fields } };
}

function directory(id: number, fields: Partial<INodeSection_INode['directory'] & object> = {}): INodeSection_INode {
  return { type: 2, id, name: Buffer.from(`directory-${id}`), directory: { modificationTime: 5, nsQuota: -1, dsQuota: -1, permission, ...fields } };
}

const block = (blockId: number, genStamp: number, numBytes?: number): { blockId: bigint; genStamp: number; numBytes?: number } => ({ blockId: BigInt(blockId), genStamp, ...(numBytes === undefined ? {} : { numBytes }) });

const plain: readonly INodeSection_INode[] = [
  ...times.slice(0, 9).flatMap((time, i) => [file(100 + i, { modificationTime: time, accessTime: time }), directory(200 + i, { modificationTime: time })]),
  file(2 ** 48 - 1), file(300, { replication: 2047, preferredBlockSize: 2 ** 40 + 1 }), file(301, { replication: 0, preferredBlockSize: 0 }),
  file(302, { blocks: [block(1_073_741_825, 1001, 5), block(2 ** 48 - 1, 2 ** 48 - 1, 2 ** 48 - 1), block(0, 0)] }),
  file(303, { permission: 2 ** 41 + 0o7777 }), directory(304, { permission: 0 }),
];
const odd: readonly INodeSection_INode[] = [
  file(400, { modificationTime: times[9] }), file(401, { accessTime: -1 }), file(402, { storagePolicyID: 12 }), file(403, { fileUC: { clientName: 'c', clientMachine: 'm' } }),
  file(404, { acl: { entries: [] } }), directory(405, { nsQuota: 3 }), directory(406, { dsQuota: 2 ** 40 }), { type: 3, id: 407, name: Buffer.from('link'), symlink: { permission, target: Buffer.from('/to') } },
  { ...directory(rootInodeId), name: undefined }, { ...file(408), name: Buffer.from('n'.repeat(128)) },
];

function streamOver(bytes: Uint8Array): SectionStream {
  let at = 0;
  const source = {
    read: async (into: Uint8Array, from: number): Promise<number> => {
      const part = bytes.subarray(at, at + into.length - from);
      into.set(part, from);
      at += part.length;
      return part.length;
    },
    close: async (): Promise<void> => {},
  };
  return new SectionStream(source, 'section INODE');
}

/** What is in the columns, in the order of ids; or why there is nothing. */
async function outcome(bytes: Uint8Array, reader: (ns: Namespace, strings: StringTable) => { take: (stream: SectionStream) => boolean; finish: () => void }): Promise<string[]> {
  const ns = blankNamespace();
  const strings = new StringTable(0);
  for (const id of [1, 2]) strings.add(id, `name${id}`);
  const loader = reader(ns, strings);
  const stream = streamOver(bytes);
  try {
    while (await stream.fill()) while (loader.take(stream)) { /* All that is whole. */ }
    loader.finish();
  } catch (error) {
    // Whoever loads an image says ImageCorrupt for both. Which of several damages comes first is no matter.
    return [`refused: ${error instanceof WireError ? 'ImageCorrupt' : error instanceof Error ? error.name : typeof error}`];
  }
  const lines: string[] = [];
  const { inodes } = ns;
  for (let row = 0; row < inodes.rowEnd; row++) {
    assert.equal(inodes.findId(inodes.id(row)) >= 0, true);
    const own = [inodes.id(row), inodes.kind(row), inodes.nameText(row), inodes.parent(row), inodes.mtime(row), inodes.atime(row), ns.owner(row), ns.group(row), inodes.mode(row)];
    for (const block of ns.blockRows(row)) {
      assert.equal(ns.blocks.find(ns.blocks.blockId(block)) >= 0, true);
      own.push(JSON.stringify([String(ns.blocks.blockId(block)), ns.blocks.genstamp(block), ns.blocks.numBytes(block), ns.blocks.state(block), ns.blocks.replication(block), ns.blocks.owner(block) === row]));
    }
    if (ns.isFile(row)) own.push(ns.replication(row), inodes.blockSize(row), inodes.storagePolicy(row), JSON.stringify(ns.writer(row)));
    if (ns.isDirectory(row)) own.push(ns.childCount(row), JSON.stringify(ns.quota(row)));
    lines.push(own.join(' '));
  }
  return [...lines.sort(), JSON.stringify([ns.inodes.size, ns.blocks.size, ns.blocks.incomplete, ns.ids.lastInodeId, ns.ids.genstampV2, ns.ids.genstampInBlocks])];
}

const inBatches = (bytes: Uint8Array): Promise<string[]> => outcome(bytes, (ns, strings) => new InodeLoader(ns, strings));
const oneByOne = (bytes: Uint8Array): Promise<string[]> => outcome(bytes, (ns, strings) => {
  const decoder = new InodeDecoder(ns, strings);
  return {
    take: (stream) => {
      const r = stream.next();
      if (r !== undefined) decoder.add(r, stream.bytes, stream.messageEnd);
      return r !== undefined;
    },
    finish: () => {},
  };
});

test('plain inodes come in batches, others are left to the decoder of single ones', () => {
  for (const [inodes, left] of [[plain, 0], [odd, odd.length]] as const) {
    const messages = Buffer.concat(inodes.map((inode) => INodeSection_INode.encodeDelimited(inode)));
    // The last ones in a window are left to the other decoder.
    const bytes = Buffer.concat([messages, Buffer.alloc(256)]);
    const decoder = batchDecoder(rootInodeId);
    const batch = inodeBatch();
    decoder.begin(batch);
    assert.equal(decoder.decode(bytes, 0, messages.length, batch, batchInodes), inodes.length);
    assert.equal(decoder.position, messages.length);
    assert.equal(batch.counts[batchCount.odd], left);
    assert.equal(batch.counts[batchCount.inodes], inodes.length - left);
  }
});

test('both make the same of an inode', async () => {
  const bytes = Buffer.concat([...plain, ...odd].map((inode) => INodeSection_INode.encodeDelimited(inode)));
  const expected = await oneByOne(bytes);
  assert.equal(expected.length, plain.length + odd.length + 1);
  assert.deepEqual(await inBatches(bytes), expected);
});

test('more inodes, blocks, names, owners and block sizes than a batch holds', async () => {
  const many: INodeSection_INode[] = [];
  for (let i = 0; i < 2 * batchInodes + 5; i++) {
    const blocks = Array.from({ length: i < 3000 ? 4 : 1 }, (_, j) => block(1_073_741_825 + 8 * i + j, 1001 + i, 1));
    many.push({ ...file(20_000 + i, { blocks, preferredBlockSize: 1024 + (i % 300), permission: permission + 8 * (i % 500) + 2 ** 40 * (i % 2) }), name: Buffer.from(`${'n'.repeat(100)}${i}`) });
  }
  const bytes = Buffer.concat(many.map((inode) => INodeSection_INode.encodeDelimited(inode)));
  assert.deepEqual(await inBatches(bytes), await oneByOne(bytes));
});

test('both make the same of damaged bytes', async () => {
  let state = 7;
  const random = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  let refused = 0;
  for (let round = 0; round < rounds(1000, 120); round++) {
    const inodes = Array.from({ length: 3 }, () => (random(4) === 0 ? odd[random(odd.length)] : plain[random(plain.length)]) as INodeSection_INode);
    const bytes = Buffer.concat(inodes.map((inode) => INodeSection_INode.encodeDelimited(inode)));
    for (let damage = random(3); damage >= 0; damage--) bytes[random(bytes.length)] = random(3) === 0 ? random(256) : (bytes[random(bytes.length)] as number);
    const expected = await oneByOne(bytes);
    assert.deepEqual(await inBatches(bytes), expected, `round ${round}: ${bytes.toString('hex')}`);
    if (expected[0]?.startsWith('refused') === true) refused++;
  }
  assert.equal(refused > 0, true);
});
