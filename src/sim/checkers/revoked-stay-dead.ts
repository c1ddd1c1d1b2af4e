// A lease that was revoked does not come back: renewals of a dead NameNode that are still under way find its tombstone, and its heir
// need not wait for them to run out (HA.md 8). What the holder itself gave back is not over for good: an epoch that it won besides may
// be heard of later, and granted by a JournalNode that the revoke has not reached. One that was started again has no tombstones; it holds.
import { leaseRevoked } from '../../metrics/event-names.ts';
import { leaseId } from '../../protocol/lease-id.ts';
import type { LeaseKeeper } from '../../qjournal/server/lease-keeper.ts';
import type { SimCluster } from '../sim-cluster.ts';
import { SimFailure } from '../sim-failure.ts';
import type { Checker } from './checker.ts';

/** How long after a NameNode's death its messages may still arrive, and are looked for, in ms. */
const lookMs = 3000;

export function revokedStayDead(cluster: SimCluster): Checker {
  const { world } = cluster;
  /** By JournalNode, while it runs: public names of leases that were revoked there. */
  const revoked = new Map<LeaseKeeper, Set<string>>();
  const leasesOf = (name: string): LeaseKeeper | undefined => cluster.journalNode(name)?.journals.get(cluster.layout.nameservice)?.leases;

  const publicNames = new Map<string, string>();
  const publicName = (nonce: string): string => {
    const name = publicNames.get(nonce) ?? Buffer.from(leaseId(Buffer.from(nonce, 'hex'))).toString('hex');
    publicNames.set(nonce, name);
    return name;
  };

  world.listeners.add((who, text) => {
    if (!text.startsWith(leaseRevoked)) return;
    const leases = leasesOf(who);
    const id = /"lease":"(\w+)"/.exec(text)?.[1];
    if (leases !== undefined && id !== undefined) revoked.set(leases, (revoked.get(leases) ?? new Set()).add(id));
  });

  return {
    afterEvent: (who) => {
      if (who === undefined || world.nowMs - cluster.lastDeathMs > lookMs) return;
      if (!cluster.names('journalnode').includes(who)) return;
      const leases = leasesOf(who);
      const over = leases === undefined ? undefined : revoked.get(leases);
      if (leases === undefined || over === undefined) return;
      for (const nonce of leases.untilMs.keys()) {
        if (over.has(publicName(nonce))) throw new SimFailure('safety', 'revoked-stay-dead', `${who} had ended the lease of a dead NameNode, and renews it`);
      }
    },
  };
}
