// Loads one image file into a blank namespace, in slices. Sections are read in the order in which they rest on each
// other, wherever they lie in the file. What the file holds is in the namespace afterwards, or the image was refused
// by the name of what it holds. Answers to FSImageFormatProtobuf.Loader.

import { assert } from '../../base/assert.ts';
import type { DiskFile, Env } from '../../env/env.ts';
import {
  CacheManagerSection, ErasureCodingSection, INodeSection, NameSystemSection, SecretManagerSection, SecretManagerSection_DelegationKey,
  SecretManagerSection_PersistToken, SnapshotSection, StringTableSection, StringTableSection_Entry,
} from '../../wire/fsimage.ts';
import { WireError } from '../../wire/wire-error.ts';
import type { Namespace } from '../namespace/namespace.ts';
import { decompressed } from './compression.ts';
import { ImageCorrupt, ImageUnsupported } from './image-errors.ts';
import { InodeLoader } from './inode-loader.ts';
import { Pace } from './pace.ts';
import { SectionStream, fileSource } from './section-stream.ts';
import { decodeSummary, imageMagic, summaryBytes } from './sections.ts';
import type { ImageSummary, SectionName } from './sections.ts';
import { StringTable } from './string-table.ts';
import { TreeBuilder } from './tree-builder.ts';

/** What was loaded. */
export interface LoadedImage {
  /** The last edit that the image holds; also the namespace's lastAppliedTxId. */
  readonly txid: number;
  readonly namespaceId: number;
  readonly layoutVersion: number;
}

const linksPerLook = 1024;
/** How often it is said how far the loading is. */
const tellEveryMs = 5000;
/** What a summary says is believed up to here before the inodes are seen. */
const reservedMax = 64 * 1024 * 1024;

/**
 * Loads the image at `path`. Its digest is the caller's to check. After an error the namespace is to be thrown
 * away. Throws ImageCorrupt, ImageUnsupported, WorldError.
 */
export async function loadImageFile(env: Env, path: string, ns: Namespace): Promise<LoadedImage> {
  const file = await env.disk.open(path, 'read');
  try {
    return await new Loading(env, file, await readSummary(file), ns).run();
  } catch (error) {
    if (error instanceof WireError) throw new ImageCorrupt(`${path}: ${error.message}`, { cause: error });
    if (error instanceof ImageUnsupported || (error instanceof ImageCorrupt && !error.message.startsWith(path))) error.message = `${path}: ${error.message}`;
    throw error;
  } finally {
    await file.close();
  }
}

/** The summary at the end of an image. Throws ImageCorrupt, ImageUnsupported, WorldError. */
export async function readSummary(file: DiskFile): Promise<ImageSummary> {
  const size = await file.size();
  const magic = Buffer.alloc(imageMagic.length);
  if (size < imageMagic.length + 4 || (await file.read(magic, 0)) < magic.length || magic.compare(imageMagic) !== 0) {
    throw new ImageCorrupt(`${file.path}: Unrecognized file format`);
  }
  const lastFour = Buffer.alloc(4);
  await file.read(lastFour, size - 4);
  const end = Buffer.alloc(summaryBytes(lastFour, size, file.path));
  await file.read(end, size - end.length);
  try {
    return decodeSummary(end, size, file.path);
  } catch (error) {
    throw error instanceof WireError ? new ImageCorrupt(`${file.path}: ${error.message}`, { cause: error }) : error;
  }
}

class Loading {
  readonly #env: Env;
  readonly #file: DiskFile;
  readonly #summary: ImageSummary;
  readonly #ns: Namespace;
  readonly #tree: TreeBuilder;
  readonly #pace: Pace;
  #strings = new StringTable(0);
  #info: NameSystemSection = {};
  /** Inodes that the section says it has, the root included. */
  #inodes = 0;
  #lastInodeId = 0;
  #toldMs: number;

  constructor(env: Env, file: DiskFile, summary: ImageSummary, ns: Namespace) {
    assert(ns.inodes.size === 1, 'an image is loaded into a blank namespace');
    this.#env = env;
    this.#file = file;
    this.#summary = summary;
    this.#ns = ns;
    this.#tree = new TreeBuilder(ns);
    this.#pace = new Pace(env);
    this.#toldMs = env.monotonicMs();
  }

