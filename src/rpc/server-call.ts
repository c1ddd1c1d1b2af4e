// One call on its way through the server: what its handler sees, and what its reply needs.
import type { Span } from '../env/env.ts';
import type { Route } from './router.ts';
import type { ReplyTo } from './replies.ts';
import type { Call, RpcUser } from './service.ts';
import type { RpcRequestHeaderProto } from '../wire/rpc-header.ts';

/** The connection as its calls see it. */
export interface CallOrigin {
  readonly remoteAddress: string;
  readonly remotePort: number;
  readonly connected: boolean;
  /** Runs `run` once when the connection goes, unless `call` is forgotten before. */
  watch(call: ServerCall, run: () => void): void;
}

export class ServerCall implements Call, ReplyTo {
  readonly route: Route;
  readonly clientId: Uint8Array;
  readonly callId: number;
  readonly retryCount: number;
  readonly user: RpcUser;
  readonly callerContext: string | undefined;
  readonly clientStateId: bigint | undefined;
  /** On the clock of Env.monotonicMs: when its bytes came. */
  readonly startedMs: number;
  /** Where traces are collected, and its service is traced. */
  span: Span | undefined;
  readonly #origin: CallOrigin;

  constructor(origin: CallOrigin, route: Route, header: RpcRequestHeaderProto, clientId: Uint8Array, user: RpcUser, startedMs: number) {
    this.#origin = origin;
    this.route = route;
    this.clientId = clientId;
    this.callId = header.callId;
    this.retryCount = header.retryCount ?? -1;
    this.user = user;
    this.callerContext = header.callerContext?.context;
    this.clientStateId = header.stateId;
    this.startedMs = startedMs;
  }

  get protocol(): string {
    return this.route.protocol;
  }

  get method(): string {
    return this.route.method.name;
  }

  get remoteAddress(): string {
    return this.#origin.remoteAddress;
  }

  get remotePort(): number {
    return this.#origin.remotePort;
  }

  get connected(): boolean {
    return this.#origin.connected;
  }

  onDisconnect(run: () => void): void {
    if (this.#origin.connected) this.#origin.watch(this, run);
    else run();
  }
}
