// Generated from proto/client-namenode-protocol.proto by scripts/proto/generate.ts; change those instead.
// Every call that an HDFS client makes to a NameNode.
// Optional file ids and client names guard against writers that have lost their lease.

import type { BackwardWriter } from './backward-writer.ts'
import type { Codec } from './codec.ts'
import { codec, missing, overrun } from './codec.ts'
import type { ProtoReader } from './proto-reader.ts'
import type { AclEntryProto_FsActionProto, FsPermissionProto } from './acl.ts'
import { GetAclStatusRequestProto, GetAclStatusResponseProto, ModifyAclEntriesRequestProto, ModifyAclEntriesResponseProto, RemoveAclEntriesRequestProto, RemoveAclEntriesResponseProto, RemoveAclRequestProto, RemoveAclResponseProto, RemoveDefaultAclRequestProto, RemoveDefaultAclResponseProto, SetAclRequestProto, SetAclResponseProto, readFsPermissionProto, writeFsPermissionProto } from './acl.ts'
import { CreateEncryptionZoneRequestProto, CreateEncryptionZoneResponseProto, GetEZForPathRequestProto, GetEZForPathResponseProto, ListEncryptionZonesRequestProto, ListEncryptionZonesResponseProto, ListReencryptionStatusRequestProto, ListReencryptionStatusResponseProto, ReencryptEncryptionZoneRequestProto, ReencryptEncryptionZoneResponseProto } from './encryption.ts'
import { AddErasureCodingPoliciesRequestProto, AddErasureCodingPoliciesResponseProto, DisableErasureCodingPolicyRequestProto, DisableErasureCodingPolicyResponseProto, EnableErasureCodingPolicyRequestProto, EnableErasureCodingPolicyResponseProto, GetECTopologyResultForPoliciesRequestProto, GetECTopologyResultForPoliciesResponseProto, GetErasureCodingCodecsRequestProto, GetErasureCodingCodecsResponseProto, GetErasureCodingPoliciesRequestProto, GetErasureCodingPoliciesResponseProto, GetErasureCodingPolicyRequestProto, GetErasureCodingPolicyResponseProto, RemoveErasureCodingPolicyRequestProto, RemoveErasureCodingPolicyResponseProto, SetErasureCodingPolicyRequestProto, SetErasureCodingPolicyResponseProto, UnsetErasureCodingPolicyRequestProto, UnsetErasureCodingPolicyResponseProto } from './erasure-coding.ts'
import type { HAServiceStateProto } from './ha-service-protocol.ts'
import type { BatchedDirectoryListingProto, BlockStoragePolicyProto, ContentSummaryProto, CorruptFileBlocksProto, CryptoProtocolVersionProto, DataEncryptionKeyProto, DatanodeIDProto, DatanodeInfoProto, DirectoryListingProto, ExtendedBlockProto, FsServerDefaultsProto, HdfsFileStatusProto, LocatedBlockProto, LocatedBlocksProto, QuotaUsageProto, RollingUpgradeStatusProto, SnapshotDiffReportCursorProto, SnapshotDiffReportListingProto, SnapshotDiffReportProto, SnapshotListingProto, SnapshottableDirectoryListingProto, StorageReportProto, StorageTypeProto } from './hdfs.ts'
import { readBatchedDirectoryListingProto, readBlockStoragePolicyProto, readContentSummaryProto, readCorruptFileBlocksProto, readDataEncryptionKeyProto, readDatanodeIDProto, readDatanodeInfoProto, readDirectoryListingProto, readExtendedBlockProto, readFsServerDefaultsProto, readHdfsFileStatusProto, readLocatedBlockProto, readLocatedBlocksProto, readQuotaUsageProto, readRollingUpgradeStatusProto, readSnapshotDiffReportCursorProto, readSnapshotDiffReportListingProto, readSnapshotDiffReportProto, readSnapshotListingProto, readSnapshottableDirectoryListingProto, readStorageReportProto, writeBatchedDirectoryListingProto, writeBlockStoragePolicyProto, writeContentSummaryProto, writeCorruptFileBlocksProto, writeDataEncryptionKeyProto, writeDatanodeIDProto, writeDatanodeInfoProto, writeDirectoryListingProto, writeExtendedBlockProto, writeFsServerDefaultsProto, writeHdfsFileStatusProto, writeLocatedBlockProto, writeLocatedBlocksProto, writeQuotaUsageProto, writeRollingUpgradeStatusProto, writeSnapshotDiffReportCursorProto, writeSnapshotDiffReportListingProto, writeSnapshotDiffReportProto, writeSnapshotListingProto, writeSnapshottableDirectoryListingProto, writeStorageReportProto } from './hdfs.ts'
import type { EventsListProto } from './inotify.ts'
import { readEventsListProto, writeEventsListProto } from './inotify.ts'
import { CancelDelegationTokenRequestProto, CancelDelegationTokenResponseProto, GetDelegationTokenRequestProto, GetDelegationTokenResponseProto, RenewDelegationTokenRequestProto, RenewDelegationTokenResponseProto } from './security.ts'
import { GetXAttrsRequestProto, GetXAttrsResponseProto, ListXAttrsRequestProto, ListXAttrsResponseProto, RemoveXAttrRequestProto, RemoveXAttrResponseProto, SetXAttrRequestProto, SetXAttrResponseProto } from './xattr.ts'

export const CreateFlagProto = {
  CREATE: 1,
  OVERWRITE: 2,
  APPEND: 4,
  LAZY_PERSIST: 16,
  NEW_BLOCK: 32,
  SHOULD_REPLICATE: 128,
} as const
export type CreateFlagProto = (typeof CreateFlagProto)[keyof typeof CreateFlagProto]

export const AddBlockFlagProto = {
  NO_LOCAL_WRITE: 1,
  IGNORE_CLIENT_LOCALITY: 2,
} as const
export type AddBlockFlagProto = (typeof AddBlockFlagProto)[keyof typeof AddBlockFlagProto]

export const DatanodeReportTypeProto = {
  ALL: 1,
  LIVE: 2,
  DEAD: 3,
  DECOMMISSIONING: 4,
  ENTERING_MAINTENANCE: 5,
  IN_MAINTENANCE: 6,
} as const
export type DatanodeReportTypeProto = (typeof DatanodeReportTypeProto)[keyof typeof DatanodeReportTypeProto]

export const SafeModeActionProto = {
  SAFEMODE_LEAVE: 1,
  SAFEMODE_ENTER: 2,
  SAFEMODE_GET: 3,
  SAFEMODE_FORCE_EXIT: 4,
} as const
export type SafeModeActionProto = (typeof SafeModeActionProto)[keyof typeof SafeModeActionProto]

export const RollingUpgradeActionProto = {
  QUERY: 1,
  START: 2,
  FINALIZE: 3,
} as const
export type RollingUpgradeActionProto = (typeof RollingUpgradeActionProto)[keyof typeof RollingUpgradeActionProto]

export const CacheFlagProto = {
  FORCE: 1,
} as const
export type CacheFlagProto = (typeof CacheFlagProto)[keyof typeof CacheFlagProto]

export const OpenFilesTypeProto = {
  ALL_OPEN_FILES: 1,
  BLOCKING_DECOMMISSION: 2,
} as const
export type OpenFilesTypeProto = (typeof OpenFilesTypeProto)[keyof typeof OpenFilesTypeProto]

export interface GetBlockLocationsRequestProto {
  readonly src: string
  readonly offset: number
  readonly length: number
}
export function writeGetBlockLocationsRequestProto(w: BackwardWriter, m: GetBlockLocationsRequestProto): void {
  w.int64(m.length); w.tag(24)
  w.int64(m.offset); w.tag(16)
  w.string(m.src); w.tag(10)
}
export function readGetBlockLocationsRequestProto(r: ProtoReader, end: number): GetBlockLocationsRequestProto {
  let $src: string | undefined
  let $offset: number | undefined
  let $length: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $src = r.string(); break }
      case 16: { $offset = r.int64(); break }
      case 24: { $length = r.int64(); break }
      default: r.skip(tag, "hadoop.hdfs.GetBlockLocationsRequestProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetBlockLocationsRequestProto")
  if ($src === undefined) throw missing("hadoop.hdfs.GetBlockLocationsRequestProto", "src")
  if ($offset === undefined) throw missing("hadoop.hdfs.GetBlockLocationsRequestProto", "offset")
  if ($length === undefined) throw missing("hadoop.hdfs.GetBlockLocationsRequestProto", "length")
  return { src: $src, offset: $offset, length: $length }
}
export const GetBlockLocationsRequestProto: Codec<GetBlockLocationsRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetBlockLocationsRequestProto", writeGetBlockLocationsRequestProto, readGetBlockLocationsRequestProto)

export interface GetBlockLocationsResponseProto {
  readonly locations?: LocatedBlocksProto | undefined
}
export function writeGetBlockLocationsResponseProto(w: BackwardWriter, m: GetBlockLocationsResponseProto): void {
  if (m.locations !== undefined) { const before = w.size; writeLocatedBlocksProto(w, m.locations); w.varint32(w.size - before); w.tag(10) }
}
export function readGetBlockLocationsResponseProto(r: ProtoReader, end: number): GetBlockLocationsResponseProto {
  let $locations: LocatedBlocksProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $locations = readLocatedBlocksProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.GetBlockLocationsResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetBlockLocationsResponseProto")
  return { locations: $locations }
}
export const GetBlockLocationsResponseProto: Codec<GetBlockLocationsResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetBlockLocationsResponseProto", writeGetBlockLocationsResponseProto, readGetBlockLocationsResponseProto)

export type GetServerDefaultsRequestProto = Record<string, never>
export function writeGetServerDefaultsRequestProto(_w: BackwardWriter, _m: GetServerDefaultsRequestProto): void {
}
export function readGetServerDefaultsRequestProto(r: ProtoReader, end: number): GetServerDefaultsRequestProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.GetServerDefaultsRequestProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetServerDefaultsRequestProto")
  return {  }
}
export const GetServerDefaultsRequestProto: Codec<GetServerDefaultsRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetServerDefaultsRequestProto", writeGetServerDefaultsRequestProto, readGetServerDefaultsRequestProto)

export interface GetServerDefaultsResponseProto {
  readonly serverDefaults: FsServerDefaultsProto
}
export function writeGetServerDefaultsResponseProto(w: BackwardWriter, m: GetServerDefaultsResponseProto): void {
  { const before = w.size; writeFsServerDefaultsProto(w, m.serverDefaults); w.varint32(w.size - before); w.tag(10) }
}
export function readGetServerDefaultsResponseProto(r: ProtoReader, end: number): GetServerDefaultsResponseProto {
  let $serverDefaults: FsServerDefaultsProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $serverDefaults = readFsServerDefaultsProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.GetServerDefaultsResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetServerDefaultsResponseProto")
  if ($serverDefaults === undefined) throw missing("hadoop.hdfs.GetServerDefaultsResponseProto", "serverDefaults")
  return { serverDefaults: $serverDefaults }
}
export const GetServerDefaultsResponseProto: Codec<GetServerDefaultsResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetServerDefaultsResponseProto", writeGetServerDefaultsResponseProto, readGetServerDefaultsResponseProto)

export interface CreateRequestProto {
  readonly src: string
  readonly masked: FsPermissionProto
  readonly clientName: string
  readonly createFlag: number
  readonly createParent: boolean
  readonly replication: number
  readonly blockSize: number
  readonly cryptoProtocolVersion: readonly CryptoProtocolVersionProto[]
  readonly unmasked?: FsPermissionProto | undefined
  readonly ecPolicyName?: string | undefined
  readonly storagePolicy?: string | undefined
}
export function writeCreateRequestProto(w: BackwardWriter, m: CreateRequestProto): void {
  if (m.storagePolicy !== undefined) { w.string(m.storagePolicy); w.tag(90) }
  if (m.ecPolicyName !== undefined) { w.string(m.ecPolicyName); w.tag(82) }
  if (m.unmasked !== undefined) { const before = w.size; writeFsPermissionProto(w, m.unmasked); w.varint32(w.size - before); w.tag(74) }
  for (let values = m.cryptoProtocolVersion, i = values.length - 1; i >= 0; i--) { w.int32(values[i] as CryptoProtocolVersionProto); w.tag(64) }
  w.int64(m.blockSize); w.tag(56)
  w.uint32(m.replication); w.tag(48)
  w.bool(m.createParent); w.tag(40)
  w.uint32(m.createFlag); w.tag(32)
  w.string(m.clientName); w.tag(26)
  { const before = w.size; writeFsPermissionProto(w, m.masked); w.varint32(w.size - before); w.tag(18) }
  w.string(m.src); w.tag(10)
}
export function readCreateRequestProto(r: ProtoReader, end: number): CreateRequestProto {
  let $src: string | undefined
  let $masked: FsPermissionProto | undefined
  let $clientName: string | undefined
  let $createFlag: number | undefined
  let $createParent: boolean | undefined
  let $replication: number | undefined
  let $blockSize: number | undefined
  const $cryptoProtocolVersion: CryptoProtocolVersionProto[] = []
  let $unmasked: FsPermissionProto | undefined
  let $ecPolicyName: string | undefined
  let $storagePolicy: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $src = r.string(); break }
      case 18: { const to = r.lengthEnd(); $masked = readFsPermissionProto(r, to); break }
      case 26: { $clientName = r.string(); break }
      case 32: { $createFlag = r.int32(); break }
      case 40: { $createParent = r.bool(); break }
      case 48: { $replication = r.int32(); break }
      case 56: { $blockSize = r.int64(); break }
      case 64: { const v = r.int32(); if (v >= 1 && v <= 2) $cryptoProtocolVersion.push(v as CryptoProtocolVersionProto); break }
      case 66: { const to = r.lengthEnd(); while (r.pos < to) { const v = r.int32(); if (v >= 1 && v <= 2) $cryptoProtocolVersion.push(v as CryptoProtocolVersionProto) } if (r.pos !== to) throw overrun("hadoop.hdfs.CreateRequestProto"); break }
      case 74: { const to = r.lengthEnd(); $unmasked = readFsPermissionProto(r, to); break }
      case 82: { $ecPolicyName = r.string(); break }
      case 90: { $storagePolicy = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.CreateRequestProto", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.CreateRequestProto")
  if ($src === undefined) throw missing("hadoop.hdfs.CreateRequestProto", "src")
  if ($masked === undefined) throw missing("hadoop.hdfs.CreateRequestProto", "masked")
  if ($clientName === undefined) throw missing("hadoop.hdfs.CreateRequestProto", "clientName")
  if ($createFlag === undefined) throw missing("hadoop.hdfs.CreateRequestProto", "createFlag")
  if ($createParent === undefined) throw missing("hadoop.hdfs.CreateRequestProto", "createParent")
  if ($replication === undefined) throw missing("hadoop.hdfs.CreateRequestProto", "replication")
  if ($blockSize === undefined) throw missing("hadoop.hdfs.CreateRequestProto", "blockSize")
  return { src: $src, masked: $masked, clientName: $clientName, createFlag: $createFlag, createParent: $createParent, replication: $replication, blockSize: $blockSize, cryptoProtocolVersion: $cryptoProtocolVersion, unmasked: $unmasked, ecPolicyName: $ecPolicyName, storagePolicy: $storagePolicy }
}
export const CreateRequestProto: Codec<CreateRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.CreateRequestProto", writeCreateRequestProto, readCreateRequestProto)

export interface CreateResponseProto {
  readonly fs?: HdfsFileStatusProto | undefined
}
export function writeCreateResponseProto(w: BackwardWriter, m: CreateResponseProto): void {
  if (m.fs !== undefined) { const before = w.size; writeHdfsFileStatusProto(w, m.fs); w.varint32(w.size - before); w.tag(10) }
}
export function readCreateResponseProto(r: ProtoReader, end: number): CreateResponseProto {
  let $fs: HdfsFileStatusProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $fs = readHdfsFileStatusProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.CreateResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.CreateResponseProto")
  return { fs: $fs }
}
export const CreateResponseProto: Codec<CreateResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.CreateResponseProto", writeCreateResponseProto, readCreateResponseProto)

export interface AppendRequestProto {
  readonly src: string
  readonly clientName: string
  readonly flag?: number | undefined
}
export function writeAppendRequestProto(w: BackwardWriter, m: AppendRequestProto): void {
  if (m.flag !== undefined) { w.uint32(m.flag); w.tag(24) }
  w.string(m.clientName); w.tag(18)
  w.string(m.src); w.tag(10)
}
export function readAppendRequestProto(r: ProtoReader, end: number): AppendRequestProto {
  let $src: string | undefined
  let $clientName: string | undefined
  let $flag: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $src = r.string(); break }
      case 18: { $clientName = r.string(); break }
      case 24: { $flag = r.int32(); break }
      default: r.skip(tag, "hadoop.hdfs.AppendRequestProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.AppendRequestProto")
  if ($src === undefined) throw missing("hadoop.hdfs.AppendRequestProto", "src")
  if ($clientName === undefined) throw missing("hadoop.hdfs.AppendRequestProto", "clientName")
  return { src: $src, clientName: $clientName, flag: $flag }
}
export const AppendRequestProto: Codec<AppendRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.AppendRequestProto", writeAppendRequestProto, readAppendRequestProto)

export interface AppendResponseProto {
  readonly block?: LocatedBlockProto | undefined
  readonly stat?: HdfsFileStatusProto | undefined
}
export function writeAppendResponseProto(w: BackwardWriter, m: AppendResponseProto): void {
  if (m.stat !== undefined) { const before = w.size; writeHdfsFileStatusProto(w, m.stat); w.varint32(w.size - before); w.tag(18) }
  if (m.block !== undefined) { const before = w.size; writeLocatedBlockProto(w, m.block); w.varint32(w.size - before); w.tag(10) }
}
export function readAppendResponseProto(r: ProtoReader, end: number): AppendResponseProto {
  let $block: LocatedBlockProto | undefined
  let $stat: HdfsFileStatusProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $block = readLocatedBlockProto(r, to); break }
      case 18: { const to = r.lengthEnd(); $stat = readHdfsFileStatusProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.AppendResponseProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.AppendResponseProto")
  return { block: $block, stat: $stat }
}
export const AppendResponseProto: Codec<AppendResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.AppendResponseProto", writeAppendResponseProto, readAppendResponseProto)

export interface SetReplicationRequestProto {
  readonly src: string
  readonly replication: number
}
export function writeSetReplicationRequestProto(w: BackwardWriter, m: SetReplicationRequestProto): void {
  w.uint32(m.replication); w.tag(16)
  w.string(m.src); w.tag(10)
}
export function readSetReplicationRequestProto(r: ProtoReader, end: number): SetReplicationRequestProto {
  let $src: string | undefined
  let $replication: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $src = r.string(); break }
      case 16: { $replication = r.int32(); break }
      default: r.skip(tag, "hadoop.hdfs.SetReplicationRequestProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.SetReplicationRequestProto")
  if ($src === undefined) throw missing("hadoop.hdfs.SetReplicationRequestProto", "src")
  if ($replication === undefined) throw missing("hadoop.hdfs.SetReplicationRequestProto", "replication")
  return { src: $src, replication: $replication }
}
export const SetReplicationRequestProto: Codec<SetReplicationRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.SetReplicationRequestProto", writeSetReplicationRequestProto, readSetReplicationRequestProto)

export interface SetReplicationResponseProto {
  readonly result: boolean
}
export function writeSetReplicationResponseProto(w: BackwardWriter, m: SetReplicationResponseProto): void {
  w.bool(m.result); w.tag(8)
}
export function readSetReplicationResponseProto(r: ProtoReader, end: number): SetReplicationResponseProto {
  let $result: boolean | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $result = r.bool(); break }
      default: r.skip(tag, "hadoop.hdfs.SetReplicationResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.SetReplicationResponseProto")
  if ($result === undefined) throw missing("hadoop.hdfs.SetReplicationResponseProto", "result")
  return { result: $result }
}
export const SetReplicationResponseProto: Codec<SetReplicationResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.SetReplicationResponseProto", writeSetReplicationResponseProto, readSetReplicationResponseProto)

export interface SetStoragePolicyRequestProto {
  readonly src: string
  readonly policyName: string
}
export function writeSetStoragePolicyRequestProto(w: BackwardWriter, m: SetStoragePolicyRequestProto): void {
  w.string(m.policyName); w.tag(18)
  w.string(m.src); w.tag(10)
}
export function readSetStoragePolicyRequestProto(r: ProtoReader, end: number): SetStoragePolicyRequestProto {
  let $src: string | undefined
  let $policyName: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $src = r.string(); break }
      case 18: { $policyName = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.SetStoragePolicyRequestProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.SetStoragePolicyRequestProto")
  if ($src === undefined) throw missing("hadoop.hdfs.SetStoragePolicyRequestProto", "src")
  if ($policyName === undefined) throw missing("hadoop.hdfs.SetStoragePolicyRequestProto", "policyName")
  return { src: $src, policyName: $policyName }
}
export const SetStoragePolicyRequestProto: Codec<SetStoragePolicyRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.SetStoragePolicyRequestProto", writeSetStoragePolicyRequestProto, readSetStoragePolicyRequestProto)

export type SetStoragePolicyResponseProto = Record<string, never>
export function writeSetStoragePolicyResponseProto(_w: BackwardWriter, _m: SetStoragePolicyResponseProto): void {
}
export function readSetStoragePolicyResponseProto(r: ProtoReader, end: number): SetStoragePolicyResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.SetStoragePolicyResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.SetStoragePolicyResponseProto")
  return {  }
}
export const SetStoragePolicyResponseProto: Codec<SetStoragePolicyResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.SetStoragePolicyResponseProto", writeSetStoragePolicyResponseProto, readSetStoragePolicyResponseProto)

export interface UnsetStoragePolicyRequestProto {
  readonly src: string
}
export function writeUnsetStoragePolicyRequestProto(w: BackwardWriter, m: UnsetStoragePolicyRequestProto): void {
  w.string(m.src); w.tag(10)
}
export function readUnsetStoragePolicyRequestProto(r: ProtoReader, end: number): UnsetStoragePolicyRequestProto {
  let $src: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $src = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.UnsetStoragePolicyRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.UnsetStoragePolicyRequestProto")
  if ($src === undefined) throw missing("hadoop.hdfs.UnsetStoragePolicyRequestProto", "src")
  return { src: $src }
}
export const UnsetStoragePolicyRequestProto: Codec<UnsetStoragePolicyRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.UnsetStoragePolicyRequestProto", writeUnsetStoragePolicyRequestProto, readUnsetStoragePolicyRequestProto)

export type UnsetStoragePolicyResponseProto = Record<string, never>
export function writeUnsetStoragePolicyResponseProto(_w: BackwardWriter, _m: UnsetStoragePolicyResponseProto): void {
}
export function readUnsetStoragePolicyResponseProto(r: ProtoReader, end: number): UnsetStoragePolicyResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.UnsetStoragePolicyResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.UnsetStoragePolicyResponseProto")
  return {  }
}
export const UnsetStoragePolicyResponseProto: Codec<UnsetStoragePolicyResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.UnsetStoragePolicyResponseProto", writeUnsetStoragePolicyResponseProto, readUnsetStoragePolicyResponseProto)

export interface GetStoragePolicyRequestProto {
  readonly path: string
}
export function writeGetStoragePolicyRequestProto(w: BackwardWriter, m: GetStoragePolicyRequestProto): void {
  w.string(m.path); w.tag(10)
}
export function readGetStoragePolicyRequestProto(r: ProtoReader, end: number): GetStoragePolicyRequestProto {
  let $path: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $path = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.GetStoragePolicyRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetStoragePolicyRequestProto")
  if ($path === undefined) throw missing("hadoop.hdfs.GetStoragePolicyRequestProto", "path")
  return { path: $path }
}
export const GetStoragePolicyRequestProto: Codec<GetStoragePolicyRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetStoragePolicyRequestProto", writeGetStoragePolicyRequestProto, readGetStoragePolicyRequestProto)

export interface GetStoragePolicyResponseProto {
  readonly storagePolicy: BlockStoragePolicyProto
}
export function writeGetStoragePolicyResponseProto(w: BackwardWriter, m: GetStoragePolicyResponseProto): void {
  { const before = w.size; writeBlockStoragePolicyProto(w, m.storagePolicy); w.varint32(w.size - before); w.tag(10) }
}
export function readGetStoragePolicyResponseProto(r: ProtoReader, end: number): GetStoragePolicyResponseProto {
  let $storagePolicy: BlockStoragePolicyProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $storagePolicy = readBlockStoragePolicyProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.GetStoragePolicyResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetStoragePolicyResponseProto")
  if ($storagePolicy === undefined) throw missing("hadoop.hdfs.GetStoragePolicyResponseProto", "storagePolicy")
  return { storagePolicy: $storagePolicy }
}
export const GetStoragePolicyResponseProto: Codec<GetStoragePolicyResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetStoragePolicyResponseProto", writeGetStoragePolicyResponseProto, readGetStoragePolicyResponseProto)

export type GetStoragePoliciesRequestProto = Record<string, never>
export function writeGetStoragePoliciesRequestProto(_w: BackwardWriter, _m: GetStoragePoliciesRequestProto): void {
}
export function readGetStoragePoliciesRequestProto(r: ProtoReader, end: number): GetStoragePoliciesRequestProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.GetStoragePoliciesRequestProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetStoragePoliciesRequestProto")
  return {  }
}
export const GetStoragePoliciesRequestProto: Codec<GetStoragePoliciesRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetStoragePoliciesRequestProto", writeGetStoragePoliciesRequestProto, readGetStoragePoliciesRequestProto)

export interface GetStoragePoliciesResponseProto {
  readonly policies: readonly BlockStoragePolicyProto[]
}
export function writeGetStoragePoliciesResponseProto(w: BackwardWriter, m: GetStoragePoliciesResponseProto): void {
  for (let values = m.policies, i = values.length - 1; i >= 0; i--) { const before = w.size; writeBlockStoragePolicyProto(w, values[i] as BlockStoragePolicyProto); w.varint32(w.size - before); w.tag(10) }
}
export function readGetStoragePoliciesResponseProto(r: ProtoReader, end: number): GetStoragePoliciesResponseProto {
  const $policies: BlockStoragePolicyProto[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $policies.push(readBlockStoragePolicyProto(r, to)); break }
      default: r.skip(tag, "hadoop.hdfs.GetStoragePoliciesResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetStoragePoliciesResponseProto")
  return { policies: $policies }
}
export const GetStoragePoliciesResponseProto: Codec<GetStoragePoliciesResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetStoragePoliciesResponseProto", writeGetStoragePoliciesResponseProto, readGetStoragePoliciesResponseProto)

