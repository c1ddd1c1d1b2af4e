// How an ACL changes by a client's entries: merged, filtered or replaced, with masks computed where none were given
// and default entries completed from access entries. Works on whole, logical lists. Answers to AclTransformation.

import type { AclEntry } from '../../edit-log/ops/writables.ts';
import { HdfsException } from '../../protocol/exceptions.ts';
import { accessEntries, aclEntry, aclEntryText, aclName, aclScope, aclType, defaultEntries } from '../namespace/acl.ts';

const entriesMax = 32;
type Scope = AclEntry['scope'];

/** Scope, then type, then name with none first: the order of all lists. */
function compare(a: AclEntry, b: AclEntry): number {
  if (a.scope !== b.scope) return a.scope - b.scope;
  if (a.type !== b.type) return a.type - b.type;
  const nameA = aclName(a) ?? '';
  const nameB = aclName(b) ?? '';
  return nameA < nameB ? -1 : nameA > nameB ? 1 : 0;
}

/** A list in the making: masks apart, because they are put in last. */
interface Draft {
  readonly entries: AclEntry[];
  readonly masks: Map<Scope, AclEntry>;
  readonly maskDirty: Set<Scope>;
  readonly scopeDirty: Set<Scope>;
}

function draft(): Draft {
  return { entries: [], masks: new Map(), maskDirty: new Set(), scopeDirty: new Set() };
}

function put(d: Draft, entry: AclEntry, isNew: boolean): void {
  if (isNew) d.scopeDirty.add(entry.scope);
  if (entry.type !== aclType.mask) d.entries.push(entry);
  else {
    d.masks.set(entry.scope, entry);
    if (isNew) d.maskDirty.add(entry.scope);
  }
}

/** `existing` without the entries that `spec` names; their permissions do not matter. */
export function filterAcl(existing: readonly AclEntry[], spec: readonly AclEntry[]): AclEntry[] {
  const wanted = checkedSpec(spec);
  const d = draft();
  for (const entry of existing) {
    if (!wanted.some((other) => compare(other, entry) === 0)) {
      put(d, entry, false);
      continue;
    }
    d.scopeDirty.add(entry.scope);
    if (entry.type === aclType.mask) d.maskDirty.add(entry.scope);
  }
  return finish(d);
}

/** The access list alone. */
export function filterDefaultAcl(existing: readonly AclEntry[]): AclEntry[] {
  return validated(accessEntries(existing));
}

/** `existing` with the entries of `spec` added or replaced. */
export function mergeAcl(existing: readonly AclEntry[], spec: readonly AclEntry[]): AclEntry[] {
  const wanted = checkedSpec(spec);
  const d = draft();
  for (const entry of existing) {
    const other = wanted.find((candidate) => compare(candidate, entry) === 0);
    put(d, other ?? entry, other !== undefined);
  }
  for (const entry of wanted) if (!existing.some((other) => compare(other, entry) === 0)) put(d, entry, true);
  return finish(d);
}

/** `spec`, and of `existing` the scope that it does not speak of. */
export function replaceAcl(existing: readonly AclEntry[], spec: readonly AclEntry[]): AclEntry[] {
  const d = draft();
  for (const entry of checkedSpec(spec)) put(d, entry, true);
  const untouched = existing.filter((entry) => !d.scopeDirty.has(entry.scope));
  for (const entry of untouched) put(d, entry, false);
  return finish(d);
}

function checkedSpec(spec: readonly AclEntry[]): AclEntry[] {
  const sorted = [...spec].sort(compare);
  checkMax(sorted);
  return sorted;
}

function finish(d: Draft): AclEntry[] {
  completeDefaults(d.entries);
  addMasks(d);
  return validated(d.entries);
}

/** A default list lacks no user, group or other entry: they are copied from the access list. */
function completeDefaults(entries: AclEntry[]): void {
  if (defaultEntries(entries).length === 0) return;
  for (const type of [aclType.user, aclType.group, aclType.other]) {
    const is = (scope: Scope) => (entry: AclEntry): boolean => entry.scope === scope && entry.type === type && aclName(entry) === undefined;
    const source = entries.find(is(aclScope.access));
    if (source !== undefined && !entries.some(is(aclScope.default))) entries.push(aclEntry(aclScope.default, type, source.permissions));
  }
}

/** Keeps a given mask, or computes the union of what it covers, where named entries need one. */
function addMasks(d: Draft): void {
  for (const scope of [aclScope.access, aclScope.default]) {
    const own = d.entries.filter((entry) => entry.scope === scope);
    if (own.length === 0) continue;
    const needed = own.some((entry) => aclName(entry) !== undefined);
    const given = d.masks.get(scope);
    if (given === undefined && needed && d.maskDirty.has(scope)) throw new HdfsException('AclException', 'Invalid ACL: mask is required and cannot be deleted.');
    if (given !== undefined && (!d.scopeDirty.has(scope) || d.maskDirty.has(scope))) d.entries.push(given);
    else if (needed || given !== undefined) {
      const union = own.filter((entry) => entry.type === aclType.group || aclName(entry) !== undefined).reduce((bits, entry) => bits | entry.permissions, 0);
      d.entries.push(aclEntry(scope, aclType.mask, union));
    }
  }
}

function validated(entries: readonly AclEntry[]): AclEntry[] {
  const sorted = [...entries].sort(compare);
  sorted.forEach((entry, i) => {
    const before = sorted[i - 1];
    if (before !== undefined && compare(before, entry) === 0) throw new HdfsException('AclException', 'Invalid ACL: multiple entries with same scope, type and name.');
    if (aclName(entry) !== undefined && (entry.type === aclType.mask || entry.type === aclType.other)) {
      throw new HdfsException('AclException', `Invalid ACL: this entry type must not have a name: ${aclEntryText(entry)}.`);
    }
  });
  checkMax(sorted);
  const has = (scope: Scope): boolean => [aclType.user, aclType.group, aclType.other].every((type) =>
    sorted.some((entry) => entry.scope === scope && entry.type === type && aclName(entry) === undefined));
  if (!has(aclScope.access)) throw new HdfsException('AclException', 'Invalid ACL: the user, group and other entries are required.');
  if (defaultEntries(sorted).length > 0 && !has(aclScope.default)) {
    throw new HdfsException('AclException', 'Invalid default ACL: the user, group and other entries are required.');
  }
  return sorted;
}

function checkMax(entries: readonly AclEntry[]): void {
  const access = accessEntries(entries).length;
  const defaults = defaultEntries(entries).length;
  if (access > entriesMax) throw new HdfsException('AclException', `Invalid ACL: ACL has ${access} access entries, which exceeds maximum of ${entriesMax}.`);
  if (defaults > entriesMax) throw new HdfsException('AclException', `Invalid ACL: ACL has ${defaults} default entries, which exceeds maximum of ${entriesMax}.`);
}
