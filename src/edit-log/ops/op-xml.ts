// An operation as the offline edits viewer prints it (`hdfs oev -p XML`), byte for byte: for people, and
// for tests that compare with the real thing. Answers to FSEditLogOp.toXml and XmlEditsVisitor.
import { actionSymbol } from '../../protocol/permission.ts';
import type { PermissionStatus } from '../../protocol/permission.ts';
import type { Block } from '../../protocol/block.ts';
import { unreachable } from '../../base/assert.ts';
import type { CacheDirectiveFields, CachePoolFields } from './cache-ops.ts';
import type { DelegationTokenIdentifier } from './delegation-token-ops.ts';
import type { EditOp } from './edit-op.ts';
import type { ErasureCodingPolicyFields } from './erasure-coding-ops.ts';
import type { RpcIds } from './op-codec.ts';
import type { AclEntry, XAttr } from './writables.ts';

/** A tag's content: text, or tags below it. A tag without value is left out. */
type Content = string | number | bigint | boolean | undefined | readonly Tag[];
type Tag = readonly [name: string, content: Content];

/** What stands before the first operation. */
export function editsXmlHead(layoutVersion: number): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<EDITS>\n  <EDITS_VERSION>${layoutVersion}</EDITS_VERSION>\n`;
}

/** What stands behind the last one. */
export const editsXmlTail = '</EDITS>\n';

/** One RECORD with its indentation and newline. */
export function opToXml(op: EditOp, txid: number): string {
  return render(['RECORD', [['OPCODE', op.op], ['DATA', [['TXID', txid], ...tagsOf(op)]]]], '  ');
}

function render([name, content]: Tag, indent: string): string {
  if (content === undefined) return '';
  if (typeof content === 'object') {
    return `${indent}<${name}>\n${content.map((tag) => render(tag, `${indent}  `)).join('')}${indent}</${name}>\n`;
  }
  const text = typeof content === 'string' ? mangled(content) : longText(content);
  return text === '' ? `${indent}<${name}/>\n` : `${indent}<${name}>${text}</${name}>\n`;
}

function longText(value: number | bigint | boolean): string {
  if (value === 2 ** 63) return '9223372036854775807';
  return String(value);
}

/**
 * XMLUtils.mangleXmlString: what XML cannot hold, and the backslash, as a code point in hex; then what the
 * JDK's serializer does not write as it is.
 */
function mangled(text: string): string {
  return text
    .replace(/[^\u0020-\u{10FFFF}\n\t\r]|[\\\uFFFE\uFFFF\p{Cs}]/gu, (c) => `\\${(c.codePointAt(0) ?? 0).toString(16).padStart(4, '0')};`)
    .replace(/[&<>]/g, (c) => (c === '&' ? '&amp;' : c === '<' ? '&lt;' : '&gt;'))
    .replace(/[\r\u007F-\u009F\u2028\u{10000}-\u{10FFFF}]/gu, (c) => `&#${c.codePointAt(0)};`);
}

function permissionsTag(p: PermissionStatus): Tag {
  return ['PERMISSION_STATUS', [['USERNAME', p.owner], ['GROUPNAME', p.group], ['MODE', p.mode]]];
}

function blockTag(b: Block): Tag {
  return ['BLOCK', [['BLOCK_ID', b.blockId], ['NUM_BYTES', b.numBytes], ['GENSTAMP', b.genstamp]]];
}

const scopes = ['ACCESS', 'DEFAULT'];
const types = ['USER', 'GROUP', 'MASK', 'OTHER'];
const namespaces = ['USER', 'TRUSTED', 'SECURITY', 'SYSTEM', 'RAW'];

function aclTag(e: AclEntry): Tag {
  return ['ENTRY', [['SCOPE', scopes[e.scope]], ['TYPE', types[e.type]], ['NAME', e.name], ['PERM', actionSymbol(e.permissions)]]];
}

function xAttrTag(x: XAttr): Tag {
  const value = x.value === undefined ? undefined : `0x${Buffer.from(x.value).toString('hex')}`;
  return ['XATTR', [['NAMESPACE', namespaces[x.namespace]], ['NAME', x.name], ['VALUE', value]]];
}

function rpcTags(ids: RpcIds): Tag[] {
  const hex = Buffer.from(ids.rpcClientId).toString('hex');
  const uuid = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return [['RPC_CLIENTID', uuid], ['RPC_CALLID', ids.rpcCallId]];
}

function tokenTag(t: DelegationTokenIdentifier): Tag {
  return ['DELEGATION_TOKEN_IDENTIFIER', [
    ['KIND', 'HDFS_DELEGATION_TOKEN'], ['SEQUENCE_NUMBER', t.sequenceNumber], ['OWNER', t.owner], ['RENEWER', t.renewer],
    ['REALUSER', t.realUser], ['ISSUE_DATE', t.issueDate], ['MAX_DATE', t.maxDate], ['MASTER_KEY_ID', t.masterKeyId],
  ]];
}

