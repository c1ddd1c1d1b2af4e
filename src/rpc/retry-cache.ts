// What was done for whom: a call that comes again, to the same or after a failover to another NameNode, gets the
// first try's answer instead of a second execution. Columns and one index, so that a million
// entries are invisible to the garbage collector (about 60 bytes each and the payload). Synchronous; time is an argument.
// Answers to org.apache.hadoop.ipc.RetryCache.
import { present } from '../base/assert.ts';
import { Deferred } from '../base/async.ts';
import { PayloadArena } from './payload-arena.ts';

const pending = 0;
const succeeded = 1;
const failed = 2;

const rowsMin = 1024;
/** Copying more rows than this to a larger ring would stop the event loop for too long: from here the ring grows once, to its bound. */
const rowsCopiedMax = 1 << 14;

/** The right, and the duty, to execute a call and to say how it ended. */
export interface RetryTicket {
  /** The entry's place in the order of all entries ever made; -1 for a call that is not tracked. */
  readonly sequence: number;
}

export type RetryEntry =
  /** Execute, then call `succeed` or `fail` with the ticket. */
  | { readonly state: 'execute'; readonly ticket: RetryTicket }
  /** Another try of it is being executed: await, then `enter` again. */
  | { readonly state: 'wait'; readonly settled: Promise<void> }
  /** It was executed: answer with what was kept. */
  | { readonly state: 'done'; readonly payload: Uint8Array | undefined };

export interface RetryCacheOptions {
  /** dfs.namenode.retrycache.expirytime.millis. */
  readonly expiryMs?: number;
  /** Beyond, the oldest entry is forgotten. */
  readonly entriesMax?: number;
}

const untracked: RetryEntry = { state: 'execute', ticket: { sequence: -1 } };

/**
 * Entries live in a ring in the order of their making, which is the order of their expiry.
 *
 *   (none) ── enter ──> pending ── succeed ──> succeeded ── expiry ──> (none)
 *                          │  ^
 *                        fail │ enter: the retry executes
 *                          v  │
 *                         failed
 */
export class RetryCache {
  /** For metrics: answers given again, answers kept, and how often all were forgotten. */
  readonly counters = { hits: 0, updated: 0, cleared: 0 };
  readonly #expiryMs: number;
  readonly #entriesMax: number;
  /** The first live sequence and the one that comes next; the row of a sequence is its low bits. */
  #head = 0;
  #tail = 0;
  #rows = 0;
  #id = new Int32Array(0);
  #callId = new Int32Array(0);
  #expiresMs = new Float64Array(0);
  #state = new Uint8Array(0);
  #payload = new Int32Array(0);
  /** Open addressing, linear probing: row + 1, or 0. Twice as many slots as rows. */
  #slots = new Int32Array(0);
  readonly #payloads = new PayloadArena();
  /** Those who wait, by sequence. */
  readonly #waiters = new Map<number, Deferred<void>>();

  constructor(options: RetryCacheOptions = {}) {
    this.#expiryMs = options.expiryMs ?? 600_000;
    this.#entriesMax = options.entriesMax ?? 1 << 20;
    this.#grow(rowsMin);
  }

  get size(): number {
    return this.#tail - this.#head;
  }

  /** Bytes of all columns, the index and the payloads; what was never written costs address space only. */
  get bytes(): number {
    return this.#id.byteLength + this.#callId.byteLength + this.#expiresMs.byteLength + this.#state.byteLength +
      this.#payload.byteLength + this.#slots.byteLength + this.#payloads.bytes;
  }

