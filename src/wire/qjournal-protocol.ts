// Generated from proto/qjournal-protocol.proto by scripts/proto/generate.ts; change those instead.
// NameNode to JournalNode: epochs, writing of segments, recovery, reading of edits.
// Fields from 50001 on are additions of quorate, which other implementations skip.

import type { BackwardWriter } from './backward-writer.ts'
import type { Codec } from './codec.ts'
import { codec, missing, overrun } from './codec.ts'
import type { ProtoReader } from './proto-reader.ts'
import type { NamespaceInfoProto, RemoteEditLogManifestProto, RemoteEditLogProto, StorageInfoProto } from './hdfs-server.ts'
import { readNamespaceInfoProto, readRemoteEditLogManifestProto, readRemoteEditLogProto, readStorageInfoProto, writeNamespaceInfoProto, writeRemoteEditLogManifestProto, writeRemoteEditLogProto, writeStorageInfoProto } from './hdfs-server.ts'

export interface JournalIdProto {
  readonly identifier: string
}
export function writeJournalIdProto(w: BackwardWriter, m: JournalIdProto): void {
  w.string(m.identifier); w.tag(10)
}
export function readJournalIdProto(r: ProtoReader, end: number): JournalIdProto {
  let $identifier: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $identifier = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.qjournal.JournalIdProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.qjournal.JournalIdProto")
  if ($identifier === undefined) throw missing("hadoop.hdfs.qjournal.JournalIdProto", "identifier")
  return { identifier: $identifier }
}
export const JournalIdProto: Codec<JournalIdProto> = /* @__PURE__ */ codec("hadoop.hdfs.qjournal.JournalIdProto", writeJournalIdProto, readJournalIdProto)

export interface RequestInfoProto {
  readonly journalId: JournalIdProto
  readonly epoch: number
  readonly ipcSerialNumber: number
  readonly committedTxId?: number | undefined
  readonly nameServiceId?: string | undefined
  readonly gen?: number | undefined
}
export function writeRequestInfoProto(w: BackwardWriter, m: RequestInfoProto): void {
  if (m.gen !== undefined) { w.int64(m.gen); w.varint32(400008) }
  if (m.nameServiceId !== undefined) { w.string(m.nameServiceId); w.tag(42) }
  if (m.committedTxId !== undefined) { w.int64(m.committedTxId); w.tag(32) }
  w.int64(m.ipcSerialNumber); w.tag(24)
  w.int64(m.epoch); w.tag(16)
  { const before = w.size; writeJournalIdProto(w, m.journalId); w.varint32(w.size - before); w.tag(10) }
}
export function readRequestInfoProto(r: ProtoReader, end: number): RequestInfoProto {
  let $journalId: JournalIdProto | undefined
  let $epoch: number | undefined
  let $ipcSerialNumber: number | undefined
  let $committedTxId: number | undefined
  let $nameServiceId: string | undefined
  let $gen: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $journalId = readJournalIdProto(r, to); break }
      case 16: { $epoch = r.int64(); break }
      case 24: { $ipcSerialNumber = r.int64(); break }
      case 32: { $committedTxId = r.int64(); break }
      case 42: { $nameServiceId = r.string(); break }
      case 400008: { $gen = r.int64(); break }
      default: r.skip(tag, "hadoop.hdfs.qjournal.RequestInfoProto", [1, 2, 3, 4, 5, 50001])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.qjournal.RequestInfoProto")
  if ($journalId === undefined) throw missing("hadoop.hdfs.qjournal.RequestInfoProto", "journalId")
  if ($epoch === undefined) throw missing("hadoop.hdfs.qjournal.RequestInfoProto", "epoch")
  if ($ipcSerialNumber === undefined) throw missing("hadoop.hdfs.qjournal.RequestInfoProto", "ipcSerialNumber")
  return { journalId: $journalId, epoch: $epoch, ipcSerialNumber: $ipcSerialNumber, committedTxId: $committedTxId, nameServiceId: $nameServiceId, gen: $gen }
}
export const RequestInfoProto: Codec<RequestInfoProto> = /* @__PURE__ */ codec("hadoop.hdfs.qjournal.RequestInfoProto", writeRequestInfoProto, readRequestInfoProto)

export interface SegmentStateProto {
  readonly startTxId: number
  readonly endTxId: number
  readonly isInProgress: boolean
}
export function writeSegmentStateProto(w: BackwardWriter, m: SegmentStateProto): void {
  w.bool(m.isInProgress); w.tag(24)
  w.int64(m.endTxId); w.tag(16)
  w.int64(m.startTxId); w.tag(8)
}
export function readSegmentStateProto(r: ProtoReader, end: number): SegmentStateProto {
  let $startTxId: number | undefined
  let $endTxId: number | undefined
  let $isInProgress: boolean | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $startTxId = r.int64(); break }
      case 16: { $endTxId = r.int64(); break }
      case 24: { $isInProgress = r.bool(); break }
      default: r.skip(tag, "hadoop.hdfs.qjournal.SegmentStateProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.qjournal.SegmentStateProto")
  if ($startTxId === undefined) throw missing("hadoop.hdfs.qjournal.SegmentStateProto", "startTxId")
  if ($endTxId === undefined) throw missing("hadoop.hdfs.qjournal.SegmentStateProto", "endTxId")
  if ($isInProgress === undefined) throw missing("hadoop.hdfs.qjournal.SegmentStateProto", "isInProgress")
  return { startTxId: $startTxId, endTxId: $endTxId, isInProgress: $isInProgress }
}
export const SegmentStateProto: Codec<SegmentStateProto> = /* @__PURE__ */ codec("hadoop.hdfs.qjournal.SegmentStateProto", writeSegmentStateProto, readSegmentStateProto)

export interface PersistedRecoveryPaxosData {
  readonly segmentState: SegmentStateProto
  readonly acceptedInEpoch: number
}
export function writePersistedRecoveryPaxosData(w: BackwardWriter, m: PersistedRecoveryPaxosData): void {
  w.int64(m.acceptedInEpoch); w.tag(16)
  { const before = w.size; writeSegmentStateProto(w, m.segmentState); w.varint32(w.size - before); w.tag(10) }
}
export function readPersistedRecoveryPaxosData(r: ProtoReader, end: number): PersistedRecoveryPaxosData {
  let $segmentState: SegmentStateProto | undefined
  let $acceptedInEpoch: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $segmentState = readSegmentStateProto(r, to); break }
      case 16: { $acceptedInEpoch = r.int64(); break }
      default: r.skip(tag, "hadoop.hdfs.qjournal.PersistedRecoveryPaxosData", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.qjournal.PersistedRecoveryPaxosData")
  if ($segmentState === undefined) throw missing("hadoop.hdfs.qjournal.PersistedRecoveryPaxosData", "segmentState")
  if ($acceptedInEpoch === undefined) throw missing("hadoop.hdfs.qjournal.PersistedRecoveryPaxosData", "acceptedInEpoch")
  return { segmentState: $segmentState, acceptedInEpoch: $acceptedInEpoch }
}
export const PersistedRecoveryPaxosData: Codec<PersistedRecoveryPaxosData> = /* @__PURE__ */ codec("hadoop.hdfs.qjournal.PersistedRecoveryPaxosData", writePersistedRecoveryPaxosData, readPersistedRecoveryPaxosData)

