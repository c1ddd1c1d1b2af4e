// The leases to be Active that one JournalNode has granted for one journal, without clock or disk (HA.md 1-9, J1-J4).
// A lease is this JournalNode's word not to promise a higher epoch to anyone else before it runs out. Invariants: a
// lease is never shortened but by its own holder's release or the revoke of its nonce; a time-out is judged only by
// a loop that was not late. Unknown to Apache's JournalNode.
import { electorProto } from '../../protocol/elector-kind.ts';
import { leaseId } from '../../protocol/lease-id.ts';
import { defaultTtlMs, ttlMaxMs } from '../../protocol/lease-length.ts';
import { ElectorProto, LeaseRefusalProto } from '../../wire/quorate-lease.ts';
import type { LeaseStatusProto } from '../../wire/quorate-lease.ts';
import type { KeptElector } from './journal-elector.ts';

const reservationMs = 500;
/** A look at the clock that comes later than this after an end, in ms, is the loop's fault, not the holder's. */
const lateSlackMs = 10;
/** A renewal that was lost while the loop stood still comes again within this, in ms: the least that TCP waits. */
const againMs = 200;
const tombstonesMax = 1024;

interface Lease {
  readonly nonce: string;
  /** The nonce's public name. */
  readonly id: Uint8Array;
  untilMs: number;
  /** The highest epoch that it was granted for. */
  epoch: number;
  /** Whether the connection that renewed it last is still open. It never shortens the lease (HA.md 9). */
  connected: boolean;
  nameNodeId: string | undefined;
}

interface Reservation {
  /** Absent when a release named the NameNode it is meant for, whose nonce is not known here. */
  readonly nonce: string | undefined;
  readonly nameNodeId: string | undefined;
  readonly rank: number;
  untilMs: number;
}

/** A newEpoch that waits until leases of others are over. */
export interface WaitingEpoch {
  readonly epoch: number;
  readonly nonce: string | undefined;
}

/**
 * To whom the promised epoch was given: a nonce, or nobody (a caller without one, such as Apache's NameNode). What is
 * not known (a promise adopted from a call, or an older side file) stands as undefined in place of the whole.
 */
export interface PromiseOwner {
  readonly epoch: number;
  readonly nonce: string | undefined;
}

/** What the journal knows and the lease table does not. */
export interface LeaseContext {
  /** lastPromisedEpoch as it is on disk; below the one in memory while a promise is being written. */
  readonly promisedOnDisk: number;
  readonly promised: number;
  readonly lastWriterEpoch: number;
  /** Undefined when no segment is open. */
  readonly lastWriteAgeMs: number | undefined;
  readonly voter: boolean;
  /** Generation of the stored list of JournalNodes. */
  readonly gen: number;
  /** Whether a caller that goes by the list of `gen` may have this JournalNode's vote. */
  votesFor(gen: number): boolean;
  /** How the NameNodes elect; undefined until one did. */
  readonly elector?: KeptElector | undefined;
}

export interface Renewal {
  readonly nonce: string;
  readonly epoch: number;
  readonly ttlMs: number;
  readonly gen: number;
  readonly nameNodeId?: string | undefined;
}

function idOf(nonce: string): Uint8Array {
  return leaseId(Buffer.from(nonce, 'hex'));
}

function leftMs({ untilMs }: { readonly untilMs: number }, nowMs: number): number {
  return Math.max(0, Math.ceil(untilMs - nowMs));
}

/** Nonces are hexadecimal text here; times are of one monotonic clock, in ms. */
export class JournalLease {
  readonly #leases = new Map<string, Lease>();
  /** Nonces that are over, and the highest epoch that is over for them: Infinity when revoked. */
  readonly #tombstones = new Map<string, number>();
  readonly #waiting = new Set<WaitingEpoch>();
  #reservation: Reservation | undefined;
  #owner: PromiseOwner | undefined;
  /** newEpoch is held back until then: the table before a restart is not known. -Infinity when it is over. */
  #holdUntilMs: number;
  /** The largest TTL that a restart will remember; no lease is longer. */
  #leaseMaxMs: number;
  #lastSeenMs: number;
  /** The last lease that ended ran out. */
  #ranOut = false;
  #stopping = false;
  #version = 1;

