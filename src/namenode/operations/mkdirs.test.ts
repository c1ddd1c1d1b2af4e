import assert from 'node:assert/strict';
import { test } from 'node:test';
import { digestNamespace } from '../namespace/digest.ts';
import { Bench, alice, root, thrown } from './fixture.testing.ts';
import { getFileInfo } from './get-file-info.ts';
import { getListing } from './get-listing.ts';
import { planMkdirs } from './mkdirs.ts';

const noStart = new Uint8Array(0);

test('mkdirs makes a directory and those above it, and replay makes the same', () => {
  const bench = new Bench();
  assert.equal(bench.run(planMkdirs(bench.ns, bench.ctx(), { src: '/a/b/c/', mode: 0o1755, createParent: true })), true);
  assert.deepEqual(bench.log.map((op) => op.op === 'OP_MKDIR' && [op.path, op.inodeId, op.permissions.mode.toString(8)]), [
    ['/a', 16386, '755'], ['/a/b', 16387, '755'], ['/a/b/c', 16388, '1755'],
  ]);
  assert.equal(planMkdirs(bench.ns, bench.ctx(), { src: '/a/b', mode: 0o755, createParent: true }).ops.length, 0);
  assert.equal(digestNamespace(bench.ns), digestNamespace(bench.replay()));
  const status = getFileInfo(bench.ns, bench.ctx(), '/a/b/c');
  assert.equal(status?.kind, 'directory');
  assert.equal(status?.mode, 0o1755);
  assert.equal(status?.group, 'supergroup');
  assert.equal(getFileInfo(bench.ns, bench.ctx(), '/none'), undefined);
});

test('mkdirs refuses in the words of Apache', () => {
  const bench = new Bench();
  const mkdir = (src: string, caller = root, createParent = true): string => thrown(() => bench.run(planMkdirs(bench.ns, bench.ctx(caller), { src, mode: 0o755, createParent })));
  assert.equal(mkdir('/a:b'), 'InvalidPathException: Invalid path name Invalid file name: /a:b');
  assert.equal(mkdir('/x/y', root, false), "FileNotFoundException: Parent directory doesn't exist: /x");
  assert.equal(mkdir('/x', alice), 'AccessControlException: Permission denied: user=alice, access=WRITE, inode="/":root:supergroup:drwxr-xr-x');
  assert.match(mkdir(`/${'n'.repeat(256)}`), /^PathComponentTooLongException: The maximum path component name limit of n{256} in directory \/ is exceeded: limit=255 length=256$/);
  assert.match(mkdir('/.reserved/x'), /^HadoopIllegalArgumentException: File name "\.reserved" is reserved/);
  assert.equal(mkdir('/a/.snapshot'), 'HadoopIllegalArgumentException: ".snapshot" is a reserved name.');
  assert.equal(bench.log.length, 0, 'nothing is logged for what is refused');
});

test('a listing is in byte order and comes in parts', () => {
  const bench = new Bench();
  bench.options = { ...bench.options, listLimit: 7 };
  const names = Array.from({ length: 100 }, (_, i) => `d${(i * 37) % 100}`);
  names.push('ä', 'Z', '😀');
  for (const name of names) bench.run(planMkdirs(bench.ns, bench.ctx(), { src: `/dir/${name}`, mode: 0o755, createParent: true }));
  const seen: string[] = [];
  for (let startAfter: Uint8Array = noStart; ; ) {
    const part = getListing(bench.ns, bench.ctx(), { src: '/dir', startAfter, needLocation: false, cTimeMs: 0 });
    assert.ok(part !== undefined && part.entries.length <= 7);
    seen.push(...part.entries.map((entry) => Buffer.from(entry.name).toString()));
    assert.equal(part.remaining, names.length - seen.length);
    if (part.remaining === 0) break;
    startAfter = part.entries.at(-1)?.name ?? noStart;
  }
  assert.deepEqual(seen, names.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
  assert.equal(getListing(bench.ns, bench.ctx(), { src: '/none', startAfter: noStart, needLocation: false, cTimeMs: 0 }), undefined);
});
