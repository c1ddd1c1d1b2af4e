// Generated from proto/data-transfer.proto by scripts/proto/generate.ts; change those instead.
// Messages on the DataNode streaming port: operations, packet headers, pipeline acks, checksums,
// and short-circuit reads. No RPC service: each message follows an operation code.

import type { BackwardWriter } from './backward-writer.ts'
import type { Codec } from './codec.ts'
import { codec, missing, overrun } from './codec.ts'
import type { ProtoReader } from './proto-reader.ts'
import type { BlockChecksumOptionsProto, ChecksumTypeProto, CipherOptionProto, DatanodeInfoProto, DatanodeInfosProto, ErasureCodingPolicyProto, ExtendedBlockProto, StorageTypeProto } from './hdfs.ts'
import { readBlockChecksumOptionsProto, readCipherOptionProto, readDatanodeInfoProto, readDatanodeInfosProto, readErasureCodingPolicyProto, readExtendedBlockProto, writeBlockChecksumOptionsProto, writeCipherOptionProto, writeDatanodeInfoProto, writeDatanodeInfosProto, writeErasureCodingPolicyProto, writeExtendedBlockProto } from './hdfs.ts'
import type { TokenProto } from './security.ts'
import { readTokenProto, writeTokenProto } from './security.ts'

export const Status = {
  SUCCESS: 0,
  ERROR: 1,
  ERROR_CHECKSUM: 2,
  ERROR_INVALID: 3,
  ERROR_EXISTS: 4,
  ERROR_ACCESS_TOKEN: 5,
  CHECKSUM_OK: 6,
  ERROR_UNSUPPORTED: 7,
  OOB_RESTART: 8,
  OOB_RESERVED1: 9,
  OOB_RESERVED2: 10,
  OOB_RESERVED3: 11,
  IN_PROGRESS: 12,
  ERROR_BLOCK_PINNED: 13,
} as const
export type Status = (typeof Status)[keyof typeof Status]

export const ShortCircuitFdResponse = {
  DO_NOT_USE_RECEIPT_VERIFICATION: 0,
  USE_RECEIPT_VERIFICATION: 1,
} as const
export type ShortCircuitFdResponse = (typeof ShortCircuitFdResponse)[keyof typeof ShortCircuitFdResponse]

export const DataTransferEncryptorMessageProto_DataTransferEncryptorStatus = {
  SUCCESS: 0,
  ERROR_UNKNOWN_KEY: 1,
  ERROR: 2,
} as const
export type DataTransferEncryptorMessageProto_DataTransferEncryptorStatus = (typeof DataTransferEncryptorMessageProto_DataTransferEncryptorStatus)[keyof typeof DataTransferEncryptorMessageProto_DataTransferEncryptorStatus]

export const OpWriteBlockProto_BlockConstructionStage = {
  PIPELINE_SETUP_APPEND: 0,
  PIPELINE_SETUP_APPEND_RECOVERY: 1,
  DATA_STREAMING: 2,
  PIPELINE_SETUP_STREAMING_RECOVERY: 3,
  PIPELINE_CLOSE: 4,
  PIPELINE_CLOSE_RECOVERY: 5,
  PIPELINE_SETUP_CREATE: 6,
  TRANSFER_RBW: 7,
  TRANSFER_FINALIZED: 8,
} as const
export type OpWriteBlockProto_BlockConstructionStage = (typeof OpWriteBlockProto_BlockConstructionStage)[keyof typeof OpWriteBlockProto_BlockConstructionStage]

export interface DataTransferEncryptorMessageProto {
  readonly status: DataTransferEncryptorMessageProto_DataTransferEncryptorStatus
  readonly payload?: Uint8Array | undefined
  readonly message?: string | undefined
  readonly cipherOption: readonly CipherOptionProto[]
  readonly handshakeSecret?: HandshakeSecretProto | undefined
  readonly accessTokenError?: boolean | undefined
}
export function writeDataTransferEncryptorMessageProto(w: BackwardWriter, m: DataTransferEncryptorMessageProto): void {
  if (m.accessTokenError !== undefined) { w.bool(m.accessTokenError); w.tag(48) }
  if (m.handshakeSecret !== undefined) { const before = w.size; writeHandshakeSecretProto(w, m.handshakeSecret); w.varint32(w.size - before); w.tag(42) }
  for (let values = m.cipherOption, i = values.length - 1; i >= 0; i--) { const before = w.size; writeCipherOptionProto(w, values[i] as CipherOptionProto); w.varint32(w.size - before); w.tag(34) }
  if (m.message !== undefined) { w.string(m.message); w.tag(26) }
  if (m.payload !== undefined) { w.bytes(m.payload); w.tag(18) }
  w.int32(m.status); w.tag(8)
}
export function readDataTransferEncryptorMessageProto(r: ProtoReader, end: number): DataTransferEncryptorMessageProto {
  let $status: DataTransferEncryptorMessageProto_DataTransferEncryptorStatus | undefined
  let $payload: Uint8Array | undefined
  let $message: string | undefined
  const $cipherOption: CipherOptionProto[] = []
  let $handshakeSecret: HandshakeSecretProto | undefined
  let $accessTokenError: boolean | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { const v = r.int32(); if (v >= 0 && v <= 2) $status = v as DataTransferEncryptorMessageProto_DataTransferEncryptorStatus; break }
      case 18: { $payload = r.bytes(); break }
      case 26: { $message = r.string(); break }
      case 34: { const to = r.lengthEnd(); $cipherOption.push(readCipherOptionProto(r, to)); break }
      case 42: { const to = r.lengthEnd(); $handshakeSecret = readHandshakeSecretProto(r, to); break }
      case 48: { $accessTokenError = r.bool(); break }
      default: r.skip(tag, "hadoop.hdfs.DataTransferEncryptorMessageProto", [1, 2, 3, 4, 5, 6])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.DataTransferEncryptorMessageProto")
  if ($status === undefined) throw missing("hadoop.hdfs.DataTransferEncryptorMessageProto", "status")
  return { status: $status, payload: $payload, message: $message, cipherOption: $cipherOption, handshakeSecret: $handshakeSecret, accessTokenError: $accessTokenError }
}
export const DataTransferEncryptorMessageProto: Codec<DataTransferEncryptorMessageProto> = /* @__PURE__ */ codec("hadoop.hdfs.DataTransferEncryptorMessageProto", writeDataTransferEncryptorMessageProto, readDataTransferEncryptorMessageProto)

export interface HandshakeSecretProto {
  readonly secret: Uint8Array
  readonly bpid: string
}
export function writeHandshakeSecretProto(w: BackwardWriter, m: HandshakeSecretProto): void {
  w.string(m.bpid); w.tag(18)
  w.bytes(m.secret); w.tag(10)
}
export function readHandshakeSecretProto(r: ProtoReader, end: number): HandshakeSecretProto {
  let $secret: Uint8Array | undefined
  let $bpid: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $secret = r.bytes(); break }
      case 18: { $bpid = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.HandshakeSecretProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.HandshakeSecretProto")
  if ($secret === undefined) throw missing("hadoop.hdfs.HandshakeSecretProto", "secret")
  if ($bpid === undefined) throw missing("hadoop.hdfs.HandshakeSecretProto", "bpid")
  return { secret: $secret, bpid: $bpid }
}
export const HandshakeSecretProto: Codec<HandshakeSecretProto> = /* @__PURE__ */ codec("hadoop.hdfs.HandshakeSecretProto", writeHandshakeSecretProto, readHandshakeSecretProto)

