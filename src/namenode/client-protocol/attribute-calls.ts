// ClientProtocol's calls about what inodes carry: quotas and summaries, storage policies, ACLs, extended attributes.
import type { AclEntry, XAttr } from '../../edit-log/ops/writables.ts';
import { modeBits } from '../../protocol/permission.ts';
import type { Handlers } from '../../rpc/service.ts';
import type { AclEntryProto } from '../../wire/acl.ts';
import { AclEntryProto_AclEntryScopeProto as Scope, AclEntryProto_AclEntryTypeProto as EntryType, AclEntryProto_FsActionProto as FsAction } from '../../wire/acl.ts';
import type { BlockStoragePolicyProto, StorageTypesProto } from '../../wire/hdfs.ts';
import { StorageTypeProto } from '../../wire/hdfs.ts';
import type { ClientNamenodeProtocol } from '../../wire/client-namenode-protocol.ts';
import type { XAttrProto } from '../../wire/xattr.ts';
import { XAttrProto_XAttrNamespaceProto as XAttrNamespace, XAttrSetFlagProto } from '../../wire/xattr.ts';
import type { FSNamesystem, RetryTraits } from '../fs-namesystem.ts';
import { aclName } from '../namespace/acl.ts';
import type { StoragePolicy, StorageType } from '../namespace/storage-policies.ts';
import { storagePolicies, storageTypeNames } from '../namespace/storage-policies.ts';
import { getAclStatus, planModifyAclEntries, planRemoveAcl, planRemoveAclEntries, planRemoveDefaultAcl, planSetAcl } from '../operations/acl.ts';
import { getContentSummary } from '../operations/content-summary.ts';
import { getQuotaUsage, planSetQuota, quotaCommand } from '../operations/quota.ts';
import { getStoragePolicy, planSetStoragePolicy } from '../operations/storage-policy.ts';
import { getXAttrs, listXAttrs, planRemoveXAttr, planSetXAttr } from '../operations/xattr.ts';

const keptVoid: RetryTraits<void> = { keep: () => true, encode: () => undefined, decode: () => undefined };

export function attributeCalls(fsn: FSNamesystem): Handlers<typeof ClientNamenodeProtocol> {
  const ns = (): FSNamesystem['namespace'] => fsn.namespace;
  return {
    getContentSummary: ({ path }, call) => fsn.readInSlices(call, function* (ctx) {
      const { typeConsumed, typeQuotas, ...summary } = yield* getContentSummary(ns(), ctx, path);
      return {
        summary: {
          ...summary, typeQuotaInfos: typeQuotaInfos(typeQuotas, typeConsumed),
          snapshotLength: 0, snapshotFileCount: 0, snapshotDirectoryCount: 0, snapshotSpaceConsumed: 0,
        },
      };
    }),
    getQuotaUsage: ({ path }, call) => fsn.read(call, (ctx) => {
      const { typeQuotas, typeConsumed, ...usage } = getQuotaUsage(ns(), ctx, path);
      return { usage: { ...usage, typeQuotaInfos: typeQuotaInfos(typeQuotas, typeConsumed) } };
    }),
    setQuota: async ({ path, namespaceQuota, storagespaceQuota, storageType }, call) => {
      await fsn.write(call, { safeModeText: `Cannot ${quotaCommand(namespaceQuota, storagespaceQuota)} on ${path}` }, (ctx) =>
        planSetQuota(ns(), ctx, { path, namespaceQuota, storagespaceQuota, storageType: storageType === undefined ? undefined : storageTypeOf(storageType) }));
      return {};
    },
    getStoragePolicies: (_request, call) => fsn.read(call, () => ({ policies: storagePolicies.map(policyProto) })),
    getStoragePolicy: ({ path }, call) => fsn.read(call, (ctx) => ({ storagePolicy: policyProto(getStoragePolicy(ns(), ctx, path)) })),
    setStoragePolicy: async ({ src, policyName }, call) => {
      await fsn.write(call, { safeModeText: `Cannot set storage policy for ${src}` }, (ctx) => planSetStoragePolicy(ns(), ctx, { src, policyName }));
      return {};
    },
    unsetStoragePolicy: async ({ src }, call) => {
      await fsn.write(call, { safeModeText: `Cannot unset storage policy for ${src}` }, (ctx) => planSetStoragePolicy(ns(), ctx, { src, policyName: undefined }));
      return {};
    },
    getAclStatus: ({ src }, call) => fsn.read(call, (ctx) => {
      const { mode, entries, ...status } = getAclStatus(ns(), ctx, src);
      return { result: { ...status, entries: entries.map(aclEntryProto), permission: { perm: mode & modeBits } } };
    }),
    modifyAclEntries: async ({ src, aclSpec }, call) => {
      await fsn.write(call, { safeModeText: `Cannot modify ACL entries on ${src}` }, (ctx) => planModifyAclEntries(ns(), ctx, { src, aclSpec: aclSpec.map(aclEntryOf) }));
      return {};
    },
    removeAclEntries: async ({ src, aclSpec }, call) => {
      await fsn.write(call, { safeModeText: `Cannot remove ACL entries on ${src}` }, (ctx) => planRemoveAclEntries(ns(), ctx, { src, aclSpec: aclSpec.map(aclEntryOf) }));
      return {};
    },
    removeDefaultAcl: async ({ src }, call) => {
      await fsn.write(call, { safeModeText: `Cannot remove default ACL entries on ${src}` }, (ctx) => planRemoveDefaultAcl(ns(), ctx, src));
      return {};
    },
    removeAcl: async ({ src }, call) => {
      await fsn.write(call, { safeModeText: `Cannot remove ACL on ${src}` }, (ctx) => planRemoveAcl(ns(), ctx, src));
      return {};
    },
    setAcl: async ({ src, aclSpec }, call) => {
      await fsn.write(call, { safeModeText: `Cannot set ACL on ${src}` }, (ctx) => planSetAcl(ns(), ctx, { src, aclSpec: aclSpec.map(aclEntryOf) }));
      return {};
    },
    setXAttr: async ({ src, xAttr, flag = 0 }, call) => {
      if (xAttr === undefined) return {};
      const create = (flag & XAttrSetFlagProto.XATTR_CREATE) !== 0;
      const replace = (flag & XAttrSetFlagProto.XATTR_REPLACE) !== 0;
      await fsn.write(call, { safeModeText: `Cannot set XAttr on ${src}`, retry: keptVoid }, (ctx) => planSetXAttr(ns(), ctx, { src, xAttr: xAttrOf(xAttr), create, replace }));
      return {};
    },
    removeXAttr: async ({ src, xAttr }, call) => {
      if (xAttr === undefined) return {};
      await fsn.write(call, { safeModeText: `Cannot remove XAttr entry on ${src}`, retry: keptVoid }, (ctx) => planRemoveXAttr(ns(), ctx, { src, xAttr: xAttrOf(xAttr) }));
      return {};
    },
    getXAttrs: ({ src, xAttrs }, call) => fsn.read(call, (ctx) => ({ xAttrs: getXAttrs(ns(), ctx, { src, xAttrs: xAttrs.map(xAttrOf) }).map(xAttrProto) })),
    listXAttrs: ({ src }, call) => fsn.read(call, (ctx) => ({ xAttrs: listXAttrs(ns(), ctx, src).map((xAttr) => ({ ...xAttrProto(xAttr), value: undefined })) })),
  };
}

