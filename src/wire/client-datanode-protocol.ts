// Generated from proto/client-datanode-protocol.proto by scripts/proto/generate.ts; change those instead.
// Calls of clients and administrators to a DataNode: replica lengths, shutdown, reconfiguration,
// disk balancing.

import type { BackwardWriter } from './backward-writer.ts'
import type { Codec } from './codec.ts'
import { codec, missing, overrun } from './codec.ts'
import type { ProtoReader } from './proto-reader.ts'
import type { DatanodeLocalInfoProto, DatanodeVolumeInfoProto, ExtendedBlockProto } from './hdfs.ts'
import { readDatanodeLocalInfoProto, readDatanodeVolumeInfoProto, readExtendedBlockProto, writeDatanodeLocalInfoProto, writeDatanodeVolumeInfoProto, writeExtendedBlockProto } from './hdfs.ts'
import { GetReconfigurationStatusRequestProto, GetReconfigurationStatusResponseProto, ListReconfigurablePropertiesRequestProto, ListReconfigurablePropertiesResponseProto, StartReconfigurationRequestProto, StartReconfigurationResponseProto } from './reconfiguration-protocol.ts'
import type { TokenProto } from './security.ts'
import { readTokenProto, writeTokenProto } from './security.ts'

export interface GetReplicaVisibleLengthRequestProto {
  readonly block: ExtendedBlockProto
}
export function writeGetReplicaVisibleLengthRequestProto(w: BackwardWriter, m: GetReplicaVisibleLengthRequestProto): void {
  { const before = w.size; writeExtendedBlockProto(w, m.block); w.varint32(w.size - before); w.tag(10) }
}
export function readGetReplicaVisibleLengthRequestProto(r: ProtoReader, end: number): GetReplicaVisibleLengthRequestProto {
  let $block: ExtendedBlockProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $block = readExtendedBlockProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.GetReplicaVisibleLengthRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetReplicaVisibleLengthRequestProto")
  if ($block === undefined) throw missing("hadoop.hdfs.GetReplicaVisibleLengthRequestProto", "block")
  return { block: $block }
}
export const GetReplicaVisibleLengthRequestProto: Codec<GetReplicaVisibleLengthRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetReplicaVisibleLengthRequestProto", writeGetReplicaVisibleLengthRequestProto, readGetReplicaVisibleLengthRequestProto)

export interface GetReplicaVisibleLengthResponseProto {
  readonly length: number
}
export function writeGetReplicaVisibleLengthResponseProto(w: BackwardWriter, m: GetReplicaVisibleLengthResponseProto): void {
  w.int64(m.length); w.tag(8)
}
export function readGetReplicaVisibleLengthResponseProto(r: ProtoReader, end: number): GetReplicaVisibleLengthResponseProto {
  let $length: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $length = r.int64(); break }
      default: r.skip(tag, "hadoop.hdfs.GetReplicaVisibleLengthResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetReplicaVisibleLengthResponseProto")
  if ($length === undefined) throw missing("hadoop.hdfs.GetReplicaVisibleLengthResponseProto", "length")
  return { length: $length }
}
export const GetReplicaVisibleLengthResponseProto: Codec<GetReplicaVisibleLengthResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetReplicaVisibleLengthResponseProto", writeGetReplicaVisibleLengthResponseProto, readGetReplicaVisibleLengthResponseProto)

export type RefreshNamenodesRequestProto = Record<string, never>
export function writeRefreshNamenodesRequestProto(_w: BackwardWriter, _m: RefreshNamenodesRequestProto): void {
}
export function readRefreshNamenodesRequestProto(r: ProtoReader, end: number): RefreshNamenodesRequestProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.RefreshNamenodesRequestProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.RefreshNamenodesRequestProto")
  return {  }
}
export const RefreshNamenodesRequestProto: Codec<RefreshNamenodesRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.RefreshNamenodesRequestProto", writeRefreshNamenodesRequestProto, readRefreshNamenodesRequestProto)

export type RefreshNamenodesResponseProto = Record<string, never>
export function writeRefreshNamenodesResponseProto(_w: BackwardWriter, _m: RefreshNamenodesResponseProto): void {
}
export function readRefreshNamenodesResponseProto(r: ProtoReader, end: number): RefreshNamenodesResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.RefreshNamenodesResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.RefreshNamenodesResponseProto")
  return {  }
}
export const RefreshNamenodesResponseProto: Codec<RefreshNamenodesResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.RefreshNamenodesResponseProto", writeRefreshNamenodesResponseProto, readRefreshNamenodesResponseProto)

