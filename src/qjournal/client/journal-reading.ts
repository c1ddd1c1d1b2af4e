// What the JournalNodes hold, for whoever reads it: streams over final segments from anyone who has them, over the one in progress,
// and durable edits as they come. Answers to the reading half of QuorumJournalManager (selectInputStreams).
import type { Env } from '../../env/env.ts';
import type { EditLogInputStream, EditLogManifest, SelectOptions } from '../../edit-log/journal-manager.ts';
import { memberAddress } from '../../protocol/journal-list.ts';
import type { RemoteEditLogManifestProto } from '../../wire/hdfs-server.ts';
import type { GetJournaledEditsResponseProto } from '../../wire/qjournal-protocol.ts';
import type { AsyncLoggerSet } from './async-logger-set.ts';
import { EditReader } from './edit-reader.ts';
import type { IPCLoggerChannel } from './ipc-logger-channel.ts';
import type { KnownList } from './known-list.ts';
import type { ListFollower } from './list-follower.ts';
import { QuorumEditTail } from './quorum-edit-tail.ts';
import { manifestOf, mergeManifests, streamOf } from './remote-segments.ts';
import type { SegmentSource } from './remote-segments.ts';

export interface JournalReadingOptions {
  readonly journalId: string;
  readonly nameServiceId: string | undefined;
  readonly user: string;
  /** dfs.qjournal.select-input-streams.timeout.ms */
  readonly selectTimeoutMs: number;
  /** Whether this process is the writer: then nothing is in progress for it. */
  readonly writing: () => boolean;
}

export class JournalReading {
  readonly #env: Env;
  readonly #options: JournalReadingOptions;
  readonly #known: KnownList;
  readonly #loggers: AsyncLoggerSet;
  readonly #lists: ListFollower;
  #readers: readonly EditReader[] = [];
  #tail: QuorumEditTail | undefined;

  constructor(env: Env, options: JournalReadingOptions, known: KnownList, loggers: AsyncLoggerSet, lists: ListFollower) {
    this.#env = env;
    this.#options = options;
    this.#known = known;
    this.#loggers = loggers;
    this.#lists = lists;
    this.followList();
  }

  /** Others are asked from now on. */
  followList(): void {
    const { journalId, nameServiceId, user } = this.#options;
    const before = this.#readers;
    this.#readers = this.#known.members.map((name) => before.find((reader) => reader.name === name)
      ?? new EditReader(this.#env, { address: memberAddress(name), journalId, nameServiceId, user, gen: () => this.#known.gen }));
    for (const reader of before) if (!this.#readers.includes(reader)) reader.close();
    this.#tail?.listChanged();
  }

  /**
   * Streams over the final segments from `fromTxid` on; with `inProgressOk` also over one in progress: all of it, or,
   * `onlyDurable`, what is durable now. For the writer itself nothing is in progress.
   */
  async selectInputStreams(fromTxid: number, options: SelectOptions): Promise<EditLogInputStream[]> {
    const inProgressOk = options.inProgressOk && !this.#options.writing();
    const everybody = this.#loggers.loggers.map((logger) => this.#source(logger, { logs: [] }));
    const sources = await this.#sources(fromTxid, inProgressOk && !options.onlyDurable);
    const fetch = { openTimeoutMs: 60_000, readTimeoutMs: 60_000 };
    const candidates = mergeManifests(sources, fromTxid, inProgressOk && !options.onlyDurable);
    const streams = candidates.map((candidate) => streamOf(this.#env, candidate, everybody, fetch));
    if (inProgressOk && options.onlyDurable) {
      const durable = await this.tail().durableStream((candidates.at(-1)?.lastTxid ?? fromTxid - 1) + 1);
      if (durable !== undefined) streams.push(durable);
    }
    return streams;
  }

  async getEditLogManifest(sinceTxid: number, inProgressOk: boolean): Promise<EditLogManifest> {
    const sources = await this.#sources(sinceTxid, inProgressOk);
    return manifestOf(mergeManifests(sources, sinceTxid, inProgressOk), sources);
  }

  async #sources(sinceTxid: number, inProgressOk: boolean): Promise<SegmentSource[]> {
    await this.#lists.refreshOnce();
    const manifests = await this.#loggers.call((logger) => logger.getEditLogManifest(sinceTxid, inProgressOk), {
      what: 'getEditLogManifest', timeoutMs: this.#options.selectTimeoutMs,
    });
    return [...manifests].map(([logger, manifest]) => this.#source(logger, manifest));
  }

  #source(logger: IPCLoggerChannel, manifest: RemoteEditLogManifestProto): SegmentSource {
    return {
      name: logger.name,
      manifest,
      url: (firstTxid, inProgressOk) => logger.segmentUrl(firstTxid, inProgressOk),
      cached: (fromTxid) => this.#cached(logger.name, fromTxid),
      suspect: (firstTxid) => logger.suspect(firstTxid),
    };
  }

  async #cached(name: string, fromTxid: number): Promise<GetJournaledEditsResponseProto> {
    const reader = this.#readers.find((each) => each.name === name);
    if (reader === undefined) throw new Error(`${name} has left the list of JournalNodes`);
    return reader.edits(fromTxid, 0);
  }

  /** Durable edits as they come, for a Standby. One for all who ask. */
  tail(): QuorumEditTail {
    this.#tail ??= new QuorumEditTail(this.#env, {
      readers: () => this.#readers,
      lists: () => this.#known.lists,
      staleList: () => this.#lists.ask(''),
      finals: (fromTxid) => this.selectInputStreams(fromTxid, { inProgressOk: false, onlyDurable: true }),
      committedTxid: async (name) => {
        const logger = this.#loggers.loggers.find((each) => each.name === name);
        // For one in progress Apache's JournalNode reads the whole file first.
        return (await logger?.getEditLogManifest(Number.MAX_SAFE_INTEGER, false))?.committedTxnId ?? 0;
      },
    });
    return this.#tail;
  }

  close(): void {
    this.#tail?.close();
    for (const reader of this.#readers) reader.close();
  }
}
