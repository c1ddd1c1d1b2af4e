// One client's connection: preface, frames, calls in order of arrival, replies in any order. Reads no more
// when the server's call queue is full or the client does not take its replies, so that neither grows memory.
// Whatever a client sends, the outcome is an answer or a closed connection.
// Answers to org.apache.hadoop.ipc.Server.Connection.
//
//   preface ── 7 good bytes ──> open ── fatal reply, FIN, drop ──> closing ──> closed
//      └────── anything else, after an answer the sender can read ─────┘
import { AssertionFailure } from '../base/assert.ts';
import type { Socket, Span, Tracer } from '../env/env.ts';
import { BackwardWriter } from '../wire/backward-writer.ts';
import { ProtoReader } from '../wire/proto-reader.ts';
import {
  RpcKindProto, RpcRequestHeaderProto, RpcRequestHeaderProto_OperationProto as Operation, RpcResponseHeaderProto_RpcErrorCodeProto as ErrorCode,
} from '../wire/rpc-header.ts';
import { HdfsException } from '../protocol/exceptions.ts';
import { CloseConnection } from './close-connection.ts';
import { FrameLengthError, FrameReader, prefaceBytes } from './frames.ts';
import { FatalReply, errorReply, isAnswer, replyToConnection, undecodable, unserializable, writeError, writeSuccess } from './replies.ts';
import type { ErrorReply, ReplyTo } from './replies.ts';
import type { Route, Router } from './router.ts';
import { countException } from './rpc-metrics.ts';
import type { RpcMetrics } from './rpc-metrics.ts';
import { SendBuffer } from './send-buffer.ts';
import { ServerCall } from './server-call.ts';
import type { CallOrigin } from './server-call.ts';
import { judgePreface } from './server-preface.ts';
import { ServerSession } from './server-session.ts';
import type { Authorization } from './server-session.ts';

/** What a connection needs of its server. */
export interface ConnectionOwner {
  readonly router: Router;
  readonly metrics: RpcMetrics;
  readonly authorization: Authorization;
  readonly tracer: Tracer | undefined;
  readonly frameBytesMax: number;
  /** Above this many bytes queued on the socket, the client is not read. */
  readonly sendQueueBytesMax: number;
  monotonicMs(): number;
  stateId(): bigint | undefined;
  /** Whether the call queue takes one more. */
  hasRoom(): boolean;
  /** The connection waits for `retry()` until the call queue has room. */
  hold(connection: ServerConnection): void;
  /** The connection has something to send: `flush()` it when the turn's work is done. */
  dirty(connection: ServerConnection): void;
  settled(): void;
  /** The connection sends no more; destroy it if it does not close by itself. */
  linger(connection: ServerConnection): void;
  closed(connection: ServerConnection): void;
  onBug(error: AssertionFailure): void;
  warn(event: string, fields: Readonly<Record<string, unknown>>): void;
}

// Encoding never yields, so one writer serves all connections of a thread.
const writer = new BackwardWriter();
const noClientId = new Uint8Array(0);

export class ServerConnection implements CallOrigin {
  readonly remoteAddress: string;
  readonly remotePort: number;
  /** On the clock of Env.monotonicMs: when the client last sent something. */
  lastContactMs: number;
  /** When the client stopped taking replies; undefined while it takes them. */
  stalledSinceMs: number | undefined;
  readonly #owner: ConnectionOwner;
  readonly #socket: Socket;
  readonly #frames: FrameReader;
  readonly #out = new SendBuffer();
  readonly #watchers = new Map<ServerCall, () => void>();
  #session: ServerSession | undefined;
  #state: 'preface' | 'open' | 'closing' | 'closed' = 'preface';
  #callsInFlight = 0;
  #dirty = false;
  /** The current frame waits for room in the call queue. */
  #held = false;
  #clientId: Uint8Array = noClientId;

  constructor(owner: ConnectionOwner, socket: Socket) {
    this.#owner = owner;
    this.#socket = socket;
    this.#frames = new FrameReader(owner.frameBytesMax);
    this.remoteAddress = socket.remoteAddress;
    this.remotePort = socket.remotePort;
    this.lastContactMs = owner.monotonicMs();
    socket.onData = (chunk) => this.#receive(chunk);
    socket.onEnd = () => this.close();
    socket.onClose = () => this.#gone();
  }

  get connected(): boolean {
    return this.#state === 'preface' || this.#state === 'open';
  }