/** The ordinal of StorageType is not its number on the wire: the names connect the two. */
const wireTypes: Readonly<Record<string, StorageTypeProto>> = StorageTypeProto;

function storageTypeProto(ordinal: number): StorageTypeProto {
  return wireTypes[storageTypeNames[ordinal] ?? ''] ?? StorageTypeProto.DISK;
}

function storageTypeOf(type: StorageTypeProto): StorageType {
  const name = Object.entries(wireTypes).find(([, number]) => number === type)?.[0] ?? 'DISK';
  return storageTypeNames.indexOf(name) as StorageType;
}

/** Only types with a limit are told of. */
function typeQuotaInfos(quotas: readonly number[], consumed: readonly number[]) {
  const typeQuotaInfo = quotas.flatMap((quota, ordinal) => (quota < 0 ? [] : [{ type: storageTypeProto(ordinal), quota, consumed: consumed[ordinal] ?? 0 }]));
  return typeQuotaInfo.length === 0 ? undefined : { typeQuotaInfo };
}

function policyProto(policy: StoragePolicy): BlockStoragePolicyProto {
  const types = (ordinals: readonly StorageType[]): StorageTypesProto => ({ storageTypes: ordinals.map(storageTypeProto) });
  return {
    policyId: policy.id, name: policy.name, creationPolicy: types(policy.types),
    creationFallbackPolicy: types(policy.creationFallbacks), replicationFallbackPolicy: types(policy.replicationFallbacks),
  };
}

const scopes = [Scope.ACCESS, Scope.DEFAULT] as const;
const entryTypes = [EntryType.USER, EntryType.GROUP, EntryType.MASK, EntryType.OTHER] as const;
const fsActions: readonly AclEntryProto['permissions'][] = [FsAction.NONE, FsAction.EXECUTE, FsAction.WRITE, FsAction.WRITE_EXECUTE, FsAction.READ, FsAction.READ_EXECUTE, FsAction.READ_WRITE, FsAction.PERM_ALL];

function aclEntryProto(entry: AclEntry): AclEntryProto {
  const name = aclName(entry);
  return { type: entryTypes[entry.type], scope: scopes[entry.scope], permissions: fsActions[entry.permissions & 7] ?? FsAction.NONE, ...(name === undefined ? {} : { name }) };
}

function aclEntryOf(proto: AclEntryProto): AclEntry {
  return {
    scope: proto.scope === Scope.DEFAULT ? 1 : 0, type: Math.max(0, entryTypes.indexOf(proto.type)) as AclEntry['type'],
    permissions: Math.max(0, fsActions.indexOf(proto.permissions)) as AclEntry['permissions'], name: proto.name === '' ? undefined : proto.name,
  };
}

const namespaces = [XAttrNamespace.USER, XAttrNamespace.TRUSTED, XAttrNamespace.SECURITY, XAttrNamespace.SYSTEM, XAttrNamespace.RAW] as const;

function xAttrProto(xAttr: XAttr): XAttrProto {
  return { namespace: namespaces[xAttr.namespace] ?? XAttrNamespace.USER, name: xAttr.name, value: xAttr.value };
}

function xAttrOf(proto: XAttrProto): XAttr {
  return { namespace: Math.max(0, namespaces.indexOf(proto.namespace)), name: proto.name, value: proto.value === undefined ? undefined : Uint8Array.from(proto.value) } as XAttr;
}
