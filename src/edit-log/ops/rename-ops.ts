// OP_RENAME_OLD (ClientProtocol.rename, where a directory as destination means into it) and OP_RENAME
// (rename2, with options).
import type { OpCodec, RpcIds } from './op-codec.ts';
import { MalformedOp } from './op-codec.ts';
import { readClientId, readUtf8, writeRpcIds, writeUtf8 } from './writables.ts';

export interface RenameOldOp extends RpcIds {
  readonly op: 'OP_RENAME_OLD';
  readonly src: string;
  readonly dst: string;
  readonly timestamp: number;
}

/** Options.Rename: NONE 0, OVERWRITE 1, TO_TRASH 2. */
export type RenameOption = 0 | 1 | 2;

export interface RenameOp extends RpcIds {
  readonly op: 'OP_RENAME';
  readonly src: string;
  readonly dst: string;
  readonly timestamp: number;
  readonly options: readonly RenameOption[];
}

export const renameOldOp: OpCodec<RenameOldOp> = {
  name: 'OP_RENAME_OLD',
  code: 1,
  write(w, op) {
    writeUtf8(w, op.src);
    writeUtf8(w, op.dst);
    w.long(op.timestamp);
    writeRpcIds(w, op);
  },
  read: (r) => ({
    op: 'OP_RENAME_OLD', src: readUtf8(r), dst: readUtf8(r), timestamp: r.long(), rpcClientId: readClientId(r), rpcCallId: r.i32(),
  }),
};

export const renameOp: OpCodec<RenameOp> = {
  name: 'OP_RENAME',
  code: 15,
  write(w, op) {
    writeUtf8(w, op.src);
    writeUtf8(w, op.dst);
    w.long(op.timestamp);
    w.i32(op.options.length);
    for (const option of op.options) w.u8(option);
    writeRpcIds(w, op);
  },
  read(r) {
    const src = readUtf8(r);
    const dst = readUtf8(r);
    const timestamp = r.long();
    const options = Array.from(r.slice(r.i32()), (byte) => {
      if (byte > 2) throw new MalformedOp(`unknown rename option ${byte}`);
      return byte as RenameOption;
    });
    return { op: 'OP_RENAME', src, dst, timestamp, options, rpcClientId: readClientId(r), rpcCallId: r.i32() };
  },
};
