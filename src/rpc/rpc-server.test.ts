// What the server answers, to the byte: the left column was read off an Apache 3.4.3 JournalNode given the same bytes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HdfsException } from '../protocol/exceptions.ts';
import { ClientNamenodeProtocol } from '../wire/client-namenode-protocol.ts';
import { RpcSaslProto } from '../wire/rpc-header.ts';
import { encodePreface } from './frames.ts';
import { RemoteError } from './rpc-errors.ts';
import { RawClient, blockSizeCall, clientId, context, decodeBody, frame, header, methodHeader, opening, startServer, testWorld } from './rpc.testing.ts';
import type { RawReply } from './rpc.testing.ts';
import { service } from './service.ts';
import type { Call } from './service.ts';
import type { RpcServerOptions } from './rpc-server.ts';

const calls: Call[] = [];
const methods = ClientNamenodeProtocol.methods;
const namenode = service(ClientNamenodeProtocol, {
  getPreferredBlockSize: (request, call) => {
    calls.push(call);
    switch (request.filename) {
      case '/missing': throw new HdfsException('FileNotFoundException', 'File does not exist: /missing');
      case '/foreign': throw new RemoteError('com.example.Odd', 'odd');
      case '/broken': throw new TypeError('x is not a function');
      case '/unencodable': return { bsize: 0.5 };
      default: return { bsize: 4096 };
    }
  },
});

interface Outcome {
  readonly client: RawClient;
  readonly replies: readonly RawReply[];
  /** One line a reply: call id, status, class, message, detail. */
  readonly lines: readonly string[];
}

/** Sends `parts` to a fresh server in one piece, or byte by byte, and lets a second pass. */
async function tell(parts: readonly Uint8Array[], options: Partial<RpcServerOptions> = {}, pieceBytes = 1 << 20): Promise<Outcome> {
  const t = testWorld();
  const server = t.spawn('nn');
  await startServer(server.env, { services: [namenode], ...options });
  const client = await t.settle(RawClient.open(t.spawn('client').env));
  const bytes = Buffer.concat(parts);
  for (let at = 0; at < bytes.length; at += pieceBytes) client.socket.write(bytes.subarray(at, at + pieceBytes));
  await t.pass(1000);
  let replies: readonly RawReply[] = [];
  try {
    replies = client.replies;
  } catch {
    // Some answers are older than our framing.
  }
  const lines = replies.map(({ header: h }) => `${h.callId | 0} ${h.status} ${h.exceptionClassName ?? ''}|${h.errorMsg ?? ''}|${h.errorDetail ?? ''}`);
  return { client, replies, lines };
}

const rpcServerException = 'org.apache.hadoop.ipc.RpcServerException';
const sasl = (message: RpcSaslProto): Buffer => frame(header({ callId: -33, retryCount: -1, clientId: Buffer.alloc(0) }), RpcSaslProto.encodeDelimited(message));
const saslPreface = encodePreface(-33);

test('a call is answered with its ids, whether it comes in one piece or byte by byte', async () => {
  for (const pieceBytes of [1 << 20, 1, 3]) {
    const { replies, client } = await tell([opening, blockSizeCall(7, '/f', { retryCount: 5 })], {}, pieceBytes);
    const [reply] = replies;
    assert.equal(replies.length, 1);
    assert.equal(reply?.header.callId, 7);
    assert.equal(reply?.header.status, 0);
    assert.equal(reply?.header.serverIpcVersionNum, 9);
    assert.equal(reply?.header.retryCount, 5);
    assert.deepEqual(Buffer.from(reply?.header.clientId ?? []), clientId);
    assert.equal(reply?.header.stateId, undefined);
    assert.deepEqual(decodeBody(methods.getPreferredBlockSize.response, reply), { bsize: 4096 });
    assert.equal(client.ended, false);
  }
});

test('a handler sees who calls and from where', async () => {
  calls.length = 0;
  await tell([opening, blockSizeCall(9, '/f', { callerContext: { context: 'job_1' }, stateId: -5n })]);
  const [call] = calls;
  assert.equal(call?.protocol, ClientNamenodeProtocol.protocol);
  assert.equal(call?.method, 'getPreferredBlockSize');
  assert.deepEqual(call?.user, { user: 'alice', realUser: undefined });
  assert.equal(call?.callId, 9);
  assert.equal(call?.callerContext, 'job_1');
  assert.equal(call?.clientStateId, -5n);
  assert.equal(call?.remoteAddress, '127.0.0.1');
});