export interface DeleteBlockPoolRequestProto {
  readonly blockPool: string
  readonly force: boolean
}
export function writeDeleteBlockPoolRequestProto(w: BackwardWriter, m: DeleteBlockPoolRequestProto): void {
  w.bool(m.force); w.tag(16)
  w.string(m.blockPool); w.tag(10)
}
export function readDeleteBlockPoolRequestProto(r: ProtoReader, end: number): DeleteBlockPoolRequestProto {
  let $blockPool: string | undefined
  let $force: boolean | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $blockPool = r.string(); break }
      case 16: { $force = r.bool(); break }
      default: r.skip(tag, "hadoop.hdfs.DeleteBlockPoolRequestProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.DeleteBlockPoolRequestProto")
  if ($blockPool === undefined) throw missing("hadoop.hdfs.DeleteBlockPoolRequestProto", "blockPool")
  if ($force === undefined) throw missing("hadoop.hdfs.DeleteBlockPoolRequestProto", "force")
  return { blockPool: $blockPool, force: $force }
}
export const DeleteBlockPoolRequestProto: Codec<DeleteBlockPoolRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.DeleteBlockPoolRequestProto", writeDeleteBlockPoolRequestProto, readDeleteBlockPoolRequestProto)

export type DeleteBlockPoolResponseProto = Record<string, never>
export function writeDeleteBlockPoolResponseProto(_w: BackwardWriter, _m: DeleteBlockPoolResponseProto): void {
}
export function readDeleteBlockPoolResponseProto(r: ProtoReader, end: number): DeleteBlockPoolResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.DeleteBlockPoolResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.DeleteBlockPoolResponseProto")
  return {  }
}
export const DeleteBlockPoolResponseProto: Codec<DeleteBlockPoolResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.DeleteBlockPoolResponseProto", writeDeleteBlockPoolResponseProto, readDeleteBlockPoolResponseProto)

export interface GetBlockLocalPathInfoRequestProto {
  readonly block: ExtendedBlockProto
  readonly token: TokenProto
}
export function writeGetBlockLocalPathInfoRequestProto(w: BackwardWriter, m: GetBlockLocalPathInfoRequestProto): void {
  { const before = w.size; writeTokenProto(w, m.token); w.varint32(w.size - before); w.tag(18) }
  { const before = w.size; writeExtendedBlockProto(w, m.block); w.varint32(w.size - before); w.tag(10) }
}
export function readGetBlockLocalPathInfoRequestProto(r: ProtoReader, end: number): GetBlockLocalPathInfoRequestProto {
  let $block: ExtendedBlockProto | undefined
  let $token: TokenProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $block = readExtendedBlockProto(r, to); break }
      case 18: { const to = r.lengthEnd(); $token = readTokenProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.GetBlockLocalPathInfoRequestProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetBlockLocalPathInfoRequestProto")
  if ($block === undefined) throw missing("hadoop.hdfs.GetBlockLocalPathInfoRequestProto", "block")
  if ($token === undefined) throw missing("hadoop.hdfs.GetBlockLocalPathInfoRequestProto", "token")
  return { block: $block, token: $token }
}
export const GetBlockLocalPathInfoRequestProto: Codec<GetBlockLocalPathInfoRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetBlockLocalPathInfoRequestProto", writeGetBlockLocalPathInfoRequestProto, readGetBlockLocalPathInfoRequestProto)

