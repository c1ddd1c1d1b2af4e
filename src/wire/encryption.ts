// Generated from proto/encryption.proto by scripts/proto/generate.ts; change those instead.
// Encryption zones and re-encryption.
// The calls are methods of ClientNamenodeProtocol.

import type { BackwardWriter } from './backward-writer.ts'
import type { Codec } from './codec.ts'
import { codec, missing, overrun } from './codec.ts'
import type { ProtoReader } from './proto-reader.ts'
import type { CipherSuiteProto, CryptoProtocolVersionProto } from './hdfs.ts'

export const ReencryptActionProto = {
  CANCEL_REENCRYPT: 1,
  START_REENCRYPT: 2,
} as const
export type ReencryptActionProto = (typeof ReencryptActionProto)[keyof typeof ReencryptActionProto]

export const ReencryptionStateProto = {
  SUBMITTED: 1,
  PROCESSING: 2,
  COMPLETED: 3,
} as const
export type ReencryptionStateProto = (typeof ReencryptionStateProto)[keyof typeof ReencryptionStateProto]

export interface CreateEncryptionZoneRequestProto {
  readonly src: string
  readonly keyName?: string | undefined
}
export function writeCreateEncryptionZoneRequestProto(w: BackwardWriter, m: CreateEncryptionZoneRequestProto): void {
  if (m.keyName !== undefined) { w.string(m.keyName); w.tag(18) }
  w.string(m.src); w.tag(10)
}
export function readCreateEncryptionZoneRequestProto(r: ProtoReader, end: number): CreateEncryptionZoneRequestProto {
  let $src: string | undefined
  let $keyName: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $src = r.string(); break }
      case 18: { $keyName = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.CreateEncryptionZoneRequestProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.CreateEncryptionZoneRequestProto")
  if ($src === undefined) throw missing("hadoop.hdfs.CreateEncryptionZoneRequestProto", "src")
  return { src: $src, keyName: $keyName }
}
export const CreateEncryptionZoneRequestProto: Codec<CreateEncryptionZoneRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.CreateEncryptionZoneRequestProto", writeCreateEncryptionZoneRequestProto, readCreateEncryptionZoneRequestProto)

export type CreateEncryptionZoneResponseProto = Record<string, never>
export function writeCreateEncryptionZoneResponseProto(_w: BackwardWriter, _m: CreateEncryptionZoneResponseProto): void {
}
export function readCreateEncryptionZoneResponseProto(r: ProtoReader, end: number): CreateEncryptionZoneResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.CreateEncryptionZoneResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.CreateEncryptionZoneResponseProto")
  return {  }
}
export const CreateEncryptionZoneResponseProto: Codec<CreateEncryptionZoneResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.CreateEncryptionZoneResponseProto", writeCreateEncryptionZoneResponseProto, readCreateEncryptionZoneResponseProto)

export interface ListEncryptionZonesRequestProto {
  readonly id: number
}
export function writeListEncryptionZonesRequestProto(w: BackwardWriter, m: ListEncryptionZonesRequestProto): void {
  w.int64(m.id); w.tag(8)
}
export function readListEncryptionZonesRequestProto(r: ProtoReader, end: number): ListEncryptionZonesRequestProto {
  let $id: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $id = r.int64(); break }
      default: r.skip(tag, "hadoop.hdfs.ListEncryptionZonesRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.ListEncryptionZonesRequestProto")
  if ($id === undefined) throw missing("hadoop.hdfs.ListEncryptionZonesRequestProto", "id")
  return { id: $id }
}
export const ListEncryptionZonesRequestProto: Codec<ListEncryptionZonesRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.ListEncryptionZonesRequestProto", writeListEncryptionZonesRequestProto, readListEncryptionZonesRequestProto)

