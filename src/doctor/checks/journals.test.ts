import assert from 'node:assert/strict';
import { test } from 'node:test';
import { journalNode, ofService, only } from '../facts.testing.ts';
import type { JournalNodeFacts } from '../facts.ts';
import { checkJournals } from './journals.ts';

const third = (changes: Partial<JournalNodeFacts>): ReturnType<typeof ofService> => ofService({ journalNodes: [journalNode('jn1'), journalNode('jn2'), journalNode('jn3', changes)] });

test('no majority of JournalNodes', () => {
  const lost = { reach: 'refused', txid: undefined, promised: undefined, segments: undefined } as const;
  only(checkJournals(ofService({ journalNodes: [journalNode('jn1'), journalNode('jn2', lost), journalNode('jn3', lost)] })), 'problem', 'no-journal-majority', /only 1 of 3 JournalNodes answers/, /Bring 1 of jn2 and jn3 back/);
});

test('none of the JournalNodes answers', () => {
  only(checkJournals(ofService({ journalNodes: [1, 2, 3].map((i) => journalNode(`jn${i}`, { reach: 'silent', txid: undefined, promised: undefined, segments: undefined })) })), 'problem', 'no-journal-majority', /none of 3 JournalNodes answers/);
});

test('a journal that is behind, and stays so', () => {
  only(checkJournals(third({ txid: 60, laterTxid: 60, segments: [{ first: 1, last: 95, open: false }] })), 'problem', 'journal-behind', /jn3 .* is 40 transactions behind: it has 60 of 100/);
  assert.deepEqual(checkJournals(third({ txid: 60, laterTxid: 100 })), []);
});

test('a journal that has promised another epoch', () => {
  only(checkJournals(third({ promised: 4 })), 'warning', 'journal-epoch', /jn3 .* has promised epoch 4, jn1 and jn2 have promised 5\. It missed/);
  only(checkJournals(third({ promised: 9 })), 'problem', 'journal-epoch', /promised epoch 9.*takes nothing from the present writer, nn1/);
});

test('a journal that lacks a segment since the last checkpoint; older ones do not count', () => {
  only(checkJournals(third({ segments: [{ first: 96, last: 100, open: true }] })), 'warning', 'journal-gap', /jn3 .* lacks 5 transactions since the last checkpoint that 2 other JournalNodes have/);
  const old = ofService({ journalNodes: [journalNode('jn1', { segments: [{ first: 1, last: 80, open: false }] }), journalNode('jn2', { segments: [] }), journalNode('jn3', { segments: [] })] });
  assert.deepEqual(checkJournals(old), []);
});

test('how many JournalNodes there are', () => {
  const some = (count: number): ReturnType<typeof ofService> => ofService({ journalNodes: Array.from({ length: count }, (_, i) => journalNode(`jn${i}`)) });
  only(checkJournals(some(1)), 'warning', 'journal-size', /only one JournalNode/);
  only(checkJournals(some(2)), 'warning', 'journal-size', /only two JournalNodes/);
  only(checkJournals(some(4)), 'warning', 'journal-size', /an even number/, /Use 3 or 5/);
  only(checkJournals(some(0)), 'problem', 'journal-size', /2 NameNodes and no journal/);
  assert.deepEqual(checkJournals(some(5)), []);
});

test('a journal that has found damage, and one that has lost its memory', () => {
  only(checkJournals(third({ trouble: 'damaged segments, not replaced yet: from txid 7' })), 'warning', 'journal-damaged', /jn3 .* has found damaged segments, not replaced yet: from txid 7\./, /Look at its disk/);
  const lost = { formatted: false, learns: true, txid: undefined, promised: undefined, segments: undefined, trouble: 'it has lost its memory and waits for the next segment of the log; it has no vote until then' };
  only(checkJournals(third(lost)), 'warning', 'journal-learns', /jn3 .* has lost its memory and waits for the next segment/, /Nothing needs to be done/);
});

test('JournalNodes that were changed while the cluster ran, and a configuration that names others', () => {
  const named = (name: string, list: JournalNodeFacts['list']): JournalNodeFacts => journalNode(name, { list });
  const made = ['jn1', 'jn2', 'jn3'].map((name) => named(name, { gen: 2, members: ['a:8485', 'b:8485'], epoch: 3 }));
  only(checkJournals(ofService({ journalNodes: made })), 'warning', 'journal-list', /The JournalNodes are a:8485 and b:8485, as they keep it \(generation 2\)/, /qjournal:\/\/a:8485;b:8485\/NAME/);
  const pending = ['jn1', 'jn2', 'jn3'].map((name) => named(name, { gen: 1, members: ['a:8485', 'b:8485'], pending: ['a:8485', 'c:8485'], epoch: 3 }));
  only(checkJournals(ofService({ journalNodes: pending })), 'warning', 'journal-list', /being changed from a:8485 and b:8485 to a:8485 and c:8485/, /start those that are down/);
  const same = ['jn1', 'jn2', 'jn3'].map((host) => journalNode(host, { address: { host, port: 8485 }, list: { gen: 2, members: ['jn3:8485', 'jn1:8485', 'jn2:8485'], epoch: 3 } }));
  assert.equal(checkJournals(ofService({ journalNodes: same, configuredJournalNodes: ['jn1:8485', 'jn2:8485', 'jn3:8485'] })).length, 0);
});
