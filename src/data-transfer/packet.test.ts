import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MemoryEnv } from '../env/memory-env.testing.ts';
import { WorldError } from '../env/env.ts';
import { PacketHeaderProto, PipelineAckProto, Status } from '../wire/data-transfer.ts';
import { WireError } from '../wire/wire-error.ts';
import { FakeSocket } from './fake-socket.testing.ts';
import { encodePacket, packetHeaderLength, putPacketHeader, readPacket } from './packet.ts';
import { encodeAck, isOutOfBand, repliesOf, unknownSeqno } from './pipeline-ack.ts';
import { EndOfStreamError, SocketReader } from './socket-reader.ts';

function reader(): { env: MemoryEnv; socket: FakeSocket; reader: SocketReader } {
  const env = new MemoryEnv();
  const socket = new FakeSocket();
  return { env, socket, reader: new SocketReader(env, socket) };
}

const packet = { offsetInBlock: 2 ** 33 + 512, seqno: 7, lastPacketInBlock: false, syncBlock: true, sums: Buffer.from([1, 2, 3, 4]), data: Buffer.from('some data') };

test('a packet comes out as it went in, however it is cut', async () => {
  const bytes = encodePacket(packet);
  for (const size of [1, 2, 5, 6, 7, 30, bytes.length]) {
    const { socket, reader: from } = reader();
    const coming = readPacket(from);
    for (let at = 0; at < bytes.length; at += size) {
      socket.onData(bytes.subarray(at, at + size));
      await Promise.resolve();
    }
    const got = await coming;
    assert.equal(got.offsetInBlock, packet.offsetInBlock);
    assert.equal(got.seqno, 7);
    assert.equal(got.lastPacketInBlock, false);
    assert.equal(got.syncBlock, true);
    assert.deepEqual(Buffer.from(got.sums), packet.sums);
    assert.equal(got.data.toString(), 'some data');
    assert.equal(from.available, 0);
  }
});

test('a header put in place is the one that the codec writes', () => {
  const sums = Buffer.alloc(8, 1);
  const data = Buffer.alloc(700, 2);
  const frame = Buffer.alloc(packetHeaderLength + sums.length + data.length);
  putPacketHeader(frame, packetHeaderLength, sums.length, data.length, 2 ** 40 + 3, 12, true);
  sums.copy(frame, packetHeaderLength);
  data.copy(frame, packetHeaderLength + sums.length);
  assert.deepEqual(frame, encodePacket({ offsetInBlock: 2 ** 40 + 3, seqno: 12, lastPacketInBlock: true, syncBlock: false, sums, data }));
});

test('lengths that contradict each other are refused', async () => {
  const cases: [string, (bytes: Buffer) => void][] = [
    ['payload of less than four bytes', (bytes) => bytes.writeInt32BE(3, 0)],
    ['a negative payload', (bytes) => bytes.writeInt32BE(-5, 0)],
    ['more than the largest packet', (bytes) => bytes.writeInt32BE(17 * 1024 * 1024, 0)],
    ['a negative header length', (bytes) => bytes.writeInt16BE(-1, 4)],
  ];
  for (const [what, spoil] of cases) {
    const { socket, reader: from } = reader();
    const bytes = encodePacket(packet);
    spoil(bytes);
    socket.onData(bytes);
    await assert.rejects(readPacket(from), WireError, what);
  }
  const { socket, reader: from } = reader();
  const header = PacketHeaderProto.encode({ offsetInBlock: 0, seqno: 0, lastPacketInBlock: false, dataLen: 100 });
  const bytes = Buffer.alloc(6 + header.length + 10);
  bytes.writeInt32BE(14, 0);
  bytes.writeInt16BE(header.length, 4);
  bytes.set(header, 6);
  socket.onData(bytes);
  await assert.rejects(readPacket(from), /data length in packet header exceeds data length received/);
});

test('a socket is paused while nobody takes what comes, and resumed when somebody does', async () => {
  const { socket, reader: from } = reader();
  for (let i = 0; i < 5; i++) socket.onData(new Uint8Array(64 * 1024));
  assert.equal(socket.paused, true);
  await from.read(5 * 64 * 1024 - 1000);
  assert.equal(socket.paused, false);
  // A read of more than the bound must not pause the socket that it waits for.
  const coming = from.read(1024 * 1024);
  for (let i = 0; i < 16; i++) {
    assert.equal(socket.paused, false);
    socket.onData(new Uint8Array(64 * 1024));
  }
  assert.equal((await coming).length, 1024 * 1024);
});

test('the end of a stream tells whether it came between two reads', async () => {
  const first = reader();
  first.socket.onEnd();
  await assert.rejects(first.reader.read(1), (error) => error instanceof EndOfStreamError && error.between);
  const second = reader();
  const coming = second.reader.read(4);
  second.socket.onData(Uint8Array.of(1, 2));
  second.socket.onEnd();
  await assert.rejects(coming, (error) => error instanceof EndOfStreamError && !error.between);
});

test('silence beyond the limit fails the read, a byte now and then does not', async () => {
  const { env, socket, reader: from } = reader();
  from.idleLimitMs = 100;
  const coming = from.read(4);
  for (let i = 0; i < 3; i++) {
    await env.advance(90);
    socket.onData(Uint8Array.of(i));
  }
  await env.advance(90);
  socket.onData(Uint8Array.of(3));
  assert.deepEqual([...(await coming)], [0, 1, 2, 3]);
  const late = assert.rejects(from.read(1), (error) => error instanceof WorldError && error.code === 'timeout');
  await env.advance(200);
  await late;
  // A shorter limit counts at once, though a timer for the longer one is set.
  from.idleLimitMs = 10;
  const soon = assert.rejects(from.read(1), (error) => error instanceof WorldError && error.code === 'timeout');
  await env.advance(11);
  await soon;
});

test('a message with a length that is too long is refused before it has come', async () => {
  const { socket, reader: from } = reader();
  socket.onData(Uint8Array.of(0xff, 0xff, 0xff, 0x7f));
  await assert.rejects(from.readDelimited(PipelineAckProto, 1000), WireError);
});

test('an acknowledgement carries each status twice, as reply and as flag', () => {
  const bytes = encodeAck(5, [Status.SUCCESS, Status.ERROR_CHECKSUM], 1234);
  const ack = PipelineAckProto.decode(bytes, 1);
  assert.equal(ack.seqno, 5);
  assert.deepEqual(ack.reply, [0, 2]);
  assert.deepEqual(ack.flag, [0, 2]);
  // ECN and SLOW bits above the status do not count.
  assert.deepEqual(repliesOf({ seqno: 5, reply: [], flag: [0x20, 0x81] }), [0, 1]);
  assert.equal(isOutOfBand({ seqno: unknownSeqno, reply: [Status.OOB_RESTART], flag: [] }), true);
  assert.equal(isOutOfBand({ seqno: unknownSeqno, reply: [Status.SUCCESS, Status.ERROR], flag: [] }), false);
});
