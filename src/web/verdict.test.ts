import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClusterState, FileSystemState, NameNodeState, ShownJournal, ShownNameNode } from '../web-pages/web-state.ts';
import { findings, wellText } from './verdict.ts';

const files: FileSystemState = {
  inodes: 10, blocks: 5, underReplicated: 0, missing: 0, corrupt: 0, pendingReplication: 0, pendingDeletion: 0, filesUnderConstruction: 0, capacityBytes: 1000, usedBytes: 100,
  nonDfsUsedBytes: 100, remainingBytes: 800, liveDataNodes: 3, deadDataNodes: 0, staleDataNodes: 0, decommissioningDataNodes: 0, failedVolumes: 0,
};

function nameNode(id: string, haState: NameNodeState['haState'], more: Partial<NameNodeState> = {}): ShownNameNode {
  const state: NameNodeState = {
    id, rpcAddress: '', httpAddress: '', haState, epoch: haState === 'Active' ? 3 : 0, lastTxid: 9, durableTxid: 9, lagMs: 0, nowMs: 0, startedMs: 0, lastTransitionMs: 0, checkpointTxid: 0,
    checkpointMs: 0, version: '', residentBytes: 0, parkedCalls: 0, leaseLeftMs: undefined, clusterId: '', blockPoolId: '', fileSystem: files, journals: [], startup: [], failedDirectories: [],
    sample: undefined, lastEventId: 0, safeMode: { on: false, manual: false, safeBlocks: 5, neededBlocks: 5, totalBlocks: 5, liveDataNodes: 3, neededDataNodes: 0, leftMs: undefined }, ...more,
  };
  return { id, httpAddress: '', state, silent: undefined };
}

const silent = { sinceMs: 0, reason: 'refused' };
const journal = (name: string, more: Partial<ShownJournal> = {}): ShownJournal => ({ name, httpUrl: undefined, said: { promisedEpoch: 3, lastWriterEpoch: 3, lastTxid: 9, committedTxid: 9 }, silent: undefined, view: undefined, ...more });

function cluster(nameNodes: readonly ShownNameNode[], journals: readonly ShownJournal[]): ClusterState {
  return { role: 'namenode', self: 'nn1', nameservice: 'ns1', nowMs: 0, nameNodes, journals, journalId: 'ns1', failover: { allowed: true, reason: '' }, user: 'root' };
}

const three = [journal('a:1'), journal('b:1'), journal('c:1')];
const said = (state: ClusterState): string[] => findings(state).map(({ severity, text }) => `${severity}: ${text}`);

test('a healthy cluster has no findings, and one sentence', () => {
  const state = cluster([nameNode('nn1', 'Active'), nameNode('nn2', 'Standby')], three);
  assert.deepEqual(findings(state), []);
  assert.equal(wellText(state), 'nn1 is Active, 1 Standby ready, 3 of 3 JournalNodes, 3 of 3 DataNodes.');
});

test('the worst stands first', () => {
  const damaged = { ...files, missing: 1, underReplicated: 2, deadDataNodes: 1 };
  assert.deepEqual(said(cluster([nameNode('nn1', 'Active', { fileSystem: damaged }), { ...nameNode('nn2', 'Standby'), silent }], [journal('a:1', { silent }), journal('b:1'), journal('c:1')])), [
    'bad: 1 block is missing: no DataNode has them.', 'warn: nn2 does not answer.', 'warn: JournalNode a:1 does not answer.', 'warn: 1 DataNode is dead.', 'warn: 2 blocks have too few replicas.',
  ]);
});

test('nobody Active, a majority of the journals gone, a start, safe mode', () => {
  assert.deepEqual(said(cluster([nameNode('nn1', 'Standby'), { ...nameNode('nn2', 'Active'), silent }], [journal('a:1', { silent }), journal('b:1', { silent }), journal('c:1')])), [
    'bad: No NameNode is Active: reads and writes wait.', 'bad: 2 JournalNodes of 3 do not answer: no majority, so nothing can be written.', 'warn: nn2 does not answer.',
  ]);
  assert.deepEqual(said(cluster([nameNode('nn1', 'Loading', { fileSystem: { ...files, liveDataNodes: 0 } })], three)), ['warn: nn1 is starting.']);
  const safeMode = { on: true, manual: false, safeBlocks: 1, neededBlocks: 5, totalBlocks: 5, liveDataNodes: 1, neededDataNodes: 0, leftMs: undefined };
  assert.deepEqual(said(cluster([nameNode('nn1', 'Active', { safeMode, fileSystem: { ...files, missing: 4 } })], three)), [
    'warn: Safe mode is on: nothing can be changed until enough blocks are reported.', 'warn: 4 blocks are missing: no DataNode has them.',
  ]);
});

test('a JournalNode that is to be added counts for nothing', () => {
  const state = cluster([nameNode('nn1', 'Active')], [journal('a:1'), journal('b:1', { silent }), journal('c:1', { silent }), journal('d:1', { joining: true })]);
  assert.deepEqual(said(state), ['bad: 2 JournalNodes of 3 do not answer: no majority, so nothing can be written.', 'warn: JournalNode d:1 is to be added, and does not count yet.']);
  assert.match(wellText(cluster([nameNode('nn1', 'Active')], [...three, journal('d:1', { joining: true })])), /3 of 3 JournalNodes/);
});
