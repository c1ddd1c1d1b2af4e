// Generated from proto/hdfs.proto by scripts/proto/generate.ts; change those instead.
// Nouns shared by every HDFS protocol: blocks, datanodes, storages, file status, snapshots, and
// erasure coding policies.

import type { BackwardWriter } from './backward-writer.ts'
import type { Codec } from './codec.ts'
import { codec, missing, overrun } from './codec.ts'
import type { ProtoReader } from './proto-reader.ts'
import type { FsPermissionProto } from './acl.ts'
import { readFsPermissionProto, writeFsPermissionProto } from './acl.ts'
import type { TokenProto } from './security.ts'
import { readTokenProto, writeTokenProto } from './security.ts'

export const StorageTypeProto = {
  DISK: 1,
  SSD: 2,
  ARCHIVE: 3,
  RAM_DISK: 4,
  PROVIDED: 5,
  NVDIMM: 6,
} as const
export type StorageTypeProto = (typeof StorageTypeProto)[keyof typeof StorageTypeProto]

export const BlockTypeProto = {
  CONTIGUOUS: 0,
  STRIPED: 1,
} as const
export type BlockTypeProto = (typeof BlockTypeProto)[keyof typeof BlockTypeProto]

export const CipherSuiteProto = {
  UNKNOWN: 1,
  AES_CTR_NOPADDING: 2,
  SM4_CTR_NOPADDING: 3,
} as const
export type CipherSuiteProto = (typeof CipherSuiteProto)[keyof typeof CipherSuiteProto]

export const CryptoProtocolVersionProto = {
  UNKNOWN_PROTOCOL_VERSION: 1,
  ENCRYPTION_ZONES: 2,
} as const
export type CryptoProtocolVersionProto = (typeof CryptoProtocolVersionProto)[keyof typeof CryptoProtocolVersionProto]

export const ErasureCodingPolicyState = {
  DISABLED: 1,
  ENABLED: 2,
  REMOVED: 3,
} as const
export type ErasureCodingPolicyState = (typeof ErasureCodingPolicyState)[keyof typeof ErasureCodingPolicyState]

export const ChecksumTypeProto = {
  CHECKSUM_NULL: 0,
  CHECKSUM_CRC32: 1,
  CHECKSUM_CRC32C: 2,
} as const
export type ChecksumTypeProto = (typeof ChecksumTypeProto)[keyof typeof ChecksumTypeProto]

export const BlockChecksumTypeProto = {
  MD5CRC: 1,
  COMPOSITE_CRC: 2,
} as const
export type BlockChecksumTypeProto = (typeof BlockChecksumTypeProto)[keyof typeof BlockChecksumTypeProto]

export const AccessModeProto = {
  READ: 1,
  WRITE: 2,
  COPY: 3,
  REPLACE: 4,
} as const
export type AccessModeProto = (typeof AccessModeProto)[keyof typeof AccessModeProto]

export const DatanodeInfoProto_AdminState = {
  NORMAL: 0,
  DECOMMISSION_INPROGRESS: 1,
  DECOMMISSIONED: 2,
  ENTERING_MAINTENANCE: 3,
  IN_MAINTENANCE: 4,
} as const
export type DatanodeInfoProto_AdminState = (typeof DatanodeInfoProto_AdminState)[keyof typeof DatanodeInfoProto_AdminState]

export const DatanodeStorageProto_StorageState = {
  NORMAL: 0,
  READ_ONLY_SHARED: 1,
} as const
export type DatanodeStorageProto_StorageState = (typeof DatanodeStorageProto_StorageState)[keyof typeof DatanodeStorageProto_StorageState]

export const HdfsFileStatusProto_FileType = {
  IS_DIR: 1,
  IS_FILE: 2,
  IS_SYMLINK: 3,
} as const
export type HdfsFileStatusProto_FileType = (typeof HdfsFileStatusProto_FileType)[keyof typeof HdfsFileStatusProto_FileType]

export const HdfsFileStatusProto_Flags = {
  HAS_ACL: 1,
  HAS_CRYPT: 2,
  HAS_EC: 4,
  SNAPSHOT_ENABLED: 8,
} as const
export type HdfsFileStatusProto_Flags = (typeof HdfsFileStatusProto_Flags)[keyof typeof HdfsFileStatusProto_Flags]

export interface ExtendedBlockProto {
  readonly poolId: string
  readonly blockId: bigint
  readonly generationStamp: number
  readonly numBytes?: number | undefined
}
export function writeExtendedBlockProto(w: BackwardWriter, m: ExtendedBlockProto): void {
  if (m.numBytes !== undefined) { w.int64(m.numBytes); w.tag(32) }
  w.int64(m.generationStamp); w.tag(24)
  w.int64Big(m.blockId); w.tag(16)
  w.string(m.poolId); w.tag(10)
}
export function readExtendedBlockProto(r: ProtoReader, end: number): ExtendedBlockProto {
  let $poolId: string | undefined
  let $blockId: bigint | undefined
  let $generationStamp: number | undefined
  let $numBytes: number = 0
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $poolId = r.string(); break }
      case 16: { $blockId = r.int64Big(); break }
      case 24: { $generationStamp = r.int64(); break }
      case 32: { $numBytes = r.int64(); break }
      default: r.skip(tag, "hadoop.hdfs.ExtendedBlockProto", [1, 2, 3, 4])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.ExtendedBlockProto")
  if ($poolId === undefined) throw missing("hadoop.hdfs.ExtendedBlockProto", "poolId")
  if ($blockId === undefined) throw missing("hadoop.hdfs.ExtendedBlockProto", "blockId")
  if ($generationStamp === undefined) throw missing("hadoop.hdfs.ExtendedBlockProto", "generationStamp")
  return { poolId: $poolId, blockId: $blockId, generationStamp: $generationStamp, numBytes: $numBytes }
}
export const ExtendedBlockProto: Codec<ExtendedBlockProto> = /* @__PURE__ */ codec("hadoop.hdfs.ExtendedBlockProto", writeExtendedBlockProto, readExtendedBlockProto)

export interface ProvidedStorageLocationProto {
  readonly path: string
  readonly offset: number
  readonly length: number
  readonly nonce: Uint8Array
}
export function writeProvidedStorageLocationProto(w: BackwardWriter, m: ProvidedStorageLocationProto): void {
  w.bytes(m.nonce); w.tag(34)
  w.int64(m.length); w.tag(24)
  w.int64(m.offset); w.tag(16)
  w.string(m.path); w.tag(10)
}
export function readProvidedStorageLocationProto(r: ProtoReader, end: number): ProvidedStorageLocationProto {
  let $path: string | undefined
  let $offset: number | undefined
  let $length: number | undefined
  let $nonce: Uint8Array | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $path = r.string(); break }
      case 16: { $offset = r.int64(); break }
      case 24: { $length = r.int64(); break }
      case 34: { $nonce = r.bytes(); break }
      default: r.skip(tag, "hadoop.hdfs.ProvidedStorageLocationProto", [1, 2, 3, 4])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.ProvidedStorageLocationProto")
  if ($path === undefined) throw missing("hadoop.hdfs.ProvidedStorageLocationProto", "path")
  if ($offset === undefined) throw missing("hadoop.hdfs.ProvidedStorageLocationProto", "offset")
  if ($length === undefined) throw missing("hadoop.hdfs.ProvidedStorageLocationProto", "length")
  if ($nonce === undefined) throw missing("hadoop.hdfs.ProvidedStorageLocationProto", "nonce")
  return { path: $path, offset: $offset, length: $length, nonce: $nonce }
}
export const ProvidedStorageLocationProto: Codec<ProvidedStorageLocationProto> = /* @__PURE__ */ codec("hadoop.hdfs.ProvidedStorageLocationProto", writeProvidedStorageLocationProto, readProvidedStorageLocationProto)

export interface DatanodeIDProto {
  readonly ipAddr: string
  readonly hostName: string
  readonly datanodeUuid: string
  readonly xferPort: number
  readonly infoPort: number
  readonly ipcPort: number
  readonly infoSecurePort?: number | undefined
}
export function writeDatanodeIDProto(w: BackwardWriter, m: DatanodeIDProto): void {
  if (m.infoSecurePort !== undefined) { w.uint32(m.infoSecurePort); w.tag(56) }
  w.uint32(m.ipcPort); w.tag(48)
  w.uint32(m.infoPort); w.tag(40)
  w.uint32(m.xferPort); w.tag(32)
  w.string(m.datanodeUuid); w.tag(26)
  w.string(m.hostName); w.tag(18)
  w.string(m.ipAddr); w.tag(10)
}
export function readDatanodeIDProto(r: ProtoReader, end: number): DatanodeIDProto {
  let $ipAddr: string | undefined
  let $hostName: string | undefined
  let $datanodeUuid: string | undefined
  let $xferPort: number | undefined
  let $infoPort: number | undefined
  let $ipcPort: number | undefined
  let $infoSecurePort: number = 0
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $ipAddr = r.string(); break }
      case 18: { $hostName = r.string(); break }
      case 26: { $datanodeUuid = r.string(); break }
      case 32: { $xferPort = r.int32(); break }
      case 40: { $infoPort = r.int32(); break }
      case 48: { $ipcPort = r.int32(); break }
      case 56: { $infoSecurePort = r.int32(); break }
      default: r.skip(tag, "hadoop.hdfs.DatanodeIDProto", [1, 2, 3, 4, 5, 6, 7])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.DatanodeIDProto")
  if ($ipAddr === undefined) throw missing("hadoop.hdfs.DatanodeIDProto", "ipAddr")
  if ($hostName === undefined) throw missing("hadoop.hdfs.DatanodeIDProto", "hostName")
  if ($datanodeUuid === undefined) throw missing("hadoop.hdfs.DatanodeIDProto", "datanodeUuid")
  if ($xferPort === undefined) throw missing("hadoop.hdfs.DatanodeIDProto", "xferPort")
  if ($infoPort === undefined) throw missing("hadoop.hdfs.DatanodeIDProto", "infoPort")
  if ($ipcPort === undefined) throw missing("hadoop.hdfs.DatanodeIDProto", "ipcPort")
  return { ipAddr: $ipAddr, hostName: $hostName, datanodeUuid: $datanodeUuid, xferPort: $xferPort, infoPort: $infoPort, ipcPort: $ipcPort, infoSecurePort: $infoSecurePort }
}
export const DatanodeIDProto: Codec<DatanodeIDProto> = /* @__PURE__ */ codec("hadoop.hdfs.DatanodeIDProto", writeDatanodeIDProto, readDatanodeIDProto)

export interface DatanodeLocalInfoProto {
  readonly softwareVersion: string
  readonly configVersion: string
  readonly uptime: number
}
export function writeDatanodeLocalInfoProto(w: BackwardWriter, m: DatanodeLocalInfoProto): void {
  w.int64(m.uptime); w.tag(24)
  w.string(m.configVersion); w.tag(18)
  w.string(m.softwareVersion); w.tag(10)
}
export function readDatanodeLocalInfoProto(r: ProtoReader, end: number): DatanodeLocalInfoProto {
  let $softwareVersion: string | undefined
  let $configVersion: string | undefined
  let $uptime: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $softwareVersion = r.string(); break }
      case 18: { $configVersion = r.string(); break }
      case 24: { $uptime = r.int64(); break }
      default: r.skip(tag, "hadoop.hdfs.DatanodeLocalInfoProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.DatanodeLocalInfoProto")
  if ($softwareVersion === undefined) throw missing("hadoop.hdfs.DatanodeLocalInfoProto", "softwareVersion")
  if ($configVersion === undefined) throw missing("hadoop.hdfs.DatanodeLocalInfoProto", "configVersion")
  if ($uptime === undefined) throw missing("hadoop.hdfs.DatanodeLocalInfoProto", "uptime")
  return { softwareVersion: $softwareVersion, configVersion: $configVersion, uptime: $uptime }
}
export const DatanodeLocalInfoProto: Codec<DatanodeLocalInfoProto> = /* @__PURE__ */ codec("hadoop.hdfs.DatanodeLocalInfoProto", writeDatanodeLocalInfoProto, readDatanodeLocalInfoProto)

export interface DatanodeVolumeInfoProto {
  readonly path: string
  readonly storageType: StorageTypeProto
  readonly usedSpace: number
  readonly freeSpace: number
  readonly reservedSpace: number
  readonly reservedSpaceForReplicas: number
  readonly numBlocks: number
}
export function writeDatanodeVolumeInfoProto(w: BackwardWriter, m: DatanodeVolumeInfoProto): void {
  w.int64(m.numBlocks); w.tag(56)
  w.int64(m.reservedSpaceForReplicas); w.tag(48)
  w.int64(m.reservedSpace); w.tag(40)
  w.int64(m.freeSpace); w.tag(32)
  w.int64(m.usedSpace); w.tag(24)
  w.int32(m.storageType); w.tag(16)
  w.string(m.path); w.tag(10)
}
export function readDatanodeVolumeInfoProto(r: ProtoReader, end: number): DatanodeVolumeInfoProto {
  let $path: string | undefined
  let $storageType: StorageTypeProto | undefined
  let $usedSpace: number | undefined
  let $freeSpace: number | undefined
  let $reservedSpace: number | undefined
  let $reservedSpaceForReplicas: number | undefined
  let $numBlocks: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $path = r.string(); break }
      case 16: { const v = r.int32(); if (v >= 1 && v <= 6) $storageType = v as StorageTypeProto; break }
      case 24: { $usedSpace = r.int64(); break }
      case 32: { $freeSpace = r.int64(); break }
      case 40: { $reservedSpace = r.int64(); break }
      case 48: { $reservedSpaceForReplicas = r.int64(); break }
      case 56: { $numBlocks = r.int64(); break }
      default: r.skip(tag, "hadoop.hdfs.DatanodeVolumeInfoProto", [1, 2, 3, 4, 5, 6, 7])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.DatanodeVolumeInfoProto")
  if ($path === undefined) throw missing("hadoop.hdfs.DatanodeVolumeInfoProto", "path")
  if ($storageType === undefined) throw missing("hadoop.hdfs.DatanodeVolumeInfoProto", "storageType")
  if ($usedSpace === undefined) throw missing("hadoop.hdfs.DatanodeVolumeInfoProto", "usedSpace")
  if ($freeSpace === undefined) throw missing("hadoop.hdfs.DatanodeVolumeInfoProto", "freeSpace")
  if ($reservedSpace === undefined) throw missing("hadoop.hdfs.DatanodeVolumeInfoProto", "reservedSpace")
  if ($reservedSpaceForReplicas === undefined) throw missing("hadoop.hdfs.DatanodeVolumeInfoProto", "reservedSpaceForReplicas")
  if ($numBlocks === undefined) throw missing("hadoop.hdfs.DatanodeVolumeInfoProto", "numBlocks")
  return { path: $path, storageType: $storageType, usedSpace: $usedSpace, freeSpace: $freeSpace, reservedSpace: $reservedSpace, reservedSpaceForReplicas: $reservedSpaceForReplicas, numBlocks: $numBlocks }
}
export const DatanodeVolumeInfoProto: Codec<DatanodeVolumeInfoProto> = /* @__PURE__ */ codec("hadoop.hdfs.DatanodeVolumeInfoProto", writeDatanodeVolumeInfoProto, readDatanodeVolumeInfoProto)