export interface SetPermissionRequestProto {
  readonly src: string
  readonly permission: FsPermissionProto
}
export function writeSetPermissionRequestProto(w: BackwardWriter, m: SetPermissionRequestProto): void {
  { const before = w.size; writeFsPermissionProto(w, m.permission); w.varint32(w.size - before); w.tag(18) }
  w.string(m.src); w.tag(10)
}
export function readSetPermissionRequestProto(r: ProtoReader, end: number): SetPermissionRequestProto {
  let $src: string | undefined
  let $permission: FsPermissionProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $src = r.string(); break }
      case 18: { const to = r.lengthEnd(); $permission = readFsPermissionProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.SetPermissionRequestProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.SetPermissionRequestProto")
  if ($src === undefined) throw missing("hadoop.hdfs.SetPermissionRequestProto", "src")
  if ($permission === undefined) throw missing("hadoop.hdfs.SetPermissionRequestProto", "permission")
  return { src: $src, permission: $permission }
}
export const SetPermissionRequestProto: Codec<SetPermissionRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.SetPermissionRequestProto", writeSetPermissionRequestProto, readSetPermissionRequestProto)

export type SetPermissionResponseProto = Record<string, never>
export function writeSetPermissionResponseProto(_w: BackwardWriter, _m: SetPermissionResponseProto): void {
}
export function readSetPermissionResponseProto(r: ProtoReader, end: number): SetPermissionResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.SetPermissionResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.SetPermissionResponseProto")
  return {  }
}
export const SetPermissionResponseProto: Codec<SetPermissionResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.SetPermissionResponseProto", writeSetPermissionResponseProto, readSetPermissionResponseProto)

export interface SetOwnerRequestProto {
  readonly src: string
  readonly username?: string | undefined
  readonly groupname?: string | undefined
}
export function writeSetOwnerRequestProto(w: BackwardWriter, m: SetOwnerRequestProto): void {
  if (m.groupname !== undefined) { w.string(m.groupname); w.tag(26) }
  if (m.username !== undefined) { w.string(m.username); w.tag(18) }
  w.string(m.src); w.tag(10)
}
export function readSetOwnerRequestProto(r: ProtoReader, end: number): SetOwnerRequestProto {
  let $src: string | undefined
  let $username: string | undefined
  let $groupname: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $src = r.string(); break }
      case 18: { $username = r.string(); break }
      case 26: { $groupname = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.SetOwnerRequestProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.SetOwnerRequestProto")
  if ($src === undefined) throw missing("hadoop.hdfs.SetOwnerRequestProto", "src")
  return { src: $src, username: $username, groupname: $groupname }
}
export const SetOwnerRequestProto: Codec<SetOwnerRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.SetOwnerRequestProto", writeSetOwnerRequestProto, readSetOwnerRequestProto)

export type SetOwnerResponseProto = Record<string, never>
export function writeSetOwnerResponseProto(_w: BackwardWriter, _m: SetOwnerResponseProto): void {
}
export function readSetOwnerResponseProto(r: ProtoReader, end: number): SetOwnerResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.SetOwnerResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.SetOwnerResponseProto")
  return {  }
}
export const SetOwnerResponseProto: Codec<SetOwnerResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.SetOwnerResponseProto", writeSetOwnerResponseProto, readSetOwnerResponseProto)

export interface AbandonBlockRequestProto {
  readonly b: ExtendedBlockProto
  readonly src: string
  readonly holder: string
  readonly fileId?: number | undefined
}
export function writeAbandonBlockRequestProto(w: BackwardWriter, m: AbandonBlockRequestProto): void {
  if (m.fileId !== undefined) { w.int64(m.fileId); w.tag(32) }
  w.string(m.holder); w.tag(26)
  w.string(m.src); w.tag(18)
  { const before = w.size; writeExtendedBlockProto(w, m.b); w.varint32(w.size - before); w.tag(10) }
}
export function readAbandonBlockRequestProto(r: ProtoReader, end: number): AbandonBlockRequestProto {
  let $b: ExtendedBlockProto | undefined
  let $src: string | undefined
  let $holder: string | undefined
  let $fileId: number = 0
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $b = readExtendedBlockProto(r, to); break }
      case 18: { $src = r.string(); break }
      case 26: { $holder = r.string(); break }
      case 32: { $fileId = r.int64(); break }
      default: r.skip(tag, "hadoop.hdfs.AbandonBlockRequestProto", [1, 2, 3, 4])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.AbandonBlockRequestProto")
  if ($b === undefined) throw missing("hadoop.hdfs.AbandonBlockRequestProto", "b")
  if ($src === undefined) throw missing("hadoop.hdfs.AbandonBlockRequestProto", "src")
  if ($holder === undefined) throw missing("hadoop.hdfs.AbandonBlockRequestProto", "holder")
  return { b: $b, src: $src, holder: $holder, fileId: $fileId }
}
export const AbandonBlockRequestProto: Codec<AbandonBlockRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.AbandonBlockRequestProto", writeAbandonBlockRequestProto, readAbandonBlockRequestProto)

export type AbandonBlockResponseProto = Record<string, never>
export function writeAbandonBlockResponseProto(_w: BackwardWriter, _m: AbandonBlockResponseProto): void {
}
export function readAbandonBlockResponseProto(r: ProtoReader, end: number): AbandonBlockResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.AbandonBlockResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.AbandonBlockResponseProto")
  return {  }
}
export const AbandonBlockResponseProto: Codec<AbandonBlockResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.AbandonBlockResponseProto", writeAbandonBlockResponseProto, readAbandonBlockResponseProto)

export interface AddBlockRequestProto {
  readonly src: string
  readonly clientName: string
  readonly previous?: ExtendedBlockProto | undefined
  readonly excludeNodes: readonly DatanodeInfoProto[]
  readonly fileId?: number | undefined
  readonly favoredNodes: readonly string[]
  readonly flags: readonly AddBlockFlagProto[]
}
export function writeAddBlockRequestProto(w: BackwardWriter, m: AddBlockRequestProto): void {
  for (let values = m.flags, i = values.length - 1; i >= 0; i--) { w.int32(values[i] as AddBlockFlagProto); w.tag(56) }
  for (let values = m.favoredNodes, i = values.length - 1; i >= 0; i--) { w.string(values[i] as string); w.tag(50) }
  if (m.fileId !== undefined) { w.int64(m.fileId); w.tag(40) }
  for (let values = m.excludeNodes, i = values.length - 1; i >= 0; i--) { const before = w.size; writeDatanodeInfoProto(w, values[i] as DatanodeInfoProto); w.varint32(w.size - before); w.tag(34) }
  if (m.previous !== undefined) { const before = w.size; writeExtendedBlockProto(w, m.previous); w.varint32(w.size - before); w.tag(26) }
  w.string(m.clientName); w.tag(18)
  w.string(m.src); w.tag(10)
}
export function readAddBlockRequestProto(r: ProtoReader, end: number): AddBlockRequestProto {
  let $src: string | undefined
  let $clientName: string | undefined
  let $previous: ExtendedBlockProto | undefined
  const $excludeNodes: DatanodeInfoProto[] = []
  let $fileId: number = 0
  const $favoredNodes: string[] = []
  const $flags: AddBlockFlagProto[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $src = r.string(); break }
      case 18: { $clientName = r.string(); break }
      case 26: { const to = r.lengthEnd(); $previous = readExtendedBlockProto(r, to); break }
      case 34: { const to = r.lengthEnd(); $excludeNodes.push(readDatanodeInfoProto(r, to)); break }
      case 40: { $fileId = r.int64(); break }
      case 50: { $favoredNodes.push(r.string()); break }
      case 56: { const v = r.int32(); if (v >= 1 && v <= 2) $flags.push(v as AddBlockFlagProto); break }
      case 58: { const to = r.lengthEnd(); while (r.pos < to) { const v = r.int32(); if (v >= 1 && v <= 2) $flags.push(v as AddBlockFlagProto) } if (r.pos !== to) throw overrun("hadoop.hdfs.AddBlockRequestProto"); break }
      default: r.skip(tag, "hadoop.hdfs.AddBlockRequestProto", [1, 2, 3, 4, 5, 6, 7])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.AddBlockRequestProto")
  if ($src === undefined) throw missing("hadoop.hdfs.AddBlockRequestProto", "src")
  if ($clientName === undefined) throw missing("hadoop.hdfs.AddBlockRequestProto", "clientName")
  return { src: $src, clientName: $clientName, previous: $previous, excludeNodes: $excludeNodes, fileId: $fileId, favoredNodes: $favoredNodes, flags: $flags }
}
export const AddBlockRequestProto: Codec<AddBlockRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.AddBlockRequestProto", writeAddBlockRequestProto, readAddBlockRequestProto)

export interface AddBlockResponseProto {
  readonly block: LocatedBlockProto
}
export function writeAddBlockResponseProto(w: BackwardWriter, m: AddBlockResponseProto): void {
  { const before = w.size; writeLocatedBlockProto(w, m.block); w.varint32(w.size - before); w.tag(10) }
}
export function readAddBlockResponseProto(r: ProtoReader, end: number): AddBlockResponseProto {
  let $block: LocatedBlockProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $block = readLocatedBlockProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.AddBlockResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.AddBlockResponseProto")
  if ($block === undefined) throw missing("hadoop.hdfs.AddBlockResponseProto", "block")
  return { block: $block }
}
export const AddBlockResponseProto: Codec<AddBlockResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.AddBlockResponseProto", writeAddBlockResponseProto, readAddBlockResponseProto)

export interface GetAdditionalDatanodeRequestProto {
  readonly src: string
  readonly blk: ExtendedBlockProto
  readonly existings: readonly DatanodeInfoProto[]
  readonly excludes: readonly DatanodeInfoProto[]
  readonly numAdditionalNodes: number
  readonly clientName: string
  readonly existingStorageUuids: readonly string[]
  readonly fileId?: number | undefined
}
export function writeGetAdditionalDatanodeRequestProto(w: BackwardWriter, m: GetAdditionalDatanodeRequestProto): void {
  if (m.fileId !== undefined) { w.int64(m.fileId); w.tag(64) }
  for (let values = m.existingStorageUuids, i = values.length - 1; i >= 0; i--) { w.string(values[i] as string); w.tag(58) }
  w.string(m.clientName); w.tag(50)
  w.uint32(m.numAdditionalNodes); w.tag(40)
  for (let values = m.excludes, i = values.length - 1; i >= 0; i--) { const before = w.size; writeDatanodeInfoProto(w, values[i] as DatanodeInfoProto); w.varint32(w.size - before); w.tag(34) }
  for (let values = m.existings, i = values.length - 1; i >= 0; i--) { const before = w.size; writeDatanodeInfoProto(w, values[i] as DatanodeInfoProto); w.varint32(w.size - before); w.tag(26) }
  { const before = w.size; writeExtendedBlockProto(w, m.blk); w.varint32(w.size - before); w.tag(18) }
  w.string(m.src); w.tag(10)
}
export function readGetAdditionalDatanodeRequestProto(r: ProtoReader, end: number): GetAdditionalDatanodeRequestProto {
  let $src: string | undefined
  let $blk: ExtendedBlockProto | undefined
  const $existings: DatanodeInfoProto[] = []
  const $excludes: DatanodeInfoProto[] = []
  let $numAdditionalNodes: number | undefined
  let $clientName: string | undefined
  const $existingStorageUuids: string[] = []
  let $fileId: number = 0
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $src = r.string(); break }
      case 18: { const to = r.lengthEnd(); $blk = readExtendedBlockProto(r, to); break }
      case 26: { const to = r.lengthEnd(); $existings.push(readDatanodeInfoProto(r, to)); break }
      case 34: { const to = r.lengthEnd(); $excludes.push(readDatanodeInfoProto(r, to)); break }
      case 40: { $numAdditionalNodes = r.int32(); break }
      case 50: { $clientName = r.string(); break }
      case 58: { $existingStorageUuids.push(r.string()); break }
      case 64: { $fileId = r.int64(); break }
      default: r.skip(tag, "hadoop.hdfs.GetAdditionalDatanodeRequestProto", [1, 2, 3, 4, 5, 6, 7, 8])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetAdditionalDatanodeRequestProto")
  if ($src === undefined) throw missing("hadoop.hdfs.GetAdditionalDatanodeRequestProto", "src")
  if ($blk === undefined) throw missing("hadoop.hdfs.GetAdditionalDatanodeRequestProto", "blk")
  if ($numAdditionalNodes === undefined) throw missing("hadoop.hdfs.GetAdditionalDatanodeRequestProto", "numAdditionalNodes")
  if ($clientName === undefined) throw missing("hadoop.hdfs.GetAdditionalDatanodeRequestProto", "clientName")
  return { src: $src, blk: $blk, existings: $existings, excludes: $excludes, numAdditionalNodes: $numAdditionalNodes, clientName: $clientName, existingStorageUuids: $existingStorageUuids, fileId: $fileId }
}
export const GetAdditionalDatanodeRequestProto: Codec<GetAdditionalDatanodeRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetAdditionalDatanodeRequestProto", writeGetAdditionalDatanodeRequestProto, readGetAdditionalDatanodeRequestProto)

export interface GetAdditionalDatanodeResponseProto {
  readonly block: LocatedBlockProto
}
export function writeGetAdditionalDatanodeResponseProto(w: BackwardWriter, m: GetAdditionalDatanodeResponseProto): void {
  { const before = w.size; writeLocatedBlockProto(w, m.block); w.varint32(w.size - before); w.tag(10) }
}
export function readGetAdditionalDatanodeResponseProto(r: ProtoReader, end: number): GetAdditionalDatanodeResponseProto {
  let $block: LocatedBlockProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $block = readLocatedBlockProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.GetAdditionalDatanodeResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetAdditionalDatanodeResponseProto")
  if ($block === undefined) throw missing("hadoop.hdfs.GetAdditionalDatanodeResponseProto", "block")
  return { block: $block }
}
export const GetAdditionalDatanodeResponseProto: Codec<GetAdditionalDatanodeResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetAdditionalDatanodeResponseProto", writeGetAdditionalDatanodeResponseProto, readGetAdditionalDatanodeResponseProto)

export interface CompleteRequestProto {
  readonly src: string
  readonly clientName: string
  readonly last?: ExtendedBlockProto | undefined
  readonly fileId?: number | undefined
}
export function writeCompleteRequestProto(w: BackwardWriter, m: CompleteRequestProto): void {
  if (m.fileId !== undefined) { w.int64(m.fileId); w.tag(32) }
  if (m.last !== undefined) { const before = w.size; writeExtendedBlockProto(w, m.last); w.varint32(w.size - before); w.tag(26) }
  w.string(m.clientName); w.tag(18)
  w.string(m.src); w.tag(10)
}
export function readCompleteRequestProto(r: ProtoReader, end: number): CompleteRequestProto {
  let $src: string | undefined
  let $clientName: string | undefined
  let $last: ExtendedBlockProto | undefined
  let $fileId: number = 0
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $src = r.string(); break }
      case 18: { $clientName = r.string(); break }
      case 26: { const to = r.lengthEnd(); $last = readExtendedBlockProto(r, to); break }
      case 32: { $fileId = r.int64(); break }
      default: r.skip(tag, "hadoop.hdfs.CompleteRequestProto", [1, 2, 3, 4])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.CompleteRequestProto")
  if ($src === undefined) throw missing("hadoop.hdfs.CompleteRequestProto", "src")
  if ($clientName === undefined) throw missing("hadoop.hdfs.CompleteRequestProto", "clientName")
  return { src: $src, clientName: $clientName, last: $last, fileId: $fileId }
}
export const CompleteRequestProto: Codec<CompleteRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.CompleteRequestProto", writeCompleteRequestProto, readCompleteRequestProto)

export interface CompleteResponseProto {
  readonly result: boolean
}
export function writeCompleteResponseProto(w: BackwardWriter, m: CompleteResponseProto): void {
  w.bool(m.result); w.tag(8)
}
export function readCompleteResponseProto(r: ProtoReader, end: number): CompleteResponseProto {
  let $result: boolean | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $result = r.bool(); break }
      default: r.skip(tag, "hadoop.hdfs.CompleteResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.CompleteResponseProto")
  if ($result === undefined) throw missing("hadoop.hdfs.CompleteResponseProto", "result")
  return { result: $result }
}
export const CompleteResponseProto: Codec<CompleteResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.CompleteResponseProto", writeCompleteResponseProto, readCompleteResponseProto)

export interface ReportBadBlocksRequestProto {
  readonly blocks: readonly LocatedBlockProto[]
}
export function writeReportBadBlocksRequestProto(w: BackwardWriter, m: ReportBadBlocksRequestProto): void {
  for (let values = m.blocks, i = values.length - 1; i >= 0; i--) { const before = w.size; writeLocatedBlockProto(w, values[i] as LocatedBlockProto); w.varint32(w.size - before); w.tag(10) }
}
export function readReportBadBlocksRequestProto(r: ProtoReader, end: number): ReportBadBlocksRequestProto {
  const $blocks: LocatedBlockProto[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $blocks.push(readLocatedBlockProto(r, to)); break }
      default: r.skip(tag, "hadoop.hdfs.ReportBadBlocksRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.ReportBadBlocksRequestProto")
  return { blocks: $blocks }
}
export const ReportBadBlocksRequestProto: Codec<ReportBadBlocksRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.ReportBadBlocksRequestProto", writeReportBadBlocksRequestProto, readReportBadBlocksRequestProto)

export type ReportBadBlocksResponseProto = Record<string, never>
export function writeReportBadBlocksResponseProto(_w: BackwardWriter, _m: ReportBadBlocksResponseProto): void {
}
export function readReportBadBlocksResponseProto(r: ProtoReader, end: number): ReportBadBlocksResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.ReportBadBlocksResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.ReportBadBlocksResponseProto")
  return {  }
}
export const ReportBadBlocksResponseProto: Codec<ReportBadBlocksResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.ReportBadBlocksResponseProto", writeReportBadBlocksResponseProto, readReportBadBlocksResponseProto)

export interface ConcatRequestProto {
  readonly trg: string
  readonly srcs: readonly string[]
}
export function writeConcatRequestProto(w: BackwardWriter, m: ConcatRequestProto): void {
  for (let values = m.srcs, i = values.length - 1; i >= 0; i--) { w.string(values[i] as string); w.tag(18) }
  w.string(m.trg); w.tag(10)
}
export function readConcatRequestProto(r: ProtoReader, end: number): ConcatRequestProto {
  let $trg: string | undefined
  const $srcs: string[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $trg = r.string(); break }
      case 18: { $srcs.push(r.string()); break }
      default: r.skip(tag, "hadoop.hdfs.ConcatRequestProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.ConcatRequestProto")
  if ($trg === undefined) throw missing("hadoop.hdfs.ConcatRequestProto", "trg")
  return { trg: $trg, srcs: $srcs }
}
export const ConcatRequestProto: Codec<ConcatRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.ConcatRequestProto", writeConcatRequestProto, readConcatRequestProto)

export type ConcatResponseProto = Record<string, never>
export function writeConcatResponseProto(_w: BackwardWriter, _m: ConcatResponseProto): void {
}
export function readConcatResponseProto(r: ProtoReader, end: number): ConcatResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.ConcatResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.ConcatResponseProto")
  return {  }
}
export const ConcatResponseProto: Codec<ConcatResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.ConcatResponseProto", writeConcatResponseProto, readConcatResponseProto)

export interface TruncateRequestProto {
  readonly src: string
  readonly newLength: number
  readonly clientName: string
}
export function writeTruncateRequestProto(w: BackwardWriter, m: TruncateRequestProto): void {
  w.string(m.clientName); w.tag(26)
  w.int64(m.newLength); w.tag(16)
  w.string(m.src); w.tag(10)
}
export function readTruncateRequestProto(r: ProtoReader, end: number): TruncateRequestProto {
  let $src: string | undefined
  let $newLength: number | undefined
  let $clientName: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $src = r.string(); break }
      case 16: { $newLength = r.int64(); break }
      case 26: { $clientName = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.TruncateRequestProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.TruncateRequestProto")
  if ($src === undefined) throw missing("hadoop.hdfs.TruncateRequestProto", "src")
  if ($newLength === undefined) throw missing("hadoop.hdfs.TruncateRequestProto", "newLength")
  if ($clientName === undefined) throw missing("hadoop.hdfs.TruncateRequestProto", "clientName")
  return { src: $src, newLength: $newLength, clientName: $clientName }
}
export const TruncateRequestProto: Codec<TruncateRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.TruncateRequestProto", writeTruncateRequestProto, readTruncateRequestProto)

export interface TruncateResponseProto {
  readonly result: boolean
}
export function writeTruncateResponseProto(w: BackwardWriter, m: TruncateResponseProto): void {
  w.bool(m.result); w.tag(8)
}
export function readTruncateResponseProto(r: ProtoReader, end: number): TruncateResponseProto {
  let $result: boolean | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $result = r.bool(); break }
      default: r.skip(tag, "hadoop.hdfs.TruncateResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.TruncateResponseProto")
  if ($result === undefined) throw missing("hadoop.hdfs.TruncateResponseProto", "result")
  return { result: $result }
}
export const TruncateResponseProto: Codec<TruncateResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.TruncateResponseProto", writeTruncateResponseProto, readTruncateResponseProto)

export interface RenameRequestProto {
  readonly src: string
  readonly dst: string
}
export function writeRenameRequestProto(w: BackwardWriter, m: RenameRequestProto): void {
  w.string(m.dst); w.tag(18)
  w.string(m.src); w.tag(10)
}
export function readRenameRequestProto(r: ProtoReader, end: number): RenameRequestProto {
  let $src: string | undefined
  let $dst: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $src = r.string(); break }
      case 18: { $dst = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.RenameRequestProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.RenameRequestProto")
  if ($src === undefined) throw missing("hadoop.hdfs.RenameRequestProto", "src")
  if ($dst === undefined) throw missing("hadoop.hdfs.RenameRequestProto", "dst")
  return { src: $src, dst: $dst }
}
export const RenameRequestProto: Codec<RenameRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.RenameRequestProto", writeRenameRequestProto, readRenameRequestProto)

export interface RenameResponseProto {
  readonly result: boolean
}
export function writeRenameResponseProto(w: BackwardWriter, m: RenameResponseProto): void {
  w.bool(m.result); w.tag(8)
}
export function readRenameResponseProto(r: ProtoReader, end: number): RenameResponseProto {
  let $result: boolean | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $result = r.bool(); break }
      default: r.skip(tag, "hadoop.hdfs.RenameResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.RenameResponseProto")
  if ($result === undefined) throw missing("hadoop.hdfs.RenameResponseProto", "result")
  return { result: $result }
}
export const RenameResponseProto: Codec<RenameResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.RenameResponseProto", writeRenameResponseProto, readRenameResponseProto)

export interface Rename2RequestProto {
  readonly src: string
  readonly dst: string
  readonly overwriteDest: boolean
  readonly moveToTrash?: boolean | undefined
}
export function writeRename2RequestProto(w: BackwardWriter, m: Rename2RequestProto): void {
  if (m.moveToTrash !== undefined) { w.bool(m.moveToTrash); w.tag(32) }
  w.bool(m.overwriteDest); w.tag(24)
  w.string(m.dst); w.tag(18)
  w.string(m.src); w.tag(10)
}
export function readRename2RequestProto(r: ProtoReader, end: number): Rename2RequestProto {
  let $src: string | undefined
  let $dst: string | undefined
  let $overwriteDest: boolean | undefined
  let $moveToTrash: boolean | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $src = r.string(); break }
      case 18: { $dst = r.string(); break }
      case 24: { $overwriteDest = r.bool(); break }
      case 32: { $moveToTrash = r.bool(); break }
      default: r.skip(tag, "hadoop.hdfs.Rename2RequestProto", [1, 2, 3, 4])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.Rename2RequestProto")
  if ($src === undefined) throw missing("hadoop.hdfs.Rename2RequestProto", "src")
  if ($dst === undefined) throw missing("hadoop.hdfs.Rename2RequestProto", "dst")
  if ($overwriteDest === undefined) throw missing("hadoop.hdfs.Rename2RequestProto", "overwriteDest")
  return { src: $src, dst: $dst, overwriteDest: $overwriteDest, moveToTrash: $moveToTrash }
}
export const Rename2RequestProto: Codec<Rename2RequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.Rename2RequestProto", writeRename2RequestProto, readRename2RequestProto)

export type Rename2ResponseProto = Record<string, never>
export function writeRename2ResponseProto(_w: BackwardWriter, _m: Rename2ResponseProto): void {
}
export function readRename2ResponseProto(r: ProtoReader, end: number): Rename2ResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.Rename2ResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.Rename2ResponseProto")
  return {  }
}
export const Rename2ResponseProto: Codec<Rename2ResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.Rename2ResponseProto", writeRename2ResponseProto, readRename2ResponseProto)

export interface DeleteRequestProto {
  readonly src: string
  readonly recursive: boolean
}
export function writeDeleteRequestProto(w: BackwardWriter, m: DeleteRequestProto): void {
  w.bool(m.recursive); w.tag(16)
  w.string(m.src); w.tag(10)
}
export function readDeleteRequestProto(r: ProtoReader, end: number): DeleteRequestProto {
  let $src: string | undefined
  let $recursive: boolean | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $src = r.string(); break }
      case 16: { $recursive = r.bool(); break }
      default: r.skip(tag, "hadoop.hdfs.DeleteRequestProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.DeleteRequestProto")
  if ($src === undefined) throw missing("hadoop.hdfs.DeleteRequestProto", "src")
  if ($recursive === undefined) throw missing("hadoop.hdfs.DeleteRequestProto", "recursive")
  return { src: $src, recursive: $recursive }
}
export const DeleteRequestProto: Codec<DeleteRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.DeleteRequestProto", writeDeleteRequestProto, readDeleteRequestProto)

export interface DeleteResponseProto {
  readonly result: boolean
}
export function writeDeleteResponseProto(w: BackwardWriter, m: DeleteResponseProto): void {
  w.bool(m.result); w.tag(8)
}
export function readDeleteResponseProto(r: ProtoReader, end: number): DeleteResponseProto {
  let $result: boolean | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $result = r.bool(); break }
      default: r.skip(tag, "hadoop.hdfs.DeleteResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.DeleteResponseProto")
  if ($result === undefined) throw missing("hadoop.hdfs.DeleteResponseProto", "result")
  return { result: $result }
}
export const DeleteResponseProto: Codec<DeleteResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.DeleteResponseProto", writeDeleteResponseProto, readDeleteResponseProto)

