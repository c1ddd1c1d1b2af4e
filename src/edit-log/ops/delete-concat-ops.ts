// OP_DELETE: a file or a whole tree gone. OP_CONCAT_DELETE: files moved, block by block, behind another.
import type { OpCodec, RpcIds } from './op-codec.ts';
import { MalformedOp } from './op-codec.ts';
import { readClientId, readUtf8, writeRpcIds, writeUtf8 } from './writables.ts';

export interface DeleteOp extends RpcIds {
  readonly op: 'OP_DELETE';
  readonly path: string;
  readonly timestamp: number;
}

export interface ConcatDeleteOp extends RpcIds {
  readonly op: 'OP_CONCAT_DELETE';
  readonly trg: string;
  readonly srcs: readonly string[];
  readonly timestamp: number;
}

export const deleteOp: OpCodec<DeleteOp> = {
  name: 'OP_DELETE',
  code: 2,
  write(w, op) {
    writeUtf8(w, op.path);
    w.long(op.timestamp);
    writeRpcIds(w, op);
  },
  read: (r) => ({ op: 'OP_DELETE', path: readUtf8(r), timestamp: r.long(), rpcClientId: readClientId(r), rpcCallId: r.i32() }),
};

export const concatDeleteOp: OpCodec<ConcatDeleteOp> = {
  name: 'OP_CONCAT_DELETE',
  code: 16,
  write(w, op) {
    writeUtf8(w, op.trg);
    w.i32(op.srcs.length);
    for (const src of op.srcs) writeUtf8(w, src);
    w.long(op.timestamp);
    writeRpcIds(w, op);
  },
  read(r) {
    const trg = readUtf8(r);
    const count = r.i32();
    if (count < 0 || count * 2 > r.remaining) throw new MalformedOp(`OP_CONCAT_DELETE cannot have ${count} sources`);
    const srcs: string[] = [];
    for (let i = 0; i < count; i++) srcs.push(readUtf8(r));
    return { op: 'OP_CONCAT_DELETE', trg, srcs, timestamp: r.long(), rpcClientId: readClientId(r), rpcCallId: r.i32() };
  },
};