  /** The user of its calls; undefined before the client has said. */
  get user(): string | undefined {
    return this.#session?.user?.user;
  }

  /** No call is waiting for its answer. */
  get idle(): boolean {
    return this.#callsInFlight === 0 && !this.#held;
  }

  /** The client owes the rest of a preface, of a context, or of a frame. */
  get owesBytes(): boolean {
    return !this.#held && (this.#session?.user === undefined || this.#frames.bufferedBytes > 0);
  }

  watch(call: ServerCall, run: () => void): void {
    this.#watchers.set(call, run);
  }

  /** There is room in the call queue again. */
  retry(): void {
    if (!this.#held) return;
    this.#held = false;
    if (!this.connected) return;
    this.#resume();
    this.#guard(() => {
      this.#frame();
      this.#process();
    });
  }

  /** Hands everything that was answered to the socket, in one write. */
  flush(): void {
    this.#dirty = false;
    if (this.#out.length === 0 || this.#state === 'closed') return;
    const bytes = this.#out.take();
    this.#owner.metrics.writes++;
    this.#owner.metrics.sentBytes += bytes.length;
    this.#socket.write(bytes);
    if (this.stalledSinceMs === undefined && this.#socket.queuedBytes > this.#owner.sendQueueBytesMax) this.#stall();
  }

  /** Sends what is answered, then FIN; calls in flight lose their connection. */
  close(): void {
    if (!this.connected) return;
    this.flush();
    this.#leave('closing');
    this.#socket.end();
    // A paused socket would never see the other side's FIN.
    this.#socket.resume();
    this.#owner.linger(this);
  }

  /** Drops the connection at once, with what was not sent. */
  destroy(): void {
    this.#socket.destroy();
  }

  #leave(state: 'closing' | 'closed'): void {
    this.#state = state;
    this.#frames.clear();
    const watchers = [...this.#watchers.values()];
    this.#watchers.clear();
    for (const run of watchers) run();
  }

  #gone(): void {
    if (this.#state === 'closed') return;
    this.#leave('closed');
    this.#owner.closed(this);
  }

  #receive(chunk: Uint8Array): void {
    if (!this.connected) return;
    this.#owner.metrics.receivedBytes += chunk.length;
    this.#frames.push(chunk);
    this.lastContactMs = this.#owner.monotonicMs();
    if (!this.#held) this.#guard(() => this.#process());
  }

  /** Turns what ends a connection into its end. */
  #guard(run: () => void): void {
    try {
      run();
    } catch (error) {
      if (!(error instanceof FrameLengthError)) throw error;
      this.#owner.metrics.protocolErrors++;
      this.#owner.warn('rpc frame refused', { from: `${this.remoteAddress}:${this.remotePort}`, reason: error.message });
      this.close();
    }
  }

  #process(): void {
    if (this.#state === 'preface' && !this.#preface()) return;
    const { sendQueueBytesMax } = this.#owner;
    while (this.#state === 'open' && !this.#held && this.stalledSinceMs === undefined && this.#frames.next()) {
      this.#frame();
      // Small requests can have large replies: what one chunk asks for must not all be produced before any is sent.
      if (this.#out.length > sendQueueBytesMax) this.flush();
    }
  }

  #preface(): boolean {
    const preface = this.#frames.take(prefaceBytes);
    if (preface === undefined) return false;
    const verdict = judgePreface(preface);
    if (verdict.accepted) {
      this.#session = new ServerSession(verdict.sasl, this.remoteAddress, this.#owner.authorization);
      this.#state = 'open';
      return true;
    }
    this.#owner.metrics.protocolErrors++;
    this.#owner.warn('rpc connection refused', { from: `${this.remoteAddress}:${this.remotePort}`, reason: verdict.reason });
    if (verdict.answer !== undefined) this.#send(verdict.answer);
    this.close();
    return false;
  }

  #frame(): void {
    const { bytes, start, end } = this.#frames;
    const reader = new ProtoReader(bytes, start, end);
    let header: RpcRequestHeaderProto | undefined;
    try {
      header = requestHeader(reader);
      checkHeader(header);
      if (header.callId < 0) {
        const reply = this.#session?.outOfBand(header.callId, reader);
        if (reply !== undefined) this.#send(reply);
      } else {
        this.#call(header, reader, bytes);
      }
    } catch (error) {
      if (!(error instanceof FatalReply)) throw error;
      if (error.reply.detail === ErrorCode.FATAL_UNAUTHORIZED) this.#owner.metrics.authorizationFailures++;
      else this.#owner.metrics.protocolErrors++;
      this.#owner.warn('rpc connection refused', { from: `${this.remoteAddress}:${this.remotePort}`, reason: error.message });
      this.#replyError(header === undefined ? replyToConnection(-1) : replyTo(header, noClientId), error.reply);
      this.close();
    }
  }

  #call(header: RpcRequestHeaderProto, reader: ProtoReader, bytes: Buffer): void {
    const session = this.#session;
    if (session?.user === undefined) throw new FatalReply(ErrorCode.FATAL_INVALID_RPC_HEADER, 'Connection context not established');
    if (header.rpcKind !== RpcKindProto.RPC_PROTOCOL_BUFFER) {
      const kind = header.rpcKind === RpcKindProto.RPC_WRITABLE ? 'RPC_WRITABLE' : 'RPC_BUILTIN';
      throw new FatalReply(ErrorCode.FATAL_INVALID_RPC_HEADER, `Unknown rpc kind in rpc header${kind}`);
    }
    const owner = this.#owner;
    let route: Route;
    let request: unknown;
    try {
      route = this.#route(reader, bytes, session.protocol);
      if (!route.urgent && !owner.hasRoom()) {
        this.#hold();
        return;
      }
      request = this.#request(route, reader);
    } catch (error) {
      if (!isAnswer(error)) throw error;
      owner.metrics.calls++;
      owner.metrics.failures++;
      this.#replyError(replyTo(header, header.clientId), errorReply(error));
      return;
    }
    owner.metrics.calls++;
    route.metrics.calls++;
    const call = new ServerCall(this, route, header, this.#internClientId(header.clientId), session.user, this.lastContactMs);
    if (owner.tracer !== undefined && (route.traced === 'always' || (route.traced === 'continued' && header.traceInfo !== undefined))) call.span = spanOf(owner.tracer, call, header);
    let result: unknown;
    try {
      result = route.handler(request, call);
    } catch (error) {
      this.#failed(call, error);
      return;
    }
    if (!(result instanceof Promise)) {
      this.#succeeded(call, result);
      return;
    }
    this.#callsInFlight++;
    owner.metrics.callsInFlight++;
    result.then(
      (response: unknown) => {
        this.#left();
        this.#succeeded(call, response);
      },
      (error: unknown) => {
        this.#left();
        this.#failed(call, error);
      },
    );
  }

  #route(reader: ProtoReader, bytes: Buffer, connectionProtocol: string | undefined): Route {
    let end: number;
    try {
      end = reader.lengthEnd();
    } catch (error) {
      throw undecodable('RequestHeaderProto', error);
    }
    const route = this.#owner.router.find(bytes, reader.pos, end, connectionProtocol);
    reader.pos = end;
    return route;
  }

  #request(route: Route, reader: ProtoReader): unknown {
    try {
      return route.method.request.readDelimited(reader);
    } catch (error) {
      throw undecodable(route.method.request.name, error);
    }
  }

  /** A client's id is the same with every call: kept once, and not as a view that pins what was received. */
  #internClientId(clientId: Uint8Array): Uint8Array {
    const known = this.#clientId;
    if (known.length === clientId.length) {
      let i = 0;
      while (i < known.length && known[i] === clientId[i]) i++;
      if (i === known.length) return known;
    }
    this.#clientId = clientId.slice();
    return this.#clientId;
  }

  #left(): void {
    this.#callsInFlight--;
    this.#owner.metrics.callsInFlight--;
    this.#owner.settled();
  }

  #succeeded(call: ServerCall, response: unknown): void {
    this.#measure(call);
    call.span?.end();
    if (!this.connected) return;
    const { method, metrics } = call.route;
    try {
      writeSuccess(writer, call, method.response, response, this.#owner.stateId());
    } catch (error) {
      if (error instanceof AssertionFailure) {
        this.#bug(call, error);
        return;
      }
      metrics.failures++;
      this.#owner.warn('rpc response cannot be encoded', { method: method.name, error });
      this.#replyError(call, unserializable(method.name, error));
      return;
    }
    this.#sendWritten();
  }

  #failed(call: ServerCall, error: unknown): void {
    this.#measure(call);
    call.span?.end(error);
    call.route.metrics.failures++;
    this.#owner.metrics.failures++;
    if (error instanceof HdfsException) countException(this.#owner.metrics, error.name, this.#owner.monotonicMs() - call.startedMs);
    if (error instanceof AssertionFailure) {
      this.#bug(call, error);
      return;
    }
    if (error instanceof CloseConnection) {
      this.close();
      return;
    }
    if (!isAnswer(error)) this.#owner.warn('rpc handler failed', { protocol: call.protocol, method: call.method, error });
    if (this.connected) this.#replyError(call, errorReply(error));
  }

  /** What a call with a bug has done is unknown: its client must not take any answer for one. */
  #bug(call: ServerCall, error: AssertionFailure): void {
    this.#owner.warn('rpc handler met a bug', { protocol: call.protocol, method: call.method, error });
    this.close();
    this.#owner.onBug(error);
  }

  #measure(call: ServerCall): void {
    this.#watchers.delete(call);
    const tookMs = this.#owner.monotonicMs() - call.startedMs;
    const metrics = call.route.metrics;
    metrics.totalMs += tookMs;
    if (tookMs > metrics.maxMs) metrics.maxMs = tookMs;
    if (!this.connected) this.#owner.metrics.orphans++;
  }

  #replyError(to: ReplyTo, error: ErrorReply): void {
    writeError(writer, to, error, this.#owner.stateId());
    this.#sendWritten();
  }

  #sendWritten(): void {
    this.#out.appendWritten(writer);
    this.#owner.metrics.replies++;
    this.#markDirty();
  }

  #send(bytes: Uint8Array): void {
    this.#out.append(bytes);
    this.#markDirty();
  }

  #markDirty(): void {
    if (this.#dirty) return;
    this.#dirty = true;
    this.#owner.dirty(this);
  }

  #hold(): void {
    this.#held = true;
    this.#socket.pause();
    this.#owner.hold(this);
  }

  #stall(): void {
    this.stalledSinceMs = this.#owner.monotonicMs();
    this.#socket.pause();
    void this.#socket.drained().then(() => {
      this.stalledSinceMs = undefined;
      if (!this.connected) return;
      this.#resume();
      if (!this.#held) this.#guard(() => this.#process());
    });
  }

  #resume(): void {
    if (!this.#held && this.stalledSinceMs === undefined) this.#socket.resume();
  }
}

