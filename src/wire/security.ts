// Generated from proto/security.proto by scripts/proto/generate.ts; change those instead.
// Tokens as they travel: delegation and block tokens, credentials, and the calls that get, renew
// and cancel delegation tokens.

import type { BackwardWriter } from './backward-writer.ts'
import type { Codec } from './codec.ts'
import { codec, missing, overrun } from './codec.ts'
import type { ProtoReader } from './proto-reader.ts'

export interface TokenProto {
  readonly identifier: Uint8Array
  readonly password: Uint8Array
  readonly kind: string
  readonly service: string
}
export function writeTokenProto(w: BackwardWriter, m: TokenProto): void {
  w.string(m.service); w.tag(34)
  w.string(m.kind); w.tag(26)
  w.bytes(m.password); w.tag(18)
  w.bytes(m.identifier); w.tag(10)
}
export function readTokenProto(r: ProtoReader, end: number): TokenProto {
  let $identifier: Uint8Array | undefined
  let $password: Uint8Array | undefined
  let $kind: string | undefined
  let $service: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $identifier = r.bytes(); break }
      case 18: { $password = r.bytes(); break }
      case 26: { $kind = r.string(); break }
      case 34: { $service = r.string(); break }
      default: r.skip(tag, "hadoop.common.TokenProto", [1, 2, 3, 4])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.common.TokenProto")
  if ($identifier === undefined) throw missing("hadoop.common.TokenProto", "identifier")
  if ($password === undefined) throw missing("hadoop.common.TokenProto", "password")
  if ($kind === undefined) throw missing("hadoop.common.TokenProto", "kind")
  if ($service === undefined) throw missing("hadoop.common.TokenProto", "service")
  return { identifier: $identifier, password: $password, kind: $kind, service: $service }
}
export const TokenProto: Codec<TokenProto> = /* @__PURE__ */ codec("hadoop.common.TokenProto", writeTokenProto, readTokenProto)

export interface CredentialsKVProto {
  readonly alias: string
  readonly token?: TokenProto | undefined
  readonly secret?: Uint8Array | undefined
}
export function writeCredentialsKVProto(w: BackwardWriter, m: CredentialsKVProto): void {
  if (m.secret !== undefined) { w.bytes(m.secret); w.tag(26) }
  if (m.token !== undefined) { const before = w.size; writeTokenProto(w, m.token); w.varint32(w.size - before); w.tag(18) }
  w.string(m.alias); w.tag(10)
}
export function readCredentialsKVProto(r: ProtoReader, end: number): CredentialsKVProto {
  let $alias: string | undefined
  let $token: TokenProto | undefined
  let $secret: Uint8Array | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $alias = r.string(); break }
      case 18: { const to = r.lengthEnd(); $token = readTokenProto(r, to); break }
      case 26: { $secret = r.bytes(); break }
      default: r.skip(tag, "hadoop.common.CredentialsKVProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.common.CredentialsKVProto")
  if ($alias === undefined) throw missing("hadoop.common.CredentialsKVProto", "alias")
  return { alias: $alias, token: $token, secret: $secret }
}
export const CredentialsKVProto: Codec<CredentialsKVProto> = /* @__PURE__ */ codec("hadoop.common.CredentialsKVProto", writeCredentialsKVProto, readCredentialsKVProto)

export interface CredentialsProto {
  readonly tokens: readonly CredentialsKVProto[]
  readonly secrets: readonly CredentialsKVProto[]
}
export function writeCredentialsProto(w: BackwardWriter, m: CredentialsProto): void {
  for (let values = m.secrets, i = values.length - 1; i >= 0; i--) { const before = w.size; writeCredentialsKVProto(w, values[i] as CredentialsKVProto); w.varint32(w.size - before); w.tag(18) }
  for (let values = m.tokens, i = values.length - 1; i >= 0; i--) { const before = w.size; writeCredentialsKVProto(w, values[i] as CredentialsKVProto); w.varint32(w.size - before); w.tag(10) }
}
export function readCredentialsProto(r: ProtoReader, end: number): CredentialsProto {
  const $tokens: CredentialsKVProto[] = []
  const $secrets: CredentialsKVProto[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $tokens.push(readCredentialsKVProto(r, to)); break }
      case 18: { const to = r.lengthEnd(); $secrets.push(readCredentialsKVProto(r, to)); break }
      default: r.skip(tag, "hadoop.common.CredentialsProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.common.CredentialsProto")
  return { tokens: $tokens, secrets: $secrets }
}
export const CredentialsProto: Codec<CredentialsProto> = /* @__PURE__ */ codec("hadoop.common.CredentialsProto", writeCredentialsProto, readCredentialsProto)

export interface GetDelegationTokenRequestProto {
  readonly renewer: string
}
export function writeGetDelegationTokenRequestProto(w: BackwardWriter, m: GetDelegationTokenRequestProto): void {
  w.string(m.renewer); w.tag(10)
}
export function readGetDelegationTokenRequestProto(r: ProtoReader, end: number): GetDelegationTokenRequestProto {
  let $renewer: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $renewer = r.string(); break }
      default: r.skip(tag, "hadoop.common.GetDelegationTokenRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.common.GetDelegationTokenRequestProto")
  if ($renewer === undefined) throw missing("hadoop.common.GetDelegationTokenRequestProto", "renewer")
  return { renewer: $renewer }
}
export const GetDelegationTokenRequestProto: Codec<GetDelegationTokenRequestProto> = /* @__PURE__ */ codec("hadoop.common.GetDelegationTokenRequestProto", writeGetDelegationTokenRequestProto, readGetDelegationTokenRequestProto)

