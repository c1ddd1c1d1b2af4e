// OP_APPEND: a closed file opened again. OP_TRUNCATE: a file cut.
import type { Block } from '../../protocol/block.ts';
import type { OpCodec, RpcIds } from './op-codec.ts';
import { MalformedOp } from './op-codec.ts';
import { readClientId, readCompactBlocks, readUtf8, writeCompactBlocks, writeRpcIds, writeUtf8 } from './writables.ts';

export interface AppendOp extends RpcIds {
  readonly op: 'OP_APPEND';
  readonly path: string;
  readonly clientName: string;
  readonly clientMachine: string;
  /** Whether to start a new block instead of filling the last one. */
  readonly newBlock: boolean;
}

export interface TruncateOp {
  readonly op: 'OP_TRUNCATE';
  readonly src: string;
  readonly clientName: string;
  readonly clientMachine: string;
  readonly newLength: number;
  readonly timestamp: number;
  /** The block that recovery is to cut; undefined when the new length is at a block's border. */
  readonly truncateBlock: Block | undefined;
}

export const appendOp: OpCodec<AppendOp> = {
  name: 'OP_APPEND',
  code: 47,
  write(w, op) {
    writeUtf8(w, op.path);
    writeUtf8(w, op.clientName);
    writeUtf8(w, op.clientMachine);
    w.bool(op.newBlock);
    writeRpcIds(w, op);
  },
  read(r) {
    return {
      op: 'OP_APPEND', path: readUtf8(r), clientName: readUtf8(r), clientMachine: readUtf8(r), newBlock: r.bool(),
      rpcClientId: readClientId(r), rpcCallId: r.i32(),
    };
  },
};

export const truncateOp: OpCodec<TruncateOp> = {
  name: 'OP_TRUNCATE',
  code: 46,
  write(w, op) {
    writeUtf8(w, op.src);
    writeUtf8(w, op.clientName);
    writeUtf8(w, op.clientMachine);
    w.long(op.newLength);
    w.long(op.timestamp);
    writeCompactBlocks(w, op.truncateBlock === undefined ? [] : [op.truncateBlock]);
  },
  read(r) {
    const src = readUtf8(r);
    const clientName = readUtf8(r);
    const clientMachine = readUtf8(r);
    const newLength = r.long();
    const timestamp = r.long();
    const blocks = readCompactBlocks(r);
    if (blocks.length > 1) throw new MalformedOp('Truncate op should have 1 or 0 blocks');
    return { op: 'OP_TRUNCATE', src, clientName, clientMachine, newLength, timestamp, truncateBlock: blocks[0] };
  },
};