export interface MkdirsRequestProto {
  readonly src: string
  readonly masked: FsPermissionProto
  readonly createParent: boolean
  readonly unmasked?: FsPermissionProto | undefined
}
export function writeMkdirsRequestProto(w: BackwardWriter, m: MkdirsRequestProto): void {
  if (m.unmasked !== undefined) { const before = w.size; writeFsPermissionProto(w, m.unmasked); w.varint32(w.size - before); w.tag(34) }
  w.bool(m.createParent); w.tag(24)
  { const before = w.size; writeFsPermissionProto(w, m.masked); w.varint32(w.size - before); w.tag(18) }
  w.string(m.src); w.tag(10)
}
export function readMkdirsRequestProto(r: ProtoReader, end: number): MkdirsRequestProto {
  let $src: string | undefined
  let $masked: FsPermissionProto | undefined
  let $createParent: boolean | undefined
  let $unmasked: FsPermissionProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $src = r.string(); break }
      case 18: { const to = r.lengthEnd(); $masked = readFsPermissionProto(r, to); break }
      case 24: { $createParent = r.bool(); break }
      case 34: { const to = r.lengthEnd(); $unmasked = readFsPermissionProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.MkdirsRequestProto", [1, 2, 3, 4])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.MkdirsRequestProto")
  if ($src === undefined) throw missing("hadoop.hdfs.MkdirsRequestProto", "src")
  if ($masked === undefined) throw missing("hadoop.hdfs.MkdirsRequestProto", "masked")
  if ($createParent === undefined) throw missing("hadoop.hdfs.MkdirsRequestProto", "createParent")
  return { src: $src, masked: $masked, createParent: $createParent, unmasked: $unmasked }
}
export const MkdirsRequestProto: Codec<MkdirsRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.MkdirsRequestProto", writeMkdirsRequestProto, readMkdirsRequestProto)

export interface MkdirsResponseProto {
  readonly result: boolean
}
export function writeMkdirsResponseProto(w: BackwardWriter, m: MkdirsResponseProto): void {
  w.bool(m.result); w.tag(8)
}
export function readMkdirsResponseProto(r: ProtoReader, end: number): MkdirsResponseProto {
  let $result: boolean | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $result = r.bool(); break }
      default: r.skip(tag, "hadoop.hdfs.MkdirsResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.MkdirsResponseProto")
  if ($result === undefined) throw missing("hadoop.hdfs.MkdirsResponseProto", "result")
  return { result: $result }
}
export const MkdirsResponseProto: Codec<MkdirsResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.MkdirsResponseProto", writeMkdirsResponseProto, readMkdirsResponseProto)

export interface GetListingRequestProto {
  readonly src: string
  readonly startAfter: Uint8Array
  readonly needLocation: boolean
}
export function writeGetListingRequestProto(w: BackwardWriter, m: GetListingRequestProto): void {
  w.bool(m.needLocation); w.tag(24)
  w.bytes(m.startAfter); w.tag(18)
  w.string(m.src); w.tag(10)
}
export function readGetListingRequestProto(r: ProtoReader, end: number): GetListingRequestProto {
  let $src: string | undefined
  let $startAfter: Uint8Array | undefined
  let $needLocation: boolean | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $src = r.string(); break }
      case 18: { $startAfter = r.bytes(); break }
      case 24: { $needLocation = r.bool(); break }
      default: r.skip(tag, "hadoop.hdfs.GetListingRequestProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetListingRequestProto")
  if ($src === undefined) throw missing("hadoop.hdfs.GetListingRequestProto", "src")
  if ($startAfter === undefined) throw missing("hadoop.hdfs.GetListingRequestProto", "startAfter")
  if ($needLocation === undefined) throw missing("hadoop.hdfs.GetListingRequestProto", "needLocation")
  return { src: $src, startAfter: $startAfter, needLocation: $needLocation }
}
export const GetListingRequestProto: Codec<GetListingRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetListingRequestProto", writeGetListingRequestProto, readGetListingRequestProto)

export interface GetListingResponseProto {
  readonly dirList?: DirectoryListingProto | undefined
}
export function writeGetListingResponseProto(w: BackwardWriter, m: GetListingResponseProto): void {
  if (m.dirList !== undefined) { const before = w.size; writeDirectoryListingProto(w, m.dirList); w.varint32(w.size - before); w.tag(10) }
}
export function readGetListingResponseProto(r: ProtoReader, end: number): GetListingResponseProto {
  let $dirList: DirectoryListingProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $dirList = readDirectoryListingProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.GetListingResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetListingResponseProto")
  return { dirList: $dirList }
}
export const GetListingResponseProto: Codec<GetListingResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetListingResponseProto", writeGetListingResponseProto, readGetListingResponseProto)

export interface GetBatchedListingRequestProto {
  readonly paths: readonly string[]
  readonly startAfter: Uint8Array
  readonly needLocation: boolean
}
export function writeGetBatchedListingRequestProto(w: BackwardWriter, m: GetBatchedListingRequestProto): void {
  w.bool(m.needLocation); w.tag(24)
  w.bytes(m.startAfter); w.tag(18)
  for (let values = m.paths, i = values.length - 1; i >= 0; i--) { w.string(values[i] as string); w.tag(10) }
}
export function readGetBatchedListingRequestProto(r: ProtoReader, end: number): GetBatchedListingRequestProto {
  const $paths: string[] = []
  let $startAfter: Uint8Array | undefined
  let $needLocation: boolean | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $paths.push(r.string()); break }
      case 18: { $startAfter = r.bytes(); break }
      case 24: { $needLocation = r.bool(); break }
      default: r.skip(tag, "hadoop.hdfs.GetBatchedListingRequestProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetBatchedListingRequestProto")
  if ($startAfter === undefined) throw missing("hadoop.hdfs.GetBatchedListingRequestProto", "startAfter")
  if ($needLocation === undefined) throw missing("hadoop.hdfs.GetBatchedListingRequestProto", "needLocation")
  return { paths: $paths, startAfter: $startAfter, needLocation: $needLocation }
}
export const GetBatchedListingRequestProto: Codec<GetBatchedListingRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetBatchedListingRequestProto", writeGetBatchedListingRequestProto, readGetBatchedListingRequestProto)

export interface GetBatchedListingResponseProto {
  readonly listings: readonly BatchedDirectoryListingProto[]
  readonly hasMore: boolean
  readonly startAfter: Uint8Array
}
export function writeGetBatchedListingResponseProto(w: BackwardWriter, m: GetBatchedListingResponseProto): void {
  w.bytes(m.startAfter); w.tag(26)
  w.bool(m.hasMore); w.tag(16)
  for (let values = m.listings, i = values.length - 1; i >= 0; i--) { const before = w.size; writeBatchedDirectoryListingProto(w, values[i] as BatchedDirectoryListingProto); w.varint32(w.size - before); w.tag(10) }
}
export function readGetBatchedListingResponseProto(r: ProtoReader, end: number): GetBatchedListingResponseProto {
  const $listings: BatchedDirectoryListingProto[] = []
  let $hasMore: boolean | undefined
  let $startAfter: Uint8Array | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $listings.push(readBatchedDirectoryListingProto(r, to)); break }
      case 16: { $hasMore = r.bool(); break }
      case 26: { $startAfter = r.bytes(); break }
      default: r.skip(tag, "hadoop.hdfs.GetBatchedListingResponseProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetBatchedListingResponseProto")
  if ($hasMore === undefined) throw missing("hadoop.hdfs.GetBatchedListingResponseProto", "hasMore")
  if ($startAfter === undefined) throw missing("hadoop.hdfs.GetBatchedListingResponseProto", "startAfter")
  return { listings: $listings, hasMore: $hasMore, startAfter: $startAfter }
}
export const GetBatchedListingResponseProto: Codec<GetBatchedListingResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetBatchedListingResponseProto", writeGetBatchedListingResponseProto, readGetBatchedListingResponseProto)

export type GetSnapshottableDirListingRequestProto = Record<string, never>
export function writeGetSnapshottableDirListingRequestProto(_w: BackwardWriter, _m: GetSnapshottableDirListingRequestProto): void {
}
export function readGetSnapshottableDirListingRequestProto(r: ProtoReader, end: number): GetSnapshottableDirListingRequestProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.GetSnapshottableDirListingRequestProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetSnapshottableDirListingRequestProto")
  return {  }
}
export const GetSnapshottableDirListingRequestProto: Codec<GetSnapshottableDirListingRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetSnapshottableDirListingRequestProto", writeGetSnapshottableDirListingRequestProto, readGetSnapshottableDirListingRequestProto)

export interface GetSnapshottableDirListingResponseProto {
  readonly snapshottableDirList?: SnapshottableDirectoryListingProto | undefined
}
export function writeGetSnapshottableDirListingResponseProto(w: BackwardWriter, m: GetSnapshottableDirListingResponseProto): void {
  if (m.snapshottableDirList !== undefined) { const before = w.size; writeSnapshottableDirectoryListingProto(w, m.snapshottableDirList); w.varint32(w.size - before); w.tag(10) }
}
export function readGetSnapshottableDirListingResponseProto(r: ProtoReader, end: number): GetSnapshottableDirListingResponseProto {
  let $snapshottableDirList: SnapshottableDirectoryListingProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $snapshottableDirList = readSnapshottableDirectoryListingProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.GetSnapshottableDirListingResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetSnapshottableDirListingResponseProto")
  return { snapshottableDirList: $snapshottableDirList }
}
export const GetSnapshottableDirListingResponseProto: Codec<GetSnapshottableDirListingResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetSnapshottableDirListingResponseProto", writeGetSnapshottableDirListingResponseProto, readGetSnapshottableDirListingResponseProto)

export interface GetSnapshotListingRequestProto {
  readonly snapshotRoot: string
}
export function writeGetSnapshotListingRequestProto(w: BackwardWriter, m: GetSnapshotListingRequestProto): void {
  w.string(m.snapshotRoot); w.tag(10)
}
export function readGetSnapshotListingRequestProto(r: ProtoReader, end: number): GetSnapshotListingRequestProto {
  let $snapshotRoot: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $snapshotRoot = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.GetSnapshotListingRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetSnapshotListingRequestProto")
  if ($snapshotRoot === undefined) throw missing("hadoop.hdfs.GetSnapshotListingRequestProto", "snapshotRoot")
  return { snapshotRoot: $snapshotRoot }
}
export const GetSnapshotListingRequestProto: Codec<GetSnapshotListingRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetSnapshotListingRequestProto", writeGetSnapshotListingRequestProto, readGetSnapshotListingRequestProto)

export interface GetSnapshotListingResponseProto {
  readonly snapshotList?: SnapshotListingProto | undefined
}
export function writeGetSnapshotListingResponseProto(w: BackwardWriter, m: GetSnapshotListingResponseProto): void {
  if (m.snapshotList !== undefined) { const before = w.size; writeSnapshotListingProto(w, m.snapshotList); w.varint32(w.size - before); w.tag(10) }
}
export function readGetSnapshotListingResponseProto(r: ProtoReader, end: number): GetSnapshotListingResponseProto {
  let $snapshotList: SnapshotListingProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $snapshotList = readSnapshotListingProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.GetSnapshotListingResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetSnapshotListingResponseProto")
  return { snapshotList: $snapshotList }
}
export const GetSnapshotListingResponseProto: Codec<GetSnapshotListingResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetSnapshotListingResponseProto", writeGetSnapshotListingResponseProto, readGetSnapshotListingResponseProto)

export interface GetSnapshotDiffReportRequestProto {
  readonly snapshotRoot: string
  readonly fromSnapshot: string
  readonly toSnapshot: string
}
export function writeGetSnapshotDiffReportRequestProto(w: BackwardWriter, m: GetSnapshotDiffReportRequestProto): void {
  w.string(m.toSnapshot); w.tag(26)
  w.string(m.fromSnapshot); w.tag(18)
  w.string(m.snapshotRoot); w.tag(10)
}
export function readGetSnapshotDiffReportRequestProto(r: ProtoReader, end: number): GetSnapshotDiffReportRequestProto {
  let $snapshotRoot: string | undefined
  let $fromSnapshot: string | undefined
  let $toSnapshot: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $snapshotRoot = r.string(); break }
      case 18: { $fromSnapshot = r.string(); break }
      case 26: { $toSnapshot = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.GetSnapshotDiffReportRequestProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetSnapshotDiffReportRequestProto")
  if ($snapshotRoot === undefined) throw missing("hadoop.hdfs.GetSnapshotDiffReportRequestProto", "snapshotRoot")
  if ($fromSnapshot === undefined) throw missing("hadoop.hdfs.GetSnapshotDiffReportRequestProto", "fromSnapshot")
  if ($toSnapshot === undefined) throw missing("hadoop.hdfs.GetSnapshotDiffReportRequestProto", "toSnapshot")
  return { snapshotRoot: $snapshotRoot, fromSnapshot: $fromSnapshot, toSnapshot: $toSnapshot }
}
export const GetSnapshotDiffReportRequestProto: Codec<GetSnapshotDiffReportRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetSnapshotDiffReportRequestProto", writeGetSnapshotDiffReportRequestProto, readGetSnapshotDiffReportRequestProto)

export interface GetSnapshotDiffReportResponseProto {
  readonly diffReport: SnapshotDiffReportProto
}
export function writeGetSnapshotDiffReportResponseProto(w: BackwardWriter, m: GetSnapshotDiffReportResponseProto): void {
  { const before = w.size; writeSnapshotDiffReportProto(w, m.diffReport); w.varint32(w.size - before); w.tag(10) }
}
export function readGetSnapshotDiffReportResponseProto(r: ProtoReader, end: number): GetSnapshotDiffReportResponseProto {
  let $diffReport: SnapshotDiffReportProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $diffReport = readSnapshotDiffReportProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.GetSnapshotDiffReportResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetSnapshotDiffReportResponseProto")
  if ($diffReport === undefined) throw missing("hadoop.hdfs.GetSnapshotDiffReportResponseProto", "diffReport")
  return { diffReport: $diffReport }
}
export const GetSnapshotDiffReportResponseProto: Codec<GetSnapshotDiffReportResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetSnapshotDiffReportResponseProto", writeGetSnapshotDiffReportResponseProto, readGetSnapshotDiffReportResponseProto)

export interface GetSnapshotDiffReportListingRequestProto {
  readonly snapshotRoot: string
  readonly fromSnapshot: string
  readonly toSnapshot: string
  readonly cursor?: SnapshotDiffReportCursorProto | undefined
}
export function writeGetSnapshotDiffReportListingRequestProto(w: BackwardWriter, m: GetSnapshotDiffReportListingRequestProto): void {
  if (m.cursor !== undefined) { const before = w.size; writeSnapshotDiffReportCursorProto(w, m.cursor); w.varint32(w.size - before); w.tag(34) }
  w.string(m.toSnapshot); w.tag(26)
  w.string(m.fromSnapshot); w.tag(18)
  w.string(m.snapshotRoot); w.tag(10)
}
export function readGetSnapshotDiffReportListingRequestProto(r: ProtoReader, end: number): GetSnapshotDiffReportListingRequestProto {
  let $snapshotRoot: string | undefined
  let $fromSnapshot: string | undefined
  let $toSnapshot: string | undefined
  let $cursor: SnapshotDiffReportCursorProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $snapshotRoot = r.string(); break }
      case 18: { $fromSnapshot = r.string(); break }
      case 26: { $toSnapshot = r.string(); break }
      case 34: { const to = r.lengthEnd(); $cursor = readSnapshotDiffReportCursorProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.GetSnapshotDiffReportListingRequestProto", [1, 2, 3, 4])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetSnapshotDiffReportListingRequestProto")
  if ($snapshotRoot === undefined) throw missing("hadoop.hdfs.GetSnapshotDiffReportListingRequestProto", "snapshotRoot")
  if ($fromSnapshot === undefined) throw missing("hadoop.hdfs.GetSnapshotDiffReportListingRequestProto", "fromSnapshot")
  if ($toSnapshot === undefined) throw missing("hadoop.hdfs.GetSnapshotDiffReportListingRequestProto", "toSnapshot")
  return { snapshotRoot: $snapshotRoot, fromSnapshot: $fromSnapshot, toSnapshot: $toSnapshot, cursor: $cursor }
}
export const GetSnapshotDiffReportListingRequestProto: Codec<GetSnapshotDiffReportListingRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetSnapshotDiffReportListingRequestProto", writeGetSnapshotDiffReportListingRequestProto, readGetSnapshotDiffReportListingRequestProto)

export interface GetSnapshotDiffReportListingResponseProto {
  readonly diffReport: SnapshotDiffReportListingProto
}
export function writeGetSnapshotDiffReportListingResponseProto(w: BackwardWriter, m: GetSnapshotDiffReportListingResponseProto): void {
  { const before = w.size; writeSnapshotDiffReportListingProto(w, m.diffReport); w.varint32(w.size - before); w.tag(10) }
}
export function readGetSnapshotDiffReportListingResponseProto(r: ProtoReader, end: number): GetSnapshotDiffReportListingResponseProto {
  let $diffReport: SnapshotDiffReportListingProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $diffReport = readSnapshotDiffReportListingProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.GetSnapshotDiffReportListingResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetSnapshotDiffReportListingResponseProto")
  if ($diffReport === undefined) throw missing("hadoop.hdfs.GetSnapshotDiffReportListingResponseProto", "diffReport")
  return { diffReport: $diffReport }
}
export const GetSnapshotDiffReportListingResponseProto: Codec<GetSnapshotDiffReportListingResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetSnapshotDiffReportListingResponseProto", writeGetSnapshotDiffReportListingResponseProto, readGetSnapshotDiffReportListingResponseProto)

export interface RenewLeaseRequestProto {
  readonly clientName: string
  readonly namespaces: readonly string[]
}
export function writeRenewLeaseRequestProto(w: BackwardWriter, m: RenewLeaseRequestProto): void {
  for (let values = m.namespaces, i = values.length - 1; i >= 0; i--) { w.string(values[i] as string); w.tag(18) }
  w.string(m.clientName); w.tag(10)
}
export function readRenewLeaseRequestProto(r: ProtoReader, end: number): RenewLeaseRequestProto {
  let $clientName: string | undefined
  const $namespaces: string[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $clientName = r.string(); break }
      case 18: { $namespaces.push(r.string()); break }
      default: r.skip(tag, "hadoop.hdfs.RenewLeaseRequestProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.RenewLeaseRequestProto")
  if ($clientName === undefined) throw missing("hadoop.hdfs.RenewLeaseRequestProto", "clientName")
  return { clientName: $clientName, namespaces: $namespaces }
}
export const RenewLeaseRequestProto: Codec<RenewLeaseRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.RenewLeaseRequestProto", writeRenewLeaseRequestProto, readRenewLeaseRequestProto)

export type RenewLeaseResponseProto = Record<string, never>
export function writeRenewLeaseResponseProto(_w: BackwardWriter, _m: RenewLeaseResponseProto): void {
}
export function readRenewLeaseResponseProto(r: ProtoReader, end: number): RenewLeaseResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.RenewLeaseResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.RenewLeaseResponseProto")
  return {  }
}
export const RenewLeaseResponseProto: Codec<RenewLeaseResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.RenewLeaseResponseProto", writeRenewLeaseResponseProto, readRenewLeaseResponseProto)

export interface RecoverLeaseRequestProto {
  readonly src: string
  readonly clientName: string
}
export function writeRecoverLeaseRequestProto(w: BackwardWriter, m: RecoverLeaseRequestProto): void {
  w.string(m.clientName); w.tag(18)
  w.string(m.src); w.tag(10)
}
export function readRecoverLeaseRequestProto(r: ProtoReader, end: number): RecoverLeaseRequestProto {
  let $src: string | undefined
  let $clientName: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $src = r.string(); break }
      case 18: { $clientName = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.RecoverLeaseRequestProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.RecoverLeaseRequestProto")
  if ($src === undefined) throw missing("hadoop.hdfs.RecoverLeaseRequestProto", "src")
  if ($clientName === undefined) throw missing("hadoop.hdfs.RecoverLeaseRequestProto", "clientName")
  return { src: $src, clientName: $clientName }
}
export const RecoverLeaseRequestProto: Codec<RecoverLeaseRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.RecoverLeaseRequestProto", writeRecoverLeaseRequestProto, readRecoverLeaseRequestProto)

export interface RecoverLeaseResponseProto {
  readonly result: boolean
}
export function writeRecoverLeaseResponseProto(w: BackwardWriter, m: RecoverLeaseResponseProto): void {
  w.bool(m.result); w.tag(8)
}
export function readRecoverLeaseResponseProto(r: ProtoReader, end: number): RecoverLeaseResponseProto {
  let $result: boolean | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $result = r.bool(); break }
      default: r.skip(tag, "hadoop.hdfs.RecoverLeaseResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.RecoverLeaseResponseProto")
  if ($result === undefined) throw missing("hadoop.hdfs.RecoverLeaseResponseProto", "result")
  return { result: $result }
}
export const RecoverLeaseResponseProto: Codec<RecoverLeaseResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.RecoverLeaseResponseProto", writeRecoverLeaseResponseProto, readRecoverLeaseResponseProto)

export type GetFsStatusRequestProto = Record<string, never>
export function writeGetFsStatusRequestProto(_w: BackwardWriter, _m: GetFsStatusRequestProto): void {
}
export function readGetFsStatusRequestProto(r: ProtoReader, end: number): GetFsStatusRequestProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.GetFsStatusRequestProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetFsStatusRequestProto")
  return {  }
}
export const GetFsStatusRequestProto: Codec<GetFsStatusRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetFsStatusRequestProto", writeGetFsStatusRequestProto, readGetFsStatusRequestProto)

export interface GetFsStatsResponseProto {
  readonly capacity: number
  readonly used: number
  readonly remaining: number
  readonly under_replicated: number
  readonly corrupt_blocks: number
  readonly missing_blocks: number
  readonly missing_repl_one_blocks?: number | undefined
  readonly blocks_in_future?: number | undefined
  readonly pending_deletion_blocks?: number | undefined
}
export function writeGetFsStatsResponseProto(w: BackwardWriter, m: GetFsStatsResponseProto): void {
  if (m.pending_deletion_blocks !== undefined) { w.int64(m.pending_deletion_blocks); w.tag(72) }
  if (m.blocks_in_future !== undefined) { w.int64(m.blocks_in_future); w.tag(64) }
  if (m.missing_repl_one_blocks !== undefined) { w.int64(m.missing_repl_one_blocks); w.tag(56) }
  w.int64(m.missing_blocks); w.tag(48)
  w.int64(m.corrupt_blocks); w.tag(40)
  w.int64(m.under_replicated); w.tag(32)
  w.int64(m.remaining); w.tag(24)
  w.int64(m.used); w.tag(16)
  w.int64(m.capacity); w.tag(8)
}
export function readGetFsStatsResponseProto(r: ProtoReader, end: number): GetFsStatsResponseProto {
  let $capacity: number | undefined
  let $used: number | undefined
  let $remaining: number | undefined
  let $under_replicated: number | undefined
  let $corrupt_blocks: number | undefined
  let $missing_blocks: number | undefined
  let $missing_repl_one_blocks: number | undefined
  let $blocks_in_future: number | undefined
  let $pending_deletion_blocks: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $capacity = r.int64(); break }
      case 16: { $used = r.int64(); break }
      case 24: { $remaining = r.int64(); break }
      case 32: { $under_replicated = r.int64(); break }
      case 40: { $corrupt_blocks = r.int64(); break }
      case 48: { $missing_blocks = r.int64(); break }
      case 56: { $missing_repl_one_blocks = r.int64(); break }
      case 64: { $blocks_in_future = r.int64(); break }
      case 72: { $pending_deletion_blocks = r.int64(); break }
      default: r.skip(tag, "hadoop.hdfs.GetFsStatsResponseProto", [1, 2, 3, 4, 5, 6, 7, 8, 9])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetFsStatsResponseProto")
  if ($capacity === undefined) throw missing("hadoop.hdfs.GetFsStatsResponseProto", "capacity")
  if ($used === undefined) throw missing("hadoop.hdfs.GetFsStatsResponseProto", "used")
  if ($remaining === undefined) throw missing("hadoop.hdfs.GetFsStatsResponseProto", "remaining")
  if ($under_replicated === undefined) throw missing("hadoop.hdfs.GetFsStatsResponseProto", "under_replicated")
  if ($corrupt_blocks === undefined) throw missing("hadoop.hdfs.GetFsStatsResponseProto", "corrupt_blocks")
  if ($missing_blocks === undefined) throw missing("hadoop.hdfs.GetFsStatsResponseProto", "missing_blocks")
  return { capacity: $capacity, used: $used, remaining: $remaining, under_replicated: $under_replicated, corrupt_blocks: $corrupt_blocks, missing_blocks: $missing_blocks, missing_repl_one_blocks: $missing_repl_one_blocks, blocks_in_future: $blocks_in_future, pending_deletion_blocks: $pending_deletion_blocks }
}
export const GetFsStatsResponseProto: Codec<GetFsStatsResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetFsStatsResponseProto", writeGetFsStatsResponseProto, readGetFsStatsResponseProto)

export type GetFsReplicatedBlockStatsRequestProto = Record<string, never>
export function writeGetFsReplicatedBlockStatsRequestProto(_w: BackwardWriter, _m: GetFsReplicatedBlockStatsRequestProto): void {
}
export function readGetFsReplicatedBlockStatsRequestProto(r: ProtoReader, end: number): GetFsReplicatedBlockStatsRequestProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.GetFsReplicatedBlockStatsRequestProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetFsReplicatedBlockStatsRequestProto")
  return {  }
}
export const GetFsReplicatedBlockStatsRequestProto: Codec<GetFsReplicatedBlockStatsRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetFsReplicatedBlockStatsRequestProto", writeGetFsReplicatedBlockStatsRequestProto, readGetFsReplicatedBlockStatsRequestProto)

