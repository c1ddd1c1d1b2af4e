// Final segments that a journal lacks, or has damaged, from the other JournalNodes (HA.md E5). Runs beside everything else, at any
// time: what is final somewhere is the log for ever. Invariants: a good final segment is never replaced, and neither is the
// segment that is being written; what is put in place was checked operation by operation and is synced. Works with Apache's
// JournalNodes, either way. Answers to JournalNodeSyncer.
import type { Env, Timer } from '../../env/env.ts';
import { segmentDamaged, segmentRepaired, segmentTaken } from '../../metrics/event-names.ts';
import type { JournalCore, Live } from './journal-core.ts';
import type { JournalMetrics } from './journal-metrics.ts';
import type { JournalPeers, PeerSegment } from './journal-peers.ts';
import { readSegmentEnd } from './segment-end.ts';
import type { ReadEnd } from './segment-end.ts';
import { fetchFinalSegment } from './segment-fetch.ts';
import type { Segment } from './segment-store.ts';
import { throttled } from './throttled-disk.ts';

export interface JournalSyncOptions {
  /** dfs.journalnode.sync.interval; the first look comes sooner. */
  readonly intervalMs: number;
  /** How often every final segment is read again; 0: never. */
  readonly scrubPeriodMs: number;
  readonly scrubBytesPerSecond: number;
  readonly fetchTimeoutMs: number;
}

/** After a start, and after something that is known to be missing or damaged. */
const soonMs = 1000;
/** Where a repair did not succeed. */
const againMs = 5000;

export class JournalSync {
  readonly #env: Env;
  readonly #core: JournalCore;
  readonly #peers: JournalPeers;
  readonly #options: JournalSyncOptions;
  readonly #metrics: JournalMetrics;
  #timer: Timer | undefined;
  /** When the next look comes (monotonic ms). */
  #dueMs = Infinity;
  #scrubTimer: Timer | undefined;
  #running: Promise<void> | undefined;
  /** When each final segment was read last (monotonic ms). */
  readonly #scrubbedMs = new Map<number, number>();
  #scrubbing = false;
  /** Final segments that are damaged because the disk failed to read them: it may do so yet, and nobody else may have them. */
  readonly #unread = new Set<number>();
  #stopped = false;

  constructor(env: Env, core: JournalCore, peers: JournalPeers, options: JournalSyncOptions, metrics: JournalMetrics) {
    this.#env = env;
    this.#core = core;
    this.#peers = peers;
    this.#options = options;
    this.#metrics = metrics;
  }

  start(): void {
    this.#after(soonMs);
    this.#scrubLater();
  }

  stop(): void {
    this.#stopped = true;
    this.#timer?.cancel();
    this.#scrubTimer?.cancel();
  }

  /** Something is missing or damaged. */
  soon(): void {
    this.#after(soonMs);
  }

