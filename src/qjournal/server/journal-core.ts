// What the parts of a journal share: the queue that makes each call's checks and effects one entry, the promise, and
// the file that is being written (HA.md 24).
//
// newEpoch alone does not stand in the queue, so that no fdatasync of edits delays it. It raises the promise in memory,
// which refuses every older call from that turn on, the waiting ones and the one at work included; writes it down; and
// answers when the entry at work, unless it only appends edits, has ended. Edits of the older epoch that reach the disk
// meanwhile are not acknowledged, and prepareRecovery, in the queue, sees them.
import { Deferred, SerialQueue } from '../../base/async.ts';
import type { Env } from '../../env/env.ts';
import { epochAdopted } from '../../metrics/event-names.ts';
import { HdfsException } from '../../protocol/exceptions.ts';
import type { ExceptionName } from '../../protocol/exceptions.ts';
import type { StorageInfo } from '../../protocol/storage-info.ts';
import type { PromiseOwner } from './journal-lease.ts';
import type { JournalMetadata } from './journal-metadata.ts';
import type { JournalState, OpenSegment, WriterRequest } from './journal-state.ts';
import type { JournaledEdits } from './journaled-edits.ts';
import type { SegmentStore } from './segment-store.ts';
import type { SegmentWriter } from './segment-writer.ts';

/** What a formatted journal has. A format makes a new one. */
export interface Live {
  readonly info: StorageInfo;
  readonly metadata: JournalMetadata;
  readonly state: JournalState;
  readonly store: SegmentStore;
  /**
   * Its directory is between two states: an upgrade's first step was done, and the second one was not (prepared), or such a step
   * is at work or failed (moving). What lies in current may be gone with the next start.
   */
  readonly unsettled?: 'prepared' | 'moving';
}

export interface JournalPlace {
  readonly journalId: string;
  /** <edits dir>/<journal id>. */
  readonly directory: string;
}

/** The file of the segment that is being written. */
export interface WritingFile {
  readonly firstTxId: number;
  readonly file: SegmentWriter;
}

export interface CoreEvents {
  /** Promise or writer changed, on disk. `ownerKnown`: false for a promise that was adopted from a call. */
  promiseMoved(ownerKnown: boolean): void;
}

/** Entries of the queue, and what they may do. */
export class JournalCore {
  readonly env: Env;
  readonly place: JournalPlace;
  readonly edits: JournaledEdits;
  /** Undefined while the journal is not formatted. */
  live: Live | undefined;
  writing: WritingFile | undefined;
  /** At most the promise in memory. */
  promisedOnDisk = 0;
  closed = false;
  /** The entry at work, if a new epoch must wait for its end. */
  structural: Promise<void> | undefined;
  readonly #events: CoreEvents;
  readonly #queue = new SerialQueue();
  /** Promises are written one after the other. */
  readonly #promises = new SerialQueue();
  /** Called when an entry is queued behind the batches that more could have joined. */
  onQueued: () => void = () => {};
  /** In the queue: takes a directory that is between two states to one of them. */
  settle: () => Promise<void> = () => Promise.resolve();

  constructor(env: Env, place: JournalPlace, edits: JournaledEdits, events: CoreEvents) {
    this.env = env;
    this.place = place;
    this.edits = edits;
    this.#events = events;
  }

  /** Throws JournalNotFormattedException. */
  formatted(): Live {
    if (this.closed) throw this.refusal('IOException', 'The journal is closed');
    if (this.live !== undefined) return this.live;
    throw this.refusal('JournalNotFormattedException', `Journal Storage Directory root= ${this.place.directory}; location= null not formatted`);
  }

  refusal(name: ExceptionName, message: string): HdfsException {
    return new HdfsException(name, `${message} ; journal id: ${this.place.journalId}`);
  }

  log(level: 'info' | 'warn' | 'error', event: string, fields: Readonly<Record<string, unknown>>): void {
    this.env.log(level, event, { journal: this.place.journalId, ...fields });
  }

  /** An entry that only appends edits: a new epoch does not wait for it. */
  appending(job: () => Promise<void>): void {
    void this.#queue.run(job);
  }

