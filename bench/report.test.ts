import assert from 'node:assert/strict';
import { readFileSync, mkdtempSync, copyFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { benchmarks } from './benchmarks.ts';
import { writeDocument } from './document.ts';
import { svgOf } from './plot.ts';
import { behind, held, machine, tableOf } from './report.ts';
import { type Row, type RowTerms, Sheet, type SheetData } from './sheet.ts';

function row(terms: Partial<RowTerms>, ours: number[], apache: number[]): Row {
  return { what: 'a row', unit: 'ms', ...terms, ours, apache };
}

function sheet(rows: readonly Row[]): SheetData {
  return { title: 'a sheet', rows, plots: [{ name: 'a-plot', title: 'ours & theirs', kind: 'strip', log: true, rows: rows.map((_, i) => i) }], notes: [], failures: [] };
}

test('a bar in the unit is held by every sample, by the median, or not', () => {
  assert.equal(held(row({ bar: 10 }, [8, 9, 10], [])), 'yes');
  assert.equal(held(row({ bar: 10 }, [8, 9, 11], [])), 'median');
  assert.equal(held(row({ bar: 10 }, [15, 15], [])), 'no, 1.5 x off');
  assert.equal(held(row({ bar: 10, rising: true }, [5], [])), 'no, 2.0 x off');
});

test('a ratio is measured against Apache in the same run, and says nothing without it', () => {
  assert.equal(held(row({ ratioBar: 2 }, [10], [20])), 'yes');
  assert.equal(held(row({ ratioBar: 2 }, [10], [10])), 'no, 2.0 x off');
  assert.equal(held(row({ ratioBar: 2, rising: true }, [10], [20])), 'no, 4.0 x off');
  assert.equal(held(row({ ratioBar: 2 }, [10], [])), '');
});

test('where the two bars of a row differ, both are said', () => {
  assert.equal(held(row({ bar: 10, ratioBar: 2 }, [12], [30])), 'ratio (10.0 ms: no, 1.2 x off)');
  assert.equal(held(row({ bar: 10, ratioBar: 2 }, [8], [10])), 'yes (ratio: no, 1.6 x off)');
  assert.equal(held(row({ bar: 10, ratioBar: 2 }, [12], [12])), 'no, 1.2 x off; ratio no, 2.0 x off');
});

test('a row is behind when its bar is missed or Apache is better, not when the ratio holds', () => {
  const list = behind(sheet([row({ bar: 10, ratioBar: 2 }, [12], [30]), row({}, [20], [10]), row({ bar: 10 }, [12], [30]), row({ ratioBar: 3 }, [10], [20])]));
  assert.equal(list.length, 3);
  assert.match(list[0] ?? '', /Apache is 2\.0 times better/);
});

test('a row without samples has a line, and a failure stands below the table', () => {
  const table = tableOf({ ...sheet([row({ quoted: '121 s (quoted)' }, [], [])]), failures: ['x | y: it broke'] });
  assert.match(table, /\| a row \| - \|  \|  \| 121 s \(quoted\) \|/);
  assert.match(table, /\*\*Failed:\*\* x \\\| y: it broke/);
});

test('a step that fails costs its own samples only', async () => {
  const filled = new Sheet('x');
  const one = filled.row({ what: 'one', unit: 'ms' });
  await filled.sample(one, 'ours', () => Promise.reject(new Error('expected by the test')));
  await filled.sample(one, 'ours', async () => 3);
  assert.deepEqual(one.ours, [3]);
  assert.deepEqual(filled.data.failures, ['one, ours: expected by the test']);
});

test('the document has a place for every benchmark, and the prose around it stays', () => {
  const dir = mkdtempSync(join(tmpdir(), 'quorate-document-'));
  try {
    const file = join(dir, 'BENCHMARKS.md');
    copyFileSync('docs/BENCHMARKS.md', file);
    const taken = (ours: number) => Object.keys(benchmarks).map((name) => ({ name, command: `npm run bench -- ${name}`, machine: 'a machine', tookMs: 1000, sheet: sheet([row({ bar: 10 }, [ours], [30])]) }));
    const prose = (text: string): string => text.replace(/(<!-- \w+: written by npm run bench -->)[\s\S]*?(<!-- end of \w+ -->)/g, '$1$2');
    const before = readFileSync(file, 'utf8');
    writeDocument(file, taken(12));
    const behindAll = readFileSync(file, 'utf8');
    assert.equal(prose(behindAll), prose(before));
    assert.match(behindAll, /- start: a row: ours 12\.0 ms; bar 10\.0 ms: no, 1\.2 x off/);
    assert.match(behindAll, /!\[ours & theirs\]\(figures\/a-plot\.svg\)/);
    writeDocument(file, taken(8).slice(1));
    assert.match(readFileSync(file, 'utf8'), /<!-- behind: written by npm run bench -->\n\n- start: a row[^\n]*\n\n<!-- end of behind -->/);
  } finally {
    rmSync(dir, { recursive: true });
  }
});

test('a plot shows every sample, escapes its words, and stays a plot without samples', () => {
  const drawn = svgOf({ name: 'p', title: 'a < b', kind: 'strip', log: true, rows: [0, 1] }, [row({}, [1, 10, 100], [1000]), row({ quoted: 'quoted' }, [5], [])]);
  assert.equal(drawn.match(/class="dot ours"/g)?.length, 4);
  assert.equal(drawn.match(/class="dot apache"/g)?.length, 1);
  assert.match(drawn, /a &lt; b/);
  assert.match(drawn, />quoted</);
  for (const kind of ['strip', 'bars'] as const) assert.doesNotMatch(svgOf({ name: 'p', title: 't', kind, log: kind === 'strip', rows: [0] }, [row({}, [], [])]), /NaN|Infinity/);
});

test('the machine is told by what counts for figures, and not by a name that is its own', () => {
  assert.match(machine(), /^\d+ x .+, \d+ GiB, Linux [\d.]+, Node [\d.]+; load average before: [\d. ]+; [\dT:-]+Z$/);
});