export interface BaseHeaderProto {
  readonly block: ExtendedBlockProto
  readonly token?: TokenProto | undefined
  readonly traceInfo?: DataTransferTraceInfoProto | undefined
}
export function writeBaseHeaderProto(w: BackwardWriter, m: BaseHeaderProto): void {
  if (m.traceInfo !== undefined) { const before = w.size; writeDataTransferTraceInfoProto(w, m.traceInfo); w.varint32(w.size - before); w.tag(26) }
  if (m.token !== undefined) { const before = w.size; writeTokenProto(w, m.token); w.varint32(w.size - before); w.tag(18) }
  { const before = w.size; writeExtendedBlockProto(w, m.block); w.varint32(w.size - before); w.tag(10) }
}
export function readBaseHeaderProto(r: ProtoReader, end: number): BaseHeaderProto {
  let $block: ExtendedBlockProto | undefined
  let $token: TokenProto | undefined
  let $traceInfo: DataTransferTraceInfoProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $block = readExtendedBlockProto(r, to); break }
      case 18: { const to = r.lengthEnd(); $token = readTokenProto(r, to); break }
      case 26: { const to = r.lengthEnd(); $traceInfo = readDataTransferTraceInfoProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.BaseHeaderProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.BaseHeaderProto")
  if ($block === undefined) throw missing("hadoop.hdfs.BaseHeaderProto", "block")
  return { block: $block, token: $token, traceInfo: $traceInfo }
}
export const BaseHeaderProto: Codec<BaseHeaderProto> = /* @__PURE__ */ codec("hadoop.hdfs.BaseHeaderProto", writeBaseHeaderProto, readBaseHeaderProto)

export interface DataTransferTraceInfoProto {
  readonly traceId?: number | undefined
  readonly parentId?: number | undefined
  readonly spanContext?: Uint8Array | undefined
}
export function writeDataTransferTraceInfoProto(w: BackwardWriter, m: DataTransferTraceInfoProto): void {
  if (m.spanContext !== undefined) { w.bytes(m.spanContext); w.tag(26) }
  if (m.parentId !== undefined) { w.int64(m.parentId); w.tag(16) }
  if (m.traceId !== undefined) { w.int64(m.traceId); w.tag(8) }
}
export function readDataTransferTraceInfoProto(r: ProtoReader, end: number): DataTransferTraceInfoProto {
  let $traceId: number | undefined
  let $parentId: number | undefined
  let $spanContext: Uint8Array | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $traceId = r.int64(); break }
      case 16: { $parentId = r.int64(); break }
      case 26: { $spanContext = r.bytes(); break }
      default: r.skip(tag, "hadoop.hdfs.DataTransferTraceInfoProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.DataTransferTraceInfoProto")
  return { traceId: $traceId, parentId: $parentId, spanContext: $spanContext }
}
export const DataTransferTraceInfoProto: Codec<DataTransferTraceInfoProto> = /* @__PURE__ */ codec("hadoop.hdfs.DataTransferTraceInfoProto", writeDataTransferTraceInfoProto, readDataTransferTraceInfoProto)

export interface ClientOperationHeaderProto {
  readonly baseHeader: BaseHeaderProto
  readonly clientName: string
}
export function writeClientOperationHeaderProto(w: BackwardWriter, m: ClientOperationHeaderProto): void {
  w.string(m.clientName); w.tag(18)
  { const before = w.size; writeBaseHeaderProto(w, m.baseHeader); w.varint32(w.size - before); w.tag(10) }
}
export function readClientOperationHeaderProto(r: ProtoReader, end: number): ClientOperationHeaderProto {
  let $baseHeader: BaseHeaderProto | undefined
  let $clientName: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $baseHeader = readBaseHeaderProto(r, to); break }
      case 18: { $clientName = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.ClientOperationHeaderProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.ClientOperationHeaderProto")
  if ($baseHeader === undefined) throw missing("hadoop.hdfs.ClientOperationHeaderProto", "baseHeader")
  if ($clientName === undefined) throw missing("hadoop.hdfs.ClientOperationHeaderProto", "clientName")
  return { baseHeader: $baseHeader, clientName: $clientName }
}
export const ClientOperationHeaderProto: Codec<ClientOperationHeaderProto> = /* @__PURE__ */ codec("hadoop.hdfs.ClientOperationHeaderProto", writeClientOperationHeaderProto, readClientOperationHeaderProto)

export interface CachingStrategyProto {
  readonly dropBehind?: boolean | undefined
  readonly readahead?: number | undefined
}
export function writeCachingStrategyProto(w: BackwardWriter, m: CachingStrategyProto): void {
  if (m.readahead !== undefined) { w.int64(m.readahead); w.tag(16) }
  if (m.dropBehind !== undefined) { w.bool(m.dropBehind); w.tag(8) }
}
export function readCachingStrategyProto(r: ProtoReader, end: number): CachingStrategyProto {
  let $dropBehind: boolean | undefined
  let $readahead: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $dropBehind = r.bool(); break }
      case 16: { $readahead = r.int64(); break }
      default: r.skip(tag, "hadoop.hdfs.CachingStrategyProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.CachingStrategyProto")
  return { dropBehind: $dropBehind, readahead: $readahead }
}
export const CachingStrategyProto: Codec<CachingStrategyProto> = /* @__PURE__ */ codec("hadoop.hdfs.CachingStrategyProto", writeCachingStrategyProto, readCachingStrategyProto)

export interface OpReadBlockProto {
  readonly header: ClientOperationHeaderProto
  readonly offset: number
  readonly len: number
  readonly sendChecksums?: boolean | undefined
  readonly cachingStrategy?: CachingStrategyProto | undefined
}
export function writeOpReadBlockProto(w: BackwardWriter, m: OpReadBlockProto): void {
  if (m.cachingStrategy !== undefined) { const before = w.size; writeCachingStrategyProto(w, m.cachingStrategy); w.varint32(w.size - before); w.tag(42) }
  if (m.sendChecksums !== undefined) { w.bool(m.sendChecksums); w.tag(32) }
  w.int64(m.len); w.tag(24)
  w.int64(m.offset); w.tag(16)
  { const before = w.size; writeClientOperationHeaderProto(w, m.header); w.varint32(w.size - before); w.tag(10) }
}
export function readOpReadBlockProto(r: ProtoReader, end: number): OpReadBlockProto {
  let $header: ClientOperationHeaderProto | undefined
  let $offset: number | undefined
  let $len: number | undefined
  let $sendChecksums: boolean = true
  let $cachingStrategy: CachingStrategyProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $header = readClientOperationHeaderProto(r, to); break }
      case 16: { $offset = r.int64(); break }
      case 24: { $len = r.int64(); break }
      case 32: { $sendChecksums = r.bool(); break }
      case 42: { const to = r.lengthEnd(); $cachingStrategy = readCachingStrategyProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.OpReadBlockProto", [1, 2, 3, 4, 5])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.OpReadBlockProto")
  if ($header === undefined) throw missing("hadoop.hdfs.OpReadBlockProto", "header")
  if ($offset === undefined) throw missing("hadoop.hdfs.OpReadBlockProto", "offset")
  if ($len === undefined) throw missing("hadoop.hdfs.OpReadBlockProto", "len")
  return { header: $header, offset: $offset, len: $len, sendChecksums: $sendChecksums, cachingStrategy: $cachingStrategy }
}
export const OpReadBlockProto: Codec<OpReadBlockProto> = /* @__PURE__ */ codec("hadoop.hdfs.OpReadBlockProto", writeOpReadBlockProto, readOpReadBlockProto)