test('state ids go out when the server has one', async () => {
  const { replies } = await tell([opening, blockSizeCall(1)], { stateId: () => 77n });
  assert.equal(replies[0]?.header.stateId, 77n);
});

const errors: Readonly<Record<string, readonly [readonly Uint8Array[], string]>> = {
  'an HdfsException': [[blockSizeCall(1, '/missing')], '1 1 java.io.FileNotFoundException|File does not exist: /missing|1'],
  'a class of nobody\'s table': [[blockSizeCall(1, '/foreign')], '1 1 com.example.Odd|odd|1'],
  'an error that is a fault of ours': [[blockSizeCall(1, '/broken')], '1 1 java.io.IOException|TypeError: x is not a function|1'],
  'a response that cannot be encoded': [
    [blockSizeCall(1, '/unencodable')], '1 1 java.io.IOException|response of getPreferredBlockSize: not an integer: 0.5|5',
  ],
  'a method without a handler': [
    [frame(header(), methodHeader('msync'), methods.msync.request.encodeDelimited({}))],
    '0 1 java.lang.UnsupportedOperationException|msync is not supported by this server|1',
  ],
  'an unknown method': [
    [frame(header(), methodHeader('noSuch'), Uint8Array.of(0))],
    `0 1 org.apache.hadoop.ipc.RpcNoSuchMethodException|Unknown method noSuch called on ${ClientNamenodeProtocol.protocol} protocol.|2`,
  ],
  'an unknown protocol': [
    [frame(header(), methodHeader('msync', 'foo.Bar'), Uint8Array.of(0))],
    '0 1 org.apache.hadoop.ipc.RpcNoSuchProtocolException|Unknown protocol: foo.Bar|3',
  ],
  'another version of the protocol': [
    [frame(header(), methodHeader('msync', ClientNamenodeProtocol.protocol, 3), Uint8Array.of(0))],
    `0 1 org.apache.hadoop.ipc.RPC$VersionMismatch|Protocol ${ClientNamenodeProtocol.protocol} version mismatch. (client = 3, server = 1)|6`,
  ],
  'a request that is no protobuf': [
    [frame(header(), methodHeader('msync'), Uint8Array.of(3, 255, 255, 255))],
    '0 1 org.apache.hadoop.thirdparty.protobuf.InvalidProtocolBufferException|Error decoding ',
  ],
  'a request without a required field': [
    [frame(header(), methodHeader('getPreferredBlockSize'), Uint8Array.of(0))],
    '0 1 org.apache.hadoop.thirdparty.protobuf.InvalidProtocolBufferException|Error decoding ',
  ],
  'no request at all': [
    [frame(header(), methodHeader('msync'))], '0 1 org.apache.hadoop.thirdparty.protobuf.InvalidProtocolBufferException|Error decoding ',
  ],
  'no method either': [[frame(header())], '0 1 org.apache.hadoop.thirdparty.protobuf.InvalidProtocolBufferException|Error decoding RequestHeaderProto'],
};
for (const [what, [parts, line]] of Object.entries(errors)) {
  test(`${what} fails the call, and the connection goes on`, async () => {
    const { lines, client } = await tell([opening, ...parts, blockSizeCall(2)]);
    assert.equal(lines.length, 2);
    assert.ok(lines[0]?.startsWith(line), lines[0]);
    assert.equal(lines[1], '2 0 ||');
    assert.equal(client.ended, false);
  });
}

