// Writes the tables of docs/COMPATIBILITY.md and docs/METRICS.md that follow from the sources (`npm run docs:tables`); with --check it fails
// when they are out of date. What stands outside of the marks is written by hand.
import { readFileSync, writeFileSync } from 'node:fs';
import { keyTables } from './key-tables.ts';
import { metricTables } from './metric-tables.ts';
import { opTable } from './op-table.ts';
import { rpcTables } from './rpc-tables.ts';


/** The page with `table` between the marks of `name`. Throws when there are none. */
function withTable(page: string, text: string, name: string, table: string): string {
  const begin = `<!-- ${name}: written by npm run docs:tables -->`;
  const end = `<!-- end of ${name} -->`;
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from === -1 || to < from) throw new Error(`${page} has no place for the ${name}: ${begin} ... ${end}`);
  return `${text.slice(0, from)}${begin}\n\n${table}\n${text.slice(to)}`;
}

/** A page, and what stands between its marks. */
const pages: Readonly<Record<string, () => Promise<readonly (readonly [name: string, table: string])[]>>> = {
  'docs/COMPATIBILITY.md': async () => [['RPCs', rpcTables()], ['operations', opTable()], ['keys', await keyTables()]],
  'docs/METRICS.md': async () => [['metrics', await metricTables()]],
};

for (const [page, tables] of Object.entries(pages)) {
  const before = readFileSync(page, 'utf8');
  let after = before;
  for (const [name, table] of await tables()) after = withTable(page, after, name, table);
  if (!process.argv.includes('--check')) writeFileSync(page, after);
  else if (after !== before) {
    console.error(`the tables of ${page} are not what the sources say; run npm run docs:tables`);
    process.exitCode = 1;
  }
}
