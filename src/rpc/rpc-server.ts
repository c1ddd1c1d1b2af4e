// The server side of Hadoop RPC: listens, owns connections, the bounded call queue and the coalescing of replies.
// Calls run in order of arrival, synchronously up to their first await; a call that waits occupies a place in
// the queue, and when there is none left, sockets are not read (urgent protocols aside). Never dies of a client.
// Answers to org.apache.hadoop.ipc.Server.
import type { AssertionFailure } from '../base/assert.ts';
import type { Env, Listener, Socket, Timer } from '../env/env.ts';
import { protocolMetaInfo } from './protocol-meta-info.ts';
import { Router } from './router.ts';
import { newRpcMetrics } from './rpc-metrics.ts';
import type { RpcMetrics } from './rpc-metrics.ts';
import { ServerConnection } from './server-connection.ts';
import type { ConnectionOwner } from './server-connection.ts';
import type { Authorization } from './server-session.ts';
import type { Service } from './service.ts';

export interface RpcServerOptions extends Authorization {
  readonly host: string;
  /** 0: a free one, in `RpcServer.port` after `start`. */
  readonly port: number;
  readonly services: readonly Service[];
  /** Calls taken and not answered before sockets are no longer read (ipc.server.handler.queue.size times handlers). */
  readonly queueCallsMax?: number;
  /** ipc.maximum.data.length. */
  readonly frameBytesMax?: number;
  /** Bytes queued on one socket before its client is no longer read. */
  readonly sendQueueBytesMax?: number;
  /** ipc.server.max.connections; 0: no bound. */
  readonly connectionsMax?: number;
  /** From this many connections on, those idle for `idleMs` are closed (ipc.client.idlethreshold). */
  readonly idleConnectionsMax?: number;
  /** Twice ipc.client.connection.maxidletime. */
  readonly idleMs?: number;
  /** A connection silent for this long with no call in flight is closed in any case. */
  readonly silentMsMax?: number;
  /** For the rest of a preface, context or frame, and for taking a reply that is stuck. */
  readonly stuckMsMax?: number;
  /** The state id that replies carry (observer reads); none when undefined. */
  readonly stateId?: () => bigint | undefined;
  /** A handler met an AssertionFailure, and its connection is closed. By default it is thrown out of the event loop. */
  readonly onBug?: (error: AssertionFailure) => void;
}

const lingerMs = 2000;
/** Lines a second of one event that clients cause. */
const warningsMax = 10;
const scanMs = 10_000;
/** Its `then` is a microtask without what queueMicrotask makes for each. */
const soon = Promise.resolve();
/** Rounds of microtasks a flush waits for more replies of the same turn. */
const flushRoundsMax = 8;

export class RpcServer {
  readonly metrics: RpcMetrics;
  readonly #env: Env;
  readonly #options: RpcServerOptions;
  readonly #owner: ConnectionOwner;
  readonly #connections = new Set<ServerConnection>();
  readonly #lingering = new Map<ServerConnection, Timer>();
  #listener: Listener | undefined;
  #stopped = false;
  #scan: Timer | undefined;
  readonly #warnings = new Map<string, { readonly sinceMs: number; count: number }>();
  /** Connections that wait for room, first come first served. */
  #held: ServerConnection[] = [];
  #dirty: ServerConnection[] = [];
  #flushScheduled = false;
  #flushRounds = 0;
  #repliesSeen = 0;
  #onEmpty: () => void = () => {};

  constructor(env: Env, options: RpcServerOptions) {
    this.#env = env;
    this.#options = options;
    const router = new Router([...options.services, protocolMetaInfo(options.services)]);
    this.metrics = newRpcMetrics(router.metrics);
    const queueCallsMax = options.queueCallsMax ?? 16_384;
    this.#owner = {
      router,
      metrics: this.metrics,
      authorization: options,
      tracer: env.tracer,
      frameBytesMax: options.frameBytesMax ?? 128 * 1024 * 1024,
      sendQueueBytesMax: options.sendQueueBytesMax ?? 1024 * 1024,
      monotonicMs: () => env.monotonicMs(),
      stateId: options.stateId ?? (() => undefined),
      hasRoom: () => this.metrics.callsInFlight < queueCallsMax,
      hold: (connection) => {
        this.#held.push(connection);
        this.metrics.connectionsHeld = this.#held.length;
      },
      dirty: (connection) => {
        this.#dirty.push(connection);
        this.#scheduleFlush();
      },
      settled: () => {
        if (this.#held.length > 0) this.#scheduleFlush();
      },
      linger: (connection) => this.#linger(connection),
      closed: (connection) => this.#closed(connection),
      onBug: options.onBug ?? rethrow,
      warn: (event, fields) => this.#warn(event, fields),
    };
  }

  /** The port bound; only after `start`. */
  get port(): number {
    return this.#listener?.port ?? this.#options.port;
  }

