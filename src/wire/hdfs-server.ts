// Generated from proto/hdfs-server.proto by scripts/proto/generate.ts; change those instead.
// Nouns that only servers exchange: storage identity, namespace info, block keys, recovering blocks,
// edit-log manifests.

import type { BackwardWriter } from './backward-writer.ts'
import type { Codec } from './codec.ts'
import { codec, missing, overrun } from './codec.ts'
import type { ProtoReader } from './proto-reader.ts'
import type { BlockProto, ErasureCodingPolicyProto, LocatedBlockProto, StorageTypeProto } from './hdfs.ts'
import { readBlockProto, readErasureCodingPolicyProto, readLocatedBlockProto, writeBlockProto, writeErasureCodingPolicyProto, writeLocatedBlockProto } from './hdfs.ts'

export const ReplicaStateProto = {
  FINALIZED: 0,
  RBW: 1,
  RWR: 2,
  RUR: 3,
  TEMPORARY: 4,
} as const
export type ReplicaStateProto = (typeof ReplicaStateProto)[keyof typeof ReplicaStateProto]

export const NamenodeCommandProto_Type = {
  NamenodeCommand: 0,
  CheckPointCommand: 1,
} as const
export type NamenodeCommandProto_Type = (typeof NamenodeCommandProto_Type)[keyof typeof NamenodeCommandProto_Type]

export const NamenodeRegistrationProto_NamenodeRoleProto = {
  NAMENODE: 1,
  BACKUP: 2,
  CHECKPOINT: 3,
} as const
export type NamenodeRegistrationProto_NamenodeRoleProto = (typeof NamenodeRegistrationProto_NamenodeRoleProto)[keyof typeof NamenodeRegistrationProto_NamenodeRoleProto]

export const NNHAStatusHeartbeatProto_State = {
  ACTIVE: 0,
  STANDBY: 1,
  OBSERVER: 2,
} as const
export type NNHAStatusHeartbeatProto_State = (typeof NNHAStatusHeartbeatProto_State)[keyof typeof NNHAStatusHeartbeatProto_State]

export interface BlockKeyProto {
  readonly keyId: number
  readonly expiryDate: number
  readonly keyBytes?: Uint8Array | undefined
}
export function writeBlockKeyProto(w: BackwardWriter, m: BlockKeyProto): void {
  if (m.keyBytes !== undefined) { w.bytes(m.keyBytes); w.tag(26) }
  w.int64(m.expiryDate); w.tag(16)
  w.uint32(m.keyId); w.tag(8)
}
export function readBlockKeyProto(r: ProtoReader, end: number): BlockKeyProto {
  let $keyId: number | undefined
  let $expiryDate: number | undefined
  let $keyBytes: Uint8Array | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $keyId = r.int32(); break }
      case 16: { $expiryDate = r.int64(); break }
      case 26: { $keyBytes = r.bytes(); break }
      default: r.skip(tag, "hadoop.hdfs.BlockKeyProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.BlockKeyProto")
  if ($keyId === undefined) throw missing("hadoop.hdfs.BlockKeyProto", "keyId")
  if ($expiryDate === undefined) throw missing("hadoop.hdfs.BlockKeyProto", "expiryDate")
  return { keyId: $keyId, expiryDate: $expiryDate, keyBytes: $keyBytes }
}
export const BlockKeyProto: Codec<BlockKeyProto> = /* @__PURE__ */ codec("hadoop.hdfs.BlockKeyProto", writeBlockKeyProto, readBlockKeyProto)

