import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HdfsException } from '../../protocol/exceptions.ts';
import { ReplicaStateProto } from '../../wire/hdfs-server.ts';
import { blockState } from './block-table.ts';
import { FakeDatanode, Rig, isRegister, orderedCopies, orderedDeletions } from './blocks.testing.ts';

test('a block is complete when its replicas are in, and its client finds them', () => {
  const { rig, nodes } = Rig.active(3);
  const row = rig.addBlock();
  const targets = rig.blocks.chooseTargets({ src: '/f', replicas: 3, blockSize: 128, clientHost: '10.0.0.2' }, rig.nowMs);
  assert.equal(targets[0]?.node.id.ipAddr, '10.0.0.2');
  assert.equal(new Set(targets.map((target) => target.node)).size, 3);
  rig.blocks.setExpectedLocations(row, targets);
  assert.deepEqual(rig.blocks.locateOne(row, 0, undefined).storageIDs, targets.map((target) => target.uuid));
  for (const node of nodes) node.receiving(row);
  rig.commit(row, 100);
  assert.equal(rig.blocks.hasMinReplication(row), false);
  nodes[0]?.receive(row, 100);
  assert.equal(rig.table.state(row), blockState.complete);
  // The other two are awaited, not copied.
  rig.tick();
  assert.equal(rig.blocks.stats().pendingReplication, 1);
  assert.equal(rig.blocks.stats().underReplicated, 0);
  nodes[1]?.receive(row, 100);
  nodes[2]?.receive(row, 100);
  rig.close(row);
  assert.equal(rig.blocks.stats().pendingReplication, 0);
  const located = rig.blocks.locate({ rows: [row], fileLength: 100, underConstruction: false, offset: 0, length: 1000, clientHost: '10.0.0.3' });
  assert.equal(located.blocks.length, 1);
  assert.equal(located.blocks[0]?.locs[0]?.id.ipAddr, '10.0.0.3');
  assert.equal(located.isLastBlockComplete, true);
  assert.equal(located.lastBlock?.offset, 0);
});

test('no place for a block says so in Apache\'s words', () => {
  const { rig, nodes } = Rig.active(2);
  for (const node of nodes) {
    node.remaining = 10;
    node.heartbeat();
  }
  assert.throws(() => rig.blocks.chooseTargets({ src: '/f', replicas: 3, blockSize: 128, clientHost: '10.0.0.9' }, rig.nowMs), (error) => error instanceof HdfsException
    && error.name === 'IOException'
    && error.message === 'File /f could only be written to 0 of the 1 minReplication nodes. There are 2 datanode(s) running and 2 node(s) are excluded in this operation.');
});

test('a deletion goes to the DataNodes only when the edit is durable', () => {
  const { rig, nodes } = Rig.active(3);
  const row = rig.write(nodes);
  const { blockId } = rig.block(row);
  rig.remove(row, false);
  for (const node of nodes) assert.deepEqual(node.heartbeat().commands, []);
  rig.blocks.durable(rig.txid);
  for (const node of nodes) assert.deepEqual(orderedDeletions(node.heartbeat().commands), [blockId]);
});

test('a deletion that never became durable is dropped with the term', () => {
  const { rig, nodes } = Rig.active(3);
  const row = rig.write(nodes);
  rig.remove(row, false);
  rig.blocks.becomeStandby();
  rig.blocks.durable(rig.txid);
  rig.blocks.becomeActive(rig.nowMs);
  for (const node of nodes) assert.deepEqual(orderedDeletions(node.heartbeat().commands), []);
});

test('a replica found unknown rests on the edits applied, and waits for them', () => {
  const { rig, nodes } = Rig.active(1);
  const [node] = nodes as [FakeDatanode];
  const row = rig.write(nodes, 100, 1);
  const block = rig.block(row);
  rig.remove(row, false);
  node.receiveBlock(block);
  assert.deepEqual(orderedDeletions(node.heartbeat().commands), []);
  rig.blocks.durable(rig.txid);
  assert.deepEqual(orderedDeletions(node.heartbeat().commands), [block.blockId]);
});