export interface EncryptionZoneProto {
  readonly id: number
  readonly path: string
  readonly suite: CipherSuiteProto
  readonly cryptoProtocolVersion: CryptoProtocolVersionProto
  readonly keyName: string
}
export function writeEncryptionZoneProto(w: BackwardWriter, m: EncryptionZoneProto): void {
  w.string(m.keyName); w.tag(42)
  w.int32(m.cryptoProtocolVersion); w.tag(32)
  w.int32(m.suite); w.tag(24)
  w.string(m.path); w.tag(18)
  w.int64(m.id); w.tag(8)
}
export function readEncryptionZoneProto(r: ProtoReader, end: number): EncryptionZoneProto {
  let $id: number | undefined
  let $path: string | undefined
  let $suite: CipherSuiteProto | undefined
  let $cryptoProtocolVersion: CryptoProtocolVersionProto | undefined
  let $keyName: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $id = r.int64(); break }
      case 18: { $path = r.string(); break }
      case 24: { const v = r.int32(); if (v >= 1 && v <= 3) $suite = v as CipherSuiteProto; break }
      case 32: { const v = r.int32(); if (v >= 1 && v <= 2) $cryptoProtocolVersion = v as CryptoProtocolVersionProto; break }
      case 42: { $keyName = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.EncryptionZoneProto", [1, 2, 3, 4, 5])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.EncryptionZoneProto")
  if ($id === undefined) throw missing("hadoop.hdfs.EncryptionZoneProto", "id")
  if ($path === undefined) throw missing("hadoop.hdfs.EncryptionZoneProto", "path")
  if ($suite === undefined) throw missing("hadoop.hdfs.EncryptionZoneProto", "suite")
  if ($cryptoProtocolVersion === undefined) throw missing("hadoop.hdfs.EncryptionZoneProto", "cryptoProtocolVersion")
  if ($keyName === undefined) throw missing("hadoop.hdfs.EncryptionZoneProto", "keyName")
  return { id: $id, path: $path, suite: $suite, cryptoProtocolVersion: $cryptoProtocolVersion, keyName: $keyName }
}
export const EncryptionZoneProto: Codec<EncryptionZoneProto> = /* @__PURE__ */ codec("hadoop.hdfs.EncryptionZoneProto", writeEncryptionZoneProto, readEncryptionZoneProto)

export interface ListEncryptionZonesResponseProto {
  readonly zones: readonly EncryptionZoneProto[]
  readonly hasMore: boolean
}
export function writeListEncryptionZonesResponseProto(w: BackwardWriter, m: ListEncryptionZonesResponseProto): void {
  w.bool(m.hasMore); w.tag(16)
  for (let values = m.zones, i = values.length - 1; i >= 0; i--) { const before = w.size; writeEncryptionZoneProto(w, values[i] as EncryptionZoneProto); w.varint32(w.size - before); w.tag(10) }
}
export function readListEncryptionZonesResponseProto(r: ProtoReader, end: number): ListEncryptionZonesResponseProto {
  const $zones: EncryptionZoneProto[] = []
  let $hasMore: boolean | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $zones.push(readEncryptionZoneProto(r, to)); break }
      case 16: { $hasMore = r.bool(); break }
      default: r.skip(tag, "hadoop.hdfs.ListEncryptionZonesResponseProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.ListEncryptionZonesResponseProto")
  if ($hasMore === undefined) throw missing("hadoop.hdfs.ListEncryptionZonesResponseProto", "hasMore")
  return { zones: $zones, hasMore: $hasMore }
}
export const ListEncryptionZonesResponseProto: Codec<ListEncryptionZonesResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.ListEncryptionZonesResponseProto", writeListEncryptionZonesResponseProto, readListEncryptionZonesResponseProto)

export interface ReencryptEncryptionZoneRequestProto {
  readonly action: ReencryptActionProto
  readonly zone: string
}
export function writeReencryptEncryptionZoneRequestProto(w: BackwardWriter, m: ReencryptEncryptionZoneRequestProto): void {
  w.string(m.zone); w.tag(18)
  w.int32(m.action); w.tag(8)
}
export function readReencryptEncryptionZoneRequestProto(r: ProtoReader, end: number): ReencryptEncryptionZoneRequestProto {
  let $action: ReencryptActionProto | undefined
  let $zone: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { const v = r.int32(); if (v >= 1 && v <= 2) $action = v as ReencryptActionProto; break }
      case 18: { $zone = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.ReencryptEncryptionZoneRequestProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.ReencryptEncryptionZoneRequestProto")
  if ($action === undefined) throw missing("hadoop.hdfs.ReencryptEncryptionZoneRequestProto", "action")
  if ($zone === undefined) throw missing("hadoop.hdfs.ReencryptEncryptionZoneRequestProto", "zone")
  return { action: $action, zone: $zone }
}
export const ReencryptEncryptionZoneRequestProto: Codec<ReencryptEncryptionZoneRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.ReencryptEncryptionZoneRequestProto", writeReencryptEncryptionZoneRequestProto, readReencryptEncryptionZoneRequestProto)

export type ReencryptEncryptionZoneResponseProto = Record<string, never>
export function writeReencryptEncryptionZoneResponseProto(_w: BackwardWriter, _m: ReencryptEncryptionZoneResponseProto): void {
}
export function readReencryptEncryptionZoneResponseProto(r: ProtoReader, end: number): ReencryptEncryptionZoneResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.ReencryptEncryptionZoneResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.ReencryptEncryptionZoneResponseProto")
  return {  }
}
export const ReencryptEncryptionZoneResponseProto: Codec<ReencryptEncryptionZoneResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.ReencryptEncryptionZoneResponseProto", writeReencryptEncryptionZoneResponseProto, readReencryptEncryptionZoneResponseProto)

