// Generated from proto/fsimage.proto by scripts/proto/generate.ts; change those instead.
// Sections of the namespace image. A file is: magic, sections, FileSummary, its length.
// Each message is preceded by its varint length.

import type { BackwardWriter } from './backward-writer.ts'
import type { Codec } from './codec.ts'
import { codec, missing, overrun } from './codec.ts'
import type { ProtoReader } from './proto-reader.ts'
import type { BlockProto, BlockTypeProto, ErasureCodingPolicyProto, StorageTypeProto } from './hdfs.ts'
import { readBlockProto, readErasureCodingPolicyProto, writeBlockProto, writeErasureCodingPolicyProto } from './hdfs.ts'

export const INodeSection_INode_Type = {
  FILE: 1,
  DIRECTORY: 2,
  SYMLINK: 3,
} as const
export type INodeSection_INode_Type = (typeof INodeSection_INode_Type)[keyof typeof INodeSection_INode_Type]

export const SnapshotDiffSection_DiffEntry_Type = {
  FILEDIFF: 1,
  DIRECTORYDIFF: 2,
} as const
export type SnapshotDiffSection_DiffEntry_Type = (typeof SnapshotDiffSection_DiffEntry_Type)[keyof typeof SnapshotDiffSection_DiffEntry_Type]

export interface FileSummary_Section {
  readonly name?: string | undefined
  readonly length?: number | undefined
  readonly offset?: number | undefined
}
export function writeFileSummary_Section(w: BackwardWriter, m: FileSummary_Section): void {
  if (m.offset !== undefined) { w.int64(m.offset); w.tag(24) }
  if (m.length !== undefined) { w.int64(m.length); w.tag(16) }
  if (m.name !== undefined) { w.string(m.name); w.tag(10) }
}
export function readFileSummary_Section(r: ProtoReader, end: number): FileSummary_Section {
  let $name: string | undefined
  let $length: number | undefined
  let $offset: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $name = r.string(); break }
      case 16: { $length = r.int64(); break }
      case 24: { $offset = r.int64(); break }
      default: r.skip(tag, "hadoop.hdfs.fsimage.FileSummary.Section", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.fsimage.FileSummary.Section")
  return { name: $name, length: $length, offset: $offset }
}
export const FileSummary_Section: Codec<FileSummary_Section> = /* @__PURE__ */ codec("hadoop.hdfs.fsimage.FileSummary.Section", writeFileSummary_Section, readFileSummary_Section)

export interface FileSummary {
  readonly ondiskVersion: number
  readonly layoutVersion: number
  readonly codec?: string | undefined
  readonly sections: readonly FileSummary_Section[]
}
export function writeFileSummary(w: BackwardWriter, m: FileSummary): void {
  for (let values = m.sections, i = values.length - 1; i >= 0; i--) { const before = w.size; writeFileSummary_Section(w, values[i] as FileSummary_Section); w.varint32(w.size - before); w.tag(34) }
  if (m.codec !== undefined) { w.string(m.codec); w.tag(26) }
  w.uint32(m.layoutVersion); w.tag(16)
  w.uint32(m.ondiskVersion); w.tag(8)
}
export function readFileSummary(r: ProtoReader, end: number): FileSummary {
  let $ondiskVersion: number | undefined
  let $layoutVersion: number | undefined
  let $codec: string | undefined
  const $sections: FileSummary_Section[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $ondiskVersion = r.int32(); break }
      case 16: { $layoutVersion = r.int32(); break }
      case 26: { $codec = r.string(); break }
      case 34: { const to = r.lengthEnd(); $sections.push(readFileSummary_Section(r, to)); break }
      default: r.skip(tag, "hadoop.hdfs.fsimage.FileSummary", [1, 2, 3, 4])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.fsimage.FileSummary")
  if ($ondiskVersion === undefined) throw missing("hadoop.hdfs.fsimage.FileSummary", "ondiskVersion")
  if ($layoutVersion === undefined) throw missing("hadoop.hdfs.fsimage.FileSummary", "layoutVersion")
  return { ondiskVersion: $ondiskVersion, layoutVersion: $layoutVersion, codec: $codec, sections: $sections }
}
export const FileSummary: Codec<FileSummary> = /* @__PURE__ */ codec("hadoop.hdfs.fsimage.FileSummary", writeFileSummary, readFileSummary)

export interface NameSystemSection {
  readonly namespaceId?: number | undefined
  readonly genstampV1?: number | undefined
  readonly genstampV2?: number | undefined
  readonly genstampV1Limit?: number | undefined
  readonly lastAllocatedBlockId?: bigint | undefined
  readonly transactionId?: number | undefined
  readonly rollingUpgradeStartTime?: number | undefined
  readonly lastAllocatedStripedBlockId?: bigint | undefined
}
export function writeNameSystemSection(w: BackwardWriter, m: NameSystemSection): void {
  if (m.lastAllocatedStripedBlockId !== undefined) { w.int64Big(m.lastAllocatedStripedBlockId); w.tag(64) }
  if (m.rollingUpgradeStartTime !== undefined) { w.int64(m.rollingUpgradeStartTime); w.tag(56) }
  if (m.transactionId !== undefined) { w.int64(m.transactionId); w.tag(48) }
  if (m.lastAllocatedBlockId !== undefined) { w.int64Big(m.lastAllocatedBlockId); w.tag(40) }
  if (m.genstampV1Limit !== undefined) { w.int64(m.genstampV1Limit); w.tag(32) }
  if (m.genstampV2 !== undefined) { w.int64(m.genstampV2); w.tag(24) }
  if (m.genstampV1 !== undefined) { w.int64(m.genstampV1); w.tag(16) }
  if (m.namespaceId !== undefined) { w.uint32(m.namespaceId); w.tag(8) }
}
export function readNameSystemSection(r: ProtoReader, end: number): NameSystemSection {
  let $namespaceId: number | undefined
  let $genstampV1: number | undefined
  let $genstampV2: number | undefined
  let $genstampV1Limit: number | undefined
  let $lastAllocatedBlockId: bigint | undefined
  let $transactionId: number | undefined
  let $rollingUpgradeStartTime: number | undefined
  let $lastAllocatedStripedBlockId: bigint | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $namespaceId = r.int32(); break }
      case 16: { $genstampV1 = r.int64(); break }
      case 24: { $genstampV2 = r.int64(); break }
      case 32: { $genstampV1Limit = r.int64(); break }
      case 40: { $lastAllocatedBlockId = r.int64Big(); break }
      case 48: { $transactionId = r.int64(); break }
      case 56: { $rollingUpgradeStartTime = r.int64(); break }
      case 64: { $lastAllocatedStripedBlockId = r.int64Big(); break }
      default: r.skip(tag, "hadoop.hdfs.fsimage.NameSystemSection", [1, 2, 3, 4, 5, 6, 7, 8])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.fsimage.NameSystemSection")
  return { namespaceId: $namespaceId, genstampV1: $genstampV1, genstampV2: $genstampV2, genstampV1Limit: $genstampV1Limit, lastAllocatedBlockId: $lastAllocatedBlockId, transactionId: $transactionId, rollingUpgradeStartTime: $rollingUpgradeStartTime, lastAllocatedStripedBlockId: $lastAllocatedStripedBlockId }
}
export const NameSystemSection: Codec<NameSystemSection> = /* @__PURE__ */ codec("hadoop.hdfs.fsimage.NameSystemSection", writeNameSystemSection, readNameSystemSection)

