// Generated from proto/quorate-lease.proto by scripts/proto/generate.ts; change those instead.
// The active lease that a majority of JournalNodes grants, on their RPC port; unknown to other implementations.
// Every call names its journal (jid); a nonce is the secret name of one incarnation of a NameNode.

import type { BackwardWriter } from './backward-writer.ts'
import type { Codec } from './codec.ts'
import { codec, missing, overrun } from './codec.ts'
import type { ProtoReader } from './proto-reader.ts'

export const LeaseRefusalProto = {
  TOMBSTONED: 1,
  OTHER_EPOCH: 2,
  NOT_OWNER: 3,
  HIGHER_EPOCH_WAITS: 4,
  OLD_GENERATION: 5,
  NO_VOTE: 6,
  LEASE_LIVES: 7,
  RESERVED: 8,
  OTHER_ELECTOR: 9,
} as const
export type LeaseRefusalProto = (typeof LeaseRefusalProto)[keyof typeof LeaseRefusalProto]

export const ElectorProto = {
  UNKNOWN_ELECTOR: 0,
  JOURNAL: 1,
  ZOOKEEPER: 2,
  MANUAL: 3,
} as const
export type ElectorProto = (typeof ElectorProto)[keyof typeof ElectorProto]

export interface LeaseProto {
  readonly id: Uint8Array
  readonly leftMs: number
  readonly connected: boolean
  readonly nameNodeId?: string | undefined
}
export function writeLeaseProto(w: BackwardWriter, m: LeaseProto): void {
  if (m.nameNodeId !== undefined) { w.string(m.nameNodeId); w.tag(34) }
  w.bool(m.connected); w.tag(24)
  w.int64(m.leftMs); w.tag(16)
  w.bytes(m.id); w.tag(10)
}
export function readLeaseProto(r: ProtoReader, end: number): LeaseProto {
  let $id: Uint8Array | undefined
  let $leftMs: number | undefined
  let $connected: boolean | undefined
  let $nameNodeId: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $id = r.bytes(); break }
      case 16: { $leftMs = r.int64(); break }
      case 24: { $connected = r.bool(); break }
      case 34: { $nameNodeId = r.string(); break }
      default: r.skip(tag, "quorate.LeaseProto", [1, 2, 3, 4])
    }
  }
  if (r.pos !== end) throw overrun("quorate.LeaseProto")
  if ($id === undefined) throw missing("quorate.LeaseProto", "id")
  if ($leftMs === undefined) throw missing("quorate.LeaseProto", "leftMs")
  if ($connected === undefined) throw missing("quorate.LeaseProto", "connected")
  return { id: $id, leftMs: $leftMs, connected: $connected, nameNodeId: $nameNodeId }
}
export const LeaseProto: Codec<LeaseProto> = /* @__PURE__ */ codec("quorate.LeaseProto", writeLeaseProto, readLeaseProto)

export interface ReservationProto {
  readonly id: Uint8Array
  readonly rank: number
  readonly leftMs: number
}
export function writeReservationProto(w: BackwardWriter, m: ReservationProto): void {
  w.int64(m.leftMs); w.tag(24)
  w.uint32(m.rank); w.tag(16)
  w.bytes(m.id); w.tag(10)
}
export function readReservationProto(r: ProtoReader, end: number): ReservationProto {
  let $id: Uint8Array | undefined
  let $rank: number | undefined
  let $leftMs: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $id = r.bytes(); break }
      case 16: { $rank = r.int32(); break }
      case 24: { $leftMs = r.int64(); break }
      default: r.skip(tag, "quorate.ReservationProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("quorate.ReservationProto")
  if ($id === undefined) throw missing("quorate.ReservationProto", "id")
  if ($rank === undefined) throw missing("quorate.ReservationProto", "rank")
  if ($leftMs === undefined) throw missing("quorate.ReservationProto", "leftMs")
  return { id: $id, rank: $rank, leftMs: $leftMs }
}
export const ReservationProto: Codec<ReservationProto> = /* @__PURE__ */ codec("quorate.ReservationProto", writeReservationProto, readReservationProto)

