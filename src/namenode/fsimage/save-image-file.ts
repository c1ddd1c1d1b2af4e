// Writes a namespace as an image, in slices, to one file in each of several directories. Whoever calls it sees to it
// that no edit is applied meanwhile (a Standby's tailer rests, an Active is in safe mode); what clients read and
// DataNodes report goes on. The same namespace at the same edit gives the same bytes.
// Answers to FSImageFormatProtobuf.Saver.

import type { Env } from '../../env/env.ts';
import { BackwardWriter } from '../../wire/backward-writer.ts';
import {
  CacheManagerSection, ErasureCodingSection, FilesUnderConstructionSection_FileUnderConstructionEntry, INodeSection, NameSystemSection,
  SecretManagerSection, SecretManagerSection_DelegationKey, SecretManagerSection_PersistToken, SnapshotSection, StringTableSection, StringTableSection_Entry,
} from '../../wire/fsimage.ts';
import { inodeKind } from '../namespace/inode-table.ts';
import type { Namespace } from '../namespace/namespace.ts';
import { CompressedSink } from './compression.ts';
import { SaveCancelled } from './image-errors.ts';
import { ImageOutput } from './image-output.ts';
import { InodeEncoder } from './inode-encoder.ts';
import { rowsById } from './inode-order.ts';
import { Pace } from './pace.ts';
import { encodeSummary, imageMagic } from './sections.ts';
import type { Section, SectionName } from './sections.ts';
import { StringTableBuilder, maskBits } from './string-table.ts';

/** What an image says of itself besides the namespace. */
export interface ImageInfo {
  readonly namespaceId: number;
  readonly layoutVersion: number;
  /** The last edit that the namespace holds. */
  readonly txid: number;
  /** Java class of a compression codec that {@link CompressedSink} knows; empty: none. */
  readonly codec: string;
}

/** What was written, and where. */
export interface SavedFile {
  /** In hex. */
  readonly md5: string;
  readonly lengthBytes: number;
  /** Paths that failed, and why; the others have the image, durable under the given names. */
  readonly failures: ReadonlyMap<string, Error>;
}

/** Inodes written between two looks at the clock. */
const inodesPerBatch = 512;
const childrenPerPart = 65536;

/**
 * Writes the image to `paths` (created or emptied). Throws SaveCancelled when `cancel` was aborted or an edit was applied after
 * the call, ImageUnsupported, or WorldError when no path could be written; nothing is left behind then.
 */
export async function saveImageFile(env: Env, paths: readonly string[], ns: Namespace, info: ImageInfo, cancel?: AbortSignal): Promise<SavedFile> {
  // Before anything is waited for: whoever calls it knows the namespace at `info.txid`.
  const appliedTxid = ns.lastAppliedTxId;
  const output = await ImageOutput.open(env, paths);
  try {
    await new Saving(env, output, ns, appliedTxid, info, cancel).run();
    const md5 = await output.finish();
    return { md5, lengthBytes: output.position, failures: output.failures };
  } catch (error) {
    await output.abandon();
    throw error;
  }
}

class Saving {
  readonly #output: ImageOutput;
  readonly #ns: Namespace;
  readonly #info: ImageInfo;
  readonly #cancel: AbortSignal | undefined;
  readonly #pace: Pace;
  readonly #sections: Section[] = [];
  readonly #strings = new StringTableBuilder();
  readonly #appliedTxid: number;
  readonly #writer = new BackwardWriter();
  #batch: Uint8Array = Buffer.allocUnsafeSlow(128 * 1024);
  #sink: CompressedSink | undefined;
  #sectionStart = 0;

  constructor(env: Env, output: ImageOutput, ns: Namespace, appliedTxid: number, info: ImageInfo, cancel: AbortSignal | undefined) {
    this.#output = output;
    this.#ns = ns;
    this.#info = info;
    this.#cancel = cancel;
    this.#pace = new Pace(env);
    this.#appliedTxid = appliedTxid;
  }

  /** Sections in the order in which Apache writes them. */
  async run(): Promise<void> {
    const { carried } = this.#ns;
    await this.#output.write(imageMagic);
    await this.#section('NS_INFO', () => this.#put(NameSystemSection.encodeDelimited(this.#nameSystem())));
    await this.#section('ERASURE_CODING', () => this.#put(ErasureCodingSection.encodeDelimited({ policies: carried.erasureCodingPolicies })));
    const rows = await rowsById(this.#ns, this.#pace);
    await this.#section('INODE', () => this.#inodes(rows));
    await this.#section('INODE_DIR', () => this.#directories(rows));
    await this.#section('FILES_UNDERCONSTRUCTION', () => this.#openFiles());
    await this.#section('SNAPSHOT', () => this.#put(SnapshotSection.encodeDelimited({ snapshotCounter: carried.snapshotCounter, snapshottableDir: [], numSnapshots: 0 })));
    await this.#section('INODE_REFERENCE', async () => {});
    await this.#section('SECRET_MANAGER', () => this.#secrets());
    await this.#section('CACHE_MANAGER', () => this.#put(CacheManagerSection.encodeDelimited({ nextDirectiveId: carried.nextCacheDirectiveId, numPools: 0, numDirectives: 0 })));
    await this.#section('STRING_TABLE', () => this.#stringTable());
    await this.#output.write(encodeSummary(this.#info.layoutVersion, this.#info.codec, this.#sections));
  }

  #nameSystem(): NameSystemSection {
    const { ids } = this.#ns;
    return {
      namespaceId: this.#info.namespaceId, genstampV1: ids.genstampV1, genstampV2: ids.genstampV2, genstampV1Limit: ids.genstampV1Limit,
      lastAllocatedBlockId: ids.lastBlockId, transactionId: this.#info.txid, lastAllocatedStripedBlockId: ids.lastBlockGroupId,
    };
  }

