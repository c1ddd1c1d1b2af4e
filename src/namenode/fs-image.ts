// The namespace between disk and memory: image and log loaded, at a start and whenever memory must be thrown away, and images written
// of what is durable. Invariant: what `load` leaves behind is what the log says, up to a txid that is durable. Answers to FSImage.
import { HdfsException } from '../protocol/exceptions.ts';
import type { NamespaceInfo } from '../protocol/storage-info.ts';
import type { JournalManager } from '../edit-log/journal-manager.ts';
import { QuorumLost } from '../edit-log/journal-manager.ts';
import { SerialQueue } from '../base/async.ts';
import type { Env } from '../env/env.ts';
import { sleep } from '../env/waiting.ts';
import { namespaceLoaded } from '../metrics/event-names.ts';
import type { NameNodeStorage } from '../storage/name-node-storage.ts';
import { BlockManager } from './blocks/block-manager.ts';
import { SaveCancelled } from './fsimage/image-errors.ts';
import { purgeOldStorage } from './fsimage/image-retention.ts';
import { loadImage } from './fsimage/load-image.ts';
import { saveImage } from './fsimage/save-image.ts';
import { CallsBelowImage } from './calls-below-image.ts';
import type { FSNamesystem } from './fs-namesystem.ts';
import { replayStreams } from './ha/edit-log-tailer.ts';
import type { NameNodeMetrics } from './metrics/name-node-metrics.ts';
import type { NameNodeOptions } from './name-node-options.ts';
import { Namespace } from './namespace/namespace.ts';
import { growAtOnce, makeRoom } from './room-for-edits.ts';
import type { StartupProgress } from './startup-progress.ts';

/** How often a start asks for journals that are not there yet. */
const journalRetryMs = 50;

export interface FSImageParts {
  readonly fsn: FSNamesystem;
  readonly storage: NameNodeStorage;
  readonly startup: StartupProgress;
  readonly metrics: NameNodeMetrics;
  readonly namespaceInfo: () => NamespaceInfo;
  readonly journal: () => JournalManager;
  /** The log as its writer; undefined on a Standby. */
  readonly writer: () => JournalManager | undefined;
  /** Which DataNodes may register, for a block manager that knows none. */
  readonly applyHosts: (first: boolean) => Promise<void> | void;
  /** Nobody waits for the load any more. */
  readonly stopped: () => boolean;
}

export class FSImage {
  /** The txid of the newest image of ours. */
  mostRecentCheckpointTxid = 0;
  /** Monotonic ms of that image. */
  lastCheckpointMs: number;
  /** Image and log have been in memory. */
  loadedOnce = false;
  readonly #env: Env;
  readonly #options: NameNodeOptions;
  readonly #parts: FSImageParts;
  readonly #calls: CallsBelowImage;
  readonly #saves = new SerialQueue();

  constructor(env: Env, options: NameNodeOptions, parts: FSImageParts) {
    this.#env = env;
    this.#options = options;
    this.#parts = parts;
    this.#calls = new CallsBelowImage(env, parts.fsn);
    this.lastCheckpointMs = env.monotonicMs();
  }

