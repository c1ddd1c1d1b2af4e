// A JournalNode without its memory on its way to a vote (HA.md F). A journal that lost its promise and its log answers
// JournalNotFormatted to everything that counts, until it knows that nothing which it once acknowledged can be lost by its
// vote: what the voters have promised (F1), a segment that a writer started after that, below which it has everything (F2, F3).
// Invariants: it learns from so many voters that each majority of the others has one among them; its files lie where nobody
// sees a VERSION until one rename makes it a voter (F4). Unknown to Apache's JournalNode.
import type { Env, Timer } from '../../env/env.ts';
import { finalizedName, parseSegmentName } from '../../edit-log/segment-name.ts';
import { journalLearns, journalVotes } from '../../metrics/event-names.ts';
import { decodeJournalList, isBlocked, listsOf } from '../../protocol/journal-list.ts';
import type { JournalList } from '../../protocol/journal-list.ts';
import { ttlMaxMs } from '../../protocol/lease-length.ts';
import type { StorageInfo } from '../../protocol/storage-info.ts';
import { makeDurableDirectory } from '../../storage/make-directory.ts';
import { writeAtomically } from '../../storage/atomic-file.ts';
import { writePersistentLong } from '../../storage/persistent-long.ts';
import { writeVersion } from '../../storage/version-file.ts';
import { LearnerStateProto } from '../../wire/quorate-journal.ts';
import { electorOf, electorText } from './journal-elector.ts';
import type { KeptElector } from './journal-elector.ts';
import { electorFile, storageIdFile } from './journal-metadata.ts';
import { writeStoredList } from './journal-metadata.ts';
import type { JournalPeers, PeerMemory, PeerSegment } from './journal-peers.ts';
import { fetchFinalSegment } from './segment-fetch.ts';
import { SegmentStore } from './segment-store.ts';

export interface JournalLearnerOptions {
  readonly journalId: string;
  /** <edits dir>/<journal id>. */
  readonly directory: string;
  readonly fetchTimeoutMs: number;
  /** The copy is whole: makes it the journal. */
  readonly becomeVoter: (copied: { readonly from: string; readonly promisedEpoch: number }) => Promise<void>;
}

/** What the voters knew when they were asked. */
interface Known {
  readonly info: StorageInfo;
  readonly promisedEpoch: number;
  readonly list: JournalList;
  /** Of the voter whose word is the newest; undefined when nobody keeps one. */
  readonly elector: KeptElector | undefined;
}

/** A segment that a writer of `epoch` began when this JournalNode had no vote. */
interface Fence {
  readonly epoch: number;
  readonly txid: number;
}

const askEveryMs = 500;
/** Nobody knows the journal: there may be none yet. */
const askSeldomMs = 3000;

export class JournalLearner {
  readonly #env: Env;
  readonly #peers: JournalPeers;
  readonly #options: JournalLearnerOptions;
  readonly #startedMs: number;
  #known: Known | undefined;
  #fence: Fence | undefined;
  #timer: Timer | undefined;
  #stopped = false;
  #copying = false;
  /** A writer is about to add this JournalNode to the list. */
  #introduced = false;
  /** Why it does not get on; for people. */
  failure: string | undefined;

  constructor(env: Env, peers: JournalPeers, options: JournalLearnerOptions) {
    this.#env = env;
    this.#peers = peers;
    this.#options = options;
    this.#startedMs = env.monotonicMs();
  }

  get state(): LearnerStateProto {
    if (this.#known === undefined) return LearnerStateProto.ASKING;
    return this.#fence === undefined ? LearnerStateProto.WAITING_FOR_SEGMENT : LearnerStateProto.COPYING;
  }

  /** Whether there are voters to learn from: not in a set that was never formatted. */
  get learns(): boolean {
    return this.#known !== undefined;
  }

  #heardOf(list: JournalList | undefined): void {
    if (list === undefined || list.gen === 0) return;
    this.#peers.setList(list);
  }

