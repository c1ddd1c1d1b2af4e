// A Standby's checkpoints: when enough edits or enough time have passed it saves an image of what it has read, which is
// durable by nature of its reading, and sends it to whoever is Active. It gives way to a promotion at once: a
// running one is called off, and none begins for a while. Answers to StandbyCheckpointer.
//
// Not everybody is sent to: a NameNode that says it is no Active gets nothing, and one that turned an image away
// (another Standby serves it) is left alone for a period and a half (HDFS-6440).

import type { Env, Timer } from '../../env/env.ts';
import { checkpointCancelled, checkpointFailed } from '../../metrics/event-names.ts';
import type { StorageInfo } from '../../protocol/storage-info.ts';
import type { NameNodeStorage } from '../../storage/name-node-storage.ts';
import { SaveCancelled } from '../fsimage/image-errors.ts';
import { isActive, uploadImage } from '../fsimage/transfer-image.ts';
import type { HaState } from './ha-state.ts';

export interface CheckpointerOptions {
  /** dfs.namenode.checkpoint.period, ms. */
  readonly periodMs: number;
  /** dfs.namenode.checkpoint.txns. */
  readonly txns: number;
  /** dfs.namenode.checkpoint.check.period, ms. */
  readonly checkMs: number;
  /** Web servers of the other NameNodes: http://host:port. */
  readonly others: readonly string[];
  /** dfs.image.transfer.timeout, ms. */
  readonly timeoutMs: number;
  /** dfs.image.transfer.bandwidthPerSec; 0: no limit. */
  readonly bytesPerSecond: number;
}

/** What the checkpointer needs of the NameNode. */
export interface CheckpointerHost {
  readonly haState: HaState;
  /** The last txid applied. */
  readonly lastTxid: number;
  readonly mostRecentCheckpointTxid: number;
  readonly storage: NameNodeStorage;
  readonly namespaceInfo: StorageInfo;
  /** Saves an image with the reading of edits held up, purges older ones, and resolves with its txid. Throws SaveCancelled. */
  saveCheckpoint(cancel: AbortSignal): Promise<number>;
}

/** CheckpointConf's quiet period, in periods. */
const quietPeriods = 1.5;
/** How long none begins after one was called off (PREVENT_AFTER_CANCEL_MS). */
const preventMs = 120_000;

interface Receiver {
  readonly url: string;
  /** Takes our images, as far as we know. */
  ours: boolean;
  lastUploadMs: number;
}

export class StandbyCheckpointer {
  readonly #env: Env;
  readonly #options: CheckpointerOptions;
  readonly #host: CheckpointerHost;
  readonly #receivers: readonly Receiver[];
  #timer: Timer | undefined;
  #cancel: AbortController | undefined;
  /** The part that needs the namespace to rest. */
  #saving: Promise<unknown> | undefined;
  #running: Promise<void> | undefined;
  #lastCheckpointMs: number;
  #notBeforeMs = -Infinity;
  /** Checkpoints that were called off. */
  cancelled = 0;

  constructor(env: Env, options: CheckpointerOptions, host: CheckpointerHost) {
    this.#env = env;
    this.#options = options;
    this.#host = host;
    this.#lastCheckpointMs = env.monotonicMs();
    this.#receivers = options.others.map((url) => ({ url, ours: true, lastUploadMs: -Infinity }));
  }

  /** Begins to look now and then whether a checkpoint is due; only a Standby makes any. Idempotent. */
  start(): void {
    if (this.#timer !== undefined) return;
    const everyMs = Math.min(this.#options.checkMs, this.#options.periodMs);
    const look = (): void => {
      this.#timer = this.#env.after(everyMs, look);
      if (this.#isDue()) void this.checkpointNow();
    };
    this.#timer = this.#env.after(everyMs, look);
  }

  /** Stops for good; resolves when nothing is under way. */
  async stop(): Promise<void> {
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#cancel?.abort('the checkpointer is stopping');
    await this.#running;
  }

  /**
   * Calls a running checkpoint off and lets none begin for two minutes; to be called before a promotion. Resolves
   * when the namespace is not being read any more: within a slice.
   */
  async cancelAndPrevent(reason: string): Promise<void> {
    this.#notBeforeMs = this.#env.monotonicMs() + preventMs;
    this.#cancel?.abort(reason);
    await this.#saving?.catch(() => {});
  }

  /** Makes a checkpoint unless one is under way or there is nothing new. Failures are logged: the next one is another try. */
  checkpointNow(): Promise<void> {
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
      this.#cancel = undefined;
    });
    return this.#running;
  }

  #isDue(): boolean {
    const nowMs = this.#env.monotonicMs();
    const { haState, lastTxid, mostRecentCheckpointTxid } = this.#host;
    if (haState !== 'Standby' || nowMs < this.#notBeforeMs || this.#running !== undefined) return false;
    return lastTxid - mostRecentCheckpointTxid >= this.#options.txns || nowMs - this.#lastCheckpointMs >= this.#options.periodMs;
  }

  async #run(): Promise<void> {
    const host = this.#host;
    const startedMs = this.#env.monotonicMs();
    if (host.haState !== 'Standby') return;
    if (host.lastTxid === host.mostRecentCheckpointTxid) {
      this.#lastCheckpointMs = startedMs;
      return;
    }
    const cancel = new AbortController();
    this.#cancel = cancel;
    try {
      const saving = host.saveCheckpoint(cancel.signal);
      this.#saving = saving;
      const txid = await saving.finally(() => {
        this.#saving = undefined;
      });
      this.#lastCheckpointMs = startedMs;
      await Promise.all(this.#receivers.map((receiver) => this.#send(receiver, txid, cancel.signal)));
    } catch (error) {
      if (error instanceof SaveCancelled) {
        this.cancelled++;
        this.#env.log('info', checkpointCancelled, { reason: error.message });
      } else this.#env.log('error', checkpointFailed, { error });
    }
  }

  async #send(receiver: Receiver, txid: number, cancel: AbortSignal): Promise<void> {
    const { timeoutMs, bytesPerSecond, periodMs } = this.#options;
    const nowMs = this.#env.monotonicMs();
    if (!receiver.ours && nowMs - receiver.lastUploadMs < quietPeriods * periodMs) return;
    try {
      // Asking first spares a Standby a whole image that it would turn away.
      if ((await isActive(this.#env, receiver.url, timeoutMs)) === false || cancel.aborted) return;
      const image = (await this.#host.storage.images()).find((one) => one.txid === txid);
      if (image === undefined) return;
      const result = await uploadImage(this.#env, receiver.url, image, this.#host.namespaceInfo, { timeoutMs, bytesPerSecond, cancel });
      if (result !== 'not-active') {
        receiver.ours = result === 'success';
        receiver.lastUploadMs = this.#env.monotonicMs();
      }
      this.#env.log('info', 'checkpoint offered', { to: receiver.url, txid, result, ms: Math.round(this.#env.monotonicMs() - nowMs) });
    } catch (error) {
      if (!cancel.aborted) this.#env.log('warn', 'sending the checkpoint failed', { to: receiver.url, txid, error });
    }
  }
}
