// Access control lists as values: the entries that an inode keeps beside its mode, the logical list that clients
// see, and the inheritance of default entries. Answers to AclStorage, AclFeature and AclUtil; what a client may
// do to a list is in operations/acl-transformation.ts.

import type { AclEntry } from '../../edit-log/ops/writables.ts';
import type { Mode } from '../../protocol/permission.ts';

/** AclEntryType and AclEntryScope as their protocol numbers. */
export const aclType = { user: 0, group: 1, mask: 2, other: 3 } as const;
export const aclScope = { access: 0, default: 1 } as const;

/** What an inode stores: mode, and entries that the mode cannot say; without any, no list. */
export interface StoredAcl {
  readonly mode: Mode;
  /** Named and group entries of the access list, in order, then the whole default list. */
  readonly entries: readonly AclEntry[];
}

type Bits = AclEntry['permissions'];

export function aclEntry(scope: 0 | 1, type: 0 | 1 | 2 | 3, permissions: number, name?: string): AclEntry {
  const bits = (permissions & 7) as Bits;
  return name === undefined ? { type, scope, permissions: bits } : { type, scope, permissions: bits, name };
}

/** An entry's name; the empty one is none. */
export function aclName(entry: AclEntry): string | undefined {
  return entry.name === undefined || entry.name === '' ? undefined : entry.name;
}

export function accessEntries(entries: readonly AclEntry[]): AclEntry[] {
  return entries.filter((entry) => entry.scope === aclScope.access);
}

export function defaultEntries(entries: readonly AclEntry[]): AclEntry[] {
  return entries.filter((entry) => entry.scope === aclScope.default);
}

/** The three entries that a mode says. */
export function minimalAcl(mode: Mode): AclEntry[] {
  return [
    aclEntry(aclScope.access, aclType.user, mode >> 6),
    aclEntry(aclScope.access, aclType.group, mode >> 3),
    aclEntry(aclScope.access, aclType.other, mode),
  ];
}

/** The whole list of an inode, as edits and setfacl have it (AclStorage.readINodeLogicalAcl). */
export function logicalAcl(mode: Mode, stored: readonly AclEntry[]): AclEntry[] {
  const access = accessEntries(stored);
  if (access.length === 0) return [...minimalAcl(mode), ...defaultEntries(stored)];
  return [
    aclEntry(aclScope.access, aclType.user, mode >> 6),
    ...access,
    aclEntry(aclScope.access, aclType.mask, mode >> 3),
    aclEntry(aclScope.access, aclType.other, mode),
    ...defaultEntries(stored),
  ];
}

/** What an inode of that mode stores for a whole, sorted list (AclStorage.updateINodeAcl). The sticky bit stays. */
export function storedAcl(mode: Mode, logical: readonly AclEntry[]): StoredAcl {
  const access = accessEntries(logical);
  const last = access.length - 1;
  // In an extended list the mask stands where the group's bits are.
  const group = access.length > 3 ? access[last - 1] : access[1];
  const bits = ((access[0]?.permissions ?? 0) << 6) | ((group?.permissions ?? 0) << 3) | (access[last]?.permissions ?? 0);
  const kept = access.length > 3 ? access.slice(1, last - 1) : [];
  return { mode: (mode & 0o1000) | bits, entries: [...kept, ...defaultEntries(logical)] };
}

/** What a new child of mode `mode` gets from its parent's stored entries (AclStorage.copyINodeDefaultAcl). */
export function inheritedAcl(parentEntries: readonly AclEntry[], mode: Mode, isDirectory: boolean): StoredAcl {
  const defaults = defaultEntries(parentEntries);
  if (defaults.length === 0) return { mode, entries: [] };
  const minimal = defaults.length === 3;
  const access = defaults.map((entry) => {
    const name = aclName(entry);
    let bits: number = entry.permissions;
    if (entry.type === aclType.user && name === undefined) bits &= mode >> 6;
    else if (entry.type === aclType.group && minimal) bits &= mode >> 3;
    else if (entry.type === aclType.mask) bits &= mode >> 3;
    else if (entry.type === aclType.other) bits &= mode;
    return aclEntry(aclScope.access, entry.type, bits, name);
  });
  return storedAcl(mode, isDirectory ? [...access, ...defaults] : access);
}

/** An entry in the words of setfacl: default:user:bob:rw- (AclEntry.toString). */
export function aclEntryText(entry: AclEntry): string {
  const types = ['user', 'group', 'mask', 'other'];
  const symbols = ['---', '--x', '-w-', '-wx', 'r--', 'r-x', 'rw-', 'rwx'];
  return `${entry.scope === aclScope.default ? 'default:' : ''}${types[entry.type] ?? ''}:${aclName(entry) ?? ''}:${symbols[entry.permissions] ?? ''}`;
}