export interface ExportedBlockKeysProto {
  readonly isBlockTokenEnabled: boolean
  readonly keyUpdateInterval: number
  readonly tokenLifeTime: number
  readonly currentKey: BlockKeyProto
  readonly allKeys: readonly BlockKeyProto[]
}
export function writeExportedBlockKeysProto(w: BackwardWriter, m: ExportedBlockKeysProto): void {
  for (let values = m.allKeys, i = values.length - 1; i >= 0; i--) { const before = w.size; writeBlockKeyProto(w, values[i] as BlockKeyProto); w.varint32(w.size - before); w.tag(42) }
  { const before = w.size; writeBlockKeyProto(w, m.currentKey); w.varint32(w.size - before); w.tag(34) }
  w.int64(m.tokenLifeTime); w.tag(24)
  w.int64(m.keyUpdateInterval); w.tag(16)
  w.bool(m.isBlockTokenEnabled); w.tag(8)
}
export function readExportedBlockKeysProto(r: ProtoReader, end: number): ExportedBlockKeysProto {
  let $isBlockTokenEnabled: boolean | undefined
  let $keyUpdateInterval: number | undefined
  let $tokenLifeTime: number | undefined
  let $currentKey: BlockKeyProto | undefined
  const $allKeys: BlockKeyProto[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $isBlockTokenEnabled = r.bool(); break }
      case 16: { $keyUpdateInterval = r.int64(); break }
      case 24: { $tokenLifeTime = r.int64(); break }
      case 34: { const to = r.lengthEnd(); $currentKey = readBlockKeyProto(r, to); break }
      case 42: { const to = r.lengthEnd(); $allKeys.push(readBlockKeyProto(r, to)); break }
      default: r.skip(tag, "hadoop.hdfs.ExportedBlockKeysProto", [1, 2, 3, 4, 5])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.ExportedBlockKeysProto")
  if ($isBlockTokenEnabled === undefined) throw missing("hadoop.hdfs.ExportedBlockKeysProto", "isBlockTokenEnabled")
  if ($keyUpdateInterval === undefined) throw missing("hadoop.hdfs.ExportedBlockKeysProto", "keyUpdateInterval")
  if ($tokenLifeTime === undefined) throw missing("hadoop.hdfs.ExportedBlockKeysProto", "tokenLifeTime")
  if ($currentKey === undefined) throw missing("hadoop.hdfs.ExportedBlockKeysProto", "currentKey")
  return { isBlockTokenEnabled: $isBlockTokenEnabled, keyUpdateInterval: $keyUpdateInterval, tokenLifeTime: $tokenLifeTime, currentKey: $currentKey, allKeys: $allKeys }
}
export const ExportedBlockKeysProto: Codec<ExportedBlockKeysProto> = /* @__PURE__ */ codec("hadoop.hdfs.ExportedBlockKeysProto", writeExportedBlockKeysProto, readExportedBlockKeysProto)

