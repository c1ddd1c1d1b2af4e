// Edits on three JournalNodes, which sync each batch to disk before they acknowledge it: how long one durable edit takes,
// how many a second many writers get, and how soon a JournalNode that was killed takes part again. Our edit log and
// QuorumJournalManager write to either kind of JournalNode, so the JournalNodes make the difference. To Apache's, whose
// handlers run calls of one connection side by side, it sends one batch at a time.
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { FSEditLog } from '../src/edit-log/fs-edit-log.ts';
import type { EditOp } from '../src/edit-log/ops/edit-op.ts';
import { nodeEnv } from '../src/env/node/node-env.ts';
import { QuorumJournalManager } from '../src/qjournal/client/quorum-journal-manager.ts';
import { newNamespaceInfo } from '../src/storage/name-node-storage.ts';
import { JournalSet } from './journal-set.ts';
import type { BenchOptions } from './benchmarks.ts';
import { superuser } from './mutation-load.ts';
import { median } from './report.ts';
import type { Row, Sheet, Side } from './sheet.ts';
import { inTurns, withBenchDir } from './sides.ts';

const writers = 64;
const many = 1024;
const timestamp = 1_700_000_000_000;

interface Rows {
  readonly p50: Row;
  readonly p99: Row;
  readonly writers: Row;
  readonly many: Row;
  readonly back: Row;
}

export async function journal(options: BenchOptions, sheet: Sheet): Promise<void> {
  sheet.title = 'journal: three JournalNodes under our QuorumJournalManager';
  const rows: Rows = {
    p50: sheet.row({ what: 'one durable edit at a time, p50', unit: 'ms' }),
    p99: sheet.row({ what: 'the same, p99', unit: 'ms' }),
    writers: sheet.row({ what: `edits/s, ${writers} writers, each waiting for its edit`, unit: '/s', rising: true }),
    many: sheet.row({ what: `edits/s, ${many} writers`, unit: '/s', rising: true }),
    back: sheet.row({ what: 'from a killed JournalNode\'s start to its next accepted write', unit: 'ms' }),
  };
  sheet.plot('bars', 'journal', 'Durable edits a second on three JournalNodes', [rows.writers, rows.many]);
  const measureMs = options.quick ? 2500 : 4000;
  await withBenchDir('journal', async (dir) => {
    const logs: Partial<Record<Side, Log>> = {};
    for (const side of ['ours', 'apache'] as const) {
      if (side === 'apache' && options.apacheRounds === 0) continue;
      const log = await sheet.attempt(`starting JournalNodes, ${side}`, () => Log.open(side, join(dir, side)));
      if (log !== undefined) logs[side] = log;
    }
    try {
      const rounds = (each: number): Record<Side, number> => ({ ours: logs.ours === undefined ? 0 : (options.rounds ?? each), apache: logs.apache === undefined ? 0 : (options.apacheRounds ?? options.rounds ?? each) });
      const measured = async (what: string, each: number, step: (log: Log, side: Side, round: number) => Promise<void>): Promise<void> => {
        await inTurns(rounds(each), async (side, round) => {
          const log = logs[side];
          if (log !== undefined) await sheet.attempt(`${what}, ${side}`, () => step(log, side, round));
        });
      };
      await measured('warming up', 1, async (log) => void (await log.write(writers, 1500)));
      const each = options.quick ? 3 : 5;
      await measured(rows.p50.what, each, async (log, side) => {
        const { latencies } = await log.write(1, measureMs);
        latencies.sort((a, b) => a - b);
        rows.p50[side].push(median(latencies));
        rows.p99[side].push(latencies[Math.floor(latencies.length * 0.99)] ?? Number.NaN);
      });
      await measured(rows.writers.what, each, async (log, side) => void rows.writers[side].push((await log.write(writers, measureMs)).perSecond));
      await measured(rows.many.what, each, async (log, side) => void rows.many[side].push((await log.write(many, measureMs)).perSecond));
      await measured(rows.back.what, options.quick ? 3 : 5, async (log, side) => void rows.back[side].push(await log.restart()));
    } finally {
      for (const log of Object.values(logs)) await log.close();
    }
  });
}

/** An edit log over three JournalNodes of one kind. */
class Log {
  readonly #set: JournalSet;
  readonly #manager: QuorumJournalManager;
  readonly #log: FSEditLog;
  #inodeId = 16_386;

  private constructor(set: JournalSet, manager: QuorumJournalManager, log: FSEditLog) {
    this.#set = set;
    this.#manager = manager;
    this.#log = log;
  }

  static async open(side: Side, dir: string): Promise<Log> {
    const env = nodeEnv({ name: 'bench' });
    const set = await JournalSet.start(side, dir);
    try {
      const info = newNamespaceInfo(env, '127.0.0.1');
      const manager = new QuorumJournalManager(env, { journalNodes: set.addresses, journalId: 'bench', namespace: info, user: superuser() });
      await manager.format(info);
      await manager.recoverUnfinalizedSegments();
      // Whoever waits for an edit would wait for ever.
      const log: FSEditLog = new FSEditLog(env, manager, {}, { onFailed: (error) => log.abandon(error) });
      log.initJournalsForWrite();
      await log.openForWrite();
      return new Log(set, manager, log);
    } catch (error) {
      await set.close();
      throw error;
    }
  }

  /** `count` writers for `forMs`, each with one edit at a time. Latencies in ms. */
  async write(count: number, forMs: number): Promise<{ perSecond: number; latencies: number[] }> {
    const latencies: number[] = [];
    const began = performance.now();
    const until = began + forMs;
    await Promise.all(Array.from({ length: count }, async () => {
      while (performance.now() < until) {
        const sent = performance.now();
        await this.#log.sync(this.#log.append(this.#mkdir()));
        latencies.push(performance.now() - sent);
      }
    }));
    return { perSecond: (1000 * latencies.length) / (performance.now() - began), latencies };
  }

  /**
   * Kills the third JournalNode, and starts it again after a while in which edits went on. The segment is rolled as soon
   * as that helps, as our NameNode does it. Ms from the start of its process until it has acknowledged an edit.
   */
  async restart(): Promise<number> {
    // What the rounds before have written, at full speed, is no segment that a NameNode would leave open.
    await this.#log.rollEditLog();
    let stopped = false;
    const writing = (async (): Promise<void> => {
      while (!stopped) {
        await this.#log.sync(this.#log.append(this.#mkdir()));
        await sleep(2);
      }
    })();
    try {
      await this.#set.kill('jn3');
      await sleep(1000);
      const started = performance.now();
      const missedTxid = this.#log.lastWrittenTxid;
      this.#set.spawn('jn3');
      while (performance.now() - started < 60_000) {
        const third = this.#manager.status()[2];
        if (third !== undefined && !third.outOfSync && third.ackedTxid > missedTxid) return performance.now() - started;
        if (this.#manager.rollWouldHelp()) await this.#log.rollEditLog();
        await sleep(5);
      }
      throw new Error(`the JournalNode took no edit within a minute: ${JSON.stringify(this.#manager.status()[2])}`);
    } finally {
      stopped = true;
      await writing;
    }
  }

  async close(): Promise<void> {
    this.#log.abandon(new Error('the benchmark is over'));
    await this.#manager.close();
    await this.#set.close();
  }

  #mkdir(): EditOp {
    const inodeId = ++this.#inodeId;
    return { op: 'OP_MKDIR', inodeId, path: `/warehouse/table-000/day=${inodeId}`, timestamp, permissions: { owner: 'hdfs', group: 'supergroup', mode: 0o755 }, aclEntries: [], xAttrs: [] };
  }
}
