// How one NameNode keeps up with the list of JournalNodes (HA.md 33): what answers tell, and questions after it. Whoever writes
// takes a newer one only together with a new epoch (HA.md P3); it is kept for that here.
import { decodeJournalList, isNewer, isQuorum, newestOf } from '../../protocol/journal-list.ts';
import type { JournalList } from '../../protocol/journal-list.ts';
import type { GetJournalStateResponseProto } from '../../wire/qjournal-protocol.ts';
import type { AsyncLoggerSet } from './async-logger-set.ts';
import type { KnownList } from './known-list.ts';

/** For a question after the list of JournalNodes. */
const listTimeoutMs = 2000;

export class ListFollower {
  readonly #known: KnownList;
  readonly #loggers: AsyncLoggerSet;
  readonly #writing: () => boolean;
  /** Heard of while writing. */
  #kept: JournalList | undefined;
  #asking = false;
  /** Whether it was asked for since the start. */
  #asked = false;

  constructor(known: KnownList, loggers: AsyncLoggerSet, writing: () => boolean) {
    this.#known = known;
    this.#loggers = loggers;
    this.#writing = writing;
  }

  /** A newer one waits for the writer's next epoch. */
  get waits(): boolean {
    return this.#kept !== undefined && isNewer(this.#kept, this.#known.list);
  }

  /** Nothing is written any more, or not yet: what waited counts. */
  takeWaiting(): void {
    if (this.#kept !== undefined) this.#known.set(this.#kept);
    this.#kept = undefined;
  }

  /** A JournalNode tells its list, in a message of its own form. Whether another one counts from now on. */
  heardOf(told: Uint8Array | undefined): boolean {
    const list = decodeJournalList(told);
    if (list === undefined || !isNewer(list, this.#known.list) || list.members.length === 0) return false;
    if (this.#writing()) {
      if (this.#kept === undefined || isNewer(list, this.#kept)) this.#kept = list;
      return false;
    }
    return this.#known.set(list);
  }

  /** `name` keeps a newer list than this NameNode goes by; or somebody does, where the name is nobody's. */
  ask(name: string): void {
    if (this.#asking) return;
    this.#asking = true;
    const logger = this.#loggers.everybody.find((each) => each.name === name);
    const asked = logger === undefined ? this.refresh() : logger.getJournalState({ timeoutMs: listTimeoutMs }).then(({ config }) => this.heardOf(config));
    asked.catch(() => {}).finally(() => {
      this.#asking = false;
    });
  }

  /** Asks all who are known for the list, until nobody tells of a newer one. Whether another counts now. */
  async refresh(): Promise<boolean> {
    let changed = false;
    for (;;) {
      const told = [...(await this.#states()).values()];
      if (told.filter(({ config }) => this.heardOf(config)).length === 0) return changed;
      changed = true;
    }
  }

  /** Of all who are known and answer, by their names. */
  async #states(): Promise<Map<string, GetJournalStateResponseProto>> {
    const states = new Map<string, GetJournalStateResponseProto>();
    await Promise.allSettled(this.#loggers.loggers.map(async (logger) => states.set(logger.name, await logger.getJournalState({ timeoutMs: listTimeoutMs }))));
    return states;
  }

  /**
   * A pending list that nobody will finish is given up: a majority of the list before it does not keep it, and has promised a later
   * epoch than its writer's, from which it is never taken any more. Kept, it would have this NameNode wait for a majority
   * of a list that does not exist. Asks only who reads, and knows of one that is pending; true when it was given up.
   */
  async lookAtPending(): Promise<boolean> {
    const { list } = this.#known;
    if (list.pending === undefined || this.#writing()) return false;
    const told = new Map<string, JournalList>();
    for (const [name, { config, lastPromisedEpoch }] of await this.#states()) {
      this.heardOf(config);
      const kept = decodeJournalList(config);
      if (kept !== undefined && isNewer(list, kept) && lastPromisedEpoch > list.epoch) told.set(name, kept);
    }
    if (this.#writing() || !isQuorum([list.members], (member) => told.has(member))) return false;
    return this.#known.withdraw(list, newestOf([...told.values()]) ?? { gen: 0, members: list.members, epoch: 0 });
  }

  /** After that, whoever keeps a newer list says so. */
  async refreshOnce(): Promise<void> {
    if (!this.#asked) await this.refresh();
    this.#asked = true;
  }
}
