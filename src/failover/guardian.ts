// The guardian of one NameNode process, its parent: revokes the active lease once it has reaped its child, and kills a
// child that hangs past its lease, so that clients' connections break instead of hanging. It never grants, renews or elects
// anything, and if it is lost itself, the lease's length covers for it. Only silence that it was awake to hear counts:
// where both were stopped and go on, the child gets a whole lease to step down by itself.
import { sameBytes } from '../base/bytes.ts';
import type { Env, Timer } from '../env/env.ts';
import { isQuorum } from '../protocol/journal-list.ts';
import type { JournalList } from '../protocol/journal-list.ts';
import type { LeaseWord } from './lease-quorum.ts';
import type { ZooKeeperTicket } from './zookeeper/zookeeper.ts';

/** What the NameNode tells its guardian: whenever its state changes, and while it is Active with every renewal of its lease. */
export interface Heartbeat {
  /** Whether it is Active, and in which epoch. */
  readonly active: boolean;
  readonly epoch: number;
  /** Its session where ZooKeeper elects: ended by the guardian once the NameNode is reaped. */
  readonly ticket?: ZooKeeperTicket;
  /** The list of JournalNodes, where it was changed. */
  readonly list?: JournalList;
}

/** The JournalNodes as a guardian needs them. */
export interface GuardedLease {
  /** The lists of JournalNodes whose majorities make a quorum. */
  readonly lists: readonly (readonly string[])[];
  /** The public name of the child's nonce. */
  readonly ownId: Uint8Array;
  /** Asks all; resolves with the answers that came within `limitMs`. */
  ask(limitMs: number): Promise<readonly LeaseWord[]>;
  /** The child has told of another list. */
  follow(list: JournalList): void;
  /** Revokes the child's nonce at all JournalNodes; resolves when a majority has. */
  revoke(): Promise<void>;
}

/** The NameNode's process, through the handle that started it: never through a pid that might be another's by now. */
export interface Ward {
  kill(): void;
}

export class Guardian {
  readonly #env: Env;
  readonly #ttlMs: number;
  readonly #lease: GuardedLease;
  readonly #ward: Ward;
  #last: Heartbeat = { active: false, epoch: 0 };
  #lastMs: number;
  #timer: Timer | undefined;
  #over = false;

  constructor(env: Env, ttlMs: number, lease: GuardedLease, ward: Ward) {
    this.#env = env;
    this.#ttlMs = ttlMs;
    this.#lease = lease;
    this.#ward = ward;
    this.#lastMs = env.monotonicMs();
  }

  heard(heartbeat: Heartbeat): void {
    this.#last = heartbeat;
    if (heartbeat.list !== undefined) this.#lease.follow(heartbeat.list);
    this.#lastMs = this.#env.monotonicMs();
    // A Standby's silence means nothing, and nobody counts it.
    if (heartbeat.active && this.#timer === undefined && !this.#over) this.#watch(this.#ttlMs);
  }

  /** The child was reaped: nothing of it runs any more, and its lease may go. */
  async reaped(): Promise<void> {
    this.#over = true;
    this.#timer?.cancel();
    await this.#lease.revoke();
  }

  #watch(delayMs: number): void {
    const dueMs = this.#env.monotonicMs() + delayMs;
    this.#timer = this.#env.after(delayMs, () => {
      this.#timer = undefined;
      if (!this.#last.active) return;
      const nowMs = this.#env.monotonicMs();
      // The process or the machine stood still, and the child most likely with it.
      if (nowMs - dueMs > this.#ttlMs / 4) this.#lastMs = nowMs;
      // A child that is well costs one look a lease; one that was silent for too long is looked at again soon.
      const leftMs = this.#lastMs + this.#ttlMs - nowMs;
      if (leftMs >= 0) {
        this.#watch(Math.max(leftMs + 1, this.#ttlMs / 4));
        return;
      }
      void this.#look().finally(() => {
        if (!this.#over && this.#timer === undefined) this.#watch(this.#ttlMs / 4);
      });
    });
  }

  /** Asks the JournalNodes about an Active that was silent for more than its lease. */
  async #look(): Promise<void> {
    const silentSince = this.#lastMs;
    const { epoch } = this.#last;
    const askedMs = this.#env.monotonicMs();
    const words = await this.#lease.ask(this.#ttlMs / 2);
    // JournalNodes that are down are no reason to kill a NameNode: a majority must have said that it is over.
    const over = words.filter(({ status }) => status.promised > epoch || !status.leases.some((lease) => sameBytes(lease.id, this.#lease.ownId) && lease.leftMs > 0));
    if (this.#env.monotonicMs() - askedMs > this.#ttlMs) return; // the answers lay here while this process stood still
    if (this.#over || this.#lastMs !== silentSince) return;
    if (!isQuorum(this.#lease.lists, (member) => over.some(({ journalNode }) => journalNode === member))) return;
    this.#env.log('warn', 'the NameNode hangs past its lease: killing it', { silentMs: Math.round(this.#env.monotonicMs() - silentSince), epoch });
    this.#over = true;
    this.#ward.kill();
  }
}
