// What a real NameNode answered, call by call, to golden/refusals.tsv (tests/apache/java/Refusals.java printed it on a
// freshly formatted 3.4.3 with dfs.namenode.fs-limits.max-directory-items=30 and users root in supergroup, alice in
// staff, bob in users, carol in both), and what the plans answer.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { AclEntry, XAttr } from '../../edit-log/ops/writables.ts';
import { blockName } from '../../protocol/block.ts';
import type { ExtendedBlock } from '../../protocol/block.ts';
import { HdfsException } from '../../protocol/exceptions.ts';
import { modeSymbol } from '../../protocol/permission.ts';
import type { Action, Caller } from '../../protocol/permission.ts';
import { aclEntryText } from '../namespace/acl.ts';
import type { FileStatus } from '../namespace/file-status.ts';
import { prefixedName } from '../namespace/xattrs.ts';
import { getAclStatus, planModifyAclEntries, planRemoveAcl, planRemoveAclEntries, planRemoveDefaultAcl, planSetAcl } from './acl.ts';
import { planAddBlock, validateAddBlock } from './add-block.ts';
import { planAppend } from './append.ts';
import { planSetOwner, planSetPermission, planSetReplication, planSetTimes } from './attributes.ts';
import { planComplete } from './complete.ts';
import { planConcat } from './concat.ts';
import { getContentSummary } from './content-summary.ts';
import { planCreate } from './create.ts';
import { planDelete } from './delete.ts';
import { Bench } from './fixture.testing.ts';
import { getBlockLocations } from './get-block-locations.ts';
import { checkPathAccess, getFileInfo, getFileLinkInfo, getPreferredBlockSize, isFileClosed } from './get-file-info.ts';
import { getListing } from './get-listing.ts';
import { planMkdirs } from './mkdirs.ts';
import { defaultOpOptions } from './plan.ts';
import { getQuotaUsage, planSetQuota } from './quota.ts';
import { planRecoverLease } from './release-lease.ts';
import { planRename, planRename2, renameOption } from './rename.ts';
import { getStoragePolicy, planSetStoragePolicy } from './storage-policy.ts';
import { planCreateSymlink } from './symlink.ts';
import { planTruncate } from './truncate.ts';
import { planAbandonBlock, planFsync, planUpdateBlockForPipeline, planUpdatePipeline } from './update-blocks.ts';
import { getXAttrs, listXAttrs, planRemoveXAttr, planSetXAttr } from './xattr.ts';

const groups: Readonly<Record<string, readonly string[]>> = { root: ['supergroup'], alice: ['staff'], bob: ['users'], carol: ['staff', 'users'] };
/** Blocks were allocated to a DataNode that never got a byte. */
const recovering = new Set<number>();
const view = { hasMinStorage: () => false, expectedLocations: () => 1, isUnderRecovery: (row: number) => recovering.has(row), isSufficientlyReplicated: () => true, mayRecover: () => true, allReported: () => true };

function statusText(s: FileStatus | undefined): string {
  if (s === undefined) return 'null';
  const kind = s.kind === 'directory' ? 'd' : s.kind === 'symlink' ? 'l' : '-';
  return `${kind}${modeSymbol(s.mode)} ${s.owner}:${s.group} len=${s.length} repl=${s.replication} children=${s.childrenNum} id=${s.fileId} name=${Buffer.from(s.name).toString()}`;
}

function blockOf(text: string): ExtendedBlock | undefined {
  if (text === '-') return undefined;
  const [id, genstamp, bytes, pool] = text.split('_');
  return { blockId: BigInt(id ?? ''), genstamp: Number(genstamp), numBytes: Number(bytes), poolId: pool ?? 'POOL' };
}

function aclSpec(text: string): AclEntry[] {
  return text.split(',').map((each) => {
    const isDefault = each.startsWith('default:');
    const [type, name, bits] = (isDefault ? each.slice(8) : each).split(':');
    const permissions = ['---', '--x', '-w-', '-wx', 'r--', 'r-x', 'rw-', 'rwx'].indexOf(bits ?? '---') as AclEntry['permissions'];
    return { scope: isDefault ? 1 : 0, type: ['user', 'group', 'mask', 'other'].indexOf(type ?? '') as AclEntry['type'], permissions, ...(name === '' || name === undefined ? {} : { name }) };
  });
}

function xAttrOf(text: string, value?: string): XAttr {
  const at = text.indexOf('.');
  const namespace = ['user', 'trusted', 'security', 'system', 'raw'].indexOf(text.slice(0, at)) as XAttr['namespace'];
  return { namespace, name: text.slice(at + 1), ...(value === undefined ? {} : { value: Buffer.from(value) }) };
}

