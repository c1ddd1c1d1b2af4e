// Generated from proto/acl.proto by scripts/proto/generate.ts; change those instead.
// Access control lists and permission bits, and the ClientProtocol calls that change ACLs.
// The calls are methods of ClientNamenodeProtocol.

import type { BackwardWriter } from './backward-writer.ts'
import type { Codec } from './codec.ts'
import { codec, missing, overrun } from './codec.ts'
import type { ProtoReader } from './proto-reader.ts'

export const AclEntryProto_AclEntryScopeProto = {
  ACCESS: 0,
  DEFAULT: 1,
} as const
export type AclEntryProto_AclEntryScopeProto = (typeof AclEntryProto_AclEntryScopeProto)[keyof typeof AclEntryProto_AclEntryScopeProto]

export const AclEntryProto_AclEntryTypeProto = {
  USER: 0,
  GROUP: 1,
  MASK: 2,
  OTHER: 3,
} as const
export type AclEntryProto_AclEntryTypeProto = (typeof AclEntryProto_AclEntryTypeProto)[keyof typeof AclEntryProto_AclEntryTypeProto]

export const AclEntryProto_FsActionProto = {
  NONE: 0,
  EXECUTE: 1,
  WRITE: 2,
  WRITE_EXECUTE: 3,
  READ: 4,
  READ_EXECUTE: 5,
  READ_WRITE: 6,
  PERM_ALL: 7,
} as const
export type AclEntryProto_FsActionProto = (typeof AclEntryProto_FsActionProto)[keyof typeof AclEntryProto_FsActionProto]

export interface FsPermissionProto {
  readonly perm: number
}
export function writeFsPermissionProto(w: BackwardWriter, m: FsPermissionProto): void {
  w.uint32(m.perm); w.tag(8)
}
export function readFsPermissionProto(r: ProtoReader, end: number): FsPermissionProto {
  let $perm: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $perm = r.int32(); break }
      default: r.skip(tag, "hadoop.hdfs.FsPermissionProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.FsPermissionProto")
  if ($perm === undefined) throw missing("hadoop.hdfs.FsPermissionProto", "perm")
  return { perm: $perm }
}
export const FsPermissionProto: Codec<FsPermissionProto> = /* @__PURE__ */ codec("hadoop.hdfs.FsPermissionProto", writeFsPermissionProto, readFsPermissionProto)

export interface AclEntryProto {
  readonly type: AclEntryProto_AclEntryTypeProto
  readonly scope: AclEntryProto_AclEntryScopeProto
  readonly permissions: AclEntryProto_FsActionProto
  readonly name?: string | undefined
}
export function writeAclEntryProto(w: BackwardWriter, m: AclEntryProto): void {
  if (m.name !== undefined) { w.string(m.name); w.tag(34) }
  w.int32(m.permissions); w.tag(24)
  w.int32(m.scope); w.tag(16)
  w.int32(m.type); w.tag(8)
}
export function readAclEntryProto(r: ProtoReader, end: number): AclEntryProto {
  let $type: AclEntryProto_AclEntryTypeProto | undefined
  let $scope: AclEntryProto_AclEntryScopeProto | undefined
  let $permissions: AclEntryProto_FsActionProto | undefined
  let $name: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { const v = r.int32(); if (v >= 0 && v <= 3) $type = v as AclEntryProto_AclEntryTypeProto; break }
      case 16: { const v = r.int32(); if (v >= 0 && v <= 1) $scope = v as AclEntryProto_AclEntryScopeProto; break }
      case 24: { const v = r.int32(); if (v >= 0 && v <= 7) $permissions = v as AclEntryProto_FsActionProto; break }
      case 34: { $name = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.AclEntryProto", [1, 2, 3, 4])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.AclEntryProto")
  if ($type === undefined) throw missing("hadoop.hdfs.AclEntryProto", "type")
  if ($scope === undefined) throw missing("hadoop.hdfs.AclEntryProto", "scope")
  if ($permissions === undefined) throw missing("hadoop.hdfs.AclEntryProto", "permissions")
  return { type: $type, scope: $scope, permissions: $permissions, name: $name }
}
export const AclEntryProto: Codec<AclEntryProto> = /* @__PURE__ */ codec("hadoop.hdfs.AclEntryProto", writeAclEntryProto, readAclEntryProto)

