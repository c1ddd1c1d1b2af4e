// The lease table of one journal at work: the clock that ends leases, newEpochs that wait for it, watchers that are
// told, and lease-max on disk before a grant that it must cover. Nothing here waits for the journal's own writes
// (HA.md 7), and nothing wakes an idle process but what ends. The rules are journal-lease.ts.
import { Deferred } from '../../base/async.ts';
import type { Env, Timer } from '../../env/env.ts';
import { HdfsException } from '../../protocol/exceptions.ts';
import { defaultTtlMs } from '../../protocol/lease-length.ts';
import type { Call } from '../../rpc/service.ts';
import type { LeaseRefusalProto, LeaseStatusProto } from '../../wire/quorate-lease.ts';
import { JournalLease } from './journal-lease.ts';
import type { LeaseContext, PromiseOwner, Renewal } from './journal-lease.ts';

/** Longest time that a watch is held, in ms. */
const watchMsMax = 30_000;

export interface LeaseKeeperOptions {
  /** quorate-lease-max as found at start, in ms; 0 without one. */
  readonly leaseMaxMs: number;
  context(): LeaseContext;
  /** Writes quorate-lease-max, file and directory synced. */
  persistLeaseMax(ttlMs: number): Promise<void>;
  /** A lease was revoked; its public name, and the NameNode where that is known. */
  onRevoked?(id: Uint8Array, nameNodeId: string | undefined): void;
}

/** A watch that is not answered yet. */
interface HeldWatch {
  /** From then on a renewal is worth an answer (monotonic ms). */
  readonly ripeMs: number;
  readonly answer: () => void;
}

