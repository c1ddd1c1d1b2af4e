// Generated from proto/refresh-user-mappings-protocol.proto by scripts/proto/generate.ts; change those instead.
// Makes the NameNode forget cached groups and reload the rules on who may impersonate whom.
// Spoken by dfsadmin.

import type { BackwardWriter } from './backward-writer.ts'
import type { Codec } from './codec.ts'
import { codec, overrun } from './codec.ts'
import type { ProtoReader } from './proto-reader.ts'

export type RefreshUserToGroupsMappingsRequestProto = Record<string, never>
export function writeRefreshUserToGroupsMappingsRequestProto(_w: BackwardWriter, _m: RefreshUserToGroupsMappingsRequestProto): void {
}
export function readRefreshUserToGroupsMappingsRequestProto(r: ProtoReader, end: number): RefreshUserToGroupsMappingsRequestProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.common.RefreshUserToGroupsMappingsRequestProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.common.RefreshUserToGroupsMappingsRequestProto")
  return {  }
}
export const RefreshUserToGroupsMappingsRequestProto: Codec<RefreshUserToGroupsMappingsRequestProto> = /* @__PURE__ */ codec("hadoop.common.RefreshUserToGroupsMappingsRequestProto", writeRefreshUserToGroupsMappingsRequestProto, readRefreshUserToGroupsMappingsRequestProto)

export type RefreshUserToGroupsMappingsResponseProto = Record<string, never>
export function writeRefreshUserToGroupsMappingsResponseProto(_w: BackwardWriter, _m: RefreshUserToGroupsMappingsResponseProto): void {
}
export function readRefreshUserToGroupsMappingsResponseProto(r: ProtoReader, end: number): RefreshUserToGroupsMappingsResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.common.RefreshUserToGroupsMappingsResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.common.RefreshUserToGroupsMappingsResponseProto")
  return {  }
}
export const RefreshUserToGroupsMappingsResponseProto: Codec<RefreshUserToGroupsMappingsResponseProto> = /* @__PURE__ */ codec("hadoop.common.RefreshUserToGroupsMappingsResponseProto", writeRefreshUserToGroupsMappingsResponseProto, readRefreshUserToGroupsMappingsResponseProto)

export type RefreshSuperUserGroupsConfigurationRequestProto = Record<string, never>
export function writeRefreshSuperUserGroupsConfigurationRequestProto(_w: BackwardWriter, _m: RefreshSuperUserGroupsConfigurationRequestProto): void {
}
export function readRefreshSuperUserGroupsConfigurationRequestProto(r: ProtoReader, end: number): RefreshSuperUserGroupsConfigurationRequestProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.common.RefreshSuperUserGroupsConfigurationRequestProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.common.RefreshSuperUserGroupsConfigurationRequestProto")
  return {  }
}
export const RefreshSuperUserGroupsConfigurationRequestProto: Codec<RefreshSuperUserGroupsConfigurationRequestProto> = /* @__PURE__ */ codec("hadoop.common.RefreshSuperUserGroupsConfigurationRequestProto", writeRefreshSuperUserGroupsConfigurationRequestProto, readRefreshSuperUserGroupsConfigurationRequestProto)

export type RefreshSuperUserGroupsConfigurationResponseProto = Record<string, never>
export function writeRefreshSuperUserGroupsConfigurationResponseProto(_w: BackwardWriter, _m: RefreshSuperUserGroupsConfigurationResponseProto): void {
}
export function readRefreshSuperUserGroupsConfigurationResponseProto(r: ProtoReader, end: number): RefreshSuperUserGroupsConfigurationResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.common.RefreshSuperUserGroupsConfigurationResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.common.RefreshSuperUserGroupsConfigurationResponseProto")
  return {  }
}
export const RefreshSuperUserGroupsConfigurationResponseProto: Codec<RefreshSuperUserGroupsConfigurationResponseProto> = /* @__PURE__ */ codec("hadoop.common.RefreshSuperUserGroupsConfigurationResponseProto", writeRefreshSuperUserGroupsConfigurationResponseProto, readRefreshSuperUserGroupsConfigurationResponseProto)

export const RefreshUserMappingsProtocol = {
  protocol: "org.apache.hadoop.security.RefreshUserMappingsProtocol",
  version: 1,
  methods: {
    refreshUserToGroupsMappings: { name: "refreshUserToGroupsMappings", request: RefreshUserToGroupsMappingsRequestProto, response: RefreshUserToGroupsMappingsResponseProto },
    refreshSuperUserGroupsConfiguration: { name: "refreshSuperUserGroupsConfiguration", request: RefreshSuperUserGroupsConfigurationRequestProto, response: RefreshSuperUserGroupsConfigurationResponseProto },
  },
} as const
