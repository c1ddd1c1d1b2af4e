/**
 * WebHDFS on a Standby that does not relay (`quorate.webhdfs.standby.relay=false`): the same requests go to Apache's Standby
 * and to ours, and status, headers and body must be the same.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startCluster } from '../../src/testing/start-cluster.ts';
import { ask } from './http-ask.ts';
import { startApacheCluster } from './rig/apache-cluster.ts';
import { needsApache } from './rig/apache.ts';
import { withWorkDir } from './rig/processes.ts';
import { standbyRequests } from './webhdfs-requests.ts';
import { assertSame, transcript } from './webhdfs-transcript.ts';

const properties = { 'hadoop.user.group.static.mapping.overrides': 'root=supergroup;alice=staff;dr.who=', 'hadoop.proxyuser.root.hosts': '*', 'hadoop.proxyuser.root.users': '*' };

test('a Standby that does not relay refuses as Apache\'s does', { timeout: 240_000 }, async (t) => {
  if (!needsApache(t)) return;
  await withWorkDir('webhdfs-standby', async (dir) => {
    const apache = await startApacheCluster({ dir, nameservice: 'ns1', journalNodes: 1, nameNodes: 2, dataNodes: 1, hdfs: properties });
    await using ours = await startCluster({ journalnodes: 1, datanodes: 1, user: 'root', conf: { ...properties, 'quorate.webhdfs.standby.relay': 'false' } });
    const standby = ours.nameNodes.find((name) => name !== ours.active()) ?? '';
    const theirs = await transcript(`http://127.0.0.1:${apache.ports('nn2').http}`, standbyRequests);
    const mine = await transcript(`http://${ours.address(standby, 'http')}`, standbyRequests);
    assertSame(mine, theirs);
    // That is what clients know a Standby by.
    const refusal = await ask('GET', `http://${ours.address(standby, 'http')}`, '/webhdfs/v1/?op=GETFILESTATUS&user.name=root');
    assert.equal(refusal.status, 403);
    assert.match(refusal.body.toString(), /"exception":"StandbyException","javaClassName":"org\.apache\.hadoop\.ipc\.StandbyException"/);
    await apache.stop();
  });
});
