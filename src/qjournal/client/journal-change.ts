// The list of JournalNodes changed by the journal's writer, between two segments (HA.md G): the new list is stored as a pending one
// by majorities of both, and from the moment in which that is sent both count; when every final segment is on a majority of
// the new list, that is stored alone, and the next segment begins. One change at a time; whatever a dead writer has left pending
// is finished before anything else is written. Invariant: any two quorums of lists that follow one another meet in a
// JournalNode that refuses the older one.
import { assert } from '../../base/assert.ts';
import { sameBytes } from '../../base/bytes.ts';
import type { Env } from '../../env/env.ts';
import { sleep } from '../../env/waiting.ts';
import { journalListChanged, journalListWaits } from '../../metrics/event-names.ts';
import { HdfsException, isException } from '../../protocol/exceptions.ts';
import { isNewer, isQuorum } from '../../protocol/journal-list.ts';
import type { JournalList } from '../../protocol/journal-list.ts';
import type { NamespaceInfo } from '../../protocol/storage-info.ts';
import type { RemoteEditLogManifestProto } from '../../wire/hdfs-server.ts';
import { LearnerStateProto } from '../../wire/quorate-journal.ts';
import type { MemoryResponseProto } from '../../wire/quorate-journal.ts';
import type { AsyncLoggerSet } from './async-logger-set.ts';
import type { IPCLoggerChannel } from './ipc-logger-channel.ts';
import type { KnownList } from './known-list.ts';
import type { OpenSegment } from './open-segment.ts';
import { uncoveredSegment } from './segment-coverage.ts';
import type { Uncovered } from './segment-coverage.ts';

/** What shall come after the list that counts. */
export interface WantedList {
  readonly members: readonly string[];
  readonly sealed: boolean;
}

/** What it needs of the writer. */
export interface ChangeHost {
  /** The one that is written. */
  segment(): OpenSegment | undefined;
  /** The txid of the oldest image that the writer keeps. */
  oldestImage(): Promise<number>;
}

const coverPauseMs = 100;
/** For a question after segments, while nothing is written. */
const manifestTimeoutMs = 1000;
/** Those who leave are told of it for so long. */
const farewellMs = 5000;

export class JournalChange {
  readonly #env: Env;
  readonly #known: KnownList;
  readonly #loggers: AsyncLoggerSet;
  /** Members that leave with the list that is being set: they are told yet. */
  leaving: readonly IPCLoggerChannel[] = [];
  /** To be made before the next segment. */
  wanted: WantedList | undefined;
  readonly #host: ChangeHost;
  /** By which list those that are to be added keep that they are. */
  readonly #joinedBy = new WeakMap<IPCLoggerChannel, JournalList>();
  readonly #telling = new Set<IPCLoggerChannel>();
  readonly #handing = new Set<IPCLoggerChannel>();
  #reign = 0;

  constructor(env: Env, known: KnownList, loggers: AsyncLoggerSet, host: ChangeHost) {
    this.#env = env;
    this.#known = known;
    this.#loggers = loggers;
    this.#host = host;
  }

  get list(): JournalList {
    return this.#known.list;
  }

  /** What was wanted is not wanted any more. What is pending stays so, and is finished by the next writer's `change`: one that runs ends. */
  forget(): void {
    this.#reign++;
    this.wanted = undefined;
    this.#loggers.join(undefined, undefined);
  }