export interface DatanodeInfosProto {
  readonly datanodes: readonly DatanodeInfoProto[]
}
export function writeDatanodeInfosProto(w: BackwardWriter, m: DatanodeInfosProto): void {
  for (let values = m.datanodes, i = values.length - 1; i >= 0; i--) { const before = w.size; writeDatanodeInfoProto(w, values[i] as DatanodeInfoProto); w.varint32(w.size - before); w.tag(10) }
}
export function readDatanodeInfosProto(r: ProtoReader, end: number): DatanodeInfosProto {
  const $datanodes: DatanodeInfoProto[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $datanodes.push(readDatanodeInfoProto(r, to)); break }
      default: r.skip(tag, "hadoop.hdfs.DatanodeInfosProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.DatanodeInfosProto")
  return { datanodes: $datanodes }
}
export const DatanodeInfosProto: Codec<DatanodeInfosProto> = /* @__PURE__ */ codec("hadoop.hdfs.DatanodeInfosProto", writeDatanodeInfosProto, readDatanodeInfosProto)

export interface DatanodeInfoProto {
  readonly id: DatanodeIDProto
  readonly capacity?: number | undefined
  readonly dfsUsed?: number | undefined
  readonly remaining?: number | undefined
  readonly blockPoolUsed?: number | undefined
  readonly lastUpdate?: number | undefined
  readonly xceiverCount?: number | undefined
  readonly location?: string | undefined
  readonly nonDfsUsed?: number | undefined
  readonly adminState?: DatanodeInfoProto_AdminState | undefined
  readonly cacheCapacity?: number | undefined
  readonly cacheUsed?: number | undefined
  readonly lastUpdateMonotonic?: number | undefined
  readonly upgradeDomain?: string | undefined
  readonly lastBlockReportTime?: number | undefined
  readonly lastBlockReportMonotonic?: number | undefined
  readonly numBlocks?: number | undefined
}
export function writeDatanodeInfoProto(w: BackwardWriter, m: DatanodeInfoProto): void {
  if (m.numBlocks !== undefined) { w.uint32(m.numBlocks); w.varint32(136) }
  if (m.lastBlockReportMonotonic !== undefined) { w.int64(m.lastBlockReportMonotonic); w.varint32(128) }
  if (m.lastBlockReportTime !== undefined) { w.int64(m.lastBlockReportTime); w.tag(120) }
  if (m.upgradeDomain !== undefined) { w.string(m.upgradeDomain); w.tag(114) }
  if (m.lastUpdateMonotonic !== undefined) { w.int64(m.lastUpdateMonotonic); w.tag(104) }
  if (m.cacheUsed !== undefined) { w.int64(m.cacheUsed); w.tag(96) }
  if (m.cacheCapacity !== undefined) { w.int64(m.cacheCapacity); w.tag(88) }
  if (m.adminState !== undefined) { w.int32(m.adminState); w.tag(80) }
  if (m.nonDfsUsed !== undefined) { w.int64(m.nonDfsUsed); w.tag(72) }
  if (m.location !== undefined) { w.string(m.location); w.tag(66) }
  if (m.xceiverCount !== undefined) { w.uint32(m.xceiverCount); w.tag(56) }
  if (m.lastUpdate !== undefined) { w.int64(m.lastUpdate); w.tag(48) }
  if (m.blockPoolUsed !== undefined) { w.int64(m.blockPoolUsed); w.tag(40) }
  if (m.remaining !== undefined) { w.int64(m.remaining); w.tag(32) }
  if (m.dfsUsed !== undefined) { w.int64(m.dfsUsed); w.tag(24) }
  if (m.capacity !== undefined) { w.int64(m.capacity); w.tag(16) }
  { const before = w.size; writeDatanodeIDProto(w, m.id); w.varint32(w.size - before); w.tag(10) }
}
export function readDatanodeInfoProto(r: ProtoReader, end: number): DatanodeInfoProto {
  let $id: DatanodeIDProto | undefined
  let $capacity: number = 0
  let $dfsUsed: number = 0
  let $remaining: number = 0
  let $blockPoolUsed: number = 0
  let $lastUpdate: number = 0
  let $xceiverCount: number = 0
  let $location: string | undefined
  let $nonDfsUsed: number | undefined
  let $adminState: DatanodeInfoProto_AdminState = 0
  let $cacheCapacity: number = 0
  let $cacheUsed: number = 0
  let $lastUpdateMonotonic: number = 0
  let $upgradeDomain: string | undefined
  let $lastBlockReportTime: number = 0
  let $lastBlockReportMonotonic: number = 0
  let $numBlocks: number = 0
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $id = readDatanodeIDProto(r, to); break }
      case 16: { $capacity = r.int64(); break }
      case 24: { $dfsUsed = r.int64(); break }
      case 32: { $remaining = r.int64(); break }
      case 40: { $blockPoolUsed = r.int64(); break }
      case 48: { $lastUpdate = r.int64(); break }
      case 56: { $xceiverCount = r.int32(); break }
      case 66: { $location = r.string(); break }
      case 72: { $nonDfsUsed = r.int64(); break }
      case 80: { const v = r.int32(); if (v >= 0 && v <= 4) $adminState = v as DatanodeInfoProto_AdminState; break }
      case 88: { $cacheCapacity = r.int64(); break }
      case 96: { $cacheUsed = r.int64(); break }
      case 104: { $lastUpdateMonotonic = r.int64(); break }
      case 114: { $upgradeDomain = r.string(); break }
      case 120: { $lastBlockReportTime = r.int64(); break }
      case 128: { $lastBlockReportMonotonic = r.int64(); break }
      case 136: { $numBlocks = r.int32(); break }
      default: r.skip(tag, "hadoop.hdfs.DatanodeInfoProto", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.DatanodeInfoProto")
  if ($id === undefined) throw missing("hadoop.hdfs.DatanodeInfoProto", "id")
  return { id: $id, capacity: $capacity, dfsUsed: $dfsUsed, remaining: $remaining, blockPoolUsed: $blockPoolUsed, lastUpdate: $lastUpdate, xceiverCount: $xceiverCount, location: $location, nonDfsUsed: $nonDfsUsed, adminState: $adminState, cacheCapacity: $cacheCapacity, cacheUsed: $cacheUsed, lastUpdateMonotonic: $lastUpdateMonotonic, upgradeDomain: $upgradeDomain, lastBlockReportTime: $lastBlockReportTime, lastBlockReportMonotonic: $lastBlockReportMonotonic, numBlocks: $numBlocks }
}
export const DatanodeInfoProto: Codec<DatanodeInfoProto> = /* @__PURE__ */ codec("hadoop.hdfs.DatanodeInfoProto", writeDatanodeInfoProto, readDatanodeInfoProto)

export interface DatanodeStorageProto {
  readonly storageUuid: string
  readonly state?: DatanodeStorageProto_StorageState | undefined
  readonly storageType?: StorageTypeProto | undefined
}
export function writeDatanodeStorageProto(w: BackwardWriter, m: DatanodeStorageProto): void {
  if (m.storageType !== undefined) { w.int32(m.storageType); w.tag(24) }
  if (m.state !== undefined) { w.int32(m.state); w.tag(16) }
  w.string(m.storageUuid); w.tag(10)
}
export function readDatanodeStorageProto(r: ProtoReader, end: number): DatanodeStorageProto {
  let $storageUuid: string | undefined
  let $state: DatanodeStorageProto_StorageState = 0
  let $storageType: StorageTypeProto = 1
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $storageUuid = r.string(); break }
      case 16: { const v = r.int32(); if (v >= 0 && v <= 1) $state = v as DatanodeStorageProto_StorageState; break }
      case 24: { const v = r.int32(); if (v >= 1 && v <= 6) $storageType = v as StorageTypeProto; break }
      default: r.skip(tag, "hadoop.hdfs.DatanodeStorageProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.DatanodeStorageProto")
  if ($storageUuid === undefined) throw missing("hadoop.hdfs.DatanodeStorageProto", "storageUuid")
  return { storageUuid: $storageUuid, state: $state, storageType: $storageType }
}
export const DatanodeStorageProto: Codec<DatanodeStorageProto> = /* @__PURE__ */ codec("hadoop.hdfs.DatanodeStorageProto", writeDatanodeStorageProto, readDatanodeStorageProto)

export interface StorageReportProto {
  readonly storageUuid: string
  readonly failed?: boolean | undefined
  readonly capacity?: number | undefined
  readonly dfsUsed?: number | undefined
  readonly remaining?: number | undefined
  readonly blockPoolUsed?: number | undefined
  readonly storage?: DatanodeStorageProto | undefined
  readonly nonDfsUsed?: number | undefined
  readonly mount?: string | undefined
}
export function writeStorageReportProto(w: BackwardWriter, m: StorageReportProto): void {
  if (m.mount !== undefined) { w.string(m.mount); w.tag(74) }
  if (m.nonDfsUsed !== undefined) { w.int64(m.nonDfsUsed); w.tag(64) }
  if (m.storage !== undefined) { const before = w.size; writeDatanodeStorageProto(w, m.storage); w.varint32(w.size - before); w.tag(58) }
  if (m.blockPoolUsed !== undefined) { w.int64(m.blockPoolUsed); w.tag(48) }
  if (m.remaining !== undefined) { w.int64(m.remaining); w.tag(40) }
  if (m.dfsUsed !== undefined) { w.int64(m.dfsUsed); w.tag(32) }
  if (m.capacity !== undefined) { w.int64(m.capacity); w.tag(24) }
  if (m.failed !== undefined) { w.bool(m.failed); w.tag(16) }
  w.string(m.storageUuid); w.tag(10)
}
export function readStorageReportProto(r: ProtoReader, end: number): StorageReportProto {
  let $storageUuid: string | undefined
  let $failed: boolean = false
  let $capacity: number = 0
  let $dfsUsed: number = 0
  let $remaining: number = 0
  let $blockPoolUsed: number = 0
  let $storage: DatanodeStorageProto | undefined
  let $nonDfsUsed: number | undefined
  let $mount: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $storageUuid = r.string(); break }
      case 16: { $failed = r.bool(); break }
      case 24: { $capacity = r.int64(); break }
      case 32: { $dfsUsed = r.int64(); break }
      case 40: { $remaining = r.int64(); break }
      case 48: { $blockPoolUsed = r.int64(); break }
      case 58: { const to = r.lengthEnd(); $storage = readDatanodeStorageProto(r, to); break }
      case 64: { $nonDfsUsed = r.int64(); break }
      case 74: { $mount = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.StorageReportProto", [1, 2, 3, 4, 5, 6, 7, 8, 9])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.StorageReportProto")
  if ($storageUuid === undefined) throw missing("hadoop.hdfs.StorageReportProto", "storageUuid")
  return { storageUuid: $storageUuid, failed: $failed, capacity: $capacity, dfsUsed: $dfsUsed, remaining: $remaining, blockPoolUsed: $blockPoolUsed, storage: $storage, nonDfsUsed: $nonDfsUsed, mount: $mount }
}
export const StorageReportProto: Codec<StorageReportProto> = /* @__PURE__ */ codec("hadoop.hdfs.StorageReportProto", writeStorageReportProto, readStorageReportProto)

export interface ContentSummaryProto {
  readonly length: number
  readonly fileCount: number
  readonly directoryCount: number
  readonly quota: number
  readonly spaceConsumed: number
  readonly spaceQuota: number
  readonly typeQuotaInfos?: StorageTypeQuotaInfosProto | undefined
  readonly snapshotLength?: number | undefined
  readonly snapshotFileCount?: number | undefined
  readonly snapshotDirectoryCount?: number | undefined
  readonly snapshotSpaceConsumed?: number | undefined
  readonly erasureCodingPolicy?: string | undefined
}
export function writeContentSummaryProto(w: BackwardWriter, m: ContentSummaryProto): void {
  if (m.erasureCodingPolicy !== undefined) { w.string(m.erasureCodingPolicy); w.tag(98) }
  if (m.snapshotSpaceConsumed !== undefined) { w.int64(m.snapshotSpaceConsumed); w.tag(88) }
  if (m.snapshotDirectoryCount !== undefined) { w.int64(m.snapshotDirectoryCount); w.tag(80) }
  if (m.snapshotFileCount !== undefined) { w.int64(m.snapshotFileCount); w.tag(72) }
  if (m.snapshotLength !== undefined) { w.int64(m.snapshotLength); w.tag(64) }
  if (m.typeQuotaInfos !== undefined) { const before = w.size; writeStorageTypeQuotaInfosProto(w, m.typeQuotaInfos); w.varint32(w.size - before); w.tag(58) }
  w.int64(m.spaceQuota); w.tag(48)
  w.int64(m.spaceConsumed); w.tag(40)
  w.int64(m.quota); w.tag(32)
  w.int64(m.directoryCount); w.tag(24)
  w.int64(m.fileCount); w.tag(16)
  w.int64(m.length); w.tag(8)
}
export function readContentSummaryProto(r: ProtoReader, end: number): ContentSummaryProto {
  let $length: number | undefined
  let $fileCount: number | undefined
  let $directoryCount: number | undefined
  let $quota: number | undefined
  let $spaceConsumed: number | undefined
  let $spaceQuota: number | undefined
  let $typeQuotaInfos: StorageTypeQuotaInfosProto | undefined
  let $snapshotLength: number | undefined
  let $snapshotFileCount: number | undefined
  let $snapshotDirectoryCount: number | undefined
  let $snapshotSpaceConsumed: number | undefined
  let $erasureCodingPolicy: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $length = r.int64(); break }
      case 16: { $fileCount = r.int64(); break }
      case 24: { $directoryCount = r.int64(); break }
      case 32: { $quota = r.int64(); break }
      case 40: { $spaceConsumed = r.int64(); break }
      case 48: { $spaceQuota = r.int64(); break }
      case 58: { const to = r.lengthEnd(); $typeQuotaInfos = readStorageTypeQuotaInfosProto(r, to); break }
      case 64: { $snapshotLength = r.int64(); break }
      case 72: { $snapshotFileCount = r.int64(); break }
      case 80: { $snapshotDirectoryCount = r.int64(); break }
      case 88: { $snapshotSpaceConsumed = r.int64(); break }
      case 98: { $erasureCodingPolicy = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.ContentSummaryProto", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.ContentSummaryProto")
  if ($length === undefined) throw missing("hadoop.hdfs.ContentSummaryProto", "length")
  if ($fileCount === undefined) throw missing("hadoop.hdfs.ContentSummaryProto", "fileCount")
  if ($directoryCount === undefined) throw missing("hadoop.hdfs.ContentSummaryProto", "directoryCount")
  if ($quota === undefined) throw missing("hadoop.hdfs.ContentSummaryProto", "quota")
  if ($spaceConsumed === undefined) throw missing("hadoop.hdfs.ContentSummaryProto", "spaceConsumed")
  if ($spaceQuota === undefined) throw missing("hadoop.hdfs.ContentSummaryProto", "spaceQuota")
  return { length: $length, fileCount: $fileCount, directoryCount: $directoryCount, quota: $quota, spaceConsumed: $spaceConsumed, spaceQuota: $spaceQuota, typeQuotaInfos: $typeQuotaInfos, snapshotLength: $snapshotLength, snapshotFileCount: $snapshotFileCount, snapshotDirectoryCount: $snapshotDirectoryCount, snapshotSpaceConsumed: $snapshotSpaceConsumed, erasureCodingPolicy: $erasureCodingPolicy }
}
export const ContentSummaryProto: Codec<ContentSummaryProto> = /* @__PURE__ */ codec("hadoop.hdfs.ContentSummaryProto", writeContentSummaryProto, readContentSummaryProto)

