// Generated from proto/protocol-info.proto by scripts/proto/generate.ts; change those instead.
// Lets a client ask which versions and methods of a protocol the server knows; old clients do so
// before they rely on a newer method.

import type { BackwardWriter } from './backward-writer.ts'
import type { Codec } from './codec.ts'
import { codec, missing, overrun } from './codec.ts'
import type { ProtoReader } from './proto-reader.ts'

export interface GetProtocolVersionsRequestProto {
  readonly protocol: string
}
export function writeGetProtocolVersionsRequestProto(w: BackwardWriter, m: GetProtocolVersionsRequestProto): void {
  w.string(m.protocol); w.tag(10)
}
export function readGetProtocolVersionsRequestProto(r: ProtoReader, end: number): GetProtocolVersionsRequestProto {
  let $protocol: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $protocol = r.string(); break }
      default: r.skip(tag, "hadoop.common.GetProtocolVersionsRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.common.GetProtocolVersionsRequestProto")
  if ($protocol === undefined) throw missing("hadoop.common.GetProtocolVersionsRequestProto", "protocol")
  return { protocol: $protocol }
}
export const GetProtocolVersionsRequestProto: Codec<GetProtocolVersionsRequestProto> = /* @__PURE__ */ codec("hadoop.common.GetProtocolVersionsRequestProto", writeGetProtocolVersionsRequestProto, readGetProtocolVersionsRequestProto)

export interface ProtocolVersionProto {
  readonly rpcKind: string
  readonly versions: readonly number[]
}
export function writeProtocolVersionProto(w: BackwardWriter, m: ProtocolVersionProto): void {
  for (let values = m.versions, i = values.length - 1; i >= 0; i--) { w.int64(values[i] as number); w.tag(16) }
  w.string(m.rpcKind); w.tag(10)
}
export function readProtocolVersionProto(r: ProtoReader, end: number): ProtocolVersionProto {
  let $rpcKind: string | undefined
  const $versions: number[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $rpcKind = r.string(); break }
      case 16: { $versions.push(r.int64()); break }
      case 18: { const to = r.lengthEnd(); while (r.pos < to) { $versions.push(r.int64()) } if (r.pos !== to) throw overrun("hadoop.common.ProtocolVersionProto"); break }
      default: r.skip(tag, "hadoop.common.ProtocolVersionProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.common.ProtocolVersionProto")
  if ($rpcKind === undefined) throw missing("hadoop.common.ProtocolVersionProto", "rpcKind")
  return { rpcKind: $rpcKind, versions: $versions }
}
export const ProtocolVersionProto: Codec<ProtocolVersionProto> = /* @__PURE__ */ codec("hadoop.common.ProtocolVersionProto", writeProtocolVersionProto, readProtocolVersionProto)

export interface GetProtocolVersionsResponseProto {
  readonly protocolVersions: readonly ProtocolVersionProto[]
}
export function writeGetProtocolVersionsResponseProto(w: BackwardWriter, m: GetProtocolVersionsResponseProto): void {
  for (let values = m.protocolVersions, i = values.length - 1; i >= 0; i--) { const before = w.size; writeProtocolVersionProto(w, values[i] as ProtocolVersionProto); w.varint32(w.size - before); w.tag(10) }
}
export function readGetProtocolVersionsResponseProto(r: ProtoReader, end: number): GetProtocolVersionsResponseProto {
  const $protocolVersions: ProtocolVersionProto[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $protocolVersions.push(readProtocolVersionProto(r, to)); break }
      default: r.skip(tag, "hadoop.common.GetProtocolVersionsResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.common.GetProtocolVersionsResponseProto")
  return { protocolVersions: $protocolVersions }
}
export const GetProtocolVersionsResponseProto: Codec<GetProtocolVersionsResponseProto> = /* @__PURE__ */ codec("hadoop.common.GetProtocolVersionsResponseProto", writeGetProtocolVersionsResponseProto, readGetProtocolVersionsResponseProto)