export interface INodeSection_FileUnderConstructionFeature {
  readonly clientName?: string | undefined
  readonly clientMachine?: string | undefined
}
export function writeINodeSection_FileUnderConstructionFeature(w: BackwardWriter, m: INodeSection_FileUnderConstructionFeature): void {
  if (m.clientMachine !== undefined) { w.string(m.clientMachine); w.tag(18) }
  if (m.clientName !== undefined) { w.string(m.clientName); w.tag(10) }
}
export function readINodeSection_FileUnderConstructionFeature(r: ProtoReader, end: number): INodeSection_FileUnderConstructionFeature {
  let $clientName: string | undefined
  let $clientMachine: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $clientName = r.string(); break }
      case 18: { $clientMachine = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.fsimage.INodeSection.FileUnderConstructionFeature", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.fsimage.INodeSection.FileUnderConstructionFeature")
  return { clientName: $clientName, clientMachine: $clientMachine }
}
export const INodeSection_FileUnderConstructionFeature: Codec<INodeSection_FileUnderConstructionFeature> = /* @__PURE__ */ codec("hadoop.hdfs.fsimage.INodeSection.FileUnderConstructionFeature", writeINodeSection_FileUnderConstructionFeature, readINodeSection_FileUnderConstructionFeature)

export interface INodeSection_AclFeatureProto {
  readonly entries: readonly number[]
}
export function writeINodeSection_AclFeatureProto(w: BackwardWriter, m: INodeSection_AclFeatureProto): void {
  if (m.entries.length > 0) {
    const values = m.entries, before = w.size
    for (let i = values.length - 1; i >= 0; i--) w.fixed32(values[i] as number)
    w.varint32(w.size - before); w.tag(18)
  }
}
export function readINodeSection_AclFeatureProto(r: ProtoReader, end: number): INodeSection_AclFeatureProto {
  const $entries: number[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 21: { $entries.push(r.fixed32()); break }
      case 18: { const to = r.lengthEnd(); while (r.pos < to) { $entries.push(r.fixed32()) } if (r.pos !== to) throw overrun("hadoop.hdfs.fsimage.INodeSection.AclFeatureProto"); break }
      default: r.skip(tag, "hadoop.hdfs.fsimage.INodeSection.AclFeatureProto", [2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.fsimage.INodeSection.AclFeatureProto")
  return { entries: $entries }
}
export const INodeSection_AclFeatureProto: Codec<INodeSection_AclFeatureProto> = /* @__PURE__ */ codec("hadoop.hdfs.fsimage.INodeSection.AclFeatureProto", writeINodeSection_AclFeatureProto, readINodeSection_AclFeatureProto)

export interface INodeSection_XAttrCompactProto {
  readonly name: number
  readonly value?: Uint8Array | undefined
}
export function writeINodeSection_XAttrCompactProto(w: BackwardWriter, m: INodeSection_XAttrCompactProto): void {
  if (m.value !== undefined) { w.bytes(m.value); w.tag(18) }
  w.fixed32(m.name); w.tag(13)
}
export function readINodeSection_XAttrCompactProto(r: ProtoReader, end: number): INodeSection_XAttrCompactProto {
  let $name: number | undefined
  let $value: Uint8Array | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 13: { $name = r.fixed32(); break }
      case 18: { $value = r.bytes(); break }
      default: r.skip(tag, "hadoop.hdfs.fsimage.INodeSection.XAttrCompactProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.fsimage.INodeSection.XAttrCompactProto")
  if ($name === undefined) throw missing("hadoop.hdfs.fsimage.INodeSection.XAttrCompactProto", "name")
  return { name: $name, value: $value }
}
export const INodeSection_XAttrCompactProto: Codec<INodeSection_XAttrCompactProto> = /* @__PURE__ */ codec("hadoop.hdfs.fsimage.INodeSection.XAttrCompactProto", writeINodeSection_XAttrCompactProto, readINodeSection_XAttrCompactProto)

export interface INodeSection_XAttrFeatureProto {
  readonly xAttrs: readonly INodeSection_XAttrCompactProto[]
}
export function writeINodeSection_XAttrFeatureProto(w: BackwardWriter, m: INodeSection_XAttrFeatureProto): void {
  for (let values = m.xAttrs, i = values.length - 1; i >= 0; i--) { const before = w.size; writeINodeSection_XAttrCompactProto(w, values[i] as INodeSection_XAttrCompactProto); w.varint32(w.size - before); w.tag(10) }
}
export function readINodeSection_XAttrFeatureProto(r: ProtoReader, end: number): INodeSection_XAttrFeatureProto {
  const $xAttrs: INodeSection_XAttrCompactProto[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $xAttrs.push(readINodeSection_XAttrCompactProto(r, to)); break }
      default: r.skip(tag, "hadoop.hdfs.fsimage.INodeSection.XAttrFeatureProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.fsimage.INodeSection.XAttrFeatureProto")
  return { xAttrs: $xAttrs }
}
export const INodeSection_XAttrFeatureProto: Codec<INodeSection_XAttrFeatureProto> = /* @__PURE__ */ codec("hadoop.hdfs.fsimage.INodeSection.XAttrFeatureProto", writeINodeSection_XAttrFeatureProto, readINodeSection_XAttrFeatureProto)

export interface INodeSection_INodeFile {
  readonly replication?: number | undefined
  readonly modificationTime?: number | undefined
  readonly accessTime?: number | undefined
  readonly preferredBlockSize?: number | undefined
  readonly permission?: number | undefined
  readonly blocks: readonly BlockProto[]
  readonly fileUC?: INodeSection_FileUnderConstructionFeature | undefined
  readonly acl?: INodeSection_AclFeatureProto | undefined
  readonly xAttrs?: INodeSection_XAttrFeatureProto | undefined
  readonly storagePolicyID?: number | undefined
  readonly blockType?: BlockTypeProto | undefined
  readonly erasureCodingPolicyID?: number | undefined
}
export function writeINodeSection_INodeFile(w: BackwardWriter, m: INodeSection_INodeFile): void {
  if (m.erasureCodingPolicyID !== undefined) { w.uint32(m.erasureCodingPolicyID); w.tag(96) }
  if (m.blockType !== undefined) { w.int32(m.blockType); w.tag(88) }
  if (m.storagePolicyID !== undefined) { w.uint32(m.storagePolicyID); w.tag(80) }
  if (m.xAttrs !== undefined) { const before = w.size; writeINodeSection_XAttrFeatureProto(w, m.xAttrs); w.varint32(w.size - before); w.tag(74) }
  if (m.acl !== undefined) { const before = w.size; writeINodeSection_AclFeatureProto(w, m.acl); w.varint32(w.size - before); w.tag(66) }
  if (m.fileUC !== undefined) { const before = w.size; writeINodeSection_FileUnderConstructionFeature(w, m.fileUC); w.varint32(w.size - before); w.tag(58) }
  for (let values = m.blocks, i = values.length - 1; i >= 0; i--) { const before = w.size; writeBlockProto(w, values[i] as BlockProto); w.varint32(w.size - before); w.tag(50) }
  if (m.permission !== undefined) { w.fixed64(m.permission); w.tag(41) }
  if (m.preferredBlockSize !== undefined) { w.int64(m.preferredBlockSize); w.tag(32) }
  if (m.accessTime !== undefined) { w.int64(m.accessTime); w.tag(24) }
  if (m.modificationTime !== undefined) { w.int64(m.modificationTime); w.tag(16) }
  if (m.replication !== undefined) { w.uint32(m.replication); w.tag(8) }
}
export function readINodeSection_INodeFile(r: ProtoReader, end: number): INodeSection_INodeFile {
  let $replication: number | undefined
  let $modificationTime: number | undefined
  let $accessTime: number | undefined
  let $preferredBlockSize: number | undefined
  let $permission: number | undefined
  const $blocks: BlockProto[] = []
  let $fileUC: INodeSection_FileUnderConstructionFeature | undefined
  let $acl: INodeSection_AclFeatureProto | undefined
  let $xAttrs: INodeSection_XAttrFeatureProto | undefined
  let $storagePolicyID: number | undefined
  let $blockType: BlockTypeProto | undefined
  let $erasureCodingPolicyID: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $replication = r.int32(); break }
      case 16: { $modificationTime = r.int64(); break }
      case 24: { $accessTime = r.int64(); break }
      case 32: { $preferredBlockSize = r.int64(); break }
      case 41: { $permission = r.fixed64(); break }
      case 50: { const to = r.lengthEnd(); $blocks.push(readBlockProto(r, to)); break }
      case 58: { const to = r.lengthEnd(); $fileUC = readINodeSection_FileUnderConstructionFeature(r, to); break }
      case 66: { const to = r.lengthEnd(); $acl = readINodeSection_AclFeatureProto(r, to); break }
      case 74: { const to = r.lengthEnd(); $xAttrs = readINodeSection_XAttrFeatureProto(r, to); break }
      case 80: { $storagePolicyID = r.int32(); break }
      case 88: { const v = r.int32(); if (v >= 0 && v <= 1) $blockType = v as BlockTypeProto; break }
      case 96: { $erasureCodingPolicyID = r.int32(); break }
      default: r.skip(tag, "hadoop.hdfs.fsimage.INodeSection.INodeFile", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.fsimage.INodeSection.INodeFile")
  return { replication: $replication, modificationTime: $modificationTime, accessTime: $accessTime, preferredBlockSize: $preferredBlockSize, permission: $permission, blocks: $blocks, fileUC: $fileUC, acl: $acl, xAttrs: $xAttrs, storagePolicyID: $storagePolicyID, blockType: $blockType, erasureCodingPolicyID: $erasureCodingPolicyID }
}
export const INodeSection_INodeFile: Codec<INodeSection_INodeFile> = /* @__PURE__ */ codec("hadoop.hdfs.fsimage.INodeSection.INodeFile", writeINodeSection_INodeFile, readINodeSection_INodeFile)

export interface INodeSection_QuotaByStorageTypeEntryProto {
  readonly storageType: StorageTypeProto
  readonly quota: number
}
export function writeINodeSection_QuotaByStorageTypeEntryProto(w: BackwardWriter, m: INodeSection_QuotaByStorageTypeEntryProto): void {
  w.int64(m.quota); w.tag(16)
  w.int32(m.storageType); w.tag(8)
}
export function readINodeSection_QuotaByStorageTypeEntryProto(r: ProtoReader, end: number): INodeSection_QuotaByStorageTypeEntryProto {
  let $storageType: StorageTypeProto | undefined
  let $quota: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { const v = r.int32(); if (v >= 1 && v <= 6) $storageType = v as StorageTypeProto; break }
      case 16: { $quota = r.int64(); break }
      default: r.skip(tag, "hadoop.hdfs.fsimage.INodeSection.QuotaByStorageTypeEntryProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.fsimage.INodeSection.QuotaByStorageTypeEntryProto")
  if ($storageType === undefined) throw missing("hadoop.hdfs.fsimage.INodeSection.QuotaByStorageTypeEntryProto", "storageType")
  if ($quota === undefined) throw missing("hadoop.hdfs.fsimage.INodeSection.QuotaByStorageTypeEntryProto", "quota")
  return { storageType: $storageType, quota: $quota }
}
export const INodeSection_QuotaByStorageTypeEntryProto: Codec<INodeSection_QuotaByStorageTypeEntryProto> = /* @__PURE__ */ codec("hadoop.hdfs.fsimage.INodeSection.QuotaByStorageTypeEntryProto", writeINodeSection_QuotaByStorageTypeEntryProto, readINodeSection_QuotaByStorageTypeEntryProto)

export interface INodeSection_QuotaByStorageTypeFeatureProto {
  readonly quotas: readonly INodeSection_QuotaByStorageTypeEntryProto[]
}
export function writeINodeSection_QuotaByStorageTypeFeatureProto(w: BackwardWriter, m: INodeSection_QuotaByStorageTypeFeatureProto): void {
  for (let values = m.quotas, i = values.length - 1; i >= 0; i--) { const before = w.size; writeINodeSection_QuotaByStorageTypeEntryProto(w, values[i] as INodeSection_QuotaByStorageTypeEntryProto); w.varint32(w.size - before); w.tag(10) }
}
export function readINodeSection_QuotaByStorageTypeFeatureProto(r: ProtoReader, end: number): INodeSection_QuotaByStorageTypeFeatureProto {
  const $quotas: INodeSection_QuotaByStorageTypeEntryProto[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $quotas.push(readINodeSection_QuotaByStorageTypeEntryProto(r, to)); break }
      default: r.skip(tag, "hadoop.hdfs.fsimage.INodeSection.QuotaByStorageTypeFeatureProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.fsimage.INodeSection.QuotaByStorageTypeFeatureProto")
  return { quotas: $quotas }
}
export const INodeSection_QuotaByStorageTypeFeatureProto: Codec<INodeSection_QuotaByStorageTypeFeatureProto> = /* @__PURE__ */ codec("hadoop.hdfs.fsimage.INodeSection.QuotaByStorageTypeFeatureProto", writeINodeSection_QuotaByStorageTypeFeatureProto, readINodeSection_QuotaByStorageTypeFeatureProto)

export interface INodeSection_INodeDirectory {
  readonly modificationTime?: number | undefined
  readonly nsQuota?: number | undefined
  readonly dsQuota?: number | undefined
  readonly permission?: number | undefined
  readonly acl?: INodeSection_AclFeatureProto | undefined
  readonly xAttrs?: INodeSection_XAttrFeatureProto | undefined
  readonly typeQuotas?: INodeSection_QuotaByStorageTypeFeatureProto | undefined
}
export function writeINodeSection_INodeDirectory(w: BackwardWriter, m: INodeSection_INodeDirectory): void {
  if (m.typeQuotas !== undefined) { const before = w.size; writeINodeSection_QuotaByStorageTypeFeatureProto(w, m.typeQuotas); w.varint32(w.size - before); w.tag(58) }
  if (m.xAttrs !== undefined) { const before = w.size; writeINodeSection_XAttrFeatureProto(w, m.xAttrs); w.varint32(w.size - before); w.tag(50) }
  if (m.acl !== undefined) { const before = w.size; writeINodeSection_AclFeatureProto(w, m.acl); w.varint32(w.size - before); w.tag(42) }
  if (m.permission !== undefined) { w.fixed64(m.permission); w.tag(33) }
  if (m.dsQuota !== undefined) { w.int64(m.dsQuota); w.tag(24) }
  if (m.nsQuota !== undefined) { w.int64(m.nsQuota); w.tag(16) }
  if (m.modificationTime !== undefined) { w.int64(m.modificationTime); w.tag(8) }
}
export function readINodeSection_INodeDirectory(r: ProtoReader, end: number): INodeSection_INodeDirectory {
  let $modificationTime: number | undefined
  let $nsQuota: number | undefined
  let $dsQuota: number | undefined
  let $permission: number | undefined
  let $acl: INodeSection_AclFeatureProto | undefined
  let $xAttrs: INodeSection_XAttrFeatureProto | undefined
  let $typeQuotas: INodeSection_QuotaByStorageTypeFeatureProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $modificationTime = r.int64(); break }
      case 16: { $nsQuota = r.int64(); break }
      case 24: { $dsQuota = r.int64(); break }
      case 33: { $permission = r.fixed64(); break }
      case 42: { const to = r.lengthEnd(); $acl = readINodeSection_AclFeatureProto(r, to); break }
      case 50: { const to = r.lengthEnd(); $xAttrs = readINodeSection_XAttrFeatureProto(r, to); break }
      case 58: { const to = r.lengthEnd(); $typeQuotas = readINodeSection_QuotaByStorageTypeFeatureProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.fsimage.INodeSection.INodeDirectory", [1, 2, 3, 4, 5, 6, 7])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.fsimage.INodeSection.INodeDirectory")
  return { modificationTime: $modificationTime, nsQuota: $nsQuota, dsQuota: $dsQuota, permission: $permission, acl: $acl, xAttrs: $xAttrs, typeQuotas: $typeQuotas }
}
export const INodeSection_INodeDirectory: Codec<INodeSection_INodeDirectory> = /* @__PURE__ */ codec("hadoop.hdfs.fsimage.INodeSection.INodeDirectory", writeINodeSection_INodeDirectory, readINodeSection_INodeDirectory)

export interface INodeSection_INodeSymlink {
  readonly permission?: number | undefined
  readonly target?: Uint8Array | undefined
  readonly modificationTime?: number | undefined
  readonly accessTime?: number | undefined
}
export function writeINodeSection_INodeSymlink(w: BackwardWriter, m: INodeSection_INodeSymlink): void {
  if (m.accessTime !== undefined) { w.int64(m.accessTime); w.tag(32) }
  if (m.modificationTime !== undefined) { w.int64(m.modificationTime); w.tag(24) }
  if (m.target !== undefined) { w.bytes(m.target); w.tag(18) }
  if (m.permission !== undefined) { w.fixed64(m.permission); w.tag(9) }
}
export function readINodeSection_INodeSymlink(r: ProtoReader, end: number): INodeSection_INodeSymlink {
  let $permission: number | undefined
  let $target: Uint8Array | undefined
  let $modificationTime: number | undefined
  let $accessTime: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 9: { $permission = r.fixed64(); break }
      case 18: { $target = r.bytes(); break }
      case 24: { $modificationTime = r.int64(); break }
      case 32: { $accessTime = r.int64(); break }
      default: r.skip(tag, "hadoop.hdfs.fsimage.INodeSection.INodeSymlink", [1, 2, 3, 4])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.fsimage.INodeSection.INodeSymlink")
  return { permission: $permission, target: $target, modificationTime: $modificationTime, accessTime: $accessTime }
}
export const INodeSection_INodeSymlink: Codec<INodeSection_INodeSymlink> = /* @__PURE__ */ codec("hadoop.hdfs.fsimage.INodeSection.INodeSymlink", writeINodeSection_INodeSymlink, readINodeSection_INodeSymlink)

export interface INodeSection_INode {
  readonly type: INodeSection_INode_Type
  readonly id: number
  readonly name?: Uint8Array | undefined
  readonly file?: INodeSection_INodeFile | undefined
  readonly directory?: INodeSection_INodeDirectory | undefined
  readonly symlink?: INodeSection_INodeSymlink | undefined
}
export function writeINodeSection_INode(w: BackwardWriter, m: INodeSection_INode): void {
  if (m.symlink !== undefined) { const before = w.size; writeINodeSection_INodeSymlink(w, m.symlink); w.varint32(w.size - before); w.tag(50) }
  if (m.directory !== undefined) { const before = w.size; writeINodeSection_INodeDirectory(w, m.directory); w.varint32(w.size - before); w.tag(42) }
  if (m.file !== undefined) { const before = w.size; writeINodeSection_INodeFile(w, m.file); w.varint32(w.size - before); w.tag(34) }
  if (m.name !== undefined) { w.bytes(m.name); w.tag(26) }
  w.int64(m.id); w.tag(16)
  w.int32(m.type); w.tag(8)
}
export function readINodeSection_INode(r: ProtoReader, end: number): INodeSection_INode {
  let $type: INodeSection_INode_Type | undefined
  let $id: number | undefined
  let $name: Uint8Array | undefined
  let $file: INodeSection_INodeFile | undefined
  let $directory: INodeSection_INodeDirectory | undefined
  let $symlink: INodeSection_INodeSymlink | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { const v = r.int32(); if (v >= 1 && v <= 3) $type = v as INodeSection_INode_Type; break }
      case 16: { $id = r.int64(); break }
      case 26: { $name = r.bytes(); break }
      case 34: { const to = r.lengthEnd(); $file = readINodeSection_INodeFile(r, to); break }
      case 42: { const to = r.lengthEnd(); $directory = readINodeSection_INodeDirectory(r, to); break }
      case 50: { const to = r.lengthEnd(); $symlink = readINodeSection_INodeSymlink(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.fsimage.INodeSection.INode", [1, 2, 3, 4, 5, 6])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.fsimage.INodeSection.INode")
  if ($type === undefined) throw missing("hadoop.hdfs.fsimage.INodeSection.INode", "type")
  if ($id === undefined) throw missing("hadoop.hdfs.fsimage.INodeSection.INode", "id")
  return { type: $type, id: $id, name: $name, file: $file, directory: $directory, symlink: $symlink }
}
export const INodeSection_INode: Codec<INodeSection_INode> = /* @__PURE__ */ codec("hadoop.hdfs.fsimage.INodeSection.INode", writeINodeSection_INode, readINodeSection_INode)

export interface INodeSection {
  readonly lastInodeId?: number | undefined
  readonly numInodes?: number | undefined
}
export function writeINodeSection(w: BackwardWriter, m: INodeSection): void {
  if (m.numInodes !== undefined) { w.int64(m.numInodes); w.tag(16) }
  if (m.lastInodeId !== undefined) { w.int64(m.lastInodeId); w.tag(8) }
}
export function readINodeSection(r: ProtoReader, end: number): INodeSection {
  let $lastInodeId: number | undefined
  let $numInodes: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $lastInodeId = r.int64(); break }
      case 16: { $numInodes = r.int64(); break }
      default: r.skip(tag, "hadoop.hdfs.fsimage.INodeSection", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.fsimage.INodeSection")
  return { lastInodeId: $lastInodeId, numInodes: $numInodes }
}
export const INodeSection: Codec<INodeSection> = /* @__PURE__ */ codec("hadoop.hdfs.fsimage.INodeSection", writeINodeSection, readINodeSection)

export interface FilesUnderConstructionSection_FileUnderConstructionEntry {
  readonly inodeId?: number | undefined
  readonly fullPath?: string | undefined
}
export function writeFilesUnderConstructionSection_FileUnderConstructionEntry(w: BackwardWriter, m: FilesUnderConstructionSection_FileUnderConstructionEntry): void {
  if (m.fullPath !== undefined) { w.string(m.fullPath); w.tag(18) }
  if (m.inodeId !== undefined) { w.int64(m.inodeId); w.tag(8) }
}
export function readFilesUnderConstructionSection_FileUnderConstructionEntry(r: ProtoReader, end: number): FilesUnderConstructionSection_FileUnderConstructionEntry {
  let $inodeId: number | undefined
  let $fullPath: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $inodeId = r.int64(); break }
      case 18: { $fullPath = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.fsimage.FilesUnderConstructionSection.FileUnderConstructionEntry", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.fsimage.FilesUnderConstructionSection.FileUnderConstructionEntry")
  return { inodeId: $inodeId, fullPath: $fullPath }
}
export const FilesUnderConstructionSection_FileUnderConstructionEntry: Codec<FilesUnderConstructionSection_FileUnderConstructionEntry> = /* @__PURE__ */ codec("hadoop.hdfs.fsimage.FilesUnderConstructionSection.FileUnderConstructionEntry", writeFilesUnderConstructionSection_FileUnderConstructionEntry, readFilesUnderConstructionSection_FileUnderConstructionEntry)

export type FilesUnderConstructionSection = Record<string, never>
export function writeFilesUnderConstructionSection(_w: BackwardWriter, _m: FilesUnderConstructionSection): void {
}
export function readFilesUnderConstructionSection(r: ProtoReader, end: number): FilesUnderConstructionSection {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.fsimage.FilesUnderConstructionSection", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.fsimage.FilesUnderConstructionSection")
  return {  }
}
export const FilesUnderConstructionSection: Codec<FilesUnderConstructionSection> = /* @__PURE__ */ codec("hadoop.hdfs.fsimage.FilesUnderConstructionSection", writeFilesUnderConstructionSection, readFilesUnderConstructionSection)

export interface INodeDirectorySection_DirEntry {
  readonly parent?: number | undefined
  readonly children: readonly number[]
  readonly refChildren: readonly number[]
}
export function writeINodeDirectorySection_DirEntry(w: BackwardWriter, m: INodeDirectorySection_DirEntry): void {
  if (m.refChildren.length > 0) {
    const values = m.refChildren, before = w.size
    for (let i = values.length - 1; i >= 0; i--) w.uint32(values[i] as number)
    w.varint32(w.size - before); w.tag(26)
  }
  if (m.children.length > 0) {
    const values = m.children, before = w.size
    for (let i = values.length - 1; i >= 0; i--) w.int64(values[i] as number)
    w.varint32(w.size - before); w.tag(18)
  }
  if (m.parent !== undefined) { w.int64(m.parent); w.tag(8) }
}
export function readINodeDirectorySection_DirEntry(r: ProtoReader, end: number): INodeDirectorySection_DirEntry {
  let $parent: number | undefined
  const $children: number[] = []
  const $refChildren: number[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $parent = r.int64(); break }
      case 16: { $children.push(r.int64()); break }
      case 18: { const to = r.lengthEnd(); while (r.pos < to) { $children.push(r.int64()) } if (r.pos !== to) throw overrun("hadoop.hdfs.fsimage.INodeDirectorySection.DirEntry"); break }
      case 24: { $refChildren.push(r.int32()); break }
      case 26: { const to = r.lengthEnd(); while (r.pos < to) { $refChildren.push(r.int32()) } if (r.pos !== to) throw overrun("hadoop.hdfs.fsimage.INodeDirectorySection.DirEntry"); break }
      default: r.skip(tag, "hadoop.hdfs.fsimage.INodeDirectorySection.DirEntry", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.fsimage.INodeDirectorySection.DirEntry")
  return { parent: $parent, children: $children, refChildren: $refChildren }
}
export const INodeDirectorySection_DirEntry: Codec<INodeDirectorySection_DirEntry> = /* @__PURE__ */ codec("hadoop.hdfs.fsimage.INodeDirectorySection.DirEntry", writeINodeDirectorySection_DirEntry, readINodeDirectorySection_DirEntry)

export type INodeDirectorySection = Record<string, never>
export function writeINodeDirectorySection(_w: BackwardWriter, _m: INodeDirectorySection): void {
}
export function readINodeDirectorySection(r: ProtoReader, end: number): INodeDirectorySection {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.fsimage.INodeDirectorySection", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.fsimage.INodeDirectorySection")
  return {  }
}
export const INodeDirectorySection: Codec<INodeDirectorySection> = /* @__PURE__ */ codec("hadoop.hdfs.fsimage.INodeDirectorySection", writeINodeDirectorySection, readINodeDirectorySection)

export interface INodeReferenceSection_INodeReference {
  readonly referredId?: number | undefined
  readonly name?: Uint8Array | undefined
  readonly dstSnapshotId?: number | undefined
  readonly lastSnapshotId?: number | undefined
}
export function writeINodeReferenceSection_INodeReference(w: BackwardWriter, m: INodeReferenceSection_INodeReference): void {
  if (m.lastSnapshotId !== undefined) { w.uint32(m.lastSnapshotId); w.tag(32) }
  if (m.dstSnapshotId !== undefined) { w.uint32(m.dstSnapshotId); w.tag(24) }
  if (m.name !== undefined) { w.bytes(m.name); w.tag(18) }
  if (m.referredId !== undefined) { w.int64(m.referredId); w.tag(8) }
}
export function readINodeReferenceSection_INodeReference(r: ProtoReader, end: number): INodeReferenceSection_INodeReference {
  let $referredId: number | undefined
  let $name: Uint8Array | undefined
  let $dstSnapshotId: number | undefined
  let $lastSnapshotId: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $referredId = r.int64(); break }
      case 18: { $name = r.bytes(); break }
      case 24: { $dstSnapshotId = r.int32(); break }
      case 32: { $lastSnapshotId = r.int32(); break }
      default: r.skip(tag, "hadoop.hdfs.fsimage.INodeReferenceSection.INodeReference", [1, 2, 3, 4])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.fsimage.INodeReferenceSection.INodeReference")
  return { referredId: $referredId, name: $name, dstSnapshotId: $dstSnapshotId, lastSnapshotId: $lastSnapshotId }
}
export const INodeReferenceSection_INodeReference: Codec<INodeReferenceSection_INodeReference> = /* @__PURE__ */ codec("hadoop.hdfs.fsimage.INodeReferenceSection.INodeReference", writeINodeReferenceSection_INodeReference, readINodeReferenceSection_INodeReference)

