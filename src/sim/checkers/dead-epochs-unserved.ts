// Edits of a segment without end are not given to readers any more once a newer epoch than theirs is promised (HA.md 25): a recovery may
// drop them. Our own Standbys compare epochs besides; Apache's count txids only, and rest on this.
import type { Journal } from '../../qjournal/server/journal.ts';
import type { SimCluster } from '../sim-cluster.ts';
import { SimFailure } from '../sim-failure.ts';
import type { Checker } from './checker.ts';

export function deadEpochsUnserved(cluster: SimCluster): Checker {
  const { world } = cluster;
  /** JournalNodes that have promised an epoch in this event, and which. */
  const promised = new Map<string, number>();
  world.listeners.add((who, text) => {
    const epoch = /^epoch promised .*"epoch":(\d+)/.exec(text)?.[1];
    if (epoch !== undefined) promised.set(who, Number(epoch));
  });

  /** Asks as a reader does who has all but the last edit. */
  const ask = async (name: string, journal: Journal, below: number): Promise<void> => {
    const highest = cluster.journalNode(name)?.status().get(cluster.layout.nameservice)?.highestWrittenTxId ?? 0;
    const answer = await journal.getJournaledEdits(highest, 1, 0, undefined, journal.membership.list.gen).catch(() => undefined);
    if (answer?.txnCount !== 1 || answer.finalized === true || (answer.lastWriterEpoch ?? below) >= below) return;
    world.fail(new SimFailure('safety', 'dead-epochs-unserved', `${name} has promised epoch ${below}, and gives readers txid ${highest} of epoch ${answer.lastWriterEpoch}, whose end is not decided`));
  };

  return {
    afterEvent: () => {
      if (promised.size === 0) return;
      for (const [name, epoch] of promised) {
        const journal = cluster.journalNode(name)?.journals.get(cluster.layout.nameservice);
        if (journal !== undefined) void ask(name, journal, epoch);
      }
      promised.clear();
    },
  };
}
