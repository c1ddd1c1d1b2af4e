// The polite half of a planned failover: every other NameNode's controller is asked to step down and to stay out for a
// while. Answers to ZKFailoverController.cedeRemoteActive.
import type { Env } from '../../env/env.ts';
import { RpcClient } from '../../rpc/rpc-client.ts';
import { ZKFCProtocol } from '../../wire/zkfc-protocol.ts';
import type { NameNodeOptions } from '../name-node-options.ts';

/** How long one may take to come back into the elections, in ms. */
const returnMs = 5000;

/** Asks all others, or with 0 tells them that it is over; those that cannot be reached are no Active that anyone could talk to. */
export async function cedeOthers(env: Env, options: NameNodeOptions, forMs: number): Promise<void> {
  await Promise.all(options.others.map(async (other, i) => {
    const address = { host: other.service.host, port: options.othersZkfcPorts[i] ?? 0 };
    const client = new RpcClient(env, { address, user: options.user, connectTimeoutMs: 1000, rpcTimeoutMs: forMs === 0 ? returnMs : forMs });
    try {
      await client.call(ZKFCProtocol.methods.cedeActive, ZKFCProtocol, { millisToCede: forMs, to: options.self.id });
    } catch (error) {
      env.log('warn', 'a NameNode could not be asked to step down', { id: other.id, error });
    } finally {
      client.close();
    }
  }));
}
