// Generated from proto/trace-admin.proto by scripts/proto/generate.ts; change those instead.
// Lists, adds and removes span receivers. Hadoop 3.4 still has the messages, but no server of it answers
// them any more.

import type { BackwardWriter } from './backward-writer.ts'
import type { Codec } from './codec.ts'
import { codec, missing, overrun } from './codec.ts'
import type { ProtoReader } from './proto-reader.ts'

export type ListSpanReceiversRequestProto = Record<string, never>
export function writeListSpanReceiversRequestProto(_w: BackwardWriter, _m: ListSpanReceiversRequestProto): void {
}
export function readListSpanReceiversRequestProto(r: ProtoReader, end: number): ListSpanReceiversRequestProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.common.ListSpanReceiversRequestProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.common.ListSpanReceiversRequestProto")
  return {  }
}
export const ListSpanReceiversRequestProto: Codec<ListSpanReceiversRequestProto> = /* @__PURE__ */ codec("hadoop.common.ListSpanReceiversRequestProto", writeListSpanReceiversRequestProto, readListSpanReceiversRequestProto)

export interface SpanReceiverListInfo {
  readonly id: number
  readonly className: string
}
export function writeSpanReceiverListInfo(w: BackwardWriter, m: SpanReceiverListInfo): void {
  w.string(m.className); w.tag(18)
  w.int64(m.id); w.tag(8)
}
export function readSpanReceiverListInfo(r: ProtoReader, end: number): SpanReceiverListInfo {
  let $id: number | undefined
  let $className: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $id = r.int64(); break }
      case 18: { $className = r.string(); break }
      default: r.skip(tag, "hadoop.common.SpanReceiverListInfo", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.common.SpanReceiverListInfo")
  if ($id === undefined) throw missing("hadoop.common.SpanReceiverListInfo", "id")
  if ($className === undefined) throw missing("hadoop.common.SpanReceiverListInfo", "className")
  return { id: $id, className: $className }
}
export const SpanReceiverListInfo: Codec<SpanReceiverListInfo> = /* @__PURE__ */ codec("hadoop.common.SpanReceiverListInfo", writeSpanReceiverListInfo, readSpanReceiverListInfo)

export interface ListSpanReceiversResponseProto {
  readonly descriptions: readonly SpanReceiverListInfo[]
}
export function writeListSpanReceiversResponseProto(w: BackwardWriter, m: ListSpanReceiversResponseProto): void {
  for (let values = m.descriptions, i = values.length - 1; i >= 0; i--) { const before = w.size; writeSpanReceiverListInfo(w, values[i] as SpanReceiverListInfo); w.varint32(w.size - before); w.tag(10) }
}
export function readListSpanReceiversResponseProto(r: ProtoReader, end: number): ListSpanReceiversResponseProto {
  const $descriptions: SpanReceiverListInfo[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $descriptions.push(readSpanReceiverListInfo(r, to)); break }
      default: r.skip(tag, "hadoop.common.ListSpanReceiversResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.common.ListSpanReceiversResponseProto")
  return { descriptions: $descriptions }
}
export const ListSpanReceiversResponseProto: Codec<ListSpanReceiversResponseProto> = /* @__PURE__ */ codec("hadoop.common.ListSpanReceiversResponseProto", writeListSpanReceiversResponseProto, readListSpanReceiversResponseProto)

export interface ConfigPair {
  readonly key: string
  readonly value: string
}
export function writeConfigPair(w: BackwardWriter, m: ConfigPair): void {
  w.string(m.value); w.tag(18)
  w.string(m.key); w.tag(10)
}
export function readConfigPair(r: ProtoReader, end: number): ConfigPair {
  let $key: string | undefined
  let $value: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $key = r.string(); break }
      case 18: { $value = r.string(); break }
      default: r.skip(tag, "hadoop.common.ConfigPair", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.common.ConfigPair")
  if ($key === undefined) throw missing("hadoop.common.ConfigPair", "key")
  if ($value === undefined) throw missing("hadoop.common.ConfigPair", "value")
  return { key: $key, value: $value }
}
export const ConfigPair: Codec<ConfigPair> = /* @__PURE__ */ codec("hadoop.common.ConfigPair", writeConfigPair, readConfigPair)

