// Which types of storage replicas go to, by the policy of their file. One DataNode of each kind but where it says otherwise.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { storagePolicyByName } from '../namespace/storage-policies.ts';
import { StorageTypeProto } from '../../wire/hdfs.ts';
import type { FakeDatanode } from './blocks.testing.ts';
import { Rig, orderedCopies } from './blocks.testing.ts';

const { DISK, SSD, ARCHIVE, RAM_DISK, PROVIDED, NVDIMM } = StorageTypeProto;
const names = new Map(Object.entries(StorageTypeProto).map(([name, type]) => [type, name]));

function policyId(name: string): number {
  const found = storagePolicyByName(name);
  assert.ok(found);
  return found.id;
}

/** Types of the storages that a new block of three replicas gets, sorted; the error's text where it gets none. */
function chosen(policy: string, types: readonly (readonly StorageTypeProto[])[], full: readonly number[] = []): string {
  const { rig, nodes } = Rig.active(types.length, { seed: types.length }, types);
  for (const at of full) {
    const node = nodes[at] as FakeDatanode;
    node.remaining = 10;
    node.heartbeat();
  }
  try {
    return rig.blocks.chooseTargets({ src: '/f', replicas: 3, blockSize: 100, clientHost: undefined, storagePolicy: policyId(policy) }, rig.nowMs)
      .map((target) => names.get(target.type) ?? '').sort().join(' ');
  } catch (error) {
    return (error as Error).message.replace(/\. There are.*/, '');
  }
}

test('a new block goes to the types that its policy names', () => {
  const each = [[DISK], [DISK], [DISK], [SSD], [SSD], [SSD], [ARCHIVE], [ARCHIVE], [ARCHIVE], [NVDIMM], [NVDIMM], [NVDIMM]];
  const mixed = each.map(() => [DISK, SSD, ARCHIVE, RAM_DISK, PROVIDED, NVDIMM]);
  for (const cluster of [each, mixed]) {
    assert.equal(chosen('HOT', cluster), 'DISK DISK DISK');
    assert.equal(chosen('COLD', cluster), 'ARCHIVE ARCHIVE ARCHIVE');
    assert.equal(chosen('WARM', cluster), 'ARCHIVE ARCHIVE DISK');
    assert.equal(chosen('ONE_SSD', cluster), 'DISK DISK SSD');
    assert.equal(chosen('ALL_SSD', cluster), 'SSD SSD SSD');
    assert.equal(chosen('ALL_NVDIMM', cluster), 'NVDIMM NVDIMM NVDIMM');
    // The DataNode writes to RAM first by itself.
    assert.equal(chosen('LAZY_PERSIST', cluster), 'DISK DISK DISK');
    assert.equal(chosen('PROVIDED', cluster), 'DISK DISK DISK');
  }
});

test('where a type is not to be had, the policy\'s fallback for new blocks is, and no other', () => {
  assert.equal(chosen('ALL_SSD', [[SSD], [DISK], [DISK], [DISK]]), 'DISK DISK SSD');
  assert.equal(chosen('ALL_SSD', [[SSD], [SSD], [SSD], [DISK]], [0, 1]), 'DISK SSD');
  assert.equal(chosen('WARM', [[ARCHIVE], [ARCHIVE], [ARCHIVE]]), 'ARCHIVE ARCHIVE ARCHIVE');
  assert.equal(chosen('HOT', [[DISK], [SSD], [ARCHIVE]]), 'DISK');
  assert.equal(chosen('HOT', [[SSD], [ARCHIVE], [PROVIDED]]), 'File /f could only be written to 0 of the 1 minReplication nodes');
  assert.equal(chosen('COLD', [[DISK], [DISK], [DISK]]), 'File /f could only be written to 0 of the 1 minReplication nodes');
});

test('what is booked on one type of a node leaves the others their space', () => {
  const { rig, nodes } = Rig.active(1, {}, [[DISK, SSD]]);
  const [node] = nodes as [FakeDatanode];
  node.remaining = 250;
  node.heartbeat();
  const choose = (policy: string): string | undefined => names.get(rig.blocks.chooseTargets({ src: '/f', replicas: 1, blockSize: 100, clientHost: undefined, storagePolicy: policyId(policy) }, rig.nowMs)[0]?.type ?? DISK);
  for (let blocks = 0; blocks < 2; blocks++) node.storage.schedule();
  assert.throws(() => choose('HOT'), /could only be written to 0/);
  assert.equal(choose('ALL_SSD'), 'SSD');
  assert.equal(node.node.blocksScheduled, 2);
});

test('a copy goes where the policy wants it, beside what is there; its fallback is the one for copies', () => {
  const copied = (policy: string, types: readonly (readonly StorageTypeProto[])[], on: number, replication: number): string => {
    const { rig, nodes } = Rig.active(types.length, { storagePolicyOf: () => policyId(policy) }, types);
    rig.write(nodes.slice(0, on), 100, replication);
    rig.tick();
    const copies = nodes.flatMap((node) => orderedCopies(node.heartbeat().commands));
    return copies.flatMap((copy) => copy.targets.map((uuid) => names.get(nodes.find((node) => node.id.datanodeUuid === uuid)?.types[0] ?? DISK) ?? '')).sort().join(' ');
  };
  assert.equal(copied('ONE_SSD', [[DISK], [DISK], [DISK], [SSD]], 2, 3), 'SSD');
  assert.equal(copied('ONE_SSD', [[SSD], [DISK], [DISK], [SSD]], 2, 3), 'DISK');
  assert.equal(copied('HOT', [[DISK], [SSD], [ARCHIVE]], 1, 2), 'ARCHIVE');
  assert.equal(copied('COLD', [[ARCHIVE], [DISK], [SSD]], 1, 2), '');
});

test('a pipeline gets a further DataNode by the policy', () => {
  const { rig, nodes } = Rig.active(5, {}, [[SSD], [SSD], [DISK], [DISK], [SSD]]);
  const [a, b] = nodes as [FakeDatanode, FakeDatanode];
  const added = rig.blocks.chooseAdditional({ count: 1, blockSize: 100, storagePolicy: policyId('ALL_SSD'), clientHost: '', existing: [a.storage, b.storage], excluded: [] }, rig.nowMs);
  assert.deepEqual(added.map((storage) => storage.node.id.hostName), ['dn5']);
});

test('of too many replicas those go that the policy does not want', () => {
  const { rig, nodes } = Rig.active(4, { storagePolicyOf: () => policyId('ALL_SSD') }, [[SSD], [SSD], [SSD], [DISK]]);
  const [a] = nodes as [FakeDatanode];
  a.remaining = 1000;
  a.heartbeat();
  const row = rig.write(nodes, 100, 4);
  rig.edit(() => {
    rig.table.setReplication(row, 3);
    rig.blocks.replicationChanged(row, 4);
  });
  assert.deepEqual(nodes.filter((node) => node.obey(node.heartbeat()).deleted.length > 0).map((node) => node.id.hostName), ['dn4']);
});