export interface LeaseStatusProto {
  readonly version: number
  readonly promised: number
  readonly lastWriterEpoch: number
  readonly lastWriteAgeMs?: number | undefined
  readonly elector: ElectorProto
  readonly gen: number
  readonly leases: readonly LeaseProto[]
  readonly reservation?: ReservationProto | undefined
  readonly holdMs: number
  readonly voter: boolean
  readonly ranOut?: boolean | undefined
  readonly electorChange?: number | undefined
}
export function writeLeaseStatusProto(w: BackwardWriter, m: LeaseStatusProto): void {
  if (m.electorChange !== undefined) { w.uint32(m.electorChange); w.tag(96) }
  if (m.ranOut !== undefined) { w.bool(m.ranOut); w.tag(88) }
  w.bool(m.voter); w.tag(80)
  w.int64(m.holdMs); w.tag(72)
  if (m.reservation !== undefined) { const before = w.size; writeReservationProto(w, m.reservation); w.varint32(w.size - before); w.tag(66) }
  for (let values = m.leases, i = values.length - 1; i >= 0; i--) { const before = w.size; writeLeaseProto(w, values[i] as LeaseProto); w.varint32(w.size - before); w.tag(58) }
  w.int64(m.gen); w.tag(48)
  w.int32(m.elector); w.tag(40)
  if (m.lastWriteAgeMs !== undefined) { w.int64(m.lastWriteAgeMs); w.tag(32) }
  w.int64(m.lastWriterEpoch); w.tag(24)
  w.int64(m.promised); w.tag(16)
  w.int64(m.version); w.tag(8)
}
export function readLeaseStatusProto(r: ProtoReader, end: number): LeaseStatusProto {
  let $version: number | undefined
  let $promised: number | undefined
  let $lastWriterEpoch: number | undefined
  let $lastWriteAgeMs: number | undefined
  let $elector: ElectorProto | undefined
  let $gen: number | undefined
  const $leases: LeaseProto[] = []
  let $reservation: ReservationProto | undefined
  let $holdMs: number | undefined
  let $voter: boolean | undefined
  let $ranOut: boolean = false
  let $electorChange: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $version = r.int64(); break }
      case 16: { $promised = r.int64(); break }
      case 24: { $lastWriterEpoch = r.int64(); break }
      case 32: { $lastWriteAgeMs = r.int64(); break }
      case 40: { const v = r.int32(); if (v >= 0 && v <= 3) $elector = v as ElectorProto; break }
      case 48: { $gen = r.int64(); break }
      case 58: { const to = r.lengthEnd(); $leases.push(readLeaseProto(r, to)); break }
      case 66: { const to = r.lengthEnd(); $reservation = readReservationProto(r, to); break }
      case 72: { $holdMs = r.int64(); break }
      case 80: { $voter = r.bool(); break }
      case 88: { $ranOut = r.bool(); break }
      case 96: { $electorChange = r.int32(); break }
      default: r.skip(tag, "quorate.LeaseStatusProto", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
    }
  }
  if (r.pos !== end) throw overrun("quorate.LeaseStatusProto")
  if ($version === undefined) throw missing("quorate.LeaseStatusProto", "version")
  if ($promised === undefined) throw missing("quorate.LeaseStatusProto", "promised")
  if ($lastWriterEpoch === undefined) throw missing("quorate.LeaseStatusProto", "lastWriterEpoch")
  if ($elector === undefined) throw missing("quorate.LeaseStatusProto", "elector")
  if ($gen === undefined) throw missing("quorate.LeaseStatusProto", "gen")
  if ($holdMs === undefined) throw missing("quorate.LeaseStatusProto", "holdMs")
  if ($voter === undefined) throw missing("quorate.LeaseStatusProto", "voter")
  return { version: $version, promised: $promised, lastWriterEpoch: $lastWriterEpoch, lastWriteAgeMs: $lastWriteAgeMs, elector: $elector, gen: $gen, leases: $leases, reservation: $reservation, holdMs: $holdMs, voter: $voter, ranOut: $ranOut, electorChange: $electorChange }
}
export const LeaseStatusProto: Codec<LeaseStatusProto> = /* @__PURE__ */ codec("quorate.LeaseStatusProto", writeLeaseStatusProto, readLeaseStatusProto)

