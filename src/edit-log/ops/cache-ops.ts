// Centralized cache management: directives and pools. A field that an operation does not set is undefined.
// Times are bigint here: "never" is near 2^61, where a number has lost its last digits.
import type { ByteReader, ByteWriter } from '../../base/bytes.ts';
import type { Mode } from '../../protocol/permission.ts';
import type { OpCodec, RpcIds } from './op-codec.ts';
import { MalformedOp } from './op-codec.ts';
import { readClientId, readUtf8, writeRpcIds, writeUtf8 } from './writables.ts';

export interface CacheDirectiveFields {
  readonly id: number;
  readonly path: string | undefined;
  readonly replication: number | undefined;
  readonly pool: string | undefined;
  /** Absolute Unix time in ms; never: CacheDirectiveInfo.Expiration.MAX_RELATIVE_EXPIRY_MS (2^61 - 1) from the start. */
  readonly expiration: bigint | undefined;
}

export interface CachePoolFields {
  readonly poolName: string;
  readonly ownerName: string | undefined;
  readonly groupName: string | undefined;
  readonly mode: Mode | undefined;
  /** Bytes; Long.MAX_VALUE (2^63 here) for none. */
  readonly limit: number | undefined;
  readonly maxRelativeExpiryMs: bigint | undefined;
  readonly defaultReplication: number | undefined;
}

export interface AddCacheDirectiveOp extends RpcIds {
  readonly op: 'OP_ADD_CACHE_DIRECTIVE';
  readonly directive: CacheDirectiveFields;
}

export interface ModifyCacheDirectiveOp extends RpcIds {
  readonly op: 'OP_MODIFY_CACHE_DIRECTIVE';
  readonly directive: CacheDirectiveFields;
}

export interface RemoveCacheDirectiveOp extends RpcIds {
  readonly op: 'OP_REMOVE_CACHE_DIRECTIVE';
  readonly id: number;
}

export interface AddCachePoolOp extends RpcIds {
  readonly op: 'OP_ADD_CACHE_POOL';
  readonly info: CachePoolFields;
}

export interface ModifyCachePoolOp extends RpcIds {
  readonly op: 'OP_MODIFY_CACHE_POOL';
  readonly info: CachePoolFields;
}

export interface RemoveCachePoolOp extends RpcIds {
  readonly op: 'OP_REMOVE_CACHE_POOL';
  readonly poolName: string;
}

function flag(value: unknown, bit: number): number {
  return value === undefined ? 0 : bit;
}

function writeDirective(w: ByteWriter, d: CacheDirectiveFields): void {
  w.long(d.id);
  w.i32(flag(d.path, 1) | flag(d.replication, 2) | flag(d.pool, 4) | flag(d.expiration, 8));
  if (d.path !== undefined) writeUtf8(w, d.path);
  if (d.replication !== undefined) w.u16(d.replication);
  if (d.pool !== undefined) writeUtf8(w, d.pool);
  if (d.expiration !== undefined) w.i64(d.expiration);
}

function readDirective(r: ByteReader): CacheDirectiveFields {
  const id = r.long();
  const flags = r.i32();
  if ((flags & ~0xf) !== 0) throw new MalformedOp(`unknown flags set in ModifyCacheDirectiveInfoOp: ${flags}`);
  return {
    id,
    path: (flags & 1) !== 0 ? readUtf8(r) : undefined,
    replication: (flags & 2) !== 0 ? r.i16() : undefined,
    pool: (flags & 4) !== 0 ? readUtf8(r) : undefined,
    expiration: (flags & 8) !== 0 ? r.i64() : undefined,
  };
}

