// Quotas: OP_SET_QUOTA, OP_SET_QUOTA_BY_STORAGETYPE; OP_SET_NS_QUOTA and OP_CLEAR_NS_QUOTA are of before
// 0.20, are only read, and are applied as quotas of names.
import type { OpCodec } from './op-codec.ts';
import { readUtf8, writeUtf8 } from './writables.ts';

/** HdfsConstants.QUOTA_DONT_SET (Long.MAX_VALUE): leave that quota as it is. */
export const quotaDontSet = 2 ** 63;
/** HdfsConstants.QUOTA_RESET: take that quota away. */
export const quotaReset = -1;

export interface SetQuotaOp {
  readonly op: 'OP_SET_QUOTA';
  readonly src: string;
  /** {@link quotaDontSet}, {@link quotaReset}, or a number of names. */
  readonly nsQuota: number;
  /** {@link quotaDontSet}, {@link quotaReset}, or bytes. */
  readonly dsQuota: number;
}

export interface SetQuotaByStorageTypeOp {
  readonly op: 'OP_SET_QUOTA_BY_STORAGETYPE';
  readonly src: string;
  /** StorageType's ordinal in Java: RAM_DISK 0, SSD 1, DISK 2, ARCHIVE 3, PROVIDED 4, NVDIMM 5. */
  readonly type: number;
  /** Bytes, or {@link quotaReset}. */
  readonly dsQuota: number;
}

export interface SetNsQuotaOp {
  readonly op: 'OP_SET_NS_QUOTA';
  readonly src: string;
  readonly nsQuota: number;
}

export interface ClearNsQuotaOp {
  readonly op: 'OP_CLEAR_NS_QUOTA';
  readonly src: string;
}

export const setQuotaOp: OpCodec<SetQuotaOp> = {
  name: 'OP_SET_QUOTA',
  code: 14,
  write(w, op) {
    writeUtf8(w, op.src);
    w.long(op.nsQuota);
    w.long(op.dsQuota);
  },
  read: (r) => ({ op: 'OP_SET_QUOTA', src: readUtf8(r), nsQuota: r.long(), dsQuota: r.long() }),
};

export const setQuotaByStorageTypeOp: OpCodec<SetQuotaByStorageTypeOp> = {
  name: 'OP_SET_QUOTA_BY_STORAGETYPE',
  code: 48,
  write(w, op) {
    writeUtf8(w, op.src);
    w.i32(op.type);
    w.long(op.dsQuota);
  },
  read: (r) => ({ op: 'OP_SET_QUOTA_BY_STORAGETYPE', src: readUtf8(r), type: r.i32(), dsQuota: r.long() }),
};

export const setNsQuotaOp: OpCodec<SetNsQuotaOp> = {
  name: 'OP_SET_NS_QUOTA',
  code: 11,
  write(w, op) {
    writeUtf8(w, op.src);
    w.long(op.nsQuota);
  },
  read: (r) => ({ op: 'OP_SET_NS_QUOTA', src: readUtf8(r), nsQuota: r.long() }),
};

export const clearNsQuotaOp: OpCodec<ClearNsQuotaOp> = {
  name: 'OP_CLEAR_NS_QUOTA',
  code: 12,
  write: (w, op) => writeUtf8(w, op.src),
  read: (r) => ({ op: 'OP_CLEAR_NS_QUOTA', src: readUtf8(r) }),
};
