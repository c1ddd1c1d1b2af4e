// Generated from proto/erasure-coding.proto by scripts/proto/generate.ts; change those instead.
// Erasure coding policies and codecs, and the reconstruction orders that DataNodes get.
// The calls are methods of ClientNamenodeProtocol.

import type { BackwardWriter } from './backward-writer.ts'
import type { Codec } from './codec.ts'
import { codec, missing, overrun } from './codec.ts'
import type { ProtoReader } from './proto-reader.ts'
import type { AddErasureCodingPolicyResponseProto, DatanodeInfosProto, ECTopologyVerifierResultProto, ErasureCodingPolicyProto, ExtendedBlockProto, StorageTypesProto, StorageUuidsProto } from './hdfs.ts'
import { readAddErasureCodingPolicyResponseProto, readDatanodeInfosProto, readECTopologyVerifierResultProto, readErasureCodingPolicyProto, readExtendedBlockProto, readStorageTypesProto, readStorageUuidsProto, writeAddErasureCodingPolicyResponseProto, writeDatanodeInfosProto, writeECTopologyVerifierResultProto, writeErasureCodingPolicyProto, writeExtendedBlockProto, writeStorageTypesProto, writeStorageUuidsProto } from './hdfs.ts'

export interface SetErasureCodingPolicyRequestProto {
  readonly src: string
  readonly ecPolicyName?: string | undefined
}
export function writeSetErasureCodingPolicyRequestProto(w: BackwardWriter, m: SetErasureCodingPolicyRequestProto): void {
  if (m.ecPolicyName !== undefined) { w.string(m.ecPolicyName); w.tag(18) }
  w.string(m.src); w.tag(10)
}
export function readSetErasureCodingPolicyRequestProto(r: ProtoReader, end: number): SetErasureCodingPolicyRequestProto {
  let $src: string | undefined
  let $ecPolicyName: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $src = r.string(); break }
      case 18: { $ecPolicyName = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.SetErasureCodingPolicyRequestProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.SetErasureCodingPolicyRequestProto")
  if ($src === undefined) throw missing("hadoop.hdfs.SetErasureCodingPolicyRequestProto", "src")
  return { src: $src, ecPolicyName: $ecPolicyName }
}
export const SetErasureCodingPolicyRequestProto: Codec<SetErasureCodingPolicyRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.SetErasureCodingPolicyRequestProto", writeSetErasureCodingPolicyRequestProto, readSetErasureCodingPolicyRequestProto)

export type SetErasureCodingPolicyResponseProto = Record<string, never>
export function writeSetErasureCodingPolicyResponseProto(_w: BackwardWriter, _m: SetErasureCodingPolicyResponseProto): void {
}
export function readSetErasureCodingPolicyResponseProto(r: ProtoReader, end: number): SetErasureCodingPolicyResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.SetErasureCodingPolicyResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.SetErasureCodingPolicyResponseProto")
  return {  }
}
export const SetErasureCodingPolicyResponseProto: Codec<SetErasureCodingPolicyResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.SetErasureCodingPolicyResponseProto", writeSetErasureCodingPolicyResponseProto, readSetErasureCodingPolicyResponseProto)

export type GetErasureCodingPoliciesRequestProto = Record<string, never>
export function writeGetErasureCodingPoliciesRequestProto(_w: BackwardWriter, _m: GetErasureCodingPoliciesRequestProto): void {
}
export function readGetErasureCodingPoliciesRequestProto(r: ProtoReader, end: number): GetErasureCodingPoliciesRequestProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.GetErasureCodingPoliciesRequestProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetErasureCodingPoliciesRequestProto")
  return {  }
}
export const GetErasureCodingPoliciesRequestProto: Codec<GetErasureCodingPoliciesRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetErasureCodingPoliciesRequestProto", writeGetErasureCodingPoliciesRequestProto, readGetErasureCodingPoliciesRequestProto)

