// Pipelines, reads and transfers over the streaming port, against a client that speaks it by hand.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { md5 } from '../base/checksums.ts';
import { DataChecksum } from '../data-transfer/data-checksum.ts';
import { encodeOp } from '../data-transfer/op-codes.ts';
import { crcOf } from '../data-transfer/crc.ts';
import { sleep, until } from '../env/waiting.ts';
import {
  BlockOpResponseProto, OpBlockChecksumProto, OpCopyBlockProto, OpRequestShortCircuitAccessProto, OpTransferBlockProto,
  OpWriteBlockProto_BlockConstructionStage as Stage, ShortCircuitShmRequestProto, ShortCircuitShmResponseProto, Status,
} from '../wire/data-transfer.ts';
import { BlockChecksumTypeProto, StorageTypeProto } from '../wire/hdfs.ts';
import { transferReplica } from './block-transfer.ts';
import {
  connectTo, deadPort, nodeInfo, pattern, PipelineClient, readBlockFrom, startStreamingNode, testBlock, testNamespace, writeBlockTo,
} from './datanode.testing.ts';
import { replicaState } from './replica-map.ts';
import { protoOf } from './xceiver-host.ts';
import type { XceiverHost } from './xceiver-host.ts';
import { DataNodeMetrics } from './data-node-metrics.ts';

const nodes = await Promise.all([startStreamingNode(), startStreamingNode(), startStreamingNode()]);
const [a, b, c] = nodes;
const { env } = a;
const infos = nodes.map((node) => node.info);
const token = { identifier: new Uint8Array(0), password: new Uint8Array(0), kind: '', service: '' };
let nextId = 1;
after(async () => {
  for (const node of nodes) {
    assert.deepEqual(node.bugs, []);
    await node.stop();
  }
});

/** Asks again until the node's log of words to NameNodes ends with `what`. */
function isTold(node: (typeof nodes)[number], what: string): Promise<boolean> {
  return until(node.env, what, 3000, 5, () => (node.told.includes(what) ? true : undefined));
}

test('a block written through three DataNodes is on each of them and reads back, ranges and all', async () => {
  const block = testBlock(nextId++);
  const data = pattern(1_000_003);
  await writeBlockTo(env, infos, block, data);
  for (const node of nodes) {
    assert.deepEqual([node.pool.find(block.blockId)?.state, node.pool.find(block.blockId)?.lengthBytes], [replicaState.FINALIZED, data.length]);
    assert.deepEqual(node.told.slice(-2), [`receiving ${block.blockId}_1001 0`, `received ${block.blockId}_1001 ${data.length}`]);
    // All reads on one connection: it is kept.
    const reader = await connectTo(env, node.info);
    for (const [offset, length] of [[0, data.length], [1, 1], [511, 2], [100_000, 300_000], [data.length - 1, 1], [data.length, 0], [700_000, 300_003]] as const) {
      const got = await readBlockFrom(reader, block, offset, length);
      assert.equal(got.status, Status.SUCCESS);
      assert.ok(got.verified);
      assert.equal(got.start, offset - (offset % 512));
      assert.ok(got.start + got.data.length >= offset + length);
      assert.ok(got.data.equals(data.subarray(got.start, got.start + got.data.length)), `${offset}+${length}`);
    }
    const plain = await readBlockFrom(reader, block, 700, 5000, false);
    assert.equal(plain.start, 512);
    assert.ok(plain.data.equals(data.subarray(512, 512 + plain.data.length)));
    reader.destroy();
  }
});

test('checksums of other kinds, and none', async () => {
  for (const checksum of [new DataChecksum('CRC32', 512), new DataChecksum('CRC32C', 4096), new DataChecksum('CRC32C', 100), new DataChecksum('NULL', 512)]) {
    const block = testBlock(nextId++);
    const data = pattern(70_001);
    await writeBlockTo(env, infos.slice(0, 2), block, data, 100 * checksum.bytesPerChecksum, { checksum });
    const reader = await connectTo(env, b.info);
    const got = await readBlockFrom(reader, block, 0, data.length);
    assert.ok(got.verified && got.data.equals(data), checksum.type);
    reader.destroy();
  }
});