export interface AclStatusProto {
  readonly owner: string
  readonly group: string
  readonly sticky: boolean
  readonly entries: readonly AclEntryProto[]
  readonly permission?: FsPermissionProto | undefined
}
export function writeAclStatusProto(w: BackwardWriter, m: AclStatusProto): void {
  if (m.permission !== undefined) { const before = w.size; writeFsPermissionProto(w, m.permission); w.varint32(w.size - before); w.tag(42) }
  for (let values = m.entries, i = values.length - 1; i >= 0; i--) { const before = w.size; writeAclEntryProto(w, values[i] as AclEntryProto); w.varint32(w.size - before); w.tag(34) }
  w.bool(m.sticky); w.tag(24)
  w.string(m.group); w.tag(18)
  w.string(m.owner); w.tag(10)
}
export function readAclStatusProto(r: ProtoReader, end: number): AclStatusProto {
  let $owner: string | undefined
  let $group: string | undefined
  let $sticky: boolean | undefined
  const $entries: AclEntryProto[] = []
  let $permission: FsPermissionProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $owner = r.string(); break }
      case 18: { $group = r.string(); break }
      case 24: { $sticky = r.bool(); break }
      case 34: { const to = r.lengthEnd(); $entries.push(readAclEntryProto(r, to)); break }
      case 42: { const to = r.lengthEnd(); $permission = readFsPermissionProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.AclStatusProto", [1, 2, 3, 4, 5])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.AclStatusProto")
  if ($owner === undefined) throw missing("hadoop.hdfs.AclStatusProto", "owner")
  if ($group === undefined) throw missing("hadoop.hdfs.AclStatusProto", "group")
  if ($sticky === undefined) throw missing("hadoop.hdfs.AclStatusProto", "sticky")
  return { owner: $owner, group: $group, sticky: $sticky, entries: $entries, permission: $permission }
}
export const AclStatusProto: Codec<AclStatusProto> = /* @__PURE__ */ codec("hadoop.hdfs.AclStatusProto", writeAclStatusProto, readAclStatusProto)

export interface ModifyAclEntriesRequestProto {
  readonly src: string
  readonly aclSpec: readonly AclEntryProto[]
}
export function writeModifyAclEntriesRequestProto(w: BackwardWriter, m: ModifyAclEntriesRequestProto): void {
  for (let values = m.aclSpec, i = values.length - 1; i >= 0; i--) { const before = w.size; writeAclEntryProto(w, values[i] as AclEntryProto); w.varint32(w.size - before); w.tag(18) }
  w.string(m.src); w.tag(10)
}
export function readModifyAclEntriesRequestProto(r: ProtoReader, end: number): ModifyAclEntriesRequestProto {
  let $src: string | undefined
  const $aclSpec: AclEntryProto[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $src = r.string(); break }
      case 18: { const to = r.lengthEnd(); $aclSpec.push(readAclEntryProto(r, to)); break }
      default: r.skip(tag, "hadoop.hdfs.ModifyAclEntriesRequestProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.ModifyAclEntriesRequestProto")
  if ($src === undefined) throw missing("hadoop.hdfs.ModifyAclEntriesRequestProto", "src")
  return { src: $src, aclSpec: $aclSpec }
}
export const ModifyAclEntriesRequestProto: Codec<ModifyAclEntriesRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.ModifyAclEntriesRequestProto", writeModifyAclEntriesRequestProto, readModifyAclEntriesRequestProto)

export type ModifyAclEntriesResponseProto = Record<string, never>
export function writeModifyAclEntriesResponseProto(_w: BackwardWriter, _m: ModifyAclEntriesResponseProto): void {
}
export function readModifyAclEntriesResponseProto(r: ProtoReader, end: number): ModifyAclEntriesResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.ModifyAclEntriesResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.ModifyAclEntriesResponseProto")
  return {  }
}
export const ModifyAclEntriesResponseProto: Codec<ModifyAclEntriesResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.ModifyAclEntriesResponseProto", writeModifyAclEntriesResponseProto, readModifyAclEntriesResponseProto)

