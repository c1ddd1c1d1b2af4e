/** Bytes that are no protocol, on every port of every daemon: connections end, daemons and clients do not. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { test } from 'node:test';
import { portsOf } from '../../src/cluster/cluster-layout.ts';
import { withCluster } from './cluster-fixture.ts';
import { nameNodeClient } from './name-node-client.ts';

const hrpc = Buffer.from('hrpc\x09\x00\x00', 'latin1');
const hex = (text: string): Buffer => Buffer.from(text, 'hex');

/** What is sent to each port; each by a connection of its own. */
const garbage: readonly (readonly [string, Buffer])[] = [
  ['nothing, then an end', Buffer.alloc(0)],
  ['one byte', Buffer.from('h')],
  ['an HTTP request to no page', Buffer.from('GET /no/such/page HTTP/1.1\r\nHost: x\r\n\r\n')],
  ['an HTTP request with a bad header', Buffer.from('POST / HTTP/1.1\r\nContent-Length: -5\r\n\r\n')],
  ['a TLS hello', hex('16030100c8010000c40303')],
  ['zeros', Buffer.alloc(4096)],
  ['ones', Buffer.alloc(4096, 0xff)],
  ['an RPC preface of another version', Buffer.from('hrpc\x04\x00\x00', 'latin1')],
  ['an RPC preface with an unknown authentication', Buffer.from('hrpc\x09\x00\x77', 'latin1')],
  ['an RPC frame of two gigabytes', Buffer.concat([hrpc, hex('7fffffff')])],
  ['an RPC frame of negative length', Buffer.concat([hrpc, hex('80000000')])],
  ['an RPC frame of noise', Buffer.concat([hrpc, hex('00001000'), noise(1, 4096)])],
  ['an RPC header that lies about its length', Buffer.concat([hrpc, hex('00000010ffffffff0f'), noise(2, 11)])],
  ['a block operation of an unknown code', hex('001cfe00')],
  ['a block operation of another version', hex('001a500a')],
  ['a block read that lies about its length', Buffer.concat([hex('001c51ffffffff7f'), noise(3, 100)])],
  ['a block write of noise', Buffer.concat([hex('001c5064'), noise(4, 200)])],
  ['noise', noise(5, 65_536)],
];

test('garbage on every port of every daemon ends nothing but its own connection', { timeout: 90_000 }, async () => {
  await withCluster('garbage', { dataNodes: 1 }, async (cluster) => {
    const active = await cluster.untilActive();
    const client = nameNodeClient(cluster.daemon(active).rpcPort);
    assert.equal(await client.mkdirs('/before'), true);
    const processes = async (): Promise<unknown> => (await cluster.status()).map(({ name, pid, guardianPid }) => [name, pid, guardianPid]);
    const before = await processes();
    const ports = portsOf(cluster.layout.daemons);
    // Half-open connections that say nothing are nobody's loss either.
    const silent = ports.map((port) => connect(port, '127.0.0.1').on('error', () => undefined));
    for (const port of ports) {
      await Promise.all(garbage.map(async ([what, bytes]) => assert.ok(await endsWithin(port, bytes, 20_000), `port ${port} keeps a connection that sent ${what}`)));
    }
    assert.equal(await client.exists('/before'), true, 'the client that was there before is still served');
    assert.equal(await client.mkdirs('/after'), true);
    client.close();
    for (const socket of silent) socket.destroy();
    assert.deepEqual(await processes(), before);
    assert.equal(await cluster.active(), active);
  });
});

/** Whether the connection is over soon after these bytes and the end of our side. */
function endsWithin(port: number, bytes: Buffer, ms: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const timer = setTimeout(() => done(false), ms);
    socket.once('connect', () => socket.end(bytes)).on('data', () => undefined);
    socket.on('error', () => undefined).once('close', () => done(true));
    function done(answer: boolean): void {
      clearTimeout(timer);
      socket.destroy();
      resolve(answer);
    }
  });
}

/** Bytes that look random and are the same in every run. */
function noise(seed: number, length: number): Buffer {
  const parts = Array.from({ length: Math.ceil(length / 64) }, (_, i) => createHash('sha512').update(`${seed}:${i}`).digest());
  return Buffer.concat(parts).subarray(0, length);
}