test('a block of chunks that no packet carries is not taken', async () => {
  const block = testBlock(nextId++);
  const client = await PipelineClient.open(env, [a.info], block, { checksum: new DataChecksum('CRC32C', 16 * 1024 * 1024) });
  await assert.rejects(client.setupAnswer(), /closed/);
  assert.equal(a.pool.find(block.blockId), undefined);
});

test('what is acknowledged can be read while the block is being written, and hsync makes it durable', async () => {
  const block = testBlock(nextId++);
  const client = await PipelineClient.open(env, infos.slice(0, 1), block);
  assert.equal((await client.setupAnswer()).status, Status.SUCCESS);
  const data = pattern(1700);
  client.send(data.subarray(0, 700), { sync: true });
  assert.deepEqual(await client.ack(), { seqno: 0, replies: [Status.SUCCESS] });
  assert.equal(a.pool.readable(block).visibleBytes, 700);
  const reader = await connectTo(env, a.info);
  const half = await readBlockFrom(reader, block, 0, 700);
  assert.ok(half.verified && half.data.equals(data.subarray(0, 700)));
  // A client that knows of more than is here yet is waited for.
  const coming = readBlockFrom(reader, block, 600, 900);
  client.send(data.subarray(512, 1700), { at: 512 });
  const rest = await coming;
  assert.ok(rest.verified && rest.data.equals(data.subarray(512, 512 + rest.data.length)));
  assert.equal((await client.ack()).seqno, 1);
  // A heartbeat packet is acknowledged and changes nothing.
  client.send(Buffer.alloc(0));
  assert.equal((await client.ack()).seqno, 2);
  client.send(Buffer.alloc(0), { last: true });
  assert.deepEqual(await client.ack(), { seqno: 3, replies: [Status.SUCCESS] });
  assert.equal(a.pool.find(block.blockId)?.lengthBytes, 1700);
  reader.destroy();
  client.reader.destroy();
});

test('a corrupt packet is found by the last DataNode, which says so upstream', async () => {
  const alone = testBlock(nextId++);
  const client = await PipelineClient.open(env, infos.slice(0, 1), alone);
  await client.setupAnswer();
  client.send(pattern(1000));
  client.send(pattern(1000), { sums: Buffer.alloc(8) });
  assert.deepEqual(await client.ack(), { seqno: 0, replies: [Status.SUCCESS] });
  assert.deepEqual(await client.ack(), { seqno: 1, replies: [Status.ERROR_CHECKSUM] });
  await assert.rejects(client.reader.read(1), /closed/);
  assert.deepEqual([a.pool.find(alone.blockId)?.state, a.pool.find(alone.blockId)?.lengthBytes], [replicaState.RBW, 1000]);

  // With a DataNode in between, that one shuts down without a word, so that the client blames the data's way there.
  const through = testBlock(nextId++);
  const second = await PipelineClient.open(env, infos.slice(0, 2), through);
  assert.equal((await second.setupAnswer()).status, Status.SUCCESS);
  second.send(pattern(512), { sums: Buffer.alloc(4) });
  await assert.rejects(second.ack(), /closed/);
  const third = await PipelineClient.open(env, infos, testBlock(nextId++));
  assert.equal((await third.setupAnswer()).status, Status.SUCCESS);
  third.send(pattern(512), { sums: Buffer.alloc(4) });
  assert.deepEqual((await third.ack()).replies, [Status.SUCCESS, Status.ERROR]);
  third.reader.destroy();
});

test('a mirror that cannot be reached is named in the answer to the setup', async () => {
  const dead = nodeInfo(await deadPort(env));
  const first = await PipelineClient.open(env, [a.info, dead], testBlock(nextId++));
  const answer = await first.setupAnswer();
  assert.deepEqual([answer.status, answer.firstBadLink], [Status.ERROR, `127.0.0.1:${dead.id.xferPort}`]);
  await assert.rejects(first.reader.read(1), /closed/);
  const second = await PipelineClient.open(env, [a.info, b.info, dead], testBlock(nextId++));
  const relayed = await second.setupAnswer();
  assert.deepEqual([relayed.status, relayed.firstBadLink], [Status.ERROR, `127.0.0.1:${dead.id.xferPort}`]);
  second.reader.destroy();
});