export interface BlockWithLocationsProto {
  readonly block: BlockProto
  readonly datanodeUuids: readonly string[]
  readonly storageUuids: readonly string[]
  readonly storageTypes: readonly StorageTypeProto[]
  readonly indices?: Uint8Array | undefined
  readonly dataBlockNum?: number | undefined
  readonly cellSize?: number | undefined
}
export function writeBlockWithLocationsProto(w: BackwardWriter, m: BlockWithLocationsProto): void {
  if (m.cellSize !== undefined) { w.uint32(m.cellSize); w.tag(56) }
  if (m.dataBlockNum !== undefined) { w.uint32(m.dataBlockNum); w.tag(48) }
  if (m.indices !== undefined) { w.bytes(m.indices); w.tag(42) }
  for (let values = m.storageTypes, i = values.length - 1; i >= 0; i--) { w.int32(values[i] as StorageTypeProto); w.tag(32) }
  for (let values = m.storageUuids, i = values.length - 1; i >= 0; i--) { w.string(values[i] as string); w.tag(26) }
  for (let values = m.datanodeUuids, i = values.length - 1; i >= 0; i--) { w.string(values[i] as string); w.tag(18) }
  { const before = w.size; writeBlockProto(w, m.block); w.varint32(w.size - before); w.tag(10) }
}
export function readBlockWithLocationsProto(r: ProtoReader, end: number): BlockWithLocationsProto {
  let $block: BlockProto | undefined
  const $datanodeUuids: string[] = []
  const $storageUuids: string[] = []
  const $storageTypes: StorageTypeProto[] = []
  let $indices: Uint8Array | undefined
  let $dataBlockNum: number | undefined
  let $cellSize: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $block = readBlockProto(r, to); break }
      case 18: { $datanodeUuids.push(r.string()); break }
      case 26: { $storageUuids.push(r.string()); break }
      case 32: { const v = r.int32(); if (v >= 1 && v <= 6) $storageTypes.push(v as StorageTypeProto); break }
      case 34: { const to = r.lengthEnd(); while (r.pos < to) { const v = r.int32(); if (v >= 1 && v <= 6) $storageTypes.push(v as StorageTypeProto) } if (r.pos !== to) throw overrun("hadoop.hdfs.BlockWithLocationsProto"); break }
      case 42: { $indices = r.bytes(); break }
      case 48: { $dataBlockNum = r.int32(); break }
      case 56: { $cellSize = r.int32(); break }
      default: r.skip(tag, "hadoop.hdfs.BlockWithLocationsProto", [1, 2, 3, 4, 5, 6, 7])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.BlockWithLocationsProto")
  if ($block === undefined) throw missing("hadoop.hdfs.BlockWithLocationsProto", "block")
  return { block: $block, datanodeUuids: $datanodeUuids, storageUuids: $storageUuids, storageTypes: $storageTypes, indices: $indices, dataBlockNum: $dataBlockNum, cellSize: $cellSize }
}
export const BlockWithLocationsProto: Codec<BlockWithLocationsProto> = /* @__PURE__ */ codec("hadoop.hdfs.BlockWithLocationsProto", writeBlockWithLocationsProto, readBlockWithLocationsProto)

export interface BlocksWithLocationsProto {
  readonly blocks: readonly BlockWithLocationsProto[]
}
export function writeBlocksWithLocationsProto(w: BackwardWriter, m: BlocksWithLocationsProto): void {
  for (let values = m.blocks, i = values.length - 1; i >= 0; i--) { const before = w.size; writeBlockWithLocationsProto(w, values[i] as BlockWithLocationsProto); w.varint32(w.size - before); w.tag(10) }
}
export function readBlocksWithLocationsProto(r: ProtoReader, end: number): BlocksWithLocationsProto {
  const $blocks: BlockWithLocationsProto[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $blocks.push(readBlockWithLocationsProto(r, to)); break }
      default: r.skip(tag, "hadoop.hdfs.BlocksWithLocationsProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.BlocksWithLocationsProto")
  return { blocks: $blocks }
}
export const BlocksWithLocationsProto: Codec<BlocksWithLocationsProto> = /* @__PURE__ */ codec("hadoop.hdfs.BlocksWithLocationsProto", writeBlocksWithLocationsProto, readBlocksWithLocationsProto)

export interface RemoteEditLogProto {
  readonly startTxId: number
  readonly endTxId: number
  readonly isInProgress?: boolean | undefined
}
export function writeRemoteEditLogProto(w: BackwardWriter, m: RemoteEditLogProto): void {
  if (m.isInProgress !== undefined) { w.bool(m.isInProgress); w.tag(24) }
  w.int64(m.endTxId); w.tag(16)
  w.int64(m.startTxId); w.tag(8)
}
export function readRemoteEditLogProto(r: ProtoReader, end: number): RemoteEditLogProto {
  let $startTxId: number | undefined
  let $endTxId: number | undefined
  let $isInProgress: boolean = false
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $startTxId = r.int64(); break }
      case 16: { $endTxId = r.int64(); break }
      case 24: { $isInProgress = r.bool(); break }
      default: r.skip(tag, "hadoop.hdfs.RemoteEditLogProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.RemoteEditLogProto")
  if ($startTxId === undefined) throw missing("hadoop.hdfs.RemoteEditLogProto", "startTxId")
  if ($endTxId === undefined) throw missing("hadoop.hdfs.RemoteEditLogProto", "endTxId")
  return { startTxId: $startTxId, endTxId: $endTxId, isInProgress: $isInProgress }
}
export const RemoteEditLogProto: Codec<RemoteEditLogProto> = /* @__PURE__ */ codec("hadoop.hdfs.RemoteEditLogProto", writeRemoteEditLogProto, readRemoteEditLogProto)

