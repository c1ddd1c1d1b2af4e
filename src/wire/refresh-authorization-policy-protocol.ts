// Generated from proto/refresh-authorization-policy-protocol.proto by scripts/proto/generate.ts; change those instead.
// Makes a server reload its service-level access lists.
// Spoken by dfsadmin -refreshServiceAcl.

import type { BackwardWriter } from './backward-writer.ts'
import type { Codec } from './codec.ts'
import { codec, overrun } from './codec.ts'
import type { ProtoReader } from './proto-reader.ts'

export type RefreshServiceAclRequestProto = Record<string, never>
export function writeRefreshServiceAclRequestProto(_w: BackwardWriter, _m: RefreshServiceAclRequestProto): void {
}
export function readRefreshServiceAclRequestProto(r: ProtoReader, end: number): RefreshServiceAclRequestProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.common.RefreshServiceAclRequestProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.common.RefreshServiceAclRequestProto")
  return {  }
}
export const RefreshServiceAclRequestProto: Codec<RefreshServiceAclRequestProto> = /* @__PURE__ */ codec("hadoop.common.RefreshServiceAclRequestProto", writeRefreshServiceAclRequestProto, readRefreshServiceAclRequestProto)

export type RefreshServiceAclResponseProto = Record<string, never>
export function writeRefreshServiceAclResponseProto(_w: BackwardWriter, _m: RefreshServiceAclResponseProto): void {
}
export function readRefreshServiceAclResponseProto(r: ProtoReader, end: number): RefreshServiceAclResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.common.RefreshServiceAclResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.common.RefreshServiceAclResponseProto")
  return {  }
}
export const RefreshServiceAclResponseProto: Codec<RefreshServiceAclResponseProto> = /* @__PURE__ */ codec("hadoop.common.RefreshServiceAclResponseProto", writeRefreshServiceAclResponseProto, readRefreshServiceAclResponseProto)

export const RefreshAuthorizationPolicyProtocol = {
  protocol: "org.apache.hadoop.security.authorize.RefreshAuthorizationPolicyProtocol",
  version: 1,
  methods: {
    refreshServiceAcl: { name: "refreshServiceAcl", request: RefreshServiceAclRequestProto, response: RefreshServiceAclResponseProto },
  },
} as const
