// What a journal does to be whole, with the help of the other JournalNodes: it learns while it has no memory
// (journal-learner.ts), and while it votes it takes over what it lacks and looks for damage (journal-sync.ts). Without a list of
// JournalNodes it does neither, and only looks for damage.
import type { Env } from '../../env/env.ts';
import type { JournalList } from '../../protocol/journal-list.ts';
import { electorProto } from '../../protocol/elector-kind.ts';
import type { StorageInfo } from '../../protocol/storage-info.ts';
import type { RpcAddress } from '../../rpc/rpc-client.ts';
import { LearnerStateProto } from '../../wire/quorate-journal.ts';
import type { MemoryResponseProto } from '../../wire/quorate-journal.ts';
import type { JournalCore } from './journal-core.ts';
import { electorOf } from './journal-elector.ts';
import type { KeptElector } from './journal-elector.ts';
import { JournalLearner } from './journal-learner.ts';
import type { JournalMetrics } from './journal-metrics.ts';
import { JournalPeers } from './journal-peers.ts';
import { JournalRecollection } from './journal-recollection.ts';
import { JournalSync } from './journal-sync.ts';
import type { JournalSyncOptions } from './journal-sync.ts';

export interface HealingOptions {
  readonly journalId: string;
  readonly directory: string;
  readonly fetchTimeoutMs: number;
  /** All JournalNodes of the journal; empty when they are not known. */
  readonly peers?: readonly RpcAddress[];
  readonly sync?: Partial<JournalSyncOptions>;
}

const defaults = { intervalMs: 120_000, scrubPeriodMs: 86_400_000, scrubBytesPerSecond: 4 * 1024 * 1024 } as const;

const doings: Readonly<Record<LearnerStateProto, string>> = {
  [LearnerStateProto.ASKING]: 'asks the other JournalNodes',
  [LearnerStateProto.WAITING_FOR_SEGMENT]: 'waits for the next segment of the log',
  [LearnerStateProto.COPYING]: 'copies the log from the other JournalNodes',
};

export class JournalHealing {
  readonly #env: Env;
  readonly #core: JournalCore;
  readonly #options: HealingOptions;
  readonly #instance: Uint8Array;
  readonly #peers: JournalPeers;
  readonly #sync: JournalSync;
  readonly #becomeVoter: (from: string) => Promise<void>;
  readonly recollection: JournalRecollection;
  #learner: JournalLearner | undefined;
  /** It had a journal in this process. */
  #hadJournal = false;

