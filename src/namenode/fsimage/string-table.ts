// Names of users, groups and extended attributes stand in an image once, under numbers; permissions, ACL entries
// and attributes are packed around these numbers. Answers to SerialNumberManager, PermissionStatusFormat,
// AclEntryStatusFormat and XAttrFormat.
//
//   permission, 64 bits:  user 24 | group 24 | mode 16
//   ACL entry, 32 bits:   name 24 | unused 2 | scope 1 | type 2 | permission 3   (name of a user or group; 0: none)
//   attribute, 32 bits:   namespace 2 (low bits) | name 24 | namespace 1 (high bit) | unused 5
//
// A table is masked (Hadoop 3: the upper 3 bits of an entry's id say which kind of name it is, so that numbers
// count from 1 for each kind) or, in older images, one numbering for all.

import { aclEntry, aclName, aclType } from '../namespace/acl.ts';
import type { AclEntry, XAttr } from '../../edit-log/ops/writables.ts';
import type { StringTableSection_Entry } from '../../wire/fsimage.ts';
import { ImageCorrupt } from './image-errors.ts';

/** SerialNumberManager's ordinals. */
export const nameKind = { user: 1, group: 2, xAttr: 3 } as const;
export type NameKind = (typeof nameKind)[keyof typeof nameKind];

/** Bits of an id that say the kind, in what we write. */
export const maskBits = 3;
const idMax = (1 << 24) - 1;
const namespaces = 5;

/** The names of an image that is read. */
export class StringTable {
  readonly #names = new Map<number, string>();
  readonly #maskBits: number;

  /** @param bits of the table that is read: 0 or {@link maskBits} */
  constructor(bits: number) {
    if (bits < 0 || bits > maskBits) throw new ImageCorrupt(`String table bits ${bits} > ${maskBits}`);
    this.#maskBits = bits;
  }

  add(id: number, name: string): void {
    this.#names.set(id >>> 0, name);
  }

  /** The name of that number; undefined for 0, which is none. */
  name(kind: NameKind, id: number): string | undefined {
    if (id === 0) return undefined;
    const name = this.#names.get(this.#maskBits === 0 ? id : ((kind << (32 - this.#maskBits)) | id) >>> 0);
    if (name === undefined) throw new ImageCorrupt(`serial number ${id} is not in the string table`);
    return name;
  }

  aclEntry(packed: number): AclEntry {
    const type = ((packed >>> 3) & 3) as 0 | 1 | 2 | 3;
    const named = type === aclType.user ? nameKind.user : type === aclType.group ? nameKind.group : undefined;
    return aclEntry(((packed >>> 5) & 1) as 0 | 1, type, packed, named === undefined ? undefined : this.name(named, packed >>> 6 & idMax));
  }

  /** @param value is taken as it is; copy it before, where it is a view of the file */
  xAttr(packed: number, value: Uint8Array | undefined): XAttr {
    const namespace = (packed >>> 30) | (((packed >>> 5) & 1) << 2);
    if (namespace >= namespaces) throw new ImageCorrupt(`extended attribute in namespace ${namespace}`);
    return { namespace: namespace as XAttr['namespace'], name: this.name(nameKind.xAttr, (packed >>> 6) & idMax) ?? '', value };
  }
}

/** Numbers names in the order of their first use, so that an image depends on what it holds and on nothing else. */
export class StringTableBuilder {
  readonly #ids: ReadonlyMap<NameKind, Map<string, number>> = new Map([[nameKind.user, new Map()], [nameKind.group, new Map()], [nameKind.xAttr, new Map()]]);

  id(kind: NameKind, name: string): number {
    const ids = this.#ids.get(kind) ?? new Map<string, number>();
    let id = ids.get(name);
    if (id === undefined) {
      id = ids.size + 1;
      ids.set(name, id);
    }
    return id;
  }

  packAclEntry(entry: AclEntry): number {
    const name = aclName(entry);
    const kind = entry.type === aclType.user ? nameKind.user : entry.type === aclType.group ? nameKind.group : undefined;
    const id = name === undefined || kind === undefined ? 0 : this.id(kind, name);
    return ((id << 6) | (entry.scope << 5) | (entry.type << 3) | entry.permissions) >>> 0;
  }

  packXAttrName(xAttr: XAttr): number {
    return (((xAttr.namespace & 3) << 30) | (this.id(nameKind.xAttr, xAttr.name) << 6) | ((xAttr.namespace >>> 2) << 5)) >>> 0;
  }

  entries(): StringTableSection_Entry[] {
    const entries: StringTableSection_Entry[] = [];
    for (const [kind, ids] of this.#ids) for (const [str, id] of ids) entries.push({ id: ((kind << (32 - maskBits)) | id) >>> 0, str });
    return entries;
  }
}
