import assert from 'node:assert/strict';
import { test } from 'node:test';
import { uncoveredSegment } from './segment-coverage.ts';
import type { CoverageQuestion } from './segment-coverage.ts';

type Segment = readonly [first: number, last: number, inProgress?: 'in progress'];

function told(of: Record<string, readonly Segment[]>): CoverageQuestion['told'] {
  return new Map(Object.entries(of).map(([name, segments]) => [name, segments.map(([startTxId, endTxId, open]) => ({
    startTxId, endTxId, isInProgress: open !== undefined,
  }))]));
}

const whyUncovered = (told: CoverageQuestion['told'], members: readonly string[], target: readonly string[], nextTxid: number, neededTxid = 1, purgedBelow = 0): string | undefined =>
  uncoveredSegment({ told, members, target, nextTxid, neededTxid, purgedBelow })?.why;
const old = ['a', 'b', 'c'];
const target = ['a', 'b', 'd'];

test('all is on a majority of the new list', () => {
  assert.equal(whyUncovered(told({ a: [[1, 64], [65, 66]], b: [[1, 64]], c: [], d: [[1, 64], [65, 66]] }), old, target, 67), undefined);
  assert.equal(whyUncovered(told({ a: [], b: [], c: [] }), old, target, 1), undefined, 'a log that begins');
});

test('who lags has purged nothing, and neither has who does not answer', () => {
  const lagging = told({ a: [[1, 64], [65, 66]], b: [[1, 64]], d: [[1, 64]] });
  assert.equal(whyUncovered(lagging, old, target, 67), 'segments from txid 65 on are not on a majority of the new list yet; b, d lack some');
  const came = told({ a: [[1, 64], [65, 66]], b: [[65, 65, 'in progress']], d: [[65, 65, 'in progress']] });
  assert.equal(whyUncovered(came, old, target, 67), 'segments from txid 1 on are not on a majority of the new list yet; b, d lack some');
  const came3 = told({ a: [[1, 64], [65, 66]], b: [[65, 66]], d: [[65, 66]] });
  assert.match(whyUncovered(came3, old, target, 67) ?? '', /from txid 1 on/, 'the third may have it, as a majority had');
});

test('who has a segment damaged says so by what it has below', () => {
  assert.match(whyUncovered(told({ a: [[1, 64], [65, 66]], b: [[1, 64]], c: [[1, 64]], d: [[1, 64]] }), old, target, 67) ?? '', /from txid 65 on/);
});

test('what a majority of the old list has purged is wanted nowhere', () => {
  const purged = [[65, 66], [67, 70]] as const;
  assert.equal(whyUncovered(told({ a: [[1, 64], ...purged], b: purged, c: purged, d: purged }), old, target, 71), undefined);
  assert.equal(whyUncovered(told({ a: [[1, 10], ...purged], b: purged, c: purged, d: purged }), old, target, 71), undefined, 'and leaves a gap at who missed that');
});

test('what one has purged, and the writer does not need, is not waited for', () => {
  // c missed the purge, and b learns: it does not answer, and would only with the segment that waits.
  const purged = [[65, 66], [67, 70]] as const;
  const came = told({ a: purged, c: [[1, 64], ...purged], d: [[1, 64], ...purged] });
  assert.match(whyUncovered(came, old, target, 71) ?? '', /from txid 1 on/);
  assert.equal(whyUncovered(came, old, target, 71, 65), undefined);
  assert.match(whyUncovered(came, old, target, 71, 64) ?? '', /from txid 1 on/, 'it needs the last of them');
  assert.match(whyUncovered(told({ a: [[1, 64]], c: [[1, 64], [65, 66]], d: [[1, 64]] }), old, target, 67, 67) ?? '', /from txid 65 on/, 'nobody has purged it');
});

test('what one says was to be purged is wanted nowhere, whatever image the writer has', () => {
  // c missed the purge, b learns, and the writer keeps an older image than the one that purged.
  const came = told({ a: [[65, 66], [67, 70]], c: [[1, 64], [65, 66], [67, 70]], d: [[65, 66], [67, 70]] });
  assert.match(whyUncovered(came, old, target, 71) ?? '', /from txid 1 on/);
  assert.equal(whyUncovered(came, old, target, 71, 1, 65), undefined);
  assert.match(whyUncovered(came, old, target, 71, 1, 64) ?? '', /from txid 1 on/, 'its last edit was to be kept');
});

test('a gap among those that answer is no end of the log', () => {
  assert.equal(whyUncovered(told({ a: [[1, 64]], b: [[1, 64]], d: [[1, 64]] }), old, target, 67), 'nobody who answers has the segment from txid 65 on');
  assert.equal(whyUncovered(told({ a: [[1, 10], [65, 66]], b: [[1, 10], [65, 66]], d: [[65, 66]] }), old, ['a', 'b'], 67), 'nobody who answers has the segment from txid 11 on');
});

test('too few that answer', () => {
  assert.equal(whyUncovered(told({ a: [[1, 64]], d: [[1, 64]] }), old, target, 65), 'a majority of the JournalNodes does not tell which segments it has');
});