export interface QuotaUsageProto {
  readonly fileAndDirectoryCount: number
  readonly quota: number
  readonly spaceConsumed: number
  readonly spaceQuota: number
  readonly typeQuotaInfos?: StorageTypeQuotaInfosProto | undefined
}
export function writeQuotaUsageProto(w: BackwardWriter, m: QuotaUsageProto): void {
  if (m.typeQuotaInfos !== undefined) { const before = w.size; writeStorageTypeQuotaInfosProto(w, m.typeQuotaInfos); w.varint32(w.size - before); w.tag(42) }
  w.int64(m.spaceQuota); w.tag(32)
  w.int64(m.spaceConsumed); w.tag(24)
  w.int64(m.quota); w.tag(16)
  w.int64(m.fileAndDirectoryCount); w.tag(8)
}
export function readQuotaUsageProto(r: ProtoReader, end: number): QuotaUsageProto {
  let $fileAndDirectoryCount: number | undefined
  let $quota: number | undefined
  let $spaceConsumed: number | undefined
  let $spaceQuota: number | undefined
  let $typeQuotaInfos: StorageTypeQuotaInfosProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $fileAndDirectoryCount = r.int64(); break }
      case 16: { $quota = r.int64(); break }
      case 24: { $spaceConsumed = r.int64(); break }
      case 32: { $spaceQuota = r.int64(); break }
      case 42: { const to = r.lengthEnd(); $typeQuotaInfos = readStorageTypeQuotaInfosProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.QuotaUsageProto", [1, 2, 3, 4, 5])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.QuotaUsageProto")
  if ($fileAndDirectoryCount === undefined) throw missing("hadoop.hdfs.QuotaUsageProto", "fileAndDirectoryCount")
  if ($quota === undefined) throw missing("hadoop.hdfs.QuotaUsageProto", "quota")
  if ($spaceConsumed === undefined) throw missing("hadoop.hdfs.QuotaUsageProto", "spaceConsumed")
  if ($spaceQuota === undefined) throw missing("hadoop.hdfs.QuotaUsageProto", "spaceQuota")
  return { fileAndDirectoryCount: $fileAndDirectoryCount, quota: $quota, spaceConsumed: $spaceConsumed, spaceQuota: $spaceQuota, typeQuotaInfos: $typeQuotaInfos }
}
export const QuotaUsageProto: Codec<QuotaUsageProto> = /* @__PURE__ */ codec("hadoop.hdfs.QuotaUsageProto", writeQuotaUsageProto, readQuotaUsageProto)

export interface StorageTypeQuotaInfosProto {
  readonly typeQuotaInfo: readonly StorageTypeQuotaInfoProto[]
}
export function writeStorageTypeQuotaInfosProto(w: BackwardWriter, m: StorageTypeQuotaInfosProto): void {
  for (let values = m.typeQuotaInfo, i = values.length - 1; i >= 0; i--) { const before = w.size; writeStorageTypeQuotaInfoProto(w, values[i] as StorageTypeQuotaInfoProto); w.varint32(w.size - before); w.tag(10) }
}
export function readStorageTypeQuotaInfosProto(r: ProtoReader, end: number): StorageTypeQuotaInfosProto {
  const $typeQuotaInfo: StorageTypeQuotaInfoProto[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $typeQuotaInfo.push(readStorageTypeQuotaInfoProto(r, to)); break }
      default: r.skip(tag, "hadoop.hdfs.StorageTypeQuotaInfosProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.StorageTypeQuotaInfosProto")
  return { typeQuotaInfo: $typeQuotaInfo }
}
export const StorageTypeQuotaInfosProto: Codec<StorageTypeQuotaInfosProto> = /* @__PURE__ */ codec("hadoop.hdfs.StorageTypeQuotaInfosProto", writeStorageTypeQuotaInfosProto, readStorageTypeQuotaInfosProto)

export interface StorageTypeQuotaInfoProto {
  readonly type?: StorageTypeProto | undefined
  readonly quota: number
  readonly consumed: number
}
export function writeStorageTypeQuotaInfoProto(w: BackwardWriter, m: StorageTypeQuotaInfoProto): void {
  w.int64(m.consumed); w.tag(24)
  w.int64(m.quota); w.tag(16)
  if (m.type !== undefined) { w.int32(m.type); w.tag(8) }
}
export function readStorageTypeQuotaInfoProto(r: ProtoReader, end: number): StorageTypeQuotaInfoProto {
  let $type: StorageTypeProto = 1
  let $quota: number | undefined
  let $consumed: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { const v = r.int32(); if (v >= 1 && v <= 6) $type = v as StorageTypeProto; break }
      case 16: { $quota = r.int64(); break }
      case 24: { $consumed = r.int64(); break }
      default: r.skip(tag, "hadoop.hdfs.StorageTypeQuotaInfoProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.StorageTypeQuotaInfoProto")
  if ($quota === undefined) throw missing("hadoop.hdfs.StorageTypeQuotaInfoProto", "quota")
  if ($consumed === undefined) throw missing("hadoop.hdfs.StorageTypeQuotaInfoProto", "consumed")
  return { type: $type, quota: $quota, consumed: $consumed }
}
export const StorageTypeQuotaInfoProto: Codec<StorageTypeQuotaInfoProto> = /* @__PURE__ */ codec("hadoop.hdfs.StorageTypeQuotaInfoProto", writeStorageTypeQuotaInfoProto, readStorageTypeQuotaInfoProto)

export interface CorruptFileBlocksProto {
  readonly files: readonly string[]
  readonly cookie: string
}
export function writeCorruptFileBlocksProto(w: BackwardWriter, m: CorruptFileBlocksProto): void {
  w.string(m.cookie); w.tag(18)
  for (let values = m.files, i = values.length - 1; i >= 0; i--) { w.string(values[i] as string); w.tag(10) }
}
export function readCorruptFileBlocksProto(r: ProtoReader, end: number): CorruptFileBlocksProto {
  const $files: string[] = []
  let $cookie: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $files.push(r.string()); break }
      case 18: { $cookie = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.CorruptFileBlocksProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.CorruptFileBlocksProto")
  if ($cookie === undefined) throw missing("hadoop.hdfs.CorruptFileBlocksProto", "cookie")
  return { files: $files, cookie: $cookie }
}
export const CorruptFileBlocksProto: Codec<CorruptFileBlocksProto> = /* @__PURE__ */ codec("hadoop.hdfs.CorruptFileBlocksProto", writeCorruptFileBlocksProto, readCorruptFileBlocksProto)

export interface StorageTypesProto {
  readonly storageTypes: readonly StorageTypeProto[]
}
export function writeStorageTypesProto(w: BackwardWriter, m: StorageTypesProto): void {
  for (let values = m.storageTypes, i = values.length - 1; i >= 0; i--) { w.int32(values[i] as StorageTypeProto); w.tag(8) }
}
export function readStorageTypesProto(r: ProtoReader, end: number): StorageTypesProto {
  const $storageTypes: StorageTypeProto[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { const v = r.int32(); if (v >= 1 && v <= 6) $storageTypes.push(v as StorageTypeProto); break }
      case 10: { const to = r.lengthEnd(); while (r.pos < to) { const v = r.int32(); if (v >= 1 && v <= 6) $storageTypes.push(v as StorageTypeProto) } if (r.pos !== to) throw overrun("hadoop.hdfs.StorageTypesProto"); break }
      default: r.skip(tag, "hadoop.hdfs.StorageTypesProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.StorageTypesProto")
  return { storageTypes: $storageTypes }
}
export const StorageTypesProto: Codec<StorageTypesProto> = /* @__PURE__ */ codec("hadoop.hdfs.StorageTypesProto", writeStorageTypesProto, readStorageTypesProto)

export interface BlockStoragePolicyProto {
  readonly policyId: number
  readonly name: string
  readonly creationPolicy: StorageTypesProto
  readonly creationFallbackPolicy?: StorageTypesProto | undefined
  readonly replicationFallbackPolicy?: StorageTypesProto | undefined
}
export function writeBlockStoragePolicyProto(w: BackwardWriter, m: BlockStoragePolicyProto): void {
  if (m.replicationFallbackPolicy !== undefined) { const before = w.size; writeStorageTypesProto(w, m.replicationFallbackPolicy); w.varint32(w.size - before); w.tag(42) }
  if (m.creationFallbackPolicy !== undefined) { const before = w.size; writeStorageTypesProto(w, m.creationFallbackPolicy); w.varint32(w.size - before); w.tag(34) }
  { const before = w.size; writeStorageTypesProto(w, m.creationPolicy); w.varint32(w.size - before); w.tag(26) }
  w.string(m.name); w.tag(18)
  w.uint32(m.policyId); w.tag(8)
}
export function readBlockStoragePolicyProto(r: ProtoReader, end: number): BlockStoragePolicyProto {
  let $policyId: number | undefined
  let $name: string | undefined
  let $creationPolicy: StorageTypesProto | undefined
  let $creationFallbackPolicy: StorageTypesProto | undefined
  let $replicationFallbackPolicy: StorageTypesProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $policyId = r.int32(); break }
      case 18: { $name = r.string(); break }
      case 26: { const to = r.lengthEnd(); $creationPolicy = readStorageTypesProto(r, to); break }
      case 34: { const to = r.lengthEnd(); $creationFallbackPolicy = readStorageTypesProto(r, to); break }
      case 42: { const to = r.lengthEnd(); $replicationFallbackPolicy = readStorageTypesProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.BlockStoragePolicyProto", [1, 2, 3, 4, 5])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.BlockStoragePolicyProto")
  if ($policyId === undefined) throw missing("hadoop.hdfs.BlockStoragePolicyProto", "policyId")
  if ($name === undefined) throw missing("hadoop.hdfs.BlockStoragePolicyProto", "name")
  if ($creationPolicy === undefined) throw missing("hadoop.hdfs.BlockStoragePolicyProto", "creationPolicy")
  return { policyId: $policyId, name: $name, creationPolicy: $creationPolicy, creationFallbackPolicy: $creationFallbackPolicy, replicationFallbackPolicy: $replicationFallbackPolicy }
}
export const BlockStoragePolicyProto: Codec<BlockStoragePolicyProto> = /* @__PURE__ */ codec("hadoop.hdfs.BlockStoragePolicyProto", writeBlockStoragePolicyProto, readBlockStoragePolicyProto)

export interface LocatedBlockProto {
  readonly b: ExtendedBlockProto
  readonly offset: number
  readonly locs: readonly DatanodeInfoProto[]
  readonly corrupt: boolean
  readonly blockToken: TokenProto
  readonly isCached: readonly boolean[]
  readonly storageTypes: readonly StorageTypeProto[]
  readonly storageIDs: readonly string[]
  readonly blockIndices?: Uint8Array | undefined
  readonly blockTokens: readonly TokenProto[]
}
export function writeLocatedBlockProto(w: BackwardWriter, m: LocatedBlockProto): void {
  for (let values = m.blockTokens, i = values.length - 1; i >= 0; i--) { const before = w.size; writeTokenProto(w, values[i] as TokenProto); w.varint32(w.size - before); w.tag(82) }
  if (m.blockIndices !== undefined) { w.bytes(m.blockIndices); w.tag(74) }
  for (let values = m.storageIDs, i = values.length - 1; i >= 0; i--) { w.string(values[i] as string); w.tag(66) }
  for (let values = m.storageTypes, i = values.length - 1; i >= 0; i--) { w.int32(values[i] as StorageTypeProto); w.tag(56) }
  if (m.isCached.length > 0) {
    const values = m.isCached, before = w.size
    for (let i = values.length - 1; i >= 0; i--) w.bool(values[i] as boolean)
    w.varint32(w.size - before); w.tag(50)
  }
  { const before = w.size; writeTokenProto(w, m.blockToken); w.varint32(w.size - before); w.tag(42) }
  w.bool(m.corrupt); w.tag(32)
  for (let values = m.locs, i = values.length - 1; i >= 0; i--) { const before = w.size; writeDatanodeInfoProto(w, values[i] as DatanodeInfoProto); w.varint32(w.size - before); w.tag(26) }
  w.int64(m.offset); w.tag(16)
  { const before = w.size; writeExtendedBlockProto(w, m.b); w.varint32(w.size - before); w.tag(10) }
}
export function readLocatedBlockProto(r: ProtoReader, end: number): LocatedBlockProto {
  let $b: ExtendedBlockProto | undefined
  let $offset: number | undefined
  const $locs: DatanodeInfoProto[] = []
  let $corrupt: boolean | undefined
  let $blockToken: TokenProto | undefined
  const $isCached: boolean[] = []
  const $storageTypes: StorageTypeProto[] = []
  const $storageIDs: string[] = []
  let $blockIndices: Uint8Array | undefined
  const $blockTokens: TokenProto[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $b = readExtendedBlockProto(r, to); break }
      case 16: { $offset = r.int64(); break }
      case 26: { const to = r.lengthEnd(); $locs.push(readDatanodeInfoProto(r, to)); break }
      case 32: { $corrupt = r.bool(); break }
      case 42: { const to = r.lengthEnd(); $blockToken = readTokenProto(r, to); break }
      case 48: { $isCached.push(r.bool()); break }
      case 50: { const to = r.lengthEnd(); while (r.pos < to) { $isCached.push(r.bool()) } if (r.pos !== to) throw overrun("hadoop.hdfs.LocatedBlockProto"); break }
      case 56: { const v = r.int32(); if (v >= 1 && v <= 6) $storageTypes.push(v as StorageTypeProto); break }
      case 58: { const to = r.lengthEnd(); while (r.pos < to) { const v = r.int32(); if (v >= 1 && v <= 6) $storageTypes.push(v as StorageTypeProto) } if (r.pos !== to) throw overrun("hadoop.hdfs.LocatedBlockProto"); break }
      case 66: { $storageIDs.push(r.string()); break }
      case 74: { $blockIndices = r.bytes(); break }
      case 82: { const to = r.lengthEnd(); $blockTokens.push(readTokenProto(r, to)); break }
      default: r.skip(tag, "hadoop.hdfs.LocatedBlockProto", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.LocatedBlockProto")
  if ($b === undefined) throw missing("hadoop.hdfs.LocatedBlockProto", "b")
  if ($offset === undefined) throw missing("hadoop.hdfs.LocatedBlockProto", "offset")
  if ($corrupt === undefined) throw missing("hadoop.hdfs.LocatedBlockProto", "corrupt")
  if ($blockToken === undefined) throw missing("hadoop.hdfs.LocatedBlockProto", "blockToken")
  return { b: $b, offset: $offset, locs: $locs, corrupt: $corrupt, blockToken: $blockToken, isCached: $isCached, storageTypes: $storageTypes, storageIDs: $storageIDs, blockIndices: $blockIndices, blockTokens: $blockTokens }
}
export const LocatedBlockProto: Codec<LocatedBlockProto> = /* @__PURE__ */ codec("hadoop.hdfs.LocatedBlockProto", writeLocatedBlockProto, readLocatedBlockProto)

export interface BatchedListingKeyProto {
  readonly checksum: Uint8Array
  readonly pathIndex: number
  readonly startAfter: Uint8Array
}
export function writeBatchedListingKeyProto(w: BackwardWriter, m: BatchedListingKeyProto): void {
  w.bytes(m.startAfter); w.tag(26)
  w.uint32(m.pathIndex); w.tag(16)
  w.bytes(m.checksum); w.tag(10)
}
export function readBatchedListingKeyProto(r: ProtoReader, end: number): BatchedListingKeyProto {
  let $checksum: Uint8Array | undefined
  let $pathIndex: number | undefined
  let $startAfter: Uint8Array | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $checksum = r.bytes(); break }
      case 16: { $pathIndex = r.int32(); break }
      case 26: { $startAfter = r.bytes(); break }
      default: r.skip(tag, "hadoop.hdfs.BatchedListingKeyProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.BatchedListingKeyProto")
  if ($checksum === undefined) throw missing("hadoop.hdfs.BatchedListingKeyProto", "checksum")
  if ($pathIndex === undefined) throw missing("hadoop.hdfs.BatchedListingKeyProto", "pathIndex")
  if ($startAfter === undefined) throw missing("hadoop.hdfs.BatchedListingKeyProto", "startAfter")
  return { checksum: $checksum, pathIndex: $pathIndex, startAfter: $startAfter }
}
export const BatchedListingKeyProto: Codec<BatchedListingKeyProto> = /* @__PURE__ */ codec("hadoop.hdfs.BatchedListingKeyProto", writeBatchedListingKeyProto, readBatchedListingKeyProto)