export interface ChecksumProto {
  readonly type: ChecksumTypeProto
  readonly bytesPerChecksum: number
}
export function writeChecksumProto(w: BackwardWriter, m: ChecksumProto): void {
  w.uint32(m.bytesPerChecksum); w.tag(16)
  w.int32(m.type); w.tag(8)
}
export function readChecksumProto(r: ProtoReader, end: number): ChecksumProto {
  let $type: ChecksumTypeProto | undefined
  let $bytesPerChecksum: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { const v = r.int32(); if (v >= 0 && v <= 2) $type = v as ChecksumTypeProto; break }
      case 16: { $bytesPerChecksum = r.int32(); break }
      default: r.skip(tag, "hadoop.hdfs.ChecksumProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.ChecksumProto")
  if ($type === undefined) throw missing("hadoop.hdfs.ChecksumProto", "type")
  if ($bytesPerChecksum === undefined) throw missing("hadoop.hdfs.ChecksumProto", "bytesPerChecksum")
  return { type: $type, bytesPerChecksum: $bytesPerChecksum }
}
export const ChecksumProto: Codec<ChecksumProto> = /* @__PURE__ */ codec("hadoop.hdfs.ChecksumProto", writeChecksumProto, readChecksumProto)

export interface OpWriteBlockProto {
  readonly header: ClientOperationHeaderProto
  readonly targets: readonly DatanodeInfoProto[]
  readonly source?: DatanodeInfoProto | undefined
  readonly stage: OpWriteBlockProto_BlockConstructionStage
  readonly pipelineSize: number
  readonly minBytesRcvd: number
  readonly maxBytesRcvd: number
  readonly latestGenerationStamp: number
  readonly requestedChecksum: ChecksumProto
  readonly cachingStrategy?: CachingStrategyProto | undefined
  readonly storageType?: StorageTypeProto | undefined
  readonly targetStorageTypes: readonly StorageTypeProto[]
  readonly allowLazyPersist?: boolean | undefined
  readonly pinning?: boolean | undefined
  readonly targetPinnings: readonly boolean[]
  readonly storageId?: string | undefined
  readonly targetStorageIds: readonly string[]
}
export function writeOpWriteBlockProto(w: BackwardWriter, m: OpWriteBlockProto): void {
  for (let values = m.targetStorageIds, i = values.length - 1; i >= 0; i--) { w.string(values[i] as string); w.varint32(138) }
  if (m.storageId !== undefined) { w.string(m.storageId); w.varint32(130) }
  for (let values = m.targetPinnings, i = values.length - 1; i >= 0; i--) { w.bool(values[i] as boolean); w.tag(120) }
  if (m.pinning !== undefined) { w.bool(m.pinning); w.tag(112) }
  if (m.allowLazyPersist !== undefined) { w.bool(m.allowLazyPersist); w.tag(104) }
  for (let values = m.targetStorageTypes, i = values.length - 1; i >= 0; i--) { w.int32(values[i] as StorageTypeProto); w.tag(96) }
  if (m.storageType !== undefined) { w.int32(m.storageType); w.tag(88) }
  if (m.cachingStrategy !== undefined) { const before = w.size; writeCachingStrategyProto(w, m.cachingStrategy); w.varint32(w.size - before); w.tag(82) }
  { const before = w.size; writeChecksumProto(w, m.requestedChecksum); w.varint32(w.size - before); w.tag(74) }
  w.int64(m.latestGenerationStamp); w.tag(64)
  w.int64(m.maxBytesRcvd); w.tag(56)
  w.int64(m.minBytesRcvd); w.tag(48)
  w.uint32(m.pipelineSize); w.tag(40)
  w.int32(m.stage); w.tag(32)
  if (m.source !== undefined) { const before = w.size; writeDatanodeInfoProto(w, m.source); w.varint32(w.size - before); w.tag(26) }
  for (let values = m.targets, i = values.length - 1; i >= 0; i--) { const before = w.size; writeDatanodeInfoProto(w, values[i] as DatanodeInfoProto); w.varint32(w.size - before); w.tag(18) }
  { const before = w.size; writeClientOperationHeaderProto(w, m.header); w.varint32(w.size - before); w.tag(10) }
}
export function readOpWriteBlockProto(r: ProtoReader, end: number): OpWriteBlockProto {
  let $header: ClientOperationHeaderProto | undefined
  const $targets: DatanodeInfoProto[] = []
  let $source: DatanodeInfoProto | undefined
  let $stage: OpWriteBlockProto_BlockConstructionStage | undefined
  let $pipelineSize: number | undefined
  let $minBytesRcvd: number | undefined
  let $maxBytesRcvd: number | undefined
  let $latestGenerationStamp: number | undefined
  let $requestedChecksum: ChecksumProto | undefined
  let $cachingStrategy: CachingStrategyProto | undefined
  let $storageType: StorageTypeProto = 1
  const $targetStorageTypes: StorageTypeProto[] = []
  let $allowLazyPersist: boolean = false
  let $pinning: boolean = false
  const $targetPinnings: boolean[] = []
  let $storageId: string | undefined
  const $targetStorageIds: string[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $header = readClientOperationHeaderProto(r, to); break }
      case 18: { const to = r.lengthEnd(); $targets.push(readDatanodeInfoProto(r, to)); break }
      case 26: { const to = r.lengthEnd(); $source = readDatanodeInfoProto(r, to); break }
      case 32: { const v = r.int32(); if (v >= 0 && v <= 8) $stage = v as OpWriteBlockProto_BlockConstructionStage; break }
      case 40: { $pipelineSize = r.int32(); break }
      case 48: { $minBytesRcvd = r.int64(); break }
      case 56: { $maxBytesRcvd = r.int64(); break }
      case 64: { $latestGenerationStamp = r.int64(); break }
      case 74: { const to = r.lengthEnd(); $requestedChecksum = readChecksumProto(r, to); break }
      case 82: { const to = r.lengthEnd(); $cachingStrategy = readCachingStrategyProto(r, to); break }
      case 88: { const v = r.int32(); if (v >= 1 && v <= 6) $storageType = v as StorageTypeProto; break }
      case 96: { const v = r.int32(); if (v >= 1 && v <= 6) $targetStorageTypes.push(v as StorageTypeProto); break }
      case 98: { const to = r.lengthEnd(); while (r.pos < to) { const v = r.int32(); if (v >= 1 && v <= 6) $targetStorageTypes.push(v as StorageTypeProto) } if (r.pos !== to) throw overrun("hadoop.hdfs.OpWriteBlockProto"); break }
      case 104: { $allowLazyPersist = r.bool(); break }
      case 112: { $pinning = r.bool(); break }
      case 120: { $targetPinnings.push(r.bool()); break }
      case 122: { const to = r.lengthEnd(); while (r.pos < to) { $targetPinnings.push(r.bool()) } if (r.pos !== to) throw overrun("hadoop.hdfs.OpWriteBlockProto"); break }
      case 130: { $storageId = r.string(); break }
      case 138: { $targetStorageIds.push(r.string()); break }
      default: r.skip(tag, "hadoop.hdfs.OpWriteBlockProto", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.OpWriteBlockProto")
  if ($header === undefined) throw missing("hadoop.hdfs.OpWriteBlockProto", "header")
  if ($stage === undefined) throw missing("hadoop.hdfs.OpWriteBlockProto", "stage")
  if ($pipelineSize === undefined) throw missing("hadoop.hdfs.OpWriteBlockProto", "pipelineSize")
  if ($minBytesRcvd === undefined) throw missing("hadoop.hdfs.OpWriteBlockProto", "minBytesRcvd")
  if ($maxBytesRcvd === undefined) throw missing("hadoop.hdfs.OpWriteBlockProto", "maxBytesRcvd")
  if ($latestGenerationStamp === undefined) throw missing("hadoop.hdfs.OpWriteBlockProto", "latestGenerationStamp")
  if ($requestedChecksum === undefined) throw missing("hadoop.hdfs.OpWriteBlockProto", "requestedChecksum")
  return { header: $header, targets: $targets, source: $source, stage: $stage, pipelineSize: $pipelineSize, minBytesRcvd: $minBytesRcvd, maxBytesRcvd: $maxBytesRcvd, latestGenerationStamp: $latestGenerationStamp, requestedChecksum: $requestedChecksum, cachingStrategy: $cachingStrategy, storageType: $storageType, targetStorageTypes: $targetStorageTypes, allowLazyPersist: $allowLazyPersist, pinning: $pinning, targetPinnings: $targetPinnings, storageId: $storageId, targetStorageIds: $targetStorageIds }
}
export const OpWriteBlockProto: Codec<OpWriteBlockProto> = /* @__PURE__ */ codec("hadoop.hdfs.OpWriteBlockProto", writeOpWriteBlockProto, readOpWriteBlockProto)

export interface OpTransferBlockProto {
  readonly header: ClientOperationHeaderProto
  readonly targets: readonly DatanodeInfoProto[]
  readonly targetStorageTypes: readonly StorageTypeProto[]
  readonly targetStorageIds: readonly string[]
}
export function writeOpTransferBlockProto(w: BackwardWriter, m: OpTransferBlockProto): void {
  for (let values = m.targetStorageIds, i = values.length - 1; i >= 0; i--) { w.string(values[i] as string); w.tag(34) }
  for (let values = m.targetStorageTypes, i = values.length - 1; i >= 0; i--) { w.int32(values[i] as StorageTypeProto); w.tag(24) }
  for (let values = m.targets, i = values.length - 1; i >= 0; i--) { const before = w.size; writeDatanodeInfoProto(w, values[i] as DatanodeInfoProto); w.varint32(w.size - before); w.tag(18) }
  { const before = w.size; writeClientOperationHeaderProto(w, m.header); w.varint32(w.size - before); w.tag(10) }
}
export function readOpTransferBlockProto(r: ProtoReader, end: number): OpTransferBlockProto {
  let $header: ClientOperationHeaderProto | undefined
  const $targets: DatanodeInfoProto[] = []
  const $targetStorageTypes: StorageTypeProto[] = []
  const $targetStorageIds: string[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $header = readClientOperationHeaderProto(r, to); break }
      case 18: { const to = r.lengthEnd(); $targets.push(readDatanodeInfoProto(r, to)); break }
      case 24: { const v = r.int32(); if (v >= 1 && v <= 6) $targetStorageTypes.push(v as StorageTypeProto); break }
      case 26: { const to = r.lengthEnd(); while (r.pos < to) { const v = r.int32(); if (v >= 1 && v <= 6) $targetStorageTypes.push(v as StorageTypeProto) } if (r.pos !== to) throw overrun("hadoop.hdfs.OpTransferBlockProto"); break }
      case 34: { $targetStorageIds.push(r.string()); break }
      default: r.skip(tag, "hadoop.hdfs.OpTransferBlockProto", [1, 2, 3, 4])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.OpTransferBlockProto")
  if ($header === undefined) throw missing("hadoop.hdfs.OpTransferBlockProto", "header")
  return { header: $header, targets: $targets, targetStorageTypes: $targetStorageTypes, targetStorageIds: $targetStorageIds }
}
export const OpTransferBlockProto: Codec<OpTransferBlockProto> = /* @__PURE__ */ codec("hadoop.hdfs.OpTransferBlockProto", writeOpTransferBlockProto, readOpTransferBlockProto)

export interface OpReplaceBlockProto {
  readonly header: BaseHeaderProto
  readonly delHint: string
  readonly source: DatanodeInfoProto
  readonly storageType?: StorageTypeProto | undefined
  readonly storageId?: string | undefined
}
export function writeOpReplaceBlockProto(w: BackwardWriter, m: OpReplaceBlockProto): void {
  if (m.storageId !== undefined) { w.string(m.storageId); w.tag(42) }
  if (m.storageType !== undefined) { w.int32(m.storageType); w.tag(32) }
  { const before = w.size; writeDatanodeInfoProto(w, m.source); w.varint32(w.size - before); w.tag(26) }
  w.string(m.delHint); w.tag(18)
  { const before = w.size; writeBaseHeaderProto(w, m.header); w.varint32(w.size - before); w.tag(10) }
}
export function readOpReplaceBlockProto(r: ProtoReader, end: number): OpReplaceBlockProto {
  let $header: BaseHeaderProto | undefined
  let $delHint: string | undefined
  let $source: DatanodeInfoProto | undefined
  let $storageType: StorageTypeProto = 1
  let $storageId: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $header = readBaseHeaderProto(r, to); break }
      case 18: { $delHint = r.string(); break }
      case 26: { const to = r.lengthEnd(); $source = readDatanodeInfoProto(r, to); break }
      case 32: { const v = r.int32(); if (v >= 1 && v <= 6) $storageType = v as StorageTypeProto; break }
      case 42: { $storageId = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.OpReplaceBlockProto", [1, 2, 3, 4, 5])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.OpReplaceBlockProto")
  if ($header === undefined) throw missing("hadoop.hdfs.OpReplaceBlockProto", "header")
  if ($delHint === undefined) throw missing("hadoop.hdfs.OpReplaceBlockProto", "delHint")
  if ($source === undefined) throw missing("hadoop.hdfs.OpReplaceBlockProto", "source")
  return { header: $header, delHint: $delHint, source: $source, storageType: $storageType, storageId: $storageId }
}
export const OpReplaceBlockProto: Codec<OpReplaceBlockProto> = /* @__PURE__ */ codec("hadoop.hdfs.OpReplaceBlockProto", writeOpReplaceBlockProto, readOpReplaceBlockProto)