export interface RemoteEditLogManifestProto {
  readonly logs: readonly RemoteEditLogProto[]
  readonly committedTxnId?: number | undefined
}
export function writeRemoteEditLogManifestProto(w: BackwardWriter, m: RemoteEditLogManifestProto): void {
  if (m.committedTxnId !== undefined) { w.int64(m.committedTxnId); w.tag(16) }
  for (let values = m.logs, i = values.length - 1; i >= 0; i--) { const before = w.size; writeRemoteEditLogProto(w, values[i] as RemoteEditLogProto); w.varint32(w.size - before); w.tag(10) }
}
export function readRemoteEditLogManifestProto(r: ProtoReader, end: number): RemoteEditLogManifestProto {
  const $logs: RemoteEditLogProto[] = []
  let $committedTxnId: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $logs.push(readRemoteEditLogProto(r, to)); break }
      case 16: { $committedTxnId = r.int64(); break }
      default: r.skip(tag, "hadoop.hdfs.RemoteEditLogManifestProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.RemoteEditLogManifestProto")
  return { logs: $logs, committedTxnId: $committedTxnId }
}
export const RemoteEditLogManifestProto: Codec<RemoteEditLogManifestProto> = /* @__PURE__ */ codec("hadoop.hdfs.RemoteEditLogManifestProto", writeRemoteEditLogManifestProto, readRemoteEditLogManifestProto)

export interface NamespaceInfoProto {
  readonly buildVersion: string
  readonly unused: number
  readonly blockPoolID: string
  readonly storageInfo: StorageInfoProto
  readonly softwareVersion: string
  readonly capabilities?: number | undefined
  readonly state?: NNHAStatusHeartbeatProto_State | undefined
}
export function writeNamespaceInfoProto(w: BackwardWriter, m: NamespaceInfoProto): void {
  if (m.state !== undefined) { w.int32(m.state); w.tag(56) }
  if (m.capabilities !== undefined) { w.int64(m.capabilities); w.tag(48) }
  w.string(m.softwareVersion); w.tag(42)
  { const before = w.size; writeStorageInfoProto(w, m.storageInfo); w.varint32(w.size - before); w.tag(34) }
  w.string(m.blockPoolID); w.tag(26)
  w.uint32(m.unused); w.tag(16)
  w.string(m.buildVersion); w.tag(10)
}
export function readNamespaceInfoProto(r: ProtoReader, end: number): NamespaceInfoProto {
  let $buildVersion: string | undefined
  let $unused: number | undefined
  let $blockPoolID: string | undefined
  let $storageInfo: StorageInfoProto | undefined
  let $softwareVersion: string | undefined
  let $capabilities: number = 0
  let $state: NNHAStatusHeartbeatProto_State | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $buildVersion = r.string(); break }
      case 16: { $unused = r.int32(); break }
      case 26: { $blockPoolID = r.string(); break }
      case 34: { const to = r.lengthEnd(); $storageInfo = readStorageInfoProto(r, to); break }
      case 42: { $softwareVersion = r.string(); break }
      case 48: { $capabilities = r.int64(); break }
      case 56: { const v = r.int32(); if (v >= 0 && v <= 2) $state = v as NNHAStatusHeartbeatProto_State; break }
      default: r.skip(tag, "hadoop.hdfs.NamespaceInfoProto", [1, 2, 3, 4, 5, 6, 7])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.NamespaceInfoProto")
  if ($buildVersion === undefined) throw missing("hadoop.hdfs.NamespaceInfoProto", "buildVersion")
  if ($unused === undefined) throw missing("hadoop.hdfs.NamespaceInfoProto", "unused")
  if ($blockPoolID === undefined) throw missing("hadoop.hdfs.NamespaceInfoProto", "blockPoolID")
  if ($storageInfo === undefined) throw missing("hadoop.hdfs.NamespaceInfoProto", "storageInfo")
  if ($softwareVersion === undefined) throw missing("hadoop.hdfs.NamespaceInfoProto", "softwareVersion")
  return { buildVersion: $buildVersion, unused: $unused, blockPoolID: $blockPoolID, storageInfo: $storageInfo, softwareVersion: $softwareVersion, capabilities: $capabilities, state: $state }
}
export const NamespaceInfoProto: Codec<NamespaceInfoProto> = /* @__PURE__ */ codec("hadoop.hdfs.NamespaceInfoProto", writeNamespaceInfoProto, readNamespaceInfoProto)

