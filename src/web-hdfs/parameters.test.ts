import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { HdfsException } from '../protocol/exceptions.ts';
import { methodOf, operationOf } from './operations.ts';
import { Parameters, domainOf, parseQuery } from './parameters.ts';
import type { Method } from './parameters.ts';

const nameNode = { namesParameter: true };

function parameters(query: string, method: Method = 'PUT', op = 'CREATE'): Parameters {
  return new Parameters(parseQuery(query), method, op, nameNode);
}

function refusal(query: string, method: Method = 'PUT'): string {
  try {
    parameters(query, method);
    return '';
  } catch (error) {
    assert.ok(error instanceof HdfsException);
    assert.equal(error.name, 'IllegalArgumentException');
    return error.message.replace(/^Invalid value for webhdfs parameter "[a-z.]+": /, '');
  }
}

test('a query is decoded, and its names have no capitals where they do not count', () => {
  assert.deepEqual([...parseQuery('OP=a%20b+c&x&y=&op=2&%6Fp=3')], [['op', ['a b c', '2', '3']], ['x', ['']], ['y', ['']]]);
  assert.deepEqual([...parseQuery('OP=1', false)], [['OP', ['1']]]);
  assert.throws(() => parseQuery('op=%zz'), URIError);
});

test('values are what they say, and defaults where they say nothing', () => {
  const given = parameters('overwrite=TRUE&permission=1750&replication=3&blocksize=%2B5&createflag=overwrite,create&user.name=us$');
  assert.equal(given.flag('overwrite'), true);
  assert.equal(given.number('permission'), 0o1750);
  assert.equal(given.number('blocksize'), 5);
  assert.deepEqual(given.names('createflag'), ['CREATE', 'OVERWRITE']);
  const absent = parameters('permission=&overwrite=');
  assert.equal(absent.flag('overwrite'), false);
  assert.equal(absent.flag('createparent'), true);
  assert.equal(absent.number('permission'), undefined);
  assert.equal(absent.number('modificationtime'), -1);
  assert.equal(absent.number('namespacequota'), 2 ** 63);
  assert.throws(() => absent.required('destination'), /Required param destination for op: CREATE is null or empty/);
  assert.deepEqual(new Parameters(parseQuery('xattr.name=a&xattr.name=b&xattr.name='), 'GET', 'GETXATTRS', nameNode).texts('xattr.name'), ['a', 'b']);
  // What another method reads is nothing to this one.
  assert.equal(refusal('replication=x', 'GET'), '');
});

test('what is malformed is named as Apache names it', () => {
  assert.equal(refusal('overwrite=1'), 'Failed to parse "1" to Boolean.');
  assert.equal(refusal('replication=x'), 'Failed to parse "x" as a radix-10 short integer.');
  assert.equal(refusal('buffersize=2147483648'), 'Failed to parse "2147483648" as a radix-10 integer.');
  assert.equal(refusal('blocksize=0'), 'Invalid parameter range: blocksize = 0 < 1');
  assert.equal(refusal('permission=8'), 'Failed to parse "8" as a radix-8 short integer.');
  assert.equal(refusal('permission=2000'), 'Invalid parameter range: permission = 2000 > 1777');
  assert.equal(refusal('createflag=create,no'), 'No enum constant org.apache.hadoop.fs.CreateFlag.NO');
  assert.equal(refusal('destination=x'), 'Invalid parameter value: destination = "x" is not an absolute path.');
  assert.match(refusal('user.name=0'), /^Invalid value: "0" does not belong to the domain \^\[A-Za-z_\]/);
  assert.match(refusal('aclspec=user:a:rwz'), /^Invalid value: "user:a:rwz" does not belong to the domain /);
  assert.equal(refusal('aclspec=user:a:rwx,default:group::r--,user:b:'), '');
});

test('a pattern of the configuration says which users there are', () => {
  const reading = { namesParameter: false, userDomain: domainOf('[0-9]+') };
  assert.throws(() => new Parameters(parseQuery('user.name=alice'), 'GET', 'OPEN', reading), /^HdfsException|Invalid value: "alice" does not belong to the domain \[0-9\]\+$/);
  assert.equal(new Parameters(parseQuery('user.name=17'), 'GET', 'OPEN', reading).text('user.name'), '17');
});

test('an operation belongs to its method', () => {
  assert.equal(operationOf('PUT', 'mkdirs'), 'MKDIRS');
  assert.throws(() => operationOf('GET', 'MKDIRS'), /MKDIRS is not a valid GET operation/);
  assert.throws(() => operationOf('GET', 'toString'), /toString is not a valid GET operation/);
  assert.throws(() => operationOf('GET', ''), /op=NULL is not supported/);
  assert.deepEqual(['HEAD', 'POST', 'TRACE'].map(methodOf), ['GET', 'POST', undefined]);
});

test('no query does more than be refused', () => {
  const names = fc.constantFrom('op', 'user.name', 'permission', 'offset', 'length', 'aclspec', 'createflag', 'flag', 'destination', 'namespacequota', '__proto__', 'constructor');
  const query = fc.array(fc.tuple(names, fc.string({ unit: 'grapheme' }))).map((pairs) => pairs.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&'));
  fc.assert(fc.property(query, fc.constantFrom<Method>('GET', 'PUT', 'POST', 'DELETE'), (text, method) => void refusal(text, method)));
  fc.assert(fc.property(fc.string(), (text) => {
    try {
      parseQuery(text);
    } catch (error) {
      assert.ok(error instanceof URIError);
    }
  }));
});
