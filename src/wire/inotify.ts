// Generated from proto/inotify.proto by scripts/proto/generate.ts; change those instead.
// Events read from the edit log and given to clients that follow changes of the namespace.
// Referred to by getEditsFromTxid of ClientNamenodeProtocol.

import type { BackwardWriter } from './backward-writer.ts'
import type { Codec } from './codec.ts'
import { codec, missing, overrun } from './codec.ts'
import type { ProtoReader } from './proto-reader.ts'
import type { AclEntryProto, FsPermissionProto } from './acl.ts'
import { readAclEntryProto, readFsPermissionProto, writeAclEntryProto, writeFsPermissionProto } from './acl.ts'
import type { XAttrProto } from './xattr.ts'
import { readXAttrProto, writeXAttrProto } from './xattr.ts'

export const EventType = {
  EVENT_CREATE: 0,
  EVENT_CLOSE: 1,
  EVENT_APPEND: 2,
  EVENT_RENAME: 3,
  EVENT_METADATA: 4,
  EVENT_UNLINK: 5,
  EVENT_TRUNCATE: 6,
} as const
export type EventType = (typeof EventType)[keyof typeof EventType]

export const INodeType = {
  I_TYPE_FILE: 0,
  I_TYPE_DIRECTORY: 1,
  I_TYPE_SYMLINK: 2,
} as const
export type INodeType = (typeof INodeType)[keyof typeof INodeType]

export const MetadataUpdateType = {
  META_TYPE_TIMES: 0,
  META_TYPE_REPLICATION: 1,
  META_TYPE_OWNER: 2,
  META_TYPE_PERMS: 3,
  META_TYPE_ACLS: 4,
  META_TYPE_XATTRS: 5,
} as const
export type MetadataUpdateType = (typeof MetadataUpdateType)[keyof typeof MetadataUpdateType]

export interface EventProto {
  readonly type: EventType
  readonly contents: Uint8Array
}
export function writeEventProto(w: BackwardWriter, m: EventProto): void {
  w.bytes(m.contents); w.tag(18)
  w.int32(m.type); w.tag(8)
}
export function readEventProto(r: ProtoReader, end: number): EventProto {
  let $type: EventType | undefined
  let $contents: Uint8Array | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { const v = r.int32(); if (v >= 0 && v <= 6) $type = v as EventType; break }
      case 18: { $contents = r.bytes(); break }
      default: r.skip(tag, "hadoop.hdfs.EventProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.EventProto")
  if ($type === undefined) throw missing("hadoop.hdfs.EventProto", "type")
  if ($contents === undefined) throw missing("hadoop.hdfs.EventProto", "contents")
  return { type: $type, contents: $contents }
}
export const EventProto: Codec<EventProto> = /* @__PURE__ */ codec("hadoop.hdfs.EventProto", writeEventProto, readEventProto)

export interface EventBatchProto {
  readonly txid: number
  readonly events: readonly EventProto[]
}
export function writeEventBatchProto(w: BackwardWriter, m: EventBatchProto): void {
  for (let values = m.events, i = values.length - 1; i >= 0; i--) { const before = w.size; writeEventProto(w, values[i] as EventProto); w.varint32(w.size - before); w.tag(18) }
  w.int64(m.txid); w.tag(8)
}
export function readEventBatchProto(r: ProtoReader, end: number): EventBatchProto {
  let $txid: number | undefined
  const $events: EventProto[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $txid = r.int64(); break }
      case 18: { const to = r.lengthEnd(); $events.push(readEventProto(r, to)); break }
      default: r.skip(tag, "hadoop.hdfs.EventBatchProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.EventBatchProto")
  if ($txid === undefined) throw missing("hadoop.hdfs.EventBatchProto", "txid")
  return { txid: $txid, events: $events }
}
export const EventBatchProto: Codec<EventBatchProto> = /* @__PURE__ */ codec("hadoop.hdfs.EventBatchProto", writeEventBatchProto, readEventBatchProto)