export interface GetFsReplicatedBlockStatsResponseProto {
  readonly low_redundancy: number
  readonly corrupt_blocks: number
  readonly missing_blocks: number
  readonly missing_repl_one_blocks: number
  readonly blocks_in_future: number
  readonly pending_deletion_blocks: number
  readonly highest_prio_low_redundancy_blocks?: number | undefined
}
export function writeGetFsReplicatedBlockStatsResponseProto(w: BackwardWriter, m: GetFsReplicatedBlockStatsResponseProto): void {
  if (m.highest_prio_low_redundancy_blocks !== undefined) { w.int64(m.highest_prio_low_redundancy_blocks); w.tag(56) }
  w.int64(m.pending_deletion_blocks); w.tag(48)
  w.int64(m.blocks_in_future); w.tag(40)
  w.int64(m.missing_repl_one_blocks); w.tag(32)
  w.int64(m.missing_blocks); w.tag(24)
  w.int64(m.corrupt_blocks); w.tag(16)
  w.int64(m.low_redundancy); w.tag(8)
}
export function readGetFsReplicatedBlockStatsResponseProto(r: ProtoReader, end: number): GetFsReplicatedBlockStatsResponseProto {
  let $low_redundancy: number | undefined
  let $corrupt_blocks: number | undefined
  let $missing_blocks: number | undefined
  let $missing_repl_one_blocks: number | undefined
  let $blocks_in_future: number | undefined
  let $pending_deletion_blocks: number | undefined
  let $highest_prio_low_redundancy_blocks: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $low_redundancy = r.int64(); break }
      case 16: { $corrupt_blocks = r.int64(); break }
      case 24: { $missing_blocks = r.int64(); break }
      case 32: { $missing_repl_one_blocks = r.int64(); break }
      case 40: { $blocks_in_future = r.int64(); break }
      case 48: { $pending_deletion_blocks = r.int64(); break }
      case 56: { $highest_prio_low_redundancy_blocks = r.int64(); break }
      default: r.skip(tag, "hadoop.hdfs.GetFsReplicatedBlockStatsResponseProto", [1, 2, 3, 4, 5, 6, 7])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetFsReplicatedBlockStatsResponseProto")
  if ($low_redundancy === undefined) throw missing("hadoop.hdfs.GetFsReplicatedBlockStatsResponseProto", "low_redundancy")
  if ($corrupt_blocks === undefined) throw missing("hadoop.hdfs.GetFsReplicatedBlockStatsResponseProto", "corrupt_blocks")
  if ($missing_blocks === undefined) throw missing("hadoop.hdfs.GetFsReplicatedBlockStatsResponseProto", "missing_blocks")
  if ($missing_repl_one_blocks === undefined) throw missing("hadoop.hdfs.GetFsReplicatedBlockStatsResponseProto", "missing_repl_one_blocks")
  if ($blocks_in_future === undefined) throw missing("hadoop.hdfs.GetFsReplicatedBlockStatsResponseProto", "blocks_in_future")
  if ($pending_deletion_blocks === undefined) throw missing("hadoop.hdfs.GetFsReplicatedBlockStatsResponseProto", "pending_deletion_blocks")
  return { low_redundancy: $low_redundancy, corrupt_blocks: $corrupt_blocks, missing_blocks: $missing_blocks, missing_repl_one_blocks: $missing_repl_one_blocks, blocks_in_future: $blocks_in_future, pending_deletion_blocks: $pending_deletion_blocks, highest_prio_low_redundancy_blocks: $highest_prio_low_redundancy_blocks }
}
export const GetFsReplicatedBlockStatsResponseProto: Codec<GetFsReplicatedBlockStatsResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetFsReplicatedBlockStatsResponseProto", writeGetFsReplicatedBlockStatsResponseProto, readGetFsReplicatedBlockStatsResponseProto)

export type GetFsECBlockGroupStatsRequestProto = Record<string, never>
export function writeGetFsECBlockGroupStatsRequestProto(_w: BackwardWriter, _m: GetFsECBlockGroupStatsRequestProto): void {
}
export function readGetFsECBlockGroupStatsRequestProto(r: ProtoReader, end: number): GetFsECBlockGroupStatsRequestProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.GetFsECBlockGroupStatsRequestProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetFsECBlockGroupStatsRequestProto")
  return {  }
}
export const GetFsECBlockGroupStatsRequestProto: Codec<GetFsECBlockGroupStatsRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetFsECBlockGroupStatsRequestProto", writeGetFsECBlockGroupStatsRequestProto, readGetFsECBlockGroupStatsRequestProto)

export interface GetFsECBlockGroupStatsResponseProto {
  readonly low_redundancy: number
  readonly corrupt_blocks: number
  readonly missing_blocks: number
  readonly blocks_in_future: number
  readonly pending_deletion_blocks: number
  readonly highest_prio_low_redundancy_blocks?: number | undefined
}
export function writeGetFsECBlockGroupStatsResponseProto(w: BackwardWriter, m: GetFsECBlockGroupStatsResponseProto): void {
  if (m.highest_prio_low_redundancy_blocks !== undefined) { w.int64(m.highest_prio_low_redundancy_blocks); w.tag(48) }
  w.int64(m.pending_deletion_blocks); w.tag(40)
  w.int64(m.blocks_in_future); w.tag(32)
  w.int64(m.missing_blocks); w.tag(24)
  w.int64(m.corrupt_blocks); w.tag(16)
  w.int64(m.low_redundancy); w.tag(8)
}
export function readGetFsECBlockGroupStatsResponseProto(r: ProtoReader, end: number): GetFsECBlockGroupStatsResponseProto {
  let $low_redundancy: number | undefined
  let $corrupt_blocks: number | undefined
  let $missing_blocks: number | undefined
  let $blocks_in_future: number | undefined
  let $pending_deletion_blocks: number | undefined
  let $highest_prio_low_redundancy_blocks: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $low_redundancy = r.int64(); break }
      case 16: { $corrupt_blocks = r.int64(); break }
      case 24: { $missing_blocks = r.int64(); break }
      case 32: { $blocks_in_future = r.int64(); break }
      case 40: { $pending_deletion_blocks = r.int64(); break }
      case 48: { $highest_prio_low_redundancy_blocks = r.int64(); break }
      default: r.skip(tag, "hadoop.hdfs.GetFsECBlockGroupStatsResponseProto", [1, 2, 3, 4, 5, 6])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetFsECBlockGroupStatsResponseProto")
  if ($low_redundancy === undefined) throw missing("hadoop.hdfs.GetFsECBlockGroupStatsResponseProto", "low_redundancy")
  if ($corrupt_blocks === undefined) throw missing("hadoop.hdfs.GetFsECBlockGroupStatsResponseProto", "corrupt_blocks")
  if ($missing_blocks === undefined) throw missing("hadoop.hdfs.GetFsECBlockGroupStatsResponseProto", "missing_blocks")
  if ($blocks_in_future === undefined) throw missing("hadoop.hdfs.GetFsECBlockGroupStatsResponseProto", "blocks_in_future")
  if ($pending_deletion_blocks === undefined) throw missing("hadoop.hdfs.GetFsECBlockGroupStatsResponseProto", "pending_deletion_blocks")
  return { low_redundancy: $low_redundancy, corrupt_blocks: $corrupt_blocks, missing_blocks: $missing_blocks, blocks_in_future: $blocks_in_future, pending_deletion_blocks: $pending_deletion_blocks, highest_prio_low_redundancy_blocks: $highest_prio_low_redundancy_blocks }
}
export const GetFsECBlockGroupStatsResponseProto: Codec<GetFsECBlockGroupStatsResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetFsECBlockGroupStatsResponseProto", writeGetFsECBlockGroupStatsResponseProto, readGetFsECBlockGroupStatsResponseProto)

export interface GetDatanodeReportRequestProto {
  readonly type: DatanodeReportTypeProto
}
export function writeGetDatanodeReportRequestProto(w: BackwardWriter, m: GetDatanodeReportRequestProto): void {
  w.int32(m.type); w.tag(8)
}
export function readGetDatanodeReportRequestProto(r: ProtoReader, end: number): GetDatanodeReportRequestProto {
  let $type: DatanodeReportTypeProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { const v = r.int32(); if (v >= 1 && v <= 6) $type = v as DatanodeReportTypeProto; break }
      default: r.skip(tag, "hadoop.hdfs.GetDatanodeReportRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetDatanodeReportRequestProto")
  if ($type === undefined) throw missing("hadoop.hdfs.GetDatanodeReportRequestProto", "type")
  return { type: $type }
}
export const GetDatanodeReportRequestProto: Codec<GetDatanodeReportRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetDatanodeReportRequestProto", writeGetDatanodeReportRequestProto, readGetDatanodeReportRequestProto)

export interface GetDatanodeReportResponseProto {
  readonly di: readonly DatanodeInfoProto[]
}
export function writeGetDatanodeReportResponseProto(w: BackwardWriter, m: GetDatanodeReportResponseProto): void {
  for (let values = m.di, i = values.length - 1; i >= 0; i--) { const before = w.size; writeDatanodeInfoProto(w, values[i] as DatanodeInfoProto); w.varint32(w.size - before); w.tag(10) }
}
export function readGetDatanodeReportResponseProto(r: ProtoReader, end: number): GetDatanodeReportResponseProto {
  const $di: DatanodeInfoProto[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $di.push(readDatanodeInfoProto(r, to)); break }
      default: r.skip(tag, "hadoop.hdfs.GetDatanodeReportResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetDatanodeReportResponseProto")
  return { di: $di }
}
export const GetDatanodeReportResponseProto: Codec<GetDatanodeReportResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetDatanodeReportResponseProto", writeGetDatanodeReportResponseProto, readGetDatanodeReportResponseProto)

export interface GetDatanodeStorageReportRequestProto {
  readonly type: DatanodeReportTypeProto
}
export function writeGetDatanodeStorageReportRequestProto(w: BackwardWriter, m: GetDatanodeStorageReportRequestProto): void {
  w.int32(m.type); w.tag(8)
}
export function readGetDatanodeStorageReportRequestProto(r: ProtoReader, end: number): GetDatanodeStorageReportRequestProto {
  let $type: DatanodeReportTypeProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { const v = r.int32(); if (v >= 1 && v <= 6) $type = v as DatanodeReportTypeProto; break }
      default: r.skip(tag, "hadoop.hdfs.GetDatanodeStorageReportRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetDatanodeStorageReportRequestProto")
  if ($type === undefined) throw missing("hadoop.hdfs.GetDatanodeStorageReportRequestProto", "type")
  return { type: $type }
}
export const GetDatanodeStorageReportRequestProto: Codec<GetDatanodeStorageReportRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetDatanodeStorageReportRequestProto", writeGetDatanodeStorageReportRequestProto, readGetDatanodeStorageReportRequestProto)

export interface DatanodeStorageReportProto {
  readonly datanodeInfo: DatanodeInfoProto
  readonly storageReports: readonly StorageReportProto[]
}
export function writeDatanodeStorageReportProto(w: BackwardWriter, m: DatanodeStorageReportProto): void {
  for (let values = m.storageReports, i = values.length - 1; i >= 0; i--) { const before = w.size; writeStorageReportProto(w, values[i] as StorageReportProto); w.varint32(w.size - before); w.tag(18) }
  { const before = w.size; writeDatanodeInfoProto(w, m.datanodeInfo); w.varint32(w.size - before); w.tag(10) }
}
export function readDatanodeStorageReportProto(r: ProtoReader, end: number): DatanodeStorageReportProto {
  let $datanodeInfo: DatanodeInfoProto | undefined
  const $storageReports: StorageReportProto[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $datanodeInfo = readDatanodeInfoProto(r, to); break }
      case 18: { const to = r.lengthEnd(); $storageReports.push(readStorageReportProto(r, to)); break }
      default: r.skip(tag, "hadoop.hdfs.DatanodeStorageReportProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.DatanodeStorageReportProto")
  if ($datanodeInfo === undefined) throw missing("hadoop.hdfs.DatanodeStorageReportProto", "datanodeInfo")
  return { datanodeInfo: $datanodeInfo, storageReports: $storageReports }
}
export const DatanodeStorageReportProto: Codec<DatanodeStorageReportProto> = /* @__PURE__ */ codec("hadoop.hdfs.DatanodeStorageReportProto", writeDatanodeStorageReportProto, readDatanodeStorageReportProto)

export interface GetDatanodeStorageReportResponseProto {
  readonly datanodeStorageReports: readonly DatanodeStorageReportProto[]
}
export function writeGetDatanodeStorageReportResponseProto(w: BackwardWriter, m: GetDatanodeStorageReportResponseProto): void {
  for (let values = m.datanodeStorageReports, i = values.length - 1; i >= 0; i--) { const before = w.size; writeDatanodeStorageReportProto(w, values[i] as DatanodeStorageReportProto); w.varint32(w.size - before); w.tag(10) }
}
export function readGetDatanodeStorageReportResponseProto(r: ProtoReader, end: number): GetDatanodeStorageReportResponseProto {
  const $datanodeStorageReports: DatanodeStorageReportProto[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $datanodeStorageReports.push(readDatanodeStorageReportProto(r, to)); break }
      default: r.skip(tag, "hadoop.hdfs.GetDatanodeStorageReportResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetDatanodeStorageReportResponseProto")
  return { datanodeStorageReports: $datanodeStorageReports }
}
export const GetDatanodeStorageReportResponseProto: Codec<GetDatanodeStorageReportResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetDatanodeStorageReportResponseProto", writeGetDatanodeStorageReportResponseProto, readGetDatanodeStorageReportResponseProto)

export interface GetPreferredBlockSizeRequestProto {
  readonly filename: string
}
export function writeGetPreferredBlockSizeRequestProto(w: BackwardWriter, m: GetPreferredBlockSizeRequestProto): void {
  w.string(m.filename); w.tag(10)
}
export function readGetPreferredBlockSizeRequestProto(r: ProtoReader, end: number): GetPreferredBlockSizeRequestProto {
  let $filename: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $filename = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.GetPreferredBlockSizeRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetPreferredBlockSizeRequestProto")
  if ($filename === undefined) throw missing("hadoop.hdfs.GetPreferredBlockSizeRequestProto", "filename")
  return { filename: $filename }
}
export const GetPreferredBlockSizeRequestProto: Codec<GetPreferredBlockSizeRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetPreferredBlockSizeRequestProto", writeGetPreferredBlockSizeRequestProto, readGetPreferredBlockSizeRequestProto)

export interface GetPreferredBlockSizeResponseProto {
  readonly bsize: number
}
export function writeGetPreferredBlockSizeResponseProto(w: BackwardWriter, m: GetPreferredBlockSizeResponseProto): void {
  w.int64(m.bsize); w.tag(8)
}
export function readGetPreferredBlockSizeResponseProto(r: ProtoReader, end: number): GetPreferredBlockSizeResponseProto {
  let $bsize: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $bsize = r.int64(); break }
      default: r.skip(tag, "hadoop.hdfs.GetPreferredBlockSizeResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetPreferredBlockSizeResponseProto")
  if ($bsize === undefined) throw missing("hadoop.hdfs.GetPreferredBlockSizeResponseProto", "bsize")
  return { bsize: $bsize }
}
export const GetPreferredBlockSizeResponseProto: Codec<GetPreferredBlockSizeResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetPreferredBlockSizeResponseProto", writeGetPreferredBlockSizeResponseProto, readGetPreferredBlockSizeResponseProto)

export type GetSlowDatanodeReportRequestProto = Record<string, never>
export function writeGetSlowDatanodeReportRequestProto(_w: BackwardWriter, _m: GetSlowDatanodeReportRequestProto): void {
}
export function readGetSlowDatanodeReportRequestProto(r: ProtoReader, end: number): GetSlowDatanodeReportRequestProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.GetSlowDatanodeReportRequestProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetSlowDatanodeReportRequestProto")
  return {  }
}
export const GetSlowDatanodeReportRequestProto: Codec<GetSlowDatanodeReportRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetSlowDatanodeReportRequestProto", writeGetSlowDatanodeReportRequestProto, readGetSlowDatanodeReportRequestProto)

export interface GetEnclosingRootRequestProto {
  readonly filename?: string | undefined
}
export function writeGetEnclosingRootRequestProto(w: BackwardWriter, m: GetEnclosingRootRequestProto): void {
  if (m.filename !== undefined) { w.string(m.filename); w.tag(10) }
}
export function readGetEnclosingRootRequestProto(r: ProtoReader, end: number): GetEnclosingRootRequestProto {
  let $filename: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $filename = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.GetEnclosingRootRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetEnclosingRootRequestProto")
  return { filename: $filename }
}
export const GetEnclosingRootRequestProto: Codec<GetEnclosingRootRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetEnclosingRootRequestProto", writeGetEnclosingRootRequestProto, readGetEnclosingRootRequestProto)

export interface GetEnclosingRootResponseProto {
  readonly enclosingRootPath?: string | undefined
}
export function writeGetEnclosingRootResponseProto(w: BackwardWriter, m: GetEnclosingRootResponseProto): void {
  if (m.enclosingRootPath !== undefined) { w.string(m.enclosingRootPath); w.tag(10) }
}
export function readGetEnclosingRootResponseProto(r: ProtoReader, end: number): GetEnclosingRootResponseProto {
  let $enclosingRootPath: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $enclosingRootPath = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.GetEnclosingRootResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetEnclosingRootResponseProto")
  return { enclosingRootPath: $enclosingRootPath }
}
export const GetEnclosingRootResponseProto: Codec<GetEnclosingRootResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetEnclosingRootResponseProto", writeGetEnclosingRootResponseProto, readGetEnclosingRootResponseProto)

export interface GetSlowDatanodeReportResponseProto {
  readonly datanodeInfoProto: readonly DatanodeInfoProto[]
}
export function writeGetSlowDatanodeReportResponseProto(w: BackwardWriter, m: GetSlowDatanodeReportResponseProto): void {
  for (let values = m.datanodeInfoProto, i = values.length - 1; i >= 0; i--) { const before = w.size; writeDatanodeInfoProto(w, values[i] as DatanodeInfoProto); w.varint32(w.size - before); w.tag(10) }
}
export function readGetSlowDatanodeReportResponseProto(r: ProtoReader, end: number): GetSlowDatanodeReportResponseProto {
  const $datanodeInfoProto: DatanodeInfoProto[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $datanodeInfoProto.push(readDatanodeInfoProto(r, to)); break }
      default: r.skip(tag, "hadoop.hdfs.GetSlowDatanodeReportResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetSlowDatanodeReportResponseProto")
  return { datanodeInfoProto: $datanodeInfoProto }
}
export const GetSlowDatanodeReportResponseProto: Codec<GetSlowDatanodeReportResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetSlowDatanodeReportResponseProto", writeGetSlowDatanodeReportResponseProto, readGetSlowDatanodeReportResponseProto)

export interface SetSafeModeRequestProto {
  readonly action: SafeModeActionProto
  readonly checked?: boolean | undefined
}
export function writeSetSafeModeRequestProto(w: BackwardWriter, m: SetSafeModeRequestProto): void {
  if (m.checked !== undefined) { w.bool(m.checked); w.tag(16) }
  w.int32(m.action); w.tag(8)
}
export function readSetSafeModeRequestProto(r: ProtoReader, end: number): SetSafeModeRequestProto {
  let $action: SafeModeActionProto | undefined
  let $checked: boolean = false
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { const v = r.int32(); if (v >= 1 && v <= 4) $action = v as SafeModeActionProto; break }
      case 16: { $checked = r.bool(); break }
      default: r.skip(tag, "hadoop.hdfs.SetSafeModeRequestProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.SetSafeModeRequestProto")
  if ($action === undefined) throw missing("hadoop.hdfs.SetSafeModeRequestProto", "action")
  return { action: $action, checked: $checked }
}
export const SetSafeModeRequestProto: Codec<SetSafeModeRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.SetSafeModeRequestProto", writeSetSafeModeRequestProto, readSetSafeModeRequestProto)

export interface SetSafeModeResponseProto {
  readonly result: boolean
}
export function writeSetSafeModeResponseProto(w: BackwardWriter, m: SetSafeModeResponseProto): void {
  w.bool(m.result); w.tag(8)
}
export function readSetSafeModeResponseProto(r: ProtoReader, end: number): SetSafeModeResponseProto {
  let $result: boolean | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $result = r.bool(); break }
      default: r.skip(tag, "hadoop.hdfs.SetSafeModeResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.SetSafeModeResponseProto")
  if ($result === undefined) throw missing("hadoop.hdfs.SetSafeModeResponseProto", "result")
  return { result: $result }
}
export const SetSafeModeResponseProto: Codec<SetSafeModeResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.SetSafeModeResponseProto", writeSetSafeModeResponseProto, readSetSafeModeResponseProto)

export interface SaveNamespaceRequestProto {
  readonly timeWindow?: number | undefined
  readonly txGap?: number | undefined
}
export function writeSaveNamespaceRequestProto(w: BackwardWriter, m: SaveNamespaceRequestProto): void {
  if (m.txGap !== undefined) { w.int64(m.txGap); w.tag(16) }
  if (m.timeWindow !== undefined) { w.int64(m.timeWindow); w.tag(8) }
}
export function readSaveNamespaceRequestProto(r: ProtoReader, end: number): SaveNamespaceRequestProto {
  let $timeWindow: number = 0
  let $txGap: number = 0
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $timeWindow = r.int64(); break }
      case 16: { $txGap = r.int64(); break }
      default: r.skip(tag, "hadoop.hdfs.SaveNamespaceRequestProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.SaveNamespaceRequestProto")
  return { timeWindow: $timeWindow, txGap: $txGap }
}
export const SaveNamespaceRequestProto: Codec<SaveNamespaceRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.SaveNamespaceRequestProto", writeSaveNamespaceRequestProto, readSaveNamespaceRequestProto)

export interface SaveNamespaceResponseProto {
  readonly saved?: boolean | undefined
}
export function writeSaveNamespaceResponseProto(w: BackwardWriter, m: SaveNamespaceResponseProto): void {
  if (m.saved !== undefined) { w.bool(m.saved); w.tag(8) }
}
export function readSaveNamespaceResponseProto(r: ProtoReader, end: number): SaveNamespaceResponseProto {
  let $saved: boolean = true
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $saved = r.bool(); break }
      default: r.skip(tag, "hadoop.hdfs.SaveNamespaceResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.SaveNamespaceResponseProto")
  return { saved: $saved }
}
export const SaveNamespaceResponseProto: Codec<SaveNamespaceResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.SaveNamespaceResponseProto", writeSaveNamespaceResponseProto, readSaveNamespaceResponseProto)

export type RollEditsRequestProto = Record<string, never>
export function writeRollEditsRequestProto(_w: BackwardWriter, _m: RollEditsRequestProto): void {
}
export function readRollEditsRequestProto(r: ProtoReader, end: number): RollEditsRequestProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.RollEditsRequestProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.RollEditsRequestProto")
  return {  }
}
export const RollEditsRequestProto: Codec<RollEditsRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.RollEditsRequestProto", writeRollEditsRequestProto, readRollEditsRequestProto)

export interface RollEditsResponseProto {
  readonly newSegmentTxId: number
}
export function writeRollEditsResponseProto(w: BackwardWriter, m: RollEditsResponseProto): void {
  w.int64(m.newSegmentTxId); w.tag(8)
}
export function readRollEditsResponseProto(r: ProtoReader, end: number): RollEditsResponseProto {
  let $newSegmentTxId: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $newSegmentTxId = r.int64(); break }
      default: r.skip(tag, "hadoop.hdfs.RollEditsResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.RollEditsResponseProto")
  if ($newSegmentTxId === undefined) throw missing("hadoop.hdfs.RollEditsResponseProto", "newSegmentTxId")
  return { newSegmentTxId: $newSegmentTxId }
}
export const RollEditsResponseProto: Codec<RollEditsResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.RollEditsResponseProto", writeRollEditsResponseProto, readRollEditsResponseProto)

export interface RestoreFailedStorageRequestProto {
  readonly arg: string
}
export function writeRestoreFailedStorageRequestProto(w: BackwardWriter, m: RestoreFailedStorageRequestProto): void {
  w.string(m.arg); w.tag(10)
}
export function readRestoreFailedStorageRequestProto(r: ProtoReader, end: number): RestoreFailedStorageRequestProto {
  let $arg: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $arg = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.RestoreFailedStorageRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.RestoreFailedStorageRequestProto")
  if ($arg === undefined) throw missing("hadoop.hdfs.RestoreFailedStorageRequestProto", "arg")
  return { arg: $arg }
}
export const RestoreFailedStorageRequestProto: Codec<RestoreFailedStorageRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.RestoreFailedStorageRequestProto", writeRestoreFailedStorageRequestProto, readRestoreFailedStorageRequestProto)

export interface RestoreFailedStorageResponseProto {
  readonly result: boolean
}
export function writeRestoreFailedStorageResponseProto(w: BackwardWriter, m: RestoreFailedStorageResponseProto): void {
  w.bool(m.result); w.tag(8)
}
export function readRestoreFailedStorageResponseProto(r: ProtoReader, end: number): RestoreFailedStorageResponseProto {
  let $result: boolean | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $result = r.bool(); break }
      default: r.skip(tag, "hadoop.hdfs.RestoreFailedStorageResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.RestoreFailedStorageResponseProto")
  if ($result === undefined) throw missing("hadoop.hdfs.RestoreFailedStorageResponseProto", "result")
  return { result: $result }
}
export const RestoreFailedStorageResponseProto: Codec<RestoreFailedStorageResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.RestoreFailedStorageResponseProto", writeRestoreFailedStorageResponseProto, readRestoreFailedStorageResponseProto)

export type RefreshNodesRequestProto = Record<string, never>
export function writeRefreshNodesRequestProto(_w: BackwardWriter, _m: RefreshNodesRequestProto): void {
}
export function readRefreshNodesRequestProto(r: ProtoReader, end: number): RefreshNodesRequestProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.RefreshNodesRequestProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.RefreshNodesRequestProto")
  return {  }
}
export const RefreshNodesRequestProto: Codec<RefreshNodesRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.RefreshNodesRequestProto", writeRefreshNodesRequestProto, readRefreshNodesRequestProto)

export type RefreshNodesResponseProto = Record<string, never>
export function writeRefreshNodesResponseProto(_w: BackwardWriter, _m: RefreshNodesResponseProto): void {
}
export function readRefreshNodesResponseProto(r: ProtoReader, end: number): RefreshNodesResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.RefreshNodesResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.RefreshNodesResponseProto")
  return {  }
}
export const RefreshNodesResponseProto: Codec<RefreshNodesResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.RefreshNodesResponseProto", writeRefreshNodesResponseProto, readRefreshNodesResponseProto)

