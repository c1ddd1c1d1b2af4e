// Generated from proto/datanode-protocol.proto by scripts/proto/generate.ts; change those instead.
// DataNode to NameNode: registration, heartbeats, block reports; the replies carry orders back.
// Spoken to the Active and to every Standby.

import type { BackwardWriter } from './backward-writer.ts'
import type { Codec } from './codec.ts'
import { codec, missing, overrun } from './codec.ts'
import type { ProtoReader } from './proto-reader.ts'
import type { BlockECReconstructionInfoProto } from './erasure-coding.ts'
import { readBlockECReconstructionInfoProto, writeBlockECReconstructionInfoProto } from './erasure-coding.ts'
import type { BlockProto, DatanodeIDProto, DatanodeInfosProto, DatanodeStorageProto, ExtendedBlockProto, LocatedBlockProto, RollingUpgradeStatusProto, StorageReportProto, StorageTypesProto, StorageUuidsProto } from './hdfs.ts'
import { readBlockProto, readDatanodeIDProto, readDatanodeInfosProto, readDatanodeStorageProto, readExtendedBlockProto, readLocatedBlockProto, readRollingUpgradeStatusProto, readStorageReportProto, readStorageTypesProto, readStorageUuidsProto, writeBlockProto, writeDatanodeIDProto, writeDatanodeInfosProto, writeDatanodeStorageProto, writeExtendedBlockProto, writeLocatedBlockProto, writeRollingUpgradeStatusProto, writeStorageReportProto, writeStorageTypesProto, writeStorageUuidsProto } from './hdfs.ts'
import type { ExportedBlockKeysProto, NNHAStatusHeartbeatProto, RecoveringBlockProto, StorageInfoProto } from './hdfs-server.ts'
import { VersionRequestProto, VersionResponseProto, readExportedBlockKeysProto, readNNHAStatusHeartbeatProto, readRecoveringBlockProto, readStorageInfoProto, writeExportedBlockKeysProto, writeNNHAStatusHeartbeatProto, writeRecoveringBlockProto, writeStorageInfoProto } from './hdfs-server.ts'

export const DatanodeCommandProto_Type = {
  BalancerBandwidthCommand: 0,
  BlockCommand: 1,
  BlockRecoveryCommand: 2,
  FinalizeCommand: 3,
  KeyUpdateCommand: 4,
  RegisterCommand: 5,
  UnusedUpgradeCommand: 6,
  NullDatanodeCommand: 7,
  BlockIdCommand: 8,
  BlockECReconstructionCommand: 9,
} as const
export type DatanodeCommandProto_Type = (typeof DatanodeCommandProto_Type)[keyof typeof DatanodeCommandProto_Type]

export const BlockCommandProto_Action = {
  TRANSFER: 1,
  INVALIDATE: 2,
  SHUTDOWN: 3,
} as const
export type BlockCommandProto_Action = (typeof BlockCommandProto_Action)[keyof typeof BlockCommandProto_Action]

export const BlockIdCommandProto_Action = {
  CACHE: 1,
  UNCACHE: 2,
} as const
export type BlockIdCommandProto_Action = (typeof BlockIdCommandProto_Action)[keyof typeof BlockIdCommandProto_Action]

export const ReceivedDeletedBlockInfoProto_BlockStatus = {
  RECEIVING: 1,
  RECEIVED: 2,
  DELETED: 3,
} as const
export type ReceivedDeletedBlockInfoProto_BlockStatus = (typeof ReceivedDeletedBlockInfoProto_BlockStatus)[keyof typeof ReceivedDeletedBlockInfoProto_BlockStatus]

export const ErrorReportRequestProto_ErrorCode = {
  NOTIFY: 0,
  DISK_ERROR: 1,
  INVALID_BLOCK: 2,
  FATAL_DISK_ERROR: 3,
} as const
export type ErrorReportRequestProto_ErrorCode = (typeof ErrorReportRequestProto_ErrorCode)[keyof typeof ErrorReportRequestProto_ErrorCode]

export interface DatanodeRegistrationProto {
  readonly datanodeID: DatanodeIDProto
  readonly storageInfo: StorageInfoProto
  readonly keys: ExportedBlockKeysProto
  readonly softwareVersion: string
}
export function writeDatanodeRegistrationProto(w: BackwardWriter, m: DatanodeRegistrationProto): void {
  w.string(m.softwareVersion); w.tag(34)
  { const before = w.size; writeExportedBlockKeysProto(w, m.keys); w.varint32(w.size - before); w.tag(26) }
  { const before = w.size; writeStorageInfoProto(w, m.storageInfo); w.varint32(w.size - before); w.tag(18) }
  { const before = w.size; writeDatanodeIDProto(w, m.datanodeID); w.varint32(w.size - before); w.tag(10) }
}
export function readDatanodeRegistrationProto(r: ProtoReader, end: number): DatanodeRegistrationProto {
  let $datanodeID: DatanodeIDProto | undefined
  let $storageInfo: StorageInfoProto | undefined
  let $keys: ExportedBlockKeysProto | undefined
  let $softwareVersion: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $datanodeID = readDatanodeIDProto(r, to); break }
      case 18: { const to = r.lengthEnd(); $storageInfo = readStorageInfoProto(r, to); break }
      case 26: { const to = r.lengthEnd(); $keys = readExportedBlockKeysProto(r, to); break }
      case 34: { $softwareVersion = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.datanode.DatanodeRegistrationProto", [1, 2, 3, 4])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.datanode.DatanodeRegistrationProto")
  if ($datanodeID === undefined) throw missing("hadoop.hdfs.datanode.DatanodeRegistrationProto", "datanodeID")
  if ($storageInfo === undefined) throw missing("hadoop.hdfs.datanode.DatanodeRegistrationProto", "storageInfo")
  if ($keys === undefined) throw missing("hadoop.hdfs.datanode.DatanodeRegistrationProto", "keys")
  if ($softwareVersion === undefined) throw missing("hadoop.hdfs.datanode.DatanodeRegistrationProto", "softwareVersion")
  return { datanodeID: $datanodeID, storageInfo: $storageInfo, keys: $keys, softwareVersion: $softwareVersion }
}
export const DatanodeRegistrationProto: Codec<DatanodeRegistrationProto> = /* @__PURE__ */ codec("hadoop.hdfs.datanode.DatanodeRegistrationProto", writeDatanodeRegistrationProto, readDatanodeRegistrationProto)