test('orders go out only where orders may', () => {
  const { rig, nodes } = Rig.active(3);
  const row = rig.write(nodes);
  rig.remove(row);
  const [node] = nodes as [FakeDatanode];
  assert.deepEqual(node.heartbeat(false).commands, []);
  assert.equal(orderedDeletions(node.heartbeat(true).commands).length, 1);
});

test('a dead DataNode\'s blocks are copied from the others, the most endangered first', () => {
  const { rig, nodes } = Rig.active(4);
  const [a, b, c, d] = nodes as [FakeDatanode, FakeDatanode, FakeDatanode, FakeDatanode];
  const two = rig.write([a, b], 100, 2);
  const three = rig.write([a, b, c], 100, 3);
  rig.nowMs += 629_000;
  for (const node of [b, c, d]) node.heartbeat();
  rig.tick(2000);
  assert.equal(a.node.alive, false);
  assert.equal(rig.blocks.count(three).live, 2);
  assert.equal(rig.blocks.blocksOf(a.node), 0);
  rig.tick();
  const copies = [b, c, d].flatMap((node) => orderedCopies(node.heartbeat().commands).map((copy) => ({ from: node.id.datanodeUuid, ...copy })));
  assert.deepEqual(new Set(copies.map((copy) => copy.blockId)), new Set([rig.block(two).blockId, rig.block(three).blockId]));
  for (const copy of copies) {
    assert.equal(copy.targets.length, 1);
    assert.notEqual(copy.targets[0], 'uuid-1');
    if (copy.blockId === rig.block(three).blockId) assert.deepEqual(copy.targets, ['uuid-4']);
  }
  const { copiesCompleted } = rig.blocks.stats();
  for (const copy of copies) nodes.find((node) => node.id.datanodeUuid === copy.targets[0])?.receive(copy.blockId === rig.block(two).blockId ? two : three, 100);
  assert.equal(rig.blocks.stats().copiesCompleted, copiesCompleted + 2);
  assert.equal(rig.blocks.stats().underReplicated, 0);
  assert.equal(rig.blocks.stats().pendingReplication, 0);
  // It comes back with what it had: one too many of each, which goes.
  a.join();
  rig.tick();
  const deleted = nodes.flatMap((node) => orderedDeletions(node.heartbeat().commands));
  assert.equal(deleted.length, 2);
});

test('fewer replicas than wanted at close are made up for', () => {
  const { rig, nodes } = Rig.active(3);
  const [a] = nodes as [FakeDatanode];
  const row = rig.write([a], 100, 3);
  assert.equal(rig.blocks.stats().underReplicated, 1);
  assert.equal(rig.blocks.stats().highestPriority, 1);
  rig.tick();
  const order = orderedCopies(a.heartbeat().commands);
  assert.deepEqual(order.map((copy) => copy.targets.length), [2]);
  assert.equal(rig.blocks.stats().copiesTimedOut, 0);
  rig.tick(300_001);
  assert.equal(orderedCopies(a.heartbeat().commands).length, 1, 'timed out, ordered again');
  assert.equal(rig.blocks.stats().copiesTimedOut, 1);
  assert.equal(rig.blocks.count(row).live, 1);
});

test('setrep: more are copied, fewer are deleted from where space is least', () => {
  const { rig, nodes } = Rig.active(3);
  const [a, b, c] = nodes as [FakeDatanode, FakeDatanode, FakeDatanode];
  b.remaining = 1000;
  b.heartbeat();
  const row = rig.write(nodes);
  rig.edit(() => {
    rig.table.setReplication(row, 2);
    rig.blocks.replicationChanged(row, 3);
  });
  assert.deepEqual(orderedDeletions(a.heartbeat().commands), []);
  assert.deepEqual(orderedDeletions(c.heartbeat().commands), []);
  b.obey(b.heartbeat());
  assert.deepEqual(rig.blocks.count(row), { live: 2, decommissioning: 0, decommissioned: 0, corrupt: 0, excess: 0, stale: 0 });
});

