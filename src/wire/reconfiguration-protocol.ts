// Generated from proto/reconfiguration-protocol.proto by scripts/proto/generate.ts; change those instead.
// Changes of configuration in a running daemon: start, watch, list what can be changed.
// Served by NameNodes and DataNodes.

import type { BackwardWriter } from './backward-writer.ts'
import type { Codec } from './codec.ts'
import { codec, missing, overrun } from './codec.ts'
import type { ProtoReader } from './proto-reader.ts'

export type StartReconfigurationRequestProto = Record<string, never>
export function writeStartReconfigurationRequestProto(_w: BackwardWriter, _m: StartReconfigurationRequestProto): void {
}
export function readStartReconfigurationRequestProto(r: ProtoReader, end: number): StartReconfigurationRequestProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.StartReconfigurationRequestProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.StartReconfigurationRequestProto")
  return {  }
}
export const StartReconfigurationRequestProto: Codec<StartReconfigurationRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.StartReconfigurationRequestProto", writeStartReconfigurationRequestProto, readStartReconfigurationRequestProto)

export type StartReconfigurationResponseProto = Record<string, never>
export function writeStartReconfigurationResponseProto(_w: BackwardWriter, _m: StartReconfigurationResponseProto): void {
}
export function readStartReconfigurationResponseProto(r: ProtoReader, end: number): StartReconfigurationResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.StartReconfigurationResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.StartReconfigurationResponseProto")
  return {  }
}
export const StartReconfigurationResponseProto: Codec<StartReconfigurationResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.StartReconfigurationResponseProto", writeStartReconfigurationResponseProto, readStartReconfigurationResponseProto)

export type GetReconfigurationStatusRequestProto = Record<string, never>
export function writeGetReconfigurationStatusRequestProto(_w: BackwardWriter, _m: GetReconfigurationStatusRequestProto): void {
}
export function readGetReconfigurationStatusRequestProto(r: ProtoReader, end: number): GetReconfigurationStatusRequestProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.GetReconfigurationStatusRequestProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetReconfigurationStatusRequestProto")
  return {  }
}
export const GetReconfigurationStatusRequestProto: Codec<GetReconfigurationStatusRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetReconfigurationStatusRequestProto", writeGetReconfigurationStatusRequestProto, readGetReconfigurationStatusRequestProto)

export interface GetReconfigurationStatusConfigChangeProto {
  readonly name: string
  readonly oldValue: string
  readonly newValue?: string | undefined
  readonly errorMessage?: string | undefined
}
export function writeGetReconfigurationStatusConfigChangeProto(w: BackwardWriter, m: GetReconfigurationStatusConfigChangeProto): void {
  if (m.errorMessage !== undefined) { w.string(m.errorMessage); w.tag(34) }
  if (m.newValue !== undefined) { w.string(m.newValue); w.tag(26) }
  w.string(m.oldValue); w.tag(18)
  w.string(m.name); w.tag(10)
}
export function readGetReconfigurationStatusConfigChangeProto(r: ProtoReader, end: number): GetReconfigurationStatusConfigChangeProto {
  let $name: string | undefined
  let $oldValue: string | undefined
  let $newValue: string | undefined
  let $errorMessage: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $name = r.string(); break }
      case 18: { $oldValue = r.string(); break }
      case 26: { $newValue = r.string(); break }
      case 34: { $errorMessage = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.GetReconfigurationStatusConfigChangeProto", [1, 2, 3, 4])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetReconfigurationStatusConfigChangeProto")
  if ($name === undefined) throw missing("hadoop.hdfs.GetReconfigurationStatusConfigChangeProto", "name")
  if ($oldValue === undefined) throw missing("hadoop.hdfs.GetReconfigurationStatusConfigChangeProto", "oldValue")
  return { name: $name, oldValue: $oldValue, newValue: $newValue, errorMessage: $errorMessage }
}
export const GetReconfigurationStatusConfigChangeProto: Codec<GetReconfigurationStatusConfigChangeProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetReconfigurationStatusConfigChangeProto", writeGetReconfigurationStatusConfigChangeProto, readGetReconfigurationStatusConfigChangeProto)

