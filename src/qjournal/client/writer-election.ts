// How a writer comes to be: an epoch that a majority of the newest list promises, with the active lease beside it, and the newest
// segment given its one end there. Invariant: what a majority has acknowledged in an older epoch is in that end. Answers to
// QuorumJournalManager.createNewUniqueEpoch and recoverUnclosedSegment.
import { assert } from '../../base/assert.ts';
import type { Env } from '../../env/env.ts';
import { QuorumLost } from '../../edit-log/journal-manager.ts';
import type { RecoveredLog } from '../../edit-log/journal-manager.ts';
import { epochWon } from '../../metrics/event-names.ts';
import { isException } from '../../protocol/exceptions.ts';
import { isQuorum } from '../../protocol/journal-list.ts';
import type { JournalList } from '../../protocol/journal-list.ts';
import type { AsyncLoggerSet } from './async-logger-set.ts';
import type { IPCLoggerChannel } from './ipc-logger-channel.ts';
import type { KnownList } from './known-list.ts';
import type { LeaseClient } from './lease-client.ts';
import type { ListFollower } from './list-follower.ts';
import { promisedEpochIn } from './quorum-call.ts';
import { chooseLog, isFinal } from './segment-recovery.ts';

export interface WriterElectionOptions {
  /** The active lease, won with each new epoch; absent where something else elects. */
  readonly leases: LeaseClient | undefined;
  /** For each step. */
  readonly timeoutMs: number;
}

/** Looks at what each JournalNode has promised, by name, before anything is proposed; throws where nothing shall be. */
export type MayPropose = (promises: ReadonlyMap<string, number>) => void;

export class WriterElection {
  /** The last epoch that was proposed, won or not. */
  #proposedEpoch = 0;
  /** Who refused it, by name, because it had promised as much: the same one, perhaps, and to another writer. */
  readonly #refused = new Set<string>();
  readonly #env: Env;
  readonly #options: WriterElectionOptions;
  readonly #known: KnownList;
  readonly #loggers: AsyncLoggerSet;
  readonly #lists: ListFollower;

  constructor(env: Env, options: WriterElectionOptions, known: KnownList, loggers: AsyncLoggerSet, lists: ListFollower) {
    this.#env = env;
    this.#options = options;
    this.#known = known;
    this.#loggers = loggers;
    this.#lists = lists;
  }

  /** The highest epoch that a JournalNode may have promised to this writer. */
  mayHavePromised(journalNode: string): number {
    return this.#refused.has(journalNode) ? this.#proposedEpoch - 1 : this.#proposedEpoch;
  }

