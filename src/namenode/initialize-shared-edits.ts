// namenode -initializeSharedEdits: makes a blank shared journal fit a namespace that exists, with the edits behind its
// newest image copied from the local log. Answers to NameNode.initializeSharedEdits.

import { ByteWriter } from '../base/bytes.ts';
import type { JournalManager } from '../edit-log/journal-manager.ts';
import { encodeOp } from '../edit-log/ops/op-frame.ts';
import type { Env } from '../env/env.ts';
import { HdfsException } from '../protocol/exceptions.ts';
import type { NamespaceInfo } from '../protocol/storage-info.ts';
import { NameNodeStorage } from '../storage/name-node-storage.ts';
import { confirmFormat } from './format.ts';
import type { FormatConsent } from './format.ts';

export interface InitializeOptions {
  /** Absolute paths of dfs.namenode.name.dir. */
  readonly directories: readonly string[];
  /** Opens the local log of the namespace, in dfs.namenode.edits.dir. */
  readonly openLocal: (info: NamespaceInfo) => JournalManager;
  /** Opens the shared journal. */
  readonly openShared: (info: NamespaceInfo) => JournalManager;
}

/** Edits sent to the journal at a time. */
const batchOps = 1000;

/** Resolves with the last txid that was copied, or undefined when it was not allowed to format. */
export async function initializeSharedEdits(env: Env, options: InitializeOptions, consent: FormatConsent): Promise<number | undefined> {
  const storage = new NameNodeStorage(env, options.directories);
  let local: JournalManager | undefined;
  let shared: JournalManager | undefined;
  try {
    const info = await storage.open();
    const [image] = await storage.images();
    if (image === undefined) throw new HdfsException('FileNotFoundException', 'No valid image files found');
    shared = options.openShared(info);
    if (!(await confirmFormat([shared], consent))) return undefined;
    await shared.format(info);
    local = options.openLocal(info);
    await local.recoverUnfinalizedSegments();
    await shared.recoverUnfinalizedSegments();
    const last = await copyEdits(env, local, shared, image.txid + 1, info.layoutVersion);
    env.log('info', 'the shared journal is initialized', { journal: shared.name, fromTxid: image.txid + 1, lastTxid: last });
    return last;
  } finally {
    await shared?.close();
    await local?.close();
    await storage.close();
  }
}

/** Copies edits from `fromTxid` on, segment by segment; returns the last txid. */
async function copyEdits(env: Env, from: JournalManager, to: JournalManager, fromTxid: number, layoutVersion: number): Promise<number> {
  let next = fromTxid;
  for (const stream of await from.selectInputStreams(fromTxid, { inProgressOk: false, onlyDurable: false })) {
    let segmentStart: number | undefined;
    const writer = new ByteWriter();
    let pending = 0;
    const send = async (): Promise<void> => {
      if (pending === 0) return;
      await to.journal({ firstTxid: next - pending, count: pending, bytes: writer.take() });
      pending = 0;
      await env.turn();
    };
    const end = async (): Promise<void> => {
      if (segmentStart === undefined) return;
      await send();
      await to.finalizeLogSegment(segmentStart, next - 1);
      segmentStart = undefined;
    };
    try {
      for await (const batch of stream.batches(Math.max(next, stream.firstTxid))) {
        for (const [i, op] of batch.ops().entries()) {
          const txid = batch.firstTxid + i;
          if (txid < next) continue;
          if (txid !== next) throw new HdfsException('IOException', `There appears to be a gap in the edit log.  We expected txid ${next}, but got txid ${txid}.`);
          if (segmentStart === undefined) {
            segmentStart = txid;
            await to.startLogSegment(txid, layoutVersion);
          }
          encodeOp(writer, op, txid);
          pending++;
          next++;
          // The first edit travels alone, as a writer's START_LOG_SEGMENT does.
          if (pending === batchOps || txid === segmentStart) await send();
          if (op.op === 'OP_END_LOG_SEGMENT') await end();
        }
      }
      await end();
    } finally {
      await stream.close();
    }
  }
  return next - 1;
}
