// Generated from proto/xattr.proto by scripts/proto/generate.ts; change those instead.
// Extended attributes and the ClientProtocol calls on them.
// The calls are methods of ClientNamenodeProtocol.

import type { BackwardWriter } from './backward-writer.ts'
import type { Codec } from './codec.ts'
import { codec, missing, overrun } from './codec.ts'
import type { ProtoReader } from './proto-reader.ts'

export const XAttrSetFlagProto = {
  XATTR_CREATE: 1,
  XATTR_REPLACE: 2,
} as const
export type XAttrSetFlagProto = (typeof XAttrSetFlagProto)[keyof typeof XAttrSetFlagProto]

export const XAttrProto_XAttrNamespaceProto = {
  USER: 0,
  TRUSTED: 1,
  SECURITY: 2,
  SYSTEM: 3,
  RAW: 4,
} as const
export type XAttrProto_XAttrNamespaceProto = (typeof XAttrProto_XAttrNamespaceProto)[keyof typeof XAttrProto_XAttrNamespaceProto]

export interface XAttrProto {
  readonly namespace: XAttrProto_XAttrNamespaceProto
  readonly name: string
  readonly value?: Uint8Array | undefined
}
export function writeXAttrProto(w: BackwardWriter, m: XAttrProto): void {
  if (m.value !== undefined) { w.bytes(m.value); w.tag(26) }
  w.string(m.name); w.tag(18)
  w.int32(m.namespace); w.tag(8)
}
export function readXAttrProto(r: ProtoReader, end: number): XAttrProto {
  let $namespace: XAttrProto_XAttrNamespaceProto | undefined
  let $name: string | undefined
  let $value: Uint8Array | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { const v = r.int32(); if (v >= 0 && v <= 4) $namespace = v as XAttrProto_XAttrNamespaceProto; break }
      case 18: { $name = r.string(); break }
      case 26: { $value = r.bytes(); break }
      default: r.skip(tag, "hadoop.hdfs.XAttrProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.XAttrProto")
  if ($namespace === undefined) throw missing("hadoop.hdfs.XAttrProto", "namespace")
  if ($name === undefined) throw missing("hadoop.hdfs.XAttrProto", "name")
  return { namespace: $namespace, name: $name, value: $value }
}
export const XAttrProto: Codec<XAttrProto> = /* @__PURE__ */ codec("hadoop.hdfs.XAttrProto", writeXAttrProto, readXAttrProto)

export interface SetXAttrRequestProto {
  readonly src: string
  readonly xAttr?: XAttrProto | undefined
  readonly flag?: number | undefined
}
export function writeSetXAttrRequestProto(w: BackwardWriter, m: SetXAttrRequestProto): void {
  if (m.flag !== undefined) { w.uint32(m.flag); w.tag(24) }
  if (m.xAttr !== undefined) { const before = w.size; writeXAttrProto(w, m.xAttr); w.varint32(w.size - before); w.tag(18) }
  w.string(m.src); w.tag(10)
}
export function readSetXAttrRequestProto(r: ProtoReader, end: number): SetXAttrRequestProto {
  let $src: string | undefined
  let $xAttr: XAttrProto | undefined
  let $flag: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $src = r.string(); break }
      case 18: { const to = r.lengthEnd(); $xAttr = readXAttrProto(r, to); break }
      case 24: { $flag = r.int32(); break }
      default: r.skip(tag, "hadoop.hdfs.SetXAttrRequestProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.SetXAttrRequestProto")
  if ($src === undefined) throw missing("hadoop.hdfs.SetXAttrRequestProto", "src")
  return { src: $src, xAttr: $xAttr, flag: $flag }
}
export const SetXAttrRequestProto: Codec<SetXAttrRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.SetXAttrRequestProto", writeSetXAttrRequestProto, readSetXAttrRequestProto)

export type SetXAttrResponseProto = Record<string, never>
export function writeSetXAttrResponseProto(_w: BackwardWriter, _m: SetXAttrResponseProto): void {
}
export function readSetXAttrResponseProto(r: ProtoReader, end: number): SetXAttrResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.SetXAttrResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.SetXAttrResponseProto")
  return {  }
}
export const SetXAttrResponseProto: Codec<SetXAttrResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.SetXAttrResponseProto", writeSetXAttrResponseProto, readSetXAttrResponseProto)

export interface GetXAttrsRequestProto {
  readonly src: string
  readonly xAttrs: readonly XAttrProto[]
}
export function writeGetXAttrsRequestProto(w: BackwardWriter, m: GetXAttrsRequestProto): void {
  for (let values = m.xAttrs, i = values.length - 1; i >= 0; i--) { const before = w.size; writeXAttrProto(w, values[i] as XAttrProto); w.varint32(w.size - before); w.tag(18) }
  w.string(m.src); w.tag(10)
}
export function readGetXAttrsRequestProto(r: ProtoReader, end: number): GetXAttrsRequestProto {
  let $src: string | undefined
  const $xAttrs: XAttrProto[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $src = r.string(); break }
      case 18: { const to = r.lengthEnd(); $xAttrs.push(readXAttrProto(r, to)); break }
      default: r.skip(tag, "hadoop.hdfs.GetXAttrsRequestProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetXAttrsRequestProto")
  if ($src === undefined) throw missing("hadoop.hdfs.GetXAttrsRequestProto", "src")
  return { src: $src, xAttrs: $xAttrs }
}
export const GetXAttrsRequestProto: Codec<GetXAttrsRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetXAttrsRequestProto", writeGetXAttrsRequestProto, readGetXAttrsRequestProto)