  /** An entry that a new epoch waits for when it is at work. */
  exclusive<T>(job: () => Promise<T>): Promise<T> {
    this.onQueued();
    return this.#queue.run(async () => {
      const done = new Deferred<void>();
      this.structural = done.promise;
      try {
        return await job();
      } finally {
        this.structural = undefined;
        done.resolve();
      }
    });
  }

  /** The promise rises in memory: nothing older passes any more, and the open segment gets no more edits. */
  raise(live: Live, epoch: number): void {
    const open = live.state.open;
    live.state.promise(epoch);
    this.edits.suspend();
    if (open !== undefined) this.#gaveUp(live, open);
  }

  #gaveUp(live: Live, open: OpenSegment): void {
    // Batches that were let in count: they may reach the disk yet, and a recovery must look at them.
    live.store.provisionalEnd(open.firstTxId, open.nextTxId > open.firstTxId ? open.nextTxId - 1 : undefined);
    const writing = this.writing;
    if (writing === undefined) return;
    this.exclusive(() => this.closeFile(live, writing)).catch((error: unknown) => this.log('warn', 'segment file not closed', { error }));
  }

  /** Resolves when a promise of at least `epoch` is on disk. */
  async persistPromise(live: Live, epoch: number, owner: PromiseOwner | undefined): Promise<void> {
    if (this.promisedOnDisk >= epoch) return;
    await this.#promises.run(async () => {
      if (this.promisedOnDisk >= epoch || this.live !== live) return;
      await live.metadata.writePromise(epoch, owner);
      this.promisedOnDisk = epoch;
      this.#events.promiseMoved(owner !== undefined);
    });
  }

  /** Resolves when no promise is being written. */
  promisesWritten(): Promise<void> {
    return this.#promises.idle();
  }

  /**
   * First checks of every call of a writer, in the queue: epoch, order, committed txid. `startingAt`: the segment that
   * the call starts. `purging`: an upgrading NameNode does, between the steps.
   */
  async enter(request: WriterRequest, startingAt?: number, { purging = false }: { readonly purging?: boolean } = {}): Promise<Live> {
    let live = this.formatted();
    live.state.checkStillPromised(request.epoch);
    if (live.unsettled !== undefined && request.epoch > live.state.promisedEpoch) {
      // Whoever was elected after the first step goes on with the old state, be it that newEpoch did not come here.
      await this.settle();
      live = this.formatted();
    } else if (live.unsettled === 'moving' || (live.unsettled === 'prepared' && !purging)) {
      throw this.refusal('IOException', 'An upgrade of the journal is under way: nothing is written between its steps');
    }
    if (request.epoch > live.state.promisedEpoch) {
      this.raise(live, request.epoch);
      this.log('info', epochAdopted, { epoch: request.epoch, from: request.from });
    }
    if (this.promisedOnDisk < request.epoch) {
      await this.persistPromise(live, request.epoch, undefined);
      live.state.checkStillPromised(request.epoch);
    }
    live.state.admitInOrder(request, startingAt);
    if (!live.store.namesSettled) await live.store.settleNames();
    // Given up before this entry came to work: its file must not be found open by what follows.
    if (live.state.open === undefined && this.writing !== undefined) await this.closeFile(live, this.writing);
    return live;
  }

  /** The writer's epoch is on disk as the last one. */
  async becomeWriter(live: Live, epoch: number): Promise<void> {
    if (live.state.lastWriterEpoch === epoch) return;
    await live.metadata.writeWriterEpoch(epoch);
    live.state.becameWriter(epoch);
    this.#events.promiseMoved(true);
  }

  /** Ends the writing of the open segment, if there is one. */
  async closeSegment(live: Live): Promise<void> {
    live.state.closeSegment();
    if (this.writing !== undefined) await this.closeFile(live, this.writing);
  }

  /** Closes the file of a segment that gets no more edits, unless that was done, and notes where it ends. */
  async closeFile(live: Live, writing: WritingFile): Promise<void> {
    if (this.writing !== writing) return;
    this.writing = undefined;
    const { firstTxId, file } = writing;
    const highest = live.state.highestWrittenTxId;
    const lastTxId = highest >= firstTxId ? highest : undefined;
    // A write has failed: what lies behind the last synced edit is to be cut off, but the edits before it are there.
    if (file.broken) live.store.provisionalEnd(firstTxId, lastTxId, file.endBytes);
    else live.store.closed(firstTxId, { lastTxId, endBytes: file.endBytes, digest: file.digest() });
    await file.close();
  }

  /** Waits for the entries that are queued, then runs `job` as the last one. */
  finish(job: () => Promise<void>): Promise<void> {
    this.closed = true;
    return this.#queue.run(job);
  }
}
