import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MemoryEnv } from '../env/memory-env.testing.ts';
import { WireError } from '../wire/wire-error.ts';
import { FakeSocket } from './fake-socket.testing.ts';
import { encodePacket } from './packet.ts';
import { PacketReceiver } from './packet-receiver.ts';
import type { PacketBatch } from './packet-receiver.ts';
import { EndOfStreamError, SocketReader } from './socket-reader.ts';
import { slabLength } from './transfer-memory.ts';

function packetOf(seqno: number, length: number): Buffer {
  const data = Buffer.alloc(length, `${seqno} `);
  return encodePacket({ offsetInBlock: seqno * 1000, seqno, lastPacketInBlock: false, syncBlock: seqno % 3 === 0, sums: Buffer.from([seqno, 2, 3, 4]), data });
}

function receiving(): { socket: FakeSocket; reader: SocketReader; packets: PacketReceiver } {
  const socket = new FakeSocket();
  const reader = new SocketReader(new MemoryEnv(), socket);
  return { socket, reader, packets: new PacketReceiver(reader) };
}

/** Feeds `bytes` in pieces of `size` and takes batches meanwhile, as a receiver would. */
async function take(socket: FakeSocket, packets: PacketReceiver, bytes: Buffer, size: number, count: number): Promise<PacketBatch[]> {
  const got: PacketBatch[] = [];
  const taking = (async () => {
    for (let seen = 0; seen < count; ) {
      const batch = await packets.next();
      got.push(batch);
      seen += batch.packets.length;
    }
  })();
  for (let at = 0; at < bytes.length; at += size) {
    socket.onData(bytes.subarray(at, at + size));
    await new Promise((resolve) => setImmediate(resolve));
  }
  await taking;
  return got;
}

test('packets come out whole and in order, however they are cut and wherever a slab ends', async () => {
  // Of one length for a while, so that slabs end with a packet, then of others, one of them longer than a slab.
  const lengths = [...Array.from({ length: 20 }, () => 65_000), 1, 0, 300_000, slabLength + 1000, 200_000, 65_000];
  const all = lengths.map((length, seqno) => packetOf(seqno, length));
  const bytes = Buffer.concat(all);
  for (const size of [7001, 65_047, 400_000, bytes.length]) {
    const { socket, packets } = receiving();
    const batches = await take(socket, packets, bytes, size, all.length);
    assert.ok(Buffer.concat(batches.map((batch) => batch.bytes)).equals(bytes), `${size}`);
    const each = batches.flatMap((batch) => batch.packets);
    assert.deepEqual(each.map(({ seqno }) => seqno), lengths.map((_, seqno) => seqno));
    assert.deepEqual(each.map(({ data }) => data.length), lengths);
    assert.ok(each.every(({ data, seqno, sums }) => sums[0] === seqno && data.equals(Buffer.alloc(data.length, `${seqno} `))));
    for (const { slab } of batches) slab.release();
    packets.close();
  }
});

test('what nobody takes pauses the socket, and taking it lets the socket go on', async () => {
  const { socket, packets } = receiving();
  for (let seqno = 0; seqno < 9; seqno++) socket.onData(packetOf(seqno, 65_000));
  assert.equal(socket.paused, true);
  const batch = await packets.next();
  assert.equal(batch.packets.length, 8);
  assert.equal(socket.paused, false);
  batch.slab.release();
});

test('whole packets are handed out before the end or the fault behind them is', async () => {
  const ended = receiving();
  ended.socket.onData(Buffer.concat([packetOf(0, 10), packetOf(1, 10), packetOf(2, 10).subarray(0, 20)]));
  ended.socket.onEnd();
  assert.equal((await ended.packets.next()).packets.length, 2);
  await assert.rejects(ended.packets.next(), EndOfStreamError);

  const spoiled = receiving();
  const bad = packetOf(1, 10);
  bad.writeInt32BE(-5, 0);
  spoiled.socket.onData(Buffer.concat([packetOf(0, 10), bad, packetOf(2, 10)]));
  assert.equal((await spoiled.packets.next()).packets.length, 1);
  await assert.rejects(spoiled.packets.next(), WireError);
  assert.equal(spoiled.socket.paused, true);
});

test('what was buffered before comes first', async () => {
  const socket = new FakeSocket();
  const reader = new SocketReader(new MemoryEnv(), socket);
  socket.onData(Buffer.concat([Buffer.from('op'), packetOf(0, 100), packetOf(1, 100).subarray(0, 40)]));
  assert.equal((await reader.read(2)).toString(), 'op');
  const packets = new PacketReceiver(reader);
  const first = await packets.next();
  assert.deepEqual(first.packets.map(({ seqno }) => seqno), [0]);
  socket.onData(packetOf(1, 100).subarray(40));
  assert.deepEqual((await packets.next()).packets.map(({ seqno }) => seqno), [1]);
  assert.ok(first.packets[0]?.data.equals(Buffer.alloc(100, '0 ')));
});