export interface DatanodeCommandProto {
  readonly cmdType: DatanodeCommandProto_Type
  readonly balancerCmd?: BalancerBandwidthCommandProto | undefined
  readonly blkCmd?: BlockCommandProto | undefined
  readonly recoveryCmd?: BlockRecoveryCommandProto | undefined
  readonly finalizeCmd?: FinalizeCommandProto | undefined
  readonly keyUpdateCmd?: KeyUpdateCommandProto | undefined
  readonly registerCmd?: RegisterCommandProto | undefined
  readonly blkIdCmd?: BlockIdCommandProto | undefined
  readonly blkECReconstructionCmd?: BlockECReconstructionCommandProto | undefined
}
export function writeDatanodeCommandProto(w: BackwardWriter, m: DatanodeCommandProto): void {
  if (m.blkECReconstructionCmd !== undefined) { const before = w.size; writeBlockECReconstructionCommandProto(w, m.blkECReconstructionCmd); w.varint32(w.size - before); w.tag(74) }
  if (m.blkIdCmd !== undefined) { const before = w.size; writeBlockIdCommandProto(w, m.blkIdCmd); w.varint32(w.size - before); w.tag(66) }
  if (m.registerCmd !== undefined) { const before = w.size; writeRegisterCommandProto(w, m.registerCmd); w.varint32(w.size - before); w.tag(58) }
  if (m.keyUpdateCmd !== undefined) { const before = w.size; writeKeyUpdateCommandProto(w, m.keyUpdateCmd); w.varint32(w.size - before); w.tag(50) }
  if (m.finalizeCmd !== undefined) { const before = w.size; writeFinalizeCommandProto(w, m.finalizeCmd); w.varint32(w.size - before); w.tag(42) }
  if (m.recoveryCmd !== undefined) { const before = w.size; writeBlockRecoveryCommandProto(w, m.recoveryCmd); w.varint32(w.size - before); w.tag(34) }
  if (m.blkCmd !== undefined) { const before = w.size; writeBlockCommandProto(w, m.blkCmd); w.varint32(w.size - before); w.tag(26) }
  if (m.balancerCmd !== undefined) { const before = w.size; writeBalancerBandwidthCommandProto(w, m.balancerCmd); w.varint32(w.size - before); w.tag(18) }
  w.int32(m.cmdType); w.tag(8)
}
export function readDatanodeCommandProto(r: ProtoReader, end: number): DatanodeCommandProto {
  let $cmdType: DatanodeCommandProto_Type | undefined
  let $balancerCmd: BalancerBandwidthCommandProto | undefined
  let $blkCmd: BlockCommandProto | undefined
  let $recoveryCmd: BlockRecoveryCommandProto | undefined
  let $finalizeCmd: FinalizeCommandProto | undefined
  let $keyUpdateCmd: KeyUpdateCommandProto | undefined
  let $registerCmd: RegisterCommandProto | undefined
  let $blkIdCmd: BlockIdCommandProto | undefined
  let $blkECReconstructionCmd: BlockECReconstructionCommandProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { const v = r.int32(); if (v >= 0 && v <= 9) $cmdType = v as DatanodeCommandProto_Type; break }
      case 18: { const to = r.lengthEnd(); $balancerCmd = readBalancerBandwidthCommandProto(r, to); break }
      case 26: { const to = r.lengthEnd(); $blkCmd = readBlockCommandProto(r, to); break }
      case 34: { const to = r.lengthEnd(); $recoveryCmd = readBlockRecoveryCommandProto(r, to); break }
      case 42: { const to = r.lengthEnd(); $finalizeCmd = readFinalizeCommandProto(r, to); break }
      case 50: { const to = r.lengthEnd(); $keyUpdateCmd = readKeyUpdateCommandProto(r, to); break }
      case 58: { const to = r.lengthEnd(); $registerCmd = readRegisterCommandProto(r, to); break }
      case 66: { const to = r.lengthEnd(); $blkIdCmd = readBlockIdCommandProto(r, to); break }
      case 74: { const to = r.lengthEnd(); $blkECReconstructionCmd = readBlockECReconstructionCommandProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.datanode.DatanodeCommandProto", [1, 2, 3, 4, 5, 6, 7, 8, 9])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.datanode.DatanodeCommandProto")
  if ($cmdType === undefined) throw missing("hadoop.hdfs.datanode.DatanodeCommandProto", "cmdType")
  return { cmdType: $cmdType, balancerCmd: $balancerCmd, blkCmd: $blkCmd, recoveryCmd: $recoveryCmd, finalizeCmd: $finalizeCmd, keyUpdateCmd: $keyUpdateCmd, registerCmd: $registerCmd, blkIdCmd: $blkIdCmd, blkECReconstructionCmd: $blkECReconstructionCmd }
}
export const DatanodeCommandProto: Codec<DatanodeCommandProto> = /* @__PURE__ */ codec("hadoop.hdfs.datanode.DatanodeCommandProto", writeDatanodeCommandProto, readDatanodeCommandProto)

export interface BalancerBandwidthCommandProto {
  readonly bandwidth: number
}
export function writeBalancerBandwidthCommandProto(w: BackwardWriter, m: BalancerBandwidthCommandProto): void {
  w.int64(m.bandwidth); w.tag(8)
}
export function readBalancerBandwidthCommandProto(r: ProtoReader, end: number): BalancerBandwidthCommandProto {
  let $bandwidth: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $bandwidth = r.int64(); break }
      default: r.skip(tag, "hadoop.hdfs.datanode.BalancerBandwidthCommandProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.datanode.BalancerBandwidthCommandProto")
  if ($bandwidth === undefined) throw missing("hadoop.hdfs.datanode.BalancerBandwidthCommandProto", "bandwidth")
  return { bandwidth: $bandwidth }
}
export const BalancerBandwidthCommandProto: Codec<BalancerBandwidthCommandProto> = /* @__PURE__ */ codec("hadoop.hdfs.datanode.BalancerBandwidthCommandProto", writeBalancerBandwidthCommandProto, readBalancerBandwidthCommandProto)