test('a mirror that dies is reported, the replica before it stays, and a new pipeline goes on with it', async () => {
  const mortal = await startStreamingNode();
  const block = testBlock(nextId++);
  const data = pattern(5000);
  const client = await PipelineClient.open(env, [a.info, mortal.info], block);
  assert.equal((await client.setupAnswer()).status, Status.SUCCESS);
  client.send(data.subarray(0, 1024));
  assert.deepEqual(await client.ack(), { seqno: 0, replies: [Status.SUCCESS, Status.SUCCESS] });
  await mortal.stop();
  client.send(data.subarray(1024, 2048));
  assert.deepEqual((await client.ack()).replies, [Status.SUCCESS, Status.ERROR]);
  // The client comes again with a new generation stamp, and with another DataNode to which the replica was copied.
  const source = await connectTo(env, a.info);
  source.socket.write(encodeOp('TRANSFER_BLOCK', OpTransferBlockProto, {
    header: { baseHeader: { block: protoOf(block), token }, clientName: 'client' }, targets: [b.info], targetStorageTypes: [StorageTypeProto.DISK], targetStorageIds: [],
  }));
  assert.equal((await source.readDelimited(BlockOpResponseProto)).status, Status.SUCCESS);
  assert.deepEqual([b.pool.find(block.blockId)?.state, b.pool.readable(block).visibleBytes], [replicaState.RBW, 1024]);
  const again = await PipelineClient.open(env, [a.info, b.info], block, { stage: Stage.PIPELINE_SETUP_STREAMING_RECOVERY, newGenstamp: 1002, minBytes: 1024, maxBytes: 2048 });
  assert.equal((await again.setupAnswer()).status, Status.SUCCESS);
  // The old writer was put out.
  await assert.rejects(client.reader.read(1), /closed/);
  again.send(data.subarray(1024), { at: 1024 });
  again.send(Buffer.alloc(0), { last: true });
  await again.ack();
  assert.deepEqual((await again.ack()).replies, [Status.SUCCESS, Status.SUCCESS]);
  for (const node of [a, b]) {
    assert.deepEqual([node.pool.find(block.blockId)?.genstamp, node.pool.find(block.blockId)?.lengthBytes], [1002, 5000]);
    const reader = await connectTo(env, node.info);
    const got = await readBlockFrom(reader, { ...block, genstamp: 1002 }, 0, 5000);
    assert.ok(got.verified && got.data.equals(data));
    reader.destroy();
  }
  for (const reader of [source, again.reader]) reader.destroy();
});

test('append takes a finalized block up again, close recovery finishes one', async () => {
  const block = testBlock(nextId++);
  const data = pattern(3000);
  await writeBlockTo(env, [a.info], block, data.subarray(0, 700));
  const wrong = await PipelineClient.open(env, [a.info], block, { stage: Stage.PIPELINE_SETUP_APPEND, newGenstamp: 1002, minBytes: 600 });
  await assert.rejects(wrong.setupAnswer(), /closed/);
  const client = await PipelineClient.open(env, [a.info], block, { stage: Stage.PIPELINE_SETUP_APPEND, newGenstamp: 1002, minBytes: 700 });
  assert.equal((await client.setupAnswer()).status, Status.SUCCESS);
  const filler = data.subarray(700, 1024);
  client.send(filler, { at: 700 });
  client.send(data.subarray(1024));
  await client.ack();
  await client.ack();
  client.reader.destroy();
  await until(env, 'the writer to be gone', 3000, 5, () => (a.pool.findOpen(block.blockId)?.owner === undefined ? true : undefined));
  const closing = await PipelineClient.open(env, [a.info], { ...block, genstamp: 1002 }, { stage: Stage.PIPELINE_CLOSE_RECOVERY, newGenstamp: 1003, minBytes: 3000 });
  assert.equal((await closing.setupAnswer()).status, Status.SUCCESS);
  await isTold(a, `received ${block.blockId}_1003 3000`);
  const reader = await connectTo(env, a.info);
  const got = await readBlockFrom(reader, { ...block, genstamp: 1003 }, 0, 3000);
  assert.ok(got.verified && got.data.equals(data));
  reader.destroy();
});

