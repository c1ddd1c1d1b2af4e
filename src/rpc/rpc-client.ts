// The client side of Hadoop RPC: one address and user, one connection a protocol, many calls in flight.
// Retries nothing: a caller that may go elsewhere is FailoverProxy. Works against SIMPLE servers, ours and
// Apache's. Answers to org.apache.hadoop.ipc.Client and ProtobufRpcEngine2.Invoker.
import type { Env, Timer } from '../env/env.ts';
import type { Codec } from '../wire/codec.ts';
import { ClientConnection, encodeCall } from './client-connection.ts';
import type { PendingCall } from './client-connection.ts';
import { MaybeExecutedError, NotSentError } from './rpc-errors.ts';
import type { RequestOf, ResponseOf, ServiceDescriptor } from './service.ts';

export interface RpcAddress {
  readonly host: string;
  readonly port: number;
}

export interface RpcClientOptions {
  readonly address: RpcAddress;
  /** The effective user. */
  readonly user: string;
  /** Who acts for `user`, when it is a proxy user. */
  readonly realUser?: string;
  /** What the calls are for, for the server's audit log. */
  readonly callerContext?: string;
  /** ipc.client.connect.timeout. */
  readonly connectTimeoutMs?: number;
  /** ipc.client.rpc-timeout.ms: for each call, and the silence after which a connection is given up; 0: none. */
  readonly rpcTimeoutMs?: number;
  /** ipc.ping.interval; 0: no pings. */
  readonly pingIntervalMs?: number;
  /** ipc.client.connection.maxidletime; 0: connections stay. */
  readonly idleCloseMs?: number;
  /** ipc.maximum.response.length. */
  readonly frameBytesMax?: number;
  /** 16 bytes that are this client's in retry caches; random ones when absent. */
  readonly clientId?: Uint8Array;
  /**
   * Whether the connection of a call that was given up (timed out, or aborted) takes no more calls, and closes when nobody waits on
   * it any more. It tells the server to drop a call that it has parked or not read yet, which may have been made elsewhere
   * meanwhile. As org.apache.hadoop.ipc.Client does with every time-out.
   */
  readonly retiresGivenUp?: boolean;
}

export interface CallOptions {
  /** From `nextCallId()`; a retry carries the first try's. */
  readonly callId?: number;
  readonly retryCount?: number;
  readonly clientId?: Uint8Array;
  /** Instead of rpcTimeoutMs; 0: none. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  /** Of the span that the call is a part of. */
  readonly traceParent?: string | undefined;
}

/** One method of a service descriptor, with its types. */
export interface CallableMethod<Request, Response> {
  readonly name: string;
  readonly request: Codec<Request>;
  readonly response: Codec<Response>;
}

/** Whatever calls methods of services: RpcClient for one server, FailoverProxy for several. */
export interface Caller {
  /**
   * Calls `method` of `service`. Rejects with HdfsException or RemoteError (the server's answer), NotSentError,
   * MaybeExecutedError, WireError (the request cannot be encoded), or the signal's reason.
   */
  call<Request, Response>(
    method: CallableMethod<Request, Response>, service: ServiceDescriptor, request: Request, options?: CallOptions,
  ): Promise<Response>;
}

export class RpcClient implements Caller {
  readonly address: RpcAddress;
  readonly clientId: Uint8Array;
  /** The newest state id that the server sent (RpcResponseHeaderProto.stateId). */
  stateId: bigint | undefined;
  readonly #env: Env;
  readonly #options: RpcClientOptions;
  readonly #connections = new Map<string, ClientConnection>();
  /** Those that only wait for the answers that are under way. */
  readonly #retired = new Set<ClientConnection>();
  #callId = 0;
  #closed = false;

  constructor(env: Env, options: RpcClientOptions) {
    this.#env = env;
    this.#options = options;
    this.address = options.address;
    this.clientId = options.clientId ?? env.randomBytes(16);
  }

  /** A call id that this client has not used: 0 to 2^31-1, then from 0 again. */
  nextCallId(): number {
    const callId = this.#callId;
    this.#callId = (callId + 1) & 0x7fff_ffff;
    return callId;
  }