export class LeaseKeeper {
  readonly #env: Env;
  readonly #options: LeaseKeeperOptions;
  readonly #lease: JournalLease;
  /** The connection of each holder's last renewal. */
  readonly #renewedBy = new Map<string, Call>();
  readonly #watches = new Set<HeldWatch>();
  #changed = new Deferred<void>();
  #announcedVersion = 0;
  #timer: Timer | undefined;
  /** When the timer is due (monotonic ms). */
  #dueMs = Infinity;
  #persisting: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(env: Env, options: LeaseKeeperOptions) {
    this.#env = env;
    this.#options = options;
    this.#lease = new JournalLease({ leaseMaxMs: options.leaseMaxMs, nowMs: env.monotonicMs() });
    this.#arm();
  }

  /** The owner of the promise found at start, if the side file speaks of it. */
  setOwner(owner: PromiseOwner | undefined): void {
    this.#lease.setOwner(owner);
  }

  /** The clock runs to the first end; a renewal leaves it as it is, to run on from there when it is due. */
  #arm(): void {
    const { nextEndMs } = this.#lease;
    if (this.#closed || nextEndMs === Infinity || (this.#timer !== undefined && this.#dueMs <= nextEndMs)) return;
    this.#timer?.cancel();
    this.#dueMs = nextEndMs;
    this.#timer = this.#env.after(Math.max(1, nextEndMs - this.#env.monotonicMs()), () => {
      this.#timer = undefined;
      if (this.#lease.nextEndMs > this.#env.monotonicMs()) this.#arm();
      else void this.#judge();
    });
  }

  /** Something ends, unless a renewal of it waits in a socket: those are drained first (HA.md 7). */
  async #judge(): Promise<void> {
    await this.#env.turn();
    this.#lease.observe(this.#env.monotonicMs());
    this.#checkConnections();
    this.#announce();
  }

  #checkConnections(): void {
    for (const [nonce, call] of this.#renewedBy) {
      if (call.connected) continue;
      this.#renewedBy.delete(nonce);
      this.#lease.disconnected(nonce);
    }
  }

  /** Wakes whoever waits for a change, and sees to it that the clock is due in time. */
  #announce(): void {
    if (this.#lease.version !== this.#announcedVersion) {
      this.#announcedVersion = this.#lease.version;
      const changed = this.#changed;
      this.#changed = new Deferred();
      changed.resolve();
    }
    this.#arm();
  }

  /** The promise, the writer or the format of the journal has changed. */
  journalChanged(): void {
    this.#lease.touch();
    this.#announce();
  }

  async #coverTtl(ttlMs: number): Promise<void> {
    while (this.#lease.leaseMaxNeeded(ttlMs) !== undefined) {
      const before = this.#persisting;
      this.#persisting = before.catch(() => {}).then(async () => {
        const neededMs = this.#lease.leaseMaxNeeded(ttlMs);
        if (neededMs === undefined) return;
        await this.#options.persistLeaseMax(neededMs);
        this.#lease.leaseMaxOnDisk(neededMs);
      });
      await this.#persisting;
    }
  }

  /**
   * J1, the wait: runs `commit` in the very turn in which `nonce` may be promised `epoch` as far as leases go. `check`
   * is called before and after each wait, and throws when the call has become pointless; the end of `call`'s connection
   * ends a wait. Throws IOException when the keeper is closed meanwhile: nothing ends any more by its clock.
   */
  async whenFree<T>(
    epoch: number, nonce: string | undefined, check: () => void, call: Call | undefined, commit: () => T,
  ): Promise<T> {
    check();
    call?.onDisconnect(() => this.journalChanged());
    if (nonce !== undefined) await this.#coverTtl(defaultTtlMs);
    const waiting = { epoch, nonce };
    this.#lease.addWaiting(waiting);
    try {
      for (;;) {
        check();
        if (this.#closed) throw new HdfsException('IOException', 'The leases of this journal have come to their end');
        const waitMs = this.#lease.newEpochWaitMs(nonce, this.#env.monotonicMs());
        if (waitMs === 0) return commit();
        this.#announce();
        await this.#changedWithin(waitMs);
      }
    } finally {
      this.#lease.removeWaiting(waiting);
      this.#announce();
    }
  }

  /** Resolves at the next change, when `sooner` does, or after `waitMs`. */
  #changedWithin(waitMs: number, sooner?: Promise<void>): Promise<void> {
    const changed = this.#changed.promise;
    return new Promise((resolve) => {
      const timer = this.#env.after(Math.max(1, waitMs), resolve);
      const wake = (): void => {
        timer.cancel();
        resolve();
      };
      void changed.then(wake);
      void sooner?.then(wake);
    });
  }

  refusesNewEpochOf(nonce: string | undefined): boolean {
    return this.#lease.refusesNewEpochOf(nonce);
  }

  reservedForAnother(nonce: string | undefined): boolean {
    return this.#lease.reservedForAnother(nonce, this.#env.monotonicMs());
  }

  /** The promise is on disk; false when `nonce` has no lease for it after all. */
  promised(epoch: number, nonce: string | undefined): boolean {
    const granted = this.#lease.promised(epoch, nonce, this.#env.monotonicMs());
    this.#announce();
    return granted;
  }

  /** J2. */
  async renew(renewal: Renewal, call: Call): Promise<LeaseRefusalProto | undefined> {
    if (this.#options.context().voter) await this.#coverTtl(renewal.ttlMs);
    const refusal = this.#lease.renew(renewal, this.#options.context(), this.#env.monotonicMs());
    if (refusal === undefined) {
      this.#renewedBy.set(renewal.nonce, call);
      this.#answerRipe();
    }
    this.#announce();
    return refusal;
  }

  /**
   * A renewal is no news, but whoever has waited for long is told of it: no timer need wake anybody for that, and what is told
   * holds for longer than at any other time.
   */
  #answerRipe(): void {
    const nowMs = this.#env.monotonicMs();
    for (const watch of this.#watches) if (watch.ripeMs <= nowMs) watch.answer();
  }

  reserve(nonce: string, nameNodeId: string | undefined, rank: number, gen: number): LeaseRefusalProto | undefined {
    const refusal = this.#lease.reserve(nonce, nameNodeId, rank, gen, this.#options.context(), this.#env.monotonicMs());
    this.#announce();
    return refusal;
  }

  freeReservation(nonce: string): void {
    this.#lease.freeReservation(nonce);
    this.#announce();
  }

  /** J3. `epoch` is the highest one that is given back; whatever is promised when absent. */
  release(nonce: string, to: string | undefined, epoch?: number): void {
    const over = this.#lease.release(nonce, to, epoch ?? this.#options.context().promised, this.#env.monotonicMs());
    if (over) this.#renewedBy.delete(nonce);
    this.#announce();
  }

  /** J3. */
  revoke(nonce: string): void {
    const { id, nameNodeId } = this.#lease.revoke(nonce, this.#env.monotonicMs());
    this.#renewedBy.delete(nonce);
    this.#options.onRevoked?.(id, nameNodeId);
    this.#announce();
  }

  status(): LeaseStatusProto {
    this.#checkConnections();
    return this.#lease.status(this.#options.context(), this.#env.monotonicMs());
  }

  /**
   * The status, as soon as its version is another than `sinceVersion`, or after `waitMs`; after half of that with the next
   * renewal.
   */
  async watch(sinceVersion: number, waitMs: number, call: Call): Promise<LeaseStatusProto> {
    const heldMs = Math.min(waitMs, watchMsMax);
    const askedMs = this.#env.monotonicMs();
    const answered = new Deferred<void>();
    let ripe = false;
    const held: HeldWatch = {
      ripeMs: askedMs + heldMs / 2,
      answer: () => {
        ripe = true;
        answered.resolve();
      },
    };
    // A holder's watch shares the connection of its renewals: its end is seen at once.
    call.onDisconnect(() => {
      answered.resolve();
      this.#checkConnections();
      this.#announce();
    });
    this.#watches.add(held);
    try {
      for (;;) {
        const status = this.status();
        const leftMs = askedMs + heldMs - this.#env.monotonicMs();
        if (status.version !== sinceVersion || leftMs <= 0 || ripe || !call.connected || this.#closed) return status;
        await this.#changedWithin(leftMs, answered.promise);
      }
    } finally {
      this.#watches.delete(held);
    }
  }

  /** Resolves when no lease lives and no restart is waited out (for `format`), or when the keeper is closed. */
  async untilNoLease(): Promise<void> {
    while (!this.#closed) {
      const waitMs = this.#lease.newEpochWaitMs(undefined, this.#env.monotonicMs());
      this.#announce();
      if (waitMs === 0) return;
      await this.#changedWithin(waitMs);
    }
  }

  /** JournalLease.untilMs */
  get untilMs(): ReadonlyMap<string, number> {
    return this.#lease.untilMs();
  }

  /** Whether a lease lives now. */
  get leaseLives(): boolean {
    return this.#lease.untilMs().size > 0;
  }

  /** Clean stop, first half: grants nothing more, and resolves when the last lease has ended. */
  async outliveLeases(): Promise<void> {
    this.#lease.stop();
    this.#announce();
    await this.untilNoLease();
  }

  /** Stops the clock; watchers are answered, and whoever waits for a lease's end waits no more. */
  close(): void {
    this.#closed = true;
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#changed.resolve();
  }
}
