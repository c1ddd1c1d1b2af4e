// The segments of one journal on disk, with the records of recoveries beside them (paxos/). Invariants: every method
// resolves only when what it did survives a power cut; a final segment is never changed or replaced; of two files for
// one first txid the final one wins. Answers to FileJournalManager and JNStorage.
import { assert } from '../../base/assert.ts';
import { WorldError } from '../../env/env.ts';
import type { Disk, DiskFile, Env } from '../../env/env.ts';
import { segmentDamaged, segmentTorn } from '../../metrics/event-names.ts';
import { finalizedName, inProgressName, parseSegmentName } from '../../edit-log/segment-name.ts';
import { HdfsException } from '../../protocol/exceptions.ts';
import { readIfThere, removeIfThere, writeAtomically } from '../../storage/atomic-file.ts';
import { PersistedRecoveryPaxosData } from '../../wire/qjournal-protocol.ts';
import { ProtoReader } from '../../wire/proto-reader.ts';
import { readSegmentEnd } from './segment-end.ts';
import type { ReadEnd, SegmentEnd } from './segment-end.ts';
import { SegmentWriter } from './segment-writer.ts';

/** Logged before any file goes. */
export const editsPurged = 'edits purged';

export interface Segment {
  readonly firstTxId: number;
  readonly inProgress: boolean;
  /** Of a final segment, what its name says; of one in progress, once its end is known. */
  readonly lastTxId: number | undefined;
  /** When it is known: of a segment in progress once it was read, of a final one if it was finalized by this process. */
  readonly end: SegmentEnd | undefined;
  /** Damaged below what is known to be committed: this JournalNode has no say in it (HA.md 27). */
  readonly damaged: boolean;
  /** Where a write of this process has failed: so many bytes are on disk. What lies behind them was acknowledged to nobody. */
  readonly syncedBytes?: number | undefined;
}

/** Why a segment was set aside; part of its name. */
export type AsideReason = 'empty' | 'stale' | 'trash';

/** Where a segment lies that was fetched: the `tag` is `fetch=` and the download's number, and for what a recovery in epoch 7 has accepted `epoch=7`. */
function fetchedName(firstTxId: number, tag: string): string {
  return `${inProgressName(firstTxId)}.${tag}`;
}

/** The tag of what a recovery in `epoch` has accepted. */
export function recoveryTag(epoch: number): string {
  return `epoch=${epoch}`;
}

export class SegmentStore {
  readonly #env: Env;
  readonly #disk: Disk;
  /** The journal's current/ directory. */
  readonly #directory: string;
  readonly #paxos: string;
  readonly #journalId: string;
  #segments: Segment[] = [];
  #purgedBelow: number;
  #fetches = 0;
  /** Directories with names changed in them that a failed sync has left unsynced. */
  readonly #unsynced = new Set<string>();

  /** `purgedBelow`: what lies below it is meant to be gone. */
  constructor(env: Env, directory: string, journalId: string, purgedBelow = 0) {
    this.#env = env;
    this.#disk = env.disk;
    this.#directory = directory;
    this.#paxos = `${directory}/paxos`;
    this.#journalId = journalId;
    this.#purgedBelow = purgedBelow;
  }