function orUndefined(text: string): string | undefined {
  return text === '-' ? undefined : text;
}

function answerOf(bench: Bench, line: string): unknown {
  const [user = '', verb = '', a = '', b = '', c = '', d = '', e = '', f = '', g = '', h] = line.split('\t');
  const caller: Caller = { user, groups: groups[user] ?? [], superuser: user === 'root' };
  bench.nowMs += 10;
  const ctx = bench.ctx(caller);
  const { ns } = bench;
  switch (verb) {
    case 'mkdirs': return bench.run(planMkdirs(ns, ctx, { src: a, mode: parseInt(b, 8), createParent: c === 'true' }));
    case 'create': return statusText(bench.run(planCreate(ns, ctx, {
      src: a, mode: parseInt(b, 8), clientName: c, create: d.includes('C'), overwrite: d.includes('O'), createParent: e === 'true', replication: Number(f), blockSize: Number(g), storagePolicy: h,
    }, view)));
    case 'addBlock': {
      const request = { src: a, clientName: b, previous: blockOf(c), fileId: d === '' ? 0 : Number(d) };
      validateAddBlock(ns, ctx, request, view, 'POOL');
      const added = bench.run(planAddBlock(ns, ctx, request, view, 'POOL'));
      return `${blockName(added.block)} offset=${added.offset}`;
    }
    case 'complete': return bench.run(planComplete(ns, ctx, { src: a, clientName: b, last: blockOf(c), fileId: 0 }, view));
    case 'abandonBlock': return bench.run(planAbandonBlock(ns, ctx, { src: a, clientName: b, fileId: 0, block: blockOf(c) as ExtendedBlock }));
    case 'fsync': return bench.run(planFsync(ns, ctx, { src: a, clientName: b, fileId: 0, lastBlockLength: Number(c) }));
    case 'updateBlockForPipeline': return bench.run(planUpdateBlockForPipeline(ns, { block: blockOf(a) as ExtendedBlock, clientName: b }, view)).genstamp;
    case 'updatePipeline': return void bench.run(planUpdatePipeline(ns, ctx, { clientName: a, oldBlock: blockOf(b) as ExtendedBlock, newBlock: blockOf(c) as ExtendedBlock }, view));
    case 'rename': return bench.run(planRename(ns, ctx, { src: a, dst: b }));
    case 'rename2': return bench.run(planRename2(ns, ctx, { src: a, dst: b, options: [c.includes('O') ? renameOption.overwrite : renameOption.none, ...(c.includes('T') ? [renameOption.toTrash] : [])] }));
    case 'delete': return bench.run(planDelete(ns, ctx, { src: a, recursive: b === 'true' }));
    case 'setPermission': return bench.run(planSetPermission(ns, ctx, { src: a, mode: parseInt(b, 8) }));
    case 'setOwner': return bench.run(planSetOwner(ns, ctx, { src: a, username: orUndefined(b), groupname: orUndefined(c) }));
    case 'setTimes': return bench.run(planSetTimes(ns, ctx, { src: a, mtime: Number(b), atime: Number(c) }));
    case 'setReplication': return bench.run(planSetReplication(ns, ctx, { src: a, replication: Number(b) }));
    case 'setQuota': return bench.run(planSetQuota(ns, ctx, { path: a, namespaceQuota: Number(b), storagespaceQuota: Number(c), storageType: undefined }));
    case 'getQuotaUsage': {
      const q = getQuotaUsage(ns, ctx, a);
      return `${q.fileAndDirectoryCount} ${q.quota >= 2 ** 63 ? '9223372036854775807' : q.quota} ${q.spaceConsumed} ${q.spaceQuota}`;
    }
    case 'getContentSummary': {
      const slices = getContentSummary(ns, ctx, a);
      let step = slices.next();
      while (step.done !== true) step = slices.next();
      const s = step.value;
      return `${s.length} ${s.fileCount} ${s.directoryCount} ${s.quota} ${s.spaceConsumed} ${s.spaceQuota} [${s.erasureCodingPolicy}]`;
    }
    case 'getFileInfo': return statusText(getFileInfo(ns, ctx, a));
    case 'getFileLinkInfo': return statusText(getFileLinkInfo(ns, ctx, a));
    case 'getListing': {
      const listing = getListing(ns, ctx, { src: a, startAfter: Buffer.from(b), needLocation: false, cTimeMs: 0 });
      return listing === undefined ? 'null' : `${listing.entries.map((entry) => Buffer.from(entry.name).toString()).join(',')} remaining=${listing.remaining}`;
    }
    case 'getBlockLocations': {
      const blocks = getBlockLocations(ns, ctx, { src: a, offset: Number(b), length: Number(c) });
      return `${blocks.fileLength} uc=${blocks.underConstruction} blocks=${blocks.blockRows.length} complete=${blocks.lastComplete}`;
    }
    case 'checkAccess': return checkPathAccess(ns, ctx, a, ['---', '--x', '-w-', '-wx', 'r--', 'r-x', 'rw-', 'rwx'].indexOf(b) as Action);
    case 'isFileClosed': return isFileClosed(ns, ctx, a);
    case 'getPreferredBlockSize': return getPreferredBlockSize(ns, ctx, a);
    case 'append': {
      const { last } = bench.run(planAppend(ns, ctx, { src: a, clientName: b, newBlock: c !== '' }, view));
      return last === undefined ? 'no block' : blockName(last.block);
    }
    case 'truncate': return bench.run(planTruncate(ns, ctx, { src: a, newLength: Number(b), clientName: c }, view));
    case 'concat': return bench.run(planConcat(ns, ctx, { trg: a, srcs: b.split(',') }));
    case 'recoverLease': {
      const plan = planRecoverLease(ns, ctx, { src: a, clientName: b }, view);
      if (plan.recovery !== undefined) recovering.add(plan.recovery.blockRow);
      return bench.run(plan);
    }
    case 'setStoragePolicy': return bench.run(planSetStoragePolicy(ns, ctx, { src: a, policyName: b }));
    case 'getStoragePolicy': return getStoragePolicy(ns, ctx, a).name;
    case 'setAcl': return bench.run(planSetAcl(ns, ctx, { src: a, aclSpec: aclSpec(b) }));
    case 'modifyAcl': return bench.run(planModifyAclEntries(ns, ctx, { src: a, aclSpec: aclSpec(b) }));
    case 'removeAclEntries': return bench.run(planRemoveAclEntries(ns, ctx, { src: a, aclSpec: aclSpec(b) }));
    case 'removeDefaultAcl': return bench.run(planRemoveDefaultAcl(ns, ctx, a));
    case 'removeAcl': return bench.run(planRemoveAcl(ns, ctx, a));
    case 'getAclStatus': {
      const s = getAclStatus(ns, ctx, a);
      return `${s.owner}:${s.group} ${modeSymbol(s.mode)} [${s.entries.map(aclEntryText).join(', ')}]`;
    }
    case 'setXAttr': return bench.run(planSetXAttr(ns, ctx, { src: a, xAttr: xAttrOf(b, c), create: d.includes('C'), replace: d.includes('R') }));
    case 'removeXAttr': return bench.run(planRemoveXAttr(ns, ctx, { src: a, xAttr: xAttrOf(b) }));
    case 'getXAttrs': return xAttrNames(getXAttrs(ns, ctx, { src: a, xAttrs: b === '-' ? [] : b.split(',').map((name) => xAttrOf(name)) }));
    case 'listXAttrs': return xAttrNames(listXAttrs(ns, ctx, a));
    case 'createSymlink': return bench.run(planCreateSymlink());
    default: throw new Error(`unknown method ${verb}`);
  }
}