export interface DataEncryptionKeyProto {
  readonly keyId: number
  readonly blockPoolId: string
  readonly nonce: Uint8Array
  readonly encryptionKey: Uint8Array
  readonly expiryDate: number
  readonly encryptionAlgorithm?: string | undefined
}
export function writeDataEncryptionKeyProto(w: BackwardWriter, m: DataEncryptionKeyProto): void {
  if (m.encryptionAlgorithm !== undefined) { w.string(m.encryptionAlgorithm); w.tag(50) }
  w.int64(m.expiryDate); w.tag(40)
  w.bytes(m.encryptionKey); w.tag(34)
  w.bytes(m.nonce); w.tag(26)
  w.string(m.blockPoolId); w.tag(18)
  w.uint32(m.keyId); w.tag(8)
}
export function readDataEncryptionKeyProto(r: ProtoReader, end: number): DataEncryptionKeyProto {
  let $keyId: number | undefined
  let $blockPoolId: string | undefined
  let $nonce: Uint8Array | undefined
  let $encryptionKey: Uint8Array | undefined
  let $expiryDate: number | undefined
  let $encryptionAlgorithm: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $keyId = r.int32(); break }
      case 18: { $blockPoolId = r.string(); break }
      case 26: { $nonce = r.bytes(); break }
      case 34: { $encryptionKey = r.bytes(); break }
      case 40: { $expiryDate = r.int64(); break }
      case 50: { $encryptionAlgorithm = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.DataEncryptionKeyProto", [1, 2, 3, 4, 5, 6])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.DataEncryptionKeyProto")
  if ($keyId === undefined) throw missing("hadoop.hdfs.DataEncryptionKeyProto", "keyId")
  if ($blockPoolId === undefined) throw missing("hadoop.hdfs.DataEncryptionKeyProto", "blockPoolId")
  if ($nonce === undefined) throw missing("hadoop.hdfs.DataEncryptionKeyProto", "nonce")
  if ($encryptionKey === undefined) throw missing("hadoop.hdfs.DataEncryptionKeyProto", "encryptionKey")
  if ($expiryDate === undefined) throw missing("hadoop.hdfs.DataEncryptionKeyProto", "expiryDate")
  return { keyId: $keyId, blockPoolId: $blockPoolId, nonce: $nonce, encryptionKey: $encryptionKey, expiryDate: $expiryDate, encryptionAlgorithm: $encryptionAlgorithm }
}
export const DataEncryptionKeyProto: Codec<DataEncryptionKeyProto> = /* @__PURE__ */ codec("hadoop.hdfs.DataEncryptionKeyProto", writeDataEncryptionKeyProto, readDataEncryptionKeyProto)

export interface FileEncryptionInfoProto {
  readonly suite: CipherSuiteProto
  readonly cryptoProtocolVersion: CryptoProtocolVersionProto
  readonly key: Uint8Array
  readonly iv: Uint8Array
  readonly keyName: string
  readonly ezKeyVersionName: string
}
export function writeFileEncryptionInfoProto(w: BackwardWriter, m: FileEncryptionInfoProto): void {
  w.string(m.ezKeyVersionName); w.tag(50)
  w.string(m.keyName); w.tag(42)
  w.bytes(m.iv); w.tag(34)
  w.bytes(m.key); w.tag(26)
  w.int32(m.cryptoProtocolVersion); w.tag(16)
  w.int32(m.suite); w.tag(8)
}
export function readFileEncryptionInfoProto(r: ProtoReader, end: number): FileEncryptionInfoProto {
  let $suite: CipherSuiteProto | undefined
  let $cryptoProtocolVersion: CryptoProtocolVersionProto | undefined
  let $key: Uint8Array | undefined
  let $iv: Uint8Array | undefined
  let $keyName: string | undefined
  let $ezKeyVersionName: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { const v = r.int32(); if (v >= 1 && v <= 3) $suite = v as CipherSuiteProto; break }
      case 16: { const v = r.int32(); if (v >= 1 && v <= 2) $cryptoProtocolVersion = v as CryptoProtocolVersionProto; break }
      case 26: { $key = r.bytes(); break }
      case 34: { $iv = r.bytes(); break }
      case 42: { $keyName = r.string(); break }
      case 50: { $ezKeyVersionName = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.FileEncryptionInfoProto", [1, 2, 3, 4, 5, 6])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.FileEncryptionInfoProto")
  if ($suite === undefined) throw missing("hadoop.hdfs.FileEncryptionInfoProto", "suite")
  if ($cryptoProtocolVersion === undefined) throw missing("hadoop.hdfs.FileEncryptionInfoProto", "cryptoProtocolVersion")
  if ($key === undefined) throw missing("hadoop.hdfs.FileEncryptionInfoProto", "key")
  if ($iv === undefined) throw missing("hadoop.hdfs.FileEncryptionInfoProto", "iv")
  if ($keyName === undefined) throw missing("hadoop.hdfs.FileEncryptionInfoProto", "keyName")
  if ($ezKeyVersionName === undefined) throw missing("hadoop.hdfs.FileEncryptionInfoProto", "ezKeyVersionName")
  return { suite: $suite, cryptoProtocolVersion: $cryptoProtocolVersion, key: $key, iv: $iv, keyName: $keyName, ezKeyVersionName: $ezKeyVersionName }
}
export const FileEncryptionInfoProto: Codec<FileEncryptionInfoProto> = /* @__PURE__ */ codec("hadoop.hdfs.FileEncryptionInfoProto", writeFileEncryptionInfoProto, readFileEncryptionInfoProto)

export interface PerFileEncryptionInfoProto {
  readonly key: Uint8Array
  readonly iv: Uint8Array
  readonly ezKeyVersionName: string
}
export function writePerFileEncryptionInfoProto(w: BackwardWriter, m: PerFileEncryptionInfoProto): void {
  w.string(m.ezKeyVersionName); w.tag(26)
  w.bytes(m.iv); w.tag(18)
  w.bytes(m.key); w.tag(10)
}
export function readPerFileEncryptionInfoProto(r: ProtoReader, end: number): PerFileEncryptionInfoProto {
  let $key: Uint8Array | undefined
  let $iv: Uint8Array | undefined
  let $ezKeyVersionName: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $key = r.bytes(); break }
      case 18: { $iv = r.bytes(); break }
      case 26: { $ezKeyVersionName = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.PerFileEncryptionInfoProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.PerFileEncryptionInfoProto")
  if ($key === undefined) throw missing("hadoop.hdfs.PerFileEncryptionInfoProto", "key")
  if ($iv === undefined) throw missing("hadoop.hdfs.PerFileEncryptionInfoProto", "iv")
  if ($ezKeyVersionName === undefined) throw missing("hadoop.hdfs.PerFileEncryptionInfoProto", "ezKeyVersionName")
  return { key: $key, iv: $iv, ezKeyVersionName: $ezKeyVersionName }
}
export const PerFileEncryptionInfoProto: Codec<PerFileEncryptionInfoProto> = /* @__PURE__ */ codec("hadoop.hdfs.PerFileEncryptionInfoProto", writePerFileEncryptionInfoProto, readPerFileEncryptionInfoProto)

export interface ZoneEncryptionInfoProto {
  readonly suite: CipherSuiteProto
  readonly cryptoProtocolVersion: CryptoProtocolVersionProto
  readonly keyName: string
  readonly reencryptionProto?: ReencryptionInfoProto | undefined
}
export function writeZoneEncryptionInfoProto(w: BackwardWriter, m: ZoneEncryptionInfoProto): void {
  if (m.reencryptionProto !== undefined) { const before = w.size; writeReencryptionInfoProto(w, m.reencryptionProto); w.varint32(w.size - before); w.tag(34) }
  w.string(m.keyName); w.tag(26)
  w.int32(m.cryptoProtocolVersion); w.tag(16)
  w.int32(m.suite); w.tag(8)
}
export function readZoneEncryptionInfoProto(r: ProtoReader, end: number): ZoneEncryptionInfoProto {
  let $suite: CipherSuiteProto | undefined
  let $cryptoProtocolVersion: CryptoProtocolVersionProto | undefined
  let $keyName: string | undefined
  let $reencryptionProto: ReencryptionInfoProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { const v = r.int32(); if (v >= 1 && v <= 3) $suite = v as CipherSuiteProto; break }
      case 16: { const v = r.int32(); if (v >= 1 && v <= 2) $cryptoProtocolVersion = v as CryptoProtocolVersionProto; break }
      case 26: { $keyName = r.string(); break }
      case 34: { const to = r.lengthEnd(); $reencryptionProto = readReencryptionInfoProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.ZoneEncryptionInfoProto", [1, 2, 3, 4])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.ZoneEncryptionInfoProto")
  if ($suite === undefined) throw missing("hadoop.hdfs.ZoneEncryptionInfoProto", "suite")
  if ($cryptoProtocolVersion === undefined) throw missing("hadoop.hdfs.ZoneEncryptionInfoProto", "cryptoProtocolVersion")
  if ($keyName === undefined) throw missing("hadoop.hdfs.ZoneEncryptionInfoProto", "keyName")
  return { suite: $suite, cryptoProtocolVersion: $cryptoProtocolVersion, keyName: $keyName, reencryptionProto: $reencryptionProto }
}
export const ZoneEncryptionInfoProto: Codec<ZoneEncryptionInfoProto> = /* @__PURE__ */ codec("hadoop.hdfs.ZoneEncryptionInfoProto", writeZoneEncryptionInfoProto, readZoneEncryptionInfoProto)

export interface ReencryptionInfoProto {
  readonly ezKeyVersionName: string
  readonly submissionTime: number
  readonly canceled: boolean
  readonly numReencrypted: number
  readonly numFailures: number
  readonly completionTime?: number | undefined
  readonly lastFile?: string | undefined
}
export function writeReencryptionInfoProto(w: BackwardWriter, m: ReencryptionInfoProto): void {
  if (m.lastFile !== undefined) { w.string(m.lastFile); w.tag(58) }
  if (m.completionTime !== undefined) { w.int64(m.completionTime); w.tag(48) }
  w.int64(m.numFailures); w.tag(40)
  w.int64(m.numReencrypted); w.tag(32)
  w.bool(m.canceled); w.tag(24)
  w.int64(m.submissionTime); w.tag(16)
  w.string(m.ezKeyVersionName); w.tag(10)
}
export function readReencryptionInfoProto(r: ProtoReader, end: number): ReencryptionInfoProto {
  let $ezKeyVersionName: string | undefined
  let $submissionTime: number | undefined
  let $canceled: boolean | undefined
  let $numReencrypted: number | undefined
  let $numFailures: number | undefined
  let $completionTime: number | undefined
  let $lastFile: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $ezKeyVersionName = r.string(); break }
      case 16: { $submissionTime = r.int64(); break }
      case 24: { $canceled = r.bool(); break }
      case 32: { $numReencrypted = r.int64(); break }
      case 40: { $numFailures = r.int64(); break }
      case 48: { $completionTime = r.int64(); break }
      case 58: { $lastFile = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.ReencryptionInfoProto", [1, 2, 3, 4, 5, 6, 7])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.ReencryptionInfoProto")
  if ($ezKeyVersionName === undefined) throw missing("hadoop.hdfs.ReencryptionInfoProto", "ezKeyVersionName")
  if ($submissionTime === undefined) throw missing("hadoop.hdfs.ReencryptionInfoProto", "submissionTime")
  if ($canceled === undefined) throw missing("hadoop.hdfs.ReencryptionInfoProto", "canceled")
  if ($numReencrypted === undefined) throw missing("hadoop.hdfs.ReencryptionInfoProto", "numReencrypted")
  if ($numFailures === undefined) throw missing("hadoop.hdfs.ReencryptionInfoProto", "numFailures")
  return { ezKeyVersionName: $ezKeyVersionName, submissionTime: $submissionTime, canceled: $canceled, numReencrypted: $numReencrypted, numFailures: $numFailures, completionTime: $completionTime, lastFile: $lastFile }
}
export const ReencryptionInfoProto: Codec<ReencryptionInfoProto> = /* @__PURE__ */ codec("hadoop.hdfs.ReencryptionInfoProto", writeReencryptionInfoProto, readReencryptionInfoProto)

