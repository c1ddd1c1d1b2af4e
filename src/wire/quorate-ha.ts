// Generated from proto/quorate-ha.proto by scripts/proto/generate.ts; change those instead.
// What quorate's NameNodes do for haadmin beyond HAServiceProtocol: the list of JournalNodes; unknown to other implementations.

import type { BackwardWriter } from './backward-writer.ts'
import type { Codec } from './codec.ts'
import { codec, missing, overrun } from './codec.ts'
import type { ProtoReader } from './proto-reader.ts'

export interface JournalMemberProto {
  readonly name: string
  readonly member: boolean
  readonly pending: boolean
  readonly ours?: boolean | undefined
  readonly writesAlong?: boolean | undefined
  readonly trouble?: string | undefined
}
export function writeJournalMemberProto(w: BackwardWriter, m: JournalMemberProto): void {
  if (m.trouble !== undefined) { w.string(m.trouble); w.tag(50) }
  if (m.writesAlong !== undefined) { w.bool(m.writesAlong); w.tag(40) }
  if (m.ours !== undefined) { w.bool(m.ours); w.tag(32) }
  w.bool(m.pending); w.tag(24)
  w.bool(m.member); w.tag(16)
  w.string(m.name); w.tag(10)
}
export function readJournalMemberProto(r: ProtoReader, end: number): JournalMemberProto {
  let $name: string | undefined
  let $member: boolean | undefined
  let $pending: boolean | undefined
  let $ours: boolean | undefined
  let $writesAlong: boolean | undefined
  let $trouble: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $name = r.string(); break }
      case 16: { $member = r.bool(); break }
      case 24: { $pending = r.bool(); break }
      case 32: { $ours = r.bool(); break }
      case 40: { $writesAlong = r.bool(); break }
      case 50: { $trouble = r.string(); break }
      default: r.skip(tag, "quorate.JournalMemberProto", [1, 2, 3, 4, 5, 6])
    }
  }
  if (r.pos !== end) throw overrun("quorate.JournalMemberProto")
  if ($name === undefined) throw missing("quorate.JournalMemberProto", "name")
  if ($member === undefined) throw missing("quorate.JournalMemberProto", "member")
  if ($pending === undefined) throw missing("quorate.JournalMemberProto", "pending")
  return { name: $name, member: $member, pending: $pending, ours: $ours, writesAlong: $writesAlong, trouble: $trouble }
}
export const JournalMemberProto: Codec<JournalMemberProto> = /* @__PURE__ */ codec("quorate.JournalMemberProto", writeJournalMemberProto, readJournalMemberProto)

export type JournalListRequestProto = Record<string, never>
export function writeJournalListRequestProto(_w: BackwardWriter, _m: JournalListRequestProto): void {
}
export function readJournalListRequestProto(r: ProtoReader, end: number): JournalListRequestProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "quorate.JournalListRequestProto", [])
  }
  if (r.pos !== end) throw overrun("quorate.JournalListRequestProto")
  return {  }
}
export const JournalListRequestProto: Codec<JournalListRequestProto> = /* @__PURE__ */ codec("quorate.JournalListRequestProto", writeJournalListRequestProto, readJournalListRequestProto)