export interface GetLeaseStatusRequestProto {
  readonly jid: string
  readonly nameServiceId?: string | undefined
  readonly sinceVersion?: number | undefined
  readonly waitMs?: number | undefined
}
export function writeGetLeaseStatusRequestProto(w: BackwardWriter, m: GetLeaseStatusRequestProto): void {
  if (m.waitMs !== undefined) { w.uint32(m.waitMs); w.tag(32) }
  if (m.sinceVersion !== undefined) { w.int64(m.sinceVersion); w.tag(24) }
  if (m.nameServiceId !== undefined) { w.string(m.nameServiceId); w.tag(18) }
  w.string(m.jid); w.tag(10)
}
export function readGetLeaseStatusRequestProto(r: ProtoReader, end: number): GetLeaseStatusRequestProto {
  let $jid: string | undefined
  let $nameServiceId: string | undefined
  let $sinceVersion: number | undefined
  let $waitMs: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $jid = r.string(); break }
      case 18: { $nameServiceId = r.string(); break }
      case 24: { $sinceVersion = r.int64(); break }
      case 32: { $waitMs = r.int32(); break }
      default: r.skip(tag, "quorate.GetLeaseStatusRequestProto", [1, 2, 3, 4])
    }
  }
  if (r.pos !== end) throw overrun("quorate.GetLeaseStatusRequestProto")
  if ($jid === undefined) throw missing("quorate.GetLeaseStatusRequestProto", "jid")
  return { jid: $jid, nameServiceId: $nameServiceId, sinceVersion: $sinceVersion, waitMs: $waitMs }
}
export const GetLeaseStatusRequestProto: Codec<GetLeaseStatusRequestProto> = /* @__PURE__ */ codec("quorate.GetLeaseStatusRequestProto", writeGetLeaseStatusRequestProto, readGetLeaseStatusRequestProto)

export interface GetLeaseStatusResponseProto {
  readonly status: LeaseStatusProto
}
export function writeGetLeaseStatusResponseProto(w: BackwardWriter, m: GetLeaseStatusResponseProto): void {
  { const before = w.size; writeLeaseStatusProto(w, m.status); w.varint32(w.size - before); w.tag(10) }
}
export function readGetLeaseStatusResponseProto(r: ProtoReader, end: number): GetLeaseStatusResponseProto {
  let $status: LeaseStatusProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $status = readLeaseStatusProto(r, to); break }
      default: r.skip(tag, "quorate.GetLeaseStatusResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("quorate.GetLeaseStatusResponseProto")
  if ($status === undefined) throw missing("quorate.GetLeaseStatusResponseProto", "status")
  return { status: $status }
}
export const GetLeaseStatusResponseProto: Codec<GetLeaseStatusResponseProto> = /* @__PURE__ */ codec("quorate.GetLeaseStatusResponseProto", writeGetLeaseStatusResponseProto, readGetLeaseStatusResponseProto)