export interface JournalRequestProto {
  readonly reqInfo: RequestInfoProto
  readonly firstTxnId: number
  readonly numTxns: number
  readonly records: Uint8Array
  readonly segmentTxnId: number
  readonly nameServiceId?: string | undefined
}
export function writeJournalRequestProto(w: BackwardWriter, m: JournalRequestProto): void {
  if (m.nameServiceId !== undefined) { w.string(m.nameServiceId); w.tag(50) }
  w.int64(m.segmentTxnId); w.tag(40)
  w.bytes(m.records); w.tag(34)
  w.uint32(m.numTxns); w.tag(24)
  w.int64(m.firstTxnId); w.tag(16)
  { const before = w.size; writeRequestInfoProto(w, m.reqInfo); w.varint32(w.size - before); w.tag(10) }
}
export function readJournalRequestProto(r: ProtoReader, end: number): JournalRequestProto {
  let $reqInfo: RequestInfoProto | undefined
  let $firstTxnId: number | undefined
  let $numTxns: number | undefined
  let $records: Uint8Array | undefined
  let $segmentTxnId: number | undefined
  let $nameServiceId: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $reqInfo = readRequestInfoProto(r, to); break }
      case 16: { $firstTxnId = r.int64(); break }
      case 24: { $numTxns = r.int32(); break }
      case 34: { $records = r.bytes(); break }
      case 40: { $segmentTxnId = r.int64(); break }
      case 50: { $nameServiceId = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.qjournal.JournalRequestProto", [1, 2, 3, 4, 5, 6])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.qjournal.JournalRequestProto")
  if ($reqInfo === undefined) throw missing("hadoop.hdfs.qjournal.JournalRequestProto", "reqInfo")
  if ($firstTxnId === undefined) throw missing("hadoop.hdfs.qjournal.JournalRequestProto", "firstTxnId")
  if ($numTxns === undefined) throw missing("hadoop.hdfs.qjournal.JournalRequestProto", "numTxns")
  if ($records === undefined) throw missing("hadoop.hdfs.qjournal.JournalRequestProto", "records")
  if ($segmentTxnId === undefined) throw missing("hadoop.hdfs.qjournal.JournalRequestProto", "segmentTxnId")
  return { reqInfo: $reqInfo, firstTxnId: $firstTxnId, numTxns: $numTxns, records: $records, segmentTxnId: $segmentTxnId, nameServiceId: $nameServiceId }
}
export const JournalRequestProto: Codec<JournalRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.qjournal.JournalRequestProto", writeJournalRequestProto, readJournalRequestProto)

export type JournalResponseProto = Record<string, never>
export function writeJournalResponseProto(_w: BackwardWriter, _m: JournalResponseProto): void {
}
export function readJournalResponseProto(r: ProtoReader, end: number): JournalResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.qjournal.JournalResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.qjournal.JournalResponseProto")
  return {  }
}
export const JournalResponseProto: Codec<JournalResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.qjournal.JournalResponseProto", writeJournalResponseProto, readJournalResponseProto)

export interface HeartbeatRequestProto {
  readonly reqInfo: RequestInfoProto
}
export function writeHeartbeatRequestProto(w: BackwardWriter, m: HeartbeatRequestProto): void {
  { const before = w.size; writeRequestInfoProto(w, m.reqInfo); w.varint32(w.size - before); w.tag(10) }
}
export function readHeartbeatRequestProto(r: ProtoReader, end: number): HeartbeatRequestProto {
  let $reqInfo: RequestInfoProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $reqInfo = readRequestInfoProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.qjournal.HeartbeatRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.qjournal.HeartbeatRequestProto")
  if ($reqInfo === undefined) throw missing("hadoop.hdfs.qjournal.HeartbeatRequestProto", "reqInfo")
  return { reqInfo: $reqInfo }
}
export const HeartbeatRequestProto: Codec<HeartbeatRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.qjournal.HeartbeatRequestProto", writeHeartbeatRequestProto, readHeartbeatRequestProto)

export type HeartbeatResponseProto = Record<string, never>
export function writeHeartbeatResponseProto(_w: BackwardWriter, _m: HeartbeatResponseProto): void {
}
export function readHeartbeatResponseProto(r: ProtoReader, end: number): HeartbeatResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.qjournal.HeartbeatResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.qjournal.HeartbeatResponseProto")
  return {  }
}
export const HeartbeatResponseProto: Codec<HeartbeatResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.qjournal.HeartbeatResponseProto", writeHeartbeatResponseProto, readHeartbeatResponseProto)

export interface StartLogSegmentRequestProto {
  readonly reqInfo: RequestInfoProto
  readonly txid: number
  readonly layoutVersion?: number | undefined
}
export function writeStartLogSegmentRequestProto(w: BackwardWriter, m: StartLogSegmentRequestProto): void {
  if (m.layoutVersion !== undefined) { w.sint32(m.layoutVersion); w.tag(24) }
  w.int64(m.txid); w.tag(16)
  { const before = w.size; writeRequestInfoProto(w, m.reqInfo); w.varint32(w.size - before); w.tag(10) }
}
export function readStartLogSegmentRequestProto(r: ProtoReader, end: number): StartLogSegmentRequestProto {
  let $reqInfo: RequestInfoProto | undefined
  let $txid: number | undefined
  let $layoutVersion: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $reqInfo = readRequestInfoProto(r, to); break }
      case 16: { $txid = r.int64(); break }
      case 24: { $layoutVersion = r.sint32(); break }
      default: r.skip(tag, "hadoop.hdfs.qjournal.StartLogSegmentRequestProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.qjournal.StartLogSegmentRequestProto")
  if ($reqInfo === undefined) throw missing("hadoop.hdfs.qjournal.StartLogSegmentRequestProto", "reqInfo")
  if ($txid === undefined) throw missing("hadoop.hdfs.qjournal.StartLogSegmentRequestProto", "txid")
  return { reqInfo: $reqInfo, txid: $txid, layoutVersion: $layoutVersion }
}
export const StartLogSegmentRequestProto: Codec<StartLogSegmentRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.qjournal.StartLogSegmentRequestProto", writeStartLogSegmentRequestProto, readStartLogSegmentRequestProto)

export type StartLogSegmentResponseProto = Record<string, never>
export function writeStartLogSegmentResponseProto(_w: BackwardWriter, _m: StartLogSegmentResponseProto): void {
}
export function readStartLogSegmentResponseProto(r: ProtoReader, end: number): StartLogSegmentResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.qjournal.StartLogSegmentResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.qjournal.StartLogSegmentResponseProto")
  return {  }
}
export const StartLogSegmentResponseProto: Codec<StartLogSegmentResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.qjournal.StartLogSegmentResponseProto", writeStartLogSegmentResponseProto, readStartLogSegmentResponseProto)

export interface FinalizeLogSegmentRequestProto {
  readonly reqInfo: RequestInfoProto
  readonly startTxId: number
  readonly endTxId: number
}
export function writeFinalizeLogSegmentRequestProto(w: BackwardWriter, m: FinalizeLogSegmentRequestProto): void {
  w.int64(m.endTxId); w.tag(24)
  w.int64(m.startTxId); w.tag(16)
  { const before = w.size; writeRequestInfoProto(w, m.reqInfo); w.varint32(w.size - before); w.tag(10) }
}
export function readFinalizeLogSegmentRequestProto(r: ProtoReader, end: number): FinalizeLogSegmentRequestProto {
  let $reqInfo: RequestInfoProto | undefined
  let $startTxId: number | undefined
  let $endTxId: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $reqInfo = readRequestInfoProto(r, to); break }
      case 16: { $startTxId = r.int64(); break }
      case 24: { $endTxId = r.int64(); break }
      default: r.skip(tag, "hadoop.hdfs.qjournal.FinalizeLogSegmentRequestProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.qjournal.FinalizeLogSegmentRequestProto")
  if ($reqInfo === undefined) throw missing("hadoop.hdfs.qjournal.FinalizeLogSegmentRequestProto", "reqInfo")
  if ($startTxId === undefined) throw missing("hadoop.hdfs.qjournal.FinalizeLogSegmentRequestProto", "startTxId")
  if ($endTxId === undefined) throw missing("hadoop.hdfs.qjournal.FinalizeLogSegmentRequestProto", "endTxId")
  return { reqInfo: $reqInfo, startTxId: $startTxId, endTxId: $endTxId }
}
export const FinalizeLogSegmentRequestProto: Codec<FinalizeLogSegmentRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.qjournal.FinalizeLogSegmentRequestProto", writeFinalizeLogSegmentRequestProto, readFinalizeLogSegmentRequestProto)

