// An edit that was acknowledged is in every later log: whoever opens a new reign has recovered to where the last one's
// durable edits ended, at least (HA.md 8 m). A NameNode that slept through its promotion may open a reign that is over: what later
// ones acknowledged is none of its log, and nothing that it acknowledges itself lies behind their beginnings. The same holds for the end
// that a recovery comes to, whether anybody reigns behind it or not. What the edits say is for standby-equals-active.ts.
import type { SimCluster } from '../sim-cluster.ts';
import { SimFailure } from '../sim-failure.ts';
import type { Checker } from './checker.ts';
import { epochWon, segmentRecovered } from './log-lines.ts';

interface Reign {
  /** Where it began, or later. */
  readonly beganTxid: number;
  /** The highest txid that it has acknowledged. */
  durableTxid: number;
  readonly by: string;
}

/** Where a recovery has come to. */
interface Recovery {
  readonly end: number;
  readonly who: string;
  readonly by: string;
}

const nothingToRecover = /^nobody in the majority has the newest segment .*"segment":(\d+)/;

export function acknowledgedEditsSurvive(cluster: SimCluster): Checker {
  const reigns = new Map<number, Reign>();
  /** By their epochs. */
  const recoveries = new Map<number, Recovery>();
  /** What each NameNode has won last. */
  const epochs = new Map<string, number>();
  const failure = (what: string): SimFailure => new SimFailure('safety', 'acknowledged-edits-survive', what);
  const fail = (what: string): never => {
    throw failure(what);
  };

  cluster.world.listeners.add((who, text) => {
    const epoch = epochWon(text);
    if (epoch !== undefined) epochs.set(who, epoch);
    const begins = nothingToRecover.exec(text)?.[1];
    const end = begins === undefined ? segmentRecovered(text) : Number(begins) - 1;
    const mine = epochs.get(who);
    if (end === undefined || mine === undefined) return;
    const recovery = { end, who, by: `${who} in epoch ${mine}` };
    recoveries.set(mine, recovery);
    for (const [earlier, { durableTxid, by }] of reigns) {
      if (earlier < mine && recovery.end < durableTxid) cluster.world.fail(failure(`${recovery.by} recovers the log up to txid ${recovery.end}, but ${by} had acknowledged txid ${durableTxid}`));
    }
  });
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
        for (const [later, { end, who: other, by }] of recoveries) {
          // One that regains its quorum writes in the new epoch already when it is still known by the old one.
          if (other !== name && later > epoch && log.durableTxid > end) fail(`${name} in epoch ${epoch} acknowledges txid ${log.durableTxid}, but ${by} has recovered the log up to txid ${end}`);
        }
      }
    },
  };
}