export interface GetBlockLocalPathInfoResponseProto {
  readonly block: ExtendedBlockProto
  readonly localPath: string
  readonly localMetaPath: string
}
export function writeGetBlockLocalPathInfoResponseProto(w: BackwardWriter, m: GetBlockLocalPathInfoResponseProto): void {
  w.string(m.localMetaPath); w.tag(26)
  w.string(m.localPath); w.tag(18)
  { const before = w.size; writeExtendedBlockProto(w, m.block); w.varint32(w.size - before); w.tag(10) }
}
export function readGetBlockLocalPathInfoResponseProto(r: ProtoReader, end: number): GetBlockLocalPathInfoResponseProto {
  let $block: ExtendedBlockProto | undefined
  let $localPath: string | undefined
  let $localMetaPath: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $block = readExtendedBlockProto(r, to); break }
      case 18: { $localPath = r.string(); break }
      case 26: { $localMetaPath = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.GetBlockLocalPathInfoResponseProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetBlockLocalPathInfoResponseProto")
  if ($block === undefined) throw missing("hadoop.hdfs.GetBlockLocalPathInfoResponseProto", "block")
  if ($localPath === undefined) throw missing("hadoop.hdfs.GetBlockLocalPathInfoResponseProto", "localPath")
  if ($localMetaPath === undefined) throw missing("hadoop.hdfs.GetBlockLocalPathInfoResponseProto", "localMetaPath")
  return { block: $block, localPath: $localPath, localMetaPath: $localMetaPath }
}
export const GetBlockLocalPathInfoResponseProto: Codec<GetBlockLocalPathInfoResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetBlockLocalPathInfoResponseProto", writeGetBlockLocalPathInfoResponseProto, readGetBlockLocalPathInfoResponseProto)

export interface ShutdownDatanodeRequestProto {
  readonly forUpgrade: boolean
}
export function writeShutdownDatanodeRequestProto(w: BackwardWriter, m: ShutdownDatanodeRequestProto): void {
  w.bool(m.forUpgrade); w.tag(8)
}
export function readShutdownDatanodeRequestProto(r: ProtoReader, end: number): ShutdownDatanodeRequestProto {
  let $forUpgrade: boolean | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $forUpgrade = r.bool(); break }
      default: r.skip(tag, "hadoop.hdfs.ShutdownDatanodeRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.ShutdownDatanodeRequestProto")
  if ($forUpgrade === undefined) throw missing("hadoop.hdfs.ShutdownDatanodeRequestProto", "forUpgrade")
  return { forUpgrade: $forUpgrade }
}
export const ShutdownDatanodeRequestProto: Codec<ShutdownDatanodeRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.ShutdownDatanodeRequestProto", writeShutdownDatanodeRequestProto, readShutdownDatanodeRequestProto)

export type ShutdownDatanodeResponseProto = Record<string, never>
export function writeShutdownDatanodeResponseProto(_w: BackwardWriter, _m: ShutdownDatanodeResponseProto): void {
}
export function readShutdownDatanodeResponseProto(r: ProtoReader, end: number): ShutdownDatanodeResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.ShutdownDatanodeResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.ShutdownDatanodeResponseProto")
  return {  }
}
export const ShutdownDatanodeResponseProto: Codec<ShutdownDatanodeResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.ShutdownDatanodeResponseProto", writeShutdownDatanodeResponseProto, readShutdownDatanodeResponseProto)

export type EvictWritersRequestProto = Record<string, never>
export function writeEvictWritersRequestProto(_w: BackwardWriter, _m: EvictWritersRequestProto): void {
}
export function readEvictWritersRequestProto(r: ProtoReader, end: number): EvictWritersRequestProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.EvictWritersRequestProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.EvictWritersRequestProto")
  return {  }
}
export const EvictWritersRequestProto: Codec<EvictWritersRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.EvictWritersRequestProto", writeEvictWritersRequestProto, readEvictWritersRequestProto)

export type EvictWritersResponseProto = Record<string, never>
export function writeEvictWritersResponseProto(_w: BackwardWriter, _m: EvictWritersResponseProto): void {
}
export function readEvictWritersResponseProto(r: ProtoReader, end: number): EvictWritersResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.EvictWritersResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.EvictWritersResponseProto")
  return {  }
}
export const EvictWritersResponseProto: Codec<EvictWritersResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.EvictWritersResponseProto", writeEvictWritersResponseProto, readEvictWritersResponseProto)

export type GetDatanodeInfoRequestProto = Record<string, never>
export function writeGetDatanodeInfoRequestProto(_w: BackwardWriter, _m: GetDatanodeInfoRequestProto): void {
}
export function readGetDatanodeInfoRequestProto(r: ProtoReader, end: number): GetDatanodeInfoRequestProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.GetDatanodeInfoRequestProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetDatanodeInfoRequestProto")
  return {  }
}
export const GetDatanodeInfoRequestProto: Codec<GetDatanodeInfoRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetDatanodeInfoRequestProto", writeGetDatanodeInfoRequestProto, readGetDatanodeInfoRequestProto)

