// Extended attributes as values. Names are stored without the prefix of their namespace; some of HDFS's own
// features live in attributes. Answers to XAttrHelper, XAttrStorage and the names in HdfsServerConstants.

import type { XAttr } from '../../edit-log/ops/writables.ts';
import { policyUnspecified } from './storage-policies.ts';

/** XAttr.NameSpace as its protocol number. */
export const xAttrNamespace = { user: 0, trusted: 1, security: 2, system: 3, raw: 4 } as const;

const prefixes = ['user', 'trusted', 'security', 'system', 'raw'] as const;

/** 'user.colour' (XAttrHelper.getPrefixedName). */
export function prefixedName(xAttr: XAttr): string {
  return `${prefixes[xAttr.namespace] ?? ''}.${xAttr.name}`;
}

/** Whether two attributes are the same but for their values. */
export function sameName(a: XAttr, b: XAttr): boolean {
  return a.namespace === b.namespace && a.name === b.name;
}

/** BlockStoragePolicySuite.STORAGE_POLICY_XATTR_NAME, in the system namespace: a directory's storage policy. */
const storagePolicyName = 'hsm.block.storage.policy.id';

export function storagePolicyXAttr(policyId: number): XAttr {
  return { namespace: xAttrNamespace.system, name: storagePolicyName, value: Uint8Array.of(policyId) };
}

/** The storage policy among a directory's attributes; 0 without. */
export function storagePolicyOfXAttrs(xAttrs: readonly XAttr[]): number {
  const found = xAttrs.find((xAttr) => xAttr.namespace === xAttrNamespace.system && xAttr.name === storagePolicyName);
  return found?.value?.[0] ?? policyUnspecified;
}

/** `existing` with those of `toSet` added or replaced: the new ones first, as Apache orders them. */
export function withXAttrs(existing: readonly XAttr[], toSet: readonly XAttr[]): XAttr[] {
  return [...toSet, ...existing.filter((xAttr) => !toSet.some((other) => sameName(xAttr, other)))];
}

/** `existing` without those that `toRemove` names. */
export function withoutXAttrs(existing: readonly XAttr[], toRemove: readonly XAttr[]): XAttr[] {
  return existing.filter((xAttr) => !toRemove.some((other) => sameName(xAttr, other)));
}