export type FinalizeUpgradeRequestProto = Record<string, never>
export function writeFinalizeUpgradeRequestProto(_w: BackwardWriter, _m: FinalizeUpgradeRequestProto): void {
}
export function readFinalizeUpgradeRequestProto(r: ProtoReader, end: number): FinalizeUpgradeRequestProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.FinalizeUpgradeRequestProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.FinalizeUpgradeRequestProto")
  return {  }
}
export const FinalizeUpgradeRequestProto: Codec<FinalizeUpgradeRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.FinalizeUpgradeRequestProto", writeFinalizeUpgradeRequestProto, readFinalizeUpgradeRequestProto)

export type FinalizeUpgradeResponseProto = Record<string, never>
export function writeFinalizeUpgradeResponseProto(_w: BackwardWriter, _m: FinalizeUpgradeResponseProto): void {
}
export function readFinalizeUpgradeResponseProto(r: ProtoReader, end: number): FinalizeUpgradeResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.FinalizeUpgradeResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.FinalizeUpgradeResponseProto")
  return {  }
}
export const FinalizeUpgradeResponseProto: Codec<FinalizeUpgradeResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.FinalizeUpgradeResponseProto", writeFinalizeUpgradeResponseProto, readFinalizeUpgradeResponseProto)

export type UpgradeStatusRequestProto = Record<string, never>
export function writeUpgradeStatusRequestProto(_w: BackwardWriter, _m: UpgradeStatusRequestProto): void {
}
export function readUpgradeStatusRequestProto(r: ProtoReader, end: number): UpgradeStatusRequestProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.UpgradeStatusRequestProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.UpgradeStatusRequestProto")
  return {  }
}
export const UpgradeStatusRequestProto: Codec<UpgradeStatusRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.UpgradeStatusRequestProto", writeUpgradeStatusRequestProto, readUpgradeStatusRequestProto)

export interface UpgradeStatusResponseProto {
  readonly upgradeFinalized: boolean
}
export function writeUpgradeStatusResponseProto(w: BackwardWriter, m: UpgradeStatusResponseProto): void {
  w.bool(m.upgradeFinalized); w.tag(8)
}
export function readUpgradeStatusResponseProto(r: ProtoReader, end: number): UpgradeStatusResponseProto {
  let $upgradeFinalized: boolean | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $upgradeFinalized = r.bool(); break }
      default: r.skip(tag, "hadoop.hdfs.UpgradeStatusResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.UpgradeStatusResponseProto")
  if ($upgradeFinalized === undefined) throw missing("hadoop.hdfs.UpgradeStatusResponseProto", "upgradeFinalized")
  return { upgradeFinalized: $upgradeFinalized }
}
export const UpgradeStatusResponseProto: Codec<UpgradeStatusResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.UpgradeStatusResponseProto", writeUpgradeStatusResponseProto, readUpgradeStatusResponseProto)

export interface RollingUpgradeRequestProto {
  readonly action: RollingUpgradeActionProto
}
export function writeRollingUpgradeRequestProto(w: BackwardWriter, m: RollingUpgradeRequestProto): void {
  w.int32(m.action); w.tag(8)
}
export function readRollingUpgradeRequestProto(r: ProtoReader, end: number): RollingUpgradeRequestProto {
  let $action: RollingUpgradeActionProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { const v = r.int32(); if (v >= 1 && v <= 3) $action = v as RollingUpgradeActionProto; break }
      default: r.skip(tag, "hadoop.hdfs.RollingUpgradeRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.RollingUpgradeRequestProto")
  if ($action === undefined) throw missing("hadoop.hdfs.RollingUpgradeRequestProto", "action")
  return { action: $action }
}
export const RollingUpgradeRequestProto: Codec<RollingUpgradeRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.RollingUpgradeRequestProto", writeRollingUpgradeRequestProto, readRollingUpgradeRequestProto)

export interface RollingUpgradeInfoProto {
  readonly status: RollingUpgradeStatusProto
  readonly startTime: number
  readonly finalizeTime: number
  readonly createdRollbackImages: boolean
}
export function writeRollingUpgradeInfoProto(w: BackwardWriter, m: RollingUpgradeInfoProto): void {
  w.bool(m.createdRollbackImages); w.tag(32)
  w.int64(m.finalizeTime); w.tag(24)
  w.int64(m.startTime); w.tag(16)
  { const before = w.size; writeRollingUpgradeStatusProto(w, m.status); w.varint32(w.size - before); w.tag(10) }
}
export function readRollingUpgradeInfoProto(r: ProtoReader, end: number): RollingUpgradeInfoProto {
  let $status: RollingUpgradeStatusProto | undefined
  let $startTime: number | undefined
  let $finalizeTime: number | undefined
  let $createdRollbackImages: boolean | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $status = readRollingUpgradeStatusProto(r, to); break }
      case 16: { $startTime = r.int64(); break }
      case 24: { $finalizeTime = r.int64(); break }
      case 32: { $createdRollbackImages = r.bool(); break }
      default: r.skip(tag, "hadoop.hdfs.RollingUpgradeInfoProto", [1, 2, 3, 4])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.RollingUpgradeInfoProto")
  if ($status === undefined) throw missing("hadoop.hdfs.RollingUpgradeInfoProto", "status")
  if ($startTime === undefined) throw missing("hadoop.hdfs.RollingUpgradeInfoProto", "startTime")
  if ($finalizeTime === undefined) throw missing("hadoop.hdfs.RollingUpgradeInfoProto", "finalizeTime")
  if ($createdRollbackImages === undefined) throw missing("hadoop.hdfs.RollingUpgradeInfoProto", "createdRollbackImages")
  return { status: $status, startTime: $startTime, finalizeTime: $finalizeTime, createdRollbackImages: $createdRollbackImages }
}
export const RollingUpgradeInfoProto: Codec<RollingUpgradeInfoProto> = /* @__PURE__ */ codec("hadoop.hdfs.RollingUpgradeInfoProto", writeRollingUpgradeInfoProto, readRollingUpgradeInfoProto)

export interface RollingUpgradeResponseProto {
  readonly rollingUpgradeInfo?: RollingUpgradeInfoProto | undefined
}
export function writeRollingUpgradeResponseProto(w: BackwardWriter, m: RollingUpgradeResponseProto): void {
  if (m.rollingUpgradeInfo !== undefined) { const before = w.size; writeRollingUpgradeInfoProto(w, m.rollingUpgradeInfo); w.varint32(w.size - before); w.tag(10) }
}
export function readRollingUpgradeResponseProto(r: ProtoReader, end: number): RollingUpgradeResponseProto {
  let $rollingUpgradeInfo: RollingUpgradeInfoProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $rollingUpgradeInfo = readRollingUpgradeInfoProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.RollingUpgradeResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.RollingUpgradeResponseProto")
  return { rollingUpgradeInfo: $rollingUpgradeInfo }
}
export const RollingUpgradeResponseProto: Codec<RollingUpgradeResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.RollingUpgradeResponseProto", writeRollingUpgradeResponseProto, readRollingUpgradeResponseProto)

export interface ListCorruptFileBlocksRequestProto {
  readonly path: string
  readonly cookie?: string | undefined
}
export function writeListCorruptFileBlocksRequestProto(w: BackwardWriter, m: ListCorruptFileBlocksRequestProto): void {
  if (m.cookie !== undefined) { w.string(m.cookie); w.tag(18) }
  w.string(m.path); w.tag(10)
}
export function readListCorruptFileBlocksRequestProto(r: ProtoReader, end: number): ListCorruptFileBlocksRequestProto {
  let $path: string | undefined
  let $cookie: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $path = r.string(); break }
      case 18: { $cookie = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.ListCorruptFileBlocksRequestProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.ListCorruptFileBlocksRequestProto")
  if ($path === undefined) throw missing("hadoop.hdfs.ListCorruptFileBlocksRequestProto", "path")
  return { path: $path, cookie: $cookie }
}
export const ListCorruptFileBlocksRequestProto: Codec<ListCorruptFileBlocksRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.ListCorruptFileBlocksRequestProto", writeListCorruptFileBlocksRequestProto, readListCorruptFileBlocksRequestProto)

export interface ListCorruptFileBlocksResponseProto {
  readonly corrupt: CorruptFileBlocksProto
}
export function writeListCorruptFileBlocksResponseProto(w: BackwardWriter, m: ListCorruptFileBlocksResponseProto): void {
  { const before = w.size; writeCorruptFileBlocksProto(w, m.corrupt); w.varint32(w.size - before); w.tag(10) }
}
export function readListCorruptFileBlocksResponseProto(r: ProtoReader, end: number): ListCorruptFileBlocksResponseProto {
  let $corrupt: CorruptFileBlocksProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $corrupt = readCorruptFileBlocksProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.ListCorruptFileBlocksResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.ListCorruptFileBlocksResponseProto")
  if ($corrupt === undefined) throw missing("hadoop.hdfs.ListCorruptFileBlocksResponseProto", "corrupt")
  return { corrupt: $corrupt }
}
export const ListCorruptFileBlocksResponseProto: Codec<ListCorruptFileBlocksResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.ListCorruptFileBlocksResponseProto", writeListCorruptFileBlocksResponseProto, readListCorruptFileBlocksResponseProto)

export interface MetaSaveRequestProto {
  readonly filename: string
}
export function writeMetaSaveRequestProto(w: BackwardWriter, m: MetaSaveRequestProto): void {
  w.string(m.filename); w.tag(10)
}
export function readMetaSaveRequestProto(r: ProtoReader, end: number): MetaSaveRequestProto {
  let $filename: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $filename = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.MetaSaveRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.MetaSaveRequestProto")
  if ($filename === undefined) throw missing("hadoop.hdfs.MetaSaveRequestProto", "filename")
  return { filename: $filename }
}
export const MetaSaveRequestProto: Codec<MetaSaveRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.MetaSaveRequestProto", writeMetaSaveRequestProto, readMetaSaveRequestProto)

export type MetaSaveResponseProto = Record<string, never>
export function writeMetaSaveResponseProto(_w: BackwardWriter, _m: MetaSaveResponseProto): void {
}
export function readMetaSaveResponseProto(r: ProtoReader, end: number): MetaSaveResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.MetaSaveResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.MetaSaveResponseProto")
  return {  }
}
export const MetaSaveResponseProto: Codec<MetaSaveResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.MetaSaveResponseProto", writeMetaSaveResponseProto, readMetaSaveResponseProto)

export interface GetFileInfoRequestProto {
  readonly src: string
}
export function writeGetFileInfoRequestProto(w: BackwardWriter, m: GetFileInfoRequestProto): void {
  w.string(m.src); w.tag(10)
}
export function readGetFileInfoRequestProto(r: ProtoReader, end: number): GetFileInfoRequestProto {
  let $src: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $src = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.GetFileInfoRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetFileInfoRequestProto")
  if ($src === undefined) throw missing("hadoop.hdfs.GetFileInfoRequestProto", "src")
  return { src: $src }
}
export const GetFileInfoRequestProto: Codec<GetFileInfoRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetFileInfoRequestProto", writeGetFileInfoRequestProto, readGetFileInfoRequestProto)

export interface GetFileInfoResponseProto {
  readonly fs?: HdfsFileStatusProto | undefined
}
export function writeGetFileInfoResponseProto(w: BackwardWriter, m: GetFileInfoResponseProto): void {
  if (m.fs !== undefined) { const before = w.size; writeHdfsFileStatusProto(w, m.fs); w.varint32(w.size - before); w.tag(10) }
}
export function readGetFileInfoResponseProto(r: ProtoReader, end: number): GetFileInfoResponseProto {
  let $fs: HdfsFileStatusProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $fs = readHdfsFileStatusProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.GetFileInfoResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetFileInfoResponseProto")
  return { fs: $fs }
}
export const GetFileInfoResponseProto: Codec<GetFileInfoResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetFileInfoResponseProto", writeGetFileInfoResponseProto, readGetFileInfoResponseProto)

export interface GetLocatedFileInfoRequestProto {
  readonly src?: string | undefined
  readonly needBlockToken?: boolean | undefined
}
export function writeGetLocatedFileInfoRequestProto(w: BackwardWriter, m: GetLocatedFileInfoRequestProto): void {
  if (m.needBlockToken !== undefined) { w.bool(m.needBlockToken); w.tag(16) }
  if (m.src !== undefined) { w.string(m.src); w.tag(10) }
}
export function readGetLocatedFileInfoRequestProto(r: ProtoReader, end: number): GetLocatedFileInfoRequestProto {
  let $src: string | undefined
  let $needBlockToken: boolean = false
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $src = r.string(); break }
      case 16: { $needBlockToken = r.bool(); break }
      default: r.skip(tag, "hadoop.hdfs.GetLocatedFileInfoRequestProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetLocatedFileInfoRequestProto")
  return { src: $src, needBlockToken: $needBlockToken }
}
export const GetLocatedFileInfoRequestProto: Codec<GetLocatedFileInfoRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetLocatedFileInfoRequestProto", writeGetLocatedFileInfoRequestProto, readGetLocatedFileInfoRequestProto)

export interface GetLocatedFileInfoResponseProto {
  readonly fs?: HdfsFileStatusProto | undefined
}
export function writeGetLocatedFileInfoResponseProto(w: BackwardWriter, m: GetLocatedFileInfoResponseProto): void {
  if (m.fs !== undefined) { const before = w.size; writeHdfsFileStatusProto(w, m.fs); w.varint32(w.size - before); w.tag(10) }
}
export function readGetLocatedFileInfoResponseProto(r: ProtoReader, end: number): GetLocatedFileInfoResponseProto {
  let $fs: HdfsFileStatusProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $fs = readHdfsFileStatusProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.GetLocatedFileInfoResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetLocatedFileInfoResponseProto")
  return { fs: $fs }
}
export const GetLocatedFileInfoResponseProto: Codec<GetLocatedFileInfoResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetLocatedFileInfoResponseProto", writeGetLocatedFileInfoResponseProto, readGetLocatedFileInfoResponseProto)

export interface IsFileClosedRequestProto {
  readonly src: string
}
export function writeIsFileClosedRequestProto(w: BackwardWriter, m: IsFileClosedRequestProto): void {
  w.string(m.src); w.tag(10)
}
export function readIsFileClosedRequestProto(r: ProtoReader, end: number): IsFileClosedRequestProto {
  let $src: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $src = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.IsFileClosedRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.IsFileClosedRequestProto")
  if ($src === undefined) throw missing("hadoop.hdfs.IsFileClosedRequestProto", "src")
  return { src: $src }
}
export const IsFileClosedRequestProto: Codec<IsFileClosedRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.IsFileClosedRequestProto", writeIsFileClosedRequestProto, readIsFileClosedRequestProto)

export interface IsFileClosedResponseProto {
  readonly result: boolean
}
export function writeIsFileClosedResponseProto(w: BackwardWriter, m: IsFileClosedResponseProto): void {
  w.bool(m.result); w.tag(8)
}
export function readIsFileClosedResponseProto(r: ProtoReader, end: number): IsFileClosedResponseProto {
  let $result: boolean | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $result = r.bool(); break }
      default: r.skip(tag, "hadoop.hdfs.IsFileClosedResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.IsFileClosedResponseProto")
  if ($result === undefined) throw missing("hadoop.hdfs.IsFileClosedResponseProto", "result")
  return { result: $result }
}
export const IsFileClosedResponseProto: Codec<IsFileClosedResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.IsFileClosedResponseProto", writeIsFileClosedResponseProto, readIsFileClosedResponseProto)

export interface CacheDirectiveInfoProto {
  readonly id?: number | undefined
  readonly path?: string | undefined
  readonly replication?: number | undefined
  readonly pool?: string | undefined
  readonly expiration?: CacheDirectiveInfoExpirationProto | undefined
}
export function writeCacheDirectiveInfoProto(w: BackwardWriter, m: CacheDirectiveInfoProto): void {
  if (m.expiration !== undefined) { const before = w.size; writeCacheDirectiveInfoExpirationProto(w, m.expiration); w.varint32(w.size - before); w.tag(42) }
  if (m.pool !== undefined) { w.string(m.pool); w.tag(34) }
  if (m.replication !== undefined) { w.uint32(m.replication); w.tag(24) }
  if (m.path !== undefined) { w.string(m.path); w.tag(18) }
  if (m.id !== undefined) { w.int64(m.id); w.tag(8) }
}
export function readCacheDirectiveInfoProto(r: ProtoReader, end: number): CacheDirectiveInfoProto {
  let $id: number | undefined
  let $path: string | undefined
  let $replication: number | undefined
  let $pool: string | undefined
  let $expiration: CacheDirectiveInfoExpirationProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $id = r.int64(); break }
      case 18: { $path = r.string(); break }
      case 24: { $replication = r.int32(); break }
      case 34: { $pool = r.string(); break }
      case 42: { const to = r.lengthEnd(); $expiration = readCacheDirectiveInfoExpirationProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.CacheDirectiveInfoProto", [1, 2, 3, 4, 5])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.CacheDirectiveInfoProto")
  return { id: $id, path: $path, replication: $replication, pool: $pool, expiration: $expiration }
}
export const CacheDirectiveInfoProto: Codec<CacheDirectiveInfoProto> = /* @__PURE__ */ codec("hadoop.hdfs.CacheDirectiveInfoProto", writeCacheDirectiveInfoProto, readCacheDirectiveInfoProto)

export interface CacheDirectiveInfoExpirationProto {
  readonly millis: number
  readonly isRelative: boolean
}
export function writeCacheDirectiveInfoExpirationProto(w: BackwardWriter, m: CacheDirectiveInfoExpirationProto): void {
  w.bool(m.isRelative); w.tag(16)
  w.int64(m.millis); w.tag(8)
}
export function readCacheDirectiveInfoExpirationProto(r: ProtoReader, end: number): CacheDirectiveInfoExpirationProto {
  let $millis: number | undefined
  let $isRelative: boolean | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $millis = r.int64(); break }
      case 16: { $isRelative = r.bool(); break }
      default: r.skip(tag, "hadoop.hdfs.CacheDirectiveInfoExpirationProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.CacheDirectiveInfoExpirationProto")
  if ($millis === undefined) throw missing("hadoop.hdfs.CacheDirectiveInfoExpirationProto", "millis")
  if ($isRelative === undefined) throw missing("hadoop.hdfs.CacheDirectiveInfoExpirationProto", "isRelative")
  return { millis: $millis, isRelative: $isRelative }
}
export const CacheDirectiveInfoExpirationProto: Codec<CacheDirectiveInfoExpirationProto> = /* @__PURE__ */ codec("hadoop.hdfs.CacheDirectiveInfoExpirationProto", writeCacheDirectiveInfoExpirationProto, readCacheDirectiveInfoExpirationProto)

export interface CacheDirectiveStatsProto {
  readonly bytesNeeded: number
  readonly bytesCached: number
  readonly filesNeeded: number
  readonly filesCached: number
  readonly hasExpired: boolean
}
export function writeCacheDirectiveStatsProto(w: BackwardWriter, m: CacheDirectiveStatsProto): void {
  w.bool(m.hasExpired); w.tag(40)
  w.int64(m.filesCached); w.tag(32)
  w.int64(m.filesNeeded); w.tag(24)
  w.int64(m.bytesCached); w.tag(16)
  w.int64(m.bytesNeeded); w.tag(8)
}
export function readCacheDirectiveStatsProto(r: ProtoReader, end: number): CacheDirectiveStatsProto {
  let $bytesNeeded: number | undefined
  let $bytesCached: number | undefined
  let $filesNeeded: number | undefined
  let $filesCached: number | undefined
  let $hasExpired: boolean | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $bytesNeeded = r.int64(); break }
      case 16: { $bytesCached = r.int64(); break }
      case 24: { $filesNeeded = r.int64(); break }
      case 32: { $filesCached = r.int64(); break }
      case 40: { $hasExpired = r.bool(); break }
      default: r.skip(tag, "hadoop.hdfs.CacheDirectiveStatsProto", [1, 2, 3, 4, 5])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.CacheDirectiveStatsProto")
  if ($bytesNeeded === undefined) throw missing("hadoop.hdfs.CacheDirectiveStatsProto", "bytesNeeded")
  if ($bytesCached === undefined) throw missing("hadoop.hdfs.CacheDirectiveStatsProto", "bytesCached")
  if ($filesNeeded === undefined) throw missing("hadoop.hdfs.CacheDirectiveStatsProto", "filesNeeded")
  if ($filesCached === undefined) throw missing("hadoop.hdfs.CacheDirectiveStatsProto", "filesCached")
  if ($hasExpired === undefined) throw missing("hadoop.hdfs.CacheDirectiveStatsProto", "hasExpired")
  return { bytesNeeded: $bytesNeeded, bytesCached: $bytesCached, filesNeeded: $filesNeeded, filesCached: $filesCached, hasExpired: $hasExpired }
}
export const CacheDirectiveStatsProto: Codec<CacheDirectiveStatsProto> = /* @__PURE__ */ codec("hadoop.hdfs.CacheDirectiveStatsProto", writeCacheDirectiveStatsProto, readCacheDirectiveStatsProto)

export interface AddCacheDirectiveRequestProto {
  readonly info: CacheDirectiveInfoProto
  readonly cacheFlags?: number | undefined
}
export function writeAddCacheDirectiveRequestProto(w: BackwardWriter, m: AddCacheDirectiveRequestProto): void {
  if (m.cacheFlags !== undefined) { w.uint32(m.cacheFlags); w.tag(16) }
  { const before = w.size; writeCacheDirectiveInfoProto(w, m.info); w.varint32(w.size - before); w.tag(10) }
}
export function readAddCacheDirectiveRequestProto(r: ProtoReader, end: number): AddCacheDirectiveRequestProto {
  let $info: CacheDirectiveInfoProto | undefined
  let $cacheFlags: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $info = readCacheDirectiveInfoProto(r, to); break }
      case 16: { $cacheFlags = r.int32(); break }
      default: r.skip(tag, "hadoop.hdfs.AddCacheDirectiveRequestProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.AddCacheDirectiveRequestProto")
  if ($info === undefined) throw missing("hadoop.hdfs.AddCacheDirectiveRequestProto", "info")
  return { info: $info, cacheFlags: $cacheFlags }
}
export const AddCacheDirectiveRequestProto: Codec<AddCacheDirectiveRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.AddCacheDirectiveRequestProto", writeAddCacheDirectiveRequestProto, readAddCacheDirectiveRequestProto)

export interface AddCacheDirectiveResponseProto {
  readonly id: number
}
export function writeAddCacheDirectiveResponseProto(w: BackwardWriter, m: AddCacheDirectiveResponseProto): void {
  w.int64(m.id); w.tag(8)
}
export function readAddCacheDirectiveResponseProto(r: ProtoReader, end: number): AddCacheDirectiveResponseProto {
  let $id: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $id = r.int64(); break }
      default: r.skip(tag, "hadoop.hdfs.AddCacheDirectiveResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.AddCacheDirectiveResponseProto")
  if ($id === undefined) throw missing("hadoop.hdfs.AddCacheDirectiveResponseProto", "id")
  return { id: $id }
}
export const AddCacheDirectiveResponseProto: Codec<AddCacheDirectiveResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.AddCacheDirectiveResponseProto", writeAddCacheDirectiveResponseProto, readAddCacheDirectiveResponseProto)

export interface ModifyCacheDirectiveRequestProto {
  readonly info: CacheDirectiveInfoProto
  readonly cacheFlags?: number | undefined
}
export function writeModifyCacheDirectiveRequestProto(w: BackwardWriter, m: ModifyCacheDirectiveRequestProto): void {
  if (m.cacheFlags !== undefined) { w.uint32(m.cacheFlags); w.tag(16) }
  { const before = w.size; writeCacheDirectiveInfoProto(w, m.info); w.varint32(w.size - before); w.tag(10) }
}
export function readModifyCacheDirectiveRequestProto(r: ProtoReader, end: number): ModifyCacheDirectiveRequestProto {
  let $info: CacheDirectiveInfoProto | undefined
  let $cacheFlags: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $info = readCacheDirectiveInfoProto(r, to); break }
      case 16: { $cacheFlags = r.int32(); break }
      default: r.skip(tag, "hadoop.hdfs.ModifyCacheDirectiveRequestProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.ModifyCacheDirectiveRequestProto")
  if ($info === undefined) throw missing("hadoop.hdfs.ModifyCacheDirectiveRequestProto", "info")
  return { info: $info, cacheFlags: $cacheFlags }
}
export const ModifyCacheDirectiveRequestProto: Codec<ModifyCacheDirectiveRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.ModifyCacheDirectiveRequestProto", writeModifyCacheDirectiveRequestProto, readModifyCacheDirectiveRequestProto)

export type ModifyCacheDirectiveResponseProto = Record<string, never>
export function writeModifyCacheDirectiveResponseProto(_w: BackwardWriter, _m: ModifyCacheDirectiveResponseProto): void {
}
export function readModifyCacheDirectiveResponseProto(r: ProtoReader, end: number): ModifyCacheDirectiveResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.ModifyCacheDirectiveResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.ModifyCacheDirectiveResponseProto")
  return {  }
}
export const ModifyCacheDirectiveResponseProto: Codec<ModifyCacheDirectiveResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.ModifyCacheDirectiveResponseProto", writeModifyCacheDirectiveResponseProto, readModifyCacheDirectiveResponseProto)

export interface RemoveCacheDirectiveRequestProto {
  readonly id: number
}
export function writeRemoveCacheDirectiveRequestProto(w: BackwardWriter, m: RemoveCacheDirectiveRequestProto): void {
  w.int64(m.id); w.tag(8)
}
export function readRemoveCacheDirectiveRequestProto(r: ProtoReader, end: number): RemoveCacheDirectiveRequestProto {
  let $id: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $id = r.int64(); break }
      default: r.skip(tag, "hadoop.hdfs.RemoveCacheDirectiveRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.RemoveCacheDirectiveRequestProto")
  if ($id === undefined) throw missing("hadoop.hdfs.RemoveCacheDirectiveRequestProto", "id")
  return { id: $id }
}
export const RemoveCacheDirectiveRequestProto: Codec<RemoveCacheDirectiveRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.RemoveCacheDirectiveRequestProto", writeRemoveCacheDirectiveRequestProto, readRemoveCacheDirectiveRequestProto)

export type RemoveCacheDirectiveResponseProto = Record<string, never>
export function writeRemoveCacheDirectiveResponseProto(_w: BackwardWriter, _m: RemoveCacheDirectiveResponseProto): void {
}
export function readRemoveCacheDirectiveResponseProto(r: ProtoReader, end: number): RemoveCacheDirectiveResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.RemoveCacheDirectiveResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.RemoveCacheDirectiveResponseProto")
  return {  }
}
export const RemoveCacheDirectiveResponseProto: Codec<RemoveCacheDirectiveResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.RemoveCacheDirectiveResponseProto", writeRemoveCacheDirectiveResponseProto, readRemoveCacheDirectiveResponseProto)

