// Generated from proto/quorate-journal.proto by scripts/proto/generate.ts; change those instead.
// What quorate's JournalNodes do beyond QJournalProtocol, on their RPC port; unknown to other implementations.

import type { BackwardWriter } from './backward-writer.ts'
import type { Codec } from './codec.ts'
import { codec, missing, overrun } from './codec.ts'
import type { ProtoReader } from './proto-reader.ts'
import type { StorageInfoProto } from './hdfs-server.ts'
import { readStorageInfoProto, writeStorageInfoProto } from './hdfs-server.ts'
import type { RequestInfoProto } from './qjournal-protocol.ts'
import { readRequestInfoProto, writeRequestInfoProto } from './qjournal-protocol.ts'

export const LearnerStateProto = {
  ASKING: 1,
  WAITING_FOR_SEGMENT: 2,
  COPYING: 3,
} as const
export type LearnerStateProto = (typeof LearnerStateProto)[keyof typeof LearnerStateProto]

export const JournalStandingProto = {
  MEMBER: 1,
  JOINING: 2,
  RETIRED: 3,
} as const
export type JournalStandingProto = (typeof JournalStandingProto)[keyof typeof JournalStandingProto]

export interface RejoinRequestProto {
  readonly reqInfo: RequestInfoProto
  readonly segmentTxId: number
  readonly layoutVersion: number
  readonly ackedTxId: number
  readonly heldTxId: number
  readonly sentTxId: number
  readonly urls: readonly string[]
}
export function writeRejoinRequestProto(w: BackwardWriter, m: RejoinRequestProto): void {
  for (let values = m.urls, i = values.length - 1; i >= 0; i--) { w.string(values[i] as string); w.tag(58) }
  w.int64(m.sentTxId); w.tag(48)
  w.int64(m.heldTxId); w.tag(40)
  w.int64(m.ackedTxId); w.tag(32)
  w.sint32(m.layoutVersion); w.tag(24)
  w.int64(m.segmentTxId); w.tag(16)
  { const before = w.size; writeRequestInfoProto(w, m.reqInfo); w.varint32(w.size - before); w.tag(10) }
}
export function readRejoinRequestProto(r: ProtoReader, end: number): RejoinRequestProto {
  let $reqInfo: RequestInfoProto | undefined
  let $segmentTxId: number | undefined
  let $layoutVersion: number | undefined
  let $ackedTxId: number | undefined
  let $heldTxId: number | undefined
  let $sentTxId: number | undefined
  const $urls: string[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $reqInfo = readRequestInfoProto(r, to); break }
      case 16: { $segmentTxId = r.int64(); break }
      case 24: { $layoutVersion = r.sint32(); break }
      case 32: { $ackedTxId = r.int64(); break }
      case 40: { $heldTxId = r.int64(); break }
      case 48: { $sentTxId = r.int64(); break }
      case 58: { $urls.push(r.string()); break }
      default: r.skip(tag, "quorate.RejoinRequestProto", [1, 2, 3, 4, 5, 6, 7])
    }
  }
  if (r.pos !== end) throw overrun("quorate.RejoinRequestProto")
  if ($reqInfo === undefined) throw missing("quorate.RejoinRequestProto", "reqInfo")
  if ($segmentTxId === undefined) throw missing("quorate.RejoinRequestProto", "segmentTxId")
  if ($layoutVersion === undefined) throw missing("quorate.RejoinRequestProto", "layoutVersion")
  if ($ackedTxId === undefined) throw missing("quorate.RejoinRequestProto", "ackedTxId")
  if ($heldTxId === undefined) throw missing("quorate.RejoinRequestProto", "heldTxId")
  if ($sentTxId === undefined) throw missing("quorate.RejoinRequestProto", "sentTxId")
  return { reqInfo: $reqInfo, segmentTxId: $segmentTxId, layoutVersion: $layoutVersion, ackedTxId: $ackedTxId, heldTxId: $heldTxId, sentTxId: $sentTxId, urls: $urls }
}
export const RejoinRequestProto: Codec<RejoinRequestProto> = /* @__PURE__ */ codec("quorate.RejoinRequestProto", writeRejoinRequestProto, readRejoinRequestProto)

export interface RejoinResponseProto {
  readonly nextTxId: number
}
export function writeRejoinResponseProto(w: BackwardWriter, m: RejoinResponseProto): void {
  w.int64(m.nextTxId); w.tag(8)
}
export function readRejoinResponseProto(r: ProtoReader, end: number): RejoinResponseProto {
  let $nextTxId: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $nextTxId = r.int64(); break }
      default: r.skip(tag, "quorate.RejoinResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("quorate.RejoinResponseProto")
  if ($nextTxId === undefined) throw missing("quorate.RejoinResponseProto", "nextTxId")
  return { nextTxId: $nextTxId }
}
export const RejoinResponseProto: Codec<RejoinResponseProto> = /* @__PURE__ */ codec("quorate.RejoinResponseProto", writeRejoinResponseProto, readRejoinResponseProto)