export interface RecoveringBlockProto {
  readonly newGenStamp: number
  readonly block: LocatedBlockProto
  readonly truncateBlock?: BlockProto | undefined
  readonly ecPolicy?: ErasureCodingPolicyProto | undefined
  readonly blockIndices?: Uint8Array | undefined
}
export function writeRecoveringBlockProto(w: BackwardWriter, m: RecoveringBlockProto): void {
  if (m.blockIndices !== undefined) { w.bytes(m.blockIndices); w.tag(42) }
  if (m.ecPolicy !== undefined) { const before = w.size; writeErasureCodingPolicyProto(w, m.ecPolicy); w.varint32(w.size - before); w.tag(34) }
  if (m.truncateBlock !== undefined) { const before = w.size; writeBlockProto(w, m.truncateBlock); w.varint32(w.size - before); w.tag(26) }
  { const before = w.size; writeLocatedBlockProto(w, m.block); w.varint32(w.size - before); w.tag(18) }
  w.int64(m.newGenStamp); w.tag(8)
}
export function readRecoveringBlockProto(r: ProtoReader, end: number): RecoveringBlockProto {
  let $newGenStamp: number | undefined
  let $block: LocatedBlockProto | undefined
  let $truncateBlock: BlockProto | undefined
  let $ecPolicy: ErasureCodingPolicyProto | undefined
  let $blockIndices: Uint8Array | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $newGenStamp = r.int64(); break }
      case 18: { const to = r.lengthEnd(); $block = readLocatedBlockProto(r, to); break }
      case 26: { const to = r.lengthEnd(); $truncateBlock = readBlockProto(r, to); break }
      case 34: { const to = r.lengthEnd(); $ecPolicy = readErasureCodingPolicyProto(r, to); break }
      case 42: { $blockIndices = r.bytes(); break }
      default: r.skip(tag, "hadoop.hdfs.RecoveringBlockProto", [1, 2, 3, 4, 5])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.RecoveringBlockProto")
  if ($newGenStamp === undefined) throw missing("hadoop.hdfs.RecoveringBlockProto", "newGenStamp")
  if ($block === undefined) throw missing("hadoop.hdfs.RecoveringBlockProto", "block")
  return { newGenStamp: $newGenStamp, block: $block, truncateBlock: $truncateBlock, ecPolicy: $ecPolicy, blockIndices: $blockIndices }
}
export const RecoveringBlockProto: Codec<RecoveringBlockProto> = /* @__PURE__ */ codec("hadoop.hdfs.RecoveringBlockProto", writeRecoveringBlockProto, readRecoveringBlockProto)

