// Segments as a majority of JournalNodes tells of them, and the streams that read them, from whoever has them: over HTTP,
// or, for the last edits of a final segment, out of a JournalNode's cache. Invariant: two final segments with one first
// txid are the same, or it is an error. Answers to selectStreamingInputStreams and RedundantEditLogInputStream.
import { WorldError } from '../../env/env.ts';
import type { Env } from '../../env/env.ts';
import { within } from '../../env/waiting.ts';
import { EditLogCorrupt } from '../../edit-log/journal-manager.ts';
import type { EditBatch } from '../../edit-log/edit-batch.ts';
import type { EditLogInputStream, EditLogManifest, EditLogSegment } from '../../edit-log/journal-manager.ts';
import { readSegment } from '../../edit-log/segment-reader.ts';
import type { RemoteEditLogManifestProto } from '../../wire/hdfs-server.ts';
import type { GetJournaledEditsResponseProto } from '../../wire/qjournal-protocol.ts';

/** One JournalNode's word on its segments, and how to get them. */
export interface SegmentSource {
  readonly name: string;
  readonly manifest: RemoteEditLogManifestProto;
  url(firstTxid: number, inProgressOk: boolean): Promise<string>;
  /** Edits from `fromTxid` on out of the JournalNode's cache (getJournaledEdits). */
  cached(fromTxid: number): Promise<GetJournaledEditsResponseProto>;
  /** Its copy of a final segment cannot be read: it shall look for itself. */
  suspect?(firstTxid: number): void;
}

interface Candidate extends EditLogSegment {
  readonly lastTxid: number;
  readonly sources: SegmentSource[];
}

/**
 * The segments that hold txids from `fromTxid` on, each with all who have it; final ones count from anyone. With
 * `inProgressOk` also the last one in progress, the longest: nothing is said about whether its edits are durable.
 */
export function mergeManifests(sources: readonly SegmentSource[], fromTxid: number, inProgressOk: boolean): Candidate[] {
  const finals = new Map<number, Candidate>();
  const open = new Map<string, Candidate>();
  for (const source of sources) {
    for (const log of source.manifest.logs) {
      const inProgress = log.isInProgress ?? false;
      const key = `${log.startTxId}-${log.endTxId}`;
      const known = inProgress ? open.get(key) : finals.get(log.startTxId);
      if (known === undefined) {
        const candidate = { firstTxid: log.startTxId, lastTxid: log.endTxId, inProgress, sources: [source] };
        if (inProgress) open.set(key, candidate);
        else finals.set(log.startTxId, candidate);
      } else if (known.lastTxid === log.endTxId) {
        known.sources.push(source);
      } else {
        throw new EditLogCorrupt(`final segments of different length from ${log.startTxId}: ${known.lastTxid} at ${known.sources[0]?.name}, `
          + `${log.endTxId} at ${source.name}`);
      }
    }
  }
  const chosen: Candidate[] = [];
  let next = fromTxid;
  for (const candidate of [...finals.values()].sort((a, b) => a.firstTxid - b.firstTxid)) {
    if (candidate.lastTxid < next) continue;
    if (candidate.firstTxid > next && chosen.length > 0) break;
    chosen.push(candidate);
    next = candidate.lastTxid + 1;
  }
  if (!inProgressOk) return chosen;
  const best = [...open.values()]
    .filter((candidate) => candidate.lastTxid >= Math.max(next, candidate.firstTxid) && !finals.has(candidate.firstTxid))
    .sort((a, b) => b.firstTxid - a.firstTxid || b.lastTxid - a.lastTxid)[0];
  if (best !== undefined) chosen.push(best);
  return chosen;
}

/** The same as a manifest. */
export function manifestOf(candidates: readonly Candidate[], sources: readonly SegmentSource[]): EditLogManifest {
  const committed = Math.max(0, ...sources.map((source) => source.manifest.committedTxnId ?? 0));
  return {
    segments: candidates.map(({ firstTxid, lastTxid, inProgress }) => ({ firstTxid, lastTxid, inProgress })),
    committedTxid: committed > 0 ? committed : undefined,
  };
}

