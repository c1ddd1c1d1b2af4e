/**
 * dfs.namenode.servicerpc-address: DataNodes come to that port, Apache's as ours, and clients to theirs; haadmin of either kind
 * asks there. Which calls came where is what /jmx says of each port.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withCluster } from '../process/cluster-fixture.ts';
import { quorate } from '../process/quorate-command.ts';
import { hdfsOk, needsApache } from './rig/apache.ts';
import { freePortBlock, jmx, waitFor } from './rig/ports.ts';
import { withWorkDir } from './rig/processes.ts';
import { startSingleNameNode } from './single-name-node.ts';

test('DataNodes and NameNodes on a port of their own', { timeout: 120_000 }, async (t) => {
  if (!needsApache(t)) return;
  for (const dataKind of ['apache', 'ours'] as const) {
    await t.test(`DataNodes: ${dataKind}`, () => withWorkDir(`service-port-${dataKind}`, async (dir) => {
      const servicePort = await freePortBlock(1);
      const cluster = await startSingleNameNode('ours', dir, { 'dfs.namenode.servicerpc-address': `127.0.0.1:${servicePort}` }, dataKind);
      await hdfsOk(['dfs', '-put', '/etc/hostname', '/f'], { confDir: cluster.confDir });
      assert.equal((await quorate(['dfs', '--config', cluster.confDir, '-test', '-e', '/f'])).code, 0);
      const calls = async (port: number, method: string): Promise<number> => Number((await jmx(cluster.rpcPort + 1, `Hadoop:service=NameNode,name=RpcDetailedActivityForPort${port}`))?.[`${method}NumOps`] ?? 0);
      for (const method of ['RegisterDatanode', 'SendHeartbeat', 'BlockReport']) {
        await waitFor(method, async () => (await calls(servicePort, method)) > 0);
        assert.equal(await calls(cluster.rpcPort, method), 0, method);
      }
      assert.ok((await calls(cluster.rpcPort, 'Create')) > 0);
      assert.equal(await calls(servicePort, 'Create'), 0);
      // What is counted for the NameNode as a whole comes from both.
      const activity = await jmx(cluster.rpcPort + 1, 'Hadoop:service=NameNode,name=NameNodeActivity');
      assert.equal(activity?.['CreateFileOps'], 1);
      assert.ok(Number(activity['StorageBlockReportNumOps']) > 0);
      await cluster.stop();
    }));
  }
  await t.test('haadmin of either kind, and a failover', async () => {
    const base = await freePortBlock(2);
    const properties = { 'dfs.namenode.servicerpc-address.ns1.nn1': `127.0.0.1:${base}`, 'dfs.namenode.servicerpc-address.ns1.nn2': `127.0.0.1:${base + 1}` };
    await withCluster('service-port-ha', { properties }, async (cluster) => {
      const active = await cluster.untilActive();
      const standby = active === 'nn1' ? 'nn2' : 'nn1';
      const states = async (): Promise<string[]> => [
        await hdfsOk(['haadmin', '-getAllServiceState'], { confDir: cluster.confDir }), (await quorate(['haadmin', '--config', cluster.confDir, '-getAllServiceState'])).stdout,
      ].map((said) => said.replace(/ +/g, ' '));
      const [theirs, mine] = await states();
      assert.equal(mine, theirs);
      assert.match(mine ?? '', new RegExp(`:${base} `));
      assert.equal((await quorate(['haadmin', '--config', cluster.confDir, '-failover', active, standby])).code, 0);
      assert.equal(await cluster.untilActive(), standby);
      assert.equal((await quorate(['dfs', '--config', cluster.confDir, '-mkdir', '/after'])).code, 0);
    });
  });
});
