// At least one value of every operation, with the corners of its fields filled: for tests, and for feeding
// the real viewer with what we write.
import type { EditOp } from './edit-op.ts';
import type { RpcIds } from './op-codec.ts';
import { noRpcIds } from './op-codec.ts';
import { quotaDontSet, quotaReset } from './quota-ops.ts';

const rpc: RpcIds = { rpcClientId: Uint8Array.from({ length: 16 }, (_, i) => i * 17), rpcCallId: 2147483647 };
const permissions = { owner: 'größe', group: 'g'.repeat(130), mode: 0o1777 };
const long = `/${'n'.repeat(255)}/${'ü'.repeat(120)}/😀/<&"'>/a\\b`;
const aclEntries = [
  { scope: 0, type: 0, permissions: 7, name: undefined },
  { scope: 0, type: 1, permissions: 5, name: 'staff' },
  { scope: 0, type: 2, permissions: 4, name: undefined },
  { scope: 1, type: 3, permissions: 0, name: undefined },
  { scope: 1, type: 0, permissions: 2, name: 'bøb' },
] as const;
const xAttrs = [
  { namespace: 0, name: 'colour', value: Uint8Array.of(0, 255, 10) },
  { namespace: 4, name: 'hdfs.erasurecoding.policy', value: undefined },
] as const;
const striped = { blockId: -9223372036854775792n, numBytes: 134217728, genstamp: 1001 };
const small = { blockId: 1073741825n, numBytes: 0, genstamp: 9007199254740991 };
const token = {
  owner: 'alice', renewer: '', realUser: 'ünal', issueDate: 1795412742169, maxDate: 2 ** 63, sequenceNumber: 2147483647,
  masterKeyId: -5,
};
const directive = { id: 7, path: '/cache', replication: 3, pool: 'pool', expiration: 2305844804626435873n };
const noDirective = { id: 8, path: undefined, replication: undefined, pool: undefined, expiration: undefined };
const pool = {
  poolName: 'pool', ownerName: 'alice', groupName: 'staff', mode: 0o750, limit: 2 ** 63, maxRelativeExpiryMs: 2305843009213693951n,
  defaultReplication: 1,
};
const noPool = {
  poolName: 'bare', ownerName: undefined, groupName: undefined, mode: undefined, limit: undefined, maxRelativeExpiryMs: undefined,
  defaultReplication: undefined,
};

