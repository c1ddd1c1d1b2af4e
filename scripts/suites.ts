// Which tests there are, by kind, and where they lie.
import { existsSync } from 'node:fs';
import { filesBelow } from './files-below.ts';

/** Kinds whose files share one process: they touch nothing outside it, and a process each would cost minutes. */
export const sharedKinds = ['unit', 'scenarios', 'seeds'] as const;
/** Kinds whose files have a process each: they start daemons, and what one leaves behind must not touch the next. */
export const separateKinds = ['process', 'apache', 'long'] as const;

export type Kind = (typeof sharedKinds)[number] | (typeof separateKinds)[number];

const folders: Readonly<Record<Kind, readonly string[]>> = {
  unit: ['src', 'scripts', 'bench'],
  scenarios: ['tests/scenarios', 'tests/golden'],
  seeds: ['tests/seeds'],
  process: ['tests/process'],
  apache: ['tests/apache'],
  long: ['tests/long'],
};

export function isKind(text: string): text is Kind {
  return text in folders;
}

/** The compiled test files of a kind whose paths contain one of `wanted` (all without any), but none whose source is gone. */
export function testFiles(kind: Kind, wanted: readonly string[] = []): string[] {
  return folders[kind]
    .flatMap((folder) => filesBelow(`build/${folder}`, '.test.js'))
    .filter((file) => existsSync(file.replace(/^build\//, '').replace(/\.js$/, '.ts')))
    .filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part)));
}
