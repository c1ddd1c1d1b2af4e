// Blocks of a file under construction: OP_ADD_BLOCK, OP_UPDATE_BLOCKS; and the counters that new blocks
// draw from: OP_ALLOCATE_BLOCK_ID, OP_SET_GENSTAMP_V2 (V1: block ids of before 2.0, never written today).
import type { ByteReader } from '../../base/bytes.ts';
import type { Block } from '../../protocol/block.ts';
import type { OpCodec, RpcIds } from './op-codec.ts';
import { MalformedOp, noRpcIds } from './op-codec.ts';
import { readCompactBlocks, readRpcIds, utf8At, writeCompactBlocks, writeRpcIds, writeUtf8 } from './writables.ts';

export interface AddBlockOp extends RpcIds {
  readonly op: 'OP_ADD_BLOCK';
  readonly path: string;
  /** The block before, with its final length; undefined for a file's first block. */
  readonly penultimateBlock: Block | undefined;
  readonly lastBlock: Block;
}

export interface UpdateBlocksOp extends RpcIds {
  readonly op: 'OP_UPDATE_BLOCKS';
  readonly path: string;
  /** All blocks of the file. */
  readonly blocks: readonly Block[];
}

export interface AllocateBlockIdOp {
  readonly op: 'OP_ALLOCATE_BLOCK_ID';
  readonly blockId: bigint;
}

export interface SetGenstampV1Op {
  readonly op: 'OP_SET_GENSTAMP_V1';
  readonly genStampV1: number;
}

export interface SetGenstampV2Op {
  readonly op: 'OP_SET_GENSTAMP_V2';
  readonly genStampV2: number;
}

/** The fields of an OP_ADD_BLOCK or OP_UPDATE_BLOCKS, read into an object that is used again; the path stays where it lies, between two places of the reader. */
export class BlocksReader {
  pathFrom = 0;
  pathTo = 0;
  blocks: readonly Block[] = [];
  rpcIds: RpcIds = noRpcIds;
  /** Of OP_ADD_BLOCK. */
  penultimateBlock: Block | undefined;
  lastBlock: Block = { blockId: 0n, numBytes: 0, genstamp: 0 };

  read(r: ByteReader): void {
    this.#readBlocks(r);
    this.rpcIds = readRpcIds(r);
  }

  readAdded(r: ByteReader): void {
    this.#readBlocks(r);
    const { blocks } = this;
    const lastBlock = blocks[blocks.length - 1];
    if (lastBlock === undefined || blocks.length > 2) throw new MalformedOp(`OP_ADD_BLOCK has ${blocks.length} blocks, not 1 or 2`);
    this.penultimateBlock = blocks.length === 2 ? blocks[0] : undefined;
    this.lastBlock = lastBlock;
    this.rpcIds = readRpcIds(r);
  }

  #readBlocks(r: ByteReader): void {
    const length = r.u16();
    this.pathFrom = r.take(length);
    this.pathTo = r.position;
    this.blocks = readCompactBlocks(r);
  }
}

const fields = new BlocksReader();

export const addBlockOp: OpCodec<AddBlockOp> = {
  name: 'OP_ADD_BLOCK',
  code: 33,
  write(w, op) {
    writeUtf8(w, op.path);
    writeCompactBlocks(w, op.penultimateBlock === undefined ? [op.lastBlock] : [op.penultimateBlock, op.lastBlock]);
    writeRpcIds(w, op);
  },
  read(r) {
    fields.readAdded(r);
    const { pathFrom, pathTo, penultimateBlock, lastBlock, rpcIds } = fields;
    return { op: 'OP_ADD_BLOCK', path: utf8At(r, pathFrom, pathTo), penultimateBlock, lastBlock, ...rpcIds };
  },
};

export const updateBlocksOp: OpCodec<UpdateBlocksOp> = {
  name: 'OP_UPDATE_BLOCKS',
  code: 25,
  write(w, op) {
    writeUtf8(w, op.path);
    writeCompactBlocks(w, op.blocks);
    writeRpcIds(w, op);
  },
  read(r) {
    fields.read(r);
    const { pathFrom, pathTo, blocks, rpcIds } = fields;
    return { op: 'OP_UPDATE_BLOCKS', path: utf8At(r, pathFrom, pathTo), blocks, ...rpcIds };
  },
};

export const allocateBlockIdOp: OpCodec<AllocateBlockIdOp> = {
  name: 'OP_ALLOCATE_BLOCK_ID',
  code: 32,
  write: (w, op) => w.i64(op.blockId),
  read: (r) => ({ op: 'OP_ALLOCATE_BLOCK_ID', blockId: r.i64() }),
};

export const setGenstampV1Op: OpCodec<SetGenstampV1Op> = {
  name: 'OP_SET_GENSTAMP_V1',
  code: 10,
  write: (w, op) => w.long(op.genStampV1),
  read: (r) => ({ op: 'OP_SET_GENSTAMP_V1', genStampV1: r.long() }),
};

export const setGenstampV2Op: OpCodec<SetGenstampV2Op> = {
  name: 'OP_SET_GENSTAMP_V2',
  code: 31,
  write: (w, op) => w.long(op.genStampV2),
  read: (r) => ({ op: 'OP_SET_GENSTAMP_V2', genStampV2: r.long() }),
};