export interface ReserveLeaseRequestProto {
  readonly jid: string
  readonly nameServiceId?: string | undefined
  readonly nonce: Uint8Array
  readonly rank: number
  readonly gen: number
  readonly free?: boolean | undefined
  readonly nameNodeId?: string | undefined
}
export function writeReserveLeaseRequestProto(w: BackwardWriter, m: ReserveLeaseRequestProto): void {
  if (m.nameNodeId !== undefined) { w.string(m.nameNodeId); w.tag(58) }
  if (m.free !== undefined) { w.bool(m.free); w.tag(48) }
  w.int64(m.gen); w.tag(40)
  w.uint32(m.rank); w.tag(32)
  w.bytes(m.nonce); w.tag(26)
  if (m.nameServiceId !== undefined) { w.string(m.nameServiceId); w.tag(18) }
  w.string(m.jid); w.tag(10)
}
export function readReserveLeaseRequestProto(r: ProtoReader, end: number): ReserveLeaseRequestProto {
  let $jid: string | undefined
  let $nameServiceId: string | undefined
  let $nonce: Uint8Array | undefined
  let $rank: number | undefined
  let $gen: number | undefined
  let $free: boolean = false
  let $nameNodeId: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $jid = r.string(); break }
      case 18: { $nameServiceId = r.string(); break }
      case 26: { $nonce = r.bytes(); break }
      case 32: { $rank = r.int32(); break }
      case 40: { $gen = r.int64(); break }
      case 48: { $free = r.bool(); break }
      case 58: { $nameNodeId = r.string(); break }
      default: r.skip(tag, "quorate.ReserveLeaseRequestProto", [1, 2, 3, 4, 5, 6, 7])
    }
  }
  if (r.pos !== end) throw overrun("quorate.ReserveLeaseRequestProto")
  if ($jid === undefined) throw missing("quorate.ReserveLeaseRequestProto", "jid")
  if ($nonce === undefined) throw missing("quorate.ReserveLeaseRequestProto", "nonce")
  if ($rank === undefined) throw missing("quorate.ReserveLeaseRequestProto", "rank")
  if ($gen === undefined) throw missing("quorate.ReserveLeaseRequestProto", "gen")
  return { jid: $jid, nameServiceId: $nameServiceId, nonce: $nonce, rank: $rank, gen: $gen, free: $free, nameNodeId: $nameNodeId }
}
export const ReserveLeaseRequestProto: Codec<ReserveLeaseRequestProto> = /* @__PURE__ */ codec("quorate.ReserveLeaseRequestProto", writeReserveLeaseRequestProto, readReserveLeaseRequestProto)

export interface ReserveLeaseResponseProto {
  readonly refusal?: LeaseRefusalProto | undefined
  readonly status: LeaseStatusProto
}
export function writeReserveLeaseResponseProto(w: BackwardWriter, m: ReserveLeaseResponseProto): void {
  { const before = w.size; writeLeaseStatusProto(w, m.status); w.varint32(w.size - before); w.tag(18) }
  if (m.refusal !== undefined) { w.int32(m.refusal); w.tag(8) }
}
export function readReserveLeaseResponseProto(r: ProtoReader, end: number): ReserveLeaseResponseProto {
  let $refusal: LeaseRefusalProto | undefined
  let $status: LeaseStatusProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { const v = r.int32(); if (v >= 1 && v <= 9) $refusal = v as LeaseRefusalProto; break }
      case 18: { const to = r.lengthEnd(); $status = readLeaseStatusProto(r, to); break }
      default: r.skip(tag, "quorate.ReserveLeaseResponseProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("quorate.ReserveLeaseResponseProto")
  if ($status === undefined) throw missing("quorate.ReserveLeaseResponseProto", "status")
  return { refusal: $refusal, status: $status }
}
export const ReserveLeaseResponseProto: Codec<ReserveLeaseResponseProto> = /* @__PURE__ */ codec("quorate.ReserveLeaseResponseProto", writeReserveLeaseResponseProto, readReserveLeaseResponseProto)

export interface RenewLeaseRequestProto {
  readonly jid: string
  readonly nameServiceId?: string | undefined
  readonly nonce: Uint8Array
  readonly epoch: number
  readonly ttlMs: number
  readonly gen: number
  readonly nameNodeId?: string | undefined
}
export function writeRenewLeaseRequestProto(w: BackwardWriter, m: RenewLeaseRequestProto): void {
  if (m.nameNodeId !== undefined) { w.string(m.nameNodeId); w.tag(58) }
  w.int64(m.gen); w.tag(48)
  w.uint32(m.ttlMs); w.tag(40)
  w.int64(m.epoch); w.tag(32)
  w.bytes(m.nonce); w.tag(26)
  if (m.nameServiceId !== undefined) { w.string(m.nameServiceId); w.tag(18) }
  w.string(m.jid); w.tag(10)
}
export function readRenewLeaseRequestProto(r: ProtoReader, end: number): RenewLeaseRequestProto {
  let $jid: string | undefined
  let $nameServiceId: string | undefined
  let $nonce: Uint8Array | undefined
  let $epoch: number | undefined
  let $ttlMs: number | undefined
  let $gen: number | undefined
  let $nameNodeId: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $jid = r.string(); break }
      case 18: { $nameServiceId = r.string(); break }
      case 26: { $nonce = r.bytes(); break }
      case 32: { $epoch = r.int64(); break }
      case 40: { $ttlMs = r.int32(); break }
      case 48: { $gen = r.int64(); break }
      case 58: { $nameNodeId = r.string(); break }
      default: r.skip(tag, "quorate.RenewLeaseRequestProto", [1, 2, 3, 4, 5, 6, 7])
    }
  }
  if (r.pos !== end) throw overrun("quorate.RenewLeaseRequestProto")
  if ($jid === undefined) throw missing("quorate.RenewLeaseRequestProto", "jid")
  if ($nonce === undefined) throw missing("quorate.RenewLeaseRequestProto", "nonce")
  if ($epoch === undefined) throw missing("quorate.RenewLeaseRequestProto", "epoch")
  if ($ttlMs === undefined) throw missing("quorate.RenewLeaseRequestProto", "ttlMs")
  if ($gen === undefined) throw missing("quorate.RenewLeaseRequestProto", "gen")
  return { jid: $jid, nameServiceId: $nameServiceId, nonce: $nonce, epoch: $epoch, ttlMs: $ttlMs, gen: $gen, nameNodeId: $nameNodeId }
}
export const RenewLeaseRequestProto: Codec<RenewLeaseRequestProto> = /* @__PURE__ */ codec("quorate.RenewLeaseRequestProto", writeRenewLeaseRequestProto, readRenewLeaseRequestProto)

