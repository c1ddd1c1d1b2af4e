// setStoragePolicy, unsetStoragePolicy and getStoragePolicy. A directory's policy is one of its extended
// attributes, a file's a column. Answers to FSDirAttrOp.

import type { SetStoragePolicyOp } from '../../edit-log/ops/attribute-ops.ts';
import { HdfsException } from '../../protocol/exceptions.ts';
import { action } from '../../protocol/permission.ts';
import type { Namespace } from '../namespace/namespace.ts';
import { policyUnspecified, storagePolicyById, storagePolicyByName } from '../namespace/storage-policies.ts';
import type { StoragePolicy } from '../namespace/storage-policies.ts';
import { storagePolicyXAttr, withXAttrs, withoutXAttrs } from '../namespace/xattrs.ts';
import { ApplyError, applyRow } from './apply-path.ts';
import type { OpContext, Plan } from './plan.ts';
import { checkAccess, resolvePath } from './resolve.ts';

/** `policyName` undefined: none of its own any more. */
export function planSetStoragePolicy(ns: Namespace, ctx: OpContext, request: { readonly src: string; readonly policyName: string | undefined }): Plan<void> {
  const { src, policyName } = request;
  if (!ctx.options.storagePoliciesEnabled) {
    throw new HdfsException('IOException', `Failed to ${policyName === undefined ? 'unset' : 'set'} storage policy since dfs.storage.policy.enabled is set to false.`);
  }
  let policyId = policyUnspecified as number;
  if (policyName !== undefined) {
    const named = storagePolicyByName(policyName);
    if (named === undefined) throw new HdfsException('HadoopIllegalArgumentException', `Cannot find a block policy with the name ${policyName}`);
    policyId = named.id;
  }
  const path = resolvePath(ns, ctx, src, 'write', policyName === undefined ? 'unsetStoragePolicy' : 'setStoragePolicy');
  checkAccess(ns, ctx, path, { target: action.write });
  if (path.last < 0) throw new HdfsException('FileNotFoundException', `File/Directory does not exist: ${path.path}`);
  if (ns.isFile(path.last)) checkFilePolicy(ns, path.last, policyId);
  return { ops: [{ op: 'OP_SET_STORAGE_POLICY', path: path.path, policyId }], result: () => {} };
}

/** LAZY_PERSIST is for life, and from birth. */
function checkFilePolicy(ns: Namespace, file: number, policyId: number): void {
  const wanted = policyId === policyUnspecified ? undefined : storagePolicyById(policyId);
  if (wanted?.copyOnCreate === true) {
    throw new HdfsException('HadoopIllegalArgumentException', `Policy ${policyText(wanted)} cannot be set after file creation.`);
  }
  const own = ns.inodes.storagePolicy(file);
  const current = own === policyUnspecified ? undefined : storagePolicyById(own);
  if (current?.copyOnCreate === true) {
    throw new HdfsException('HadoopIllegalArgumentException', `Existing policy ${current.name} cannot be changed after file creation.`);
  }
}

const typeNames = ['RAM_DISK', 'SSD', 'DISK', 'ARCHIVE', 'PROVIDED', 'NVDIMM'];

/** BlockStoragePolicy.toString. */
function policyText(policy: StoragePolicy): string {
  const list = (types: readonly number[]): string => `[${types.map((type) => typeNames[type]).join(', ')}]`;
  return `BlockStoragePolicy{${policy.name}:${policy.id}, storageTypes=${list(policy.types)}, creationFallbacks=${list(policy.creationFallbacks)}, replicationFallbacks=${list(policy.replicationFallbacks)}}`;
}

/** The policy that counts for a path. */
export function getStoragePolicy(ns: Namespace, ctx: OpContext, src: string): StoragePolicy {
  const path = resolvePath(ns, ctx, src, 'read-link');
  checkAccess(ns, ctx, path, { target: action.read });
  if (path.last < 0) throw new HdfsException('FileNotFoundException', `File/Directory does not exist: ${path.path}`);
  return storagePolicyById(ns.effectiveStoragePolicy(path.last)) as StoragePolicy;
}

export function applySetStoragePolicy(ns: Namespace, op: SetStoragePolicyOp): void {
  const row = applyRow(ns, op, op.path);
  if (ns.isFile(row)) ns.setStoragePolicy(row, op.policyId);
  else if (!ns.isDirectory(row)) throw new ApplyError(op.op, `${op.path} is no file or directory`);
  else {
    const xAttr = storagePolicyXAttr(op.policyId);
    ns.setXAttrs(row, op.policyId === policyUnspecified ? withoutXAttrs(ns.xAttrs(row), [xAttr]) : withXAttrs(ns.xAttrs(row), [xAttr]));
  }
}