test('a full report says what is there: new ones stored, missing ones forgotten, unknown ones deleted', () => {
  const { rig, nodes } = Rig.active(3);
  const [a, b, c] = nodes as [FakeDatanode, FakeDatanode, FakeDatanode];
  const rows = Array.from({ length: 25 }, () => rig.write([a, b, c]));
  const lost = rig.block(rows[3] ?? 0).blockId;
  a.replicas.delete(lost);
  a.replicas.set(5n, { blockId: 5n, genstamp: 900, numBytes: 1, state: ReplicaStateProto.FINALIZED });
  assert.equal(a.fullReport(0n), 1);
  assert.equal(rig.blocks.count(rows[3] ?? 0).live, 2);
  assert.equal(rig.blocks.stats().underReplicated, 1);
  assert.deepEqual(orderedDeletions(a.heartbeat().commands), [5n]);
});

test('a replica with a genstamp never given out is left alone', () => {
  const { nodes } = Rig.active(1);
  const [a] = nodes as [FakeDatanode];
  a.replicas.set(5n, { blockId: 5n, genstamp: 99_999, numBytes: 1, state: ReplicaStateProto.FINALIZED });
  assert.equal(a.fullReport(0n), 0);
});

test('what happens between the slices of a report is not undone by it', () => {
  const { rig, nodes } = Rig.active(3);
  const [a, b, c] = nodes as [FakeDatanode, FakeDatanode, FakeDatanode];
  const rows = Array.from({ length: 10 }, () => rig.write([a, b, c]));
  const doomed = rig.block(rows[9] ?? 0);
  const reports = rig.blocks.intake.fullReports(a.id, [{ storage: { storageUuid: a.storageUuid }, blocks: longs([...a.replicas.values()]), blocksBuffers: [] }], undefined, rig.nowMs);
  const report = (reports ?? [])[0]?.();
  assert.ok(report);
  assert.equal(report.step(5), false);
  const fresh = rig.write([a, b, c]);
  a.delete(doomed);
  while (!report.step(5));
  assert.equal(rig.blocks.count(fresh).live, 3);
  assert.equal(rig.blocks.count(rows[9] ?? 0).live, 2);
});

function longs(replicas: readonly { readonly blockId: bigint; readonly numBytes: number; readonly genstamp: number }[]): bigint[] {
  return [BigInt(replicas.length), 0n, ...replicas.flatMap((replica) => [replica.blockId, BigInt(replica.numBytes), BigInt(replica.genstamp)]), -1n, -1n, -1n];
}

test('a corrupt replica is replaced first and deleted then', () => {
  const { rig, nodes } = Rig.active(3);
  const [a, b, c] = nodes as [FakeDatanode, FakeDatanode, FakeDatanode];
  const row = rig.write([a, b], 100, 2);
  const { blockId, genstamp } = rig.block(row);
  rig.blocks.intake.badBlocks([{ ...rig.blocks.locateOne(row, 0, undefined), locs: [b.node.info()], storageIDs: [] }], rig.nowMs);
  assert.equal(rig.blocks.count(row).corrupt, 1);
  assert.deepEqual(rig.blocks.locateOne(row, 0, undefined).locs.map((info) => info.id.datanodeUuid), ['uuid-1']);
  assert.equal(rig.blocks.stats().corrupt, 1);
  rig.tick();
  assert.deepEqual(orderedCopies(a.heartbeat().commands), [{ blockId, targets: ['uuid-3'] }]);
  assert.deepEqual(orderedDeletions(b.heartbeat().commands), []);
  c.receiveBlock({ blockId, genstamp, numBytes: 100 });
  assert.deepEqual(orderedDeletions(b.heartbeat().commands), [blockId]);
  assert.equal(rig.blocks.stats().corrupt, 0);
  assert.equal(rig.blocks.count(row).live, 2);
});

test('a replica of the wrong length or an old genstamp is corrupt; with nothing else it is still shown', () => {
  const { rig, nodes } = Rig.active(1);
  const [a] = nodes as [FakeDatanode];
  const row = rig.write([a], 100, 1);
  const block = rig.block(row);
  a.receiveBlock({ ...block, numBytes: 99 });
  assert.equal(rig.blocks.count(row).corrupt, 1);
  const located = rig.blocks.locateOne(row, 0, undefined);
  assert.equal(located.corrupt, true);
  assert.equal(located.locs.length, 1);
  assert.equal(rig.blocks.stats().missing, 1);
  assert.equal(rig.blocks.stats().missingOfOne, 1);
});