export type INodeReferenceSection = Record<string, never>
export function writeINodeReferenceSection(_w: BackwardWriter, _m: INodeReferenceSection): void {
}
export function readINodeReferenceSection(r: ProtoReader, end: number): INodeReferenceSection {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.fsimage.INodeReferenceSection", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.fsimage.INodeReferenceSection")
  return {  }
}
export const INodeReferenceSection: Codec<INodeReferenceSection> = /* @__PURE__ */ codec("hadoop.hdfs.fsimage.INodeReferenceSection", writeINodeReferenceSection, readINodeReferenceSection)

export interface SnapshotSection_Snapshot {
  readonly snapshotId?: number | undefined
  readonly root?: INodeSection_INode | undefined
}
export function writeSnapshotSection_Snapshot(w: BackwardWriter, m: SnapshotSection_Snapshot): void {
  if (m.root !== undefined) { const before = w.size; writeINodeSection_INode(w, m.root); w.varint32(w.size - before); w.tag(18) }
  if (m.snapshotId !== undefined) { w.uint32(m.snapshotId); w.tag(8) }
}
export function readSnapshotSection_Snapshot(r: ProtoReader, end: number): SnapshotSection_Snapshot {
  let $snapshotId: number | undefined
  let $root: INodeSection_INode | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $snapshotId = r.int32(); break }
      case 18: { const to = r.lengthEnd(); $root = readINodeSection_INode(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.fsimage.SnapshotSection.Snapshot", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.fsimage.SnapshotSection.Snapshot")
  return { snapshotId: $snapshotId, root: $root }
}
export const SnapshotSection_Snapshot: Codec<SnapshotSection_Snapshot> = /* @__PURE__ */ codec("hadoop.hdfs.fsimage.SnapshotSection.Snapshot", writeSnapshotSection_Snapshot, readSnapshotSection_Snapshot)

