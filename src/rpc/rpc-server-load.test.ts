// The server under load and under clients of ill will: the bounded queue, urgent protocols, coalescing, clients that do
// not read, connections that go.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AssertionFailure } from '../base/assert.ts';
import { Deferred } from '../base/async.ts';
import { nodeEnv } from '../env/node/node-env.ts';
import { ClientNamenodeProtocol } from '../wire/client-namenode-protocol.ts';
import { HAServiceProtocol } from '../wire/ha-service-protocol.ts';
import { CloseConnection } from './close-connection.ts';
import { encodePreface } from './frames.ts';
import { RpcClient, rpcProxy } from './rpc-client.ts';
import { RawClient, blockSizeCall, context, frame, header, methodHeader, opening, startServer, testWorld } from './rpc.testing.ts';
import { service } from './service.ts';
import type { Call } from './service.ts';

const size = { bsize: 1 };

test('a full queue stops the reading of sockets, urgent protocols aside, and goes on in order of arrival', async () => {
  const t = testWorld();
  const parked: Deferred<{ bsize: number }>[] = [];
  const order: string[] = [];
  const server = await startServer(t.spawn('nn').env, {
    queueCallsMax: 2,
    services: [
      service(ClientNamenodeProtocol, {
        getPreferredBlockSize: ({ filename }) => {
          order.push(filename);
          const wait = new Deferred<{ bsize: number }>();
          parked.push(wait);
          return wait.promise;
        },
      }),
      service(HAServiceProtocol, { monitorHealth: () => ({}) }, { urgent: true }),
    ],
  });
  const env = t.spawn('client').env;
  const first = await t.settle(RawClient.open(env));
  const second = await t.settle(RawClient.open(env));
  first.socket.write(Buffer.concat([opening, blockSizeCall(0, '/a'), blockSizeCall(1, '/b'), blockSizeCall(2, '/c'), blockSizeCall(3, '/d')]));
  await t.pass(5);
  second.socket.write(Buffer.concat([opening, blockSizeCall(0, '/e')]));
  await t.pass(5);
  assert.deepEqual(order, ['/a', '/b']);
  assert.equal(server.metrics.callsInFlight, 2);
  assert.equal(server.metrics.connectionsHeld, 2);

  const health = rpcProxy(new RpcClient(env, { address: { host: '127.0.0.1', port: 8020 }, user: 'ha' }), HAServiceProtocol);
  assert.deepEqual(await t.settle(health.monitorHealth({})), {});

  parked[1]?.resolve(size);
  await t.pass(5);
  assert.deepEqual(order, ['/a', '/b', '/c']);
  parked[0]?.resolve(size);
  await t.pass(5);
  assert.deepEqual(order, ['/a', '/b', '/c', '/e']);
  for (let at = 2; at < 5; at++) {
    parked[at]?.resolve(size);
    await t.pass(5);
  }
  assert.deepEqual(order, ['/a', '/b', '/c', '/e', '/d']);
  assert.deepEqual(first.replies.map((reply) => reply.header.callId), [1, 0, 2, 3]);
  assert.equal(server.metrics.callsInFlight, 0);
  assert.equal(server.metrics.connectionsHeld, 0);
});

