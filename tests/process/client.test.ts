/** Our client on our cluster, in one process: the scenario that Apache's cluster also plays. */
import { test } from 'node:test';
import { Client } from '../../src/api/index.ts';
import { nodeEnv } from '../../src/env/node/node-env.ts';
import { clientScenario, scenarioProperties } from '../apache/client-scenario.ts';
import { waitFor } from '../apache/rig/ports.ts';
import { testUser, withClusterInProcess } from './in-process-fixture.ts';

test('what programs do with the client, on our cluster', { timeout: 120_000 }, async (t) => {
  await withClusterInProcess({ dataNodes: 4, properties: scenarioProperties }, async ({ cluster, layout, clientProperties, disk, dataDir }) => {
    await using client = new Client({ uri: 'hdfs://ns1', conf: clientProperties, user: testUser, ...(process.env['QUORATE_TEST_LOG'] === undefined ? {} : { log: console.error }) });
    await using stranger = new Client({ uri: 'hdfs://ns1', conf: clientProperties, user: 'stranger' });
    const dataNode = (port: number): string => layout.daemons.find((daemon) => daemon.role === 'datanode' && daemon.extraPort === port)?.name ?? '';
    await clientScenario(t, {
      client, stranger,
      failover: async () => {
        const active = layout.daemons.find(({ name }) => cluster.daemon(name) === cluster.active());
        await cluster.stopDaemon(active?.name ?? '');
      },
      killDataNode: (port) => cluster.stopDaemon(dataNode(port)),
      startDataNode: async (port) => {
        await cluster.startDaemon(dataNode(port));
        await waitFor('the DataNode to be known', () => cluster.active()?.blocks.registry.liveCount === 4, 20_000, 20);
      },
      corrupt: async (port, blockId) => {
        const env = { ...nodeEnv({ name: 'hand' }), disk: disk(dataNode(port)) };
        const path = await finalized(env.disk, dataDir(dataNode(port)), blockId);
        const file = await env.disk.open(path, 'update');
        await file.write(Buffer.from([0xff, 0, 0xff]), 50_000);
        await file.close();
      },
    });
  });
});

/** The path of a finished replica below `dir`. */
async function finalized(disk: { list(path: string): Promise<string[]>; stat(path: string): Promise<{ readonly kind: string } | undefined> }, dir: string, blockId: bigint): Promise<string> {
  for (const name of await disk.list(dir)) {
    const path = `${dir}/${name}`;
    if (name === `blk_${blockId}`) return path;
    if ((await disk.stat(path))?.kind !== 'directory') continue;
    const found = await finalized(disk, path, blockId).catch(() => undefined);
    if (found !== undefined) return found;
  }
  throw new Error(`no replica of ${blockId} in ${dir}`);
}
