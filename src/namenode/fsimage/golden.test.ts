// Images that Apache Hadoop 3.4.3 wrote, against what its own viewer prints of them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BackwardWriter } from '../../wire/backward-writer.ts';
import { INodeDirectorySection_DirEntry, INodeSection, INodeSection_INode, SnapshotSection, CacheManagerSection } from '../../wire/fsimage.ts';
import { ProtoReader } from '../../wire/proto-reader.ts';
import { dumpNamespace } from '../namespace/digest.ts';
import type { Namespace } from '../namespace/namespace.ts';
import { blankNamespace, goldenFile, loaded, saved } from './image.testing.ts';
import { ImageUnsupported } from './image-errors.ts';
import { inodesOfXml, oivInode } from './oiv-text.testing.ts';
import { decodeSummary, encodeSummary, imageMagic, summaryBytes } from './sections.ts';
import type { Section, SectionName } from './sections.ts';

const plain = 'plain/fsimage_0000000000000000119';
const rich = 'rich/fsimage_0000000000000000280';

/** The bytes of each section of an uncompressed image. */
function sectionsOf(image: Buffer): Map<SectionName, Buffer> {
  const end = image.subarray(image.length - summaryBytes(image.subarray(-4), image.length, 'image'));
  const summary = decodeSummary(end, image.length, 'image');
  return new Map(summary.sections.map(({ name, offset, length }) => [name, image.subarray(offset, offset + length)]));
}

function imageOf(sections: ReadonlyMap<SectionName, Uint8Array>): Buffer {
  const parts: Uint8Array[] = [imageMagic];
  const table: Section[] = [];
  let offset = imageMagic.length;
  for (const [name, bytes] of sections) {
    table.push({ name, offset, length: bytes.length });
    parts.push(bytes);
    offset += bytes.length;
  }
  return Buffer.concat([...parts, encodeSummary(-67, '', table)]);
}

function checkInodes(ns: Namespace, xml: string, except: readonly number[] = []): number {
  let checked = 0;
  for (const [id, expected] of inodesOfXml(xml)) {
    if (except.includes(id)) continue;
    const row = ns.inodes.findId(id);
    assert.ok(row >= 0, `inode ${id}`);
    assert.equal(oivInode(ns, row), expected);
    checked++;
  }
  return checked;
}

function number(xml: string, tag: string): number {
  return Number(new RegExp(`<${tag}>(-?\\d+)</${tag}>`).exec(xml)?.[1]);
}

for (const [name, inodes] of [['blank/fsimage_0000000000000000000', 1], [plain, 15]] as const) {
  test(`${name} has what oiv prints of it`, async () => {
    const ns = await loaded(goldenFile(name));
    const xml = goldenFile(`${name}.xml`).toString('utf8');
    assert.equal(checkInodes(ns, xml), inodes);
    assert.equal(ns.inodeCount, inodes);
    assert.equal(ns.lastAppliedTxId, number(xml, 'txid'));
    assert.equal(ns.ids.genstampV2, number(xml, 'genstampV2'));
    assert.equal(Number(ns.ids.lastBlockId), number(xml, 'lastAllocatedBlockId'));
    assert.equal(ns.ids.lastInodeId, number(xml, 'lastInodeId'));
    assert.equal(ns.carried.erasureCodingPolicies.length, 5);
    for (const [, directory, children] of xml.matchAll(/<directory><parent>(\d+)<\/parent>((?:<child>\d+<\/child>)*)/g)) {
      const ids = [...(children ?? '').matchAll(/<child>(\d+)/g)].map((match) => Number(match[1]));
      assert.deepEqual(ns.children(ns.findInode(Number(directory))).map((row) => ns.inodes.id(row)), ids);
    }
  });
}

test('the tree of an image is found by path and counted', async () => {
  const ns = await loaded(goldenFile(plain));
  assert.equal(ns.inodes.id(ns.lookup('/plain/name with spaces/größe-名前-😀')), 16391);
  assert.deepEqual(ns.totals(ns.root), { files: 8, directories: 6, blocks: 15, lengthBytes: 12458, spaceBytes: 26854 });
  assert.deepEqual([...ns.leases.files()], [16406]);
  assert.equal(ns.delegation.keys.size, 2);
  assert.equal(ns.delegation.currentKeyId, 2);
});

test('what is saved of an image is the same namespace, and the same bytes each time', async () => {
  for (const name of ['blank/fsimage_0000000000000000000', plain]) {
    const first = await loaded(goldenFile(name));
    const image = await saved(first, first.lastAppliedTxId);
    const second = await loaded(image);
    assert.deepEqual([...dumpNamespace(second)], [...dumpNamespace(first)]);
    assert.deepEqual(second.carried, first.carried);
    assert.deepEqual(await saved(second, second.lastAppliedTxId), image);
  }
});

test('a saved image has the sections of Apache\'s, all but the numbering of names byte for byte', async () => {
  const apache = goldenFile('blank/fsimage_0000000000000000000');
  const ns = await loaded(apache);
  assert.deepEqual(await saved(ns, 0), apache);
  const theirs = sectionsOf(goldenFile(plain));
  const ours = sectionsOf(await saved(await loaded(goldenFile(plain)), 119));
  assert.deepEqual([...ours.keys()], [...theirs.keys()]);
  for (const [name, bytes] of theirs) if (name !== 'INODE' && name !== 'STRING_TABLE') assert.deepEqual(ours.get(name), bytes, name);
  assert.equal(ours.get('INODE')?.length, theirs.get('INODE')?.length);
});