/** Java prints a map's keys, in its order. */
function xAttrNames(xAttrs: readonly XAttr[]): string {
  return `[${xAttrs.map(prefixedName).sort().join(', ')}]`;
}

/** Apache uses up an inode id for what it then refuses; we do not. */
function withoutIds(text: string): string {
  return text.replace(/ id=\d+/, ' id=N').replace(/\[(trusted|user)\..*\]$/, (list) => `[${list.slice(1, -1).split(', ').sort().join(', ')}]`);
}

test('plans answer what a real NameNode answers, refusals to the letter', () => {
  const bench = new Bench();
  bench.options = { ...defaultOpOptions, maxDirectoryItems: 30 };
  const script = readFileSync('src/namenode/operations/golden/refusals.tsv', 'utf8').trimEnd().split('\n');
  const answers = readFileSync('src/namenode/operations/golden/refusals.answers.txt', 'utf8').trimEnd().split('\n');
  assert.equal(script.length, answers.length);
  const different: string[] = [];
  script.forEach((line, i) => {
    let ours: string;
    try {
      ours = String(answerOf(bench, line) ?? 'ok');
    } catch (error) {
      if (!(error instanceof HdfsException)) throw error;
      ours = `${error.javaClass}: ${error.message}`;
    }
    const theirs = answers[i] ?? '';
    if (withoutIds(ours) !== withoutIds(theirs)) different.push(`${i + 1} ${line}\n  theirs ${theirs}\n  ours   ${ours}`);
  });
  assert.deepEqual(different, []);
});