export type FinalizeLogSegmentResponseProto = Record<string, never>
export function writeFinalizeLogSegmentResponseProto(_w: BackwardWriter, _m: FinalizeLogSegmentResponseProto): void {
}
export function readFinalizeLogSegmentResponseProto(r: ProtoReader, end: number): FinalizeLogSegmentResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.qjournal.FinalizeLogSegmentResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.qjournal.FinalizeLogSegmentResponseProto")
  return {  }
}
export const FinalizeLogSegmentResponseProto: Codec<FinalizeLogSegmentResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.qjournal.FinalizeLogSegmentResponseProto", writeFinalizeLogSegmentResponseProto, readFinalizeLogSegmentResponseProto)

export interface PurgeLogsRequestProto {
  readonly reqInfo: RequestInfoProto
  readonly minTxIdToKeep: number
}
export function writePurgeLogsRequestProto(w: BackwardWriter, m: PurgeLogsRequestProto): void {
  w.int64(m.minTxIdToKeep); w.tag(16)
  { const before = w.size; writeRequestInfoProto(w, m.reqInfo); w.varint32(w.size - before); w.tag(10) }
}
export function readPurgeLogsRequestProto(r: ProtoReader, end: number): PurgeLogsRequestProto {
  let $reqInfo: RequestInfoProto | undefined
  let $minTxIdToKeep: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $reqInfo = readRequestInfoProto(r, to); break }
      case 16: { $minTxIdToKeep = r.int64(); break }
      default: r.skip(tag, "hadoop.hdfs.qjournal.PurgeLogsRequestProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.qjournal.PurgeLogsRequestProto")
  if ($reqInfo === undefined) throw missing("hadoop.hdfs.qjournal.PurgeLogsRequestProto", "reqInfo")
  if ($minTxIdToKeep === undefined) throw missing("hadoop.hdfs.qjournal.PurgeLogsRequestProto", "minTxIdToKeep")
  return { reqInfo: $reqInfo, minTxIdToKeep: $minTxIdToKeep }
}
export const PurgeLogsRequestProto: Codec<PurgeLogsRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.qjournal.PurgeLogsRequestProto", writePurgeLogsRequestProto, readPurgeLogsRequestProto)

export type PurgeLogsResponseProto = Record<string, never>
export function writePurgeLogsResponseProto(_w: BackwardWriter, _m: PurgeLogsResponseProto): void {
}
export function readPurgeLogsResponseProto(r: ProtoReader, end: number): PurgeLogsResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.qjournal.PurgeLogsResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.qjournal.PurgeLogsResponseProto")
  return {  }
}
export const PurgeLogsResponseProto: Codec<PurgeLogsResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.qjournal.PurgeLogsResponseProto", writePurgeLogsResponseProto, readPurgeLogsResponseProto)

export interface IsFormattedRequestProto {
  readonly jid: JournalIdProto
  readonly nameServiceId?: string | undefined
}
export function writeIsFormattedRequestProto(w: BackwardWriter, m: IsFormattedRequestProto): void {
  if (m.nameServiceId !== undefined) { w.string(m.nameServiceId); w.tag(18) }
  { const before = w.size; writeJournalIdProto(w, m.jid); w.varint32(w.size - before); w.tag(10) }
}
export function readIsFormattedRequestProto(r: ProtoReader, end: number): IsFormattedRequestProto {
  let $jid: JournalIdProto | undefined
  let $nameServiceId: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $jid = readJournalIdProto(r, to); break }
      case 18: { $nameServiceId = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.qjournal.IsFormattedRequestProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.qjournal.IsFormattedRequestProto")
  if ($jid === undefined) throw missing("hadoop.hdfs.qjournal.IsFormattedRequestProto", "jid")
  return { jid: $jid, nameServiceId: $nameServiceId }
}
export const IsFormattedRequestProto: Codec<IsFormattedRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.qjournal.IsFormattedRequestProto", writeIsFormattedRequestProto, readIsFormattedRequestProto)

export interface IsFormattedResponseProto {
  readonly isFormatted: boolean
}
export function writeIsFormattedResponseProto(w: BackwardWriter, m: IsFormattedResponseProto): void {
  w.bool(m.isFormatted); w.tag(8)
}
export function readIsFormattedResponseProto(r: ProtoReader, end: number): IsFormattedResponseProto {
  let $isFormatted: boolean | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $isFormatted = r.bool(); break }
      default: r.skip(tag, "hadoop.hdfs.qjournal.IsFormattedResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.qjournal.IsFormattedResponseProto")
  if ($isFormatted === undefined) throw missing("hadoop.hdfs.qjournal.IsFormattedResponseProto", "isFormatted")
  return { isFormatted: $isFormatted }
}
export const IsFormattedResponseProto: Codec<IsFormattedResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.qjournal.IsFormattedResponseProto", writeIsFormattedResponseProto, readIsFormattedResponseProto)

export interface GetJournalCTimeRequestProto {
  readonly jid: JournalIdProto
  readonly nameServiceId?: string | undefined
}
export function writeGetJournalCTimeRequestProto(w: BackwardWriter, m: GetJournalCTimeRequestProto): void {
  if (m.nameServiceId !== undefined) { w.string(m.nameServiceId); w.tag(18) }
  { const before = w.size; writeJournalIdProto(w, m.jid); w.varint32(w.size - before); w.tag(10) }
}
export function readGetJournalCTimeRequestProto(r: ProtoReader, end: number): GetJournalCTimeRequestProto {
  let $jid: JournalIdProto | undefined
  let $nameServiceId: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $jid = readJournalIdProto(r, to); break }
      case 18: { $nameServiceId = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.qjournal.GetJournalCTimeRequestProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.qjournal.GetJournalCTimeRequestProto")
  if ($jid === undefined) throw missing("hadoop.hdfs.qjournal.GetJournalCTimeRequestProto", "jid")
  return { jid: $jid, nameServiceId: $nameServiceId }
}
export const GetJournalCTimeRequestProto: Codec<GetJournalCTimeRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.qjournal.GetJournalCTimeRequestProto", writeGetJournalCTimeRequestProto, readGetJournalCTimeRequestProto)

export interface GetJournalCTimeResponseProto {
  readonly resultCTime: number
}
export function writeGetJournalCTimeResponseProto(w: BackwardWriter, m: GetJournalCTimeResponseProto): void {
  w.int64(m.resultCTime); w.tag(8)
}
export function readGetJournalCTimeResponseProto(r: ProtoReader, end: number): GetJournalCTimeResponseProto {
  let $resultCTime: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $resultCTime = r.int64(); break }
      default: r.skip(tag, "hadoop.hdfs.qjournal.GetJournalCTimeResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.qjournal.GetJournalCTimeResponseProto")
  if ($resultCTime === undefined) throw missing("hadoop.hdfs.qjournal.GetJournalCTimeResponseProto", "resultCTime")
  return { resultCTime: $resultCTime }
}
export const GetJournalCTimeResponseProto: Codec<GetJournalCTimeResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.qjournal.GetJournalCTimeResponseProto", writeGetJournalCTimeResponseProto, readGetJournalCTimeResponseProto)

export interface DoPreUpgradeRequestProto {
  readonly jid: JournalIdProto
}
export function writeDoPreUpgradeRequestProto(w: BackwardWriter, m: DoPreUpgradeRequestProto): void {
  { const before = w.size; writeJournalIdProto(w, m.jid); w.varint32(w.size - before); w.tag(10) }
}
export function readDoPreUpgradeRequestProto(r: ProtoReader, end: number): DoPreUpgradeRequestProto {
  let $jid: JournalIdProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $jid = readJournalIdProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.qjournal.DoPreUpgradeRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.qjournal.DoPreUpgradeRequestProto")
  if ($jid === undefined) throw missing("hadoop.hdfs.qjournal.DoPreUpgradeRequestProto", "jid")
  return { jid: $jid }
}
export const DoPreUpgradeRequestProto: Codec<DoPreUpgradeRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.qjournal.DoPreUpgradeRequestProto", writeDoPreUpgradeRequestProto, readDoPreUpgradeRequestProto)

