// What JournalNodes remember of one another (HA.md 32): each tells the others its storage id and its highest promise, and they keep
// it on disk. One that starts with another id, or with a lower promise, has an old or a foreign directory: it has forgotten what
// edits may rest on, stands aside and learns (HA.md F). Invariant: with a promise on disk nobody votes after a start before so many
// of the others have said what they remember that no quorum could do without them. Apache's answer, and remember nothing.
import { Deferred, SerialQueue } from '../../base/async.ts';
import type { Env, Timer } from '../../env/env.ts';
import { journalForgot } from '../../metrics/event-names.ts';
import { everyMember, isQuorum, listsOf } from '../../protocol/journal-list.ts';
import type { RememberedProto } from '../../wire/quorate-journal.ts';
import type { JournalCore } from './journal-core.ts';
import type { JournalMetadata, Remembered } from './journal-metadata.ts';
import type { Heard, JournalPeers } from './journal-peers.ts';

const askAgainMs = 100;
/** Somebody was not there to be told. Until it is, it knows this one by what was: a start would be taken for one from an old directory. */
const tellAgainMs = 1000;
/** A caller whose call waits longer than this, in ms, is refused: it asks again. */
const waitMsMax = 2000;

export class JournalRecollection {
  readonly #env: Env;
  readonly #core: JournalCore;
  readonly #peers: JournalPeers;
  /** Takes the journal's directory away. */
  readonly #standAside: () => Promise<void>;
  readonly #writes = new SerialQueue();
  /** Undefined when it votes, and when there is no journal. */
  #waiting: Deferred<void> | undefined;
  #telling = false;
  #toTell = false;
  #timer: Timer | undefined;
  #stopped = false;

  constructor(env: Env, core: JournalCore, peers: JournalPeers, standAside: () => Promise<void>) {
    this.#env = env;
    this.#core = core;
    this.#peers = peers;
    this.#standAside = standAside;
  }