export interface CreateEventProto {
  readonly type: INodeType
  readonly path: string
  readonly ctime: number
  readonly ownerName: string
  readonly groupName: string
  readonly perms: FsPermissionProto
  readonly replication?: number | undefined
  readonly symlinkTarget?: string | undefined
  readonly overwrite?: boolean | undefined
  readonly defaultBlockSize?: number | undefined
  readonly erasureCoded?: boolean | undefined
}
export function writeCreateEventProto(w: BackwardWriter, m: CreateEventProto): void {
  if (m.erasureCoded !== undefined) { w.bool(m.erasureCoded); w.tag(88) }
  if (m.defaultBlockSize !== undefined) { w.int64(m.defaultBlockSize); w.tag(80) }
  if (m.overwrite !== undefined) { w.bool(m.overwrite); w.tag(72) }
  if (m.symlinkTarget !== undefined) { w.string(m.symlinkTarget); w.tag(66) }
  if (m.replication !== undefined) { w.int32(m.replication); w.tag(56) }
  { const before = w.size; writeFsPermissionProto(w, m.perms); w.varint32(w.size - before); w.tag(50) }
  w.string(m.groupName); w.tag(42)
  w.string(m.ownerName); w.tag(34)
  w.int64(m.ctime); w.tag(24)
  w.string(m.path); w.tag(18)
  w.int32(m.type); w.tag(8)
}
export function readCreateEventProto(r: ProtoReader, end: number): CreateEventProto {
  let $type: INodeType | undefined
  let $path: string | undefined
  let $ctime: number | undefined
  let $ownerName: string | undefined
  let $groupName: string | undefined
  let $perms: FsPermissionProto | undefined
  let $replication: number | undefined
  let $symlinkTarget: string | undefined
  let $overwrite: boolean | undefined
  let $defaultBlockSize: number = 0
  let $erasureCoded: boolean | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { const v = r.int32(); if (v >= 0 && v <= 2) $type = v as INodeType; break }
      case 18: { $path = r.string(); break }
      case 24: { $ctime = r.int64(); break }
      case 34: { $ownerName = r.string(); break }
      case 42: { $groupName = r.string(); break }
      case 50: { const to = r.lengthEnd(); $perms = readFsPermissionProto(r, to); break }
      case 56: { $replication = r.int32(); break }
      case 66: { $symlinkTarget = r.string(); break }
      case 72: { $overwrite = r.bool(); break }
      case 80: { $defaultBlockSize = r.int64(); break }
      case 88: { $erasureCoded = r.bool(); break }
      default: r.skip(tag, "hadoop.hdfs.CreateEventProto", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.CreateEventProto")
  if ($type === undefined) throw missing("hadoop.hdfs.CreateEventProto", "type")
  if ($path === undefined) throw missing("hadoop.hdfs.CreateEventProto", "path")
  if ($ctime === undefined) throw missing("hadoop.hdfs.CreateEventProto", "ctime")
  if ($ownerName === undefined) throw missing("hadoop.hdfs.CreateEventProto", "ownerName")
  if ($groupName === undefined) throw missing("hadoop.hdfs.CreateEventProto", "groupName")
  if ($perms === undefined) throw missing("hadoop.hdfs.CreateEventProto", "perms")
  return { type: $type, path: $path, ctime: $ctime, ownerName: $ownerName, groupName: $groupName, perms: $perms, replication: $replication, symlinkTarget: $symlinkTarget, overwrite: $overwrite, defaultBlockSize: $defaultBlockSize, erasureCoded: $erasureCoded }
}
export const CreateEventProto: Codec<CreateEventProto> = /* @__PURE__ */ codec("hadoop.hdfs.CreateEventProto", writeCreateEventProto, readCreateEventProto)

export interface CloseEventProto {
  readonly path: string
  readonly fileSize: number
  readonly timestamp: number
}
export function writeCloseEventProto(w: BackwardWriter, m: CloseEventProto): void {
  w.int64(m.timestamp); w.tag(24)
  w.int64(m.fileSize); w.tag(16)
  w.string(m.path); w.tag(10)
}
export function readCloseEventProto(r: ProtoReader, end: number): CloseEventProto {
  let $path: string | undefined
  let $fileSize: number | undefined
  let $timestamp: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $path = r.string(); break }
      case 16: { $fileSize = r.int64(); break }
      case 24: { $timestamp = r.int64(); break }
      default: r.skip(tag, "hadoop.hdfs.CloseEventProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.CloseEventProto")
  if ($path === undefined) throw missing("hadoop.hdfs.CloseEventProto", "path")
  if ($fileSize === undefined) throw missing("hadoop.hdfs.CloseEventProto", "fileSize")
  if ($timestamp === undefined) throw missing("hadoop.hdfs.CloseEventProto", "timestamp")
  return { path: $path, fileSize: $fileSize, timestamp: $timestamp }
}
export const CloseEventProto: Codec<CloseEventProto> = /* @__PURE__ */ codec("hadoop.hdfs.CloseEventProto", writeCloseEventProto, readCloseEventProto)