export interface GetDatanodeInfoResponseProto {
  readonly localInfo: DatanodeLocalInfoProto
}
export function writeGetDatanodeInfoResponseProto(w: BackwardWriter, m: GetDatanodeInfoResponseProto): void {
  { const before = w.size; writeDatanodeLocalInfoProto(w, m.localInfo); w.varint32(w.size - before); w.tag(10) }
}
export function readGetDatanodeInfoResponseProto(r: ProtoReader, end: number): GetDatanodeInfoResponseProto {
  let $localInfo: DatanodeLocalInfoProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $localInfo = readDatanodeLocalInfoProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.GetDatanodeInfoResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetDatanodeInfoResponseProto")
  if ($localInfo === undefined) throw missing("hadoop.hdfs.GetDatanodeInfoResponseProto", "localInfo")
  return { localInfo: $localInfo }
}
export const GetDatanodeInfoResponseProto: Codec<GetDatanodeInfoResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetDatanodeInfoResponseProto", writeGetDatanodeInfoResponseProto, readGetDatanodeInfoResponseProto)

export type GetVolumeReportRequestProto = Record<string, never>
export function writeGetVolumeReportRequestProto(_w: BackwardWriter, _m: GetVolumeReportRequestProto): void {
}
export function readGetVolumeReportRequestProto(r: ProtoReader, end: number): GetVolumeReportRequestProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.GetVolumeReportRequestProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetVolumeReportRequestProto")
  return {  }
}
export const GetVolumeReportRequestProto: Codec<GetVolumeReportRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetVolumeReportRequestProto", writeGetVolumeReportRequestProto, readGetVolumeReportRequestProto)

export interface GetVolumeReportResponseProto {
  readonly volumeInfo: readonly DatanodeVolumeInfoProto[]
}
export function writeGetVolumeReportResponseProto(w: BackwardWriter, m: GetVolumeReportResponseProto): void {
  for (let values = m.volumeInfo, i = values.length - 1; i >= 0; i--) { const before = w.size; writeDatanodeVolumeInfoProto(w, values[i] as DatanodeVolumeInfoProto); w.varint32(w.size - before); w.tag(10) }
}
export function readGetVolumeReportResponseProto(r: ProtoReader, end: number): GetVolumeReportResponseProto {
  const $volumeInfo: DatanodeVolumeInfoProto[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $volumeInfo.push(readDatanodeVolumeInfoProto(r, to)); break }
      default: r.skip(tag, "hadoop.hdfs.GetVolumeReportResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetVolumeReportResponseProto")
  return { volumeInfo: $volumeInfo }
}
export const GetVolumeReportResponseProto: Codec<GetVolumeReportResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetVolumeReportResponseProto", writeGetVolumeReportResponseProto, readGetVolumeReportResponseProto)

export interface TriggerBlockReportRequestProto {
  readonly incremental: boolean
  readonly nnAddress?: string | undefined
}
export function writeTriggerBlockReportRequestProto(w: BackwardWriter, m: TriggerBlockReportRequestProto): void {
  if (m.nnAddress !== undefined) { w.string(m.nnAddress); w.tag(18) }
  w.bool(m.incremental); w.tag(8)
}
export function readTriggerBlockReportRequestProto(r: ProtoReader, end: number): TriggerBlockReportRequestProto {
  let $incremental: boolean | undefined
  let $nnAddress: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $incremental = r.bool(); break }
      case 18: { $nnAddress = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.TriggerBlockReportRequestProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.TriggerBlockReportRequestProto")
  if ($incremental === undefined) throw missing("hadoop.hdfs.TriggerBlockReportRequestProto", "incremental")
  return { incremental: $incremental, nnAddress: $nnAddress }
}
export const TriggerBlockReportRequestProto: Codec<TriggerBlockReportRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.TriggerBlockReportRequestProto", writeTriggerBlockReportRequestProto, readTriggerBlockReportRequestProto)

