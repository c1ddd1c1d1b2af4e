// Images of our own making: every kind of inode, damage, several directories, compression, being called off.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rounds } from '../../../scripts/effort.ts';
import { WorldError } from '../../env/env.ts';
import type { Disk } from '../../env/env.ts';
import { MemoryDisk } from '../../env/memory-disk.ts';
import { MemoryEnv } from '../../env/memory-env.testing.ts';
import { NameNodeStorage, imageName } from '../../storage/name-node-storage.ts';
import { aclEntry } from '../namespace/acl.ts';
import { blockState } from '../blocks/block-table.ts';
import { noBlockEvents } from '../namespace/block-events.ts';
import { dumpNamespace } from '../namespace/digest.ts';
import { inodeKind } from '../namespace/inode-table.ts';
import type { Namespace } from '../namespace/namespace.ts';
import { reclaimSlice } from '../namespace/reclaim.ts';
import { blankNamespace, goldenFile, loaded, memoryStorage, putImage, saved, testInfo } from './image.testing.ts';
import { ImageCorrupt, SaveCancelled } from './image-errors.ts';
import { loadImage } from './load-image.ts';
import { saveImage } from './save-image.ts';
import { uncompressLz4 } from './lz4.ts';
import { uncompressSnappy } from './snappy.ts';

const plain = 'plain/fsimage_0000000000000000119';

/** A namespace of `count` inodes that a seed decides on, with rows out of the order of ids and some garbage. */
function randomNamespace(seed: number, count: number): Namespace {
  let state = seed;
  const random = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const ns = blankNamespace();
  const directories = [ns.root];
  let id = 16386;
  for (let i = 0; i < count; i++) {
    const parent = directories[random(directories.length)] as number;
    const name = `${'nämé-'.repeat(random(3))}${random(1_000_000).toString(36)}-${i}`;
    const permissions = { owner: `user${random(300)}`, group: random(5) === 0 ? '' : `group${random(40)}`, mode: random(0o2000) };
    const kind = random(10) < 6 ? inodeKind.file : random(10) < 8 ? inodeKind.directory : inodeKind.symlink;
    const row = ns.addChild(kind, parent, name, { id: id++, permissions, mtime: random(2 ** 31) * 900, atime: random(2 ** 31) * 900 });
    if (random(4) === 0 && kind !== inodeKind.symlink) ns.setAcl(row, [aclEntry(0, 0, random(8), `user${random(9)}`), aclEntry(0, 1, random(8)), aclEntry(1, 1, random(8), `grp${random(3)}`), aclEntry(1, 3, random(8))]);
    if (random(4) === 0 && kind !== inodeKind.symlink) {
      ns.setXAttrs(row, [{ namespace: 0, name: `a${random(7)}`, value: Buffer.from('v'.repeat(random(300))) }, { namespace: 4, name: 'raw', value: undefined }]);
    }
    if (kind === inodeKind.symlink) ns.setSymlinkTarget(row, `/to/${i}`);
    if (kind === inodeKind.directory) {
      directories.push(row);
      if (random(5) === 0) ns.setQuota(row, { names: random(100) - 1, spaceBytes: random(3) === 0 ? 2 ** 50 : -1, typeBytes: random(2) === 0 ? [] : [-1, 5, -1, 2 ** 40, -1, 9] });
    }
    if (kind === inodeKind.file) {
      ns.inodes.setBlockSize(row, 1024 * (1 + random(4)));
      ns.inodes.setReplication(row, 1 + random(4));
      if (random(6) === 0) ns.setStoragePolicy(row, 12);
      const open = random(8) === 0;
      for (let left = random(4); left > 0; left--) {
        const block = { blockId: 1073741825n + BigInt(i * 8 + left), genstamp: 1001 + i, numBytes: random(1024) };
        ns.appendBlock(row, block, open && left === 1 ? blockState.underConstruction : blockState.complete, noBlockEvents);
      }
      if (open) ns.setWriter(row, { clientName: `DFSClient_${i}`, clientMachine: '127.0.0.1' });
      if (random(12) === 0) ns.discard(row);
    }
    if (random(20) === 0) reclaimSlice(ns, 5, noBlockEvents);
  }
  ns.ids.genstampV2 = 999_999;
  ns.ids.lastBlockId = 2n ** 40n;
  ns.lastAppliedTxId = 77;
  return ns;
}

test('whatever a namespace holds comes back, with its totals', async () => {
  for (let seed = 1; seed <= rounds(12, 5); seed++) {
    const ns = randomNamespace(seed, 40 * seed);
    const image = await saved(ns, 77);
    const back = await loaded(image);
    assert.deepEqual([...dumpNamespace(back)], [...dumpNamespace(ns)], `seed ${seed}`);
    assert.deepEqual(back.totals(back.root), ns.totals(ns.root), `seed ${seed}`);
    assert.equal(back.inodes.size, ns.inodeCount);
    for (let row = 0; row < back.inodes.rowEnd; row++) {
      if (!back.isDirectory(row)) continue;
      assert.deepEqual(back.totals(row), ns.totals(ns.findInode(back.inodes.id(row))), `seed ${seed}, inode ${back.inodes.id(row)}`);
    }
    // Rows of the two lie in different orders; the bytes do not depend on it.
    assert.deepEqual(await saved(back, 77), image, `seed ${seed}`);
  }
});

