// Inodes, directories' children and open files, from the namespace's columns to the bytes of an image. A batch
// is written last inode first, because the writer works backward; the result is in order.
// Answers to FSImageFormatPBINode.Saver.

import type { BackwardWriter } from '../../wire/backward-writer.ts';
import { StorageTypeProto } from '../../wire/hdfs.ts';
import { inodeFlag, inodeKind } from '../namespace/inode-table.ts';
import type { Namespace } from '../namespace/namespace.ts';
import { storageTypeNames, supportsTypeQuota } from '../namespace/storage-policies.ts';
import type { StorageType } from '../namespace/storage-policies.ts';
import { ImageUnsupported } from './image-errors.ts';
import { nameKind } from './string-table.ts';
import type { StringTableBuilder } from './string-table.ts';

/** Java's ordinal to StorageTypeProto. */
const typeProtos: readonly number[] = storageTypeNames.map((name) => (StorageTypeProto as Readonly<Record<string, number>>)[name] ?? 0);

export class InodeEncoder {
  readonly #ns: Namespace;
  readonly #strings: StringTableBuilder;
  /** By principals' pair: the words of a permission without its mode; group bits of the low word are shifted in. */
  readonly #lowWords: number[] = [];
  readonly #highWords: number[] = [];
  readonly #blocks: number[] = [];

  constructor(ns: Namespace, strings: StringTableBuilder) {
    this.#ns = ns;
    this.#strings = strings;
  }

