// Calls the Active of several NameNodes, whoever that is now. It asks all of them for their state at once and remembers the
// Active; it leaves it on StandbyException, on a lost connection, and on silence: a call that has no answer after a second
// makes it ask all again, and goes to another one that says it is Active. A Standby that holds a call while it is being
// promoted (ours do) is left in peace meanwhile. All tries of a call carry one client id and call id, so the servers'
// retry cache makes one execution of them. Answers to ConfiguredFailoverProxyProvider, RequestHedgingProxyProvider and
// RetryPolicies.FailoverOnNetworkExceptionRetry.
import type { Env, Tracer } from '../env/env.ts';
import { sleep } from '../env/waiting.ts';
import { HdfsException } from '../protocol/exceptions.ts';
import { RpcClient } from '../rpc/rpc-client.ts';
import type { CallOptions, CallableMethod, Caller, RpcAddress } from '../rpc/rpc-client.ts';
import { MaybeExecutedError, NotSentError } from '../rpc/rpc-errors.ts';
import type { ServiceDescriptor } from '../rpc/service.ts';
import { ClientNamenodeProtocol } from '../wire/client-namenode-protocol.ts';
import { HAServiceStateProto } from '../wire/ha-service-protocol.ts';
import { unlessAborted } from './call-scope.ts';

export interface NameNodeCallerOptions {
  readonly nameNodes: readonly RpcAddress[];
  readonly user: string;
  readonly realUser?: string | undefined;
  readonly connectTimeoutMs: number;
  /** How long no NameNode at all may be reachable before a call fails. */
  readonly unreachableMs: number;
  /** The longest wait between two looks for the Active. */
  readonly sleepMsMax: number;
  /** Where it is not the Env's, or not there yet. */
  readonly tracer?: Promise<Tracer> | undefined;
}

/** A call without an answer for so long makes the client ask all NameNodes who is Active. */
const silenceMs = 1000;
const silenceMsMax = 8000;
/** The same again while it does not even tell its state. */
const deadSilenceMs = 250;
/** How long a NameNode may take to tell its state. */
const stateTimeoutMs = 1000;
/** How long a look waits for an Active once a NameNode that is none has answered. */
const lookGraceMs = 100;
const firstSleepMs = 20;
const usualSleepMsMax = 500;

/** What the client does by itself, as long as a file is open. */
const untraced: ReadonlySet<string> = new Set(['renewLease']);

/** Why a call's wait for one NameNode was ended: another one is Active. */
const moved = Symbol('moved');

interface Look {
  /** Who says it is Active. */
  readonly active: number | undefined;
  /** Who answered anything. */
  readonly reachable: readonly number[];
  readonly failure: unknown;
}

export class NameNodeCaller implements Caller {
  readonly #env: Env;
  readonly #options: NameNodeCallerOptions;
  readonly #clients: readonly RpcClient[];
  readonly #ids: RpcClient;
  #active: number | undefined;
  /** The look that is under way, shared by all calls that need one. */
  #looking: Promise<Look> | undefined;
  #turn = 0;
  #lastFailure: unknown;