  /** `becomeVoter` makes the directory `from` the journal's own, in one step, and opens it; `standAside` takes that away. */
  constructor(
    env: Env, core: JournalCore, options: HealingOptions, metrics: JournalMetrics,
    { becomeVoter, standAside }: { readonly becomeVoter: (from: string) => Promise<void>; readonly standAside: () => Promise<void> },
  ) {
    this.#env = env;
    this.#core = core;
    this.#options = options;
    this.#instance = env.randomBytes(16);
    this.#becomeVoter = becomeVoter;
    const { peers = [], journalId, fetchTimeoutMs } = options;
    this.#peers = new JournalPeers(env, { addresses: peers, journalId, instance: this.#instance });
    this.recollection = new JournalRecollection(env, core, this.#peers, async () => {
      await standAside();
      this.begin();
    });
    this.#sync = new JournalSync(env, core, this.#peers, { ...defaults, fetchTimeoutMs, ...options.sync }, metrics);
  }

  /** The journal was opened, formatted, or is gone. */
  begin(learned = false): void {
    this.#learner?.stop();
    this.#learner = undefined;
    if (this.#core.live !== undefined) {
      this.#hadJournal = true;
      this.#sync.start();
      this.recollection.begin(learned);
      return;
    }
    if (!this.#peers.known) return;
    this.#learner = new JournalLearner(this.#env, this.#peers, {
      journalId: this.#options.journalId, directory: this.#options.directory, fetchTimeoutMs: this.#options.fetchTimeoutMs,
      becomeVoter: async ({ from }) => {
        await this.#becomeVoter(from);
        this.begin(true);
      },
    });
    this.#learner.start();
  }

  /** The journal keeps another list now: whoever is on it is asked. */
  listChanged(list: JournalList): void {
    this.#peers.setList(list);
    if (this.#core.live !== undefined) this.#sync.soon();
  }

  /** A writer that is about to add this JournalNode names the list: a blank one learns from it. */
  introduced(list: JournalList): void {
    if (this.#core.live !== undefined) return;
    this.#peers.setList(list, list.gen === this.#peers.list.gen);
    if (this.#learner === undefined) this.begin();
    this.#learner?.introduced();
  }

  /** What it knows, for peers and writers. */
  memory(): Omit<MemoryResponseProto, 'httpPort' | 'config' | 'member'> {
    const live = this.#core.live;
    return {
      instance: this.#instance, voter: live !== undefined && this.recollection.trusted, remembered: this.recollection.remembered,
      info: live === undefined ? undefined : {
        layoutVersion: live.info.layoutVersion, namespceID: live.info.namespaceId, clusterID: live.info.clusterId, cTime: live.info.cTime,
      },
      promised: live === undefined ? undefined : this.#core.promisedOnDisk, hasEdits: live === undefined ? undefined : live.store.segments.length > 0,
      learner: this.#learner?.state, trouble: this.trouble,
      elector: live?.metadata.elector === undefined ? undefined : electorProto(live.metadata.elector.kind), electorChange: live?.metadata.elector?.change,
    };
  }

  /** A writer would start a segment, and there is no journal. */
  segmentRefused(epoch: number, txid: number): void {
    this.#learner?.segmentStarted(epoch, txid);
  }

  /**
   * Whether a format may make a voter of a JournalNode that is blank: not when others hold promises or edits of the same
   * namespace, for then this one may have forgotten its own (HA.md 32).
   */
  async mayBeginBlank(info: StorageInfo): Promise<boolean> {
    if (!this.#peers.known) return true;
    const others = await this.#peers.memories();
    return !others.some((other) => other.info?.namespceID === info.namespaceId && other.info.clusterID === info.clusterId
      && ((other.promised ?? 0) > 0 || other.hasEdits === true));
  }

  /** What the other JournalNodes of the namespace keep of the election. */
  async electors(): Promise<{ readonly kept: readonly KeptElector[]; readonly journalNodes: number }> {
    const mine = this.#core.live?.info;
    const others = (await this.#peers.memories()).filter(({ voter, info }) => voter && info?.namespceID === mine?.namespaceId);
    return { kept: others.flatMap((other) => electorOf(other) ?? []), journalNodes: this.#peers.list.members.length };
  }

  /** A segment was started or joined: what lies before it should be final here by now. */
  segmentOpened(): void {
    const live = this.#core.live;
    if (live?.store.segments.some((segment) => (segment.inProgress && segment.firstTxId !== live.state.open?.firstTxId) || segment.damaged) === true) this.#sync.soon();
  }

  /** A reader could not read it. */
  suspect(firstTxId: number): Promise<void> {
    return this.#sync.scrub(firstTxId);
  }

  /** What is wrong with the journal, in a person's words; undefined when nothing is. */
  get trouble(): string | undefined {
    const live = this.#core.live;
    if (live !== undefined) {
      if (!this.recollection.trusted) return 'it was started again, and has no vote until enough of the other JournalNodes have said what they remember of it';
      const damaged = live.store.segments.filter((segment) => segment.damaged).map((segment) => segment.firstTxId);
      return damaged.length === 0 ? undefined : `damaged segments, not replaced yet: from txid ${damaged.join(', ')}`;
    }
    const learner = this.#learner;
    if (learner === undefined || (!learner.learns && !this.#hadJournal)) return undefined;
    const doing = doings[learner.state];
    return `it has lost its memory and ${doing}${learner.failure === undefined ? '' : ` (${learner.failure})`}; it has no vote until then`;
  }

  stop(): void {
    this.#learner?.stop();
    this.#sync.stop();
    this.recollection.stop();
    this.#peers.close();
  }
}