export interface OpCopyBlockProto {
  readonly header: BaseHeaderProto
}
export function writeOpCopyBlockProto(w: BackwardWriter, m: OpCopyBlockProto): void {
  { const before = w.size; writeBaseHeaderProto(w, m.header); w.varint32(w.size - before); w.tag(10) }
}
export function readOpCopyBlockProto(r: ProtoReader, end: number): OpCopyBlockProto {
  let $header: BaseHeaderProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $header = readBaseHeaderProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.OpCopyBlockProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.OpCopyBlockProto")
  if ($header === undefined) throw missing("hadoop.hdfs.OpCopyBlockProto", "header")
  return { header: $header }
}
export const OpCopyBlockProto: Codec<OpCopyBlockProto> = /* @__PURE__ */ codec("hadoop.hdfs.OpCopyBlockProto", writeOpCopyBlockProto, readOpCopyBlockProto)

export interface OpBlockChecksumProto {
  readonly header: BaseHeaderProto
  readonly blockChecksumOptions?: BlockChecksumOptionsProto | undefined
}
export function writeOpBlockChecksumProto(w: BackwardWriter, m: OpBlockChecksumProto): void {
  if (m.blockChecksumOptions !== undefined) { const before = w.size; writeBlockChecksumOptionsProto(w, m.blockChecksumOptions); w.varint32(w.size - before); w.tag(18) }
  { const before = w.size; writeBaseHeaderProto(w, m.header); w.varint32(w.size - before); w.tag(10) }
}
export function readOpBlockChecksumProto(r: ProtoReader, end: number): OpBlockChecksumProto {
  let $header: BaseHeaderProto | undefined
  let $blockChecksumOptions: BlockChecksumOptionsProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $header = readBaseHeaderProto(r, to); break }
      case 18: { const to = r.lengthEnd(); $blockChecksumOptions = readBlockChecksumOptionsProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.OpBlockChecksumProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.OpBlockChecksumProto")
  if ($header === undefined) throw missing("hadoop.hdfs.OpBlockChecksumProto", "header")
  return { header: $header, blockChecksumOptions: $blockChecksumOptions }
}
export const OpBlockChecksumProto: Codec<OpBlockChecksumProto> = /* @__PURE__ */ codec("hadoop.hdfs.OpBlockChecksumProto", writeOpBlockChecksumProto, readOpBlockChecksumProto)