test('a Standby keeps reports about edits it has not seen, and counts them when they come', () => {
  const rig = new Rig();
  rig.blocks.loaded(0, rig.nowMs);
  const a = new FakeDatanode(rig, 1);
  a.join();
  a.receiveBlock({ blockId: 1073741825n, genstamp: 1001, numBytes: 100 });
  assert.equal(rig.blocks.stats().pendingMessages, 1);
  const row = rig.addBlock(1);
  assert.equal(rig.blocks.stats().pendingMessages, 0);
  assert.deepEqual(rig.blocks.expectedLocations(row).map((storage) => storage.uuid), ['DS-1']);
  rig.commit(row, 100);
  rig.close(row);
  assert.equal(rig.blocks.count(row).live, 1);
  assert.deepEqual(a.heartbeat(false).commands, []);
});

test('a Standby takes an unexplained genstamp for an edit to come, an Active for corruption', () => {
  const rig = new Rig();
  rig.blocks.loaded(0, rig.nowMs);
  const a = new FakeDatanode(rig, 1);
  a.join();
  const row = rig.write([a], 100, 1);
  rig.addBlock(1);
  a.receiveBlock({ ...rig.block(row), genstamp: 1002, numBytes: 150 });
  assert.equal(rig.blocks.stats().pendingMessages, 1);
  assert.equal(rig.blocks.count(row).corrupt, 0);
  rig.edit(() => {
    rig.table.setState(row, blockState.underConstruction);
    rig.blocks.blockReopened(row);
  });
  rig.edit(() => {
    const before = rig.table.genstamp(row);
    rig.table.setGenstamp(row, 1002);
    rig.table.setNumBytes(row, 150);
    rig.blocks.genstampChanged(row, before);
  });
  rig.close(row);
  assert.equal(rig.blocks.stats().pendingMessages, 0);
  assert.equal(rig.blocks.count(row).live, 1);
});

test('after a promotion nothing is deleted before its storage has reported, which it is asked for at once', () => {
  const { rig, nodes } = Rig.active(4);
  const [a, b, c, d] = nodes as [FakeDatanode, FakeDatanode, FakeDatanode, FakeDatanode];
  const row = rig.write([a, b, c], 100, 3);
  rig.blocks.becomeStandby();
  d.receive(row, 100);
  a.replicas.set(5n, { blockId: 5n, genstamp: 900, numBytes: 1, state: ReplicaStateProto.FINALIZED });
  // A lease of the Standby's time does not count as its report.
  const old = rig.blocks.intake.leases.request(a.node, -1, rig.nowMs);
  rig.blocks.becomeActive(rig.nowMs);
  rig.walk();
  rig.tick();
  assert.equal(rig.blocks.stats().postponed, 1);
  assert.equal(a.fullReport(old), 0);
  assert.equal(a.storage.stale, true);
  const leases = nodes.map((node) => {
    const reply = node.heartbeat();
    assert.deepEqual(reply.commands, []);
    return reply.reportLeaseId;
  });
  assert.ok(leases.every((id) => id !== 0n), 'everyone is asked');
  assert.equal(a.heartbeat().reportLeaseId, 0n, 'and only once');
  nodes.forEach((node, i) => node.fullReport(leases[i] ?? 0n));
  rig.tick();
  const deleted = nodes.map((node) => orderedDeletions(node.heartbeat().commands));
  assert.ok(deleted[0]?.includes(5n));
  assert.equal(deleted.flat().filter((id) => id === rig.block(row).blockId).length, 1);
  assert.equal(rig.blocks.stats().postponed, 0);
});

