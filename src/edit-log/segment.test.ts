import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { ByteWriter } from '../base/bytes.ts';
import type { Disk } from '../env/env.ts';
import { MemoryDisk } from '../env/memory-disk.ts';
import type { EditBatch } from './edit-batch.ts';
import { EditLogCorrupt } from './journal-manager.ts';
import type { EditOp } from './ops/edit-op.ts';
import { everyOp } from './ops/every-op.testing.ts';
import { encodeOp } from './ops/op-frame.ts';
import { editsXmlHead, editsXmlTail, opToXml } from './ops/op-xml.ts';
import { writeSegmentHeader } from './segment-header.ts';
import { finalizedName, inProgressName, parseSegmentName } from './segment-name.ts';
import type { ReadRange } from './segment-reader.ts';
import { readRawSegment, readSegment } from './segment-reader.ts';
import { scanSegment } from './segment-scan.ts';
import { SegmentWriter } from './segment-writer.ts';

const golden = fileURLToPath(new URL('../../../tests/golden/', import.meta.url));

async function put(disk: Disk, path: string, bytes: Uint8Array): Promise<void> {
  const file = await disk.open(path, 'replace');
  await file.write(bytes, 0);
  await file.close();
}

function segment(ops: readonly EditOp[], firstTxid = 1): Buffer {
  const w = new ByteWriter();
  writeSegmentHeader(w, -67);
  ops.forEach((op, i) => encodeOp(w, op, firstTxid + i));
  return w.take();
}

function inChunks(bytes: Buffer, size: number): { name: string; chunks: () => AsyncIterable<Buffer> } {
  return {
    name: 'test',
    async* chunks() {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    },
  };
}

async function collect(bytes: Buffer, range: ReadRange, chunkBytes = 100): Promise<EditBatch[]> {
  const batches: EditBatch[] = [];
  for await (const batch of readSegment(inChunks(bytes, chunkBytes), range)) batches.push(batch);
  return batches;
}

test('names are those of NNStorage', () => {
  assert.equal(finalizedName(1, 42), 'edits_0000000000000000001-0000000000000000042');
  assert.equal(inProgressName(43), 'edits_inprogress_0000000000000000043');
  assert.deepEqual(parseSegmentName(finalizedName(1, 42)), { firstTxid: 1, lastTxid: 42, suffix: undefined });
  assert.deepEqual(parseSegmentName(`${inProgressName(43)}.epoch=7`), { firstTxid: 43, lastTxid: undefined, suffix: 'epoch=7' });
  assert.equal(parseSegmentName('edits_tmp'), undefined);
  assert.equal(parseSegmentName('fsimage_0000000000000000280'), undefined);
});

test('segments of Apache, final and in progress, are scanned to their ends', async () => {
  const disk = new MemoryDisk();
  await put(disk, '/final', readFileSync(`${golden}rich/edits_0000000000000000120-0000000000000000280`));
  assert.deepEqual(await scanSegment(disk, '/final', { firstTxid: 120 }), {
    layoutVersion: -67, firstTxid: 120, lastTxid: 280, validLength: 11077, fileLength: 11077, damage: undefined,
  });
  for (const node of ['nn1', 'jn1']) {
    const bytes = gunzipSync(readFileSync(`${golden}in-progress/${node}.edits_inprogress_0000000000000000292.gz`));
    await put(disk, '/inprogress', bytes);
    const scan = await scanSegment(disk, '/inprogress');
    assert.equal(scan.damage, undefined);
    assert.equal(scan.firstTxid, 292);
    assert.equal(scan.fileLength, 1024 * 1024);
    assert.ok(bytes.subarray(scan.validLength).every((byte) => byte === 0xff));
    let xml = editsXmlHead(-67);
    for (const batch of await collect(bytes, { inProgress: true })) batch.ops().forEach((op, i) => (xml += opToXml(op, batch.firstTxid + i)));
    if (node === 'nn1') assert.equal(xml + editsXmlTail, readFileSync(`${golden}in-progress/edits_inprogress_0000000000000000292.xml`, 'utf8'));
  }
});

test('what is read does not depend on how the bytes are cut into chunks', async () => {
  const bytes = segment(everyOp, 5);
  for (const size of [1, 7, 13, 64, 1000, bytes.length]) {
    const batches = await collect(bytes, { segmentTxid: 5, inProgress: false }, size);
    assert.deepEqual(batches.flatMap((batch) => batch.ops()), everyOp);
    let next = 5;
    for (const batch of batches) {
      assert.equal(batch.firstTxid, next);
      next += batch.count;
    }
  }
});