export interface ListReencryptionStatusRequestProto {
  readonly id: number
}
export function writeListReencryptionStatusRequestProto(w: BackwardWriter, m: ListReencryptionStatusRequestProto): void {
  w.int64(m.id); w.tag(8)
}
export function readListReencryptionStatusRequestProto(r: ProtoReader, end: number): ListReencryptionStatusRequestProto {
  let $id: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $id = r.int64(); break }
      default: r.skip(tag, "hadoop.hdfs.ListReencryptionStatusRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.ListReencryptionStatusRequestProto")
  if ($id === undefined) throw missing("hadoop.hdfs.ListReencryptionStatusRequestProto", "id")
  return { id: $id }
}
export const ListReencryptionStatusRequestProto: Codec<ListReencryptionStatusRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.ListReencryptionStatusRequestProto", writeListReencryptionStatusRequestProto, readListReencryptionStatusRequestProto)

export interface ZoneReencryptionStatusProto {
  readonly id: number
  readonly path: string
  readonly state: ReencryptionStateProto
  readonly ezKeyVersionName: string
  readonly submissionTime: number
  readonly canceled: boolean
  readonly numReencrypted: number
  readonly numFailures: number
  readonly completionTime?: number | undefined
  readonly lastFile?: string | undefined
}
export function writeZoneReencryptionStatusProto(w: BackwardWriter, m: ZoneReencryptionStatusProto): void {
  if (m.lastFile !== undefined) { w.string(m.lastFile); w.tag(82) }
  if (m.completionTime !== undefined) { w.int64(m.completionTime); w.tag(72) }
  w.int64(m.numFailures); w.tag(64)
  w.int64(m.numReencrypted); w.tag(56)
  w.bool(m.canceled); w.tag(48)
  w.int64(m.submissionTime); w.tag(40)
  w.string(m.ezKeyVersionName); w.tag(34)
  w.int32(m.state); w.tag(24)
  w.string(m.path); w.tag(18)
  w.int64(m.id); w.tag(8)
}
export function readZoneReencryptionStatusProto(r: ProtoReader, end: number): ZoneReencryptionStatusProto {
  let $id: number | undefined
  let $path: string | undefined
  let $state: ReencryptionStateProto | undefined
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
      case 8: { $id = r.int64(); break }
      case 18: { $path = r.string(); break }
      case 24: { const v = r.int32(); if (v >= 1 && v <= 3) $state = v as ReencryptionStateProto; break }
      case 34: { $ezKeyVersionName = r.string(); break }
      case 40: { $submissionTime = r.int64(); break }
      case 48: { $canceled = r.bool(); break }
      case 56: { $numReencrypted = r.int64(); break }
      case 64: { $numFailures = r.int64(); break }
      case 72: { $completionTime = r.int64(); break }
      case 82: { $lastFile = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.ZoneReencryptionStatusProto", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.ZoneReencryptionStatusProto")
  if ($id === undefined) throw missing("hadoop.hdfs.ZoneReencryptionStatusProto", "id")
  if ($path === undefined) throw missing("hadoop.hdfs.ZoneReencryptionStatusProto", "path")
  if ($state === undefined) throw missing("hadoop.hdfs.ZoneReencryptionStatusProto", "state")
  if ($ezKeyVersionName === undefined) throw missing("hadoop.hdfs.ZoneReencryptionStatusProto", "ezKeyVersionName")
  if ($submissionTime === undefined) throw missing("hadoop.hdfs.ZoneReencryptionStatusProto", "submissionTime")
  if ($canceled === undefined) throw missing("hadoop.hdfs.ZoneReencryptionStatusProto", "canceled")
  if ($numReencrypted === undefined) throw missing("hadoop.hdfs.ZoneReencryptionStatusProto", "numReencrypted")
  if ($numFailures === undefined) throw missing("hadoop.hdfs.ZoneReencryptionStatusProto", "numFailures")
  return { id: $id, path: $path, state: $state, ezKeyVersionName: $ezKeyVersionName, submissionTime: $submissionTime, canceled: $canceled, numReencrypted: $numReencrypted, numFailures: $numFailures, completionTime: $completionTime, lastFile: $lastFile }
}
export const ZoneReencryptionStatusProto: Codec<ZoneReencryptionStatusProto> = /* @__PURE__ */ codec("hadoop.hdfs.ZoneReencryptionStatusProto", writeZoneReencryptionStatusProto, readZoneReencryptionStatusProto)