  get host(): string {
    return this.#options.host;
  }

  /** Open connections by user. */
  connectionsByUser(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { user } of this.#connections) if (user !== undefined) counts[user] = (counts[user] ?? 0) + 1;
    return counts;
  }

  /** Listens. Rejects with WorldError `address-in-use` or `denied`. */
  async start(): Promise<void> {
    this.#listener = await this.#env.net.listen(this.#options.host, this.#options.port, (socket) => this.#accept(socket));
  }

  /** Takes no more connections and calls, sends what is answered, closes all connections; calls in flight go unanswered. */
  async stop(): Promise<void> {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#scan?.cancel();
    const listenerClosed = this.#listener?.close();
    const empty = new Promise<void>((resolve) => {
      this.#onEmpty = resolve;
    });
    this.disconnectAll();
    if (this.#connections.size > 0) await empty;
    await listenerClosed;
  }

  /** Closes all connections after what is answered; new ones are taken. Their clients go elsewhere, or come again. */
  disconnectAll(): void {
    for (const connection of this.#connections) connection.close();
  }

  /** What clients cause must not fill the log: some lines a second of each event, and how many were left out. */
  #warn(event: string, fields: Readonly<Record<string, unknown>>): void {
    const now = this.#env.monotonicMs();
    let window = this.#warnings.get(event);
    if (window === undefined || now - window.sinceMs >= 1000) {
      if (window !== undefined && window.count > warningsMax) this.#env.log('warn', event, { leftOut: window.count - warningsMax });
      this.#warnings.set(event, (window = { sinceMs: now, count: 0 }));
    }
    if (++window.count <= warningsMax) this.#env.log('warn', event, fields);
  }

  #accept(socket: Socket): void {
    const { connectionsMax = 0 } = this.#options;
    if (this.#stopped || (connectionsMax > 0 && this.#connections.size >= connectionsMax)) {
      socket.destroy();
      return;
    }
    this.metrics.connectionsAccepted++;
    this.#connections.add(new ServerConnection(this.#owner, socket));
    this.metrics.connectionsOpen = this.#connections.size;
    this.#scan ??= this.#env.after(scanMs, () => this.#closeSilent());
  }

  #closed(connection: ServerConnection): void {
    this.#lingering.get(connection)?.cancel();
    this.#lingering.delete(connection);
    this.#connections.delete(connection);
    this.metrics.connectionsOpen = this.#connections.size;
    const held = this.#held.indexOf(connection);
    if (held >= 0) this.#held.splice(held, 1);
    this.metrics.connectionsHeld = this.#held.length;
    if (this.#connections.size === 0) this.#onEmpty();
  }

  /** A client that does not close after our FIN, or does not read it, is dropped. */
  #linger(connection: ServerConnection): void {
    this.#lingering.set(connection, this.#env.after(lingerMs, () => connection.destroy()));
  }

  /** Server.ConnectionManager.closeIdle, and half-open connections of every kind. */
  #closeSilent(): void {
    this.#scan = undefined;
    const { idleConnectionsMax = 4000, idleMs = 20_000, silentMsMax = 3_600_000, stuckMsMax = 120_000 } = this.#options;
    const now = this.#env.monotonicMs();
    let surplus = this.#connections.size - idleConnectionsMax;
    for (const connection of this.#connections) {
      const silentMs = now - connection.lastContactMs;
      if (now - (connection.stalledSinceMs ?? now) > stuckMsMax) connection.destroy();
      else if (!connection.idle) continue;
      else if (connection.owesBytes ? silentMs > stuckMsMax : silentMs > silentMsMax) connection.close();
      else if (silentMs > idleMs && surplus > 0) connection.close();
      else continue;
      surplus--;
    }
    if (this.#connections.size > 0) this.#scan = this.#env.after(scanMs, () => this.#closeSilent());
  }

  #scheduleFlush(): void {
    if (this.#flushScheduled) return;
    this.#flushScheduled = true;
    this.#flushRounds = 0;
    this.#repliesSeen = this.metrics.replies;
    void soon.then(this.#flush);
  }

  readonly #flush = (): void => {
    // Promises that one event settles reach their replies within a few microtasks of each other: wait until none come.
    if (this.metrics.replies !== this.#repliesSeen && this.#flushRounds < flushRoundsMax) {
      this.#repliesSeen = this.metrics.replies;
      this.#flushRounds++;
      void soon.then(this.#flush);
      return;
    }
    this.#flushScheduled = false;
    const dirty = this.#dirty;
    this.#dirty = [];
    for (const connection of dirty) connection.flush();
    while (this.#held.length > 0 && this.#owner.hasRoom()) {
      const connection = this.#held.shift();
      this.metrics.connectionsHeld = this.#held.length;
      connection?.retry();
    }
  };
}

function rethrow(error: AssertionFailure): void {
  queueMicrotask(() => {
    throw error;
  });
}