test('a directory whose message is larger than the window, with names out of order of ids', async () => {
  const ns = blankNamespace();
  const count = 150_000;
  for (let i = 0; i < count; i++) {
    const name = String((i * 7919) % count).padStart(6, '0');
    ns.addChild(inodeKind.file, ns.root, name, { id: 20_000_000 + i, permissions: { owner: 'o', group: 'g', mode: 0o644 }, mtime: i, atime: i });
  }
  const back = await loaded(await saved(ns, 5));
  assert.equal(back.childCount(back.root), count);
  assert.equal(back.inodes.id(back.lookup('/000000')), 20_000_000);
  assert.equal(back.inodes.nameText(back.lastChild(back.root)), '149999');
});

test('zlib and gzip, as Hadoop\'s codecs write them, section by section', async () => {
  const ns = await loaded(goldenFile(plain));
  const plainBytes = await saved(ns, 119);
  for (const codec of ['org.apache.hadoop.io.compress.DefaultCodec', 'org.apache.hadoop.io.compress.GzipCodec']) {
    const image = await saved(ns, 119, { codec });
    assert.ok(image.includes(codec));
    const back = await loaded(image);
    assert.deepEqual(await saved(back, 119), plainBytes);
    const damaged = Buffer.from(image);
    damaged.writeUInt8(damaged.readUInt8(90) ^ 0x55, 90);
    await assert.rejects(loaded(damaged));
  }
});

test('Snappy and LZ4 blocks', () => {
  const text = 'abcdabcdabcdabcdabcd--abcdabcd';
  const into = new Uint8Array(text.length);
  // 30 bytes: literal abcd, copy of 16 from 4 back, literal --, copy of 8 (offset in two bytes) from 22 back.
  const snappy = [30, 3 << 2, 0x61, 0x62, 0x63, 0x64, (15 << 2) | 2, 4, 0, 1 << 2, 0x2d, 0x2d, (7 << 2) | 2, 22, 0];
  assert.equal(uncompressSnappy(Uint8Array.from(snappy), into, 0), 30);
  assert.equal(Buffer.from(into).toString(), text);
  into.fill(0);
  // Literal 4, copy 12 + 4 from 4 back; literal 2, copy 8 from 22 back.
  const lz4 = [0x4c, 0x61, 0x62, 0x63, 0x64, 4, 0, 0x24, 0x2d, 0x2d, 22, 0];
  assert.equal(uncompressLz4(Uint8Array.from(lz4), into, 0), 30);
  assert.equal(Buffer.from(into).toString(), text);
  for (const broken of [[30, 3 << 2, 0x61], [5, (15 << 2) | 2, 4, 0], [200, 1, 0, 0x61]]) assert.throws(() => uncompressSnappy(Uint8Array.from(broken), into, 0), ImageCorrupt);
  for (const broken of [[0x40, 0x61], [0x10, 0x61, 9, 0]]) assert.throws(() => uncompressLz4(Uint8Array.from(broken), into, 0), ImageCorrupt);
});

test('an image in the block framing of Snappy', async () => {
  const { env, storage } = await memoryStorage();
  const ns = await loaded(goldenFile(plain));
  // The sections of our image, each as one block of one literal chunk.
  const { imageMagic, decodeSummary, encodeSummary, summaryBytes } = await import('./sections.ts');
  const image = await saved(ns, 119);
  const summary = decodeSummary(image.subarray(image.length - summaryBytes(image.subarray(-4), image.length, '')), image.length, '');
  const parts: Uint8Array[] = [imageMagic];
  let offset = imageMagic.length;
  const sections = summary.sections.map(({ name, offset: from, length }) => {
    const literal = Buffer.concat([Buffer.from([(length & 0x7f) | 0x80, length >>> 7, 61 << 2, (length - 1) & 0xff, (length - 1) >>> 8]), image.subarray(from, from + length)]);
    const head = Buffer.alloc(8);
    head.writeInt32BE(length, 0);
    head.writeInt32BE(literal.length, 4);
    const bytes = length === 0 ? Buffer.alloc(0) : Buffer.concat([head, literal]);
    parts.push(bytes);
    offset += bytes.length;
    return { name, offset: offset - bytes.length, length: bytes.length };
  });
  await putImage(env, storage, 119, Buffer.concat([...parts, encodeSummary(-67, 'org.apache.hadoop.io.compress.SnappyCodec', sections)]));
  const { namespace: back } = await loadImage(env, storage, blankNamespace);
  assert.deepEqual(await saved(back, 119), image);
});

