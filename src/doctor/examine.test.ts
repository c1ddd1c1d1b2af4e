import assert from 'node:assert/strict';
import { test } from 'node:test';
import { examine } from './examine.ts';
import { directory, facts, nowMs, ofService, journalNode, nameNode } from './facts.testing.ts';
import { reportOf, textOf } from './report.ts';

const options = { nowMs, suggest: (): undefined => undefined };

test('of a cluster that is well nothing is said', () => {
  const well = facts({ directories: [directory()] });
  assert.deepEqual(examine(well, options), []);
  const report = reportOf(well, [], 200);
  assert.equal(report.healthy, true);
  assert.match(textOf(report, 'here', 200), /^here: nothing is wrong\n\nLooked at 2 NameNodes, 3 JournalNodes, 3 DataNodes and 1 directory \(a durable write takes 1 ms\), in 200 ms\.\n$/);
});

test('problems come first, and warnings alone are healthy', () => {
  const warned = facts({ directories: [directory({ sync: { samples: 5, medianMs: 40, worstMs: 50 } })] });
  assert.equal(reportOf(warned, examine(warned, options), 1).healthy, true);
  const ill = { ...ofService({ nameNodes: [nameNode('nn1', { state: 'active' })], journalNodes: [journalNode('jn1'), journalNode('jn2'), journalNode('jn3', { reach: 'refused' })] }), directories: warned.directories };
  const findings = examine(ill, options);
  assert.deepEqual(findings.map(({ severity, check }) => `${severity} ${check}`), ['problem unreachable', 'warning one-namenode', 'warning slow-sync']);
  assert.equal(reportOf(ill, findings, 1).healthy, false);
  const text = textOf(reportOf(ill, findings, 1), 'here', 70);
  assert.match(text, /^here: 1 problem and 2 warnings\n\nPROBLEM {2}JournalNode jn3 \(10\.0\.0\.2:8485\) does not run: its host is\n {9}there, but nobody listens/);
  assert.ok(text.split('\n').every((line) => line.length <= 70 || line.includes('`')), text);
});