test('safe mode counts blocks and ends; an Active sets its queues up then', () => {
  const rig = new Rig({ options: { safeMode: { threshold: 0.999, extensionMs: 5000, datanodesMin: 0 } } });
  const a = new FakeDatanode(rig, 1);
  const row = rig.edit(() => {
    const added = rig.table.add(7n, 1000, 100, 1, blockState.complete);
    rig.table.setReplication(added, 3);
    rig.table.setReplication(rig.table.add(8n, 1000, 100, 1, blockState.complete), 1);
    return added;
  });
  rig.blocks.loaded(rig.txid, rig.nowMs);
  rig.blocks.becomeActive(rig.nowMs);
  assert.equal(rig.blocks.safeMode.on, true);
  assert.throws(() => rig.blocks.checkNotInSafeMode('Cannot create file/f'), (error) => error instanceof HdfsException && error.name === 'RetriableException'
    && error.message === 'org.apache.hadoop.hdfs.server.namenode.SafeModeException: Cannot create file/f. Name node is in safe mode.\nThe reported blocks 0 needs additional 1 blocks to reach the threshold 0.9990 of total blocks 2.\nThe minimum number of live datanodes is not required. Safe mode will be turned off automatically once the thresholds have been reached. NamenodeHostName:nn1.example');
  a.replicas.set(7n, { ...rig.block(row), state: ReplicaStateProto.FINALIZED });
  a.replicas.set(8n, { blockId: 8n, genstamp: 1000, numBytes: 100, state: ReplicaStateProto.FINALIZED });
  a.join();
  assert.equal(rig.blocks.safeMode.status, 'extension');
  assert.deepEqual(a.heartbeat().commands, []);
  rig.tick(1000);
  assert.match(rig.blocks.safeMode.tip(), /^The reported blocks 2 has reached the threshold 0\.9990 of total blocks 2\. The minimum number of live datanodes is not required\. In safe mode extension\. Safe mode will be turned off automatically in 4 seconds\.$/);
  rig.tick(4001);
  assert.equal(rig.blocks.safeMode.on, false);
  assert.equal(rig.blocks.stats().underReplicated, 1);
});

test('an unknown, moved or dead DataNode is told to register; another at its address takes its place', () => {
  const { rig, nodes } = Rig.active(2);
  const [a] = nodes as [FakeDatanode];
  const stranger = new FakeDatanode(rig, 9);
  assert.ok(isRegister(stranger.heartbeat().commands));
  const row = rig.write([a], 100, 1);
  // The same address, another disk.
  const replacement = new FakeDatanode(rig, 8);
  Object.assign(replacement.id, { ipAddr: a.id.ipAddr });
  replacement.join();
  rig.walk();
  assert.equal(rig.blocks.registry.get('uuid-1'), undefined);
  assert.equal(rig.blocks.count(row).live, 0);
  assert.equal(rig.blocks.registry.liveCount, 2);
  assert.equal(rig.blocks.stats().missing, 1);
});

test('the same DataNode at a new address keeps its replicas', () => {
  const { rig, nodes } = Rig.active(1);
  const [a] = nodes as [FakeDatanode];
  const row = rig.write([a], 100, 1);
  Object.assign(a.id, { ipAddr: '10.0.7.7' });
  a.register();
  a.heartbeat();
  assert.equal(rig.blocks.locateOne(row, 0, undefined).locs[0]?.id.ipAddr, '10.0.7.7');
  assert.equal(rig.blocks.registry.onHost('10.0.7.7').length, 1);
});

test('a node that leaves keeps serving until its blocks are elsewhere', () => {
  const { rig, nodes } = Rig.active(3);
  const [a, b, c] = nodes as [FakeDatanode, FakeDatanode, FakeDatanode];
  const row = rig.write([a, b], 100, 2);
  rig.blocks.refreshNodes([], ['10.0.0.1']);
  rig.tick();
  assert.equal(a.node.adminState, 'decommissioning');
  rig.tick();
  const copies = [a, b].flatMap((node) => orderedCopies(node.heartbeat().commands));
  assert.deepEqual(copies, [{ blockId: rig.block(row).blockId, targets: ['uuid-3'] }]);
  c.receive(row, 100);
  rig.tick(30_001);
  assert.equal(a.node.adminState, 'decommissioned');
  const located = rig.blocks.locateOne(row, 0, '10.0.0.1');
  assert.equal(located.locs.at(-1)?.id.datanodeUuid, 'uuid-1');
});

