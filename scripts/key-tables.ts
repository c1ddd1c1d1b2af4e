// Writes the tables of configuration keys in docs/COMPATIBILITY.md from src/conf (`npm run docs:keys`); with --check it
// fails when they are out of date. A key counts as read when something outside src/conf names its constant.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Key } from '../src/conf/configuration.ts';
import { filesBelow } from './files-below.ts';
import { isTestFile } from './source-rules.ts';
import { tokensOf } from './tokens.ts';

export const page = 'docs/COMPATIBILITY.md';
const begin = '<!-- keys: written by npm run docs:keys -->';
const end = '<!-- end of keys -->';

interface KnownKey extends Key<unknown> {
  /** The constant's name. */
  readonly constant: string;
  readonly read: boolean;
}

/** Every key of src/conf, by file. */
async function knownKeys(): Promise<Map<string, KnownKey[]>> {
  const words = new Set(
    filesBelow('src', '.ts')
      .filter((file) => !isTestFile(file) && !file.endsWith('-keys.ts'))
      .flatMap((file) => tokensOf(readFileSync(file, 'utf8')))
      .flatMap(({ kind, text }) => (kind === 'word' ? [text] : [])),
  );
  const keys = new Map<string, KnownKey[]>();
  for (const file of filesBelow('src/conf', '.ts').filter((name) => !isTestFile(name))) {
    const constants = (await import(pathToFileURL(path.resolve('build', file.replace(/\.ts$/, '.js'))).href)) as Record<string, unknown>;
    const found = Object.entries(constants).flatMap(([constant, value]) => (isKey(value) ? [{ ...value, constant, read: words.has(constant) }] : []));
    if (found.length > 0) keys.set(path.basename(file, '.ts'), found);
  }
  return keys;
}

function isKey(value: unknown): value is Key<unknown> {
  return typeof value === 'object' && value !== null && 'defaultText' in value && 'parse' in value && 'doc' in value;
}

const titles: Readonly<Record<string, string>> = {
  nameservices: 'Who is who',
  'namenode-keys': 'NameNode',
  'journalnode-keys': 'JournalNode',
  'datanode-keys': 'DataNode',
};

/** The tables, in Markdown. */
export async function keyTables(): Promise<string> {
  const sections = [...(await knownKeys())].sort(([a], [b]) => order(a) - order(b)).map(([file, keys]) => {
    const rows = [...keys].sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ name, defaultText, doc, read }) => {
      const value = defaultText === undefined ? 'must be set' : defaultText === '' ? '' : `\`${defaultText}\``;
      return `| \`${name}\` | ${value} | ${doc.replace(/\|/g, '\\|')}${read ? '' : ' (not read yet)'} |`;
    });
    return `### ${titles[file] ?? file}\n\n| key | default | what it says |\n|---|---|---|\n${rows.join('\n')}\n`;
  });
  return sections.join('\n');
}

function order(file: string): number {
  const at = Object.keys(titles).indexOf(file);
  return at === -1 ? Number.POSITIVE_INFINITY : at;
}

/** The page with the tables put between their marks. Throws when the page has no marks. */
export function withTables(text: string, tables: string): string {
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from === -1 || to < from) throw new Error(`${page} has no place for the keys: ${begin} ... ${end}`);
  return `${text.slice(0, from)}${begin}\n\n${tables}\n${text.slice(to)}`;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const text = readFileSync(page, 'utf8');
  const wanted = withTables(text, await keyTables());
  if (!process.argv.includes('--check')) writeFileSync(page, wanted);
  else if (wanted !== text) {
    console.error(`the keys in ${page} are not those of src/conf; run npm run docs:keys`);
    process.exitCode = 1;
  }
}
