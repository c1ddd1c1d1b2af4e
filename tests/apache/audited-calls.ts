/** Calls of ClientProtocol that the audit log is about, by users who may and who may not: the same for Apache's NameNode and ours. */
import { nodeEnv } from '../../src/env/node/node-env.ts';
import { RpcClient, rpcProxy } from '../../src/rpc/rpc-client.ts';
import type { RpcProxy } from '../../src/rpc/rpc-client.ts';
import { AclEntryProto_AclEntryScopeProto as Scope, AclEntryProto_AclEntryTypeProto as AclType, AclEntryProto_FsActionProto as Action } from '../../src/wire/acl.ts';
import { ClientNamenodeProtocol, CreateFlagProto, DatanodeReportTypeProto, RollingUpgradeActionProto, SafeModeActionProto } from '../../src/wire/client-namenode-protocol.ts';
import { StorageTypeProto } from '../../src/wire/hdfs.ts';
import { XAttrProto_XAttrNamespaceProto as XAttrNamespace, XAttrSetFlagProto } from '../../src/wire/xattr.ts';

type NameNode = RpcProxy<typeof ClientNamenodeProtocol>;

const perm = (mode: number): { readonly perm: number } => ({ perm: mode });
const create = (src: string) => ({ src, masked: perm(0o644), clientName: 'audited', createFlag: CreateFlagProto.CREATE, createParent: true, replication: 1, blockSize: 1_048_576, cryptoProtocolVersion: [] });
const aclSpec = [{ type: AclType.USER, scope: Scope.ACCESS, permissions: Action.READ, name: 'bob' }];
/** HdfsConstants.QUOTA_DONT_SET, as it travels. */
const dontSet = Number(0x7fff_ffff_ffff_ffffn);
const xAttr = { namespace: XAttrNamespace.USER, name: 'k', value: Buffer.from('v') };