  /** A writer that is about to add it names the list (G1). */
  introduced(): void {
    if (this.#introduced) return;
    this.#introduced = true;
    this.#after(0);
  }

  start(): void {
    this.#after(0);
  }

  stop(): void {
    this.#stopped = true;
    this.#timer?.cancel();
  }

  #after(ms: number): void {
    if (this.#stopped) return;
    this.#timer?.cancel();
    this.#timer = this.#env.after(ms, () => {
      void this.#step();
    });
  }

  /**
   * A writer would start a segment here, and is refused. F2: it counts only behind F1, and for an epoch that the voters know of. A later
   * one is as good a fence, and what lies below it can be had when what lies below an older one was purged.
   */
  segmentStarted(epoch: number, txid: number): void {
    const known = this.#known;
    if (known === undefined || epoch < known.promisedEpoch) return;
    const fence = this.#fence;
    if (fence !== undefined && (epoch < fence.epoch || (epoch === fence.epoch && txid <= fence.txid))) return;
    this.#fence = { epoch, txid };
    this.#after(0);
  }

  async #step(): Promise<void> {
    if (this.#copying) return;
    this.#copying = true;
    let pauseMs = askEveryMs;
    try {
      if (this.#known === undefined) pauseMs = await this.#ask();
      else if (this.#fence !== undefined) {
        if (await this.#outdated(this.#known)) {
          this.#known = undefined;
          this.#fence = undefined;
          pauseMs = 0;
        } else if (await this.#copy(this.#known, this.#fence)) return;
      }
    } catch (error) {
      this.failure = error instanceof Error ? error.message : String(error);
      this.#env.log('warn', 'journal not learned yet', { journal: this.#options.journalId, error: this.failure });
    } finally {
      this.#copying = false;
    }
    this.#after(pauseMs);
  }

  /** So many others of each list meet every majority of them. */
  #enough(voters: ReadonlySet<string>): boolean {
    return listsOf(this.#peers.list).every((members) => isBlocked([members], (member) => voters.has(member)));
  }

  /** The lists whose voters it needs, for people. */
  get #votersNeeded(): number {
    return Math.max(...listsOf(this.#peers.list).map((members) => members.length - Math.floor(members.length / 2)));
  }

  /** F1. How long to wait before the next try. */
  async #ask(): Promise<number> {
    const memories = await this.#peers.memories();
    const { list } = this.#peers;
    for (const { config } of memories) this.#heardOf(decodeJournalList(config));
    // Whom to learn from is not who was asked.
    if (this.#peers.list !== list) return 0;
    const voters = memories.filter((memory) => memory.voter && memory.member !== false && memory.info !== undefined);
    const [first] = voters;
    const info = first?.info;
    if (info === undefined) return askSeldomMs;
    if (voters.some((voter) => voter.info?.cTime !== info.cTime)) throw new Error('the other JournalNodes did not all go through the same upgrades and rollbacks');
    if (voters.some((voter) => voter.info?.namespceID !== info.namespceID || voter.info.clusterID !== info.clusterID)) {
      throw new Error(`the other JournalNodes serve different namespaces: ${voters.map(({ peer, info: theirs }) => `${peer} ${theirs?.namespceID}`).join(', ')}`);
    }
    if (!this.#enough(new Set(voters.map(({ peer }) => peer)))) {
      this.failure = `${voters.length} of the ${this.#votersNeeded} other JournalNodes that it must learn from have a vote and answer`;
      return askEveryMs;
    }
    // Nothing was ever promised, so nothing can have been acknowledged here: that is a set which is being formatted.
    // What they remember of this one it may have promised to nobody else's knowledge.
    const own = memories.flatMap(({ remembered }) => remembered.filter(({ member }) => member === this.#peers.self));
    const promisedEpoch = Math.max(...voters.map(({ promised = 0 }) => promised), ...own.map(({ promised }) => promised));
    if (promisedEpoch === 0 && !voters.some(({ hasEdits }) => hasEdits === true)) return askEveryMs;
    // What an interrupted learning left may be of another log: its names are no proof.
    await this.#env.disk.removeTree(this.#folder);
    this.#known = {
      promisedEpoch, list, elector: newestElector(voters),
      info: { layoutVersion: info.layoutVersion, namespaceId: info.namespceID, clusterId: info.clusterID, cTime: info.cTime },
    };
    this.failure = undefined;
    this.#env.log('info', journalLearns, { journal: this.#options.journalId, promised: promisedEpoch, from: voters.map(({ peer }) => peer).join(', ') });
    return askEveryMs;
  }

  /** Whether a voter has another journal than F1 found: an upgrade, a rollback or a format has come between, and F1 counts for nothing. */
  async #outdated({ info }: Known): Promise<boolean> {
    const memories = await this.#peers.memories();
    return memories.some(({ voter, member, info: theirs }) => voter && member !== false && theirs !== undefined
      && (theirs.cTime !== info.cTime || theirs.namespceID !== info.namespaceId || theirs.clusterID !== info.clusterId));
  }

  /** Where it copies to. */
  get #folder(): string {
    return `${this.#options.directory}/learning`;
  }

  /** F3, F4; false when segments are missing yet. */
  async #copy({ info, promisedEpoch, list, elector }: Known, fence: Fence): Promise<boolean> {
    const { disk } = this.#env;
    const { directory, journalId } = this.#options;
    const learning = this.#folder;
    const chain = this.#chainOf(await this.#peers.finals(0, info), fence.txid);
    if (chain === undefined) return false;
    await makeDurableDirectory(disk, learning);
    await this.#dropOthers(chain);
    const store = new SegmentStore(this.#env, learning, journalId);
    await store.open(0);
    for (const sources of chain) {
      const [first] = sources;
      if (first !== undefined && store.find(first.firstTxId)?.lastTxId !== first.lastTxId) await this.#fetch(store, info.layoutVersion, sources);
    }
    if (this.#stopped) return false;
    const promise = Math.max(promisedEpoch, fence.epoch);
    await writePersistentLong(disk, `${learning}/last-promised-epoch`, promise);
    // What it granted before is not known: nobody may be promised more until all of that is over. One that is on no list as yet has
    // granted nothing that anybody rests on: who made the list that it left had made its lease rest on that.
    const holdMs = Math.ceil(ttlMaxMs - (this.#env.monotonicMs() - this.#startedMs));
    if (holdMs > 0 && !this.#introduced) await writePersistentLong(disk, `${learning}/quorate-lease-max`, holdMs);
    if (list.gen > 0 || this.#introduced) await writeStoredList(disk, learning, { list, standing: this.#introduced ? 'joining' : 'member' });
    if (elector !== undefined) await writeAtomically(disk, `${learning}/${electorFile}`, Buffer.from(electorText(elector)));
    const storageId = Buffer.from(this.#env.randomBytes(16)).toString('hex');
    await writeAtomically(disk, `${learning}/${storageIdFile}`, Buffer.from(`${storageId}\n`));
    await this.#peers.hear(() => false, { storageId, promised: promise });
    if (this.#stopped) return false;
    await writeVersion(disk, directory, { ...info, storageType: 'JOURNAL_NODE' }, this.#env.wallMs(), 'learning');
    await this.#options.becomeVoter({ from: learning, promisedEpoch: promise });
    this.stop();
    this.#env.log('info', journalVotes, { journal: journalId, promised: promise, segments: chain.length, below: fence.txid });
    return true;
  }

  /**
   * The segments right below `txid`, each at all who have it; undefined when they are not all to be had, or too few were heard.
   * What was purged anywhere is missing at the chain's far end only; what is damaged wherever it is, is in the chain, and waited for.
   */
  #chainOf(finals: ReadonlyMap<string, PeerSegment[]>, txid: number): PeerSegment[][] | undefined {
    if (!this.#enough(new Set(finals.keys()))) {
      this.failure = `only ${finals.size} other JournalNodes tell what they have`;
      return undefined;
    }
    const byEnd = new Map<number, PeerSegment[]>();
    for (const segment of [...finals.values()].flat()) byEnd.set(segment.lastTxId, [...(byEnd.get(segment.lastTxId) ?? []), segment]);
    const chain: PeerSegment[][] = [];
    for (let next = txid; next > 1;) {
      const sources = byEnd.get(next - 1);
      const [first] = sources ?? [];
      if (sources === undefined || first === undefined) break;
      if (sources.some(({ firstTxId }) => firstTxId !== first.firstTxId)) throw new Error(`final segments that end with txid ${next - 1} begin differently`);
      chain.unshift(sources);
      next = first.firstTxId;
    }
    if (txid > 1 && chain.length === 0) {
      this.failure = `no other JournalNode has the segment that ends with txid ${txid - 1} as a final one yet`;
      return undefined;
    }
    return chain;
  }

  /** What an earlier try has fetched, and is not in the chain any more, is no part of the log. */
  async #dropOthers(chain: readonly (readonly PeerSegment[])[]): Promise<void> {
    const { disk } = this.#env;
    const wanted = new Set(chain.flatMap(([first]) => (first === undefined ? [] : [finalizedName(first.firstTxId, first.lastTxId)])));
    for (const name of await disk.list(this.#folder)) {
      if (parseSegmentName(name) !== undefined && !wanted.has(name)) await disk.remove(`${this.#folder}/${name}`);
    }
  }

  async #fetch(store: SegmentStore, layoutVersion: number, sources: readonly PeerSegment[]): Promise<void> {
    const [first] = sources;
    if (first === undefined) return;
    const { firstTxId, lastTxId } = first;
    const urls = sources.filter(({ damaged }) => !damaged).map(({ url }) => url);
    if (urls.length === 0) throw new Error(`segment ${firstTxId} is damaged wherever it is: ${sources.map(({ url }) => new URL(url).host).join(', ')}`);
    const end = await fetchFinalSegment(this.#env, store, { urls, firstTxId, lastTxId, layoutVersion, timeoutMs: this.#options.fetchTimeoutMs });
    await store.installFinal(firstTxId, lastTxId, end.tag, end);
  }
}

function newestElector(voters: readonly PeerMemory[]): KeptElector | undefined {
  return voters.flatMap((voter) => electorOf(voter) ?? []).sort((a, b) => b.change - a.change)[0];
}