  async #inodes(rows: Uint32Array): Promise<void> {
    await this.#put(INodeSection.encodeDelimited({ lastInodeId: this.#ns.ids.lastInodeId, numInodes: rows.length }));
    const encoder = new InodeEncoder(this.#ns, this.#strings);
    for (let from = 0; from < rows.length; from += inodesPerBatch) {
      const end = Math.min(rows.length, from + inodesPerBatch);
      encoder.number(rows, from, end);
      this.#writer.reset();
      encoder.write(this.#writer, rows, from, end);
      await this.#putBatch();
    }
  }

  /** A directory's message has all its children: with many it is put together from parts, the last one first. */
  async #directories(rows: Uint32Array): Promise<void> {
    const { inodes } = this.#ns;
    const children = new Uint32Array(childrenPerPart);
    let looked = 0;
    for (const row of rows) {
      if (++looked % 4096 === 0 && this.#pace.due) await this.#rest();
      if (inodes.kind(row) !== inodeKind.directory) continue;
      const count = this.#ns.childCount(row);
      if (count === 0) continue;
      const w = this.#writer;
      w.reset();
      for (let end = count; end > 0; ) {
        const from = Math.floor((end - 1) / childrenPerPart) * childrenPerPart;
        let taken = 0;
        this.#ns.visitChildren(row, from, end - from, (child) => {
          children[taken++] = child;
        });
        for (let i = taken - 1; i >= 0; i--) w.int64(inodes.id(children[i] as number));
        end = from;
        if (this.#pace.due) await this.#rest();
      }
      w.varint32(w.size);
      w.tag(18);
      w.int64(inodes.id(row));
      w.tag(8);
      w.varint32(w.size);
      await this.#putBatch();
    }
  }

  async #openFiles(): Promise<void> {
    for (const inodeId of [...this.#ns.leases.files()].sort((a, b) => a - b)) {
      const row = this.#ns.findInode(inodeId);
      if (row < 0) continue;
      await this.#put(FilesUnderConstructionSection_FileUnderConstructionEntry.encodeDelimited({ inodeId, fullPath: this.#ns.fullPath(row) }));
    }
  }

  async #secrets(): Promise<void> {
    const { currentKeyId, sequenceNumber, keys, tokens } = this.#ns.delegation;
    await this.#put(SecretManagerSection.encodeDelimited({ currentId: currentKeyId, tokenSequenceNumber: sequenceNumber, numKeys: keys.size, numTokens: tokens.size }));
    for (const { keyId, expiryDate, keyBytes } of [...keys.values()].sort((a, b) => a.keyId - b.keyId)) {
      await this.#put(SecretManagerSection_DelegationKey.encodeDelimited({ id: keyId, expiryDate, key: keyBytes }));
    }
    for (const { token, expiryTime } of [...tokens.values()].sort((a, b) => a.token.sequenceNumber - b.token.sequenceNumber)) {
      await this.#put(SecretManagerSection_PersistToken.encodeDelimited({ ...token, expiryDate: expiryTime }));
    }
  }

  async #stringTable(): Promise<void> {
    const entries = this.#strings.entries();
    await this.#put(StringTableSection.encodeDelimited({ numEntry: entries.length, maskBits }));
    for (const entry of entries) await this.#put(StringTableSection_Entry.encodeDelimited(entry));
  }

  async #section(name: SectionName, write: () => Promise<void>): Promise<void> {
    this.#sectionStart = this.#output.position;
    this.#sink = this.#info.codec === '' ? undefined : new CompressedSink(this.#info.codec, (bytes) => this.#output.write(bytes));
    await write();
    await this.#sink?.end();
    this.#sections.push({ name, offset: this.#sectionStart, length: this.#output.position - this.#sectionStart });
    await this.#rest();
  }

  async #putBatch(): Promise<void> {
    const { size } = this.#writer;
    if (size > this.#batch.length) this.#batch = Buffer.allocUnsafeSlow(size * 2);
    this.#writer.copyTo(this.#batch, 0);
    await this.#put(this.#batch.subarray(0, size));
    if (this.#pace.due) await this.#rest();
  }

  async #put(bytes: Uint8Array): Promise<void> {
    if (this.#sink === undefined) await this.#output.write(bytes);
    else await this.#sink.write(bytes);
  }

  async #rest(): Promise<void> {
    await this.#pace.rest();
    if (this.#cancel?.aborted) throw new SaveCancelled(`saving the image of txid ${this.#info.txid} was called off: ${String(this.#cancel.reason)}`);
    // Whoever applies edits without having called this off first is about to become Active: the image gives way.
    if (this.#ns.lastAppliedTxId !== this.#appliedTxid) throw new SaveCancelled(`saving the image of txid ${this.#info.txid} was overtaken by edits`);
  }
}
