// Generated from proto/quorate-journal.proto by scripts/proto/generate.ts; change those instead.
// What quorate's JournalNodes do beyond QJournalProtocol, on their RPC port; unknown to other implementations.

import type { BackwardWriter } from './backward-writer.ts'
import type { Codec } from './codec.ts'
import { codec, missing, overrun } from './codec.ts'
import type { ProtoReader } from './proto-reader.ts'
import type { RequestInfoProto } from './qjournal-protocol.ts'
import { readRequestInfoProto, writeRequestInfoProto } from './qjournal-protocol.ts'

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

export const QuorateJournalProtocol = {
  protocol: "org.quorate.QuorateJournalProtocol",
  version: 1,
  methods: {
    rejoin: { name: "rejoin", request: RejoinRequestProto, response: RejoinResponseProto },
  },
} as const
