// Once a list of JournalNodes is made, no quorum of any list before it can be had from JournalNodes that would still go by that: so
// many of its members know the newer one and refuse (HA.md 8 h). Of a JournalNode that is down, what it knew last counts; one
// without its memory has no vote.
import { journalListChanged, journalListStored } from '../../metrics/event-names.ts';
import { decodeJournalList, isBlocked, listsOf } from '../../protocol/journal-list.ts';
import type { JournalList } from '../../protocol/journal-list.ts';
import type { SimCluster } from '../sim-cluster.ts';
import { SimFailure } from '../sim-failure.ts';
import type { Checker } from './checker.ts';

export function listsIntersect(cluster: SimCluster): Checker {
  /** Lists that were made, the configured one first. */
  const made: JournalList[] = [cluster.configuredList()];
  /** The generation up to which each JournalNode refuses older callers; Infinity for one without a vote. */
  const refusesBelow = new Map<string, number>();
  /** One was made in this event: what its quorum knows, the rest may not know for another moment. */
  let isNew = false;

  const look = (): void => {
    if (made.length === 1) return;
    for (const name of cluster.names('journalnode')) {
      const journal = cluster.journalNode(name)?.journals.get(cluster.layout.nameservice);
      if (journal !== undefined) refusesBelow.set(cluster.journalNodeAddress(name), journal.formatted ? journal.membership.list.gen : Infinity);
    }
    const newest = made.at(-1);
    for (const list of made.slice(0, -1)) {
      if (isBlocked(listsOf(list), (member) => (refusesBelow.get(member) ?? 0) > list.gen)) continue;
      const willing = list.members.filter((member) => (refusesBelow.get(member) ?? 0) <= list.gen);
      throw new SimFailure('safety', 'lists-intersect', `generation ${newest?.gen} of the list of JournalNodes is made, and ${willing.join(', ')} are still a quorum of generation ${list.gen}`);
    }
  };

  cluster.world.listeners.add((who, text) => {
    const isStored = text.startsWith(journalListStored);
    if (!isStored && !text.startsWith(journalListChanged)) return;
    const fields = decodeJournalList(Buffer.from(text.slice(text.indexOf('{'))));
    if (isStored) {
      // It may die before the next look.
      const address = cluster.journalNodeAddress(who);
      if (fields !== undefined) refusesBelow.set(address, Math.max(refusesBelow.get(address) ?? 0, fields.gen));
      return;
    }
    const members = /"members":"([^"]*)"/.exec(text)?.[1]?.split(', ');
    if (fields === undefined || members === undefined) return;
    if (fields.gen <= (made.at(-1)?.gen ?? 0)) return;
    made.push({ gen: fields.gen, members, epoch: 0 });
    isNew = true;
  });

  let events = 0;
  return {
    afterEvent: () => {
      if (isNew || events++ % 16 === 0) look();
      isNew = false;
    },
    atEnd: async () => look(),
  };
}