/** Up to so many edits at the end of a final segment are asked of caches first. */
const cachedTxnsMax = 50_000;

export interface FetchOptions {
  /** dfs.qjournal.http.open.timeout.ms */
  readonly openTimeoutMs: number;
  /** dfs.qjournal.http.read.timeout.ms */
  readonly readTimeoutMs: number;
}

/**
 * A stream over one segment. When a source fails, the next one goes on where it stopped; of a final segment also those of
 * `everybody` who have not been heard of it.
 */
export function streamOf(env: Env, candidate: Candidate, everybody: readonly SegmentSource[], fetch: FetchOptions): EditLogInputStream {
  const { firstTxid, lastTxid, inProgress } = candidate;
  const others = inProgress ? [] : everybody.filter((other) => candidate.sources.every((source) => source.name !== other.name));
  const sources = [...candidate.sources, ...others];
  const name = `${candidate.sources.map((source) => source.name).join(', ')}: segment ${firstTxid}-${lastTxid}${inProgress ? ' (in progress)' : ''}`;
  let closed = false;
  const reads: AsyncGenerator<EditBatch, void>[] = [];

  async function* batches(fromTxid: number): AsyncGenerator<EditBatch, void> {
    let next = fromTxid;
    let failure: unknown = new WorldError('not-found', `${name}: nobody has it`);
    for (const source of sources) {
      try {
        for await (const batch of read(source, next)) {
          if (closed) return;
          yield batch;
          next = batch.lastTxid + 1;
        }
        return;
      } catch (error) {
        failure = error;
        if (error instanceof EditLogCorrupt && !inProgress) source.suspect?.(firstTxid);
        env.log('warn', 'segment not read', { segment: firstTxid, from: source.name, error });
      }
    }
    if (failure instanceof EditLogCorrupt || failure instanceof WorldError) throw failure;
    throw new WorldError('unreachable', `${name}: ${String(failure)}`, { cause: failure });
  }

  async function* read(source: SegmentSource, fromTxid: number): AsyncIterable<EditBatch> {
    let next = fromTxid;
    // A Standby that follows closely lacks a few edits of a long segment.
    while (!inProgress && next > firstTxid && next <= lastTxid && lastTxid - next < cachedTxnsMax) {
      const edits = await source.cached(next).catch(() => undefined);
      if (edits?.finalized !== true || edits.segmentTxId !== firstTxid || edits.editLog === undefined) break;
      const editLog = edits.editLog;
      const bytes = { name: source.name, async *chunks () { yield editLog; } };
      for await (const batch of readSegment(bytes, { inProgress: true, fromTxid: next, lastTxid: Math.min(lastTxid, next + edits.txnCount - 1) })) {
        yield batch;
        next = batch.lastTxid + 1;
      }
    }
    if (next > lastTxid) return;
    const url = await source.url(firstTxid, inProgress);
    yield* readSegment({ name: url, chunks: () => download(env, url, fetch) }, { segmentTxid: firstTxid, fromTxid: next, lastTxid, inProgress });
  }

  return {
    name, firstTxid, lastTxid, inProgress,
    batches: (fromTxid = firstTxid) => {
      const edits = batches(fromTxid);
      reads.push(edits);
      return edits;
    },
    close: async () => {
      closed = true;
      // A read that was left amid a segment holds its connection until it is ended; one that waits for a piece ends with that.
      for (const edits of reads.splice(0)) edits.return().catch(() => {});
    },
  };
}

async function* download(env: Env, url: string, options: FetchOptions): AsyncIterable<Uint8Array> {
  const response = await env.http.fetch(url, { timeoutMs: options.openTimeoutMs });
  if (response.status !== 200 || response.body === null) {
    await response.body?.cancel();
    throw new WorldError('io', `${url}: HTTP status ${response.status} ${response.statusText}`);
  }
  const reader = response.body.getReader();
  try {
    for (;;) {
      const piece = await within(env, options.readTimeoutMs, url, reader.read());
      if (piece.done) return;
      yield piece.value;
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}