export interface RemoveAclRequestProto {
  readonly src: string
}
export function writeRemoveAclRequestProto(w: BackwardWriter, m: RemoveAclRequestProto): void {
  w.string(m.src); w.tag(10)
}
export function readRemoveAclRequestProto(r: ProtoReader, end: number): RemoveAclRequestProto {
  let $src: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $src = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.RemoveAclRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.RemoveAclRequestProto")
  if ($src === undefined) throw missing("hadoop.hdfs.RemoveAclRequestProto", "src")
  return { src: $src }
}
export const RemoveAclRequestProto: Codec<RemoveAclRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.RemoveAclRequestProto", writeRemoveAclRequestProto, readRemoveAclRequestProto)

export type RemoveAclResponseProto = Record<string, never>
export function writeRemoveAclResponseProto(_w: BackwardWriter, _m: RemoveAclResponseProto): void {
}
export function readRemoveAclResponseProto(r: ProtoReader, end: number): RemoveAclResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.RemoveAclResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.RemoveAclResponseProto")
  return {  }
}
export const RemoveAclResponseProto: Codec<RemoveAclResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.RemoveAclResponseProto", writeRemoveAclResponseProto, readRemoveAclResponseProto)

export interface RemoveAclEntriesRequestProto {
  readonly src: string
  readonly aclSpec: readonly AclEntryProto[]
}
export function writeRemoveAclEntriesRequestProto(w: BackwardWriter, m: RemoveAclEntriesRequestProto): void {
  for (let values = m.aclSpec, i = values.length - 1; i >= 0; i--) { const before = w.size; writeAclEntryProto(w, values[i] as AclEntryProto); w.varint32(w.size - before); w.tag(18) }
  w.string(m.src); w.tag(10)
}
export function readRemoveAclEntriesRequestProto(r: ProtoReader, end: number): RemoveAclEntriesRequestProto {
  let $src: string | undefined
  const $aclSpec: AclEntryProto[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $src = r.string(); break }
      case 18: { const to = r.lengthEnd(); $aclSpec.push(readAclEntryProto(r, to)); break }
      default: r.skip(tag, "hadoop.hdfs.RemoveAclEntriesRequestProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.RemoveAclEntriesRequestProto")
  if ($src === undefined) throw missing("hadoop.hdfs.RemoveAclEntriesRequestProto", "src")
  return { src: $src, aclSpec: $aclSpec }
}
export const RemoveAclEntriesRequestProto: Codec<RemoveAclEntriesRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.RemoveAclEntriesRequestProto", writeRemoveAclEntriesRequestProto, readRemoveAclEntriesRequestProto)

export type RemoveAclEntriesResponseProto = Record<string, never>
export function writeRemoveAclEntriesResponseProto(_w: BackwardWriter, _m: RemoveAclEntriesResponseProto): void {
}
export function readRemoveAclEntriesResponseProto(r: ProtoReader, end: number): RemoveAclEntriesResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.RemoveAclEntriesResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.RemoveAclEntriesResponseProto")
  return {  }
}
export const RemoveAclEntriesResponseProto: Codec<RemoveAclEntriesResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.RemoveAclEntriesResponseProto", writeRemoveAclEntriesResponseProto, readRemoveAclEntriesResponseProto)

export interface RemoveDefaultAclRequestProto {
  readonly src: string
}
export function writeRemoveDefaultAclRequestProto(w: BackwardWriter, m: RemoveDefaultAclRequestProto): void {
  w.string(m.src); w.tag(10)
}
export function readRemoveDefaultAclRequestProto(r: ProtoReader, end: number): RemoveDefaultAclRequestProto {
  let $src: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $src = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.RemoveDefaultAclRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.RemoveDefaultAclRequestProto")
  if ($src === undefined) throw missing("hadoop.hdfs.RemoveDefaultAclRequestProto", "src")
  return { src: $src }
}
export const RemoveDefaultAclRequestProto: Codec<RemoveDefaultAclRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.RemoveDefaultAclRequestProto", writeRemoveDefaultAclRequestProto, readRemoveDefaultAclRequestProto)

