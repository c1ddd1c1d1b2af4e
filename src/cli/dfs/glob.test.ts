import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileGlob, expandBraces } from './glob.ts';

function matches(glob: string, ...names: string[]): string[] {
  const { regexp } = compileGlob(glob);
  return names.filter((name) => regexp.test(name));
}

test('wildcards, sets and alternatives match as in GlobPattern', () => {
  assert.deepEqual(matches('*.csv', 'a.csv', '.csv', 'a.csvx', 'acsv'), ['a.csv', '.csv']);
  assert.deepEqual(matches('a?c', 'abc', 'ac', 'abbc', 'a\nc'), ['abc', 'a\nc']);
  assert.deepEqual(matches('[a-c]x', 'ax', 'cx', 'dx', '-x'), ['ax', 'cx']);
  assert.deepEqual(matches('[!a-c]x', 'ax', 'dx'), ['dx']);
  assert.deepEqual(matches('[^a-c]x', 'ax', 'dx'), ['dx']);
  assert.deepEqual(matches('{ab,c*}d', 'abd', 'cd', 'cxxd', 'bd'), ['abd', 'cd', 'cxxd']);
  assert.deepEqual(matches('a.b', 'a.b', 'axb'), ['a.b']);
  assert.deepEqual(matches('a\\*b', 'a*b', 'axb'), ['a*b']);
  assert.deepEqual(matches('a}b]c,d^e!', 'a}b]c,d^e!'), ['a}b]c,d^e!']);
  assert.deepEqual(matches('part-0000(1)+$', 'part-0000(1)+$', 'part-00001'), ['part-0000(1)+$']);
});

test('only what has a wildcard is one', () => {
  assert.equal(compileGlob('plain.name').wild, false);
  assert.equal(compileGlob('a\\*').wild, false);
  for (const glob of ['*', '?', '[a]', '{a}']) assert.equal(compileGlob(glob).wild, true, glob);
});

test('what is left open is named', () => {
  assert.throws(() => compileGlob('[ab'), /Unclosed character class at pos 3/);
  assert.throws(() => compileGlob('{ab'), /Unclosed group at pos 3/);
  assert.throws(() => compileGlob('ab\\'), /Missing escaped character/);
});

test('braces with a slash inside become patterns of their own', () => {
  assert.deepEqual(expandBraces('/a/{b,c}'), ['/a/{b,c}']);
  assert.deepEqual(expandBraces('/a/{b/x,c}'), ['/a/b/x', '/a/c']);
  assert.deepEqual(expandBraces('{a/b,c/{d,e}}/f'), ['a/b/f', 'c/{d,e}/f']);
  assert.deepEqual(expandBraces('{/a,b}{c/d,e}'), ['/ac/d', '/ae', 'bc/d', 'be']);
  assert.deepEqual(expandBraces('/a/\\{b/c,d}'), ['/a/\\{b/c,d}']);
});
