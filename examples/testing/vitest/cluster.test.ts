// npx vitest run
import { startCluster } from 'quorate/testing';
import { expect, test } from 'vitest';

test('a file has its replicas again after a DataNode died', async () => {
  // vitest compiles `await using` for Node 20, too.
  await using cluster = await startCluster({ conf: { 'dfs.replication': '2' } });
  const client = cluster.client();
  await client.writeFile('/report', 'all is well');
  await cluster.kill('dn1');
  await cluster.untilDataNodes(2);
  await cluster.untilReplicated('/report');
  expect(Buffer.from(await client.readFile('/report')).toString()).toBe('all is well');
}, 30_000);
