import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FSNamesystem } from '../fs-namesystem.ts';
import { Bench, alice } from '../operations/fixture.testing.ts';
import { planMkdirs } from '../operations/mkdirs.ts';
import { planSetPermission } from '../operations/attributes.ts';
import { batchedListing } from './batched-listing.ts';

const nothing = new Uint8Array(0);

function bench(listLimit: number): { readonly bench: Bench; readonly list: (paths: readonly string[], startAfter?: Uint8Array) => ReturnType<typeof batchedListing> } {
  const made = new Bench();
  for (const src of ['/a/1', '/a/2', '/a/3', '/b', '/c/4', '/secret']) made.run(planMkdirs(made.ns, made.ctx(), { src, mode: 0o755, createParent: true }));
  made.run(planSetPermission(made.ns, made.ctx(), { src: '/secret', mode: 0o700 }));
  made.options = { ...made.options, listLimit };
  const fsn = { namespace: made.ns } as unknown as FSNamesystem;
  return { bench: made, list: (paths, startAfter = nothing) => batchedListing(fsn, made.ctx(alice), { paths, startAfter, needLocation: false }, 0, '127.0.0.1') };
}

function shown({ listings }: ReturnType<typeof batchedListing>): string[] {
  return listings.map(({ parentIdx, partialListing, exception }) => `${parentIdx}: ${exception?.className.replace(/.*\./, '') ?? partialListing.map(({ path }) => Buffer.from(path).toString()).join(' ')}`);
}

test('several directories in one answer, each that cannot be listed with its exception', () => {
  const { list } = bench(100);
  const all = list(['/a', '/none', '/secret', '/b', '/c']);
  assert.deepEqual(shown(all), ['0: 1 2 3', '1: FileNotFoundException', '2: AccessControlException', '3: ', '4: 4']);
  assert.deepEqual([all.hasMore, all.startAfter.length], [false, 0]);
});

test('a listing that is too long goes on where it stopped, and only for the same paths', () => {
  const { list } = bench(2);
  const paths = ['/a', '/b', '/c'];
  const parts: string[][] = [];
  let startAfter: Uint8Array = nothing;
  for (let more = true; more; ) {
    const part = list(paths, startAfter);
    parts.push(shown(part));
    more = part.hasMore;
    startAfter = part.startAfter;
  }
  assert.deepEqual(parts, [['0: 1 2'], ['0: 3', '1: ', '2: 4']]);
  const first = list(paths).startAfter;
  assert.throws(() => list(['/a', '/c'], first), { name: 'IllegalArgumentException' });
  assert.throws(() => list(paths, Buffer.from([0xff, 0xff])), { name: 'IOException' });
  assert.throws(() => list(Array.from({ length: 101 }, () => '/a')), /Too many source paths \(101 > 100\)/);
});