function directiveTags(d: CacheDirectiveFields): Tag[] {
  return [['ID', d.id], ['PATH', d.path], ['REPLICATION', d.replication], ['POOL', d.pool], ['EXPIRATION', d.expiration]];
}

function poolTags(p: CachePoolFields): Tag[] {
  return [
    ['POOLNAME', p.poolName], ['OWNERNAME', p.ownerName], ['GROUPNAME', p.groupName], ['MODE', p.mode], ['LIMIT', p.limit],
    ['MAXRELATIVEEXPIRY', p.maxRelativeExpiryMs], ['DEFAULTREPLICATION', p.defaultReplication],
  ];
}

function policyTags(p: ErasureCodingPolicyFields): Tag[] {
  return [
    ['CODEC', p.codecName], ['DATAUNITS', p.numDataUnits], ['PARITYUNITS', p.numParityUnits], ['CELLSIZE', p.cellSize],
    ['EXTRAOPTIONS', p.extraOptions.length],
    ...p.extraOptions.map(([key, value]): Tag => ['EXTRAOPTION', [['KEY', key], ['VALUE', value]]]),
  ];
}

function optionNames(options: readonly number[]): string {
  return options.map((option) => ['NONE', 'OVERWRITE', 'TO_TRASH'][option]).join('|');
}

/** The LENGTH that operations of before 0.23 had. */
const noLength: Tag = ['LENGTH', 0];

