// Standbys, checkpoints, safe mode, clocks.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { facts, journalNode, nameNode, namespace, nameservice, nowMs, ofService, only } from '../facts.testing.ts';
import type { NameNodeFacts } from '../facts.ts';
import { checkClocks } from './clocks.ts';
import { checkSafeMode, waitsFor } from './safe-mode.ts';
import { checkStandbys } from './standby.ts';

const second = (changes: Partial<NameNodeFacts>, active: Partial<NameNodeFacts> = {}): ReturnType<typeof ofService> => ofService({ nameNodes: [nameNode('nn1', { state: 'active', ...active }), nameNode('nn2', changes)] });

test('a Standby that lags, and stays behind', () => {
  only(checkStandbys(second({ txid: 40, laterTxid: 41, sinceLoadedMs: 8000 }), nowMs), 'warning', 'standby-lag', /nn2 .* is 59 transactions behind nn1 and has read none for 8 s/);
  assert.deepEqual(checkStandbys(second({ txid: 40, laterTxid: 100 }), nowMs), []);
  // Apache's read every two minutes.
  assert.deepEqual(checkStandbys(second({ txid: 40, laterTxid: 41, sinceLoadedMs: 200_000, namespace: { ...namespace, ours: false } }), nowMs), []);
});

test('no checkpoint for long: by time, by transactions, and who should make them', () => {
  only(checkStandbys(second({}, { checkpointMs: nowMs - 10_000_000 }), nowMs), 'warning', 'checkpoint-overdue', /^For 3 hours no checkpoint was made, and 10 transactions came since.*every 60 minutes or 1,000,000 transactions/, /nn2 should make them/);
  only(checkStandbys(second({ state: undefined, txid: undefined }, { txid: 3_000_000, checkpointMs: undefined }), nowMs), 'warning', 'checkpoint-overdue', /^No checkpoint was made, and 2,999,910 transactions/, /none is running/);
  assert.deepEqual(checkStandbys(second({}, { checkpointMs: nowMs - 10_000_000, checkpointTxid: 100 }), nowMs), []);
});

test('safe mode, and what it waits for', () => {
  const tip = 'The reported blocks 3 needs additional 6 blocks to reach the threshold 0.9990 of total blocks 10.\nThe minimum number of live datanodes is not required. Safe mode will be turned off automatically once the thresholds have been reached.';
  only(checkSafeMode(second({ safeMode: true }, { safeMode: true, safeModeTip: tip })), 'problem', 'safe-mode', /nn1 .* is in safe mode\. Files can be read.*reported 6 more blocks: so far 3 of 10 are known/);
  assert.match(waitsFor('The number of live datanodes 1 needs an additional 2 live datanodes to reach the minimum number 3.', '').why, /waits for 2 more DataNodes; 1 is alive/);
  assert.match(waitsFor('It was turned on manually. Use "hdfs dfsadmin -safemode leave" to turn safe mode off.', 'X').advice, /X/);
  assert.match(waitsFor('In safe mode extension. Safe mode will be turned off automatically in 12 seconds.', '').why, /in 12 seconds/);
  assert.match(waitsFor('Safe mode is ON. Something\nnew.', '').why, /It says: Something new\./);
});

test('a clock that is off, and this machine\'s', () => {
  const clock = (aheadMs: number): { web: NonNullable<NameNodeFacts['web']> } => ({ web: { address: { host: 'h', port: 1 }, reach: 'answers', clock: { aheadMs, exactMs: 501 } } });
  const cluster = (nn2: number, others: number): ReturnType<typeof facts> => facts({ nameservices: [nameservice({ nameNodes: [nameNode('nn1', clock(others)), nameNode('nn2', clock(nn2))], journalNodes: [journalNode('jn1', clock(others)), journalNode('jn2', clock(others))] })] });
  only(checkClocks(cluster(-9000, 0)), 'warning', 'clock-skew', /The clock of nn2 is 9 s behind the others/);
  only(checkClocks(cluster(600_000, 0)), 'problem', 'clock-skew', /The clock of nn2 is 10 minutes ahead of the others/);
  only(checkClocks(cluster(-30_000, -30_000)), 'warning', 'clock-skew', /The clock of this machine is 30 s ahead of the others/);
  assert.deepEqual(checkClocks(cluster(2400, 0)), []);
});