export type RemoveDefaultAclResponseProto = Record<string, never>
export function writeRemoveDefaultAclResponseProto(_w: BackwardWriter, _m: RemoveDefaultAclResponseProto): void {
}
export function readRemoveDefaultAclResponseProto(r: ProtoReader, end: number): RemoveDefaultAclResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.RemoveDefaultAclResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.RemoveDefaultAclResponseProto")
  return {  }
}
export const RemoveDefaultAclResponseProto: Codec<RemoveDefaultAclResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.RemoveDefaultAclResponseProto", writeRemoveDefaultAclResponseProto, readRemoveDefaultAclResponseProto)

export interface SetAclRequestProto {
  readonly src: string
  readonly aclSpec: readonly AclEntryProto[]
}
export function writeSetAclRequestProto(w: BackwardWriter, m: SetAclRequestProto): void {
  for (let values = m.aclSpec, i = values.length - 1; i >= 0; i--) { const before = w.size; writeAclEntryProto(w, values[i] as AclEntryProto); w.varint32(w.size - before); w.tag(18) }
  w.string(m.src); w.tag(10)
}
export function readSetAclRequestProto(r: ProtoReader, end: number): SetAclRequestProto {
  let $src: string | undefined
  const $aclSpec: AclEntryProto[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $src = r.string(); break }
      case 18: { const to = r.lengthEnd(); $aclSpec.push(readAclEntryProto(r, to)); break }
      default: r.skip(tag, "hadoop.hdfs.SetAclRequestProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.SetAclRequestProto")
  if ($src === undefined) throw missing("hadoop.hdfs.SetAclRequestProto", "src")
  return { src: $src, aclSpec: $aclSpec }
}
export const SetAclRequestProto: Codec<SetAclRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.SetAclRequestProto", writeSetAclRequestProto, readSetAclRequestProto)

export type SetAclResponseProto = Record<string, never>
export function writeSetAclResponseProto(_w: BackwardWriter, _m: SetAclResponseProto): void {
}
export function readSetAclResponseProto(r: ProtoReader, end: number): SetAclResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.SetAclResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.SetAclResponseProto")
  return {  }
}
export const SetAclResponseProto: Codec<SetAclResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.SetAclResponseProto", writeSetAclResponseProto, readSetAclResponseProto)

export interface GetAclStatusRequestProto {
  readonly src: string
}
export function writeGetAclStatusRequestProto(w: BackwardWriter, m: GetAclStatusRequestProto): void {
  w.string(m.src); w.tag(10)
}
export function readGetAclStatusRequestProto(r: ProtoReader, end: number): GetAclStatusRequestProto {
  let $src: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $src = r.string(); break }
      default: r.skip(tag, "hadoop.hdfs.GetAclStatusRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetAclStatusRequestProto")
  if ($src === undefined) throw missing("hadoop.hdfs.GetAclStatusRequestProto", "src")
  return { src: $src }
}
export const GetAclStatusRequestProto: Codec<GetAclStatusRequestProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetAclStatusRequestProto", writeGetAclStatusRequestProto, readGetAclStatusRequestProto)

export interface GetAclStatusResponseProto {
  readonly result: AclStatusProto
}
export function writeGetAclStatusResponseProto(w: BackwardWriter, m: GetAclStatusResponseProto): void {
  { const before = w.size; writeAclStatusProto(w, m.result); w.varint32(w.size - before); w.tag(10) }
}
export function readGetAclStatusResponseProto(r: ProtoReader, end: number): GetAclStatusResponseProto {
  let $result: AclStatusProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $result = readAclStatusProto(r, to); break }
      default: r.skip(tag, "hadoop.hdfs.GetAclStatusResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.GetAclStatusResponseProto")
  if ($result === undefined) throw missing("hadoop.hdfs.GetAclStatusResponseProto", "result")
  return { result: $result }
}
export const GetAclStatusResponseProto: Codec<GetAclStatusResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.GetAclStatusResponseProto", writeGetAclStatusResponseProto, readGetAclStatusResponseProto)
