// Inodes of an image, from the bytes of the file straight into the namespace's columns: no object an inode, no
// string but for what is rare. Fields may come in any order. What quorate does not have yet is refused by name.
// Answers to FSImageFormatPBINode.Loader.

import type { AclEntry, XAttr } from '../../edit-log/ops/writables.ts';
import { rootInodeId } from '../../protocol/block.ts';
import { INodeSection_QuotaByStorageTypeFeatureProto, INodeSection_FileUnderConstructionFeature } from '../../wire/fsimage.ts';
import { BlockTypeProto, StorageTypeProto } from '../../wire/hdfs.ts';
import type { ProtoReader } from '../../wire/proto-reader.ts';
import { blockState } from '../blocks/block-table.ts';
import type { Quota, Writer } from '../namespace/features.ts';
import { batchCount } from '../namespace/inode-batch.ts';
import type { InodeBatch } from '../namespace/inode-batch.ts';
import { inodeKind } from '../namespace/inode-table.ts';
import type { InodeKind } from '../namespace/inode-table.ts';
import type { Namespace } from '../namespace/namespace.ts';
import { storageType, supportsTypeQuota } from '../namespace/storage-policies.ts';
import { xAttrNamespace } from '../namespace/xattrs.ts';
import { ImageCorrupt, ImageUnsupported } from './image-errors.ts';
import { nameKind } from './string-table.ts';
import type { StringTable } from './string-table.ts';

const fileType = 1;
const directoryType = 2;
const symlinkType = 3;

/** StorageTypeProto to Java's ordinal. */
const typeOrdinals: ReadonlyMap<number, keyof typeof storageType> = new Map([
  [StorageTypeProto.DISK, 'DISK'], [StorageTypeProto.SSD, 'SSD'], [StorageTypeProto.ARCHIVE, 'ARCHIVE'],
  [StorageTypeProto.RAM_DISK, 'RAM_DISK'], [StorageTypeProto.PROVIDED, 'PROVIDED'], [StorageTypeProto.NVDIMM, 'NVDIMM'],
]);

/** Attributes by which HDFS keeps features of its own that this NameNode does not have. */
const unsupportedXAttrs: readonly { readonly namespace: number; readonly name: string; readonly feature: string }[] = [
  { namespace: xAttrNamespace.system, name: 'hdfs.erasurecoding.policy', feature: 'an erasure coding policy' },
  { namespace: xAttrNamespace.raw, name: 'hdfs.crypto.encryption.zone', feature: 'an encryption zone' },
  { namespace: xAttrNamespace.raw, name: 'hdfs.crypto.file.encryption.info', feature: 'encryption' },
];

const noEntries: readonly AclEntry[] = [];
const noXAttrs: readonly XAttr[] = [];
const twoTo24 = 2 ** 24;

export class InodeDecoder {
  readonly #ns: Namespace;
  readonly #strings: StringTable;
  /** Principals' pairs by user and group number. */
  readonly #pairs = new Map<number, number>();
  /** The one before: neighbours are alike. */
  #lastKey = -1;
  #lastPair = 0;

  // One inode's fields, reset by `add`.
  #id = 0;
  #nameStart = 0;
  #nameEnd = 0;
  #mtime = 0;
  #atime = 0;
  #permissionLow = 0;
  #permissionHigh = 0;
  #acl: readonly AclEntry[] = noEntries;
  #xAttrs: readonly XAttr[] = noXAttrs;

  constructor(ns: Namespace, strings: StringTable) {
    this.#ns = ns;
    this.#strings = strings;
  }

  /** Adds all inodes of a batch. */
  addBatch(batch: InodeBatch): void {
    const pairs = new Int32Array(batch.counts[batchCount.pairs] as number);
    for (let i = 0; i < pairs.length; i++) {
      this.#permissionLow = batch.pairs[2 * i] as number;
      this.#permissionHigh = batch.pairs[2 * i + 1] as number;
      pairs[i] = this.#pair();
    }
    this.#ns.addBatch(batch, pairs);
  }