export interface ListCacheDirectivesRequestProto {
  readonly prevId: number
  readonly filter: CacheDirectiveInfoProto
}
export function writeListCacheDirectivesRequestProto(w: BackwardWriter, m: ListCacheDirectivesRequestProto): void {
  { const before = w.size; writeCacheDirectiveInfoProto(w, m.filter); w.varint32(w.size - before); w.tag(18) }
  w.int64(m.prevId); w.tag(8)
}
export function readListCacheDirectivesRequestProto(r: ProtoReader, end: number): ListCacheDirectivesRequestProto {
  let $prevId: number | undefined
  let $filter: CacheDirectiveInfoProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $prevId = r.int64(); break }
      case 18: { const to = r.lengthEnd(); $filter = readCacheDirectiveInfoProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.ListCacheDirectivesRequestProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.ListCacheDirectivesRequestProto")
  if ($prevId === undefined) throw missing("hadoop.hdfs.ListCacheDirectivesRequestProto", "prevId")
  if ($filter === undefined) throw missing("hadoop.hdfs.ListCacheDirectivesRequestProto", "filter")
  return { prevId: $prevId, filter: $filter }
}
export const ListCacheDirectivesRequestProto: Codec<ListCacheDirectivesRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.ListCacheDirectivesRequestProto", writeListCacheDirectivesRequestProto, readListCacheDirectivesRequestProto)

export interface CacheDirectiveEntryProto {
  readonly info: CacheDirectiveInfoProto
  readonly stats: CacheDirectiveStatsProto
}
export function writeCacheDirectiveEntryProto(w: BackwardWriter, m: CacheDirectiveEntryProto): void {
  { const before = w.size; writeCacheDirectiveStatsProto(w, m.stats); w.varint32(w.size - before); w.tag(18) }
  { const before = w.size; writeCacheDirectiveInfoProto(w, m.info); w.varint32(w.size - before); w.tag(10) }
}
export function readCacheDirectiveEntryProto(r: ProtoReader, end: number): CacheDirectiveEntryProto {
  let $info: CacheDirectiveInfoProto | undefined
  let $stats: CacheDirectiveStatsProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $info = readCacheDirectiveInfoProto(r, to); break }
      case 18: { const to = r.lengthEnd(); $stats = readCacheDirectiveStatsProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.CacheDirectiveEntryProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.CacheDirectiveEntryProto")
  if ($info === undefined) throw missing("hadoop.hdfs.CacheDirectiveEntryProto", "info")
  if ($stats === undefined) throw missing("hadoop.hdfs.CacheDirectiveEntryProto", "stats")
  return { info: $info, stats: $stats }
}
export const CacheDirectiveEntryProto: Codec<CacheDirectiveEntryProto> = /* @__PURE__ */ codec("hadoop.hdfs.CacheDirectiveEntryProto", writeCacheDirectiveEntryProto, readCacheDirectiveEntryProto)

export interface ListCacheDirectivesResponseProto {
  readonly elements: readonly CacheDirectiveEntryProto[]
  readonly hasMore: boolean
}
export function writeListCacheDirectivesResponseProto(w: BackwardWriter, m: ListCacheDirectivesResponseProto): void {
  w.bool(m.hasMore); w.tag(16)
  for (let values = m.elements, i = values.length - 1; i >= 0; i--) { const before = w.size; writeCacheDirectiveEntryProto(w, values[i] as CacheDirectiveEntryProto); w.varint32(w.size - before); w.tag(10) }
}
export function readListCacheDirectivesResponseProto(r: ProtoReader, end: number): ListCacheDirectivesResponseProto {
  const $elements: CacheDirectiveEntryProto[] = []
  let $hasMore: boolean | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $elements.push(readCacheDirectiveEntryProto(r, to)); break }
      case 16: { $hasMore = r.bool(); break }
      default: r.skip(tag, "hadoop.hdfs.ListCacheDirectivesResponseProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.ListCacheDirectivesResponseProto")
  if ($hasMore === undefined) throw missing("hadoop.hdfs.ListCacheDirectivesResponseProto", "hasMore")
  return { elements: $elements, hasMore: $hasMore }
}
export const ListCacheDirectivesResponseProto: Codec<ListCacheDirectivesResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.ListCacheDirectivesResponseProto", writeListCacheDirectivesResponseProto, readListCacheDirectivesResponseProto)

export interface CachePoolInfoProto {
  readonly poolName?: string | undefined
  readonly ownerName?: string | undefined
  readonly groupName?: string | undefined
  readonly mode?: number | undefined
  readonly limit?: number | undefined
  readonly maxRelativeExpiry?: number | undefined
  readonly defaultReplication?: number | undefined
}
export function writeCachePoolInfoProto(w: BackwardWriter, m: CachePoolInfoProto): void {
  if (m.defaultReplication !== undefined) { w.uint32(m.defaultReplication); w.tag(56) }
  if (m.maxRelativeExpiry !== undefined) { w.int64(m.maxRelativeExpiry); w.tag(48) }
  if (m.limit !== undefined) { w.int64(m.limit); w.tag(40) }
  if (m.mode !== undefined) { w.int32(m.mode); w.tag(32) }
  if (m.groupName !== undefined) { w.string(m.groupName); w.tag(26) }
  if (m.ownerName !== undefined) { w.string(m.ownerName); w.tag(18) }
  if (m.poolName !== undefined) { w.string(m.poolName); w.tag(10) }
}
export function readCachePoolInfoProto(r: ProtoReader, end: number): CachePoolInfoProto {
  let $poolName: string | undefined
  let $ownerName: string | undefined
  let $groupName: string | undefined
  let $mode: number | undefined
  let $limit: number | undefined
  let $maxRelativeExpiry: number | undefined
  let $defaultReplication: number = 1
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $poolName = r.string(); break }
      case 18: { $ownerName = r.string(); break }
      case 26: { $groupName = r.string(); break }
      case 32: { $mode = r.int32(); break }
      case 40: { $limit = r.int64(); break }
      case 48: { $maxRelativeExpiry = r.int64(); break }
      case 56: { $defaultReplication = r.int32(); break }
      default: r.skip(tag, "hadoop.hdfs.CachePoolInfoProto", [1, 2, 3, 4, 5, 6, 7])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.CachePoolInfoProto")
  return { poolName: $poolName, ownerName: $ownerName, groupName: $groupName, mode: $mode, limit: $limit, maxRelativeExpiry: $maxRelativeExpiry, defaultReplication: $defaultReplication }
}
export const CachePoolInfoProto: Codec<CachePoolInfoProto> = /* @__PURE__ */ codec("hadoop.hdfs.CachePoolInfoProto", writeCachePoolInfoProto, readCachePoolInfoProto)

export interface CachePoolStatsProto {
  readonly bytesNeeded: number
  readonly bytesCached: number
  readonly bytesOverlimit: number
  readonly filesNeeded: number
  readonly filesCached: number
}
export function writeCachePoolStatsProto(w: BackwardWriter, m: CachePoolStatsProto): void {
  w.int64(m.filesCached); w.tag(40)
  w.int64(m.filesNeeded); w.tag(32)
  w.int64(m.bytesOverlimit); w.tag(24)
  w.int64(m.bytesCached); w.tag(16)
  w.int64(m.bytesNeeded); w.tag(8)
}
export function readCachePoolStatsProto(r: ProtoReader, end: number): CachePoolStatsProto {
  let $bytesNeeded: number | undefined
  let $bytesCached: number | undefined
  let $bytesOverlimit: number | undefined
  let $filesNeeded: number | undefined
  let $filesCached: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $bytesNeeded = r.int64(); break }
      case 16: { $bytesCached = r.int64(); break }
      case 24: { $bytesOverlimit = r.int64(); break }
      case 32: { $filesNeeded = r.int64(); break }
      case 40: { $filesCached = r.int64(); break }
      default: r.skip(tag, "hadoop.hdfs.CachePoolStatsProto", [1, 2, 3, 4, 5])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.CachePoolStatsProto")
  if ($bytesNeeded === undefined) throw missing("hadoop.hdfs.CachePoolStatsProto", "bytesNeeded")
  if ($bytesCached === undefined) throw missing("hadoop.hdfs.CachePoolStatsProto", "bytesCached")
  if ($bytesOverlimit === undefined) throw missing("hadoop.hdfs.CachePoolStatsProto", "bytesOverlimit")
  if ($filesNeeded === undefined) throw missing("hadoop.hdfs.CachePoolStatsProto", "filesNeeded")
  if ($filesCached === undefined) throw missing("hadoop.hdfs.CachePoolStatsProto", "filesCached")
  return { bytesNeeded: $bytesNeeded, bytesCached: $bytesCached, bytesOverlimit: $bytesOverlimit, filesNeeded: $filesNeeded, filesCached: $filesCached }
}
export const CachePoolStatsProto: Codec<CachePoolStatsProto> = /* @__PURE__ */ codec("hadoop.hdfs.CachePoolStatsProto", writeCachePoolStatsProto, readCachePoolStatsProto)

export interface AddCachePoolRequestProto {
  readonly info: CachePoolInfoProto
}
export function writeAddCachePoolRequestProto(w: BackwardWriter, m: AddCachePoolRequestProto): void {
  { const before = w.size; writeCachePoolInfoProto(w, m.info); w.varint32(w.size - before); w.tag(10) }
}
export function readAddCachePoolRequestProto(r: ProtoReader, end: number): AddCachePoolRequestProto {
  let $info: CachePoolInfoProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $info = readCachePoolInfoProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.AddCachePoolRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.AddCachePoolRequestProto")
  if ($info === undefined) throw missing("hadoop.hdfs.AddCachePoolRequestProto", "info")
  return { info: $info }
}
export const AddCachePoolRequestProto: Codec<AddCachePoolRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.AddCachePoolRequestProto", writeAddCachePoolRequestProto, readAddCachePoolRequestProto)

export type AddCachePoolResponseProto = Record<string, never>
export function writeAddCachePoolResponseProto(_w: BackwardWriter, _m: AddCachePoolResponseProto): void {
}
export function readAddCachePoolResponseProto(r: ProtoReader, end: number): AddCachePoolResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.AddCachePoolResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.AddCachePoolResponseProto")
  return {  }
}
export const AddCachePoolResponseProto: Codec<AddCachePoolResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.AddCachePoolResponseProto", writeAddCachePoolResponseProto, readAddCachePoolResponseProto)

export interface ModifyCachePoolRequestProto {
  readonly info: CachePoolInfoProto
}
export function writeModifyCachePoolRequestProto(w: BackwardWriter, m: ModifyCachePoolRequestProto): void {
  { const before = w.size; writeCachePoolInfoProto(w, m.info); w.varint32(w.size - before); w.tag(10) }
}
export function readModifyCachePoolRequestProto(r: ProtoReader, end: number): ModifyCachePoolRequestProto {
  let $info: CachePoolInfoProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $info = readCachePoolInfoProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.ModifyCachePoolRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.ModifyCachePoolRequestProto")
  if ($info === undefined) throw missing("hadoop.hdfs.ModifyCachePoolRequestProto", "info")
  return { info: $info }
}
export const ModifyCachePoolRequestProto: Codec<ModifyCachePoolRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.ModifyCachePoolRequestProto", writeModifyCachePoolRequestProto, readModifyCachePoolRequestProto)

export type ModifyCachePoolResponseProto = Record<string, never>
export function writeModifyCachePoolResponseProto(_w: BackwardWriter, _m: ModifyCachePoolResponseProto): void {
}
export function readModifyCachePoolResponseProto(r: ProtoReader, end: number): ModifyCachePoolResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.ModifyCachePoolResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.ModifyCachePoolResponseProto")
  return {  }
}
export const ModifyCachePoolResponseProto: Codec<ModifyCachePoolResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.ModifyCachePoolResponseProto", writeModifyCachePoolResponseProto, readModifyCachePoolResponseProto)

export interface RemoveCachePoolRequestProto {
  readonly poolName: string
}
export function writeRemoveCachePoolRequestProto(w: BackwardWriter, m: RemoveCachePoolRequestProto): void {
  w.string(m.poolName); w.tag(10)
}
export function readRemoveCachePoolRequestProto(r: ProtoReader, end: number): RemoveCachePoolRequestProto {
  let $poolName: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $poolName = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.RemoveCachePoolRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.RemoveCachePoolRequestProto")
  if ($poolName === undefined) throw missing("hadoop.hdfs.RemoveCachePoolRequestProto", "poolName")
  return { poolName: $poolName }
}
export const RemoveCachePoolRequestProto: Codec<RemoveCachePoolRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.RemoveCachePoolRequestProto", writeRemoveCachePoolRequestProto, readRemoveCachePoolRequestProto)

export type RemoveCachePoolResponseProto = Record<string, never>
export function writeRemoveCachePoolResponseProto(_w: BackwardWriter, _m: RemoveCachePoolResponseProto): void {
}
export function readRemoveCachePoolResponseProto(r: ProtoReader, end: number): RemoveCachePoolResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.RemoveCachePoolResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.RemoveCachePoolResponseProto")
  return {  }
}
export const RemoveCachePoolResponseProto: Codec<RemoveCachePoolResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.RemoveCachePoolResponseProto", writeRemoveCachePoolResponseProto, readRemoveCachePoolResponseProto)

export interface ListCachePoolsRequestProto {
  readonly prevPoolName: string
}
export function writeListCachePoolsRequestProto(w: BackwardWriter, m: ListCachePoolsRequestProto): void {
  w.string(m.prevPoolName); w.tag(10)
}
export function readListCachePoolsRequestProto(r: ProtoReader, end: number): ListCachePoolsRequestProto {
  let $prevPoolName: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $prevPoolName = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.ListCachePoolsRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.ListCachePoolsRequestProto")
  if ($prevPoolName === undefined) throw missing("hadoop.hdfs.ListCachePoolsRequestProto", "prevPoolName")
  return { prevPoolName: $prevPoolName }
}
export const ListCachePoolsRequestProto: Codec<ListCachePoolsRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.ListCachePoolsRequestProto", writeListCachePoolsRequestProto, readListCachePoolsRequestProto)

export interface ListCachePoolsResponseProto {
  readonly entries: readonly CachePoolEntryProto[]
  readonly hasMore: boolean
}
export function writeListCachePoolsResponseProto(w: BackwardWriter, m: ListCachePoolsResponseProto): void {
  w.bool(m.hasMore); w.tag(16)
  for (let values = m.entries, i = values.length - 1; i >= 0; i--) { const before = w.size; writeCachePoolEntryProto(w, values[i] as CachePoolEntryProto); w.varint32(w.size - before); w.tag(10) }
}
export function readListCachePoolsResponseProto(r: ProtoReader, end: number): ListCachePoolsResponseProto {
  const $entries: CachePoolEntryProto[] = []
  let $hasMore: boolean | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $entries.push(readCachePoolEntryProto(r, to)); break }
      case 16: { $hasMore = r.bool(); break }
      default: r.skip(tag, "hadoop.hdfs.ListCachePoolsResponseProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.ListCachePoolsResponseProto")
  if ($hasMore === undefined) throw missing("hadoop.hdfs.ListCachePoolsResponseProto", "hasMore")
  return { entries: $entries, hasMore: $hasMore }
}
export const ListCachePoolsResponseProto: Codec<ListCachePoolsResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.ListCachePoolsResponseProto", writeListCachePoolsResponseProto, readListCachePoolsResponseProto)

export interface CachePoolEntryProto {
  readonly info: CachePoolInfoProto
  readonly stats: CachePoolStatsProto
}
export function writeCachePoolEntryProto(w: BackwardWriter, m: CachePoolEntryProto): void {
  { const before = w.size; writeCachePoolStatsProto(w, m.stats); w.varint32(w.size - before); w.tag(18) }
  { const before = w.size; writeCachePoolInfoProto(w, m.info); w.varint32(w.size - before); w.tag(10) }
}
export function readCachePoolEntryProto(r: ProtoReader, end: number): CachePoolEntryProto {
  let $info: CachePoolInfoProto | undefined
  let $stats: CachePoolStatsProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $info = readCachePoolInfoProto(r, to); break }
      case 18: { const to = r.lengthEnd(); $stats = readCachePoolStatsProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.CachePoolEntryProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.CachePoolEntryProto")
  if ($info === undefined) throw missing("hadoop.hdfs.CachePoolEntryProto", "info")
  if ($stats === undefined) throw missing("hadoop.hdfs.CachePoolEntryProto", "stats")
  return { info: $info, stats: $stats }
}
export const CachePoolEntryProto: Codec<CachePoolEntryProto> = /* @__PURE__ */ codec("hadoop.hdfs.CachePoolEntryProto", writeCachePoolEntryProto, readCachePoolEntryProto)

export interface GetFileLinkInfoRequestProto {
  readonly src: string
}
export function writeGetFileLinkInfoRequestProto(w: BackwardWriter, m: GetFileLinkInfoRequestProto): void {
  w.string(m.src); w.tag(10)
}
export function readGetFileLinkInfoRequestProto(r: ProtoReader, end: number): GetFileLinkInfoRequestProto {
  let $src: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $src = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.GetFileLinkInfoRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetFileLinkInfoRequestProto")
  if ($src === undefined) throw missing("hadoop.hdfs.GetFileLinkInfoRequestProto", "src")
  return { src: $src }
}
export const GetFileLinkInfoRequestProto: Codec<GetFileLinkInfoRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetFileLinkInfoRequestProto", writeGetFileLinkInfoRequestProto, readGetFileLinkInfoRequestProto)

export interface GetFileLinkInfoResponseProto {
  readonly fs?: HdfsFileStatusProto | undefined
}
export function writeGetFileLinkInfoResponseProto(w: BackwardWriter, m: GetFileLinkInfoResponseProto): void {
  if (m.fs !== undefined) { const before = w.size; writeHdfsFileStatusProto(w, m.fs); w.varint32(w.size - before); w.tag(10) }
}
export function readGetFileLinkInfoResponseProto(r: ProtoReader, end: number): GetFileLinkInfoResponseProto {
  let $fs: HdfsFileStatusProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $fs = readHdfsFileStatusProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.GetFileLinkInfoResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetFileLinkInfoResponseProto")
  return { fs: $fs }
}
export const GetFileLinkInfoResponseProto: Codec<GetFileLinkInfoResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetFileLinkInfoResponseProto", writeGetFileLinkInfoResponseProto, readGetFileLinkInfoResponseProto)

export interface GetContentSummaryRequestProto {
  readonly path: string
}
export function writeGetContentSummaryRequestProto(w: BackwardWriter, m: GetContentSummaryRequestProto): void {
  w.string(m.path); w.tag(10)
}
export function readGetContentSummaryRequestProto(r: ProtoReader, end: number): GetContentSummaryRequestProto {
  let $path: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $path = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.GetContentSummaryRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetContentSummaryRequestProto")
  if ($path === undefined) throw missing("hadoop.hdfs.GetContentSummaryRequestProto", "path")
  return { path: $path }
}
export const GetContentSummaryRequestProto: Codec<GetContentSummaryRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetContentSummaryRequestProto", writeGetContentSummaryRequestProto, readGetContentSummaryRequestProto)

export interface GetContentSummaryResponseProto {
  readonly summary: ContentSummaryProto
}
export function writeGetContentSummaryResponseProto(w: BackwardWriter, m: GetContentSummaryResponseProto): void {
  { const before = w.size; writeContentSummaryProto(w, m.summary); w.varint32(w.size - before); w.tag(10) }
}
export function readGetContentSummaryResponseProto(r: ProtoReader, end: number): GetContentSummaryResponseProto {
  let $summary: ContentSummaryProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $summary = readContentSummaryProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.GetContentSummaryResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetContentSummaryResponseProto")
  if ($summary === undefined) throw missing("hadoop.hdfs.GetContentSummaryResponseProto", "summary")
  return { summary: $summary }
}
export const GetContentSummaryResponseProto: Codec<GetContentSummaryResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetContentSummaryResponseProto", writeGetContentSummaryResponseProto, readGetContentSummaryResponseProto)

export interface GetQuotaUsageRequestProto {
  readonly path: string
}
export function writeGetQuotaUsageRequestProto(w: BackwardWriter, m: GetQuotaUsageRequestProto): void {
  w.string(m.path); w.tag(10)
}
export function readGetQuotaUsageRequestProto(r: ProtoReader, end: number): GetQuotaUsageRequestProto {
  let $path: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $path = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.GetQuotaUsageRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetQuotaUsageRequestProto")
  if ($path === undefined) throw missing("hadoop.hdfs.GetQuotaUsageRequestProto", "path")
  return { path: $path }
}
export const GetQuotaUsageRequestProto: Codec<GetQuotaUsageRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetQuotaUsageRequestProto", writeGetQuotaUsageRequestProto, readGetQuotaUsageRequestProto)

export interface GetQuotaUsageResponseProto {
  readonly usage: QuotaUsageProto
}
export function writeGetQuotaUsageResponseProto(w: BackwardWriter, m: GetQuotaUsageResponseProto): void {
  { const before = w.size; writeQuotaUsageProto(w, m.usage); w.varint32(w.size - before); w.tag(10) }
}
export function readGetQuotaUsageResponseProto(r: ProtoReader, end: number): GetQuotaUsageResponseProto {
  let $usage: QuotaUsageProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $usage = readQuotaUsageProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.GetQuotaUsageResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetQuotaUsageResponseProto")
  if ($usage === undefined) throw missing("hadoop.hdfs.GetQuotaUsageResponseProto", "usage")
  return { usage: $usage }
}
export const GetQuotaUsageResponseProto: Codec<GetQuotaUsageResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetQuotaUsageResponseProto", writeGetQuotaUsageResponseProto, readGetQuotaUsageResponseProto)

export interface SetQuotaRequestProto {
  readonly path: string
  readonly namespaceQuota: number
  readonly storagespaceQuota: number
  readonly storageType?: StorageTypeProto | undefined
}
export function writeSetQuotaRequestProto(w: BackwardWriter, m: SetQuotaRequestProto): void {
  if (m.storageType !== undefined) { w.int32(m.storageType); w.tag(32) }
  w.int64(m.storagespaceQuota); w.tag(24)
  w.int64(m.namespaceQuota); w.tag(16)
  w.string(m.path); w.tag(10)
}
export function readSetQuotaRequestProto(r: ProtoReader, end: number): SetQuotaRequestProto {
  let $path: string | undefined
  let $namespaceQuota: number | undefined
  let $storagespaceQuota: number | undefined
  let $storageType: StorageTypeProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $path = r.string(); break }
      case 16: { $namespaceQuota = r.int64(); break }
      case 24: { $storagespaceQuota = r.int64(); break }
      case 32: { const v = r.int32(); if (v >= 1 && v <= 6) $storageType = v as StorageTypeProto; break }
      default: r.skip(tag, "hadoop.hdfs.SetQuotaRequestProto", [1, 2, 3, 4])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.SetQuotaRequestProto")
  if ($path === undefined) throw missing("hadoop.hdfs.SetQuotaRequestProto", "path")
  if ($namespaceQuota === undefined) throw missing("hadoop.hdfs.SetQuotaRequestProto", "namespaceQuota")
  if ($storagespaceQuota === undefined) throw missing("hadoop.hdfs.SetQuotaRequestProto", "storagespaceQuota")
  return { path: $path, namespaceQuota: $namespaceQuota, storagespaceQuota: $storagespaceQuota, storageType: $storageType }
}
export const SetQuotaRequestProto: Codec<SetQuotaRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.SetQuotaRequestProto", writeSetQuotaRequestProto, readSetQuotaRequestProto)

export type SetQuotaResponseProto = Record<string, never>
export function writeSetQuotaResponseProto(_w: BackwardWriter, _m: SetQuotaResponseProto): void {
}
export function readSetQuotaResponseProto(r: ProtoReader, end: number): SetQuotaResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.SetQuotaResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.SetQuotaResponseProto")
  return {  }
}
export const SetQuotaResponseProto: Codec<SetQuotaResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.SetQuotaResponseProto", writeSetQuotaResponseProto, readSetQuotaResponseProto)

export interface FsyncRequestProto {
  readonly src: string
  readonly client: string
  readonly lastBlockLength?: number | undefined
  readonly fileId?: number | undefined
}
export function writeFsyncRequestProto(w: BackwardWriter, m: FsyncRequestProto): void {
  if (m.fileId !== undefined) { w.int64(m.fileId); w.tag(32) }
  if (m.lastBlockLength !== undefined) { w.sint64(m.lastBlockLength); w.tag(24) }
  w.string(m.client); w.tag(18)
  w.string(m.src); w.tag(10)
}
export function readFsyncRequestProto(r: ProtoReader, end: number): FsyncRequestProto {
  let $src: string | undefined
  let $client: string | undefined
  let $lastBlockLength: number = -1
  let $fileId: number = 0
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $src = r.string(); break }
      case 18: { $client = r.string(); break }
      case 24: { $lastBlockLength = r.sint64(); break }
      case 32: { $fileId = r.int64(); break }
      default: r.skip(tag, "hadoop.hdfs.FsyncRequestProto", [1, 2, 3, 4])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.FsyncRequestProto")
  if ($src === undefined) throw missing("hadoop.hdfs.FsyncRequestProto", "src")
  if ($client === undefined) throw missing("hadoop.hdfs.FsyncRequestProto", "client")
  return { src: $src, client: $client, lastBlockLength: $lastBlockLength, fileId: $fileId }
}
export const FsyncRequestProto: Codec<FsyncRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.FsyncRequestProto", writeFsyncRequestProto, readFsyncRequestProto)

export type FsyncResponseProto = Record<string, never>
export function writeFsyncResponseProto(_w: BackwardWriter, _m: FsyncResponseProto): void {
}
export function readFsyncResponseProto(r: ProtoReader, end: number): FsyncResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.FsyncResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.FsyncResponseProto")
  return {  }
}
export const FsyncResponseProto: Codec<FsyncResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.FsyncResponseProto", writeFsyncResponseProto, readFsyncResponseProto)

