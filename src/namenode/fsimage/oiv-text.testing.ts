// Inodes of a namespace as `oiv -p XML` prints them, so that tests can hold them against what Apache's viewer says.
import { aclEntryText } from '../namespace/acl.ts';
import type { Namespace } from '../namespace/namespace.ts';
import { storageTypeNames } from '../namespace/storage-policies.ts';

const xAttrNamespaces = ['USER', 'TRUSTED', 'SECURITY', 'SYSTEM', 'RAW'];
const names: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** XMLUtils.mangleXmlString, as far as tests need it. */
function text(value: string): string {
  let out = '';
  for (const char of value) {
    const code = char.codePointAt(0) ?? 0;
    out += code < 0x20 && code !== 9 && code !== 10 && code !== 13 ? `\\${code.toString(16).padStart(4, '0')};` : (names[char] ?? char);
  }
  return out;
}

function tag(name: string, value: string | number | bigint): string {
  return `<${name}>${typeof value === 'number' && value >= 2 ** 63 ? '9223372036854775807' : text(String(value))}</${name}>`;
}

/** `<inode>…</inode>` without line breaks. */
export function oivInode(ns: Namespace, row: number): string {
  const { inodes } = ns;
  let out = `${tag('id', inodes.id(row))}${tag('type', ns.isFile(row) ? 'FILE' : ns.isDirectory(row) ? 'DIRECTORY' : 'SYMLINK')}${tag('name', inodes.nameText(row))}`;
  const permission = tag('permission', `${ns.owner(row)}:${ns.group(row)}:${inodes.mode(row).toString(8).padStart(4, '0')}`);
  if (ns.isSymlink(row)) return `<inode>${out}${permission}${tag('target', ns.symlinkTarget(row))}${tag('mtime', inodes.mtime(row))}${tag('atime', inodes.atime(row))}</inode>`;
  if (ns.isFile(row)) {
    out += `${tag('replication', ns.replication(row))}${tag('mtime', inodes.mtime(row))}${tag('atime', inodes.atime(row))}${tag('preferredBlockSize', inodes.blockSize(row))}${permission}`;
  } else out += tag('mtime', inodes.mtime(row)) + permission;
  const xAttrs = ns.xAttrs(row);
  if (xAttrs.length > 0) {
    out += `<xattrs>${xAttrs.map((x) => `<xattr>${tag('ns', xAttrNamespaces[x.namespace] ?? '')}${tag('name', x.name)}${tag('val', Buffer.from(x.value ?? []).toString('utf8'))}</xattr>`).join('')}</xattrs>`;
  }
  if (ns.acl(row).length > 0) out += `<acls>${ns.acl(row).map((entry) => tag('acl', aclEntryText(entry))).join('')}</acls>`;
  if (ns.isDirectory(row)) {
    const quota = ns.quota(row);
    out += tag('nsquota', quota.names) + tag('dsquota', quota.spaceBytes);
    quota.typeBytes.forEach((bytes, type) => {
      if (bytes >= 0) out += `<typeQuota>${tag('type', storageTypeNames[type] ?? '')}${tag('quota', bytes)}</typeQuota>`;
    });
    return `<inode>${out}</inode>`;
  }
  const blocks = ns.blocksOf(row);
  if (blocks.length > 0) {
    out += `<blocks>${blocks.map((b) => `<block>${tag('id', b.blockId)}${tag('genstamp', b.genstamp)}${tag('numBytes', b.numBytes)}</block>`).join('')}</blocks>`;
  }
  out += tag('storagePolicyId', inodes.storagePolicy(row));
  const writer = ns.writer(row);
  if (writer !== undefined) out += `<file-under-construction>${tag('clientName', writer.clientName)}${tag('clientMachine', writer.clientMachine)}</file-under-construction>`;
  return `<inode>${out}</inode>`;
}

/** The `<inode>` elements of a viewer's XML, by id, without line breaks. */
export function inodesOfXml(xml: string): Map<number, string> {
  const section = /<INodeSection>([\s\S]*)<\/INodeSection>/.exec(xml)?.[1] ?? '';
  const found = new Map<number, string>();
  for (const [whole, id] of section.matchAll(/<inode><id>(\d+)<\/id>[\s\S]*?<\/inode>/g)) found.set(Number(id), whole.replace(/\n/g, ''));
  return found;
}