  /**
   * Reads the directory after a start: completes recoveries whose record had been written, removes what they left
   * half-done otherwise, and follows the newest segment that holds edits to its end, where a torn tail is cut off.
   */
  async open(committedTxId: number): Promise<void> {
    await this.#disk.makeDirectory(this.#paxos);
    const names = await this.#disk.list(this.#directory);
    const finals = new Map<number, Segment>();
    const inProgress = new Map<number, Segment>();
    for (const name of names) {
      const parsed = parseSegmentName(name);
      if (parsed === undefined || parsed.suffix !== undefined) continue;
      const { firstTxid: firstTxId, lastTxid: lastTxId } = parsed;
      if (lastTxId === undefined) {
        inProgress.set(firstTxId, unscanned(firstTxId));
        continue;
      }
      const twin = finals.get(firstTxId);
      if (twin !== undefined) this.#env.log('error', 'two final segments begin alike', { journal: this.#journalId, name, other: twin.lastTxId });
      finals.set(firstTxId, { firstTxId, lastTxId, inProgress: false, end: undefined, damaged: twin !== undefined });
    }
    for (const name of names) {
      const parsed = parseSegmentName(name);
      // rejoin= and sync= are what earlier versions have left.
      const [, kind, epoch] = /^(epoch|fetch|rejoin|sync)=(\d+)$/.exec(parsed?.suffix ?? '') ?? [];
      if (parsed === undefined || kind === undefined) continue;
      const firstTxId = parsed.firstTxid;
      const record = kind === 'epoch' ? await this.readPaxos(firstTxId) : undefined;
      if (record?.acceptedInEpoch === Number(epoch) && !finals.has(firstTxId)) {
        this.#env.log('info', 'accepted segment put in place', { journal: this.#journalId, segment: firstTxId, epoch });
        await this.#rename(name, inProgressName(firstTxId));
        inProgress.set(firstTxId, unscanned(firstTxId));
      } else {
        await this.#disk.remove(this.#path(name));
      }
    }
    for (const firstTxId of finals.keys()) {
      if (inProgress.delete(firstTxId)) {
        await this.#rename(inProgressName(firstTxId), `${inProgressName(firstTxId)}.stale`);
      }
    }
    // Also where nothing was changed: names that a killed process gave and did not live to sync count from now on.
    for (const directory of [this.#directory, this.#paxos]) await this.#syncDirectory(directory);
    for (const firstTxId of finals.keys()) await this.deletePaxos(firstTxId);
    this.#segments = [...finals.values(), ...inProgress.values()].sort((a, b) => a.firstTxId - b.firstTxId);
    for (const segment of this.#segments.toReversed()) {
      if (!segment.inProgress) break;
      const known = await this.learnEnd(segment.firstTxId, committedTxId);
      if (known.damaged || known.lastTxId !== undefined) break;
    }
  }

  /** By first txid. */
  get segments(): readonly Segment[] {
    return this.#segments;
  }

  find(firstTxId: number): Segment | undefined {
    return this.#segments.find((segment) => segment.firstTxId === firstTxId);
  }

  /** The highest txid of a segment whose end is known; 0 without any. */
  get highestTxId(): number {
    return this.#segments.reduce((highest, segment) => Math.max(highest, segment.lastTxId ?? 0), 0);
  }

  #path(name: string): string {
    return `${this.#directory}/${name}`;
  }

  #set(segment: Segment): void {
    const others = this.#segments.filter((each) => each.firstTxId !== segment.firstTxId);
    this.#segments = [...others, segment].sort((a, b) => a.firstTxId - b.firstTxId);
  }

