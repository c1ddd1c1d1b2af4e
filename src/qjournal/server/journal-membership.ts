// The list of JournalNodes as one of them keeps it for one journal (HA.md 33, 35): stored on the word of the promised epoch's
// writer, told to everybody, and the measure of all calls: those that go by an older one are refused. Invariants: the
// generation never goes back, but from a pending one that came to nothing; what is acknowledged is on disk; from the turn on in
// which a newer list was taken, no call that goes by an older one passes. Unknown to Apache's JournalNode.
import { journalListStored } from '../../metrics/event-names.ts';
import { encodeJournalList, isNewer } from '../../protocol/journal-list.ts';
import type { JournalList, JournalStanding } from '../../protocol/journal-list.ts';
import type { JournalCore } from './journal-core.ts';
import type { WriterRequest } from './journal-state.ts';

/** A list, and what this JournalNode is by it. */
export interface StoredList {
  readonly list: JournalList;
  readonly standing: JournalStanding;
}

const none: StoredList = { list: { gen: 0, members: [], epoch: 0 }, standing: 'member' };

/** A caller that would be the writer is asked for more than one that is, or that reads. */
export type Asking = 'election' | 'other';

export class JournalMembership {
  readonly #core: JournalCore;
  readonly #changed: () => void;
  #stored = none;

  /** `changed` is called in the turn in which another list counts. */
  constructor(core: JournalCore, changed: () => void) {
    this.#core = core;
    this.#changed = changed;
  }

  /** What the disk says, when the journal is opened; undefined when it is gone or keeps no list. */
  opened(stored: StoredList | undefined): void {
    this.#stored = stored ?? none;
    this.#changed();
  }

  get list(): JournalList {
    return this.#stored.list;
  }

  get standing(): JournalStanding {
    return this.#stored.standing;
  }

  /** For messages. */
  get encoded(): Uint8Array {
    return encodeJournalList(this.list);
  }

  /** Whether a caller with the list of `gen` may have this one's vote. */
  votesFor(gen: number): boolean {
    return gen > this.list.gen || (gen === this.list.gen && this.standing === 'member');
  }

  /**
   * Throws StaleJournalListException for a caller that goes by an older list than this one's, or by none where there are any;
   * and where this JournalNode is no member as far as it and the caller know.
   */
  check(gen: number | undefined, asking: Asking = 'other'): void {
    const { list, standing } = this.#stored;
    if (gen === undefined) {
      if (list.gen === 0 || list.sealed === true) return;
      throw this.#core.refusal('StaleJournalListException', `The JournalNodes of this journal were changed while it ran (generation ${list.gen} of their `
        + `list: ${list.members.join(', ')}), and the caller does not say which list it goes by, as Apache's NameNodes do not. Start it with this list `
        + 'in dfs.namenode.shared.edits.dir, and seal the list (quorate haadmin -journal seal)');
    }
    if (gen < list.gen) {
      throw this.#core.refusal('StaleJournalListException', `The caller goes by generation ${gen} of the list of JournalNodes; this JournalNode knows `
        + `generation ${list.gen}: ${(list.pending ?? list.members).join(', ')}`);
    }
    if (gen > list.gen || standing === 'member' || (standing === 'joining' && asking === 'other')) return;
    throw this.#core.refusal('StaleJournalListException', standing === 'retired'
      ? `This JournalNode was removed from the list (generation ${list.gen}: ${list.members.join(', ')})`
      : `This JournalNode is to be added to the list, and has no vote yet (generation ${list.gen}: ${list.members.join(', ')})`);
  }

  /** Takes a list from the writer of the promised epoch (G2, G3). Resolves when it is on disk. Throws StaleJournalListException, IOException. */
  configure(request: WriterRequest, list: JournalList, standing: JournalStanding): Promise<void> {
    const core = this.#core;
    return core.exclusive(async () => {
      const live = await core.enter(request);
      if (isNewer(this.list, list) && !this.#cameToNothing(request, standing)) this.#throwOlder(list);
      // Counts from this turn on: a newEpoch that goes by the older list must not come between.
      const before = this.#stored;
      this.#stored = { list, standing };
      this.#changed();
      await live.metadata.writeList(this.#stored);
      if (list.gen !== before.list.gen || list.epoch !== before.list.epoch) {
        core.log('info', journalListStored, { gen: list.gen, members: list.members.join(', '), pending: list.pending?.join(', '), standing });
      }
      live.state.checkStillPromised(request.epoch);
    });
  }

  /**
   * By the list that is pending here this JournalNode would be a member, and a writer who was elected later, by the list before that,
   * adds it anew: had a majority kept what is pending, that writer would go by it.
   */
  #cameToNothing({ epoch }: WriterRequest, standing: JournalStanding): boolean {
    return standing === 'joining' && this.list.pending !== undefined && epoch > this.list.epoch;
  }

  #throwOlder(list: JournalList): never {
    throw this.#core.refusal('StaleJournalListException', `Generation ${list.gen} of the list of JournalNodes, of epoch ${list.epoch}, is older than `
      + `generation ${this.list.gen} of epoch ${this.list.epoch}, which this JournalNode knows`);
  }
}