test('what a turn answers leaves in one write a connection, also when promises settle it', async () => {
  const t = testWorld();
  const gate = new Deferred<void>();
  const server = await startServer(t.spawn('nn').env, {
    services: [service(ClientNamenodeProtocol, {
      getPreferredBlockSize: async ({ filename }) => {
        if (filename === '/now') return size;
        await gate.promise;
        return size;
      },
    })],
  });
  const clients = [await t.settle(RawClient.open(t.spawn('a').env)), await t.settle(RawClient.open(t.spawn('b').env))];
  for (const client of clients) client.socket.write(Buffer.concat([opening, ...Array.from({ length: 50 }, (_, i) => blockSizeCall(i))]));
  await t.pass(5);
  gate.resolve();
  await t.pass(5);
  assert.deepEqual(clients.map((client) => [client.chunks.length, client.replies.length]), [[1, 50], [1, 50]]);
  clients[0]?.socket.write(Buffer.concat(Array.from({ length: 20 }, (_, i) => blockSizeCall(i, '/now'))));
  await t.pass(5);
  assert.equal(clients[0]?.chunks.length, 2);
  assert.equal(server.metrics.writes, 3);
  assert.equal(server.metrics.replies, 120);
  const counted = server.metrics.methods.get(`${ClientNamenodeProtocol.protocol}.getPreferredBlockSize`);
  assert.equal(counted?.calls, 120);
  assert.equal(counted?.failures, 0);
  assert.ok((counted?.maxMs ?? 0) >= 4);
});

test('a call whose client went is told so once, and its answer goes nowhere', async () => {
  const t = testWorld();
  const gate = new Deferred<{ bsize: number }>();
  let seen: Call | undefined;
  let told = 0;
  const server = await startServer(t.spawn('nn').env, {
    services: [service(ClientNamenodeProtocol, {
      getPreferredBlockSize: (_request, call) => {
        seen = call;
        call.onDisconnect(() => told++);
        return gate.promise;
      },
    })],
  });
  const client = await t.settle(RawClient.open(t.spawn('client').env));
  client.socket.write(Buffer.concat([opening, blockSizeCall(1)]));
  await t.pass(5);
  assert.equal(seen?.connected, true);
  client.socket.destroy();
  await t.pass(5);
  assert.equal(told, 1);
  assert.equal(seen?.connected, false);
  seen?.onDisconnect(() => told++);
  assert.equal(told, 2);
  gate.resolve(size);
  await t.pass(5);
  assert.equal(server.metrics.orphans, 1);
  assert.equal(server.metrics.callsInFlight, 0);
  assert.equal(server.metrics.connectionsOpen, 0);
});

test('a bug in a handler closes the connection without an answer and reaches the hook; CloseConnection just closes', async () => {
  for (const failing of [new AssertionFailure('impossible'), new CloseConnection('fenced')]) {
    const t = testWorld();
    const bugs: unknown[] = [];
    await startServer(t.spawn('nn').env, {
      onBug: (error) => bugs.push(error),
      services: [service(ClientNamenodeProtocol, {
        getPreferredBlockSize: ({ filename }) => {
          if (filename === '/bad') throw failing;
          return size;
        },
      })],
    });
    const client = await t.settle(RawClient.open(t.spawn('client').env));
    client.socket.write(Buffer.concat([opening, blockSizeCall(1), blockSizeCall(2, '/bad'), blockSizeCall(3)]));
    await t.pass(5);
    assert.deepEqual(client.replies.map((reply) => reply.header.callId), [1]);
    assert.equal(client.ended, true);
    assert.deepEqual(bugs, failing instanceof AssertionFailure ? [failing] : []);
  }
});

test('connections that owe bytes, or are silent for too long, are closed; a call in flight keeps its own', async () => {
  const t = testWorld();
  const gate = new Deferred<{ bsize: number }>();
  const server = await startServer(t.spawn('nn').env, {
    stuckMsMax: 60_000, silentMsMax: 600_000, idleMs: 20_000, idleConnectionsMax: 5,
    services: [service(ClientNamenodeProtocol, { getPreferredBlockSize: ({ filename }) => (filename === '/wait' ? gate.promise : size) })],
  });
  const env = t.spawn('client').env;
  const open = async (...bytes: Uint8Array[]): Promise<RawClient> => {
    const client = await t.settle(RawClient.open(env));
    client.socket.write(Buffer.concat(bytes));
    return client;
  };
  const noPreface = await open(Buffer.from('hrp'));
  const noContext = await open(encodePreface());
  const halfFrame = await open(opening, blockSizeCall(1).subarray(0, 10));
  const idle = await open(opening, blockSizeCall(1));
  const waiting = await open(opening, blockSizeCall(1, '/wait'));
  await t.pass(75_000);
  assert.deepEqual([noPreface.ended, noContext.ended, halfFrame.ended, idle.ended, waiting.ended], [true, true, true, false, false]);
  await t.pass(600_000);
  assert.deepEqual([idle.ended, waiting.ended], [true, false]);
  const crowd: RawClient[] = [];
  for (let i = 0; i < 7; i++) crowd.push(await open(opening, blockSizeCall(1)));
  await t.pass(45_000);
  assert.equal(crowd.filter((client) => client.ended).length, 3);
  assert.equal(server.metrics.connectionsOpen, 5);
});