export interface GetErasureCodingPoliciesResponseProto {
  readonly ecPolicies: readonly ErasureCodingPolicyProto[]
}
export function writeGetErasureCodingPoliciesResponseProto(w: BackwardWriter, m: GetErasureCodingPoliciesResponseProto): void {
  for (let values = m.ecPolicies, i = values.length - 1; i >= 0; i--) { const before = w.size; writeErasureCodingPolicyProto(w, values[i] as ErasureCodingPolicyProto); w.varint32(w.size - before); w.tag(10) }
}
export function readGetErasureCodingPoliciesResponseProto(r: ProtoReader, end: number): GetErasureCodingPoliciesResponseProto {
  const $ecPolicies: ErasureCodingPolicyProto[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $ecPolicies.push(readErasureCodingPolicyProto(r, to)); break }
      default: r.skip(tag, "hadoop.hdfs.GetErasureCodingPoliciesResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetErasureCodingPoliciesResponseProto")
  return { ecPolicies: $ecPolicies }
}
export const GetErasureCodingPoliciesResponseProto: Codec<GetErasureCodingPoliciesResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetErasureCodingPoliciesResponseProto", writeGetErasureCodingPoliciesResponseProto, readGetErasureCodingPoliciesResponseProto)

export type GetErasureCodingCodecsRequestProto = Record<string, never>
export function writeGetErasureCodingCodecsRequestProto(_w: BackwardWriter, _m: GetErasureCodingCodecsRequestProto): void {
}
export function readGetErasureCodingCodecsRequestProto(r: ProtoReader, end: number): GetErasureCodingCodecsRequestProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.GetErasureCodingCodecsRequestProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetErasureCodingCodecsRequestProto")
  return {  }
}
export const GetErasureCodingCodecsRequestProto: Codec<GetErasureCodingCodecsRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetErasureCodingCodecsRequestProto", writeGetErasureCodingCodecsRequestProto, readGetErasureCodingCodecsRequestProto)

export interface GetErasureCodingCodecsResponseProto {
  readonly codec: readonly CodecProto[]
}
export function writeGetErasureCodingCodecsResponseProto(w: BackwardWriter, m: GetErasureCodingCodecsResponseProto): void {
  for (let values = m.codec, i = values.length - 1; i >= 0; i--) { const before = w.size; writeCodecProto(w, values[i] as CodecProto); w.varint32(w.size - before); w.tag(10) }
}
export function readGetErasureCodingCodecsResponseProto(r: ProtoReader, end: number): GetErasureCodingCodecsResponseProto {
  const $codec: CodecProto[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $codec.push(readCodecProto(r, to)); break }
      default: r.skip(tag, "hadoop.hdfs.GetErasureCodingCodecsResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetErasureCodingCodecsResponseProto")
  return { codec: $codec }
}
export const GetErasureCodingCodecsResponseProto: Codec<GetErasureCodingCodecsResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetErasureCodingCodecsResponseProto", writeGetErasureCodingCodecsResponseProto, readGetErasureCodingCodecsResponseProto)

export interface GetErasureCodingPolicyRequestProto {
  readonly src: string
}
export function writeGetErasureCodingPolicyRequestProto(w: BackwardWriter, m: GetErasureCodingPolicyRequestProto): void {
  w.string(m.src); w.tag(10)
}
export function readGetErasureCodingPolicyRequestProto(r: ProtoReader, end: number): GetErasureCodingPolicyRequestProto {
  let $src: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $src = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.GetErasureCodingPolicyRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetErasureCodingPolicyRequestProto")
  if ($src === undefined) throw missing("hadoop.hdfs.GetErasureCodingPolicyRequestProto", "src")
  return { src: $src }
}
export const GetErasureCodingPolicyRequestProto: Codec<GetErasureCodingPolicyRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetErasureCodingPolicyRequestProto", writeGetErasureCodingPolicyRequestProto, readGetErasureCodingPolicyRequestProto)

export interface GetErasureCodingPolicyResponseProto {
  readonly ecPolicy?: ErasureCodingPolicyProto | undefined
}
export function writeGetErasureCodingPolicyResponseProto(w: BackwardWriter, m: GetErasureCodingPolicyResponseProto): void {
  if (m.ecPolicy !== undefined) { const before = w.size; writeErasureCodingPolicyProto(w, m.ecPolicy); w.varint32(w.size - before); w.tag(10) }
}
export function readGetErasureCodingPolicyResponseProto(r: ProtoReader, end: number): GetErasureCodingPolicyResponseProto {
  let $ecPolicy: ErasureCodingPolicyProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $ecPolicy = readErasureCodingPolicyProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.GetErasureCodingPolicyResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetErasureCodingPolicyResponseProto")
  return { ecPolicy: $ecPolicy }
}
export const GetErasureCodingPolicyResponseProto: Codec<GetErasureCodingPolicyResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetErasureCodingPolicyResponseProto", writeGetErasureCodingPolicyResponseProto, readGetErasureCodingPolicyResponseProto)