test('the NameNode\'s order to copy a block goes through a chain of DataNodes, and a copy that breaks leaves nothing', async () => {
  const block = testBlock(nextId++);
  const data = pattern(300_000);
  await writeBlockTo(env, [a.info], block, data);
  const host: XceiverHost = {
    env, settings: { socketTimeoutMs: 3000, writeTimeoutMs: 3000, keepaliveMs: 100, connectionsMax: 10, syncOnClose: false, blockSize: 1000, poolReadyTimeoutMs: 10 },
    metrics: new DataNodeMetrics(),
    self: () => a.info, pool: async () => a.pool, receiving: () => {}, received: () => {}, missing: () => {}, reportRemoteBad: () => {},
    transferBegan: () => {}, transferEnded: () => {},
  };
  await transferReplica(host, {
    block: { ...block, numBytes: data.length }, targets: [b.info, c.info], targetStorageTypes: [StorageTypeProto.DISK, StorageTypeProto.DISK], targetStorageIds: ['x', 'y'],
    stage: Stage.PIPELINE_SETUP_CREATE, clientName: '',
  });
  for (const node of [b, c]) await isTold(node, `received ${block.blockId}_1001 ${data.length}`);
  const reader = await connectTo(env, c.info);
  assert.ok((await readBlockFrom(reader, block, 0, data.length)).data.equals(data));
  reader.destroy();

  const broken = testBlock(nextId++);
  const copy = await PipelineClient.open(env, [b.info], broken, { clientName: '' });
  copy.send(pattern(1000));
  await until(env, 'the copy to begin', 3000, 5, () => (b.pool.find(broken.blockId)?.state === replicaState.TEMPORARY ? true : undefined));
  copy.reader.destroy();
  await until(env, 'the copy to be gone', 3000, 5, () => (b.pool.find(broken.blockId) === undefined ? true : undefined));
  assert.deepEqual(await b.disk.list(`/data/current/${testNamespace.blockPoolId}/tmp`), []);
});