test('a codec that is not there is named', async () => {
  const { encodeSummary, imageMagic } = await import('./sections.ts');
  const sections = (['NS_INFO', 'STRING_TABLE', 'INODE', 'INODE_DIR'] as const).map((name) => ({ name, offset: 8, length: 0 }));
  const image = Buffer.concat([imageMagic, encodeSummary(-67, 'org.apache.hadoop.io.compress.BZip2Codec', sections)]);
  await assert.rejects(loaded(image), /Not a supported codec: org\.apache\.hadoop\.io\.compress\.BZip2Codec/);
});

test('damage: the same image elsewhere, then an older one; without any, Apache\'s words', async () => {
  const { env, storage } = await memoryStorage(['/a', '/b']);
  const old = await loaded(goldenFile('blank/fsimage_0000000000000000000'));
  await saveImage(env, storage, old, testInfo, 0);
  await putImage(env, storage, 119, goldenFile(plain));
  const damage = async (path: string): Promise<void> => {
    const file = await env.disk.open(path, 'update');
    await file.write(Buffer.from([0xee]), 700);
    await file.close();
  };
  await damage('/a/current/fsimage_0000000000000000119');
  const { txid, namespace } = await loadImage(env, storage, blankNamespace);
  assert.equal(txid, 119);
  // What was loaded of the damaged one is not in it.
  assert.deepEqual([...dumpNamespace(namespace)], [...dumpNamespace(await loaded(goldenFile(plain), 119))]);
  assert.ok(env.lines.some((line) => line.event.includes('damaged') && line.fields['path'] === '/a/current/fsimage_0000000000000000119'));
  await env.disk.remove('/b/current/fsimage_0000000000000000119.md5');
  assert.equal((await loadImage(env, storage, blankNamespace)).txid, 0);
  await env.disk.remove('/a/current/fsimage_0000000000000000000.md5');
  await env.disk.remove('/b/current/fsimage_0000000000000000000');
  await assert.rejects(loadImage(env, storage, blankNamespace), /Failed to load FSImage file, see error\(s\) above for more info/);
});

test('bytes that no namespace can have made', async () => {
  const good = goldenFile(plain);
  for (const length of [3, 12, 100, good.length - 1]) await assert.rejects(loaded(good.subarray(0, length)), /Failed to load FSImage file/);
  let tried = 0;
  let refused = 0;
  for (let at = 8; at < good.length; at += rounds(3, 11)) {
    tried++;
    const broken = Buffer.from(good);
    broken.writeUInt8(broken.readUInt8(at) ^ 0x80, at);
    // With its digest: nothing but the bytes themselves can tell.
    await loaded(broken).catch((error: unknown) => {
      refused++;
      assert.ok(error instanceof Error && (error.name.startsWith('Image') || error.name === 'IOException'), `${at}: ${String(error)}`);
    });
  }
  assert.ok(refused > tried / 4, `${refused} of ${tried}`);
});

test('saving: checkpoint, digest, rename; several directories; one that fails is dropped', async () => {
  const disk = new MemoryDisk();
  const open: Disk['open'] = async (path, mode) => {
    if (path.startsWith('/b/current/fsimage.ckpt')) throw new WorldError('no-space', 'disk full');
    return await disk.open(path, mode);
  };
  const failing = new Proxy<Disk>(disk, {
    get: (target, name: keyof Disk) => (name === 'open' ? open : (target[name] as () => unknown).bind(target)),
  });
  const env = new MemoryEnv(failing);
  const storage = new NameNodeStorage(env, ['/a', '/b']);
  await storage.format(testInfo);
  const ns = await loaded(goldenFile(plain));
  const result = await saveImage(env, storage, ns, testInfo, 119);
  assert.deepEqual(storage.directories.map((directory) => directory.root), ['/a']);
  assert.deepEqual((await disk.list('/a/current')).filter((name) => name.startsWith('fsimage')), [imageName('fsimage', 119), `${imageName('fsimage', 119)}.md5`]);
  assert.equal(Buffer.from(await disk.readFile(`/a/current/${imageName('fsimage', 119)}.md5`)).toString(), `${result.md5} *${imageName('fsimage', 119)}\n`);
});

test('saving is called off: by its signal, and by an edit', async () => {
  const { env, storage } = await memoryStorage();
  const ns = randomNamespace(3, 500);
  const cancel = new AbortController();
  cancel.abort('becoming active');
  await assert.rejects(saveImage(env, storage, ns, testInfo, 77, { cancel: cancel.signal }), (error: unknown) => error instanceof SaveCancelled && /becoming active/.test(error.message));
  const saving = saveImage(env, storage, ns, testInfo, 77);
  await env.turn();
  ns.lastAppliedTxId = 78;
  await assert.rejects(saving, SaveCancelled);
  // One that comes while the files are being opened, too: it is not in an image of 78.
  const opening = saveImage(env, storage, ns, testInfo, 78);
  ns.lastAppliedTxId = 79;
  await assert.rejects(opening, SaveCancelled);
  assert.deepEqual(await storage.images(), []);
  assert.deepEqual((await env.disk.list('/nn/current')).filter((name) => name.startsWith('fsimage')), []);
});