  /**
   * G1: writes to `name` as well, which is to be added, and looks how far it is: undefined when it has a vote to give and writes along,
   * else what is missing yet. To be asked again and again: a blank one is told whom to learn from. Throws HdfsException for what
   * waiting would not mend.
   */
  async admit(name: string, info: NamespaceInfo): Promise<string | undefined> {
    const probe = this.#loggers.joining?.name === name ? this.#loggers.joining : this.#loggers.probe(name);
    let memory: MemoryResponseProto;
    try {
      memory = await probe.memory();
      // Nothing is written to somebody else's journal, nor twice to one JournalNode.
      if (probe !== this.#loggers.joining) await this.#checkStranger(name, memory, info);
    } catch (error) {
      if (isException(error, 'RpcNoSuchProtocolException')) throw new HdfsException('IOException', `${name} is no JournalNode of quorate's: it cannot be added to a running cluster`);
      if (error instanceof HdfsException) throw error;
      return `${name} does not answer: ${error instanceof Error ? error.message : String(error)}`;
    } finally {
      if (probe !== this.#loggers.joining) probe.close();
    }
    const logger = this.#loggers.join(name, this.#host.segment());
    if (logger === undefined) return undefined;
    if (!memory.voter) {
      await logger.introduce(this.list).catch(() => {});
      return `${name} ${learning(memory.learner)}`;
    }
    // Also one that keeps this very list: it may have been removed by it.
    if (this.#joinedBy.get(logger) !== this.list) {
      await logger.configure(this.list, 'joining');
      this.#joinedBy.set(logger, this.list);
    }
    return logger.outOfSync ? `${name} does not write along in the segment in progress yet` : undefined;
  }

  async #checkStranger(name: string, { voter, info: theirs, instance }: MemoryResponseProto, info: NamespaceInfo): Promise<void> {
    if (voter && (theirs?.namespceID !== info.namespaceId || theirs.clusterID !== info.clusterId)) {
      throw new HdfsException('IOException', `${name} has the journal of another namespace (${theirs?.namespceID}, ${theirs?.clusterID}): take its directory away first`);
    }
    await Promise.all(this.#loggers.loggers.map(async (logger) => {
      const known = await logger.memory().catch(() => undefined);
      if (known !== undefined && sameBytes(known.instance, instance)) throw new HdfsException('IOException', `${name} is ${logger.name} by another name`);
    }));
  }

  /** Why `target` could not write on by itself, as things are; undefined when it could. */
  unready(target: readonly string[]): string | undefined {
    const loggers = this.#loggers.everybody.filter(({ name }) => target.includes(name));
    if (isQuorum([target], (member) => loggers.some(({ name, ours, outOfSync }) => name === member && ours === true && !outOfSync))) return undefined;
    const lacking = loggers.filter(({ ours, outOfSync }) => ours !== true || outOfSync).map(({ name, ours }) => (ours === false ? `${name} (Apache's)` : name));
    return `a majority of the new list must be quorate's and write along; ${lacking.join(', ')} ${lacking.length === 1 ? 'does' : 'do'} not`;
  }

  /** The next segment must wait for a change. */
  get due(): boolean {
    return this.wanted !== undefined || this.list.pending !== undefined;
  }

  /**
   * G2 and G3, by the writer of `epoch`, whose next segment begins at `nextTxid` and who has none open. Resolves when the new list
   * alone counts. Rejects with QuorumLost or JournalFenced; then what is pending stays so.
   */
  async change(nextTxid: number, epoch: number): Promise<void> {
    const before = this.list;
    const target = before.pending ?? this.wanted?.members;
    assert(target !== undefined, 'nothing is to be changed');
    const sealed = before.pending === undefined ? this.wanted?.sealed === true : before.sealed === true;
    this.wanted = undefined;
    const reign = this.#reign;
    // Whoever stepped down meanwhile must not go on by what it knew.
    const checkReign = (): void => {
      if (this.#loggers.epoch !== epoch || this.#reign !== reign) throw new Error(`the reign of epoch ${epoch} is over`);
    };
    const gen = before.pending === undefined ? before.gen + 1 : before.gen;
    const pending: JournalList = { gen, members: before.members, pending: target, epoch, ...(sealed ? { sealed } : {}) };
    if (isNewer(pending, before)) this.#known.set(pending);
    await this.#loggers.call((logger) => logger.configure(pending, 'member'), { what: `configure(${gen})` });
    for (let told = false; ; told = true) {
      const uncovered = await this.#uncovered(target, nextTxid);
      checkReign();
      if (uncovered === undefined) break;
      if (!told) this.#env.log('warn', journalListWaits, { gen, why: uncovered.why });
      this.#handOn(uncovered, nextTxid);
      await sleep(this.#env, coverPauseMs);
    }
    await this.#settle({ gen: gen + 1, members: target, epoch, ...(sealed ? { sealed } : {}) });
  }

  /** G3: the new list alone. Those who leave hear of it, and only redirect from then on. */
  async #settle(list: JournalList): Promise<void> {
    this.leaving = this.#loggers.loggers.filter(({ name }) => !list.members.includes(name));
    const farewell = this.leaving.map(async (logger) => {
      await Promise.race([logger.configure(list, 'retired').catch(() => {}), sleep(this.#env, farewellMs)]);
      // It may be on the list again by then, and this its only channel.
      if (!this.#loggers.loggers.includes(logger)) this.#loggers.letGo(logger);
    });
    this.#known.set(list);
    this.leaving = [];
    void Promise.all(farewell);
    await this.#loggers.call((logger) => logger.configure(list, 'member'), { what: `configure(${list.gen})` });
    this.#env.log('info', journalListChanged, { gen: list.gen, members: list.members.join(', '), sealed: list.sealed });
  }

  /**
   * Why not every final segment below `nextTxid` that is retained is on a majority of `target` (HA.md 34); undefined when it is.
   */
  async uncovered(target: readonly string[], nextTxid: number): Promise<string | undefined> {
    return (await this.#uncovered(target, nextTxid))?.why;
  }

  /** Does not wait for who is silent when the others' answers are enough: it may be the one that is replaced. */
  async #uncovered(target: readonly string[], nextTxid: number): Promise<Uncovered | undefined> {
    const { members } = this.list;
    const neededTxid = 1 + await this.#host.oldestImage();
    const told = new Map<string, RemoteEditLogManifestProto['logs']>();
    let purgedBelow = 0;
    return new Promise((resolve) => {
      let left = this.#loggers.everybody.length;
      const look = (): void => {
        const uncovered = uncoveredSegment({ told, members, target, nextTxid, neededTxid, purgedBelow });
        if (--left === 0 || uncovered === undefined) resolve(uncovered);
      };
      for (const logger of this.#loggers.everybody) {
        const asked = logger.getEditLogManifest(0, true, { timeoutMs: manifestTimeoutMs });
        const remembered = logger.memory().then((memory) => {
          purgedBelow = Math.max(purgedBelow, memory.purgedBelow ?? 0);
        });
        void Promise.allSettled([asked.then(({ logs }) => told.set(logger.name, logs)), remembered]).then(look);
      }
    });
  }

  /**
   * The segment that has just ended, for those of the new list that missed some of it: they would get it when the next one is
   * begun, and that waits for them. Older ones they take from one another.
   */
  #handOn({ segment, lacking }: Uncovered, nextTxid: number): void {
    if (segment === undefined || segment.lastTxid + 1 !== nextTxid) return;
    const holder = this.#loggers.loggers.find(({ name }) => segment.holders.has(name));
    for (const logger of this.#loggers.everybody) {
      if (holder === undefined || !lacking.includes(logger.name) || this.#handing.has(logger)) continue;
      this.#handing.add(logger);
      holder.segmentUrl(segment.firstTxid)
        .then((url) => logger.endSegment(segment.firstTxid, segment.lastTxid, url))
        .catch((error: unknown) => this.#env.log('warn', 'a JournalNode lacks the last segment yet', { journalNode: logger.name, segment: segment.firstTxid, reason: String(error) }))
        .finally(() => this.#handing.delete(logger));
    }
  }

  /** Members that keep an older list hear of this one, by and by. */
  tellAll(): void {
    const { list } = this;
    if (list.gen === 0) return;
    for (const logger of this.#loggers.loggers) {
      const { storedList } = logger;
      if (storedList === undefined || !isNewer(list, storedList) || this.#telling.has(logger)) continue;
      this.#telling.add(logger);
      logger.configure(list, 'member').catch(() => {}).finally(() => this.#telling.delete(logger));
    }
  }
}

function learning(state: LearnerStateProto | undefined): string {
  if (state === LearnerStateProto.COPYING) return 'copies the log';
  if (state === LearnerStateProto.WAITING_FOR_SEGMENT) return 'waits for the next segment of the log';
  return 'is blank, and asks the others for their promises';
}