test('a recovery is led by the node heard of last, and by another when asked again', () => {
  const { rig, nodes } = Rig.active(2);
  const [a, b] = nodes as [FakeDatanode, FakeDatanode];
  const row = rig.addBlock(2);
  rig.blocks.setExpectedLocations(row, [a.storage, b.storage]);
  rig.nowMs += 10;
  b.heartbeat();
  assert.equal(rig.blocks.startRecovery(row, { recoveryId: 2000 }), true);
  assert.deepEqual(a.heartbeat().commands, []);
  const order = b.heartbeat().commands[0]?.recoveryCmd?.blocks[0];
  assert.equal(order?.newGenStamp, 2000);
  assert.deepEqual(order?.block.locs.map((info) => info.id.datanodeUuid), ['uuid-1', 'uuid-2']);
  assert.equal(rig.blocks.recoveryId(row), 2000);
  rig.blocks.startRecovery(row, { recoveryId: 2001 });
  assert.equal(a.heartbeat().commands[0]?.recoveryCmd?.blocks[0]?.newGenStamp, 2001);
});

test('a recovery may be ordered again when its leader is silent or starts anew, or when it has had its time', () => {
  const { rig, nodes } = Rig.active(2);
  const [a, b] = nodes as [FakeDatanode, FakeDatanode];
  const row = rig.addBlock(2);
  rig.blocks.setExpectedLocations(row, [a.storage, b.storage]);
  const start = (leader: FakeDatanode, recoveryId: number): void => {
    rig.nowMs += 10;
    leader.heartbeat();
    rig.blocks.startRecovery(row, { recoveryId });
    assert.equal(leader.heartbeat().commands[0]?.recoveryCmd?.blocks[0]?.newGenStamp, recoveryId);
    assert.equal(rig.blocks.mayRecover(row), false);
    assert.deepEqual(rig.blocks.lostRecoveries(), []);
  };
  start(a, 2000);
  rig.nowMs += 30_100;
  b.heartbeat();
  assert.deepEqual(rig.blocks.lostRecoveries(), [row], 'a is silent');
  start(b, 2001);
  rig.nowMs += 10;
  b.join();
  assert.deepEqual(rig.blocks.lostRecoveries(), [row], 'b has forgotten it');
  start(a, 2002);
  for (let i = 0; i < 31; i++) {
    rig.nowMs += 3000;
    a.heartbeat();
    b.heartbeat();
  }
  assert.deepEqual(rig.blocks.lostRecoveries(), [row], 'its time is over');
  rig.blocks.becomeStandby();
  rig.blocks.becomeActive(rig.nowMs);
  assert.equal(rig.blocks.recoveryId(row), undefined, 'a later term begins its own');
});

test('a block is not known to be nowhere before every DataNode has reported in this term', () => {
  const { rig, nodes } = Rig.active(2);
  const [a, b] = nodes as [FakeDatanode, FakeDatanode];
  rig.blocks.becomeStandby();
  rig.blocks.becomeActive(rig.nowMs);
  assert.equal(rig.blocks.allReported(), false);
  a.fullReport(a.heartbeat().reportLeaseId);
  assert.equal(rig.blocks.allReported(), false);
  b.fullReport(b.heartbeat().reportLeaseId);
  assert.equal(rig.blocks.allReported(), true);
});

test('a Standby that hears of recovered replicas before the edit keeps them', () => {
  const { rig, nodes } = Rig.active(3);
  const [a, b] = nodes as [FakeDatanode, FakeDatanode];
  rig.blocks.becomeStandby();
  const row = rig.addBlock(3);
  for (const node of nodes) node.receiving(row);
  assert.equal(rig.blocks.expectedLocations(row).length, 3);
  const recovered = { ...rig.block(row), genstamp: rig.counters.genstampV2 + 1, numBytes: 77 };
  a.receiveBlock(recovered);
  b.receiveBlock(recovered);
  assert.equal(rig.blocks.count(row).live, 0, 'it waits for the edit');
  rig.edit(() => {
    const before = rig.table.genstamp(row);
    rig.table.setGenstamp(row, recovered.genstamp);
    rig.table.setNumBytes(row, 77);
    rig.table.setState(row, blockState.complete);
    rig.counters.genstampV2 = recovered.genstamp;
    rig.counters.genstampInBlocks = recovered.genstamp;
    rig.blocks.genstampChanged(row, before);
    rig.blocks.blockCompleted(row);
  });
  assert.equal(rig.blocks.count(row).live, 2);
});