export type DoPreUpgradeResponseProto = Record<string, never>
export function writeDoPreUpgradeResponseProto(_w: BackwardWriter, _m: DoPreUpgradeResponseProto): void {
}
export function readDoPreUpgradeResponseProto(r: ProtoReader, end: number): DoPreUpgradeResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.qjournal.DoPreUpgradeResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.qjournal.DoPreUpgradeResponseProto")
  return {  }
}
export const DoPreUpgradeResponseProto: Codec<DoPreUpgradeResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.qjournal.DoPreUpgradeResponseProto", writeDoPreUpgradeResponseProto, readDoPreUpgradeResponseProto)

export interface DoUpgradeRequestProto {
  readonly jid: JournalIdProto
  readonly sInfo: StorageInfoProto
}
export function writeDoUpgradeRequestProto(w: BackwardWriter, m: DoUpgradeRequestProto): void {
  { const before = w.size; writeStorageInfoProto(w, m.sInfo); w.varint32(w.size - before); w.tag(18) }
  { const before = w.size; writeJournalIdProto(w, m.jid); w.varint32(w.size - before); w.tag(10) }
}
export function readDoUpgradeRequestProto(r: ProtoReader, end: number): DoUpgradeRequestProto {
  let $jid: JournalIdProto | undefined
  let $sInfo: StorageInfoProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $jid = readJournalIdProto(r, to); break }
      case 18: { const to = r.lengthEnd(); $sInfo = readStorageInfoProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.qjournal.DoUpgradeRequestProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.qjournal.DoUpgradeRequestProto")
  if ($jid === undefined) throw missing("hadoop.hdfs.qjournal.DoUpgradeRequestProto", "jid")
  if ($sInfo === undefined) throw missing("hadoop.hdfs.qjournal.DoUpgradeRequestProto", "sInfo")
  return { jid: $jid, sInfo: $sInfo }
}
export const DoUpgradeRequestProto: Codec<DoUpgradeRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.qjournal.DoUpgradeRequestProto", writeDoUpgradeRequestProto, readDoUpgradeRequestProto)

export type DoUpgradeResponseProto = Record<string, never>
export function writeDoUpgradeResponseProto(_w: BackwardWriter, _m: DoUpgradeResponseProto): void {
}
export function readDoUpgradeResponseProto(r: ProtoReader, end: number): DoUpgradeResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.qjournal.DoUpgradeResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.qjournal.DoUpgradeResponseProto")
  return {  }
}
export const DoUpgradeResponseProto: Codec<DoUpgradeResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.qjournal.DoUpgradeResponseProto", writeDoUpgradeResponseProto, readDoUpgradeResponseProto)

export interface DoFinalizeRequestProto {
  readonly jid: JournalIdProto
  readonly nameServiceId?: string | undefined
}
export function writeDoFinalizeRequestProto(w: BackwardWriter, m: DoFinalizeRequestProto): void {
  if (m.nameServiceId !== undefined) { w.string(m.nameServiceId); w.tag(18) }
  { const before = w.size; writeJournalIdProto(w, m.jid); w.varint32(w.size - before); w.tag(10) }
}
export function readDoFinalizeRequestProto(r: ProtoReader, end: number): DoFinalizeRequestProto {
  let $jid: JournalIdProto | undefined
  let $nameServiceId: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $jid = readJournalIdProto(r, to); break }
      case 18: { $nameServiceId = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.qjournal.DoFinalizeRequestProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.qjournal.DoFinalizeRequestProto")
  if ($jid === undefined) throw missing("hadoop.hdfs.qjournal.DoFinalizeRequestProto", "jid")
  return { jid: $jid, nameServiceId: $nameServiceId }
}
export const DoFinalizeRequestProto: Codec<DoFinalizeRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.qjournal.DoFinalizeRequestProto", writeDoFinalizeRequestProto, readDoFinalizeRequestProto)

export type DoFinalizeResponseProto = Record<string, never>
export function writeDoFinalizeResponseProto(_w: BackwardWriter, _m: DoFinalizeResponseProto): void {
}
export function readDoFinalizeResponseProto(r: ProtoReader, end: number): DoFinalizeResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.qjournal.DoFinalizeResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.qjournal.DoFinalizeResponseProto")
  return {  }
}
export const DoFinalizeResponseProto: Codec<DoFinalizeResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.qjournal.DoFinalizeResponseProto", writeDoFinalizeResponseProto, readDoFinalizeResponseProto)

export interface CanRollBackRequestProto {
  readonly jid: JournalIdProto
  readonly storage: StorageInfoProto
  readonly prevStorage: StorageInfoProto
  readonly targetLayoutVersion: number
  readonly nameServiceId?: string | undefined
}
export function writeCanRollBackRequestProto(w: BackwardWriter, m: CanRollBackRequestProto): void {
  if (m.nameServiceId !== undefined) { w.string(m.nameServiceId); w.tag(42) }
  w.int32(m.targetLayoutVersion); w.tag(32)
  { const before = w.size; writeStorageInfoProto(w, m.prevStorage); w.varint32(w.size - before); w.tag(26) }
  { const before = w.size; writeStorageInfoProto(w, m.storage); w.varint32(w.size - before); w.tag(18) }
  { const before = w.size; writeJournalIdProto(w, m.jid); w.varint32(w.size - before); w.tag(10) }
}
export function readCanRollBackRequestProto(r: ProtoReader, end: number): CanRollBackRequestProto {
  let $jid: JournalIdProto | undefined
  let $storage: StorageInfoProto | undefined
  let $prevStorage: StorageInfoProto | undefined
  let $targetLayoutVersion: number | undefined
  let $nameServiceId: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $jid = readJournalIdProto(r, to); break }
      case 18: { const to = r.lengthEnd(); $storage = readStorageInfoProto(r, to); break }
      case 26: { const to = r.lengthEnd(); $prevStorage = readStorageInfoProto(r, to); break }
      case 32: { $targetLayoutVersion = r.int32(); break }
      case 42: { $nameServiceId = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.qjournal.CanRollBackRequestProto", [1, 2, 3, 4, 5])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.qjournal.CanRollBackRequestProto")
  if ($jid === undefined) throw missing("hadoop.hdfs.qjournal.CanRollBackRequestProto", "jid")
  if ($storage === undefined) throw missing("hadoop.hdfs.qjournal.CanRollBackRequestProto", "storage")
  if ($prevStorage === undefined) throw missing("hadoop.hdfs.qjournal.CanRollBackRequestProto", "prevStorage")
  if ($targetLayoutVersion === undefined) throw missing("hadoop.hdfs.qjournal.CanRollBackRequestProto", "targetLayoutVersion")
  return { jid: $jid, storage: $storage, prevStorage: $prevStorage, targetLayoutVersion: $targetLayoutVersion, nameServiceId: $nameServiceId }
}
export const CanRollBackRequestProto: Codec<CanRollBackRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.qjournal.CanRollBackRequestProto", writeCanRollBackRequestProto, readCanRollBackRequestProto)

export interface CanRollBackResponseProto {
  readonly canRollBack: boolean
}
export function writeCanRollBackResponseProto(w: BackwardWriter, m: CanRollBackResponseProto): void {
  w.bool(m.canRollBack); w.tag(8)
}
export function readCanRollBackResponseProto(r: ProtoReader, end: number): CanRollBackResponseProto {
  let $canRollBack: boolean | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $canRollBack = r.bool(); break }
      default: r.skip(tag, "hadoop.hdfs.qjournal.CanRollBackResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.qjournal.CanRollBackResponseProto")
  if ($canRollBack === undefined) throw missing("hadoop.hdfs.qjournal.CanRollBackResponseProto", "canRollBack")
  return { canRollBack: $canRollBack }
}
export const CanRollBackResponseProto: Codec<CanRollBackResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.qjournal.CanRollBackResponseProto", writeCanRollBackResponseProto, readCanRollBackResponseProto)

