// node --test
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startCluster } from 'quorate/testing';

let cluster;
before(async () => {
  cluster = await startCluster();
});
after(() => cluster.stop());

test('what was written is there after a failover', async () => {
  const client = cluster.client();
  await client.writeFile('/orders/1', 'two coffees');
  await cluster.kill(cluster.active());
  assert.equal(Buffer.from(await client.readFile('/orders/1')).toString(), 'two coffees');
});
