// One connection of a client: preface, context, then many calls in flight; everything that a turn of the
// loop asks for leaves in one write. Tells calls that never left from calls that may have been executed.
// Answers to org.apache.hadoop.ipc.Client.Connection.
//
//   connecting ──> open ──> closed      (from connecting also straight to closed)
import type { Env, Socket, Timer } from '../env/env.ts';
import { untilRound } from '../env/waiting.ts';
import { IpcConnectionContextProto } from '../wire/ipc-connection-context.ts';
import { writeBackward } from '../wire/codec.ts';
import type { Codec } from '../wire/codec.ts';
import { ProtoReader } from '../wire/proto-reader.ts';
import { RequestHeaderProto } from '../wire/protobuf-rpc-engine.ts';
import {
  RpcKindProto, RpcRequestHeaderProto, RpcRequestHeaderProto_OperationProto as Operation, RpcResponseHeaderProto,
  RpcResponseHeaderProto_RpcStatusProto as Status,
} from '../wire/rpc-header.ts';
import { FrameReader, contextCallId, encodePreface, pingCallId } from './frames.ts';
import { MaybeExecutedError, NotSentError, remoteAnswer } from './rpc-errors.ts';

export interface ClientConnectionOptions {
  readonly host: string;
  readonly port: number;
  readonly protocol: string;
  readonly user: string;
  readonly realUser: string | undefined;
  readonly clientId: Uint8Array;
  readonly connectTimeoutMs: number;
  readonly rpcTimeoutMs: number;
  readonly pingIntervalMs: number;
  readonly idleCloseMs: number;
  readonly frameBytesMax: number;
  readonly onStateId: (stateId: bigint) => void;
  readonly onClosed: (connection: ClientConnection) => void;
}

/** A call as the connection sees it; exactly one of `resolve` and `reject` is called, once. */
export interface PendingCall {
  readonly callId: number;
  readonly clientId: Uint8Array;
  readonly response: Codec<unknown>;
  readonly what: string;
  resolve(response: unknown): void;
  reject(error: Error): void;
}

/** Its `then` is a microtask without what queueMicrotask makes for each. */
const soon = Promise.resolve();

export class ClientConnection {
  readonly #env: Env;
  readonly #options: ClientConnectionOptions;
  readonly #where: string;
  readonly #frames: FrameReader;
  /** All calls without an answer, in the order of sending. */
  readonly #pending = new Map<number, PendingCall>();
  /** Those whose frames have not left: still connecting, or in this very turn. */
  readonly #unsent = new Map<PendingCall, Uint8Array>();
  #socket: Socket | undefined;
  #closed = false;
  /** Takes no more calls, and ends with the last that is in flight. */
  #retired = false;
  /** A call was given up after it had left: it may lie anywhere on its way. */
  #gaveUp = false;
  #flushScheduled = false;
  #tick: Timer | undefined;
  /** The last time anything came or, with nothing in flight, went; of Env.monotonicMs. */
  #quietSinceMs: number;
  #pingedMs = 0;

  constructor(env: Env, options: ClientConnectionOptions) {
    this.#env = env;
    this.#options = options;
    this.#where = `${options.host}:${options.port}`;
    this.#frames = new FrameReader(options.frameBytesMax);
    this.#quietSinceMs = env.monotonicMs();
    void this.#connect();
  }

  get closed(): boolean {
    return this.#closed;
  }

  get callsInFlight(): number {
    return this.#pending.size;
  }

  has(callId: number): boolean {
    return this.#pending.has(callId);
  }

