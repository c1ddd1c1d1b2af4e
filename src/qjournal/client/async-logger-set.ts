// All JournalNodes of one journal, called side by side. Answers to AsyncLoggerSet.
import type { Env } from '../../env/env.ts';
import { sleep } from '../../env/waiting.ts';
import { majorityOf, memberAddress } from '../../protocol/journal-list.ts';
import { IPCLoggerChannel } from './ipc-logger-channel.ts';
import type { LoggerStatus } from './ipc-logger-channel.ts';
import type { LoggerOptions } from './journal-node-calls.ts';
import type { KnownList } from './known-list.ts';
import type { OpenSegment } from './open-segment.ts';
import { quorumCall } from './quorum-call.ts';

export interface MajorityOptions {
  /** For messages. */
  readonly what: string;
  readonly timeoutMs?: number;
  /** Wait for all instead of a majority. */
  readonly all?: boolean;
}

/** More calls than a JournalNode gets that has left the list. */
const farewellCalls = 64;

export class AsyncLoggerSet {
  /** Those whose answers count. */
  loggers: readonly IPCLoggerChannel[] = [];
  /** One that is to be added: it is written to, and nobody counts on it. */
  joining: IPCLoggerChannel | undefined;
  readonly #env: Env;
  readonly #options: Omit<LoggerOptions, 'address'>;
  readonly #known: KnownList;
  #epoch: number | undefined;
  /** Where the serials of this epoch's calls have come to on channels that were closed: another one to the same goes on there. */
  readonly #serials = new Map<string, number>();

  constructor(env: Env, known: KnownList, options: Omit<LoggerOptions, 'address'>) {
    this.#env = env;
    this.#known = known;
    this.#options = options;
    this.listChanged();
  }

  /** Another list counts: channels to whom it names, and to nobody else but those who leave and are still to be told. */
  listChanged(leaving: readonly IPCLoggerChannel[] = []): void {
    const before = this.#known.members.includes(this.joining?.name ?? '') ? this.everybody : this.loggers;
    this.loggers = this.#known.members.map((name) => before.find((logger) => logger.name === name) ?? this.#open(name));
    if (this.joining !== undefined && this.loggers.includes(this.joining)) this.joining = undefined;
    for (const logger of this.everybody) logger.gen = this.#known.gen;
    // What is still said to those who leave has serials, too.
    for (const logger of leaving) this.#serials.set(logger.name, logger.nextSerial + farewellCalls);
    for (const logger of before) if (!this.loggers.includes(logger) && !leaving.includes(logger)) this.letGo(logger);
  }

  /** Closes a channel. */
  letGo(logger: IPCLoggerChannel): void {
    this.#serials.set(logger.name, Math.max(logger.nextSerial, this.#serials.get(logger.name) ?? 0));
    logger.close();
  }

  /** A channel to `name`, for questions before it is written to; the caller closes it. */
  probe(name: string): IPCLoggerChannel {
    return this.#open(name);
  }

  #open(name: string): IPCLoggerChannel {
    const logger = new IPCLoggerChannel(this.#env, { ...this.#options, address: memberAddress(name) });
    logger.gen = this.#known.gen;
    if (this.#epoch !== undefined) logger.setEpoch(this.#epoch, this.#serials.get(name));
    return logger;
  }

  /** Writes to `name` as well, which is to be added. Whoever was to be added before is let go. */
  join(name: string | undefined, segment: OpenSegment | undefined): IPCLoggerChannel | undefined {
    if (this.joining?.name === name) return this.joining;
    if (this.joining !== undefined) this.letGo(this.joining);
    this.joining = name === undefined ? undefined : this.#open(name);
    const { joining } = this;
    if (joining === undefined) return undefined;
    joining.follow(segment, (segmentTxid) => this.#urlsBeside(joining, segmentTxid));
    joining.fallOut('it is to be added');
    return joining;
  }

  /** All who are written to. */
  get everybody(): readonly IPCLoggerChannel[] {
    return this.joining === undefined ? this.loggers : [...this.loggers, this.joining];
  }

  get lists(): readonly (readonly string[])[] {
    return this.#known.lists;
  }

  /** So many make a quorum, for messages. */
  get majority(): number {
    return majorityOf(this.loggers.length);
  }

  /** The writer's epoch; undefined before one was won. */
  get epoch(): number | undefined {
    return this.#epoch;
  }

  setEpoch(epoch: number): void {
    this.#epoch = epoch;
    this.#serials.clear();
    for (const logger of this.everybody) logger.setEpoch(epoch);
  }

  setCommittedTxid(txid: number): void {
    for (const logger of this.everybody) logger.setCommittedTxid(txid);
  }

  /** The segment that is written from now on, for those that must be taken back into it; undefined when it is being closed. */
  follow(segment: OpenSegment | undefined): void {
    for (const logger of this.everybody) logger.follow(segment, (segmentTxid) => this.#urlsBeside(logger, segmentTxid));
  }

  /** Where `self` may fetch the segment in progress: Apache's do not tell whom they follow, so nobody takes it from them. */
  #urlsBeside(self: IPCLoggerChannel, segmentTxid: number): string[] {
    const others = this.loggers.filter((logger) => logger !== self && !logger.outOfSync && logger.ours !== false);
    return others.flatMap((logger) => logger.knownSegmentUrl(segmentTxid) ?? []);
  }

  /** As {@link call}, of those who are written to; the one that is to be added is asked, and its answer is nobody's concern. */
  write(ask: (logger: IPCLoggerChannel) => Promise<void>, options: MajorityOptions): Promise<unknown> {
    const answers = this.call(ask, options);
    if (this.joining !== undefined) ask(this.joining).catch(() => {});
    return answers;
  }

  /** Calls all; resolves with a majority's answers, by logger. Rejects with JournalFenced or QuorumLost. */
  async call<T>(ask: (logger: IPCLoggerChannel) => Promise<T>, options: MajorityOptions): Promise<Map<IPCLoggerChannel, T>> {
    const { loggers } = this;
    const byName = new Map(loggers.map((logger) => [logger.name, logger]));
    const calls = new Map(loggers.map((logger) => [logger.name, ask(logger)]));
    const answers = await quorumCall(this.#env, calls, {
      what: options.what,
      needed: options.all === true ? calls.size : this.majority,
      ...(options.all === true ? {} : { lists: this.lists }),
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
    return this.everybody.map((logger) => logger.status());
  }

  close(): void {
    for (const logger of this.everybody) logger.close();
  }

  /** "[127.0.0.1:8485, 127.0.0.1:8486]" */
  toString(): string {
    return `[${this.loggers.map((logger) => logger.name).join(', ')}]`;
  }
}