export interface SnapshotSection {
  readonly snapshotCounter?: number | undefined
  readonly snapshottableDir: readonly number[]
  readonly numSnapshots?: number | undefined
}
export function writeSnapshotSection(w: BackwardWriter, m: SnapshotSection): void {
  if (m.numSnapshots !== undefined) { w.uint32(m.numSnapshots); w.tag(24) }
  if (m.snapshottableDir.length > 0) {
    const values = m.snapshottableDir, before = w.size
    for (let i = values.length - 1; i >= 0; i--) w.int64(values[i] as number)
    w.varint32(w.size - before); w.tag(18)
  }
  if (m.snapshotCounter !== undefined) { w.uint32(m.snapshotCounter); w.tag(8) }
}
export function readSnapshotSection(r: ProtoReader, end: number): SnapshotSection {
  let $snapshotCounter: number | undefined
  const $snapshottableDir: number[] = []
  let $numSnapshots: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $snapshotCounter = r.int32(); break }
      case 16: { $snapshottableDir.push(r.int64()); break }
      case 18: { const to = r.lengthEnd(); while (r.pos < to) { $snapshottableDir.push(r.int64()) } if (r.pos !== to) throw overrun("hadoop.hdfs.fsimage.SnapshotSection"); break }
      case 24: { $numSnapshots = r.int32(); break }
      default: r.skip(tag, "hadoop.hdfs.fsimage.SnapshotSection", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.fsimage.SnapshotSection")
  return { snapshotCounter: $snapshotCounter, snapshottableDir: $snapshottableDir, numSnapshots: $numSnapshots }
}
export const SnapshotSection: Codec<SnapshotSection> = /* @__PURE__ */ codec("hadoop.hdfs.fsimage.SnapshotSection", writeSnapshotSection, readSnapshotSection)

