// Files whose writer has been silent beyond the hard limit are released by the NameNode itself: closed where nothing is
// missing, else their last block is recovered first. Answers to LeaseManager.Monitor.
import { noRpcIds } from '../edit-log/ops/op-codec.ts';
import { HdfsException } from '../protocol/exceptions.ts';
import { blockViewOf } from './client-protocol/block-locations.ts';
import type { FSNamesystem } from './fs-namesystem.ts';
import type { OpContext, OpOptions } from './operations/plan.ts';
import type { LeaseRecovery } from './operations/release-lease.ts';
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

/** Releases one such file; logs nothing when it cannot be released yet, and is tried again later. */
export async function releaseExpired(fsn: FSNamesystem, inodeId: number, user: string, options: OpOptions, wallMs: number): Promise<void> {
  const ctx: OpContext = { caller: { user, groups: [], superuser: true }, nowMs: wallMs, clientMachine: '', ...noRpcIds, options };
  let recovery: LeaseRecovery | undefined;
  const logged = await fsn.writeInternally(() => {
    try {
      const plan = planReleaseExpired(fsn.namespace, ctx, inodeId, `${holderPrefix}-${wallMs}`, blockViewOf(fsn));
      recovery = plan.recovery;
      return plan.ops;
    } catch (error) {
      if (error instanceof HdfsException) return [];
      throw error;
    }
  });
  if (logged && recovery !== undefined) fsn.blocks.startRecovery(recovery.blockRow, { recoveryId: recovery.recoveryId, truncateTo: recovery.truncateTo });
}