  /** The journal was opened; `learned`: it has just learned all that it may have forgotten. */
  begin(learned: boolean): void {
    const live = this.#core.live;
    if (live === undefined || !this.#peers.known) return;
    if (learned) this.tell();
    else if (live.state.promisedEpoch > 0 || live.store.segments.length > 0) {
      this.#waiting = new Deferred();
      void this.#ask();
    }
  }

  get trusted(): boolean {
    return this.#waiting === undefined;
  }

  /** Resolves when it may vote, or is about to learn. Throws IOException after a while. */
  async untilTrusted(): Promise<void> {
    const waiting = this.#waiting;
    if (waiting === undefined) return;
    const late = new Deferred<'late'>();
    const timer = this.#env.after(waitMsMax, () => late.resolve('late'));
    const outcome = await Promise.race([waiting.promise, late.promise]);
    timer.cancel();
    if (outcome === 'late') throw this.#core.refusal('IOException', 'This JournalNode was started again, and has not heard yet what the others remember of it');
  }

  async #ask(): Promise<void> {
    const waiting = this.#waiting;
    while (!this.#stopped && this.#waiting === waiting) {
      const heard = await this.#peers.hear((sofar) => this.#isEnough(sofar));
      if (!this.#isEnough(heard) && !this.#isEnoughOfStrangers(heard)) {
        await this.#pause();
        continue;
      }
      const forgotten = this.#forgotten(heard) ?? this.#missed(heard);
      if (forgotten !== undefined) await this.#leave(forgotten);
      this.#waiting = undefined;
      waiting?.resolve();
      if (forgotten === undefined) this.tell();
    }
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      this.#timer = this.#env.after(askAgainMs, resolve);
    });
  }

  #isEnough(heard: Heard): boolean {
    const { answered } = heard;
    const { self, list } = this.#peers;
    return self !== undefined && isQuorum(listsOf(list), (member) => member === self || answered.has(member)) && this.#isOneLog(heard);
  }

  /** Nobody has gone through an upgrade or a rollback that others missed, or it is known who missed it. */
  #isOneLog(heard: Heard): boolean {
    const mine = this.#core.live?.info;
    if (mine === undefined || heard.memories.every(({ info }) => info?.namespceID !== mine.namespaceId || info.cTime === mine.cTime)) return true;
    return this.#missed(heard) !== undefined || this.#majorityHas(mine.cTime, heard);
  }

  /** The list names it so that it does not reach itself, or not at all: what the others remember is not known to be of this one. */
  #isEnoughOfStrangers({ answered }: Heard): boolean {
    return this.#peers.self === undefined && listsOf(this.#peers.list).every((members) => members.filter((member) => answered.has(member)).length >= Math.floor(members.length / 2));
  }

  /** What somebody remembers that this one does not know any more, in a person's words. */
  #forgotten({ memories }: Heard): string | undefined {
    const live = this.#core.live;
    const { self } = this.#peers;
    if (live === undefined) return undefined;
    const { storageId } = live.metadata;
    for (const { peer, info, remembered } of memories) {
      const mine = remembered.find(({ member }) => member === self);
      if (mine === undefined || info?.namespceID !== live.info.namespaceId || info.clusterID !== live.info.clusterId) continue;
      const known = Buffer.from(mine.storageId).toString('hex');
      if (known !== storageId) return `${peer} knows this JournalNode by the storage id ${known}, and the directory has ${storageId}`;
      if (mine.promised > live.state.promisedEpoch) return `it had promised epoch ${mine.promised}, as ${peer} remembers, and the directory says ${live.state.promisedEpoch}`;
    }
    return undefined;
  }

  async #leave(reason: string): Promise<void> {
    this.#core.log('error', journalForgot, { reason });
    await this.#standAside();
  }

  /** Whether a majority, of those that vote and this one, keeps the log of `cTime`: an upgrade gives it a new one, a rollback the old one. */
  #majorityHas(cTime: number, { memories }: Heard): boolean {
    const { self, list } = this.#peers;
    const mine = this.#core.live?.info;
    const having = new Set(memories.filter(({ info }) => info?.namespceID === mine?.namespaceId && info?.cTime === cTime).map(({ peer }) => peer));
    if (self !== undefined && mine?.cTime === cTime) having.add(self);
    return isQuorum(listsOf(list), (member) => having.has(member));
  }

  /** What the others went through without this one, in a person's words. */
  #missed(heard: Heard): string | undefined {
    const mine = this.#core.live?.info;
    if (mine === undefined) return undefined;
    for (const cTime of new Set(heard.memories.flatMap(({ info }) => info?.cTime ?? []))) {
      if (cTime === mine.cTime || !this.#majorityHas(cTime, heard)) continue;
      return `it missed ${cTime > mine.cTime ? 'an upgrade' : 'a rollback'}: the others have the log of creation time ${cTime}, and the directory ${mine.cTime}`;
    }
    return undefined;
  }

  /**
   * Its log is to count in `epoch`, of whose election it has not heard: what else it has not heard of, the others know. It stands aside
   * when that is an upgrade or a rollback. Throws IOException while too few of them answer.
   */
  async vet(epoch: number): Promise<void> {
    if (!this.#peers.known || this.#core.live === undefined) return;
    const heard = await this.#peers.hear((sofar) => this.#isEnough(sofar));
    const missed = this.#missed(heard);
    if (missed !== undefined) await this.#leave(missed);
    else if (!this.#isEnough(heard) && !this.#isEnoughOfStrangers(heard)) {
      throw this.#core.refusal('IOException', `This JournalNode was not promised to epoch ${epoch}, and too few of the others answer to know whether it missed an upgrade or a `
        + 'rollback as well');
    }
  }

  /**
   * A NameNode goes by the log of another `cTime`: when this one missed an upgrade or a rollback, it stands aside. Throws IOException
   * while it cannot be known which of the two missed something. Where a majority has the same as this JournalNode, and where the others
   * are Apache's, it is taken as it comes, as by Apache's.
   */
  async settleCTime(cTime: number): Promise<void> {
    if (!this.#peers.known || this.#core.live === undefined) return;
    const heard = await this.#peers.hear(() => false);
    const missed = this.#missed(heard);
    if (missed !== undefined) await this.#leave(missed);
    const mine = this.#core.live?.info.cTime;
    if (mine === undefined || this.#majorityHas(mine, heard) || [...heard.answered].some((member) => !heard.memories.some(({ peer }) => peer === member))) return;
    throw this.#core.refusal('IOException', `The NameNode has the log of creation time ${cTime} and this JournalNode that of ${mine}: one of them missed an upgrade or a `
      + 'rollback, and too few other JournalNodes answer to know which');
  }

  /** The promise has moved: the others shall know. */
  tell(): void {
    this.#toTell = true;
    if (this.#telling || this.#stopped || !this.trusted || !this.#peers.known) return;
    this.#telling = true;
    this.#timer?.cancel();
    void this.#tellAll().then((all) => {
      this.#telling = false;
      if (this.#toTell) this.tell();
      else if (!all) this.#timer = this.#env.after(tellAgainMs, () => this.tell());
    });
  }

  /** False when somebody was not to be reached. */
  async #tellAll(): Promise<boolean> {
    if (this.#peers.self === undefined) await this.#peers.memories();
    const live = this.#core.live;
    this.#toTell = false;
    if (live === undefined || this.#peers.self === undefined) return true;
    const { answered } = await this.#peers.hear(() => false, { storageId: live.metadata.storageId, promised: this.#core.promisedOnDisk });
    return everyMember(this.#peers.list).every((member) => member === this.#peers.self || answered.has(member));
  }

  /** Another one that votes says who it is. Resolves when that is on disk. */
  async remember({ member, storageId, promised }: RememberedProto): Promise<void> {
    const told: Remembered = { member, storageId: Buffer.from(storageId).toString('hex'), promised };
    await this.#writes.run(async () => {
      const metadata = this.#metadata;
      if (metadata === undefined || member === this.#peers.self || !everyMember(this.#peers.list).includes(member)) return;
      const before = metadata.members.find((each) => each.member === member);
      if (before !== undefined && (before.promised > promised || (before.promised === promised && before.storageId === told.storageId))) return;
      await metadata.writeMembers([...metadata.members.filter((each) => each.member !== member), told]);
    });
  }

  get #metadata(): JournalMetadata | undefined {
    return this.#core.closed ? undefined : this.#core.live?.metadata;
  }

  get remembered(): RememberedProto[] {
    return (this.#metadata?.members ?? []).map((each) => ({ ...each, storageId: Buffer.from(each.storageId, 'hex') }));
  }

  stop(): void {
    this.#stopped = true;
    this.#timer?.cancel();
    this.#waiting?.resolve();
  }
}
