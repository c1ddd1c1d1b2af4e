// Fetching a segment from a peer, for a recovery, a rejoin or a repair. Invariant: what it leaves under the temporary name is
// exactly the log that was asked for, checked op by op and synced, or nothing (HA.md 28). Runs outside the journal's queue: whoever installs
// the file looks again whether the call still counts. Answers to Journal.syncLog and TransferFsImage.doGetUrl.
import { asBuffer } from '../../base/bytes.ts';
import { WorldError } from '../../env/env.ts';
import type { DiskFile, Env } from '../../env/env.ts';
import { within } from '../../env/waiting.ts';
import { parseSegmentName } from '../../edit-log/segment-name.ts';
import { HdfsException } from '../../protocol/exceptions.ts';
import { readSegmentEnd } from './segment-end.ts';
import type { ReadEnd, SegmentEnd } from './segment-end.ts';
import type { SegmentStore } from './segment-store.ts';

export interface FetchRequest {
  readonly url: string;
  readonly firstTxId: number;
  readonly lastTxId: number;
  /** MD5 of the segment up to its last transaction; undefined when no JournalNode gave one. */
  readonly digest: Uint8Array | undefined;
  /** For the response's head, and for each further piece. */
  readonly timeoutMs: number;
}

/** The epoch that writes the segment in progress which a response carries; Apache's JournalNodes do not tell. */
export const writerEpochHeader = 'x-quorate-writer-epoch';

export interface FinalFetchRequest {
  /** The same segment at several peers: tried one after the other. */
  readonly urls: readonly string[];
  readonly firstTxId: number;
  readonly lastTxId: number;
  /** The namespace's. */
  readonly layoutVersion: number;
  readonly timeoutMs: number;
}

export interface OpenFetchRequest {
  /** The same segment at several peers: tried one after the other. */
  readonly urls: readonly string[];
  readonly firstTxId: number;
  /** The segment must reach from atLeastTxId to atMostTxId. */
  readonly atLeastTxId: number;
  readonly atMostTxId: number;
  /** The peer must follow this writer, or have the segment as a final one. */
  readonly epoch: number;
  readonly timeoutMs: number;
}

/** A segment that was fetched, and lies beside the others: the caller puts it in place, or removes it. */
export interface FetchedSegment extends SegmentEnd {
  /** Of the name that it lies under. */
  readonly tag: string;
  readonly layoutVersion: number | undefined;
}

/** A segment with all that was asked for. Rejects with HdfsException for one that has it not, WorldError for network and disk. */
export function fetchSegment(env: Env, store: SegmentStore, request: FetchRequest): Promise<FetchedSegment> {
  const { url, firstTxId, timeoutMs, digest } = request;
  return fetch(env, store, { url, firstTxId, timeoutMs }, (read) => {
    if (read.lastTxId !== request.lastTxId) return `it ends with txid ${read.lastTxId}, not with ${request.lastTxId}`;
    if (digest !== undefined && !asBuffer(digest).equals(read.digest)) return 'its digest is another one';
    return undefined;
  });
}

/**
 * A final segment, from the first peer that has it. No checksum covers the layout version at its head: one that is not the namespace's,
 * as those from before an upgrade have, must be the same at a second peer, if another one has the segment at all: one that cannot be read just now may. Rejects as {@link fetchSegment}.
 */
export async function fetchFinalSegment(env: Env, store: SegmentStore, request: FinalFetchRequest): Promise<FetchedSegment & { readonly url: string }> {
  const { urls, layoutVersion, ...what } = request;
  const get = async (url: string): Promise<FetchedSegment & { readonly url: string }> => ({ ...await fetchSegment(env, store, { ...what, url, digest: undefined }), url });
  const unconfirmed: (FetchedSegment & { readonly url: string })[] = [];
  const discard = async ({ tag }: FetchedSegment): Promise<void> => store.removeFetched(request.firstTxId, tag).catch(() => {});
  let failure: unknown;
  for (const url of urls) {
    try {
      const got = await get(url);
      if (got.layoutVersion === layoutVersion || unconfirmed.some(({ digest }) => asBuffer(digest).equals(got.digest))) {
        for (const other of unconfirmed) await discard(other);
        return got;
      }
      unconfirmed.push(got);
    } catch (error) {
      failure = error;
    }
  }
  const [only, other] = unconfirmed;
  if (only === undefined) throw failure ?? new HdfsException('IOException', `segment ${request.firstTxId}: nobody to fetch it from`);
  if (other === undefined && failure === undefined) return only;
  for (const each of unconfirmed) await discard(each);
  const elsewhere = other === undefined ? `cannot be had from another (${failure instanceof Error ? failure.message : String(failure)})` : `is in ${other.layoutVersion} at ${other.url}`;
  throw new HdfsException('IOException', `segment ${request.firstTxId} at ${only.url} is in layout ${only.layoutVersion}, the namespace in ${layoutVersion}, and the segment ${elsewhere}`);
}