export interface SetTimesRequestProto {
  readonly src: string
  readonly mtime: number
  readonly atime: number
}
export function writeSetTimesRequestProto(w: BackwardWriter, m: SetTimesRequestProto): void {
  w.int64(m.atime); w.tag(24)
  w.int64(m.mtime); w.tag(16)
  w.string(m.src); w.tag(10)
}
export function readSetTimesRequestProto(r: ProtoReader, end: number): SetTimesRequestProto {
  let $src: string | undefined
  let $mtime: number | undefined
  let $atime: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $src = r.string(); break }
      case 16: { $mtime = r.int64(); break }
      case 24: { $atime = r.int64(); break }
      default: r.skip(tag, "hadoop.hdfs.SetTimesRequestProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.SetTimesRequestProto")
  if ($src === undefined) throw missing("hadoop.hdfs.SetTimesRequestProto", "src")
  if ($mtime === undefined) throw missing("hadoop.hdfs.SetTimesRequestProto", "mtime")
  if ($atime === undefined) throw missing("hadoop.hdfs.SetTimesRequestProto", "atime")
  return { src: $src, mtime: $mtime, atime: $atime }
}
export const SetTimesRequestProto: Codec<SetTimesRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.SetTimesRequestProto", writeSetTimesRequestProto, readSetTimesRequestProto)

export type SetTimesResponseProto = Record<string, never>
export function writeSetTimesResponseProto(_w: BackwardWriter, _m: SetTimesResponseProto): void {
}
export function readSetTimesResponseProto(r: ProtoReader, end: number): SetTimesResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.SetTimesResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.SetTimesResponseProto")
  return {  }
}
export const SetTimesResponseProto: Codec<SetTimesResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.SetTimesResponseProto", writeSetTimesResponseProto, readSetTimesResponseProto)

export interface CreateSymlinkRequestProto {
  readonly target: string
  readonly link: string
  readonly dirPerm: FsPermissionProto
  readonly createParent: boolean
}
export function writeCreateSymlinkRequestProto(w: BackwardWriter, m: CreateSymlinkRequestProto): void {
  w.bool(m.createParent); w.tag(32)
  { const before = w.size; writeFsPermissionProto(w, m.dirPerm); w.varint32(w.size - before); w.tag(26) }
  w.string(m.link); w.tag(18)
  w.string(m.target); w.tag(10)
}
export function readCreateSymlinkRequestProto(r: ProtoReader, end: number): CreateSymlinkRequestProto {
  let $target: string | undefined
  let $link: string | undefined
  let $dirPerm: FsPermissionProto | undefined
  let $createParent: boolean | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $target = r.string(); break }
      case 18: { $link = r.string(); break }
      case 26: { const to = r.lengthEnd(); $dirPerm = readFsPermissionProto(r, to); break }
      case 32: { $createParent = r.bool(); break }
      default: r.skip(tag, "hadoop.hdfs.CreateSymlinkRequestProto", [1, 2, 3, 4])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.CreateSymlinkRequestProto")
  if ($target === undefined) throw missing("hadoop.hdfs.CreateSymlinkRequestProto", "target")
  if ($link === undefined) throw missing("hadoop.hdfs.CreateSymlinkRequestProto", "link")
  if ($dirPerm === undefined) throw missing("hadoop.hdfs.CreateSymlinkRequestProto", "dirPerm")
  if ($createParent === undefined) throw missing("hadoop.hdfs.CreateSymlinkRequestProto", "createParent")
  return { target: $target, link: $link, dirPerm: $dirPerm, createParent: $createParent }
}
export const CreateSymlinkRequestProto: Codec<CreateSymlinkRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.CreateSymlinkRequestProto", writeCreateSymlinkRequestProto, readCreateSymlinkRequestProto)

export type CreateSymlinkResponseProto = Record<string, never>
export function writeCreateSymlinkResponseProto(_w: BackwardWriter, _m: CreateSymlinkResponseProto): void {
}
export function readCreateSymlinkResponseProto(r: ProtoReader, end: number): CreateSymlinkResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.CreateSymlinkResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.CreateSymlinkResponseProto")
  return {  }
}
export const CreateSymlinkResponseProto: Codec<CreateSymlinkResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.CreateSymlinkResponseProto", writeCreateSymlinkResponseProto, readCreateSymlinkResponseProto)

export interface GetLinkTargetRequestProto {
  readonly path: string
}
export function writeGetLinkTargetRequestProto(w: BackwardWriter, m: GetLinkTargetRequestProto): void {
  w.string(m.path); w.tag(10)
}
export function readGetLinkTargetRequestProto(r: ProtoReader, end: number): GetLinkTargetRequestProto {
  let $path: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $path = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.GetLinkTargetRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetLinkTargetRequestProto")
  if ($path === undefined) throw missing("hadoop.hdfs.GetLinkTargetRequestProto", "path")
  return { path: $path }
}
export const GetLinkTargetRequestProto: Codec<GetLinkTargetRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetLinkTargetRequestProto", writeGetLinkTargetRequestProto, readGetLinkTargetRequestProto)

export interface GetLinkTargetResponseProto {
  readonly targetPath?: string | undefined
}
export function writeGetLinkTargetResponseProto(w: BackwardWriter, m: GetLinkTargetResponseProto): void {
  if (m.targetPath !== undefined) { w.string(m.targetPath); w.tag(10) }
}
export function readGetLinkTargetResponseProto(r: ProtoReader, end: number): GetLinkTargetResponseProto {
  let $targetPath: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $targetPath = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.GetLinkTargetResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetLinkTargetResponseProto")
  return { targetPath: $targetPath }
}
export const GetLinkTargetResponseProto: Codec<GetLinkTargetResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetLinkTargetResponseProto", writeGetLinkTargetResponseProto, readGetLinkTargetResponseProto)

export interface UpdateBlockForPipelineRequestProto {
  readonly block: ExtendedBlockProto
  readonly clientName: string
}
export function writeUpdateBlockForPipelineRequestProto(w: BackwardWriter, m: UpdateBlockForPipelineRequestProto): void {
  w.string(m.clientName); w.tag(18)
  { const before = w.size; writeExtendedBlockProto(w, m.block); w.varint32(w.size - before); w.tag(10) }
}
export function readUpdateBlockForPipelineRequestProto(r: ProtoReader, end: number): UpdateBlockForPipelineRequestProto {
  let $block: ExtendedBlockProto | undefined
  let $clientName: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $block = readExtendedBlockProto(r, to); break }
      case 18: { $clientName = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.UpdateBlockForPipelineRequestProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.UpdateBlockForPipelineRequestProto")
  if ($block === undefined) throw missing("hadoop.hdfs.UpdateBlockForPipelineRequestProto", "block")
  if ($clientName === undefined) throw missing("hadoop.hdfs.UpdateBlockForPipelineRequestProto", "clientName")
  return { block: $block, clientName: $clientName }
}
export const UpdateBlockForPipelineRequestProto: Codec<UpdateBlockForPipelineRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.UpdateBlockForPipelineRequestProto", writeUpdateBlockForPipelineRequestProto, readUpdateBlockForPipelineRequestProto)

export interface UpdateBlockForPipelineResponseProto {
  readonly block: LocatedBlockProto
}
export function writeUpdateBlockForPipelineResponseProto(w: BackwardWriter, m: UpdateBlockForPipelineResponseProto): void {
  { const before = w.size; writeLocatedBlockProto(w, m.block); w.varint32(w.size - before); w.tag(10) }
}
export function readUpdateBlockForPipelineResponseProto(r: ProtoReader, end: number): UpdateBlockForPipelineResponseProto {
  let $block: LocatedBlockProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $block = readLocatedBlockProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.UpdateBlockForPipelineResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.UpdateBlockForPipelineResponseProto")
  if ($block === undefined) throw missing("hadoop.hdfs.UpdateBlockForPipelineResponseProto", "block")
  return { block: $block }
}
export const UpdateBlockForPipelineResponseProto: Codec<UpdateBlockForPipelineResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.UpdateBlockForPipelineResponseProto", writeUpdateBlockForPipelineResponseProto, readUpdateBlockForPipelineResponseProto)

export interface UpdatePipelineRequestProto {
  readonly clientName: string
  readonly oldBlock: ExtendedBlockProto
  readonly newBlock: ExtendedBlockProto
  readonly newNodes: readonly DatanodeIDProto[]
  readonly storageIDs: readonly string[]
}
export function writeUpdatePipelineRequestProto(w: BackwardWriter, m: UpdatePipelineRequestProto): void {
  for (let values = m.storageIDs, i = values.length - 1; i >= 0; i--) { w.string(values[i] as string); w.tag(42) }
  for (let values = m.newNodes, i = values.length - 1; i >= 0; i--) { const before = w.size; writeDatanodeIDProto(w, values[i] as DatanodeIDProto); w.varint32(w.size - before); w.tag(34) }
  { const before = w.size; writeExtendedBlockProto(w, m.newBlock); w.varint32(w.size - before); w.tag(26) }
  { const before = w.size; writeExtendedBlockProto(w, m.oldBlock); w.varint32(w.size - before); w.tag(18) }
  w.string(m.clientName); w.tag(10)
}
export function readUpdatePipelineRequestProto(r: ProtoReader, end: number): UpdatePipelineRequestProto {
  let $clientName: string | undefined
  let $oldBlock: ExtendedBlockProto | undefined
  let $newBlock: ExtendedBlockProto | undefined
  const $newNodes: DatanodeIDProto[] = []
  const $storageIDs: string[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $clientName = r.string(); break }
      case 18: { const to = r.lengthEnd(); $oldBlock = readExtendedBlockProto(r, to); break }
      case 26: { const to = r.lengthEnd(); $newBlock = readExtendedBlockProto(r, to); break }
      case 34: { const to = r.lengthEnd(); $newNodes.push(readDatanodeIDProto(r, to)); break }
      case 42: { $storageIDs.push(r.string()); break }
      default: r.skip(tag, "hadoop.hdfs.UpdatePipelineRequestProto", [1, 2, 3, 4, 5])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.UpdatePipelineRequestProto")
  if ($clientName === undefined) throw missing("hadoop.hdfs.UpdatePipelineRequestProto", "clientName")
  if ($oldBlock === undefined) throw missing("hadoop.hdfs.UpdatePipelineRequestProto", "oldBlock")
  if ($newBlock === undefined) throw missing("hadoop.hdfs.UpdatePipelineRequestProto", "newBlock")
  return { clientName: $clientName, oldBlock: $oldBlock, newBlock: $newBlock, newNodes: $newNodes, storageIDs: $storageIDs }
}
export const UpdatePipelineRequestProto: Codec<UpdatePipelineRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.UpdatePipelineRequestProto", writeUpdatePipelineRequestProto, readUpdatePipelineRequestProto)

export type UpdatePipelineResponseProto = Record<string, never>
export function writeUpdatePipelineResponseProto(_w: BackwardWriter, _m: UpdatePipelineResponseProto): void {
}
export function readUpdatePipelineResponseProto(r: ProtoReader, end: number): UpdatePipelineResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.UpdatePipelineResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.UpdatePipelineResponseProto")
  return {  }
}
export const UpdatePipelineResponseProto: Codec<UpdatePipelineResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.UpdatePipelineResponseProto", writeUpdatePipelineResponseProto, readUpdatePipelineResponseProto)

export interface SetBalancerBandwidthRequestProto {
  readonly bandwidth: number
}
export function writeSetBalancerBandwidthRequestProto(w: BackwardWriter, m: SetBalancerBandwidthRequestProto): void {
  w.int64(m.bandwidth); w.tag(8)
}
export function readSetBalancerBandwidthRequestProto(r: ProtoReader, end: number): SetBalancerBandwidthRequestProto {
  let $bandwidth: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $bandwidth = r.int64(); break }
      default: r.skip(tag, "hadoop.hdfs.SetBalancerBandwidthRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.SetBalancerBandwidthRequestProto")
  if ($bandwidth === undefined) throw missing("hadoop.hdfs.SetBalancerBandwidthRequestProto", "bandwidth")
  return { bandwidth: $bandwidth }
}
export const SetBalancerBandwidthRequestProto: Codec<SetBalancerBandwidthRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.SetBalancerBandwidthRequestProto", writeSetBalancerBandwidthRequestProto, readSetBalancerBandwidthRequestProto)

export type SetBalancerBandwidthResponseProto = Record<string, never>
export function writeSetBalancerBandwidthResponseProto(_w: BackwardWriter, _m: SetBalancerBandwidthResponseProto): void {
}
export function readSetBalancerBandwidthResponseProto(r: ProtoReader, end: number): SetBalancerBandwidthResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.SetBalancerBandwidthResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.SetBalancerBandwidthResponseProto")
  return {  }
}
export const SetBalancerBandwidthResponseProto: Codec<SetBalancerBandwidthResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.SetBalancerBandwidthResponseProto", writeSetBalancerBandwidthResponseProto, readSetBalancerBandwidthResponseProto)

export type GetDataEncryptionKeyRequestProto = Record<string, never>
export function writeGetDataEncryptionKeyRequestProto(_w: BackwardWriter, _m: GetDataEncryptionKeyRequestProto): void {
}
export function readGetDataEncryptionKeyRequestProto(r: ProtoReader, end: number): GetDataEncryptionKeyRequestProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.GetDataEncryptionKeyRequestProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetDataEncryptionKeyRequestProto")
  return {  }
}
export const GetDataEncryptionKeyRequestProto: Codec<GetDataEncryptionKeyRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetDataEncryptionKeyRequestProto", writeGetDataEncryptionKeyRequestProto, readGetDataEncryptionKeyRequestProto)

export interface GetDataEncryptionKeyResponseProto {
  readonly dataEncryptionKey?: DataEncryptionKeyProto | undefined
}
export function writeGetDataEncryptionKeyResponseProto(w: BackwardWriter, m: GetDataEncryptionKeyResponseProto): void {
  if (m.dataEncryptionKey !== undefined) { const before = w.size; writeDataEncryptionKeyProto(w, m.dataEncryptionKey); w.varint32(w.size - before); w.tag(10) }
}
export function readGetDataEncryptionKeyResponseProto(r: ProtoReader, end: number): GetDataEncryptionKeyResponseProto {
  let $dataEncryptionKey: DataEncryptionKeyProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $dataEncryptionKey = readDataEncryptionKeyProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.GetDataEncryptionKeyResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetDataEncryptionKeyResponseProto")
  return { dataEncryptionKey: $dataEncryptionKey }
}
export const GetDataEncryptionKeyResponseProto: Codec<GetDataEncryptionKeyResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetDataEncryptionKeyResponseProto", writeGetDataEncryptionKeyResponseProto, readGetDataEncryptionKeyResponseProto)

export interface CreateSnapshotRequestProto {
  readonly snapshotRoot: string
  readonly snapshotName?: string | undefined
}
export function writeCreateSnapshotRequestProto(w: BackwardWriter, m: CreateSnapshotRequestProto): void {
  if (m.snapshotName !== undefined) { w.string(m.snapshotName); w.tag(18) }
  w.string(m.snapshotRoot); w.tag(10)
}
export function readCreateSnapshotRequestProto(r: ProtoReader, end: number): CreateSnapshotRequestProto {
  let $snapshotRoot: string | undefined
  let $snapshotName: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $snapshotRoot = r.string(); break }
      case 18: { $snapshotName = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.CreateSnapshotRequestProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.CreateSnapshotRequestProto")
  if ($snapshotRoot === undefined) throw missing("hadoop.hdfs.CreateSnapshotRequestProto", "snapshotRoot")
  return { snapshotRoot: $snapshotRoot, snapshotName: $snapshotName }
}
export const CreateSnapshotRequestProto: Codec<CreateSnapshotRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.CreateSnapshotRequestProto", writeCreateSnapshotRequestProto, readCreateSnapshotRequestProto)

export interface CreateSnapshotResponseProto {
  readonly snapshotPath: string
}
export function writeCreateSnapshotResponseProto(w: BackwardWriter, m: CreateSnapshotResponseProto): void {
  w.string(m.snapshotPath); w.tag(10)
}
export function readCreateSnapshotResponseProto(r: ProtoReader, end: number): CreateSnapshotResponseProto {
  let $snapshotPath: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $snapshotPath = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.CreateSnapshotResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.CreateSnapshotResponseProto")
  if ($snapshotPath === undefined) throw missing("hadoop.hdfs.CreateSnapshotResponseProto", "snapshotPath")
  return { snapshotPath: $snapshotPath }
}
export const CreateSnapshotResponseProto: Codec<CreateSnapshotResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.CreateSnapshotResponseProto", writeCreateSnapshotResponseProto, readCreateSnapshotResponseProto)

export interface RenameSnapshotRequestProto {
  readonly snapshotRoot: string
  readonly snapshotOldName: string
  readonly snapshotNewName: string
}
export function writeRenameSnapshotRequestProto(w: BackwardWriter, m: RenameSnapshotRequestProto): void {
  w.string(m.snapshotNewName); w.tag(26)
  w.string(m.snapshotOldName); w.tag(18)
  w.string(m.snapshotRoot); w.tag(10)
}
export function readRenameSnapshotRequestProto(r: ProtoReader, end: number): RenameSnapshotRequestProto {
  let $snapshotRoot: string | undefined
  let $snapshotOldName: string | undefined
  let $snapshotNewName: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $snapshotRoot = r.string(); break }
      case 18: { $snapshotOldName = r.string(); break }
      case 26: { $snapshotNewName = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.RenameSnapshotRequestProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.RenameSnapshotRequestProto")
  if ($snapshotRoot === undefined) throw missing("hadoop.hdfs.RenameSnapshotRequestProto", "snapshotRoot")
  if ($snapshotOldName === undefined) throw missing("hadoop.hdfs.RenameSnapshotRequestProto", "snapshotOldName")
  if ($snapshotNewName === undefined) throw missing("hadoop.hdfs.RenameSnapshotRequestProto", "snapshotNewName")
  return { snapshotRoot: $snapshotRoot, snapshotOldName: $snapshotOldName, snapshotNewName: $snapshotNewName }
}
export const RenameSnapshotRequestProto: Codec<RenameSnapshotRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.RenameSnapshotRequestProto", writeRenameSnapshotRequestProto, readRenameSnapshotRequestProto)

export type RenameSnapshotResponseProto = Record<string, never>
export function writeRenameSnapshotResponseProto(_w: BackwardWriter, _m: RenameSnapshotResponseProto): void {
}
export function readRenameSnapshotResponseProto(r: ProtoReader, end: number): RenameSnapshotResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.RenameSnapshotResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.RenameSnapshotResponseProto")
  return {  }
}
export const RenameSnapshotResponseProto: Codec<RenameSnapshotResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.RenameSnapshotResponseProto", writeRenameSnapshotResponseProto, readRenameSnapshotResponseProto)

export interface AllowSnapshotRequestProto {
  readonly snapshotRoot: string
}
export function writeAllowSnapshotRequestProto(w: BackwardWriter, m: AllowSnapshotRequestProto): void {
  w.string(m.snapshotRoot); w.tag(10)
}
export function readAllowSnapshotRequestProto(r: ProtoReader, end: number): AllowSnapshotRequestProto {
  let $snapshotRoot: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $snapshotRoot = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.AllowSnapshotRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.AllowSnapshotRequestProto")
  if ($snapshotRoot === undefined) throw missing("hadoop.hdfs.AllowSnapshotRequestProto", "snapshotRoot")
  return { snapshotRoot: $snapshotRoot }
}
export const AllowSnapshotRequestProto: Codec<AllowSnapshotRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.AllowSnapshotRequestProto", writeAllowSnapshotRequestProto, readAllowSnapshotRequestProto)

export type AllowSnapshotResponseProto = Record<string, never>
export function writeAllowSnapshotResponseProto(_w: BackwardWriter, _m: AllowSnapshotResponseProto): void {
}
export function readAllowSnapshotResponseProto(r: ProtoReader, end: number): AllowSnapshotResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.AllowSnapshotResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.AllowSnapshotResponseProto")
  return {  }
}
export const AllowSnapshotResponseProto: Codec<AllowSnapshotResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.AllowSnapshotResponseProto", writeAllowSnapshotResponseProto, readAllowSnapshotResponseProto)

export interface DisallowSnapshotRequestProto {
  readonly snapshotRoot: string
}
export function writeDisallowSnapshotRequestProto(w: BackwardWriter, m: DisallowSnapshotRequestProto): void {
  w.string(m.snapshotRoot); w.tag(10)
}
export function readDisallowSnapshotRequestProto(r: ProtoReader, end: number): DisallowSnapshotRequestProto {
  let $snapshotRoot: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $snapshotRoot = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.DisallowSnapshotRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.DisallowSnapshotRequestProto")
  if ($snapshotRoot === undefined) throw missing("hadoop.hdfs.DisallowSnapshotRequestProto", "snapshotRoot")
  return { snapshotRoot: $snapshotRoot }
}
export const DisallowSnapshotRequestProto: Codec<DisallowSnapshotRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.DisallowSnapshotRequestProto", writeDisallowSnapshotRequestProto, readDisallowSnapshotRequestProto)

export type DisallowSnapshotResponseProto = Record<string, never>
export function writeDisallowSnapshotResponseProto(_w: BackwardWriter, _m: DisallowSnapshotResponseProto): void {
}
export function readDisallowSnapshotResponseProto(r: ProtoReader, end: number): DisallowSnapshotResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.DisallowSnapshotResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.DisallowSnapshotResponseProto")
  return {  }
}
export const DisallowSnapshotResponseProto: Codec<DisallowSnapshotResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.DisallowSnapshotResponseProto", writeDisallowSnapshotResponseProto, readDisallowSnapshotResponseProto)

export interface DeleteSnapshotRequestProto {
  readonly snapshotRoot: string
  readonly snapshotName: string
}
export function writeDeleteSnapshotRequestProto(w: BackwardWriter, m: DeleteSnapshotRequestProto): void {
  w.string(m.snapshotName); w.tag(18)
  w.string(m.snapshotRoot); w.tag(10)
}
export function readDeleteSnapshotRequestProto(r: ProtoReader, end: number): DeleteSnapshotRequestProto {
  let $snapshotRoot: string | undefined
  let $snapshotName: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $snapshotRoot = r.string(); break }
      case 18: { $snapshotName = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.DeleteSnapshotRequestProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.DeleteSnapshotRequestProto")
  if ($snapshotRoot === undefined) throw missing("hadoop.hdfs.DeleteSnapshotRequestProto", "snapshotRoot")
  if ($snapshotName === undefined) throw missing("hadoop.hdfs.DeleteSnapshotRequestProto", "snapshotName")
  return { snapshotRoot: $snapshotRoot, snapshotName: $snapshotName }
}
export const DeleteSnapshotRequestProto: Codec<DeleteSnapshotRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.DeleteSnapshotRequestProto", writeDeleteSnapshotRequestProto, readDeleteSnapshotRequestProto)

export type DeleteSnapshotResponseProto = Record<string, never>
export function writeDeleteSnapshotResponseProto(_w: BackwardWriter, _m: DeleteSnapshotResponseProto): void {
}
export function readDeleteSnapshotResponseProto(r: ProtoReader, end: number): DeleteSnapshotResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.DeleteSnapshotResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.DeleteSnapshotResponseProto")
  return {  }
}
export const DeleteSnapshotResponseProto: Codec<DeleteSnapshotResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.DeleteSnapshotResponseProto", writeDeleteSnapshotResponseProto, readDeleteSnapshotResponseProto)

export interface CheckAccessRequestProto {
  readonly path: string
  readonly mode: AclEntryProto_FsActionProto
}
export function writeCheckAccessRequestProto(w: BackwardWriter, m: CheckAccessRequestProto): void {
  w.int32(m.mode); w.tag(16)
  w.string(m.path); w.tag(10)
}
export function readCheckAccessRequestProto(r: ProtoReader, end: number): CheckAccessRequestProto {
  let $path: string | undefined
  let $mode: AclEntryProto_FsActionProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $path = r.string(); break }
      case 16: { const v = r.int32(); if (v >= 0 && v <= 7) $mode = v as AclEntryProto_FsActionProto; break }
      default: r.skip(tag, "hadoop.hdfs.CheckAccessRequestProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.CheckAccessRequestProto")
  if ($path === undefined) throw missing("hadoop.hdfs.CheckAccessRequestProto", "path")
  if ($mode === undefined) throw missing("hadoop.hdfs.CheckAccessRequestProto", "mode")
  return { path: $path, mode: $mode }
}
export const CheckAccessRequestProto: Codec<CheckAccessRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.CheckAccessRequestProto", writeCheckAccessRequestProto, readCheckAccessRequestProto)

export type CheckAccessResponseProto = Record<string, never>
export function writeCheckAccessResponseProto(_w: BackwardWriter, _m: CheckAccessResponseProto): void {
}
export function readCheckAccessResponseProto(r: ProtoReader, end: number): CheckAccessResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.CheckAccessResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.CheckAccessResponseProto")
  return {  }
}
export const CheckAccessResponseProto: Codec<CheckAccessResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.CheckAccessResponseProto", writeCheckAccessResponseProto, readCheckAccessResponseProto)

export type GetCurrentEditLogTxidRequestProto = Record<string, never>
export function writeGetCurrentEditLogTxidRequestProto(_w: BackwardWriter, _m: GetCurrentEditLogTxidRequestProto): void {
}
export function readGetCurrentEditLogTxidRequestProto(r: ProtoReader, end: number): GetCurrentEditLogTxidRequestProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.GetCurrentEditLogTxidRequestProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetCurrentEditLogTxidRequestProto")
  return {  }
}
export const GetCurrentEditLogTxidRequestProto: Codec<GetCurrentEditLogTxidRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetCurrentEditLogTxidRequestProto", writeGetCurrentEditLogTxidRequestProto, readGetCurrentEditLogTxidRequestProto)

export interface GetCurrentEditLogTxidResponseProto {
  readonly txid: number
}
export function writeGetCurrentEditLogTxidResponseProto(w: BackwardWriter, m: GetCurrentEditLogTxidResponseProto): void {
  w.int64(m.txid); w.tag(8)
}
export function readGetCurrentEditLogTxidResponseProto(r: ProtoReader, end: number): GetCurrentEditLogTxidResponseProto {
  let $txid: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $txid = r.int64(); break }
      default: r.skip(tag, "hadoop.hdfs.GetCurrentEditLogTxidResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetCurrentEditLogTxidResponseProto")
  if ($txid === undefined) throw missing("hadoop.hdfs.GetCurrentEditLogTxidResponseProto", "txid")
  return { txid: $txid }
}
export const GetCurrentEditLogTxidResponseProto: Codec<GetCurrentEditLogTxidResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetCurrentEditLogTxidResponseProto", writeGetCurrentEditLogTxidResponseProto, readGetCurrentEditLogTxidResponseProto)

