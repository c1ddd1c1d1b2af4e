// Extended attributes between the API, where the namespace is part of the name (user.origin), and the wire.
// Answers to XAttrHelper.
import { XAttrProto_XAttrNamespaceProto as Namespace } from '../../wire/xattr.ts';
import type { XAttrProto } from '../../wire/xattr.ts';
import { FileSystemError } from '../errors.ts';

/** Throws EINVAL for a name without a namespace that clients may use. */
export function xattrProto(name: string, path: string, value?: Uint8Array): XAttrProto {
  const at = name.indexOf('.');
  const found = Object.entries(Namespace).find(([namespace]) => namespace === name.slice(0, at).toUpperCase());
  if (at < 0 || found === undefined || at + 1 === name.length) {
    throw new FileSystemError('EINVAL', `An XAttr name must be prefixed with user/trusted/security/system/raw, followed by a '.': '${name}'`, { path });
  }
  return { namespace: found[1], name: name.slice(at + 1), ...(value === undefined ? {} : { value }) };
}

/** user.origin */
export function xattrName(proto: XAttrProto): string {
  const found = Object.entries(Namespace).find(([, value]) => value === proto.namespace);
  return `${(found?.[0] ?? 'user').toLowerCase()}.${proto.name}`;
}
