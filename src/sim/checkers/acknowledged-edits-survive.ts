// An edit that was acknowledged is in every later log: whoever opens a new reign has recovered to where the last one's
// durable edits ended, at least (HA.md 8 m). A NameNode that slept through its promotion may open a reign that is over: what later
// ones acknowledged is none of its log, and nothing that it acknowledges itself lies behind their beginnings. What the edits say is
// for standby-equals-active.ts.
import type { SimCluster } from '../sim-cluster.ts';
import { SimFailure } from '../sim-failure.ts';
import type { Checker } from './checker.ts';

interface Reign {
  /** Where it began, or later. */
  readonly beganTxid: number;
  /** The highest txid that it has acknowledged. */
  durableTxid: number;
  readonly by: string;
}

export function acknowledgedEditsSurvive(cluster: SimCluster): Checker {
  const reigns = new Map<number, Reign>();
  const fail = (what: string): never => {
    throw new SimFailure('safety', 'acknowledged-edits-survive', what);
  };
  return {
    afterEvent: (who) => {
      if (who !== undefined && !cluster.isNameNode(who)) return;
      for (const [name, node] of cluster.nameNodes()) {
        const log = node.ha.log;
        const epoch = node.ha.epoch;
        if (log === undefined || epoch === 0) continue;
        let reign = reigns.get(epoch);
        if (reign === undefined) {
          // It has just opened: nothing of this reign is older than its START.
          for (const [earlier, { durableTxid, by }] of reigns) {
            if (earlier < epoch && log.lastWrittenTxid < durableTxid) fail(`${name} begins epoch ${epoch} at txid ${log.lastWrittenTxid}, but ${by} had acknowledged txid ${durableTxid}`);
          }
          reign = { beganTxid: log.lastWrittenTxid, durableTxid: 0, by: `${name} in epoch ${epoch}` };
          reigns.set(epoch, reign);
        }
        if (log.durableTxid <= reign.durableTxid) continue;
        reign.durableTxid = log.durableTxid;
        for (const [later, { beganTxid, by }] of reigns) {
          if (later > epoch && log.durableTxid > beganTxid) fail(`${name} in epoch ${epoch} acknowledges txid ${log.durableTxid}, but ${by} has begun at txid ${beganTxid}`);
        }
      }
    },
  };
}
