// Generated from proto/namenode-protocol.proto by scripts/proto/generate.ts; change those instead.
// NameNode to NameNode and balancer to NameNode: edit-log position, manifests, block lists.
// Checkpointing and bootstrapping a Standby rest on it.

import type { BackwardWriter } from './backward-writer.ts'
import type { Codec } from './codec.ts'
import { codec, missing, overrun } from './codec.ts'
import type { ProtoReader } from './proto-reader.ts'
import type { DatanodeIDProto, StorageTypeProto } from './hdfs.ts'
import { readDatanodeIDProto, writeDatanodeIDProto } from './hdfs.ts'
import type { BlocksWithLocationsProto, CheckpointSignatureProto, ExportedBlockKeysProto, NamenodeCommandProto, NamenodeRegistrationProto, RemoteEditLogManifestProto } from './hdfs-server.ts'
import { VersionRequestProto, VersionResponseProto, readBlocksWithLocationsProto, readCheckpointSignatureProto, readExportedBlockKeysProto, readNamenodeCommandProto, readNamenodeRegistrationProto, readRemoteEditLogManifestProto, writeBlocksWithLocationsProto, writeCheckpointSignatureProto, writeExportedBlockKeysProto, writeNamenodeCommandProto, writeNamenodeRegistrationProto, writeRemoteEditLogManifestProto } from './hdfs-server.ts'

export interface GetBlocksRequestProto {
  readonly datanode: DatanodeIDProto
  readonly size: number
  readonly minBlockSize?: number | undefined
  readonly timeInterval?: number | undefined
  readonly storageType?: StorageTypeProto | undefined
}
export function writeGetBlocksRequestProto(w: BackwardWriter, m: GetBlocksRequestProto): void {
  if (m.storageType !== undefined) { w.int32(m.storageType); w.tag(40) }
  if (m.timeInterval !== undefined) { w.int64(m.timeInterval); w.tag(32) }
  if (m.minBlockSize !== undefined) { w.int64(m.minBlockSize); w.tag(24) }
  w.int64(m.size); w.tag(16)
  { const before = w.size; writeDatanodeIDProto(w, m.datanode); w.varint32(w.size - before); w.tag(10) }
}
export function readGetBlocksRequestProto(r: ProtoReader, end: number): GetBlocksRequestProto {
  let $datanode: DatanodeIDProto | undefined
  let $size: number | undefined
  let $minBlockSize: number = 10485760
  let $timeInterval: number = 0
  let $storageType: StorageTypeProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $datanode = readDatanodeIDProto(r, to); break }
      case 16: { $size = r.int64(); break }
      case 24: { $minBlockSize = r.int64(); break }
      case 32: { $timeInterval = r.int64(); break }
      case 40: { const v = r.int32(); if (v >= 1 && v <= 6) $storageType = v as StorageTypeProto; break }
      default: r.skip(tag, "hadoop.hdfs.namenode.GetBlocksRequestProto", [1, 2, 3, 4, 5])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.namenode.GetBlocksRequestProto")
  if ($datanode === undefined) throw missing("hadoop.hdfs.namenode.GetBlocksRequestProto", "datanode")
  if ($size === undefined) throw missing("hadoop.hdfs.namenode.GetBlocksRequestProto", "size")
  return { datanode: $datanode, size: $size, minBlockSize: $minBlockSize, timeInterval: $timeInterval, storageType: $storageType }
}
export const GetBlocksRequestProto: Codec<GetBlocksRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.namenode.GetBlocksRequestProto", writeGetBlocksRequestProto, readGetBlocksRequestProto)

export interface GetBlocksResponseProto {
  readonly blocks: BlocksWithLocationsProto
}
export function writeGetBlocksResponseProto(w: BackwardWriter, m: GetBlocksResponseProto): void {
  { const before = w.size; writeBlocksWithLocationsProto(w, m.blocks); w.varint32(w.size - before); w.tag(10) }
}
export function readGetBlocksResponseProto(r: ProtoReader, end: number): GetBlocksResponseProto {
  let $blocks: BlocksWithLocationsProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $blocks = readBlocksWithLocationsProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.namenode.GetBlocksResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.namenode.GetBlocksResponseProto")
  if ($blocks === undefined) throw missing("hadoop.hdfs.namenode.GetBlocksResponseProto", "blocks")
  return { blocks: $blocks }
}
export const GetBlocksResponseProto: Codec<GetBlocksResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.namenode.GetBlocksResponseProto", writeGetBlocksResponseProto, readGetBlocksResponseProto)

