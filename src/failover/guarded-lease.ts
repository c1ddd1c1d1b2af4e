// The JournalNodes as a guardian asks them: only when there is something to ask, on connections that close when idle.
import type { QuorumJournalUri } from '../conf/nameservices.ts';
import type { Env } from '../env/env.ts';
import { configuredList, everyMember, isQuorum, listsOf, memberAddress } from '../protocol/journal-list.ts';
import type { JournalList } from '../protocol/journal-list.ts';
import { leaseId } from '../protocol/lease-id.ts';
import { RpcClient } from '../rpc/rpc-client.ts';
import { QuorateLeaseProtocol } from '../wire/quorate-lease.ts';
import type { GuardedLease } from './guardian.ts';
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
  let list = configuredList(journal.journalNodes);
  let peers: RpcClient[] = [];
  const nameOf = ({ address: { host, port } }: RpcClient): string => `${host}:${port}`;
  const follow = (next: JournalList): void => {
    list = next;
    const before = peers;
    peers = everyMember(list).map((name) => before.find((peer) => nameOf(peer) === name)
      ?? new RpcClient(env, { address: memberAddress(name), user, connectTimeoutMs: callMs, rpcTimeoutMs: callMs }));
    for (const peer of before) if (!peers.includes(peer)) peer.close();
  };
  follow(list);
  return {
    get lists () {
      return listsOf(list);
    },
    ownId: leaseId(nonce),
    follow: (next) => {
      if (next.gen !== list.gen || next.epoch !== list.epoch) follow(next);
    },
    ask: async (limitMs) => {
      const asked = peers.map(async (peer): Promise<LeaseWord> => {
        const { status } = await peer.call(QuorateLeaseProtocol.methods.status, QuorateLeaseProtocol, { jid, nameServiceId }, { timeoutMs: limitMs });
        return { journalNode: nameOf(peer), receivedMs: env.monotonicMs(), status };
      });
      const answers = await Promise.allSettled(asked);
      return answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
    },
    revoke: () =>
      new Promise((resolve, reject) => {
        const revoked = new Set<string>();
        const lists = listsOf(list);
        let left = peers.length;
        const settle = (name: string, done: boolean): void => {
          left--;
          if (done) revoked.add(name);
          if (isQuorum(lists, (member) => revoked.has(member))) resolve();
          else if (left === 0) reject(new Error(`${revoked.size} of ${peers.length} JournalNodes revoked it`));
        };
        for (const peer of peers) {
          const name = nameOf(peer);
          peer.call(QuorateLeaseProtocol.methods.revoke, QuorateLeaseProtocol, { jid, nameServiceId, nonce }).then(() => settle(name, true), () => settle(name, false));
        }
      }),
  };
}
