// Images between NameNodes over HTTP: a Standby sends its checkpoint to the Active, a new NameNode fetches one. Both
// sides may be Apache's. Length and digest are checked before a file gets its name. Answers to TransferFsImage.

import { WorldError } from '../../env/env.ts';
import type { DiskFile, Env } from '../../env/env.ts';
import { within } from '../../env/waiting.ts';
import { HdfsException } from '../../protocol/exceptions.ts';
import { colonSeparated } from '../../protocol/storage-info.ts';
import type { StorageInfo } from '../../protocol/storage-info.ts';
import { readMd5File } from '../../storage/md5-file.ts';
import type { ImageFile, NameNodeStorage } from '../../storage/name-node-storage.ts';
import { ImageCorrupt } from './image-errors.ts';
import { ImageOutput } from './image-output.ts';
import { finishNewImage } from './save-image.ts';

/** ImageServlet.PATH_SPEC and the headers of both directions. */
export const imageTransferPath = '/imagetransfer';
export const md5Header = 'X-MD5-Digest';
export const fileNameHeader = 'X-Image-Edits-Name';
export const fileLengthParameter = 'File-Length';

export interface TransferOptions {
  /** How long the other side may be silent (dfs.image.transfer.timeout), in ms. */
  readonly timeoutMs: number;
  /** dfs.image.transfer.bandwidthPerSec; 0: no limit. */
  readonly bytesPerSecond: number;
  readonly cancel?: AbortSignal;
}

/** TransferResult: done; the other one is no Active; it has one that is as good. Whatever else happens is thrown. */
export type UploadResult = 'success' | 'not-active' | 'conflict';

const chunkBytes = 64 * 1024;

/** A file as a stream that keeps to a rate. Ends with an error when `cancel` is aborted; closes the file. */
export function fileStream(env: Env, file: DiskFile, bytesPerSecond: number, cancel?: AbortSignal): ReadableStream<Uint8Array> {
  let at = 0;
  let startedMs: number | undefined;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      startedMs ??= env.monotonicMs();
      if (cancel?.aborted) {
        await file.close();
        controller.error(cancel.reason);
        return;
      }
      if (bytesPerSecond > 0) {
        const earlyMs = startedMs + (at / bytesPerSecond) * 1000 - env.monotonicMs();
        if (earlyMs > 0) await new Promise<void>((resolve) => env.after(earlyMs, resolve));
      }
      const bytes = new Uint8Array(chunkBytes);
      const got = await file.read(bytes, at);
      at += got;
      if (got > 0) controller.enqueue(got === bytes.length ? bytes : bytes.subarray(0, got));
      if (got < bytes.length) {
        await file.close();
        controller.close();
      }
    },
    async cancel() {
      await file.close();
    },
  });
}

/** Asks a NameNode's web server whether it is Active; undefined where it cannot tell (IsNameNodeActiveServlet). */
export async function isActive(env: Env, baseUrl: string, timeoutMs: number): Promise<boolean | undefined> {
  const response = await env.http.fetch(`${baseUrl}/isActive`, { timeoutMs });
  await response.body?.cancel().catch(() => {});
  return response.status === 200 ? true : response.status === 405 ? false : undefined;
}

/**
 * Sends an image to the NameNode at `baseUrl` (http://host:port). Throws WorldError, IOException for an answer that is
 * no TransferResult, or the reason of `cancel`.
 */