export type GetBlockKeysRequestProto = Record<string, never>
export function writeGetBlockKeysRequestProto(_w: BackwardWriter, _m: GetBlockKeysRequestProto): void {
}
export function readGetBlockKeysRequestProto(r: ProtoReader, end: number): GetBlockKeysRequestProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.namenode.GetBlockKeysRequestProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.namenode.GetBlockKeysRequestProto")
  return {  }
}
export const GetBlockKeysRequestProto: Codec<GetBlockKeysRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.namenode.GetBlockKeysRequestProto", writeGetBlockKeysRequestProto, readGetBlockKeysRequestProto)

export interface GetBlockKeysResponseProto {
  readonly keys?: ExportedBlockKeysProto | undefined
}
export function writeGetBlockKeysResponseProto(w: BackwardWriter, m: GetBlockKeysResponseProto): void {
  if (m.keys !== undefined) { const before = w.size; writeExportedBlockKeysProto(w, m.keys); w.varint32(w.size - before); w.tag(10) }
}
export function readGetBlockKeysResponseProto(r: ProtoReader, end: number): GetBlockKeysResponseProto {
  let $keys: ExportedBlockKeysProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $keys = readExportedBlockKeysProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.namenode.GetBlockKeysResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.namenode.GetBlockKeysResponseProto")
  return { keys: $keys }
}
export const GetBlockKeysResponseProto: Codec<GetBlockKeysResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.namenode.GetBlockKeysResponseProto", writeGetBlockKeysResponseProto, readGetBlockKeysResponseProto)

export type GetTransactionIdRequestProto = Record<string, never>
export function writeGetTransactionIdRequestProto(_w: BackwardWriter, _m: GetTransactionIdRequestProto): void {
}
export function readGetTransactionIdRequestProto(r: ProtoReader, end: number): GetTransactionIdRequestProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.namenode.GetTransactionIdRequestProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.namenode.GetTransactionIdRequestProto")
  return {  }
}
export const GetTransactionIdRequestProto: Codec<GetTransactionIdRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.namenode.GetTransactionIdRequestProto", writeGetTransactionIdRequestProto, readGetTransactionIdRequestProto)

export interface GetTransactionIdResponseProto {
  readonly txId: number
}
export function writeGetTransactionIdResponseProto(w: BackwardWriter, m: GetTransactionIdResponseProto): void {
  w.int64(m.txId); w.tag(8)
}
export function readGetTransactionIdResponseProto(r: ProtoReader, end: number): GetTransactionIdResponseProto {
  let $txId: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $txId = r.int64(); break }
      default: r.skip(tag, "hadoop.hdfs.namenode.GetTransactionIdResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.namenode.GetTransactionIdResponseProto")
  if ($txId === undefined) throw missing("hadoop.hdfs.namenode.GetTransactionIdResponseProto", "txId")
  return { txId: $txId }
}
export const GetTransactionIdResponseProto: Codec<GetTransactionIdResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.namenode.GetTransactionIdResponseProto", writeGetTransactionIdResponseProto, readGetTransactionIdResponseProto)

export type RollEditLogRequestProto = Record<string, never>
export function writeRollEditLogRequestProto(_w: BackwardWriter, _m: RollEditLogRequestProto): void {
}
export function readRollEditLogRequestProto(r: ProtoReader, end: number): RollEditLogRequestProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.namenode.RollEditLogRequestProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.namenode.RollEditLogRequestProto")
  return {  }
}
export const RollEditLogRequestProto: Codec<RollEditLogRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.namenode.RollEditLogRequestProto", writeRollEditLogRequestProto, readRollEditLogRequestProto)