export interface MemoryRequestProto {
  readonly jid: string
  readonly nameServiceId?: string | undefined
  readonly asker?: RememberedProto | undefined
}
export function writeMemoryRequestProto(w: BackwardWriter, m: MemoryRequestProto): void {
  if (m.asker !== undefined) { const before = w.size; writeRememberedProto(w, m.asker); w.varint32(w.size - before); w.tag(26) }
  if (m.nameServiceId !== undefined) { w.string(m.nameServiceId); w.tag(18) }
  w.string(m.jid); w.tag(10)
}
export function readMemoryRequestProto(r: ProtoReader, end: number): MemoryRequestProto {
  let $jid: string | undefined
  let $nameServiceId: string | undefined
  let $asker: RememberedProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $jid = r.string(); break }
      case 18: { $nameServiceId = r.string(); break }
      case 26: { const to = r.lengthEnd(); $asker = readRememberedProto(r, to); break }
      default: r.skip(tag, "quorate.MemoryRequestProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("quorate.MemoryRequestProto")
  if ($jid === undefined) throw missing("quorate.MemoryRequestProto", "jid")
  return { jid: $jid, nameServiceId: $nameServiceId, asker: $asker }
}
export const MemoryRequestProto: Codec<MemoryRequestProto> = /* @__PURE__ */ codec("quorate.MemoryRequestProto", writeMemoryRequestProto, readMemoryRequestProto)

export interface RememberedProto {
  readonly member: string
  readonly storageId: Uint8Array
  readonly promised: number
}
export function writeRememberedProto(w: BackwardWriter, m: RememberedProto): void {
  w.int64(m.promised); w.tag(24)
  w.bytes(m.storageId); w.tag(18)
  w.string(m.member); w.tag(10)
}
export function readRememberedProto(r: ProtoReader, end: number): RememberedProto {
  let $member: string | undefined
  let $storageId: Uint8Array | undefined
  let $promised: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $member = r.string(); break }
      case 18: { $storageId = r.bytes(); break }
      case 24: { $promised = r.int64(); break }
      default: r.skip(tag, "quorate.RememberedProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("quorate.RememberedProto")
  if ($member === undefined) throw missing("quorate.RememberedProto", "member")
  if ($storageId === undefined) throw missing("quorate.RememberedProto", "storageId")
  if ($promised === undefined) throw missing("quorate.RememberedProto", "promised")
  return { member: $member, storageId: $storageId, promised: $promised }
}
export const RememberedProto: Codec<RememberedProto> = /* @__PURE__ */ codec("quorate.RememberedProto", writeRememberedProto, readRememberedProto)