test('a failed volume\'s replicas are forgotten', () => {
  const { rig, nodes } = Rig.active(2);
  const [a, b] = nodes as [FakeDatanode, FakeDatanode];
  const row = rig.write([a, b], 100, 2);
  rig.blocks.intake.heartbeat({ registration: a.registration, reports: [], failedVolumes: 1, slowPeers: [], slowDisks: [] }, true, rig.nowMs, rig.nowMs);
  rig.walk();
  assert.equal(rig.blocks.count(row).live, 1);
  assert.equal(rig.table.liveReplicas(row), 1);
});

test('statistics and reports', () => {
  const { rig, nodes } = Rig.active(3);
  rig.write(nodes);
  const stats = rig.blocks.fsStats(rig.nowMs);
  assert.equal(stats.capacity, 60 * 2 ** 30);
  assert.equal(stats.remaining, 30 * 2 ** 30);
  assert.equal(stats.missing_blocks, 0);
  const report = rig.blocks.datanodeReport(2, rig.nowMs);
  assert.deepEqual(report.map((info) => [info.id.hostName, info.numBlocks]), [['dn1', 1], ['dn2', 1], ['dn3', 1]]);
  assert.equal(rig.blocks.datanodeReport(3, rig.nowMs).length, 0);
  assert.equal(rig.blocks.datanodeReport(3, rig.nowMs + 631_000).length, 3);
  assert.equal(rig.blocks.datanodeStorageReport(1, rig.nowMs)[0]?.storageReports.length, 1);
});

test('a copy whose source or target dies is ordered anew at once', () => {
  const { rig, nodes } = Rig.active(4);
  const [a, b, c, d] = nodes as [FakeDatanode, FakeDatanode, FakeDatanode, FakeDatanode];
  const row = rig.write([a, b], 100, 3);
  rig.tick();
  const first = [a, b].flatMap((node) => orderedCopies(node.heartbeat().commands));
  assert.equal(first.length, 1);
  const target = first[0]?.targets[0] === 'uuid-3' ? c : d;
  rig.nowMs += 629_000;
  for (const node of [a, b, c, d]) if (node !== target) node.heartbeat();
  rig.tick(2000);
  assert.equal(target.node.alive, false);
  rig.tick();
  const second = [a, b].flatMap((node) => orderedCopies(node.heartbeat().commands));
  assert.deepEqual(second.map((copy) => copy.blockId), [rig.block(row).blockId]);
  assert.notEqual(second[0]?.targets[0], target.id.datanodeUuid);
});

test('nothing is copied while a node has yet to say what it has', () => {
  const { rig, nodes } = Rig.active(2);
  const late = new FakeDatanode(rig, 3);
  late.register();
  rig.write(nodes, 100, 3);
  rig.tick();
  assert.equal(rig.blocks.stats().pendingReplication, 0);
  late.heartbeat();
  rig.tick(60_000);
  assert.equal(rig.blocks.stats().pendingReplication, 1, 'it is not waited for without end');
});

test('unknown replicas that came in safe mode are asked for again when it is over', () => {
  const rig = new Rig({ options: { safeMode: { threshold: 0.999, extensionMs: 5000, datanodesMin: 0 } } });
  const a = new FakeDatanode(rig, 1);
  for (const id of [7n, 8n]) {
    rig.table.setReplication(rig.table.add(id, 1000, 100, 1, blockState.complete), 1);
    a.replicas.set(id, { blockId: id, genstamp: 1000, numBytes: 100, state: ReplicaStateProto.FINALIZED });
  }
  a.replicas.set(9n, { blockId: 9n, genstamp: 999, numBytes: 100, state: ReplicaStateProto.FINALIZED });
  rig.blocks.loaded(0, rig.nowMs);
  rig.blocks.becomeActive(rig.nowMs);
  a.join();
  assert.equal(a.heartbeat().reportLeaseId, 0n);
  rig.tick(5001);
  rig.nowMs += 60_000;
  const { reportLeaseId } = a.heartbeat();
  assert.notEqual(reportLeaseId, 0n);
  assert.equal(a.fullReport(reportLeaseId), 1);
  assert.deepEqual(orderedDeletions(a.heartbeat().commands), [9n]);
  assert.equal(a.heartbeat().reportLeaseId, 0n);
});