export interface RollEditLogResponseProto {
  readonly signature: CheckpointSignatureProto
}
export function writeRollEditLogResponseProto(w: BackwardWriter, m: RollEditLogResponseProto): void {
  { const before = w.size; writeCheckpointSignatureProto(w, m.signature); w.varint32(w.size - before); w.tag(10) }
}
export function readRollEditLogResponseProto(r: ProtoReader, end: number): RollEditLogResponseProto {
  let $signature: CheckpointSignatureProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $signature = readCheckpointSignatureProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.namenode.RollEditLogResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.namenode.RollEditLogResponseProto")
  if ($signature === undefined) throw missing("hadoop.hdfs.namenode.RollEditLogResponseProto", "signature")
  return { signature: $signature }
}
export const RollEditLogResponseProto: Codec<RollEditLogResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.namenode.RollEditLogResponseProto", writeRollEditLogResponseProto, readRollEditLogResponseProto)

export type GetMostRecentCheckpointTxIdRequestProto = Record<string, never>
export function writeGetMostRecentCheckpointTxIdRequestProto(_w: BackwardWriter, _m: GetMostRecentCheckpointTxIdRequestProto): void {
}
export function readGetMostRecentCheckpointTxIdRequestProto(r: ProtoReader, end: number): GetMostRecentCheckpointTxIdRequestProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.namenode.GetMostRecentCheckpointTxIdRequestProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.namenode.GetMostRecentCheckpointTxIdRequestProto")
  return {  }
}
export const GetMostRecentCheckpointTxIdRequestProto: Codec<GetMostRecentCheckpointTxIdRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.namenode.GetMostRecentCheckpointTxIdRequestProto", writeGetMostRecentCheckpointTxIdRequestProto, readGetMostRecentCheckpointTxIdRequestProto)

export interface GetMostRecentCheckpointTxIdResponseProto {
  readonly txId: number
}
export function writeGetMostRecentCheckpointTxIdResponseProto(w: BackwardWriter, m: GetMostRecentCheckpointTxIdResponseProto): void {
  w.int64(m.txId); w.tag(8)
}
export function readGetMostRecentCheckpointTxIdResponseProto(r: ProtoReader, end: number): GetMostRecentCheckpointTxIdResponseProto {
  let $txId: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $txId = r.int64(); break }
      default: r.skip(tag, "hadoop.hdfs.namenode.GetMostRecentCheckpointTxIdResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.namenode.GetMostRecentCheckpointTxIdResponseProto")
  if ($txId === undefined) throw missing("hadoop.hdfs.namenode.GetMostRecentCheckpointTxIdResponseProto", "txId")
  return { txId: $txId }
}
export const GetMostRecentCheckpointTxIdResponseProto: Codec<GetMostRecentCheckpointTxIdResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.namenode.GetMostRecentCheckpointTxIdResponseProto", writeGetMostRecentCheckpointTxIdResponseProto, readGetMostRecentCheckpointTxIdResponseProto)

export interface ErrorReportRequestProto {
  readonly registration: NamenodeRegistrationProto
  readonly errorCode: number
  readonly msg: string
}
export function writeErrorReportRequestProto(w: BackwardWriter, m: ErrorReportRequestProto): void {
  w.string(m.msg); w.tag(26)
  w.uint32(m.errorCode); w.tag(16)
  { const before = w.size; writeNamenodeRegistrationProto(w, m.registration); w.varint32(w.size - before); w.tag(10) }
}
export function readErrorReportRequestProto(r: ProtoReader, end: number): ErrorReportRequestProto {
  let $registration: NamenodeRegistrationProto | undefined
  let $errorCode: number | undefined
  let $msg: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $registration = readNamenodeRegistrationProto(r, to); break }
      case 16: { $errorCode = r.int32(); break }
      case 26: { $msg = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.namenode.ErrorReportRequestProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.namenode.ErrorReportRequestProto")
  if ($registration === undefined) throw missing("hadoop.hdfs.namenode.ErrorReportRequestProto", "registration")
  if ($errorCode === undefined) throw missing("hadoop.hdfs.namenode.ErrorReportRequestProto", "errorCode")
  if ($msg === undefined) throw missing("hadoop.hdfs.namenode.ErrorReportRequestProto", "msg")
  return { registration: $registration, errorCode: $errorCode, msg: $msg }
}
export const ErrorReportRequestProto: Codec<ErrorReportRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.namenode.ErrorReportRequestProto", writeErrorReportRequestProto, readErrorReportRequestProto)

