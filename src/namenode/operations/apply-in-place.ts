// The operations that fill a log, applied as they lie in it: a file is made, gets its blocks, is closed. No object is made
// of them and no text of their paths, whose bytes are compared with those of the paths before. What takes more than that
// (a name that is there, or is not ASCII) is left to decoding and `apply`. Both ways end in the same functions, and read
// with the same ones that decode; so they lead to the same namespace (apply-in-place.test.ts, model.test.ts).

import type { ByteReader } from '../../base/bytes.ts';
import { ShortInputError } from '../../base/bytes.ts';
import { AddCloseReader, addOp, closeOp } from '../../edit-log/ops/add-close-ops.ts';
import { BlocksReader, addBlockOp, allocateBlockIdOp, setGenstampV2Op, updateBlocksOp } from '../../edit-log/ops/block-ops.ts';
import { MkdirReader, mkdirOp } from '../../edit-log/ops/mkdir-op.ts';
import type { RpcIds } from '../../edit-log/ops/op-codec.ts';
import { MalformedOp, noRpcIds } from '../../edit-log/ops/op-codec.ts';
import { utf8At } from '../../edit-log/ops/writables.ts';
import { WireError } from '../../wire/wire-error.ts';
import type { BlockEvents } from '../namespace/block-events.ts';
import { inodeKind } from '../namespace/inode-table.ts';
import type { Namespace } from '../namespace/namespace.ts';
import { applyAllocateBlockId, applySetGenstampV2, begin, finish } from './apply.ts';
import { addBlockTo, applyBlockList } from './block-list.ts';
import { closeFile } from './complete.ts';
import { furnishFile } from './create.ts';
import { furnishDirectory } from './mkdirs.ts';

const slash = 0x2f;
/** Of an operation, what is in front of its body (op-code, length, txid) and behind it (checksum). */
const headBytes = 13;
const sealBytes = 4;

/** One operation after the other: `read`, and where that says so `apply`. */
export class InPlace {
  readonly #addClose = new AddCloseReader();
  readonly #mkdir = new MkdirReader();
  readonly #blocks = new BlocksReader();
  #code = 0;
  #number = 0;
  #blockId = 0n;
  /** The file that the operation is about; of one that makes something, the directory that it goes into. */
  #row = -1;
  /** For messages. */
  readonly #named = new PathInPlace();

  /**
   * Reads the operation at a place, `length` bytes from its op-code to its checksum. False: it must be decoded, which also tells
   * what is wrong with it. Changes nothing.
   */
  read(ns: Namespace, r: ByteReader, at: number, length: number, layout: number): boolean {
    this.#code = r.bytes[at] as number;
    r.position = at + headBytes;
    try {
      return this.#read(ns, r, at + length - sealBytes, layout);
    } catch (error) {
      if (error instanceof MalformedOp || error instanceof ShortInputError || error instanceof WireError) return false;
      throw error;
    }
  }

  #read(ns: Namespace, r: ByteReader, end: number, layout: number): boolean {
    switch (this.#code) {
      case addOp.code: {
        const op = this.#addClose;
        op.read(r);
        op.readAdd(r, layout);
        return r.position === end && op.added.erasureCodingPolicyId === 0 && this.#isNew(ns, r, op.pathFrom, op.pathTo);
      }
      case mkdirOp.code: {
        const op = this.#mkdir;
        op.read(r, layout);
        return r.position === end && this.#isNew(ns, r, op.pathFrom, op.pathTo);
      }
      case closeOp.code: {
        const op = this.#addClose;
        op.read(r);
        return r.position === end && this.#isFile(ns, r, op.pathFrom, op.pathTo);
      }
      case addBlockOp.code: {
        const op = this.#blocks;
        op.readAdded(r);
        return r.position === end && this.#isFile(ns, r, op.pathFrom, op.pathTo);
      }
      case updateBlocksOp.code: {
        const op = this.#blocks;
        op.read(r);
        return r.position === end && this.#isFile(ns, r, op.pathFrom, op.pathTo);
      }
      case allocateBlockIdOp.code:
        this.#blockId = r.i64();
        return r.position === end;
      case setGenstampV2Op.code:
        this.#number = r.long();
        return r.position === end;
      default:
        return false;
    }
  }

  /** Applies what was read last, which `read` said to be possible: as `apply` does the same operation decoded. */
  apply(ns: Namespace, r: ByteReader, txid: number, events: BlockEvents): void {
    begin(ns, txid);
    switch (this.#code) {
      case addOp.code: {
        const op = this.#addClose;
        const row = ns.addClaimed(inodeKind.file, this.#row, op);
        furnishFile(ns, row, this.#row, op, op.added);
        if (op.blocks.length > 0) applyBlockList(ns, this.#named.at(addOp.name, r, op), row, op.blocks, false, events);
        break;
      }
      case mkdirOp.code: {
        const op = this.#mkdir;
        furnishDirectory(ns, ns.addClaimed(inodeKind.directory, this.#row, op), this.#row, op);
        break;
      }
      case closeOp.code: {
        const op = this.#addClose;
        closeFile(ns, this.#named.at(closeOp.name, r, op), this.#row, op, events);
        break;
      }
      case addBlockOp.code: {
        const op = this.#blocks;
        addBlockTo(ns, this.#named.at(addBlockOp.name, r, op), this.#row, op.penultimateBlock, op.lastBlock, events);
        break;
      }
      case updateBlocksOp.code: {
        const op = this.#blocks;
        applyBlockList(ns, this.#named.at(updateBlocksOp.name, r, op), this.#row, op.blocks, false, events);
        break;
      }
      case allocateBlockIdOp.code:
        applyAllocateBlockId(ns, this.#blockId);
        break;
      default:
        applySetGenstampV2(ns, this.#number);
    }
    finish(ns, events);
  }

  /** Who asked for the operation. */
  get rpcIds(): RpcIds {
    switch (this.#code) {
      case addOp.code: return this.#addClose.rpcIds;
      case addBlockOp.code:
      case updateBlocksOp.code: return this.#blocks.rpcIds;
      default: return noRpcIds;
    }
  }

  /** The inode that the operation made if it is an OP_ADD; else undefined. */
  get addedInode(): number | undefined {
    return this.#code === addOp.code ? this.#addClose.inodeId : undefined;
  }

  #isNew(ns: Namespace, r: ByteReader, from: number, to: number): boolean {
    let name = to;
    while (name > from && r.bytes[name - 1] !== slash) name--;
    if (name === from) return false;
    this.#row = ns.logged.directory(r, from, name - 1);
    return this.#row >= 0 && ns.logged.claim(r, from, name, to, this.#row, ns.lastChild(this.#row));
  }

  #isFile(ns: Namespace, r: ByteReader, from: number, to: number): boolean {
    this.#row = ns.logged.file(r, from, to);
    return this.#row >= 0;
  }
}

/** An operation as errors name it. Its path becomes a text only for one. */
class PathInPlace {
  op = '';
  #reader: ByteReader | undefined;
  #from = 0;
  #to = 0;

  at(op: string, reader: ByteReader, place: { readonly pathFrom: number; readonly pathTo: number }): this {
    this.op = op;
    this.#reader = reader;
    this.#from = place.pathFrom;
    this.#to = place.pathTo;
    return this;
  }

  get path(): string {
    return this.#reader === undefined ? '' : utf8At(this.#reader, this.#from, this.#to);
  }
}
