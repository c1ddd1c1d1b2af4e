// Erasure coding policies: added, enabled, disabled, removed (layout -64 on).
import type { OpCodec, RpcIds } from './op-codec.ts';
import { MalformedOp } from './op-codec.ts';
import { readClientId, readUtf8, writeRpcIds, writeUtf8 } from './writables.ts';

export interface ErasureCodingPolicyFields {
  readonly codecName: string;
  readonly numDataUnits: number;
  readonly numParityUnits: number;
  /** Bytes. */
  readonly cellSize: number;
  /** Pairs of key and value, in the order they are written in. */
  readonly extraOptions: readonly (readonly [string, string])[];
}

export interface AddErasureCodingPolicyOp extends RpcIds {
  readonly op: 'OP_ADD_ERASURE_CODING_POLICY';
  readonly ecPolicy: ErasureCodingPolicyFields;
}

export interface EnableErasureCodingPolicyOp extends RpcIds {
  readonly op: 'OP_ENABLE_ERASURE_CODING_POLICY';
  readonly ecPolicyName: string;
}

export interface DisableErasureCodingPolicyOp extends RpcIds {
  readonly op: 'OP_DISABLE_ERASURE_CODING_POLICY';
  readonly ecPolicyName: string;
}

export interface RemoveErasureCodingPolicyOp extends RpcIds {
  readonly op: 'OP_REMOVE_ERASURE_CODING_POLICY';
  readonly ecPolicyName: string;
}

export const addErasureCodingPolicyOp: OpCodec<AddErasureCodingPolicyOp> = {
  name: 'OP_ADD_ERASURE_CODING_POLICY',
  code: 49,
  write(w, op) {
    const policy = op.ecPolicy;
    writeUtf8(w, policy.codecName);
    w.i32(policy.numDataUnits);
    w.i32(policy.numParityUnits);
    w.i32(policy.cellSize);
    w.i32(policy.extraOptions.length);
    for (const [key, value] of policy.extraOptions) {
      writeUtf8(w, key);
      writeUtf8(w, value);
    }
    writeRpcIds(w, op);
  },
  read(r) {
    const codecName = readUtf8(r);
    const numDataUnits = r.i32();
    const numParityUnits = r.i32();
    const cellSize = r.i32();
    const count = r.i32();
    if (count < 0 || count * 4 > r.remaining) throw new MalformedOp(`an erasure coding policy cannot have ${count} options`);
    const extraOptions: (readonly [string, string])[] = [];
    for (let i = 0; i < count; i++) extraOptions.push([readUtf8(r), readUtf8(r)]);
    return {
      op: 'OP_ADD_ERASURE_CODING_POLICY', ecPolicy: { codecName, numDataUnits, numParityUnits, cellSize, extraOptions },
      rpcClientId: readClientId(r), rpcCallId: r.i32(),
    };
  },
};

export const enableErasureCodingPolicyOp: OpCodec<EnableErasureCodingPolicyOp> = {
  name: 'OP_ENABLE_ERASURE_CODING_POLICY',
  code: 50,
  write(w, op) {
    writeUtf8(w, op.ecPolicyName);
    writeRpcIds(w, op);
  },
  read: (r) => ({ op: 'OP_ENABLE_ERASURE_CODING_POLICY', ecPolicyName: readUtf8(r), rpcClientId: readClientId(r), rpcCallId: r.i32() }),
};

export const disableErasureCodingPolicyOp: OpCodec<DisableErasureCodingPolicyOp> = {
  name: 'OP_DISABLE_ERASURE_CODING_POLICY',
  code: 51,
  write(w, op) {
    writeUtf8(w, op.ecPolicyName);
    writeRpcIds(w, op);
  },
  read: (r) => ({ op: 'OP_DISABLE_ERASURE_CODING_POLICY', ecPolicyName: readUtf8(r), rpcClientId: readClientId(r), rpcCallId: r.i32() }),
};

export const removeErasureCodingPolicyOp: OpCodec<RemoveErasureCodingPolicyOp> = {
  name: 'OP_REMOVE_ERASURE_CODING_POLICY',
  code: 52,
  write(w, op) {
    writeUtf8(w, op.ecPolicyName);
    writeRpcIds(w, op);
  },
  read: (r) => ({ op: 'OP_REMOVE_ERASURE_CODING_POLICY', ecPolicyName: readUtf8(r), rpcClientId: readClientId(r), rpcCallId: r.i32() }),
};