export interface CheckpointSignatureProto {
  readonly blockPoolId: string
  readonly mostRecentCheckpointTxId: number
  readonly curSegmentTxId: number
  readonly storageInfo: StorageInfoProto
}
export function writeCheckpointSignatureProto(w: BackwardWriter, m: CheckpointSignatureProto): void {
  { const before = w.size; writeStorageInfoProto(w, m.storageInfo); w.varint32(w.size - before); w.tag(34) }
  w.int64(m.curSegmentTxId); w.tag(24)
  w.int64(m.mostRecentCheckpointTxId); w.tag(16)
  w.string(m.blockPoolId); w.tag(10)
}
export function readCheckpointSignatureProto(r: ProtoReader, end: number): CheckpointSignatureProto {
  let $blockPoolId: string | undefined
  let $mostRecentCheckpointTxId: number | undefined
  let $curSegmentTxId: number | undefined
  let $storageInfo: StorageInfoProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $blockPoolId = r.string(); break }
      case 16: { $mostRecentCheckpointTxId = r.int64(); break }
      case 24: { $curSegmentTxId = r.int64(); break }
      case 34: { const to = r.lengthEnd(); $storageInfo = readStorageInfoProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.CheckpointSignatureProto", [1, 2, 3, 4])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.CheckpointSignatureProto")
  if ($blockPoolId === undefined) throw missing("hadoop.hdfs.CheckpointSignatureProto", "blockPoolId")
  if ($mostRecentCheckpointTxId === undefined) throw missing("hadoop.hdfs.CheckpointSignatureProto", "mostRecentCheckpointTxId")
  if ($curSegmentTxId === undefined) throw missing("hadoop.hdfs.CheckpointSignatureProto", "curSegmentTxId")
  if ($storageInfo === undefined) throw missing("hadoop.hdfs.CheckpointSignatureProto", "storageInfo")
  return { blockPoolId: $blockPoolId, mostRecentCheckpointTxId: $mostRecentCheckpointTxId, curSegmentTxId: $curSegmentTxId, storageInfo: $storageInfo }
}
export const CheckpointSignatureProto: Codec<CheckpointSignatureProto> = /* @__PURE__ */ codec("hadoop.hdfs.CheckpointSignatureProto", writeCheckpointSignatureProto, readCheckpointSignatureProto)

export interface CheckpointCommandProto {
  readonly signature: CheckpointSignatureProto
  readonly needToReturnImage: boolean
}
export function writeCheckpointCommandProto(w: BackwardWriter, m: CheckpointCommandProto): void {
  w.bool(m.needToReturnImage); w.tag(16)
  { const before = w.size; writeCheckpointSignatureProto(w, m.signature); w.varint32(w.size - before); w.tag(10) }
}
export function readCheckpointCommandProto(r: ProtoReader, end: number): CheckpointCommandProto {
  let $signature: CheckpointSignatureProto | undefined
  let $needToReturnImage: boolean | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $signature = readCheckpointSignatureProto(r, to); break }
      case 16: { $needToReturnImage = r.bool(); break }
      default: r.skip(tag, "hadoop.hdfs.CheckpointCommandProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.CheckpointCommandProto")
  if ($signature === undefined) throw missing("hadoop.hdfs.CheckpointCommandProto", "signature")
  if ($needToReturnImage === undefined) throw missing("hadoop.hdfs.CheckpointCommandProto", "needToReturnImage")
  return { signature: $signature, needToReturnImage: $needToReturnImage }
}
export const CheckpointCommandProto: Codec<CheckpointCommandProto> = /* @__PURE__ */ codec("hadoop.hdfs.CheckpointCommandProto", writeCheckpointCommandProto, readCheckpointCommandProto)

