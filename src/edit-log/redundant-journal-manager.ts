// The edit log in several local directories at once (dfs.namenode.edits.dir), each complete on its own. An edit
// is durable when every directory in use has it; one that fails is left out until the next segment starts, and
// without any the log is lost. Answers to JournalSet over FileJournalManagers and RedundantEditLogInputStream.
import type { Env } from '../env/env.ts';
import type { NamespaceInfo } from '../protocol/storage-info.ts';
import type { EditBatch } from './edit-batch.ts';
import type {
  EditLogInputStream, EditLogManifest, EditLogSegment, JournalBatch, JournalManager, RecoveredLog, SelectOptions,
} from './journal-manager.ts';
import { EditLogCorrupt, QuorumLost } from './journal-manager.ts';

export class RedundantJournalManager implements JournalManager {
  readonly name: string;
  readonly #env: Env;
  readonly #all: readonly JournalManager[];
  /** Those that have the open segment, all of it. */
  #inUse: readonly JournalManager[];

  constructor(env: Env, journals: readonly JournalManager[]) {
    this.#env = env;
    this.#all = journals;
    this.#inUse = journals;
    this.name = `JournalSet(${journals.map((journal) => journal.name).join(', ')})`;
  }

  async format(info: NamespaceInfo): Promise<void> {
    for (const journal of this.#all) await journal.format(info);
  }

  async hasSomeData(): Promise<boolean> {
    for (const journal of this.#all) if (await journal.hasSomeData()) return true;
    return false;
  }

  /**
   * Recovers each; the log ends where the longest does. One that cannot be recovered is left out if another
   * goes at least as far as its newest segment; else that is the outcome.
   */
  async recoverUnfinalizedSegments(): Promise<RecoveredLog> {
    let lastTxid: number | undefined;
    const broken: { readonly journal: JournalManager; readonly error: Error }[] = [];
    for (const journal of this.#all) {
      try {
        const recovered = await journal.recoverUnfinalizedSegments();
        lastTxid = Math.max(lastTxid ?? 0, recovered.lastTxid ?? 0) || undefined;
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        broken.push({ journal, error });
      }
    }
    for (const { journal, error } of broken) {
      const newest = (await newestSegment(journal))?.firstTxid ?? 0;
      if (lastTxid === undefined || lastTxid < newest) throw error;
      this.#env.log('error', 'an edits directory cannot be recovered, going on without it', { journal: journal.name, error: error.message });
    }
    this.#inUse = this.#all.filter((journal) => !broken.some((other) => other.journal === journal));
    return { lastTxid };
  }

  async startLogSegment(firstTxid: number, layoutVersion: number): Promise<void> {
    this.#inUse = this.#all;
    await this.#each((journal) => journal.startLogSegment(firstTxid, layoutVersion));
  }

  async journal(batch: JournalBatch): Promise<void> {
    await this.#each((journal) => journal.journal(batch));
  }

  async finalizeLogSegment(firstTxid: number, lastTxid: number): Promise<void> {
    await this.#each((journal) => journal.finalizeLogSegment(firstTxid, lastTxid));
  }

  async purgeLogsOlderThan(minTxid: number): Promise<void> {
    for (const journal of this.#all) {
      try {
        await journal.purgeLogsOlderThan(minTxid);
      } catch (error) {
        this.#env.log('warn', 'could not purge an edits directory', { journal: journal.name, error: String(error) });
      }
    }
  }

  async selectInputStreams(fromTxid: number, options: SelectOptions): Promise<EditLogInputStream[]> {
    const found = await this.#listed((journal) => journal.selectInputStreams(fromTxid, options));
    return [...byFirstTxid(found)].map(([, streams]) => this.#redundant(streams));
  }

  async getEditLogManifest(sinceTxid: number, inProgressOk: boolean): Promise<EditLogManifest> {
    const found = await this.#listed(async (journal) => (await journal.getEditLogManifest(sinceTxid, inProgressOk)).segments);
    const segments: EditLogSegment[] = [];
    for (const [firstTxid, [best]] of byFirstTxid(found)) {
      const before = segments.at(-1)?.lastTxid;
      if (best === undefined || (before !== undefined && firstTxid !== before + 1)) continue;
      segments.push(best);
    }
    return { segments, committedTxid: undefined };
  }

  async discardSegments(startTxid: number): Promise<void> {
    for (const journal of this.#all) await journal.discardSegments(startTxid);
  }

  async close(): Promise<void> {
    for (const journal of this.#all) await journal.close();
  }

  /** What all have; one that cannot be listed has nothing. */
  async #listed<T>(list: (journal: JournalManager) => Promise<readonly T[]>): Promise<T[]> {
    const found: T[] = [];
    for (const journal of this.#all) {
      try {
        found.push(...await list(journal));
      } catch (error) {
        this.#env.log('warn', 'could not list an edits directory', { journal: journal.name, error: String(error) });
      }
    }
    return found;
  }

  /** One segment that lies in several places: read from the fullest, and on from another when that one fails. */
  #redundant(streams: readonly EditLogInputStream[]): EditLogInputStream {
    const [best] = streams;
    if (best === undefined) throw new EditLogCorrupt('a segment without a stream');
    const env = this.#env;
    return {
      name: streams.map((stream) => stream.name).join(', '),
      firstTxid: best.firstTxid, lastTxid: best.lastTxid, inProgress: best.inProgress,
      async* batches(fromTxid: number = best.firstTxid): AsyncIterable<EditBatch> {
        let next = fromTxid;
        let failure: unknown;
        for (const stream of streams) {
          try {
            for await (const batch of stream.batches(next)) {
              yield batch;
              next = batch.lastTxid + 1;
            }
            if (next > (best.lastTxid ?? 0)) return;
          } catch (error) {
            failure ??= error;
            env.log('error', 'a segment cannot be read to its end, trying another copy', { stream: stream.name, next, error: String(error) });
          }
        }
        throw failure ?? new EditLogCorrupt(`${best.name}: ends before txid ${best.lastTxid}`);
      },
      close: async () => {
        for (const stream of streams) await stream.close();
      },
    };
  }

  /** Runs on all in use; the ones that fail are out. Throws QuorumLost when all do. */
  async #each(run: (journal: JournalManager) => Promise<void>): Promise<void> {
    const failures = new Map<string, Error>();
    const failed = new Set<JournalManager>();
    await Promise.all(this.#inUse.map(async (journal) => {
      try {
        await run(journal);
      } catch (error) {
        failed.add(journal);
        failures.set(journal.name, error instanceof Error ? error : new Error(String(error)));
      }
    }));
    if (failed.size === 0) return;
    const left = this.#inUse.filter((journal) => !failed.has(journal));
    if (left.length === 0) throw new QuorumLost(`${this.name}: no edits directory is left`, failures);
    for (const [name, error] of failures) this.#env.log('error', 'an edits directory failed, going on without it', { journal: name, error: error.message });
    this.#inUse = left;
    for (const journal of failed) await journal.close().catch(() => {});
  }
}

async function newestSegment(journal: JournalManager): Promise<EditLogSegment | undefined> {
  return (await journal.getEditLogManifest(0, true)).segments.at(-1);
}

/** By first txid; of one segment the copy with most edits first, final ones before those in progress. */
function byFirstTxid<T extends EditLogSegment>(segments: readonly T[]): Map<number, T[]> {
  const sorted = [...segments].sort((a, b) => (
    a.firstTxid - b.firstTxid || (b.lastTxid ?? 0) - (a.lastTxid ?? 0) || Number(a.inProgress) - Number(b.inProgress)
  ));
  const groups = new Map<number, T[]>();
  for (const segment of sorted) {
    const group = groups.get(segment.firstTxid);
    if (group === undefined) groups.set(segment.firstTxid, [segment]);
    else group.push(segment);
  }
  return groups;
}