  /** Image and log from the beginning, into a new namespace; what was in memory is dropped. */
  async load(): Promise<void> {
    const { fsn, storage, startup, metrics, namespaceInfo, applyHosts } = this.#parts;
    const started = this.#env.monotonicMs();
    startup.clear();
    startup.begin('Load the newest image', () => `from ${this.#options.nameDirs.join(', ')}`);
    const { namespace, ...loaded } = await loadImage(this.#env, storage, () => newNamespace(this.#options));
    fsn.replace(namespace, newBlockManager(this.#env, this.#options, namespace, namespaceInfo().blockPoolId), loaded.txid);
    this.#calls.loaded(loaded.txid);
    this.mostRecentCheckpointTxid = loaded.txid;
    const imageMs = this.#env.monotonicMs() - started;
    startup.end(`txid ${loaded.txid}, ${namespace.inodeCount === 1 ? 'the root directory' : `${namespace.inodeCount} files and directories`}`);
    startup.begin('Read the edits behind it', () => `up to txid ${fsn.lastAppliedTxid} so far`);
    growAtOnce(namespace, true);
    await this.#replayLog();
    growAtOnce(namespace, false);
    const loadMs = this.#env.monotonicMs() - started;
    Object.assign(metrics.startup, { imageMs, loadMs, editsMs: loadMs - imageMs, image: namespace.inodeCount, edits: fsn.lastAppliedTxid - loaded.txid, imagePath: loaded.path, imageBytes: loaded.lengthBytes });
    const seen = await storage.seenTxid();
    if (!this.#shared && fsn.lastAppliedTxid < seen - 1) {
      throw new HdfsException('IOException', `There appears to be a gap in the edit log.  We expected txid ${fsn.lastAppliedTxid + 1}, but seen_txid says ${seen}.`);
    }
    await applyHosts(!this.loadedOnce);
    fsn.blocks.loaded(fsn.lastAppliedTxid, this.#env.monotonicMs());
    this.loadedOnce = true;
    startup.end(`${fsn.lastAppliedTxid - loaded.txid} edits, up to txid ${fsn.lastAppliedTxid}`);
    this.#env.log('info', namespaceLoaded, { image: loaded.txid, txid: fsn.lastAppliedTxid, inodes: namespace.inodeCount, imageMs: Math.round(imageMs), ms: Math.round(this.#env.monotonicMs() - started) });
  }

  /** Edits behind the image. Journals that are not up yet are waited for: everything may be starting at once. */
  async #replayLog(): Promise<void> {
    const { fsn, startup } = this.#parts;
    const journal = this.#parts.journal();
    if (!this.#shared) await journal.recoverUnfinalizedSegments();
    let recalled = false;
    for (let warned = false; ; warned = true) {
      try {
        if (!recalled) await this.#calls.recall(journal, { inProgressOk: this.#shared, onlyDurable: true });
        recalled = true;
        const streams = await journal.selectInputStreams(fsn.lastAppliedTxid + 1, { inProgressOk: this.#shared, onlyDurable: true });
        makeRoom(fsn.namespace, (streams.at(-1)?.lastTxid ?? 0) - fsn.lastAppliedTxid);
        await replayStreams(this.#env, fsn, streams);
        return;
      } catch (error) {
        if (!(error instanceof QuorumLost) || this.#parts.stopped() || refusedByMost(error)) throw error;
        startup.waitFor(`waits for a majority of the journals: ${error.message}`);
        if (!warned) this.#env.log('warn', 'waiting for a majority of the journals', { error });
        await sleep(this.#env, journalRetryMs);
      }
    }
  }

  /** What the journals could not tell at the load of calls below the image; they are recovered now. */
  recallCalls(): Promise<void> {
    return this.#calls.recall(this.#parts.journal(), { inProgressOk: false, onlyDurable: false });
  }

  /** The log is that of several NameNodes. */
  get #shared(): boolean {
    return this.#options.self.id !== '';
  }

  /**
   * Writes an image of what is durable, and purges what it makes superfluous; its txid. The caller holds the namespace still. One
   * at a time (FSNamesystem.cpLock): what an operator asks for waits, and one with `cancel`, that nobody waits for, is called off.
   */
  async save(cancel?: AbortSignal): Promise<number> {
    if (cancel !== undefined && this.#saves.length > 0) throw new SaveCancelled('another image is being saved');
    return this.#saves.run(() => this.#save(cancel));
  }

  async #save(cancel: AbortSignal | undefined): Promise<number> {
    const { fsn, storage } = this.#parts;
    const info = this.#parts.namespaceInfo();
    await storage.restoreFailed(info);
    await this.#allDurable();
    // In one turn with what the image holds: edits may still be applied, and call it off.
    const txid = fsn.lastAppliedTxid;
    await saveImage(this.#env, storage, fsn.namespace, info, txid, { codec: this.#options.imageCodec, ...(cancel === undefined ? {} : { cancel }) });
    this.noteCheckpoint(txid);
    await purgeOldStorage(this.#env, storage, this.#parts.writer(), this.#options.retention);
    return txid;
  }

  /** An edit that is in an image and then lost would be there after every restart. */
  async #allDurable(): Promise<void> {
    const { fsn } = this.#parts;
    for (let { open } = fsn; open !== undefined && open.edits.durableTxid < fsn.lastAppliedTxid; { open } = fsn) {
      await open.term.bound(open.edits.sync(fsn.lastAppliedTxid));
    }
  }

  /** There is an image of `txid` now, of this NameNode's making or another's. */
  noteCheckpoint(txid: number): void {
    this.mostRecentCheckpointTxid = Math.max(this.mostRecentCheckpointTxid, txid);
    this.lastCheckpointMs = this.#env.monotonicMs();
  }
}

/** A namespace of the root directory alone. */
export function newNamespace({ user, superusergroup, leaseLimits }: NameNodeOptions): Namespace {
  return new Namespace({ root: { owner: user, group: superusergroup, mode: 0o755 }, leaseLimits });
}

/** The blocks of `namespace`, of which no replica is known. */
export function newBlockManager(env: Env, { blocks, registry }: NameNodeOptions, namespace: Namespace, blockPoolId: string): BlockManager {
  return new BlockManager({
    table: namespace.blocks, counters: namespace.ids, blockPoolId, options: blocks, registry, random: () => env.random(), hostName: env.hostName,
    storagePolicyOf: (row) => namespace.effectiveStoragePolicy(namespace.blocks.owner(row)),
  });
}

/** Whether most JournalNodes are there and say no (not formatted, say): waiting would not help. */
function refusedByMost({ failures }: QuorumLost): boolean {
  return [...failures.values()].filter((failure) => failure instanceof HdfsException).length * 2 > failures.size;
}
