// The tables of configuration keys in docs/COMPATIBILITY.md, from src/conf. A key counts as read when something outside
// src/conf, or a function inside it, names its constant; what the doctor looks at, no daemon need live by.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Key } from '../../src/conf/configuration.ts';
import { filesBelow } from '../files-below.ts';
import { isTestFile } from '../source-rules.ts';
import { tokensOf } from '../tokens.ts';

interface KnownKey extends Key<unknown> {
  readonly read: boolean;
}

const titles: Readonly<Record<string, string>> = {
  nameservices: 'Who is who',
  'namenode-keys': 'NameNode',
  'journalnode-keys': 'JournalNode',
  'datanode-keys': 'DataNode',
  'zookeeper-keys': 'Election over ZooKeeper',
};

/** One table for each file of src/conf that has keys. */
export async function keyTables(): Promise<string> {
  const files = filesBelow('src', '.ts').filter((file) => !isTestFile(file) && !['src/wire/', 'src/doctor/'].some((folder) => file.startsWith(folder)));
  const words = new Map<string, number>();
  for (const file of files) {
    for (const { kind, text } of tokensOf(readFileSync(file, 'utf8'))) if (kind === 'word') words.set(text, (words.get(text) ?? 0) + 1);
  }
  const tables: (readonly [title: string, text: string])[] = [];
  for (const file of files.filter((name) => name.startsWith('src/conf/'))) {
    const constants = (await import(pathToFileURL(path.resolve('build', file.replace(/\.ts$/, '.js'))).href)) as Record<string, unknown>;
    // Once where it is made; more often means that somebody uses it.
    const keys = Object.entries(constants).flatMap(([constant, value]): KnownKey[] => (isKey(value) ? [{ ...value, read: (words.get(constant) ?? 0) > 1 }] : []));
    const name = path.basename(file, '.ts');
    if (keys.length > 0) tables.push([titles[name] ?? name, keys.sort((a, b) => (a.name < b.name ? -1 : 1)).map(row).join('\n')]);
  }
  const order = Object.values(titles);
  return tables
    .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
    .map(([title, rows]) => `### ${title}\n\n| key | default | what it says |\n|---|---|---|\n${rows}\n`)
    .join('\n');
}

function row({ name, defaultText, doc, read }: KnownKey): string {
  const value = defaultText === undefined ? 'none' : defaultText === '' ? '' : `\`${defaultText}\``;
  return `| \`${name}\` | ${value} | ${doc.replaceAll('|', '\\|')}${read ? '' : ' (**not read yet**)'} |`;
}

function isKey(value: unknown): value is Key<unknown> {
  return typeof value === 'object' && value !== null && 'defaultText' in value && 'parse' in value && 'doc' in value;
}