export interface DoRollbackRequestProto {
  readonly jid: JournalIdProto
  readonly nameserviceId?: string | undefined
}
export function writeDoRollbackRequestProto(w: BackwardWriter, m: DoRollbackRequestProto): void {
  if (m.nameserviceId !== undefined) { w.string(m.nameserviceId); w.tag(18) }
  { const before = w.size; writeJournalIdProto(w, m.jid); w.varint32(w.size - before); w.tag(10) }
}
export function readDoRollbackRequestProto(r: ProtoReader, end: number): DoRollbackRequestProto {
  let $jid: JournalIdProto | undefined
  let $nameserviceId: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $jid = readJournalIdProto(r, to); break }
      case 18: { $nameserviceId = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.qjournal.DoRollbackRequestProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.qjournal.DoRollbackRequestProto")
  if ($jid === undefined) throw missing("hadoop.hdfs.qjournal.DoRollbackRequestProto", "jid")
  return { jid: $jid, nameserviceId: $nameserviceId }
}
export const DoRollbackRequestProto: Codec<DoRollbackRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.qjournal.DoRollbackRequestProto", writeDoRollbackRequestProto, readDoRollbackRequestProto)

export type DoRollbackResponseProto = Record<string, never>
export function writeDoRollbackResponseProto(_w: BackwardWriter, _m: DoRollbackResponseProto): void {
}
export function readDoRollbackResponseProto(r: ProtoReader, end: number): DoRollbackResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.qjournal.DoRollbackResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.qjournal.DoRollbackResponseProto")
  return {  }
}
export const DoRollbackResponseProto: Codec<DoRollbackResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.qjournal.DoRollbackResponseProto", writeDoRollbackResponseProto, readDoRollbackResponseProto)

export interface DiscardSegmentsRequestProto {
  readonly jid: JournalIdProto
  readonly startTxId: number
  readonly nameServiceId?: string | undefined
}
export function writeDiscardSegmentsRequestProto(w: BackwardWriter, m: DiscardSegmentsRequestProto): void {
  if (m.nameServiceId !== undefined) { w.string(m.nameServiceId); w.tag(26) }
  w.int64(m.startTxId); w.tag(16)
  { const before = w.size; writeJournalIdProto(w, m.jid); w.varint32(w.size - before); w.tag(10) }
}
export function readDiscardSegmentsRequestProto(r: ProtoReader, end: number): DiscardSegmentsRequestProto {
  let $jid: JournalIdProto | undefined
  let $startTxId: number | undefined
  let $nameServiceId: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $jid = readJournalIdProto(r, to); break }
      case 16: { $startTxId = r.int64(); break }
      case 26: { $nameServiceId = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.qjournal.DiscardSegmentsRequestProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.qjournal.DiscardSegmentsRequestProto")
  if ($jid === undefined) throw missing("hadoop.hdfs.qjournal.DiscardSegmentsRequestProto", "jid")
  if ($startTxId === undefined) throw missing("hadoop.hdfs.qjournal.DiscardSegmentsRequestProto", "startTxId")
  return { jid: $jid, startTxId: $startTxId, nameServiceId: $nameServiceId }
}
export const DiscardSegmentsRequestProto: Codec<DiscardSegmentsRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.qjournal.DiscardSegmentsRequestProto", writeDiscardSegmentsRequestProto, readDiscardSegmentsRequestProto)

export type DiscardSegmentsResponseProto = Record<string, never>
export function writeDiscardSegmentsResponseProto(_w: BackwardWriter, _m: DiscardSegmentsResponseProto): void {
}
export function readDiscardSegmentsResponseProto(r: ProtoReader, end: number): DiscardSegmentsResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.qjournal.DiscardSegmentsResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.qjournal.DiscardSegmentsResponseProto")
  return {  }
}
export const DiscardSegmentsResponseProto: Codec<DiscardSegmentsResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.qjournal.DiscardSegmentsResponseProto", writeDiscardSegmentsResponseProto, readDiscardSegmentsResponseProto)

export interface GetJournalStateRequestProto {
  readonly jid: JournalIdProto
  readonly nameServiceId?: string | undefined
}
export function writeGetJournalStateRequestProto(w: BackwardWriter, m: GetJournalStateRequestProto): void {
  if (m.nameServiceId !== undefined) { w.string(m.nameServiceId); w.tag(18) }
  { const before = w.size; writeJournalIdProto(w, m.jid); w.varint32(w.size - before); w.tag(10) }
}
export function readGetJournalStateRequestProto(r: ProtoReader, end: number): GetJournalStateRequestProto {
  let $jid: JournalIdProto | undefined
  let $nameServiceId: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $jid = readJournalIdProto(r, to); break }
      case 18: { $nameServiceId = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.qjournal.GetJournalStateRequestProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.qjournal.GetJournalStateRequestProto")
  if ($jid === undefined) throw missing("hadoop.hdfs.qjournal.GetJournalStateRequestProto", "jid")
  return { jid: $jid, nameServiceId: $nameServiceId }
}
export const GetJournalStateRequestProto: Codec<GetJournalStateRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.qjournal.GetJournalStateRequestProto", writeGetJournalStateRequestProto, readGetJournalStateRequestProto)

export interface GetJournalStateResponseProto {
  readonly lastPromisedEpoch: number
  readonly httpPort: number
  readonly fromURL?: string | undefined
  readonly config?: Uint8Array | undefined
}
export function writeGetJournalStateResponseProto(w: BackwardWriter, m: GetJournalStateResponseProto): void {
  if (m.config !== undefined) { w.bytes(m.config); w.varint32(400010) }
  if (m.fromURL !== undefined) { w.string(m.fromURL); w.tag(26) }
  w.uint32(m.httpPort); w.tag(16)
  w.int64(m.lastPromisedEpoch); w.tag(8)
}
export function readGetJournalStateResponseProto(r: ProtoReader, end: number): GetJournalStateResponseProto {
  let $lastPromisedEpoch: number | undefined
  let $httpPort: number | undefined
  let $fromURL: string | undefined
  let $config: Uint8Array | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $lastPromisedEpoch = r.int64(); break }
      case 16: { $httpPort = r.int32(); break }
      case 26: { $fromURL = r.string(); break }
      case 400010: { $config = r.bytes(); break }
      default: r.skip(tag, "hadoop.hdfs.qjournal.GetJournalStateResponseProto", [1, 2, 3, 50001])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.qjournal.GetJournalStateResponseProto")
  if ($lastPromisedEpoch === undefined) throw missing("hadoop.hdfs.qjournal.GetJournalStateResponseProto", "lastPromisedEpoch")
  if ($httpPort === undefined) throw missing("hadoop.hdfs.qjournal.GetJournalStateResponseProto", "httpPort")
  return { lastPromisedEpoch: $lastPromisedEpoch, httpPort: $httpPort, fromURL: $fromURL, config: $config }
}
export const GetJournalStateResponseProto: Codec<GetJournalStateResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.qjournal.GetJournalStateResponseProto", writeGetJournalStateResponseProto, readGetJournalStateResponseProto)

