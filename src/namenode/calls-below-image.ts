// Calls that were executed shortly before the image was saved that a NameNode starts from. An image keeps no retry cache; where all
// NameNodes start from one, a client that asks again would have its call done twice. The edits below the image are there still: the
// ids of the calls are in them. Apache's FSNamesystem starts with an empty cache there.
import type { EditBatch } from '../edit-log/edit-batch.ts';
import type { JournalManager, SelectOptions } from '../edit-log/journal-manager.ts';
import { hasRpcIds } from '../edit-log/ops/op-codec.ts';
import type { Env } from '../env/env.ts';
import type { FSNamesystem } from './fs-namesystem.ts';

/** A client asks again within seconds of a NameNode's death: the last edits matter, and a start must not wait for more. */
export const editsBelowImageMax = 20_000;

export class CallsBelowImage {
  readonly #env: Env;
  readonly #fsn: FSNamesystem;
  #imageTxid = 0;
  /** Below this one, what the journal still has was read. */
  #nextTxid = 1;

  constructor(env: Env, fsn: FSNamesystem) {
    this.#env = env;
    this.#fsn = fsn;
  }

  /** Memory is an image of `imageTxid` now, and nothing is known of calls. */
  loaded(imageTxid: number): void {
    this.#imageTxid = imageTxid;
    this.#nextTxid = Math.max(1, imageTxid - editsBelowImageMax + 1);
  }

  /**
   * Tells the FSNamesystem of the calls in the last edits up to the image's that the journal still has; of those only that no earlier try
   * has read. A Standby may not be told of all: whether the last ones are durable is known by the image, but the JournalNodes that it can
   * reach may not be enough to say so. What cannot be read (purged, damaged) is left out. Throws QuorumLost where a start would wait
   * for the journals in any case.
   */
  async recall(journal: JournalManager, options: SelectOptions): Promise<void> {
    const imageTxid = this.#imageTxid;
    const firstTxid = this.#nextTxid;
    if (firstTxid > imageTxid) return;
    const streams = await journal.selectInputStreams(firstTxid, options);
    let whole = true;
    try {
      for (const stream of streams) {
        if (stream.firstTxid > imageTxid) break;
        try {
          for await (const batch of stream.batches(Math.max(stream.firstTxid, firstTxid))) {
            this.#tell(batch);
            if (whole) this.#nextTxid = batch.lastTxid + 1;
            if (batch.lastTxid >= imageTxid) break;
          }
        } catch (error) {
          whole = false;
          this.#env.log('warn', 'edits below the image cannot be read: calls in them that are repeated are done again', { image: imageTxid, error });
        }
      }
    } finally {
      for (const stream of streams) await stream.close();
    }
  }

  #tell(batch: EditBatch): void {
    for (const edits = batch.cursor(); edits.left > 0 && edits.txid <= this.#imageTxid; edits.next()) {
      const op = edits.decode();
      if (hasRpcIds(op)) this.#fsn.answeredBefore(op);
    }
  }
}