test('who waits for a block to be stored is told in the turn in which it is', () => {
  const { rig, nodes } = Rig.active(1);
  const [a] = nodes as [FakeDatanode];
  const [row, other] = [rig.addBlock(1), rig.addBlock(1)];
  const told: string[] = [];
  rig.blocks.onceStored(row, () => told.push('stored'));
  rig.blocks.onceStored(row, () => told.push('never'))();
  rig.blocks.onceStored(other, () => told.push('removed'));
  a.receiving(row);
  assert.deepEqual(told, []);
  a.receive(row, 10);
  a.receive(row, 10);
  assert.deepEqual(told, ['stored']);
  rig.remove(other);
  assert.deepEqual(told, ['stored', 'removed']);
});

test('who asks for a block that has just been stored need not wait', () => {
  const { rig, nodes } = Rig.active(1);
  const [a] = nodes as [FakeDatanode];
  const row = rig.addBlock(1);
  a.receive(row, 10);
  let told = 0;
  rig.blocks.onceStored(row, () => told++);
  assert.equal(told, 1);
});

test('edits written again under other txids still hold their orders back', () => {
  const { rig, nodes } = Rig.active(1);
  const [a] = nodes as [FakeDatanode];
  const row = rig.write([a], 100, 1);
  rig.remove(row, false);
  const before = rig.txid;
  rig.txid += 3;
  rig.blocks.renumbered(rig.txid);
  rig.blocks.durable(before);
  assert.deepEqual(orderedDeletions(a.heartbeat().commands), []);
  rig.blocks.durable(rig.txid);
  assert.equal(orderedDeletions(a.heartbeat().commands).length, 1);
});

test('what a recovery found is what there is of the block', () => {
  const { rig, nodes } = Rig.active(3);
  const [a, b, c] = nodes as [FakeDatanode, FakeDatanode, FakeDatanode];
  const row = rig.addBlock(3);
  rig.blocks.setExpectedLocations(row, nodes.map((node) => node.storage));
  for (const node of nodes) node.receiving(row);
  rig.blocks.startRecovery(row, { recoveryId: rig.counters.genstampV2 + 1 });
  assert.equal(rig.blocks.recoveryId(row), rig.counters.genstampV2 + 1);
  // The recovery's replicas are reported a moment before its leader reports to us.
  const recovered = { ...rig.block(row), genstamp: ++rig.counters.genstampV2, numBytes: 77 };
  a.receiveBlock(recovered);
  rig.edit(() => {
    const before = rig.table.genstamp(row);
    rig.table.setGenstamp(row, recovered.genstamp);
    rig.table.setNumBytes(row, 77);
    rig.table.setState(row, blockState.complete);
    rig.counters.genstampInBlocks = recovered.genstamp;
    rig.blocks.genstampChanged(row, before);
    rig.blocks.blockCompleted(row);
  });
  rig.blocks.setRecoveredLocations(row, [a.storage, b.storage]);
  assert.deepEqual(rig.blocks.locateOne(row, 0, undefined).storageIDs, ['DS-1', 'DS-2']);
  assert.equal(rig.blocks.recoveryId(row), undefined);
  assert.deepEqual(rig.blocks.expectedLocations(row), []);
  rig.tick();
  assert.deepEqual([a, b].flatMap((node) => orderedCopies(node.heartbeat().commands)).map((copy) => copy.targets), [['uuid-3']]);
  // The replica that the recovery left out is of an old genstamp.
  c.receiveBlock({ ...recovered, genstamp: recovered.genstamp - 1, numBytes: 70 });
  assert.equal(rig.blocks.count(row).live, 2);
  assert.deepEqual(orderedDeletions(c.heartbeat().commands), [recovered.blockId]);
});