const fatal: Readonly<Record<string, readonly [readonly Uint8Array[], string]>> = {
  'a call before the context': [[encodePreface(), blockSizeCall(7)], `7 2 ${rpcServerException}|Connection context not established|12`],
  'a second context': [[opening, context()], `-3 2 ${rpcServerException}|Connection context already processed|12`],
  'no rpc kind': [[opening, frame(header({ rpcKind: undefined }))], `0 2 ${rpcServerException}| IPC Server: No rpc kind in rpcRequestHeader|12`],
  'no operation': [[opening, frame(header({ rpcOp: undefined }))], `0 2 ${rpcServerException}| IPC Server: No rpc op in rpcRequestHeader|12`],
  'another operation': [
    [opening, frame(header({ rpcOp: 1 }))], `0 2 ${rpcServerException}|IPC Server does not implement rpc header operationRPC_CONTINUATION_PACKET|12`,
  ],
  'Writable calls': [[opening, frame(header({ rpcKind: 1 }))], `0 2 ${rpcServerException}|Unknown rpc kind in rpc headerRPC_WRITABLE|12`],
  'an unknown call id': [[opening, frame(header({ callId: -7 }))], `-7 2 ${rpcServerException}|Unknown out of band call #-7|12`],
  'a header that is no protobuf': [[opening, frame(Uint8Array.of(5, 255, 255, 255, 255, 255))], `-1 2 ${rpcServerException}|Error decoding RpcRequestHeaderProto: `],
  'an empty frame': [[opening, frame()], `-1 2 ${rpcServerException}|Error decoding RpcRequestHeaderProto: `],
  'a context that is no protobuf': [
    [encodePreface(), frame(header({ callId: -3 }), Uint8Array.of(3, 255, 255, 255))],
    `-3 2 ${rpcServerException}|Error decoding IpcConnectionContextProto: `,
  ],
  'a context without a user': [
    [encodePreface(), context('')], '-3 2 org.apache.hadoop.security.AccessControlException|No user in the connection context|15',
  ],
  'a proxy user': [
    [encodePreface(), context('bob', 'root')],
    '-3 2 org.apache.hadoop.security.authorize.AuthorizationException|User: root is not allowed to impersonate bob|15',
  ],
  'an unknown auth byte': [[encodePreface(5)], '-1 2 org.apache.hadoop.ipc.IpcException|Unknown auth protocol:5|15'],
  'SASL wrapping': [[saslPreface, sasl({ state: 5, auths: [] })], '-33 2 javax.security.sasl.SaslException|Server is not wrapping data|12'],
  'a SASL initiate without a mechanism': [[saslPreface, sasl({ state: 2, auths: [] })], '-33 2 javax.security.sasl.SaslException|Client mechanism is malformed|15'],
  'a SASL state of a server': [[saslPreface, sasl({ state: 0, auths: [] })], '-33 2 javax.security.sasl.SaslException|Client sent unsupported state SUCCESS|15'],
  'SASL that was not announced': [[encodePreface(), sasl({ state: 1, auths: [] })], `-33 2 ${rpcServerException}|SASL protocol not requested by client|12`],
  'a context in the middle of SASL': [[saslPreface, context()], `-3 2 ${rpcServerException}|Connection header sent during SASL negotiation|12`],
};
for (const [what, [parts, line]] of Object.entries(fatal)) {
  test(`${what} gets its answer and ends the connection`, async () => {
    const { lines, client } = await tell([...parts, blockSizeCall(99)]);
    assert.equal(lines.length, 1);
    assert.ok(lines[0]?.startsWith(line), lines[0]);
    assert.equal(client.ended, true);
  });
}

test('a SASL negotiation is answered with SUCCESS, which means SIMPLE', async () => {
  const { replies } = await tell([saslPreface, sasl({ state: 1, auths: [] }), context(), blockSizeCall(7)]);
  assert.deepEqual(replies.map(({ header: h }) => [h.callId | 0, h.status, h.retryCount]), [[-33, 0, -1], [7, 0, 0]]);
  assert.equal(decodeBody(RpcSaslProto, replies[0]).state, 0);
});

