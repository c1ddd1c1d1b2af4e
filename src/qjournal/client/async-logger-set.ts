// All JournalNodes of one journal, called side by side. Answers to AsyncLoggerSet.
import type { Env } from '../../env/env.ts';
import { sleep } from '../../env/waiting.ts';
import { IPCLoggerChannel } from './ipc-logger-channel.ts';
import type { LoggerStatus } from './ipc-logger-channel.ts';
import type { LoggerOptions } from './journal-node-calls.ts';
import type { OpenSegment } from './open-segment.ts';
import { majorityOf, quorumCall } from './quorum-call.ts';

export interface MajorityOptions {
  /** For messages. */
  readonly what: string;
  readonly timeoutMs?: number;
  /** Wait for all instead of a majority. */
  readonly all?: boolean;
}

export class AsyncLoggerSet {
  readonly loggers: readonly IPCLoggerChannel[];
  readonly #env: Env;
  #epoch: number | undefined;

  constructor(env: Env, options: readonly LoggerOptions[]) {
    this.#env = env;
    this.loggers = options.map((each) => new IPCLoggerChannel(env, each));
  }

  get size(): number {
    return this.loggers.length;
  }

  get majority(): number {
    return majorityOf(this.size);
  }

  /** The writer's epoch; undefined before one was won. */
  get epoch(): number | undefined {
    return this.#epoch;
  }

  setEpoch(epoch: number): void {
    this.#epoch = epoch;
    for (const logger of this.loggers) logger.setEpoch(epoch);
  }

  setCommittedTxid(txid: number): void {
    for (const logger of this.loggers) logger.setCommittedTxid(txid);
  }

  /** The segment that is written from now on, for those that must be taken back into it; undefined when it is being closed. */
  follow(segment: OpenSegment | undefined): void {
    for (const logger of this.loggers) logger.follow(segment, (segmentTxid) => this.#urlsBeside(logger, segmentTxid));
  }

  #urlsBeside(self: IPCLoggerChannel, segmentTxid: number): string[] {
    const others = this.loggers.filter((logger) => logger !== self && !logger.outOfSync);
    return others.flatMap((logger) => logger.knownSegmentUrl(segmentTxid) ?? []);
  }

  /** Calls all; resolves with a majority's answers, by logger. Rejects with JournalFenced or QuorumLost. */
  async call<T>(ask: (logger: IPCLoggerChannel) => Promise<T>, options: MajorityOptions): Promise<Map<IPCLoggerChannel, T>> {
    const byName = new Map(this.loggers.map((logger) => [logger.name, logger]));
    const calls = new Map(this.loggers.map((logger) => [logger.name, ask(logger)]));
    const answers = await quorumCall(this.#env, calls, {
      what: options.what,
      needed: options.all === true ? this.size : this.majority,
      ...(options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs }),
      ...(this.#epoch === undefined ? {} : { epoch: this.#epoch }),
    });
    const byLogger = new Map<IPCLoggerChannel, T>();
    for (const [name, answer] of answers) {
      const logger = byName.get(name);
      if (logger !== undefined) byLogger.set(logger, answer);
    }
    return byLogger;
  }

  /** A majority's answers at least, and the others' that come within `graceMs` after those. Rejects as {@link call}. */
  async callMost<T>(ask: (logger: IPCLoggerChannel) => Promise<T>, options: Omit<MajorityOptions, 'all'> & { readonly graceMs: number }): Promise<Map<IPCLoggerChannel, T>> {
    const asked = new Map(this.loggers.map((logger) => [logger, ask(logger)]));
    const answers = new Map<IPCLoggerChannel, T>();
    for (const [logger, answer] of asked) answer.then((value) => answers.set(logger, value), () => {});
    await this.call((logger) => asked.get(logger) ?? ask(logger), options);
    await Promise.race([Promise.allSettled(asked.values()), sleep(this.#env, options.graceMs)]);
    return answers;
  }

  status(): readonly LoggerStatus[] {
    return this.loggers.map((logger) => logger.status());
  }

  close(): void {
    for (const logger of this.loggers) logger.close();
  }

  /** "[127.0.0.1:8485, 127.0.0.1:8486]" */
  toString(): string {
    return `[${this.loggers.map((logger) => logger.name).join(', ')}]`;
  }
}