export interface MemoryResponseProto {
  readonly instance: Uint8Array
  readonly voter: boolean
  readonly info?: StorageInfoProto | undefined
  readonly promised?: number | undefined
  readonly hasEdits?: boolean | undefined
  readonly learner?: LearnerStateProto | undefined
  readonly httpPort: number
  readonly trouble?: string | undefined
  readonly config?: Uint8Array | undefined
  readonly member?: boolean | undefined
  readonly elector?: number | undefined
  readonly electorChange?: number | undefined
  readonly remembered: readonly RememberedProto[]
  readonly purgedBelow?: number | undefined
}
export function writeMemoryResponseProto(w: BackwardWriter, m: MemoryResponseProto): void {
  if (m.purgedBelow !== undefined) { w.int64(m.purgedBelow); w.tag(112) }
  for (let values = m.remembered, i = values.length - 1; i >= 0; i--) { const before = w.size; writeRememberedProto(w, values[i] as RememberedProto); w.varint32(w.size - before); w.tag(106) }
  if (m.electorChange !== undefined) { w.uint32(m.electorChange); w.tag(96) }
  if (m.elector !== undefined) { w.uint32(m.elector); w.tag(88) }
  if (m.member !== undefined) { w.bool(m.member); w.tag(80) }
  if (m.config !== undefined) { w.bytes(m.config); w.tag(74) }
  if (m.trouble !== undefined) { w.string(m.trouble); w.tag(66) }
  w.uint32(m.httpPort); w.tag(56)
  if (m.learner !== undefined) { w.int32(m.learner); w.tag(48) }
  if (m.hasEdits !== undefined) { w.bool(m.hasEdits); w.tag(40) }
  if (m.promised !== undefined) { w.int64(m.promised); w.tag(32) }
  if (m.info !== undefined) { const before = w.size; writeStorageInfoProto(w, m.info); w.varint32(w.size - before); w.tag(26) }
  w.bool(m.voter); w.tag(16)
  w.bytes(m.instance); w.tag(10)
}
export function readMemoryResponseProto(r: ProtoReader, end: number): MemoryResponseProto {
  let $instance: Uint8Array | undefined
  let $voter: boolean | undefined
  let $info: StorageInfoProto | undefined
  let $promised: number | undefined
  let $hasEdits: boolean | undefined
  let $learner: LearnerStateProto | undefined
  let $httpPort: number | undefined
  let $trouble: string | undefined
  let $config: Uint8Array | undefined
  let $member: boolean = true
  let $elector: number | undefined
  let $electorChange: number | undefined
  const $remembered: RememberedProto[] = []
  let $purgedBelow: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $instance = r.bytes(); break }
      case 16: { $voter = r.bool(); break }
      case 26: { const to = r.lengthEnd(); $info = readStorageInfoProto(r, to); break }
      case 32: { $promised = r.int64(); break }
      case 40: { $hasEdits = r.bool(); break }
      case 48: { const v = r.int32(); if (v >= 1 && v <= 3) $learner = v as LearnerStateProto; break }
      case 56: { $httpPort = r.int32(); break }
      case 66: { $trouble = r.string(); break }
      case 74: { $config = r.bytes(); break }
      case 80: { $member = r.bool(); break }
      case 88: { $elector = r.int32(); break }
      case 96: { $electorChange = r.int32(); break }
      case 106: { const to = r.lengthEnd(); $remembered.push(readRememberedProto(r, to)); break }
      case 112: { $purgedBelow = r.int64(); break }
      default: r.skip(tag, "quorate.MemoryResponseProto", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14])
    }
  }
  if (r.pos !== end) throw overrun("quorate.MemoryResponseProto")
  if ($instance === undefined) throw missing("quorate.MemoryResponseProto", "instance")
  if ($voter === undefined) throw missing("quorate.MemoryResponseProto", "voter")
  if ($httpPort === undefined) throw missing("quorate.MemoryResponseProto", "httpPort")
  return { instance: $instance, voter: $voter, info: $info, promised: $promised, hasEdits: $hasEdits, learner: $learner, httpPort: $httpPort, trouble: $trouble, config: $config, member: $member, elector: $elector, electorChange: $electorChange, remembered: $remembered, purgedBelow: $purgedBelow }
}
export const MemoryResponseProto: Codec<MemoryResponseProto> = /* @__PURE__ */ codec("quorate.MemoryResponseProto", writeMemoryResponseProto, readMemoryResponseProto)

export interface SuspectRequestProto {
  readonly jid: string
  readonly nameServiceId?: string | undefined
  readonly firstTxId: number
}
export function writeSuspectRequestProto(w: BackwardWriter, m: SuspectRequestProto): void {
  w.int64(m.firstTxId); w.tag(24)
  if (m.nameServiceId !== undefined) { w.string(m.nameServiceId); w.tag(18) }
  w.string(m.jid); w.tag(10)
}
export function readSuspectRequestProto(r: ProtoReader, end: number): SuspectRequestProto {
  let $jid: string | undefined
  let $nameServiceId: string | undefined
  let $firstTxId: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $jid = r.string(); break }
      case 18: { $nameServiceId = r.string(); break }
      case 24: { $firstTxId = r.int64(); break }
      default: r.skip(tag, "quorate.SuspectRequestProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("quorate.SuspectRequestProto")
  if ($jid === undefined) throw missing("quorate.SuspectRequestProto", "jid")
  if ($firstTxId === undefined) throw missing("quorate.SuspectRequestProto", "firstTxId")
  return { jid: $jid, nameServiceId: $nameServiceId, firstTxId: $firstTxId }
}
export const SuspectRequestProto: Codec<SuspectRequestProto> = /* @__PURE__ */ codec("quorate.SuspectRequestProto", writeSuspectRequestProto, readSuspectRequestProto)

export type SuspectResponseProto = Record<string, never>
export function writeSuspectResponseProto(_w: BackwardWriter, _m: SuspectResponseProto): void {
}
export function readSuspectResponseProto(r: ProtoReader, end: number): SuspectResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "quorate.SuspectResponseProto", [])
  }
  if (r.pos !== end) throw overrun("quorate.SuspectResponseProto")
  return {  }
}
export const SuspectResponseProto: Codec<SuspectResponseProto> = /* @__PURE__ */ codec("quorate.SuspectResponseProto", writeSuspectResponseProto, readSuspectResponseProto)

