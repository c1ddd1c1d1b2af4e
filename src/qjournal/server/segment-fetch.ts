// Fetching a segment from a peer for acceptRecovery. Invariant: what it leaves under the temporary name is exactly the
// accepted log, checked op by op and synced, or nothing (HA.md 28). Runs outside the journal's queue: whoever installs
// the file looks again whether the call still counts. Answers to Journal.syncLog and TransferFsImage.doGetUrl.
import { asBuffer } from '../../base/bytes.ts';
import { WorldError } from '../../env/env.ts';
import type { DiskFile, Env } from '../../env/env.ts';
import { within } from '../../env/waiting.ts';
import { HdfsException } from '../../protocol/exceptions.ts';
import { readSegmentEnd } from './segment-end.ts';
import type { SegmentEnd } from './segment-end.ts';
import type { SegmentStore } from './segment-store.ts';

export interface FetchRequest {
  readonly url: string;
  readonly firstTxId: number;
  readonly lastTxId: number;
  /** The recovering writer's; part of the temporary name. */
  readonly epoch: number;
  /** MD5 of the segment up to its last transaction; undefined when no JournalNode gave one. */
  readonly digest: Uint8Array | undefined;
  /** For the response's head, and for each further piece. */
  readonly timeoutMs: number;
}

/** Rejects with HdfsException for a segment that is not what was accepted, WorldError for network and disk. */
export async function fetchSegment(env: Env, store: SegmentStore, request: FetchRequest): Promise<SegmentEnd> {
  const { firstTxId, epoch } = request;
  const path = store.fetchedPath(firstTxId, epoch);
  const file = await env.disk.open(path, 'replace');
  try {
    const length = await download(env, file, request);
    const read = await readSegmentEnd(env.disk, path, firstTxId);
    if (read.fileBytes !== length) throw refused(request, `${read.fileBytes} bytes on disk, ${length} received`);
    if (read.lastTxId !== request.lastTxId) throw refused(request, `it ends with txid ${read.lastTxId}`);
    if (request.digest !== undefined && !asBuffer(request.digest).equals(read.digest)) throw refused(request, 'its digest is another one');
    await file.truncate(read.endBytes);
    await file.datasync();
    await file.close();
    return { lastTxId: read.lastTxId, endBytes: read.endBytes, digest: read.digest };
  } catch (error) {
    await file.close().catch(() => {});
    await store.removeFetched(firstTxId, epoch).catch(() => {});
    throw error;
  }
}

async function download(env: Env, file: DiskFile, request: FetchRequest): Promise<number> {
  const { url, timeoutMs } = request;
  const response = await env.http.fetch(url, { timeoutMs });
  if (response.status !== 200 || response.body === null) {
    await response.body?.cancel();
    throw refused(request, `HTTP status ${response.status} ${response.statusText}`);
  }
  const announced = response.headers.get('content-length');
  const reader = response.body.getReader();
  let length = 0;
  for (;;) {
    const piece = await within(env, timeoutMs, url, reader.read());
    if (piece.done) break;
    await file.write(piece.value, length);
    length += piece.value.length;
  }
  if (announced !== null && Number(announced) !== length) {
    throw new WorldError('closed', `${url}: ${length} bytes of ${announced} received`);
  }
  return length;
}

function refused(request: FetchRequest, why: string): HdfsException {
  return new HdfsException('IOException', `segment ${request.firstTxId}-${request.lastTxId} from ${request.url}: ${why}`);
}