export interface TruncateEventProto {
  readonly path: string
  readonly fileSize: number
  readonly timestamp: number
}
export function writeTruncateEventProto(w: BackwardWriter, m: TruncateEventProto): void {
  w.int64(m.timestamp); w.tag(24)
  w.int64(m.fileSize); w.tag(16)
  w.string(m.path); w.tag(10)
}
export function readTruncateEventProto(r: ProtoReader, end: number): TruncateEventProto {
  let $path: string | undefined
  let $fileSize: number | undefined
  let $timestamp: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $path = r.string(); break }
      case 16: { $fileSize = r.int64(); break }
      case 24: { $timestamp = r.int64(); break }
      default: r.skip(tag, "hadoop.hdfs.TruncateEventProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.TruncateEventProto")
  if ($path === undefined) throw missing("hadoop.hdfs.TruncateEventProto", "path")
  if ($fileSize === undefined) throw missing("hadoop.hdfs.TruncateEventProto", "fileSize")
  if ($timestamp === undefined) throw missing("hadoop.hdfs.TruncateEventProto", "timestamp")
  return { path: $path, fileSize: $fileSize, timestamp: $timestamp }
}
export const TruncateEventProto: Codec<TruncateEventProto> = /* @__PURE__ */ codec("hadoop.hdfs.TruncateEventProto", writeTruncateEventProto, readTruncateEventProto)

export interface AppendEventProto {
  readonly path: string
  readonly newBlock?: boolean | undefined
}
export function writeAppendEventProto(w: BackwardWriter, m: AppendEventProto): void {
  if (m.newBlock !== undefined) { w.bool(m.newBlock); w.tag(16) }
  w.string(m.path); w.tag(10)
}
export function readAppendEventProto(r: ProtoReader, end: number): AppendEventProto {
  let $path: string | undefined
  let $newBlock: boolean = false
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $path = r.string(); break }
      case 16: { $newBlock = r.bool(); break }
      default: r.skip(tag, "hadoop.hdfs.AppendEventProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.AppendEventProto")
  if ($path === undefined) throw missing("hadoop.hdfs.AppendEventProto", "path")
  return { path: $path, newBlock: $newBlock }
}
export const AppendEventProto: Codec<AppendEventProto> = /* @__PURE__ */ codec("hadoop.hdfs.AppendEventProto", writeAppendEventProto, readAppendEventProto)

