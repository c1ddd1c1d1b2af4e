// All operations of the edit log: the union type, and the table from name and op-code to codec. Whoever
// switches over EditOp must handle every member (an unhandled one does not compile with `unreachable`).
// Answers to FSEditLogOpCodes.
import type { SetAclOp, SetXAttrOp, RemoveXAttrOp } from './acl-xattr-ops.ts';
import { setAclOp, setXAttrOp, removeXAttrOp } from './acl-xattr-ops.ts';
import type { AddOp, CloseOp } from './add-close-ops.ts';
import { addOp, closeOp } from './add-close-ops.ts';
import type { TruncateOp, AppendOp } from './append-truncate-ops.ts';
import { truncateOp, appendOp } from './append-truncate-ops.ts';
import type { SetReplicationOp, SetPermissionsOp, SetOwnerOp, TimesOp, SetStoragePolicyOp } from './attribute-ops.ts';
import { setReplicationOp, setPermissionsOp, setOwnerOp, timesOp, setStoragePolicyOp } from './attribute-ops.ts';
import type { SetGenstampV1Op, UpdateBlocksOp, SetGenstampV2Op, AllocateBlockIdOp, AddBlockOp } from './block-ops.ts';
import { setGenstampV1Op, updateBlocksOp, setGenstampV2Op, allocateBlockIdOp, addBlockOp } from './block-ops.ts';
import type {
  AddCacheDirectiveOp, RemoveCacheDirectiveOp, AddCachePoolOp,
  ModifyCachePoolOp, RemoveCachePoolOp, ModifyCacheDirectiveOp,
} from './cache-ops.ts';
import {
  addCacheDirectiveOp, removeCacheDirectiveOp, addCachePoolOp,
  modifyCachePoolOp, removeCachePoolOp, modifyCacheDirectiveOp,
} from './cache-ops.ts';
import type { GetDelegationTokenOp, RenewDelegationTokenOp, CancelDelegationTokenOp, UpdateMasterKeyOp } from './delegation-token-ops.ts';
import { getDelegationTokenOp, renewDelegationTokenOp, cancelDelegationTokenOp, updateMasterKeyOp } from './delegation-token-ops.ts';
import type { DeleteOp, ConcatDeleteOp } from './delete-concat-ops.ts';
import { deleteOp, concatDeleteOp } from './delete-concat-ops.ts';
import type {
  AddErasureCodingPolicyOp, EnableErasureCodingPolicyOp,
  DisableErasureCodingPolicyOp, RemoveErasureCodingPolicyOp,
} from './erasure-coding-ops.ts';
import {
  addErasureCodingPolicyOp, enableErasureCodingPolicyOp,
  disableErasureCodingPolicyOp, removeErasureCodingPolicyOp,
} from './erasure-coding-ops.ts';
import type { EndLogSegmentOp, StartLogSegmentOp } from './log-segment-ops.ts';
import { endLogSegmentOp, startLogSegmentOp } from './log-segment-ops.ts';
import type { MkdirOp } from './mkdir-op.ts';
import { mkdirOp } from './mkdir-op.ts';
import type { SetNsQuotaOp, ClearNsQuotaOp, SetQuotaOp, SetQuotaByStorageTypeOp } from './quota-ops.ts';
import { setNsQuotaOp, clearNsQuotaOp, setQuotaOp, setQuotaByStorageTypeOp } from './quota-ops.ts';
import type { ReassignLeaseOp } from './reassign-lease-op.ts';
import { reassignLeaseOp } from './reassign-lease-op.ts';
import type { RenameOldOp, RenameOp } from './rename-ops.ts';
import { renameOldOp, renameOp } from './rename-ops.ts';
import type { RollingUpgradeStartOp, RollingUpgradeFinalizeOp } from './rolling-upgrade-ops.ts';
import { rollingUpgradeStartOp, rollingUpgradeFinalizeOp } from './rolling-upgrade-ops.ts';
import type { CreateSnapshotOp, DeleteSnapshotOp, RenameSnapshotOp, AllowSnapshotOp, DisallowSnapshotOp } from './snapshot-ops.ts';
import { createSnapshotOp, deleteSnapshotOp, renameSnapshotOp, allowSnapshotOp, disallowSnapshotOp } from './snapshot-ops.ts';
import type { SymlinkOp } from './symlink-op.ts';
import { symlinkOp } from './symlink-op.ts';
import type { OpCodec } from './op-codec.ts';

/** Any operation, without its txid. Immutable, and so is all that is reachable from it (HDFS-15175). */
export type EditOp =
  | AddOp | RenameOldOp | DeleteOp | MkdirOp | SetReplicationOp | SetPermissionsOp | SetOwnerOp | CloseOp
  | SetGenstampV1Op | SetNsQuotaOp | ClearNsQuotaOp | TimesOp | SetQuotaOp | RenameOp | ConcatDeleteOp | SymlinkOp
  | GetDelegationTokenOp | RenewDelegationTokenOp | CancelDelegationTokenOp | UpdateMasterKeyOp | ReassignLeaseOp
  | EndLogSegmentOp | StartLogSegmentOp | UpdateBlocksOp | CreateSnapshotOp | DeleteSnapshotOp | RenameSnapshotOp
  | AllowSnapshotOp | DisallowSnapshotOp | SetGenstampV2Op | AllocateBlockIdOp | AddBlockOp | AddCacheDirectiveOp
  | RemoveCacheDirectiveOp | AddCachePoolOp | ModifyCachePoolOp | RemoveCachePoolOp | ModifyCacheDirectiveOp | SetAclOp
  | RollingUpgradeStartOp | RollingUpgradeFinalizeOp | SetXAttrOp | RemoveXAttrOp | SetStoragePolicyOp | TruncateOp
  | AppendOp | SetQuotaByStorageTypeOp | AddErasureCodingPolicyOp | EnableErasureCodingPolicyOp
  | DisableErasureCodingPolicyOp | RemoveErasureCodingPolicyOp;