export interface BlockCommandProto {
  readonly action: BlockCommandProto_Action
  readonly blockPoolId: string
  readonly blocks: readonly BlockProto[]
  readonly targets: readonly DatanodeInfosProto[]
  readonly targetStorageUuids: readonly StorageUuidsProto[]
  readonly targetStorageTypes: readonly StorageTypesProto[]
}
export function writeBlockCommandProto(w: BackwardWriter, m: BlockCommandProto): void {
  for (let values = m.targetStorageTypes, i = values.length - 1; i >= 0; i--) { const before = w.size; writeStorageTypesProto(w, values[i] as StorageTypesProto); w.varint32(w.size - before); w.tag(50) }
  for (let values = m.targetStorageUuids, i = values.length - 1; i >= 0; i--) { const before = w.size; writeStorageUuidsProto(w, values[i] as StorageUuidsProto); w.varint32(w.size - before); w.tag(42) }
  for (let values = m.targets, i = values.length - 1; i >= 0; i--) { const before = w.size; writeDatanodeInfosProto(w, values[i] as DatanodeInfosProto); w.varint32(w.size - before); w.tag(34) }
  for (let values = m.blocks, i = values.length - 1; i >= 0; i--) { const before = w.size; writeBlockProto(w, values[i] as BlockProto); w.varint32(w.size - before); w.tag(26) }
  w.string(m.blockPoolId); w.tag(18)
  w.int32(m.action); w.tag(8)
}
export function readBlockCommandProto(r: ProtoReader, end: number): BlockCommandProto {
  let $action: BlockCommandProto_Action | undefined
  let $blockPoolId: string | undefined
  const $blocks: BlockProto[] = []
  const $targets: DatanodeInfosProto[] = []
  const $targetStorageUuids: StorageUuidsProto[] = []
  const $targetStorageTypes: StorageTypesProto[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { const v = r.int32(); if (v >= 1 && v <= 3) $action = v as BlockCommandProto_Action; break }
      case 18: { $blockPoolId = r.string(); break }
      case 26: { const to = r.lengthEnd(); $blocks.push(readBlockProto(r, to)); break }
      case 34: { const to = r.lengthEnd(); $targets.push(readDatanodeInfosProto(r, to)); break }
      case 42: { const to = r.lengthEnd(); $targetStorageUuids.push(readStorageUuidsProto(r, to)); break }
      case 50: { const to = r.lengthEnd(); $targetStorageTypes.push(readStorageTypesProto(r, to)); break }
      default: r.skip(tag, "hadoop.hdfs.datanode.BlockCommandProto", [1, 2, 3, 4, 5, 6])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.datanode.BlockCommandProto")
  if ($action === undefined) throw missing("hadoop.hdfs.datanode.BlockCommandProto", "action")
  if ($blockPoolId === undefined) throw missing("hadoop.hdfs.datanode.BlockCommandProto", "blockPoolId")
  return { action: $action, blockPoolId: $blockPoolId, blocks: $blocks, targets: $targets, targetStorageUuids: $targetStorageUuids, targetStorageTypes: $targetStorageTypes }
}
export const BlockCommandProto: Codec<BlockCommandProto> = /* @__PURE__ */ codec("hadoop.hdfs.datanode.BlockCommandProto", writeBlockCommandProto, readBlockCommandProto)

export interface BlockIdCommandProto {
  readonly action: BlockIdCommandProto_Action
  readonly blockPoolId: string
  readonly blockIds: readonly bigint[]
}
export function writeBlockIdCommandProto(w: BackwardWriter, m: BlockIdCommandProto): void {
  if (m.blockIds.length > 0) {
    const values = m.blockIds, before = w.size
    for (let i = values.length - 1; i >= 0; i--) w.int64Big(values[i] as bigint)
    w.varint32(w.size - before); w.tag(26)
  }
  w.string(m.blockPoolId); w.tag(18)
  w.int32(m.action); w.tag(8)
}
export function readBlockIdCommandProto(r: ProtoReader, end: number): BlockIdCommandProto {
  let $action: BlockIdCommandProto_Action | undefined
  let $blockPoolId: string | undefined
  const $blockIds: bigint[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { const v = r.int32(); if (v >= 1 && v <= 2) $action = v as BlockIdCommandProto_Action; break }
      case 18: { $blockPoolId = r.string(); break }
      case 24: { $blockIds.push(r.int64Big()); break }
      case 26: { const to = r.lengthEnd(); while (r.pos < to) { $blockIds.push(r.int64Big()) } if (r.pos !== to) throw overrun("hadoop.hdfs.datanode.BlockIdCommandProto"); break }
      default: r.skip(tag, "hadoop.hdfs.datanode.BlockIdCommandProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.datanode.BlockIdCommandProto")
  if ($action === undefined) throw missing("hadoop.hdfs.datanode.BlockIdCommandProto", "action")
  if ($blockPoolId === undefined) throw missing("hadoop.hdfs.datanode.BlockIdCommandProto", "blockPoolId")
  return { action: $action, blockPoolId: $blockPoolId, blockIds: $blockIds }
}
export const BlockIdCommandProto: Codec<BlockIdCommandProto> = /* @__PURE__ */ codec("hadoop.hdfs.datanode.BlockIdCommandProto", writeBlockIdCommandProto, readBlockIdCommandProto)

export interface BlockRecoveryCommandProto {
  readonly blocks: readonly RecoveringBlockProto[]
}
export function writeBlockRecoveryCommandProto(w: BackwardWriter, m: BlockRecoveryCommandProto): void {
  for (let values = m.blocks, i = values.length - 1; i >= 0; i--) { const before = w.size; writeRecoveringBlockProto(w, values[i] as RecoveringBlockProto); w.varint32(w.size - before); w.tag(10) }
}
export function readBlockRecoveryCommandProto(r: ProtoReader, end: number): BlockRecoveryCommandProto {
  const $blocks: RecoveringBlockProto[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $blocks.push(readRecoveringBlockProto(r, to)); break }
      default: r.skip(tag, "hadoop.hdfs.datanode.BlockRecoveryCommandProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.datanode.BlockRecoveryCommandProto")
  return { blocks: $blocks }
}
export const BlockRecoveryCommandProto: Codec<BlockRecoveryCommandProto> = /* @__PURE__ */ codec("hadoop.hdfs.datanode.BlockRecoveryCommandProto", writeBlockRecoveryCommandProto, readBlockRecoveryCommandProto)

export interface FinalizeCommandProto {
  readonly blockPoolId: string
}
export function writeFinalizeCommandProto(w: BackwardWriter, m: FinalizeCommandProto): void {
  w.string(m.blockPoolId); w.tag(10)
}
export function readFinalizeCommandProto(r: ProtoReader, end: number): FinalizeCommandProto {
  let $blockPoolId: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $blockPoolId = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.datanode.FinalizeCommandProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.datanode.FinalizeCommandProto")
  if ($blockPoolId === undefined) throw missing("hadoop.hdfs.datanode.FinalizeCommandProto", "blockPoolId")
  return { blockPoolId: $blockPoolId }
}
export const FinalizeCommandProto: Codec<FinalizeCommandProto> = /* @__PURE__ */ codec("hadoop.hdfs.datanode.FinalizeCommandProto", writeFinalizeCommandProto, readFinalizeCommandProto)

export interface KeyUpdateCommandProto {
  readonly keys: ExportedBlockKeysProto
}
export function writeKeyUpdateCommandProto(w: BackwardWriter, m: KeyUpdateCommandProto): void {
  { const before = w.size; writeExportedBlockKeysProto(w, m.keys); w.varint32(w.size - before); w.tag(10) }
}
export function readKeyUpdateCommandProto(r: ProtoReader, end: number): KeyUpdateCommandProto {
  let $keys: ExportedBlockKeysProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $keys = readExportedBlockKeysProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.datanode.KeyUpdateCommandProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.datanode.KeyUpdateCommandProto")
  if ($keys === undefined) throw missing("hadoop.hdfs.datanode.KeyUpdateCommandProto", "keys")
  return { keys: $keys }
}
export const KeyUpdateCommandProto: Codec<KeyUpdateCommandProto> = /* @__PURE__ */ codec("hadoop.hdfs.datanode.KeyUpdateCommandProto", writeKeyUpdateCommandProto, readKeyUpdateCommandProto)

export type RegisterCommandProto = Record<string, never>
export function writeRegisterCommandProto(_w: BackwardWriter, _m: RegisterCommandProto): void {
}
export function readRegisterCommandProto(r: ProtoReader, end: number): RegisterCommandProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.datanode.RegisterCommandProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.datanode.RegisterCommandProto")
  return {  }
}
export const RegisterCommandProto: Codec<RegisterCommandProto> = /* @__PURE__ */ codec("hadoop.hdfs.datanode.RegisterCommandProto", writeRegisterCommandProto, readRegisterCommandProto)

export interface BlockECReconstructionCommandProto {
  readonly blockECReconstructioninfo: readonly BlockECReconstructionInfoProto[]
}
export function writeBlockECReconstructionCommandProto(w: BackwardWriter, m: BlockECReconstructionCommandProto): void {
  for (let values = m.blockECReconstructioninfo, i = values.length - 1; i >= 0; i--) { const before = w.size; writeBlockECReconstructionInfoProto(w, values[i] as BlockECReconstructionInfoProto); w.varint32(w.size - before); w.tag(10) }
}
export function readBlockECReconstructionCommandProto(r: ProtoReader, end: number): BlockECReconstructionCommandProto {
  const $blockECReconstructioninfo: BlockECReconstructionInfoProto[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $blockECReconstructioninfo.push(readBlockECReconstructionInfoProto(r, to)); break }
      default: r.skip(tag, "hadoop.hdfs.datanode.BlockECReconstructionCommandProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.datanode.BlockECReconstructionCommandProto")
  return { blockECReconstructioninfo: $blockECReconstructioninfo }
}
export const BlockECReconstructionCommandProto: Codec<BlockECReconstructionCommandProto> = /* @__PURE__ */ codec("hadoop.hdfs.datanode.BlockECReconstructionCommandProto", writeBlockECReconstructionCommandProto, readBlockECReconstructionCommandProto)

export interface RegisterDatanodeRequestProto {
  readonly registration: DatanodeRegistrationProto
}
export function writeRegisterDatanodeRequestProto(w: BackwardWriter, m: RegisterDatanodeRequestProto): void {
  { const before = w.size; writeDatanodeRegistrationProto(w, m.registration); w.varint32(w.size - before); w.tag(10) }
}
export function readRegisterDatanodeRequestProto(r: ProtoReader, end: number): RegisterDatanodeRequestProto {
  let $registration: DatanodeRegistrationProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $registration = readDatanodeRegistrationProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.datanode.RegisterDatanodeRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.datanode.RegisterDatanodeRequestProto")
  if ($registration === undefined) throw missing("hadoop.hdfs.datanode.RegisterDatanodeRequestProto", "registration")
  return { registration: $registration }
}
export const RegisterDatanodeRequestProto: Codec<RegisterDatanodeRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.datanode.RegisterDatanodeRequestProto", writeRegisterDatanodeRequestProto, readRegisterDatanodeRequestProto)

export interface RegisterDatanodeResponseProto {
  readonly registration: DatanodeRegistrationProto
}
export function writeRegisterDatanodeResponseProto(w: BackwardWriter, m: RegisterDatanodeResponseProto): void {
  { const before = w.size; writeDatanodeRegistrationProto(w, m.registration); w.varint32(w.size - before); w.tag(10) }
}
export function readRegisterDatanodeResponseProto(r: ProtoReader, end: number): RegisterDatanodeResponseProto {
  let $registration: DatanodeRegistrationProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $registration = readDatanodeRegistrationProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.datanode.RegisterDatanodeResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.datanode.RegisterDatanodeResponseProto")
  if ($registration === undefined) throw missing("hadoop.hdfs.datanode.RegisterDatanodeResponseProto", "registration")
  return { registration: $registration }
}
export const RegisterDatanodeResponseProto: Codec<RegisterDatanodeResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.datanode.RegisterDatanodeResponseProto", writeRegisterDatanodeResponseProto, readRegisterDatanodeResponseProto)

export interface VolumeFailureSummaryProto {
  readonly failedStorageLocations: readonly string[]
  readonly lastVolumeFailureDate: number
  readonly estimatedCapacityLostTotal: number
}
export function writeVolumeFailureSummaryProto(w: BackwardWriter, m: VolumeFailureSummaryProto): void {
  w.int64(m.estimatedCapacityLostTotal); w.tag(24)
  w.int64(m.lastVolumeFailureDate); w.tag(16)
  for (let values = m.failedStorageLocations, i = values.length - 1; i >= 0; i--) { w.string(values[i] as string); w.tag(10) }
}
export function readVolumeFailureSummaryProto(r: ProtoReader, end: number): VolumeFailureSummaryProto {
  const $failedStorageLocations: string[] = []
  let $lastVolumeFailureDate: number | undefined
  let $estimatedCapacityLostTotal: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $failedStorageLocations.push(r.string()); break }
      case 16: { $lastVolumeFailureDate = r.int64(); break }
      case 24: { $estimatedCapacityLostTotal = r.int64(); break }
      default: r.skip(tag, "hadoop.hdfs.datanode.VolumeFailureSummaryProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.datanode.VolumeFailureSummaryProto")
  if ($lastVolumeFailureDate === undefined) throw missing("hadoop.hdfs.datanode.VolumeFailureSummaryProto", "lastVolumeFailureDate")
  if ($estimatedCapacityLostTotal === undefined) throw missing("hadoop.hdfs.datanode.VolumeFailureSummaryProto", "estimatedCapacityLostTotal")
  return { failedStorageLocations: $failedStorageLocations, lastVolumeFailureDate: $lastVolumeFailureDate, estimatedCapacityLostTotal: $estimatedCapacityLostTotal }
}
export const VolumeFailureSummaryProto: Codec<VolumeFailureSummaryProto> = /* @__PURE__ */ codec("hadoop.hdfs.datanode.VolumeFailureSummaryProto", writeVolumeFailureSummaryProto, readVolumeFailureSummaryProto)

