// NODE_OPTIONS=--experimental-vm-modules npx jest (Jest runs ES modules only with that option)
import { startCluster } from 'quorate/testing';

let cluster;
beforeAll(async () => {
  cluster = await startCluster();
});
afterAll(() => cluster.stop());

test('writes wait for a majority of the journal', async () => {
  const client = cluster.client();
  cluster.partition(['jn1', 'jn2']);
  let done = false;
  const writing = client.mkdirs('/waits').then(() => {
    done = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(done).toBe(false);
  cluster.heal();
  await writing;
  expect((await client.stat('/waits')).type).toBe('directory');
}, 30_000);
