import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Deferred } from '../base/async.ts';
import type { Socket } from '../env/env.ts';
import { HdfsException } from '../protocol/exceptions.ts';
import { ClientNamenodeProtocol } from '../wire/client-namenode-protocol.ts';
import { HAServiceProtocol } from '../wire/ha-service-protocol.ts';
import { IpcConnectionContextProto } from '../wire/ipc-connection-context.ts';
import { ProtoReader } from '../wire/proto-reader.ts';
import { RpcRequestHeaderProto } from '../wire/rpc-header.ts';
import { FrameReader, prefaceBytes } from './frames.ts';
import { RpcClient, rpcProxy } from './rpc-client.ts';
import type { RpcClientOptions } from './rpc-client.ts';
import { remoteAnswer } from './rpc-errors.ts';
import { replyFrame, startServer, testWorld } from './rpc.testing.ts';
import type { TestWorld } from './rpc.testing.ts';
import { service } from './service.ts';
import type { Call } from './service.ts';

const address = { host: '127.0.0.1', port: 8020 };
const size = { bsize: 1 };
const { getPreferredBlockSize } = ClientNamenodeProtocol.methods;

/** A server of hand-made answers, and what it got. */
class ScriptedServer {
  readonly sockets: Socket[] = [];
  readonly headers: RpcRequestHeaderProto[] = [];
  readonly contexts: IpcConnectionContextProto[] = [];
  chunks = 0;
  onCall: (header: RpcRequestHeaderProto, socket: Socket) => void = () => {};

  static async start(t: TestWorld): Promise<ScriptedServer> {
    const server = new ScriptedServer();
    await t.spawn('scripted').env.net.listen(address.host, address.port, (socket) => server.#accept(socket));
    return server;
  }

  #accept(socket: Socket): void {
    this.sockets.push(socket);
    const frames = new FrameReader(1 << 20);
    let preface = false;
    socket.onData = (chunk) => {
      this.chunks++;
      frames.push(chunk);
      preface ||= frames.take(prefaceBytes) !== undefined;
      while (preface && frames.next()) {
        const reader = new ProtoReader(frames.bytes, frames.start, frames.end);
        const header = RpcRequestHeaderProto.readDelimited(reader);
        this.headers.push(header);
        if (header.callId === -3) this.contexts.push(IpcConnectionContextProto.readDelimited(reader));
        else if (header.callId >= 0) this.onCall(header, socket);
      }
    };
  }
}

function clientOf(t: TestWorld, options: Partial<RpcClientOptions> = {}): RpcClient {
  return new RpcClient(t.spawn('client').env, { address, user: 'alice', ...options });
}

function answer(header: RpcRequestHeaderProto): Uint8Array {
  return replyFrame(
    { callId: header.callId, status: 0, serverIpcVersionNum: 9, clientId: header.clientId, retryCount: header.retryCount, stateId: 42n },
    getPreferredBlockSize.response.encodeDelimited(size),
  );
}

test('many calls share one connection a protocol, leave in one write, and are answered in any order', async () => {
  const t = testWorld();
  const gates: Deferred<{ bsize: number }>[] = [];
  const server = await startServer(t.spawn('nn').env, {
    services: [
      service(ClientNamenodeProtocol, {
        getPreferredBlockSize: ({ filename }) => {
          const gate = new Deferred<{ bsize: number }>();
          gates[Number(filename)] = gate;
          return gate.promise;
        },
      }),
      service(HAServiceProtocol, { monitorHealth: () => ({}) }),
    ],
  });
  const client = clientOf(t);
  const namenode = rpcProxy(client, ClientNamenodeProtocol);
  const answers = Promise.all(Array.from({ length: 20 }, (_, i) => namenode.getPreferredBlockSize({ filename: `${i}` })));
  await t.pass(5);
  assert.equal(client.callsInFlight, 20);
  await t.settle(rpcProxy(client, HAServiceProtocol).monitorHealth({}));
  assert.equal(server.metrics.connectionsOpen, 2);
  for (let i = 19; i >= 0; i--) gates[i]?.resolve({ bsize: i });
  assert.deepEqual(await t.settle(answers), Array.from({ length: 20 }, (_, bsize) => ({ bsize })));
});

