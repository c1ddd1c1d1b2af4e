// Generated from proto/ha-service-protocol.proto by scripts/proto/generate.ts; change those instead.
// Asks a NameNode for its HA state and health and orders state changes; spoken by haadmin and
// failover controllers.

import type { BackwardWriter } from './backward-writer.ts'
import type { Codec } from './codec.ts'
import { codec, missing, overrun } from './codec.ts'
import type { ProtoReader } from './proto-reader.ts'

export const HAServiceStateProto = {
  INITIALIZING: 0,
  ACTIVE: 1,
  STANDBY: 2,
  OBSERVER: 3,
} as const
export type HAServiceStateProto = (typeof HAServiceStateProto)[keyof typeof HAServiceStateProto]

export const HARequestSource = {
  REQUEST_BY_USER: 0,
  REQUEST_BY_USER_FORCED: 1,
  REQUEST_BY_ZKFC: 2,
} as const
export type HARequestSource = (typeof HARequestSource)[keyof typeof HARequestSource]

export interface HAStateChangeRequestInfoProto {
  readonly reqSource: HARequestSource
}
export function writeHAStateChangeRequestInfoProto(w: BackwardWriter, m: HAStateChangeRequestInfoProto): void {
  w.int32(m.reqSource); w.tag(8)
}
export function readHAStateChangeRequestInfoProto(r: ProtoReader, end: number): HAStateChangeRequestInfoProto {
  let $reqSource: HARequestSource | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { const v = r.int32(); if (v >= 0 && v <= 2) $reqSource = v as HARequestSource; break }
      default: r.skip(tag, "hadoop.common.HAStateChangeRequestInfoProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.common.HAStateChangeRequestInfoProto")
  if ($reqSource === undefined) throw missing("hadoop.common.HAStateChangeRequestInfoProto", "reqSource")
  return { reqSource: $reqSource }
}
export const HAStateChangeRequestInfoProto: Codec<HAStateChangeRequestInfoProto> = /* @__PURE__ */ codec("hadoop.common.HAStateChangeRequestInfoProto", writeHAStateChangeRequestInfoProto, readHAStateChangeRequestInfoProto)

export type MonitorHealthRequestProto = Record<string, never>
export function writeMonitorHealthRequestProto(_w: BackwardWriter, _m: MonitorHealthRequestProto): void {
}
export function readMonitorHealthRequestProto(r: ProtoReader, end: number): MonitorHealthRequestProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.common.MonitorHealthRequestProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.common.MonitorHealthRequestProto")
  return {  }
}
export const MonitorHealthRequestProto: Codec<MonitorHealthRequestProto> = /* @__PURE__ */ codec("hadoop.common.MonitorHealthRequestProto", writeMonitorHealthRequestProto, readMonitorHealthRequestProto)

export type MonitorHealthResponseProto = Record<string, never>
export function writeMonitorHealthResponseProto(_w: BackwardWriter, _m: MonitorHealthResponseProto): void {
}
export function readMonitorHealthResponseProto(r: ProtoReader, end: number): MonitorHealthResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.common.MonitorHealthResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.common.MonitorHealthResponseProto")
  return {  }
}
export const MonitorHealthResponseProto: Codec<MonitorHealthResponseProto> = /* @__PURE__ */ codec("hadoop.common.MonitorHealthResponseProto", writeMonitorHealthResponseProto, readMonitorHealthResponseProto)

export interface TransitionToActiveRequestProto {
  readonly reqInfo: HAStateChangeRequestInfoProto
}
export function writeTransitionToActiveRequestProto(w: BackwardWriter, m: TransitionToActiveRequestProto): void {
  { const before = w.size; writeHAStateChangeRequestInfoProto(w, m.reqInfo); w.varint32(w.size - before); w.tag(10) }
}
export function readTransitionToActiveRequestProto(r: ProtoReader, end: number): TransitionToActiveRequestProto {
  let $reqInfo: HAStateChangeRequestInfoProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $reqInfo = readHAStateChangeRequestInfoProto(r, to); break }
      default: r.skip(tag, "hadoop.common.TransitionToActiveRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.common.TransitionToActiveRequestProto")
  if ($reqInfo === undefined) throw missing("hadoop.common.TransitionToActiveRequestProto", "reqInfo")
  return { reqInfo: $reqInfo }
}
export const TransitionToActiveRequestProto: Codec<TransitionToActiveRequestProto> = /* @__PURE__ */ codec("hadoop.common.TransitionToActiveRequestProto", writeTransitionToActiveRequestProto, readTransitionToActiveRequestProto)