export interface AddErasureCodingPoliciesRequestProto {
  readonly ecPolicies: readonly ErasureCodingPolicyProto[]
}
export function writeAddErasureCodingPoliciesRequestProto(w: BackwardWriter, m: AddErasureCodingPoliciesRequestProto): void {
  for (let values = m.ecPolicies, i = values.length - 1; i >= 0; i--) { const before = w.size; writeErasureCodingPolicyProto(w, values[i] as ErasureCodingPolicyProto); w.varint32(w.size - before); w.tag(10) }
}
export function readAddErasureCodingPoliciesRequestProto(r: ProtoReader, end: number): AddErasureCodingPoliciesRequestProto {
  const $ecPolicies: ErasureCodingPolicyProto[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $ecPolicies.push(readErasureCodingPolicyProto(r, to)); break }
      default: r.skip(tag, "hadoop.hdfs.AddErasureCodingPoliciesRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.AddErasureCodingPoliciesRequestProto")
  return { ecPolicies: $ecPolicies }
}
export const AddErasureCodingPoliciesRequestProto: Codec<AddErasureCodingPoliciesRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.AddErasureCodingPoliciesRequestProto", writeAddErasureCodingPoliciesRequestProto, readAddErasureCodingPoliciesRequestProto)

export interface AddErasureCodingPoliciesResponseProto {
  readonly responses: readonly AddErasureCodingPolicyResponseProto[]
}
export function writeAddErasureCodingPoliciesResponseProto(w: BackwardWriter, m: AddErasureCodingPoliciesResponseProto): void {
  for (let values = m.responses, i = values.length - 1; i >= 0; i--) { const before = w.size; writeAddErasureCodingPolicyResponseProto(w, values[i] as AddErasureCodingPolicyResponseProto); w.varint32(w.size - before); w.tag(10) }
}
export function readAddErasureCodingPoliciesResponseProto(r: ProtoReader, end: number): AddErasureCodingPoliciesResponseProto {
  const $responses: AddErasureCodingPolicyResponseProto[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $responses.push(readAddErasureCodingPolicyResponseProto(r, to)); break }
      default: r.skip(tag, "hadoop.hdfs.AddErasureCodingPoliciesResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.AddErasureCodingPoliciesResponseProto")
  return { responses: $responses }
}
export const AddErasureCodingPoliciesResponseProto: Codec<AddErasureCodingPoliciesResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.AddErasureCodingPoliciesResponseProto", writeAddErasureCodingPoliciesResponseProto, readAddErasureCodingPoliciesResponseProto)

export interface RemoveErasureCodingPolicyRequestProto {
  readonly ecPolicyName: string
}
export function writeRemoveErasureCodingPolicyRequestProto(w: BackwardWriter, m: RemoveErasureCodingPolicyRequestProto): void {
  w.string(m.ecPolicyName); w.tag(10)
}
export function readRemoveErasureCodingPolicyRequestProto(r: ProtoReader, end: number): RemoveErasureCodingPolicyRequestProto {
  let $ecPolicyName: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $ecPolicyName = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.RemoveErasureCodingPolicyRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.RemoveErasureCodingPolicyRequestProto")
  if ($ecPolicyName === undefined) throw missing("hadoop.hdfs.RemoveErasureCodingPolicyRequestProto", "ecPolicyName")
  return { ecPolicyName: $ecPolicyName }
}
export const RemoveErasureCodingPolicyRequestProto: Codec<RemoveErasureCodingPolicyRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.RemoveErasureCodingPolicyRequestProto", writeRemoveErasureCodingPolicyRequestProto, readRemoveErasureCodingPolicyRequestProto)

export type RemoveErasureCodingPolicyResponseProto = Record<string, never>
export function writeRemoveErasureCodingPolicyResponseProto(_w: BackwardWriter, _m: RemoveErasureCodingPolicyResponseProto): void {
}
export function readRemoveErasureCodingPolicyResponseProto(r: ProtoReader, end: number): RemoveErasureCodingPolicyResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.RemoveErasureCodingPolicyResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.RemoveErasureCodingPolicyResponseProto")
  return {  }
}
export const RemoveErasureCodingPolicyResponseProto: Codec<RemoveErasureCodingPolicyResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.RemoveErasureCodingPolicyResponseProto", writeRemoveErasureCodingPolicyResponseProto, readRemoveErasureCodingPolicyResponseProto)