test('preface, context and the first calls leave together, with the ids that the caller gave', async () => {
  const t = testWorld();
  const server = await ScriptedServer.start(t);
  server.onCall = (header, socket) => void socket.write(answer(header));
  const client = clientOf(t, { realUser: 'root' });
  const clientId = Buffer.alloc(16, 3);
  assert.deepEqual(
    await t.settle(client.call(getPreferredBlockSize, ClientNamenodeProtocol, { filename: '/f' }, { clientId, callId: 17, retryCount: 2 })), size,
  );
  assert.ok(server.chunks <= 2);
  assert.deepEqual(server.contexts, [{ userInfo: { effectiveUser: 'alice', realUser: 'root' }, protocol: ClientNamenodeProtocol.protocol }]);
  const [context, call] = server.headers;
  assert.deepEqual([context?.callId, context?.retryCount, call?.callId, call?.retryCount], [-3, -1, 17, 2]);
  assert.deepEqual(Buffer.from(call?.clientId ?? []), clientId);
  assert.equal(call?.stateId, undefined);
  assert.equal(client.stateId, 42n);
  await t.settle(client.call(getPreferredBlockSize, ClientNamenodeProtocol, { filename: '/f' }));
  assert.equal(server.headers.at(-1)?.stateId, 42n);
  assert.equal(server.headers.at(-1)?.callId, 0);
});

test('a server\'s exception comes as ours, without Java\'s stack trace; unknown classes as RemoteError', () => {
  const known = remoteAnswer('org.apache.hadoop.ipc.StandbyException', 'Operation category READ is not supported in state standby.\n\tat org.apache.A.b(A.java:1)\n\tat x');
  assert.ok(known instanceof HdfsException && known.name === 'StandbyException');
  assert.equal(known.message, 'Operation category READ is not supported in state standby.');
  const two = remoteAnswer('java.io.IOException', 'first line\nsecond line\n\tat x.y(Z.java)');
  assert.equal(two.message, 'first line\nsecond line');
  assert.equal(remoteAnswer('java.lang.NullPointerException', 'java.lang.NullPointerException\n\tat x').message, '');
  const unknown = remoteAnswer('com.example.Odd', 'odd');
  assert.equal(unknown.name, 'RemoteError');
  assert.equal('javaClass' in unknown && unknown.javaClass, 'com.example.Odd');
});

test('refused and timed-out connections: not sent', async () => {
  const t = testWorld();
  const nobody = clientOf(t);
  await assert.rejects(t.settle(nobody.call(getPreferredBlockSize, ClientNamenodeProtocol, { filename: '/f' })), { name: 'NotSentError' });
  await ScriptedServer.start(t);
  t.network.cut('client', 'scripted');
  await assert.rejects(
    t.settle(clientOf(t, { connectTimeoutMs: 500 }).call(getPreferredBlockSize, ClientNamenodeProtocol, { filename: '/f' })), { name: 'NotSentError' },
  );
  // A call's own time-out before the connection stands: the frame must not leave later.
  const patient = clientOf(t, { connectTimeoutMs: 5000 });
  await assert.rejects(
    t.settle(patient.call(getPreferredBlockSize, ClientNamenodeProtocol, { filename: '/f' }, { timeoutMs: 100 })), { name: 'NotSentError' },
  );
});

test('a connection that goes after the call left: maybe executed', async () => {
  for (const how of ['end', 'destroy', 'garbage', 'foreign id'] as const) {
    const t = testWorld();
    const server = await ScriptedServer.start(t);
    server.onCall = (header, socket) => {
      if (how === 'garbage') socket.write(Buffer.from([0, 0, 0, 3, 9, 9, 9]));
      else if (how === 'foreign id') socket.write(replyFrame({ callId: header.callId, status: 0, clientId: Buffer.alloc(16, 255) }));
      else socket[how]();
    };
    const client = clientOf(t);
    await assert.rejects(t.settle(client.call(getPreferredBlockSize, ClientNamenodeProtocol, { filename: '/f' })), { name: 'MaybeExecutedError' });
    server.onCall = (header, socket) => void socket.write(answer(header));
    assert.deepEqual(await t.settle(client.call(getPreferredBlockSize, ClientNamenodeProtocol, { filename: '/f' })), size);
    assert.equal(server.sockets.length, 2);
  }
});