export interface FormatRequestProto {
  readonly jid: JournalIdProto
  readonly nsInfo: NamespaceInfoProto
  readonly nameServiceId?: string | undefined
  readonly force?: boolean | undefined
}
export function writeFormatRequestProto(w: BackwardWriter, m: FormatRequestProto): void {
  if (m.force !== undefined) { w.bool(m.force); w.tag(32) }
  if (m.nameServiceId !== undefined) { w.string(m.nameServiceId); w.tag(26) }
  { const before = w.size; writeNamespaceInfoProto(w, m.nsInfo); w.varint32(w.size - before); w.tag(18) }
  { const before = w.size; writeJournalIdProto(w, m.jid); w.varint32(w.size - before); w.tag(10) }
}
export function readFormatRequestProto(r: ProtoReader, end: number): FormatRequestProto {
  let $jid: JournalIdProto | undefined
  let $nsInfo: NamespaceInfoProto | undefined
  let $nameServiceId: string | undefined
  let $force: boolean = false
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $jid = readJournalIdProto(r, to); break }
      case 18: { const to = r.lengthEnd(); $nsInfo = readNamespaceInfoProto(r, to); break }
      case 26: { $nameServiceId = r.string(); break }
      case 32: { $force = r.bool(); break }
      default: r.skip(tag, "hadoop.hdfs.qjournal.FormatRequestProto", [1, 2, 3, 4])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.qjournal.FormatRequestProto")
  if ($jid === undefined) throw missing("hadoop.hdfs.qjournal.FormatRequestProto", "jid")
  if ($nsInfo === undefined) throw missing("hadoop.hdfs.qjournal.FormatRequestProto", "nsInfo")
  return { jid: $jid, nsInfo: $nsInfo, nameServiceId: $nameServiceId, force: $force }
}
export const FormatRequestProto: Codec<FormatRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.qjournal.FormatRequestProto", writeFormatRequestProto, readFormatRequestProto)

export type FormatResponseProto = Record<string, never>
export function writeFormatResponseProto(_w: BackwardWriter, _m: FormatResponseProto): void {
}
export function readFormatResponseProto(r: ProtoReader, end: number): FormatResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.qjournal.FormatResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.qjournal.FormatResponseProto")
  return {  }
}
export const FormatResponseProto: Codec<FormatResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.qjournal.FormatResponseProto", writeFormatResponseProto, readFormatResponseProto)

export interface NewEpochRequestProto {
  readonly jid: JournalIdProto
  readonly nsInfo: NamespaceInfoProto
  readonly epoch: number
  readonly nameServiceId?: string | undefined
  readonly nonce?: Uint8Array | undefined
  readonly gen?: number | undefined
  readonly elector?: number | undefined
}
export function writeNewEpochRequestProto(w: BackwardWriter, m: NewEpochRequestProto): void {
  if (m.elector !== undefined) { w.uint32(m.elector); w.varint32(400024) }
  if (m.gen !== undefined) { w.int64(m.gen); w.varint32(400016) }
  if (m.nonce !== undefined) { w.bytes(m.nonce); w.varint32(400010) }
  if (m.nameServiceId !== undefined) { w.string(m.nameServiceId); w.tag(34) }
  w.int64(m.epoch); w.tag(24)
  { const before = w.size; writeNamespaceInfoProto(w, m.nsInfo); w.varint32(w.size - before); w.tag(18) }
  { const before = w.size; writeJournalIdProto(w, m.jid); w.varint32(w.size - before); w.tag(10) }
}
export function readNewEpochRequestProto(r: ProtoReader, end: number): NewEpochRequestProto {
  let $jid: JournalIdProto | undefined
  let $nsInfo: NamespaceInfoProto | undefined
  let $epoch: number | undefined
  let $nameServiceId: string | undefined
  let $nonce: Uint8Array | undefined
  let $gen: number | undefined
  let $elector: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $jid = readJournalIdProto(r, to); break }
      case 18: { const to = r.lengthEnd(); $nsInfo = readNamespaceInfoProto(r, to); break }
      case 24: { $epoch = r.int64(); break }
      case 34: { $nameServiceId = r.string(); break }
      case 400010: { $nonce = r.bytes(); break }
      case 400016: { $gen = r.int64(); break }
      case 400024: { $elector = r.int32(); break }
      default: r.skip(tag, "hadoop.hdfs.qjournal.NewEpochRequestProto", [1, 2, 3, 4, 50001, 50002, 50003])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.qjournal.NewEpochRequestProto")
  if ($jid === undefined) throw missing("hadoop.hdfs.qjournal.NewEpochRequestProto", "jid")
  if ($nsInfo === undefined) throw missing("hadoop.hdfs.qjournal.NewEpochRequestProto", "nsInfo")
  if ($epoch === undefined) throw missing("hadoop.hdfs.qjournal.NewEpochRequestProto", "epoch")
  return { jid: $jid, nsInfo: $nsInfo, epoch: $epoch, nameServiceId: $nameServiceId, nonce: $nonce, gen: $gen, elector: $elector }
}
export const NewEpochRequestProto: Codec<NewEpochRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.qjournal.NewEpochRequestProto", writeNewEpochRequestProto, readNewEpochRequestProto)

export interface NewEpochResponseProto {
  readonly lastSegmentTxId?: number | undefined
  readonly config?: Uint8Array | undefined
}
export function writeNewEpochResponseProto(w: BackwardWriter, m: NewEpochResponseProto): void {
  if (m.config !== undefined) { w.bytes(m.config); w.varint32(400010) }
  if (m.lastSegmentTxId !== undefined) { w.int64(m.lastSegmentTxId); w.tag(8) }
}
export function readNewEpochResponseProto(r: ProtoReader, end: number): NewEpochResponseProto {
  let $lastSegmentTxId: number | undefined
  let $config: Uint8Array | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $lastSegmentTxId = r.int64(); break }
      case 400010: { $config = r.bytes(); break }
      default: r.skip(tag, "hadoop.hdfs.qjournal.NewEpochResponseProto", [1, 50001])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.qjournal.NewEpochResponseProto")
  return { lastSegmentTxId: $lastSegmentTxId, config: $config }
}
export const NewEpochResponseProto: Codec<NewEpochResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.qjournal.NewEpochResponseProto", writeNewEpochResponseProto, readNewEpochResponseProto)

export interface GetEditLogManifestRequestProto {
  readonly jid: JournalIdProto
  readonly sinceTxId: number
  readonly inProgressOk?: boolean | undefined
  readonly nameServiceId?: string | undefined
}
export function writeGetEditLogManifestRequestProto(w: BackwardWriter, m: GetEditLogManifestRequestProto): void {
  if (m.nameServiceId !== undefined) { w.string(m.nameServiceId); w.tag(42) }
  if (m.inProgressOk !== undefined) { w.bool(m.inProgressOk); w.tag(32) }
  w.int64(m.sinceTxId); w.tag(16)
  { const before = w.size; writeJournalIdProto(w, m.jid); w.varint32(w.size - before); w.tag(10) }
}
export function readGetEditLogManifestRequestProto(r: ProtoReader, end: number): GetEditLogManifestRequestProto {
  let $jid: JournalIdProto | undefined
  let $sinceTxId: number | undefined
  let $inProgressOk: boolean = false
  let $nameServiceId: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $jid = readJournalIdProto(r, to); break }
      case 16: { $sinceTxId = r.int64(); break }
      case 32: { $inProgressOk = r.bool(); break }
      case 42: { $nameServiceId = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.qjournal.GetEditLogManifestRequestProto", [1, 2, 4, 5])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.qjournal.GetEditLogManifestRequestProto")
  if ($jid === undefined) throw missing("hadoop.hdfs.qjournal.GetEditLogManifestRequestProto", "jid")
  if ($sinceTxId === undefined) throw missing("hadoop.hdfs.qjournal.GetEditLogManifestRequestProto", "sinceTxId")
  return { jid: $jid, sinceTxId: $sinceTxId, inProgressOk: $inProgressOk, nameServiceId: $nameServiceId }
}
export const GetEditLogManifestRequestProto: Codec<GetEditLogManifestRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.qjournal.GetEditLogManifestRequestProto", writeGetEditLogManifestRequestProto, readGetEditLogManifestRequestProto)

