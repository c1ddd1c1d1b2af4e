// OP_REASSIGN_LEASE: an open file's lease moved to another holder, as lease recovery begins.
import type { OpCodec } from './op-codec.ts';
import { readUtf8, writeUtf8 } from './writables.ts';

export interface ReassignLeaseOp {
  readonly op: 'OP_REASSIGN_LEASE';
  readonly leaseHolder: string;
  readonly path: string;
  readonly newHolder: string;
}

export const reassignLeaseOp: OpCodec<ReassignLeaseOp> = {
  name: 'OP_REASSIGN_LEASE',
  code: 22,
  write(w, op) {
    writeUtf8(w, op.leaseHolder);
    writeUtf8(w, op.path);
    writeUtf8(w, op.newHolder);
  },
  read: (r) => ({ op: 'OP_REASSIGN_LEASE', leaseHolder: readUtf8(r), path: readUtf8(r), newHolder: readUtf8(r) }),
};
