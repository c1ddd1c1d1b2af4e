// What ClientProtocol answers, in WebHDFS's JSON: statuses, listings, summaries, quotas, ACLs. The order of the names is
// Apache's. Answers to JsonUtil.
import { AclEntryProto_AclEntryScopeProto as Scope, AclEntryProto_AclEntryTypeProto as EntryType } from '../wire/acl.ts';
import type { AclEntryProto, AclStatusProto } from '../wire/acl.ts';
import { HdfsFileStatusProto_FileType as FileType, HdfsFileStatusProto_Flags as Flags, StorageTypeProto } from '../wire/hdfs.ts';
import type {
  BlockStoragePolicyProto, ContentSummaryProto, DirectoryListingProto, ErasureCodingPolicyProto, FsServerDefaultsProto, HdfsFileStatusProto, QuotaUsageProto,
  StorageTypeQuotaInfosProto, StorageTypesProto,
} from '../wire/hdfs.ts';

export type Json = string | number | bigint | boolean | null | readonly Json[] | { readonly [name: string]: Json };

const fileTypes: Readonly<Record<number, string>> = { [FileType.IS_DIR]: 'DIRECTORY', [FileType.IS_FILE]: 'FILE', [FileType.IS_SYMLINK]: 'SYMLINK' };

/** JSON.stringify, which refuses a bigint. */
export function jsonText(value: Json): string {
  if (typeof value === 'bigint') return value.toString();
  if (Array.isArray(value)) return `[${value.map(jsonText).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.entries(value).map(([name, item]) => `${JSON.stringify(name)}:${jsonText(item)}`).join(',')}}`;
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString();
}

/** A storage type's name. */
export function storageTypeName(type: StorageTypeProto | undefined): string {
  return Object.entries(StorageTypeProto).find(([, value]) => value === type)?.[0] ?? 'DISK';
}

export function octal(permission: number): string {
  return permission.toString(8);
}

/** One status; `pathSuffix` is its name within what was asked for. */
export function fileStatusJson(status: HdfsFileStatusProto, pathSuffix = text(status.path)): Json {
  const flag = (bit: number): boolean => ((status.flags ?? 0) & bit) !== 0;
  const ec = status.ecPolicy;
  return {
    accessTime: status.access_time,
    ...(flag(Flags.HAS_ACL) ? { aclBit: true } : {}),
    blockSize: status.blocksize ?? 0,
    childrenNum: status.childrenNum ?? 0,
    ...(flag(Flags.HAS_EC) ? { ecBit: true } : {}),
    ...(ec === undefined ? {} : { ecPolicy: ec.name ?? '', ecPolicyObj: ecPolicyJson(ec) }),
    ...(flag(Flags.HAS_CRYPT) ? { encBit: true } : {}),
    fileId: status.fileId ?? 0,
    group: status.group,
    length: status.length,
    modificationTime: status.modification_time,
    owner: status.owner,
    pathSuffix,
    permission: octal(status.permission.perm),
    replication: status.block_replication ?? 0,
    ...(flag(Flags.SNAPSHOT_ENABLED) ? { snapshotEnabled: true } : {}),
    storagePolicy: status.storagePolicy ?? 0,
    ...(status.symlink === undefined || status.symlink.length === 0 ? {} : { symlink: text(status.symlink) }),
    type: fileTypes[status.fileType] ?? 'FILE',
  };
}

export function directoryListingJson({ partialListing, remainingEntries }: DirectoryListingProto): Json {
  return {
    DirectoryListing: { partialListing: { FileStatuses: { FileStatus: partialListing.map((status) => fileStatusJson(status)) } }, remainingEntries },
  };
}

export function contentSummaryJson(summary: ContentSummaryProto): Json {
  return {
    ContentSummary: {
      directoryCount: summary.directoryCount,
      ecPolicy: summary.erasureCodingPolicy ?? '',
      fileCount: summary.fileCount,
      length: summary.length,
      quota: limit(summary.quota),
      snapshotDirectoryCount: summary.snapshotDirectoryCount ?? 0,
      snapshotFileCount: summary.snapshotFileCount ?? 0,
      snapshotLength: summary.snapshotLength ?? 0,
      snapshotSpaceConsumed: summary.snapshotSpaceConsumed ?? 0,
      spaceConsumed: summary.spaceConsumed,
      spaceQuota: limit(summary.spaceQuota),
      typeQuota: typeQuotaJson(summary.typeQuotaInfos),
    },
  };
}

