// The moves between Standby and Active, step by step (the table is in ha-state.ts): what is stopped, recovered, read to
// the end, opened and let loose, in which order. Whoever decides on a move (elector, operator) calls here; one move at a
// time. Answers to FSNamesystem.startActiveServices and stopActiveServices.
import { AssertionFailure } from '../../base/assert.ts';
import { SerialQueue } from '../../base/async.ts';
import { Quantiles } from '../../base/quantiles.ts';
import type { JournalManager } from '../../edit-log/journal-manager.ts';
import type { RecoveredLog } from '../../edit-log/journal-manager.ts';
import { JournalFenced, QuorumLost } from '../../edit-log/journal-manager.ts';
import type { Env } from '../../env/env.ts';
import { sleep, within } from '../../env/waiting.ts';
import type { EditLogHooks, FSEditLog } from '../../edit-log/fs-edit-log.ts';
import { becameActive, becameStandby, fenced, quorumBack, quorumLost } from '../../metrics/event-names.ts';
import type { FSNamesystem } from '../fs-namesystem.ts';
import type { Admission } from './admission.ts';
import type { EditLogTailer } from './edit-log-tailer.ts';
import { replayStreams } from './edit-log-tailer.ts';
import type { HaState } from './ha-state.ts';
import { moveTo } from './ha-state.ts';
import type { ActiveLease } from './term.ts';
import { Term } from './term.ts';

/** The shared journal with what an election needs beside edits. */
export interface SharedJournal extends JournalManager {
  /** The epoch this process writes in, from its last recoverUnfinalizedSegments. */
  readonly epoch: number | undefined;
  /** The lease of that epoch. */
  lease(): ActiveLease;
  /**
   * recoverUnfinalizedSegments by the writer itself, who goes on with its log. Rejects, having proposed nothing, with
   * JournalFenced when it is over, with QuorumLost while `uncontested` says that there may be another writer.
   */
  reelect(uncontested: () => boolean): Promise<RecoveredLog>;
}

export interface HaParts {
  readonly fsn: FSNamesystem;
  readonly journal: () => SharedJournal;
  readonly admission: Admission;
  readonly tailer: () => EditLogTailer;
  /** Opens a segment at `firstTxid`; resolves when its START_LOG_SEGMENT is durable. */
  readonly openLog: (firstTxid: number, hooks: EditLogHooks) => Promise<FSEditLog>;
  /** Throws the namespace away and loads image and log again; resolves when tailing may start. */
  readonly reload: () => Promise<void>;
  /** Reads of calls below the image what loading it could not. */
  readonly recallCalls: () => Promise<void>;
  /** The journal's durable end moved: orders and DataNode claims follow. */
  readonly onDurable: (txid: number) => void;
  readonly onState: (state: HaState) => void;
  /** Ends what must not run beside a promotion: a checkpoint. */
  readonly beforePromotion: () => Promise<void>;
  /** Gives the active lease back, in favour of the NameNode `to` where one is named. */
  readonly releaseLease: (to?: string) => Promise<void>;
  /** Nobody else holds the active lease, as far as a majority tells. */
  readonly uncontested: () => boolean;
}

const regainPauseMs = 50;
/** How long stepping down waits for JournalNodes to take what is on its way: they may be silent for good. */
const drainMs = 5000;
const reloadPauseMs = 200;

export class HaController {
  state: HaState = 'Loading';
  /** Wall time of the last change of state, ms. */
  lastTransitionMs = 0;
  /** Milliseconds the last promotion took. */
  lastPromotionMs: number | undefined;
  /** Milliseconds that promotions took, by which this NameNode became Active. */
  readonly promotionMs = new Quantiles(3_600_000);
  readonly #env: Env;
  readonly #parts: HaParts;
  readonly #moves = new SerialQueue();
  #log: FSEditLog | undefined;
  #stopping = false;
  /** Memory is not what the log says. */
  #diverged = false;
  /** The last epoch that is known to be over; told once, and maybe before its reign has begun. */
  #fencedEpoch = 0;

  constructor(env: Env, parts: HaParts) {
    this.#env = env;
    this.#parts = parts;
  }