export type ErrorReportResponseProto = Record<string, never>
export function writeErrorReportResponseProto(_w: BackwardWriter, _m: ErrorReportResponseProto): void {
}
export function readErrorReportResponseProto(r: ProtoReader, end: number): ErrorReportResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.namenode.ErrorReportResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.namenode.ErrorReportResponseProto")
  return {  }
}
export const ErrorReportResponseProto: Codec<ErrorReportResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.namenode.ErrorReportResponseProto", writeErrorReportResponseProto, readErrorReportResponseProto)

export interface RegisterRequestProto {
  readonly registration: NamenodeRegistrationProto
}
export function writeRegisterRequestProto(w: BackwardWriter, m: RegisterRequestProto): void {
  { const before = w.size; writeNamenodeRegistrationProto(w, m.registration); w.varint32(w.size - before); w.tag(10) }
}
export function readRegisterRequestProto(r: ProtoReader, end: number): RegisterRequestProto {
  let $registration: NamenodeRegistrationProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $registration = readNamenodeRegistrationProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.namenode.RegisterRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.namenode.RegisterRequestProto")
  if ($registration === undefined) throw missing("hadoop.hdfs.namenode.RegisterRequestProto", "registration")
  return { registration: $registration }
}
export const RegisterRequestProto: Codec<RegisterRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.namenode.RegisterRequestProto", writeRegisterRequestProto, readRegisterRequestProto)

export interface RegisterResponseProto {
  readonly registration: NamenodeRegistrationProto
}
export function writeRegisterResponseProto(w: BackwardWriter, m: RegisterResponseProto): void {
  { const before = w.size; writeNamenodeRegistrationProto(w, m.registration); w.varint32(w.size - before); w.tag(10) }
}
export function readRegisterResponseProto(r: ProtoReader, end: number): RegisterResponseProto {
  let $registration: NamenodeRegistrationProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $registration = readNamenodeRegistrationProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.namenode.RegisterResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.namenode.RegisterResponseProto")
  if ($registration === undefined) throw missing("hadoop.hdfs.namenode.RegisterResponseProto", "registration")
  return { registration: $registration }
}
export const RegisterResponseProto: Codec<RegisterResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.namenode.RegisterResponseProto", writeRegisterResponseProto, readRegisterResponseProto)

export interface StartCheckpointRequestProto {
  readonly registration: NamenodeRegistrationProto
}
export function writeStartCheckpointRequestProto(w: BackwardWriter, m: StartCheckpointRequestProto): void {
  { const before = w.size; writeNamenodeRegistrationProto(w, m.registration); w.varint32(w.size - before); w.tag(10) }
}
export function readStartCheckpointRequestProto(r: ProtoReader, end: number): StartCheckpointRequestProto {
  let $registration: NamenodeRegistrationProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $registration = readNamenodeRegistrationProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.namenode.StartCheckpointRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.namenode.StartCheckpointRequestProto")
  if ($registration === undefined) throw missing("hadoop.hdfs.namenode.StartCheckpointRequestProto", "registration")
  return { registration: $registration }
}
export const StartCheckpointRequestProto: Codec<StartCheckpointRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.namenode.StartCheckpointRequestProto", writeStartCheckpointRequestProto, readStartCheckpointRequestProto)

export interface StartCheckpointResponseProto {
  readonly command: NamenodeCommandProto
}
export function writeStartCheckpointResponseProto(w: BackwardWriter, m: StartCheckpointResponseProto): void {
  { const before = w.size; writeNamenodeCommandProto(w, m.command); w.varint32(w.size - before); w.tag(10) }
}
export function readStartCheckpointResponseProto(r: ProtoReader, end: number): StartCheckpointResponseProto {
  let $command: NamenodeCommandProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $command = readNamenodeCommandProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.namenode.StartCheckpointResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.namenode.StartCheckpointResponseProto")
  if ($command === undefined) throw missing("hadoop.hdfs.namenode.StartCheckpointResponseProto", "command")
  return { command: $command }
}
export const StartCheckpointResponseProto: Codec<StartCheckpointResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.namenode.StartCheckpointResponseProto", writeStartCheckpointResponseProto, readStartCheckpointResponseProto)

