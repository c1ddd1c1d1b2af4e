import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { RetryCache } from './retry-cache.ts';
import type { RetryTicket } from './retry-cache.ts';

const alice = Buffer.from('alice-0123456789');
const bob = Buffer.from('bob---0123456789');

function ticketOf(cache: RetryCache, clientId: Uint8Array, callId: number, nowMs: number): RetryTicket {
  const entry = cache.enter(clientId, callId, nowMs);
  assert.equal(entry.state, 'execute');
  return entry.state === 'execute' ? entry.ticket : { sequence: -1 };
}

test('a retry of what succeeded gets the first answer, another client and another call do not', () => {
  const cache = new RetryCache();
  cache.succeed(ticketOf(cache, alice, 5, 0), Buffer.from('payload'));
  const again = cache.enter(alice, 5, 1);
  assert.equal(again.state, 'done');
  assert.equal(again.state === 'done' && Buffer.from(again.payload ?? []).toString(), 'payload');
  assert.equal(cache.enter(bob, 5, 1).state, 'execute');
  assert.equal(cache.enter(alice, 6, 1).state, 'execute');
});

test('a retry waits for the try that is running, and executes when that failed', async () => {
  const cache = new RetryCache();
  const first = ticketOf(cache, alice, 1, 0);
  const order: string[] = [];
  const retry = async (name: string): Promise<void> => {
    for (;;) {
      const entry = cache.enter(alice, 1, 0);
      if (entry.state === 'wait') {
        await entry.settled;
        continue;
      }
      order.push(`${name} ${entry.state}`);
      if (entry.state === 'execute') {
        await Promise.resolve();
        cache.succeed(entry.ticket);
      }
      return;
    }
  };
  const retries = [retry('second'), retry('third')];
  await Promise.resolve();
  assert.deepEqual(order, []);
  cache.fail(first);
  await Promise.all(retries);
  assert.deepEqual(order, ['second execute', 'third done']);
});

test('calls without a client id or with a negative call id are not tracked', () => {
  const cache = new RetryCache();
  for (const [clientId, callId] of [[Buffer.alloc(0), 1], [alice, -1]] as const) {
    cache.succeed(ticketOf(cache, clientId, callId, 0));
    assert.equal(cache.enter(clientId, callId, 0).state, 'execute');
  }
  assert.equal(cache.size, 0);
});

test('an entry expires ten minutes after its call came', () => {
  const cache = new RetryCache();
  cache.succeed(ticketOf(cache, alice, 1, 1000));
  assert.equal(cache.enter(alice, 1, 600_999).state, 'done');
  assert.equal(cache.enter(alice, 1, 601_000).state, 'execute');
});

test('an entry read back from the journal settles the call that was waiting', async () => {
  const cache = new RetryCache();
  const ticket = ticketOf(cache, alice, 1, 0);
  const retry = cache.enter(alice, 1, 0);
  cache.add(alice, 1, 0, Buffer.from('from the log'));
  if (retry.state === 'wait') await retry.settled;
  cache.fail(ticket);
  const after = cache.enter(alice, 1, 0);
  assert.equal(after.state === 'done' && Buffer.from(after.payload ?? []).toString(), 'from the log');
});

test('the oldest entry goes when there are too many, and clear wakes who waits', async () => {
  const cache = new RetryCache({ entriesMax: 3 });
  for (let callId = 0; callId < 4; callId++) cache.add(alice, callId, 0);
  assert.equal(cache.size, 3);
  assert.equal(cache.enter(alice, 1, 0).state, 'done');
  assert.equal(cache.enter(alice, 0, 0).state, 'execute');
  const waiting = cache.enter(alice, 0, 0);
  cache.clear();
  if (waiting.state === 'wait') await waiting.settled;
  assert.equal(cache.size, 0);
});

test('behaves as a map with expiry, whatever is done to it', () => {
  const step = fc.record({
    what: fc.constantFrom('enter', 'succeed', 'fail', 'add', 'pass'), client: fc.integer({ min: 0, max: 5 }), call: fc.integer({ min: 0, max: 30 }),
    size: fc.integer({ min: 0, max: 20_000 }),
  });
  fc.assert(fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
    const cache = new RetryCache({ expiryMs: 100, entriesMax: 1 << 16 });
    const model = new Map<string, { state: 'pending' | 'failed' | 'done'; payload: Buffer | undefined; expiresMs: number; ticket: RetryTicket }>();
    let nowMs = 0;
    for (const { what, client, call, size } of steps) {
      for (const [key, entry] of model) if (entry.expiresMs <= nowMs) model.delete(key);
      const clientId = Buffer.alloc(16, client);
      const key = `${client}/${call}`;
      const known = model.get(key);
      const payload = size === 0 ? undefined : Buffer.alloc(size, size & 255);
      if (what === 'pass') nowMs += size % 40;
      else if (what === 'add') {
        cache.add(clientId, call, nowMs, payload);
        model.set(key, { state: 'done', payload, expiresMs: known?.expiresMs ?? nowMs + 100, ticket: { sequence: -1 } });
      } else if (what === 'enter') {
        const entry = cache.enter(clientId, call, nowMs);
        assert.equal(entry.state, known === undefined || known.state === 'failed' ? 'execute' : known.state === 'pending' ? 'wait' : 'done');
        if (entry.state === 'execute') {
          model.set(key, { state: 'pending', payload: undefined, expiresMs: known?.expiresMs ?? nowMs + 100, ticket: entry.ticket });
        } else if (entry.state === 'done') {
          assert.deepEqual(entry.payload === undefined ? undefined : Buffer.from(entry.payload), known?.payload);
        }
      } else if (known?.state === 'pending') {
        if (what === 'succeed') cache.succeed(known.ticket, payload);
        else cache.fail(known.ticket);
        model.set(key, { ...known, state: what === 'succeed' ? 'done' : 'failed', payload: what === 'succeed' ? payload : undefined });
      }
      cache.expire(nowMs);
      for (const [k, entry] of model) if (entry.expiresMs <= nowMs) model.delete(k);
      assert.equal(cache.size, model.size);
    }
  }), { numRuns: 60 });
});

test('a hundred thousand entries take less than fifty bytes each, and leave when they expire', () => {
  const cache = new RetryCache({ entriesMax: 131_072 });
  const clientId = Buffer.alloc(16, 1);
  for (let callId = 0; callId < 131_072; callId++) cache.add(clientId, callId, callId);
  assert.ok(cache.bytes / cache.size < 50, `${cache.bytes / cache.size} bytes an entry`);
  cache.expire(1_000_000);
  assert.equal(cache.size, 0);
  cache.add(clientId, 7, 1_000_001, Buffer.from('x'));
  assert.equal(cache.enter(clientId, 7, 1_000_002).state, 'done');
});