export type TriggerBlockReportResponseProto = Record<string, never>
export function writeTriggerBlockReportResponseProto(_w: BackwardWriter, _m: TriggerBlockReportResponseProto): void {
}
export function readTriggerBlockReportResponseProto(r: ProtoReader, end: number): TriggerBlockReportResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.TriggerBlockReportResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.TriggerBlockReportResponseProto")
  return {  }
}
export const TriggerBlockReportResponseProto: Codec<TriggerBlockReportResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.TriggerBlockReportResponseProto", writeTriggerBlockReportResponseProto, readTriggerBlockReportResponseProto)

export type GetBalancerBandwidthRequestProto = Record<string, never>
export function writeGetBalancerBandwidthRequestProto(_w: BackwardWriter, _m: GetBalancerBandwidthRequestProto): void {
}
export function readGetBalancerBandwidthRequestProto(r: ProtoReader, end: number): GetBalancerBandwidthRequestProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.GetBalancerBandwidthRequestProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetBalancerBandwidthRequestProto")
  return {  }
}
export const GetBalancerBandwidthRequestProto: Codec<GetBalancerBandwidthRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetBalancerBandwidthRequestProto", writeGetBalancerBandwidthRequestProto, readGetBalancerBandwidthRequestProto)

export interface GetBalancerBandwidthResponseProto {
  readonly bandwidth: number
}
export function writeGetBalancerBandwidthResponseProto(w: BackwardWriter, m: GetBalancerBandwidthResponseProto): void {
  w.int64(m.bandwidth); w.tag(8)
}
export function readGetBalancerBandwidthResponseProto(r: ProtoReader, end: number): GetBalancerBandwidthResponseProto {
  let $bandwidth: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $bandwidth = r.int64(); break }
      default: r.skip(tag, "hadoop.hdfs.GetBalancerBandwidthResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetBalancerBandwidthResponseProto")
  if ($bandwidth === undefined) throw missing("hadoop.hdfs.GetBalancerBandwidthResponseProto", "bandwidth")
  return { bandwidth: $bandwidth }
}
export const GetBalancerBandwidthResponseProto: Codec<GetBalancerBandwidthResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetBalancerBandwidthResponseProto", writeGetBalancerBandwidthResponseProto, readGetBalancerBandwidthResponseProto)

export interface SubmitDiskBalancerPlanRequestProto {
  readonly planID: string
  readonly plan: string
  readonly planVersion?: number | undefined
  readonly ignoreDateCheck?: boolean | undefined
  readonly planFile: string
}
export function writeSubmitDiskBalancerPlanRequestProto(w: BackwardWriter, m: SubmitDiskBalancerPlanRequestProto): void {
  w.string(m.planFile); w.tag(42)
  if (m.ignoreDateCheck !== undefined) { w.bool(m.ignoreDateCheck); w.tag(32) }
  if (m.planVersion !== undefined) { w.int64(m.planVersion); w.tag(24) }
  w.string(m.plan); w.tag(18)
  w.string(m.planID); w.tag(10)
}
export function readSubmitDiskBalancerPlanRequestProto(r: ProtoReader, end: number): SubmitDiskBalancerPlanRequestProto {
  let $planID: string | undefined
  let $plan: string | undefined
  let $planVersion: number | undefined
  let $ignoreDateCheck: boolean | undefined
  let $planFile: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $planID = r.string(); break }
      case 18: { $plan = r.string(); break }
      case 24: { $planVersion = r.int64(); break }
      case 32: { $ignoreDateCheck = r.bool(); break }
      case 42: { $planFile = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.SubmitDiskBalancerPlanRequestProto", [1, 2, 3, 4, 5])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.SubmitDiskBalancerPlanRequestProto")
  if ($planID === undefined) throw missing("hadoop.hdfs.SubmitDiskBalancerPlanRequestProto", "planID")
  if ($plan === undefined) throw missing("hadoop.hdfs.SubmitDiskBalancerPlanRequestProto", "plan")
  if ($planFile === undefined) throw missing("hadoop.hdfs.SubmitDiskBalancerPlanRequestProto", "planFile")
  return { planID: $planID, plan: $plan, planVersion: $planVersion, ignoreDateCheck: $ignoreDateCheck, planFile: $planFile }
}
export const SubmitDiskBalancerPlanRequestProto: Codec<SubmitDiskBalancerPlanRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.SubmitDiskBalancerPlanRequestProto", writeSubmitDiskBalancerPlanRequestProto, readSubmitDiskBalancerPlanRequestProto)