  /** One that comes sooner stays: what is said again and again puts nothing off, nor does the end of a look that began before it was said. */
  #after(ms: number): void {
    if (this.#stopped || !this.#peers.known || this.#options.intervalMs <= 0 || this.#dueMs <= this.#env.monotonicMs() + ms) return;
    this.#timer?.cancel();
    this.#dueMs = this.#env.monotonicMs() + ms;
    this.#timer = this.#env.after(ms, () => {
      this.#dueMs = Infinity;
      void this.run().then((whole) => this.#after(whole ? this.#options.intervalMs : againMs));
    });
  }

  /** One look at what the others have; false when something that is damaged or lacking could not be had. */
  async run(): Promise<boolean> {
    await this.#running;
    let whole = false;
    this.#running = this.#look().then((done) => {
      whole = done;
    }, (error: unknown) => this.#core.log('warn', 'segments not compared with other JournalNodes', { error: String(error) }));
    await this.#running;
    this.#running = undefined;
    return whole;
  }

  async #look(): Promise<boolean> {
    const live = this.#core.live;
    if (live === undefined || !this.#peers.known || this.#core.closed) return true;
    const offers = await this.#peers.finals(live.store.segments[0]?.firstTxId ?? 0, live.info);
    const wanted = new Map<number, PeerSegment[]>();
    for (const segment of [...offers.values()].flat()) {
      if (!this.#wants(live, segment)) continue;
      wanted.set(segment.firstTxId, [...(wanted.get(segment.firstTxId) ?? []), segment]);
    }
    let whole = true;
    for (const [, sources] of [...wanted].sort(([a], [b]) => a - b)) whole = await this.#fetch(live, sources) && whole;
    for (const firstTxId of [...this.#unread]) await this.#readAgain(live, firstTxId);
    return whole && !live.store.segments.some((segment) => segment.damaged);
  }

  async #readAgain(live: Live, firstTxId: number): Promise<void> {
    const segment = live.store.find(firstTxId);
    if (segment?.damaged !== true || segment.inProgress) {
      this.#unread.delete(firstTxId);
      return;
    }
    const read = await this.#read(live, segment).catch(() => undefined);
    if (read === undefined || live.store.find(firstTxId) !== segment) return;
    this.#unread.delete(firstTxId);
    // A layout that is not the namespace's stays in doubt: no checksum covers it.
    if (read.damage !== undefined || read.lastTxId !== segment.lastTxId || read.layoutVersion !== live.info.layoutVersion) return;
    live.store.markWhole(firstTxId);
    this.#core.log('info', 'segment can be read again', { segment: firstTxId, lastTxId: read.lastTxId });
  }

  /** Only what is not here, or is here in progress though nobody writes it, or is damaged. */
  #wants({ state, store }: Live, { firstTxId, lastTxId, damaged }: PeerSegment): boolean {
    if (damaged) return false;
    const own = store.find(firstTxId);
    if (state.open?.firstTxId === firstTxId || this.#core.writing?.firstTxId === firstTxId) return false;
    if (lastTxId < store.keptFromTxId) return false;
    if (own === undefined) return true;
    return own.inProgress || (own.damaged && own.lastTxId === lastTxId);
  }

  async #fetch(live: Live, sources: readonly PeerSegment[]): Promise<boolean> {
    const [first] = sources;
    if (first === undefined) return true;
    try {
      // Whoever has it in fewer transactions than another one has something else.
      await this.#install(live, first, sources.filter(({ lastTxId }) => lastTxId === first.lastTxId).map(({ url }) => url));
      return true;
    } catch (error) {
      this.#core.log('warn', 'segment not taken over', { segment: first.firstTxId, from: sources.map(({ url }) => url).join(' '), error: String(error) });
      return false;
    }
  }

  async #install(live: Live, source: PeerSegment, urls: readonly string[]): Promise<void> {
    const core = this.#core;
    const { store } = live;
    const { firstTxId, lastTxId } = source;
    const before = store.find(firstTxId);
    if (!this.#wants(live, source)) return;
    const { layoutVersion } = live.info;
    const end = await fetchFinalSegment(core.env, store, { urls, firstTxId, lastTxId, layoutVersion, timeoutMs: this.#options.fetchTimeoutMs });
    this.#metrics.segmentsFetched++;
    await core.exclusive(async () => {
      try {
        if (core.live !== live || core.closed || store.find(firstTxId) !== before || !this.#wants(live, source)) throw new Error('it was overtaken');
        await store.installFinal(firstTxId, lastTxId, end.tag, end);
      } catch (error) {
        await store.removeFetched(firstTxId, end.tag).catch(() => {});
        throw error;
      }
      core.edits.dropSegment(firstTxId);
      if (live.state.open === undefined) live.state.resetHighestWritten(store.highestTxId);
    });
    const repaired = before?.damaged === true;
    if (repaired) this.#metrics.segmentsRepaired++;
    core.log('info', repaired ? segmentRepaired : segmentTaken, { segment: firstTxId, lastTxId, from: new URL(end.url).host });
  }

  // ---- scrubbing ----

  #scrubLater(): void {
    if (this.#stopped || this.#options.scrubPeriodMs <= 0) return;
    const now = this.#env.monotonicMs();
    const dueMs = this.#finals().map(({ firstTxId }) => (this.#scrubbedMs.get(firstTxId) ?? this.#firstSeen(firstTxId)) + this.#options.scrubPeriodMs);
    const waitMs = Math.max(this.#options.scrubPeriodMs / 100, Math.min(...dueMs, now + this.#options.scrubPeriodMs) - now);
    this.#scrubTimer = this.#env.after(waitMs, () => {
      void this.#scrubDue().finally(() => this.#scrubLater());
    });
  }

  /** A segment counts as read when it is first seen: it was just written, or read at the start's pace. */
  #firstSeen(firstTxId: number): number {
    const now = this.#env.monotonicMs();
    this.#scrubbedMs.set(firstTxId, now);
    return now;
  }

  #finals(): Segment[] {
    return this.#core.live?.store.segments.filter((segment) => !segment.inProgress) ?? [];
  }

  async #scrubDue(): Promise<void> {
    const now = this.#env.monotonicMs();
    for (const { firstTxId } of this.#finals()) {
      if (this.#stopped) return;
      if ((this.#scrubbedMs.get(firstTxId) ?? now) + this.#options.scrubPeriodMs <= now) await this.scrub(firstTxId);
    }
    const there = new Set(this.#finals().map(({ firstTxId }) => firstTxId));
    for (const firstTxId of this.#scrubbedMs.keys()) if (!there.has(firstTxId)) this.#scrubbedMs.delete(firstTxId);
  }

  /** Reads a final segment, at the scrubber's pace, and marks it when it is not what its name says. One at a time. */
  async scrub(firstTxId: number): Promise<void> {
    const live = this.#core.live;
    const segment = live?.store.find(firstTxId);
    if (live === undefined || segment === undefined || segment.inProgress || segment.damaged || this.#scrubbing) return;
    this.#scrubbing = true;
    let whole = true;
    try {
      whole = await this.#judge(live, segment);
    } finally {
      this.#scrubbing = false;
      this.#scrubbedMs.set(firstTxId, whole ? this.#env.monotonicMs() : -Infinity);
    }
  }

  #read(live: Live, segment: Segment): Promise<ReadEnd> {
    return readSegmentEnd(throttled(this.#env, this.#options.scrubBytesPerSecond), live.store.pathOf(segment), segment.firstTxId);
  }

  /** False when it must be done again: the segment can be read, and could not be compared. */
  async #judge(live: Live, segment: Segment): Promise<boolean> {
    const { firstTxId } = segment;
    let goodUpTo = firstTxId - 1;
    let wrong: string | undefined;
    try {
      const read = await this.#read(live, segment);
      this.#metrics.segmentsScrubbed++;
      this.#metrics.bytesScrubbed += read.fileBytes;
      if (read.damage !== undefined || read.lastTxId !== segment.lastTxId) {
        goodUpTo = read.lastTxId ?? goodUpTo;
        wrong = read.damage?.message ?? `it ends with txid ${read.lastTxId}`;
      } else if (read.layoutVersion !== live.info.layoutVersion) {
        const differ = await this.#othersDiffer(live, segment, read.digest);
        if (differ === undefined) return false;
        if (differ) wrong = `it says layout ${read.layoutVersion}, and others have it in ${live.info.layoutVersion}`;
      }
    } catch (error) {
      wrong = String(error);
      this.#unread.add(firstTxId);
    }
    if (wrong !== undefined && live.store.find(firstTxId) === segment) this.#damaged(live, segment, goodUpTo, wrong);
    return true;
  }

  /** Whether another JournalNode has the segment in the namespace's layout; undefined when nobody can tell: that is not the segment's fault. */
  async #othersDiffer(live: Live, { firstTxId, lastTxId = firstTxId }: Segment, digest: Uint8Array): Promise<boolean | undefined> {
    const { layoutVersion } = live.info;
    try {
      const offers = this.#peers.known ? await this.#peers.finals(firstTxId, live.info) : new Map<string, PeerSegment[]>();
      const urls = [...offers.values()].flat().filter((offer) => !offer.damaged && offer.firstTxId === firstTxId && offer.lastTxId === lastTxId).map(({ url }) => url);
      if (urls.length === 0) return false;
      const theirs = await fetchFinalSegment(this.#env, live.store, { urls, firstTxId, lastTxId, layoutVersion, timeoutMs: this.#options.fetchTimeoutMs });
      await live.store.removeFetched(firstTxId, theirs.tag);
      return Buffer.compare(theirs.digest, digest) !== 0;
    } catch (error) {
      this.#core.log('warn', 'segment not compared with other JournalNodes', { segment: firstTxId, error: String(error) });
      return undefined;
    }
  }

  #damaged(live: Live, { firstTxId }: Segment, goodUpTo: number, reason: string): void {
    live.store.markDamaged(firstTxId);
    this.#core.log('error', segmentDamaged, { segment: firstTxId, goodUpTo, reason });
    this.soon();
  }
}