  #forget(firstTxId: number): void {
    this.#segments = this.#segments.filter((segment) => segment.firstTxId !== firstTxId);
  }

  async #rename(from: string, to: string): Promise<void> {
    this.#unsynced.add(this.#directory);
    await this.#disk.rename(this.#path(from), this.#path(to));
  }

  /** When it fails, {@link settleNames} tries again. */
  async #syncDirectory(directory: string): Promise<void> {
    this.#unsynced.add(directory);
    await this.#disk.syncDirectory(directory);
    this.#unsynced.delete(directory);
  }

  get namesSettled(): boolean {
    return this.#unsynced.size === 0;
  }

  /** Syncs names that an earlier call changed and could not sync: nothing may be answered that rests on them. */
  async settleNames(): Promise<void> {
    for (const directory of this.#unsynced) await this.#syncDirectory(directory);
  }

  /** Creates the file of a segment, over one in progress if there is such a one. */
  async create(firstTxId: number, layoutVersion: number): Promise<SegmentWriter> {
    const existing = this.find(firstTxId);
    assert(existing === undefined || existing.inProgress, `segment ${firstTxId} is final`);
    const file = await this.#disk.open(this.#path(inProgressName(firstTxId)), 'replace');
    this.#set(unscanned(firstTxId));
    try {
      const writer = await SegmentWriter.create(file, layoutVersion);
      await this.#syncDirectory(this.#directory);
      return writer;
    } catch (error) {
      await file.close().catch(() => {});
      throw error;
    }
  }

  /**
   * A segment was given up whose file is still being closed, or could not be written: it reaches up to `lastTxId` at least, and
   * a new writer must hear of it. `syncedBytes`: Segment.syncedBytes
   */
  provisionalEnd(firstTxId: number, lastTxId: number | undefined, syncedBytes?: number): void {
    this.#set({ firstTxId, inProgress: true, lastTxId, end: undefined, damaged: false, syncedBytes });
  }

  /** The writer of a segment has gone; all that it appended is `end`. */
  closed(firstTxId: number, end: SegmentEnd): void {
    this.#set({ firstTxId, inProgress: true, lastTxId: end.lastTxId, end, damaged: false });
  }

  /**
   * The segment in progress with its end known: reads it if need be, cuts a torn tail off, and syncs. What cannot be a
   * torn write, or is one at or below `committedTxId`, is damage: it is not cut, and marks the segment (HA.md 27). `again`: also one that
   * was found damaged, by another committed txid.
   */
  async learnEnd(firstTxId: number, committedTxId: number, { again = false } = {}): Promise<Segment> {
    const segment = this.find(firstTxId);
    assert(segment !== undefined && segment.inProgress, `no segment in progress at ${firstTxId}`);
    if (segment.end !== undefined || (segment.damaged && !again)) return segment;
    const path = this.#path(inProgressName(firstTxId));
    const file = await this.#disk.open(path, 'update');
    try {
      if (segment.syncedBytes === undefined) await writeAnew(file);
      else await file.truncate(segment.syncedBytes);
      const read = await readSegmentEnd(this.#disk, path, firstTxId);
      const damaged = this.#judge(firstTxId, read, committedTxId);
      if (!damaged) {
        if (read.damage !== undefined) await file.truncate(read.endBytes);
        await file.datasync();
      }
      const known: Segment = {
        firstTxId, inProgress: true, lastTxId: damaged ? undefined : read.lastTxId, end: damaged ? undefined : endOf(read), damaged,
      };
      this.#set(known);
      return known;
    } finally {
      await file.close();
    }
  }

  /** Whether what lies behind the last good operation is damage. */
  #judge(firstTxId: number, { lastTxId, endBytes, damage }: ReadEnd, committedTxId: number): boolean {
    if (damage === undefined) return false;
    const goodUpTo = lastTxId ?? firstTxId - 1;
    const damaged = damage.kind === 'garbage' || goodUpTo < committedTxId;
    this.#env.log(damaged ? 'error' : 'warn', damaged ? segmentDamaged : segmentTorn, {
      journal: this.#journalId, segment: firstTxId, goodUpTo, committed: committedTxId, offset: endBytes, reason: damage.message,
    });
    return damaged;
  }

  /** Goes on with the file of a segment in progress, whose good bytes, synced, are the first `endBytes`. */
  async reopen(firstTxId: number, endBytes: number): Promise<SegmentWriter> {
    const segment = this.find(firstTxId);
    assert(segment !== undefined && segment.inProgress, `no segment in progress at ${firstTxId}`);
    this.#set({ ...segment, end: undefined });
    return SegmentWriter.reopen(this.#disk, this.#path(inProgressName(firstTxId)), endBytes);
  }

  /** Syncs the bytes of a segment, whoever wrote them. */
  async sync(segment: Segment): Promise<void> {
    const file = await this.#disk.open(this.#path(this.nameOf(segment)), 'update');
    try {
      await file.datasync();
    } finally {
      await file.close();
    }
  }

  nameOf(segment: Segment): string {
    if (segment.inProgress) return inProgressName(segment.firstTxId);
    return finalizedName(segment.firstTxId, segment.lastTxId ?? segment.firstTxId);
  }

  /** Gives the segment, whose bytes are synced, its final name. Its padding is cut first unless `cut` says it was. */
  async finalize(firstTxId: number, lastTxId: number, cut: boolean): Promise<void> {
    const segment = this.find(firstTxId);
    assert(segment !== undefined && segment.inProgress, `no segment in progress at ${firstTxId}`);
    const to = finalizedName(firstTxId, lastTxId);
    if ((await this.#disk.stat(this.#path(to))) !== undefined) {
      throw new HdfsException('IllegalStateException', `Can't finalize edits file ${this.#path(inProgressName(firstTxId))} since `
        + 'finalized file already exists');
    }
    if (!cut) await this.#cutPadding(segment);
    await this.#rename(inProgressName(firstTxId), to);
    this.#set({ firstTxId, lastTxId, inProgress: false, end: segment.end, damaged: false });
    await this.#syncDirectory(this.#directory);
  }

  async #cutPadding(segment: Segment): Promise<void> {
    assert(segment.end !== undefined, `the end of segment ${segment.firstTxId} is not known`);
    const file = await this.#disk.open(this.#path(inProgressName(segment.firstTxId)), 'update');
    try {
      await file.truncate(segment.end.endBytes);
      await file.datasync();
    } finally {
      await file.close();
    }
  }

  /** Takes a segment in progress out of the log, under another name. */
  async setAside(firstTxId: number, reason: AsideReason): Promise<void> {
    const segment = this.find(firstTxId);
    if (segment === undefined) return;
    const name = this.nameOf(segment);
    await this.#rename(name, `${name}.${reason}`);
    this.#forget(firstTxId);
    await this.#syncDirectory(this.#directory);
  }

  /**
   * The tag of the next download. Each writes to a file of its own: one that nobody waits for any more, since its caller has asked again, may
   * write on when what another one has fetched is in the segment's place.
   */
  newFetch(): string {
    return `fetch=${++this.#fetches}`;
  }

  /** Where to fetch the segment to. */
  fetchedPath(firstTxId: number, tag: string): string {
    return this.#path(fetchedName(firstTxId, tag));
  }

  async removeFetched(firstTxId: number, tag: string): Promise<void> {
    await removeIfThere(this.#disk, this.#path(fetchedName(firstTxId, tag)));
  }

  /** The fetched file, whose bytes are synced, has the name by which a record of its accept finds it, and keeps that over a power cut. */
  async keepFetched(firstTxId: number, tag: string, epoch: number): Promise<void> {
    await this.#rename(fetchedName(firstTxId, tag), fetchedName(firstTxId, recoveryTag(epoch)));
    await this.#syncDirectory(this.#directory);
  }

  /** Puts the fetched file in the segment's place, in one step: after a recovery what {@link persistPaxos} has recorded comes true. */
  async install(firstTxId: number, tag: string, end: SegmentEnd): Promise<void> {
    const existing = this.find(firstTxId);
    assert(existing === undefined || existing.inProgress, `segment ${firstTxId} is final`);
    await this.#rename(fetchedName(firstTxId, tag), inProgressName(firstTxId));
    this.#set({ firstTxId, inProgress: true, lastTxId: end.lastTxId, end, damaged: false });
    await this.#syncDirectory(this.#directory);
  }

  /**
   * Puts the fetched file in place as the final segment, over a damaged one of the same name. One in progress is set aside when
   * that is durable, not before: what was acknowledged in it must be here at each moment.
   */
  async installFinal(firstTxId: number, lastTxId: number, tag: string, end: SegmentEnd): Promise<void> {
    const existing = this.find(firstTxId);
    assert(existing === undefined || existing.inProgress || (existing.damaged && existing.lastTxId === lastTxId), `segment ${firstTxId} is final`);
    await this.#rename(fetchedName(firstTxId, tag), finalizedName(firstTxId, lastTxId));
    this.#set({ firstTxId, lastTxId, inProgress: false, end, damaged: false });
    await this.#syncDirectory(this.#directory);
    await this.deletePaxos(firstTxId);
    if (existing?.inProgress !== true) return;
    await this.#rename(inProgressName(firstTxId), `${inProgressName(firstTxId)}.stale`);
    await this.#syncDirectory(this.#directory);
  }

  /** It is not what its name says: it is not served, and has no say, until it is replaced. */
  markDamaged(firstTxId: number): void {
    const segment = this.find(firstTxId);
    if (segment !== undefined) this.#set({ ...segment, damaged: true });
  }

  /** It was read once more, and is what its name says. */
  markWhole(firstTxId: number): void {
    const segment = this.find(firstTxId);
    if (segment !== undefined) this.#set({ ...segment, damaged: false });
  }

  pathOf(segment: Segment): string {
    return this.#path(this.nameOf(segment));
  }

  /** What lies below was purged here, or was never meant to be here. */
  get keptFromTxId(): number {
    return Math.max(this.#purgedBelow, this.#segments[0]?.firstTxId ?? 0);
  }

  /** A record without its rename, left by an error in between: does the rename. True when there was one. */
  async completeInstall({ segmentState, acceptedInEpoch }: PersistedRecoveryPaxosData): Promise<boolean> {
    const firstTxId = segmentState.startTxId;
    const fetched = fetchedName(firstTxId, recoveryTag(acceptedInEpoch));
    if ((await this.#disk.stat(this.#path(fetched))) === undefined) return false;
    await this.#rename(fetched, inProgressName(firstTxId));
    this.provisionalEnd(firstTxId, segmentState.endTxId);
    await this.#syncDirectory(this.#directory);
    return true;
  }

  /** What this JournalNode has accepted for the segment; undefined without a record. */
  async readPaxos(firstTxId: number): Promise<PersistedRecoveryPaxosData | undefined> {
    const bytes = await readIfThere(this.#disk, `${this.#paxos}/${firstTxId}`);
    if (bytes === undefined) return undefined;
    const record = PersistedRecoveryPaxosData.readDelimited(new ProtoReader(bytes));
    if (record.segmentState.startTxId !== firstTxId) {
      throw new HdfsException('IllegalStateException', `Bad persisted data for segment ${firstTxId}: it speaks of `
        + `${record.segmentState.startTxId} ; journal id: ${this.#journalId}`);
    }
    return record;
  }

  async persistPaxos(record: PersistedRecoveryPaxosData): Promise<void> {
    const { startTxId, endTxId, isInProgress } = record.segmentState;
    const text = `\nsegmentState {\n  startTxId: ${startTxId}\n  endTxId: ${endTxId}\n  isInProgress: ${isInProgress}\n}\n`
      + `acceptedInEpoch: ${record.acceptedInEpoch}\n\n`;
    const bytes = Buffer.concat([PersistedRecoveryPaxosData.encodeDelimited(record), Buffer.from(text)]);
    this.#unsynced.add(this.#paxos);
    await writeAtomically(this.#disk, `${this.#paxos}/${startTxId}`, bytes);
    this.#unsynced.delete(this.#paxos);
  }

  async deletePaxos(firstTxId: number): Promise<void> {
    const path = `${this.#paxos}/${firstTxId}`;
    if ((await this.#disk.stat(path)) === undefined) return;
    await this.#disk.remove(path);
    await this.#syncDirectory(this.#paxos);
  }

  /** Removes what holds only txids below `minTxId`, set-aside files included. The newest segment stays. */
  async purgeOlderThan(minTxId: number): Promise<void> {
    this.#purgedBelow = Math.max(this.#purgedBelow, minTxId);
    const newest = this.#segments.at(-1);
    const oldest = this.#segments[0];
    if (oldest?.lastTxId !== undefined && oldest.lastTxId < minTxId && oldest !== newest) this.#env.log('info', editsPurged, { journal: this.#journalId, from: oldest.firstTxId, below: minTxId });
    for (const name of await this.#disk.list(this.#directory)) {
      const parsed = parseSegmentName(name);
      if (parsed === undefined || parsed.firstTxid >= minTxId || parsed.firstTxid === newest?.firstTxId) continue;
      if ((parsed.lastTxid ?? 0) >= minTxId) continue;
      // What is on its way here (fetch=) is its own caller's to remove.
      if (parsed.suffix?.includes('=') === true && !parsed.suffix.startsWith('epoch=')) continue;
      await this.#disk.remove(this.#path(name));
      if (parsed.suffix === undefined) this.#forget(parsed.firstTxid);
    }
    await this.#syncDirectory(this.#directory);
    for (const name of await this.#disk.list(this.#paxos)) {
      if (/^\d+$/.test(name) && Number(name) < minTxId) await this.#disk.remove(`${this.#paxos}/${name}`);
    }
    await this.#syncDirectory(this.#paxos);
  }

  /** Sets every segment from `startTxId` on aside. Throws IllegalStateException when one lies across it. */
  async discardFrom(startTxId: number): Promise<void> {
    for (const segment of this.#segments) {
      if (segment.firstTxId < startTxId && (segment.lastTxId ?? 0) >= startTxId) {
        throw new HdfsException('IllegalStateException', `segment ${segment.firstTxId}-${segment.lastTxId} lies across ${startTxId}`);
      }
    }
    for (const segment of [...this.#segments]) if (segment.firstTxId >= startTxId) await this.setAside(segment.firstTxId, 'trash');
  }

  /** Opens the segment's file for a reader, with its length at this moment; undefined when there is none. */
  async openForReading(
    firstTxId: number, inProgressOk: boolean,
  ): Promise<{ readonly file: DiskFile; readonly name: string; readonly lengthBytes: number } | undefined> {
    for (;;) {
      const segment = this.find(firstTxId);
      if (segment === undefined || segment.damaged || (segment.inProgress && !inProgressOk)) return undefined;
      const name = this.nameOf(segment);
      let file: DiskFile;
      try {
        file = await this.#disk.open(this.#path(name), 'read');
      } catch (error) {
        // Renamed in this moment: its name is another one now.
        if (error instanceof WorldError && error.code === 'not-found' && this.find(firstTxId) !== segment) continue;
        throw error;
      }
      try {
        return { file, name, lengthBytes: await file.size() };
      } catch (error) {
        await file.close();
        throw error;
      }
    }
  }
}

function unscanned(firstTxId: number): Segment {
  return { firstTxId, inProgress: true, lastTxId: undefined, end: undefined, damaged: false };
}

function endOf({ lastTxId, endBytes, digest }: ReadEnd): SegmentEnd {
  return { lastTxId, endBytes, digest };
}

const anewBytes = 1024 * 1024;

/**
 * Writes all of a file where it is. A process that was here before may have had a sync fail: its bytes are read, taken for written, and
 * passed over by every sync until they are written again.
 */
async function writeAnew(file: DiskFile): Promise<void> {
  const lengthBytes = await file.size();
  const chunk = Buffer.alloc(Math.min(lengthBytes, anewBytes));
  for (let position = 0; position < lengthBytes;) {
    const count = await file.read(chunk, position);
    if (count === 0) return;
    await file.write(chunk.subarray(0, count), position);
    position += count;
  }
}