/** In order; each by who it is for: `root`, a superuser, and `bob`, nobody. */
const calls: readonly (readonly [user: 'root' | 'bob', call: (nameNode: NameNode) => Promise<unknown>])[] = [
  ['root', (nn) => nn.mkdirs({ src: '/audit/d', masked: perm(0o755), createParent: true })],
  ['root', (nn) => nn.mkdirs({ src: '/audit/d', masked: perm(0o755), createParent: true })],
  ['root', (nn) => nn.create(create('/audit/d/f'))],
  ['root', (nn) => nn.create(create('/audit/d/f'))],
  ['root', (nn) => nn.complete({ src: '/audit/d/f', clientName: 'audited' })],
  ['root', (nn) => nn.getFileInfo({ src: '/audit/d/f' })],
  ['root', (nn) => nn.getFileInfo({ src: '/audit/none' })],
  ['root', (nn) => nn.getFileLinkInfo({ src: '/audit/d/f' })],
  ['root', (nn) => nn.getLocatedFileInfo({ src: '/audit/d/f', needBlockToken: false })],
  ['root', (nn) => nn.isFileClosed({ src: '/audit/d/f' })],
  ['root', (nn) => nn.getListing({ src: '/audit/d', startAfter: Buffer.alloc(0), needLocation: false })],
  ['root', (nn) => nn.getListing({ src: '/audit/none', startAfter: Buffer.alloc(0), needLocation: false })],
  ['root', (nn) => nn.getBatchedListing({ paths: ['/audit/d'], startAfter: Buffer.alloc(0), needLocation: false })],
  ['root', (nn) => nn.getBlockLocations({ src: '/audit/d/f', offset: 0, length: 10 })],
  ['root', (nn) => nn.getBlockLocations({ src: '/audit/none', offset: 0, length: 10 })],
  ['root', (nn) => nn.setPermission({ src: '/audit/d/f', permission: perm(0o600) })],
  ['root', (nn) => nn.setOwner({ src: '/audit/d/f', username: 'alice', groupname: 'users' })],
  ['root', (nn) => nn.setTimes({ src: '/audit/d/f', mtime: 1000, atime: 2000 })],
  ['root', (nn) => nn.setReplication({ src: '/audit/d/f', replication: 2 })],
  ['root', (nn) => nn.rename({ src: '/audit/d/f', dst: '/audit/d/g' })],
  ['root', (nn) => nn.rename({ src: '/audit/d/none', dst: '/audit/d/h' })],
  ['root', (nn) => nn.rename2({ src: '/audit/d/g', dst: '/audit/d/f', overwriteDest: false, moveToTrash: false })],
  ['root', (nn) => nn.rename2({ src: '/audit/d/f', dst: '/audit/d/g', overwriteDest: true, moveToTrash: false })],
  ['root', (nn) => nn.append({ src: '/audit/d/g', clientName: 'audited', flag: 4 })],
  ['root', (nn) => nn.complete({ src: '/audit/d/g', clientName: 'audited' })],
  ['root', (nn) => nn.truncate({ src: '/audit/d/g', newLength: 0, clientName: 'audited' })],
  ['root', (nn) => nn.recoverLease({ src: '/audit/d/g', clientName: 'audited' })],
  ['root', (nn) => nn.getContentSummary({ path: '/audit' })],
  ['root', (nn) => nn.getQuotaUsage({ path: '/audit' })],
  ['root', (nn) => nn.setQuota({ path: '/audit', namespaceQuota: 100, storagespaceQuota: -1 })],
  ['root', (nn) => nn.setStoragePolicy({ src: '/audit', policyName: 'HOT' })],
  ['root', (nn) => nn.getStoragePolicy({ path: '/audit' })],
  ['root', (nn) => nn.unsetStoragePolicy({ src: '/audit' })],
  ['root', (nn) => nn.getStoragePolicies({})],
  ['root', (nn) => nn.setAcl({ src: '/audit/d/g', aclSpec: [{ type: AclType.USER, scope: Scope.ACCESS, permissions: Action.READ_WRITE }, { type: AclType.GROUP, scope: Scope.ACCESS, permissions: Action.READ }, { type: AclType.OTHER, scope: Scope.ACCESS, permissions: Action.NONE }] })],
  ['root', (nn) => nn.modifyAclEntries({ src: '/audit/d/g', aclSpec })],
  ['root', (nn) => nn.getAclStatus({ src: '/audit/d/g' })],
  ['root', (nn) => nn.removeAclEntries({ src: '/audit/d/g', aclSpec })],
  ['root', (nn) => nn.removeDefaultAcl({ src: '/audit/d' })],
  ['root', (nn) => nn.removeAcl({ src: '/audit/d/g' })],
  ['root', (nn) => nn.setXAttr({ src: '/audit/d/g', xAttr, flag: XAttrSetFlagProto.XATTR_CREATE })],
  ['root', (nn) => nn.getXAttrs({ src: '/audit/d/g', xAttrs: [] })],
  ['root', (nn) => nn.listXAttrs({ src: '/audit/d/g' })],
  ['root', (nn) => nn.removeXAttr({ src: '/audit/d/g', xAttr })],
  ['root', (nn) => nn.checkAccess({ path: '/audit/d/g', mode: Action.READ })],
  ['root', (nn) => nn.create(create('/audit/d/c1'))],
  ['root', (nn) => nn.complete({ src: '/audit/d/c1', clientName: 'audited' })],
  ['root', (nn) => nn.concat({ trg: '/audit/d/g', srcs: ['/audit/d/c1'] })],
  ['root', (nn) => nn.getFsStats({})],
  ['root', (nn) => nn.getDatanodeReport({ type: DatanodeReportTypeProto.LIVE })],
  ['root', (nn) => nn.getServerDefaults({})],
  ['root', (nn) => nn.listCorruptFileBlocks({ path: '/' })],
  ['root', (nn) => nn.listOpenFiles({ id: 0, types: [], path: '/' })],
  ['root', (nn) => nn.setSafeMode({ action: SafeModeActionProto.SAFEMODE_ENTER, checked: false })],
  ['root', (nn) => nn.setSafeMode({ action: SafeModeActionProto.SAFEMODE_GET, checked: false })],
  ['root', (nn) => nn.saveNamespace({ timeWindow: 0, txGap: 0 })],
  ['root', (nn) => nn.setSafeMode({ action: SafeModeActionProto.SAFEMODE_LEAVE, checked: false })],
  ['root', (nn) => nn.refreshNodes({})],
  ['root', (nn) => nn.rollEdits({})],
  ['root', (nn) => nn.metaSave({ filename: 'audited' })],
  ['root', (nn) => nn.setBalancerBandwidth({ bandwidth: 1_000_000 })],
  ['root', (nn) => nn.rollingUpgrade({ action: RollingUpgradeActionProto.QUERY })],
  ['root', (nn) => nn.setQuota({ path: '/audit', namespaceQuota: 200, storagespaceQuota: dontSet })],
  ['root', (nn) => nn.setQuota({ path: '/audit', namespaceQuota: dontSet, storagespaceQuota: 1_000_000_000 })],
  ['root', (nn) => nn.setQuota({ path: '/audit', namespaceQuota: -1, storagespaceQuota: dontSet })],
  ['root', (nn) => nn.setQuota({ path: '/audit', namespaceQuota: dontSet, storagespaceQuota: -1 })],
  ['root', (nn) => nn.setQuota({ path: '/audit', namespaceQuota: dontSet, storagespaceQuota: 1_000_000, storageType: StorageTypeProto.SSD })],
  ['root', (nn) => nn.create({ ...create('/audit/d/t'), createFlag: CreateFlagProto.CREATE | CreateFlagProto.OVERWRITE })],
  ['root', (nn) => nn.fsync({ src: '/audit/d/t', client: 'audited', fileId: 0 })],
  ['root', (nn) => nn.complete({ src: '/audit/d/t', clientName: 'audited' })],
  ['root', (nn) => nn.rename2({ src: '/audit/d/t', dst: '/audit/d/u', overwriteDest: true, moveToTrash: true })],
  ['root', (nn) => nn.renewLease({ clientName: 'audited', namespaces: [] })],
  ['root', (nn) => nn.getPreferredBlockSize({ filename: '/audit/d/g' })],
  ['root', (nn) => nn.getLinkTarget({ path: '/audit/d/g' })],
  ['root', (nn) => nn.getDatanodeStorageReport({ type: DatanodeReportTypeProto.LIVE })],
  ['root', (nn) => nn.restoreFailedStorage({ arg: 'check' })],
  ['root', (nn) => nn.finalizeUpgrade({})],
  ['root', (nn) => nn.upgradeStatus({})],
  ['root', (nn) => nn.getFsReplicatedBlockStats({})],
  ['root', (nn) => nn.msync({})],
  ['bob', (nn) => nn.setSafeMode({ action: SafeModeActionProto.SAFEMODE_GET, checked: false })],
  ['bob', (nn) => nn.rollEdits({})],
  ['bob', (nn) => nn.metaSave({ filename: 'audited' })],
  ['bob', (nn) => nn.setBalancerBandwidth({ bandwidth: 1_000_000 })],
  ['bob', (nn) => nn.getDatanodeStorageReport({ type: DatanodeReportTypeProto.LIVE })],
  ['bob', (nn) => nn.restoreFailedStorage({ arg: 'true' })],
  ['bob', (nn) => nn.finalizeUpgrade({})],
  ['bob', (nn) => nn.mkdirs({ src: '/audit/d/x', masked: perm(0o755), createParent: true })],
  ['bob', (nn) => nn.create(create('/audit/d/x'))],
  ['bob', (nn) => nn.delete({ src: '/audit/d', recursive: true })],
  ['bob', (nn) => nn.rename({ src: '/audit/d/g', dst: '/audit/d/y' })],
  ['bob', (nn) => nn.rename2({ src: '/audit/d/g', dst: '/audit/d/y', overwriteDest: false, moveToTrash: false })],
  ['bob', (nn) => nn.setPermission({ src: '/audit/d/g', permission: perm(0o777) })],
  ['bob', (nn) => nn.setOwner({ src: '/audit/d/g', username: 'bob', groupname: '' })],
  ['bob', (nn) => nn.setTimes({ src: '/audit/d/g', mtime: 1, atime: 1 })],
  ['bob', (nn) => nn.setReplication({ src: '/audit/d/g', replication: 3 })],
  ['bob', (nn) => nn.getBlockLocations({ src: '/audit/d/g', offset: 0, length: 10 })],
  ['bob', (nn) => nn.append({ src: '/audit/d/g', clientName: 'audited', flag: 4 })],
  ['bob', (nn) => nn.truncate({ src: '/audit/d/g', newLength: 0, clientName: 'audited' })],
  ['bob', (nn) => nn.concat({ trg: '/audit/d/g', srcs: ['/audit/d/c1'] })],
  ['bob', (nn) => nn.setQuota({ path: '/audit', namespaceQuota: 100, storagespaceQuota: -1 })],
  ['bob', (nn) => nn.setAcl({ src: '/audit/d/g', aclSpec })],
  ['bob', (nn) => nn.setXAttr({ src: '/audit/d/g', xAttr, flag: XAttrSetFlagProto.XATTR_CREATE })],
  ['bob', (nn) => nn.setStoragePolicy({ src: '/audit/d/g', policyName: 'HOT' })],
  ['bob', (nn) => nn.getContentSummary({ path: '/audit' })],
  ['bob', (nn) => nn.checkAccess({ path: '/audit/d/g', mode: Action.READ })],
  ['bob', (nn) => nn.setSafeMode({ action: SafeModeActionProto.SAFEMODE_ENTER, checked: false })],
  ['bob', (nn) => nn.saveNamespace({ timeWindow: 0, txGap: 0 })],
  ['bob', (nn) => nn.refreshNodes({})],
  ['bob', (nn) => nn.getDatanodeReport({ type: DatanodeReportTypeProto.LIVE })],
  ['root', (nn) => nn.setPermission({ src: '/audit/d', permission: perm(0o700) })],
  ['bob', (nn) => nn.getFileInfo({ src: '/audit/d/g' })],
  ['bob', (nn) => nn.getListing({ src: '/audit/d', startAfter: Buffer.alloc(0), needLocation: false })],
  ['bob', (nn) => nn.getAclStatus({ src: '/audit/d/g' })],
  ['bob', (nn) => nn.getXAttrs({ src: '/audit/d/g', xAttrs: [] })],
  ['root', (nn) => nn.delete({ src: '/audit/d/none', recursive: true })],
  ['root', (nn) => nn.delete({ src: '/audit', recursive: true })],
];

/** Makes all calls; what they answer does not matter. */
export async function makeAuditedCalls(host: string, port: number, callerContext: string): Promise<void> {
  const env = nodeEnv({ name: 'audited' });
  const clients = { root: undefined as RpcClient | undefined, bob: undefined as RpcClient | undefined };
  try {
    for (const [user, call] of calls) {
      const client = (clients[user] ??= new RpcClient(env, { address: { host, port }, user, callerContext, rpcTimeoutMs: 20_000 }));
      await call(rpcProxy(client, ClientNamenodeProtocol)).catch(() => {});
    }
  } finally {
    clients.root?.close();
    clients.bob?.close();
  }
}
