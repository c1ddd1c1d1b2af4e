// A lease that was revoked does not come back: renewals of a dead NameNode that are still under way find its tombstone, and its heir
// need not wait for them to run out (HA.md 8). What the holder itself gave back is not over for good: an epoch that it won besides may
// be heard of later. A JournalNode that was started again has no tombstones; it holds.
import type { Journal } from '../../qjournal/server/journal.ts';
import type { SimCluster } from '../sim-cluster.ts';
import { SimFailure } from '../sim-failure.ts';
import type { Checker } from './checker.ts';

/** How long after a NameNode's death its messages may still arrive, and are looked for, in ms. */
const lookMs = 3000;
/** A lease that ends this much sooner than it would run out, in ms, was ended by somebody. */
const earlyMs = 50;

export function revokedStayDead(cluster: SimCluster): Checker {
  const { world } = cluster;
  /** By journal: leases and when they run out, as they were seen last, and those of dead NameNodes that were ended before, and are revoked. */
  const seen = new Map<Journal, ReadonlyMap<string, number>>();
  const ended = new Map<Journal, Set<string>>();

  const look = (name: string, journal: Journal, nowMs: number): void => {
    const over = ended.get(journal) ?? new Set<string>();
    const now = journal.leases.untilMs;
    for (const [nonce, untilMs] of seen.get(journal) ?? []) {
      if (!now.has(nonce) && untilMs - nowMs > earlyMs && cluster.revokedHolders.has(nonce)) over.add(nonce);
    }
    for (const nonce of now.keys()) if (over.has(nonce)) throw new SimFailure('safety', 'revoked-stay-dead', `${name} had ended the lease of a dead NameNode, and renews it`);
    seen.set(journal, now);
    ended.set(journal, over);
  };

  return {
    afterEvent: (who) => {
      if (who === undefined || world.nowMs - cluster.lastDeathMs > lookMs) return;
      if (!cluster.names('journalnode').includes(who)) return;
      const { process } = cluster.host(who);
      const journal = cluster.journalNode(who)?.journals.get(cluster.layout.nameservice);
      if (process !== undefined && journal !== undefined) look(who, journal, process.env.monotonicMs());
    },
  };
}
