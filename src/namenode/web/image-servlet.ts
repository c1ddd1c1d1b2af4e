// /imagetransfer: GET hands out images (and finalized local edits, where there are any) to NameNodes that bootstrap or
// checkpoint; PUT takes a checkpoint from a Standby, if this is the Active and has nothing as good. The other side may
// be Apache's. Answers to ImageServlet; statuses and texts are its own.

import type { Env } from '../../env/env.ts';
import { checkpointReceived } from '../../metrics/event-names.ts';
import { HdfsException } from '../../protocol/exceptions.ts';
import { colonSeparated } from '../../protocol/storage-info.ts';
import type { StorageInfo } from '../../protocol/storage-info.ts';
import { reasonPhrase } from '../../servlets/reason-phrase.ts';
import { readMd5File } from '../../storage/md5-file.ts';
import type { NameNodeStorage } from '../../storage/name-node-storage.ts';
import { finishNewImage } from '../fsimage/save-image.ts';
import { fileLengthParameter, fileNameHeader, fileStream, md5Header, receiveFile } from '../fsimage/transfer-image.ts';

/** What the servlet needs of the NameNode. */
export interface ImageServletHost {
  readonly storage: NameNodeStorage;
  /** Undefined until the storage is open. */
  readonly storageInfo: StorageInfo | undefined;
  readonly serviceState: 'INITIALIZING' | 'ACTIVE' | 'STANDBY';
  /** The last durable txid: an image beyond it would hold edits that may be lost. */
  readonly durableTxid: number;
  /** How often checkpoints are wanted: a sooner one is turned away. */
  readonly checkpoint: { readonly periodMs: number; readonly txns: number };
  /** dfs.image.transfer.bandwidthPerSec; 0: no limit. */
  readonly imageBytesPerSecond: number;
  /** dfs.image.transfer.timeout: how long one that sends an image may be silent. */
  readonly imageTransferTimeoutMs: number;
  /** An image of `txid` came in and is in place. */
  noteCheckpoint(txid: number): void;
  /** An image was received, or begins to be handed out, after so many ms. */
  imageMoved?(what: 'GetImage' | 'PutImage', ms: number): void;
  /** Removes what is too old (image-retention.ts). */
  purgeOldStorage(): Promise<void>;
}

/** The part of the period that has to be over: Standbys' clocks are not ours (recentImageCheckTimePrecision). */
const periodPrecision = 0.75;

export class ImageServlet {
  readonly #env: Env;
  readonly #host: ImageServletHost;
  /** Images on their way in. */
  readonly #receiving = new Set<number>();

  constructor(env: Env, host: ImageServletHost) {
    this.#env = env;
    this.#host = host;
  }

  async handle(request: Request): Promise<Response> {
    const parameters = new URL(request.url).searchParams;
    const isPut = request.method === 'PUT';
    try {
      if (this.#host.storageInfo === undefined) return refusal(403, 'NameNode initialization not yet complete. FSImage has not been set in the NameNode.');
      if (isPut) return await this.#put(parameters, request);
      if (request.method === 'GET') return await this.#get(parameters);
      return refusal(405, `HTTP method ${request.method} is not supported by this URL`);
    } catch (error) {
      this.#env.log('warn', 'image transfer failed', { method: request.method, error });
      return refusal(410, `${isPut ? 'PutImage' : 'GetImage'} failed. ${describe(error)}`);
    }
  }

  async #get(parameters: URLSearchParams): Promise<Response> {
    const wanted = ['getimage', 'getedit', 'getaliasmap'].filter((name) => parameters.has(name));
    if (wanted.length !== 1) throw illegal();
    const refused = this.#checkStorageInfo(parameters);
    if (refused !== undefined) return refused;
    if (wanted[0] === 'getimage') {
      const started = this.#env.monotonicMs();
      const image = await this.#serve(await this.#imagePath(parameters.get('txid') ?? ''));
      this.#host.imageMoved?.('GetImage', this.#env.monotonicMs() - started);
      return image;
    }
    if (wanted[0] === 'getedit') return await this.#serve(await this.#editsPath(number(parameters, 'startTxId'), number(parameters, 'endTxId')));
    throw new HdfsException('IOException', 'There is no alias map: provided storage is not available');
  }