  /** Wins an epoch, and gives the newest segment its end, by one and the same list. */
  async run(mayPropose: MayPropose): Promise<RecoveredLog> {
    let log: RecoveredLog = { lastTxid: undefined };
    for (let list: JournalList | undefined; list !== this.#known.list;) {
      const newestTxid = await this.#newEpoch(mayPropose);
      ({ list } = this.#known);
      log = newestTxid === undefined ? { lastTxid: undefined } : await this.#recover(newestTxid);
    }
    return log;
  }

  /** Wins an epoch by the newest list that a quorum knows of (HA.md P3); the newest segment's first txid that it knows of. */
  async #newEpoch(mayPropose: MayPropose): Promise<number | undefined> {
    for (;;) {
      const { list } = this.#known;
      try {
        const newestTxid = await this.#proposeEpoch(mayPropose);
        if (this.#known.list === list) return newestTxid;
      } catch (error) {
        if (!(error instanceof QuorumLost) || ![...error.failures.values()].some((failure) => isException(failure, 'StaleJournalListException'))) throw error;
        if (!(await this.#lists.refresh())) throw error;
      }
    }
  }

  async #proposeEpoch(mayPropose: MayPropose): Promise<number | undefined> {
    const { leases, timeoutMs } = this.#options;
    const states = await this.#loggers.call((logger) => logger.getJournalState(), { what: 'getJournalState()', timeoutMs });
    const newer = [...states.values()].filter(({ config }) => this.#lists.heardOf(config));
    if (newer.length > 0) return undefined;
    const promised = new Map([...states].map(([logger, state]) => [logger.name, state.lastPromisedEpoch]));
    const promises = [...promised.values()];
    mayPropose(promised);
    // One outside this majority may have promised more to somebody who came to nothing: it shall take part, too.
    const rumoured = [...this.#loggers.status().map((logger) => logger.newerEpoch ?? 0), ...(leases?.words() ?? []).map((word) => word.status.promised)];
    const epoch = 1 + Math.max(...promises, ...rumoured, leases?.givenBack ?? 0);
    this.#proposedEpoch = epoch;
    this.#refused.clear();
    // Counted from before the send: the lease's clock starts where the first JournalNode's may.
    const sentMs = this.#env.monotonicMs();
    leases?.proposing(epoch);
    const propose = (logger: IPCLoggerChannel): ReturnType<IPCLoggerChannel['newEpoch']> => {
      const asked = logger.newEpoch(epoch, leases?.nonce, leases?.elector);
      asked.catch((error: unknown) => {
        if (this.#proposedEpoch === epoch && (promisedEpochIn(error) ?? 0) >= epoch) this.#refused.add(logger.name);
      });
      return asked;
    };
    const granted = await this.#loggers.call(propose, { what: `newEpoch(${epoch})`, timeoutMs });
    // What one of them keeps may be newer than what this epoch was won by: then it is won again by that.
    if ([...granted.values()].filter(({ config }) => this.#lists.heardOf(config)).length > 0) {
      return undefined;
    }
    this.#loggers.setEpoch(epoch);
    leases?.won(epoch, sentMs, [...granted.keys()].filter((logger) => logger.ours === true).map((logger) => logger.name));
    this.#env.log('info', epochWon, { epoch, ms: Math.round(this.#env.monotonicMs() - sentMs) });
    const newest = [...granted.values()].map((answer) => answer.lastSegmentTxId ?? 0);
    return Math.max(...newest) > 0 ? Math.max(...newest) : undefined;
  }

  /** Gives the segment its one end at a majority. */
  async #recover(segmentTxid: number): Promise<RecoveredLog> {
    const { timeoutMs } = this.#options;
    const prepared = await this.#loggers.call((logger) => logger.prepareRecovery(segmentTxid), {
      what: `prepareRecovery(${segmentTxid})`, timeoutMs,
    });
    const writerEpoch = Math.max(...[...prepared.values()].map(({ lastWriterEpoch }) => lastWriterEpoch));
    const choice = chooseLog(segmentTxid, [...prepared].map(([logger, response]) => ({ logger: logger.name, response })));
    if (choice.kind === 'nothing') {
      this.#env.log('info', 'nobody in the majority has the newest segment', { segment: segmentTxid });
      return { lastTxid: segmentTxid > 1 ? segmentTxid - 1 : undefined, writerEpoch };
    }
    const { segment, sources, digest, ignored } = choice;
    for (const { logger, committedTxId } of ignored) {
      this.#env.log('error', 'a committed txid above the end of every log is ignored', { journalNode: logger, committedTxId, end: segment.endTxId });
    }
    const finals = [...prepared].filter(([, response]) => isFinal(response)).map(([{ name }]) => name);
    if (!isQuorum(this.#loggers.lists, (member) => finals.includes(member))) {
      const source = this.#loggers.loggers.find((logger) => logger.name === sources[0]);
      assert(source !== undefined, 'the chosen log is one of ours');
      const url = await source.segmentUrl(segmentTxid).catch((error: unknown) => {
        throw new QuorumLost(`${source.name}, which has the log to recover, does not answer: ${String(error)}`, new Map(), { cause: error });
      });
      const what = `acceptRecovery(${segmentTxid}-${segment.endTxId})`;
      await this.#loggers.call((logger) => logger.acceptRecovery(segment, url, digest), { what, timeoutMs });
      await this.#loggers.call((logger) => logger.finalizeLogSegment(segmentTxid, segment.endTxId), {
        what: `finalizeLogSegment(${segmentTxid}-${segment.endTxId})`, timeoutMs,
      });
    }
    this.#env.log('info', 'segment recovered', { segment: segmentTxid, lastTxid: segment.endTxId, from: sources[0] });
    return { lastTxid: segment.endTxId, writerEpoch };
  }
}