export interface GetProtocolSignatureRequestProto {
  readonly protocol: string
  readonly rpcKind: string
}
export function writeGetProtocolSignatureRequestProto(w: BackwardWriter, m: GetProtocolSignatureRequestProto): void {
  w.string(m.rpcKind); w.tag(18)
  w.string(m.protocol); w.tag(10)
}
export function readGetProtocolSignatureRequestProto(r: ProtoReader, end: number): GetProtocolSignatureRequestProto {
  let $protocol: string | undefined
  let $rpcKind: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $protocol = r.string(); break }
      case 18: { $rpcKind = r.string(); break }
      default: r.skip(tag, "hadoop.common.GetProtocolSignatureRequestProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.common.GetProtocolSignatureRequestProto")
  if ($protocol === undefined) throw missing("hadoop.common.GetProtocolSignatureRequestProto", "protocol")
  if ($rpcKind === undefined) throw missing("hadoop.common.GetProtocolSignatureRequestProto", "rpcKind")
  return { protocol: $protocol, rpcKind: $rpcKind }
}
export const GetProtocolSignatureRequestProto: Codec<GetProtocolSignatureRequestProto> = /* @__PURE__ */ codec("hadoop.common.GetProtocolSignatureRequestProto", writeGetProtocolSignatureRequestProto, readGetProtocolSignatureRequestProto)

export interface GetProtocolSignatureResponseProto {
  readonly protocolSignature: readonly ProtocolSignatureProto[]
}
export function writeGetProtocolSignatureResponseProto(w: BackwardWriter, m: GetProtocolSignatureResponseProto): void {
  for (let values = m.protocolSignature, i = values.length - 1; i >= 0; i--) { const before = w.size; writeProtocolSignatureProto(w, values[i] as ProtocolSignatureProto); w.varint32(w.size - before); w.tag(10) }
}
export function readGetProtocolSignatureResponseProto(r: ProtoReader, end: number): GetProtocolSignatureResponseProto {
  const $protocolSignature: ProtocolSignatureProto[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $protocolSignature.push(readProtocolSignatureProto(r, to)); break }
      default: r.skip(tag, "hadoop.common.GetProtocolSignatureResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.common.GetProtocolSignatureResponseProto")
  return { protocolSignature: $protocolSignature }
}
export const GetProtocolSignatureResponseProto: Codec<GetProtocolSignatureResponseProto> = /* @__PURE__ */ codec("hadoop.common.GetProtocolSignatureResponseProto", writeGetProtocolSignatureResponseProto, readGetProtocolSignatureResponseProto)

export interface ProtocolSignatureProto {
  readonly version: number
  readonly methods: readonly number[]
}
export function writeProtocolSignatureProto(w: BackwardWriter, m: ProtocolSignatureProto): void {
  for (let values = m.methods, i = values.length - 1; i >= 0; i--) { w.uint32(values[i] as number); w.tag(16) }
  w.int64(m.version); w.tag(8)
}
export function readProtocolSignatureProto(r: ProtoReader, end: number): ProtocolSignatureProto {
  let $version: number | undefined
  const $methods: number[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $version = r.int64(); break }
      case 16: { $methods.push(r.int32()); break }
      case 18: { const to = r.lengthEnd(); while (r.pos < to) { $methods.push(r.int32()) } if (r.pos !== to) throw overrun("hadoop.common.ProtocolSignatureProto"); break }
      default: r.skip(tag, "hadoop.common.ProtocolSignatureProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.common.ProtocolSignatureProto")
  if ($version === undefined) throw missing("hadoop.common.ProtocolSignatureProto", "version")
  return { version: $version, methods: $methods }
}
export const ProtocolSignatureProto: Codec<ProtocolSignatureProto> = /* @__PURE__ */ codec("hadoop.common.ProtocolSignatureProto", writeProtocolSignatureProto, readProtocolSignatureProto)

export const ProtocolInfo = {
  protocol: "org.apache.hadoop.ipc.ProtocolMetaInfoPB",
  version: 1,
  methods: {
    getProtocolVersions: { name: "getProtocolVersions", request: GetProtocolVersionsRequestProto, response: GetProtocolVersionsResponseProto },
    getProtocolSignature: { name: "getProtocolSignature", request: GetProtocolSignatureRequestProto, response: GetProtocolSignatureResponseProto },
  },
} as const