export async function uploadImage(env: Env, baseUrl: string, image: ImageFile, info: StorageInfo, options: TransferOptions): Promise<UploadResult> {
  const file = await env.disk.open(image.path, 'read');
  let body: ReadableStream<Uint8Array>;
  let query: URLSearchParams;
  let digest: string | undefined;
  try {
    const length = await file.size();
    digest = await readMd5File(env.disk, image.path);
    query = new URLSearchParams({ txid: String(image.txid), storageInfo: colonSeparated(info), [fileLengthParameter]: String(length), imageFile: 'IMAGE' });
    body = fileStream(env, file, options.bytesPerSecond, options.cancel);
  } catch (error) {
    await file.close();
    throw error;
  }
  const headers = { 'Content-Type': 'application/octet-stream', 'Content-Transfer-Encoding': 'binary', ...(digest === undefined ? {} : { [md5Header]: digest }) };
  const response = await env.http.fetch(`${baseUrl}${imageTransferPath}?${query.toString()}`, { method: 'PUT', headers, body, timeoutMs: options.timeoutMs });
  const message = await response.text().catch(() => '');
  if (options.cancel?.aborted) throw options.cancel.reason;
  if (response.status === 200) return 'success';
  if (response.status === 417) return 'not-active';
  if (response.status === 409) return 'conflict';
  throw new HdfsException('IOException', `Image uploading failed, status: ${response.status}, url: ${baseUrl}${imageTransferPath}, message: ${response.statusText || message.slice(0, 500)}`);
}

/**
 * Fetches the image of `txid` from the NameNode at `baseUrl` into all directories of a storage, under its final name
 * and with its digest. Returns the digest. Throws WorldError, IOException, ImageCorrupt for other bytes than announced.
 */
export async function downloadImage(env: Env, baseUrl: string, txid: number, info: StorageInfo, storage: NameNodeStorage, timeoutMs: number): Promise<string> {
  // Colons as they are: Apache's servlet compares what it decodes, so either way will do.
  const url = `${baseUrl}${imageTransferPath}?getimage=1&txid=${txid}&storageInfo=${encodeURIComponent(colonSeparated(info))}&bootstrapstandby=true`;
  const response = await env.http.fetch(url, { timeoutMs });
  if (response.status !== 200 || response.body === null) {
    const message = await response.text().catch(() => '');
    throw new HdfsException('IOException', `Image transfer servlet at ${url} failed with status code ${response.status}\nResponse message:\n${response.statusText || message.slice(0, 500)}`);
  }
  const length = response.headers.get('Content-Length');
  if (length === null) throw new HdfsException('IOException', `Content-Length header is not provided by the namenode when trying to fetch ${url}`);
  const paths = storage.imagePaths('fsimage.ckpt', txid);
  const received = await receiveFile(env, paths, response.body, Number(length), response.headers.get(md5Header) ?? undefined, timeoutMs);
  await finishNewImage(storage, env, txid, received.md5, received.failures);
  return received.md5;
}

export interface Received {
  /** In hex. */
  readonly md5: string;
  /** By path; the others have the file. */
  readonly failures: ReadonlyMap<string, WorldError>;
}

/**
 * Writes a stream to `paths`, durable when it resolves. Throws ImageCorrupt when it has another length or digest than
 * announced, WorldError `timeout` when nothing came for `timeoutMs`; nothing is left behind after any error (Util.receiveFile).
 */
export async function receiveFile(
  env: Env, paths: readonly string[], body: ReadableStream<Uint8Array>, lengthBytes: number, digest: string | undefined, timeoutMs: number,
): Promise<Received> {
  const output = await ImageOutput.open(env, paths);
  const reader = body.getReader();
  const what = `receiving ${paths[0] ?? ''}`;
  try {
    for (;;) {
      const next = reader.read().catch((error: unknown) => {
        throw new WorldError('reset', `${what}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
      });
      // A sender that lost its power or its cable says nothing, not even that it is gone.
      const { done, value } = await within(env, timeoutMs, what, next);
      if (done) break;
      await output.write(value);
      if (output.position > lengthBytes) break;
    }
    const name = paths[0]?.slice(paths[0].lastIndexOf('/') + 1) ?? '';
    if (output.position !== lengthBytes) throw new ImageCorrupt(`File ${name} received length ${output.position} is not of the advertised size ${lengthBytes}`);
    const md5 = await output.finish();
    if (digest !== undefined && digest !== md5) throw new ImageCorrupt(`File ${name} computed digest ${md5} does not match advertised digest ${digest}`);
    return { md5, failures: output.failures };
  } catch (error) {
    await reader.cancel().catch(() => {});
    await output.abandon();
    throw error;
  }
}