  get callsInFlight(): number {
    let calls = 0;
    for (const connection of this.#connections.values()) calls += connection.callsInFlight;
    return calls;
  }

  call<Request, Response>(
    method: CallableMethod<Request, Response>, service: ServiceDescriptor, request: Request, options: CallOptions = {},
  ): Promise<Response> {
    return new Promise<Response>((resolve, reject) => {
      this.#start(method, service, request, options, resolve, reject);
    });
  }

  /** Closes all connections; calls in flight are rejected. */
  close(): void {
    this.#closed = true;
    this.disconnect(new Error('client closed'));
  }

  /** Drops the connections; later calls make new ones. */
  disconnect(reason: Error): void {
    for (const connection of [...this.#connections.values(), ...this.#retired]) connection.close(reason);
  }

  #start<Request, Response>(
    method: CallableMethod<Request, Response>, service: ServiceDescriptor, request: Request, options: CallOptions,
    resolve: (response: Response) => void, reject: (error: unknown) => void,
  ): void {
    const { signal, clientId = this.clientId, callId = this.nextCallId(), retryCount = 0 } = options;
    if (this.#closed) throw new NotSentError(`${method.name}: client closed`);
    if (signal?.aborted === true) throw signal.reason;
    const frame = encodeCall(
      { callId, clientId, retryCount, stateId: this.stateId, callerContext: this.#options.callerContext, traceParent: options.traceParent },
      { methodName: method.name, declaringClassProtocolName: service.protocol, clientProtocolVersion: service.version },
      method.request, request,
    );
    const connection = this.#connection(service.protocol);
    if (connection.has(callId)) throw new Error(`call ${callId} of ${method.name} is in flight already`);

    const timeoutMs = options.timeoutMs ?? this.#options.rpcTimeoutMs ?? 120_000;
    let timer: Timer | undefined;
    const settle = (): void => {
      timer?.cancel();
      signal?.removeEventListener('abort', onAbort);
    };
    const call: PendingCall = {
      callId, clientId, response: method.response, what: method.name,
      resolve: (response) => {
        settle();
        resolve(response as Response);
      },
      reject: (error) => {
        settle();
        reject(error);
      },
    };
    const giveUp = (): boolean => {
      const neverLeft = connection.forget(call);
      if (!neverLeft && this.#options.retiresGivenUp === true) this.#retire(service.protocol, connection);
      return neverLeft;
    };
    const onAbort = (): void => {
      giveUp();
      settle();
      reject(signal?.reason);
    };
    connection.send(call, frame);
    signal?.addEventListener('abort', onAbort, { once: true });
    if (timeoutMs <= 0) return;
    timer = this.#env.after(timeoutMs, () => {
      const { host, port } = this.address;
      const text = `${method.name} to ${host}:${port}: no answer within ${timeoutMs} ms`;
      call.reject(giveUp() ? new NotSentError(text) : new MaybeExecutedError(text));
    });
  }

  #retire(protocol: string, connection: ClientConnection): void {
    if (this.#connections.get(protocol) === connection) this.#connections.delete(protocol);
    this.#retired.add(connection);
    connection.retire();
  }

  #connection(protocol: string): ClientConnection {
    const open = this.#connections.get(protocol);
    if (open !== undefined) return open;
    const { user, realUser, connectTimeoutMs = 20_000, rpcTimeoutMs = 120_000, pingIntervalMs = 60_000, idleCloseMs = 10_000 } = this.#options;
    const connection = new ClientConnection(this.#env, {
      host: this.address.host, port: this.address.port, protocol, user, realUser, clientId: this.clientId,
      connectTimeoutMs, rpcTimeoutMs, pingIntervalMs, idleCloseMs, frameBytesMax: this.#options.frameBytesMax ?? 128 * 1024 * 1024,
      onStateId: (stateId) => {
        if (this.stateId === undefined || stateId > this.stateId) this.stateId = stateId;
      },
      onClosed: (closed) => {
        if (this.#connections.get(protocol) === closed) this.#connections.delete(protocol);
        this.#retired.delete(closed);
      },
    });
    this.#connections.set(protocol, connection);
    return connection;
  }
}

/** A service's methods as functions. */
export type RpcProxy<S extends ServiceDescriptor> = {
  readonly [M in keyof S['methods']]: (request: RequestOf<S, M>, options?: CallOptions) => Promise<ResponseOf<S, M>>;
};

/** The methods of `service`, called through `caller`. */
export function rpcProxy<S extends ServiceDescriptor>(caller: Caller, service: S): RpcProxy<S> {
  const methods = Object.values(service.methods).map((method) => [
    method.name,
    (request: unknown, options?: CallOptions) => caller.call(method, service, request, options),
  ]);
  return Object.fromEntries(methods) as RpcProxy<S>;
}
