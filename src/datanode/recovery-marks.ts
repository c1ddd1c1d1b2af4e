// Which replicas of a pool are under recovery, by which recovery, and which of them are being changed by it now. The
// highest id wins: an older recovery finds out when it asks, or when it wants to change what it was once given.
// Answers to ReplicaUnderRecovery.
import type { Block } from '../protocol/block.ts';
import { HdfsException } from '../protocol/exceptions.ts';
import type { ReplicaOwner } from './open-replica.ts';

interface Mark {
  recoveryId: number;
  changing: Promise<unknown> | undefined;
}

export class RecoveryMarks {
  readonly #marks = new Map<bigint, Mark>();

  has(blockId: bigint): boolean {
    return this.#marks.has(blockId);
  }

  /** Begins a recovery, or takes the replica over from an older one. RecoveryInProgressException where that is not older. */
  begin(block: Block, found: { readonly genstamp: number }, recoveryId: number): void {
    const mark = this.#marks.get(block.blockId);
    if (mark !== undefined && mark.recoveryId >= recoveryId) {
      throw new HdfsException('RecoveryInProgressException', `rur.getRecoveryID() >= recoveryId = ${recoveryId}, block=blk_${block.blockId}_${block.genstamp}, rur=blk_${block.blockId}_${found.genstamp}, recovery id ${mark.recoveryId}`);
    }
    this.#marks.set(block.blockId, { recoveryId, changing: undefined });
  }

  /** Resolves when no recovery changes the replica's files. */
  async idle(blockId: bigint): Promise<void> {
    for (let mark = this.#marks.get(blockId); mark?.changing !== undefined; mark = this.#marks.get(blockId)) await mark.changing.catch(() => {});
  }

  /** Throws where the replica is under a recovery other than `recoveryId`. */
  checkFree(blockId: bigint, recoveryId: number | undefined): void {
    const mark = this.#marks.get(blockId);
    if (mark === undefined || mark.recoveryId === recoveryId) return;
    throw new HdfsException('ReplicaNotFoundException', `blk_${blockId} is under recovery ${mark.recoveryId}`);
  }

  /** Runs the change that ends a recovery, once; the mark goes with its success. `work` gets an owner that waits for its end. */
  async change<T>(blockId: bigint, recoveryId: number, text: string, work: (owner: ReplicaOwner) => Promise<T>): Promise<T> {
    const mark = this.#marks.get(blockId);
    if (mark?.recoveryId !== recoveryId) throw new HdfsException('IOException', `rur.getRecoveryID() != recoveryId = ${recoveryId}, rur=${text}`);
    if (mark.changing !== undefined) throw new HdfsException('IOException', `recovery ${recoveryId} is being carried out already, rur=${text}`);
    const running = work({ stop: () => this.idle(blockId) });
    mark.changing = running;
    try {
      const result = await running;
      this.#marks.delete(blockId);
      return result;
    } finally {
      mark.changing = undefined;
    }
  }

  /** The replica is gone. */
  end(blockId: bigint): void {
    this.#marks.delete(blockId);
  }
}