export interface EndCheckpointRequestProto {
  readonly registration: NamenodeRegistrationProto
  readonly signature: CheckpointSignatureProto
}
export function writeEndCheckpointRequestProto(w: BackwardWriter, m: EndCheckpointRequestProto): void {
  { const before = w.size; writeCheckpointSignatureProto(w, m.signature); w.varint32(w.size - before); w.tag(18) }
  { const before = w.size; writeNamenodeRegistrationProto(w, m.registration); w.varint32(w.size - before); w.tag(10) }
}
export function readEndCheckpointRequestProto(r: ProtoReader, end: number): EndCheckpointRequestProto {
  let $registration: NamenodeRegistrationProto | undefined
  let $signature: CheckpointSignatureProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $registration = readNamenodeRegistrationProto(r, to); break }
      case 18: { const to = r.lengthEnd(); $signature = readCheckpointSignatureProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.namenode.EndCheckpointRequestProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.namenode.EndCheckpointRequestProto")
  if ($registration === undefined) throw missing("hadoop.hdfs.namenode.EndCheckpointRequestProto", "registration")
  if ($signature === undefined) throw missing("hadoop.hdfs.namenode.EndCheckpointRequestProto", "signature")
  return { registration: $registration, signature: $signature }
}
export const EndCheckpointRequestProto: Codec<EndCheckpointRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.namenode.EndCheckpointRequestProto", writeEndCheckpointRequestProto, readEndCheckpointRequestProto)

export type EndCheckpointResponseProto = Record<string, never>
export function writeEndCheckpointResponseProto(_w: BackwardWriter, _m: EndCheckpointResponseProto): void {
}
export function readEndCheckpointResponseProto(r: ProtoReader, end: number): EndCheckpointResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.namenode.EndCheckpointResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.namenode.EndCheckpointResponseProto")
  return {  }
}
export const EndCheckpointResponseProto: Codec<EndCheckpointResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.namenode.EndCheckpointResponseProto", writeEndCheckpointResponseProto, readEndCheckpointResponseProto)

export interface GetEditLogManifestRequestProto {
  readonly sinceTxId: number
}
export function writeGetEditLogManifestRequestProto(w: BackwardWriter, m: GetEditLogManifestRequestProto): void {
  w.int64(m.sinceTxId); w.tag(8)
}
export function readGetEditLogManifestRequestProto(r: ProtoReader, end: number): GetEditLogManifestRequestProto {
  let $sinceTxId: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $sinceTxId = r.int64(); break }
      default: r.skip(tag, "hadoop.hdfs.namenode.GetEditLogManifestRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.namenode.GetEditLogManifestRequestProto")
  if ($sinceTxId === undefined) throw missing("hadoop.hdfs.namenode.GetEditLogManifestRequestProto", "sinceTxId")
  return { sinceTxId: $sinceTxId }
}
export const GetEditLogManifestRequestProto: Codec<GetEditLogManifestRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.namenode.GetEditLogManifestRequestProto", writeGetEditLogManifestRequestProto, readGetEditLogManifestRequestProto)

export interface GetEditLogManifestResponseProto {
  readonly manifest: RemoteEditLogManifestProto
}
export function writeGetEditLogManifestResponseProto(w: BackwardWriter, m: GetEditLogManifestResponseProto): void {
  { const before = w.size; writeRemoteEditLogManifestProto(w, m.manifest); w.varint32(w.size - before); w.tag(10) }
}
export function readGetEditLogManifestResponseProto(r: ProtoReader, end: number): GetEditLogManifestResponseProto {
  let $manifest: RemoteEditLogManifestProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $manifest = readRemoteEditLogManifestProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.namenode.GetEditLogManifestResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.namenode.GetEditLogManifestResponseProto")
  if ($manifest === undefined) throw missing("hadoop.hdfs.namenode.GetEditLogManifestResponseProto", "manifest")
  return { manifest: $manifest }
}
export const GetEditLogManifestResponseProto: Codec<GetEditLogManifestResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.namenode.GetEditLogManifestResponseProto", writeGetEditLogManifestResponseProto, readGetEditLogManifestResponseProto)

export type IsUpgradeFinalizedRequestProto = Record<string, never>
export function writeIsUpgradeFinalizedRequestProto(_w: BackwardWriter, _m: IsUpgradeFinalizedRequestProto): void {
}
export function readIsUpgradeFinalizedRequestProto(r: ProtoReader, end: number): IsUpgradeFinalizedRequestProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.namenode.IsUpgradeFinalizedRequestProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.namenode.IsUpgradeFinalizedRequestProto")
  return {  }
}
export const IsUpgradeFinalizedRequestProto: Codec<IsUpgradeFinalizedRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.namenode.IsUpgradeFinalizedRequestProto", writeIsUpgradeFinalizedRequestProto, readIsUpgradeFinalizedRequestProto)

