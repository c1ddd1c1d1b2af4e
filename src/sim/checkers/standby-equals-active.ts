// One log, one memory: whatever NameNode has applied txid N holds the same namespace as any other at N, a restarted one and a
// reloaded one included. An Active's memory counts once N is durable; a Standby's at once, for it reads durable edits only.
import { digestNamespace } from '../../namenode/namespace/digest.ts';
import type { NameNode } from '../../namenode/name-node.ts';
import type { SimCluster } from '../sim-cluster.ts';
import { SimFailure } from '../sim-failure.ts';
import type { Checker } from './checker.ts';

interface Known {
  readonly digest: string;
  readonly by: string;
}

/** Digests cost time: one txid in so many is looked at. */
const everyTxids = 12;

export function standbyEqualsActive(cluster: SimCluster): Checker {
  const known = new Map<number, Known>();
  /** Of an Active: what is not durable yet. */
  const pending = new Map<NameNode, Map<number, string>>();
  const lastTxid = new Map<NameNode, number>();

  const settle = (txid: number, digest: string, by: string): void => {
    const first = known.get(txid);
    if (first === undefined) known.set(txid, { digest, by });
    else if (first.digest !== digest) throw new SimFailure('safety', 'standby-equals-active', `at txid ${txid} ${by} holds another namespace than ${first.by} did`);
  };

  const look = (name: string, node: NameNode): void => {
    const { fsn } = node;
    const txid = fsn.lastAppliedTxid;
    const log = node.ha.log;
    const mine = pending.get(node) ?? new Map<number, string>();
    pending.set(node, mine);
    // Edits of a log in trouble may get other txids, or none.
    if (log === undefined || log.failure !== undefined) mine.clear();
    for (const [at, digest] of mine) {
      if (log === undefined || at > log.durableTxid) break;
      mine.delete(at);
      settle(at, digest, name);
    }
    if (lastTxid.get(node) === txid || txid % everyTxids !== 0 || txid === 0) return;
    lastTxid.set(node, txid);
    const state = node.haState;
    if (log !== undefined && log.failure === undefined) mine.set(txid, digestNamespace(fsn.namespace));
    else if (log === undefined && (state === 'Standby' || state === 'CatchingUp')) settle(txid, digestNamespace(fsn.namespace), name);
  };

  return {
    afterEvent: (who) => {
      if (who !== undefined && !cluster.isNameNode(who)) return;
      for (const [name, node] of cluster.nameNodes()) look(name, node);
    },
    atEnd: async () => {
      const digests = new Map(cluster.nameNodes().map(([name, node]) => [name, digestNamespace(node.fsn.namespace)]));
      if (new Set(digests.values()).size > 1) throw new SimFailure('safety', 'standby-equals-active', `in the end: ${[...digests].join(', ')}`);
    },
  };
}