  /** Gives the names of these rows their numbers; before {@link write}, which goes backward. */
  number(rows: Uint32Array, from: number, end: number): void {
    const { inodes } = this.#ns;
    for (let i = from; i < end; i++) {
      const row = rows[i] as number;
      const pair = inodes.principals(row);
      if (this.#lowWords[pair] === undefined) this.#numberPair(pair);
      if (inodes.hasFlag(row, inodeFlag.striped)) throw new ImageUnsupported(`inode ${inodes.id(row)} is striped (erasure coding), which images of this NameNode do not have`);
      if (inodes.hasFlag(row, inodeFlag.acl)) for (const entry of this.#ns.acl(row)) this.#strings.packAclEntry(entry);
      if (inodes.hasFlag(row, inodeFlag.xattr)) for (const xAttr of this.#ns.xAttrs(row)) this.#strings.packXAttrName(xAttr);
    }
  }

  /** Writes rows[from..end) as delimited INode messages. */
  write(w: BackwardWriter, rows: Uint32Array, from: number, end: number): void {
    for (let i = end - 1; i >= from; i--) {
      const row = rows[i] as number;
      const before = w.size;
      const kind = this.#ns.inodes.kind(row);
      if (kind === inodeKind.file) this.#writeFile(w, row);
      else if (kind === inodeKind.directory) this.#writeDirectory(w, row);
      else this.#writeSymlink(w, row);
      const body = w.size - before;
      w.varint32(body);
      w.tag(kind === inodeKind.file ? 34 : kind === inodeKind.directory ? 42 : 50);
      this.#ns.inodes.writeName(row, w);
      w.tag(26);
      w.int64(this.#ns.inodes.id(row));
      w.tag(16);
      w.tag(kind);
      w.tag(8);
      w.varint32(w.size - before);
    }
  }

  #writeFile(w: BackwardWriter, row: number): void {
    const ns = this.#ns;
    const { inodes, blocks } = ns;
    w.tag(0);
    w.tag(88);
    w.int32(inodes.storagePolicy(row));
    w.tag(80);
    this.#writeXAttrs(w, row, 74);
    this.#writeAcl(w, row, 66);
    const writer = ns.writer(row);
    if (writer !== undefined) {
      const before = w.size;
      w.string(writer.clientMachine);
      w.tag(18);
      w.string(writer.clientName);
      w.tag(10);
      w.varint32(w.size - before);
      w.tag(58);
    }
    const list = this.#blocks;
    list.length = 0;
    for (let block = inodes.first(row); block >= 0; block = blocks.next(block)) list.push(block);
    for (let i = list.length - 1; i >= 0; i--) {
      const block = list[i] as number;
      const before = w.size;
      w.int64(blocks.numBytes(block));
      w.tag(24);
      w.int64(blocks.genstamp(block));
      w.tag(16);
      w.int64Big(blocks.blockId(block));
      w.tag(8);
      w.varint32(w.size - before);
      w.tag(50);
    }
    this.#writePermission(w, row);
    w.tag(41);
    w.int64(inodes.blockSize(row));
    w.tag(32);
    w.int64(inodes.atime(row));
    w.tag(24);
    w.int64(inodes.mtime(row));
    w.tag(16);
    w.int32(inodes.replication(row));
    w.tag(8);
  }

  #writeDirectory(w: BackwardWriter, row: number): void {
    const quota = this.#ns.quota(row);
    if (quota.typeBytes.some((bytes) => bytes >= 0)) {
      const before = w.size;
      for (let type = quota.typeBytes.length - 1; type >= 0; type--) {
        const bytes = quota.typeBytes[type] ?? -1;
        if (bytes < 0 || !supportsTypeQuota(type as StorageType)) continue;
        const entry = w.size;
        w.int64(bytes);
        w.tag(16);
        w.int32(typeProtos[type] ?? 0);
        w.tag(8);
        w.varint32(w.size - entry);
        w.tag(10);
      }
      w.varint32(w.size - before);
      w.tag(58);
    }
    this.#writeXAttrs(w, row, 50);
    this.#writeAcl(w, row, 42);
    this.#writePermission(w, row);
    w.tag(33);
    w.int64(quota.spaceBytes);
    w.tag(24);
    w.int64(quota.names);
    w.tag(16);
    w.int64(this.#ns.inodes.mtime(row));
    w.tag(8);
  }

  #writeSymlink(w: BackwardWriter, row: number): void {
    w.int64(this.#ns.inodes.atime(row));
    w.tag(32);
    w.int64(this.#ns.inodes.mtime(row));
    w.tag(24);
    w.string(this.#ns.symlinkTarget(row));
    w.tag(18);
    this.#writePermission(w, row);
    w.tag(9);
  }

  /** 64 bits, little-endian: the high word first, since what is written first lies last. */
  #writePermission(w: BackwardWriter, row: number): void {
    const pair = this.#ns.inodes.principals(row);
    w.fixed32(this.#highWords[pair] as number);
    w.fixed32((this.#lowWords[pair] as number) | this.#ns.inodes.mode(row));
  }

  #writeAcl(w: BackwardWriter, row: number, tag: number): void {
    const entries = this.#ns.acl(row);
    if (entries.length === 0) return;
    const before = w.size;
    for (let i = entries.length - 1; i >= 0; i--) {
      const entry = entries[i];
      if (entry !== undefined) w.fixed32(this.#strings.packAclEntry(entry));
    }
    w.varint32(w.size - before);
    w.tag(18);
    w.varint32(w.size - before);
    w.tag(tag);
  }

  #writeXAttrs(w: BackwardWriter, row: number, tag: number): void {
    const xAttrs = this.#ns.xAttrs(row);
    if (xAttrs.length === 0) return;
    const before = w.size;
    for (let i = xAttrs.length - 1; i >= 0; i--) {
      const xAttr = xAttrs[i];
      if (xAttr === undefined) continue;
      const entry = w.size;
      if (xAttr.value !== undefined) {
        w.bytes(xAttr.value);
        w.tag(18);
      }
      w.fixed32(this.#strings.packXAttrName(xAttr));
      w.tag(13);
      w.varint32(w.size - entry);
      w.tag(10);
    }
    w.varint32(w.size - before);
    w.tag(tag);
  }

  #numberPair(pair: number): void {
    const user = this.#strings.id(nameKind.user, this.#ns.principals.owner(pair));
    const group = this.#strings.id(nameKind.group, this.#ns.principals.group(pair));
    this.#highWords[pair] = ((user << 8) | (group >>> 16)) >>> 0;
    this.#lowWords[pair] = (group << 16) >>> 0;
  }
}