export interface SnapshotDiffSection_CreatedListEntry {
  readonly name?: Uint8Array | undefined
}
export function writeSnapshotDiffSection_CreatedListEntry(w: BackwardWriter, m: SnapshotDiffSection_CreatedListEntry): void {
  if (m.name !== undefined) { w.bytes(m.name); w.tag(10) }
}
export function readSnapshotDiffSection_CreatedListEntry(r: ProtoReader, end: number): SnapshotDiffSection_CreatedListEntry {
  let $name: Uint8Array | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $name = r.bytes(); break }
      default: r.skip(tag, "hadoop.hdfs.fsimage.SnapshotDiffSection.CreatedListEntry", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.fsimage.SnapshotDiffSection.CreatedListEntry")
  return { name: $name }
}
export const SnapshotDiffSection_CreatedListEntry: Codec<SnapshotDiffSection_CreatedListEntry> = /* @__PURE__ */ codec("hadoop.hdfs.fsimage.SnapshotDiffSection.CreatedListEntry", writeSnapshotDiffSection_CreatedListEntry, readSnapshotDiffSection_CreatedListEntry)

export interface SnapshotDiffSection_DirectoryDiff {
  readonly snapshotId?: number | undefined
  readonly childrenSize?: number | undefined
  readonly isSnapshotRoot?: boolean | undefined
  readonly name?: Uint8Array | undefined
  readonly snapshotCopy?: INodeSection_INodeDirectory | undefined
  readonly createdListSize?: number | undefined
  readonly deletedINode: readonly number[]
  readonly deletedINodeRef: readonly number[]
}
export function writeSnapshotDiffSection_DirectoryDiff(w: BackwardWriter, m: SnapshotDiffSection_DirectoryDiff): void {
  if (m.deletedINodeRef.length > 0) {
    const values = m.deletedINodeRef, before = w.size
    for (let i = values.length - 1; i >= 0; i--) w.uint32(values[i] as number)
    w.varint32(w.size - before); w.tag(66)
  }
  if (m.deletedINode.length > 0) {
    const values = m.deletedINode, before = w.size
    for (let i = values.length - 1; i >= 0; i--) w.int64(values[i] as number)
    w.varint32(w.size - before); w.tag(58)
  }
  if (m.createdListSize !== undefined) { w.uint32(m.createdListSize); w.tag(48) }
  if (m.snapshotCopy !== undefined) { const before = w.size; writeINodeSection_INodeDirectory(w, m.snapshotCopy); w.varint32(w.size - before); w.tag(42) }
  if (m.name !== undefined) { w.bytes(m.name); w.tag(34) }
  if (m.isSnapshotRoot !== undefined) { w.bool(m.isSnapshotRoot); w.tag(24) }
  if (m.childrenSize !== undefined) { w.uint32(m.childrenSize); w.tag(16) }
  if (m.snapshotId !== undefined) { w.uint32(m.snapshotId); w.tag(8) }
}
export function readSnapshotDiffSection_DirectoryDiff(r: ProtoReader, end: number): SnapshotDiffSection_DirectoryDiff {
  let $snapshotId: number | undefined
  let $childrenSize: number | undefined
  let $isSnapshotRoot: boolean | undefined
  let $name: Uint8Array | undefined
  let $snapshotCopy: INodeSection_INodeDirectory | undefined
  let $createdListSize: number | undefined
  const $deletedINode: number[] = []
  const $deletedINodeRef: number[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $snapshotId = r.int32(); break }
      case 16: { $childrenSize = r.int32(); break }
      case 24: { $isSnapshotRoot = r.bool(); break }
      case 34: { $name = r.bytes(); break }
      case 42: { const to = r.lengthEnd(); $snapshotCopy = readINodeSection_INodeDirectory(r, to); break }
      case 48: { $createdListSize = r.int32(); break }
      case 56: { $deletedINode.push(r.int64()); break }
      case 58: { const to = r.lengthEnd(); while (r.pos < to) { $deletedINode.push(r.int64()) } if (r.pos !== to) throw overrun("hadoop.hdfs.fsimage.SnapshotDiffSection.DirectoryDiff"); break }
      case 64: { $deletedINodeRef.push(r.int32()); break }
      case 66: { const to = r.lengthEnd(); while (r.pos < to) { $deletedINodeRef.push(r.int32()) } if (r.pos !== to) throw overrun("hadoop.hdfs.fsimage.SnapshotDiffSection.DirectoryDiff"); break }
      default: r.skip(tag, "hadoop.hdfs.fsimage.SnapshotDiffSection.DirectoryDiff", [1, 2, 3, 4, 5, 6, 7, 8])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.fsimage.SnapshotDiffSection.DirectoryDiff")
  return { snapshotId: $snapshotId, childrenSize: $childrenSize, isSnapshotRoot: $isSnapshotRoot, name: $name, snapshotCopy: $snapshotCopy, createdListSize: $createdListSize, deletedINode: $deletedINode, deletedINodeRef: $deletedINodeRef }
}
export const SnapshotDiffSection_DirectoryDiff: Codec<SnapshotDiffSection_DirectoryDiff> = /* @__PURE__ */ codec("hadoop.hdfs.fsimage.SnapshotDiffSection.DirectoryDiff", writeSnapshotDiffSection_DirectoryDiff, readSnapshotDiffSection_DirectoryDiff)

