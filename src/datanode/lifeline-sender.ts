// Tells a NameNode that this DataNode lives when no heartbeat gets through for a while: the NameNode's RPC port may be
// busy, and a DataNode that counts as dead for it would have all its blocks copied elsewhere. Goes to an address of its
// own, asks for nothing and is answered with nothing. Answers to BPServiceActor.LifelineSender.
import type { Address } from '../conf/keys.ts';
import type { Env } from '../env/env.ts';
import { RpcClient, rpcProxy } from '../rpc/rpc-client.ts';
import type { RpcProxy } from '../rpc/rpc-client.ts';
import { DatanodeLifelineProtocol } from '../wire/datanode-lifeline-protocol.ts';
import type { HeartbeatRequestProto } from '../wire/datanode-protocol.ts';
import { Waker } from './waker.ts';

export interface LifelineSource {
  /** Monotonic ms of the last heartbeat that was answered. */
  readonly lastHeartbeatMs: number;
  /** What a heartbeat would say; undefined before the registration. */
  lifeline(): Promise<HeartbeatRequestProto | undefined>;
}

export class LifelineSender {
  readonly #env: Env;
  readonly #intervalMs: number;
  readonly #source: LifelineSource;
  readonly #rpc: RpcClient;
  readonly #nameNode: RpcProxy<typeof DatanodeLifelineProtocol>;
  readonly #waker: Waker;
  #lastSentMs: number;
  #stopped = false;

  /** @param intervalMs how long heartbeats may fail before the first one, and between two */
  constructor(env: Env, address: Address, settings: { readonly user: string; readonly intervalMs: number; readonly rpcTimeoutMs: number }, source: LifelineSource) {
    this.#env = env;
    this.#intervalMs = settings.intervalMs;
    this.#source = source;
    this.#rpc = new RpcClient(env, { address, user: settings.user, rpcTimeoutMs: settings.rpcTimeoutMs, connectTimeoutMs: 5000, idleCloseMs: 0 });
    this.#nameNode = rpcProxy(this.#rpc, DatanodeLifelineProtocol);
    this.#waker = new Waker(env);
    this.#lastSentMs = env.monotonicMs();
  }

  /** Resolves when stopped; what goes wrong is logged, once for each run of failures. */
  async run(): Promise<void> {
    for (let failures = 0; !this.#stopped; ) {
      const dueMs = Math.max(this.#lastSentMs, this.#source.lastHeartbeatMs) + this.#intervalMs;
      const delayMs = dueMs - this.#env.monotonicMs();
      if (delayMs > 0) {
        await this.#waker.sleep(delayMs);
        continue;
      }
      this.#lastSentMs = this.#env.monotonicMs();
      try {
        const request = await this.#source.lifeline();
        if (request !== undefined) await this.#nameNode.sendLifeline(request);
        failures = 0;
      } catch (error) {
        if (!this.#stopped && failures++ === 0) this.#env.log('warn', 'lifeline failed', { nameNode: `${this.#rpc.address.host}:${this.#rpc.address.port}`, error: String(error) });
      }
    }
  }

  stop(): void {
    this.#stopped = true;
    this.#rpc.close();
    this.#waker.wake();
  }
}