test('a range begins and ends where it is asked to', async () => {
  const bytes = segment(everyOp, 5);
  for (const [from, last] of [[5, 5], [5, 9], [8, 20], [40, 59], [59, 59]] as const) {
    for (const size of [50, 100_000]) {
      const batches = await collect(bytes, { fromTxid: from, lastTxid: last, inProgress: false }, size);
      assert.equal(batches[0]?.firstTxid, from);
      assert.deepEqual(batches.flatMap((batch) => batch.ops()), everyOp.slice(from - 5, last - 4));
    }
  }
  const raw: Buffer[] = [];
  for await (const batch of readRawSegment(inChunks(bytes, 333), { fromTxid: 6, lastTxid: 58, inProgress: true })) raw.push(batch.bytes);
  const first = segment(everyOp.slice(0, 1), 5).length;
  assert.deepEqual(Buffer.concat(raw), bytes.subarray(first, segment(everyOp.slice(0, 54), 5).length));
});

test('what lies behind the last txid of a range is not looked at', async () => {
  const bytes = Buffer.concat([segment(everyOp), Buffer.from('garbage of a writer that died')]);
  const batches = await collect(bytes, { lastTxid: everyOp.length, inProgress: true }, 1 << 20);
  assert.equal(batches.flatMap((batch) => batch.ops()).length, everyOp.length);
});

test('a reader meets damage as EditLogCorrupt, behind the edits that are good', async () => {
  const bytes = segment(everyOp);
  const good = segment(everyOp.slice(0, 10)).length;
  const damaged = Buffer.from(bytes);
  damaged[good + 20] = 0xee ^ (damaged[good + 20] ?? 0);
  const seen: EditOp[] = [];
  await assert.rejects(async () => {
    for await (const batch of readSegment(inChunks(damaged, 4096), { inProgress: false })) seen.push(...batch.ops());
  }, (error) => error instanceof EditLogCorrupt && error.offset === good && error.message.startsWith('test: Transaction is corrupt. Calculated'));
  assert.deepEqual(seen, everyOp.slice(0, 10));
  await assert.rejects(collect(bytes.subarray(0, good + 5), { inProgress: false }), /the last operation is cut off after 5 bytes/);
  assert.equal((await collect(bytes.subarray(0, good + 5), { inProgress: true })).flatMap((batch) => batch.ops()).length, 10);
  await assert.rejects(collect(bytes, { lastTxid: 99, inProgress: false }), /expected to hold edits up to txid 99, but it ends at 55/);
  await assert.rejects(collect(Buffer.concat([bytes, Buffer.from([0xff, 0xff, 3])]), { inProgress: false }), /Read extra bytes after the terminator!/);
  const gap = Buffer.concat([segment(everyOp.slice(0, 2)), segment(everyOp.slice(2, 4), 4).subarray(8)]);
  await assert.rejects(collect(gap, { inProgress: false }), /We expected txid 3, but got txid 4/);
  await assert.rejects(collect(bytes, { segmentTxid: 2, inProgress: false }), /We expected txid 2, but got txid 1/);
  const future = Buffer.from(bytes);
  future.writeInt32BE(-68, 0);
  await assert.rejects(collect(future, { inProgress: false }), /Unexpected version of the file system log file: -68\. Current version = -67\./);
});

test('a scan tells a torn tail from garbage, at whatever byte the damage is', async () => {
  const disk = new MemoryDisk();
  const bytes = Buffer.concat([segment(everyOp), Buffer.alloc(5000, 0xff)]);
  const ends: number[] = everyOp.map((_, i) => segment(everyOp.slice(0, i + 1)).length);
  for (let at = 8; at < (ends.at(-1) ?? 0); at += 19) {
    const damaged = Buffer.from(bytes);
    damaged[at] = (damaged[at] ?? 0) ^ 0x11;
    await put(disk, '/s', damaged);
    const scan = await scanSegment(disk, '/s');
    const hit = ends.findIndex((end) => at < end);
    assert.equal(scan.lastTxid, hit === 0 ? undefined : hit, `byte ${at}`);
    assert.equal(scan.damage?.offset, hit === 0 ? 8 : ends[hit - 1]);
    assert.equal(scan.damage?.kind, hit === everyOp.length - 1 ? 'torn' : 'garbage');
    if (hit < everyOp.length - 1) assert.equal(scan.damage?.nextTxid, hit + 2);
  }
  for (let cut = 8; cut < (ends.at(-1) ?? 0); cut += 23) {
    for (const padding of [0, 4096]) {
      await put(disk, '/s', Buffer.concat([bytes.subarray(0, cut), Buffer.alloc(padding, 0xff)]));
      const scan = await scanSegment(disk, '/s');
      assert.equal(scan.lastTxid ?? 0, ends.filter((end) => end <= cut).length);
      assert.equal(scan.damage?.kind, cut === 8 || ends.includes(cut) ? undefined : 'torn');
    }
  }
});