export interface SnapshotDiffSection_FileDiff {
  readonly snapshotId?: number | undefined
  readonly fileSize?: number | undefined
  readonly name?: Uint8Array | undefined
  readonly snapshotCopy?: INodeSection_INodeFile | undefined
  readonly blocks: readonly BlockProto[]
}
export function writeSnapshotDiffSection_FileDiff(w: BackwardWriter, m: SnapshotDiffSection_FileDiff): void {
  for (let values = m.blocks, i = values.length - 1; i >= 0; i--) { const before = w.size; writeBlockProto(w, values[i] as BlockProto); w.varint32(w.size - before); w.tag(42) }
  if (m.snapshotCopy !== undefined) { const before = w.size; writeINodeSection_INodeFile(w, m.snapshotCopy); w.varint32(w.size - before); w.tag(34) }
  if (m.name !== undefined) { w.bytes(m.name); w.tag(26) }
  if (m.fileSize !== undefined) { w.int64(m.fileSize); w.tag(16) }
  if (m.snapshotId !== undefined) { w.uint32(m.snapshotId); w.tag(8) }
}
export function readSnapshotDiffSection_FileDiff(r: ProtoReader, end: number): SnapshotDiffSection_FileDiff {
  let $snapshotId: number | undefined
  let $fileSize: number | undefined
  let $name: Uint8Array | undefined
  let $snapshotCopy: INodeSection_INodeFile | undefined
  const $blocks: BlockProto[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $snapshotId = r.int32(); break }
      case 16: { $fileSize = r.int64(); break }
      case 26: { $name = r.bytes(); break }
      case 34: { const to = r.lengthEnd(); $snapshotCopy = readINodeSection_INodeFile(r, to); break }
      case 42: { const to = r.lengthEnd(); $blocks.push(readBlockProto(r, to)); break }
      default: r.skip(tag, "hadoop.hdfs.fsimage.SnapshotDiffSection.FileDiff", [1, 2, 3, 4, 5])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.fsimage.SnapshotDiffSection.FileDiff")
  return { snapshotId: $snapshotId, fileSize: $fileSize, name: $name, snapshotCopy: $snapshotCopy, blocks: $blocks }
}
export const SnapshotDiffSection_FileDiff: Codec<SnapshotDiffSection_FileDiff> = /* @__PURE__ */ codec("hadoop.hdfs.fsimage.SnapshotDiffSection.FileDiff", writeSnapshotDiffSection_FileDiff, readSnapshotDiffSection_FileDiff)