  /** `leaseMaxMs` is what quorate-lease-max says, 0 without that file. */
  constructor(options: { readonly leaseMaxMs: number; readonly nowMs: number }) {
    this.#leaseMaxMs = options.leaseMaxMs;
    this.#lastSeenMs = options.nowMs;
    this.#holdUntilMs = options.leaseMaxMs > 0 ? options.nowMs + options.leaseMaxMs : -Infinity;
  }

  /** Rises with each change that a watcher wants to hear of; renewals are none. */
  get version(): number {
    return this.#version;
  }

  get leaseMaxMs(): number {
    return this.#leaseMaxMs;
  }

  /** When the first thing here ends by itself, and {@link observe} must run; Infinity when nothing does. */
  get nextEndMs(): number {
    let untilMs = this.#holdUntilMs === -Infinity ? Infinity : this.#holdUntilMs;
    for (const lease of this.#leases.values()) untilMs = Math.min(untilMs, lease.untilMs);
    if (this.#reservation !== undefined) untilMs = Math.min(untilMs, this.#reservation.untilMs);
    return untilMs;
  }

  /** Nonces with a lease, and when that runs out; only what is, without a look at the clock. */
  untilMs(): ReadonlyMap<string, number> {
    return new Map([...this.#leases.values()].map(({ nonce, untilMs }) => [nonce, untilMs]));
  }

  /**
   * The clock's own look, when the loop has drained its sockets: what has run out goes. Calls only look: what a renewal that
   * is behind them might still save is not over for them either.
   */
  observe(nowMs: number): void {
    this.#look(nowMs);
    if (this.#holdUntilMs !== -Infinity && this.#holdUntilMs <= nowMs) {
      this.#holdUntilMs = -Infinity;
      this.#version++;
    }
    for (const lease of this.#leases.values()) {
      if (lease.untilMs > nowMs) continue;
      this.#leases.delete(lease.nonce);
      this.#ranOut = true;
      this.#version++;
    }
    if (this.#reservation !== undefined && this.#reservation.untilMs <= nowMs) {
      this.#reservation = undefined;
      this.#version++;
    }
  }

  /**
   * A late look makes every lease longer by its delay, and by what a lost renewal needs to come again, but never by more than
   * the time that nobody looked (J4).
   */
  #look(nowMs: number): void {
    const lateMs = nowMs - this.nextEndMs;
    if (lateMs > lateSlackMs) {
      const delayMs = Math.min(lateMs + againMs, nowMs - this.#lastSeenMs);
      for (const lease of this.#leases.values()) lease.untilMs += delayMs;
      if (this.#reservation !== undefined) this.#reservation.untilMs += delayMs;
      this.#holdUntilMs += delayMs;
    }
    this.#lastSeenMs = Math.max(nowMs, this.#lastSeenMs);
  }

  /**
   * J1: for how long a newEpoch of `nonce` must still wait, in ms; 0 when it may be promised in this same turn. An end
   * that is nearer may come, by release or revoke.
   */
  newEpochWaitMs(nonce: string | undefined, nowMs: number): number {
    this.#look(nowMs);
    let untilMs = this.#holdUntilMs;
    for (const lease of this.#leases.values()) if (lease.nonce !== nonce) untilMs = Math.max(untilMs, lease.untilMs);
    // A caller without a nonce cannot have reserved, and would not try again: it waits instead of being refused.
    if (nonce === undefined && this.#reservation !== undefined) untilMs = Math.max(untilMs, this.#reservation.untilMs);
    return untilMs === -Infinity ? 0 : Math.max(1, untilMs - nowMs);
  }

  /** Whether another candidate's reservation keeps `nonce` from being promised anything. */
  reservedForAnother(nonce: string | undefined, nowMs: number): boolean {
    this.#look(nowMs);
    return nonce !== undefined && this.#reservation !== undefined && this.#reservation.nonce !== nonce;
  }

  /** While it waits, renewals below its epoch are refused. */
  addWaiting(waiting: WaitingEpoch): void {
    this.#waiting.add(waiting);
  }

  removeWaiting(waiting: WaitingEpoch): void {
    this.#waiting.delete(waiting);
  }

  /** What the side file says at start, when it speaks of the promised epoch. */
  setOwner(owner: PromiseOwner | undefined): void {
    this.#owner = owner;
    this.#version++;
  }

  /** Whether a newEpoch of `nonce` is refused at once: a success would be taken for a lease. */
  refusesNewEpochOf(nonce: string | undefined): boolean {
    return this.#stopping || (nonce !== undefined && this.#revoked(nonce));
  }

  #revoked(nonce: string): boolean {
    return this.#tombstones.get(nonce) === Infinity;
  }

  /**
   * The promise of `epoch` to `nonce` is on disk, and lease-max covers the TTL: the lease runs from now on. False when
   * there is none for it, because it was released or revoked meanwhile; then the call must not succeed. A caller
   * without a nonce gets its promise and no lease.
   */
  promised(epoch: number, nonce: string | undefined, nowMs: number): boolean {
    this.#look(nowMs);
    this.setOwner({ epoch, nonce });
    if (this.refusesNewEpochOf(nonce)) return false;
    if (nonce === undefined) return true;
    if (epoch <= (this.#tombstones.get(nonce) ?? 0)) return false;
    if (this.#leaseMaxMs < defaultTtlMs) return false;
    this.freeReservation(nonce);
    this.#extend(nonce, epoch, nowMs + defaultTtlMs, undefined);
    return true;
  }

  /** The TTL that must be on disk as lease-max before such a lease is granted; undefined when it is. */
  leaseMaxNeeded(ttlMs: number): number | undefined {
    const cappedMs = Math.min(ttlMs, ttlMaxMs);
    return cappedMs > this.#leaseMaxMs ? cappedMs : undefined;
  }

  /** quorate-lease-max holds `ttlMs` now, durably. */
  leaseMaxOnDisk(ttlMs: number): void {
    this.#leaseMaxMs = ttlMs;
  }

  /** J2. Undefined when renewed, else why not. The caller has seen to {@link leaseMaxNeeded}. */
  renew(renewal: Renewal, context: LeaseContext, nowMs: number): LeaseRefusalProto | undefined {
    this.#look(nowMs);
    if (!context.voter || this.#stopping) return LeaseRefusalProto.NO_VOTE;
    if (renewal.epoch <= (this.#tombstones.get(renewal.nonce) ?? 0)) return LeaseRefusalProto.TOMBSTONED;
    if (!context.votesFor(renewal.gen)) return LeaseRefusalProto.OLD_GENERATION;
    if (renewal.epoch !== context.promisedOnDisk || renewal.epoch !== context.promised) return LeaseRefusalProto.OTHER_EPOCH;
    if (this.#owner !== undefined && this.#owner.epoch === renewal.epoch && this.#owner.nonce !== renewal.nonce) {
      return LeaseRefusalProto.NOT_OWNER;
    }
    for (const waiting of this.#waiting) {
      if (waiting.epoch > renewal.epoch && waiting.nonce !== renewal.nonce) return LeaseRefusalProto.HIGHER_EPOCH_WAITS;
    }
    const ttlMs = Math.min(renewal.ttlMs, ttlMaxMs);
    if (ttlMs > this.#leaseMaxMs) return LeaseRefusalProto.NO_VOTE;
    this.#extend(renewal.nonce, renewal.epoch, nowMs + ttlMs, renewal.nameNodeId);
    return undefined;
  }

  #extend(nonce: string, epoch: number, untilMs: number, nameNodeId: string | undefined): void {
    const lease = this.#leases.get(nonce);
    if (lease === undefined) {
      this.#leases.set(nonce, { nonce, id: idOf(nonce), untilMs, epoch, connected: true, nameNodeId });
      this.#version++;
      return;
    }
    lease.untilMs = Math.max(lease.untilMs, untilMs);
    lease.epoch = Math.max(lease.epoch, epoch);
    if (!lease.connected || (nameNodeId !== undefined && lease.nameNodeId !== nameNodeId)) this.#version++;
    lease.connected = true;
    lease.nameNodeId = nameNodeId ?? lease.nameNodeId;
  }

  /**
   * Keeps other candidates off for a moment; undefined when granted. It is no part of safety: it spares duels. A
   * reservation made for a NameNode by name becomes that of the nonce which calls in this name.
   */
  reserve(
    nonce: string, nameNodeId: string | undefined, rank: number, gen: number, context: LeaseContext, nowMs: number,
  ): LeaseRefusalProto | undefined {
    this.#look(nowMs);
    if (!context.voter || this.#stopping) return LeaseRefusalProto.NO_VOTE;
    if (this.#revoked(nonce)) return LeaseRefusalProto.TOMBSTONED;
    if (!context.votesFor(gen)) return LeaseRefusalProto.OLD_GENERATION;
    for (const lease of this.#leases.values()) if (lease.nonce !== nonce) return LeaseRefusalProto.LEASE_LIVES;
    const held = this.#reservation;
    if (held !== undefined && held.nonce !== nonce) {
      const meant = held.nonce === undefined && nameNodeId !== undefined && held.nameNodeId === nameNodeId;
      if (!meant) return LeaseRefusalProto.RESERVED;
    }
    this.#reservation = { nonce, nameNodeId, rank, untilMs: nowMs + reservationMs };
    this.#version++;
    return undefined;
  }

  /** Gives a reservation back. */
  freeReservation(nonce: string): void {
    if (this.#reservation?.nonce !== nonce) return;
    this.#reservation = undefined;
    this.#version++;
  }

  /**
   * J3: the holder's own end of what it was promised up to `epoch`, with a reservation of one TTL for the NameNode `to`.
   * Late renewals of that are refused; a higher epoch it may win again, for it lives on. It may have won one already: a release
   * that was under way for long, on another connection than the newEpoch, ends nothing of that. Whether nothing of `nonce` is left.
   */
  release(nonce: string, to: string | undefined, epoch: number, nowMs: number): boolean {
    const over = this.#end(nonce, epoch, nowMs);
    if (over && to !== undefined && this.#reservation === undefined) {
      this.#reservation = { nonce: undefined, nameNodeId: to, rank: 0, untilMs: nowMs + defaultTtlMs };
    }
    return over;
  }

  /**
   * J3: that incarnation is over, for ever; whatever of its renewals is still under way is refused. What people may know of it:
   * its public name, and the NameNode's where that is known.
   */
  revoke(nonce: string, nowMs: number): { readonly id: Uint8Array; readonly nameNodeId: string | undefined } {
    const nameNodeId = this.#leases.get(nonce)?.nameNodeId;
    this.#end(nonce, Infinity, nowMs);
    return { id: idOf(nonce), nameNodeId };
  }

  /** Whether nothing of `nonce` is left: a lease for more than `epoch` stays. */
  #end(nonce: string, epoch: number, nowMs: number): boolean {
    this.#look(nowMs);
    const ended = Math.max(epoch, this.#tombstones.get(nonce) ?? 0);
    this.#tombstones.delete(nonce);
    this.#tombstones.set(nonce, ended);
    const oldest = this.#tombstones.keys().next();
    if (this.#tombstones.size > tombstonesMax && oldest.done !== true) this.#tombstones.delete(oldest.value);
    const over = (this.#leases.get(nonce)?.epoch ?? 0) <= epoch;
    if (over) {
      if (this.#leases.delete(nonce)) this.#ranOut = false;
      this.freeReservation(nonce);
    }
    this.#version++;
    return over;
  }

  /** The connection that renewed it last is gone. */
  disconnected(nonce: string): void {
    const lease = this.#leases.get(nonce);
    if (lease === undefined || !lease.connected) return;
    lease.connected = false;
    this.#version++;
  }

  /** From now on nothing is granted; the last lease's end is {@link newEpochWaitMs} of nobody. */
  stop(): void {
    this.#stopping = true;
    this.#version++;
  }

  /** Something of the journal that watchers see has changed. */
  touch(): void {
    this.#version++;
  }

  status(context: LeaseContext, nowMs: number): LeaseStatusProto {
    this.#look(nowMs);
    const reservation = this.#reservation;
    return {
      version: this.#version,
      promised: context.promised,
      lastWriterEpoch: context.lastWriterEpoch,
      lastWriteAgeMs: this.#owner?.epoch === context.lastWriterEpoch && this.#owner.nonce === undefined ? context.lastWriteAgeMs : undefined,
      elector: context.elector === undefined ? ElectorProto.UNKNOWN_ELECTOR : electorProto(context.elector.kind),
      gen: context.gen,
      leases: [...this.#leases.values()].map((lease) => ({
        id: lease.id,
        leftMs: leftMs(lease, nowMs),
        connected: lease.connected,
        nameNodeId: lease.nameNodeId,
      })),
      reservation: reservation === undefined ? undefined : {
        id: reservation.nonce === undefined ? new Uint8Array(0) : idOf(reservation.nonce),
        rank: reservation.rank,
        leftMs: leftMs(reservation, nowMs),
      },
      holdMs: Math.ceil(Math.max(0, this.#holdUntilMs - nowMs)),
      voter: context.voter && !this.#stopping,
      ranOut: this.#ranOut,
      electorChange: context.elector?.change,
    };
  }
}