export interface RenameEventProto {
  readonly srcPath: string
  readonly destPath: string
  readonly timestamp: number
}
export function writeRenameEventProto(w: BackwardWriter, m: RenameEventProto): void {
  w.int64(m.timestamp); w.tag(24)
  w.string(m.destPath); w.tag(18)
  w.string(m.srcPath); w.tag(10)
}
export function readRenameEventProto(r: ProtoReader, end: number): RenameEventProto {
  let $srcPath: string | undefined
  let $destPath: string | undefined
  let $timestamp: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $srcPath = r.string(); break }
      case 18: { $destPath = r.string(); break }
      case 24: { $timestamp = r.int64(); break }
      default: r.skip(tag, "hadoop.hdfs.RenameEventProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.RenameEventProto")
  if ($srcPath === undefined) throw missing("hadoop.hdfs.RenameEventProto", "srcPath")
  if ($destPath === undefined) throw missing("hadoop.hdfs.RenameEventProto", "destPath")
  if ($timestamp === undefined) throw missing("hadoop.hdfs.RenameEventProto", "timestamp")
  return { srcPath: $srcPath, destPath: $destPath, timestamp: $timestamp }
}
export const RenameEventProto: Codec<RenameEventProto> = /* @__PURE__ */ codec("hadoop.hdfs.RenameEventProto", writeRenameEventProto, readRenameEventProto)

export interface MetadataUpdateEventProto {
  readonly path: string
  readonly type: MetadataUpdateType
  readonly mtime?: number | undefined
  readonly atime?: number | undefined
  readonly replication?: number | undefined
  readonly ownerName?: string | undefined
  readonly groupName?: string | undefined
  readonly perms?: FsPermissionProto | undefined
  readonly acls: readonly AclEntryProto[]
  readonly xAttrs: readonly XAttrProto[]
  readonly xAttrsRemoved?: boolean | undefined
}
export function writeMetadataUpdateEventProto(w: BackwardWriter, m: MetadataUpdateEventProto): void {
  if (m.xAttrsRemoved !== undefined) { w.bool(m.xAttrsRemoved); w.tag(88) }
  for (let values = m.xAttrs, i = values.length - 1; i >= 0; i--) { const before = w.size; writeXAttrProto(w, values[i] as XAttrProto); w.varint32(w.size - before); w.tag(82) }
  for (let values = m.acls, i = values.length - 1; i >= 0; i--) { const before = w.size; writeAclEntryProto(w, values[i] as AclEntryProto); w.varint32(w.size - before); w.tag(74) }
  if (m.perms !== undefined) { const before = w.size; writeFsPermissionProto(w, m.perms); w.varint32(w.size - before); w.tag(66) }
  if (m.groupName !== undefined) { w.string(m.groupName); w.tag(58) }
  if (m.ownerName !== undefined) { w.string(m.ownerName); w.tag(50) }
  if (m.replication !== undefined) { w.int32(m.replication); w.tag(40) }
  if (m.atime !== undefined) { w.int64(m.atime); w.tag(32) }
  if (m.mtime !== undefined) { w.int64(m.mtime); w.tag(24) }
  w.int32(m.type); w.tag(16)
  w.string(m.path); w.tag(10)
}
export function readMetadataUpdateEventProto(r: ProtoReader, end: number): MetadataUpdateEventProto {
  let $path: string | undefined
  let $type: MetadataUpdateType | undefined
  let $mtime: number | undefined
  let $atime: number | undefined
  let $replication: number | undefined
  let $ownerName: string | undefined
  let $groupName: string | undefined
  let $perms: FsPermissionProto | undefined
  const $acls: AclEntryProto[] = []
  const $xAttrs: XAttrProto[] = []
  let $xAttrsRemoved: boolean | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $path = r.string(); break }
      case 16: { const v = r.int32(); if (v >= 0 && v <= 5) $type = v as MetadataUpdateType; break }
      case 24: { $mtime = r.int64(); break }
      case 32: { $atime = r.int64(); break }
      case 40: { $replication = r.int32(); break }
      case 50: { $ownerName = r.string(); break }
      case 58: { $groupName = r.string(); break }
      case 66: { const to = r.lengthEnd(); $perms = readFsPermissionProto(r, to); break }
      case 74: { const to = r.lengthEnd(); $acls.push(readAclEntryProto(r, to)); break }
      case 82: { const to = r.lengthEnd(); $xAttrs.push(readXAttrProto(r, to)); break }
      case 88: { $xAttrsRemoved = r.bool(); break }
      default: r.skip(tag, "hadoop.hdfs.MetadataUpdateEventProto", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.MetadataUpdateEventProto")
  if ($path === undefined) throw missing("hadoop.hdfs.MetadataUpdateEventProto", "path")
  if ($type === undefined) throw missing("hadoop.hdfs.MetadataUpdateEventProto", "type")
  return { path: $path, type: $type, mtime: $mtime, atime: $atime, replication: $replication, ownerName: $ownerName, groupName: $groupName, perms: $perms, acls: $acls, xAttrs: $xAttrs, xAttrsRemoved: $xAttrsRemoved }
}
export const MetadataUpdateEventProto: Codec<MetadataUpdateEventProto> = /* @__PURE__ */ codec("hadoop.hdfs.MetadataUpdateEventProto", writeMetadataUpdateEventProto, readMetadataUpdateEventProto)

