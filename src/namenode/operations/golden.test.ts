// Apache's own log, applied by us, against the image that Apache saved behind it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { ByteReader } from '../../base/bytes.ts';
import type { EditOp } from '../../edit-log/ops/edit-op.ts';
import { decodeFramed } from '../../edit-log/ops/op-frame.ts';
import { aclEntryText } from '../namespace/acl.ts';
import { digestNamespace } from '../namespace/digest.ts';
import type { Namespace } from '../namespace/namespace.ts';
import { storageTypeNames } from '../namespace/storage-policies.ts';
import { apply } from './apply.ts';
import { UnsupportedEditOp } from './apply-path.ts';
import { blankNamespace } from './fixture.testing.ts';

const plain = 'tests/golden/plain/edits_0000000000000000001-0000000000000000119';
const rich = 'tests/golden/rich/edits_0000000000000000120-0000000000000000280';

function opsOf(file: string): EditOp[] {
  const bytes = readFileSync(file);
  const reader = new ByteReader(bytes);
  const ops: EditOp[] = [];
  for (let at = 8; at < bytes.length && bytes[at] !== 0xff; ) {
    const length = bytes.readInt32BE(at + 1) + 5;
    ops.push(decodeFramed(reader, at, length, -67));
    at += length;
  }
  return ops;
}

/** An inode as oiv prints it. */
function inodeXml(ns: Namespace, row: number): string {
  const { inodes } = ns;
  const tag = (name: string, value: string | number | bigint): string => `<${name}>${value}</${name}>`;
  const permission = tag('permission', `${ns.owner(row)}:${ns.group(row)}:${inodes.mode(row).toString(8).padStart(4, '0')}`);
  const acl = ns.acl(row).length === 0 ? '' : tag('acls', ns.acl(row).map((entry) => tag('acl', aclEntryText(entry))).join(''));
  const names = ['USER', 'TRUSTED', 'SECURITY', 'SYSTEM', 'RAW'];
  const xAttrs = ns.xAttrs(row).length === 0 ? '' : tag('xattrs', ns.xAttrs(row).map((x) => tag('xattr', tag('ns', names[x.namespace] ?? '') + tag('name', x.name) + tag('val', Buffer.from(x.value ?? []).toString().replaceAll('\x07', '\\0007;')))).join(''));
  const type = ns.isFile(row) ? 'FILE' : ns.isDirectory(row) ? 'DIRECTORY' : 'SYMLINK';
  const head = tag('id', inodes.id(row)) + tag('type', type) + tag('name', inodes.nameText(row));
  if (type === 'SYMLINK') return head + permission + tag('target', ns.symlinkTarget(row)) + tag('mtime', inodes.mtime(row)) + tag('atime', inodes.atime(row));
  if (type === 'DIRECTORY') {
    const quota = ns.quota(row);
    const long = (value: number): string => (value >= 2 ** 63 ? '9223372036854775807' : String(value));
    const types = quota.typeBytes.map((bytes, i) => (bytes < 0 ? '' : tag('typeQuota', tag('type', storageTypeNames[i] ?? '') + tag('quota', bytes)))).join('');
    return head + tag('mtime', inodes.mtime(row)) + permission + xAttrs + acl + tag('nsquota', long(quota.names)) + tag('dsquota', long(quota.spaceBytes)) + types;
  }
  const blocks = ns.blocksOf(row).map((b) => tag('block', tag('id', b.blockId) + tag('genstamp', b.genstamp) + tag('numBytes', b.numBytes))).join('');
  const writer = ns.writer(row);
  return head + tag('replication', ns.replication(row)) + tag('mtime', inodes.mtime(row)) + tag('atime', inodes.atime(row))
    + tag('preferredBlockSize', inodes.blockSize(row)) + permission + xAttrs + acl + (blocks === '' ? '' : tag('blocks', blocks)) + tag('storagePolicyId', inodes.storagePolicy(row))
    + (writer === undefined ? '' : tag('file-under-construction', tag('clientName', writer.clientName) + tag('clientMachine', writer.clientMachine)));
}

function inodesOfImage(file: string): Map<number, string> {
  const xml = /<INodeSection>.*<\/INodeSection>/s.exec(readFileSync(file, 'utf8').replace(/>\s+</g, '><'))?.[0] ?? '';
  return new Map([...xml.matchAll(/<inode>(.*?)<\/inode>/gs)].map((match) => [Number(/<id>(\d+)/.exec(match[1] ?? '')?.[1]), match[1] ?? '']));
}

function rowsOf(ns: Namespace, row = ns.root): number[] {
  return [row, ...(ns.isDirectory(row) ? ns.children(row).flatMap((child) => rowsOf(ns, child)) : [])];
}

test('an everyday log of Apache leads to the namespace that Apache saved', () => {
  const ns = blankNamespace();
  opsOf(plain).forEach((op, i) => apply(ns, op, i + 1));
  const image = inodesOfImage('tests/golden/plain/fsimage_0000000000000000119.xml');
  const ours = new Map(rowsOf(ns).map((row) => [ns.inodes.id(row), inodeXml(ns, row)]));
  assert.deepEqual([...ours].sort((a, b) => a[0] - b[0]), [...image].sort((a, b) => a[0] - b[0]));
  const xml = readFileSync('tests/golden/plain/fsimage_0000000000000000119.xml', 'utf8');
  assert.match(xml, new RegExp(`<genstampV2>${ns.ids.genstampV2}</genstampV2>.*<lastAllocatedBlockId>${ns.ids.lastBlockId}</lastAllocatedBlockId>`));
  assert.match(xml, new RegExp(`<lastInodeId>${ns.ids.lastInodeId}</lastInodeId>`));
  for (const match of xml.replace(/>\s+</g, '><').matchAll(/<directory><parent>(\d+)<\/parent>(.*?)<\/directory>/g)) {
    const children = [...(match[2] ?? '').matchAll(/<child>(\d+)/g)].map((child) => Number(child[1]));
    assert.deepEqual(ns.children(ns.findInode(Number(match[1]))).map((row) => ns.inodes.id(row)), children, 'children in the order of Apache');
  }
  assert.equal(ns.garbage.length, 0);
  assert.equal(ns.leases.fileCount, 1);
  assert.equal(digestNamespace(ns).length, 32);
});

test('ACLs, attributes, policies, quotas, append, truncate, concat, symlinks as Apache has them; then a snapshot stops us', () => {
  const ns = blankNamespace();
  opsOf(plain).forEach((op, i) => apply(ns, op, i + 1));
  let txid = 119;
  assert.throws(() => {
    for (const op of opsOf(rich)) apply(ns, op, ++txid);
  }, (error) => error instanceof UnsupportedEditOp && error.message.includes('OP_ALLOW_SNAPSHOT'));
  assert.equal(txid, 229);
  const image = inodesOfImage('tests/golden/rich/fsimage_0000000000000000280.xml');
  // What the rest of the script touches again is different in the image of its end.
  let compared = 0;
  for (const row of rowsOf(ns)) {
    const path = ns.fullPath(row);
    if (!path.startsWith('/rich/') || path.startsWith('/rich/snap')) continue;
    assert.equal(inodeXml(ns, row), image.get(ns.inodes.id(row)), path);
    compared++;
  }
  assert.ok(compared >= 11, `${compared} inodes`);
});