export interface RenewLeaseResponseProto {
  readonly refusal?: LeaseRefusalProto | undefined
  readonly promised: number
  readonly gen: number
  readonly status?: LeaseStatusProto | undefined
}
export function writeRenewLeaseResponseProto(w: BackwardWriter, m: RenewLeaseResponseProto): void {
  if (m.status !== undefined) { const before = w.size; writeLeaseStatusProto(w, m.status); w.varint32(w.size - before); w.tag(34) }
  w.int64(m.gen); w.tag(24)
  w.int64(m.promised); w.tag(16)
  if (m.refusal !== undefined) { w.int32(m.refusal); w.tag(8) }
}
export function readRenewLeaseResponseProto(r: ProtoReader, end: number): RenewLeaseResponseProto {
  let $refusal: LeaseRefusalProto | undefined
  let $promised: number | undefined
  let $gen: number | undefined
  let $status: LeaseStatusProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { const v = r.int32(); if (v >= 1 && v <= 9) $refusal = v as LeaseRefusalProto; break }
      case 16: { $promised = r.int64(); break }
      case 24: { $gen = r.int64(); break }
      case 34: { const to = r.lengthEnd(); $status = readLeaseStatusProto(r, to); break }
      default: r.skip(tag, "quorate.RenewLeaseResponseProto", [1, 2, 3, 4])
    }
  }
  if (r.pos !== end) throw overrun("quorate.RenewLeaseResponseProto")
  if ($promised === undefined) throw missing("quorate.RenewLeaseResponseProto", "promised")
  if ($gen === undefined) throw missing("quorate.RenewLeaseResponseProto", "gen")
  return { refusal: $refusal, promised: $promised, gen: $gen, status: $status }
}
export const RenewLeaseResponseProto: Codec<RenewLeaseResponseProto> = /* @__PURE__ */ codec("quorate.RenewLeaseResponseProto", writeRenewLeaseResponseProto, readRenewLeaseResponseProto)