export interface EnableErasureCodingPolicyRequestProto {
  readonly ecPolicyName: string
}
export function writeEnableErasureCodingPolicyRequestProto(w: BackwardWriter, m: EnableErasureCodingPolicyRequestProto): void {
  w.string(m.ecPolicyName); w.tag(10)
}
export function readEnableErasureCodingPolicyRequestProto(r: ProtoReader, end: number): EnableErasureCodingPolicyRequestProto {
  let $ecPolicyName: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $ecPolicyName = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.EnableErasureCodingPolicyRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.EnableErasureCodingPolicyRequestProto")
  if ($ecPolicyName === undefined) throw missing("hadoop.hdfs.EnableErasureCodingPolicyRequestProto", "ecPolicyName")
  return { ecPolicyName: $ecPolicyName }
}
export const EnableErasureCodingPolicyRequestProto: Codec<EnableErasureCodingPolicyRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.EnableErasureCodingPolicyRequestProto", writeEnableErasureCodingPolicyRequestProto, readEnableErasureCodingPolicyRequestProto)

export type EnableErasureCodingPolicyResponseProto = Record<string, never>
export function writeEnableErasureCodingPolicyResponseProto(_w: BackwardWriter, _m: EnableErasureCodingPolicyResponseProto): void {
}
export function readEnableErasureCodingPolicyResponseProto(r: ProtoReader, end: number): EnableErasureCodingPolicyResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.EnableErasureCodingPolicyResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.EnableErasureCodingPolicyResponseProto")
  return {  }
}
export const EnableErasureCodingPolicyResponseProto: Codec<EnableErasureCodingPolicyResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.EnableErasureCodingPolicyResponseProto", writeEnableErasureCodingPolicyResponseProto, readEnableErasureCodingPolicyResponseProto)

export interface DisableErasureCodingPolicyRequestProto {
  readonly ecPolicyName: string
}
export function writeDisableErasureCodingPolicyRequestProto(w: BackwardWriter, m: DisableErasureCodingPolicyRequestProto): void {
  w.string(m.ecPolicyName); w.tag(10)
}
export function readDisableErasureCodingPolicyRequestProto(r: ProtoReader, end: number): DisableErasureCodingPolicyRequestProto {
  let $ecPolicyName: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $ecPolicyName = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.DisableErasureCodingPolicyRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.DisableErasureCodingPolicyRequestProto")
  if ($ecPolicyName === undefined) throw missing("hadoop.hdfs.DisableErasureCodingPolicyRequestProto", "ecPolicyName")
  return { ecPolicyName: $ecPolicyName }
}
export const DisableErasureCodingPolicyRequestProto: Codec<DisableErasureCodingPolicyRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.DisableErasureCodingPolicyRequestProto", writeDisableErasureCodingPolicyRequestProto, readDisableErasureCodingPolicyRequestProto)

export type DisableErasureCodingPolicyResponseProto = Record<string, never>
export function writeDisableErasureCodingPolicyResponseProto(_w: BackwardWriter, _m: DisableErasureCodingPolicyResponseProto): void {
}
export function readDisableErasureCodingPolicyResponseProto(r: ProtoReader, end: number): DisableErasureCodingPolicyResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.DisableErasureCodingPolicyResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.DisableErasureCodingPolicyResponseProto")
  return {  }
}
export const DisableErasureCodingPolicyResponseProto: Codec<DisableErasureCodingPolicyResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.DisableErasureCodingPolicyResponseProto", writeDisableErasureCodingPolicyResponseProto, readDisableErasureCodingPolicyResponseProto)

export interface UnsetErasureCodingPolicyRequestProto {
  readonly src: string
}
export function writeUnsetErasureCodingPolicyRequestProto(w: BackwardWriter, m: UnsetErasureCodingPolicyRequestProto): void {
  w.string(m.src); w.tag(10)
}
export function readUnsetErasureCodingPolicyRequestProto(r: ProtoReader, end: number): UnsetErasureCodingPolicyRequestProto {
  let $src: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $src = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.UnsetErasureCodingPolicyRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.UnsetErasureCodingPolicyRequestProto")
  if ($src === undefined) throw missing("hadoop.hdfs.UnsetErasureCodingPolicyRequestProto", "src")
  return { src: $src }
}
export const UnsetErasureCodingPolicyRequestProto: Codec<UnsetErasureCodingPolicyRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.UnsetErasureCodingPolicyRequestProto", writeUnsetErasureCodingPolicyRequestProto, readUnsetErasureCodingPolicyRequestProto)

