// 'user:alice:rwx,default:group::r-x' as entries. Answers to AclEntry.parseAclSpec.
import { HdfsException } from '../protocol/exceptions.ts';
import { AclEntryProto_AclEntryScopeProto as Scope, AclEntryProto_AclEntryTypeProto as EntryType, AclEntryProto_FsActionProto as FsAction } from '../wire/acl.ts';
import type { AclEntryProto } from '../wire/acl.ts';

const types: Readonly<Record<string, AclEntryProto['type']>> = { user: EntryType.USER, group: EntryType.GROUP, mask: EntryType.MASK, other: EntryType.OTHER };

/** `withPermissions`: each entry must have them; else none may. Throws HadoopIllegalArgumentException. */
export function parseAclSpec(spec: string, withPermissions: boolean): AclEntryProto[] {
  return spec.split(',').map((part) => {
    const fields = part.split(':');
    const isDefault = fields[0] === 'default';
    if (isDefault) fields.shift();
    const [typeName = '', name = '', permissions = ''] = fields;
    const type = types[typeName];
    const complaint = withPermissions === (permissions !== '') ? undefined : `Invalid <aclSpec> : ${part}`;
    if (type === undefined || complaint !== undefined) throw new HdfsException('HadoopIllegalArgumentException', complaint ?? `Invalid type of acl in <aclSpec> :${part}`);
    return { type, scope: isDefault ? Scope.DEFAULT : Scope.ACCESS, permissions: actionOf(permissions), ...(name === '' ? {} : { name }) };
  });
}

/** FsAction of 'r-x'. */
export function actionOf(symbol: string): AclEntryProto['permissions'] {
  const bits = (symbol.includes('r') ? 4 : 0) | (symbol.includes('w') ? 2 : 0) | (symbol.includes('x') ? 1 : 0);
  return Object.values(FsAction).find((value) => value === bits) ?? FsAction.NONE;
}