test('an image with snapshots, cache pools or erasure coding is refused by name', async () => {
  await assert.rejects(loaded(goldenFile(rich)), (error: unknown) => {
    assert.ok(error instanceof ImageUnsupported);
    assert.match(error.message, /^\/nn\/current\/fsimage_0000000000000000001: section INODE: inode 16428 has an erasure coding policy, which/);
    return true;
  });
  const base = sectionsOf(goldenFile(plain));
  const refusals: readonly (readonly [SectionName, Uint8Array, RegExp])[] = [
    ['SNAPSHOT', SnapshotSection.encodeDelimited({ snapshotCounter: 2, snapshottableDir: [16386], numSnapshots: 0 }), /section SNAPSHOT names 1 snapshottable directories/],
    ['SNAPSHOT', SnapshotSection.encodeDelimited({ snapshotCounter: 2, snapshottableDir: [16386], numSnapshots: 1 }), /section SNAPSHOT holds 1 snapshots/],
    ['CACHE_MANAGER', CacheManagerSection.encodeDelimited({ nextDirectiveId: 2, numPools: 1, numDirectives: 0 }), /section CACHE_MANAGER holds 1 cache pools/],
    ['INODE_REFERENCE', Buffer.from([2, 8, 1]), /section INODE_REFERENCE is not empty \(snapshots\)/],
    ['SNAPSHOT_DIFF', Buffer.from([2, 8, 1]), /section SNAPSHOT_DIFF is not empty \(snapshots\)/],
    ['EXTENDED_ACL', Buffer.from([2, 8, 1]), /section EXTENDED_ACL is not empty/],
  ];
  for (const [name, bytes, message] of refusals) {
    await assert.rejects(loaded(imageOf(new Map([...base, [name, bytes]]))), (error: unknown) => error instanceof ImageUnsupported && message.test(error.message), name);
  }
});

test('ACLs, attributes, quotas and symlinks of Apache\'s image are read and written as oiv prints them', async () => {
  // Of the rich image, what this NameNode has: the striped file, its directory and what only a snapshot holds go.
  const without = [16428, 16429, 16425, 16424, 16426];
  const sections = sectionsOf(goldenFile(rich));
  const inodes = new ProtoReader(sections.get('INODE') ?? Buffer.alloc(0));
  const kept: INodeSection_INode[] = [];
  const header = INodeSection.readDelimited(inodes);
  while (inodes.pos < inodes.end) {
    const inode = INodeSection_INode.readDelimited(inodes);
    if (!without.includes(inode.id)) kept.push(inode);
  }
  const directories = new ProtoReader(sections.get('INODE_DIR') ?? Buffer.alloc(0));
  const entries: Uint8Array[] = [];
  while (directories.pos < directories.end) {
    const entry = INodeDirectorySection_DirEntry.readDelimited(directories);
    const children = entry.children.filter((id) => !without.includes(id));
    if (!without.includes(entry.parent ?? 0)) entries.push(INodeDirectorySection_DirEntry.encodeDelimited({ ...entry, children, refChildren: [] }));
  }
  const image = imageOf(new Map<SectionName, Uint8Array>([
    ...sections,
    ['INODE', Buffer.concat([INodeSection.encodeDelimited({ ...header, numInodes: kept.length }), ...kept.map((inode) => INodeSection_INode.encodeDelimited(inode))])],
    ['INODE_DIR', Buffer.concat(entries)],
    ['INODE_REFERENCE', Buffer.alloc(0)], ['SNAPSHOT_DIFF', Buffer.alloc(0)],
    ['SNAPSHOT', SnapshotSection.encodeDelimited({ snapshotCounter: 3, snapshottableDir: [], numSnapshots: 0 })],
    ['CACHE_MANAGER', CacheManagerSection.encodeDelimited({ nextDirectiveId: 3, numPools: 0, numDirectives: 0 })],
  ]));
  const xml = goldenFile(`${rich}.xml`).toString('utf8');
  const ns = await loaded(image);
  assert.equal(checkInodes(ns, xml, without), kept.length);
  assert.equal(ns.effectiveStoragePolicy(ns.lookup('/rich/policy')), 7);
  assert.equal(ns.delegation.tokens.size, 1);
  assert.equal(ns.carried.snapshotCounter, 3);
  const again = await loaded(await saved(ns, 280));
  assert.equal(checkInodes(again, xml, without), kept.length);
  assert.deepEqual([...dumpNamespace(again)], [...dumpNamespace(ns)]);
  assert.deepEqual(again.carried, ns.carried);
});

test('an old image, whose names are numbered in one table, is read', async () => {
  const sections = sectionsOf(goldenFile('blank/fsimage_0000000000000000000'));
  const w = new BackwardWriter();
  const root = Buffer.from(INodeSection_INode.encode({ type: 2, id: 16385, name: new Uint8Array(0), directory: { modificationTime: 5, nsQuota: -1, dsQuota: -1, permission: 0 } }));
  // The permission: user 1, group 2, mode 0750, as a little-endian word behind its tag.
  const at = root.lastIndexOf(33) + 1;
  root.writeBigUInt64LE((1n << 40n) | (2n << 16n) | 0o750n, at);
  w.reset();
  w.bytes(root);
  const image = imageOf(new Map<SectionName, Uint8Array>([
    ...sections,
    ['INODE', Buffer.concat([INodeSection.encodeDelimited({ lastInodeId: 16385, numInodes: 1 }), w.finish()])],
    ['STRING_TABLE', Buffer.from([2, 8, 2, 7, 8, 1, 18, 3, 0x61, 0x6e, 0x6e, 9, 8, 2, 18, 5, 0x73, 0x74, 0x61, 0x66, 0x66])],
  ]));
  const ns = await loaded(image);
  assert.deepEqual(ns.permissions(ns.root), { owner: 'ann', group: 'staff', mode: 0o750 });
  assert.equal(blankNamespace().owner(0), 'root');
});
