// Generated from proto/inter-datanode-protocol.proto by scripts/proto/generate.ts; change those instead.
// DataNode to DataNode during block recovery: agree on a replica and its new generation.
// The primary DataNode calls, the others answer.

import type { BackwardWriter } from './backward-writer.ts'
import type { Codec } from './codec.ts'
import { codec, missing, overrun } from './codec.ts'
import type { ProtoReader } from './proto-reader.ts'
import type { BlockProto, ExtendedBlockProto } from './hdfs.ts'
import { readBlockProto, readExtendedBlockProto, writeBlockProto, writeExtendedBlockProto } from './hdfs.ts'
import type { RecoveringBlockProto, ReplicaStateProto } from './hdfs-server.ts'
import { readRecoveringBlockProto, writeRecoveringBlockProto } from './hdfs-server.ts'

export interface InitReplicaRecoveryRequestProto {
  readonly block: RecoveringBlockProto
}
export function writeInitReplicaRecoveryRequestProto(w: BackwardWriter, m: InitReplicaRecoveryRequestProto): void {
  { const before = w.size; writeRecoveringBlockProto(w, m.block); w.varint32(w.size - before); w.tag(10) }
}
export function readInitReplicaRecoveryRequestProto(r: ProtoReader, end: number): InitReplicaRecoveryRequestProto {
  let $block: RecoveringBlockProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $block = readRecoveringBlockProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.InitReplicaRecoveryRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.InitReplicaRecoveryRequestProto")
  if ($block === undefined) throw missing("hadoop.hdfs.InitReplicaRecoveryRequestProto", "block")
  return { block: $block }
}
export const InitReplicaRecoveryRequestProto: Codec<InitReplicaRecoveryRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.InitReplicaRecoveryRequestProto", writeInitReplicaRecoveryRequestProto, readInitReplicaRecoveryRequestProto)

export interface InitReplicaRecoveryResponseProto {
  readonly replicaFound: boolean
  readonly state?: ReplicaStateProto | undefined
  readonly block?: BlockProto | undefined
}
export function writeInitReplicaRecoveryResponseProto(w: BackwardWriter, m: InitReplicaRecoveryResponseProto): void {
  if (m.block !== undefined) { const before = w.size; writeBlockProto(w, m.block); w.varint32(w.size - before); w.tag(26) }
  if (m.state !== undefined) { w.int32(m.state); w.tag(16) }
  w.bool(m.replicaFound); w.tag(8)
}
export function readInitReplicaRecoveryResponseProto(r: ProtoReader, end: number): InitReplicaRecoveryResponseProto {
  let $replicaFound: boolean | undefined
  let $state: ReplicaStateProto | undefined
  let $block: BlockProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $replicaFound = r.bool(); break }
      case 16: { const v = r.int32(); if (v >= 0 && v <= 4) $state = v as ReplicaStateProto; break }
      case 26: { const to = r.lengthEnd(); $block = readBlockProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.InitReplicaRecoveryResponseProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.InitReplicaRecoveryResponseProto")
  if ($replicaFound === undefined) throw missing("hadoop.hdfs.InitReplicaRecoveryResponseProto", "replicaFound")
  return { replicaFound: $replicaFound, state: $state, block: $block }
}
export const InitReplicaRecoveryResponseProto: Codec<InitReplicaRecoveryResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.InitReplicaRecoveryResponseProto", writeInitReplicaRecoveryResponseProto, readInitReplicaRecoveryResponseProto)

export interface UpdateReplicaUnderRecoveryRequestProto {
  readonly block: ExtendedBlockProto
  readonly recoveryId: number
  readonly newLength: number
  readonly newBlockId?: bigint | undefined
}
export function writeUpdateReplicaUnderRecoveryRequestProto(w: BackwardWriter, m: UpdateReplicaUnderRecoveryRequestProto): void {
  if (m.newBlockId !== undefined) { w.int64Big(m.newBlockId); w.tag(32) }
  w.int64(m.newLength); w.tag(24)
  w.int64(m.recoveryId); w.tag(16)
  { const before = w.size; writeExtendedBlockProto(w, m.block); w.varint32(w.size - before); w.tag(10) }
}
export function readUpdateReplicaUnderRecoveryRequestProto(r: ProtoReader, end: number): UpdateReplicaUnderRecoveryRequestProto {
  let $block: ExtendedBlockProto | undefined
  let $recoveryId: number | undefined
  let $newLength: number | undefined
  let $newBlockId: bigint = 0n
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $block = readExtendedBlockProto(r, to); break }
      case 16: { $recoveryId = r.int64(); break }
      case 24: { $newLength = r.int64(); break }
      case 32: { $newBlockId = r.int64Big(); break }
      default: r.skip(tag, "hadoop.hdfs.UpdateReplicaUnderRecoveryRequestProto", [1, 2, 3, 4])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.UpdateReplicaUnderRecoveryRequestProto")
  if ($block === undefined) throw missing("hadoop.hdfs.UpdateReplicaUnderRecoveryRequestProto", "block")
  if ($recoveryId === undefined) throw missing("hadoop.hdfs.UpdateReplicaUnderRecoveryRequestProto", "recoveryId")
  if ($newLength === undefined) throw missing("hadoop.hdfs.UpdateReplicaUnderRecoveryRequestProto", "newLength")
  return { block: $block, recoveryId: $recoveryId, newLength: $newLength, newBlockId: $newBlockId }
}
export const UpdateReplicaUnderRecoveryRequestProto: Codec<UpdateReplicaUnderRecoveryRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.UpdateReplicaUnderRecoveryRequestProto", writeUpdateReplicaUnderRecoveryRequestProto, readUpdateReplicaUnderRecoveryRequestProto)

export interface UpdateReplicaUnderRecoveryResponseProto {
  readonly storageUuid?: string | undefined
}
export function writeUpdateReplicaUnderRecoveryResponseProto(w: BackwardWriter, m: UpdateReplicaUnderRecoveryResponseProto): void {
  if (m.storageUuid !== undefined) { w.string(m.storageUuid); w.tag(10) }
}
export function readUpdateReplicaUnderRecoveryResponseProto(r: ProtoReader, end: number): UpdateReplicaUnderRecoveryResponseProto {
  let $storageUuid: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $storageUuid = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.UpdateReplicaUnderRecoveryResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.UpdateReplicaUnderRecoveryResponseProto")
  return { storageUuid: $storageUuid }
}
export const UpdateReplicaUnderRecoveryResponseProto: Codec<UpdateReplicaUnderRecoveryResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.UpdateReplicaUnderRecoveryResponseProto", writeUpdateReplicaUnderRecoveryResponseProto, readUpdateReplicaUnderRecoveryResponseProto)

export const InterDatanodeProtocol = {
  protocol: "org.apache.hadoop.hdfs.server.protocol.InterDatanodeProtocol",
  version: 1,
  methods: {
    initReplicaRecovery: { name: "initReplicaRecovery", request: InitReplicaRecoveryRequestProto, response: InitReplicaRecoveryResponseProto },
    updateReplicaUnderRecovery: { name: "updateReplicaUnderRecovery", request: UpdateReplicaUnderRecoveryRequestProto, response: UpdateReplicaUnderRecoveryResponseProto },
  },
} as const