  /**
   * Adds the inode whose INodeSection.INode message the reader stands at. `bytes` is what the reader reads.
   * Throws WireError, ImageCorrupt, ImageUnsupported.
   */
  add(r: ProtoReader, bytes: Uint8Array, end: number): void {
    let type = 0;
    let from = -1;
    let to = -1;
    this.#id = 0;
    this.#nameStart = 0;
    this.#nameEnd = 0;
    while (r.pos < end) {
      const tag = r.tag();
      switch (tag) {
        case 8: type = r.int32(); break;
        case 16: this.#id = r.int64(); break;
        case 26: this.#nameEnd = r.lengthEnd(); this.#nameStart = r.pos; r.pos = this.#nameEnd; break;
        case 34: case 42: case 50: to = r.lengthEnd(); from = r.pos; r.pos = to; break;
        default: r.skip(tag, 'INode', [1, 2, 3, 4, 5, 6]);
      }
    }
    if (r.pos !== end || from < 0 || to > end || this.#nameEnd > end) throw new ImageCorrupt(`inode ${this.#id}: a field exceeds its message, or has no body`);
    if (!(this.#id > 0 && this.#id < 2 ** 48)) throw new ImageCorrupt(`inode id ${this.#id}`);
    this.#mtime = 0;
    this.#atime = 0;
    this.#permissionLow = 0;
    this.#permissionHigh = 0;
    this.#acl = noEntries;
    this.#xAttrs = noXAttrs;
    r.pos = from;
    if (type === fileType) this.#addFile(r, bytes, to);
    else if (type === directoryType) this.#addDirectory(r, bytes, to);
    else if (type === symlinkType) this.#addSymlink(r, bytes, to);
    else throw new ImageCorrupt(`inode ${this.#id} has type ${type}`);
    r.pos = end;
  }

  #addFile(r: ProtoReader, bytes: Uint8Array, end: number): void {
    let replication = 0;
    let blockSize = 0;
    let storagePolicy = 0;
    let blocksFrom = -1;
    let blocks = 0;
    let writer: Writer | undefined;
    while (r.pos < end) {
      const at = r.pos;
      const tag = r.tag();
      switch (tag) {
        case 8: replication = r.int32(); break;
        case 16: this.#mtime = r.int64(); break;
        case 24: this.#atime = r.int64(); break;
        case 32: blockSize = r.int64(); break;
        case 41: this.#permissionLow = r.fixed32(); this.#permissionHigh = r.fixed32(); break;
        case 50:
          if (blocks++ === 0) blocksFrom = at;
          r.pos = r.lengthEnd();
          break;
        case 58: writer = readWriter(r); break;
        case 66: this.#readAcl(r); break;
        case 74: this.#readXAttrs(r); break;
        case 80: storagePolicy = r.int32(); break;
        case 88: if (r.int32() !== BlockTypeProto.CONTIGUOUS) throw this.#unsupported('is striped (erasure coding)'); break;
        case 96: if (r.int32() !== 0) throw this.#unsupported('is striped (erasure coding)'); break;
        default: r.skip(tag, 'INodeFile', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
      }
    }
    this.#checkEnd(r, end);
    if (replication < 0 || replication > 2047) throw this.#unsupported(`has replication ${replication}; the most is 2047`);
    const ns = this.#ns;
    const row = this.#newRow(inodeKind.file, bytes);
    ns.inodes.setBlockSize(row, blockSize);
    ns.inodes.setReplication(row, replication);
    if (storagePolicy !== 0) ns.setStoragePolicy(row, storagePolicy);
    if (this.#acl.length > 0) ns.setAcl(row, this.#acl);
    if (this.#xAttrs.length > 0) ns.setXAttrs(row, this.#xAttrs);
    if (writer !== undefined) ns.setWriter(row, writer);
    if (blocks > 0) {
      r.pos = blocksFrom;
      this.#addBlocks(r, end, row, blocks, writer !== undefined);
    }
  }

  #addBlocks(r: ProtoReader, end: number, row: number, count: number, open: boolean): void {
    let left = count;
    while (left > 0) {
      const tag = r.tag();
      if (tag !== 50) {
        r.skip(tag, 'INodeFile', []);
        continue;
      }
      left--;
      const to = r.lengthEnd();
      let blockId = 0;
      let genstamp = 0;
      let numBytes = 0;
      while (r.pos < to) {
        const field = r.tag();
        switch (field) {
          case 8: blockId = r.int64(); break;
          case 16: genstamp = r.int64(); break;
          case 24: numBytes = r.int64(); break;
          default: r.skip(field, 'BlockProto', [1, 2, 3]);
        }
      }
      if (r.pos !== to || to > end) throw new ImageCorrupt(`inode ${this.#id}: a block exceeds its message`);
      if (numBytes < 0 || numBytes >= 2 ** 48 || genstamp < 0 || genstamp >= 2 ** 48) throw new ImageCorrupt(`inode ${this.#id}: block ${blockId} has genstamp ${genstamp} and ${numBytes} bytes`);
      if (blockId < 0 || blockId > Number.MAX_SAFE_INTEGER) throw this.#unsupported(`has block ${blockId}, of the erasure coded or the random kind`);
      const state = open && left === 0 ? blockState.underConstruction : blockState.complete;
      this.#ns.chainLoose(row, Math.floor(blockId / 2 ** 32), blockId >>> 0, genstamp, numBytes, state);
    }
  }

  #addDirectory(r: ProtoReader, bytes: Uint8Array, end: number): void {
    let names = -1;
    let spaceBytes = -1;
    let typeBytes: readonly number[] = [];
    while (r.pos < end) {
      const tag = r.tag();
      switch (tag) {
        case 8: this.#mtime = r.int64(); break;
        case 16: names = r.int64(); break;
        case 24: spaceBytes = r.int64(); break;
        case 33: this.#permissionLow = r.fixed32(); this.#permissionHigh = r.fixed32(); break;
        case 42: this.#readAcl(r); break;
        case 50: this.#readXAttrs(r); break;
        case 58: typeBytes = readTypeQuotas(r); break;
        default: r.skip(tag, 'INodeDirectory', [1, 2, 3, 4, 5, 6, 7]);
      }
    }
    this.#checkEnd(r, end);
    const ns = this.#ns;
    let row = ns.root;
    if (this.#id === rootInodeId) {
      ns.inodes.setAttributes(row, this.#mtime, this.#atime, this.#pair(), this.#permissionLow & 0xffff);
    } else {
      row = this.#newRow(inodeKind.directory, bytes);
      ns.inodes.setFirst(row, ns.directories.add());
    }
    if (this.#acl.length > 0) ns.setAcl(row, this.#acl);
    if (this.#xAttrs.length > 0) ns.setXAttrs(row, this.#xAttrs);
    if (names >= 0 || spaceBytes >= 0 || typeBytes.length > 0) ns.setQuota(row, { names, spaceBytes, typeBytes } satisfies Quota);
  }

  #addSymlink(r: ProtoReader, bytes: Uint8Array, end: number): void {
    let target: Uint8Array = Buffer.alloc(0);
    while (r.pos < end) {
      const tag = r.tag();
      switch (tag) {
        case 9: this.#permissionLow = r.fixed32(); this.#permissionHigh = r.fixed32(); break;
        case 18: target = r.bytes(); break;
        case 24: this.#mtime = r.int64(); break;
        case 32: this.#atime = r.int64(); break;
        default: r.skip(tag, 'INodeSymlink', [1, 2, 3, 4]);
      }
    }
    this.#checkEnd(r, end);
    const row = this.#newRow(inodeKind.symlink, bytes);
    this.#ns.setSymlinkTarget(row, Buffer.from(target).toString('utf8'));
  }

  /** A row with what every inode has, not linked and not counted. */
  #newRow(kind: InodeKind, bytes: Uint8Array): number {
    const ns = this.#ns;
    if (this.#nameEnd - this.#nameStart < 1 || this.#nameEnd - this.#nameStart > 0xffff) throw new ImageCorrupt(`inode ${this.#id}: a name of ${this.#nameEnd - this.#nameStart} bytes`);
    const row = ns.inodes.add(kind, this.#id, bytes, this.#nameStart, this.#nameEnd);
    ns.inodes.setAttributes(row, this.#mtime, this.#atime, this.#pair(), this.#permissionLow & 0xffff);
    ns.ids.sawInodeId(this.#id);
    return row;
  }

  #pair(): number {
    const user = this.#permissionHigh >>> 8;
    const group = ((this.#permissionHigh & 0xff) << 16) | (this.#permissionLow >>> 16);
    const key = user * twoTo24 + group;
    if (key === this.#lastKey) return this.#lastPair;
    let pair = this.#pairs.get(key);
    if (pair === undefined) {
      pair = this.#ns.principals.idOf(this.#strings.name(nameKind.user, user) ?? '', this.#strings.name(nameKind.group, group) ?? '');
      this.#pairs.set(key, pair);
    }
    this.#lastKey = key;
    this.#lastPair = pair;
    return pair;
  }

  #readAcl(r: ProtoReader): void {
    const end = r.lengthEnd();
    const entries: AclEntry[] = [];
    while (r.pos < end) {
      const tag = r.tag();
      if (tag === 18) for (const to = r.lengthEnd(); r.pos < to; ) entries.push(this.#strings.aclEntry(r.fixed32()));
      else if (tag === 21) entries.push(this.#strings.aclEntry(r.fixed32()));
      else r.skip(tag, 'AclFeatureProto', [2]);
    }
    this.#checkEnd(r, end);
    this.#acl = entries;
  }

  #readXAttrs(r: ProtoReader): void {
    const end = r.lengthEnd();
    const xAttrs: XAttr[] = [];
    while (r.pos < end) {
      const tag = r.tag();
      if (tag !== 10) {
        r.skip(tag, 'XAttrFeatureProto', [1]);
        continue;
      }
      const to = r.lengthEnd();
      let name = 0;
      let value: Uint8Array | undefined;
      while (r.pos < to) {
        const field = r.tag();
        if (field === 13) name = r.fixed32();
        else if (field === 18) value = new Uint8Array(r.bytes());
        else r.skip(field, 'XAttrCompactProto', [1, 2]);
      }
      this.#checkEnd(r, to);
      const xAttr = this.#strings.xAttr(name, value);
      const refused = unsupportedXAttrs.find((other) => other.namespace === xAttr.namespace && other.name === xAttr.name);
      if (refused !== undefined) throw this.#unsupported(`has ${refused.feature}`);
      xAttrs.push(xAttr);
    }
    this.#checkEnd(r, end);
    this.#xAttrs = xAttrs;
  }

  #checkEnd(r: ProtoReader, end: number): void {
    if (r.pos !== end) throw new ImageCorrupt(`inode ${this.#id}: a field exceeds the end of its message`);
  }

  #unsupported(what: string): ImageUnsupported {
    return new ImageUnsupported(`section INODE: inode ${this.#id} ${what}, which this NameNode does not have`);
  }
}

function readWriter(r: ProtoReader): Writer {
  const { clientName, clientMachine } = INodeSection_FileUnderConstructionFeature.read(r, r.lengthEnd());
  return { clientName: clientName ?? '', clientMachine: clientMachine ?? '' };
}

/** Limits by Java's ordinal; empty if none counts (Loader.loadINodeDirectory). */
function readTypeQuotas(r: ProtoReader): readonly number[] {
  const { quotas } = INodeSection_QuotaByStorageTypeFeatureProto.read(r, r.lengthEnd());
  const bytes = Object.values(storageType).map(() => -1);
  for (const { storageType: proto, quota } of quotas) {
    const name = typeOrdinals.get(proto);
    if (name !== undefined && quota >= 0 && supportsTypeQuota(storageType[name])) bytes[storageType[name]] = quota;
  }
  return bytes.some((limit) => limit >= 0) ? bytes : [];
}