  constructor(env: Env, options: NameNodeCallerOptions) {
    this.#env = env;
    this.#options = options;
    const clientId = env.randomBytes(16);
    this.#clients = options.nameNodes.map((address) => new RpcClient(env, {
      address, user: options.user, ...(options.realUser === undefined ? {} : { realUser: options.realUser }), clientId, connectTimeoutMs: options.connectTimeoutMs,
      retiresGivenUp: true,
    }));
    const [first] = this.#clients;
    if (first === undefined) throw new Error('a client needs the address of a NameNode');
    this.#ids = first;
    if (this.#clients.length === 1) this.#active = 0;
  }

  /** The Active as far as is known. */
  get active(): RpcAddress | undefined {
    return this.#active === undefined ? undefined : this.#clients[this.#active]?.address;
  }

  /** What last went wrong with a NameNode: the cause of a deadline that is over. */
  get lastFailure(): unknown {
    return this.#lastFailure;
  }

  /** One span for all tries, where traces are collected: ProtobufRpcEngine2.Invoker has one for each. */
  async call<Request, Response>(
    method: CallableMethod<Request, Response>, service: ServiceDescriptor, request: Request, options: CallOptions = {},
  ): Promise<Response> {
    const tracer = this.#options.tracer === undefined ? this.#env.tracer : await this.#options.tracer;
    if (tracer === undefined || untraced.has(method.name)) return this.#call(method, service, request, options);
    const { protocol } = service;
    const span = tracer.start(`${protocol.slice(protocol.lastIndexOf('.') + 1)}/${method.name}`, {
      kind: 'client', inProgram: true, attributes: { 'rpc.system': 'hadoop', 'rpc.service': protocol, 'rpc.method': method.name },
    });
    try {
      const response = await this.#call(method, service, request, { ...options, traceParent: span.traceParent });
      span.end();
      return response;
    } catch (error) {
      span.end(error);
      throw error;
    }
  }

  async #call<Request, Response>(method: CallableMethod<Request, Response>, service: ServiceDescriptor, request: Request, options: CallOptions): Promise<Response> {
    const { signal } = options;
    const callId = options.callId ?? this.#ids.nextCallId();
    let retryCount = options.retryCount ?? 0;
    let failures = 0;
    let moves = 0;
    let reachedMs = this.#env.monotonicMs();
    for (;;) {
      const target = this.#active ?? (await this.#choose(signal));
      try {
        if (target !== undefined) {
          const tried = { ...options, callId, retryCount: retryCount++, timeoutMs: 0 };
          return await this.#try(target, silenceMs * 2 ** moves, (more) => this.#client(target).call(method, service, request, { ...tried, ...more }), signal);
        }
      } catch (error) {
        if (signal?.aborted === true) throw signal.reason;
        if (error === moved) {
          moves++;
          continue;
        }
        if (!isRetriable(error)) throw error;
        this.#lastFailure = error;
        if (error instanceof HdfsException) reachedMs = this.#env.monotonicMs();
        // Calls in flight together fail together; only the Active that they asked is forgotten.
        if (this.#active === target && this.#clients.length > 1 && !isSameNode(error)) this.#active = undefined;
      }
      if (this.#env.monotonicMs() - reachedMs >= this.#options.unreachableMs) throw this.#lastFailure;
      // The first retry is at once: an Active is usually found by asking.
      if (failures++ > 0 || this.#clients.length === 1) await this.#pause(Math.max(0, failures - 2), signal);
    }
  }

  close(): void {
    for (const client of this.#clients) client.close();
  }

  /** Whom to send a call to: the Active, else one that may be about to become it; undefined when nobody answers. */
  async #choose(signal: AbortSignal | undefined): Promise<number | undefined> {
    const look = await unlessAborted(signal, this.#look());
    if (look.active !== undefined) {
      this.#active ??= look.active;
      return this.#active;
    }
    if (look.reachable.length === 0) {
      this.#lastFailure = look.failure;
      return undefined;
    }
    return look.reachable[this.#turn++ % look.reachable.length];
  }

  /** One try at one NameNode. Rejects with `moved` when another one turns out to be Active before the answer is there. */
  async #try<T>(target: number, firstSilenceMs: number, send: (options: CallOptions) => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    if (this.#clients.length === 1) return send({});
    const controller = new AbortController();
    const onAbort = (): void => controller.abort(signal?.reason);
    signal?.addEventListener('abort', onAbort, { once: true });
    let waitMs = Math.min(silenceMsMax, firstSilenceMs);
    let over = false;
    const watch = (afterMs: number): void => {
      timer = this.#env.after(afterMs, () => {
        void this.#look(target).then((look) => {
          if (over || controller.signal.aborted) return;
          if (look.active === undefined) {
            // One that answers is at work on the call; one that does not will soon have a successor.
            waitMs = Math.min(silenceMsMax, waitMs * 2);
            watch(look.reachable.includes(target) ? waitMs : deadSilenceMs);
            return;
          }
          this.#env.log('info', 'another NameNode is active', { silent: this.#name(target), active: this.#name(look.active) });
          this.#active = look.active;
          controller.abort(moved);
        });
      });
    };
    let timer = { cancel: (): void => {} };
    watch(waitMs);
    try {
      return await send({ signal: controller.signal });
    } finally {
      timer.cancel();
      signal?.removeEventListener('abort', onAbort);
      // A look that is under way changes nothing any more.
      over = true;
    }
  }

  /** Asks all NameNodes for their state; shared. With `silent`, for an Active other than that one. */
  #look(silent?: number): Promise<Look> {
    if (silent !== undefined) return this.#ask(silent);
    this.#looking ??= this.#ask(undefined).finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  /** Never rejects. */
  #ask(silent: number | undefined): Promise<Look> {
    return new Promise((resolve) => {
      const reachable: number[] = [];
      let failure: unknown;
      let open = this.#clients.length;
      let grace = { cancel: (): void => {} };
      const end = (active: number | undefined): void => {
        grace.cancel();
        resolve({ active, reachable: [...reachable].sort((a, b) => a - b), failure });
      };
      this.#clients.forEach((client, index) => {
        const { getHAServiceState } = ClientNamenodeProtocol.methods;
        client.call(getHAServiceState, ClientNamenodeProtocol, {}, { timeoutMs: stateTimeoutMs }).then(
          ({ state }) => {
            open--;
            reachable.push(index);
            if (state === HAServiceStateProto.ACTIVE && index !== silent) end(index);
            else if (open === 0) end(undefined);
            else if (reachable.length === 1) grace = this.#env.after(lookGraceMs, () => end(undefined));
          },
          (error: unknown) => {
            failure = error;
            // Whoever answers, even that it does not know the question, is there.
            if (!(error instanceof NotSentError || error instanceof MaybeExecutedError)) reachable.push(index);
            if (--open === 0) end(undefined);
          },
        );
      });
    });
  }

  #client(index: number): RpcClient {
    return this.#clients[index] ?? this.#ids;
  }

  #name(index: number): string {
    const { host, port } = this.#client(index).address;
    return `${host}:${port}`;
  }

  #pause(doublings: number, signal: AbortSignal | undefined): Promise<void> {
    const sleepMs = Math.min(this.#options.sleepMsMax, usualSleepMsMax, firstSleepMs * 2 ** doublings);
    return sleep(this.#env, sleepMs * (0.5 + this.#env.random()), signal);
  }
}

function isRetriable(error: unknown): boolean {
  return error instanceof NotSentError || error instanceof MaybeExecutedError
    || (error instanceof HdfsException && (error.name === 'StandbyException' || error.name === 'RetriableException'));
}

/** RetriableException: the NameNode is the right one, but not ready. */
function isSameNode(error: unknown): boolean {
  return error instanceof HdfsException && error.retry === 'same-node';
}
