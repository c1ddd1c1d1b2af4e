// A small simulated world for tests of this folder: one server process, clients, and raw sockets that
// speak the bytes of the protocol, right or wrong.
import { asBuffer } from '../base/bytes.ts';
import type { Disk, Env, Socket, WorldError } from '../env/env.ts';
import { SimHttp } from '../sim/sim-http.ts';
import { SimNetwork } from '../sim/sim-network.ts';
import { SimProcess } from '../sim/sim-process.ts';
import { World } from '../sim/world.ts';
import { ClientNamenodeProtocol } from '../wire/client-namenode-protocol.ts';
import type { Codec } from '../wire/codec.ts';
import { writeBackward } from '../wire/codec.ts';
import { IpcConnectionContextProto } from '../wire/ipc-connection-context.ts';
import { ProtoReader } from '../wire/proto-reader.ts';
import { RequestHeaderProto } from '../wire/protobuf-rpc-engine.ts';
import { RpcRequestHeaderProto, RpcResponseHeaderProto } from '../wire/rpc-header.ts';
import { FrameReader, encodePreface } from './frames.ts';
import { RpcServer } from './rpc-server.ts';
import type { RpcServerOptions } from './rpc-server.ts';

export interface TestWorld {
  readonly world: World;
  readonly network: SimNetwork;
  spawn(name: string): SimProcess;
  /** Lets `ms` of virtual time pass. */
  pass(ms: number): Promise<void>;
  /** Runs until `promise` has settled. */
  settle<T>(promise: Promise<T>): Promise<T>;
}

export function testWorld(seed = 1): TestWorld {
  const world = new World(seed);
  // These tests throw on purpose.
  world.bugsFail = false;
  const network = new SimNetwork(world);
  const http = new SimHttp(network);
  let pid = 100;
  return {
    world,
    network,
    spawn: (name) => new SimProcess(world, network, http, name, pid++, {} as Disk),
    pass: (ms) => world.run(world.nowMs + ms),
    settle: async (promise) => {
      let settled = false;
      const mark = (): void => {
        settled = true;
      };
      promise.then(mark, mark);
      await world.run(world.nowMs + 3_600_000, () => settled);
      return promise;
    },
  };
}

export async function startServer(env: Env, options: Partial<RpcServerOptions> & Pick<RpcServerOptions, 'services'>): Promise<RpcServer> {
  const server = new RpcServer(env, { host: '127.0.0.1', port: 8020, ...options });
  await server.start();
  return server;
}

export const clientId = Buffer.from('0123456789abcdef');

type RequestHeader = Partial<RpcRequestHeaderProto>;

/** Bytes behind their 32-bit length. */
export function frame(...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length);
  return Buffer.concat([length, body]);
}

/** A request header with its varint length; good unless `change` makes it bad. */
export function header(change: RequestHeader = {}): Uint8Array {
  return RpcRequestHeaderProto.encodeDelimited({ rpcKind: 2, rpcOp: 0, callId: 0, clientId, retryCount: 0, ...change });
}

export function context(effectiveUser: string | undefined = 'alice', realUser?: string, protocol: string = ClientNamenodeProtocol.protocol): Buffer {
  const body = IpcConnectionContextProto.encodeDelimited({ userInfo: { effectiveUser, realUser }, protocol });
  return frame(header({ callId: -3, retryCount: -1 }), body);
}

/** Preface and context of a good client. */
export const opening = Buffer.concat([encodePreface(), context()]);

export function methodHeader(methodName: string, protocol: string = ClientNamenodeProtocol.protocol, version = 1): Uint8Array {
  return RequestHeaderProto.encodeDelimited({ methodName, declaringClassProtocolName: protocol, clientProtocolVersion: version });
}

/** A good call of getPreferredBlockSize. */
export function blockSizeCall(callId: number, filename = '/f', change: RequestHeader = {}): Buffer {
  return frame(
    header({ callId, ...change }), methodHeader('getPreferredBlockSize'),
    ClientNamenodeProtocol.methods.getPreferredBlockSize.request.encodeDelimited({ filename }),
  );
}

export interface RawReply {
  readonly header: RpcResponseHeaderProto;
  readonly body: Buffer;
}

/** What a peer sent back to hand-made bytes. */
export class RawClient {
  readonly chunks: Buffer[] = [];
  ended = false;
  closed: WorldError | 'clean' | undefined;
  readonly socket: Socket;

  constructor(socket: Socket) {
    this.socket = socket;
    socket.onData = (chunk) => this.chunks.push(asBuffer(chunk));
    socket.onEnd = () => {
      this.ended = true;
      socket.end();
    };
    socket.onClose = (error) => {
      this.closed = error ?? 'clean';
    };
  }

  static async open(env: Env, port = 8020): Promise<RawClient> {
    return new RawClient(await env.net.connect('127.0.0.1', port, 1000));
  }

  get bytes(): Buffer {
    return Buffer.concat(this.chunks);
  }

  get replies(): RawReply[] {
    const frames = new FrameReader(1 << 30);
    frames.push(this.bytes);
    const replies: RawReply[] = [];
    while (frames.next()) {
      const reader = new ProtoReader(frames.bytes, frames.start, frames.end);
      const replyHeader = RpcResponseHeaderProto.readDelimited(reader);
      replies.push({ header: replyHeader, body: frames.bytes.subarray(reader.pos, frames.end) });
    }
    return replies;
  }
}

export function decodeBody<T>(codec: Codec<T>, reply: RawReply | undefined): T {
  return codec.readDelimited(new ProtoReader(reply?.body ?? Buffer.alloc(0)));
}

/** A reply frame as a server writes it. */
export function replyFrame(replyHeader: RpcResponseHeaderProto, body: Uint8Array = Buffer.alloc(0)): Uint8Array {
  return writeBackward((w) => {
    w.raw(body);
    RpcResponseHeaderProto.writeDelimited(w, replyHeader);
    w.uint32be(w.size);
  });
}