  /** Queues a call's frame; it leaves with all others of this turn. */
  send(call: PendingCall, frame: Uint8Array): void {
    if (this.#pending.size === 0) this.#quietSinceMs = this.#env.monotonicMs();
    this.#pending.set(call.callId, call);
    this.#unsent.set(call, frame);
    this.#scheduleFlush();
  }

  /** Gives up waiting for a call's answer; true when its frame never left, and now never will. */
  forget(call: PendingCall): boolean {
    if (this.#pending.get(call.callId) === call) this.#pending.delete(call.callId);
    const neverLeft = this.#unsent.delete(call);
    if (!neverLeft) this.#gaveUp = true;
    this.#closeIfOver();
    return neverLeft;
  }

  /** Ends the connection as soon as nobody waits for an answer. */
  retire(): void {
    this.#retired = true;
    this.#closeIfOver();
  }

  #closeIfOver(): void {
    if (this.#retired && this.#pending.size === 0) this.close(new Error('a call was given up'));
  }

  /** Ends the connection; calls in flight fail. */
  close(reason: Error): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#tick?.cancel();
    const unsent = new Set(this.#unsent.keys());
    this.#unsent.clear();
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    // What has not arrived must not: its caller asks elsewhere, and goes on. A connection that is merely closed sends for minutes yet.
    this.#socket?.destroy(this.#gaveUp || pending.length > unsent.size);
    this.#options.onClosed(this);
    const why = reason.message.startsWith(`${this.#where}: `) ? reason.message.slice(this.#where.length + 2) : reason.message;
    for (const call of pending) {
      call.reject(
        unsent.has(call)
          ? new NotSentError(`${call.what} to ${this.#where}: not sent: ${why}`, { cause: reason })
          : new MaybeExecutedError(`${call.what} to ${this.#where}: no answer: ${why}`, { cause: reason }),
      );
    }
  }

  async #connect(): Promise<void> {
    const { host, port, connectTimeoutMs } = this.#options;
    try {
      const socket = await this.#env.net.connect(host, port, connectTimeoutMs);
      if (this.#closed) {
        socket.destroy();
        return;
      }
      socket.onData = (chunk) => this.#receive(chunk);
      socket.onEnd = () => this.close(new Error('connection closed by the server'));
      socket.onClose = (error) => this.close(error ?? new Error('connection closed'));
      this.#socket = socket;
      this.#quietSinceMs = this.#env.monotonicMs();
      socket.write(this.#opening());
      this.#flush();
      this.#scheduleTick();
    } catch (error) {
      this.close(error instanceof Error ? error : new Error(String(error)));
    }
  }

  #opening(): Uint8Array {
    const { user, realUser, protocol } = this.#options;
    const context = this.#control(contextCallId, (w) => {
      IpcConnectionContextProto.writeDelimited(w, { userInfo: { effectiveUser: user, realUser }, protocol });
    });
    return Buffer.concat([encodePreface(), context]);
  }