export interface OpBlockGroupChecksumProto {
  readonly header: BaseHeaderProto
  readonly datanodes: DatanodeInfosProto
  readonly blockTokens: readonly TokenProto[]
  readonly ecPolicy: ErasureCodingPolicyProto
  readonly blockIndices: readonly number[]
  readonly requestedNumBytes: number
  readonly blockChecksumOptions?: BlockChecksumOptionsProto | undefined
}
export function writeOpBlockGroupChecksumProto(w: BackwardWriter, m: OpBlockGroupChecksumProto): void {
  if (m.blockChecksumOptions !== undefined) { const before = w.size; writeBlockChecksumOptionsProto(w, m.blockChecksumOptions); w.varint32(w.size - before); w.tag(58) }
  w.int64(m.requestedNumBytes); w.tag(48)
  for (let values = m.blockIndices, i = values.length - 1; i >= 0; i--) { w.uint32(values[i] as number); w.tag(40) }
  { const before = w.size; writeErasureCodingPolicyProto(w, m.ecPolicy); w.varint32(w.size - before); w.tag(34) }
  for (let values = m.blockTokens, i = values.length - 1; i >= 0; i--) { const before = w.size; writeTokenProto(w, values[i] as TokenProto); w.varint32(w.size - before); w.tag(26) }
  { const before = w.size; writeDatanodeInfosProto(w, m.datanodes); w.varint32(w.size - before); w.tag(18) }
  { const before = w.size; writeBaseHeaderProto(w, m.header); w.varint32(w.size - before); w.tag(10) }
}
export function readOpBlockGroupChecksumProto(r: ProtoReader, end: number): OpBlockGroupChecksumProto {
  let $header: BaseHeaderProto | undefined
  let $datanodes: DatanodeInfosProto | undefined
  const $blockTokens: TokenProto[] = []
  let $ecPolicy: ErasureCodingPolicyProto | undefined
  const $blockIndices: number[] = []
  let $requestedNumBytes: number | undefined
  let $blockChecksumOptions: BlockChecksumOptionsProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $header = readBaseHeaderProto(r, to); break }
      case 18: { const to = r.lengthEnd(); $datanodes = readDatanodeInfosProto(r, to); break }
      case 26: { const to = r.lengthEnd(); $blockTokens.push(readTokenProto(r, to)); break }
      case 34: { const to = r.lengthEnd(); $ecPolicy = readErasureCodingPolicyProto(r, to); break }
      case 40: { $blockIndices.push(r.int32()); break }
      case 42: { const to = r.lengthEnd(); while (r.pos < to) { $blockIndices.push(r.int32()) } if (r.pos !== to) throw overrun("hadoop.hdfs.OpBlockGroupChecksumProto"); break }
      case 48: { $requestedNumBytes = r.int64(); break }
      case 58: { const to = r.lengthEnd(); $blockChecksumOptions = readBlockChecksumOptionsProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.OpBlockGroupChecksumProto", [1, 2, 3, 4, 5, 6, 7])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.OpBlockGroupChecksumProto")
  if ($header === undefined) throw missing("hadoop.hdfs.OpBlockGroupChecksumProto", "header")
  if ($datanodes === undefined) throw missing("hadoop.hdfs.OpBlockGroupChecksumProto", "datanodes")
  if ($ecPolicy === undefined) throw missing("hadoop.hdfs.OpBlockGroupChecksumProto", "ecPolicy")
  if ($requestedNumBytes === undefined) throw missing("hadoop.hdfs.OpBlockGroupChecksumProto", "requestedNumBytes")
  return { header: $header, datanodes: $datanodes, blockTokens: $blockTokens, ecPolicy: $ecPolicy, blockIndices: $blockIndices, requestedNumBytes: $requestedNumBytes, blockChecksumOptions: $blockChecksumOptions }
}
export const OpBlockGroupChecksumProto: Codec<OpBlockGroupChecksumProto> = /* @__PURE__ */ codec("hadoop.hdfs.OpBlockGroupChecksumProto", writeOpBlockGroupChecksumProto, readOpBlockGroupChecksumProto)

export interface ShortCircuitShmIdProto {
  readonly hi: bigint
  readonly lo: bigint
}
export function writeShortCircuitShmIdProto(w: BackwardWriter, m: ShortCircuitShmIdProto): void {
  w.int64Big(m.lo); w.tag(16)
  w.int64Big(m.hi); w.tag(8)
}
export function readShortCircuitShmIdProto(r: ProtoReader, end: number): ShortCircuitShmIdProto {
  let $hi: bigint | undefined
  let $lo: bigint | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $hi = r.int64Big(); break }
      case 16: { $lo = r.int64Big(); break }
      default: r.skip(tag, "hadoop.hdfs.ShortCircuitShmIdProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.ShortCircuitShmIdProto")
  if ($hi === undefined) throw missing("hadoop.hdfs.ShortCircuitShmIdProto", "hi")
  if ($lo === undefined) throw missing("hadoop.hdfs.ShortCircuitShmIdProto", "lo")
  return { hi: $hi, lo: $lo }
}
export const ShortCircuitShmIdProto: Codec<ShortCircuitShmIdProto> = /* @__PURE__ */ codec("hadoop.hdfs.ShortCircuitShmIdProto", writeShortCircuitShmIdProto, readShortCircuitShmIdProto)

export interface ShortCircuitShmSlotProto {
  readonly shmId: ShortCircuitShmIdProto
  readonly slotIdx: number
}
export function writeShortCircuitShmSlotProto(w: BackwardWriter, m: ShortCircuitShmSlotProto): void {
  w.int32(m.slotIdx); w.tag(16)
  { const before = w.size; writeShortCircuitShmIdProto(w, m.shmId); w.varint32(w.size - before); w.tag(10) }
}
export function readShortCircuitShmSlotProto(r: ProtoReader, end: number): ShortCircuitShmSlotProto {
  let $shmId: ShortCircuitShmIdProto | undefined
  let $slotIdx: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $shmId = readShortCircuitShmIdProto(r, to); break }
      case 16: { $slotIdx = r.int32(); break }
      default: r.skip(tag, "hadoop.hdfs.ShortCircuitShmSlotProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.ShortCircuitShmSlotProto")
  if ($shmId === undefined) throw missing("hadoop.hdfs.ShortCircuitShmSlotProto", "shmId")
  if ($slotIdx === undefined) throw missing("hadoop.hdfs.ShortCircuitShmSlotProto", "slotIdx")
  return { shmId: $shmId, slotIdx: $slotIdx }
}
export const ShortCircuitShmSlotProto: Codec<ShortCircuitShmSlotProto> = /* @__PURE__ */ codec("hadoop.hdfs.ShortCircuitShmSlotProto", writeShortCircuitShmSlotProto, readShortCircuitShmSlotProto)

