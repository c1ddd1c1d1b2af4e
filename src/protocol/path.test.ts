import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isValidName } from './path.ts';

/** DFSUtil.isValidName as its words say it. */
function isValidByParts(path: string): boolean {
  const parts = path.split('/');
  return path.startsWith('/') && parts.every((part, i) => part !== '.' && part !== '..' && !part.includes(':') && (part !== '' || i === 0 || i === parts.length - 1));
}

test('a name is valid when every part of it is', () => {
  for (const path of ['/', '/a', '/a/', '/a/b.c', '/.a', '/..a', '/a..', '/...', '/.../x', '/ä/ö']) assert.ok(isValidName(path), path);
  for (const path of ['', 'a', 'a/b', '//', '/a//b', '/a//', '/.', '/..', '/a/./b', '/a/..', '/../a', '/a:b', ':', '/:']) assert.ok(!isValidName(path), path);
});

test('any text: the same verdict as part by part', () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom('/', '.', ':', 'a', 'ü'), maxLength: 12 }), (text) => isValidName(text) === isValidByParts(text)), { numRuns: 2000 });
});