export interface GetXAttrsResponseProto {
  readonly xAttrs: readonly XAttrProto[]
}
export function writeGetXAttrsResponseProto(w: BackwardWriter, m: GetXAttrsResponseProto): void {
  for (let values = m.xAttrs, i = values.length - 1; i >= 0; i--) { const before = w.size; writeXAttrProto(w, values[i] as XAttrProto); w.varint32(w.size - before); w.tag(10) }
}
export function readGetXAttrsResponseProto(r: ProtoReader, end: number): GetXAttrsResponseProto {
  const $xAttrs: XAttrProto[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $xAttrs.push(readXAttrProto(r, to)); break }
      default: r.skip(tag, "hadoop.hdfs.GetXAttrsResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetXAttrsResponseProto")
  return { xAttrs: $xAttrs }
}
export const GetXAttrsResponseProto: Codec<GetXAttrsResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetXAttrsResponseProto", writeGetXAttrsResponseProto, readGetXAttrsResponseProto)

export interface ListXAttrsRequestProto {
  readonly src: string
}
export function writeListXAttrsRequestProto(w: BackwardWriter, m: ListXAttrsRequestProto): void {
  w.string(m.src); w.tag(10)
}
export function readListXAttrsRequestProto(r: ProtoReader, end: number): ListXAttrsRequestProto {
  let $src: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $src = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.ListXAttrsRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.ListXAttrsRequestProto")
  if ($src === undefined) throw missing("hadoop.hdfs.ListXAttrsRequestProto", "src")
  return { src: $src }
}
export const ListXAttrsRequestProto: Codec<ListXAttrsRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.ListXAttrsRequestProto", writeListXAttrsRequestProto, readListXAttrsRequestProto)

export interface ListXAttrsResponseProto {
  readonly xAttrs: readonly XAttrProto[]
}
export function writeListXAttrsResponseProto(w: BackwardWriter, m: ListXAttrsResponseProto): void {
  for (let values = m.xAttrs, i = values.length - 1; i >= 0; i--) { const before = w.size; writeXAttrProto(w, values[i] as XAttrProto); w.varint32(w.size - before); w.tag(10) }
}
export function readListXAttrsResponseProto(r: ProtoReader, end: number): ListXAttrsResponseProto {
  const $xAttrs: XAttrProto[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $xAttrs.push(readXAttrProto(r, to)); break }
      default: r.skip(tag, "hadoop.hdfs.ListXAttrsResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.ListXAttrsResponseProto")
  return { xAttrs: $xAttrs }
}
export const ListXAttrsResponseProto: Codec<ListXAttrsResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.ListXAttrsResponseProto", writeListXAttrsResponseProto, readListXAttrsResponseProto)

export interface RemoveXAttrRequestProto {
  readonly src: string
  readonly xAttr?: XAttrProto | undefined
}
export function writeRemoveXAttrRequestProto(w: BackwardWriter, m: RemoveXAttrRequestProto): void {
  if (m.xAttr !== undefined) { const before = w.size; writeXAttrProto(w, m.xAttr); w.varint32(w.size - before); w.tag(18) }
  w.string(m.src); w.tag(10)
}
export function readRemoveXAttrRequestProto(r: ProtoReader, end: number): RemoveXAttrRequestProto {
  let $src: string | undefined
  let $xAttr: XAttrProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $src = r.string(); break }
      case 18: { const to = r.lengthEnd(); $xAttr = readXAttrProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.RemoveXAttrRequestProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.RemoveXAttrRequestProto")
  if ($src === undefined) throw missing("hadoop.hdfs.RemoveXAttrRequestProto", "src")
  return { src: $src, xAttr: $xAttr }
}
export const RemoveXAttrRequestProto: Codec<RemoveXAttrRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.RemoveXAttrRequestProto", writeRemoveXAttrRequestProto, readRemoveXAttrRequestProto)

export type RemoveXAttrResponseProto = Record<string, never>
export function writeRemoveXAttrResponseProto(_w: BackwardWriter, _m: RemoveXAttrResponseProto): void {
}
export function readRemoveXAttrResponseProto(r: ProtoReader, end: number): RemoveXAttrResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.RemoveXAttrResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.RemoveXAttrResponseProto")
  return {  }
}
export const RemoveXAttrResponseProto: Codec<RemoveXAttrResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.RemoveXAttrResponseProto", writeRemoveXAttrResponseProto, readRemoveXAttrResponseProto)
