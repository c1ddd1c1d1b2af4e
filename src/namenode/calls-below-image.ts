// Calls that were executed shortly before the image was saved that a NameNode starts from. An image keeps no retry cache; where all
// NameNodes start from one, a client that asks again would have its call done twice. The edits below the image are there still: the
// ids of the calls are in them. Apache's FSNamesystem starts with an empty cache there.
import type { JournalManager } from '../edit-log/journal-manager.ts';
import { hasRpcIds } from '../edit-log/ops/op-codec.ts';
import type { Env } from '../env/env.ts';
import type { FSNamesystem } from './fs-namesystem.ts';

/** A client asks again within seconds of a NameNode's death: the last edits matter, and a start must not wait for more. */
export const editsBelowImageMax = 20_000;

/**
 * Tells `fsn`, which has just loaded an image of `imageTxid`, of the calls in the last edits up to that one that the journal still has.
 * What cannot be read (purged, damaged) is left out. Throws QuorumLost where a start would wait for the journals in any case.
 */
export async function recallCallsBelowImage(env: Env, fsn: FSNamesystem, journal: JournalManager, imageTxid: number, inProgressOk: boolean): Promise<void> {
  const firstTxid = Math.max(1, imageTxid - editsBelowImageMax + 1);
  const streams = await journal.selectInputStreams(firstTxid, { inProgressOk, onlyDurable: true });
  try {
    for (const stream of streams) {
      if (stream.firstTxid > imageTxid) break;
      for await (const batch of stream.batches(Math.max(stream.firstTxid, firstTxid))) {
        for (const edits = batch.cursor(); edits.left > 0 && edits.txid <= imageTxid; edits.next()) {
          const op = edits.decode();
          if (hasRpcIds(op)) fsn.answeredBefore(op);
        }
        if (batch.lastTxid >= imageTxid) break;
      }
    }
  } catch (error) {
    env.log('warn', 'edits below the image cannot be read: calls in them that are repeated are done again', { image: imageTxid, error });
  } finally {
    for (const stream of streams) await stream.close();
  }
}