export interface SnapshotDiffSection_DiffEntry {
  readonly type: SnapshotDiffSection_DiffEntry_Type
  readonly inodeId?: number | undefined
  readonly numOfDiff?: number | undefined
}
export function writeSnapshotDiffSection_DiffEntry(w: BackwardWriter, m: SnapshotDiffSection_DiffEntry): void {
  if (m.numOfDiff !== undefined) { w.uint32(m.numOfDiff); w.tag(24) }
  if (m.inodeId !== undefined) { w.int64(m.inodeId); w.tag(16) }
  w.int32(m.type); w.tag(8)
}
export function readSnapshotDiffSection_DiffEntry(r: ProtoReader, end: number): SnapshotDiffSection_DiffEntry {
  let $type: SnapshotDiffSection_DiffEntry_Type | undefined
  let $inodeId: number | undefined
  let $numOfDiff: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { const v = r.int32(); if (v >= 1 && v <= 2) $type = v as SnapshotDiffSection_DiffEntry_Type; break }
      case 16: { $inodeId = r.int64(); break }
      case 24: { $numOfDiff = r.int32(); break }
      default: r.skip(tag, "hadoop.hdfs.fsimage.SnapshotDiffSection.DiffEntry", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.fsimage.SnapshotDiffSection.DiffEntry")
  if ($type === undefined) throw missing("hadoop.hdfs.fsimage.SnapshotDiffSection.DiffEntry", "type")
  return { type: $type, inodeId: $inodeId, numOfDiff: $numOfDiff }
}
export const SnapshotDiffSection_DiffEntry: Codec<SnapshotDiffSection_DiffEntry> = /* @__PURE__ */ codec("hadoop.hdfs.fsimage.SnapshotDiffSection.DiffEntry", writeSnapshotDiffSection_DiffEntry, readSnapshotDiffSection_DiffEntry)

export type SnapshotDiffSection = Record<string, never>
export function writeSnapshotDiffSection(_w: BackwardWriter, _m: SnapshotDiffSection): void {
}
export function readSnapshotDiffSection(r: ProtoReader, end: number): SnapshotDiffSection {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.fsimage.SnapshotDiffSection", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.fsimage.SnapshotDiffSection")
  return {  }
}
export const SnapshotDiffSection: Codec<SnapshotDiffSection> = /* @__PURE__ */ codec("hadoop.hdfs.fsimage.SnapshotDiffSection", writeSnapshotDiffSection, readSnapshotDiffSection)

export interface StringTableSection_Entry {
  readonly id?: number | undefined
  readonly str?: string | undefined
}
export function writeStringTableSection_Entry(w: BackwardWriter, m: StringTableSection_Entry): void {
  if (m.str !== undefined) { w.string(m.str); w.tag(18) }
  if (m.id !== undefined) { w.uint32(m.id); w.tag(8) }
}
export function readStringTableSection_Entry(r: ProtoReader, end: number): StringTableSection_Entry {
  let $id: number | undefined
  let $str: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $id = r.int32(); break }
      case 18: { $str = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.fsimage.StringTableSection.Entry", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.fsimage.StringTableSection.Entry")
  return { id: $id, str: $str }
}
export const StringTableSection_Entry: Codec<StringTableSection_Entry> = /* @__PURE__ */ codec("hadoop.hdfs.fsimage.StringTableSection.Entry", writeStringTableSection_Entry, readStringTableSection_Entry)

export interface StringTableSection {
  readonly numEntry?: number | undefined
  readonly maskBits?: number | undefined
}
export function writeStringTableSection(w: BackwardWriter, m: StringTableSection): void {
  if (m.maskBits !== undefined) { w.uint32(m.maskBits); w.tag(16) }
  if (m.numEntry !== undefined) { w.uint32(m.numEntry); w.tag(8) }
}
export function readStringTableSection(r: ProtoReader, end: number): StringTableSection {
  let $numEntry: number | undefined
  let $maskBits: number = 0
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $numEntry = r.int32(); break }
      case 16: { $maskBits = r.int32(); break }
      default: r.skip(tag, "hadoop.hdfs.fsimage.StringTableSection", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.fsimage.StringTableSection")
  return { numEntry: $numEntry, maskBits: $maskBits }
}
export const StringTableSection: Codec<StringTableSection> = /* @__PURE__ */ codec("hadoop.hdfs.fsimage.StringTableSection", writeStringTableSection, readStringTableSection)

export interface SecretManagerSection_DelegationKey {
  readonly id?: number | undefined
  readonly expiryDate?: number | undefined
  readonly key?: Uint8Array | undefined
}
export function writeSecretManagerSection_DelegationKey(w: BackwardWriter, m: SecretManagerSection_DelegationKey): void {
  if (m.key !== undefined) { w.bytes(m.key); w.tag(26) }
  if (m.expiryDate !== undefined) { w.int64(m.expiryDate); w.tag(16) }
  if (m.id !== undefined) { w.uint32(m.id); w.tag(8) }
}
export function readSecretManagerSection_DelegationKey(r: ProtoReader, end: number): SecretManagerSection_DelegationKey {
  let $id: number | undefined
  let $expiryDate: number | undefined
  let $key: Uint8Array | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $id = r.int32(); break }
      case 16: { $expiryDate = r.int64(); break }
      case 26: { $key = r.bytes(); break }
      default: r.skip(tag, "hadoop.hdfs.fsimage.SecretManagerSection.DelegationKey", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.fsimage.SecretManagerSection.DelegationKey")
  return { id: $id, expiryDate: $expiryDate, key: $key }
}
export const SecretManagerSection_DelegationKey: Codec<SecretManagerSection_DelegationKey> = /* @__PURE__ */ codec("hadoop.hdfs.fsimage.SecretManagerSection.DelegationKey", writeSecretManagerSection_DelegationKey, readSecretManagerSection_DelegationKey)