export interface ConfigureRequestProto {
  readonly reqInfo: RequestInfoProto
  readonly config: Uint8Array
  readonly standing: JournalStandingProto
}
export function writeConfigureRequestProto(w: BackwardWriter, m: ConfigureRequestProto): void {
  w.int32(m.standing); w.tag(24)
  w.bytes(m.config); w.tag(18)
  { const before = w.size; writeRequestInfoProto(w, m.reqInfo); w.varint32(w.size - before); w.tag(10) }
}
export function readConfigureRequestProto(r: ProtoReader, end: number): ConfigureRequestProto {
  let $reqInfo: RequestInfoProto | undefined
  let $config: Uint8Array | undefined
  let $standing: JournalStandingProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $reqInfo = readRequestInfoProto(r, to); break }
      case 18: { $config = r.bytes(); break }
      case 24: { const v = r.int32(); if (v >= 1 && v <= 3) $standing = v as JournalStandingProto; break }
      default: r.skip(tag, "quorate.ConfigureRequestProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("quorate.ConfigureRequestProto")
  if ($reqInfo === undefined) throw missing("quorate.ConfigureRequestProto", "reqInfo")
  if ($config === undefined) throw missing("quorate.ConfigureRequestProto", "config")
  if ($standing === undefined) throw missing("quorate.ConfigureRequestProto", "standing")
  return { reqInfo: $reqInfo, config: $config, standing: $standing }
}
export const ConfigureRequestProto: Codec<ConfigureRequestProto> = /* @__PURE__ */ codec("quorate.ConfigureRequestProto", writeConfigureRequestProto, readConfigureRequestProto)

export type ConfigureResponseProto = Record<string, never>
export function writeConfigureResponseProto(_w: BackwardWriter, _m: ConfigureResponseProto): void {
}
export function readConfigureResponseProto(r: ProtoReader, end: number): ConfigureResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "quorate.ConfigureResponseProto", [])
  }
  if (r.pos !== end) throw overrun("quorate.ConfigureResponseProto")
  return {  }
}
export const ConfigureResponseProto: Codec<ConfigureResponseProto> = /* @__PURE__ */ codec("quorate.ConfigureResponseProto", writeConfigureResponseProto, readConfigureResponseProto)

export interface IntroduceRequestProto {
  readonly jid: string
  readonly nameServiceId?: string | undefined
  readonly config: Uint8Array
}
export function writeIntroduceRequestProto(w: BackwardWriter, m: IntroduceRequestProto): void {
  w.bytes(m.config); w.tag(26)
  if (m.nameServiceId !== undefined) { w.string(m.nameServiceId); w.tag(18) }
  w.string(m.jid); w.tag(10)
}
export function readIntroduceRequestProto(r: ProtoReader, end: number): IntroduceRequestProto {
  let $jid: string | undefined
  let $nameServiceId: string | undefined
  let $config: Uint8Array | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $jid = r.string(); break }
      case 18: { $nameServiceId = r.string(); break }
      case 26: { $config = r.bytes(); break }
      default: r.skip(tag, "quorate.IntroduceRequestProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("quorate.IntroduceRequestProto")
  if ($jid === undefined) throw missing("quorate.IntroduceRequestProto", "jid")
  if ($config === undefined) throw missing("quorate.IntroduceRequestProto", "config")
  return { jid: $jid, nameServiceId: $nameServiceId, config: $config }
}
export const IntroduceRequestProto: Codec<IntroduceRequestProto> = /* @__PURE__ */ codec("quorate.IntroduceRequestProto", writeIntroduceRequestProto, readIntroduceRequestProto)

export type IntroduceResponseProto = Record<string, never>
export function writeIntroduceResponseProto(_w: BackwardWriter, _m: IntroduceResponseProto): void {
}
export function readIntroduceResponseProto(r: ProtoReader, end: number): IntroduceResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "quorate.IntroduceResponseProto", [])
  }
  if (r.pos !== end) throw overrun("quorate.IntroduceResponseProto")
  return {  }
}
export const IntroduceResponseProto: Codec<IntroduceResponseProto> = /* @__PURE__ */ codec("quorate.IntroduceResponseProto", writeIntroduceResponseProto, readIntroduceResponseProto)

export const QuorateJournalProtocol = {
  protocol: "org.quorate.QuorateJournalProtocol",
  version: 1,
  methods: {
    rejoin: { name: "rejoin", request: RejoinRequestProto, response: RejoinResponseProto },
    memory: { name: "memory", request: MemoryRequestProto, response: MemoryResponseProto },
    suspect: { name: "suspect", request: SuspectRequestProto, response: SuspectResponseProto },
    configure: { name: "configure", request: ConfigureRequestProto, response: ConfigureResponseProto },
    introduce: { name: "introduce", request: IntroduceRequestProto, response: IntroduceResponseProto },
  },
} as const