  /** The open log while Active. */
  get log(): FSEditLog | undefined {
    return this.#log;
  }

  /** The epoch of the reign, 0 without one. */
  get epoch(): number {
    return this.#parts.fsn.open?.term.epoch ?? 0;
  }

  /** The highest epoch that this process has won, 0 before the first; the reign of it may be over. */
  get wonEpoch(): number {
    return this.#parts.journal().epoch ?? 0;
  }

  /** Image and log are loaded. */
  loaded(): void {
    this.#become('Standby');
    this.#parts.tailer().start();
  }

  /** Loaded, in a cluster of one NameNode: nobody else writes, so it goes straight to Active. */
  async loadedAlone(): Promise<void> {
    this.#become('Standby');
    await this.becomeActive();
  }

  /** Promotes; fine when it is Active already. Rejects with JournalFenced, QuorumLost or what loading met. */
  becomeActive(): Promise<void> {
    return this.#move(async () => {
      if (this.state === 'Active') return;
      if (this.state !== 'Standby') throw new Error(`the NameNode is ${this.state}, not Standby`);
      const started = this.#env.monotonicMs();
      try {
        await this.#promote();
      } catch (error) {
        if (error instanceof AssertionFailure) throw error;
        await this.#demote(error instanceof Error ? error : new Error(String(error)));
        throw error;
      }
      this.lastPromotionMs = this.#env.monotonicMs() - started;
      this.promotionMs.record(this.lastPromotionMs, this.#env.monotonicMs());
      this.#env.log('info', becameActive, { epoch: this.#parts.journal().epoch, ms: Math.round(this.lastPromotionMs), txid: this.#parts.fsn.lastAppliedTxid });
    });
  }

  /** Steps down with everything durable, or without that where it takes too long. Fine when it is a Standby already. */
  becomeStandby(to?: string): Promise<void> {
    return this.#move(async () => {
      if (this.state !== 'Active' || this.#log === undefined) return;
      const log = this.#log;
      const started = this.#env.monotonicMs();
      this.#become('Draining');
      try {
        await within(this.#env, drainMs, 'closing the log', log.closeInOrder());
      } catch (error) {
        if (error instanceof AssertionFailure) throw error;
        await this.#demote(error instanceof Error ? error : new Error(String(error)));
        return;
      }
      this.#endTerm(new Error('stepped down'));
      await this.#parts.releaseLease(to);
      this.#become('Standby');
      this.#parts.tailer().start();
      this.#env.log('info', becameStandby, { to, ms: Math.round(this.#env.monotonicMs() - started), txid: this.#parts.fsn.lastAppliedTxid });
    });
  }

  /** Others promised higher epochs than `epoch`: if that is ours, it is over, written to or not. */
  fenced(epoch: number): void {
    this.#fencedEpoch = Math.max(epoch, this.#fencedEpoch);
    const term = this.#parts.fsn.open?.term;
    if (term?.epoch === epoch) this.#failed(term, new JournalFenced(`a newer epoch than ${epoch} was promised`, epoch));
  }

  /** The end of the process: as becomeStandby, but nothing follows, and no move that waits for JournalNodes is waited for any longer. */
  async stop(): Promise<void> {
    this.#stopping = true;
    try {
      await within(this.#env, drainMs, 'stepping down', this.#move(() => this.#drainAndStop()));
    } catch (error) {
      if (error instanceof AssertionFailure) throw error;
      this.abort(new Error('the NameNode is stopping', { cause: error }));
      await this.#parts.tailer().stop();
    }
  }

  async #drainAndStop(): Promise<void> {
    if (this.state === 'Active' && this.#log !== undefined) {
      this.#become('Draining');
      await this.#log.closeInOrder().catch(() => {});
      this.#endTerm(new Error('the NameNode is stopping'));
      await this.#parts.releaseLease().catch(() => {});
    }
    await this.#parts.tailer().stop();
    if (this.state !== 'Stopped') this.#become('Stopped');
  }

  /**
   * The same reign under a higher epoch, for the sake of JournalNodes that promised more than this one's to candidates who
   * came to nothing (HA.md 29). Does nothing unless this is the Active, with its lease.
   */
  reelect(): Promise<void> {
    return this.#move(async () => {
      const term = this.#parts.fsn.open?.term;
      if (this.state !== 'Active' || this.#log === undefined || term?.mayRead(this.#env.monotonicMs()) !== true) return;
      this.#log.suspend(new Error('the writer re-elects itself'));
      await this.#regain(term);
    });
  }

  /** Nothing follows: what is not on its way to the journal never will be, nobody is answered, and no move is made any more. All in one turn. */
  abort(reason: Error): void {
    this.#stopping = true;
    this.#log?.abandon(reason);
    this.#endTerm(reason);
    if (this.state !== 'Stopped') this.#become('Stopped');
  }

  /** One at a time. A bug in a move is the NameNode's end, whoever asked for it and takes its failure for an answer. */
  #move(job: () => Promise<void> | undefined): Promise<void> {
    return this.#moves.run(async () => {
      try {
        await job();
      } catch (error) {
        if (error instanceof AssertionFailure) this.#parts.fsn.fail(error);
        throw error;
      }
    });
  }

  async #promote(): Promise<void> {
    const { fsn, tailer } = this.#parts;
    const journal = this.#parts.journal();
    this.#become('Recovering');
    await this.#parts.beforePromotion();
    await tailer().stop();
    const ownEpoch = journal.epoch;
    const { lastTxid = 0, writerEpoch = 0 } = await journal.recoverUnfinalizedSegments();
    if (writerEpoch !== ownEpoch) this.#parts.admission.reignedElsewhere(writerEpoch, lastTxid);
    const epoch = journal.epoch ?? 0;
    const term = new Term(epoch, journal.lease());
    this.#become('CatchingUp');
    await replayStreams(this.#env, fsn, await journal.selectInputStreams(fsn.lastAppliedTxid + 1, { inProgressOk: false, onlyDurable: false }), lastTxid);
    if (fsn.lastAppliedTxid !== lastTxid) {
      this.#diverged = true;
      throw new Error(`the log ends at txid ${lastTxid}, memory at ${fsn.lastAppliedTxid}`);
    }
    await this.#parts.recallCalls();
    try {
      await this.#openReign(term, lastTxid);
    } catch (error) {
      // What the log has said of it meanwhile is of no reign that comes later.
      term.end(error instanceof Error ? error : new Error(String(error)));
      throw error;
    }
  }

  /** Everything up to `lastTxid` is applied: what the Active does begins behind it. */
  async #openReign(term: Term, lastTxid: number): Promise<void> {
    const { fsn } = this.#parts;
    this.#become('Opening');
    // Nobody could renew a file's lease while there was no Active.
    fsn.namespace.leases.advance(this.#env.monotonicMs());
    fsn.namespace.leases.renewAll();
    fsn.blocks.becomeActive(this.#env.monotonicMs());
    const hooks: EditLogHooks = {
      onDurable: (txid) => this.#parts.onDurable(txid),
      onFailed: (error) => this.#failed(term, error),
      onRenumbered: (txid) => fsn.renumbered(txid),
    };
    const log = await this.#parts.openLog(lastTxid + 1, hooks);
    this.#log = log;
    fsn.advanced(log.lastWrittenTxid);
    this.#checkNotFenced(term.epoch);
    fsn.open = { term, edits: log };
    this.#become('Active');
  }

  #checkNotFenced(epoch: number): void {
    if (this.#fencedEpoch >= epoch) throw new JournalFenced(`a newer epoch than ${epoch} was promised`, epoch);
  }

  /** The journal refused or lost a batch. A newer writer ends the term; a lost quorum is regained under our own lease. */
  #failed(term: Term, error: Error): void {
    if (term.ended !== undefined) return;
    if (error instanceof AssertionFailure) {
      this.#parts.fsn.fail(error);
    } else if (error instanceof JournalFenced) {
      this.#env.log('warn', fenced, { error });
      void this.#move(() => (term.ended === undefined ? this.#demote(error) : undefined));
    } else {
      this.#env.log('warn', quorumLost, { error });
      void this.#move(() => this.#regain(term));
    }
  }

  async #regain(term: Term): Promise<void> {
    const journal = this.#parts.journal();
    const started = this.#env.monotonicMs();
    // A move before this one may have seen to it.
    if (this.#log?.failure === undefined) return;
    // Whoever wants another move (to stop, to step down) must not wait for a quorum that may never come.
    for (let log: FSEditLog | undefined = this.#log; term.ended === undefined && log !== undefined && this.#moves.length <= 1; log = this.#log) {
      try {
        // In an epoch that it won on the way it may be over already, and hear of that once.
        this.#checkNotFenced(journal.epoch ?? term.epoch);
        const { lastTxid = 0, writerEpoch = 0 } = await journal.reelect(this.#parts.uncontested);
        // What another one wrote may be, byte for byte, what this one sent: a START. Its clients were answered all the same.
        if (!term.isLastWriter(writerEpoch)) throw new JournalFenced(`another NameNode has written in epoch ${writerEpoch}`, term.epoch);
        term.won(journal.epoch ?? 0);
        await log.resume(lastTxid);
        // Not before: until its own START is durable the log may turn out to be another writer's, whose edits memory lacks.
        const epoch = journal.epoch ?? term.epoch;
        this.#checkNotFenced(epoch);
        term.reelected(epoch, journal.lease());
        this.#env.log('info', quorumBack, { epoch: term.epoch, ms: Math.round(this.#env.monotonicMs() - started) });
        return;
      } catch (error) {
        if (error instanceof JournalFenced) {
          await this.#demote(error);
          return;
        }
        if (error instanceof AssertionFailure) throw error;
        if (!(error instanceof QuorumLost)) this.#env.log('warn', 'regaining the quorum failed', { error });
        await sleep(this.#env, regainPauseMs);
      }
    }
    if (term.ended === undefined && this.#log !== undefined) await this.#demote(new QuorumLost('another move is wanted while the quorum is lost'));
  }

  /** From any step of a promotion or a reign back to Standby; memory that may hold lost edits is thrown away. */
  async #demote(reason: Error): Promise<void> {
    const { fsn } = this.#parts;
    const tainted = this.#diverged || (this.#log !== undefined && fsn.lastAppliedTxid > this.#log.durableTxid);
    this.#diverged = false;
    if (this.#isOver) this.abort(reason);
    if (this.state === 'Standby' || this.#isOver) return;
    this.#become('Fenced');
    this.#log?.abandon(reason);
    this.#endTerm(reason);
    await this.#parts.releaseLease().catch(() => {});
    if (this.#isOver) return;
    if (tainted) {
      this.#env.log('warn', 'memory may hold lost edits: loading image and log again', { reason });
      this.#become('Loading');
      if (!(await this.#reload()) || this.#isOver) return;
    }
    this.#become('Standby');
    this.#parts.tailer().start();
  }

  /** Loads anew however long the journal cannot be read; false when the NameNode is to stop meanwhile. */
  async #reload(): Promise<boolean> {
    for (;;) {
      try {
        await this.#parts.reload();
        return true;
      } catch (error) {
        if (error instanceof AssertionFailure) throw error;
        // Told to, or of itself: the log holds what cannot be applied.
        if (this.#stopping) return false;
        this.#env.log('warn', 'loading again failed; retrying', { error });
        await sleep(this.#env, reloadPauseMs);
      }
    }
  }

  #endTerm(reason: Error): void {
    const { fsn } = this.#parts;
    fsn.open?.term.end(reason);
    fsn.open = undefined;
    this.#log = undefined;
    fsn.blocks.becomeStandby();
  }

  /** A stop or an abort did not wait for the move that asks. */
  get #isOver(): boolean {
    return this.state === 'Stopped';
  }

  #become(state: HaState): void {
    if (this.#isOver) throw new Error(`the NameNode has stopped, amid its way to ${state}`);
    this.state = moveTo(this.state, state);
    this.lastTransitionMs = this.#env.wallMs();
    this.#parts.onState(state);
    this.#parts.admission.reconsider();
  }
}
