// Generated from proto/get-user-mappings-protocol.proto by scripts/proto/generate.ts; change those instead.
// Asks the NameNode which groups it sees a user in (hdfs groups).
// One method only.

import type { BackwardWriter } from './backward-writer.ts'
import type { Codec } from './codec.ts'
import { codec, missing, overrun } from './codec.ts'
import type { ProtoReader } from './proto-reader.ts'

export interface GetGroupsForUserRequestProto {
  readonly user: string
}
export function writeGetGroupsForUserRequestProto(w: BackwardWriter, m: GetGroupsForUserRequestProto): void {
  w.string(m.user); w.tag(10)
}
export function readGetGroupsForUserRequestProto(r: ProtoReader, end: number): GetGroupsForUserRequestProto {
  let $user: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $user = r.string(); break }
      default: r.skip(tag, "hadoop.common.GetGroupsForUserRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.common.GetGroupsForUserRequestProto")
  if ($user === undefined) throw missing("hadoop.common.GetGroupsForUserRequestProto", "user")
  return { user: $user }
}
export const GetGroupsForUserRequestProto: Codec<GetGroupsForUserRequestProto> = /* @__PURE__ */ codec("hadoop.common.GetGroupsForUserRequestProto", writeGetGroupsForUserRequestProto, readGetGroupsForUserRequestProto)

export interface GetGroupsForUserResponseProto {
  readonly groups: readonly string[]
}
export function writeGetGroupsForUserResponseProto(w: BackwardWriter, m: GetGroupsForUserResponseProto): void {
  for (let values = m.groups, i = values.length - 1; i >= 0; i--) { w.string(values[i] as string); w.tag(10) }
}
export function readGetGroupsForUserResponseProto(r: ProtoReader, end: number): GetGroupsForUserResponseProto {
  const $groups: string[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $groups.push(r.string()); break }
      default: r.skip(tag, "hadoop.common.GetGroupsForUserResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.common.GetGroupsForUserResponseProto")
  return { groups: $groups }
}
export const GetGroupsForUserResponseProto: Codec<GetGroupsForUserResponseProto> = /* @__PURE__ */ codec("hadoop.common.GetGroupsForUserResponseProto", writeGetGroupsForUserResponseProto, readGetGroupsForUserResponseProto)

export const GetUserMappingsProtocol = {
  protocol: "org.apache.hadoop.tools.GetUserMappingsProtocol",
  version: 1,
  methods: {
    getGroupsForUser: { name: "getGroupsForUser", request: GetGroupsForUserRequestProto, response: GetGroupsForUserResponseProto },
  },
} as const