export interface HeartbeatRequestProto {
  readonly registration: DatanodeRegistrationProto
  readonly reports: readonly StorageReportProto[]
  readonly xmitsInProgress?: number | undefined
  readonly xceiverCount?: number | undefined
  readonly failedVolumes?: number | undefined
  readonly cacheCapacity?: number | undefined
  readonly cacheUsed?: number | undefined
  readonly volumeFailureSummary?: VolumeFailureSummaryProto | undefined
  readonly requestFullBlockReportLease?: boolean | undefined
  readonly slowPeers: readonly SlowPeerReportProto[]
  readonly slowDisks: readonly SlowDiskReportProto[]
}
export function writeHeartbeatRequestProto(w: BackwardWriter, m: HeartbeatRequestProto): void {
  for (let values = m.slowDisks, i = values.length - 1; i >= 0; i--) { const before = w.size; writeSlowDiskReportProto(w, values[i] as SlowDiskReportProto); w.varint32(w.size - before); w.tag(90) }
  for (let values = m.slowPeers, i = values.length - 1; i >= 0; i--) { const before = w.size; writeSlowPeerReportProto(w, values[i] as SlowPeerReportProto); w.varint32(w.size - before); w.tag(82) }
  if (m.requestFullBlockReportLease !== undefined) { w.bool(m.requestFullBlockReportLease); w.tag(72) }
  if (m.volumeFailureSummary !== undefined) { const before = w.size; writeVolumeFailureSummaryProto(w, m.volumeFailureSummary); w.varint32(w.size - before); w.tag(66) }
  if (m.cacheUsed !== undefined) { w.int64(m.cacheUsed); w.tag(56) }
  if (m.cacheCapacity !== undefined) { w.int64(m.cacheCapacity); w.tag(48) }
  if (m.failedVolumes !== undefined) { w.uint32(m.failedVolumes); w.tag(40) }
  if (m.xceiverCount !== undefined) { w.uint32(m.xceiverCount); w.tag(32) }
  if (m.xmitsInProgress !== undefined) { w.uint32(m.xmitsInProgress); w.tag(24) }
  for (let values = m.reports, i = values.length - 1; i >= 0; i--) { const before = w.size; writeStorageReportProto(w, values[i] as StorageReportProto); w.varint32(w.size - before); w.tag(18) }
  { const before = w.size; writeDatanodeRegistrationProto(w, m.registration); w.varint32(w.size - before); w.tag(10) }
}
export function readHeartbeatRequestProto(r: ProtoReader, end: number): HeartbeatRequestProto {
  let $registration: DatanodeRegistrationProto | undefined
  const $reports: StorageReportProto[] = []
  let $xmitsInProgress: number = 0
  let $xceiverCount: number = 0
  let $failedVolumes: number = 0
  let $cacheCapacity: number = 0
  let $cacheUsed: number = 0
  let $volumeFailureSummary: VolumeFailureSummaryProto | undefined
  let $requestFullBlockReportLease: boolean = false
  const $slowPeers: SlowPeerReportProto[] = []
  const $slowDisks: SlowDiskReportProto[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $registration = readDatanodeRegistrationProto(r, to); break }
      case 18: { const to = r.lengthEnd(); $reports.push(readStorageReportProto(r, to)); break }
      case 24: { $xmitsInProgress = r.int32(); break }
      case 32: { $xceiverCount = r.int32(); break }
      case 40: { $failedVolumes = r.int32(); break }
      case 48: { $cacheCapacity = r.int64(); break }
      case 56: { $cacheUsed = r.int64(); break }
      case 66: { const to = r.lengthEnd(); $volumeFailureSummary = readVolumeFailureSummaryProto(r, to); break }
      case 72: { $requestFullBlockReportLease = r.bool(); break }
      case 82: { const to = r.lengthEnd(); $slowPeers.push(readSlowPeerReportProto(r, to)); break }
      case 90: { const to = r.lengthEnd(); $slowDisks.push(readSlowDiskReportProto(r, to)); break }
      default: r.skip(tag, "hadoop.hdfs.datanode.HeartbeatRequestProto", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.datanode.HeartbeatRequestProto")
  if ($registration === undefined) throw missing("hadoop.hdfs.datanode.HeartbeatRequestProto", "registration")
  return { registration: $registration, reports: $reports, xmitsInProgress: $xmitsInProgress, xceiverCount: $xceiverCount, failedVolumes: $failedVolumes, cacheCapacity: $cacheCapacity, cacheUsed: $cacheUsed, volumeFailureSummary: $volumeFailureSummary, requestFullBlockReportLease: $requestFullBlockReportLease, slowPeers: $slowPeers, slowDisks: $slowDisks }
}
export const HeartbeatRequestProto: Codec<HeartbeatRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.datanode.HeartbeatRequestProto", writeHeartbeatRequestProto, readHeartbeatRequestProto)

export interface HeartbeatResponseProto {
  readonly cmds: readonly DatanodeCommandProto[]
  readonly haStatus: NNHAStatusHeartbeatProto
  readonly rollingUpgradeStatus?: RollingUpgradeStatusProto | undefined
  readonly rollingUpgradeStatusV2?: RollingUpgradeStatusProto | undefined
  readonly fullBlockReportLeaseId?: bigint | undefined
  readonly isSlownode?: boolean | undefined
}
export function writeHeartbeatResponseProto(w: BackwardWriter, m: HeartbeatResponseProto): void {
  if (m.isSlownode !== undefined) { w.bool(m.isSlownode); w.tag(48) }
  if (m.fullBlockReportLeaseId !== undefined) { w.int64Big(m.fullBlockReportLeaseId); w.tag(40) }
  if (m.rollingUpgradeStatusV2 !== undefined) { const before = w.size; writeRollingUpgradeStatusProto(w, m.rollingUpgradeStatusV2); w.varint32(w.size - before); w.tag(34) }
  if (m.rollingUpgradeStatus !== undefined) { const before = w.size; writeRollingUpgradeStatusProto(w, m.rollingUpgradeStatus); w.varint32(w.size - before); w.tag(26) }
  { const before = w.size; writeNNHAStatusHeartbeatProto(w, m.haStatus); w.varint32(w.size - before); w.tag(18) }
  for (let values = m.cmds, i = values.length - 1; i >= 0; i--) { const before = w.size; writeDatanodeCommandProto(w, values[i] as DatanodeCommandProto); w.varint32(w.size - before); w.tag(10) }
}
export function readHeartbeatResponseProto(r: ProtoReader, end: number): HeartbeatResponseProto {
  const $cmds: DatanodeCommandProto[] = []
  let $haStatus: NNHAStatusHeartbeatProto | undefined
  let $rollingUpgradeStatus: RollingUpgradeStatusProto | undefined
  let $rollingUpgradeStatusV2: RollingUpgradeStatusProto | undefined
  let $fullBlockReportLeaseId: bigint = 0n
  let $isSlownode: boolean = false
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $cmds.push(readDatanodeCommandProto(r, to)); break }
      case 18: { const to = r.lengthEnd(); $haStatus = readNNHAStatusHeartbeatProto(r, to); break }
      case 26: { const to = r.lengthEnd(); $rollingUpgradeStatus = readRollingUpgradeStatusProto(r, to); break }
      case 34: { const to = r.lengthEnd(); $rollingUpgradeStatusV2 = readRollingUpgradeStatusProto(r, to); break }
      case 40: { $fullBlockReportLeaseId = r.int64Big(); break }
      case 48: { $isSlownode = r.bool(); break }
      default: r.skip(tag, "hadoop.hdfs.datanode.HeartbeatResponseProto", [1, 2, 3, 4, 5, 6])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.datanode.HeartbeatResponseProto")
  if ($haStatus === undefined) throw missing("hadoop.hdfs.datanode.HeartbeatResponseProto", "haStatus")
  return { cmds: $cmds, haStatus: $haStatus, rollingUpgradeStatus: $rollingUpgradeStatus, rollingUpgradeStatusV2: $rollingUpgradeStatusV2, fullBlockReportLeaseId: $fullBlockReportLeaseId, isSlownode: $isSlownode }
}
export const HeartbeatResponseProto: Codec<HeartbeatResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.datanode.HeartbeatResponseProto", writeHeartbeatResponseProto, readHeartbeatResponseProto)