export interface OpRequestShortCircuitAccessProto {
  readonly header: BaseHeaderProto
  readonly maxVersion: number
  readonly slotId?: ShortCircuitShmSlotProto | undefined
  readonly supportsReceiptVerification?: boolean | undefined
}
export function writeOpRequestShortCircuitAccessProto(w: BackwardWriter, m: OpRequestShortCircuitAccessProto): void {
  if (m.supportsReceiptVerification !== undefined) { w.bool(m.supportsReceiptVerification); w.tag(32) }
  if (m.slotId !== undefined) { const before = w.size; writeShortCircuitShmSlotProto(w, m.slotId); w.varint32(w.size - before); w.tag(26) }
  w.uint32(m.maxVersion); w.tag(16)
  { const before = w.size; writeBaseHeaderProto(w, m.header); w.varint32(w.size - before); w.tag(10) }
}
export function readOpRequestShortCircuitAccessProto(r: ProtoReader, end: number): OpRequestShortCircuitAccessProto {
  let $header: BaseHeaderProto | undefined
  let $maxVersion: number | undefined
  let $slotId: ShortCircuitShmSlotProto | undefined
  let $supportsReceiptVerification: boolean = false
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $header = readBaseHeaderProto(r, to); break }
      case 16: { $maxVersion = r.int32(); break }
      case 26: { const to = r.lengthEnd(); $slotId = readShortCircuitShmSlotProto(r, to); break }
      case 32: { $supportsReceiptVerification = r.bool(); break }
      default: r.skip(tag, "hadoop.hdfs.OpRequestShortCircuitAccessProto", [1, 2, 3, 4])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.OpRequestShortCircuitAccessProto")
  if ($header === undefined) throw missing("hadoop.hdfs.OpRequestShortCircuitAccessProto", "header")
  if ($maxVersion === undefined) throw missing("hadoop.hdfs.OpRequestShortCircuitAccessProto", "maxVersion")
  return { header: $header, maxVersion: $maxVersion, slotId: $slotId, supportsReceiptVerification: $supportsReceiptVerification }
}
export const OpRequestShortCircuitAccessProto: Codec<OpRequestShortCircuitAccessProto> = /* @__PURE__ */ codec("hadoop.hdfs.OpRequestShortCircuitAccessProto", writeOpRequestShortCircuitAccessProto, readOpRequestShortCircuitAccessProto)

export interface ReleaseShortCircuitAccessRequestProto {
  readonly slotId: ShortCircuitShmSlotProto
  readonly traceInfo?: DataTransferTraceInfoProto | undefined
}
export function writeReleaseShortCircuitAccessRequestProto(w: BackwardWriter, m: ReleaseShortCircuitAccessRequestProto): void {
  if (m.traceInfo !== undefined) { const before = w.size; writeDataTransferTraceInfoProto(w, m.traceInfo); w.varint32(w.size - before); w.tag(18) }
  { const before = w.size; writeShortCircuitShmSlotProto(w, m.slotId); w.varint32(w.size - before); w.tag(10) }
}
export function readReleaseShortCircuitAccessRequestProto(r: ProtoReader, end: number): ReleaseShortCircuitAccessRequestProto {
  let $slotId: ShortCircuitShmSlotProto | undefined
  let $traceInfo: DataTransferTraceInfoProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $slotId = readShortCircuitShmSlotProto(r, to); break }
      case 18: { const to = r.lengthEnd(); $traceInfo = readDataTransferTraceInfoProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.ReleaseShortCircuitAccessRequestProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.ReleaseShortCircuitAccessRequestProto")
  if ($slotId === undefined) throw missing("hadoop.hdfs.ReleaseShortCircuitAccessRequestProto", "slotId")
  return { slotId: $slotId, traceInfo: $traceInfo }
}
export const ReleaseShortCircuitAccessRequestProto: Codec<ReleaseShortCircuitAccessRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.ReleaseShortCircuitAccessRequestProto", writeReleaseShortCircuitAccessRequestProto, readReleaseShortCircuitAccessRequestProto)

