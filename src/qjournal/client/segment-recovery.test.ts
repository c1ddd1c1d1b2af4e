import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AssertionFailure } from '../../base/assert.ts';
import type { PrepareRecoveryResponseProto } from '../../wire/qjournal-protocol.ts';
import { chooseLog } from './segment-recovery.ts';
import type { PrepareAnswer } from './segment-recovery.ts';

interface Has {
  readonly end?: number;
  readonly final?: boolean;
  readonly writer?: number;
  readonly accepted?: number;
  readonly committed?: number;
  readonly digest?: string;
}

function answers(...all: readonly Has[]): PrepareAnswer[] {
  return all.map(({ end, final = false, writer = 1, accepted, committed, digest }, index) => {
    const response: PrepareRecoveryResponseProto = {
      segmentState: end === undefined ? undefined : { startTxId: 101, endTxId: end, isInProgress: !final },
      acceptedInEpoch: accepted, lastWriterEpoch: writer, lastCommittedTxId: committed,
      digest: digest === undefined ? undefined : Buffer.from(digest),
    };
    return { logger: `jn${index + 1}`, response };
  });
}

function chosen(...all: readonly Has[]): { end: number; from: readonly string[] } | undefined {
  const choice = chooseLog(101, answers(...all));
  return choice.kind === 'nothing' ? undefined : { end: choice.segment.endTxId, from: choice.sources };
}

test('nobody has the segment: nothing to do', () => {
  assert.equal(chosen({}, { writer: 9 }), undefined);
});

test('one that has it beats one that has not, whatever the epochs', () => {
  assert.deepEqual(chosen({ writer: 9 }, { end: 103, writer: 1 }), { end: 103, from: ['jn2'] });
});

test('of logs of one writer the longer one is taken', () => {
  assert.deepEqual(chosen({ end: 103 }, { end: 120 }, { end: 110 }), { end: 120, from: ['jn2'] });
});

test('final beats in progress, even a longer one of a later writer', () => {
  assert.deepEqual(chosen({ end: 150, writer: 9 }, { end: 120, final: true }), { end: 120, from: ['jn2'] });
});

test('the later writer beats the longer log (HDFS-3845)', () => {
  assert.deepEqual(chosen({ end: 150, writer: 5 }, { end: 103, writer: 6 }), { end: 103, from: ['jn2'] });
});

test('what was accepted in a later epoch beats a longer log of an earlier writer', () => {
  assert.deepEqual(chosen({ end: 150, writer: 5 }, { end: 103, writer: 5, accepted: 6 }), { end: 103, from: ['jn2'] });
});

test('all who hold exactly the chosen log are sources, unless their digest tells them apart', () => {
  assert.deepEqual(chosen({ end: 120, digest: 'x' }, { end: 120, digest: 'x' }, { end: 120 })?.from, ['jn1', 'jn2', 'jn3']);
  assert.deepEqual(chosen({ end: 120, digest: 'x' }, { end: 120, digest: 'y' })?.from, ['jn1']);
});

test('two final segments of different length stop everything', () => {
  assert.throws(() => chosen({ end: 120, final: true }, { end: 121, final: true }), AssertionFailure);
});

test('a choice shorter than a committed edit that somebody holds stops everything', () => {
  assert.throws(() => chosen({ end: 150, writer: 5, committed: 140 }, { end: 130, writer: 6 }), AssertionFailure);
});

test('a committed txid above everybody\'s end is a damaged file: ignored and reported', () => {
  const choice = chooseLog(101, answers({ end: 120, committed: 5000 }, { end: 130 }));
  assert.equal(choice.kind, 'segment');
  assert.deepEqual(choice.kind === 'segment' && choice.ignored, [{ logger: 'jn1', committedTxId: 5000 }]);
  assert.deepEqual(choice.kind === 'segment' && choice.segment.endTxId, 130);
});