test('reads that cannot be get Apache\'s message and a closed connection', async () => {
  const block = testBlock(nextId++);
  const [dataGone, metaGone] = [testBlock(nextId++), testBlock(nextId++)];
  for (const each of [block, dataGone, metaGone]) await writeBlockTo(env, [a.info], each, pattern(1000));
  const directory = `/data/current/${testNamespace.blockPoolId}/current/finalized/subdir0/subdir0`;
  await a.disk.remove(`${directory}/blk_${dataGone.blockId}`);
  await a.disk.remove(`${directory}/blk_${metaGone.blockId}_1001.meta`);
  const cases = [
    [dataGone, 0, 10, /received exception java\.io\.FileNotFoundException: BlockId \d+ is not valid\.$/],
    [metaGone, 0, 10, /received exception java\.io\.FileNotFoundException: Meta-data not found for BP-1-127\.0\.0\.1-1:blk_\d+_1001$/],
    [testBlock(999_999), 0, 10, /opReadBlock BP-1-127\.0\.0\.1-1:blk_999999_1001 received exception org\.apache\.hadoop\.hdfs\.server\.datanode\.ReplicaNotFoundException: Replica not found for BP-1/],
    [{ ...block, genstamp: 1005 }, 0, 10, /java\.io\.IOException: Replica gen stamp < block genstamp/],
    [block, 900, 200, /Offset 900 and length 200 don't match block BP-1-127\.0\.0\.1-1:blk_\d+_1001 \( blockLen 1000 \)/],
  ] as const;
  for (const [wanted, offset, length, message] of cases) {
    const reader = await connectTo(env, a.info);
    const got = await readBlockFrom(reader, wanted, offset, length);
    assert.equal(got.status, Status.ERROR);
    assert.match(got.message, message);
    await assert.rejects(reader.read(1), /closed/);
  }
  for (const { blockId } of [dataGone, metaGone]) assert.ok(a.told.includes(`missing ${blockId}_1001 0`));
});

test('checksums of a block: MD5 of its sums, and one CRC over all of it', async () => {
  const block = testBlock(nextId++);
  const data = pattern(10_000);
  await writeBlockTo(env, [a.info], block, data);
  const checksum = new DataChecksum('CRC32C', 512);
  const ask = async (numBytes: number, blockChecksumType: BlockChecksumTypeProto): Promise<BlockOpResponseProto> => {
    const reader = await connectTo(env, a.info);
    reader.socket.write(encodeOp('BLOCK_CHECKSUM', OpBlockChecksumProto, { header: { block: protoOf({ ...block, numBytes }), token }, blockChecksumOptions: { blockChecksumType } }));
    const answer = await reader.readDelimited(BlockOpResponseProto);
    reader.destroy();
    return answer;
  };
  for (const length of [10_000, 5120, 5000]) {
    const digest = await ask(length, BlockChecksumTypeProto.MD5CRC);
    assert.deepEqual(Buffer.from(digest.checksumResponse?.blockChecksum ?? []), md5(checksum.compute(data.subarray(0, length))));
    assert.deepEqual([digest.checksumResponse?.bytesPerCrc, digest.checksumResponse?.crcPerBlock, digest.checksumResponse?.crcType], [512, 20, 2]);
    const composite = await ask(length, BlockChecksumTypeProto.COMPOSITE_CRC);
    const sum = Buffer.alloc(4);
    sum.writeInt32BE(crcOf('CRC32C', data, 0, length));
    assert.deepEqual(Buffer.from(composite.checksumResponse?.blockChecksum ?? []), sum);
  }
});

test('operations that this DataNode does not have are refused by name', async () => {
  const header = { block: protoOf(testBlock(1)), token };
  const copy = await connectTo(env, a.info);
  copy.socket.write(encodeOp('COPY_BLOCK', OpCopyBlockProto, { header }));
  const refused = await copy.readDelimited(BlockOpResponseProto);
  assert.equal(refused.status, Status.ERROR_UNSUPPORTED);
  assert.match(refused.message ?? '', /COPY_BLOCK/);
  const circuit = await connectTo(env, a.info);
  circuit.socket.write(encodeOp('REQUEST_SHORT_CIRCUIT_FDS', OpRequestShortCircuitAccessProto, { header, maxVersion: 1 }));
  assert.equal((await circuit.readDelimited(BlockOpResponseProto)).status, Status.ERROR_UNSUPPORTED);
  circuit.socket.write(encodeOp('REQUEST_SHORT_CIRCUIT_SHM', ShortCircuitShmRequestProto, { clientName: 'c' }));
  assert.equal((await circuit.readDelimited(ShortCircuitShmResponseProto)).status, Status.ERROR_UNSUPPORTED);
  copy.destroy();
  circuit.destroy();
});

test('garbage closes its own connection and nothing else', async () => {
  const garbage: [string, Buffer][] = [
    ['an HTTP request', Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n')],
    ['the SASL magic', Buffer.from('deadbeef', 'hex')],
    ['an unknown operation', Buffer.from([0, 28, 99, 1, 2, 3])],
    ['a message longer than it may be', Buffer.from([0, 28, 80, 0xff, 0xff, 0xff, 0xff, 0x7f])],
    ['a message that is none', Buffer.from([0, 28, 81, 5, 1, 2, 3, 4, 5])],
    ['a length without an end', Buffer.from([0, 28, 80, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff])],
    ['half an operation', encodeOp('COPY_BLOCK', OpCopyBlockProto, { header: { block: protoOf(testBlock(1)), token } }).subarray(0, 9) as Buffer],
  ];
  for (const [what, bytes] of garbage) {
    const reader = await connectTo(env, a.info);
    reader.socket.write(bytes);
    if (what === 'half an operation') reader.socket.end();
    await assert.rejects(reader.read(1), /closed|reset/i, what);
  }
  const block = testBlock(nextId++);
  const client = await PipelineClient.open(env, [a.info], block);
  await client.setupAnswer();
  client.reader.socket.write(Buffer.alloc(100, 0xee));
  await assert.rejects(client.ack(), /closed/);
  // The same block again, by a client that behaves.
  await writeBlockTo(env, [a.info], block, pattern(100), 65024, { newGenstamp: 1001 });
  assert.equal(a.pool.find(block.blockId)?.lengthBytes, 100);
});

test('a connection that waits too long for its next operation is closed', async () => {
  const impatient = await startStreamingNode({ keepaliveMs: 500 });
  const block = testBlock(nextId++);
  await writeBlockTo(env, [impatient.info], block, pattern(100));
  const reader = await connectTo(env, impatient.info);
  await readBlockFrom(reader, block, 0, 100);
  await sleep(env, 10);
  assert.equal((await readBlockFrom(reader, block, 0, 100)).status, Status.SUCCESS);
  await assert.rejects(reader.read(1), /closed/);
  await impatient.stop();
});