export type SubmitDiskBalancerPlanResponseProto = Record<string, never>
export function writeSubmitDiskBalancerPlanResponseProto(_w: BackwardWriter, _m: SubmitDiskBalancerPlanResponseProto): void {
}
export function readSubmitDiskBalancerPlanResponseProto(r: ProtoReader, end: number): SubmitDiskBalancerPlanResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.SubmitDiskBalancerPlanResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.SubmitDiskBalancerPlanResponseProto")
  return {  }
}
export const SubmitDiskBalancerPlanResponseProto: Codec<SubmitDiskBalancerPlanResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.SubmitDiskBalancerPlanResponseProto", writeSubmitDiskBalancerPlanResponseProto, readSubmitDiskBalancerPlanResponseProto)

export interface CancelPlanRequestProto {
  readonly planID: string
}
export function writeCancelPlanRequestProto(w: BackwardWriter, m: CancelPlanRequestProto): void {
  w.string(m.planID); w.tag(10)
}
export function readCancelPlanRequestProto(r: ProtoReader, end: number): CancelPlanRequestProto {
  let $planID: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $planID = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.CancelPlanRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.CancelPlanRequestProto")
  if ($planID === undefined) throw missing("hadoop.hdfs.CancelPlanRequestProto", "planID")
  return { planID: $planID }
}
export const CancelPlanRequestProto: Codec<CancelPlanRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.CancelPlanRequestProto", writeCancelPlanRequestProto, readCancelPlanRequestProto)

export type CancelPlanResponseProto = Record<string, never>
export function writeCancelPlanResponseProto(_w: BackwardWriter, _m: CancelPlanResponseProto): void {
}
export function readCancelPlanResponseProto(r: ProtoReader, end: number): CancelPlanResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.CancelPlanResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.CancelPlanResponseProto")
  return {  }
}
export const CancelPlanResponseProto: Codec<CancelPlanResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.CancelPlanResponseProto", writeCancelPlanResponseProto, readCancelPlanResponseProto)

export type QueryPlanStatusRequestProto = Record<string, never>
export function writeQueryPlanStatusRequestProto(_w: BackwardWriter, _m: QueryPlanStatusRequestProto): void {
}
export function readQueryPlanStatusRequestProto(r: ProtoReader, end: number): QueryPlanStatusRequestProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.QueryPlanStatusRequestProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.QueryPlanStatusRequestProto")
  return {  }
}
export const QueryPlanStatusRequestProto: Codec<QueryPlanStatusRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.QueryPlanStatusRequestProto", writeQueryPlanStatusRequestProto, readQueryPlanStatusRequestProto)

export interface QueryPlanStatusResponseProto {
  readonly result?: number | undefined
  readonly planID?: string | undefined
  readonly currentStatus?: string | undefined
  readonly planFile?: string | undefined
}
export function writeQueryPlanStatusResponseProto(w: BackwardWriter, m: QueryPlanStatusResponseProto): void {
  if (m.planFile !== undefined) { w.string(m.planFile); w.tag(34) }
  if (m.currentStatus !== undefined) { w.string(m.currentStatus); w.tag(26) }
  if (m.planID !== undefined) { w.string(m.planID); w.tag(18) }
  if (m.result !== undefined) { w.uint32(m.result); w.tag(8) }
}
export function readQueryPlanStatusResponseProto(r: ProtoReader, end: number): QueryPlanStatusResponseProto {
  let $result: number | undefined
  let $planID: string | undefined
  let $currentStatus: string | undefined
  let $planFile: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $result = r.int32(); break }
      case 18: { $planID = r.string(); break }
      case 26: { $currentStatus = r.string(); break }
      case 34: { $planFile = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.QueryPlanStatusResponseProto", [1, 2, 3, 4])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.QueryPlanStatusResponseProto")
  return { result: $result, planID: $planID, currentStatus: $currentStatus, planFile: $planFile }
}
export const QueryPlanStatusResponseProto: Codec<QueryPlanStatusResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.QueryPlanStatusResponseProto", writeQueryPlanStatusResponseProto, readQueryPlanStatusResponseProto)