export interface GetDelegationTokenResponseProto {
  readonly token?: TokenProto | undefined
}
export function writeGetDelegationTokenResponseProto(w: BackwardWriter, m: GetDelegationTokenResponseProto): void {
  if (m.token !== undefined) { const before = w.size; writeTokenProto(w, m.token); w.varint32(w.size - before); w.tag(10) }
}
export function readGetDelegationTokenResponseProto(r: ProtoReader, end: number): GetDelegationTokenResponseProto {
  let $token: TokenProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $token = readTokenProto(r, to); break }
      default: r.skip(tag, "hadoop.common.GetDelegationTokenResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.common.GetDelegationTokenResponseProto")
  return { token: $token }
}
export const GetDelegationTokenResponseProto: Codec<GetDelegationTokenResponseProto> = /* @__PURE__ */ codec("hadoop.common.GetDelegationTokenResponseProto", writeGetDelegationTokenResponseProto, readGetDelegationTokenResponseProto)

export interface RenewDelegationTokenRequestProto {
  readonly token: TokenProto
}
export function writeRenewDelegationTokenRequestProto(w: BackwardWriter, m: RenewDelegationTokenRequestProto): void {
  { const before = w.size; writeTokenProto(w, m.token); w.varint32(w.size - before); w.tag(10) }
}
export function readRenewDelegationTokenRequestProto(r: ProtoReader, end: number): RenewDelegationTokenRequestProto {
  let $token: TokenProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $token = readTokenProto(r, to); break }
      default: r.skip(tag, "hadoop.common.RenewDelegationTokenRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.common.RenewDelegationTokenRequestProto")
  if ($token === undefined) throw missing("hadoop.common.RenewDelegationTokenRequestProto", "token")
  return { token: $token }
}
export const RenewDelegationTokenRequestProto: Codec<RenewDelegationTokenRequestProto> = /* @__PURE__ */ codec("hadoop.common.RenewDelegationTokenRequestProto", writeRenewDelegationTokenRequestProto, readRenewDelegationTokenRequestProto)

export interface RenewDelegationTokenResponseProto {
  readonly newExpiryTime: number
}
export function writeRenewDelegationTokenResponseProto(w: BackwardWriter, m: RenewDelegationTokenResponseProto): void {
  w.int64(m.newExpiryTime); w.tag(8)
}
export function readRenewDelegationTokenResponseProto(r: ProtoReader, end: number): RenewDelegationTokenResponseProto {
  let $newExpiryTime: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $newExpiryTime = r.int64(); break }
      default: r.skip(tag, "hadoop.common.RenewDelegationTokenResponseProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.common.RenewDelegationTokenResponseProto")
  if ($newExpiryTime === undefined) throw missing("hadoop.common.RenewDelegationTokenResponseProto", "newExpiryTime")
  return { newExpiryTime: $newExpiryTime }
}
export const RenewDelegationTokenResponseProto: Codec<RenewDelegationTokenResponseProto> = /* @__PURE__ */ codec("hadoop.common.RenewDelegationTokenResponseProto", writeRenewDelegationTokenResponseProto, readRenewDelegationTokenResponseProto)

export interface CancelDelegationTokenRequestProto {
  readonly token: TokenProto
}
export function writeCancelDelegationTokenRequestProto(w: BackwardWriter, m: CancelDelegationTokenRequestProto): void {
  { const before = w.size; writeTokenProto(w, m.token); w.varint32(w.size - before); w.tag(10) }
}
export function readCancelDelegationTokenRequestProto(r: ProtoReader, end: number): CancelDelegationTokenRequestProto {
  let $token: TokenProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $token = readTokenProto(r, to); break }
      default: r.skip(tag, "hadoop.common.CancelDelegationTokenRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.common.CancelDelegationTokenRequestProto")
  if ($token === undefined) throw missing("hadoop.common.CancelDelegationTokenRequestProto", "token")
  return { token: $token }
}
export const CancelDelegationTokenRequestProto: Codec<CancelDelegationTokenRequestProto> = /* @__PURE__ */ codec("hadoop.common.CancelDelegationTokenRequestProto", writeCancelDelegationTokenRequestProto, readCancelDelegationTokenRequestProto)

export type CancelDelegationTokenResponseProto = Record<string, never>
export function writeCancelDelegationTokenResponseProto(_w: BackwardWriter, _m: CancelDelegationTokenResponseProto): void {
}
export function readCancelDelegationTokenResponseProto(r: ProtoReader, end: number): CancelDelegationTokenResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.common.CancelDelegationTokenResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.common.CancelDelegationTokenResponseProto")
  return {  }
}
export const CancelDelegationTokenResponseProto: Codec<CancelDelegationTokenResponseProto> = /* @__PURE__ */ codec("hadoop.common.CancelDelegationTokenResponseProto", writeCancelDelegationTokenResponseProto, readCancelDelegationTokenResponseProto)