test('a fatal answer to the connection is every call\'s answer; to one call, the others\' fate is unknown', async () => {
  for (const callId of [-1, 1]) {
    const t = testWorld();
    const server = await ScriptedServer.start(t);
    server.onCall = (header, socket) => {
      if (header.callId !== 1) return;
      socket.write(replyFrame({ callId, status: 2, exceptionClassName: 'org.apache.hadoop.ipc.RPC$VersionMismatch', errorMsg: 'no', errorDetail: 14 }));
    };
    const client = clientOf(t);
    const outcomes = await t.settle(Promise.allSettled([0, 1].map(() => client.call(getPreferredBlockSize, ClientNamenodeProtocol, { filename: '/f' }))));
    const names = outcomes.map((outcome) => (outcome.status === 'rejected' ? (outcome.reason as Error).name : 'answered'));
    assert.deepEqual(names, callId < 0 ? ['VersionMismatch', 'VersionMismatch'] : ['MaybeExecutedError', 'VersionMismatch']);
  }
});

test('a call\'s own time-out leaves the connection to the others; silence for the client\'s ends it', async () => {
  const t = testWorld();
  const server = await ScriptedServer.start(t);
  server.onCall = (header, socket) => {
    if (header.callId === 1) socket.write(answer(header));
  };
  const client = clientOf(t, { rpcTimeoutMs: 10_000, pingIntervalMs: 3000 });
  const call = (timeoutMs?: number): Promise<unknown> =>
    client.call(getPreferredBlockSize, ClientNamenodeProtocol, { filename: '/f' }, timeoutMs === undefined ? {} : { timeoutMs });
  await assert.rejects(t.settle(call(200)), { name: 'MaybeExecutedError' });
  assert.deepEqual(await t.settle(call()), size);
  assert.equal(server.sockets.length, 1);
  await assert.rejects(t.settle(call(0)), /silent for 1\d\d\d\d ms/);
  assert.ok(server.headers.filter((header) => header.callId === -4).length >= 2);
});

test('an aborted call rejects with the signal\'s reason, and its late answer is dropped', async () => {
  const t = testWorld();
  const server = await ScriptedServer.start(t);
  const kept: (() => void)[] = [];
  server.onCall = (header, socket) => void kept.push(() => void socket.write(answer(header)));
  const client = clientOf(t);
  const abort = new AbortController();
  const aborted = client.call(getPreferredBlockSize, ClientNamenodeProtocol, { filename: '/f' }, { signal: abort.signal });
  await t.pass(5);
  abort.abort(new Error('enough'));
  await assert.rejects(t.settle(aborted), /enough/);
  await assert.rejects(client.call(getPreferredBlockSize, ClientNamenodeProtocol, { filename: '/f' }, { signal: abort.signal }), /enough/);
  const next = client.call(getPreferredBlockSize, ClientNamenodeProtocol, { filename: '/f' });
  await t.pass(5);
  for (const go of kept) go();
  assert.deepEqual(await t.settle(next), size);
});

test('an idle connection is closed, one with a call in flight is kept alive by pings', async () => {
  const t = testWorld();
  const gate = new Deferred<{ bsize: number }>();
  const seen: Call[] = [];
  const server = await startServer(t.spawn('nn').env, {
    services: [service(ClientNamenodeProtocol, {
      getPreferredBlockSize: ({ filename }, call) => {
        seen.push(call);
        return filename === '/wait' ? gate.promise : size;
      },
    })],
  });
  const client = clientOf(t, { idleCloseMs: 10_000, rpcTimeoutMs: 0, pingIntervalMs: 60_000 });
  await t.settle(client.call(getPreferredBlockSize, ClientNamenodeProtocol, { filename: '/f' }));
  await t.pass(9000);
  assert.equal(server.metrics.connectionsOpen, 1);
  await t.pass(10_000);
  assert.equal(server.metrics.connectionsOpen, 0);
  const waiting = client.call(getPreferredBlockSize, ClientNamenodeProtocol, { filename: '/wait' });
  await t.pass(300_000);
  const before = server.metrics.receivedBytes;
  await t.pass(130_000);
  assert.ok(server.metrics.receivedBytes > before);
  gate.resolve(size);
  assert.deepEqual(await t.settle(waiting), size);
});

