// Election over the JournalNodes' active lease: watches what a majority says, and when nobody's lease lives, stands:
// jitter, a short reservation at a majority against duels, then the NameNode's own promotion, whose newEpoch is
// what decides. Safety rests on newEpoch alone; everything here only decides when to call it. Takes
// the place of ZKFailoverController and ActiveStandbyElector.
import { AssertionFailure } from '../base/assert.ts';
import type { Env, Timer } from '../env/env.ts';
import { failedOver, promotionFailed } from '../metrics/event-names.ts';
import { readLeases } from './lease-quorum.ts';
import type { LeaseReading, LeaseWord } from './lease-quorum.ts';

/** The JournalNodes as the election sees them. */
export interface LeaseElectorate {
  /** The lists of JournalNodes whose majorities make a quorum. */
  readonly lists: readonly (readonly string[])[];
  /** The public name of our own nonce. */
  readonly ownId: Uint8Array;
  words(): readonly LeaseWord[];
  /** Calls `changed` whenever a word changes, until the returned function is called. */
  watch(changed: () => void): () => void;
  /** Asks all for the reservation; whether a quorum granted it. */
  reserve(rank: number): Promise<boolean>;
  /** Gives it back, not waiting for answers. */
  free(): void;
}

/** The NameNode as the election sees it. */
export interface Candidate {
  /** Loaded, healthy, untainted, Standby, and not told to stay out. */
  mayStand(): boolean;
  /** How far behind the durable end of the journal its memory is; 0 for the best candidate. */
  lagMs(): number;
  /** Promotes itself; rejects when that failed. */
  becomeActive(): Promise<void>;
}

export interface LeaseElectorOptions {
  readonly ttlMs: number;
  /** How many other NameNodes the nameservice has. */
  readonly others: number;
}

const jitterMs = 40;
const rankDelayMaxMs = 150;
/** 0 is that of an heir whom the last Active has named. */
const bestRank = 1;

export class LeaseElector {
  readonly #env: Env;
  readonly #ttlMs: number;
  readonly #others: number;
  readonly #electorate: LeaseElectorate;
  readonly #candidate: Candidate;
  #unwatch: (() => void) | undefined;
  #timer: Timer | undefined;
  /** When the timer is due (monotonic ms); Infinity without one. */
  #dueMs = Infinity;
  #campaigning = false;
  #backOffMs = 0;
  #notBeforeMs = 0;
  /** It stays out for somebody else's sake, who has not been seen to lead yet. */
  #madeWay = false;
  /** An operator named it the heir: there is nobody to leave room for. */
  #wanted = false;
  #stopped = true;
  /** Since when nobody has led (monotonic ms); undefined while somebody does, and when nobody has been seen to lead. */
  #goneMs: number | undefined;
  /** Somebody else led, and nobody was promoted here since. */
  #led = false;

  constructor(env: Env, options: LeaseElectorOptions, electorate: LeaseElectorate, candidate: Candidate) {
    this.#env = env;
    this.#ttlMs = options.ttlMs;
    this.#others = options.others;
    this.#electorate = electorate;
    this.#candidate = candidate;
  }