  async run(): Promise<LoadedImage> {
    for (const needed of ['NS_INFO', 'STRING_TABLE', 'INODE', 'INODE_DIR'] as const) {
      if (!this.#summary.sections.some((section) => section.name === needed)) throw new ImageCorrupt(`section ${needed} is missing`);
    }
    for (const section of this.#summary.sections) {
      const source = decompressed(fileSource(this.#file, section.offset, section.length), this.#summary.codec);
      const stream = new SectionStream(source, `section ${section.name}`);
      try {
        await this.#load(section.name, stream);
        await this.#expectEnd(stream, section.name);
      } finally {
        await stream.close();
      }
    }
    return this.#finish();
  }

  async #load(name: SectionName, stream: SectionStream): Promise<void> {
    switch (name) {
      case 'NS_INFO': return await this.#loadInfo(stream);
      case 'STRING_TABLE': return await this.#loadStrings(stream);
      case 'ERASURE_CODING': return await this.#loadErasureCoding(stream);
      case 'INODE': return await this.#loadInodes(stream);
      case 'INODE_DIR': return await this.#loadDirectories(stream);
      case 'SNAPSHOT': return await this.#loadSnapshots(stream);
      case 'SECRET_MANAGER': return await this.#loadSecrets(stream);
      case 'CACHE_MANAGER': return await this.#loadCache(stream);
      // Leases come with the inodes; Apache as well only skips these.
      case 'FILES_UNDERCONSTRUCTION': return await this.#skip(stream);
      case 'EXTENDED_ACL': case 'INODE_REFERENCE': case 'SNAPSHOT_DIFF':
        if (await stream.fill()) throw new ImageUnsupported(`section ${name} is not empty${name === 'EXTENDED_ACL' ? '' : ' (snapshots)'}, which this NameNode does not have`);
    }
  }

  async #loadInfo(stream: SectionStream): Promise<void> {
    this.#info = await stream.one(NameSystemSection.read);
    const info = this.#info;
    if (info.rollingUpgradeStartTime !== undefined) {
      throw new ImageUnsupported('section NS_INFO says that a rolling upgrade is under way, which this NameNode does not have; finalize it with Hadoop first');
    }
    const { ids } = this.#ns;
    ids.genstampV1 = info.genstampV1 ?? 0;
    ids.genstampV1Limit = info.genstampV1Limit ?? 0;
    ids.genstampV2 = info.genstampV2 ?? 0;
    ids.lastBlockId = info.lastAllocatedBlockId ?? ids.lastBlockId;
    ids.lastBlockGroupId = info.lastAllocatedStripedBlockId ?? ids.lastBlockGroupId;
  }

  async #loadStrings(stream: SectionStream): Promise<void> {
    const { numEntry, maskBits } = await stream.one(StringTableSection.read);
    this.#strings = new StringTable(maskBits ?? 0);
    for (let i = 0; i < (numEntry ?? 0); i++) {
      const { id, str } = await stream.one(StringTableSection_Entry.read);
      this.#strings.add(id ?? 0, str ?? '');
    }
  }