test('whoever speaks another protocol or version reads an answer it understands', async () => {
  const mismatch = (version: number): string => `Server IPC version 9 cannot communicate with client version ${version}`;
  const javaClass = 'org.apache.hadoop.ipc.RPC$VersionMismatch';
  const preface = (version: number, magic = 'hrpc'): Buffer => {
    const bytes = Buffer.from(`${magic}\0\0\0`, 'latin1');
    bytes.writeInt8(version, 4);
    return bytes;
  };
  const http = await tell([Buffer.from('GET / HTTP/1.1\r\n\r\n')]);
  assert.match(http.client.bytes.toString(), /^HTTP\/1\.1 404 Not Found\r\nContent-type: text\/plain\r\n\r\nIt looks like you are making an HTTP request/);
  assert.equal(http.client.ended, true);
  for (const [bytes, version] of [[preface(10), 10], [preface(9, 'xrpc'), 9]] as const) {
    assert.deepEqual((await tell([bytes])).lines, [`-1 2 ${javaClass}|${mismatch(version)}|14`]);
  }
  for (const version of [3, 8]) {
    const old = (await tell([preface(version)])).client.bytes;
    assert.deepEqual([old.readInt32BE(0), old.readInt32BE(4), old.readInt32BE(8)], [-1, -1, javaClass.length]);
    assert.ok(old.toString().endsWith(mismatch(version)));
  }
  assert.deepEqual((await tell([preface(2)])).client.bytes.subarray(0, 5), Buffer.from([0, 0, 0, 0, 1]));
  for (const bytes of [preface(1), preface(-5), preface(0, 'xrpc'), Buffer.from('\x16\x03\x01\x02\0\x01\0', 'latin1')]) {
    const { client } = await tell([bytes]);
    assert.equal(client.bytes.length, 0);
    assert.equal(client.ended, true);
  }
});

test('a negative or oversized frame closes the connection without a word, after the calls before it', async () => {
  for (const lengthBytes of [-1, 0x7fff_ffff]) {
    const length = Buffer.alloc(4);
    length.writeInt32BE(lengthBytes);
    const { lines, client } = await tell([opening, blockSizeCall(1), length]);
    assert.deepEqual(lines, ['1 0 ||']);
    assert.equal(client.ended, true);
  }
});

test('pings are taken in silence', async () => {
  assert.deepEqual((await tell([opening, frame(header({ callId: -4 })), blockSizeCall(1)])).lines, ['1 0 ||']);
});

test('proxy users and protocols pass when the hooks let them', async () => {
  calls.length = 0;
  const asked: unknown[] = [];
  const allow = await tell([encodePreface(), context('bob', 'root'), blockSizeCall(1)], {
    impersonate: (realUser, user, address) => void asked.push([realUser, user, address]),
    authorize: (protocol, user) => void asked.push([protocol, user.user]),
  });
  assert.deepEqual(allow.lines, ['1 0 ||']);
  assert.deepEqual(asked, [['root', 'bob', '127.0.0.1'], [ClientNamenodeProtocol.protocol, 'bob']]);
  assert.deepEqual(calls[0]?.user, { user: 'bob', realUser: 'root' });
  const refused = await tell([opening], {
    authorize: () => {
      throw new HdfsException('AuthorizationException', 'User alice is not authorized for protocol X');
    },
  });
  assert.deepEqual(refused.lines, ['-3 2 org.apache.hadoop.security.authorize.AuthorizationException|User alice is not authorized for protocol X|15']);
});

test('random bytes never hurt the server', async () => {
  const t = testWorld(3);
  const server = await startServer(t.spawn('nn').env, { services: [namenode], frameBytesMax: 4096 });
  const attacker = t.spawn('attacker');
  const random = t.world.stream('attacker');
  for (let round = 0; round < 150; round++) {
    const client = await t.settle(RawClient.open(attacker.env));
    const good = Buffer.concat([opening, blockSizeCall(1), blockSizeCall(2, '/missing'), blockSizeCall(3)]);
    const bytes = Buffer.from(good);
    for (let flips = 1 + random.below(4); flips > 0; flips--) bytes[random.below(bytes.length)] = random.below(256);
    client.socket.write(bytes.subarray(0, 1 + random.below(bytes.length)));
    await t.pass(2);
    client.socket.destroy();
    await t.pass(2);
  }
  const client = await t.settle(RawClient.open(attacker.env));
  client.socket.write(Buffer.concat([opening, blockSizeCall(5)]));
  await t.pass(10);
  assert.equal(client.replies[0]?.header.callId, 5);
  assert.equal(server.metrics.connectionsOpen, 1);
  assert.equal(server.metrics.callsInFlight, 0);
});
