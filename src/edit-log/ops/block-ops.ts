// Blocks of a file under construction: OP_ADD_BLOCK, OP_UPDATE_BLOCKS; and the counters that new blocks
// draw from: OP_ALLOCATE_BLOCK_ID, OP_SET_GENSTAMP_V2 (V1: block ids of before 2.0, never written today).
import type { Block } from '../../protocol/block.ts';
import type { OpCodec, RpcIds } from './op-codec.ts';
import { MalformedOp } from './op-codec.ts';
import { readClientId, readCompactBlocks, readUtf8, writeCompactBlocks, writeRpcIds, writeUtf8 } from './writables.ts';

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

export const addBlockOp: OpCodec<AddBlockOp> = {
  name: 'OP_ADD_BLOCK',
  code: 33,
  write(w, op) {
    writeUtf8(w, op.path);
    writeCompactBlocks(w, op.penultimateBlock === undefined ? [op.lastBlock] : [op.penultimateBlock, op.lastBlock]);
    writeRpcIds(w, op);
  },
  read(r) {
    const path = readUtf8(r);
    const blocks = readCompactBlocks(r);
    const lastBlock = blocks[blocks.length - 1];
    if (lastBlock === undefined || blocks.length > 2) throw new MalformedOp(`OP_ADD_BLOCK has ${blocks.length} blocks, not 1 or 2`);
    return {
      op: 'OP_ADD_BLOCK', path, penultimateBlock: blocks.length === 2 ? blocks[0] : undefined, lastBlock,
      rpcClientId: readClientId(r), rpcCallId: r.i32(),
    };
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
    return { op: 'OP_UPDATE_BLOCKS', path: readUtf8(r), blocks: readCompactBlocks(r), rpcClientId: readClientId(r), rpcCallId: r.i32() };
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
