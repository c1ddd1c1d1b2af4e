import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { SerialQueue } from './async.ts';

test('jobs run one after the other, also behind one that failed', async () => {
  const queue = new SerialQueue();
  const said: string[] = [];
  const slow = queue.run(async () => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    said.push('first');
    throw new Error('no');
  });
  const quick = queue.run(() => said.push('second'));
  assert.equal(queue.length, 2);
  await assert.rejects(slow, /no/);
  await quick;
  await queue.idle();
  assert.deepEqual(said, ['first', 'second']);
  assert.equal(queue.length, 0);
});

test('a job that fails with nobody waiting for it is not passed over in silence', async () => {
  const code = `import(${JSON.stringify(new URL('./async.js', import.meta.url).href)}).then(({ SerialQueue }) => { void new SerialQueue().run(() => { throw new Error('a bug'); }); });`;
  const [error] = await once(new Worker(code, { eval: true }), 'error');
  assert.match(String(error), /a bug/);
});
