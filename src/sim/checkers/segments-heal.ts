// JournalNodes heal themselves (HA.md E5): in the end each member has every final segment that another one has, from where the
// shortest of their logs begins, none is damaged, and where the scrubber has had the time no bit that turned is left.
import { journalScrubPeriod, journalSyncInterval } from '../../conf/journalnode-keys.ts';
import type { Segment } from '../../qjournal/server/segment-store.ts';
import type { SimCluster } from '../sim-cluster.ts';
import { SimFailure } from '../sim-failure.ts';
import type { Checker } from './checker.ts';

/** In virtual ms: looks that come every few seconds, one of which may meet a peer that looks itself. */
const healedWithinMs = 20_000;
/** Who looks as seldom as this is not waited for. */
const soonMs = 10_000;

export function segmentsHeal(cluster: SimCluster): Checker {
  const { world } = cluster;
  const conf = cluster.clientConfiguration();
  for (const [name, value] of Object.entries(cluster.layout.properties ?? {})) conf.set(name, value, 'the simulator');
  const compared = conf.get(journalSyncInterval) <= soonMs;
  const scrubbed = conf.get(journalScrubPeriod) <= soonMs;

  /** What is wrong yet. */
  const trouble = (): string | undefined => {
    const finals = new Map<string, readonly Segment[]>();
    for (const name of cluster.memberNames()) {
      const journal = cluster.journalNode(name)?.journals.get(cluster.layout.nameservice);
      if (journal?.formatted !== true) return `${name} has no vote`;
      const damaged = journal.segments.find((segment) => segment.damaged);
      if (damaged !== undefined) return `segment ${damaged.firstTxId} of ${name} is damaged`;
      finals.set(name, journal.segments.filter((segment) => !segment.inProgress));
    }
    const from = Math.max(...[...finals.values()].map(([oldest]) => oldest?.firstTxId ?? 0));
    for (const { firstTxId } of [...finals.values()].flat()) {
      if (firstTxId < from) continue;
      for (const [name, segments] of finals) if (!segments.some((segment) => segment.firstTxId === firstTxId)) return `${name} lacks segment ${firstTxId}`;
    }
    return undefined;
  };

  return {
    atEnd: async () => {
      if (!compared) return;
      const untilMs = world.nowMs + healedWithinMs;
      await world.run(untilMs, () => trouble() === undefined);
      let rotten = scrubbed ? await cluster.rot.left(cluster.memberNames()) : undefined;
      while (rotten !== undefined && world.nowMs < untilMs) {
        await cluster.pass(1000);
        rotten = await cluster.rot.left(cluster.memberNames());
      }
      const why = trouble() ?? rotten;
      if (why !== undefined) throw new SimFailure('liveness', 'segments-heal', `${healedWithinMs} ms after all was well ${why}`);
    },
  };
}
