import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MemoryEnv } from '../../env/memory-env.testing.ts';
import type { Call } from '../../rpc/service.ts';
import type { LeaseStatusProto } from '../../wire/quorate-lease.ts';
import { LeaseKeeper } from './lease-keeper.ts';

const nonce = 'aa'.repeat(16);
const renewal = { nonce, epoch: 7, ttlMs: 1000, gen: 0, nameNodeId: 'nn1' };
const call: Call = {
  protocol: '', method: '', clientId: new Uint8Array(0), callId: 0, retryCount: 0, user: { user: 'hdfs' }, remoteAddress: '', remotePort: 0,
  clientStateId: undefined, connected: true, onDisconnect: () => {},
};

/** A journal that has promised epoch 7 to the nonce, whose lease runs for 1000 ms from now. */
async function held(): Promise<{ env: MemoryEnv; keeper: LeaseKeeper }> {
  const env = new MemoryEnv();
  const keeper = new LeaseKeeper(env, {
    leaseMaxMs: 0,
    context: () => ({ promisedOnDisk: 7, promised: 7, lastWriterEpoch: 7, lastWriteAgeMs: undefined, voter: true, gen: 0, votesFor: () => true }),
    persistLeaseMax: async () => {},
  });
  await keeper.whenFree(7, nonce, () => {}, undefined, () => keeper.promised(7, nonce));
  assert.equal(keeper.leaseLives, true);
  return { env, keeper };
}

test('a lease is judged over only when the renewals that wait in sockets were heard', async () => {
  const { env, keeper } = await held();
  const { version } = keeper.status();
  const passing = env.advance(1000);
  // The clock rings; in the same turn of the loop a socket gives a renewal.
  assert.equal(await keeper.renew(renewal, call), undefined);
  await passing;
  assert.equal(keeper.leaseLives, true);
  assert.deepEqual([keeper.status().version, keeper.status().leases[0]?.leftMs], [version + 1, 1000]);
  await env.advance(999);
  assert.equal(keeper.leaseLives, true);
  await env.advance(1);
  assert.equal(keeper.leaseLives, false);
});

test('a watch is answered by news, by the end of its time, and after half of it by a renewal', async () => {
  const { env, keeper } = await held();
  await keeper.renew(renewal, call);
  const { version } = keeper.status();
  const answers: LeaseStatusProto[] = [];
  const watch = (): void => void keeper.watch(version, 1000, call).then((status) => answers.push(status));
  watch();
  await env.advance(400);
  await keeper.renew(renewal, call);
  await env.advance(200);
  assert.equal(answers.length, 0);
  await keeper.renew(renewal, call);
  await env.advance(0);
  assert.deepEqual([answers.length, answers[0]?.version, answers[0]?.leases[0]?.leftMs], [1, version, 1000]);
  watch();
  await env.advance(999);
  assert.equal(answers.length, 1);
  await env.advance(1);
  // The lease ends in the very moment that the watch does.
  assert.equal(answers.length, 2);
  watch();
  await env.advance(1);
  assert.deepEqual([answers.length, answers[2]?.leases.length], [3, 0]);
});

test('whoever waits for the end of a lease waits no more when the keeper is closed', async () => {
  const { env, keeper } = await held();
  let committed = false;
  const epoch = keeper.whenFree(8, 'bb'.repeat(16), () => {}, undefined, () => {
    committed = true;
  });
  const refused = assert.rejects(epoch, /have come to their end/);
  const free = keeper.untilNoLease();
  await env.advance(500);
  keeper.close();
  await refused;
  await free;
  assert.equal(committed, false);
});