export type OpName = EditOp['op'];
/** The operation of that name: OpOf<'OP_MKDIR'> is MkdirOp. */
export type OpOf<Name extends OpName> = Extract<EditOp, { readonly op: Name }>;

/** Codecs by name. */
export const opCodecs: { readonly [Name in OpName]: OpCodec<OpOf<Name>> } = {
  OP_ADD: addOp,
  OP_RENAME_OLD: renameOldOp,
  OP_DELETE: deleteOp,
  OP_MKDIR: mkdirOp,
  OP_SET_REPLICATION: setReplicationOp,
  OP_SET_PERMISSIONS: setPermissionsOp,
  OP_SET_OWNER: setOwnerOp,
  OP_CLOSE: closeOp,
  OP_SET_GENSTAMP_V1: setGenstampV1Op,
  OP_SET_NS_QUOTA: setNsQuotaOp,
  OP_CLEAR_NS_QUOTA: clearNsQuotaOp,
  OP_TIMES: timesOp,
  OP_SET_QUOTA: setQuotaOp,
  OP_RENAME: renameOp,
  OP_CONCAT_DELETE: concatDeleteOp,
  OP_SYMLINK: symlinkOp,
  OP_GET_DELEGATION_TOKEN: getDelegationTokenOp,
  OP_RENEW_DELEGATION_TOKEN: renewDelegationTokenOp,
  OP_CANCEL_DELEGATION_TOKEN: cancelDelegationTokenOp,
  OP_UPDATE_MASTER_KEY: updateMasterKeyOp,
  OP_REASSIGN_LEASE: reassignLeaseOp,
  OP_END_LOG_SEGMENT: endLogSegmentOp,
  OP_START_LOG_SEGMENT: startLogSegmentOp,
  OP_UPDATE_BLOCKS: updateBlocksOp,
  OP_CREATE_SNAPSHOT: createSnapshotOp,
  OP_DELETE_SNAPSHOT: deleteSnapshotOp,
  OP_RENAME_SNAPSHOT: renameSnapshotOp,
  OP_ALLOW_SNAPSHOT: allowSnapshotOp,
  OP_DISALLOW_SNAPSHOT: disallowSnapshotOp,
  OP_SET_GENSTAMP_V2: setGenstampV2Op,
  OP_ALLOCATE_BLOCK_ID: allocateBlockIdOp,
  OP_ADD_BLOCK: addBlockOp,
  OP_ADD_CACHE_DIRECTIVE: addCacheDirectiveOp,
  OP_REMOVE_CACHE_DIRECTIVE: removeCacheDirectiveOp,
  OP_ADD_CACHE_POOL: addCachePoolOp,
  OP_MODIFY_CACHE_POOL: modifyCachePoolOp,
  OP_REMOVE_CACHE_POOL: removeCachePoolOp,
  OP_MODIFY_CACHE_DIRECTIVE: modifyCacheDirectiveOp,
  OP_SET_ACL: setAclOp,
  OP_ROLLING_UPGRADE_START: rollingUpgradeStartOp,
  OP_ROLLING_UPGRADE_FINALIZE: rollingUpgradeFinalizeOp,
  OP_SET_XATTR: setXAttrOp,
  OP_REMOVE_XATTR: removeXAttrOp,
  OP_SET_STORAGE_POLICY: setStoragePolicyOp,
  OP_TRUNCATE: truncateOp,
  OP_APPEND: appendOp,
  OP_SET_QUOTA_BY_STORAGETYPE: setQuotaByStorageTypeOp,
  OP_ADD_ERASURE_CODING_POLICY: addErasureCodingPolicyOp,
  OP_ENABLE_ERASURE_CODING_POLICY: enableErasureCodingPolicyOp,
  OP_DISABLE_ERASURE_CODING_POLICY: disableErasureCodingPolicyOp,
  OP_REMOVE_ERASURE_CODING_POLICY: removeErasureCodingPolicyOp,
};

/** Names by op-code; undefined for codes that were never used or are obsolete (5, 6) or unknown. */
export const opNames: readonly (OpName | undefined)[] = Object.values(opCodecs).reduce<(OpName | undefined)[]>((names, codec) => {
  names[codec.code] = codec.name;
  return names;
}, []);

/** The same as codecs. */
export const codecOfCode: readonly (OpCodec<EditOp> | undefined)[] = opNames.map((name) => (name === undefined ? undefined : codecOf(name)));

/** The codec of an operation, as one that takes any. */
export function codecOf(name: OpName): OpCodec<EditOp> {
  return opCodecs[name] as OpCodec<EditOp>;
}
