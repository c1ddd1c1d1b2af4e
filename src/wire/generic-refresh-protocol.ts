// Generated from proto/generic-refresh-protocol.proto by scripts/proto/generate.ts; change those instead.
// Reload by name: the server runs whatever handlers are registered under an identifier.
// Spoken by dfsadmin -refresh.

import type { BackwardWriter } from './backward-writer.ts'
import type { Codec } from './codec.ts'
import { codec, overrun } from './codec.ts'
import type { ProtoReader } from './proto-reader.ts'

export interface GenericRefreshRequestProto {
  readonly identifier?: string | undefined
  readonly args: readonly string[]
}
export function writeGenericRefreshRequestProto(w: BackwardWriter, m: GenericRefreshRequestProto): void {
  for (let values = m.args, i = values.length - 1; i >= 0; i--) { w.string(values[i] as string); w.tag(18) }
  if (m.identifier !== undefined) { w.string(m.identifier); w.tag(10) }
}
export function readGenericRefreshRequestProto(r: ProtoReader, end: number): GenericRefreshRequestProto {
  let $identifier: string | undefined
  const $args: string[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $identifier = r.string(); break }
      case 18: { $args.push(r.string()); break }
      default: r.skip(tag, "hadoop.common.GenericRefreshRequestProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.common.GenericRefreshRequestProto")
  return { identifier: $identifier, args: $args }
}
export const GenericRefreshRequestProto: Codec<GenericRefreshRequestProto> = /* @__PURE__ */ codec("hadoop.common.GenericRefreshRequestProto", writeGenericRefreshRequestProto, readGenericRefreshRequestProto)

export interface GenericRefreshResponseProto {
  readonly exitStatus?: number | undefined
  readonly userMessage?: string | undefined
  readonly senderName?: string | undefined
}
export function writeGenericRefreshResponseProto(w: BackwardWriter, m: GenericRefreshResponseProto): void {
  if (m.senderName !== undefined) { w.string(m.senderName); w.tag(26) }
  if (m.userMessage !== undefined) { w.string(m.userMessage); w.tag(18) }
  if (m.exitStatus !== undefined) { w.int32(m.exitStatus); w.tag(8) }
}
export function readGenericRefreshResponseProto(r: ProtoReader, end: number): GenericRefreshResponseProto {
  let $exitStatus: number | undefined
  let $userMessage: string | undefined
  let $senderName: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $exitStatus = r.int32(); break }
      case 18: { $userMessage = r.string(); break }
      case 26: { $senderName = r.string(); break }
      default: r.skip(tag, "hadoop.common.GenericRefreshResponseProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.common.GenericRefreshResponseProto")
  return { exitStatus: $exitStatus, userMessage: $userMessage, senderName: $senderName }
}
export const GenericRefreshResponseProto: Codec<GenericRefreshResponseProto> = /* @__PURE__ */ codec("hadoop.common.GenericRefreshResponseProto", writeGenericRefreshResponseProto, readGenericRefreshResponseProto)

export interface GenericRefreshResponseCollectionProto {
  readonly responses: readonly GenericRefreshResponseProto[]
}
export function writeGenericRefreshResponseCollectionProto(w: BackwardWriter, m: GenericRefreshResponseCollectionProto): void {
  for (let values = m.responses, i = values.length - 1; i >= 0; i--) { const before = w.size; writeGenericRefreshResponseProto(w, values[i] as GenericRefreshResponseProto); w.varint32(w.size - before); w.tag(10) }
}
export function readGenericRefreshResponseCollectionProto(r: ProtoReader, end: number): GenericRefreshResponseCollectionProto {
  const $responses: GenericRefreshResponseProto[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $responses.push(readGenericRefreshResponseProto(r, to)); break }
      default: r.skip(tag, "hadoop.common.GenericRefreshResponseCollectionProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.common.GenericRefreshResponseCollectionProto")
  return { responses: $responses }
}
export const GenericRefreshResponseCollectionProto: Codec<GenericRefreshResponseCollectionProto> = /* @__PURE__ */ codec("hadoop.common.GenericRefreshResponseCollectionProto", writeGenericRefreshResponseCollectionProto, readGenericRefreshResponseCollectionProto)

export const GenericRefreshProtocol = {
  protocol: "org.apache.hadoop.ipc.GenericRefreshProtocol",
  version: 1,
  methods: {
    refresh: { name: "refresh", request: GenericRefreshRequestProto, response: GenericRefreshResponseCollectionProto },
  },
} as const
