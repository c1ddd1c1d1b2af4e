// The other NameNodes of the nameservice, asked who of them is Active. A Standby that is about to send a client away asks
// the Active itself: the client may have come because it has just died, and the JournalNodes see that no sooner than
// the client did. An answer is proof of life; silence proves nothing.
import type { Env } from '../../env/env.ts';
import { RpcClient } from '../../rpc/rpc-client.ts';
import { HAServiceProtocol, HAServiceStateProto } from '../../wire/ha-service-protocol.ts';
import type { NameNodeOptions } from '../name-node-options.ts';

export class OtherNameNodes {
  readonly #env: Env;
  readonly #clients: readonly RpcClient[];

  constructor(env: Env, options: Pick<NameNodeOptions, 'others' | 'user'>) {
    this.#env = env;
    this.#clients = options.others.map(({ rpc }) => new RpcClient(env, { address: rpc, user: options.user, connectTimeoutMs: 1000 }));
  }

  /** True as soon as one of them says that it is Active; false after `limitMs`. */
  untilActive(limitMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = this.#env.after(limitMs, () => resolve(false));
      for (const client of this.#clients) {
        client.call(HAServiceProtocol.methods.getServiceStatus, HAServiceProtocol, {}, { timeoutMs: limitMs }).then(({ state }) => {
          if (state !== HAServiceStateProto.ACTIVE) return;
          timer.cancel();
          resolve(true);
        }, () => {});
      }
    });
  }

  close(): void {
    for (const client of this.#clients) client.close();
  }
}
