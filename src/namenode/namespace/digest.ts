// The whole persisted state as lines of text in one canonical order, and their digest: two namespaces that have
// applied the same log have the same digest, whatever rows, free lists and times of renewal they have. What
// DataNodes report, lease times and trees waiting for reclaim are not part of it.

import { Md5 } from '../../base/checksums.ts';
import { aclEntryText } from './acl.ts';
import type { Namespace } from './namespace.ts';
import { prefixedName } from './xattrs.ts';

/** One line for the counters, some for delegation keys and tokens, then one for each inode, depth first in name order. */
export function* dumpNamespace(ns: Namespace): Generator<string> {
  const { ids } = ns;
  yield `ids inode=${ids.lastInodeId} genstampV1=${ids.genstampV1} limit=${ids.genstampV1Limit} genstampV2=${ids.genstampV2} block=${ids.lastBlockId} group=${ids.lastBlockGroupId}`;
  for (const [id, key] of [...ns.delegation.keys].sort((a, b) => a[0] - b[0])) yield `key ${id} expiry=${key.expiryDate} ${Buffer.from(key.keyBytes ?? []).toString('hex')}`;
  for (const [id, { token, expiryTime }] of [...ns.delegation.tokens].sort((a, b) => a[0] - b[0])) yield `token ${id} owner=${token.owner} expiry=${expiryTime}`;
  yield* dumpInode(ns, ns.root, '/');
}

function* dumpInode(ns: Namespace, row: number, path: string): Generator<string> {
  yield inodeLine(ns, row, path);
  if (!ns.isDirectory(row)) return;
  const base = path === '/' ? '' : path;
  for (const child of ns.children(row)) yield* dumpInode(ns, child, `${base}/${ns.inodes.nameText(child)}`);
}

function inodeLine(ns: Namespace, row: number, path: string): string {
  const { inodes } = ns;
  const kind = ns.isFile(row) ? 'file' : ns.isDirectory(row) ? 'dir' : 'link';
  let line = `${JSON.stringify(path)} ${kind} id=${inodes.id(row)} ${ns.owner(row)}:${ns.group(row)}:${inodes.mode(row).toString(8)} mtime=${inodes.mtime(row)}`;
  if (!ns.isDirectory(row)) line += ` atime=${inodes.atime(row)}`;
  if (inodes.storagePolicy(row) !== 0) line += ` policy=${inodes.storagePolicy(row)}`;
  if (ns.isFile(row)) {
    line += ` replication=${ns.replication(row)} blockSize=${inodes.blockSize(row)}`;
    if (ns.erasureCodingPolicy(row) !== 0) line += ` ec=${ns.erasureCodingPolicy(row)}`;
    line += ` blocks=[${ns.blocksOf(row).map((block) => `${block.blockId}_${block.genstamp}:${block.numBytes}`).join(' ')}]`;
    const writer = ns.writer(row);
    if (writer !== undefined) line += ` writer=${writer.clientName}@${writer.clientMachine} lease=${ns.leases.ofFile(inodes.id(row))?.holder ?? 'none'}`;
  } else if (!ns.isDirectory(row)) line += ` target=${ns.symlinkTarget(row)}`;
  const acl = ns.acl(row);
  if (acl.length > 0) line += ` acl=[${acl.map(aclEntryText).join(',')}]`;
  const xAttrs = ns.xAttrs(row);
  if (xAttrs.length > 0) line += ` xattrs=[${xAttrs.map((xAttr) => `${prefixedName(xAttr)}=${Buffer.from(xAttr.value ?? []).toString('hex')}`).join(',')}]`;
  const quota = ns.quota(row);
  if (quota.names >= 0 || quota.spaceBytes >= 0 || quota.typeBytes.length > 0) line += ` quota=${quota.names}/${quota.spaceBytes}/${quota.typeBytes.join('/')}`;
  return line;
}

/** MD5 of {@link dumpNamespace}, in hex. Reads everything: some seconds for a million inodes. */
export function digestNamespace(ns: Namespace): string {
  const sum = new Md5();
  let batch = '';
  for (const line of dumpNamespace(ns)) {
    batch += `${line}\n`;
    if (batch.length < 65536) continue;
    sum.update(Buffer.from(batch));
    batch = '';
  }
  sum.update(Buffer.from(batch));
  return sum.hex();
}