export interface IsUpgradeFinalizedResponseProto {
  readonly isUpgradeFinalized: boolean
}
export function writeIsUpgradeFinalizedResponseProto(w: BackwardWriter, m: IsUpgradeFinalizedResponseProto): void {
  w.bool(m.isUpgradeFinalized); w.tag(8)
}
export function readIsUpgradeFinalizedResponseProto(r: ProtoReader, end: number): IsUpgradeFinalizedResponseProto {
  let $isUpgradeFinalized: boolean | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $isUpgradeFinalized = r.bool(); break }
      default: r.skip(tag, "hadoop.hdfs.namenode.IsUpgradeFinalizedResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.namenode.IsUpgradeFinalizedResponseProto")
  if ($isUpgradeFinalized === undefined) throw missing("hadoop.hdfs.namenode.IsUpgradeFinalizedResponseProto", "isUpgradeFinalized")
  return { isUpgradeFinalized: $isUpgradeFinalized }
}
export const IsUpgradeFinalizedResponseProto: Codec<IsUpgradeFinalizedResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.namenode.IsUpgradeFinalizedResponseProto", writeIsUpgradeFinalizedResponseProto, readIsUpgradeFinalizedResponseProto)

export type IsRollingUpgradeRequestProto = Record<string, never>
export function writeIsRollingUpgradeRequestProto(_w: BackwardWriter, _m: IsRollingUpgradeRequestProto): void {
}
export function readIsRollingUpgradeRequestProto(r: ProtoReader, end: number): IsRollingUpgradeRequestProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.namenode.IsRollingUpgradeRequestProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.namenode.IsRollingUpgradeRequestProto")
  return {  }
}
export const IsRollingUpgradeRequestProto: Codec<IsRollingUpgradeRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.namenode.IsRollingUpgradeRequestProto", writeIsRollingUpgradeRequestProto, readIsRollingUpgradeRequestProto)

export interface IsRollingUpgradeResponseProto {
  readonly isRollingUpgrade: boolean
}
export function writeIsRollingUpgradeResponseProto(w: BackwardWriter, m: IsRollingUpgradeResponseProto): void {
  w.bool(m.isRollingUpgrade); w.tag(8)
}
export function readIsRollingUpgradeResponseProto(r: ProtoReader, end: number): IsRollingUpgradeResponseProto {
  let $isRollingUpgrade: boolean | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $isRollingUpgrade = r.bool(); break }
      default: r.skip(tag, "hadoop.hdfs.namenode.IsRollingUpgradeResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.namenode.IsRollingUpgradeResponseProto")
  if ($isRollingUpgrade === undefined) throw missing("hadoop.hdfs.namenode.IsRollingUpgradeResponseProto", "isRollingUpgrade")
  return { isRollingUpgrade: $isRollingUpgrade }
}
export const IsRollingUpgradeResponseProto: Codec<IsRollingUpgradeResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.namenode.IsRollingUpgradeResponseProto", writeIsRollingUpgradeResponseProto, readIsRollingUpgradeResponseProto)

export interface GetFilePathRequestProto {
  readonly fileId: number
}
export function writeGetFilePathRequestProto(w: BackwardWriter, m: GetFilePathRequestProto): void {
  w.int64(m.fileId); w.tag(8)
}
export function readGetFilePathRequestProto(r: ProtoReader, end: number): GetFilePathRequestProto {
  let $fileId: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $fileId = r.int64(); break }
      default: r.skip(tag, "hadoop.hdfs.namenode.GetFilePathRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.namenode.GetFilePathRequestProto")
  if ($fileId === undefined) throw missing("hadoop.hdfs.namenode.GetFilePathRequestProto", "fileId")
  return { fileId: $fileId }
}
export const GetFilePathRequestProto: Codec<GetFilePathRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.namenode.GetFilePathRequestProto", writeGetFilePathRequestProto, readGetFilePathRequestProto)