/** In the order of op-codes, START_LOG_SEGMENT first and END_LOG_SEGMENT last as in a segment. */
export const everyOp: readonly EditOp[] = [
  { op: 'OP_START_LOG_SEGMENT' },
  {
    op: 'OP_ADD', inodeId: 16386, path: long, replication: 0, mtime: 1795412742169, atime: 0, blockSize: 134217728, blocks: [striped, small],
    permissions, aclEntries, xAttrs, clientName: 'DFSClient_1', clientMachine: '', overwrite: true, storagePolicyId: 12,
    erasureCodingPolicyId: -1, ...rpc,
  },
  {
    op: 'OP_ADD', inodeId: 9007199254740991, path: '/', replication: 512, mtime: -1, atime: -1, blockSize: 1, blocks: [],
    permissions: { owner: '', group: '', mode: 0 }, aclEntries: [], xAttrs: [], clientName: '', clientMachine: '127.0.0.1',
    overwrite: false, storagePolicyId: 0, erasureCodingPolicyId: 0, ...noRpcIds,
  },
  { op: 'OP_RENAME_OLD', src: '/a', dst: long, timestamp: 1, ...rpc },
  { op: 'OP_DELETE', path: '/a', timestamp: 1795412742169, ...rpc },
  { op: 'OP_MKDIR', inodeId: 16387, path: long, timestamp: 5, permissions, aclEntries, xAttrs },
  { op: 'OP_SET_REPLICATION', path: '/f', replication: 32767 },
  { op: 'OP_SET_PERMISSIONS', src: '/f', permissions: 0o1000 },
  { op: 'OP_SET_OWNER', src: '/f', username: 'u', groupname: undefined },
  { op: 'OP_SET_OWNER', src: '/f', username: undefined, groupname: 'g' },
  { op: 'OP_CLOSE', inodeId: 0, path: '/f', replication: 3, mtime: 1, atime: 2, blockSize: 3, blocks: [small], permissions },
  { op: 'OP_SET_GENSTAMP_V1', genStampV1: 1001 },
  { op: 'OP_TIMES', path: '/f', mtime: -1, atime: 1700000000000 },
  { op: 'OP_SET_QUOTA', src: '/q', nsQuota: quotaDontSet, dsQuota: quotaReset },
  { op: 'OP_RENAME', src: '/a', dst: '/b', timestamp: 1, options: [1, 2], ...rpc },
  { op: 'OP_RENAME', src: '/a', dst: '/b', timestamp: 1, options: [0], ...rpc },
  { op: 'OP_CONCAT_DELETE', trg: '/t', srcs: ['/1', long], timestamp: 1, ...rpc },
  { op: 'OP_SYMLINK', inodeId: 1, path: '/l', value: 'hdfs://other/x y', mtime: 1, atime: 2, permissionStatus: permissions, ...rpc },
  { op: 'OP_GET_DELEGATION_TOKEN', token, expiryTime: 1 },
  { op: 'OP_RENEW_DELEGATION_TOKEN', token, expiryTime: 2 },
  { op: 'OP_CANCEL_DELEGATION_TOKEN', token },
  { op: 'OP_UPDATE_MASTER_KEY', key: { keyId: 300, expiryDate: 1796103934766, keyBytes: Uint8Array.of(1, 2, 3) } },
  { op: 'OP_REASSIGN_LEASE', leaseHolder: 'c', path: '/f', newHolder: 'HDFS_NameNode-2024' },
  { op: 'OP_UPDATE_BLOCKS', path: '/f', blocks: [striped, small, { ...striped, numBytes: 113, genstamp: 870 }], ...rpc },
  { op: 'OP_UPDATE_BLOCKS', path: '/f', blocks: [], ...noRpcIds },
  { op: 'OP_CREATE_SNAPSHOT', snapshotRoot: '/s', snapshotName: 's0', mtime: 1, ...rpc },
  { op: 'OP_DELETE_SNAPSHOT', snapshotRoot: '/s', snapshotName: 's0', mtime: 1, ...rpc },
  { op: 'OP_RENAME_SNAPSHOT', snapshotRoot: '/s', snapshotOldName: 's0', snapshotNewName: 's1', mtime: 1, ...rpc },
  { op: 'OP_ALLOW_SNAPSHOT', snapshotRoot: '/s' },
  { op: 'OP_DISALLOW_SNAPSHOT', snapshotRoot: '/s' },
  { op: 'OP_SET_GENSTAMP_V2', genStampV2: 1002 },
  { op: 'OP_ALLOCATE_BLOCK_ID', blockId: -9223372036854775808n },
  { op: 'OP_ADD_BLOCK', path: '/f', penultimateBlock: striped, lastBlock: small, ...rpc },
  { op: 'OP_ADD_BLOCK', path: '/f', penultimateBlock: undefined, lastBlock: { ...small, numBytes: 2 ** 63 }, ...noRpcIds },
  { op: 'OP_ADD_CACHE_DIRECTIVE', directive, ...rpc },
  { op: 'OP_REMOVE_CACHE_DIRECTIVE', id: 7, ...rpc },
  { op: 'OP_ADD_CACHE_POOL', info: pool, ...rpc },
  { op: 'OP_MODIFY_CACHE_POOL', info: noPool, ...rpc },
  { op: 'OP_REMOVE_CACHE_POOL', poolName: 'pool', ...rpc },
  { op: 'OP_MODIFY_CACHE_DIRECTIVE', directive: noDirective, ...rpc },
  { op: 'OP_SET_ACL', src: '/a', aclEntries },
  { op: 'OP_ROLLING_UPGRADE_START', time: 1 },
  { op: 'OP_ROLLING_UPGRADE_FINALIZE', time: 2 },
  { op: 'OP_SET_XATTR', src: '/a', xAttrs, ...rpc },
  { op: 'OP_REMOVE_XATTR', src: '/a', xAttrs: [xAttrs[1]], ...rpc },
  { op: 'OP_SET_STORAGE_POLICY', path: '/a', policyId: 2 },
  {
    op: 'OP_TRUNCATE', src: '/t', clientName: 'c', clientMachine: 'm', newLength: 9007199254740991, timestamp: 1,
    truncateBlock: { blockId: 5n, numBytes: 1024, genstamp: 1030 },
  },
  { op: 'OP_TRUNCATE', src: '/t', clientName: 'c', clientMachine: 'm', newLength: 0, timestamp: 1, truncateBlock: undefined },
  { op: 'OP_APPEND', path: '/a', clientName: 'c', clientMachine: 'm', newBlock: true, ...rpc },
  { op: 'OP_SET_QUOTA_BY_STORAGETYPE', src: '/q', type: 5, dsQuota: 1 },
  {
    op: 'OP_ADD_ERASURE_CODING_POLICY',
    ecPolicy: { codecName: 'rs', numDataUnits: 3, numParityUnits: 2, cellSize: 65536, extraOptions: [['k', 'v']] },
    ...rpc,
  },
  { op: 'OP_ENABLE_ERASURE_CODING_POLICY', ecPolicyName: 'RS-3-2-64k', ...rpc },
  { op: 'OP_DISABLE_ERASURE_CODING_POLICY', ecPolicyName: 'RS-3-2-64k', ...rpc },
  { op: 'OP_REMOVE_ERASURE_CODING_POLICY', ecPolicyName: 'RS-3-2-64k', ...rpc },
  { op: 'OP_END_LOG_SEGMENT' },
];

/** Read, but written by no Hadoop of today, whose classes refuse to write them. */
export const obsoleteOps: readonly EditOp[] = [
  { op: 'OP_SET_NS_QUOTA', src: '/q', nsQuota: 5 },
  { op: 'OP_CLEAR_NS_QUOTA', src: '/q' },
];
