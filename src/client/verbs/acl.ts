// ACL entries between the API and the wire. Answers to PBHelperClient.convertAclEntry.
import { AclEntryProto_AclEntryScopeProto as Scope, AclEntryProto_AclEntryTypeProto as Type } from '../../wire/acl.ts';
import type { AclEntryProto, AclStatusProto } from '../../wire/acl.ts';
import type { AclEntry, AclStatus } from '../file-system.ts';

const types = { user: Type.USER, group: Type.GROUP, mask: Type.MASK, other: Type.OTHER } as const;
const typeNames = ['user', 'group', 'mask', 'other'] as const;

export function aclStatus(proto: AclStatusProto): AclStatus {
  return {
    owner: proto.owner, group: proto.group, stickyBit: proto.sticky, permission: (proto.permission?.perm ?? 0) & 0o1777,
    entries: proto.entries.map((entry) => ({
      scope: entry.scope === Scope.DEFAULT ? 'default' : 'access', type: typeNames[entry.type], name: entry.name ?? '', permission: entry.permissions,
    })),
  };
}

export function aclEntryProto(entry: AclEntry): AclEntryProto {
  return {
    scope: entry.scope === 'default' ? Scope.DEFAULT : Scope.ACCESS, type: types[entry.type], permissions: (entry.permission & 7) as AclEntryProto['permissions'],
    ...(entry.name === '' ? {} : { name: entry.name }),
  };
}
