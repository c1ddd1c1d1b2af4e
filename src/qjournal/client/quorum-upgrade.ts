// Upgrade, finalization and rollback of the JournalNodes' storage, with a majority of them, where Apache's needs all. One that is away
// has a log that is none any more; it finds out by its creation time, and learns from the others (HA.md 32). Answers to the like
// named methods of QuorumJournalManager.
import type { Env } from '../../env/env.ts';
import type { NamespaceInfo } from '../../protocol/storage-info.ts';
import type { AsyncLoggerSet } from './async-logger-set.ts';
import type { IPCLoggerChannel } from './ipc-logger-channel.ts';
import type { ListFollower } from './list-follower.ts';

/** For JournalNodes that are slower than a majority, too. */
const graceMs = 5000;

export class QuorumUpgrade {
  readonly #env: Env;
  readonly #loggers: AsyncLoggerSet;
  readonly #lists: ListFollower;
  /** dfs.qjm.operations.timeout */
  readonly #timeoutMs: number;

  constructor(env: Env, loggers: AsyncLoggerSet, lists: ListFollower, timeoutMs: number) {
    this.#env = env;
    this.#loggers = loggers;
    this.#lists = lists;
    this.#timeoutMs = timeoutMs;
  }

  /** How many there are by the newest list that is known. */
  get journalNodes(): number {
    return this.#loggers.loggers.length;
  }

  /** The first step of an upgrade, at a majority at least. One that is away learns when it comes (HA.md 32). Rejects with QuorumLost. */
  async doPreUpgrade(): Promise<void> {
    await this.#lists.refreshOnce();
    await this.#most('doPreUpgrade', this.#loggers.loggers, (logger) => logger.doPreUpgrade());
  }

  /** The second one, with the new creation time and layout in `info`. */
  async doUpgrade(info: NamespaceInfo): Promise<void> {
    await this.#most('doUpgrade', this.#loggers.loggers, (logger) => logger.doUpgrade(info));
  }

  async doFinalize(): Promise<void> {
    await this.#most('doFinalize', this.#loggers.loggers, (logger) => logger.doFinalize());
  }

  /** The JournalNodes that can go back to before the last upgrade, by name, of a majority at least. Rejects with QuorumLost. */
  async canRollBack(layoutVersion: number): Promise<string[]> {
    await this.#lists.refreshOnce();
    const answers = await this.#most('canRollBack', this.#loggers.loggers, (logger) => logger.canRollBack(layoutVersion));
    return [...answers].filter(([, can]) => can).map(([logger]) => logger.name);
  }

  /** The JournalNodes that are at `cTime`, by name, of a majority at least. Rejects with QuorumLost. */
  async atCTime(cTime: number): Promise<string[]> {
    const answers = await this.#most('getJournalCTime', this.#loggers.loggers, (logger) => logger.getJournalCTime());
    return [...answers].filter(([, theirs]) => theirs === cTime).map(([logger]) => logger.name);
  }

  /** Takes those named back, which are a majority and may be back already; the others have a log that is none any more, find out by its creation time, and learn. */
  async doRollback(names: readonly string[]): Promise<void> {
    await this.#most('doRollback', this.#loggers.loggers.filter(({ name }) => names.includes(name)), (logger) => logger.doRollback());
  }

  /** The newest creation time that any of a majority at least keeps, in ms. */
  async getJournalCTime(): Promise<number> {
    return Math.max(...(await this.#most('getJournalCTime', this.#loggers.loggers, (logger) => logger.getJournalCTime())).values());
  }

  async #most<T>(what: string, loggers: readonly IPCLoggerChannel[], ask: (logger: IPCLoggerChannel) => Promise<T>): Promise<Map<IPCLoggerChannel, T>> {
    const refused = (): Promise<T> => Promise.reject(new Error('has nothing to go back to'));
    const answers = await this.#loggers.callMost((logger) => (loggers.includes(logger) ? ask(logger) : refused()), { what, timeoutMs: this.#timeoutMs, graceMs });
    const missing = this.#loggers.loggers.filter((logger) => !answers.has(logger)).map(({ name }) => name);
    if (missing.length > 0) this.#env.log('warn', 'done without some JournalNodes, which learn from the others when they are back', { what, journalNodes: missing.join(', ') });
    return answers;
  }
}