export interface GetEditLogManifestResponseProto {
  readonly manifest: RemoteEditLogManifestProto
  readonly httpPort: number
  readonly fromURL?: string | undefined
  readonly damaged: readonly RemoteEditLogProto[]
}
export function writeGetEditLogManifestResponseProto(w: BackwardWriter, m: GetEditLogManifestResponseProto): void {
  for (let values = m.damaged, i = values.length - 1; i >= 0; i--) { const before = w.size; writeRemoteEditLogProto(w, values[i] as RemoteEditLogProto); w.varint32(w.size - before); w.varint32(400010) }
  if (m.fromURL !== undefined) { w.string(m.fromURL); w.tag(26) }
  w.uint32(m.httpPort); w.tag(16)
  { const before = w.size; writeRemoteEditLogManifestProto(w, m.manifest); w.varint32(w.size - before); w.tag(10) }
}
export function readGetEditLogManifestResponseProto(r: ProtoReader, end: number): GetEditLogManifestResponseProto {
  let $manifest: RemoteEditLogManifestProto | undefined
  let $httpPort: number | undefined
  let $fromURL: string | undefined
  const $damaged: RemoteEditLogProto[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $manifest = readRemoteEditLogManifestProto(r, to); break }
      case 16: { $httpPort = r.int32(); break }
      case 26: { $fromURL = r.string(); break }
      case 400010: { const to = r.lengthEnd(); $damaged.push(readRemoteEditLogProto(r, to)); break }
      default: r.skip(tag, "hadoop.hdfs.qjournal.GetEditLogManifestResponseProto", [1, 2, 3, 50001])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.qjournal.GetEditLogManifestResponseProto")
  if ($manifest === undefined) throw missing("hadoop.hdfs.qjournal.GetEditLogManifestResponseProto", "manifest")
  if ($httpPort === undefined) throw missing("hadoop.hdfs.qjournal.GetEditLogManifestResponseProto", "httpPort")
  return { manifest: $manifest, httpPort: $httpPort, fromURL: $fromURL, damaged: $damaged }
}
export const GetEditLogManifestResponseProto: Codec<GetEditLogManifestResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.qjournal.GetEditLogManifestResponseProto", writeGetEditLogManifestResponseProto, readGetEditLogManifestResponseProto)

export interface GetJournaledEditsRequestProto {
  readonly jid: JournalIdProto
  readonly sinceTxId: number
  readonly maxTxns: number
  readonly nameServiceId?: string | undefined
  readonly waitMs?: number | undefined
  readonly gen?: number | undefined
}
export function writeGetJournaledEditsRequestProto(w: BackwardWriter, m: GetJournaledEditsRequestProto): void {
  if (m.gen !== undefined) { w.int64(m.gen); w.varint32(400016) }
  if (m.waitMs !== undefined) { w.uint32(m.waitMs); w.varint32(400008) }
  if (m.nameServiceId !== undefined) { w.string(m.nameServiceId); w.tag(34) }
  w.uint32(m.maxTxns); w.tag(24)
  w.int64(m.sinceTxId); w.tag(16)
  { const before = w.size; writeJournalIdProto(w, m.jid); w.varint32(w.size - before); w.tag(10) }
}
export function readGetJournaledEditsRequestProto(r: ProtoReader, end: number): GetJournaledEditsRequestProto {
  let $jid: JournalIdProto | undefined
  let $sinceTxId: number | undefined
  let $maxTxns: number | undefined
  let $nameServiceId: string | undefined
  let $waitMs: number | undefined
  let $gen: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $jid = readJournalIdProto(r, to); break }
      case 16: { $sinceTxId = r.int64(); break }
      case 24: { $maxTxns = r.int32(); break }
      case 34: { $nameServiceId = r.string(); break }
      case 400008: { $waitMs = r.int32(); break }
      case 400016: { $gen = r.int64(); break }
      default: r.skip(tag, "hadoop.hdfs.qjournal.GetJournaledEditsRequestProto", [1, 2, 3, 4, 50001, 50002])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.qjournal.GetJournaledEditsRequestProto")
  if ($jid === undefined) throw missing("hadoop.hdfs.qjournal.GetJournaledEditsRequestProto", "jid")
  if ($sinceTxId === undefined) throw missing("hadoop.hdfs.qjournal.GetJournaledEditsRequestProto", "sinceTxId")
  if ($maxTxns === undefined) throw missing("hadoop.hdfs.qjournal.GetJournaledEditsRequestProto", "maxTxns")
  return { jid: $jid, sinceTxId: $sinceTxId, maxTxns: $maxTxns, nameServiceId: $nameServiceId, waitMs: $waitMs, gen: $gen }
}
export const GetJournaledEditsRequestProto: Codec<GetJournaledEditsRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.qjournal.GetJournaledEditsRequestProto", writeGetJournaledEditsRequestProto, readGetJournaledEditsRequestProto)

export interface GetJournaledEditsResponseProto {
  readonly txnCount: number
  readonly editLog?: Uint8Array | undefined
  readonly lastWriterEpoch?: number | undefined
  readonly segmentTxId?: number | undefined
  readonly finalized?: boolean | undefined
}
export function writeGetJournaledEditsResponseProto(w: BackwardWriter, m: GetJournaledEditsResponseProto): void {
  if (m.finalized !== undefined) { w.bool(m.finalized); w.varint32(400024) }
  if (m.segmentTxId !== undefined) { w.int64(m.segmentTxId); w.varint32(400016) }
  if (m.lastWriterEpoch !== undefined) { w.int64(m.lastWriterEpoch); w.varint32(400008) }
  if (m.editLog !== undefined) { w.bytes(m.editLog); w.tag(18) }
  w.uint32(m.txnCount); w.tag(8)
}
export function readGetJournaledEditsResponseProto(r: ProtoReader, end: number): GetJournaledEditsResponseProto {
  let $txnCount: number | undefined
  let $editLog: Uint8Array | undefined
  let $lastWriterEpoch: number | undefined
  let $segmentTxId: number | undefined
  let $finalized: boolean | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $txnCount = r.int32(); break }
      case 18: { $editLog = r.bytes(); break }
      case 400008: { $lastWriterEpoch = r.int64(); break }
      case 400016: { $segmentTxId = r.int64(); break }
      case 400024: { $finalized = r.bool(); break }
      default: r.skip(tag, "hadoop.hdfs.qjournal.GetJournaledEditsResponseProto", [1, 2, 50001, 50002, 50003])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.qjournal.GetJournaledEditsResponseProto")
  if ($txnCount === undefined) throw missing("hadoop.hdfs.qjournal.GetJournaledEditsResponseProto", "txnCount")
  return { txnCount: $txnCount, editLog: $editLog, lastWriterEpoch: $lastWriterEpoch, segmentTxId: $segmentTxId, finalized: $finalized }
}
export const GetJournaledEditsResponseProto: Codec<GetJournaledEditsResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.qjournal.GetJournaledEditsResponseProto", writeGetJournaledEditsResponseProto, readGetJournaledEditsResponseProto)

export interface PrepareRecoveryRequestProto {
  readonly reqInfo: RequestInfoProto
  readonly segmentTxId: number
}
export function writePrepareRecoveryRequestProto(w: BackwardWriter, m: PrepareRecoveryRequestProto): void {
  w.int64(m.segmentTxId); w.tag(16)
  { const before = w.size; writeRequestInfoProto(w, m.reqInfo); w.varint32(w.size - before); w.tag(10) }
}
export function readPrepareRecoveryRequestProto(r: ProtoReader, end: number): PrepareRecoveryRequestProto {
  let $reqInfo: RequestInfoProto | undefined
  let $segmentTxId: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $reqInfo = readRequestInfoProto(r, to); break }
      case 16: { $segmentTxId = r.int64(); break }
      default: r.skip(tag, "hadoop.hdfs.qjournal.PrepareRecoveryRequestProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.qjournal.PrepareRecoveryRequestProto")
  if ($reqInfo === undefined) throw missing("hadoop.hdfs.qjournal.PrepareRecoveryRequestProto", "reqInfo")
  if ($segmentTxId === undefined) throw missing("hadoop.hdfs.qjournal.PrepareRecoveryRequestProto", "segmentTxId")
  return { reqInfo: $reqInfo, segmentTxId: $segmentTxId }
}
export const PrepareRecoveryRequestProto: Codec<PrepareRecoveryRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.qjournal.PrepareRecoveryRequestProto", writePrepareRecoveryRequestProto, readPrepareRecoveryRequestProto)

