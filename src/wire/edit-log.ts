// Generated from proto/edit-log.proto by scripts/proto/generate.ts; change those instead.
// The two protobuf payloads inside edit-log operations: ACL entries and extended attributes.
// Everything else in the edit log is hand-packed.

import type { BackwardWriter } from './backward-writer.ts'
import type { Codec } from './codec.ts'
import { codec, missing, overrun } from './codec.ts'
import type { ProtoReader } from './proto-reader.ts'
import type { AclEntryProto } from './acl.ts'
import { readAclEntryProto, writeAclEntryProto } from './acl.ts'
import type { XAttrProto } from './xattr.ts'
import { readXAttrProto, writeXAttrProto } from './xattr.ts'

export interface AclEditLogProto {
  readonly src: string
  readonly entries: readonly AclEntryProto[]
}
export function writeAclEditLogProto(w: BackwardWriter, m: AclEditLogProto): void {
  for (let values = m.entries, i = values.length - 1; i >= 0; i--) { const before = w.size; writeAclEntryProto(w, values[i] as AclEntryProto); w.varint32(w.size - before); w.tag(18) }
  w.string(m.src); w.tag(10)
}
export function readAclEditLogProto(r: ProtoReader, end: number): AclEditLogProto {
  let $src: string | undefined
  const $entries: AclEntryProto[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $src = r.string(); break }
      case 18: { const to = r.lengthEnd(); $entries.push(readAclEntryProto(r, to)); break }
      default: r.skip(tag, "hadoop.hdfs.AclEditLogProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.AclEditLogProto")
  if ($src === undefined) throw missing("hadoop.hdfs.AclEditLogProto", "src")
  return { src: $src, entries: $entries }
}
export const AclEditLogProto: Codec<AclEditLogProto> = /* @__PURE__ */ codec("hadoop.hdfs.AclEditLogProto", writeAclEditLogProto, readAclEditLogProto)

export interface XAttrEditLogProto {
  readonly src?: string | undefined
  readonly xAttrs: readonly XAttrProto[]
}
export function writeXAttrEditLogProto(w: BackwardWriter, m: XAttrEditLogProto): void {
  for (let values = m.xAttrs, i = values.length - 1; i >= 0; i--) { const before = w.size; writeXAttrProto(w, values[i] as XAttrProto); w.varint32(w.size - before); w.tag(18) }
  if (m.src !== undefined) { w.string(m.src); w.tag(10) }
}
export function readXAttrEditLogProto(r: ProtoReader, end: number): XAttrEditLogProto {
  let $src: string | undefined
  const $xAttrs: XAttrProto[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $src = r.string(); break }
      case 18: { const to = r.lengthEnd(); $xAttrs.push(readXAttrProto(r, to)); break }
      default: r.skip(tag, "hadoop.hdfs.XAttrEditLogProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.XAttrEditLogProto")
  return { src: $src, xAttrs: $xAttrs }
}
export const XAttrEditLogProto: Codec<XAttrEditLogProto> = /* @__PURE__ */ codec("hadoop.hdfs.XAttrEditLogProto", writeXAttrEditLogProto, readXAttrEditLogProto)