export interface SecretManagerSection_PersistToken {
  readonly version?: number | undefined
  readonly owner?: string | undefined
  readonly renewer?: string | undefined
  readonly realUser?: string | undefined
  readonly issueDate?: number | undefined
  readonly maxDate?: number | undefined
  readonly sequenceNumber?: number | undefined
  readonly masterKeyId?: number | undefined
  readonly expiryDate?: number | undefined
}
export function writeSecretManagerSection_PersistToken(w: BackwardWriter, m: SecretManagerSection_PersistToken): void {
  if (m.expiryDate !== undefined) { w.int64(m.expiryDate); w.tag(72) }
  if (m.masterKeyId !== undefined) { w.uint32(m.masterKeyId); w.tag(64) }
  if (m.sequenceNumber !== undefined) { w.uint32(m.sequenceNumber); w.tag(56) }
  if (m.maxDate !== undefined) { w.int64(m.maxDate); w.tag(48) }
  if (m.issueDate !== undefined) { w.int64(m.issueDate); w.tag(40) }
  if (m.realUser !== undefined) { w.string(m.realUser); w.tag(34) }
  if (m.renewer !== undefined) { w.string(m.renewer); w.tag(26) }
  if (m.owner !== undefined) { w.string(m.owner); w.tag(18) }
  if (m.version !== undefined) { w.uint32(m.version); w.tag(8) }
}
export function readSecretManagerSection_PersistToken(r: ProtoReader, end: number): SecretManagerSection_PersistToken {
  let $version: number | undefined
  let $owner: string | undefined
  let $renewer: string | undefined
  let $realUser: string | undefined
  let $issueDate: number | undefined
  let $maxDate: number | undefined
  let $sequenceNumber: number | undefined
  let $masterKeyId: number | undefined
  let $expiryDate: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $version = r.int32(); break }
      case 18: { $owner = r.string(); break }
      case 26: { $renewer = r.string(); break }
      case 34: { $realUser = r.string(); break }
      case 40: { $issueDate = r.int64(); break }
      case 48: { $maxDate = r.int64(); break }
      case 56: { $sequenceNumber = r.int32(); break }
      case 64: { $masterKeyId = r.int32(); break }
      case 72: { $expiryDate = r.int64(); break }
      default: r.skip(tag, "hadoop.hdfs.fsimage.SecretManagerSection.PersistToken", [1, 2, 3, 4, 5, 6, 7, 8, 9])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.fsimage.SecretManagerSection.PersistToken")
  return { version: $version, owner: $owner, renewer: $renewer, realUser: $realUser, issueDate: $issueDate, maxDate: $maxDate, sequenceNumber: $sequenceNumber, masterKeyId: $masterKeyId, expiryDate: $expiryDate }
}
export const SecretManagerSection_PersistToken: Codec<SecretManagerSection_PersistToken> = /* @__PURE__ */ codec("hadoop.hdfs.fsimage.SecretManagerSection.PersistToken", writeSecretManagerSection_PersistToken, readSecretManagerSection_PersistToken)

export interface SecretManagerSection {
  readonly currentId?: number | undefined
  readonly tokenSequenceNumber?: number | undefined
  readonly numKeys?: number | undefined
  readonly numTokens?: number | undefined
}
export function writeSecretManagerSection(w: BackwardWriter, m: SecretManagerSection): void {
  if (m.numTokens !== undefined) { w.uint32(m.numTokens); w.tag(32) }
  if (m.numKeys !== undefined) { w.uint32(m.numKeys); w.tag(24) }
  if (m.tokenSequenceNumber !== undefined) { w.uint32(m.tokenSequenceNumber); w.tag(16) }
  if (m.currentId !== undefined) { w.uint32(m.currentId); w.tag(8) }
}
export function readSecretManagerSection(r: ProtoReader, end: number): SecretManagerSection {
  let $currentId: number | undefined
  let $tokenSequenceNumber: number | undefined
  let $numKeys: number | undefined
  let $numTokens: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $currentId = r.int32(); break }
      case 16: { $tokenSequenceNumber = r.int32(); break }
      case 24: { $numKeys = r.int32(); break }
      case 32: { $numTokens = r.int32(); break }
      default: r.skip(tag, "hadoop.hdfs.fsimage.SecretManagerSection", [1, 2, 3, 4])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.fsimage.SecretManagerSection")
  return { currentId: $currentId, tokenSequenceNumber: $tokenSequenceNumber, numKeys: $numKeys, numTokens: $numTokens }
}
export const SecretManagerSection: Codec<SecretManagerSection> = /* @__PURE__ */ codec("hadoop.hdfs.fsimage.SecretManagerSection", writeSecretManagerSection, readSecretManagerSection)

export interface CacheManagerSection {
  readonly nextDirectiveId: number
  readonly numPools: number
  readonly numDirectives: number
}
export function writeCacheManagerSection(w: BackwardWriter, m: CacheManagerSection): void {
  w.uint32(m.numDirectives); w.tag(24)
  w.uint32(m.numPools); w.tag(16)
  w.int64(m.nextDirectiveId); w.tag(8)
}
export function readCacheManagerSection(r: ProtoReader, end: number): CacheManagerSection {
  let $nextDirectiveId: number | undefined
  let $numPools: number | undefined
  let $numDirectives: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $nextDirectiveId = r.int64(); break }
      case 16: { $numPools = r.int32(); break }
      case 24: { $numDirectives = r.int32(); break }
      default: r.skip(tag, "hadoop.hdfs.fsimage.CacheManagerSection", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.fsimage.CacheManagerSection")
  if ($nextDirectiveId === undefined) throw missing("hadoop.hdfs.fsimage.CacheManagerSection", "nextDirectiveId")
  if ($numPools === undefined) throw missing("hadoop.hdfs.fsimage.CacheManagerSection", "numPools")
  if ($numDirectives === undefined) throw missing("hadoop.hdfs.fsimage.CacheManagerSection", "numDirectives")
  return { nextDirectiveId: $nextDirectiveId, numPools: $numPools, numDirectives: $numDirectives }
}
export const CacheManagerSection: Codec<CacheManagerSection> = /* @__PURE__ */ codec("hadoop.hdfs.fsimage.CacheManagerSection", writeCacheManagerSection, readCacheManagerSection)

export interface ErasureCodingSection {
  readonly policies: readonly ErasureCodingPolicyProto[]
}
export function writeErasureCodingSection(w: BackwardWriter, m: ErasureCodingSection): void {
  for (let values = m.policies, i = values.length - 1; i >= 0; i--) { const before = w.size; writeErasureCodingPolicyProto(w, values[i] as ErasureCodingPolicyProto); w.varint32(w.size - before); w.tag(10) }
}
export function readErasureCodingSection(r: ProtoReader, end: number): ErasureCodingSection {
  const $policies: ErasureCodingPolicyProto[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $policies.push(readErasureCodingPolicyProto(r, to)); break }
      default: r.skip(tag, "hadoop.hdfs.fsimage.ErasureCodingSection", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.fsimage.ErasureCodingSection")
  return { policies: $policies }
}
export const ErasureCodingSection: Codec<ErasureCodingSection> = /* @__PURE__ */ codec("hadoop.hdfs.fsimage.ErasureCodingSection", writeErasureCodingSection, readErasureCodingSection)
