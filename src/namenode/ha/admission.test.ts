import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isException } from '../../protocol/exceptions.ts';
import type { Call } from '../../rpc/service.ts';
import { MemoryEnv } from '../../env/memory-env.testing.ts';
import { Admission } from './admission.ts';
import type { Advice } from './admission.ts';

function call(): Call {
  return {
    protocol: '', method: '', clientId: Buffer.alloc(16), callId: 1, retryCount: 0, user: { user: 'root' }, remoteAddress: '127.0.0.1', remotePort: 1,
    clientStateId: undefined, connected: true, onDisconnect: () => {},
  };
}

/** An admission whose advice and confirmations a test decides. */
function setUp(advice: Advice): { admission: Admission; state: { advice: Advice; rounds: (() => void)[] } } {
  const state = { advice, rounds: [] as (() => void)[] };
  const confirm = (): Promise<void> => new Promise((resolve) => state.rounds.push(resolve));
  return { admission: new Admission(new MemoryEnv(), { parkMaxMs: 10_000, parkedCallsMax: 10 }, () => state.advice, confirm), state };
}

async function settled(promise: Promise<void> | undefined): Promise<'admitted' | 'refused' | 'waits'> {
  const outcome = Promise.resolve(promise).then(() => 'admitted' as const, (error: unknown) => {
    assert.ok(isException(error, 'StandbyException'));
    return 'refused' as const;
  });
  const pause = new Promise<'waits'>((resolve) => setImmediate(() => resolve('waits')));
  return Promise.race([outcome, pause]);
}

test('a call is refused only on words that were asked for after it came', async () => {
  const { admission, state } = setUp('refuse');
  const early = admission.admit('WRITE', call());
  const late = admission.admit('WRITE', call());
  assert.equal(state.rounds.length, 1);
  // An old word that comes meanwhile says nothing new.
  admission.reconsider();
  assert.equal(await settled(early), 'waits');
  state.rounds[0]?.();
  assert.equal(await settled(early), 'refused');
  assert.equal(await settled(late), 'waits');
  assert.equal(state.rounds.length, 2);
  state.rounds[1]?.();
  assert.equal(await settled(late), 'refused');
  assert.equal(admission.parkedCalls, 0);
});

test('a client that is quicker than the news of the Active\'s death is parked, not sent away', async () => {
  const { admission, state } = setUp('refuse');
  const waiting = admission.admit('WRITE', call());
  state.advice = 'park';
  state.rounds[0]?.();
  assert.equal(await settled(waiting), 'waits');
  state.advice = 'run';
  admission.reconsider();
  assert.equal(await settled(waiting), 'admitted');
});

test('where asking would not help, the refusal comes at once', () => {
  const admission = new Admission(new MemoryEnv(), { parkMaxMs: 10_000, parkedCallsMax: 10 }, () => 'refuse');
  assert.throws(() => admission.admit('READ', call()), (error) => isException(error, 'StandbyException'));
});

test('calls that lay in a socket when the news of an epoch came are older than the news', async () => {
  const { admission } = setUp('run');
  admission.reignedElsewhere(4, 100);
  assert.equal(admission.isLate(admission.knownEpoch), false, 'while nobody has told of any epoch, nothing is late');
  admission.heardOf(3);
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
  const before = admission.knownEpoch;
  admission.heardOf(4);
  const sameTurn = admission.knownEpoch;
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual([before, sameTurn, admission.knownEpoch].map((came) => admission.isLate(came)), [true, true, false]);
  admission.heardOf(2);
  assert.equal(admission.knownEpoch, 4);
  assert.deepEqual([99, 100, Infinity].map((sleptAt) => admission.isLate(4, sleptAt)), [true, false, false], 'behind what it had when it fell asleep');
});