export interface DiskBalancerSettingRequestProto {
  readonly key: string
}
export function writeDiskBalancerSettingRequestProto(w: BackwardWriter, m: DiskBalancerSettingRequestProto): void {
  w.string(m.key); w.tag(10)
}
export function readDiskBalancerSettingRequestProto(r: ProtoReader, end: number): DiskBalancerSettingRequestProto {
  let $key: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $key = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.DiskBalancerSettingRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.DiskBalancerSettingRequestProto")
  if ($key === undefined) throw missing("hadoop.hdfs.DiskBalancerSettingRequestProto", "key")
  return { key: $key }
}
export const DiskBalancerSettingRequestProto: Codec<DiskBalancerSettingRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.DiskBalancerSettingRequestProto", writeDiskBalancerSettingRequestProto, readDiskBalancerSettingRequestProto)

export interface DiskBalancerSettingResponseProto {
  readonly value: string
}
export function writeDiskBalancerSettingResponseProto(w: BackwardWriter, m: DiskBalancerSettingResponseProto): void {
  w.string(m.value); w.tag(10)
}
export function readDiskBalancerSettingResponseProto(r: ProtoReader, end: number): DiskBalancerSettingResponseProto {
  let $value: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $value = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.DiskBalancerSettingResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.DiskBalancerSettingResponseProto")
  if ($value === undefined) throw missing("hadoop.hdfs.DiskBalancerSettingResponseProto", "value")
  return { value: $value }
}
export const DiskBalancerSettingResponseProto: Codec<DiskBalancerSettingResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.DiskBalancerSettingResponseProto", writeDiskBalancerSettingResponseProto, readDiskBalancerSettingResponseProto)

export const ClientDatanodeProtocol = {
  protocol: "org.apache.hadoop.hdfs.protocol.ClientDatanodeProtocol",
  version: 1,
  methods: {
    getReplicaVisibleLength: { name: "getReplicaVisibleLength", request: GetReplicaVisibleLengthRequestProto, response: GetReplicaVisibleLengthResponseProto },
    refreshNamenodes: { name: "refreshNamenodes", request: RefreshNamenodesRequestProto, response: RefreshNamenodesResponseProto },
    deleteBlockPool: { name: "deleteBlockPool", request: DeleteBlockPoolRequestProto, response: DeleteBlockPoolResponseProto },
    getBlockLocalPathInfo: { name: "getBlockLocalPathInfo", request: GetBlockLocalPathInfoRequestProto, response: GetBlockLocalPathInfoResponseProto },
    shutdownDatanode: { name: "shutdownDatanode", request: ShutdownDatanodeRequestProto, response: ShutdownDatanodeResponseProto },
    evictWriters: { name: "evictWriters", request: EvictWritersRequestProto, response: EvictWritersResponseProto },
    getDatanodeInfo: { name: "getDatanodeInfo", request: GetDatanodeInfoRequestProto, response: GetDatanodeInfoResponseProto },
    getVolumeReport: { name: "getVolumeReport", request: GetVolumeReportRequestProto, response: GetVolumeReportResponseProto },
    getReconfigurationStatus: { name: "getReconfigurationStatus", request: GetReconfigurationStatusRequestProto, response: GetReconfigurationStatusResponseProto },
    startReconfiguration: { name: "startReconfiguration", request: StartReconfigurationRequestProto, response: StartReconfigurationResponseProto },
    listReconfigurableProperties: { name: "listReconfigurableProperties", request: ListReconfigurablePropertiesRequestProto, response: ListReconfigurablePropertiesResponseProto },
    triggerBlockReport: { name: "triggerBlockReport", request: TriggerBlockReportRequestProto, response: TriggerBlockReportResponseProto },
    getBalancerBandwidth: { name: "getBalancerBandwidth", request: GetBalancerBandwidthRequestProto, response: GetBalancerBandwidthResponseProto },
    submitDiskBalancerPlan: { name: "submitDiskBalancerPlan", request: SubmitDiskBalancerPlanRequestProto, response: SubmitDiskBalancerPlanResponseProto },
    cancelDiskBalancerPlan: { name: "cancelDiskBalancerPlan", request: CancelPlanRequestProto, response: CancelPlanResponseProto },
    queryDiskBalancerPlan: { name: "queryDiskBalancerPlan", request: QueryPlanStatusRequestProto, response: QueryPlanStatusResponseProto },
    getDiskBalancerSetting: { name: "getDiskBalancerSetting", request: DiskBalancerSettingRequestProto, response: DiskBalancerSettingResponseProto },
  },
} as const