export interface GetEditsFromTxidRequestProto {
  readonly txid: number
}
export function writeGetEditsFromTxidRequestProto(w: BackwardWriter, m: GetEditsFromTxidRequestProto): void {
  w.int64(m.txid); w.tag(8)
}
export function readGetEditsFromTxidRequestProto(r: ProtoReader, end: number): GetEditsFromTxidRequestProto {
  let $txid: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $txid = r.int64(); break }
      default: r.skip(tag, "hadoop.hdfs.GetEditsFromTxidRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetEditsFromTxidRequestProto")
  if ($txid === undefined) throw missing("hadoop.hdfs.GetEditsFromTxidRequestProto", "txid")
  return { txid: $txid }
}
export const GetEditsFromTxidRequestProto: Codec<GetEditsFromTxidRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetEditsFromTxidRequestProto", writeGetEditsFromTxidRequestProto, readGetEditsFromTxidRequestProto)

export interface GetEditsFromTxidResponseProto {
  readonly eventsList: EventsListProto
}
export function writeGetEditsFromTxidResponseProto(w: BackwardWriter, m: GetEditsFromTxidResponseProto): void {
  { const before = w.size; writeEventsListProto(w, m.eventsList); w.varint32(w.size - before); w.tag(10) }
}
export function readGetEditsFromTxidResponseProto(r: ProtoReader, end: number): GetEditsFromTxidResponseProto {
  let $eventsList: EventsListProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $eventsList = readEventsListProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.GetEditsFromTxidResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetEditsFromTxidResponseProto")
  if ($eventsList === undefined) throw missing("hadoop.hdfs.GetEditsFromTxidResponseProto", "eventsList")
  return { eventsList: $eventsList }
}
export const GetEditsFromTxidResponseProto: Codec<GetEditsFromTxidResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetEditsFromTxidResponseProto", writeGetEditsFromTxidResponseProto, readGetEditsFromTxidResponseProto)

export interface ListOpenFilesRequestProto {
  readonly id: number
  readonly types: readonly OpenFilesTypeProto[]
  readonly path?: string | undefined
}
export function writeListOpenFilesRequestProto(w: BackwardWriter, m: ListOpenFilesRequestProto): void {
  if (m.path !== undefined) { w.string(m.path); w.tag(26) }
  for (let values = m.types, i = values.length - 1; i >= 0; i--) { w.int32(values[i] as OpenFilesTypeProto); w.tag(16) }
  w.int64(m.id); w.tag(8)
}
export function readListOpenFilesRequestProto(r: ProtoReader, end: number): ListOpenFilesRequestProto {
  let $id: number | undefined
  const $types: OpenFilesTypeProto[] = []
  let $path: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $id = r.int64(); break }
      case 16: { const v = r.int32(); if (v >= 1 && v <= 2) $types.push(v as OpenFilesTypeProto); break }
      case 18: { const to = r.lengthEnd(); while (r.pos < to) { const v = r.int32(); if (v >= 1 && v <= 2) $types.push(v as OpenFilesTypeProto) } if (r.pos !== to) throw overrun("hadoop.hdfs.ListOpenFilesRequestProto"); break }
      case 26: { $path = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.ListOpenFilesRequestProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.ListOpenFilesRequestProto")
  if ($id === undefined) throw missing("hadoop.hdfs.ListOpenFilesRequestProto", "id")
  return { id: $id, types: $types, path: $path }
}
export const ListOpenFilesRequestProto: Codec<ListOpenFilesRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.ListOpenFilesRequestProto", writeListOpenFilesRequestProto, readListOpenFilesRequestProto)

export interface OpenFilesBatchResponseProto {
  readonly id: number
  readonly path: string
  readonly clientName: string
  readonly clientMachine: string
}
export function writeOpenFilesBatchResponseProto(w: BackwardWriter, m: OpenFilesBatchResponseProto): void {
  w.string(m.clientMachine); w.tag(34)
  w.string(m.clientName); w.tag(26)
  w.string(m.path); w.tag(18)
  w.int64(m.id); w.tag(8)
}
export function readOpenFilesBatchResponseProto(r: ProtoReader, end: number): OpenFilesBatchResponseProto {
  let $id: number | undefined
  let $path: string | undefined
  let $clientName: string | undefined
  let $clientMachine: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $id = r.int64(); break }
      case 18: { $path = r.string(); break }
      case 26: { $clientName = r.string(); break }
      case 34: { $clientMachine = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.OpenFilesBatchResponseProto", [1, 2, 3, 4])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.OpenFilesBatchResponseProto")
  if ($id === undefined) throw missing("hadoop.hdfs.OpenFilesBatchResponseProto", "id")
  if ($path === undefined) throw missing("hadoop.hdfs.OpenFilesBatchResponseProto", "path")
  if ($clientName === undefined) throw missing("hadoop.hdfs.OpenFilesBatchResponseProto", "clientName")
  if ($clientMachine === undefined) throw missing("hadoop.hdfs.OpenFilesBatchResponseProto", "clientMachine")
  return { id: $id, path: $path, clientName: $clientName, clientMachine: $clientMachine }
}
export const OpenFilesBatchResponseProto: Codec<OpenFilesBatchResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.OpenFilesBatchResponseProto", writeOpenFilesBatchResponseProto, readOpenFilesBatchResponseProto)

export interface ListOpenFilesResponseProto {
  readonly entries: readonly OpenFilesBatchResponseProto[]
  readonly hasMore: boolean
  readonly types: readonly OpenFilesTypeProto[]
}
export function writeListOpenFilesResponseProto(w: BackwardWriter, m: ListOpenFilesResponseProto): void {
  for (let values = m.types, i = values.length - 1; i >= 0; i--) { w.int32(values[i] as OpenFilesTypeProto); w.tag(24) }
  w.bool(m.hasMore); w.tag(16)
  for (let values = m.entries, i = values.length - 1; i >= 0; i--) { const before = w.size; writeOpenFilesBatchResponseProto(w, values[i] as OpenFilesBatchResponseProto); w.varint32(w.size - before); w.tag(10) }
}
export function readListOpenFilesResponseProto(r: ProtoReader, end: number): ListOpenFilesResponseProto {
  const $entries: OpenFilesBatchResponseProto[] = []
  let $hasMore: boolean | undefined
  const $types: OpenFilesTypeProto[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $entries.push(readOpenFilesBatchResponseProto(r, to)); break }
      case 16: { $hasMore = r.bool(); break }
      case 24: { const v = r.int32(); if (v >= 1 && v <= 2) $types.push(v as OpenFilesTypeProto); break }
      case 26: { const to = r.lengthEnd(); while (r.pos < to) { const v = r.int32(); if (v >= 1 && v <= 2) $types.push(v as OpenFilesTypeProto) } if (r.pos !== to) throw overrun("hadoop.hdfs.ListOpenFilesResponseProto"); break }
      default: r.skip(tag, "hadoop.hdfs.ListOpenFilesResponseProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.ListOpenFilesResponseProto")
  if ($hasMore === undefined) throw missing("hadoop.hdfs.ListOpenFilesResponseProto", "hasMore")
  return { entries: $entries, hasMore: $hasMore, types: $types }
}
export const ListOpenFilesResponseProto: Codec<ListOpenFilesResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.ListOpenFilesResponseProto", writeListOpenFilesResponseProto, readListOpenFilesResponseProto)

export type MsyncRequestProto = Record<string, never>
export function writeMsyncRequestProto(_w: BackwardWriter, _m: MsyncRequestProto): void {
}
export function readMsyncRequestProto(r: ProtoReader, end: number): MsyncRequestProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.MsyncRequestProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.MsyncRequestProto")
  return {  }
}
export const MsyncRequestProto: Codec<MsyncRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.MsyncRequestProto", writeMsyncRequestProto, readMsyncRequestProto)

export type MsyncResponseProto = Record<string, never>
export function writeMsyncResponseProto(_w: BackwardWriter, _m: MsyncResponseProto): void {
}
export function readMsyncResponseProto(r: ProtoReader, end: number): MsyncResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.MsyncResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.MsyncResponseProto")
  return {  }
}
export const MsyncResponseProto: Codec<MsyncResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.MsyncResponseProto", writeMsyncResponseProto, readMsyncResponseProto)

export interface SatisfyStoragePolicyRequestProto {
  readonly src: string
}
export function writeSatisfyStoragePolicyRequestProto(w: BackwardWriter, m: SatisfyStoragePolicyRequestProto): void {
  w.string(m.src); w.tag(10)
}
export function readSatisfyStoragePolicyRequestProto(r: ProtoReader, end: number): SatisfyStoragePolicyRequestProto {
  let $src: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $src = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.SatisfyStoragePolicyRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.SatisfyStoragePolicyRequestProto")
  if ($src === undefined) throw missing("hadoop.hdfs.SatisfyStoragePolicyRequestProto", "src")
  return { src: $src }
}
export const SatisfyStoragePolicyRequestProto: Codec<SatisfyStoragePolicyRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.SatisfyStoragePolicyRequestProto", writeSatisfyStoragePolicyRequestProto, readSatisfyStoragePolicyRequestProto)

export type SatisfyStoragePolicyResponseProto = Record<string, never>
export function writeSatisfyStoragePolicyResponseProto(_w: BackwardWriter, _m: SatisfyStoragePolicyResponseProto): void {
}
export function readSatisfyStoragePolicyResponseProto(r: ProtoReader, end: number): SatisfyStoragePolicyResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.SatisfyStoragePolicyResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.SatisfyStoragePolicyResponseProto")
  return {  }
}
export const SatisfyStoragePolicyResponseProto: Codec<SatisfyStoragePolicyResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.SatisfyStoragePolicyResponseProto", writeSatisfyStoragePolicyResponseProto, readSatisfyStoragePolicyResponseProto)

export type HAServiceStateRequestProto = Record<string, never>
export function writeHAServiceStateRequestProto(_w: BackwardWriter, _m: HAServiceStateRequestProto): void {
}
export function readHAServiceStateRequestProto(r: ProtoReader, end: number): HAServiceStateRequestProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.HAServiceStateRequestProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.HAServiceStateRequestProto")
  return {  }
}
export const HAServiceStateRequestProto: Codec<HAServiceStateRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.HAServiceStateRequestProto", writeHAServiceStateRequestProto, readHAServiceStateRequestProto)

export interface HAServiceStateResponseProto {
  readonly state: HAServiceStateProto
}
export function writeHAServiceStateResponseProto(w: BackwardWriter, m: HAServiceStateResponseProto): void {
  w.int32(m.state); w.tag(8)
}
export function readHAServiceStateResponseProto(r: ProtoReader, end: number): HAServiceStateResponseProto {
  let $state: HAServiceStateProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { const v = r.int32(); if (v >= 0 && v <= 3) $state = v as HAServiceStateProto; break }
      default: r.skip(tag, "hadoop.hdfs.HAServiceStateResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.HAServiceStateResponseProto")
  if ($state === undefined) throw missing("hadoop.hdfs.HAServiceStateResponseProto", "state")
  return { state: $state }
}
export const HAServiceStateResponseProto: Codec<HAServiceStateResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.HAServiceStateResponseProto", writeHAServiceStateResponseProto, readHAServiceStateResponseProto)

export const ClientNamenodeProtocol = {
  protocol: "org.apache.hadoop.hdfs.protocol.ClientProtocol",
  version: 1,
  methods: {
    getBlockLocations: { name: "getBlockLocations", request: GetBlockLocationsRequestProto, response: GetBlockLocationsResponseProto },
    getServerDefaults: { name: "getServerDefaults", request: GetServerDefaultsRequestProto, response: GetServerDefaultsResponseProto },
    create: { name: "create", request: CreateRequestProto, response: CreateResponseProto },
    append: { name: "append", request: AppendRequestProto, response: AppendResponseProto },
    setReplication: { name: "setReplication", request: SetReplicationRequestProto, response: SetReplicationResponseProto },
    setStoragePolicy: { name: "setStoragePolicy", request: SetStoragePolicyRequestProto, response: SetStoragePolicyResponseProto },
    unsetStoragePolicy: { name: "unsetStoragePolicy", request: UnsetStoragePolicyRequestProto, response: UnsetStoragePolicyResponseProto },
    getStoragePolicy: { name: "getStoragePolicy", request: GetStoragePolicyRequestProto, response: GetStoragePolicyResponseProto },
    getStoragePolicies: { name: "getStoragePolicies", request: GetStoragePoliciesRequestProto, response: GetStoragePoliciesResponseProto },
    setPermission: { name: "setPermission", request: SetPermissionRequestProto, response: SetPermissionResponseProto },
    setOwner: { name: "setOwner", request: SetOwnerRequestProto, response: SetOwnerResponseProto },
    abandonBlock: { name: "abandonBlock", request: AbandonBlockRequestProto, response: AbandonBlockResponseProto },
    addBlock: { name: "addBlock", request: AddBlockRequestProto, response: AddBlockResponseProto },
    getAdditionalDatanode: { name: "getAdditionalDatanode", request: GetAdditionalDatanodeRequestProto, response: GetAdditionalDatanodeResponseProto },
    complete: { name: "complete", request: CompleteRequestProto, response: CompleteResponseProto },
    reportBadBlocks: { name: "reportBadBlocks", request: ReportBadBlocksRequestProto, response: ReportBadBlocksResponseProto },
    concat: { name: "concat", request: ConcatRequestProto, response: ConcatResponseProto },
    truncate: { name: "truncate", request: TruncateRequestProto, response: TruncateResponseProto },
    rename: { name: "rename", request: RenameRequestProto, response: RenameResponseProto },
    rename2: { name: "rename2", request: Rename2RequestProto, response: Rename2ResponseProto },
    delete: { name: "delete", request: DeleteRequestProto, response: DeleteResponseProto },
    mkdirs: { name: "mkdirs", request: MkdirsRequestProto, response: MkdirsResponseProto },
    getListing: { name: "getListing", request: GetListingRequestProto, response: GetListingResponseProto },
    getBatchedListing: { name: "getBatchedListing", request: GetBatchedListingRequestProto, response: GetBatchedListingResponseProto },
    renewLease: { name: "renewLease", request: RenewLeaseRequestProto, response: RenewLeaseResponseProto },
    recoverLease: { name: "recoverLease", request: RecoverLeaseRequestProto, response: RecoverLeaseResponseProto },
    getFsStats: { name: "getFsStats", request: GetFsStatusRequestProto, response: GetFsStatsResponseProto },
    getFsReplicatedBlockStats: { name: "getFsReplicatedBlockStats", request: GetFsReplicatedBlockStatsRequestProto, response: GetFsReplicatedBlockStatsResponseProto },
    getFsECBlockGroupStats: { name: "getFsECBlockGroupStats", request: GetFsECBlockGroupStatsRequestProto, response: GetFsECBlockGroupStatsResponseProto },
    getDatanodeReport: { name: "getDatanodeReport", request: GetDatanodeReportRequestProto, response: GetDatanodeReportResponseProto },
    getDatanodeStorageReport: { name: "getDatanodeStorageReport", request: GetDatanodeStorageReportRequestProto, response: GetDatanodeStorageReportResponseProto },
    getPreferredBlockSize: { name: "getPreferredBlockSize", request: GetPreferredBlockSizeRequestProto, response: GetPreferredBlockSizeResponseProto },
    setSafeMode: { name: "setSafeMode", request: SetSafeModeRequestProto, response: SetSafeModeResponseProto },
    saveNamespace: { name: "saveNamespace", request: SaveNamespaceRequestProto, response: SaveNamespaceResponseProto },
    rollEdits: { name: "rollEdits", request: RollEditsRequestProto, response: RollEditsResponseProto },
    restoreFailedStorage: { name: "restoreFailedStorage", request: RestoreFailedStorageRequestProto, response: RestoreFailedStorageResponseProto },
    refreshNodes: { name: "refreshNodes", request: RefreshNodesRequestProto, response: RefreshNodesResponseProto },
    finalizeUpgrade: { name: "finalizeUpgrade", request: FinalizeUpgradeRequestProto, response: FinalizeUpgradeResponseProto },
    upgradeStatus: { name: "upgradeStatus", request: UpgradeStatusRequestProto, response: UpgradeStatusResponseProto },
    rollingUpgrade: { name: "rollingUpgrade", request: RollingUpgradeRequestProto, response: RollingUpgradeResponseProto },
    listCorruptFileBlocks: { name: "listCorruptFileBlocks", request: ListCorruptFileBlocksRequestProto, response: ListCorruptFileBlocksResponseProto },
    metaSave: { name: "metaSave", request: MetaSaveRequestProto, response: MetaSaveResponseProto },
    getFileInfo: { name: "getFileInfo", request: GetFileInfoRequestProto, response: GetFileInfoResponseProto },
    getLocatedFileInfo: { name: "getLocatedFileInfo", request: GetLocatedFileInfoRequestProto, response: GetLocatedFileInfoResponseProto },
    addCacheDirective: { name: "addCacheDirective", request: AddCacheDirectiveRequestProto, response: AddCacheDirectiveResponseProto },
    modifyCacheDirective: { name: "modifyCacheDirective", request: ModifyCacheDirectiveRequestProto, response: ModifyCacheDirectiveResponseProto },
    removeCacheDirective: { name: "removeCacheDirective", request: RemoveCacheDirectiveRequestProto, response: RemoveCacheDirectiveResponseProto },
    listCacheDirectives: { name: "listCacheDirectives", request: ListCacheDirectivesRequestProto, response: ListCacheDirectivesResponseProto },
    addCachePool: { name: "addCachePool", request: AddCachePoolRequestProto, response: AddCachePoolResponseProto },
    modifyCachePool: { name: "modifyCachePool", request: ModifyCachePoolRequestProto, response: ModifyCachePoolResponseProto },
    removeCachePool: { name: "removeCachePool", request: RemoveCachePoolRequestProto, response: RemoveCachePoolResponseProto },
    listCachePools: { name: "listCachePools", request: ListCachePoolsRequestProto, response: ListCachePoolsResponseProto },
    getFileLinkInfo: { name: "getFileLinkInfo", request: GetFileLinkInfoRequestProto, response: GetFileLinkInfoResponseProto },
    getContentSummary: { name: "getContentSummary", request: GetContentSummaryRequestProto, response: GetContentSummaryResponseProto },
    setQuota: { name: "setQuota", request: SetQuotaRequestProto, response: SetQuotaResponseProto },
    fsync: { name: "fsync", request: FsyncRequestProto, response: FsyncResponseProto },
    setTimes: { name: "setTimes", request: SetTimesRequestProto, response: SetTimesResponseProto },
    createSymlink: { name: "createSymlink", request: CreateSymlinkRequestProto, response: CreateSymlinkResponseProto },
    getLinkTarget: { name: "getLinkTarget", request: GetLinkTargetRequestProto, response: GetLinkTargetResponseProto },
    updateBlockForPipeline: { name: "updateBlockForPipeline", request: UpdateBlockForPipelineRequestProto, response: UpdateBlockForPipelineResponseProto },
    updatePipeline: { name: "updatePipeline", request: UpdatePipelineRequestProto, response: UpdatePipelineResponseProto },
    getDelegationToken: { name: "getDelegationToken", request: GetDelegationTokenRequestProto, response: GetDelegationTokenResponseProto },
    renewDelegationToken: { name: "renewDelegationToken", request: RenewDelegationTokenRequestProto, response: RenewDelegationTokenResponseProto },
    cancelDelegationToken: { name: "cancelDelegationToken", request: CancelDelegationTokenRequestProto, response: CancelDelegationTokenResponseProto },
    setBalancerBandwidth: { name: "setBalancerBandwidth", request: SetBalancerBandwidthRequestProto, response: SetBalancerBandwidthResponseProto },
    getDataEncryptionKey: { name: "getDataEncryptionKey", request: GetDataEncryptionKeyRequestProto, response: GetDataEncryptionKeyResponseProto },
    createSnapshot: { name: "createSnapshot", request: CreateSnapshotRequestProto, response: CreateSnapshotResponseProto },
    renameSnapshot: { name: "renameSnapshot", request: RenameSnapshotRequestProto, response: RenameSnapshotResponseProto },
    allowSnapshot: { name: "allowSnapshot", request: AllowSnapshotRequestProto, response: AllowSnapshotResponseProto },
    disallowSnapshot: { name: "disallowSnapshot", request: DisallowSnapshotRequestProto, response: DisallowSnapshotResponseProto },
    getSnapshottableDirListing: { name: "getSnapshottableDirListing", request: GetSnapshottableDirListingRequestProto, response: GetSnapshottableDirListingResponseProto },
    getSnapshotListing: { name: "getSnapshotListing", request: GetSnapshotListingRequestProto, response: GetSnapshotListingResponseProto },
    deleteSnapshot: { name: "deleteSnapshot", request: DeleteSnapshotRequestProto, response: DeleteSnapshotResponseProto },
    getSnapshotDiffReport: { name: "getSnapshotDiffReport", request: GetSnapshotDiffReportRequestProto, response: GetSnapshotDiffReportResponseProto },
    getSnapshotDiffReportListing: { name: "getSnapshotDiffReportListing", request: GetSnapshotDiffReportListingRequestProto, response: GetSnapshotDiffReportListingResponseProto },
    isFileClosed: { name: "isFileClosed", request: IsFileClosedRequestProto, response: IsFileClosedResponseProto },
    modifyAclEntries: { name: "modifyAclEntries", request: ModifyAclEntriesRequestProto, response: ModifyAclEntriesResponseProto },
    removeAclEntries: { name: "removeAclEntries", request: RemoveAclEntriesRequestProto, response: RemoveAclEntriesResponseProto },
    removeDefaultAcl: { name: "removeDefaultAcl", request: RemoveDefaultAclRequestProto, response: RemoveDefaultAclResponseProto },
    removeAcl: { name: "removeAcl", request: RemoveAclRequestProto, response: RemoveAclResponseProto },
    setAcl: { name: "setAcl", request: SetAclRequestProto, response: SetAclResponseProto },
    getAclStatus: { name: "getAclStatus", request: GetAclStatusRequestProto, response: GetAclStatusResponseProto },
    setXAttr: { name: "setXAttr", request: SetXAttrRequestProto, response: SetXAttrResponseProto },
    getXAttrs: { name: "getXAttrs", request: GetXAttrsRequestProto, response: GetXAttrsResponseProto },
    listXAttrs: { name: "listXAttrs", request: ListXAttrsRequestProto, response: ListXAttrsResponseProto },
    removeXAttr: { name: "removeXAttr", request: RemoveXAttrRequestProto, response: RemoveXAttrResponseProto },
    checkAccess: { name: "checkAccess", request: CheckAccessRequestProto, response: CheckAccessResponseProto },
    createEncryptionZone: { name: "createEncryptionZone", request: CreateEncryptionZoneRequestProto, response: CreateEncryptionZoneResponseProto },
    listEncryptionZones: { name: "listEncryptionZones", request: ListEncryptionZonesRequestProto, response: ListEncryptionZonesResponseProto },
    reencryptEncryptionZone: { name: "reencryptEncryptionZone", request: ReencryptEncryptionZoneRequestProto, response: ReencryptEncryptionZoneResponseProto },
    listReencryptionStatus: { name: "listReencryptionStatus", request: ListReencryptionStatusRequestProto, response: ListReencryptionStatusResponseProto },
    getEZForPath: { name: "getEZForPath", request: GetEZForPathRequestProto, response: GetEZForPathResponseProto },
    setErasureCodingPolicy: { name: "setErasureCodingPolicy", request: SetErasureCodingPolicyRequestProto, response: SetErasureCodingPolicyResponseProto },
    unsetErasureCodingPolicy: { name: "unsetErasureCodingPolicy", request: UnsetErasureCodingPolicyRequestProto, response: UnsetErasureCodingPolicyResponseProto },
    getECTopologyResultForPolicies: { name: "getECTopologyResultForPolicies", request: GetECTopologyResultForPoliciesRequestProto, response: GetECTopologyResultForPoliciesResponseProto },
    getCurrentEditLogTxid: { name: "getCurrentEditLogTxid", request: GetCurrentEditLogTxidRequestProto, response: GetCurrentEditLogTxidResponseProto },
    getEditsFromTxid: { name: "getEditsFromTxid", request: GetEditsFromTxidRequestProto, response: GetEditsFromTxidResponseProto },
    getErasureCodingPolicies: { name: "getErasureCodingPolicies", request: GetErasureCodingPoliciesRequestProto, response: GetErasureCodingPoliciesResponseProto },
    addErasureCodingPolicies: { name: "addErasureCodingPolicies", request: AddErasureCodingPoliciesRequestProto, response: AddErasureCodingPoliciesResponseProto },
    removeErasureCodingPolicy: { name: "removeErasureCodingPolicy", request: RemoveErasureCodingPolicyRequestProto, response: RemoveErasureCodingPolicyResponseProto },
    enableErasureCodingPolicy: { name: "enableErasureCodingPolicy", request: EnableErasureCodingPolicyRequestProto, response: EnableErasureCodingPolicyResponseProto },
    disableErasureCodingPolicy: { name: "disableErasureCodingPolicy", request: DisableErasureCodingPolicyRequestProto, response: DisableErasureCodingPolicyResponseProto },
    getErasureCodingPolicy: { name: "getErasureCodingPolicy", request: GetErasureCodingPolicyRequestProto, response: GetErasureCodingPolicyResponseProto },
    getErasureCodingCodecs: { name: "getErasureCodingCodecs", request: GetErasureCodingCodecsRequestProto, response: GetErasureCodingCodecsResponseProto },
    getQuotaUsage: { name: "getQuotaUsage", request: GetQuotaUsageRequestProto, response: GetQuotaUsageResponseProto },
    listOpenFiles: { name: "listOpenFiles", request: ListOpenFilesRequestProto, response: ListOpenFilesResponseProto },
    msync: { name: "msync", request: MsyncRequestProto, response: MsyncResponseProto },
    satisfyStoragePolicy: { name: "satisfyStoragePolicy", request: SatisfyStoragePolicyRequestProto, response: SatisfyStoragePolicyResponseProto },
    getHAServiceState: { name: "getHAServiceState", request: HAServiceStateRequestProto, response: HAServiceStateResponseProto },
    getSlowDatanodeReport: { name: "getSlowDatanodeReport", request: GetSlowDatanodeReportRequestProto, response: GetSlowDatanodeReportResponseProto },
    getEnclosingRoot: { name: "getEnclosingRoot", request: GetEnclosingRootRequestProto, response: GetEnclosingRootResponseProto },
  },
} as const
