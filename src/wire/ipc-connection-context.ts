// Generated from proto/ipc-connection-context.proto by scripts/proto/generate.ts; change those instead.
// What a client says once, at the start of a connection: who it acts for and which protocol
// it is going to speak.

import type { BackwardWriter } from './backward-writer.ts'
import type { Codec } from './codec.ts'
import { codec, overrun } from './codec.ts'
import type { ProtoReader } from './proto-reader.ts'

export interface UserInformationProto {
  readonly effectiveUser?: string | undefined
  readonly realUser?: string | undefined
}
export function writeUserInformationProto(w: BackwardWriter, m: UserInformationProto): void {
  if (m.realUser !== undefined) { w.string(m.realUser); w.tag(18) }
  if (m.effectiveUser !== undefined) { w.string(m.effectiveUser); w.tag(10) }
}
export function readUserInformationProto(r: ProtoReader, end: number): UserInformationProto {
  let $effectiveUser: string | undefined
  let $realUser: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $effectiveUser = r.string(); break }
      case 18: { $realUser = r.string(); break }
      default: r.skip(tag, "hadoop.common.UserInformationProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.common.UserInformationProto")
  return { effectiveUser: $effectiveUser, realUser: $realUser }
}
export const UserInformationProto: Codec<UserInformationProto> = /* @__PURE__ */ codec("hadoop.common.UserInformationProto", writeUserInformationProto, readUserInformationProto)

export interface IpcConnectionContextProto {
  readonly userInfo?: UserInformationProto | undefined
  readonly protocol?: string | undefined
}
export function writeIpcConnectionContextProto(w: BackwardWriter, m: IpcConnectionContextProto): void {
  if (m.protocol !== undefined) { w.string(m.protocol); w.tag(26) }
  if (m.userInfo !== undefined) { const before = w.size; writeUserInformationProto(w, m.userInfo); w.varint32(w.size - before); w.tag(18) }
}
export function readIpcConnectionContextProto(r: ProtoReader, end: number): IpcConnectionContextProto {
  let $userInfo: UserInformationProto | undefined
  let $protocol: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 18: { const to = r.lengthEnd(); $userInfo = readUserInformationProto(r, to); break }
      case 26: { $protocol = r.string(); break }
      default: r.skip(tag, "hadoop.common.IpcConnectionContextProto", [2, 3])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.common.IpcConnectionContextProto")
  return { userInfo: $userInfo, protocol: $protocol }
}
export const IpcConnectionContextProto: Codec<IpcConnectionContextProto> = /* @__PURE__ */ codec("hadoop.common.IpcConnectionContextProto", writeIpcConnectionContextProto, readIpcConnectionContextProto)
