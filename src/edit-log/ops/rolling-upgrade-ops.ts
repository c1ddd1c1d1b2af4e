// OP_ROLLING_UPGRADE_START and OP_ROLLING_UPGRADE_FINALIZE.
import type { OpCodec } from './op-codec.ts';

export interface RollingUpgradeStartOp {
  readonly op: 'OP_ROLLING_UPGRADE_START';
  readonly time: number;
}

export interface RollingUpgradeFinalizeOp {
  readonly op: 'OP_ROLLING_UPGRADE_FINALIZE';
  readonly time: number;
}

export const rollingUpgradeStartOp: OpCodec<RollingUpgradeStartOp> = {
  name: 'OP_ROLLING_UPGRADE_START',
  code: 41,
  write: (w, op) => w.long(op.time),
  read: (r) => ({ op: 'OP_ROLLING_UPGRADE_START', time: r.long() }),
};

export const rollingUpgradeFinalizeOp: OpCodec<RollingUpgradeFinalizeOp> = {
  name: 'OP_ROLLING_UPGRADE_FINALIZE',
  code: 42,
  write: (w, op) => w.long(op.time),
  read: (r) => ({ op: 'OP_ROLLING_UPGRADE_FINALIZE', time: r.long() }),
};