export interface BlockReportRequestProto {
  readonly registration: DatanodeRegistrationProto
  readonly blockPoolId: string
  readonly reports: readonly StorageBlockReportProto[]
  readonly context?: BlockReportContextProto | undefined
}
export function writeBlockReportRequestProto(w: BackwardWriter, m: BlockReportRequestProto): void {
  if (m.context !== undefined) { const before = w.size; writeBlockReportContextProto(w, m.context); w.varint32(w.size - before); w.tag(34) }
  for (let values = m.reports, i = values.length - 1; i >= 0; i--) { const before = w.size; writeStorageBlockReportProto(w, values[i] as StorageBlockReportProto); w.varint32(w.size - before); w.tag(26) }
  w.string(m.blockPoolId); w.tag(18)
  { const before = w.size; writeDatanodeRegistrationProto(w, m.registration); w.varint32(w.size - before); w.tag(10) }
}
export function readBlockReportRequestProto(r: ProtoReader, end: number): BlockReportRequestProto {
  let $registration: DatanodeRegistrationProto | undefined
  let $blockPoolId: string | undefined
  const $reports: StorageBlockReportProto[] = []
  let $context: BlockReportContextProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $registration = readDatanodeRegistrationProto(r, to); break }
      case 18: { $blockPoolId = r.string(); break }
      case 26: { const to = r.lengthEnd(); $reports.push(readStorageBlockReportProto(r, to)); break }
      case 34: { const to = r.lengthEnd(); $context = readBlockReportContextProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.datanode.BlockReportRequestProto", [1, 2, 3, 4])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.datanode.BlockReportRequestProto")
  if ($registration === undefined) throw missing("hadoop.hdfs.datanode.BlockReportRequestProto", "registration")
  if ($blockPoolId === undefined) throw missing("hadoop.hdfs.datanode.BlockReportRequestProto", "blockPoolId")
  return { registration: $registration, blockPoolId: $blockPoolId, reports: $reports, context: $context }
}
export const BlockReportRequestProto: Codec<BlockReportRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.datanode.BlockReportRequestProto", writeBlockReportRequestProto, readBlockReportRequestProto)

export interface BlockReportContextProto {
  readonly totalRpcs: number
  readonly curRpc: number
  readonly id: bigint
  readonly leaseId?: bigint | undefined
}
export function writeBlockReportContextProto(w: BackwardWriter, m: BlockReportContextProto): void {
  if (m.leaseId !== undefined) { w.int64Big(m.leaseId); w.tag(32) }
  w.int64Big(m.id); w.tag(24)
  w.int32(m.curRpc); w.tag(16)
  w.int32(m.totalRpcs); w.tag(8)
}
export function readBlockReportContextProto(r: ProtoReader, end: number): BlockReportContextProto {
  let $totalRpcs: number | undefined
  let $curRpc: number | undefined
  let $id: bigint | undefined
  let $leaseId: bigint = 0n
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $totalRpcs = r.int32(); break }
      case 16: { $curRpc = r.int32(); break }
      case 24: { $id = r.int64Big(); break }
      case 32: { $leaseId = r.int64Big(); break }
      default: r.skip(tag, "hadoop.hdfs.datanode.BlockReportContextProto", [1, 2, 3, 4])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.datanode.BlockReportContextProto")
  if ($totalRpcs === undefined) throw missing("hadoop.hdfs.datanode.BlockReportContextProto", "totalRpcs")
  if ($curRpc === undefined) throw missing("hadoop.hdfs.datanode.BlockReportContextProto", "curRpc")
  if ($id === undefined) throw missing("hadoop.hdfs.datanode.BlockReportContextProto", "id")
  return { totalRpcs: $totalRpcs, curRpc: $curRpc, id: $id, leaseId: $leaseId }
}
export const BlockReportContextProto: Codec<BlockReportContextProto> = /* @__PURE__ */ codec("hadoop.hdfs.datanode.BlockReportContextProto", writeBlockReportContextProto, readBlockReportContextProto)

export interface StorageBlockReportProto {
  readonly storage: DatanodeStorageProto
  readonly blocks: readonly bigint[]
  readonly numberOfBlocks?: number | undefined
  readonly blocksBuffers: readonly Uint8Array[]
}
export function writeStorageBlockReportProto(w: BackwardWriter, m: StorageBlockReportProto): void {
  for (let values = m.blocksBuffers, i = values.length - 1; i >= 0; i--) { w.bytes(values[i] as Uint8Array); w.tag(34) }
  if (m.numberOfBlocks !== undefined) { w.int64(m.numberOfBlocks); w.tag(24) }
  if (m.blocks.length > 0) {
    const values = m.blocks, before = w.size
    for (let i = values.length - 1; i >= 0; i--) w.int64Big(values[i] as bigint)
    w.varint32(w.size - before); w.tag(18)
  }
  { const before = w.size; writeDatanodeStorageProto(w, m.storage); w.varint32(w.size - before); w.tag(10) }
}
export function readStorageBlockReportProto(r: ProtoReader, end: number): StorageBlockReportProto {
  let $storage: DatanodeStorageProto | undefined
  const $blocks: bigint[] = []
  let $numberOfBlocks: number | undefined
  const $blocksBuffers: Uint8Array[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $storage = readDatanodeStorageProto(r, to); break }
      case 16: { $blocks.push(r.int64Big()); break }
      case 18: { const to = r.lengthEnd(); while (r.pos < to) { $blocks.push(r.int64Big()) } if (r.pos !== to) throw overrun("hadoop.hdfs.datanode.StorageBlockReportProto"); break }
      case 24: { $numberOfBlocks = r.int64(); break }
      case 34: { $blocksBuffers.push(r.bytes()); break }
      default: r.skip(tag, "hadoop.hdfs.datanode.StorageBlockReportProto", [1, 2, 3, 4])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.datanode.StorageBlockReportProto")
  if ($storage === undefined) throw missing("hadoop.hdfs.datanode.StorageBlockReportProto", "storage")
  return { storage: $storage, blocks: $blocks, numberOfBlocks: $numberOfBlocks, blocksBuffers: $blocksBuffers }
}
export const StorageBlockReportProto: Codec<StorageBlockReportProto> = /* @__PURE__ */ codec("hadoop.hdfs.datanode.StorageBlockReportProto", writeStorageBlockReportProto, readStorageBlockReportProto)

