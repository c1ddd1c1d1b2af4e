import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseGenericOptions } from './generic-options.ts';
import { parseMode } from './mode-change.ts';
import { javaInteger, parseOptions, popValue } from './options.ts';
import { absolutePath, looksLikeDirectory, parsePathUri, relativeTo } from './path-uri.ts';
import { UsageError } from './shell-errors.ts';
import { parseAcl } from './setfacl.ts';

test('options end at the first operand, at - and behind --', () => {
  const read = (...args: string[]): string => {
    const { flags, values, rest } = parseOptions(args, { min: 1, flags: ['f', 'p'], valued: ['t'] });
    return `${[...flags].join()} ${[...values].join()} ${rest.join()}`;
  };
  assert.equal(read('-f', 'a', '-p'), 'f  a,-p');
  assert.equal(read('-f', '-', '-p'), 'f  -,-p');
  assert.equal(read('-f', '--', '-p'), 'f  -p');
  assert.equal(read('-t', '4', 'a'), ' t,4 a');
  assert.equal(read('-t', 'a'), ' t, a', 'the only operand is no value');
  assert.throws(() => read('-x', 'a'), { name: 'UsageError', message: 'Illegal option -x' });
  assert.throws(() => read('-f'), { message: 'Not enough arguments: expected 1 but got 0' });
  assert.throws(() => parseOptions(['a', 'b'], { min: 1, max: 1 }), { message: 'Too many arguments: expected 1 but got 2' });
});

test('a value is taken from anywhere in front of a --', () => {
  const words = ['a', '-t', '5', '--', '-t'];
  assert.equal(popValue(words, '-t'), '5');
  assert.deepEqual(words, ['a', '--', '-t']);
  assert.throws(() => popValue(['-t'], '-t'), UsageError);
  assert.deepEqual(['7', '+7', '-7', '7.5', '', '70000'].map((text) => javaInteger(text, -100, 100)), [7, 7, -7, undefined, undefined, undefined]);
});

test('generic options stand in front of the command only', () => {
  const { confDir, definitions, confFiles, rest } = parseGenericOptions(['--config', '/c', '-D', 'a=b=c', '-Dx=y', '-fs', 'hdfs://h:1', '-conf', 'f.xml', '-ls', '-D', 'z=1'], '/env');
  assert.deepEqual({ confDir, definitions, confFiles, rest }, {
    confDir: '/c', definitions: [['a', 'b=c'], ['x', 'y'], ['fs.defaultFS', 'hdfs://h:1']], confFiles: ['f.xml'], rest: ['-ls', '-D', 'z=1'],
  });
  assert.equal(parseGenericOptions(['-ls'], '').confDir, undefined);
  assert.equal(parseGenericOptions(['-fs'], undefined).incomplete, '-fs');
});

test('modes in octal and in letters', () => {
  const apply = (text: string, existing: number, directory = false): string | undefined => parseMode(text)?.(existing, directory).toString(8);
  assert.equal(apply('754', 0o777), '754');
  assert.equal(apply('1777', 0), '1777');
  assert.equal(apply('+755', 0), '755');
  assert.equal(apply('u+x,g-r,o=w', 0o644), '702');
  assert.equal(apply('a+r', 0o100), '544');
  assert.equal(apply('+t', 0o755), '1755');
  assert.equal(apply('-t', 0o1755), '755');
  assert.equal(apply('go=', 0o755), undefined);
  assert.equal(apply('u=rwX,go=rX', 0o600), '644');
  assert.equal(apply('u=rwX,go=rX', 0o600, true), '755');
  assert.equal(apply('a+X', 0o744), '755');
  for (const bad of ['888', '77', 'u+y', '', 'u+x;g+x', '2755']) assert.equal(parseMode(bad), undefined, bad);
});

test('paths are taken apart, made absolute and relative', () => {
  assert.deepEqual(parsePathUri('hdfs://ns1/a/b'), { scheme: 'hdfs', authority: 'ns1', path: '/a/b' });
  assert.deepEqual(parsePathUri('file:///a'), { scheme: 'file', authority: undefined, path: '/a' });
  assert.deepEqual(parsePathUri('a/b:c'), { scheme: undefined, authority: undefined, path: 'a/b:c' });
  assert.throws(() => parsePathUri('a:b'), /Relative path in absolute URI: a:b/);
  assert.throws(() => parsePathUri(''), /empty string/);
  assert.equal(absolutePath('../x//./y/', '/user/ann'), '/user/x/y');
  assert.equal(absolutePath('/../a', '/'), '/../a');
  assert.deepEqual(['a/', 'a', '.', 'a/..', '/'].map(looksLikeDirectory), [true, false, true, true, true]);
  assert.deepEqual(['/user/ann', '/user/ann/x/y', '/user/bob', '/'].map((path) => relativeTo('/user/ann', path)), ['.', 'x/y', '../bob', '../..']);
});

test('access control lists are read as Hadoop reads them', () => {
  assert.deepEqual(parseAcl('user::rwx,default:group:staff:r-x', true), [
    { scope: 'access', type: 'user', name: '', permission: 7 }, { scope: 'default', type: 'group', name: 'staff', permission: 5 },
  ]);
  assert.throws(() => parseAcl('usr:a:rwx', true), /Invalid type of acl in <aclSpec> :usr:a:rwx/);
  assert.throws(() => parseAcl('user:a:rwz', true), /Invalid permission in <aclSpec> : user:a:rwz/);
});