export interface NamenodeCommandProto {
  readonly action: number
  readonly type: NamenodeCommandProto_Type
  readonly checkpointCmd?: CheckpointCommandProto | undefined
}
export function writeNamenodeCommandProto(w: BackwardWriter, m: NamenodeCommandProto): void {
  if (m.checkpointCmd !== undefined) { const before = w.size; writeCheckpointCommandProto(w, m.checkpointCmd); w.varint32(w.size - before); w.tag(26) }
  w.int32(m.type); w.tag(16)
  w.uint32(m.action); w.tag(8)
}
export function readNamenodeCommandProto(r: ProtoReader, end: number): NamenodeCommandProto {
  let $action: number | undefined
  let $type: NamenodeCommandProto_Type | undefined
  let $checkpointCmd: CheckpointCommandProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $action = r.int32(); break }
      case 16: { const v = r.int32(); if (v >= 0 && v <= 1) $type = v as NamenodeCommandProto_Type; break }
      case 26: { const to = r.lengthEnd(); $checkpointCmd = readCheckpointCommandProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.NamenodeCommandProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.NamenodeCommandProto")
  if ($action === undefined) throw missing("hadoop.hdfs.NamenodeCommandProto", "action")
  if ($type === undefined) throw missing("hadoop.hdfs.NamenodeCommandProto", "type")
  return { action: $action, type: $type, checkpointCmd: $checkpointCmd }
}
export const NamenodeCommandProto: Codec<NamenodeCommandProto> = /* @__PURE__ */ codec("hadoop.hdfs.NamenodeCommandProto", writeNamenodeCommandProto, readNamenodeCommandProto)

export type VersionRequestProto = Record<string, never>
export function writeVersionRequestProto(_w: BackwardWriter, _m: VersionRequestProto): void {
}
export function readVersionRequestProto(r: ProtoReader, end: number): VersionRequestProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.VersionRequestProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.VersionRequestProto")
  return {  }
}
export const VersionRequestProto: Codec<VersionRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.VersionRequestProto", writeVersionRequestProto, readVersionRequestProto)

export interface VersionResponseProto {
  readonly info: NamespaceInfoProto
}
export function writeVersionResponseProto(w: BackwardWriter, m: VersionResponseProto): void {
  { const before = w.size; writeNamespaceInfoProto(w, m.info); w.varint32(w.size - before); w.tag(10) }
}
export function readVersionResponseProto(r: ProtoReader, end: number): VersionResponseProto {
  let $info: NamespaceInfoProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $info = readNamespaceInfoProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.VersionResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.VersionResponseProto")
  if ($info === undefined) throw missing("hadoop.hdfs.VersionResponseProto", "info")
  return { info: $info }
}
export const VersionResponseProto: Codec<VersionResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.VersionResponseProto", writeVersionResponseProto, readVersionResponseProto)

export interface StorageInfoProto {
  readonly layoutVersion: number
  readonly namespceID: number
  readonly clusterID: string
  readonly cTime: number
}
export function writeStorageInfoProto(w: BackwardWriter, m: StorageInfoProto): void {
  w.int64(m.cTime); w.tag(32)
  w.string(m.clusterID); w.tag(26)
  w.uint32(m.namespceID); w.tag(16)
  w.uint32(m.layoutVersion); w.tag(8)
}
export function readStorageInfoProto(r: ProtoReader, end: number): StorageInfoProto {
  let $layoutVersion: number | undefined
  let $namespceID: number | undefined
  let $clusterID: string | undefined
  let $cTime: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $layoutVersion = r.int32(); break }
      case 16: { $namespceID = r.int32(); break }
      case 26: { $clusterID = r.string(); break }
      case 32: { $cTime = r.int64(); break }
      default: r.skip(tag, "hadoop.hdfs.StorageInfoProto", [1, 2, 3, 4])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.StorageInfoProto")
  if ($layoutVersion === undefined) throw missing("hadoop.hdfs.StorageInfoProto", "layoutVersion")
  if ($namespceID === undefined) throw missing("hadoop.hdfs.StorageInfoProto", "namespceID")
  if ($clusterID === undefined) throw missing("hadoop.hdfs.StorageInfoProto", "clusterID")
  if ($cTime === undefined) throw missing("hadoop.hdfs.StorageInfoProto", "cTime")
  return { layoutVersion: $layoutVersion, namespceID: $namespceID, clusterID: $clusterID, cTime: $cTime }
}
export const StorageInfoProto: Codec<StorageInfoProto> = /* @__PURE__ */ codec("hadoop.hdfs.StorageInfoProto", writeStorageInfoProto, readStorageInfoProto)