test('more connections than the bound are turned away', async () => {
  const t = testWorld();
  await startServer(t.spawn('nn').env, { connectionsMax: 1, services: [] });
  const env = t.spawn('client').env;
  const first = await t.settle(RawClient.open(env));
  const second = await t.settle(RawClient.open(env));
  await t.pass(10);
  assert.equal(first.closed, undefined);
  assert.notEqual(second.closed, undefined);
});

test('on real sockets, a client that does not read is not read either, and gets everything when it does', async () => {
  const env = nodeEnv({ name: 'nn' });
  let handled = 0;
  const server = await startServer(env, {
    port: 0, sendQueueBytesMax: 100_000,
    services: [service(ClientNamenodeProtocol, {
      getPreferredBlockSize: () => {
        handled++;
        return size;
      },
      getLinkTarget: () => {
        handled++;
        return { targetPath: 'x'.repeat(50_000) };
      },
    })],
  });
  const socket = await env.net.connect('127.0.0.1', server.port, 1000);
  socket.pause();
  const call = frame(
    header({ callId: 1 }), methodHeader('getLinkTarget'), ClientNamenodeProtocol.methods.getLinkTarget.request.encodeDelimited({ path: '/l' }),
  );
  const callsSent = 2000;
  socket.write(Buffer.concat([encodePreface(), context(), ...Array.from({ length: callsSent }, () => call)]));
  let before = -1;
  while (handled !== before || handled === 0) {
    before = handled;
    for (let turns = 0; turns < 200; turns++) await env.turn();
  }
  // 100 MB of answers were asked for; what is held is the bound, one chunk's overshoot, and the kernel's buffers.
  assert.ok(handled < callsSent / 2, `${handled} calls were answered into memory`);
  let received = 0;
  const whole = new Promise<void>((resolve) => {
    socket.onData = (chunk) => {
      received += chunk.length;
      if (received > callsSent * 50_000 && handled === callsSent && received >= server.metrics.sentBytes) resolve();
    };
  });
  socket.resume();
  await whole;
  assert.equal(handled, callsSent);
  socket.destroy();
  await server.stop();
});

test('on real sockets, stop ends connections, frees the port and resolves', async () => {
  const env = nodeEnv({ name: 'nn' });
  const gate = new Deferred<{ bsize: number }>();
  const server = await startServer(env, {
    port: 0, services: [service(ClientNamenodeProtocol, { getPreferredBlockSize: ({ filename }) => (filename === '/wait' ? gate.promise : size) })],
  });
  const client = new RpcClient(env, { address: { host: '127.0.0.1', port: server.port }, user: 'alice' });
  const proxy = rpcProxy(client, ClientNamenodeProtocol);
  assert.deepEqual(await proxy.getPreferredBlockSize({ filename: '/f' }), size);
  const waiting = proxy.getPreferredBlockSize({ filename: '/wait' });
  const failed = assert.rejects(waiting, { name: 'MaybeExecutedError' });
  while (server.metrics.callsInFlight === 0) await env.turn();
  await server.stop();
  await failed;
  await assert.rejects(proxy.getPreferredBlockSize({ filename: '/f' }), { name: 'NotSentError' });
  const again = await startServer(env, { port: server.port, services: [] });
  await again.stop();
  client.close();
});