/** A segment that is being written, from the first peer that has enough of it. Rejects as {@link fetchSegment}. */
export async function fetchOpenSegment(env: Env, store: SegmentStore, request: OpenFetchRequest): Promise<FetchedSegment> {
  const { urls, firstTxId, timeoutMs, atLeastTxId, atMostTxId, epoch } = request;
  let failure: unknown = new HdfsException('IOException', `segment ${firstTxId}: nobody to fetch it from`);
  for (const url of urls) {
    try {
      const refuseHead = (headers: Head): string | undefined => {
        const final = parseSegmentName(headers.get('x-image-edits-name') ?? '')?.lastTxid !== undefined;
        return final || Number(headers.get(writerEpochHeader) ?? -1) === epoch ? undefined : `it is not of epoch ${epoch}`;
      };
      return await fetch(env, store, { url, firstTxId, timeoutMs, refuseHead }, (read) => {
        const end = read.lastTxId ?? firstTxId - 1;
        return end < atLeastTxId || end > atMostTxId ? `it ends with txid ${end}, wanted is ${atLeastTxId} to ${atMostTxId}` : undefined;
      });
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

type Head = Pick<Headers, 'get'>;

interface Source {
  readonly url: string;
  readonly firstTxId: number;
  readonly timeoutMs: number;
  /** What is wrong with a response, by its headers: then nothing of its body is read. */
  readonly refuseHead?: (headers: Head) => string | undefined;
}

/** `refuse` says what is wrong with it; what lies behind its last good operation is cut off. */
async function fetch(env: Env, store: SegmentStore, source: Source, refuse: (read: ReadEnd) => string | undefined): Promise<FetchedSegment> {
  const { firstTxId } = source;
  const tag = store.newFetch();
  const path = store.fetchedPath(firstTxId, tag);
  const file = await env.disk.open(path, 'create');
  try {
    const length = await download(env, file, source);
    const read = await readSegmentEnd(env.disk, path, firstTxId);
    if (read.fileBytes !== length) throw refused(source, `${read.fileBytes} bytes on disk, ${length} received`);
    const wrong = refuse(read);
    if (wrong !== undefined) throw refused(source, wrong);
    await file.truncate(read.endBytes);
    await file.datasync();
    await file.close();
    return { tag, layoutVersion: read.layoutVersion, lastTxId: read.lastTxId, endBytes: read.endBytes, digest: read.digest };
  } catch (error) {
    await file.close().catch(() => {});
    await store.removeFetched(firstTxId, tag).catch(() => {});
    throw error;
  }
}

/** How many bytes were received. */
async function download(env: Env, file: DiskFile, source: Source): Promise<number> {
  const { url, timeoutMs, refuseHead } = source;
  const response = await env.http.fetch(url, { timeoutMs });
  if (response.status !== 200 || response.body === null) {
    await response.body?.cancel();
    throw refused(source, `HTTP status ${response.status} ${response.statusText}`);
  }
  const wrong = refuseHead?.(response.headers);
  if (wrong !== undefined) {
    await response.body.cancel();
    throw refused(source, wrong);
  }
  const announced = response.headers.get('content-length');
  const reader = response.body.getReader();
  let length = 0;
  try {
    for (;;) {
      const piece = await within(env, timeoutMs, url, reader.read().catch((error: unknown) => Promise.reject(brokenOff(url, error))));
      if (piece.done) break;
      await file.write(piece.value, length);
      length += piece.value.length;
    }
  } finally {
    // Whoever leaves earlier has a connection that nobody reads from, and the peer its file open.
    reader.cancel().catch(() => {});
  }
  if (announced !== null && Number(announced) !== length) {
    throw new WorldError('closed', `${url}: ${length} bytes of ${announced} received`);
  }
  return length;
}

function brokenOff(url: string, error: unknown): WorldError {
  return new WorldError('closed', `${url}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
}

function refused(source: Source, why: string): HdfsException {
  return new HdfsException('IOException', `segment ${source.firstTxId} from ${source.url}: ${why}`);
}