export type TransitionToActiveResponseProto = Record<string, never>
export function writeTransitionToActiveResponseProto(_w: BackwardWriter, _m: TransitionToActiveResponseProto): void {
}
export function readTransitionToActiveResponseProto(r: ProtoReader, end: number): TransitionToActiveResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.common.TransitionToActiveResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.common.TransitionToActiveResponseProto")
  return {  }
}
export const TransitionToActiveResponseProto: Codec<TransitionToActiveResponseProto> = /* @__PURE__ */ codec("hadoop.common.TransitionToActiveResponseProto", writeTransitionToActiveResponseProto, readTransitionToActiveResponseProto)

export interface TransitionToStandbyRequestProto {
  readonly reqInfo: HAStateChangeRequestInfoProto
}
export function writeTransitionToStandbyRequestProto(w: BackwardWriter, m: TransitionToStandbyRequestProto): void {
  { const before = w.size; writeHAStateChangeRequestInfoProto(w, m.reqInfo); w.varint32(w.size - before); w.tag(10) }
}
export function readTransitionToStandbyRequestProto(r: ProtoReader, end: number): TransitionToStandbyRequestProto {
  let $reqInfo: HAStateChangeRequestInfoProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $reqInfo = readHAStateChangeRequestInfoProto(r, to); break }
      default: r.skip(tag, "hadoop.common.TransitionToStandbyRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.common.TransitionToStandbyRequestProto")
  if ($reqInfo === undefined) throw missing("hadoop.common.TransitionToStandbyRequestProto", "reqInfo")
  return { reqInfo: $reqInfo }
}
export const TransitionToStandbyRequestProto: Codec<TransitionToStandbyRequestProto> = /* @__PURE__ */ codec("hadoop.common.TransitionToStandbyRequestProto", writeTransitionToStandbyRequestProto, readTransitionToStandbyRequestProto)

export type TransitionToStandbyResponseProto = Record<string, never>
export function writeTransitionToStandbyResponseProto(_w: BackwardWriter, _m: TransitionToStandbyResponseProto): void {
}
export function readTransitionToStandbyResponseProto(r: ProtoReader, end: number): TransitionToStandbyResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.common.TransitionToStandbyResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.common.TransitionToStandbyResponseProto")
  return {  }
}
export const TransitionToStandbyResponseProto: Codec<TransitionToStandbyResponseProto> = /* @__PURE__ */ codec("hadoop.common.TransitionToStandbyResponseProto", writeTransitionToStandbyResponseProto, readTransitionToStandbyResponseProto)

export interface TransitionToObserverRequestProto {
  readonly reqInfo: HAStateChangeRequestInfoProto
}
export function writeTransitionToObserverRequestProto(w: BackwardWriter, m: TransitionToObserverRequestProto): void {
  { const before = w.size; writeHAStateChangeRequestInfoProto(w, m.reqInfo); w.varint32(w.size - before); w.tag(10) }
}
export function readTransitionToObserverRequestProto(r: ProtoReader, end: number): TransitionToObserverRequestProto {
  let $reqInfo: HAStateChangeRequestInfoProto | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { const to = r.lengthEnd(); $reqInfo = readHAStateChangeRequestInfoProto(r, to); break }
      default: r.skip(tag, "hadoop.common.TransitionToObserverRequestProto", [1])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.common.TransitionToObserverRequestProto")
  if ($reqInfo === undefined) throw missing("hadoop.common.TransitionToObserverRequestProto", "reqInfo")
  return { reqInfo: $reqInfo }
}
export const TransitionToObserverRequestProto: Codec<TransitionToObserverRequestProto> = /* @__PURE__ */ codec("hadoop.common.TransitionToObserverRequestProto", writeTransitionToObserverRequestProto, readTransitionToObserverRequestProto)