export interface AddSpanReceiverRequestProto {
  readonly className: string
  readonly config: readonly ConfigPair[]
}
export function writeAddSpanReceiverRequestProto(w: BackwardWriter, m: AddSpanReceiverRequestProto): void {
  for (let values = m.config, i = values.length - 1; i >= 0; i--) { const before = w.size; writeConfigPair(w, values[i] as ConfigPair); w.varint32(w.size - before); w.tag(18) }
  w.string(m.className); w.tag(10)
}
export function readAddSpanReceiverRequestProto(r: ProtoReader, end: number): AddSpanReceiverRequestProto {
  let $className: string | undefined
  const $config: ConfigPair[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $className = r.string(); break }
      case 18: { const to = r.lengthEnd(); $config.push(readConfigPair(r, to)); break }
      default: r.skip(tag, "hadoop.common.AddSpanReceiverRequestProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.common.AddSpanReceiverRequestProto")
  if ($className === undefined) throw missing("hadoop.common.AddSpanReceiverRequestProto", "className")
  return { className: $className, config: $config }
}
export const AddSpanReceiverRequestProto: Codec<AddSpanReceiverRequestProto> = /* @__PURE__ */ codec("hadoop.common.AddSpanReceiverRequestProto", writeAddSpanReceiverRequestProto, readAddSpanReceiverRequestProto)

export interface AddSpanReceiverResponseProto {
  readonly id: number
}
export function writeAddSpanReceiverResponseProto(w: BackwardWriter, m: AddSpanReceiverResponseProto): void {
  w.int64(m.id); w.tag(8)
}
export function readAddSpanReceiverResponseProto(r: ProtoReader, end: number): AddSpanReceiverResponseProto {
  let $id: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $id = r.int64(); break }
      default: r.skip(tag, "hadoop.common.AddSpanReceiverResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.common.AddSpanReceiverResponseProto")
  if ($id === undefined) throw missing("hadoop.common.AddSpanReceiverResponseProto", "id")
  return { id: $id }
}
export const AddSpanReceiverResponseProto: Codec<AddSpanReceiverResponseProto> = /* @__PURE__ */ codec("hadoop.common.AddSpanReceiverResponseProto", writeAddSpanReceiverResponseProto, readAddSpanReceiverResponseProto)

export interface RemoveSpanReceiverRequestProto {
  readonly id: number
}
export function writeRemoveSpanReceiverRequestProto(w: BackwardWriter, m: RemoveSpanReceiverRequestProto): void {
  w.int64(m.id); w.tag(8)
}
export function readRemoveSpanReceiverRequestProto(r: ProtoReader, end: number): RemoveSpanReceiverRequestProto {
  let $id: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $id = r.int64(); break }
      default: r.skip(tag, "hadoop.common.RemoveSpanReceiverRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.common.RemoveSpanReceiverRequestProto")
  if ($id === undefined) throw missing("hadoop.common.RemoveSpanReceiverRequestProto", "id")
  return { id: $id }
}
export const RemoveSpanReceiverRequestProto: Codec<RemoveSpanReceiverRequestProto> = /* @__PURE__ */ codec("hadoop.common.RemoveSpanReceiverRequestProto", writeRemoveSpanReceiverRequestProto, readRemoveSpanReceiverRequestProto)

export type RemoveSpanReceiverResponseProto = Record<string, never>
export function writeRemoveSpanReceiverResponseProto(_w: BackwardWriter, _m: RemoveSpanReceiverResponseProto): void {
}
export function readRemoveSpanReceiverResponseProto(r: ProtoReader, end: number): RemoveSpanReceiverResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.common.RemoveSpanReceiverResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.common.RemoveSpanReceiverResponseProto")
  return {  }
}
export const RemoveSpanReceiverResponseProto: Codec<RemoveSpanReceiverResponseProto> = /* @__PURE__ */ codec("hadoop.common.RemoveSpanReceiverResponseProto", writeRemoveSpanReceiverResponseProto, readRemoveSpanReceiverResponseProto)

export const TraceAdmin = {
  protocol: "org.apache.hadoop.tracing.TraceAdminPB.TraceAdminService",
  version: 1,
  methods: {
    listSpanReceivers: { name: "listSpanReceivers", request: ListSpanReceiversRequestProto, response: ListSpanReceiversResponseProto },
    addSpanReceiver: { name: "addSpanReceiver", request: AddSpanReceiverRequestProto, response: AddSpanReceiverResponseProto },
    removeSpanReceiver: { name: "removeSpanReceiver", request: RemoveSpanReceiverRequestProto, response: RemoveSpanReceiverResponseProto },
  },
} as const
