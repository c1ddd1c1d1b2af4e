// Generated from proto/zkfc-protocol.proto by scripts/proto/generate.ts; change those instead.
// Orders to a failover controller in a planned failover: give up being active for a while, or
// take over.

import type { BackwardWriter } from './backward-writer.ts'
import type { Codec } from './codec.ts'
import { codec, missing, overrun } from './codec.ts'
import type { ProtoReader } from './proto-reader.ts'

export interface CedeActiveRequestProto {
  readonly millisToCede: number
  readonly to?: string | undefined
}
export function writeCedeActiveRequestProto(w: BackwardWriter, m: CedeActiveRequestProto): void {
  if (m.to !== undefined) { w.string(m.to); w.varint32(400010) }
  w.uint32(m.millisToCede); w.tag(8)
}
export function readCedeActiveRequestProto(r: ProtoReader, end: number): CedeActiveRequestProto {
  let $millisToCede: number | undefined
  let $to: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $millisToCede = r.int32(); break }
      case 400010: { $to = r.string(); break }
      default: r.skip(tag, "hadoop.common.CedeActiveRequestProto", [1, 50001])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.common.CedeActiveRequestProto")
  if ($millisToCede === undefined) throw missing("hadoop.common.CedeActiveRequestProto", "millisToCede")
  return { millisToCede: $millisToCede, to: $to }
}
export const CedeActiveRequestProto: Codec<CedeActiveRequestProto> = /* @__PURE__ */ codec("hadoop.common.CedeActiveRequestProto", writeCedeActiveRequestProto, readCedeActiveRequestProto)

export type CedeActiveResponseProto = Record<string, never>
export function writeCedeActiveResponseProto(_w: BackwardWriter, _m: CedeActiveResponseProto): void {
}
export function readCedeActiveResponseProto(r: ProtoReader, end: number): CedeActiveResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.common.CedeActiveResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.common.CedeActiveResponseProto")
  return {  }
}
export const CedeActiveResponseProto: Codec<CedeActiveResponseProto> = /* @__PURE__ */ codec("hadoop.common.CedeActiveResponseProto", writeCedeActiveResponseProto, readCedeActiveResponseProto)

export type GracefulFailoverRequestProto = Record<string, never>
export function writeGracefulFailoverRequestProto(_w: BackwardWriter, _m: GracefulFailoverRequestProto): void {
}
export function readGracefulFailoverRequestProto(r: ProtoReader, end: number): GracefulFailoverRequestProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.common.GracefulFailoverRequestProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.common.GracefulFailoverRequestProto")
  return {  }
}
export const GracefulFailoverRequestProto: Codec<GracefulFailoverRequestProto> = /* @__PURE__ */ codec("hadoop.common.GracefulFailoverRequestProto", writeGracefulFailoverRequestProto, readGracefulFailoverRequestProto)

export type GracefulFailoverResponseProto = Record<string, never>
export function writeGracefulFailoverResponseProto(_w: BackwardWriter, _m: GracefulFailoverResponseProto): void {
}
export function readGracefulFailoverResponseProto(r: ProtoReader, end: number): GracefulFailoverResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.common.GracefulFailoverResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.common.GracefulFailoverResponseProto")
  return {  }
}
export const GracefulFailoverResponseProto: Codec<GracefulFailoverResponseProto> = /* @__PURE__ */ codec("hadoop.common.GracefulFailoverResponseProto", writeGracefulFailoverResponseProto, readGracefulFailoverResponseProto)

export const ZKFCProtocol = {
  protocol: "org.apache.hadoop.ha.ZKFCProtocol",
  version: 1,
  methods: {
    cedeActive: { name: "cedeActive", request: CedeActiveRequestProto, response: CedeActiveResponseProto },
    gracefulFailover: { name: "gracefulFailover", request: GracefulFailoverRequestProto, response: GracefulFailoverResponseProto },
  },
} as const
