import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Configuration } from '../conf/configuration.ts';
import { checkImpersonation, proxyRules } from './proxy-users.ts';

const conf = new Configuration();
for (const [name, value] of Object.entries({
  'hadoop.proxyuser.web.users': 'alice, bob', 'hadoop.proxyuser.web.hosts': '10.1.0.0/16, 192.0.2.7', 'hadoop.proxyuser.a.b.groups': 'staff', 'hadoop.proxyuser.a.b.hosts': '*',
  'hadoop.proxyuser.nowhere.users': '*',
})) conf.set(name, value);
const rules = proxyRules(conf);

function check(realUser: string, user: string, address: string): string {
  try {
    checkImpersonation(rules, (of) => (of === 'carol' ? ['staff'] : []), realUser, user, address);
    return 'yes';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

test('who is named, and whose group is named, from where it is allowed', () => {
  assert.equal(check('web', 'alice', '10.1.255.3'), 'yes');
  assert.equal(check('web', 'bob', '192.0.2.7'), 'yes');
  assert.equal(check('a.b', 'carol', '203.0.113.1'), 'yes');
  assert.equal(check('web', 'carol', '10.1.0.1'), 'User: web is not allowed to impersonate carol');
  assert.equal(check('a.b', 'alice', '10.1.0.1'), 'User: a.b is not allowed to impersonate alice');
  assert.equal(check('alice', 'bob', '10.1.0.1'), 'User: alice is not allowed to impersonate bob');
  assert.equal(check('web', 'alice', '10.2.0.1'), 'Unauthorized connection for super-user: web from IP /10.2.0.1');
  assert.equal(check('web', 'alice', 'fe80::1'), 'Unauthorized connection for super-user: web from IP /fe80::1');
  assert.equal(check('nowhere', 'alice', '10.1.0.1'), 'Unauthorized connection for super-user: nowhere from IP /10.1.0.1');
});