export interface CipherOptionProto {
  readonly suite: CipherSuiteProto
  readonly inKey?: Uint8Array | undefined
  readonly inIv?: Uint8Array | undefined
  readonly outKey?: Uint8Array | undefined
  readonly outIv?: Uint8Array | undefined
}
export function writeCipherOptionProto(w: BackwardWriter, m: CipherOptionProto): void {
  if (m.outIv !== undefined) { w.bytes(m.outIv); w.tag(42) }
  if (m.outKey !== undefined) { w.bytes(m.outKey); w.tag(34) }
  if (m.inIv !== undefined) { w.bytes(m.inIv); w.tag(26) }
  if (m.inKey !== undefined) { w.bytes(m.inKey); w.tag(18) }
  w.int32(m.suite); w.tag(8)
}
export function readCipherOptionProto(r: ProtoReader, end: number): CipherOptionProto {
  let $suite: CipherSuiteProto | undefined
  let $inKey: Uint8Array | undefined
  let $inIv: Uint8Array | undefined
  let $outKey: Uint8Array | undefined
  let $outIv: Uint8Array | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { const v = r.int32(); if (v >= 1 && v <= 3) $suite = v as CipherSuiteProto; break }
      case 18: { $inKey = r.bytes(); break }
      case 26: { $inIv = r.bytes(); break }
      case 34: { $outKey = r.bytes(); break }
      case 42: { $outIv = r.bytes(); break }
      default: r.skip(tag, "hadoop.hdfs.CipherOptionProto", [1, 2, 3, 4, 5])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.CipherOptionProto")
  if ($suite === undefined) throw missing("hadoop.hdfs.CipherOptionProto", "suite")
  return { suite: $suite, inKey: $inKey, inIv: $inIv, outKey: $outKey, outIv: $outIv }
}
export const CipherOptionProto: Codec<CipherOptionProto> = /* @__PURE__ */ codec("hadoop.hdfs.CipherOptionProto", writeCipherOptionProto, readCipherOptionProto)

export interface LocatedBlocksProto {
  readonly fileLength: number
  readonly blocks: readonly LocatedBlockProto[]
  readonly underConstruction: boolean
  readonly lastBlock?: LocatedBlockProto | undefined
  readonly isLastBlockComplete: boolean
  readonly fileEncryptionInfo?: FileEncryptionInfoProto | undefined
  readonly ecPolicy?: ErasureCodingPolicyProto | undefined
}
export function writeLocatedBlocksProto(w: BackwardWriter, m: LocatedBlocksProto): void {
  if (m.ecPolicy !== undefined) { const before = w.size; writeErasureCodingPolicyProto(w, m.ecPolicy); w.varint32(w.size - before); w.tag(58) }
  if (m.fileEncryptionInfo !== undefined) { const before = w.size; writeFileEncryptionInfoProto(w, m.fileEncryptionInfo); w.varint32(w.size - before); w.tag(50) }
  w.bool(m.isLastBlockComplete); w.tag(40)
  if (m.lastBlock !== undefined) { const before = w.size; writeLocatedBlockProto(w, m.lastBlock); w.varint32(w.size - before); w.tag(34) }
  w.bool(m.underConstruction); w.tag(24)
  for (let values = m.blocks, i = values.length - 1; i >= 0; i--) { const before = w.size; writeLocatedBlockProto(w, values[i] as LocatedBlockProto); w.varint32(w.size - before); w.tag(18) }
  w.int64(m.fileLength); w.tag(8)
}
export function readLocatedBlocksProto(r: ProtoReader, end: number): LocatedBlocksProto {
  let $fileLength: number | undefined
  const $blocks: LocatedBlockProto[] = []
  let $underConstruction: boolean | undefined
  let $lastBlock: LocatedBlockProto | undefined
  let $isLastBlockComplete: boolean | undefined
  let $fileEncryptionInfo: FileEncryptionInfoProto | undefined
  let $ecPolicy: ErasureCodingPolicyProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $fileLength = r.int64(); break }
      case 18: { const to = r.lengthEnd(); $blocks.push(readLocatedBlockProto(r, to)); break }
      case 24: { $underConstruction = r.bool(); break }
      case 34: { const to = r.lengthEnd(); $lastBlock = readLocatedBlockProto(r, to); break }
      case 40: { $isLastBlockComplete = r.bool(); break }
      case 50: { const to = r.lengthEnd(); $fileEncryptionInfo = readFileEncryptionInfoProto(r, to); break }
      case 58: { const to = r.lengthEnd(); $ecPolicy = readErasureCodingPolicyProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.LocatedBlocksProto", [1, 2, 3, 4, 5, 6, 7])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.LocatedBlocksProto")
  if ($fileLength === undefined) throw missing("hadoop.hdfs.LocatedBlocksProto", "fileLength")
  if ($underConstruction === undefined) throw missing("hadoop.hdfs.LocatedBlocksProto", "underConstruction")
  if ($isLastBlockComplete === undefined) throw missing("hadoop.hdfs.LocatedBlocksProto", "isLastBlockComplete")
  return { fileLength: $fileLength, blocks: $blocks, underConstruction: $underConstruction, lastBlock: $lastBlock, isLastBlockComplete: $isLastBlockComplete, fileEncryptionInfo: $fileEncryptionInfo, ecPolicy: $ecPolicy }
}
export const LocatedBlocksProto: Codec<LocatedBlocksProto> = /* @__PURE__ */ codec("hadoop.hdfs.LocatedBlocksProto", writeLocatedBlocksProto, readLocatedBlocksProto)

export interface ECSchemaOptionEntryProto {
  readonly key: string
  readonly value: string
}
export function writeECSchemaOptionEntryProto(w: BackwardWriter, m: ECSchemaOptionEntryProto): void {
  w.string(m.value); w.tag(18)
  w.string(m.key); w.tag(10)
}
export function readECSchemaOptionEntryProto(r: ProtoReader, end: number): ECSchemaOptionEntryProto {
  let $key: string | undefined
  let $value: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $key = r.string(); break }
      case 18: { $value = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.ECSchemaOptionEntryProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.ECSchemaOptionEntryProto")
  if ($key === undefined) throw missing("hadoop.hdfs.ECSchemaOptionEntryProto", "key")
  if ($value === undefined) throw missing("hadoop.hdfs.ECSchemaOptionEntryProto", "value")
  return { key: $key, value: $value }
}
export const ECSchemaOptionEntryProto: Codec<ECSchemaOptionEntryProto> = /* @__PURE__ */ codec("hadoop.hdfs.ECSchemaOptionEntryProto", writeECSchemaOptionEntryProto, readECSchemaOptionEntryProto)

export interface ECSchemaProto {
  readonly codecName: string
  readonly dataUnits: number
  readonly parityUnits: number
  readonly options: readonly ECSchemaOptionEntryProto[]
}
export function writeECSchemaProto(w: BackwardWriter, m: ECSchemaProto): void {
  for (let values = m.options, i = values.length - 1; i >= 0; i--) { const before = w.size; writeECSchemaOptionEntryProto(w, values[i] as ECSchemaOptionEntryProto); w.varint32(w.size - before); w.tag(34) }
  w.uint32(m.parityUnits); w.tag(24)
  w.uint32(m.dataUnits); w.tag(16)
  w.string(m.codecName); w.tag(10)
}
export function readECSchemaProto(r: ProtoReader, end: number): ECSchemaProto {
  let $codecName: string | undefined
  let $dataUnits: number | undefined
  let $parityUnits: number | undefined
  const $options: ECSchemaOptionEntryProto[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $codecName = r.string(); break }
      case 16: { $dataUnits = r.int32(); break }
      case 24: { $parityUnits = r.int32(); break }
      case 34: { const to = r.lengthEnd(); $options.push(readECSchemaOptionEntryProto(r, to)); break }
      default: r.skip(tag, "hadoop.hdfs.ECSchemaProto", [1, 2, 3, 4])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.ECSchemaProto")
  if ($codecName === undefined) throw missing("hadoop.hdfs.ECSchemaProto", "codecName")
  if ($dataUnits === undefined) throw missing("hadoop.hdfs.ECSchemaProto", "dataUnits")
  if ($parityUnits === undefined) throw missing("hadoop.hdfs.ECSchemaProto", "parityUnits")
  return { codecName: $codecName, dataUnits: $dataUnits, parityUnits: $parityUnits, options: $options }
}
export const ECSchemaProto: Codec<ECSchemaProto> = /* @__PURE__ */ codec("hadoop.hdfs.ECSchemaProto", writeECSchemaProto, readECSchemaProto)

export interface ErasureCodingPolicyProto {
  readonly name?: string | undefined
  readonly schema?: ECSchemaProto | undefined
  readonly cellSize?: number | undefined
  readonly id: number
  readonly state?: ErasureCodingPolicyState | undefined
}
export function writeErasureCodingPolicyProto(w: BackwardWriter, m: ErasureCodingPolicyProto): void {
  if (m.state !== undefined) { w.int32(m.state); w.tag(40) }
  w.uint32(m.id); w.tag(32)
  if (m.cellSize !== undefined) { w.uint32(m.cellSize); w.tag(24) }
  if (m.schema !== undefined) { const before = w.size; writeECSchemaProto(w, m.schema); w.varint32(w.size - before); w.tag(18) }
  if (m.name !== undefined) { w.string(m.name); w.tag(10) }
}
export function readErasureCodingPolicyProto(r: ProtoReader, end: number): ErasureCodingPolicyProto {
  let $name: string | undefined
  let $schema: ECSchemaProto | undefined
  let $cellSize: number | undefined
  let $id: number | undefined
  let $state: ErasureCodingPolicyState = 2
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $name = r.string(); break }
      case 18: { const to = r.lengthEnd(); $schema = readECSchemaProto(r, to); break }
      case 24: { $cellSize = r.int32(); break }
      case 32: { $id = r.int32(); break }
      case 40: { const v = r.int32(); if (v >= 1 && v <= 3) $state = v as ErasureCodingPolicyState; break }
      default: r.skip(tag, "hadoop.hdfs.ErasureCodingPolicyProto", [1, 2, 3, 4, 5])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.ErasureCodingPolicyProto")
  if ($id === undefined) throw missing("hadoop.hdfs.ErasureCodingPolicyProto", "id")
  return { name: $name, schema: $schema, cellSize: $cellSize, id: $id, state: $state }
}
export const ErasureCodingPolicyProto: Codec<ErasureCodingPolicyProto> = /* @__PURE__ */ codec("hadoop.hdfs.ErasureCodingPolicyProto", writeErasureCodingPolicyProto, readErasureCodingPolicyProto)

export interface AddErasureCodingPolicyResponseProto {
  readonly policy: ErasureCodingPolicyProto
  readonly succeed: boolean
  readonly errorMsg?: string | undefined
}
export function writeAddErasureCodingPolicyResponseProto(w: BackwardWriter, m: AddErasureCodingPolicyResponseProto): void {
  if (m.errorMsg !== undefined) { w.string(m.errorMsg); w.tag(26) }
  w.bool(m.succeed); w.tag(16)
  { const before = w.size; writeErasureCodingPolicyProto(w, m.policy); w.varint32(w.size - before); w.tag(10) }
}
export function readAddErasureCodingPolicyResponseProto(r: ProtoReader, end: number): AddErasureCodingPolicyResponseProto {
  let $policy: ErasureCodingPolicyProto | undefined
  let $succeed: boolean | undefined
  let $errorMsg: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $policy = readErasureCodingPolicyProto(r, to); break }
      case 16: { $succeed = r.bool(); break }
      case 26: { $errorMsg = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.AddErasureCodingPolicyResponseProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.AddErasureCodingPolicyResponseProto")
  if ($policy === undefined) throw missing("hadoop.hdfs.AddErasureCodingPolicyResponseProto", "policy")
  if ($succeed === undefined) throw missing("hadoop.hdfs.AddErasureCodingPolicyResponseProto", "succeed")
  return { policy: $policy, succeed: $succeed, errorMsg: $errorMsg }
}
export const AddErasureCodingPolicyResponseProto: Codec<AddErasureCodingPolicyResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.AddErasureCodingPolicyResponseProto", writeAddErasureCodingPolicyResponseProto, readAddErasureCodingPolicyResponseProto)

export interface ECTopologyVerifierResultProto {
  readonly resultMessage: string
  readonly isSupported: boolean
}
export function writeECTopologyVerifierResultProto(w: BackwardWriter, m: ECTopologyVerifierResultProto): void {
  w.bool(m.isSupported); w.tag(16)
  w.string(m.resultMessage); w.tag(10)
}
export function readECTopologyVerifierResultProto(r: ProtoReader, end: number): ECTopologyVerifierResultProto {
  let $resultMessage: string | undefined
  let $isSupported: boolean | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $resultMessage = r.string(); break }
      case 16: { $isSupported = r.bool(); break }
      default: r.skip(tag, "hadoop.hdfs.ECTopologyVerifierResultProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.ECTopologyVerifierResultProto")
  if ($resultMessage === undefined) throw missing("hadoop.hdfs.ECTopologyVerifierResultProto", "resultMessage")
  if ($isSupported === undefined) throw missing("hadoop.hdfs.ECTopologyVerifierResultProto", "isSupported")
  return { resultMessage: $resultMessage, isSupported: $isSupported }
}
export const ECTopologyVerifierResultProto: Codec<ECTopologyVerifierResultProto> = /* @__PURE__ */ codec("hadoop.hdfs.ECTopologyVerifierResultProto", writeECTopologyVerifierResultProto, readECTopologyVerifierResultProto)

export interface HdfsPathHandleProto {
  readonly inodeId?: number | undefined
  readonly mtime?: number | undefined
  readonly path?: string | undefined
}
export function writeHdfsPathHandleProto(w: BackwardWriter, m: HdfsPathHandleProto): void {
  if (m.path !== undefined) { w.string(m.path); w.tag(26) }
  if (m.mtime !== undefined) { w.int64(m.mtime); w.tag(16) }
  if (m.inodeId !== undefined) { w.int64(m.inodeId); w.tag(8) }
}
export function readHdfsPathHandleProto(r: ProtoReader, end: number): HdfsPathHandleProto {
  let $inodeId: number | undefined
  let $mtime: number | undefined
  let $path: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $inodeId = r.int64(); break }
      case 16: { $mtime = r.int64(); break }
      case 26: { $path = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.HdfsPathHandleProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.HdfsPathHandleProto")
  return { inodeId: $inodeId, mtime: $mtime, path: $path }
}
export const HdfsPathHandleProto: Codec<HdfsPathHandleProto> = /* @__PURE__ */ codec("hadoop.hdfs.HdfsPathHandleProto", writeHdfsPathHandleProto, readHdfsPathHandleProto)