export type TransitionToObserverResponseProto = Record<string, never>
export function writeTransitionToObserverResponseProto(_w: BackwardWriter, _m: TransitionToObserverResponseProto): void {
}
export function readTransitionToObserverResponseProto(r: ProtoReader, end: number): TransitionToObserverResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.common.TransitionToObserverResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.common.TransitionToObserverResponseProto")
  return {  }
}
export const TransitionToObserverResponseProto: Codec<TransitionToObserverResponseProto> = /* @__PURE__ */ codec("hadoop.common.TransitionToObserverResponseProto", writeTransitionToObserverResponseProto, readTransitionToObserverResponseProto)

export type GetServiceStatusRequestProto = Record<string, never>
export function writeGetServiceStatusRequestProto(_w: BackwardWriter, _m: GetServiceStatusRequestProto): void {
}
export function readGetServiceStatusRequestProto(r: ProtoReader, end: number): GetServiceStatusRequestProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.common.GetServiceStatusRequestProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.common.GetServiceStatusRequestProto")
  return {  }
}
export const GetServiceStatusRequestProto: Codec<GetServiceStatusRequestProto> = /* @__PURE__ */ codec("hadoop.common.GetServiceStatusRequestProto", writeGetServiceStatusRequestProto, readGetServiceStatusRequestProto)

export interface GetServiceStatusResponseProto {
  readonly state: HAServiceStateProto
  readonly readyToBecomeActive?: boolean | undefined
  readonly notReadyReason?: string | undefined
}
export function writeGetServiceStatusResponseProto(w: BackwardWriter, m: GetServiceStatusResponseProto): void {
  if (m.notReadyReason !== undefined) { w.string(m.notReadyReason); w.tag(26) }
  if (m.readyToBecomeActive !== undefined) { w.bool(m.readyToBecomeActive); w.tag(16) }
  w.int32(m.state); w.tag(8)
}
export function readGetServiceStatusResponseProto(r: ProtoReader, end: number): GetServiceStatusResponseProto {
  let $state: HAServiceStateProto | undefined
  let $readyToBecomeActive: boolean | undefined
  let $notReadyReason: string | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { const v = r.int32(); if (v >= 0 && v <= 3) $state = v as HAServiceStateProto; break }
      case 16: { $readyToBecomeActive = r.bool(); break }
      case 26: { $notReadyReason = r.string(); break }
      default: r.skip(tag, "hadoop.common.GetServiceStatusResponseProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.common.GetServiceStatusResponseProto")
  if ($state === undefined) throw missing("hadoop.common.GetServiceStatusResponseProto", "state")
  return { state: $state, readyToBecomeActive: $readyToBecomeActive, notReadyReason: $notReadyReason }
}
export const GetServiceStatusResponseProto: Codec<GetServiceStatusResponseProto> = /* @__PURE__ */ codec("hadoop.common.GetServiceStatusResponseProto", writeGetServiceStatusResponseProto, readGetServiceStatusResponseProto)

export const HAServiceProtocol = {
  protocol: "org.apache.hadoop.ha.HAServiceProtocol",
  version: 1,
  methods: {
    monitorHealth: { name: "monitorHealth", request: MonitorHealthRequestProto, response: MonitorHealthResponseProto },
    transitionToActive: { name: "transitionToActive", request: TransitionToActiveRequestProto, response: TransitionToActiveResponseProto },
    transitionToStandby: { name: "transitionToStandby", request: TransitionToStandbyRequestProto, response: TransitionToStandbyResponseProto },
    transitionToObserver: { name: "transitionToObserver", request: TransitionToObserverRequestProto, response: TransitionToObserverResponseProto },
    getServiceStatus: { name: "getServiceStatus", request: GetServiceStatusRequestProto, response: GetServiceStatusResponseProto },
  },
} as const