export interface GetReconfigurationStatusResponseProto {
  readonly startTime: number
  readonly endTime?: number | undefined
  readonly changes: readonly GetReconfigurationStatusConfigChangeProto[]
}
export function writeGetReconfigurationStatusResponseProto(w: BackwardWriter, m: GetReconfigurationStatusResponseProto): void {
  for (let values = m.changes, i = values.length - 1; i >= 0; i--) { const before = w.size; writeGetReconfigurationStatusConfigChangeProto(w, values[i] as GetReconfigurationStatusConfigChangeProto); w.varint32(w.size - before); w.tag(26) }
  if (m.endTime !== undefined) { w.int64(m.endTime); w.tag(16) }
  w.int64(m.startTime); w.tag(8)
}
export function readGetReconfigurationStatusResponseProto(r: ProtoReader, end: number): GetReconfigurationStatusResponseProto {
  let $startTime: number | undefined
  let $endTime: number | undefined
  const $changes: GetReconfigurationStatusConfigChangeProto[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $startTime = r.int64(); break }
      case 16: { $endTime = r.int64(); break }
      case 26: { const to = r.lengthEnd(); $changes.push(readGetReconfigurationStatusConfigChangeProto(r, to)); break }
      default: r.skip(tag, "hadoop.hdfs.GetReconfigurationStatusResponseProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetReconfigurationStatusResponseProto")
  if ($startTime === undefined) throw missing("hadoop.hdfs.GetReconfigurationStatusResponseProto", "startTime")
  return { startTime: $startTime, endTime: $endTime, changes: $changes }
}
export const GetReconfigurationStatusResponseProto: Codec<GetReconfigurationStatusResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetReconfigurationStatusResponseProto", writeGetReconfigurationStatusResponseProto, readGetReconfigurationStatusResponseProto)

export type ListReconfigurablePropertiesRequestProto = Record<string, never>
export function writeListReconfigurablePropertiesRequestProto(_w: BackwardWriter, _m: ListReconfigurablePropertiesRequestProto): void {
}
export function readListReconfigurablePropertiesRequestProto(r: ProtoReader, end: number): ListReconfigurablePropertiesRequestProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.ListReconfigurablePropertiesRequestProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.ListReconfigurablePropertiesRequestProto")
  return {  }
}
export const ListReconfigurablePropertiesRequestProto: Codec<ListReconfigurablePropertiesRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.ListReconfigurablePropertiesRequestProto", writeListReconfigurablePropertiesRequestProto, readListReconfigurablePropertiesRequestProto)

export interface ListReconfigurablePropertiesResponseProto {
  readonly name: readonly string[]
}
export function writeListReconfigurablePropertiesResponseProto(w: BackwardWriter, m: ListReconfigurablePropertiesResponseProto): void {
  for (let values = m.name, i = values.length - 1; i >= 0; i--) { w.string(values[i] as string); w.tag(10) }
}
export function readListReconfigurablePropertiesResponseProto(r: ProtoReader, end: number): ListReconfigurablePropertiesResponseProto {
  const $name: string[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $name.push(r.string()); break }
      default: r.skip(tag, "hadoop.hdfs.ListReconfigurablePropertiesResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.ListReconfigurablePropertiesResponseProto")
  return { name: $name }
}
export const ListReconfigurablePropertiesResponseProto: Codec<ListReconfigurablePropertiesResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.ListReconfigurablePropertiesResponseProto", writeListReconfigurablePropertiesResponseProto, readListReconfigurablePropertiesResponseProto)

export const ReconfigurationProtocol = {
  protocol: "org.apache.hadoop.hdfs.protocol.ReconfigurationProtocol",
  version: 1,
  methods: {
    getReconfigurationStatus: { name: "getReconfigurationStatus", request: GetReconfigurationStatusRequestProto, response: GetReconfigurationStatusResponseProto },
    startReconfiguration: { name: "startReconfiguration", request: StartReconfigurationRequestProto, response: StartReconfigurationResponseProto },
    listReconfigurableProperties: { name: "listReconfigurableProperties", request: ListReconfigurablePropertiesRequestProto, response: ListReconfigurablePropertiesResponseProto },
  },
} as const
