// A caller that takes NameNodes at their word, as clients other than Hadoop's own do: a call that was refused for being sent to the wrong
// NameNode, or for now, was not done, so it is made again as a new one. One that was done all the same is done twice, and seen.
import type { Env } from '../../env/env.ts';
import { sleep } from '../../env/waiting.ts';
import { HdfsException } from '../../protocol/exceptions.ts';
import { RpcClient } from '../../rpc/rpc-client.ts';
import type { CallOptions, CallableMethod, Caller, RpcAddress, RpcClientOptions } from '../../rpc/rpc-client.ts';
import { MaybeExecutedError, NotSentError } from '../../rpc/rpc-errors.ts';
import type { ServiceDescriptor } from '../../rpc/service.ts';

const pauseMs: readonly [number, number] = [20, 300];

export class RenewingCaller implements Caller {
  readonly #env: Env;
  readonly #clients: readonly RpcClient[];
  readonly #ids: RpcClient;
  #current = 0;

  constructor(env: Env, options: Omit<RpcClientOptions, 'address'> & { readonly addresses: readonly RpcAddress[] }) {
    const clientId = env.randomBytes(16);
    this.#env = env;
    this.#clients = options.addresses.map((address) => new RpcClient(env, { ...options, address, clientId, retiresGivenUp: true }));
    const [first] = this.#clients;
    if (first === undefined) throw new Error('no addresses');
    this.#ids = first;
  }

  /** Tries for as long as it takes; rejects with what the call itself is answered. */
  async call<Request, Response>(method: CallableMethod<Request, Response>, service: ServiceDescriptor, request: Request, options: CallOptions = {}): Promise<Response> {
    let callId = this.#ids.nextCallId();
    let maybeDone = false;
    for (let tries = 0; ; tries++) {
      const asked = this.#current;
      try {
        return await (this.#clients[asked] ?? this.#ids).call(method, service, request, { ...options, callId, retryCount: tries });
      } catch (error) {
        const refused = error instanceof HdfsException && (error.name === 'StandbyException' || error.name === 'RetriableException');
        if (!refused && !(error instanceof NotSentError) && !(error instanceof MaybeExecutedError)) throw error;
        if (error instanceof MaybeExecutedError) maybeDone = true;
        if (refused && !maybeDone) callId = this.#ids.nextCallId();
        if (this.#current === asked && !(error instanceof HdfsException && error.name === 'RetriableException')) this.#current = (asked + 1) % this.#clients.length;
        if (tries > 0) await sleep(this.#env, pauseMs[0] + (pauseMs[1] - pauseMs[0]) * this.#env.random());
      }
    }
  }
}