export interface ReleaseShortCircuitAccessResponseProto {
  readonly status: Status
  readonly error?: string | undefined
}
export function writeReleaseShortCircuitAccessResponseProto(w: BackwardWriter, m: ReleaseShortCircuitAccessResponseProto): void {
  if (m.error !== undefined) { w.string(m.error); w.tag(18) }
  w.int32(m.status); w.tag(8)
}
export function readReleaseShortCircuitAccessResponseProto(r: ProtoReader, end: number): ReleaseShortCircuitAccessResponseProto {
  let $status: Status | undefined
  let $error: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { const v = r.int32(); if (v >= 0 && v <= 13) $status = v as Status; break }
      case 18: { $error = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.ReleaseShortCircuitAccessResponseProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.ReleaseShortCircuitAccessResponseProto")
  if ($status === undefined) throw missing("hadoop.hdfs.ReleaseShortCircuitAccessResponseProto", "status")
  return { status: $status, error: $error }
}
export const ReleaseShortCircuitAccessResponseProto: Codec<ReleaseShortCircuitAccessResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.ReleaseShortCircuitAccessResponseProto", writeReleaseShortCircuitAccessResponseProto, readReleaseShortCircuitAccessResponseProto)

export interface ShortCircuitShmRequestProto {
  readonly clientName: string
  readonly traceInfo?: DataTransferTraceInfoProto | undefined
}
export function writeShortCircuitShmRequestProto(w: BackwardWriter, m: ShortCircuitShmRequestProto): void {
  if (m.traceInfo !== undefined) { const before = w.size; writeDataTransferTraceInfoProto(w, m.traceInfo); w.varint32(w.size - before); w.tag(18) }
  w.string(m.clientName); w.tag(10)
}
export function readShortCircuitShmRequestProto(r: ProtoReader, end: number): ShortCircuitShmRequestProto {
  let $clientName: string | undefined
  let $traceInfo: DataTransferTraceInfoProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $clientName = r.string(); break }
      case 18: { const to = r.lengthEnd(); $traceInfo = readDataTransferTraceInfoProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.ShortCircuitShmRequestProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.ShortCircuitShmRequestProto")
  if ($clientName === undefined) throw missing("hadoop.hdfs.ShortCircuitShmRequestProto", "clientName")
  return { clientName: $clientName, traceInfo: $traceInfo }
}
export const ShortCircuitShmRequestProto: Codec<ShortCircuitShmRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.ShortCircuitShmRequestProto", writeShortCircuitShmRequestProto, readShortCircuitShmRequestProto)

export interface ShortCircuitShmResponseProto {
  readonly status: Status
  readonly error?: string | undefined
  readonly id?: ShortCircuitShmIdProto | undefined
}
export function writeShortCircuitShmResponseProto(w: BackwardWriter, m: ShortCircuitShmResponseProto): void {
  if (m.id !== undefined) { const before = w.size; writeShortCircuitShmIdProto(w, m.id); w.varint32(w.size - before); w.tag(26) }
  if (m.error !== undefined) { w.string(m.error); w.tag(18) }
  w.int32(m.status); w.tag(8)
}
export function readShortCircuitShmResponseProto(r: ProtoReader, end: number): ShortCircuitShmResponseProto {
  let $status: Status | undefined
  let $error: string | undefined
  let $id: ShortCircuitShmIdProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { const v = r.int32(); if (v >= 0 && v <= 13) $status = v as Status; break }
      case 18: { $error = r.string(); break }
      case 26: { const to = r.lengthEnd(); $id = readShortCircuitShmIdProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.ShortCircuitShmResponseProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.ShortCircuitShmResponseProto")
  if ($status === undefined) throw missing("hadoop.hdfs.ShortCircuitShmResponseProto", "status")
  return { status: $status, error: $error, id: $id }
}
export const ShortCircuitShmResponseProto: Codec<ShortCircuitShmResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.ShortCircuitShmResponseProto", writeShortCircuitShmResponseProto, readShortCircuitShmResponseProto)

export interface PacketHeaderProto {
  readonly offsetInBlock: number
  readonly seqno: number
  readonly lastPacketInBlock: boolean
  readonly dataLen: number
  readonly syncBlock?: boolean | undefined
}
export function writePacketHeaderProto(w: BackwardWriter, m: PacketHeaderProto): void {
  if (m.syncBlock !== undefined) { w.bool(m.syncBlock); w.tag(40) }
  w.fixed32(m.dataLen); w.tag(37)
  w.bool(m.lastPacketInBlock); w.tag(24)
  w.fixed64(m.seqno); w.tag(17)
  w.fixed64(m.offsetInBlock); w.tag(9)
}
export function readPacketHeaderProto(r: ProtoReader, end: number): PacketHeaderProto {
  let $offsetInBlock: number | undefined
  let $seqno: number | undefined
  let $lastPacketInBlock: boolean | undefined
  let $dataLen: number | undefined
  let $syncBlock: boolean = false
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 9: { $offsetInBlock = r.fixed64(); break }
      case 17: { $seqno = r.fixed64(); break }
      case 24: { $lastPacketInBlock = r.bool(); break }
      case 37: { $dataLen = r.fixed32(); break }
      case 40: { $syncBlock = r.bool(); break }
      default: r.skip(tag, "hadoop.hdfs.PacketHeaderProto", [1, 2, 3, 4, 5])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.PacketHeaderProto")
  if ($offsetInBlock === undefined) throw missing("hadoop.hdfs.PacketHeaderProto", "offsetInBlock")
  if ($seqno === undefined) throw missing("hadoop.hdfs.PacketHeaderProto", "seqno")
  if ($lastPacketInBlock === undefined) throw missing("hadoop.hdfs.PacketHeaderProto", "lastPacketInBlock")
  if ($dataLen === undefined) throw missing("hadoop.hdfs.PacketHeaderProto", "dataLen")
  return { offsetInBlock: $offsetInBlock, seqno: $seqno, lastPacketInBlock: $lastPacketInBlock, dataLen: $dataLen, syncBlock: $syncBlock }
}
export const PacketHeaderProto: Codec<PacketHeaderProto> = /* @__PURE__ */ codec("hadoop.hdfs.PacketHeaderProto", writePacketHeaderProto, readPacketHeaderProto)

export interface PipelineAckProto {
  readonly seqno: number
  readonly reply: readonly Status[]
  readonly downstreamAckTimeNanos?: number | undefined
  readonly flag: readonly number[]
}
export function writePipelineAckProto(w: BackwardWriter, m: PipelineAckProto): void {
  if (m.flag.length > 0) {
    const values = m.flag, before = w.size
    for (let i = values.length - 1; i >= 0; i--) w.uint32(values[i] as number)
    w.varint32(w.size - before); w.tag(34)
  }
  if (m.downstreamAckTimeNanos !== undefined) { w.int64(m.downstreamAckTimeNanos); w.tag(24) }
  for (let values = m.reply, i = values.length - 1; i >= 0; i--) { w.int32(values[i] as Status); w.tag(16) }
  w.sint64(m.seqno); w.tag(8)
}
export function readPipelineAckProto(r: ProtoReader, end: number): PipelineAckProto {
  let $seqno: number | undefined
  const $reply: Status[] = []
  let $downstreamAckTimeNanos: number = 0
  const $flag: number[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $seqno = r.sint64(); break }
      case 16: { const v = r.int32(); if (v >= 0 && v <= 13) $reply.push(v as Status); break }
      case 18: { const to = r.lengthEnd(); while (r.pos < to) { const v = r.int32(); if (v >= 0 && v <= 13) $reply.push(v as Status) } if (r.pos !== to) throw overrun("hadoop.hdfs.PipelineAckProto"); break }
      case 24: { $downstreamAckTimeNanos = r.int64(); break }
      case 32: { $flag.push(r.int32()); break }
      case 34: { const to = r.lengthEnd(); while (r.pos < to) { $flag.push(r.int32()) } if (r.pos !== to) throw overrun("hadoop.hdfs.PipelineAckProto"); break }
      default: r.skip(tag, "hadoop.hdfs.PipelineAckProto", [1, 2, 3, 4])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.PipelineAckProto")
  if ($seqno === undefined) throw missing("hadoop.hdfs.PipelineAckProto", "seqno")
  return { seqno: $seqno, reply: $reply, downstreamAckTimeNanos: $downstreamAckTimeNanos, flag: $flag }
}
export const PipelineAckProto: Codec<PipelineAckProto> = /* @__PURE__ */ codec("hadoop.hdfs.PipelineAckProto", writePipelineAckProto, readPipelineAckProto)

export interface ReadOpChecksumInfoProto {
  readonly checksum: ChecksumProto
  readonly chunkOffset: number
}
export function writeReadOpChecksumInfoProto(w: BackwardWriter, m: ReadOpChecksumInfoProto): void {
  w.int64(m.chunkOffset); w.tag(16)
  { const before = w.size; writeChecksumProto(w, m.checksum); w.varint32(w.size - before); w.tag(10) }
}
export function readReadOpChecksumInfoProto(r: ProtoReader, end: number): ReadOpChecksumInfoProto {
  let $checksum: ChecksumProto | undefined
  let $chunkOffset: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $checksum = readChecksumProto(r, to); break }
      case 16: { $chunkOffset = r.int64(); break }
      default: r.skip(tag, "hadoop.hdfs.ReadOpChecksumInfoProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.ReadOpChecksumInfoProto")
  if ($checksum === undefined) throw missing("hadoop.hdfs.ReadOpChecksumInfoProto", "checksum")
  if ($chunkOffset === undefined) throw missing("hadoop.hdfs.ReadOpChecksumInfoProto", "chunkOffset")
  return { checksum: $checksum, chunkOffset: $chunkOffset }
}
export const ReadOpChecksumInfoProto: Codec<ReadOpChecksumInfoProto> = /* @__PURE__ */ codec("hadoop.hdfs.ReadOpChecksumInfoProto", writeReadOpChecksumInfoProto, readReadOpChecksumInfoProto)

export interface BlockOpResponseProto {
  readonly status: Status
  readonly firstBadLink?: string | undefined
  readonly checksumResponse?: OpBlockChecksumResponseProto | undefined
  readonly readOpChecksumInfo?: ReadOpChecksumInfoProto | undefined
  readonly message?: string | undefined
  readonly shortCircuitAccessVersion?: number | undefined
}
export function writeBlockOpResponseProto(w: BackwardWriter, m: BlockOpResponseProto): void {
  if (m.shortCircuitAccessVersion !== undefined) { w.uint32(m.shortCircuitAccessVersion); w.tag(48) }
  if (m.message !== undefined) { w.string(m.message); w.tag(42) }
  if (m.readOpChecksumInfo !== undefined) { const before = w.size; writeReadOpChecksumInfoProto(w, m.readOpChecksumInfo); w.varint32(w.size - before); w.tag(34) }
  if (m.checksumResponse !== undefined) { const before = w.size; writeOpBlockChecksumResponseProto(w, m.checksumResponse); w.varint32(w.size - before); w.tag(26) }
  if (m.firstBadLink !== undefined) { w.string(m.firstBadLink); w.tag(18) }
  w.int32(m.status); w.tag(8)
}
export function readBlockOpResponseProto(r: ProtoReader, end: number): BlockOpResponseProto {
  let $status: Status | undefined
  let $firstBadLink: string | undefined
  let $checksumResponse: OpBlockChecksumResponseProto | undefined
  let $readOpChecksumInfo: ReadOpChecksumInfoProto | undefined
  let $message: string | undefined
  let $shortCircuitAccessVersion: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { const v = r.int32(); if (v >= 0 && v <= 13) $status = v as Status; break }
      case 18: { $firstBadLink = r.string(); break }
      case 26: { const to = r.lengthEnd(); $checksumResponse = readOpBlockChecksumResponseProto(r, to); break }
      case 34: { const to = r.lengthEnd(); $readOpChecksumInfo = readReadOpChecksumInfoProto(r, to); break }
      case 42: { $message = r.string(); break }
      case 48: { $shortCircuitAccessVersion = r.int32(); break }
      default: r.skip(tag, "hadoop.hdfs.BlockOpResponseProto", [1, 2, 3, 4, 5, 6])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.BlockOpResponseProto")
  if ($status === undefined) throw missing("hadoop.hdfs.BlockOpResponseProto", "status")
  return { status: $status, firstBadLink: $firstBadLink, checksumResponse: $checksumResponse, readOpChecksumInfo: $readOpChecksumInfo, message: $message, shortCircuitAccessVersion: $shortCircuitAccessVersion }
}
export const BlockOpResponseProto: Codec<BlockOpResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.BlockOpResponseProto", writeBlockOpResponseProto, readBlockOpResponseProto)

export interface ClientReadStatusProto {
  readonly status: Status
}
export function writeClientReadStatusProto(w: BackwardWriter, m: ClientReadStatusProto): void {
  w.int32(m.status); w.tag(8)
}
export function readClientReadStatusProto(r: ProtoReader, end: number): ClientReadStatusProto {
  let $status: Status | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { const v = r.int32(); if (v >= 0 && v <= 13) $status = v as Status; break }
      default: r.skip(tag, "hadoop.hdfs.ClientReadStatusProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.ClientReadStatusProto")
  if ($status === undefined) throw missing("hadoop.hdfs.ClientReadStatusProto", "status")
  return { status: $status }
}
export const ClientReadStatusProto: Codec<ClientReadStatusProto> = /* @__PURE__ */ codec("hadoop.hdfs.ClientReadStatusProto", writeClientReadStatusProto, readClientReadStatusProto)

export interface DNTransferAckProto {
  readonly status: Status
}
export function writeDNTransferAckProto(w: BackwardWriter, m: DNTransferAckProto): void {
  w.int32(m.status); w.tag(8)
}
export function readDNTransferAckProto(r: ProtoReader, end: number): DNTransferAckProto {
  let $status: Status | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { const v = r.int32(); if (v >= 0 && v <= 13) $status = v as Status; break }
      default: r.skip(tag, "hadoop.hdfs.DNTransferAckProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.DNTransferAckProto")
  if ($status === undefined) throw missing("hadoop.hdfs.DNTransferAckProto", "status")
  return { status: $status }
}
export const DNTransferAckProto: Codec<DNTransferAckProto> = /* @__PURE__ */ codec("hadoop.hdfs.DNTransferAckProto", writeDNTransferAckProto, readDNTransferAckProto)

export interface OpBlockChecksumResponseProto {
  readonly bytesPerCrc: number
  readonly crcPerBlock: number
  readonly blockChecksum: Uint8Array
  readonly crcType?: ChecksumTypeProto | undefined
  readonly blockChecksumOptions?: BlockChecksumOptionsProto | undefined
}
export function writeOpBlockChecksumResponseProto(w: BackwardWriter, m: OpBlockChecksumResponseProto): void {
  if (m.blockChecksumOptions !== undefined) { const before = w.size; writeBlockChecksumOptionsProto(w, m.blockChecksumOptions); w.varint32(w.size - before); w.tag(42) }
  if (m.crcType !== undefined) { w.int32(m.crcType); w.tag(32) }
  w.bytes(m.blockChecksum); w.tag(26)
  w.int64(m.crcPerBlock); w.tag(16)
  w.uint32(m.bytesPerCrc); w.tag(8)
}
export function readOpBlockChecksumResponseProto(r: ProtoReader, end: number): OpBlockChecksumResponseProto {
  let $bytesPerCrc: number | undefined
  let $crcPerBlock: number | undefined
  let $blockChecksum: Uint8Array | undefined
  let $crcType: ChecksumTypeProto | undefined
  let $blockChecksumOptions: BlockChecksumOptionsProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $bytesPerCrc = r.int32(); break }
      case 16: { $crcPerBlock = r.int64(); break }
      case 26: { $blockChecksum = r.bytes(); break }
      case 32: { const v = r.int32(); if (v >= 0 && v <= 2) $crcType = v as ChecksumTypeProto; break }
      case 42: { const to = r.lengthEnd(); $blockChecksumOptions = readBlockChecksumOptionsProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.OpBlockChecksumResponseProto", [1, 2, 3, 4, 5])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.OpBlockChecksumResponseProto")
  if ($bytesPerCrc === undefined) throw missing("hadoop.hdfs.OpBlockChecksumResponseProto", "bytesPerCrc")
  if ($crcPerBlock === undefined) throw missing("hadoop.hdfs.OpBlockChecksumResponseProto", "crcPerBlock")
  if ($blockChecksum === undefined) throw missing("hadoop.hdfs.OpBlockChecksumResponseProto", "blockChecksum")
  return { bytesPerCrc: $bytesPerCrc, crcPerBlock: $crcPerBlock, blockChecksum: $blockChecksum, crcType: $crcType, blockChecksumOptions: $blockChecksumOptions }
}
export const OpBlockChecksumResponseProto: Codec<OpBlockChecksumResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.OpBlockChecksumResponseProto", writeOpBlockChecksumResponseProto, readOpBlockChecksumResponseProto)

export interface OpCustomProto {
  readonly customId: string
}
export function writeOpCustomProto(w: BackwardWriter, m: OpCustomProto): void {
  w.string(m.customId); w.tag(10)
}
export function readOpCustomProto(r: ProtoReader, end: number): OpCustomProto {
  let $customId: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $customId = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.OpCustomProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.OpCustomProto")
  if ($customId === undefined) throw missing("hadoop.hdfs.OpCustomProto", "customId")
  return { customId: $customId }
}
export const OpCustomProto: Codec<OpCustomProto> = /* @__PURE__ */ codec("hadoop.hdfs.OpCustomProto", writeOpCustomProto, readOpCustomProto)
