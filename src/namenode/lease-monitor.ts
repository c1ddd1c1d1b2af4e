// Files whose writer is gone for longer than the hard limit are released by the NameNode itself: closed where nothing is
// missing, else their last block is recovered first. Recoveries that came to nothing, because a DataNode died or a
// NameNode before this one had ordered them, are ordered again. Answers to LeaseManager.Monitor.
import { noRpcIds } from '../edit-log/ops/op-codec.ts';
import { HdfsException } from '../protocol/exceptions.ts';
import { withRecovery } from './block-recovery.ts';
import { blockViewOf } from './client-protocol/block-locations.ts';
import type { FSNamesystem } from './fs-namesystem.ts';
import type { OpContext, OpOptions } from './operations/plan.ts';
import { answer } from './operations/plan.ts';
import { planReleaseExpired } from './operations/release-lease.ts';

/** The holder that files have between their writer's silence and their end. */
const holderPrefix = 'HDFS_NameNode';
/** Files looked at in one turn. */
const filesPerTurn = 200;

/** Files of hard-expired leases, longest silent writer first, a bounded number of them. */
export function filesOfExpired(fsn: FSNamesystem, monotonicMs: number): number[] {
  const { leases } = fsn.namespace;
  leases.advance(monotonicMs);
  const files: number[] = [];
  for (const lease of leases.hardExpired(filesPerTurn)) {
    for (const inodeId of lease.files) {
      if (files.push(inodeId) >= filesPerTurn) return files;
    }
  }
  return files;
}

/** Files whose recovery is nobody's business any more unless it is ours: ordered in vain, or by an Active before this one. */
export function filesToRecover(fsn: FSNamesystem): number[] {
  const { namespace: ns, blocks } = fsn;
  const ids = new Set<number>();
  for (const row of blocks.lostRecoveries()) ids.add(ns.inodes.id(ns.blocks.owner(row)));
  const addIfIdle = (file: number): void => {
    const last = ns.lastBlock(file);
    if (last < 0 || blocks.recoveryId(last) === undefined) ids.add(ns.inodes.id(file));
  };
  for (const file of ns.features.truncations.keys()) if (ns.isReachable(file)) addIfIdle(file);
  for (const inodeId of ns.leases.filesOfHolders((holder) => holder.startsWith(holderPrefix))) addIfIdle(ns.findInode(inodeId));
  return [...ids].slice(0, filesPerTurn);
}

/** Whom a file belongs to after its release: the NameNode, or whoever has it. */
export type NewHolder = 'name-node' | 'same';

/** Releases one such file; logs nothing when it cannot be released yet, and is tried again later. */
export function releaseFile(fsn: FSNamesystem, inodeId: number, holder: NewHolder, user: string, options: OpOptions, wallMs: number): Promise<void> {
  const ctx: OpContext = { caller: { user, groups: [], superuser: true }, nowMs: wallMs, clientMachine: '', ...noRpcIds, options };
  return fsn.writeInternally(() => {
    try {
      const newHolder = holder === 'same' ? undefined : `${holderPrefix}-${wallMs}`;
      return withRecovery<unknown>(fsn, planReleaseExpired(fsn.namespace, ctx, inodeId, newHolder, blockViewOf(fsn)));
    } catch (error) {
      if (error instanceof HdfsException) return answer(false);
      throw error;
    }
  });
}