export interface ReleaseLeaseRequestProto {
  readonly jid: string
  readonly nameServiceId?: string | undefined
  readonly nonce: Uint8Array
  readonly to?: string | undefined
  readonly epoch?: number | undefined
}
export function writeReleaseLeaseRequestProto(w: BackwardWriter, m: ReleaseLeaseRequestProto): void {
  if (m.epoch !== undefined) { w.int64(m.epoch); w.tag(40) }
  if (m.to !== undefined) { w.string(m.to); w.tag(34) }
  w.bytes(m.nonce); w.tag(26)
  if (m.nameServiceId !== undefined) { w.string(m.nameServiceId); w.tag(18) }
  w.string(m.jid); w.tag(10)
}
export function readReleaseLeaseRequestProto(r: ProtoReader, end: number): ReleaseLeaseRequestProto {
  let $jid: string | undefined
  let $nameServiceId: string | undefined
  let $nonce: Uint8Array | undefined
  let $to: string | undefined
  let $epoch: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $jid = r.string(); break }
      case 18: { $nameServiceId = r.string(); break }
      case 26: { $nonce = r.bytes(); break }
      case 34: { $to = r.string(); break }
      case 40: { $epoch = r.int64(); break }
      default: r.skip(tag, "quorate.ReleaseLeaseRequestProto", [1, 2, 3, 4, 5])
    }
  }
  if (r.pos !== end) throw overrun("quorate.ReleaseLeaseRequestProto")
  if ($jid === undefined) throw missing("quorate.ReleaseLeaseRequestProto", "jid")
  if ($nonce === undefined) throw missing("quorate.ReleaseLeaseRequestProto", "nonce")
  return { jid: $jid, nameServiceId: $nameServiceId, nonce: $nonce, to: $to, epoch: $epoch }
}
export const ReleaseLeaseRequestProto: Codec<ReleaseLeaseRequestProto> = /* @__PURE__ */ codec("quorate.ReleaseLeaseRequestProto", writeReleaseLeaseRequestProto, readReleaseLeaseRequestProto)

export type ReleaseLeaseResponseProto = Record<string, never>
export function writeReleaseLeaseResponseProto(_w: BackwardWriter, _m: ReleaseLeaseResponseProto): void {
}
export function readReleaseLeaseResponseProto(r: ProtoReader, end: number): ReleaseLeaseResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "quorate.ReleaseLeaseResponseProto", [])
  }
  if (r.pos !== end) throw overrun("quorate.ReleaseLeaseResponseProto")
  return {  }
}
export const ReleaseLeaseResponseProto: Codec<ReleaseLeaseResponseProto> = /* @__PURE__ */ codec("quorate.ReleaseLeaseResponseProto", writeReleaseLeaseResponseProto, readReleaseLeaseResponseProto)

export interface RevokeLeaseRequestProto {
  readonly jid: string
  readonly nameServiceId?: string | undefined
  readonly nonce: Uint8Array
}
export function writeRevokeLeaseRequestProto(w: BackwardWriter, m: RevokeLeaseRequestProto): void {
  w.bytes(m.nonce); w.tag(26)
  if (m.nameServiceId !== undefined) { w.string(m.nameServiceId); w.tag(18) }
  w.string(m.jid); w.tag(10)
}
export function readRevokeLeaseRequestProto(r: ProtoReader, end: number): RevokeLeaseRequestProto {
  let $jid: string | undefined
  let $nameServiceId: string | undefined
  let $nonce: Uint8Array | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $jid = r.string(); break }
      case 18: { $nameServiceId = r.string(); break }
      case 26: { $nonce = r.bytes(); break }
      default: r.skip(tag, "quorate.RevokeLeaseRequestProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("quorate.RevokeLeaseRequestProto")
  if ($jid === undefined) throw missing("quorate.RevokeLeaseRequestProto", "jid")
  if ($nonce === undefined) throw missing("quorate.RevokeLeaseRequestProto", "nonce")
  return { jid: $jid, nameServiceId: $nameServiceId, nonce: $nonce }
}
export const RevokeLeaseRequestProto: Codec<RevokeLeaseRequestProto> = /* @__PURE__ */ codec("quorate.RevokeLeaseRequestProto", writeRevokeLeaseRequestProto, readRevokeLeaseRequestProto)