export interface HdfsFileStatusProto {
  readonly fileType: HdfsFileStatusProto_FileType
  readonly path: Uint8Array
  readonly length: number
  readonly permission: FsPermissionProto
  readonly owner: string
  readonly group: string
  readonly modification_time: number
  readonly access_time: number
  readonly symlink?: Uint8Array | undefined
  readonly block_replication?: number | undefined
  readonly blocksize?: number | undefined
  readonly locations?: LocatedBlocksProto | undefined
  readonly fileId?: number | undefined
  readonly childrenNum?: number | undefined
  readonly fileEncryptionInfo?: FileEncryptionInfoProto | undefined
  readonly storagePolicy?: number | undefined
  readonly ecPolicy?: ErasureCodingPolicyProto | undefined
  readonly flags?: number | undefined
  readonly namespace?: string | undefined
}
export function writeHdfsFileStatusProto(w: BackwardWriter, m: HdfsFileStatusProto): void {
  if (m.namespace !== undefined) { w.string(m.namespace); w.varint32(154) }
  if (m.flags !== undefined) { w.uint32(m.flags); w.varint32(144) }
  if (m.ecPolicy !== undefined) { const before = w.size; writeErasureCodingPolicyProto(w, m.ecPolicy); w.varint32(w.size - before); w.varint32(138) }
  if (m.storagePolicy !== undefined) { w.uint32(m.storagePolicy); w.varint32(128) }
  if (m.fileEncryptionInfo !== undefined) { const before = w.size; writeFileEncryptionInfoProto(w, m.fileEncryptionInfo); w.varint32(w.size - before); w.tag(122) }
  if (m.childrenNum !== undefined) { w.int32(m.childrenNum); w.tag(112) }
  if (m.fileId !== undefined) { w.int64(m.fileId); w.tag(104) }
  if (m.locations !== undefined) { const before = w.size; writeLocatedBlocksProto(w, m.locations); w.varint32(w.size - before); w.tag(98) }
  if (m.blocksize !== undefined) { w.int64(m.blocksize); w.tag(88) }
  if (m.block_replication !== undefined) { w.uint32(m.block_replication); w.tag(80) }
  if (m.symlink !== undefined) { w.bytes(m.symlink); w.tag(74) }
  w.int64(m.access_time); w.tag(64)
  w.int64(m.modification_time); w.tag(56)
  w.string(m.group); w.tag(50)
  w.string(m.owner); w.tag(42)
  { const before = w.size; writeFsPermissionProto(w, m.permission); w.varint32(w.size - before); w.tag(34) }
  w.int64(m.length); w.tag(24)
  w.bytes(m.path); w.tag(18)
  w.int32(m.fileType); w.tag(8)
}
export function readHdfsFileStatusProto(r: ProtoReader, end: number): HdfsFileStatusProto {
  let $fileType: HdfsFileStatusProto_FileType | undefined
  let $path: Uint8Array | undefined
  let $length: number | undefined
  let $permission: FsPermissionProto | undefined
  let $owner: string | undefined
  let $group: string | undefined
  let $modification_time: number | undefined
  let $access_time: number | undefined
  let $symlink: Uint8Array | undefined
  let $block_replication: number = 0
  let $blocksize: number = 0
  let $locations: LocatedBlocksProto | undefined
  let $fileId: number = 0
  let $childrenNum: number = -1
  let $fileEncryptionInfo: FileEncryptionInfoProto | undefined
  let $storagePolicy: number = 0
  let $ecPolicy: ErasureCodingPolicyProto | undefined
  let $flags: number = 0
  let $namespace: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { const v = r.int32(); if (v >= 1 && v <= 3) $fileType = v as HdfsFileStatusProto_FileType; break }
      case 18: { $path = r.bytes(); break }
      case 24: { $length = r.int64(); break }
      case 34: { const to = r.lengthEnd(); $permission = readFsPermissionProto(r, to); break }
      case 42: { $owner = r.string(); break }
      case 50: { $group = r.string(); break }
      case 56: { $modification_time = r.int64(); break }
      case 64: { $access_time = r.int64(); break }
      case 74: { $symlink = r.bytes(); break }
      case 80: { $block_replication = r.int32(); break }
      case 88: { $blocksize = r.int64(); break }
      case 98: { const to = r.lengthEnd(); $locations = readLocatedBlocksProto(r, to); break }
      case 104: { $fileId = r.int64(); break }
      case 112: { $childrenNum = r.int32(); break }
      case 122: { const to = r.lengthEnd(); $fileEncryptionInfo = readFileEncryptionInfoProto(r, to); break }
      case 128: { $storagePolicy = r.int32(); break }
      case 138: { const to = r.lengthEnd(); $ecPolicy = readErasureCodingPolicyProto(r, to); break }
      case 144: { $flags = r.int32(); break }
      case 154: { $namespace = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.HdfsFileStatusProto", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.HdfsFileStatusProto")
  if ($fileType === undefined) throw missing("hadoop.hdfs.HdfsFileStatusProto", "fileType")
  if ($path === undefined) throw missing("hadoop.hdfs.HdfsFileStatusProto", "path")
  if ($length === undefined) throw missing("hadoop.hdfs.HdfsFileStatusProto", "length")
  if ($permission === undefined) throw missing("hadoop.hdfs.HdfsFileStatusProto", "permission")
  if ($owner === undefined) throw missing("hadoop.hdfs.HdfsFileStatusProto", "owner")
  if ($group === undefined) throw missing("hadoop.hdfs.HdfsFileStatusProto", "group")
  if ($modification_time === undefined) throw missing("hadoop.hdfs.HdfsFileStatusProto", "modification_time")
  if ($access_time === undefined) throw missing("hadoop.hdfs.HdfsFileStatusProto", "access_time")
  return { fileType: $fileType, path: $path, length: $length, permission: $permission, owner: $owner, group: $group, modification_time: $modification_time, access_time: $access_time, symlink: $symlink, block_replication: $block_replication, blocksize: $blocksize, locations: $locations, fileId: $fileId, childrenNum: $childrenNum, fileEncryptionInfo: $fileEncryptionInfo, storagePolicy: $storagePolicy, ecPolicy: $ecPolicy, flags: $flags, namespace: $namespace }
}
export const HdfsFileStatusProto: Codec<HdfsFileStatusProto> = /* @__PURE__ */ codec("hadoop.hdfs.HdfsFileStatusProto", writeHdfsFileStatusProto, readHdfsFileStatusProto)

export interface BlockChecksumOptionsProto {
  readonly blockChecksumType?: BlockChecksumTypeProto | undefined
  readonly stripeLength?: number | undefined
}
export function writeBlockChecksumOptionsProto(w: BackwardWriter, m: BlockChecksumOptionsProto): void {
  if (m.stripeLength !== undefined) { w.int64(m.stripeLength); w.tag(16) }
  if (m.blockChecksumType !== undefined) { w.int32(m.blockChecksumType); w.tag(8) }
}
export function readBlockChecksumOptionsProto(r: ProtoReader, end: number): BlockChecksumOptionsProto {
  let $blockChecksumType: BlockChecksumTypeProto = 1
  let $stripeLength: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { const v = r.int32(); if (v >= 1 && v <= 2) $blockChecksumType = v as BlockChecksumTypeProto; break }
      case 16: { $stripeLength = r.int64(); break }
      default: r.skip(tag, "hadoop.hdfs.BlockChecksumOptionsProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.BlockChecksumOptionsProto")
  return { blockChecksumType: $blockChecksumType, stripeLength: $stripeLength }
}
export const BlockChecksumOptionsProto: Codec<BlockChecksumOptionsProto> = /* @__PURE__ */ codec("hadoop.hdfs.BlockChecksumOptionsProto", writeBlockChecksumOptionsProto, readBlockChecksumOptionsProto)

export interface FsServerDefaultsProto {
  readonly blockSize: number
  readonly bytesPerChecksum: number
  readonly writePacketSize: number
  readonly replication: number
  readonly fileBufferSize: number
  readonly encryptDataTransfer?: boolean | undefined
  readonly trashInterval?: number | undefined
  readonly checksumType?: ChecksumTypeProto | undefined
  readonly keyProviderUri?: string | undefined
  readonly policyId?: number | undefined
  readonly snapshotTrashRootEnabled?: boolean | undefined
}
export function writeFsServerDefaultsProto(w: BackwardWriter, m: FsServerDefaultsProto): void {
  if (m.snapshotTrashRootEnabled !== undefined) { w.bool(m.snapshotTrashRootEnabled); w.tag(88) }
  if (m.policyId !== undefined) { w.uint32(m.policyId); w.tag(80) }
  if (m.keyProviderUri !== undefined) { w.string(m.keyProviderUri); w.tag(74) }
  if (m.checksumType !== undefined) { w.int32(m.checksumType); w.tag(64) }
  if (m.trashInterval !== undefined) { w.int64(m.trashInterval); w.tag(56) }
  if (m.encryptDataTransfer !== undefined) { w.bool(m.encryptDataTransfer); w.tag(48) }
  w.uint32(m.fileBufferSize); w.tag(40)
  w.uint32(m.replication); w.tag(32)
  w.uint32(m.writePacketSize); w.tag(24)
  w.uint32(m.bytesPerChecksum); w.tag(16)
  w.int64(m.blockSize); w.tag(8)
}
export function readFsServerDefaultsProto(r: ProtoReader, end: number): FsServerDefaultsProto {
  let $blockSize: number | undefined
  let $bytesPerChecksum: number | undefined
  let $writePacketSize: number | undefined
  let $replication: number | undefined
  let $fileBufferSize: number | undefined
  let $encryptDataTransfer: boolean = false
  let $trashInterval: number = 0
  let $checksumType: ChecksumTypeProto = 1
  let $keyProviderUri: string | undefined
  let $policyId: number = 0
  let $snapshotTrashRootEnabled: boolean = false
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $blockSize = r.int64(); break }
      case 16: { $bytesPerChecksum = r.int32(); break }
      case 24: { $writePacketSize = r.int32(); break }
      case 32: { $replication = r.int32(); break }
      case 40: { $fileBufferSize = r.int32(); break }
      case 48: { $encryptDataTransfer = r.bool(); break }
      case 56: { $trashInterval = r.int64(); break }
      case 64: { const v = r.int32(); if (v >= 0 && v <= 2) $checksumType = v as ChecksumTypeProto; break }
      case 74: { $keyProviderUri = r.string(); break }
      case 80: { $policyId = r.int32(); break }
      case 88: { $snapshotTrashRootEnabled = r.bool(); break }
      default: r.skip(tag, "hadoop.hdfs.FsServerDefaultsProto", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.FsServerDefaultsProto")
  if ($blockSize === undefined) throw missing("hadoop.hdfs.FsServerDefaultsProto", "blockSize")
  if ($bytesPerChecksum === undefined) throw missing("hadoop.hdfs.FsServerDefaultsProto", "bytesPerChecksum")
  if ($writePacketSize === undefined) throw missing("hadoop.hdfs.FsServerDefaultsProto", "writePacketSize")
  if ($replication === undefined) throw missing("hadoop.hdfs.FsServerDefaultsProto", "replication")
  if ($fileBufferSize === undefined) throw missing("hadoop.hdfs.FsServerDefaultsProto", "fileBufferSize")
  return { blockSize: $blockSize, bytesPerChecksum: $bytesPerChecksum, writePacketSize: $writePacketSize, replication: $replication, fileBufferSize: $fileBufferSize, encryptDataTransfer: $encryptDataTransfer, trashInterval: $trashInterval, checksumType: $checksumType, keyProviderUri: $keyProviderUri, policyId: $policyId, snapshotTrashRootEnabled: $snapshotTrashRootEnabled }
}
export const FsServerDefaultsProto: Codec<FsServerDefaultsProto> = /* @__PURE__ */ codec("hadoop.hdfs.FsServerDefaultsProto", writeFsServerDefaultsProto, readFsServerDefaultsProto)

export interface DirectoryListingProto {
  readonly partialListing: readonly HdfsFileStatusProto[]
  readonly remainingEntries: number
}
export function writeDirectoryListingProto(w: BackwardWriter, m: DirectoryListingProto): void {
  w.uint32(m.remainingEntries); w.tag(16)
  for (let values = m.partialListing, i = values.length - 1; i >= 0; i--) { const before = w.size; writeHdfsFileStatusProto(w, values[i] as HdfsFileStatusProto); w.varint32(w.size - before); w.tag(10) }
}
export function readDirectoryListingProto(r: ProtoReader, end: number): DirectoryListingProto {
  const $partialListing: HdfsFileStatusProto[] = []
  let $remainingEntries: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $partialListing.push(readHdfsFileStatusProto(r, to)); break }
      case 16: { $remainingEntries = r.int32(); break }
      default: r.skip(tag, "hadoop.hdfs.DirectoryListingProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.DirectoryListingProto")
  if ($remainingEntries === undefined) throw missing("hadoop.hdfs.DirectoryListingProto", "remainingEntries")
  return { partialListing: $partialListing, remainingEntries: $remainingEntries }
}
export const DirectoryListingProto: Codec<DirectoryListingProto> = /* @__PURE__ */ codec("hadoop.hdfs.DirectoryListingProto", writeDirectoryListingProto, readDirectoryListingProto)

export interface RemoteExceptionProto {
  readonly className: string
  readonly message?: string | undefined
}
export function writeRemoteExceptionProto(w: BackwardWriter, m: RemoteExceptionProto): void {
  if (m.message !== undefined) { w.string(m.message); w.tag(18) }
  w.string(m.className); w.tag(10)
}
export function readRemoteExceptionProto(r: ProtoReader, end: number): RemoteExceptionProto {
  let $className: string | undefined
  let $message: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $className = r.string(); break }
      case 18: { $message = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.RemoteExceptionProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.RemoteExceptionProto")
  if ($className === undefined) throw missing("hadoop.hdfs.RemoteExceptionProto", "className")
  return { className: $className, message: $message }
}
export const RemoteExceptionProto: Codec<RemoteExceptionProto> = /* @__PURE__ */ codec("hadoop.hdfs.RemoteExceptionProto", writeRemoteExceptionProto, readRemoteExceptionProto)

export interface BatchedDirectoryListingProto {
  readonly partialListing: readonly HdfsFileStatusProto[]
  readonly parentIdx: number
  readonly exception?: RemoteExceptionProto | undefined
}
export function writeBatchedDirectoryListingProto(w: BackwardWriter, m: BatchedDirectoryListingProto): void {
  if (m.exception !== undefined) { const before = w.size; writeRemoteExceptionProto(w, m.exception); w.varint32(w.size - before); w.tag(26) }
  w.uint32(m.parentIdx); w.tag(16)
  for (let values = m.partialListing, i = values.length - 1; i >= 0; i--) { const before = w.size; writeHdfsFileStatusProto(w, values[i] as HdfsFileStatusProto); w.varint32(w.size - before); w.tag(10) }
}
export function readBatchedDirectoryListingProto(r: ProtoReader, end: number): BatchedDirectoryListingProto {
  const $partialListing: HdfsFileStatusProto[] = []
  let $parentIdx: number | undefined
  let $exception: RemoteExceptionProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $partialListing.push(readHdfsFileStatusProto(r, to)); break }
      case 16: { $parentIdx = r.int32(); break }
      case 26: { const to = r.lengthEnd(); $exception = readRemoteExceptionProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.BatchedDirectoryListingProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.BatchedDirectoryListingProto")
  if ($parentIdx === undefined) throw missing("hadoop.hdfs.BatchedDirectoryListingProto", "parentIdx")
  return { partialListing: $partialListing, parentIdx: $parentIdx, exception: $exception }
}
export const BatchedDirectoryListingProto: Codec<BatchedDirectoryListingProto> = /* @__PURE__ */ codec("hadoop.hdfs.BatchedDirectoryListingProto", writeBatchedDirectoryListingProto, readBatchedDirectoryListingProto)