export interface PrepareRecoveryResponseProto {
  readonly segmentState?: SegmentStateProto | undefined
  readonly acceptedInEpoch?: number | undefined
  readonly lastWriterEpoch: number
  readonly lastCommittedTxId?: number | undefined
  readonly digest?: Uint8Array | undefined
}
export function writePrepareRecoveryResponseProto(w: BackwardWriter, m: PrepareRecoveryResponseProto): void {
  if (m.digest !== undefined) { w.bytes(m.digest); w.varint32(400010) }
  if (m.lastCommittedTxId !== undefined) { w.int64(m.lastCommittedTxId); w.tag(32) }
  w.int64(m.lastWriterEpoch); w.tag(24)
  if (m.acceptedInEpoch !== undefined) { w.int64(m.acceptedInEpoch); w.tag(16) }
  if (m.segmentState !== undefined) { const before = w.size; writeSegmentStateProto(w, m.segmentState); w.varint32(w.size - before); w.tag(10) }
}
export function readPrepareRecoveryResponseProto(r: ProtoReader, end: number): PrepareRecoveryResponseProto {
  let $segmentState: SegmentStateProto | undefined
  let $acceptedInEpoch: number | undefined
  let $lastWriterEpoch: number | undefined
  let $lastCommittedTxId: number | undefined
  let $digest: Uint8Array | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $segmentState = readSegmentStateProto(r, to); break }
      case 16: { $acceptedInEpoch = r.int64(); break }
      case 24: { $lastWriterEpoch = r.int64(); break }
      case 32: { $lastCommittedTxId = r.int64(); break }
      case 400010: { $digest = r.bytes(); break }
      default: r.skip(tag, "hadoop.hdfs.qjournal.PrepareRecoveryResponseProto", [1, 2, 3, 4, 50001])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.qjournal.PrepareRecoveryResponseProto")
  if ($lastWriterEpoch === undefined) throw missing("hadoop.hdfs.qjournal.PrepareRecoveryResponseProto", "lastWriterEpoch")
  return { segmentState: $segmentState, acceptedInEpoch: $acceptedInEpoch, lastWriterEpoch: $lastWriterEpoch, lastCommittedTxId: $lastCommittedTxId, digest: $digest }
}
export const PrepareRecoveryResponseProto: Codec<PrepareRecoveryResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.qjournal.PrepareRecoveryResponseProto", writePrepareRecoveryResponseProto, readPrepareRecoveryResponseProto)

export interface AcceptRecoveryRequestProto {
  readonly reqInfo: RequestInfoProto
  readonly stateToAccept: SegmentStateProto
  readonly fromURL: string
  readonly digest?: Uint8Array | undefined
}
export function writeAcceptRecoveryRequestProto(w: BackwardWriter, m: AcceptRecoveryRequestProto): void {
  if (m.digest !== undefined) { w.bytes(m.digest); w.varint32(400010) }
  w.string(m.fromURL); w.tag(26)
  { const before = w.size; writeSegmentStateProto(w, m.stateToAccept); w.varint32(w.size - before); w.tag(18) }
  { const before = w.size; writeRequestInfoProto(w, m.reqInfo); w.varint32(w.size - before); w.tag(10) }
}
export function readAcceptRecoveryRequestProto(r: ProtoReader, end: number): AcceptRecoveryRequestProto {
  let $reqInfo: RequestInfoProto | undefined
  let $stateToAccept: SegmentStateProto | undefined
  let $fromURL: string | undefined
  let $digest: Uint8Array | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $reqInfo = readRequestInfoProto(r, to); break }
      case 18: { const to = r.lengthEnd(); $stateToAccept = readSegmentStateProto(r, to); break }
      case 26: { $fromURL = r.string(); break }
      case 400010: { $digest = r.bytes(); break }
      default: r.skip(tag, "hadoop.hdfs.qjournal.AcceptRecoveryRequestProto", [1, 2, 3, 50001])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.qjournal.AcceptRecoveryRequestProto")
  if ($reqInfo === undefined) throw missing("hadoop.hdfs.qjournal.AcceptRecoveryRequestProto", "reqInfo")
  if ($stateToAccept === undefined) throw missing("hadoop.hdfs.qjournal.AcceptRecoveryRequestProto", "stateToAccept")
  if ($fromURL === undefined) throw missing("hadoop.hdfs.qjournal.AcceptRecoveryRequestProto", "fromURL")
  return { reqInfo: $reqInfo, stateToAccept: $stateToAccept, fromURL: $fromURL, digest: $digest }
}
export const AcceptRecoveryRequestProto: Codec<AcceptRecoveryRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.qjournal.AcceptRecoveryRequestProto", writeAcceptRecoveryRequestProto, readAcceptRecoveryRequestProto)

export type AcceptRecoveryResponseProto = Record<string, never>
export function writeAcceptRecoveryResponseProto(_w: BackwardWriter, _m: AcceptRecoveryResponseProto): void {
}
export function readAcceptRecoveryResponseProto(r: ProtoReader, end: number): AcceptRecoveryResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.qjournal.AcceptRecoveryResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.qjournal.AcceptRecoveryResponseProto")
  return {  }
}
export const AcceptRecoveryResponseProto: Codec<AcceptRecoveryResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.qjournal.AcceptRecoveryResponseProto", writeAcceptRecoveryResponseProto, readAcceptRecoveryResponseProto)

export const QJournalProtocol = {
  protocol: "org.apache.hadoop.hdfs.qjournal.protocol.QJournalProtocol",
  version: 1,
  methods: {
    isFormatted: { name: "isFormatted", request: IsFormattedRequestProto, response: IsFormattedResponseProto },
    getJournalCTime: { name: "getJournalCTime", request: GetJournalCTimeRequestProto, response: GetJournalCTimeResponseProto },
    doPreUpgrade: { name: "doPreUpgrade", request: DoPreUpgradeRequestProto, response: DoPreUpgradeResponseProto },
    doUpgrade: { name: "doUpgrade", request: DoUpgradeRequestProto, response: DoUpgradeResponseProto },
    doFinalize: { name: "doFinalize", request: DoFinalizeRequestProto, response: DoFinalizeResponseProto },
    canRollBack: { name: "canRollBack", request: CanRollBackRequestProto, response: CanRollBackResponseProto },
    doRollback: { name: "doRollback", request: DoRollbackRequestProto, response: DoRollbackResponseProto },
    discardSegments: { name: "discardSegments", request: DiscardSegmentsRequestProto, response: DiscardSegmentsResponseProto },
    getJournalState: { name: "getJournalState", request: GetJournalStateRequestProto, response: GetJournalStateResponseProto },
    newEpoch: { name: "newEpoch", request: NewEpochRequestProto, response: NewEpochResponseProto },
    format: { name: "format", request: FormatRequestProto, response: FormatResponseProto },
    journal: { name: "journal", request: JournalRequestProto, response: JournalResponseProto },
    heartbeat: { name: "heartbeat", request: HeartbeatRequestProto, response: HeartbeatResponseProto },
    startLogSegment: { name: "startLogSegment", request: StartLogSegmentRequestProto, response: StartLogSegmentResponseProto },
    finalizeLogSegment: { name: "finalizeLogSegment", request: FinalizeLogSegmentRequestProto, response: FinalizeLogSegmentResponseProto },
    purgeLogs: { name: "purgeLogs", request: PurgeLogsRequestProto, response: PurgeLogsResponseProto },
    getEditLogManifest: { name: "getEditLogManifest", request: GetEditLogManifestRequestProto, response: GetEditLogManifestResponseProto },
    getJournaledEdits: { name: "getJournaledEdits", request: GetJournaledEditsRequestProto, response: GetJournaledEditsResponseProto },
    prepareRecovery: { name: "prepareRecovery", request: PrepareRecoveryRequestProto, response: PrepareRecoveryResponseProto },
    acceptRecovery: { name: "acceptRecovery", request: AcceptRecoveryRequestProto, response: AcceptRecoveryResponseProto },
  },
} as const