export type RevokeLeaseResponseProto = Record<string, never>
export function writeRevokeLeaseResponseProto(_w: BackwardWriter, _m: RevokeLeaseResponseProto): void {
}
export function readRevokeLeaseResponseProto(r: ProtoReader, end: number): RevokeLeaseResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "quorate.RevokeLeaseResponseProto", [])
  }
  if (r.pos !== end) throw overrun("quorate.RevokeLeaseResponseProto")
  return {  }
}
export const RevokeLeaseResponseProto: Codec<RevokeLeaseResponseProto> = /* @__PURE__ */ codec("quorate.RevokeLeaseResponseProto", writeRevokeLeaseResponseProto, readRevokeLeaseResponseProto)

export interface SetElectorRequestProto {
  readonly jid: string
  readonly nameServiceId?: string | undefined
  readonly elector: ElectorProto
  readonly change: number
}
export function writeSetElectorRequestProto(w: BackwardWriter, m: SetElectorRequestProto): void {
  w.uint32(m.change); w.tag(32)
  w.int32(m.elector); w.tag(24)
  if (m.nameServiceId !== undefined) { w.string(m.nameServiceId); w.tag(18) }
  w.string(m.jid); w.tag(10)
}
export function readSetElectorRequestProto(r: ProtoReader, end: number): SetElectorRequestProto {
  let $jid: string | undefined
  let $nameServiceId: string | undefined
  let $elector: ElectorProto | undefined
  let $change: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $jid = r.string(); break }
      case 18: { $nameServiceId = r.string(); break }
      case 24: { const v = r.int32(); if (v >= 0 && v <= 3) $elector = v as ElectorProto; break }
      case 32: { $change = r.int32(); break }
      default: r.skip(tag, "quorate.SetElectorRequestProto", [1, 2, 3, 4])
    }
  }
  if (r.pos !== end) throw overrun("quorate.SetElectorRequestProto")
  if ($jid === undefined) throw missing("quorate.SetElectorRequestProto", "jid")
  if ($elector === undefined) throw missing("quorate.SetElectorRequestProto", "elector")
  if ($change === undefined) throw missing("quorate.SetElectorRequestProto", "change")
  return { jid: $jid, nameServiceId: $nameServiceId, elector: $elector, change: $change }
}
export const SetElectorRequestProto: Codec<SetElectorRequestProto> = /* @__PURE__ */ codec("quorate.SetElectorRequestProto", writeSetElectorRequestProto, readSetElectorRequestProto)

export type SetElectorResponseProto = Record<string, never>
export function writeSetElectorResponseProto(_w: BackwardWriter, _m: SetElectorResponseProto): void {
}
export function readSetElectorResponseProto(r: ProtoReader, end: number): SetElectorResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "quorate.SetElectorResponseProto", [])
  }
  if (r.pos !== end) throw overrun("quorate.SetElectorResponseProto")
  return {  }
}
export const SetElectorResponseProto: Codec<SetElectorResponseProto> = /* @__PURE__ */ codec("quorate.SetElectorResponseProto", writeSetElectorResponseProto, readSetElectorResponseProto)

export const QuorateLeaseProtocol = {
  protocol: "org.quorate.QuorateLeaseProtocol",
  version: 1,
  methods: {
    status: { name: "status", request: GetLeaseStatusRequestProto, response: GetLeaseStatusResponseProto },
    reserve: { name: "reserve", request: ReserveLeaseRequestProto, response: ReserveLeaseResponseProto },
    renew: { name: "renew", request: RenewLeaseRequestProto, response: RenewLeaseResponseProto },
    release: { name: "release", request: ReleaseLeaseRequestProto, response: ReleaseLeaseResponseProto },
    revoke: { name: "revoke", request: RevokeLeaseRequestProto, response: RevokeLeaseResponseProto },
    setElector: { name: "setElector", request: SetElectorRequestProto, response: SetElectorResponseProto },
  },
} as const