function tagsOf(op: EditOp): readonly Tag[] {
  switch (op.op) {
    case 'OP_ADD':
    case 'OP_CLOSE': {
      const add = op.op === 'OP_ADD' ? op : undefined;
      return [
        noLength, ['INODEID', op.inodeId], ['PATH', op.path], ['REPLICATION', op.replication], ['MTIME', op.mtime],
        ['ATIME', op.atime], ['BLOCKSIZE', op.blockSize], ['CLIENT_NAME', add?.clientName ?? ''],
        ['CLIENT_MACHINE', add?.clientMachine ?? ''], ['OVERWRITE', add?.overwrite ?? false], ...op.blocks.map(blockTag),
        permissionsTag(op.permissions), ...(add?.aclEntries ?? []).map(aclTag),
        ['ERASURE_CODING_POLICY_ID', add?.erasureCodingPolicyId], ...(add === undefined ? [] : rpcTags(add)),
      ];
    }
    case 'OP_APPEND':
      return [
        ['PATH', op.path], ['CLIENT_NAME', op.clientName], ['CLIENT_MACHINE', op.clientMachine], ['NEWBLOCK', op.newBlock],
        ...rpcTags(op),
      ];
    case 'OP_TRUNCATE':
      return [
        ['SRC', op.src], ['CLIENTNAME', op.clientName], ['CLIENTMACHINE', op.clientMachine], ['NEWLENGTH', op.newLength],
        ['TIMESTAMP', op.timestamp], ...(op.truncateBlock === undefined ? [] : [blockTag(op.truncateBlock)]),
      ];
    case 'OP_ADD_BLOCK':
      return [
        ['PATH', op.path], ...(op.penultimateBlock === undefined ? [] : [blockTag(op.penultimateBlock)]), blockTag(op.lastBlock),
        ...rpcTags(op),
      ];
    case 'OP_UPDATE_BLOCKS': return [['PATH', op.path], ...op.blocks.map(blockTag), ...rpcTags(op)];
    case 'OP_ALLOCATE_BLOCK_ID': return [['BLOCK_ID', op.blockId]];
    case 'OP_SET_GENSTAMP_V1': return [['GENSTAMP', op.genStampV1]];
    case 'OP_SET_GENSTAMP_V2': return [['GENSTAMPV2', op.genStampV2]];
    case 'OP_MKDIR':
      return [
        noLength, ['INODEID', op.inodeId], ['PATH', op.path], ['TIMESTAMP', op.timestamp], permissionsTag(op.permissions),
        ...op.aclEntries.map(aclTag), ...op.xAttrs.map(xAttrTag),
      ];
    case 'OP_SYMLINK':
      return [
        noLength, ['INODEID', op.inodeId], ['PATH', op.path], ['VALUE', op.value], ['MTIME', op.mtime], ['ATIME', op.atime],
        permissionsTag(op.permissionStatus), ...rpcTags(op),
      ];
    case 'OP_RENAME_OLD':
      return [noLength, ['SRC', op.src], ['DST', op.dst], ['TIMESTAMP', op.timestamp], ...rpcTags(op)];
    case 'OP_RENAME':
      return [
        noLength, ['SRC', op.src], ['DST', op.dst], ['TIMESTAMP', op.timestamp], ['OPTIONS', optionNames(op.options)], ...rpcTags(op),
      ];
    case 'OP_DELETE': return [noLength, ['PATH', op.path], ['TIMESTAMP', op.timestamp], ...rpcTags(op)];
    case 'OP_CONCAT_DELETE':
      return [
        noLength, ['TRG', op.trg], ['TIMESTAMP', op.timestamp], ['SOURCES', op.srcs.map((src, i): Tag => [`SOURCE${i + 1}`, src])],
        ...rpcTags(op),
      ];
    case 'OP_SET_REPLICATION': return [['PATH', op.path], ['REPLICATION', op.replication]];
    case 'OP_SET_PERMISSIONS': return [['SRC', op.src], ['MODE', op.permissions]];
    case 'OP_SET_OWNER': return [['SRC', op.src], ['USERNAME', op.username], ['GROUPNAME', op.groupname]];
    case 'OP_TIMES': return [noLength, ['PATH', op.path], ['MTIME', op.mtime], ['ATIME', op.atime]];
    case 'OP_SET_STORAGE_POLICY': return [['PATH', op.path], ['POLICYID', op.policyId]];
    case 'OP_SET_QUOTA': return [['SRC', op.src], ['NSQUOTA', op.nsQuota], ['DSQUOTA', op.dsQuota]];
    case 'OP_SET_QUOTA_BY_STORAGETYPE': return [['SRC', op.src], ['STORAGETYPE', op.type], ['DSQUOTA', op.dsQuota]];
    case 'OP_SET_NS_QUOTA': return [['SRC', op.src], ['NSQUOTA', op.nsQuota]];
    case 'OP_CLEAR_NS_QUOTA': return [['SRC', op.src]];
    case 'OP_REASSIGN_LEASE': return [['LEASEHOLDER', op.leaseHolder], ['PATH', op.path], ['NEWHOLDER', op.newHolder]];
    case 'OP_GET_DELEGATION_TOKEN':
    case 'OP_RENEW_DELEGATION_TOKEN': return [tokenTag(op.token), ['EXPIRY_TIME', op.expiryTime]];
    case 'OP_CANCEL_DELEGATION_TOKEN': return [tokenTag(op.token)];
    case 'OP_UPDATE_MASTER_KEY': {
      const key = op.key.keyBytes === undefined ? undefined : Buffer.from(op.key.keyBytes).toString('hex');
      return [['DELEGATION_KEY', [['KEY_ID', op.key.keyId], ['EXPIRY_DATE', op.key.expiryDate], ['KEY', key]]]];
    }
    case 'OP_START_LOG_SEGMENT':
    case 'OP_END_LOG_SEGMENT': return [];
    case 'OP_CREATE_SNAPSHOT':
    case 'OP_DELETE_SNAPSHOT':
      return [['SNAPSHOTROOT', op.snapshotRoot], ['SNAPSHOTNAME', op.snapshotName], ['MTIME', op.mtime], ...rpcTags(op)];
    case 'OP_RENAME_SNAPSHOT':
      return [
        ['SNAPSHOTROOT', op.snapshotRoot], ['SNAPSHOTOLDNAME', op.snapshotOldName], ['SNAPSHOTNEWNAME', op.snapshotNewName],
        ['MTIME', op.mtime], ...rpcTags(op),
      ];
    case 'OP_ALLOW_SNAPSHOT':
    case 'OP_DISALLOW_SNAPSHOT': return [['SNAPSHOTROOT', op.snapshotRoot]];
    case 'OP_ADD_CACHE_DIRECTIVE':
    case 'OP_MODIFY_CACHE_DIRECTIVE': return [...directiveTags(op.directive), ...rpcTags(op)];
    case 'OP_REMOVE_CACHE_DIRECTIVE': return [['ID', op.id], ...rpcTags(op)];
    case 'OP_ADD_CACHE_POOL':
    case 'OP_MODIFY_CACHE_POOL': return [...poolTags(op.info), ...rpcTags(op)];
    case 'OP_REMOVE_CACHE_POOL': return [['POOLNAME', op.poolName], ...rpcTags(op)];
    case 'OP_SET_ACL': return [['SRC', op.src], ...op.aclEntries.map(aclTag)];
    case 'OP_SET_XATTR':
    case 'OP_REMOVE_XATTR': return [['SRC', op.src], ...op.xAttrs.map(xAttrTag), ...rpcTags(op)];
    case 'OP_ADD_ERASURE_CODING_POLICY': return [...policyTags(op.ecPolicy), ...rpcTags(op)];
    case 'OP_ENABLE_ERASURE_CODING_POLICY':
    case 'OP_DISABLE_ERASURE_CODING_POLICY':
    case 'OP_REMOVE_ERASURE_CODING_POLICY': return [['POLICYNAME', op.ecPolicyName], ...rpcTags(op)];
    case 'OP_ROLLING_UPGRADE_START': return [['STARTTIME', op.time]];
    case 'OP_ROLLING_UPGRADE_FINALIZE': return [['FINALIZETIME', op.time]];
    default: return unreachable(op);
  }
}
