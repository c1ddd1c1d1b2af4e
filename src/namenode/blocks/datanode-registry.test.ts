import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HdfsException } from '../../protocol/exceptions.ts';
import { DatanodeReportTypeProto } from '../../wire/client-namenode-protocol.ts';
import { DatanodeRegistry } from './datanode-registry.ts';
import { ReportLeases } from './report-leases.ts';

const load = { cacheCapacity: 0, cacheUsed: 0, xceiverCount: 3, failedVolumes: 0, volumeFailureSummary: undefined };

function id(number: number, uuid = `uuid-${number}`): { ipAddr: string; hostName: string; datanodeUuid: string; xferPort: number; infoPort: number; ipcPort: number } {
  return { ipAddr: `10.0.0.${number}`, hostName: `dn${number}`, datanodeUuid: uuid, xferPort: 9866, infoPort: 9864, ipcPort: 9867 };
}

function registry(): DatanodeRegistry {
  return new DatanodeRegistry({ heartbeatIntervalMs: 3000, recheckIntervalMs: 300_000, staleIntervalMs: 30_000 });
}

test('live, stale, dead: 10 minutes and 30 seconds by default', () => {
  const nodes = registry();
  assert.equal(nodes.expiryMs, 630_000);
  const { node } = nodes.register(id(1), '3.4.3', 0, 0);
  assert.equal(nodes.isStale(node, 29_999), false);
  assert.equal(nodes.isStale(node, 30_000), true);
  assert.deepEqual(nodes.expired(630_000), []);
  assert.deepEqual(nodes.expired(630_001), [node]);
  nodes.end(node);
  assert.equal(nodes.liveCount, 0);
  assert.equal(nodes.rackCount, 0);
  assert.deepEqual(nodes.list(DatanodeReportTypeProto.DEAD, 630_001), [node]);
  const again = nodes.register(id(1), '3.4.3', 700_000, 0);
  assert.equal(again.joined, true);
  assert.equal(again.node, node);
  assert.equal(nodes.liveCount, 1);
});

test('storages keep their index; those no longer reported go when they are empty, or fail', () => {
  const nodes = registry();
  const { node } = nodes.register(id(1), '3.4.3', 0, 0);
  const reports = ['DS-1', 'DS-2', 'DS-3'].map((storageUuid) => ({ storageUuid, storage: { storageUuid }, capacity: 100, remaining: 60, dfsUsed: 10, blockPoolUsed: 9 }));
  const inUse = new Set(['DS-2', 'DS-3']);
  const beat = (which: typeof reports, failedVolumes = 0): string[] => nodes.heartbeat(node, which, { ...load, failedVolumes }, 1, 1, (storage) => !inUse.has(storage.uuid)).map((storage) => storage.uuid);
  assert.deepEqual(beat(reports), []);
  assert.deepEqual([...node.storages.values()].map((storage) => storage.index), [0, 1, 2]);
  assert.deepEqual([node.capacity, node.remaining, node.dfsUsed, node.nonDfsUsed], [300, 180, 30, 90]);
  assert.deepEqual(beat(reports.slice(1)), [], 'an empty one just goes');
  assert.deepEqual([...node.storages.keys()], ['DS-2', 'DS-3']);
  assert.deepEqual(beat(reports.slice(1, 2), 1), ['DS-3'], 'a full one has failed');
  assert.equal(nodes.updateStorage(node, { storageUuid: 'DS-9' }).index, 0, 'and an index is used again');
});

test('a uuid at another address is not the node that registered', () => {
  const nodes = registry();
  nodes.register(id(1), '3.4.3', 0, 0);
  assert.throws(() => nodes.find(id(2, 'uuid-1')), (error) => error instanceof HdfsException && error.name === 'UnregisteredNodeException'
    && error.message === 'Data node 10.0.0.2:9866 is attempting to report storage ID uuid-1. Node 10.0.0.1:9866 is expected to serve this storage.');
});

test('who is not on the include list is not let in', () => {
  const nodes = registry();
  nodes.register(id(2), '3.4.3', 0, 0);
  nodes.setHosts(['dn1', '10.0.0.3:9866'], []);
  nodes.register(id(1), '3.4.3', 0, 0);
  nodes.register(id(3), '3.4.3', 0, 0);
  assert.equal(nodes.get('uuid-2')?.disallowed, true);
  assert.throws(() => nodes.register(id(4), '3.4.3', 0, 0), (error) => error instanceof HdfsException && error.name === 'DisallowedDatanodeException'
    && error.message === 'Datanode denied communication with namenode because the host is not in the include-list: 10.0.0.4:9866');
});

test('capacity of nodes that leave counts as used up', () => {
  const nodes = registry();
  for (const number of [1, 2]) {
    const { node } = nodes.register(id(number), '3.4.3', 0, 0);
    nodes.heartbeat(node, [{ storageUuid: `DS-${number}`, capacity: 100, remaining: 60, dfsUsed: 10 }], load, 1, 1, () => true);
  }
  nodes.setHosts([], ['dn2']);
  const stats = nodes.stats(1);
  assert.deepEqual([stats.capacity, stats.remaining, stats.dfsUsed, stats.live, stats.decommissioning, stats.xceivers], [110, 60, 20, 2, 1, 6]);
});

test('report leases: a bounded number, each for its node and time, never zero', () => {
  const nodes = registry();
  const [a, b, c] = [1, 2, 3].map((number) => nodes.register(id(number), '3.4.3', 0, 0).node);
  assert.ok(a && b && c);
  const leases = new ReportLeases({ leasesMax: 2, leaseMs: 1000, firstId: -1n });
  const first = leases.request(a, 1, 0);
  const second = leases.request(b, 1, 500);
  assert.deepEqual([first, second], [-1n, 1n]);
  assert.equal(leases.request(c, 1, 600), 0n);
  assert.equal(leases.termOf(a, first, 999), 1);
  assert.equal(leases.termOf(b, first, 999), undefined);
  assert.equal(leases.termOf(a, first, 1000), undefined);
  assert.equal(leases.request(c, 2, 1000), 2n, 'the first has run out');
  leases.remove(b);
  assert.equal(leases.termOf(b, second, 1001), undefined);
  const renewed = leases.request(c, 2, 1002);
  assert.equal(leases.termOf(c, 2n, 1003), undefined, 'a new lease takes the place of the old one');
  assert.equal(leases.termOf(c, renewed, 1003), 2);
});