  async #imagePath(txid: string): Promise<string> {
    const images = await this.#host.storage.images();
    if (txid === 'latest') {
      const [newest] = images;
      if (newest === undefined) throw new HdfsException('IOException', 'Could not find image');
      return newest.path;
    }
    if (!/^\d+$/.test(txid)) throw illegal();
    const image = images.find((one) => one.txid === Number(txid));
    if (image === undefined) throw new HdfsException('IOException', `Could not find image with txid ${txid}`);
    return image.path;
  }

  async #editsPath(startTxid: number, endTxid: number): Promise<string> {
    const name = `edits_${String(startTxid).padStart(19, '0')}-${String(endTxid).padStart(19, '0')}`;
    for (const { current } of this.#host.storage.directories) if ((await this.#env.disk.stat(`${current}/${name}`)) !== undefined) return `${current}/${name}`;
    throw new HdfsException('IOException', `No edits file for txid ${startTxid}-${endTxid} exists!`);
  }

  async #serve(path: string): Promise<Response> {
    const digest = path.includes('/fsimage') ? await readMd5File(this.#env.disk, path) : undefined;
    const name = path.slice(path.lastIndexOf('/') + 1);
    const file = await this.#env.disk.open(path, 'read');
    const headers = new Headers({
      'Content-Type': 'application/octet-stream',
      'Content-Length': String(await file.size()),
      'Content-Disposition': `attachment; filename=${name}`,
      [fileNameHeader]: name,
    });
    if (digest !== undefined) headers.set(md5Header, digest);
    return new Response(fileStream(this.#env, file, this.#host.imageBytesPerSecond), { headers });
  }

  async #put(parameters: URLSearchParams, request: Request): Promise<Response> {
    const txid = number(parameters, 'txid');
    const length = number(parameters, fileLengthParameter);
    if (length === 0 || (parameters.get('storageInfo') ?? '') === '') throw illegal();
    const kind = parameters.get('imageFile') ?? 'IMAGE';
    const refused = this.#checkStorageInfo(parameters) ?? this.#checkState();
    if (refused !== undefined) return refused;
    if (kind !== 'IMAGE') throw new HdfsException('IOException', `An image of type ${kind} belongs to a rolling upgrade, which this NameNode does not have`);
    const larger = [...this.#receiving].filter((other) => other >= txid);
    if (larger.length > 0) return refusal(409, `Another checkpointer is already in the process of uploading a checkpoint made up to transaction ID ${Math.max(...larger)}`);
    if (txid > this.#host.durableTxid) return refusal(409, `A checkpoint made up to transaction ID ${txid} is ahead of this NameNode, which is at ${this.#host.durableTxid}`);
    const { storage } = this.#host;
    if (storage.isInMaking(txid)) return refusal(409, `Either current namenode is checkpointing or another checkpointer is already in the process of uploading a checkpoint made at transaction ID ${txid}`);
    // From here on a second one is turned away.
    this.#receiving.add(txid);
    try {
      return await storage.whileMaking(txid, async () => (await this.#checkWanted(txid)) ?? (await this.#receive(txid, length, request)));
    } finally {
      this.#receiving.delete(txid);
    }
  }

  async #receive(txid: number, length: number, request: Request): Promise<Response> {
    const { storage, imageTransferTimeoutMs } = this.#host;
    if (request.body === null) throw illegal();
    const started = this.#env.monotonicMs();
    const digest = request.headers.get(md5Header) ?? undefined;
    const received = await receiveFile(this.#env, storage.imagePaths('fsimage.ckpt', txid), request.body, length, digest, imageTransferTimeoutMs);
    await finishNewImage(storage, this.#env, txid, received.md5, received.failures);
    this.#host.noteCheckpoint(txid);
    this.#host.imageMoved?.('PutImage', this.#env.monotonicMs() - started);
    this.#env.log('info', checkpointReceived, { txid, lengthBytes: length, ms: Math.round(this.#env.monotonicMs() - started) });
    await this.#host.purgeOldStorage();
    return new Response(null, { status: 200 });
  }

  /** Turns away what the newest image makes needless. */
  async #checkWanted(txid: number): Promise<Response | undefined> {
    const { storage, checkpoint } = this.#host;
    const images = await storage.images();
    const newest = images[0];
    if (newest !== undefined) {
      const savedMs = (await this.#env.disk.stat(newest.path))?.modifiedMs ?? 0;
      const age = Math.floor((this.#env.wallMs() - savedMs) / 1000);
      const period = Math.round((checkpoint.periodMs / 1000) * periodPrecision);
      if (age < period && txid - newest.txid < checkpoint.txns) {
        return refusal(409, `Rejecting a fsimage due to small time delta and txnid delta. Time since previous checkpoint is ${age} expecting at least ${period}`
          + ` txnid delta since previous checkpoint is ${txid - newest.txid} expecting at least ${checkpoint.txns}`);
      }
    }
    if (!images.some((image) => image.txid === txid)) return undefined;
    return refusal(409, `Either current namenode has checkpointed or another checkpointer already uploaded an checkpoint for txid ${txid}`);
  }

  #checkStorageInfo(parameters: URLSearchParams): Response | undefined {
    const theirs = parameters.get('storageInfo');
    const { storageInfo } = this.#host;
    const ours = storageInfo === undefined ? '' : colonSeparated(storageInfo);
    if (theirs === null || theirs === ours) return undefined;
    this.#env.log('warn', 'image transfer for another storage refused', { theirs, ours });
    return refusal(403, `This namenode has storage info ${ours} but the secondary expected ${theirs}`);
  }

  #checkState(): Response | undefined {
    const { serviceState } = this.#host;
    if (serviceState === 'ACTIVE') return undefined;
    return refusal(417, `Nameode ${this.#env.hostName} is currently not in a state which can accept uploads of new fsimages. State: ${serviceState.toLowerCase()}`);
  }
}

function number(parameters: URLSearchParams, name: string): number {
  const text = parameters.get(name);
  if (text === null || !/^\d{1,15}$/.test(text)) throw new HdfsException('IOException', `Invalid request has no valid ${name} parameter`);
  return Number(text);
}

function illegal(): HdfsException {
  return new HdfsException('IOException', 'Illegal parameters to TransferFsImage');
}

function describe(error: unknown): string {
  if (error instanceof HdfsException) return `${error.javaClass}: ${error.message}`;
  return `java.io.IOException: ${error instanceof Error ? error.message : String(error)}`;
}

/** The message is the reason phrase as well: that is where Java's client looks for it. */
function refusal(status: number, message: string): Response {
  return new Response(`${message}\n`, { status, statusText: reasonPhrase(message), headers: { 'Content-Type': 'text/plain;charset=utf-8' } });
}