test('a request that cannot be encoded fails alone, and a closed client sends nothing', async () => {
  const t = testWorld();
  await startServer(t.spawn('nn').env, { services: [service(ClientNamenodeProtocol, { getPreferredBlockSize: () => size })] });
  const client = clientOf(t);
  await assert.rejects(t.settle(client.call(ClientNamenodeProtocol.methods.setTimes, ClientNamenodeProtocol, { src: '/', mtime: 0.5, atime: 0 })), { name: 'WireError' });
  assert.deepEqual(await t.settle(client.call(getPreferredBlockSize, ClientNamenodeProtocol, { filename: '/f' })), size);
  client.close();
  await assert.rejects(client.call(getPreferredBlockSize, ClientNamenodeProtocol, { filename: '/f' }), { name: 'NotSentError' });
});

test('a call that is given up retires its connection: others on it get their answers, the server hears that nobody waits, new calls take another', async () => {
  const t = testWorld();
  const server = await ScriptedServer.start(t);
  const ends: number[] = [];
  const waiting: [RpcRequestHeaderProto, Socket][] = [];
  server.onCall = (header, socket) => {
    socket.onClose = () => ends.push(server.sockets.indexOf(socket));
    waiting.push([header, socket]);
  };
  const call = (client: RpcClient, timeoutMs: number, signal?: AbortSignal): Promise<unknown> =>
    client.call(getPreferredBlockSize, ClientNamenodeProtocol, { filename: '/f' }, { timeoutMs, ...(signal === undefined ? {} : { signal }) });
  const answerLast = (): void => {
    const [header, socket] = waiting.at(-1) ?? [];
    assert.ok(header !== undefined && socket !== undefined);
    socket.write(answer(header));
  };
  const client = clientOf(t, { retiresGivenUp: true });
  const lost = assert.rejects(call(client, 100), { name: 'MaybeExecutedError' });
  const slow = call(client, 5000);
  await t.settle(lost);
  assert.deepEqual(ends, []);
  const later = call(client, 5000);
  await t.pass(5);
  assert.equal(server.sockets.length, 2);
  answerLast();
  assert.deepEqual(await t.settle(later), size);
  waiting.splice(0, 1);
  waiting.splice(1, 1);
  answerLast();
  assert.deepEqual(await t.settle(slow), size);
  await t.pass(5);
  assert.deepEqual(ends, [0]);
  // An abort is the same; a client without the option keeps its connection.
  const controller = new AbortController();
  const aborted = assert.rejects(call(client, 0, controller.signal));
  await t.pass(5);
  controller.abort(new Error('elsewhere'));
  await t.settle(aborted);
  await t.pass(5);
  assert.deepEqual(ends, [0, 1]);
  const plain = clientOf(t);
  await t.settle(assert.rejects(call(plain, 100), { name: 'MaybeExecutedError' }));
  await t.pass(5);
  assert.deepEqual(ends, [0, 1]);
});

test('what was given up does not arrive any more, however late TCP would send it again', async () => {
  for (const [retiresGivenUp, healAfterMs, giveUpAfterMs] of [[true, 1500, 2000], [true, 1500, 500], [false, 1500, 2000], [false, 1500, 500]] as const) {
    const t = testWorld();
    t.network.resendsByClock = true;
    const server = await ScriptedServer.start(t);
    const asked: number[] = [];
    server.onCall = (header, socket) => {
      asked.push(header.callId);
      socket.write(answer(header));
    };
    const client = clientOf(t, { retiresGivenUp });
    const call = (timeoutMs: number): Promise<unknown> => client.call(getPreferredBlockSize, ClientNamenodeProtocol, { filename: '/f' }, { timeoutMs });
    await t.settle(call(5000));
    t.network.cut('client', 'scripted');
    const given = assert.rejects(call(giveUpAfterMs), { name: 'MaybeExecutedError' });
    await t.pass(healAfterMs);
    if (!retiresGivenUp) client.disconnect(new Error('elsewhere'));
    t.network.healAll();
    await t.settle(given);
    await t.pass(10_000);
    assert.deepEqual(asked, [0], `${retiresGivenUp} ${giveUpAfterMs}`);
  }
});
