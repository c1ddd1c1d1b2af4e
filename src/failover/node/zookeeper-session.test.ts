import assert from 'node:assert/strict';
import { once } from 'node:events';
import net from 'node:net';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { connected } from '../zookeeper/zookeeper.ts';
import { openZooKeeper } from './zookeeper-session.ts';

const sessionTimeoutMs = 300;
const closeSession = -11;

/** As much of a ZooKeeper as a session needs, with one client: it has no znodes, and sessions that end when it says so. */
class Server {
  /** The sessions that clients asked to go on with, in order; zeros stand for a new one. */
  readonly asked: string[] = [];
  sessionEnded = false;
  silent = false;
  readonly #listening: net.Server;
  readonly #sockets = new Set<net.Socket>();

  constructor() {
    this.#listening = net.createServer((socket) => this.#serve(socket));
  }

  async listen(port = 0): Promise<number> {
    this.#listening.listen(port, '127.0.0.1');
    await once(this.#listening, 'listening');
    const address = this.#listening.address();
    assert.ok(typeof address === 'object' && address !== null);
    return address.port;
  }

  async close(): Promise<void> {
    this.#listening.close();
    for (const socket of this.#sockets) socket.destroy();
    await once(this.#listening, 'close');
  }

  #serve(socket: net.Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => {}).on('close', () => this.#sockets.delete(socket));
    let known = false;
    let kept = Buffer.alloc(0);
    socket.on('data', (data) => {
      kept = Buffer.concat([kept, data]);
      while (kept.length >= 4 && kept.length >= 4 + kept.readInt32BE(0)) {
        const frame = kept.subarray(4, 4 + kept.readInt32BE(0));
        kept = kept.subarray(4 + frame.length);
        const answer = known ? noNode(frame) : this.#welcome(frame);
        known = true;
        if (!this.silent) socket.write(answer);
        if (frame.readInt32BE(4) === closeSession) socket.end();
      }
    });
  }

  /** The answer to a ConnectRequest. */
  #welcome(frame: Buffer): Buffer {
    this.asked.push(frame.subarray(16, 24).toString('hex'));
    const answer = Buffer.alloc(4 + 36);
    answer.writeInt32BE(36, 0);
    answer.writeInt32BE(this.sessionEnded ? 0 : sessionTimeoutMs, 8);
    answer.writeInt32BE(0x5e55, 16);
    answer.writeInt32BE(16, 20);
    return answer;
  }
}

/** The answer to any other request. */
function noNode(frame: Buffer): Buffer {
  const answer = Buffer.alloc(4 + 16);
  answer.writeInt32BE(16, 0);
  frame.copy(answer, 4, 0, 4);
  answer.writeInt32BE(-101, 16);
  return answer;
}

test('a session ends when ZooKeeper says so, however long nobody could be asked', async () => {
  const before = new Server();
  const port = await before.listen();
  const session = openZooKeeper({ quorum: `127.0.0.1:${port}`, sessionTimeoutMs, acl: 'world:anyone:rwcda', auth: '' });
  assert.equal(await connected(session), true);
  const { ticket } = session;
  await before.close();
  await sleep(4 * sessionTimeoutMs);
  assert.deepEqual([session.connected, session.ended], [false, undefined]);
  const read = session.read('/there');
  const after = new Server();
  await after.listen(port);
  assert.equal(await connected(session), true);
  assert.deepEqual([session.ticket, await read], [ticket, undefined]);
  assert.deepEqual([before.asked, after.asked], [['0000000000000000'], [ticket?.id]]);
  await after.close();
  const last = new Server();
  last.sessionEnded = true;
  await last.listen(port);
  while (session.ended === undefined) await sleep(10);
  assert.deepEqual([session.ended.code, last.asked], ['SESSION_EXPIRED', [ticket?.id]]);
  await last.close();
});

test('a server that takes a connection and is silent is left for the next one', async () => {
  const server = new Server();
  server.silent = true;
  const session = openZooKeeper({ quorum: `127.0.0.1:${await server.listen()}`, sessionTimeoutMs, acl: 'world:anyone:rwcda', auth: '' });
  while (server.asked.length < 2) await sleep(10);
  server.silent = false;
  assert.equal(await connected(session), true);
  server.silent = true;
  const asked = server.asked.length;
  while (server.asked.length === asked) await sleep(10);
  server.silent = false;
  assert.equal(await connected(session), true);
  await session.close();
  await server.close();
});
