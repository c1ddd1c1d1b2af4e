// Whom a DataNode obeys, by what NameNodes claim in their heartbeats.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MemoryEnv } from '../env/memory-env.testing.ts';
import { NNHAStatusHeartbeatProto_State as HaState } from '../wire/hdfs-server.ts';
import { BPOfferService } from './bp-offer-service.ts';
import type { OfferServiceHost } from './bp-offer-service.ts';
import type { ActorSettings, BPServiceActor } from './bp-service-actor.ts';
import { DataNodeMetrics } from './data-node-metrics.ts';

const settings: ActorSettings = {
  user: 'u', heartbeatIntervalMs: 3000, lifelineIntervalMs: 9000, blockReportIntervalMs: 3_600_000, blockReportInitialDelayMs: 0, blockReportSplitThreshold: 1000,
  incrementalIntervalMs: 0, rpcTimeoutMs: 1000,
};

function service(): { readonly nn1: BPServiceActor; readonly nn2: BPServiceActor; readonly says: (actor: BPServiceActor, state: 'active' | 'standby', txid: number) => BPServiceActor | undefined } {
  const nobody = (): never => {
    throw new Error('nothing is ordered here');
  };
  const host: OfferServiceHost = {
    openPool: nobody, registrationFor: nobody, metrics: new DataNodeMetrics(), xceiverCount: 0, xmitsInProgress: 0, transfer: nobody, recover: nobody,
    finalizeUpgrade: nobody, setBalancerBandwidth: nobody, serviceEnded: nobody,
  };
  const offered = new BPOfferService(new MemoryEnv(), host, 'ns1', [{ host: 'a', port: 1 }, { host: 'b', port: 1 }], settings);
  const [nn1, nn2] = offered.actors;
  assert.ok(nn1 !== undefined && nn2 !== undefined);
  return {
    nn1, nn2,
    says: (actor, state, txid) => {
      offered.updateActorStates(actor, { state: state === 'active' ? HaState.ACTIVE : HaState.STANDBY, txid });
      return offered.active;
    },
  };
}

test('the highest claim is believed, and a lower or equal one of another NameNode is not', () => {
  const { nn1, nn2, says } = service();
  assert.equal(says(nn1, 'active', 10), nn1);
  assert.equal(says(nn2, 'active', 10), nn1);
  assert.equal(says(nn2, 'active', 11), nn2);
  assert.equal(says(nn1, 'active', 11), nn2);
  assert.equal(says(nn2, 'standby', 11), undefined);
  assert.equal(says(nn1, 'active', 11), undefined);
  assert.equal(says(nn1, 'active', 12), nn1);
});

test('an Active whose lease had lapsed is obeyed again though it has written nothing, unless another has reigned', () => {
  const { nn1, nn2, says } = service();
  says(nn1, 'active', 10);
  assert.equal(says(nn1, 'standby', 10), undefined);
  assert.equal(says(nn1, 'active', 9), undefined);
  assert.equal(says(nn1, 'active', 10), nn1);
  says(nn1, 'standby', 10);
  assert.equal(says(nn2, 'active', 11), nn2);
  says(nn2, 'standby', 11);
  assert.equal(says(nn1, 'active', 10), undefined);
  assert.equal(says(nn1, 'active', 11), undefined);
  assert.equal(says(nn2, 'active', 11), nn2);
});
