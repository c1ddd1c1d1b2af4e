import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfError, Configuration } from '../conf/configuration.ts';
import { MemoryEnv } from '../env/memory-env.testing.ts';
import { HdfsException } from '../protocol/exceptions.ts';
import { Groups } from '../rpc/groups.ts';
import { impersonation, ProxyUsers } from '../rpc/proxy-users.ts';
import type { Call } from '../rpc/service.ts';
import { userMappings } from './user-mappings.ts';

test('rules on proxy users are read anew on request, and stay as they were where that fails', () => {
  const at = (hosts: string): Configuration => new Configuration().set('hadoop.proxyuser.web.users', '*').set('hadoop.proxyuser.web.hosts', hosts);
  let now = at('*');
  let broken = false;
  const users = new ProxyUsers(now, () => {
    if (broken) throw new ConfError('core-site.xml: not well-formed XML');
    return now;
  });
  const groups = new Groups(new MemoryEnv(), { staticMapping: '', superusergroup: 'supergroup', owner: 'hdfs' });
  const check = impersonation(users, groups);
  const allowed = (): boolean => {
    try {
      check('web', 'alice', '10.0.0.1');
      return true;
    } catch {
      return false;
    }
  };
  let asker = 'hdfs';
  const refresh = userMappings(groups, users, () => {
    if (asker !== 'hdfs') throw new HdfsException('AccessControlException', 'no superuser');
  }).find(({ descriptor }) => descriptor.protocol.includes('RefreshUserMappings'))?.handlers['refreshSuperUserGroupsConfiguration'];
  assert.ok(refresh !== undefined);
  const refreshed = (): unknown => refresh({} as never, {} as Call);
  now = at('192.0.2.1');
  assert.equal(allowed(), true, 'not before somebody asks');
  asker = 'alice';
  assert.throws(refreshed, { message: 'no superuser' });
  asker = 'hdfs';
  refreshed();
  assert.equal(allowed(), false);
  broken = true;
  assert.throws(refreshed, { message: 'core-site.xml: not well-formed XML' });
  assert.equal(allowed(), false);
  broken = false;
  now = at('10.0.0.0/8');
  refreshed();
  assert.equal(allowed(), true);
});