export function quotaUsageJson(usage: QuotaUsageProto): Json {
  return {
    QuotaUsage: {
      fileAndDirectoryCount: usage.fileAndDirectoryCount,
      quota: limit(usage.quota),
      spaceConsumed: usage.spaceConsumed,
      spaceQuota: limit(usage.spaceQuota),
      typeQuota: typeQuotaJson(usage.typeQuotaInfos),
    },
  };
}

/** The root's number of names is a limit that no number of ours can tell exactly. */
function limit(quota: number): Json {
  return quota >= 2 ** 63 ? 2n ** 63n - 1n : quota;
}

function typeQuotaJson(infos: StorageTypeQuotaInfosProto | undefined): Json {
  return Object.fromEntries((infos?.typeQuotaInfo ?? []).map(({ type, consumed, quota }) => [storageTypeName(type), { consumed, quota: limit(quota) }]));
}

const entryTypes: Readonly<Record<number, string>> = { [EntryType.USER]: 'user', [EntryType.GROUP]: 'group', [EntryType.MASK]: 'mask', [EntryType.OTHER]: 'other' };

/** FsAction.SYMBOL. */
function symbol(permissions: number): string {
  return `${(permissions & 4) === 0 ? '-' : 'r'}${(permissions & 2) === 0 ? '-' : 'w'}${(permissions & 1) === 0 ? '-' : 'x'}`;
}

function aclEntryText(entry: AclEntryProto): string {
  return `${entry.scope === Scope.DEFAULT ? 'default:' : ''}${entryTypes[entry.type] ?? ''}:${entry.name ?? ''}:${symbol(entry.permissions)}`;
}

export function aclStatusJson(status: AclStatusProto): Json {
  return {
    AclStatus: {
      entries: status.entries.map(aclEntryText),
      group: status.group,
      owner: status.owner,
      ...(status.permission === undefined ? {} : { permission: octal(status.permission.perm) }),
      stickyBit: status.sticky,
    },
  };
}

export function storagePolicyJson(policy: BlockStoragePolicyProto): Json {
  const types = (of: StorageTypesProto | undefined): Json => (of?.storageTypes ?? []).map((type) => storageTypeName(type));
  return {
    // Only what lies in memory first is copied on when its file is created.
    copyOnCreateFile: policy.name === 'LAZY_PERSIST',
    creationFallbacks: types(policy.creationFallbackPolicy),
    id: policy.policyId,
    name: policy.name,
    replicationFallbacks: types(policy.replicationFallbackPolicy),
    storageTypes: types(policy.creationPolicy),
  };
}

export function serverDefaultsJson(defaults: FsServerDefaultsProto): Json {
  return {
    FsServerDefaults: {
      replication: defaults.replication,
      encryptDataTransfer: defaults.encryptDataTransfer ?? false,
      defaultStoragePolicyId: defaults.policyId ?? 0,
      writePacketSize: defaults.writePacketSize,
      fileBufferSize: defaults.fileBufferSize,
      checksumType: defaults.checksumType ?? 1,
      trashInterval: defaults.trashInterval ?? 0,
      keyProviderUri: defaults.keyProviderUri ?? '',
      blockSize: defaults.blockSize,
      bytesPerChecksum: defaults.bytesPerChecksum,
    },
  };
}

const ecStates: readonly string[] = ['', 'DISABLED', 'ENABLED', 'REMOVED'];

/** ErasureCodingPolicy, as Jackson prints the class. */
export function ecPolicyJson(policy: ErasureCodingPolicyProto): Json {
  const { schema } = policy;
  return {
    name: policy.name ?? '',
    schema: {
      codecName: schema?.codecName ?? '', numDataUnits: schema?.dataUnits ?? 0, numParityUnits: schema?.parityUnits ?? 0,
      extraOptions: Object.fromEntries((schema?.options ?? []).map(({ key, value }) => [key, value])),
    },
    cellSize: policy.cellSize ?? 0,
    id: policy.id,
    codecName: schema?.codecName ?? '',
    numDataUnits: schema?.dataUnits ?? 0,
    numParityUnits: schema?.parityUnits ?? 0,
    replicationPolicy: policy.id === 0,
    systemPolicy: policy.id < 64,
  };
}

export function ecPoliciesJson(policies: readonly ErasureCodingPolicyProto[]): Json {
  const ErasureCodingPolicyInfo = policies.map((policy) => ({ state: ecStates[policy.state ?? 2] ?? 'ENABLED', policy: ecPolicyJson(policy) }));
  return { ErasureCodingPolicies: { ErasureCodingPolicyInfo } };
}
