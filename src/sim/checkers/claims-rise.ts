// What a NameNode may tell DataNodes of itself as the Active is above whatever an earlier reign may have told them: they believe
// the highest claim, and one that had named a txid which never became durable would keep its successor out (HA.md 8 j).
import type { NameNode } from '../../namenode/name-node.ts';
import type { SimCluster } from '../sim-cluster.ts';
import { SimFailure } from '../sim-failure.ts';
import type { Checker } from './checker.ts';

interface Claim {
  readonly node: NameNode | undefined;
  readonly name: string;
  readonly epoch: number;
  readonly txid: number;
}

export function claimsRise(cluster: SimCluster): Checker {
  /** The highest claim of the newest reign, and that of all before it. A restarted NameNode is another one. */
  let reign: Claim = { node: undefined, name: '', epoch: 0, txid: 0 };
  let before = reign;
  return {
    afterEvent: (who) => {
      if (who !== undefined && !cluster.isNameNode(who)) return;
      for (const [name, node] of cluster.nameNodes()) {
        const { state, txid } = node.haClaim();
        if (state !== 'active') continue;
        const { epoch } = node.ha;
        if (epoch > reign.epoch && node !== reign.node) before = reign;
        if (epoch < reign.epoch) continue;
        if (txid <= before.txid) throw new SimFailure('safety', 'claims-rise', `${name} claims txid ${txid} in epoch ${epoch}, but ${before.name} had claimed ${before.txid} in epoch ${before.epoch}`);
        reign = { node, name, epoch, txid: Math.max(txid, reign.txid) };
      }
    },
  };
}