export interface BlockReportResponseProto {
  readonly cmd?: DatanodeCommandProto | undefined
}
export function writeBlockReportResponseProto(w: BackwardWriter, m: BlockReportResponseProto): void {
  if (m.cmd !== undefined) { const before = w.size; writeDatanodeCommandProto(w, m.cmd); w.varint32(w.size - before); w.tag(10) }
}
export function readBlockReportResponseProto(r: ProtoReader, end: number): BlockReportResponseProto {
  let $cmd: DatanodeCommandProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $cmd = readDatanodeCommandProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.datanode.BlockReportResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.datanode.BlockReportResponseProto")
  return { cmd: $cmd }
}
export const BlockReportResponseProto: Codec<BlockReportResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.datanode.BlockReportResponseProto", writeBlockReportResponseProto, readBlockReportResponseProto)

export interface CacheReportRequestProto {
  readonly registration: DatanodeRegistrationProto
  readonly blockPoolId: string
  readonly blocks: readonly bigint[]
}
export function writeCacheReportRequestProto(w: BackwardWriter, m: CacheReportRequestProto): void {
  if (m.blocks.length > 0) {
    const values = m.blocks, before = w.size
    for (let i = values.length - 1; i >= 0; i--) w.int64Big(values[i] as bigint)
    w.varint32(w.size - before); w.tag(26)
  }
  w.string(m.blockPoolId); w.tag(18)
  { const before = w.size; writeDatanodeRegistrationProto(w, m.registration); w.varint32(w.size - before); w.tag(10) }
}
export function readCacheReportRequestProto(r: ProtoReader, end: number): CacheReportRequestProto {
  let $registration: DatanodeRegistrationProto | undefined
  let $blockPoolId: string | undefined
  const $blocks: bigint[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $registration = readDatanodeRegistrationProto(r, to); break }
      case 18: { $blockPoolId = r.string(); break }
      case 24: { $blocks.push(r.int64Big()); break }
      case 26: { const to = r.lengthEnd(); while (r.pos < to) { $blocks.push(r.int64Big()) } if (r.pos !== to) throw overrun("hadoop.hdfs.datanode.CacheReportRequestProto"); break }
      default: r.skip(tag, "hadoop.hdfs.datanode.CacheReportRequestProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.datanode.CacheReportRequestProto")
  if ($registration === undefined) throw missing("hadoop.hdfs.datanode.CacheReportRequestProto", "registration")
  if ($blockPoolId === undefined) throw missing("hadoop.hdfs.datanode.CacheReportRequestProto", "blockPoolId")
  return { registration: $registration, blockPoolId: $blockPoolId, blocks: $blocks }
}
export const CacheReportRequestProto: Codec<CacheReportRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.datanode.CacheReportRequestProto", writeCacheReportRequestProto, readCacheReportRequestProto)

export interface CacheReportResponseProto {
  readonly cmd?: DatanodeCommandProto | undefined
}
export function writeCacheReportResponseProto(w: BackwardWriter, m: CacheReportResponseProto): void {
  if (m.cmd !== undefined) { const before = w.size; writeDatanodeCommandProto(w, m.cmd); w.varint32(w.size - before); w.tag(10) }
}
export function readCacheReportResponseProto(r: ProtoReader, end: number): CacheReportResponseProto {
  let $cmd: DatanodeCommandProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $cmd = readDatanodeCommandProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.datanode.CacheReportResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.datanode.CacheReportResponseProto")
  return { cmd: $cmd }
}
export const CacheReportResponseProto: Codec<CacheReportResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.datanode.CacheReportResponseProto", writeCacheReportResponseProto, readCacheReportResponseProto)

export interface ReceivedDeletedBlockInfoProto {
  readonly block: BlockProto
  readonly deleteHint?: string | undefined
  readonly status: ReceivedDeletedBlockInfoProto_BlockStatus
}
export function writeReceivedDeletedBlockInfoProto(w: BackwardWriter, m: ReceivedDeletedBlockInfoProto): void {
  w.int32(m.status); w.tag(24)
  if (m.deleteHint !== undefined) { w.string(m.deleteHint); w.tag(18) }
  { const before = w.size; writeBlockProto(w, m.block); w.varint32(w.size - before); w.tag(10) }
}
export function readReceivedDeletedBlockInfoProto(r: ProtoReader, end: number): ReceivedDeletedBlockInfoProto {
  let $block: BlockProto | undefined
  let $deleteHint: string | undefined
  let $status: ReceivedDeletedBlockInfoProto_BlockStatus | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $block = readBlockProto(r, to); break }
      case 18: { $deleteHint = r.string(); break }
      case 24: { const v = r.int32(); if (v >= 1 && v <= 3) $status = v as ReceivedDeletedBlockInfoProto_BlockStatus; break }
      default: r.skip(tag, "hadoop.hdfs.datanode.ReceivedDeletedBlockInfoProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.datanode.ReceivedDeletedBlockInfoProto")
  if ($block === undefined) throw missing("hadoop.hdfs.datanode.ReceivedDeletedBlockInfoProto", "block")
  if ($status === undefined) throw missing("hadoop.hdfs.datanode.ReceivedDeletedBlockInfoProto", "status")
  return { block: $block, deleteHint: $deleteHint, status: $status }
}
export const ReceivedDeletedBlockInfoProto: Codec<ReceivedDeletedBlockInfoProto> = /* @__PURE__ */ codec("hadoop.hdfs.datanode.ReceivedDeletedBlockInfoProto", writeReceivedDeletedBlockInfoProto, readReceivedDeletedBlockInfoProto)

export interface StorageReceivedDeletedBlocksProto {
  readonly storageUuid: string
  readonly blocks: readonly ReceivedDeletedBlockInfoProto[]
  readonly storage?: DatanodeStorageProto | undefined
}
export function writeStorageReceivedDeletedBlocksProto(w: BackwardWriter, m: StorageReceivedDeletedBlocksProto): void {
  if (m.storage !== undefined) { const before = w.size; writeDatanodeStorageProto(w, m.storage); w.varint32(w.size - before); w.tag(26) }
  for (let values = m.blocks, i = values.length - 1; i >= 0; i--) { const before = w.size; writeReceivedDeletedBlockInfoProto(w, values[i] as ReceivedDeletedBlockInfoProto); w.varint32(w.size - before); w.tag(18) }
  w.string(m.storageUuid); w.tag(10)
}
export function readStorageReceivedDeletedBlocksProto(r: ProtoReader, end: number): StorageReceivedDeletedBlocksProto {
  let $storageUuid: string | undefined
  const $blocks: ReceivedDeletedBlockInfoProto[] = []
  let $storage: DatanodeStorageProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $storageUuid = r.string(); break }
      case 18: { const to = r.lengthEnd(); $blocks.push(readReceivedDeletedBlockInfoProto(r, to)); break }
      case 26: { const to = r.lengthEnd(); $storage = readDatanodeStorageProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.datanode.StorageReceivedDeletedBlocksProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.datanode.StorageReceivedDeletedBlocksProto")
  if ($storageUuid === undefined) throw missing("hadoop.hdfs.datanode.StorageReceivedDeletedBlocksProto", "storageUuid")
  return { storageUuid: $storageUuid, blocks: $blocks, storage: $storage }
}
export const StorageReceivedDeletedBlocksProto: Codec<StorageReceivedDeletedBlocksProto> = /* @__PURE__ */ codec("hadoop.hdfs.datanode.StorageReceivedDeletedBlocksProto", writeStorageReceivedDeletedBlocksProto, readStorageReceivedDeletedBlocksProto)

