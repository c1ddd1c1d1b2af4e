// The first and the last operation of every segment. They change nothing in the namespace.
import type { OpCodec } from './op-codec.ts';

export interface StartLogSegmentOp {
  readonly op: 'OP_START_LOG_SEGMENT';
}

export interface EndLogSegmentOp {
  readonly op: 'OP_END_LOG_SEGMENT';
}

export const startLogSegmentOp: OpCodec<StartLogSegmentOp> = {
  name: 'OP_START_LOG_SEGMENT',
  code: 24,
  write() {},
  read: () => ({ op: 'OP_START_LOG_SEGMENT' }),
};

export const endLogSegmentOp: OpCodec<EndLogSegmentOp> = {
  name: 'OP_END_LOG_SEGMENT',
  code: 23,
  write() {},
  read: () => ({ op: 'OP_END_LOG_SEGMENT' }),
};
