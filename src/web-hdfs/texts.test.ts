// The texts of WebHDFS that are no parameters of their own: paths, entries, attributes, exceptions.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { HdfsException } from '../protocol/exceptions.ts';
import { RemoteError } from '../rpc/rpc-errors.ts';
import { parseAclSpec } from './acl-spec.ts';
import { jsonText } from './json-status.ts';
import { remoteException, remoteExceptionJson } from './remote-exception.ts';
import { encodePath, targetOf } from './web-hdfs-path.ts';
import { decodeXAttrValue, xAttrNamesJson, xAttrOfName, xAttrsJson } from './xattr-text.ts';

test('a path is what was sent, with its dots', () => {
  assert.deepEqual(targetOf('/webhdfs/v1'), { path: '/', query: '' });
  assert.deepEqual(targetOf('/webhdfs/v1?op=x?'), { path: '/', query: 'op=x?' });
  assert.deepEqual(targetOf('/webhdfs/v1//a/%2e%2e/b%2Fc/?q'), { path: '/a/../b/c/', query: 'q' });
  assert.equal(targetOf('/webhdfs/v1x'), undefined);
  assert.equal(targetOf('http://host/webhdfs/v1/'), undefined);
  assert.throws(() => targetOf('/webhdfs/v1/%e4'), URIError);
  assert.equal(encodePath('/a b/ä+&=?#%:@;,$'), '/a%20b/%C3%A4+&=%3F%23%25:@;,$');
});

test('a path that is encoded is read as it was', () => {
  fc.assert(fc.property(fc.array(fc.string({ unit: 'grapheme', minLength: 1 }).map((name) => name.replaceAll('/', '_')), { minLength: 1 }), (names) => {
    const path = `/${names.join('/')}`;
    assert.equal(targetOf(`/webhdfs/v1${encodePath(path)}?op=OPEN`)?.path, path);
  }));
});

test('entries of a list have permissions, or have none', () => {
  assert.deepEqual(parseAclSpec('user:alice:r-x,default:group::rw-,other::---', true).map(({ type, scope, name, permissions }) => [type, scope, name, permissions]), [[0, 0, 'alice', 5], [1, 1, undefined, 6], [3, 0, undefined, 0]]);
  assert.equal(parseAclSpec('user:alice:', false).length, 1);
  assert.throws(() => parseAclSpec('user:alice:', true), /Invalid <aclSpec> : user:alice:/);
  assert.throws(() => parseAclSpec('user:alice:r--', false), /Invalid <aclSpec> : user:alice:r--/);
});

test('attributes are texts, hex or base64', () => {
  const value = (text: string): string => Buffer.from(decodeXAttrValue(text)).toString('latin1');
  assert.deepEqual(['0x6162', '0X6162', '0sYWI=', '"ab"', 'ab', '"', ''].map(value), ['ab', 'ab', 'ab', 'ab', 'ab', '"', '']);
  assert.throws(() => decodeXAttrValue('0x6'), /DecoderException: Odd number of characters\./);
  assert.throws(() => decodeXAttrValue('0x6g'), /Illegal hexadecimal character g at index 1/);
  const xAttr = xAttrOfName('trusted.a.b', Buffer.from([0xff]));
  assert.equal(jsonText(xAttrsJson([xAttr, xAttrOfName('user.none')], 'HEX')), '{"XAttrs":[{"name":"trusted.a.b","value":"0xff"},{"name":"user.none","value":null}]}');
  assert.equal(jsonText(xAttrNamesJson([xAttr])), '{"XAttrNames":"[\\"trusted.a.b\\"]"}');
  for (const name of ['', 'a', '.a', 'nothing.a', 'user.']) assert.throws(() => xAttrOfName(name), HdfsException);
});

test('the class of an exception makes its status', () => {
  const status = (error: unknown): number => remoteException(error).status;
  assert.equal(status(new HdfsException('FileNotFoundException', 'x')), 404);
  assert.equal(status(new HdfsException('HadoopIllegalArgumentException', 'x')), 400);
  assert.equal(status(new HdfsException('UnsupportedOperationException', 'x')), 400);
  assert.equal(status(new HdfsException('XAttrNotFoundException', 'x')), 403);
  assert.equal(status(new HdfsException('NullPointerException', 'x')), 500);
  assert.equal(status(new Error('x')), 403);
  assert.equal(remoteExceptionJson(remoteException(new HdfsException('PathComponentTooLongException', 'long'))), '{"RemoteException":{"exception":"PathComponentTooLongException","javaClassName":"org.apache.hadoop.hdfs.protocol.FSLimitException$PathComponentTooLongException","message":"long"}}');
  assert.deepEqual(remoteException(new HdfsException('AssertionError', 'no')), { status: 403, javaClass: 'java.io.IOException', message: 'java.lang.AssertionError: no' });
  assert.equal(remoteException(new RemoteError('java.io.EOFException', '')).message, null);
});

test('numbers that Java has and we have not are told to the digit', () => {
  assert.equal(jsonText({ a: [1, 2n ** 63n - 1n, null, true, 'ü"'], b: {} }), '{"a":[1,9223372036854775807,null,true,"ü\\""],"b":{}}');
});