export interface BlockReceivedAndDeletedRequestProto {
  readonly registration: DatanodeRegistrationProto
  readonly blockPoolId: string
  readonly blocks: readonly StorageReceivedDeletedBlocksProto[]
}
export function writeBlockReceivedAndDeletedRequestProto(w: BackwardWriter, m: BlockReceivedAndDeletedRequestProto): void {
  for (let values = m.blocks, i = values.length - 1; i >= 0; i--) { const before = w.size; writeStorageReceivedDeletedBlocksProto(w, values[i] as StorageReceivedDeletedBlocksProto); w.varint32(w.size - before); w.tag(26) }
  w.string(m.blockPoolId); w.tag(18)
  { const before = w.size; writeDatanodeRegistrationProto(w, m.registration); w.varint32(w.size - before); w.tag(10) }
}
export function readBlockReceivedAndDeletedRequestProto(r: ProtoReader, end: number): BlockReceivedAndDeletedRequestProto {
  let $registration: DatanodeRegistrationProto | undefined
  let $blockPoolId: string | undefined
  const $blocks: StorageReceivedDeletedBlocksProto[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $registration = readDatanodeRegistrationProto(r, to); break }
      case 18: { $blockPoolId = r.string(); break }
      case 26: { const to = r.lengthEnd(); $blocks.push(readStorageReceivedDeletedBlocksProto(r, to)); break }
      default: r.skip(tag, "hadoop.hdfs.datanode.BlockReceivedAndDeletedRequestProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.datanode.BlockReceivedAndDeletedRequestProto")
  if ($registration === undefined) throw missing("hadoop.hdfs.datanode.BlockReceivedAndDeletedRequestProto", "registration")
  if ($blockPoolId === undefined) throw missing("hadoop.hdfs.datanode.BlockReceivedAndDeletedRequestProto", "blockPoolId")
  return { registration: $registration, blockPoolId: $blockPoolId, blocks: $blocks }
}
export const BlockReceivedAndDeletedRequestProto: Codec<BlockReceivedAndDeletedRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.datanode.BlockReceivedAndDeletedRequestProto", writeBlockReceivedAndDeletedRequestProto, readBlockReceivedAndDeletedRequestProto)

export type BlockReceivedAndDeletedResponseProto = Record<string, never>
export function writeBlockReceivedAndDeletedResponseProto(_w: BackwardWriter, _m: BlockReceivedAndDeletedResponseProto): void {
}
export function readBlockReceivedAndDeletedResponseProto(r: ProtoReader, end: number): BlockReceivedAndDeletedResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.datanode.BlockReceivedAndDeletedResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.datanode.BlockReceivedAndDeletedResponseProto")
  return {  }
}
export const BlockReceivedAndDeletedResponseProto: Codec<BlockReceivedAndDeletedResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.datanode.BlockReceivedAndDeletedResponseProto", writeBlockReceivedAndDeletedResponseProto, readBlockReceivedAndDeletedResponseProto)

export interface ErrorReportRequestProto {
  readonly registartion: DatanodeRegistrationProto
  readonly errorCode: number
  readonly msg: string
}
export function writeErrorReportRequestProto(w: BackwardWriter, m: ErrorReportRequestProto): void {
  w.string(m.msg); w.tag(26)
  w.uint32(m.errorCode); w.tag(16)
  { const before = w.size; writeDatanodeRegistrationProto(w, m.registartion); w.varint32(w.size - before); w.tag(10) }
}
export function readErrorReportRequestProto(r: ProtoReader, end: number): ErrorReportRequestProto {
  let $registartion: DatanodeRegistrationProto | undefined
  let $errorCode: number | undefined
  let $msg: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $registartion = readDatanodeRegistrationProto(r, to); break }
      case 16: { $errorCode = r.int32(); break }
      case 26: { $msg = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.datanode.ErrorReportRequestProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.datanode.ErrorReportRequestProto")
  if ($registartion === undefined) throw missing("hadoop.hdfs.datanode.ErrorReportRequestProto", "registartion")
  if ($errorCode === undefined) throw missing("hadoop.hdfs.datanode.ErrorReportRequestProto", "errorCode")
  if ($msg === undefined) throw missing("hadoop.hdfs.datanode.ErrorReportRequestProto", "msg")
  return { registartion: $registartion, errorCode: $errorCode, msg: $msg }
}
export const ErrorReportRequestProto: Codec<ErrorReportRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.datanode.ErrorReportRequestProto", writeErrorReportRequestProto, readErrorReportRequestProto)

export type ErrorReportResponseProto = Record<string, never>
export function writeErrorReportResponseProto(_w: BackwardWriter, _m: ErrorReportResponseProto): void {
}
export function readErrorReportResponseProto(r: ProtoReader, end: number): ErrorReportResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.datanode.ErrorReportResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.datanode.ErrorReportResponseProto")
  return {  }
}
export const ErrorReportResponseProto: Codec<ErrorReportResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.datanode.ErrorReportResponseProto", writeErrorReportResponseProto, readErrorReportResponseProto)

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
      default: r.skip(tag, "hadoop.hdfs.datanode.ReportBadBlocksRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.datanode.ReportBadBlocksRequestProto")
  return { blocks: $blocks }
}
export const ReportBadBlocksRequestProto: Codec<ReportBadBlocksRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.datanode.ReportBadBlocksRequestProto", writeReportBadBlocksRequestProto, readReportBadBlocksRequestProto)

export type ReportBadBlocksResponseProto = Record<string, never>
export function writeReportBadBlocksResponseProto(_w: BackwardWriter, _m: ReportBadBlocksResponseProto): void {
}
export function readReportBadBlocksResponseProto(r: ProtoReader, end: number): ReportBadBlocksResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.datanode.ReportBadBlocksResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.datanode.ReportBadBlocksResponseProto")
  return {  }
}
export const ReportBadBlocksResponseProto: Codec<ReportBadBlocksResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.datanode.ReportBadBlocksResponseProto", writeReportBadBlocksResponseProto, readReportBadBlocksResponseProto)