export type UnsetErasureCodingPolicyResponseProto = Record<string, never>
export function writeUnsetErasureCodingPolicyResponseProto(_w: BackwardWriter, _m: UnsetErasureCodingPolicyResponseProto): void {
}
export function readUnsetErasureCodingPolicyResponseProto(r: ProtoReader, end: number): UnsetErasureCodingPolicyResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.UnsetErasureCodingPolicyResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.UnsetErasureCodingPolicyResponseProto")
  return {  }
}
export const UnsetErasureCodingPolicyResponseProto: Codec<UnsetErasureCodingPolicyResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.UnsetErasureCodingPolicyResponseProto", writeUnsetErasureCodingPolicyResponseProto, readUnsetErasureCodingPolicyResponseProto)

export interface GetECTopologyResultForPoliciesRequestProto {
  readonly policies: readonly string[]
}
export function writeGetECTopologyResultForPoliciesRequestProto(w: BackwardWriter, m: GetECTopologyResultForPoliciesRequestProto): void {
  for (let values = m.policies, i = values.length - 1; i >= 0; i--) { w.string(values[i] as string); w.tag(10) }
}
export function readGetECTopologyResultForPoliciesRequestProto(r: ProtoReader, end: number): GetECTopologyResultForPoliciesRequestProto {
  const $policies: string[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $policies.push(r.string()); break }
      default: r.skip(tag, "hadoop.hdfs.GetECTopologyResultForPoliciesRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetECTopologyResultForPoliciesRequestProto")
  return { policies: $policies }
}
export const GetECTopologyResultForPoliciesRequestProto: Codec<GetECTopologyResultForPoliciesRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetECTopologyResultForPoliciesRequestProto", writeGetECTopologyResultForPoliciesRequestProto, readGetECTopologyResultForPoliciesRequestProto)

export interface GetECTopologyResultForPoliciesResponseProto {
  readonly response: ECTopologyVerifierResultProto
}
export function writeGetECTopologyResultForPoliciesResponseProto(w: BackwardWriter, m: GetECTopologyResultForPoliciesResponseProto): void {
  { const before = w.size; writeECTopologyVerifierResultProto(w, m.response); w.varint32(w.size - before); w.tag(10) }
}
export function readGetECTopologyResultForPoliciesResponseProto(r: ProtoReader, end: number): GetECTopologyResultForPoliciesResponseProto {
  let $response: ECTopologyVerifierResultProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $response = readECTopologyVerifierResultProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.GetECTopologyResultForPoliciesResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetECTopologyResultForPoliciesResponseProto")
  if ($response === undefined) throw missing("hadoop.hdfs.GetECTopologyResultForPoliciesResponseProto", "response")
  return { response: $response }
}
export const GetECTopologyResultForPoliciesResponseProto: Codec<GetECTopologyResultForPoliciesResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetECTopologyResultForPoliciesResponseProto", writeGetECTopologyResultForPoliciesResponseProto, readGetECTopologyResultForPoliciesResponseProto)