export interface JournalListResponseProto {
  readonly active: boolean
  readonly gen: number
  readonly changing: boolean
  readonly sealed: boolean
  readonly members: readonly JournalMemberProto[]
  readonly change?: number | undefined
  readonly waitsFor?: string | undefined
  readonly failed?: string | undefined
}
export function writeJournalListResponseProto(w: BackwardWriter, m: JournalListResponseProto): void {
  if (m.failed !== undefined) { w.string(m.failed); w.tag(66) }
  if (m.waitsFor !== undefined) { w.string(m.waitsFor); w.tag(58) }
  if (m.change !== undefined) { w.int64(m.change); w.tag(48) }
  for (let values = m.members, i = values.length - 1; i >= 0; i--) { const before = w.size; writeJournalMemberProto(w, values[i] as JournalMemberProto); w.varint32(w.size - before); w.tag(42) }
  w.bool(m.sealed); w.tag(32)
  w.bool(m.changing); w.tag(24)
  w.int64(m.gen); w.tag(16)
  w.bool(m.active); w.tag(8)
}
export function readJournalListResponseProto(r: ProtoReader, end: number): JournalListResponseProto {
  let $active: boolean | undefined
  let $gen: number | undefined
  let $changing: boolean | undefined
  let $sealed: boolean | undefined
  const $members: JournalMemberProto[] = []
  let $change: number | undefined
  let $waitsFor: string | undefined
  let $failed: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $active = r.bool(); break }
      case 16: { $gen = r.int64(); break }
      case 24: { $changing = r.bool(); break }
      case 32: { $sealed = r.bool(); break }
      case 42: { const to = r.lengthEnd(); $members.push(readJournalMemberProto(r, to)); break }
      case 48: { $change = r.int64(); break }
      case 58: { $waitsFor = r.string(); break }
      case 66: { $failed = r.string(); break }
      default: r.skip(tag, "quorate.JournalListResponseProto", [1, 2, 3, 4, 5, 6, 7, 8])
    }
  }
  if (r.pos !== end) throw overrun("quorate.JournalListResponseProto")
  if ($active === undefined) throw missing("quorate.JournalListResponseProto", "active")
  if ($gen === undefined) throw missing("quorate.JournalListResponseProto", "gen")
  if ($changing === undefined) throw missing("quorate.JournalListResponseProto", "changing")
  if ($sealed === undefined) throw missing("quorate.JournalListResponseProto", "sealed")
  return { active: $active, gen: $gen, changing: $changing, sealed: $sealed, members: $members, change: $change, waitsFor: $waitsFor, failed: $failed }
}
export const JournalListResponseProto: Codec<JournalListResponseProto> = /* @__PURE__ */ codec("quorate.JournalListResponseProto", writeJournalListResponseProto, readJournalListResponseProto)

export interface ChangeJournalRequestProto {
  readonly add?: string | undefined
  readonly remove?: string | undefined
  readonly seal?: boolean | undefined
}
export function writeChangeJournalRequestProto(w: BackwardWriter, m: ChangeJournalRequestProto): void {
  if (m.seal !== undefined) { w.bool(m.seal); w.tag(24) }
  if (m.remove !== undefined) { w.string(m.remove); w.tag(18) }
  if (m.add !== undefined) { w.string(m.add); w.tag(10) }
}
export function readChangeJournalRequestProto(r: ProtoReader, end: number): ChangeJournalRequestProto {
  let $add: string | undefined
  let $remove: string | undefined
  let $seal: boolean = false
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $add = r.string(); break }
      case 18: { $remove = r.string(); break }
      case 24: { $seal = r.bool(); break }
      default: r.skip(tag, "quorate.ChangeJournalRequestProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("quorate.ChangeJournalRequestProto")
  return { add: $add, remove: $remove, seal: $seal }
}
export const ChangeJournalRequestProto: Codec<ChangeJournalRequestProto> = /* @__PURE__ */ codec("quorate.ChangeJournalRequestProto", writeChangeJournalRequestProto, readChangeJournalRequestProto)

export interface ChangeJournalResponseProto {
  readonly change: number
}
export function writeChangeJournalResponseProto(w: BackwardWriter, m: ChangeJournalResponseProto): void {
  w.int64(m.change); w.tag(8)
}
export function readChangeJournalResponseProto(r: ProtoReader, end: number): ChangeJournalResponseProto {
  let $change: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $change = r.int64(); break }
      default: r.skip(tag, "quorate.ChangeJournalResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("quorate.ChangeJournalResponseProto")
  if ($change === undefined) throw missing("quorate.ChangeJournalResponseProto", "change")
  return { change: $change }
}
export const ChangeJournalResponseProto: Codec<ChangeJournalResponseProto> = /* @__PURE__ */ codec("quorate.ChangeJournalResponseProto", writeChangeJournalResponseProto, readChangeJournalResponseProto)

export const QuorateHaProtocol = {
  protocol: "org.quorate.QuorateHaProtocol",
  version: 1,
  methods: {
    journalList: { name: "journalList", request: JournalListRequestProto, response: JournalListResponseProto },
    changeJournal: { name: "changeJournal", request: ChangeJournalRequestProto, response: ChangeJournalResponseProto },
  },
} as const