export interface GetFilePathResponseProto {
  readonly srcPath: string
}
export function writeGetFilePathResponseProto(w: BackwardWriter, m: GetFilePathResponseProto): void {
  w.string(m.srcPath); w.tag(10)
}
export function readGetFilePathResponseProto(r: ProtoReader, end: number): GetFilePathResponseProto {
  let $srcPath: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $srcPath = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.namenode.GetFilePathResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.namenode.GetFilePathResponseProto")
  if ($srcPath === undefined) throw missing("hadoop.hdfs.namenode.GetFilePathResponseProto", "srcPath")
  return { srcPath: $srcPath }
}
export const GetFilePathResponseProto: Codec<GetFilePathResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.namenode.GetFilePathResponseProto", writeGetFilePathResponseProto, readGetFilePathResponseProto)

export type GetNextSPSPathRequestProto = Record<string, never>
export function writeGetNextSPSPathRequestProto(_w: BackwardWriter, _m: GetNextSPSPathRequestProto): void {
}
export function readGetNextSPSPathRequestProto(r: ProtoReader, end: number): GetNextSPSPathRequestProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.namenode.GetNextSPSPathRequestProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.namenode.GetNextSPSPathRequestProto")
  return {  }
}
export const GetNextSPSPathRequestProto: Codec<GetNextSPSPathRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.namenode.GetNextSPSPathRequestProto", writeGetNextSPSPathRequestProto, readGetNextSPSPathRequestProto)

export interface GetNextSPSPathResponseProto {
  readonly spsPath?: number | undefined
}
export function writeGetNextSPSPathResponseProto(w: BackwardWriter, m: GetNextSPSPathResponseProto): void {
  if (m.spsPath !== undefined) { w.int64(m.spsPath); w.tag(8) }
}
export function readGetNextSPSPathResponseProto(r: ProtoReader, end: number): GetNextSPSPathResponseProto {
  let $spsPath: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $spsPath = r.int64(); break }
      default: r.skip(tag, "hadoop.hdfs.namenode.GetNextSPSPathResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.namenode.GetNextSPSPathResponseProto")
  return { spsPath: $spsPath }
}
export const GetNextSPSPathResponseProto: Codec<GetNextSPSPathResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.namenode.GetNextSPSPathResponseProto", writeGetNextSPSPathResponseProto, readGetNextSPSPathResponseProto)

export const NamenodeProtocol = {
  protocol: "org.apache.hadoop.hdfs.server.protocol.NamenodeProtocol",
  version: 1,
  methods: {
    getBlocks: { name: "getBlocks", request: GetBlocksRequestProto, response: GetBlocksResponseProto },
    getBlockKeys: { name: "getBlockKeys", request: GetBlockKeysRequestProto, response: GetBlockKeysResponseProto },
    getTransactionId: { name: "getTransactionId", request: GetTransactionIdRequestProto, response: GetTransactionIdResponseProto },
    getMostRecentCheckpointTxId: { name: "getMostRecentCheckpointTxId", request: GetMostRecentCheckpointTxIdRequestProto, response: GetMostRecentCheckpointTxIdResponseProto },
    rollEditLog: { name: "rollEditLog", request: RollEditLogRequestProto, response: RollEditLogResponseProto },
    versionRequest: { name: "versionRequest", request: VersionRequestProto, response: VersionResponseProto },
    errorReport: { name: "errorReport", request: ErrorReportRequestProto, response: ErrorReportResponseProto },
    registerSubordinateNamenode: { name: "registerSubordinateNamenode", request: RegisterRequestProto, response: RegisterResponseProto },
    startCheckpoint: { name: "startCheckpoint", request: StartCheckpointRequestProto, response: StartCheckpointResponseProto },
    endCheckpoint: { name: "endCheckpoint", request: EndCheckpointRequestProto, response: EndCheckpointResponseProto },
    getEditLogManifest: { name: "getEditLogManifest", request: GetEditLogManifestRequestProto, response: GetEditLogManifestResponseProto },
    isUpgradeFinalized: { name: "isUpgradeFinalized", request: IsUpgradeFinalizedRequestProto, response: IsUpgradeFinalizedResponseProto },
    isRollingUpgrade: { name: "isRollingUpgrade", request: IsRollingUpgradeRequestProto, response: IsRollingUpgradeResponseProto },
    getNextSPSPath: { name: "getNextSPSPath", request: GetNextSPSPathRequestProto, response: GetNextSPSPathResponseProto },
  },
} as const