export interface UnlinkEventProto {
  readonly path: string
  readonly timestamp: number
}
export function writeUnlinkEventProto(w: BackwardWriter, m: UnlinkEventProto): void {
  w.int64(m.timestamp); w.tag(16)
  w.string(m.path); w.tag(10)
}
export function readUnlinkEventProto(r: ProtoReader, end: number): UnlinkEventProto {
  let $path: string | undefined
  let $timestamp: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $path = r.string(); break }
      case 16: { $timestamp = r.int64(); break }
      default: r.skip(tag, "hadoop.hdfs.UnlinkEventProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.UnlinkEventProto")
  if ($path === undefined) throw missing("hadoop.hdfs.UnlinkEventProto", "path")
  if ($timestamp === undefined) throw missing("hadoop.hdfs.UnlinkEventProto", "timestamp")
  return { path: $path, timestamp: $timestamp }
}
export const UnlinkEventProto: Codec<UnlinkEventProto> = /* @__PURE__ */ codec("hadoop.hdfs.UnlinkEventProto", writeUnlinkEventProto, readUnlinkEventProto)

export interface EventsListProto {
  readonly events: readonly EventProto[]
  readonly firstTxid: number
  readonly lastTxid: number
  readonly syncTxid: number
  readonly batch: readonly EventBatchProto[]
}
export function writeEventsListProto(w: BackwardWriter, m: EventsListProto): void {
  for (let values = m.batch, i = values.length - 1; i >= 0; i--) { const before = w.size; writeEventBatchProto(w, values[i] as EventBatchProto); w.varint32(w.size - before); w.tag(42) }
  w.int64(m.syncTxid); w.tag(32)
  w.int64(m.lastTxid); w.tag(24)
  w.int64(m.firstTxid); w.tag(16)
  for (let values = m.events, i = values.length - 1; i >= 0; i--) { const before = w.size; writeEventProto(w, values[i] as EventProto); w.varint32(w.size - before); w.tag(10) }
}
export function readEventsListProto(r: ProtoReader, end: number): EventsListProto {
  const $events: EventProto[] = []
  let $firstTxid: number | undefined
  let $lastTxid: number | undefined
  let $syncTxid: number | undefined
  const $batch: EventBatchProto[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $events.push(readEventProto(r, to)); break }
      case 16: { $firstTxid = r.int64(); break }
      case 24: { $lastTxid = r.int64(); break }
      case 32: { $syncTxid = r.int64(); break }
      case 42: { const to = r.lengthEnd(); $batch.push(readEventBatchProto(r, to)); break }
      default: r.skip(tag, "hadoop.hdfs.EventsListProto", [1, 2, 3, 4, 5])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.EventsListProto")
  if ($firstTxid === undefined) throw missing("hadoop.hdfs.EventsListProto", "firstTxid")
  if ($lastTxid === undefined) throw missing("hadoop.hdfs.EventsListProto", "lastTxid")
  if ($syncTxid === undefined) throw missing("hadoop.hdfs.EventsListProto", "syncTxid")
  return { events: $events, firstTxid: $firstTxid, lastTxid: $lastTxid, syncTxid: $syncTxid, batch: $batch }
}
export const EventsListProto: Codec<EventsListProto> = /* @__PURE__ */ codec("hadoop.hdfs.EventsListProto", writeEventsListProto, readEventsListProto)
