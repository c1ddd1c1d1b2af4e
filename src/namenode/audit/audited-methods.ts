// Which calls of ClientProtocol the audit log tells of, and what of each: command, path, other path, and whether the status of
// what was changed comes with it. Calls that are not here are not told, as in Hadoop. The words are FSNamesystem's.
import type { RequestOf } from '../../rpc/service.ts';
import { quotaCommand } from '../operations/quota.ts';
import { SafeModeActionProto } from '../../wire/client-namenode-protocol.ts';
import type { ClientNamenodeProtocol } from '../../wire/client-namenode-protocol.ts';

export interface Audited {
  readonly cmd: string;
  readonly src?: string | undefined;
  readonly dst?: string | undefined;
  /** The path whose owner and permissions are told after a success. */
  readonly status?: string | undefined;
  /** An answer of false: told as not allowed, or not at all. Told as allowed when absent. */
  readonly onFalse?: 'denied' | 'silent';
  /** Told as allowed even where it fails, unless permissions forbid it. */
  readonly whatever?: boolean;
}

type Protocol = typeof ClientNamenodeProtocol;
type Table = { readonly [M in keyof Protocol['methods']]?: (request: RequestOf<Protocol, M>) => Audited | readonly Audited[] };

const safeModeActions: Readonly<Record<number, string>> = {
  [SafeModeActionProto.SAFEMODE_LEAVE]: 'leave', [SafeModeActionProto.SAFEMODE_ENTER]: 'enter', [SafeModeActionProto.SAFEMODE_GET]: 'get',
  [SafeModeActionProto.SAFEMODE_FORCE_EXIT]: 'force_exit',
};

const changing = (cmd: string) => ({ src }: { readonly src: string }): Audited => ({ cmd, src, status: src });
const looking = (cmd: string) => ({ src }: { readonly src: string }): Audited => ({ cmd, src });
const alone = (cmd: string) => (): Audited => ({ cmd });

export const auditedMethods: Table = {
  mkdirs: changing('mkdirs'),
  create: changing('create'),
  append: looking('append'),
  truncate: changing('truncate'),
  setPermission: changing('setPermission'),
  setOwner: changing('setOwner'),
  setTimes: changing('setTimes'),
  setReplication: looking('setReplication'),
  setStoragePolicy: changing('setStoragePolicy'),
  unsetStoragePolicy: changing('unsetStoragePolicy'),
  setAcl: changing('setAcl'),
  modifyAclEntries: changing('modifyAclEntries'),
  removeAclEntries: changing('removeAclEntries'),
  removeDefaultAcl: changing('removeDefaultAcl'),
  removeAcl: changing('removeAcl'),
  setXAttr: changing('setXAttr'),
  removeXAttr: changing('removeXAttr'),
  rename: ({ src, dst }) => ({ cmd: 'rename', src, dst, status: dst, onFalse: 'silent' }),
  rename2: ({ src, dst, overwriteDest, moveToTrash }) => ({
    cmd: `rename (options=[${[...(overwriteDest ? ['OVERWRITE'] : []), ...(moveToTrash === true ? ['TO_TRASH'] : [])].join(', ') || 'NONE'}])`, src, dst, status: dst,
  }),
  concat: ({ trg, srcs }) => ({ cmd: 'concat', src: `[${srcs.join(', ')}]`, dst: trg, status: trg }),
  delete: ({ src }) => ({ cmd: 'delete', src, onFalse: 'denied' }),
  setQuota: ({ path, namespaceQuota, storagespaceQuota }) => ({ cmd: quotaCommand(namespaceQuota, storagespaceQuota), src: path }),
  getFileInfo: looking('getfileinfo'),
  getFileLinkInfo: looking('getfileinfo'),
  getLocatedFileInfo: ({ src }) => ({ cmd: 'getfileinfo', src }),
  getLinkTarget: ({ path }) => ({ cmd: 'getfileinfo', src: path, whatever: true }),
  isFileClosed: looking('isFileClosed'),
  getListing: looking('listStatus'),
  getBatchedListing: ({ paths }) => paths.map((src) => ({ cmd: 'listStatus', src })),
  getBlockLocations: looking('open'),
  getAclStatus: looking('getAclStatus'),
  getXAttrs: looking('getXAttrs'),
  listXAttrs: looking('listXAttrs'),
  checkAccess: ({ path }) => ({ cmd: 'checkAccess', src: path }),
  getContentSummary: ({ path }) => ({ cmd: 'contentSummary', src: path }),
  getQuotaUsage: ({ path }) => ({ cmd: 'quotaUsage', src: path }),
  getDatanodeReport: alone('datanodeReport'),
  getDatanodeStorageReport: alone('getDatanodeStorageReport'),
  restoreFailedStorage: ({ arg }) => ({ cmd: `${arg === 'check' ? 'check' : arg === 'true' ? 'enable' : 'disable'}RestoreFailedStorage` }),
  finalizeUpgrade: alone('finalizeUpgrade'),
  setSafeMode: ({ action }) => ({ cmd: `safemode_${safeModeActions[action] ?? 'get'}` }),
  saveNamespace: alone('saveNamespace'),
  refreshNodes: alone('refreshNodes'),
  rollEdits: alone('rollEditLog'),
  metaSave: alone('metaSave'),
  setBalancerBandwidth: alone('setBalancerBandwidth'),
};
