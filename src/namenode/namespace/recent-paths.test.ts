// A path that was found lately and does not lead there any more.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inodeKind } from './inode-table.ts';
import { Namespace } from './namespace.ts';
import type { ResolvedPath } from './resolved-path.ts';

const permissions = { owner: 'o', group: 'g', mode: 0o755 };

function namespace(): { ns: Namespace; add: (kind: typeof inodeKind.file | typeof inodeKind.directory, path: string) => number } {
  const ns = new Namespace({ root: permissions });
  return { ns, add: (kind, path) => ns.addAt(kind, ns.resolve(path), { id: ns.ids.lastInodeId + 1, permissions, mtime: 1, atime: 1 }) };
}

test('a path leads nowhere once its file or a directory above has gone, and to what comes in their place', () => {
  const { ns, add } = namespace();
  const a = add(inodeKind.directory, '/a');
  const b = add(inodeKind.directory, '/a/b');
  const file = add(inodeKind.file, '/a/b/file');
  assert.equal(ns.lookup('/a/b/file'), file);
  ns.move(file, b, 'other');
  assert.equal(ns.lookup('/a/b/file'), -1);
  assert.equal(ns.lookup('/a/b/other'), file);
  ns.move(a, ns.root, 'c');
  assert.equal(ns.lookup('/a/b/other'), -1);
  assert.equal(ns.lookup('/c/b/other'), file);
  ns.discard(b);
  assert.equal(ns.lookup('/c/b/other'), -1);
  add(inodeKind.directory, '/c/b');
  const again = add(inodeKind.file, '/c/b/other');
  assert.equal(ns.lookup('/c/b/other'), again);
});

test('a path with a slash behind its last name, or doubled ones, is added by its name', () => {
  const { ns, add } = namespace();
  const directory = add(inodeKind.directory, '/a/');
  const file = add(inodeKind.file, '/a//file/');
  const resolved = (path: string): ResolvedPath => ns.resolve(path);
  assert.equal(ns.inodes.nameText(directory), 'a');
  assert.equal(ns.inodes.nameText(file), 'file');
  assert.equal(ns.lookup('/a/file'), file);
  assert.equal(ns.lookup('/a//file'), file);
  assert.equal(resolved('/a/file/').last, file);
});

test('more paths than are remembered, with ends alike', () => {
  const { ns, add } = namespace();
  const rows = new Map<string, number>();
  for (let d = 0; d < 20; d++) {
    add(inodeKind.directory, `/${d}`);
    for (let i = 0; i < 50; i++) rows.set(`/${d}/part-${i}.parquet`, add(inodeKind.file, `/${d}/part-${i}.parquet`));
  }
  for (let round = 0; round < 2; round++) for (const [path, row] of rows) assert.equal(ns.lookup(path), row);
});

test('names that come in order, and then out of it, are found once and at their places', () => {
  const { ns, add } = namespace();
  add(inodeKind.directory, '/d');
  const rows = new Map<string, number>();
  const missing = (name: string): void => assert.equal(ns.resolve(`/d/${name}`).last, -1);
  for (const name of ['b', 'c', 'd', 'cc', 'e', 'a', 'f', 'é', 'z', 'bb', 'ê']) {
    missing(name);
    rows.set(name, add(inodeKind.file, `/d/${name}`));
    for (const [known, row] of rows) assert.equal(ns.resolve(`/d/${known}`).last, row, `${known} behind ${name}`);
    missing('zz');
  }
  ns.discard(rows.get('ê') ?? -1);
  missing('ê');
  missing('ë');
  assert.equal(ns.resolve('/d/é').last, rows.get('é'));
});

test('a name longer than all before is looked for by its own bytes', () => {
  const { ns, add } = namespace();
  add(inodeKind.directory, '/d');
  const long = 'x'.repeat(12_000);
  const row = add(inodeKind.file, `/d/${long}`);
  const { ns: other, add: addToOther } = namespace();
  addToOther(inodeKind.directory, '/d');
  assert.equal(other.resolve(`/d/${long}`).last, -1);
  assert.equal(ns.resolve(`/d/${long}`).last, row);
});