  /** Looks a call up, and makes its entry when there is none. Calls without a client id, or with a negative call id, are never tracked. */
  enter(clientId: Uint8Array, callId: number, nowMs: number): RetryEntry {
    if (clientId.length !== 16 || callId < 0) return untracked;
    this.expire(nowMs);
    const row = this.#find(clientId, callId);
    if (row < 0) return { state: 'execute', ticket: { sequence: this.#insert(clientId, callId, nowMs, pending) } };
    const sequence = this.#sequenceOf(row);
    if (this.#state[row] === succeeded) this.counters.hits++;
    if (this.#state[row] === succeeded) return { state: 'done', payload: this.#payloads.get(this.#payload[row] ?? -1) };
    if (this.#state[row] === failed) {
      this.#state[row] = pending;
      return { state: 'execute', ticket: { sequence } };
    }
    let waiter = this.#waiters.get(sequence);
    if (waiter === undefined) this.#waiters.set(sequence, (waiter = new Deferred<void>()));
    return { state: 'wait', settled: waiter.promise };
  }

  /** The call was executed, and durably so; retries get `payload` (copied). */
  succeed(ticket: RetryTicket, payload?: Uint8Array): void {
    const row = this.#settle(ticket);
    if (row < 0) return;
    this.#state[row] = succeeded;
    this.counters.updated++;
    if (payload !== undefined) this.#payload[row] = this.#payloads.put(payload);
  }

  /** The call changed nothing: a retry executes it. */
  fail(ticket: RetryTicket): void {
    const row = this.#settle(ticket);
    if (row >= 0) this.#state[row] = failed;
  }

  /** A call that another NameNode executed, read from the edit log. */
  add(clientId: Uint8Array, callId: number, nowMs: number, payload?: Uint8Array): void {
    if (clientId.length !== 16 || callId < 0) return;
    this.expire(nowMs);
    let row = this.#find(clientId, callId);
    if (row < 0) row = this.#rowOf(this.#insert(clientId, callId, nowMs, succeeded));
    else this.#wake(this.#sequenceOf(row));
    this.#state[row] = succeeded;
    this.#payloads.free(this.#payload[row] ?? -1);
    this.#payload[row] = payload === undefined ? -1 : this.#payloads.put(payload);
  }

  /** Forgets what has expired at `nowMs`. Every other method does so, too. */
  expire(nowMs: number): void {
    while (this.#head < this.#tail && (this.#expiresMs[this.#rowOf(this.#head)] ?? 0) <= nowMs) this.#removeOldest();
  }

  /** Forgets everything; those who wait will execute. */
  clear(): void {
    this.counters.cleared++;
    while (this.#head < this.#tail) this.#removeOldest();
    for (const sequence of this.#waiters.keys()) this.#wake(sequence);
  }

  #settle(ticket: RetryTicket): number {
    const { sequence } = ticket;
    if (sequence < 0) return -1;
    this.#wake(sequence);
    // Expired or pushed out while it was executed: there is nobody to remember it for.
    if (sequence < this.#head) return -1;
    const row = this.#rowOf(sequence);
    // A NameNode that lost its state read the operation back from the journal while its call was waiting: `add` has settled it.
    return this.#state[row] === pending ? row : -1;
  }

  #wake(sequence: number): void {
    this.#waiters.get(sequence)?.resolve();
    this.#waiters.delete(sequence);
  }

  #rowOf(sequence: number): number {
    return sequence % this.#rows;
  }

  #sequenceOf(row: number): number {
    return this.#head + ((row - this.#rowOf(this.#head) + this.#rows) % this.#rows);
  }

  #insert(clientId: Uint8Array, callId: number, nowMs: number, state: number): number {
    if (this.size >= this.#entriesMax) this.#removeOldest();
    if (this.size === this.#rows) this.#grow(this.#rows < rowsCopiedMax ? this.#rows * 16 : powerOfTwo(this.#entriesMax));
    const sequence = this.#tail++;
    const row = this.#rowOf(sequence);
    for (let word = 0; word < 4; word++) this.#id[row * 4 + word] = wordOf(clientId, word);
    this.#callId[row] = callId;
    this.#expiresMs[row] = nowMs + this.#expiryMs;
    this.#state[row] = state;
    this.#payload[row] = -1;
    this.#link(row);
    return sequence;
  }

  #removeOldest(): void {
    const row = this.#rowOf(this.#head);
    this.#unlink(row);
    this.#payloads.free(this.#payload[row] ?? -1);
    this.#head++;
  }

  #grow(rows: number): void {
    const [id, callId, expiresMs, state, payload] = [this.#id, this.#callId, this.#expiresMs, this.#state, this.#payload] as const;
    const before = this.#rows;
    this.#id = new Int32Array(rows * 4);
    this.#callId = new Int32Array(rows);
    this.#expiresMs = new Float64Array(rows);
    this.#state = new Uint8Array(rows);
    this.#payload = new Int32Array(rows);
    this.#slots = new Int32Array(rows * 2);
    this.#rows = rows;
    for (let sequence = this.#head; sequence < this.#tail; sequence++) {
      const from = sequence % before;
      const to = sequence % rows;
      this.#id.set(id.subarray(from * 4, from * 4 + 4), to * 4);
      this.#callId[to] = present(callId[from], 'a call id');
      this.#expiresMs[to] = present(expiresMs[from], 'an expiry');
      this.#state[to] = present(state[from], 'a state');
      this.#payload[to] = present(payload[from], 'a payload');
      this.#link(to);
    }
  }

  #find(clientId: Uint8Array, callId: number): number {
    const a = wordOf(clientId, 0);
    const b = wordOf(clientId, 1);
    const c = wordOf(clientId, 2);
    const d = wordOf(clientId, 3);
    const mask = this.#slots.length - 1;
    for (let slot = hash(a, b, c, d, callId) & mask; ; slot = (slot + 1) & mask) {
      const row = (this.#slots[slot] ?? 0) - 1;
      if (row < 0) return -1;
      if (
        this.#callId[row] === callId && this.#id[row * 4] === a && this.#id[row * 4 + 1] === b && this.#id[row * 4 + 2] === c &&
        this.#id[row * 4 + 3] === d
      ) return row;
    }
  }

  #home(row: number): number {
    const at = row * 4;
    const id = this.#id;
    return hash(id[at] ?? 0, id[at + 1] ?? 0, id[at + 2] ?? 0, id[at + 3] ?? 0, this.#callId[row] ?? 0) & (this.#slots.length - 1);
  }

  #link(row: number): void {
    const mask = this.#slots.length - 1;
    let slot = this.#home(row);
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
    this.#slots[slot] = row + 1;
  }

  /** Takes a row out of the index; those behind it in its run move up, so that no tombstones pile up. */
  #unlink(row: number): void {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let hole = this.#home(row);
    while (slots[hole] !== row + 1) hole = (hole + 1) & mask;
    for (let slot = (hole + 1) & mask; slots[slot] !== 0; slot = (slot + 1) & mask) {
      const home = this.#home((slots[slot] ?? 0) - 1);
      if (((slot - home) & mask) >= ((slot - hole) & mask)) {
        slots[hole] = slots[slot] ?? 0;
        hole = slot;
      }
    }
    slots[hole] = 0;
  }
}

function powerOfTwo(atLeast: number): number {
  return 2 ** Math.ceil(Math.log2(atLeast));
}

function wordOf(clientId: Uint8Array, word: number): number {
  const at = word * 4;
  return ((clientId[at] ?? 0) << 24) | ((clientId[at + 1] ?? 0) << 16) | ((clientId[at + 2] ?? 0) << 8) | (clientId[at + 3] ?? 0);
}

function hash(a: number, b: number, c: number, d: number, callId: number): number {
  let h = a ^ Math.imul(b, 0x9e3779b1) ^ Math.imul(c, 0x85ebca6b) ^ Math.imul(d, 0xc2b2ae35) ^ Math.imul(callId, 0x27d4eb2f);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
  return (h ^ (h >>> 15)) >>> 0;
}