export interface SnapshottableDirectoryStatusProto {
  readonly dirStatus: HdfsFileStatusProto
  readonly snapshot_quota: number
  readonly snapshot_number: number
  readonly parent_fullpath: Uint8Array
}
export function writeSnapshottableDirectoryStatusProto(w: BackwardWriter, m: SnapshottableDirectoryStatusProto): void {
  w.bytes(m.parent_fullpath); w.tag(34)
  w.uint32(m.snapshot_number); w.tag(24)
  w.uint32(m.snapshot_quota); w.tag(16)
  { const before = w.size; writeHdfsFileStatusProto(w, m.dirStatus); w.varint32(w.size - before); w.tag(10) }
}
export function readSnapshottableDirectoryStatusProto(r: ProtoReader, end: number): SnapshottableDirectoryStatusProto {
  let $dirStatus: HdfsFileStatusProto | undefined
  let $snapshot_quota: number | undefined
  let $snapshot_number: number | undefined
  let $parent_fullpath: Uint8Array | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $dirStatus = readHdfsFileStatusProto(r, to); break }
      case 16: { $snapshot_quota = r.int32(); break }
      case 24: { $snapshot_number = r.int32(); break }
      case 34: { $parent_fullpath = r.bytes(); break }
      default: r.skip(tag, "hadoop.hdfs.SnapshottableDirectoryStatusProto", [1, 2, 3, 4])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.SnapshottableDirectoryStatusProto")
  if ($dirStatus === undefined) throw missing("hadoop.hdfs.SnapshottableDirectoryStatusProto", "dirStatus")
  if ($snapshot_quota === undefined) throw missing("hadoop.hdfs.SnapshottableDirectoryStatusProto", "snapshot_quota")
  if ($snapshot_number === undefined) throw missing("hadoop.hdfs.SnapshottableDirectoryStatusProto", "snapshot_number")
  if ($parent_fullpath === undefined) throw missing("hadoop.hdfs.SnapshottableDirectoryStatusProto", "parent_fullpath")
  return { dirStatus: $dirStatus, snapshot_quota: $snapshot_quota, snapshot_number: $snapshot_number, parent_fullpath: $parent_fullpath }
}
export const SnapshottableDirectoryStatusProto: Codec<SnapshottableDirectoryStatusProto> = /* @__PURE__ */ codec("hadoop.hdfs.SnapshottableDirectoryStatusProto", writeSnapshottableDirectoryStatusProto, readSnapshottableDirectoryStatusProto)

export interface SnapshotStatusProto {
  readonly dirStatus: HdfsFileStatusProto
  readonly snapshotID: number
  readonly parent_fullpath: Uint8Array
  readonly isDeleted: boolean
}
export function writeSnapshotStatusProto(w: BackwardWriter, m: SnapshotStatusProto): void {
  w.bool(m.isDeleted); w.tag(32)
  w.bytes(m.parent_fullpath); w.tag(26)
  w.uint32(m.snapshotID); w.tag(16)
  { const before = w.size; writeHdfsFileStatusProto(w, m.dirStatus); w.varint32(w.size - before); w.tag(10) }
}
export function readSnapshotStatusProto(r: ProtoReader, end: number): SnapshotStatusProto {
  let $dirStatus: HdfsFileStatusProto | undefined
  let $snapshotID: number | undefined
  let $parent_fullpath: Uint8Array | undefined
  let $isDeleted: boolean | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $dirStatus = readHdfsFileStatusProto(r, to); break }
      case 16: { $snapshotID = r.int32(); break }
      case 26: { $parent_fullpath = r.bytes(); break }
      case 32: { $isDeleted = r.bool(); break }
      default: r.skip(tag, "hadoop.hdfs.SnapshotStatusProto", [1, 2, 3, 4])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.SnapshotStatusProto")
  if ($dirStatus === undefined) throw missing("hadoop.hdfs.SnapshotStatusProto", "dirStatus")
  if ($snapshotID === undefined) throw missing("hadoop.hdfs.SnapshotStatusProto", "snapshotID")
  if ($parent_fullpath === undefined) throw missing("hadoop.hdfs.SnapshotStatusProto", "parent_fullpath")
  if ($isDeleted === undefined) throw missing("hadoop.hdfs.SnapshotStatusProto", "isDeleted")
  return { dirStatus: $dirStatus, snapshotID: $snapshotID, parent_fullpath: $parent_fullpath, isDeleted: $isDeleted }
}
export const SnapshotStatusProto: Codec<SnapshotStatusProto> = /* @__PURE__ */ codec("hadoop.hdfs.SnapshotStatusProto", writeSnapshotStatusProto, readSnapshotStatusProto)

export interface SnapshottableDirectoryListingProto {
  readonly snapshottableDirListing: readonly SnapshottableDirectoryStatusProto[]
}
export function writeSnapshottableDirectoryListingProto(w: BackwardWriter, m: SnapshottableDirectoryListingProto): void {
  for (let values = m.snapshottableDirListing, i = values.length - 1; i >= 0; i--) { const before = w.size; writeSnapshottableDirectoryStatusProto(w, values[i] as SnapshottableDirectoryStatusProto); w.varint32(w.size - before); w.tag(10) }
}
export function readSnapshottableDirectoryListingProto(r: ProtoReader, end: number): SnapshottableDirectoryListingProto {
  const $snapshottableDirListing: SnapshottableDirectoryStatusProto[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $snapshottableDirListing.push(readSnapshottableDirectoryStatusProto(r, to)); break }
      default: r.skip(tag, "hadoop.hdfs.SnapshottableDirectoryListingProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.SnapshottableDirectoryListingProto")
  return { snapshottableDirListing: $snapshottableDirListing }
}
export const SnapshottableDirectoryListingProto: Codec<SnapshottableDirectoryListingProto> = /* @__PURE__ */ codec("hadoop.hdfs.SnapshottableDirectoryListingProto", writeSnapshottableDirectoryListingProto, readSnapshottableDirectoryListingProto)

export interface SnapshotListingProto {
  readonly snapshotListing: readonly SnapshotStatusProto[]
}
export function writeSnapshotListingProto(w: BackwardWriter, m: SnapshotListingProto): void {
  for (let values = m.snapshotListing, i = values.length - 1; i >= 0; i--) { const before = w.size; writeSnapshotStatusProto(w, values[i] as SnapshotStatusProto); w.varint32(w.size - before); w.tag(10) }
}
export function readSnapshotListingProto(r: ProtoReader, end: number): SnapshotListingProto {
  const $snapshotListing: SnapshotStatusProto[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $snapshotListing.push(readSnapshotStatusProto(r, to)); break }
      default: r.skip(tag, "hadoop.hdfs.SnapshotListingProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.SnapshotListingProto")
  return { snapshotListing: $snapshotListing }
}
export const SnapshotListingProto: Codec<SnapshotListingProto> = /* @__PURE__ */ codec("hadoop.hdfs.SnapshotListingProto", writeSnapshotListingProto, readSnapshotListingProto)

export interface SnapshotDiffReportEntryProto {
  readonly fullpath: Uint8Array
  readonly modificationLabel: string
  readonly targetPath?: Uint8Array | undefined
}
export function writeSnapshotDiffReportEntryProto(w: BackwardWriter, m: SnapshotDiffReportEntryProto): void {
  if (m.targetPath !== undefined) { w.bytes(m.targetPath); w.tag(26) }
  w.string(m.modificationLabel); w.tag(18)
  w.bytes(m.fullpath); w.tag(10)
}
export function readSnapshotDiffReportEntryProto(r: ProtoReader, end: number): SnapshotDiffReportEntryProto {
  let $fullpath: Uint8Array | undefined
  let $modificationLabel: string | undefined
  let $targetPath: Uint8Array | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $fullpath = r.bytes(); break }
      case 18: { $modificationLabel = r.string(); break }
      case 26: { $targetPath = r.bytes(); break }
      default: r.skip(tag, "hadoop.hdfs.SnapshotDiffReportEntryProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.SnapshotDiffReportEntryProto")
  if ($fullpath === undefined) throw missing("hadoop.hdfs.SnapshotDiffReportEntryProto", "fullpath")
  if ($modificationLabel === undefined) throw missing("hadoop.hdfs.SnapshotDiffReportEntryProto", "modificationLabel")
  return { fullpath: $fullpath, modificationLabel: $modificationLabel, targetPath: $targetPath }
}
export const SnapshotDiffReportEntryProto: Codec<SnapshotDiffReportEntryProto> = /* @__PURE__ */ codec("hadoop.hdfs.SnapshotDiffReportEntryProto", writeSnapshotDiffReportEntryProto, readSnapshotDiffReportEntryProto)

export interface SnapshotDiffReportProto {
  readonly snapshotRoot: string
  readonly fromSnapshot: string
  readonly toSnapshot: string
  readonly diffReportEntries: readonly SnapshotDiffReportEntryProto[]
}
export function writeSnapshotDiffReportProto(w: BackwardWriter, m: SnapshotDiffReportProto): void {
  for (let values = m.diffReportEntries, i = values.length - 1; i >= 0; i--) { const before = w.size; writeSnapshotDiffReportEntryProto(w, values[i] as SnapshotDiffReportEntryProto); w.varint32(w.size - before); w.tag(34) }
  w.string(m.toSnapshot); w.tag(26)
  w.string(m.fromSnapshot); w.tag(18)
  w.string(m.snapshotRoot); w.tag(10)
}
export function readSnapshotDiffReportProto(r: ProtoReader, end: number): SnapshotDiffReportProto {
  let $snapshotRoot: string | undefined
  let $fromSnapshot: string | undefined
  let $toSnapshot: string | undefined
  const $diffReportEntries: SnapshotDiffReportEntryProto[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $snapshotRoot = r.string(); break }
      case 18: { $fromSnapshot = r.string(); break }
      case 26: { $toSnapshot = r.string(); break }
      case 34: { const to = r.lengthEnd(); $diffReportEntries.push(readSnapshotDiffReportEntryProto(r, to)); break }
      default: r.skip(tag, "hadoop.hdfs.SnapshotDiffReportProto", [1, 2, 3, 4])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.SnapshotDiffReportProto")
  if ($snapshotRoot === undefined) throw missing("hadoop.hdfs.SnapshotDiffReportProto", "snapshotRoot")
  if ($fromSnapshot === undefined) throw missing("hadoop.hdfs.SnapshotDiffReportProto", "fromSnapshot")
  if ($toSnapshot === undefined) throw missing("hadoop.hdfs.SnapshotDiffReportProto", "toSnapshot")
  return { snapshotRoot: $snapshotRoot, fromSnapshot: $fromSnapshot, toSnapshot: $toSnapshot, diffReportEntries: $diffReportEntries }
}
export const SnapshotDiffReportProto: Codec<SnapshotDiffReportProto> = /* @__PURE__ */ codec("hadoop.hdfs.SnapshotDiffReportProto", writeSnapshotDiffReportProto, readSnapshotDiffReportProto)

export interface SnapshotDiffReportListingEntryProto {
  readonly fullpath: Uint8Array
  readonly dirId: number
  readonly isReference: boolean
  readonly targetPath?: Uint8Array | undefined
  readonly fileId?: number | undefined
}
export function writeSnapshotDiffReportListingEntryProto(w: BackwardWriter, m: SnapshotDiffReportListingEntryProto): void {
  if (m.fileId !== undefined) { w.int64(m.fileId); w.tag(40) }
  if (m.targetPath !== undefined) { w.bytes(m.targetPath); w.tag(34) }
  w.bool(m.isReference); w.tag(24)
  w.int64(m.dirId); w.tag(16)
  w.bytes(m.fullpath); w.tag(10)
}
export function readSnapshotDiffReportListingEntryProto(r: ProtoReader, end: number): SnapshotDiffReportListingEntryProto {
  let $fullpath: Uint8Array | undefined
  let $dirId: number | undefined
  let $isReference: boolean | undefined
  let $targetPath: Uint8Array | undefined
  let $fileId: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $fullpath = r.bytes(); break }
      case 16: { $dirId = r.int64(); break }
      case 24: { $isReference = r.bool(); break }
      case 34: { $targetPath = r.bytes(); break }
      case 40: { $fileId = r.int64(); break }
      default: r.skip(tag, "hadoop.hdfs.SnapshotDiffReportListingEntryProto", [1, 2, 3, 4, 5])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.SnapshotDiffReportListingEntryProto")
  if ($fullpath === undefined) throw missing("hadoop.hdfs.SnapshotDiffReportListingEntryProto", "fullpath")
  if ($dirId === undefined) throw missing("hadoop.hdfs.SnapshotDiffReportListingEntryProto", "dirId")
  if ($isReference === undefined) throw missing("hadoop.hdfs.SnapshotDiffReportListingEntryProto", "isReference")
  return { fullpath: $fullpath, dirId: $dirId, isReference: $isReference, targetPath: $targetPath, fileId: $fileId }
}
export const SnapshotDiffReportListingEntryProto: Codec<SnapshotDiffReportListingEntryProto> = /* @__PURE__ */ codec("hadoop.hdfs.SnapshotDiffReportListingEntryProto", writeSnapshotDiffReportListingEntryProto, readSnapshotDiffReportListingEntryProto)

export interface SnapshotDiffReportCursorProto {
  readonly startPath: Uint8Array
  readonly index: number
}
export function writeSnapshotDiffReportCursorProto(w: BackwardWriter, m: SnapshotDiffReportCursorProto): void {
  w.int32(m.index); w.tag(16)
  w.bytes(m.startPath); w.tag(10)
}
export function readSnapshotDiffReportCursorProto(r: ProtoReader, end: number): SnapshotDiffReportCursorProto {
  let $startPath: Uint8Array | undefined
  let $index: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $startPath = r.bytes(); break }
      case 16: { $index = r.int32(); break }
      default: r.skip(tag, "hadoop.hdfs.SnapshotDiffReportCursorProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.SnapshotDiffReportCursorProto")
  if ($startPath === undefined) throw missing("hadoop.hdfs.SnapshotDiffReportCursorProto", "startPath")
  if ($index === undefined) throw missing("hadoop.hdfs.SnapshotDiffReportCursorProto", "index")
  return { startPath: $startPath, index: $index }
}
export const SnapshotDiffReportCursorProto: Codec<SnapshotDiffReportCursorProto> = /* @__PURE__ */ codec("hadoop.hdfs.SnapshotDiffReportCursorProto", writeSnapshotDiffReportCursorProto, readSnapshotDiffReportCursorProto)