  #control(callId: number, body: Parameters<typeof writeBackward>[0]): Uint8Array {
    return writeBackward((w) => {
      body(w);
      RpcRequestHeaderProto.writeDelimited(w, {
        rpcKind: RpcKindProto.RPC_PROTOCOL_BUFFER, rpcOp: Operation.RPC_FINAL_PACKET, callId, clientId: this.#options.clientId, retryCount: -1,
      });
      w.uint32be(w.size);
    });
  }

  #scheduleFlush(): void {
    if (this.#flushScheduled || this.#socket === undefined) return;
    this.#flushScheduled = true;
    void soon.then(this.#flush);
  }

  readonly #flush = (): void => {
    this.#flushScheduled = false;
    if (this.#closed || this.#socket === undefined || this.#unsent.size === 0) return;
    const frames = [...this.#unsent.values()];
    this.#unsent.clear();
    const [first] = frames;
    this.#socket.write(first !== undefined && frames.length === 1 ? first : Buffer.concat(frames));
  };

  #receive(chunk: Uint8Array): void {
    if (this.#closed) return;
    this.#quietSinceMs = this.#env.monotonicMs();
    this.#frames.push(chunk);
    try {
      while (!this.#closed && this.#frames.next()) this.#reply();
      this.#closeIfOver();
    } catch (error) {
      // Malformed replies: nothing on this connection can be trusted any more.
      this.close(error instanceof Error ? error : new Error(String(error)));
    }
  }

  #reply(): void {
    const { bytes, start, end } = this.#frames;
    const reader = new ProtoReader(bytes, start, end);
    const header = RpcResponseHeaderProto.readDelimited(reader);
    if (header.stateId !== undefined) this.#options.onStateId(header.stateId);
    const callId = header.callId | 0;
    const call = this.#pending.get(callId);
    if (header.status === Status.FATAL) {
      this.#fatal(call, remoteAnswer(header.exceptionClassName ?? '', header.errorMsg ?? ''));
      return;
    }
    // A call that was given up: its late answer interests nobody.
    if (call === undefined) return;
    if (header.clientId !== undefined && header.clientId.length > 0 && Buffer.compare(header.clientId, call.clientId) !== 0) {
      throw new Error(`answer to call ${callId} carries another client's id`);
    }
    this.#pending.delete(callId);
    if (header.status === Status.ERROR) {
      call.reject(remoteAnswer(header.exceptionClassName ?? '', header.errorMsg ?? ''));
      return;
    }
    let response: unknown;
    try {
      response = call.response.readDelimited(reader);
    } catch (error) {
      // It was executed, but we cannot tell what came of it.
      call.reject(new MaybeExecutedError(`${call.what} to ${this.#where}: ${String(error)}`, { cause: error }));
      return;
    }
    call.resolve(response);
  }

  /** The server ends the connection: the call it names, or all when it names none, get its answer. */
  #fatal(call: PendingCall | undefined, answer: Error): void {
    const refused = call === undefined ? [...this.#pending.values()] : [call];
    for (const one of refused) {
      this.#pending.delete(one.callId);
      one.reject(answer);
    }
    this.close(answer);
  }

  #scheduleTick(): void {
    const { pingIntervalMs, idleCloseMs, rpcTimeoutMs } = this.#options;
    const periods = [pingIntervalMs, idleCloseMs, rpcTimeoutMs].filter((ms) => ms > 0);
    if (periods.length === 0 || this.#closed) return;
    const halfMs = Math.max(10, Math.min(...periods) / 2);
    const everyMs = halfMs < 1000 ? halfMs : halfMs - (halfMs % 1000);
    this.#tick = this.#env.after(untilRound(this.#env, everyMs), () => {
      this.#checkQuiet();
      this.#scheduleTick();
    });
  }

  #checkQuiet(): void {
    const { pingIntervalMs, idleCloseMs, rpcTimeoutMs } = this.#options;
    const now = this.#env.monotonicMs();
    const quietMs = now - this.#quietSinceMs;
    if (this.#pending.size === 0) {
      if (idleCloseMs > 0 && quietMs >= idleCloseMs) this.close(new Error('idle'));
    } else if (rpcTimeoutMs > 0 && quietMs >= rpcTimeoutMs) {
      this.close(new Error(`the server was silent for ${Math.round(quietMs)} ms`));
    } else if (pingIntervalMs > 0 && now - Math.max(this.#quietSinceMs, this.#pingedMs) >= pingIntervalMs) {
      // Only its failure to be sent matters: a server does not answer pings.
      this.#pingedMs = now;
      this.#socket?.write(this.#control(pingCallId, () => {}));
    }
  }
}

/** A call's frame: length, RPC header, request header, request. */
export function encodeCall(
  call: { readonly callId: number; readonly clientId: Uint8Array; readonly retryCount: number; readonly stateId: bigint | undefined; readonly callerContext?: string | undefined; readonly traceParent?: string | undefined },
  header: RequestHeaderProto, codec: Codec<unknown>, request: unknown,
): Uint8Array {
  return writeBackward((w) => {
    codec.writeDelimited(w, request);
    RequestHeaderProto.writeDelimited(w, header);
    RpcRequestHeaderProto.writeDelimited(w, {
      rpcKind: RpcKindProto.RPC_PROTOCOL_BUFFER, rpcOp: Operation.RPC_FINAL_PACKET,
      callId: call.callId, clientId: call.clientId, retryCount: call.retryCount, stateId: call.stateId,
      callerContext: call.callerContext === undefined ? undefined : { context: call.callerContext },
      traceInfo: call.traceParent === undefined ? undefined : { spanContext: Buffer.from(call.traceParent, 'latin1') },
    });
    w.uint32be(w.size);
  });
}
