// What a protocol looks like to a server and to a client: descriptors generated from proto/
// (src/wire), and handlers typed by them. Answers to ProtobufRpcEngine2.
import type { Span } from '../env/env.ts';
import type { Codec } from '../wire/codec.ts';

export interface MethodDescriptor {
  readonly name: string;
  readonly request: Codec<unknown>;
  readonly response: Codec<unknown>;
}

/** One protocol: its Java interface name on the wire, its version, its methods. */
export interface ServiceDescriptor {
  readonly protocol: string;
  readonly version: number;
  readonly methods: Readonly<Record<string, MethodDescriptor>>;
}

export type MessageOf<C> = C extends Codec<infer T> ? T : never;
export type RequestOf<S extends ServiceDescriptor, M extends keyof S['methods']> = MessageOf<S['methods'][M]['request']>;
export type ResponseOf<S extends ServiceDescriptor, M extends keyof S['methods']> = MessageOf<S['methods'][M]['response']>;

/** Who calls: the effective user, and the real one behind a proxy user. */
export interface RpcUser {
  readonly user: string;
  readonly realUser?: string | undefined;
}

/** One call as its handler sees it. */
export interface Call {
  readonly protocol: string;
  readonly method: string;
  /** 16 bytes, or none from a client without one. */
  readonly clientId: Uint8Array;
  readonly callId: number;
  /** 0 for the first try, -1 for calls that are never retried. */
  readonly retryCount: number;
  readonly user: RpcUser;
  readonly remoteAddress: string;
  readonly remotePort: number;
  /** Server.getRemoteIp's caller context, for the audit log. */
  readonly callerContext?: string | undefined;
  /** The client's last seen state id (RpcRequestHeaderProto.stateId). */
  readonly clientStateId: bigint | undefined;
  /** False once the connection is gone: parked work of this call may be dropped. */
  readonly connected: boolean;
  /** Of the trace that it belongs to; undefined while nobody collects any. */
  readonly span?: Span | undefined;
  /** Runs once when the connection goes before the reply went out. */
  onDisconnect(run: () => void): void;
}

export type Handler<Request, Response> = (request: Request, call: Call) => Response | Promise<Response>;

/** Methods that are missing answer UnsupportedOperationException naming the method. */
export type Handlers<S extends ServiceDescriptor> = {
  readonly [M in keyof S['methods']]?: Handler<RequestOf<S, M>, ResponseOf<S, M>>;
};

/** A protocol with its handlers, as an RpcServer takes it. */
export interface Service {
  readonly descriptor: ServiceDescriptor;
  readonly handlers: Readonly<Record<string, Handler<never, unknown> | undefined>>;
  /** Its calls are taken even when the call queue is full: leases, health, heartbeats. */
  readonly urgent?: boolean | undefined;
  /** Where somebody collects traces: each call begins or continues one, or those only that come with one. */
  readonly traced?: 'always' | 'continued' | undefined;
  /** Methods that begin no trace even so: what clients ask by themselves. */
  readonly untraced?: readonly string[] | undefined;
}

/** Ties handlers to their descriptor, type-checked. */
export function service<S extends ServiceDescriptor>(
  descriptor: S, handlers: Handlers<S>, options: Pick<Service, 'urgent' | 'traced' | 'untraced'> = {},
): Service {
  return { descriptor, handlers, ...options };
}
