// A caller for a nameservice of several NameNodes: asks the one that answered last, goes to the next when that
// is a Standby or cannot be reached, and carries the same client id and call id over all tries, so that the
// retry cache makes one execution of them. Answers to ConfiguredFailoverProxyProvider and
// RetryPolicies.FailoverOnNetworkExceptionRetry.
import type { Env } from '../env/env.ts';
import { sleep } from '../env/waiting.ts';
import { HdfsException } from '../protocol/exceptions.ts';
import { RpcClient } from './rpc-client.ts';
import type { CallOptions, CallableMethod, Caller, RpcAddress, RpcClientOptions } from './rpc-client.ts';
import { MaybeExecutedError, NotSentError } from './rpc-errors.ts';
import type { ServiceDescriptor } from './service.ts';

export interface FailoverOptions extends Omit<RpcClientOptions, 'address'> {
  readonly addresses: readonly RpcAddress[];
  /** Switches of address before a call fails (dfs.client.failover.max.attempts). */
  readonly failoversMax?: number;
  /** Tries on one address that answers RetriableException (dfs.client.retry.max.attempts). */
  readonly retriesMax?: number;
  /** The first switch is at once; from the second on this, doubled each time, with jitter (dfs.client.failover.sleep.base.millis). */
  readonly sleepBaseMs?: number;
  /** dfs.client.failover.sleep.max.millis. */
  readonly sleepMsMax?: number;
}

export class FailoverProxy implements Caller {
  readonly #env: Env;
  readonly #options: FailoverOptions;
  readonly #clients: readonly RpcClient[];
  readonly #ids: RpcClient;
  #current = 0;

  constructor(env: Env, options: FailoverOptions) {
    const clientId = options.clientId ?? env.randomBytes(16);
    this.#env = env;
    this.#options = options;
    this.#clients = options.addresses.map((address) => new RpcClient(env, { ...options, address, clientId, retiresGivenUp: true }));
    const [first] = this.#clients;
    if (first === undefined) throw new Error('no addresses to fail over between');
    this.#ids = first;
  }

  /** The address that is asked first. */
  get current(): RpcAddress {
    return this.#client().address;
  }

  /**
   * As RpcClient's, and calls that fail with the last try's error when all tries are used up.
   * Every method called must be idempotent or kept by the server's retry cache, as all of ClientProtocol's are.
   */
  async call<Request, Response>(
    method: CallableMethod<Request, Response>, service: ServiceDescriptor, request: Request, options: CallOptions = {},
  ): Promise<Response> {
    const { failoversMax = 15, retriesMax = 10 } = this.#options;
    const callId = options.callId ?? this.#ids.nextCallId();
    const firstRetry = options.retryCount ?? 0;
    let failovers = 0;
    let retries = 0;
    for (;;) {
      const asked = this.#current;
      try {
        return await this.#client().call(method, service, request, { ...options, callId, retryCount: firstRetry + failovers + retries });
      } catch (error) {
        const advice = adviceOf(error);
        if (advice === 'other-node' && failovers < failoversMax) {
          // Calls in flight together fail together: only the first of them moves on.
          if (this.#current === asked) this.#current = (asked + 1) % this.#clients.length;
          failovers++;
          if (failovers > 1) await this.#pause(failovers - 2, options.signal);
        } else if (advice === 'same-node' && retries < retriesMax) {
          await this.#pause(retries++, options.signal);
        } else {
          throw error;
        }
      }
    }
  }

  close(): void {
    for (const client of this.#clients) client.close();
  }

  #client(): RpcClient {
    return this.#clients[this.#current] ?? this.#ids;
  }

  async #pause(doublings: number, signal: AbortSignal | undefined): Promise<void> {
    const { sleepBaseMs = 500, sleepMsMax = 15_000 } = this.#options;
    const sleepMs = Math.min(sleepMsMax, sleepBaseMs * 2 ** doublings);
    await sleep(this.#env, sleepMs * (0.5 + this.#env.random()), signal);
  }
}

function adviceOf(error: unknown): 'no' | 'same-node' | 'other-node' {
  if (error instanceof NotSentError || error instanceof MaybeExecutedError) return 'other-node';
  if (error instanceof HdfsException && (error.name === 'StandbyException' || error.name === 'RetriableException')) return error.retry;
  return 'no';
}
