// What a copy takes over from its source besides the contents (CommandWithDestination.preserveAttributes).
import type { AclEntry } from '../../client/file-system.ts';
import type { PathData } from './path-data.ts';

export type Attribute = 'timestamps' | 'ownership' | 'permission' | 'acl' | 'xattr';

/** The letters of -p[topax]. */
export const attributeLetters: Readonly<Record<string, Attribute>> = { t: 'timestamps', o: 'ownership', p: 'permission', a: 'acl', x: 'xattr' };

/** What a plain -p means. */
export const usualAttributes: ReadonlySet<Attribute> = new Set<Attribute>(['timestamps', 'ownership', 'permission']);

/** Gives `target` the attributes of `source`. */
export async function preserveAttributes({ fs, path, stat }: PathData, target: PathData, which: ReadonlySet<Attribute>): Promise<void> {
  if (stat === undefined) return;
  if (which.has('timestamps')) await target.fs.setTimes(target.path, { modificationTime: stat.modificationTime, accessTime: stat.accessTime });
  if (which.has('ownership')) await target.fs.setOwner(target.path, stat.owner, stat.group);
  if (which.has('permission') || which.has('acl')) await target.fs.setPermission(target.path, stat.permission);
  if (which.has('acl') && stat.hasAcl) await target.fs.setAcl(target.path, fullAcl(stat.permission, (await fs.aclStatus(path)).entries));
  if (which.has('xattr')) for (const [name, value] of await fs.xattrs(path)) await target.fs.setXattr(target.path, name, value);
}

/** The entries with those that stand in the permission bits: owner, group (or mask) and others (AclUtil.getAclFromPermAndEntries). */
export function fullAcl(permission: number, entries: readonly AclEntry[]): AclEntry[] {
  const base = (type: AclEntry['type'], bits: number): AclEntry => ({ scope: 'access', type, name: '', permission: bits & 7 });
  const access = entries.filter(({ scope }) => scope === 'access');
  return [
    base('user', permission >> 6),
    ...access,
    // With named entries the group's bits are the mask.
    access.length > 0 ? base('mask', permission >> 3) : base('group', permission >> 3),
    base('other', permission),
    ...entries.filter(({ scope }) => scope === 'default'),
  ];
}
