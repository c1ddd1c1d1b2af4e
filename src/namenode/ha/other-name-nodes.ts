// The other NameNodes of the nameservice, asked who of them is Active. A Standby that is about to send a client away asks
// the Active itself: the client may have come because it has just died, and the JournalNodes see that no sooner than
// the client did. An answer is proof of life; silence proves nothing.
import type { Env } from '../../env/env.ts';
import { RpcClient } from '../../rpc/rpc-client.ts';
import { HAServiceProtocol, HAServiceStateProto } from '../../wire/ha-service-protocol.ts';
import type { NameNodeAddress } from '../../conf/nameservices.ts';
import type { NameNodeOptions } from '../name-node-options.ts';

export class OtherNameNodes {
  readonly #env: Env;
  readonly #others: readonly { readonly address: NameNodeAddress; readonly client: RpcClient }[];

  constructor(env: Env, options: Pick<NameNodeOptions, 'others' | 'user'>) {
    this.#env = env;
    this.#others = options.others.map((address) => ({ address, client: new RpcClient(env, { address: address.service, user: options.user, connectTimeoutMs: 1000 }) }));
  }

  /** The one that says that it is Active, as soon as it does; undefined after `limitMs`. */
  untilActive(limitMs: number): Promise<NameNodeAddress | undefined> {
    return new Promise((resolve) => {
      const timer = this.#env.after(limitMs, () => resolve(undefined));
      for (const { address, client } of this.#others) {
        client.call(HAServiceProtocol.methods.getServiceStatus, HAServiceProtocol, {}, { timeoutMs: limitMs }).then(({ state }) => {
          if (state !== HAServiceStateProto.ACTIVE) return;
          timer.cancel();
          resolve(address);
        }, () => {});
      }
    });
  }

  close(): void {
    for (const { client } of this.#others) client.close();
  }
}