export interface NamenodeRegistrationProto {
  readonly rpcAddress: string
  readonly httpAddress: string
  readonly storageInfo: StorageInfoProto
  readonly role?: NamenodeRegistrationProto_NamenodeRoleProto | undefined
}
export function writeNamenodeRegistrationProto(w: BackwardWriter, m: NamenodeRegistrationProto): void {
  if (m.role !== undefined) { w.int32(m.role); w.tag(32) }
  { const before = w.size; writeStorageInfoProto(w, m.storageInfo); w.varint32(w.size - before); w.tag(26) }
  w.string(m.httpAddress); w.tag(18)
  w.string(m.rpcAddress); w.tag(10)
}
export function readNamenodeRegistrationProto(r: ProtoReader, end: number): NamenodeRegistrationProto {
  let $rpcAddress: string | undefined
  let $httpAddress: string | undefined
  let $storageInfo: StorageInfoProto | undefined
  let $role: NamenodeRegistrationProto_NamenodeRoleProto = 1
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $rpcAddress = r.string(); break }
      case 18: { $httpAddress = r.string(); break }
      case 26: { const to = r.lengthEnd(); $storageInfo = readStorageInfoProto(r, to); break }
      case 32: { const v = r.int32(); if (v >= 1 && v <= 3) $role = v as NamenodeRegistrationProto_NamenodeRoleProto; break }
      default: r.skip(tag, "hadoop.hdfs.NamenodeRegistrationProto", [1, 2, 3, 4])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.NamenodeRegistrationProto")
  if ($rpcAddress === undefined) throw missing("hadoop.hdfs.NamenodeRegistrationProto", "rpcAddress")
  if ($httpAddress === undefined) throw missing("hadoop.hdfs.NamenodeRegistrationProto", "httpAddress")
  if ($storageInfo === undefined) throw missing("hadoop.hdfs.NamenodeRegistrationProto", "storageInfo")
  return { rpcAddress: $rpcAddress, httpAddress: $httpAddress, storageInfo: $storageInfo, role: $role }
}
export const NamenodeRegistrationProto: Codec<NamenodeRegistrationProto> = /* @__PURE__ */ codec("hadoop.hdfs.NamenodeRegistrationProto", writeNamenodeRegistrationProto, readNamenodeRegistrationProto)

export interface NNHAStatusHeartbeatProto {
  readonly state: NNHAStatusHeartbeatProto_State
  readonly txid: number
}
export function writeNNHAStatusHeartbeatProto(w: BackwardWriter, m: NNHAStatusHeartbeatProto): void {
  w.int64(m.txid); w.tag(16)
  w.int32(m.state); w.tag(8)
}
export function readNNHAStatusHeartbeatProto(r: ProtoReader, end: number): NNHAStatusHeartbeatProto {
  let $state: NNHAStatusHeartbeatProto_State | undefined
  let $txid: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { const v = r.int32(); if (v >= 0 && v <= 2) $state = v as NNHAStatusHeartbeatProto_State; break }
      case 16: { $txid = r.int64(); break }
      default: r.skip(tag, "hadoop.hdfs.NNHAStatusHeartbeatProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.NNHAStatusHeartbeatProto")
  if ($state === undefined) throw missing("hadoop.hdfs.NNHAStatusHeartbeatProto", "state")
  if ($txid === undefined) throw missing("hadoop.hdfs.NNHAStatusHeartbeatProto", "txid")
  return { state: $state, txid: $txid }
}
export const NNHAStatusHeartbeatProto: Codec<NNHAStatusHeartbeatProto> = /* @__PURE__ */ codec("hadoop.hdfs.NNHAStatusHeartbeatProto", writeNNHAStatusHeartbeatProto, readNNHAStatusHeartbeatProto)