test('operations behind a sector that was never written are the trace of a power cut', async () => {
  const disk = new MemoryDisk();
  const bytes = Buffer.concat([segment(everyOp), Buffer.alloc(600, 0xff)]);
  for (let sector = 1; sector * 512 < segment(everyOp).length - 600; sector++) {
    for (const was of [0xff, 0]) {
      const torn = Buffer.from(bytes);
      torn.fill(was, sector * 512, (sector + 1) * 512);
      await put(disk, '/s', torn);
      const scan = await scanSegment(disk, '/s');
      assert.equal(scan.damage?.kind, 'torn');
      assert.ok((scan.damage?.nextTxid ?? 0) > (scan.lastTxid ?? 0));
    }
  }
});

test('headers that are not one leave nothing to read', async () => {
  const disk = new MemoryDisk();
  for (const [bytes, message] of [
    [Buffer.alloc(0), 'No header found in log'],
    [Buffer.alloc(3), 'No header found in log'],
    [Buffer.alloc(4096, 0xff), /No header present in log \(value is -1\)/],
    [Buffer.from('ffffffbd00000001', 'hex'), 'The log has 1 layout flags; this version knows none.'],
  ] as const) {
    await put(disk, '/s', bytes);
    const scan = await scanSegment(disk, '/s');
    assert.deepEqual([scan.layoutVersion, scan.lastTxid, scan.validLength], [undefined, undefined, 0]);
    assert.match(scan.damage?.message ?? '', typeof message === 'string' ? new RegExp(message) : message);
  }
  await put(disk, '/s', Buffer.from('ffffffbd00000000', 'hex'));
  assert.deepEqual(await scanSegment(disk, '/s'), {
    layoutVersion: -67, firstTxid: undefined, lastTxid: undefined, validLength: 8, fileLength: 8, damage: undefined,
  });
});

test('a writer pads as Apache does, and what it wrote survives the power', async () => {
  const disk = new MemoryDisk();
  const writer = await SegmentWriter.create(disk, '/edits_inprogress_1', -67);
  assert.deepEqual(Buffer.from(await disk.readFile('/edits_inprogress_1')), Buffer.concat([
    Buffer.from('ffffffbd00000000', 'hex'), Buffer.alloc(1024 * 1024 - 8, 0xff),
  ]));
  const ops = segment(everyOp).subarray(8);
  await writer.write(ops);
  const big = Buffer.alloc(2 ** 21, 1);
  await writer.append(big);
  disk.powerCut();
  const scan = await scanSegment(disk, '/edits_inprogress_1');
  assert.equal(scan.lastTxid, everyOp.length);
  assert.equal(scan.fileLength, 1024 * 1024);
  const again = await SegmentWriter.reopen(disk, '/edits_inprogress_1', scan.validLength);
  await again.write(segment(everyOp, everyOp.length + 1).subarray(8));
  await again.finish();
  disk.powerCut();
  const end = await scanSegment(disk, '/edits_inprogress_1');
  assert.equal(end.lastTxid, 2 * everyOp.length);
  assert.equal(end.validLength, end.fileLength);
});

test('an operation of many chunks is read without more copies than it has bytes', async () => {
  const big: EditOp = { op: 'OP_CONCAT_DELETE', trg: '/t', srcs: Array.from({ length: 3000 }, (_, i) => `/source/${i}`), timestamp: 1, rpcClientId: new Uint8Array(0), rpcCallId: -2 };
  const batches = await collect(segment([big, ...everyOp]), { inProgress: false }, 64);
  assert.deepEqual(batches.flatMap((batch) => batch.ops()), [big, ...everyOp]);
});