  start(): void {
    if (!this.#stopped) return;
    this.#stopped = false;
    this.#unwatch = this.#electorate.watch(() => this.consider());
    this.consider();
  }

  stop(): void {
    this.#stopped = true;
    this.#unwatch?.();
    this.#unwatch = undefined;
    this.#timer?.cancel();
    this.#dueMs = Infinity;
  }

  /** What a majority says now. */
  reading(): LeaseReading {
    const { lists, ownId } = this.#electorate;
    return readLeases(this.#electorate.words(), lists, ownId, this.#env.monotonicMs(), 2 * this.#ttlMs);
  }

  /** Whether a call is worth parking here: a majority speaks and confirms nobody else as alive. */
  promotionPossible(): boolean {
    const { heard, taken } = this.reading();
    return heard && !taken && (this.#candidate.mayStand() || this.#campaigning);
  }

  /**
   * Makes way: keeps out of elections for `forMs`, or until a majority shows that somebody else leads. The heir
   * may die young, and then this NameNode is wanted. With 0 or less it makes way no longer.
   */
  keepOut(forMs: number): void {
    if (forMs <= 0) {
      this.#madeWay = false;
      this.#notBeforeMs = Number.NEGATIVE_INFINITY;
      this.consider();
      return;
    }
    this.#madeWay = true;
    this.#wanted = false;
    this.#stayOut(forMs);
  }

  /** Somebody wants this NameNode to be Active now: whatever kept it out is forgotten. */
  standNow(): void {
    this.#madeWay = false;
    this.#wanted = true;
    this.#notBeforeMs = Number.NEGATIVE_INFINITY;
    this.consider();
  }

  /** A term was lost or could not be won: waits a random while, longer each time, up to four leases. */
  backOff(): void {
    this.#backOffMs = Math.min(4 * this.#ttlMs, Math.max(50, this.#backOffMs * 2));
    this.#stayOut(this.#env.random() * this.#backOffMs);
  }

  /** Looks at the words and stands when nobody holds the lease. Cheap; called on every change. */
  consider(): void {
    this.#noteLeader();
    if (this.#stopped || this.#campaigning || !this.#candidate.mayStand()) return;
    const { heard, free, taken, freeAtMs } = this.reading();
    if (taken && this.#madeWay) {
      this.#madeWay = false;
      this.#notBeforeMs = Number.NEGATIVE_INFINITY;
    }
    if (this.#env.monotonicMs() < this.#notBeforeMs) {
      this.#wakeAt(this.#notBeforeMs);
      return;
    }
    if (!heard) return;
    if (!free) {
      if (freeAtMs !== undefined) this.#wakeAt(freeAtMs + 1);
      return;
    }
    this.#campaigning = true;
    void this.#campaign().finally(() => {
      this.#campaigning = false;
      this.consider();
    });
  }

  /**
   * For the measure of a failover: since when the Active has been gone. A broken session, a lease given back or revoked is
   * told as it happens; one that ran out means that the Active has not been heard of for its whole length.
   */
  #noteLeader(): void {
    if (this.reading().taken) {
      this.#led = true;
      this.#goneMs = undefined;
    } else if (this.#led && this.#goneMs === undefined) {
      const ranOut = !this.#wanted && this.#electorate.words().some(({ status }) => status.ranOut === true && status.leases.length === 0);
      this.#goneMs = this.#env.monotonicMs() - (ranOut ? this.#ttlMs : 0);
    }
  }

  async #campaign(): Promise<void> {
    // Of two NameNodes one is gone: there is nobody to leave room for.
    const rankMs = this.#others < 2 ? 0 : Math.min(rankDelayMaxMs, Math.round(this.#candidate.lagMs()));
    const delayMs = this.#wanted ? 0 : this.#env.random() * jitterMs + rankMs;
    this.#wanted = false;
    if (delayMs > 0) await new Promise<void>((resolve) => this.#env.after(delayMs, resolve));
    if (this.#stopped || !this.#candidate.mayStand() || !this.reading().free) return;
    if (!(await this.#electorate.reserve(bestRank + rankMs))) {
      this.#electorate.free();
      this.#stayOut(this.#env.random() * 2 * jitterMs);
      return;
    }
    // The answers were words, too: one that wrote without a lease, and was between two segments, is at work again.
    if (this.#stopped || !this.#candidate.mayStand() || !this.reading().free) {
      this.#electorate.free();
      return;
    }
    try {
      await this.#candidate.becomeActive();
      this.#backOffMs = 0;
      if (this.#goneMs !== undefined) this.#env.log('info', failedOver, { ms: Math.round(this.#env.monotonicMs() - this.#goneMs) });
      this.#goneMs = undefined;
      this.#led = false;
    } catch (error) {
      if (error instanceof AssertionFailure) throw error;
      this.#env.log('warn', promotionFailed, { error });
      this.#electorate.free();
      this.backOff();
    }
  }

  #stayOut(forMs: number): void {
    this.#notBeforeMs = Math.max(this.#notBeforeMs, this.#env.monotonicMs() + forMs);
    this.#wakeAt(this.#notBeforeMs);
  }

  /** One that is due sooner is left alone: each look says when the next one is wanted. */
  #wakeAt(atMs: number): void {
    if (this.#dueMs <= atMs) return;
    this.#timer?.cancel();
    this.#dueMs = atMs;
    this.#timer = this.#env.after(Math.max(1, atMs - this.#env.monotonicMs()), () => {
      this.#dueMs = Infinity;
      this.consider();
    });
  }
}
