// An edit that was acknowledged is in every later log: whoever opens a new reign has recovered to where the last one's
// durable edits ended, at least (HA.md 8 g, m). What the edits say is for standby-equals-active.ts.
import type { SimCluster } from '../sim-cluster.ts';
import { SimFailure } from '../sim-failure.ts';
import type { Checker } from './checker.ts';

export function acknowledgedEditsSurvive(cluster: SimCluster): Checker {
  let durable = 0;
  let durableBy = '';
  const opened = new Set<number>();
  return {
    afterEvent: (who) => {
      if (who !== undefined && !cluster.isNameNode(who)) return;
      for (const [name, node] of cluster.nameNodes()) {
        const log = node.ha.log;
        if (log === undefined) continue;
        const epoch = node.ha.epoch;
        if (epoch > 0 && !opened.has(epoch)) {
          opened.add(epoch);
          // It has just opened: nothing of this reign is older than its START.
          if (log.lastWrittenTxid < durable) {
            throw new SimFailure('safety', 'acknowledged-edits-survive', `${name} begins epoch ${epoch} at txid ${log.lastWrittenTxid}, but ${durableBy} had acknowledged txid ${durable}`);
          }
        }
        if (log.durableTxid > durable) {
          durable = log.durableTxid;
          durableBy = `${name} in epoch ${epoch}`;
        }
      }
    },
  };
}
