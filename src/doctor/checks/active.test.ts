import assert from 'node:assert/strict';
import { test } from 'node:test';
import { journalNode, nameNode, namespace, ofService, only } from '../facts.testing.ts';
import type { NameNodeFacts, NameserviceFacts } from '../facts.ts';
import { checkActive } from './active.ts';

const standbys = (changes: Partial<NameNodeFacts> = {}): Pick<NameserviceFacts, 'nameNodes'> => ({ nameNodes: [nameNode('nn1', changes), nameNode('nn2', changes)] });

test('two Actives', () => {
  only(checkActive(ofService(standbys({ state: 'active' }))), 'problem', 'two-active', /^nn1 \(10\.0\.0\.1:8020\) and nn2 .* both say that they are Active/, /haadmin --config \/etc\/hadoop -transitionToStandby nn2/);
});

test('nobody is Active, each time for the reason that is first in the way', () => {
  const why = (changes: Partial<NameserviceFacts>, text: RegExp, properties: Readonly<Record<string, string>> = {}): void => only(checkActive(ofService(changes, properties)), 'problem', 'no-active', text);
  const lost = journalNode('jn', { reach: 'refused' });
  why(standbys({ state: 'initializing' }), /No NameNode is Active.* are still starting/);
  why({ ...standbys(), journalNodes: [journalNode('jn1'), lost, lost] }, /majority of the JournalNodes is missing \(1 of 3 answer\)/);
  why({ ...standbys(), journalNodes: [journalNode('jn1'), journalNode('jn2', { formatted: false }), journalNode('jn3', { mismatch: 'another' })] }, /Only 1 JournalNode of 3 has this file system's journal/);
  why(standbys(), /Automatic failover is off/, { 'dfs.ha.automatic-failover.enabled': 'false' });
  why(standbys({ safeMode: true }), /not-become-active-in-safemode/, { 'dfs.ha.nn.not-become-active-in-safemode': 'true' });
  why(standbys({ namespace: { ...namespace, ours: false } }), /failover controller \(ZKFC\).*ZooKeeper/);
  why(standbys(), /elect over ZooKeeper \(z:2181\), and nobody holds the lock/, { 'ha.zookeeper.quorum': 'z:2181' });
  why({ ...standbys(), journalNodes: [journalNode('jn1'), journalNode('jn2', { lease: undefined }), journalNode('jn3', { lease: undefined })] }, /only 1 of 3 are/);
  const held = { lease: { holders: [{ nameNode: 'nn3', leftMs: 600, connected: false }], holdMs: 0 } };
  why({ ...standbys(), journalNodes: [journalNode('jn1', held), journalNode('jn2'), journalNode('jn3')] }, /NameNode nn3 still has its turn for 600 ms/);
  why({ ...standbys(), journalNodes: ['jn1', 'jn2', 'jn3'].map((name) => journalNode(name, { lease: { holders: [], holdMs: 900 } })) }, /wait for 900 ms/);
  why(standbys(), /None of the usual reasons/);
});

test('an Active whose reads no lease fences', () => {
  const nameNodes = [nameNode('nn1', { state: 'active', unleased: true }), nameNode('nn2', { unleased: true })];
  only(checkActive(ofService({ nameNodes, journalNodes: [journalNode('jn1'), journalNode('jn2', { lease: undefined }), journalNode('jn3')] })), 'warning', 'unleased-reads',
    /^Reads of nn1 \(10\.0\.0\.1:8020\) rest on the fencing of the last Active alone: jn2 \(.*\) grants no leases/, /shell\(true\) does not/);
});

test('an Active that its JournalNodes hold up says so, and by whom', () => {
  const held = { state: 'active', notReadyReason: 'edits have waited 3.0 s for the quorum: jn2:8485 fails (refused)' } as const;
  only(checkActive(ofService({ nameNodes: [nameNode('nn1', held), nameNode('nn2')] })), 'problem', 'slow-quorum', /^The Active NameNode nn1 .*: edits have waited .*jn2/, /JournalNodes/);
  const apaches = { state: 'active', notReadyReason: 'State is active', namespace: { ...namespace, ours: false } } as const;
  assert.deepEqual(checkActive(ofService({ nameNodes: [nameNode('nn1', apaches), nameNode('nn2')] })), []);
});

test('a NameNode that says it is ill, and one that is alone', () => {
  only(checkActive(ofService({ nameNodes: [nameNode('nn1', { state: 'active' }), nameNode('nn2', { ill: 'no resources available' })] })), 'problem', 'ill', /nn2 .* is ill: no resources/, /Free space/);
  only(checkActive(ofService({ nameNodes: [nameNode('nn1', { state: 'active' })] })), 'warning', 'one-namenode', /only one NameNode/);
  assert.deepEqual(checkActive(ofService({ nameNodes: [nameNode('nn1', { reach: 'refused', state: undefined }), nameNode('nn2', { reach: 'hung', state: undefined })] })), []);
});