export interface SnapshotDiffReportListingProto {
  readonly modifiedEntries: readonly SnapshotDiffReportListingEntryProto[]
  readonly createdEntries: readonly SnapshotDiffReportListingEntryProto[]
  readonly deletedEntries: readonly SnapshotDiffReportListingEntryProto[]
  readonly isFromEarlier: boolean
  readonly cursor?: SnapshotDiffReportCursorProto | undefined
}
export function writeSnapshotDiffReportListingProto(w: BackwardWriter, m: SnapshotDiffReportListingProto): void {
  if (m.cursor !== undefined) { const before = w.size; writeSnapshotDiffReportCursorProto(w, m.cursor); w.varint32(w.size - before); w.tag(42) }
  w.bool(m.isFromEarlier); w.tag(32)
  for (let values = m.deletedEntries, i = values.length - 1; i >= 0; i--) { const before = w.size; writeSnapshotDiffReportListingEntryProto(w, values[i] as SnapshotDiffReportListingEntryProto); w.varint32(w.size - before); w.tag(26) }
  for (let values = m.createdEntries, i = values.length - 1; i >= 0; i--) { const before = w.size; writeSnapshotDiffReportListingEntryProto(w, values[i] as SnapshotDiffReportListingEntryProto); w.varint32(w.size - before); w.tag(18) }
  for (let values = m.modifiedEntries, i = values.length - 1; i >= 0; i--) { const before = w.size; writeSnapshotDiffReportListingEntryProto(w, values[i] as SnapshotDiffReportListingEntryProto); w.varint32(w.size - before); w.tag(10) }
}
export function readSnapshotDiffReportListingProto(r: ProtoReader, end: number): SnapshotDiffReportListingProto {
  const $modifiedEntries: SnapshotDiffReportListingEntryProto[] = []
  const $createdEntries: SnapshotDiffReportListingEntryProto[] = []
  const $deletedEntries: SnapshotDiffReportListingEntryProto[] = []
  let $isFromEarlier: boolean | undefined
  let $cursor: SnapshotDiffReportCursorProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $modifiedEntries.push(readSnapshotDiffReportListingEntryProto(r, to)); break }
      case 18: { const to = r.lengthEnd(); $createdEntries.push(readSnapshotDiffReportListingEntryProto(r, to)); break }
      case 26: { const to = r.lengthEnd(); $deletedEntries.push(readSnapshotDiffReportListingEntryProto(r, to)); break }
      case 32: { $isFromEarlier = r.bool(); break }
      case 42: { const to = r.lengthEnd(); $cursor = readSnapshotDiffReportCursorProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.SnapshotDiffReportListingProto", [1, 2, 3, 4, 5])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.SnapshotDiffReportListingProto")
  if ($isFromEarlier === undefined) throw missing("hadoop.hdfs.SnapshotDiffReportListingProto", "isFromEarlier")
  return { modifiedEntries: $modifiedEntries, createdEntries: $createdEntries, deletedEntries: $deletedEntries, isFromEarlier: $isFromEarlier, cursor: $cursor }
}
export const SnapshotDiffReportListingProto: Codec<SnapshotDiffReportListingProto> = /* @__PURE__ */ codec("hadoop.hdfs.SnapshotDiffReportListingProto", writeSnapshotDiffReportListingProto, readSnapshotDiffReportListingProto)

export interface BlockProto {
  readonly blockId: bigint
  readonly genStamp: number
  readonly numBytes?: number | undefined
}
export function writeBlockProto(w: BackwardWriter, m: BlockProto): void {
  if (m.numBytes !== undefined) { w.int64(m.numBytes); w.tag(24) }
  w.int64(m.genStamp); w.tag(16)
  w.int64Big(m.blockId); w.tag(8)
}
export function readBlockProto(r: ProtoReader, end: number): BlockProto {
  let $blockId: bigint | undefined
  let $genStamp: number | undefined
  let $numBytes: number = 0
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $blockId = r.int64Big(); break }
      case 16: { $genStamp = r.int64(); break }
      case 24: { $numBytes = r.int64(); break }
      default: r.skip(tag, "hadoop.hdfs.BlockProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.BlockProto")
  if ($blockId === undefined) throw missing("hadoop.hdfs.BlockProto", "blockId")
  if ($genStamp === undefined) throw missing("hadoop.hdfs.BlockProto", "genStamp")
  return { blockId: $blockId, genStamp: $genStamp, numBytes: $numBytes }
}
export const BlockProto: Codec<BlockProto> = /* @__PURE__ */ codec("hadoop.hdfs.BlockProto", writeBlockProto, readBlockProto)

export interface SnapshotInfoProto {
  readonly snapshotName: string
  readonly snapshotRoot: string
  readonly permission: FsPermissionProto
  readonly owner: string
  readonly group: string
  readonly createTime: string
}
export function writeSnapshotInfoProto(w: BackwardWriter, m: SnapshotInfoProto): void {
  w.string(m.createTime); w.tag(50)
  w.string(m.group); w.tag(42)
  w.string(m.owner); w.tag(34)
  { const before = w.size; writeFsPermissionProto(w, m.permission); w.varint32(w.size - before); w.tag(26) }
  w.string(m.snapshotRoot); w.tag(18)
  w.string(m.snapshotName); w.tag(10)
}
export function readSnapshotInfoProto(r: ProtoReader, end: number): SnapshotInfoProto {
  let $snapshotName: string | undefined
  let $snapshotRoot: string | undefined
  let $permission: FsPermissionProto | undefined
  let $owner: string | undefined
  let $group: string | undefined
  let $createTime: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $snapshotName = r.string(); break }
      case 18: { $snapshotRoot = r.string(); break }
      case 26: { const to = r.lengthEnd(); $permission = readFsPermissionProto(r, to); break }
      case 34: { $owner = r.string(); break }
      case 42: { $group = r.string(); break }
      case 50: { $createTime = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.SnapshotInfoProto", [1, 2, 3, 4, 5, 6])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.SnapshotInfoProto")
  if ($snapshotName === undefined) throw missing("hadoop.hdfs.SnapshotInfoProto", "snapshotName")
  if ($snapshotRoot === undefined) throw missing("hadoop.hdfs.SnapshotInfoProto", "snapshotRoot")
  if ($permission === undefined) throw missing("hadoop.hdfs.SnapshotInfoProto", "permission")
  if ($owner === undefined) throw missing("hadoop.hdfs.SnapshotInfoProto", "owner")
  if ($group === undefined) throw missing("hadoop.hdfs.SnapshotInfoProto", "group")
  if ($createTime === undefined) throw missing("hadoop.hdfs.SnapshotInfoProto", "createTime")
  return { snapshotName: $snapshotName, snapshotRoot: $snapshotRoot, permission: $permission, owner: $owner, group: $group, createTime: $createTime }
}
export const SnapshotInfoProto: Codec<SnapshotInfoProto> = /* @__PURE__ */ codec("hadoop.hdfs.SnapshotInfoProto", writeSnapshotInfoProto, readSnapshotInfoProto)

export interface RollingUpgradeStatusProto {
  readonly blockPoolId: string
  readonly finalized?: boolean | undefined
}
export function writeRollingUpgradeStatusProto(w: BackwardWriter, m: RollingUpgradeStatusProto): void {
  if (m.finalized !== undefined) { w.bool(m.finalized); w.tag(16) }
  w.string(m.blockPoolId); w.tag(10)
}
export function readRollingUpgradeStatusProto(r: ProtoReader, end: number): RollingUpgradeStatusProto {
  let $blockPoolId: string | undefined
  let $finalized: boolean = false
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $blockPoolId = r.string(); break }
      case 16: { $finalized = r.bool(); break }
      default: r.skip(tag, "hadoop.hdfs.RollingUpgradeStatusProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.RollingUpgradeStatusProto")
  if ($blockPoolId === undefined) throw missing("hadoop.hdfs.RollingUpgradeStatusProto", "blockPoolId")
  return { blockPoolId: $blockPoolId, finalized: $finalized }
}
export const RollingUpgradeStatusProto: Codec<RollingUpgradeStatusProto> = /* @__PURE__ */ codec("hadoop.hdfs.RollingUpgradeStatusProto", writeRollingUpgradeStatusProto, readRollingUpgradeStatusProto)

export interface StorageUuidsProto {
  readonly storageUuids: readonly string[]
}
export function writeStorageUuidsProto(w: BackwardWriter, m: StorageUuidsProto): void {
  for (let values = m.storageUuids, i = values.length - 1; i >= 0; i--) { w.string(values[i] as string); w.tag(10) }
}
export function readStorageUuidsProto(r: ProtoReader, end: number): StorageUuidsProto {
  const $storageUuids: string[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $storageUuids.push(r.string()); break }
      default: r.skip(tag, "hadoop.hdfs.StorageUuidsProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.StorageUuidsProto")
  return { storageUuids: $storageUuids }
}
export const StorageUuidsProto: Codec<StorageUuidsProto> = /* @__PURE__ */ codec("hadoop.hdfs.StorageUuidsProto", writeStorageUuidsProto, readStorageUuidsProto)

export interface BlockTokenSecretProto {
  readonly expiryDate?: number | undefined
  readonly keyId?: number | undefined
  readonly userId?: string | undefined
  readonly blockPoolId?: string | undefined
  readonly blockId?: bigint | undefined
  readonly modes: readonly AccessModeProto[]
  readonly storageTypes: readonly StorageTypeProto[]
  readonly storageIds: readonly string[]
  readonly handshakeSecret?: Uint8Array | undefined
}
export function writeBlockTokenSecretProto(w: BackwardWriter, m: BlockTokenSecretProto): void {
  if (m.handshakeSecret !== undefined) { w.bytes(m.handshakeSecret); w.tag(74) }
  for (let values = m.storageIds, i = values.length - 1; i >= 0; i--) { w.string(values[i] as string); w.tag(66) }
  for (let values = m.storageTypes, i = values.length - 1; i >= 0; i--) { w.int32(values[i] as StorageTypeProto); w.tag(56) }
  for (let values = m.modes, i = values.length - 1; i >= 0; i--) { w.int32(values[i] as AccessModeProto); w.tag(48) }
  if (m.blockId !== undefined) { w.int64Big(m.blockId); w.tag(40) }
  if (m.blockPoolId !== undefined) { w.string(m.blockPoolId); w.tag(34) }
  if (m.userId !== undefined) { w.string(m.userId); w.tag(26) }
  if (m.keyId !== undefined) { w.uint32(m.keyId); w.tag(16) }
  if (m.expiryDate !== undefined) { w.int64(m.expiryDate); w.tag(8) }
}
export function readBlockTokenSecretProto(r: ProtoReader, end: number): BlockTokenSecretProto {
  let $expiryDate: number | undefined
  let $keyId: number | undefined
  let $userId: string | undefined
  let $blockPoolId: string | undefined
  let $blockId: bigint | undefined
  const $modes: AccessModeProto[] = []
  const $storageTypes: StorageTypeProto[] = []
  const $storageIds: string[] = []
  let $handshakeSecret: Uint8Array | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $expiryDate = r.int64(); break }
      case 16: { $keyId = r.int32(); break }
      case 26: { $userId = r.string(); break }
      case 34: { $blockPoolId = r.string(); break }
      case 40: { $blockId = r.int64Big(); break }
      case 48: { const v = r.int32(); if (v >= 1 && v <= 4) $modes.push(v as AccessModeProto); break }
      case 50: { const to = r.lengthEnd(); while (r.pos < to) { const v = r.int32(); if (v >= 1 && v <= 4) $modes.push(v as AccessModeProto) } if (r.pos !== to) throw overrun("hadoop.hdfs.BlockTokenSecretProto"); break }
      case 56: { const v = r.int32(); if (v >= 1 && v <= 6) $storageTypes.push(v as StorageTypeProto); break }
      case 58: { const to = r.lengthEnd(); while (r.pos < to) { const v = r.int32(); if (v >= 1 && v <= 6) $storageTypes.push(v as StorageTypeProto) } if (r.pos !== to) throw overrun("hadoop.hdfs.BlockTokenSecretProto"); break }
      case 66: { $storageIds.push(r.string()); break }
      case 74: { $handshakeSecret = r.bytes(); break }
      default: r.skip(tag, "hadoop.hdfs.BlockTokenSecretProto", [1, 2, 3, 4, 5, 6, 7, 8, 9])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.BlockTokenSecretProto")
  return { expiryDate: $expiryDate, keyId: $keyId, userId: $userId, blockPoolId: $blockPoolId, blockId: $blockId, modes: $modes, storageTypes: $storageTypes, storageIds: $storageIds, handshakeSecret: $handshakeSecret }
}
export const BlockTokenSecretProto: Codec<BlockTokenSecretProto> = /* @__PURE__ */ codec("hadoop.hdfs.BlockTokenSecretProto", writeBlockTokenSecretProto, readBlockTokenSecretProto)

export interface RouterFederatedStateProto_NamespaceStateIdsEntry {
  readonly key?: string | undefined
  readonly value?: bigint | undefined
}
export function writeRouterFederatedStateProto_NamespaceStateIdsEntry(w: BackwardWriter, m: RouterFederatedStateProto_NamespaceStateIdsEntry): void {
  if (m.value !== undefined) { w.int64Big(m.value); w.tag(16) }
  if (m.key !== undefined) { w.string(m.key); w.tag(10) }
}
export function readRouterFederatedStateProto_NamespaceStateIdsEntry(r: ProtoReader, end: number): RouterFederatedStateProto_NamespaceStateIdsEntry {
  let $key: string | undefined
  let $value: bigint | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $key = r.string(); break }
      case 16: { $value = r.int64Big(); break }
      default: r.skip(tag, "hadoop.hdfs.RouterFederatedStateProto.NamespaceStateIdsEntry", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.RouterFederatedStateProto.NamespaceStateIdsEntry")
  return { key: $key, value: $value }
}
export const RouterFederatedStateProto_NamespaceStateIdsEntry: Codec<RouterFederatedStateProto_NamespaceStateIdsEntry> = /* @__PURE__ */ codec("hadoop.hdfs.RouterFederatedStateProto.NamespaceStateIdsEntry", writeRouterFederatedStateProto_NamespaceStateIdsEntry, readRouterFederatedStateProto_NamespaceStateIdsEntry)

export interface RouterFederatedStateProto {
  readonly namespaceStateIds: readonly RouterFederatedStateProto_NamespaceStateIdsEntry[]
}
export function writeRouterFederatedStateProto(w: BackwardWriter, m: RouterFederatedStateProto): void {
  for (let values = m.namespaceStateIds, i = values.length - 1; i >= 0; i--) { const before = w.size; writeRouterFederatedStateProto_NamespaceStateIdsEntry(w, values[i] as RouterFederatedStateProto_NamespaceStateIdsEntry); w.varint32(w.size - before); w.tag(10) }
}
export function readRouterFederatedStateProto(r: ProtoReader, end: number): RouterFederatedStateProto {
  const $namespaceStateIds: RouterFederatedStateProto_NamespaceStateIdsEntry[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $namespaceStateIds.push(readRouterFederatedStateProto_NamespaceStateIdsEntry(r, to)); break }
      default: r.skip(tag, "hadoop.hdfs.RouterFederatedStateProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.RouterFederatedStateProto")
  return { namespaceStateIds: $namespaceStateIds }
}
export const RouterFederatedStateProto: Codec<RouterFederatedStateProto> = /* @__PURE__ */ codec("hadoop.hdfs.RouterFederatedStateProto", writeRouterFederatedStateProto, readRouterFederatedStateProto)