function replyTo({ callId, retryCount = -1 }: RpcRequestHeaderProto, clientId: Uint8Array): ReplyTo {
  return { callId, clientId, retryCount };
}

/** The semantic conventions of RPC. A client that traces says of which span the call is a part. */
function spanOf(tracer: Tracer, call: ServerCall, { traceInfo }: RpcRequestHeaderProto): Span {
  const service = call.protocol.slice(call.protocol.lastIndexOf('.') + 1);
  return tracer.start(`${service}/${call.method}`, {
    kind: 'server', parent: traceInfo?.spanContext === undefined ? undefined : Buffer.from(traceInfo.spanContext).toString('latin1'),
    attributes: { 'rpc.system': 'hadoop', 'rpc.service': call.protocol, 'rpc.method': call.method, 'enduser.id': call.user.user, 'client.address': call.remoteAddress },
  });
}

function requestHeader(reader: ProtoReader): RpcRequestHeaderProto {
  try {
    return RpcRequestHeaderProto.readDelimited(reader);
  } catch (error) {
    throw new FatalReply(ErrorCode.FATAL_DESERIALIZING_REQUEST, `Error decoding RpcRequestHeaderProto: ${String(error)}`);
  }
}

/** Server.Connection.checkRpcHeaders. */
function checkHeader(header: RpcRequestHeaderProto): void {
  if (header.rpcOp === undefined) throw new FatalReply(ErrorCode.FATAL_INVALID_RPC_HEADER, ' IPC Server: No rpc op in rpcRequestHeader');
  if (header.rpcOp !== Operation.RPC_FINAL_PACKET) {
    const operation = header.rpcOp === Operation.RPC_CONTINUATION_PACKET ? 'RPC_CONTINUATION_PACKET' : 'RPC_CLOSE_CONNECTION';
    throw new FatalReply(ErrorCode.FATAL_INVALID_RPC_HEADER, `IPC Server does not implement rpc header operation${operation}`);
  }
  if (header.rpcKind === undefined) throw new FatalReply(ErrorCode.FATAL_INVALID_RPC_HEADER, ' IPC Server: No rpc kind in rpcRequestHeader');
}