export interface BlockECReconstructionInfoProto {
  readonly block: ExtendedBlockProto
  readonly sourceDnInfos: DatanodeInfosProto
  readonly targetDnInfos: DatanodeInfosProto
  readonly targetStorageUuids: StorageUuidsProto
  readonly targetStorageTypes: StorageTypesProto
  readonly liveBlockIndices: Uint8Array
  readonly ecPolicy: ErasureCodingPolicyProto
  readonly excludeReconstructedIndices?: Uint8Array | undefined
}
export function writeBlockECReconstructionInfoProto(w: BackwardWriter, m: BlockECReconstructionInfoProto): void {
  if (m.excludeReconstructedIndices !== undefined) { w.bytes(m.excludeReconstructedIndices); w.tag(66) }
  { const before = w.size; writeErasureCodingPolicyProto(w, m.ecPolicy); w.varint32(w.size - before); w.tag(58) }
  w.bytes(m.liveBlockIndices); w.tag(50)
  { const before = w.size; writeStorageTypesProto(w, m.targetStorageTypes); w.varint32(w.size - before); w.tag(42) }
  { const before = w.size; writeStorageUuidsProto(w, m.targetStorageUuids); w.varint32(w.size - before); w.tag(34) }
  { const before = w.size; writeDatanodeInfosProto(w, m.targetDnInfos); w.varint32(w.size - before); w.tag(26) }
  { const before = w.size; writeDatanodeInfosProto(w, m.sourceDnInfos); w.varint32(w.size - before); w.tag(18) }
  { const before = w.size; writeExtendedBlockProto(w, m.block); w.varint32(w.size - before); w.tag(10) }
}
export function readBlockECReconstructionInfoProto(r: ProtoReader, end: number): BlockECReconstructionInfoProto {
  let $block: ExtendedBlockProto | undefined
  let $sourceDnInfos: DatanodeInfosProto | undefined
  let $targetDnInfos: DatanodeInfosProto | undefined
  let $targetStorageUuids: StorageUuidsProto | undefined
  let $targetStorageTypes: StorageTypesProto | undefined
  let $liveBlockIndices: Uint8Array | undefined
  let $ecPolicy: ErasureCodingPolicyProto | undefined
  let $excludeReconstructedIndices: Uint8Array | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $block = readExtendedBlockProto(r, to); break }
      case 18: { const to = r.lengthEnd(); $sourceDnInfos = readDatanodeInfosProto(r, to); break }
      case 26: { const to = r.lengthEnd(); $targetDnInfos = readDatanodeInfosProto(r, to); break }
      case 34: { const to = r.lengthEnd(); $targetStorageUuids = readStorageUuidsProto(r, to); break }
      case 42: { const to = r.lengthEnd(); $targetStorageTypes = readStorageTypesProto(r, to); break }
      case 50: { $liveBlockIndices = r.bytes(); break }
      case 58: { const to = r.lengthEnd(); $ecPolicy = readErasureCodingPolicyProto(r, to); break }
      case 66: { $excludeReconstructedIndices = r.bytes(); break }
      default: r.skip(tag, "hadoop.hdfs.BlockECReconstructionInfoProto", [1, 2, 3, 4, 5, 6, 7, 8])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.BlockECReconstructionInfoProto")
  if ($block === undefined) throw missing("hadoop.hdfs.BlockECReconstructionInfoProto", "block")
  if ($sourceDnInfos === undefined) throw missing("hadoop.hdfs.BlockECReconstructionInfoProto", "sourceDnInfos")
  if ($targetDnInfos === undefined) throw missing("hadoop.hdfs.BlockECReconstructionInfoProto", "targetDnInfos")
  if ($targetStorageUuids === undefined) throw missing("hadoop.hdfs.BlockECReconstructionInfoProto", "targetStorageUuids")
  if ($targetStorageTypes === undefined) throw missing("hadoop.hdfs.BlockECReconstructionInfoProto", "targetStorageTypes")
  if ($liveBlockIndices === undefined) throw missing("hadoop.hdfs.BlockECReconstructionInfoProto", "liveBlockIndices")
  if ($ecPolicy === undefined) throw missing("hadoop.hdfs.BlockECReconstructionInfoProto", "ecPolicy")
  return { block: $block, sourceDnInfos: $sourceDnInfos, targetDnInfos: $targetDnInfos, targetStorageUuids: $targetStorageUuids, targetStorageTypes: $targetStorageTypes, liveBlockIndices: $liveBlockIndices, ecPolicy: $ecPolicy, excludeReconstructedIndices: $excludeReconstructedIndices }
}
export const BlockECReconstructionInfoProto: Codec<BlockECReconstructionInfoProto> = /* @__PURE__ */ codec("hadoop.hdfs.BlockECReconstructionInfoProto", writeBlockECReconstructionInfoProto, readBlockECReconstructionInfoProto)

export interface CodecProto {
  readonly codec: string
  readonly coders: string
}
export function writeCodecProto(w: BackwardWriter, m: CodecProto): void {
  w.string(m.coders); w.tag(18)
  w.string(m.codec); w.tag(10)
}
export function readCodecProto(r: ProtoReader, end: number): CodecProto {
  let $codec: string | undefined
  let $coders: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $codec = r.string(); break }
      case 18: { $coders = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.CodecProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.CodecProto")
  if ($codec === undefined) throw missing("hadoop.hdfs.CodecProto", "codec")
  if ($coders === undefined) throw missing("hadoop.hdfs.CodecProto", "coders")
  return { codec: $codec, coders: $coders }
}
export const CodecProto: Codec<CodecProto> = /* @__PURE__ */ codec("hadoop.hdfs.CodecProto", writeCodecProto, readCodecProto)
