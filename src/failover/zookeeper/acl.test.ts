import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseAcls, parseAuths } from './acl.ts';

test('ACLs are scheme:id:permissions, and the id may hold colons', () => {
  assert.deepEqual(parseAcls('world:anyone:rwcda, digest:bob:Xy+/=:rw,'), [{ scheme: 'world', id: 'anyone', permission: 31 }, { scheme: 'digest', id: 'bob:Xy+/=', permission: 3 }]);
  assert.deepEqual(parseAcls(''), []);
  assert.throws(() => parseAcls('world:anyone'), /'world:anyone' is not of the form scheme:id:permissions/);
  assert.throws(() => parseAcls('world:anyone:rx'), /'x' in 'world:anyone:rx' is none of the permissions/);
});

test('auths are scheme:auth, and what is wrong with one does not tell it', () => {
  assert.deepEqual(parseAuths('digest:bob:secret'), [{ scheme: 'digest', auth: 'bob:secret' }]);
  assert.throws(() => parseAuths('secret'), (error: Error) => error.message === 'an entry is not of the form scheme:auth');
});
