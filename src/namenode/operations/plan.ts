// What every verb takes and gives. `plan…` is pure: it checks everything and returns the operations to log, or
// throws an HdfsException with nothing changed. The caller appends and applies each operation, then asks
// `result`. Without operations there is nothing to log and `result` may be asked at once.

import type { EditOp } from '../../edit-log/ops/edit-op.ts';
import type { Caller } from '../../protocol/permission.ts';

export interface Plan<R> {
  readonly ops: readonly EditOp[];
  /** The answer to the client; ask after all operations were applied, in the same turn. */
  readonly result: () => R;
}

/** Limits and switches of the NameNode, from its configuration (conf/namenode-keys.ts). */
export interface OpOptions {
  readonly permissionsEnabled: boolean;
  /** Group of /.reserved and owner group of what has no other. */
  readonly superusergroup: string;
  /** Bytes in a name; 0 is no limit. */
  readonly maxComponentLength: number;
  readonly maxDirectoryItems: number;
  /** Inodes and blocks together; 0 is no limit (dfs.namenode.max.objects). */
  readonly maxObjects: number;
  readonly maxBlocksPerFile: number;
  readonly minBlockSizeBytes: number;
  readonly replicationMin: number;
  readonly replicationMax: number;
  readonly listLimit: number;
  /** How exact access times are; 0 leaves them alone. */
  readonly accessTimePrecisionMs: number;
  /** Blocks at the end of a file that may be committed only when it is closed (dfs.namenode.file.close.num-committed-allowed). */
  readonly committedBlocksAllowed: number;
  readonly aclsEnabled: boolean;
  readonly posixAclInheritance: boolean;
  readonly xAttrsEnabled: boolean;
  readonly maxXAttrsPerInode: number;
  readonly maxXAttrSizeBytes: number;
  readonly storagePoliciesEnabled: boolean;
  /** Whether the owner of a directory's parent may set its quota (dfs.permissions.allow.owner.set.quota). */
  readonly allowOwnerSetQuota: boolean;
}

export const defaultOpOptions: OpOptions = {
  permissionsEnabled: true,
  superusergroup: 'supergroup',
  maxComponentLength: 255,
  maxDirectoryItems: 1024 * 1024,
  maxObjects: 0,
  maxBlocksPerFile: 10_000,
  minBlockSizeBytes: 1024 * 1024,
  replicationMin: 1,
  replicationMax: 512,
  listLimit: 1000,
  accessTimePrecisionMs: 3_600_000,
  committedBlocksAllowed: 0,
  aclsEnabled: true,
  posixAclInheritance: true,
  xAttrsEnabled: true,
  maxXAttrsPerInode: 32,
  maxXAttrSizeBytes: 16384,
  storagePoliciesEnabled: true,
  allowOwnerSetQuota: false,
};

/** Who asks, when, and under which limits. */
export interface OpContext {
  readonly caller: Caller;
  /** Wall clock in ms: the times that operations carry. */
  readonly nowMs: number;
  /** The client's address as the RPC server sees it. */
  readonly clientMachine: string;
  /** For the retry cache; `noRpcIds` when the call is not kept there. */
  readonly rpcClientId: Uint8Array;
  readonly rpcCallId: number;
  readonly options: OpOptions;
}

/** A plan that changes nothing. */
export function answer<R>(value: R): Plan<R> {
  return { ops: [], result: () => value };
}

/** The ids that operations of this call carry into the log. */
export function rpcIdsOf(ctx: OpContext): { readonly rpcClientId: Uint8Array; readonly rpcCallId: number } {
  return { rpcClientId: ctx.rpcClientId, rpcCallId: ctx.rpcCallId };
}