  async #loadErasureCoding(stream: SectionStream): Promise<void> {
    const { policies } = await stream.one(ErasureCodingSection.read);
    this.#ns.carried = { ...this.#ns.carried, erasureCodingPolicies: policies };
  }

  async #loadInodes(stream: SectionStream): Promise<void> {
    const { lastInodeId, numInodes } = await stream.one(INodeSection.read);
    this.#lastInodeId = lastInodeId ?? 0;
    this.#inodes = numInodes ?? 0;
    this.#ns.reserve(Math.min(this.#inodes, reservedMax));
    const loader = new InodeLoader(this.#ns, this.#strings);
    do {
      while (loader.take(stream)) { /* Messages that are too long for a batch are few. */ }
      if (this.#pace.due) await this.#rest('INODE', this.#ns.inodes.size);
    } while (await stream.fill());
    loader.finish();
    if (this.#ns.inodes.size !== this.#inodes) throw new ImageCorrupt(`section INODE holds ${this.#ns.inodes.size} inodes, not ${this.#inodes}`);
  }

  async #loadDirectories(stream: SectionStream): Promise<void> {
    while (await stream.fill()) {
      for (let r = stream.next(); r !== undefined; r = stream.next()) {
        const end = stream.messageEnd;
        while (r.pos < end) {
          const tag = r.tag();
          if (tag === 8) this.#tree.open(r.int64());
          else if (tag === 18) {
            for (const to = r.lengthEnd(); r.pos < to; ) {
              for (let i = 0; i < linksPerLook && r.pos < to; i++) this.#tree.add(r.int64());
              // A directory may have a million children.
              if (this.#pace.due) await this.#rest('INODE_DIR', this.#tree.linked);
            }
          } else if (tag === 16) this.#tree.add(r.int64());
          else if (tag >>> 3 === 3) throw new ImageUnsupported('section INODE_DIR refers to snapshots, which this NameNode does not have');
          else r.skip(tag, 'DirEntry', [1, 2, 3]);
        }
        this.#tree.close();
        if (r.pos !== end) throw new ImageCorrupt('section INODE_DIR: a field exceeds its message');
      }
    }
    const { linked } = this.#tree;
    if (linked !== this.#inodes - 1) throw new ImageCorrupt(`section INODE_DIR places ${linked} of ${this.#inodes - 1} inodes`);
  }

  async #loadSnapshots(stream: SectionStream): Promise<void> {
    const { snapshotCounter, snapshottableDir, numSnapshots } = await stream.one(SnapshotSection.read);
    if ((numSnapshots ?? 0) > 0) throw new ImageUnsupported(`section SNAPSHOT holds ${numSnapshots} snapshots, which this NameNode does not have; delete them with Hadoop first`);
    if (snapshottableDir.length > 0) {
      throw new ImageUnsupported(`section SNAPSHOT names ${snapshottableDir.length} snapshottable directories, which this NameNode does not have; disallow snapshots on them with Hadoop first`);
    }
    this.#ns.carried = { ...this.#ns.carried, snapshotCounter: snapshotCounter ?? 0 };
  }

  async #loadSecrets(stream: SectionStream): Promise<void> {
    const section = await stream.one(SecretManagerSection.read);
    const { delegation } = this.#ns;
    delegation.currentKeyId = section.currentId ?? 0;
    delegation.sequenceNumber = section.tokenSequenceNumber ?? 0;
    for (let i = 0; i < (section.numKeys ?? 0); i++) {
      const { id, expiryDate, key } = await stream.one(SecretManagerSection_DelegationKey.read);
      delegation.addKey({ keyId: id ?? 0, expiryDate: expiryDate ?? 0, keyBytes: key === undefined ? undefined : new Uint8Array(key) });
    }
    for (let i = 0; i < (section.numTokens ?? 0); i++) {
      const token = await stream.one(SecretManagerSection_PersistToken.read);
      delegation.addToken({
        owner: token.owner ?? '', renewer: token.renewer ?? '', realUser: token.realUser ?? '', issueDate: token.issueDate ?? 0, maxDate: token.maxDate ?? 0,
        sequenceNumber: token.sequenceNumber ?? 0, masterKeyId: token.masterKeyId ?? 0,
      }, token.expiryDate ?? 0);
    }
  }

  async #loadCache(stream: SectionStream): Promise<void> {
    const { nextDirectiveId, numPools, numDirectives } = await stream.one(CacheManagerSection.read);
    if (numPools > 0 || numDirectives > 0) {
      throw new ImageUnsupported(`section CACHE_MANAGER holds ${numPools} cache pools and ${numDirectives} directives, which this NameNode does not have; remove them with Hadoop first`);
    }
    this.#ns.carried = { ...this.#ns.carried, nextCacheDirectiveId: nextDirectiveId };
  }

  async #skip(stream: SectionStream): Promise<void> {
    while (await stream.fill()) while (stream.next() !== undefined) { /* Only the frame is checked. */ }
  }

  async #expectEnd(stream: SectionStream, name: SectionName): Promise<void> {
    if (stream.next() !== undefined || (await stream.fill())) throw new ImageCorrupt(`section ${name} goes on where it should end`);
  }

  /** Lets others run; tells whoever waits how many inodes of all are through. */
  async #rest(section: SectionName, inodes: number): Promise<void> {
    await this.#pace.rest();
    const nowMs = this.#env.monotonicMs();
    if (nowMs - this.#toldMs < tellEveryMs) return;
    this.#toldMs = nowMs;
    this.#env.log('info', 'loading the image', { path: this.#file.path, section, inodes, of: this.#inodes });
  }

  async #finish(): Promise<LoadedImage> {
    await this.#tree.rollUp(this.#pace);
    const txid = this.#info.transactionId ?? 0;
    this.#ns.ids.sawInodeId(this.#lastInodeId);
    this.#ns.lastAppliedTxId = txid;
    this.#env.log('info', 'image loaded', { path: this.#file.path, txid, inodes: this.#inodes });
    return { txid, namespaceId: this.#info.namespaceId ?? 0, layoutVersion: this.#summary.layoutVersion };
  }
}