function writePool(w: ByteWriter, p: CachePoolFields): void {
  writeUtf8(w, p.poolName);
  w.i32(
    flag(p.ownerName, 1) | flag(p.groupName, 2) | flag(p.mode, 4) | flag(p.limit, 8)
    | flag(p.maxRelativeExpiryMs, 16) | flag(p.defaultReplication, 32),
  );
  if (p.ownerName !== undefined) writeUtf8(w, p.ownerName);
  if (p.groupName !== undefined) writeUtf8(w, p.groupName);
  if (p.mode !== undefined) w.u16(p.mode);
  if (p.limit !== undefined) w.long(p.limit);
  if (p.maxRelativeExpiryMs !== undefined) w.i64(p.maxRelativeExpiryMs);
  if (p.defaultReplication !== undefined) w.u16(p.defaultReplication);
}

function readPool(r: ByteReader): CachePoolFields {
  const poolName = readUtf8(r);
  const flags = r.i32();
  if ((flags & ~0x3f) !== 0) throw new MalformedOp(`Unknown flag in CachePoolInfo: ${flags}`);
  return {
    poolName,
    ownerName: (flags & 1) !== 0 ? readUtf8(r) : undefined,
    groupName: (flags & 2) !== 0 ? readUtf8(r) : undefined,
    mode: (flags & 4) !== 0 ? r.u16() : undefined,
    limit: (flags & 8) !== 0 ? r.long() : undefined,
    maxRelativeExpiryMs: (flags & 16) !== 0 ? r.i64() : undefined,
    defaultReplication: (flags & 32) !== 0 ? r.i16() : undefined,
  };
}

export const addCacheDirectiveOp: OpCodec<AddCacheDirectiveOp> = {
  name: 'OP_ADD_CACHE_DIRECTIVE',
  code: 34,
  write(w, op) {
    writeDirective(w, op.directive);
    writeRpcIds(w, op);
  },
  read: (r) => ({ op: 'OP_ADD_CACHE_DIRECTIVE', directive: readDirective(r), rpcClientId: readClientId(r), rpcCallId: r.i32() }),
};

export const modifyCacheDirectiveOp: OpCodec<ModifyCacheDirectiveOp> = {
  name: 'OP_MODIFY_CACHE_DIRECTIVE',
  code: 39,
  write(w, op) {
    writeDirective(w, op.directive);
    writeRpcIds(w, op);
  },
  read: (r) => ({ op: 'OP_MODIFY_CACHE_DIRECTIVE', directive: readDirective(r), rpcClientId: readClientId(r), rpcCallId: r.i32() }),
};

export const removeCacheDirectiveOp: OpCodec<RemoveCacheDirectiveOp> = {
  name: 'OP_REMOVE_CACHE_DIRECTIVE',
  code: 35,
  write(w, op) {
    w.long(op.id);
    writeRpcIds(w, op);
  },
  read: (r) => ({ op: 'OP_REMOVE_CACHE_DIRECTIVE', id: r.long(), rpcClientId: readClientId(r), rpcCallId: r.i32() }),
};

export const addCachePoolOp: OpCodec<AddCachePoolOp> = {
  name: 'OP_ADD_CACHE_POOL',
  code: 36,
  write(w, op) {
    writePool(w, op.info);
    writeRpcIds(w, op);
  },
  read: (r) => ({ op: 'OP_ADD_CACHE_POOL', info: readPool(r), rpcClientId: readClientId(r), rpcCallId: r.i32() }),
};

export const modifyCachePoolOp: OpCodec<ModifyCachePoolOp> = {
  name: 'OP_MODIFY_CACHE_POOL',
  code: 37,
  write(w, op) {
    writePool(w, op.info);
    writeRpcIds(w, op);
  },
  read: (r) => ({ op: 'OP_MODIFY_CACHE_POOL', info: readPool(r), rpcClientId: readClientId(r), rpcCallId: r.i32() }),
};

export const removeCachePoolOp: OpCodec<RemoveCachePoolOp> = {
  name: 'OP_REMOVE_CACHE_POOL',
  code: 38,
  write(w, op) {
    writeUtf8(w, op.poolName);
    writeRpcIds(w, op);
  },
  read: (r) => ({ op: 'OP_REMOVE_CACHE_POOL', poolName: readUtf8(r), rpcClientId: readClientId(r), rpcCallId: r.i32() }),
};
