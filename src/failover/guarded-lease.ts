// The JournalNodes as a guardian asks them: only when there is something to ask, on connections that close when idle.
import type { QuorumJournalUri } from '../conf/nameservices.ts';
import type { Env } from '../env/env.ts';
import { leaseId } from '../protocol/lease-id.ts';
import { RpcClient } from '../rpc/rpc-client.ts';
import { QuorateLeaseProtocol } from '../wire/quorate-lease.ts';
import type { GuardedLease } from './guardian.ts';
import { majorityOf } from './lease-quorum.ts';
import type { LeaseWord } from './lease-quorum.ts';

export interface GuardedLeaseOptions {
  readonly journal: QuorumJournalUri;
  readonly nameServiceId: string;
  /** The child's nonce. */
  readonly nonce: Uint8Array;
  readonly user: string;
}

const callMs = 1000;

export function guardedLease(env: Env, options: GuardedLeaseOptions): GuardedLease {
  const { journal, nameServiceId, nonce, user } = options;
  const jid = journal.journalId;
  const peers = journal.journalNodes.map((address) => new RpcClient(env, { address, user, connectTimeoutMs: callMs, rpcTimeoutMs: callMs }));
  return {
    journalNodes: peers.length,
    ownId: leaseId(nonce),
    ask: async (limitMs) => {
      const asked = peers.map(async (peer): Promise<LeaseWord> => {
        const { status } = await peer.call(QuorateLeaseProtocol.methods.status, QuorateLeaseProtocol, { jid, nameServiceId }, { timeoutMs: limitMs });
        return { journalNode: `${peer.address.host}:${peer.address.port}`, receivedMs: env.monotonicMs(), status };
      });
      const answers = await Promise.allSettled(asked);
      return answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
    },
    revoke: () =>
      new Promise((resolve, reject) => {
        let revoked = 0;
        let left = peers.length;
        const settle = (done: boolean): void => {
          left--;
          if (done && ++revoked === majorityOf(peers.length)) resolve();
          if (left === 0 && revoked < majorityOf(peers.length)) reject(new Error(`${revoked} of ${peers.length} JournalNodes revoked it`));
        };
        for (const peer of peers) {
          peer.call(QuorateLeaseProtocol.methods.revoke, QuorateLeaseProtocol, { jid, nameServiceId, nonce }).then(() => settle(true), () => settle(false));
        }
      }),
  };
}