export interface ListReencryptionStatusResponseProto {
  readonly statuses: readonly ZoneReencryptionStatusProto[]
  readonly hasMore: boolean
}
export function writeListReencryptionStatusResponseProto(w: BackwardWriter, m: ListReencryptionStatusResponseProto): void {
  w.bool(m.hasMore); w.tag(16)
  for (let values = m.statuses, i = values.length - 1; i >= 0; i--) { const before = w.size; writeZoneReencryptionStatusProto(w, values[i] as ZoneReencryptionStatusProto); w.varint32(w.size - before); w.tag(10) }
}
export function readListReencryptionStatusResponseProto(r: ProtoReader, end: number): ListReencryptionStatusResponseProto {
  const $statuses: ZoneReencryptionStatusProto[] = []
  let $hasMore: boolean | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $statuses.push(readZoneReencryptionStatusProto(r, to)); break }
      case 16: { $hasMore = r.bool(); break }
      default: r.skip(tag, "hadoop.hdfs.ListReencryptionStatusResponseProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.ListReencryptionStatusResponseProto")
  if ($hasMore === undefined) throw missing("hadoop.hdfs.ListReencryptionStatusResponseProto", "hasMore")
  return { statuses: $statuses, hasMore: $hasMore }
}
export const ListReencryptionStatusResponseProto: Codec<ListReencryptionStatusResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.ListReencryptionStatusResponseProto", writeListReencryptionStatusResponseProto, readListReencryptionStatusResponseProto)

export interface GetEZForPathRequestProto {
  readonly src: string
}
export function writeGetEZForPathRequestProto(w: BackwardWriter, m: GetEZForPathRequestProto): void {
  w.string(m.src); w.tag(10)
}
export function readGetEZForPathRequestProto(r: ProtoReader, end: number): GetEZForPathRequestProto {
  let $src: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $src = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.GetEZForPathRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetEZForPathRequestProto")
  if ($src === undefined) throw missing("hadoop.hdfs.GetEZForPathRequestProto", "src")
  return { src: $src }
}
export const GetEZForPathRequestProto: Codec<GetEZForPathRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetEZForPathRequestProto", writeGetEZForPathRequestProto, readGetEZForPathRequestProto)

export interface GetEZForPathResponseProto {
  readonly zone?: EncryptionZoneProto | undefined
}
export function writeGetEZForPathResponseProto(w: BackwardWriter, m: GetEZForPathResponseProto): void {
  if (m.zone !== undefined) { const before = w.size; writeEncryptionZoneProto(w, m.zone); w.varint32(w.size - before); w.tag(10) }
}
export function readGetEZForPathResponseProto(r: ProtoReader, end: number): GetEZForPathResponseProto {
  let $zone: EncryptionZoneProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $zone = readEncryptionZoneProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.GetEZForPathResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetEZForPathResponseProto")
  return { zone: $zone }
}
export const GetEZForPathResponseProto: Codec<GetEZForPathResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetEZForPathResponseProto", writeGetEZForPathResponseProto, readGetEZForPathResponseProto)
