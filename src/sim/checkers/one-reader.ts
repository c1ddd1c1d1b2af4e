// At any moment at most one NameNode may answer reads: no two hold a valid lease, and none holds one while another has won a
// higher epoch (HA.md 8a). Judged on each one's own clock, drift and all; a paused one counts, for it may wake.
import type { NameNode } from '../../namenode/name-node.ts';
import type { SimCluster } from '../sim-cluster.ts';
import { SimFailure } from '../sim-failure.ts';
import type { Checker } from './checker.ts';

/** The epoch in which `node` may answer reads now; undefined when it may not. */
function readingEpoch(cluster: SimCluster, name: string, node: NameNode): number | undefined {
  const process = cluster.host(name).process;
  const open = node.fsn.open;
  if (process === undefined || open === undefined || !open.term.mayRead(process.env.monotonicMs())) return undefined;
  return open.term.epoch;
}

export function oneReader(cluster: SimCluster): Checker {
  /** By the NameNode as a process: one that was started again and wins its epoch once more has forgotten that it was taken. */
  const wonBy = new Map<number, { readonly name: string; readonly node: NameNode }>();
  let highest = 0;
  return {
    afterEvent: (who) => {
      if (who !== undefined && !cluster.isNameNode(who)) return;
      let reader: string | undefined;
      for (const [name, node] of cluster.nameNodes()) {
        const won = node.ha.wonEpoch;
        if (won > 0 && wonBy.get(won)?.node !== node) {
          const other = wonBy.get(won);
          if (other !== undefined) throw new SimFailure('safety', 'one-reader', `epoch ${won} was won by ${other.name} and by ${name}${other.name === name ? ', started anew' : ''}`);
          wonBy.set(won, { name, node });
          highest = Math.max(highest, won);
        }
      }
      for (const [name, node] of cluster.nameNodes()) {
        const epoch = readingEpoch(cluster, name, node);
        if (epoch === undefined) continue;
        if (reader !== undefined) throw new SimFailure('safety', 'one-reader', `${reader} and ${name} may both answer reads`);
        reader = name;
        // Its own epoch, too: what others wrote before it is not in memory yet.
        if (epoch < highest) {
          throw new SimFailure('safety', 'one-reader', `${name} may answer reads in epoch ${epoch}, but ${wonBy.get(highest)?.name} has won epoch ${highest}`);
        }
      }
    },
  };
}