export interface CommitBlockSynchronizationRequestProto {
  readonly block: ExtendedBlockProto
  readonly newGenStamp: number
  readonly newLength: number
  readonly closeFile: boolean
  readonly deleteBlock: boolean
  readonly newTaragets: readonly DatanodeIDProto[]
  readonly newTargetStorages: readonly string[]
}
export function writeCommitBlockSynchronizationRequestProto(w: BackwardWriter, m: CommitBlockSynchronizationRequestProto): void {
  for (let values = m.newTargetStorages, i = values.length - 1; i >= 0; i--) { w.string(values[i] as string); w.tag(58) }
  for (let values = m.newTaragets, i = values.length - 1; i >= 0; i--) { const before = w.size; writeDatanodeIDProto(w, values[i] as DatanodeIDProto); w.varint32(w.size - before); w.tag(50) }
  w.bool(m.deleteBlock); w.tag(40)
  w.bool(m.closeFile); w.tag(32)
  w.int64(m.newLength); w.tag(24)
  w.int64(m.newGenStamp); w.tag(16)
  { const before = w.size; writeExtendedBlockProto(w, m.block); w.varint32(w.size - before); w.tag(10) }
}
export function readCommitBlockSynchronizationRequestProto(r: ProtoReader, end: number): CommitBlockSynchronizationRequestProto {
  let $block: ExtendedBlockProto | undefined
  let $newGenStamp: number | undefined
  let $newLength: number | undefined
  let $closeFile: boolean | undefined
  let $deleteBlock: boolean | undefined
  const $newTaragets: DatanodeIDProto[] = []
  const $newTargetStorages: string[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $block = readExtendedBlockProto(r, to); break }
      case 16: { $newGenStamp = r.int64(); break }
      case 24: { $newLength = r.int64(); break }
      case 32: { $closeFile = r.bool(); break }
      case 40: { $deleteBlock = r.bool(); break }
      case 50: { const to = r.lengthEnd(); $newTaragets.push(readDatanodeIDProto(r, to)); break }
      case 58: { $newTargetStorages.push(r.string()); break }
      default: r.skip(tag, "hadoop.hdfs.datanode.CommitBlockSynchronizationRequestProto", [1, 2, 3, 4, 5, 6, 7])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.datanode.CommitBlockSynchronizationRequestProto")
  if ($block === undefined) throw missing("hadoop.hdfs.datanode.CommitBlockSynchronizationRequestProto", "block")
  if ($newGenStamp === undefined) throw missing("hadoop.hdfs.datanode.CommitBlockSynchronizationRequestProto", "newGenStamp")
  if ($newLength === undefined) throw missing("hadoop.hdfs.datanode.CommitBlockSynchronizationRequestProto", "newLength")
  if ($closeFile === undefined) throw missing("hadoop.hdfs.datanode.CommitBlockSynchronizationRequestProto", "closeFile")
  if ($deleteBlock === undefined) throw missing("hadoop.hdfs.datanode.CommitBlockSynchronizationRequestProto", "deleteBlock")
  return { block: $block, newGenStamp: $newGenStamp, newLength: $newLength, closeFile: $closeFile, deleteBlock: $deleteBlock, newTaragets: $newTaragets, newTargetStorages: $newTargetStorages }
}
export const CommitBlockSynchronizationRequestProto: Codec<CommitBlockSynchronizationRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.datanode.CommitBlockSynchronizationRequestProto", writeCommitBlockSynchronizationRequestProto, readCommitBlockSynchronizationRequestProto)

export type CommitBlockSynchronizationResponseProto = Record<string, never>
export function writeCommitBlockSynchronizationResponseProto(_w: BackwardWriter, _m: CommitBlockSynchronizationResponseProto): void {
}
export function readCommitBlockSynchronizationResponseProto(r: ProtoReader, end: number): CommitBlockSynchronizationResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.datanode.CommitBlockSynchronizationResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.datanode.CommitBlockSynchronizationResponseProto")
  return {  }
}
export const CommitBlockSynchronizationResponseProto: Codec<CommitBlockSynchronizationResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.datanode.CommitBlockSynchronizationResponseProto", writeCommitBlockSynchronizationResponseProto, readCommitBlockSynchronizationResponseProto)

export interface SlowPeerReportProto {
  readonly dataNodeId?: string | undefined
  readonly aggregateLatency?: number | undefined
  readonly median?: number | undefined
  readonly mad?: number | undefined
  readonly upperLimitLatency?: number | undefined
}
export function writeSlowPeerReportProto(w: BackwardWriter, m: SlowPeerReportProto): void {
  if (m.upperLimitLatency !== undefined) { w.double(m.upperLimitLatency); w.tag(41) }
  if (m.mad !== undefined) { w.double(m.mad); w.tag(33) }
  if (m.median !== undefined) { w.double(m.median); w.tag(25) }
  if (m.aggregateLatency !== undefined) { w.double(m.aggregateLatency); w.tag(17) }
  if (m.dataNodeId !== undefined) { w.string(m.dataNodeId); w.tag(10) }
}
export function readSlowPeerReportProto(r: ProtoReader, end: number): SlowPeerReportProto {
  let $dataNodeId: string | undefined
  let $aggregateLatency: number | undefined
  let $median: number | undefined
  let $mad: number | undefined
  let $upperLimitLatency: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $dataNodeId = r.string(); break }
      case 17: { $aggregateLatency = r.double(); break }
      case 25: { $median = r.double(); break }
      case 33: { $mad = r.double(); break }
      case 41: { $upperLimitLatency = r.double(); break }
      default: r.skip(tag, "hadoop.hdfs.datanode.SlowPeerReportProto", [1, 2, 3, 4, 5])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.datanode.SlowPeerReportProto")
  return { dataNodeId: $dataNodeId, aggregateLatency: $aggregateLatency, median: $median, mad: $mad, upperLimitLatency: $upperLimitLatency }
}
export const SlowPeerReportProto: Codec<SlowPeerReportProto> = /* @__PURE__ */ codec("hadoop.hdfs.datanode.SlowPeerReportProto", writeSlowPeerReportProto, readSlowPeerReportProto)

export interface SlowDiskReportProto {
  readonly basePath?: string | undefined
  readonly meanMetadataOpLatency?: number | undefined
  readonly meanReadIoLatency?: number | undefined
  readonly meanWriteIoLatency?: number | undefined
}
export function writeSlowDiskReportProto(w: BackwardWriter, m: SlowDiskReportProto): void {
  if (m.meanWriteIoLatency !== undefined) { w.double(m.meanWriteIoLatency); w.tag(33) }
  if (m.meanReadIoLatency !== undefined) { w.double(m.meanReadIoLatency); w.tag(25) }
  if (m.meanMetadataOpLatency !== undefined) { w.double(m.meanMetadataOpLatency); w.tag(17) }
  if (m.basePath !== undefined) { w.string(m.basePath); w.tag(10) }
}
export function readSlowDiskReportProto(r: ProtoReader, end: number): SlowDiskReportProto {
  let $basePath: string | undefined
  let $meanMetadataOpLatency: number | undefined
  let $meanReadIoLatency: number | undefined
  let $meanWriteIoLatency: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $basePath = r.string(); break }
      case 17: { $meanMetadataOpLatency = r.double(); break }
      case 25: { $meanReadIoLatency = r.double(); break }
      case 33: { $meanWriteIoLatency = r.double(); break }
      default: r.skip(tag, "hadoop.hdfs.datanode.SlowDiskReportProto", [1, 2, 3, 4])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.datanode.SlowDiskReportProto")
  return { basePath: $basePath, meanMetadataOpLatency: $meanMetadataOpLatency, meanReadIoLatency: $meanReadIoLatency, meanWriteIoLatency: $meanWriteIoLatency }
}
export const SlowDiskReportProto: Codec<SlowDiskReportProto> = /* @__PURE__ */ codec("hadoop.hdfs.datanode.SlowDiskReportProto", writeSlowDiskReportProto, readSlowDiskReportProto)

export const DatanodeProtocol = {
  protocol: "org.apache.hadoop.hdfs.server.protocol.DatanodeProtocol",
  version: 1,
  methods: {
    registerDatanode: { name: "registerDatanode", request: RegisterDatanodeRequestProto, response: RegisterDatanodeResponseProto },
    sendHeartbeat: { name: "sendHeartbeat", request: HeartbeatRequestProto, response: HeartbeatResponseProto },
    blockReport: { name: "blockReport", request: BlockReportRequestProto, response: BlockReportResponseProto },
    cacheReport: { name: "cacheReport", request: CacheReportRequestProto, response: CacheReportResponseProto },
    blockReceivedAndDeleted: { name: "blockReceivedAndDeleted", request: BlockReceivedAndDeletedRequestProto, response: BlockReceivedAndDeletedResponseProto },
    errorReport: { name: "errorReport", request: ErrorReportRequestProto, response: ErrorReportResponseProto },
    versionRequest: { name: "versionRequest", request: VersionRequestProto, response: VersionResponseProto },
    reportBadBlocks: { name: "reportBadBlocks", request: ReportBadBlocksRequestProto, response: ReportBadBlocksResponseProto },
    commitBlockSynchronization: { name: "commitBlockSynchronization", request: CommitBlockSynchronizationRequestProto, response: CommitBlockSynchronizationResponseProto },
  },
} as const
