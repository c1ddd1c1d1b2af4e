// The NameNode's side of the active lease: renewals, the words of all JournalNodes for the election, reservation, release
// and revoke, on connections of their own (HA.md 37). Invariant: a lease is trusted for 0.8 of what was granted, from before the
// send of a renewal, or newEpoch, that a majority has granted, and judged by the clock that the asker has just read.
import type { Env, Timer } from '../../env/env.ts';
import { sleep, untilRound } from '../../env/waiting.ts';
import { electorKind, otherElector } from '../../protocol/elector-kind.ts';
import type { ElectorKind } from '../../protocol/elector-kind.ts';
import { leaseId } from '../../protocol/lease-id.ts';
import { defaultTtlMs, ttlMaxMs } from '../../protocol/lease-length.ts';
import { isException } from '../../protocol/exceptions.ts';
import { RpcClient, rpcProxy } from '../../rpc/rpc-client.ts';
import type { RpcAddress, RpcProxy } from '../../rpc/rpc-client.ts';
import { isBlocked, isQuorum, majorityOf, memberAddress, reachedByQuorum } from '../../protocol/journal-list.ts';
import { LeaseRefusalProto, QuorateLeaseProtocol } from '../../wire/quorate-lease.ts';
import type { LeaseStatusProto } from '../../wire/quorate-lease.ts';
import { KnownList } from './known-list.ts';

export interface LeaseClientOptions {
  readonly journalNodes: readonly RpcAddress[];
  /** Their list as it changes; what `journalNodes` says, for ever, when absent. */
  readonly known?: KnownList;
  readonly journalId: string;
  readonly nameServiceId?: string | undefined;
  /** dfs.ha.namenode.id, for people and for a release in its favour. */
  readonly nameNodeId?: string | undefined;
  /** The secret name of this incarnation of the NameNode, from its guardian. */
  readonly nonce: Uint8Array;
  readonly user: string;
  /** Who elects this NameNode; absent where an operator does. */
  readonly elector?: ElectorKind;
  readonly ttlMs?: number;
  /** So many JournalNodes promised a higher epoch that this one is over. Called once an epoch. */
  readonly onFenced?: (epoch: number, promisedEpoch: number) => void;
  /**
   * An operator's means or ZooKeeper's controllers fence the last Active: where a JournalNode is not ours and grants no leases,
   * reads rest on that, as with Apache (HA.md 36).
   */
  readonly otherwiseFenced?: boolean;
  /** Called when renewals are sent, in the same turn: whoever has something to tell as often need not wake the process. */
  readonly onRenewing?: () => void;
}

/** One JournalNode's last word, and when it came (monotonic ms). */
export interface LeaseWord {
  readonly journalNode: string;
  readonly receivedMs: number;
  readonly status: LeaseStatusProto;
  /** So long it tells of any change at once, because it holds our watch (monotonic ms); -Infinity when it holds none. */
  readonly watchedUntilMs: number;
}

interface Peer {
  /** It left the list. */
  gone: boolean;
  readonly name: string;
  readonly client: RpcClient;
  readonly rpc: RpcProxy<typeof QuorateLeaseProtocol>;
  word: Omit<LeaseWord, 'watchedUntilMs'> | undefined;
  watchedUntilMs: number;
  /** When the last renewal that it granted in the current epoch was sent (monotonic ms). */
  grantedSentMs: number;
  /** Until when its word of this epoch is trusted (monotonic ms). */
  trustedUntilMs: number;
  /** Renewals without an answer. */
  renewing: number;
  /** The last renewal was granted. */
  well: boolean;
  /** A higher epoch that it has promised to somebody else. */
  newerEpoch: number;
  /** It does not know leases: it is Apache's, or does not let us. */
  foreign: boolean;
}

const trust = 0.8;
/** Rounds of renewals in a lease's length: when the lease is trusted no more, two have had their time to come through. */
const renewalsInTtl = 3;
const renewingMax = 5;
/** A holder, to whom every renewal brings the word, only waits for news; so many lease lengths. */
const holderWatchTtls = 20;
/** So does a Standby while somebody else leads: its end is news. Half of it is less than a connection may be silent. */
const standbyWatchTtls = 8;
const standbyWatchMsMax = 8000;
const callTimeoutMs = 5000;
const reserveTimeoutMs = 400;
const askTimeoutMs = 200;
/** One that does not know the protocol is asked again after this. */
const foreignPauseMs = 10_000;
const retryMinMs = 50;
const retryMaxMs = 500;

export class LeaseClient {
  readonly nonce: Uint8Array;
  /** The public name of the nonce. */
  readonly ownId: Uint8Array;
  readonly #env: Env;
  readonly #options: LeaseClientOptions;
  readonly #ttlMs: number;
  readonly #known: KnownList;
  #peers: readonly Peer[] = [];
  /** Called when a JournalNode tells of a newer list than the known one. */
  onNewerList: (journalNode: string) => void = () => {};
  readonly #watchers = new Set<() => void>();
  /** The epoch that is held or was held last; 0 before the first and after a release. */
  #epoch = 0;
  #validUntilMs = -Infinity;
  /** The highest epoch that this NameNode has asked JournalNodes for, won or not; 0 before the first. */
  #proposed = 0;
  /** The highest of them when a lease, or what might be one, was given back last. */
  #givenBack = 0;
  #fenced = false;
  #renewTimer: Timer | undefined;
  /** Whose turn it is to be asked in the next round. */
  #turn = 0;
  #watching = false;
  #closed = false;
  readonly #stop = new AbortController();

  constructor(env: Env, options: LeaseClientOptions) {
    this.#env = env;
    this.#options = options;
    this.nonce = options.nonce;
    this.ownId = leaseId(options.nonce);
    this.#ttlMs = Math.min(options.ttlMs ?? defaultTtlMs, ttlMaxMs);
    this.#known = options.known ?? new KnownList(options.journalNodes);
    this.#peers = this.#known.members.map((name) => this.#newPeer(name));
    this.#known.watch(() => this.#listChanged());
  }

  /** The lists of JournalNodes whose majorities make a quorum. */
  get lists(): readonly (readonly string[])[] {
    return this.#known.lists;
  }

  #newPeer(name: string): Peer {
    const client = new RpcClient(this.#env, {
      address: memberAddress(name), user: this.#options.user, connectTimeoutMs: 2000, rpcTimeoutMs: callTimeoutMs, idleCloseMs: 0,
    });
    return {
      name, client, rpc: rpcProxy(client, QuorateLeaseProtocol), word: undefined, gone: false,
      watchedUntilMs: -Infinity, grantedSentMs: -Infinity, trustedUntilMs: -Infinity, renewing: 0, well: false, newerEpoch: 0, foreign: false,
    };
  }

  /** From now on the lease rests on the other list's majority, or on both lists'. */
  #listChanged(): void {
    if (this.#closed) return;
    const before = this.#peers;
    this.#peers = this.#known.members.map((name) => before.find((peer) => peer.name === name) ?? this.#newPeer(name));
    for (const peer of before) {
      if (this.#peers.includes(peer)) continue;
      peer.gone = true;
      peer.client.close();
    }
    this.#turn = 0;
    if (this.#watching) for (const peer of this.#peers) if (!before.includes(peer)) void this.#watchPeer(peer);
    this.#grantsMoved();
    if (this.#epoch !== 0) {
      this.#renewTimer?.cancel();
      this.#renewRound();
    }
    this.#tell();
  }

  // ---- the words ----

  /** Begins to watch all JournalNodes. */
  start(): void {
    if (this.#watching || this.#closed) return;
    this.#watching = true;
    for (const peer of this.#peers) void this.#watchPeer(peer);
  }

  /** The last word of each JournalNode that has spoken. */
  words(): readonly LeaseWord[] {
    return this.#peers.flatMap(({ word, watchedUntilMs }) => (word === undefined ? [] : [{ ...word, watchedUntilMs }]));
  }

  /** The epoch that a majority has promised, or more, as far as it has told; -1 while no majority has. */
  get promised(): number {
    return Math.max(-1, reachedByQuorum(this.lists, (member) => {
      const status = this.#peers.find(({ name }) => name === member)?.word?.status;
      return status?.voter === true ? status.promised : -1;
    }));
  }

  /** How this NameNode is elected; undefined where an operator decides. */
  get elector(): ElectorKind | undefined {
    return this.#options.elector;
  }

  /** Why no majority will ever promise this NameNode an epoch, if so many JournalNodes keep another kind of election (HA.md 36). */
  get electorMismatch(): string | undefined {
    const { elector } = this.#options;
    if (elector === undefined) return undefined;
    const others = new Map(this.#peers.flatMap(({ name, word }) => {
      const kind = electorKind(word?.status.elector);
      return kind === undefined || kind === elector ? [] : [[name, kind] as const];
    }));
    const [kept] = others.values();
    return kept === undefined || !isBlocked(this.lists, (member) => others.has(member)) ? undefined : otherElector(kept, elector);
  }

  /**
   * Calls `changed` whenever a word came that says something new, a watch broke off, or a lapsed lease holds again, until the
   * returned function is called.
   */
  watch(changed: () => void): () => void {
    this.#watchers.add(changed);
    return () => this.#watchers.delete(changed);
  }

  /** Asks all JournalNodes for their word of now; resolves when a majority has answered, or soon. */
  askAnew(): Promise<void> {
    const { journalId: jid, nameServiceId } = this.#options;
    return new Promise((resolve) => {
      const answered = new Set<string>();
      let left = this.#peers.length;
      const settle = (name: string, told: boolean): void => {
        left--;
        if (told) answered.add(name);
        if (left === 0 || isQuorum(this.lists, (member) => answered.has(member))) resolve();
      };
      for (const peer of this.#peers) {
        peer.rpc.status({ jid, nameServiceId }, { timeoutMs: askTimeoutMs }).then(({ status }) => {
          this.#heard(peer, status);
          settle(peer.name, true);
        }, () => settle(peer.name, false));
      }
    });
  }

  async #watchPeer(peer: Peer): Promise<void> {
    const { journalId: jid, nameServiceId } = this.#options;
    let retryMs = retryMinMs;
    // The version that the last answer told; one that was started again counts anew, and is asked as if for the first time.
    let sinceVersion = 0;
    while (!this.#closed && !peer.gone) {
      try {
        const waitMs = this.#watchMs(peer);
        peer.watchedUntilMs = sinceVersion === 0 ? -Infinity : this.#env.monotonicMs() + waitMs;
        const { status } = await peer.rpc.status({ jid, nameServiceId, sinceVersion, waitMs }, { timeoutMs: waitMs + 1000 });
        sinceVersion = status.version;
        this.#heard(peer, status);
        retryMs = retryMinMs;
      } catch (error) {
        sinceVersion = 0;
        peer.watchedUntilMs = -Infinity;
        this.#tell();
        if (isForeign(error)) peer.foreign = true;
        await sleep(this.#env, peer.foreign ? foreignPauseMs : retryMs, this.#stop.signal).catch(() => {});
        retryMs = Math.min(retryMaxMs, retryMs * 2);
      }
    }
  }

  /** How long a watch may be held. Where nobody leads, words are wanted that are fresh: calls wait for a promotion on them. */
  #watchMs(peer: Peer): number {
    if (this.#epoch !== 0) return this.#ttlMs * holderWatchTtls;
    const led = peer.word?.status.leases.some((lease) => lease.connected && Buffer.compare(lease.id, this.ownId) !== 0) ?? false;
    return led ? Math.max(this.#ttlMs, Math.min(this.#ttlMs * standbyWatchTtls, standbyWatchMsMax)) : this.#ttlMs;
  }

  /** A word that comes with a `renewal` as a rule says what the last one said: then nobody is told. */
  #heard(peer: Peer, status: LeaseStatusProto, renewal = false): void {
    if (this.#closed || peer.gone) return;
    peer.foreign = false;
    if (status.gen > this.#known.gen) this.onNewerList(peer.name);
    const known = renewal && peer.word?.status.version === status.version;
    peer.word = { journalNode: peer.name, receivedMs: this.#env.monotonicMs(), status };
    this.#sawPromise(peer, status.promised);
    this.#sawWriter(status.lastWriterEpoch);
    if (!known) this.#tell();
  }

  #tell(): void {
    for (const changed of [...this.#watchers]) changed();
  }

  // ---- standing for election ----

  /** Asks all JournalNodes for the reservation; whether a quorum granted it. */
  async reserve(rank: number): Promise<boolean> {
    const { journalId: jid, nameServiceId, nameNodeId } = this.#options;
    const asked = this.#peers.map(async (peer) => {
      const { refusal, status } = await peer.rpc.reserve(
        { jid, nameServiceId, nonce: this.nonce, rank, gen: this.#known.gen, nameNodeId }, { timeoutMs: reserveTimeoutMs },
      );
      this.#heard(peer, status);
      return refusal === undefined ? peer.name : undefined;
    });
    const answers = await Promise.allSettled(asked);
    return isQuorum(this.lists, (member) => answers.some((answer) => answer.status === 'fulfilled' && answer.value === member));
  }

  /** Gives the reservation back, not waiting for answers. */
  free(): void {
    const { journalId: jid, nameServiceId } = this.#options;
    for (const peer of this.#peers) {
      peer.rpc.reserve({ jid, nameServiceId, nonce: this.nonce, rank: 0, gen: this.#known.gen, free: true }).catch(() => {});
    }
  }

  /**
   * Before newEpoch(`epoch`) leaves. A JournalNode's word of its new promise may be here before the answer to the call that it was
   * promised to, and it may stand though that failed: a writer that re-elects itself must not take its own epoch for another's.
   */
  proposing(epoch: number): void {
    this.#proposed = Math.max(this.#proposed, epoch);
  }

  /** The highest epoch that was given back with a release, which may come late: no lower one, nor this, may be asked for again. */
  get givenBack(): number {
    return this.#givenBack;
  }

  // ---- holding ----

  /** A majority promised `epoch` to this nonce; those named, which are ours, granted a lease with it. Renewing begins. */
  won(epoch: number, sentMs: number, granted: readonly string[]): void {
    this.#epoch = epoch;
    this.#fenced = false;
    for (const peer of this.#peers) {
      notGranted(peer);
      if (granted.includes(peer.name)) grantedBy(peer, sentMs, Math.min(this.#ttlMs, defaultTtlMs));
      peer.well = false;
      peer.newerEpoch = 0;
    }
    this.#grantsMoved();
    this.#renewTimer?.cancel();
    this.#renewRound();
  }

  /** The lease of the epoch that was won last. */
  lease(): { readonly epoch: number; validAt(nowMs: number): boolean } {
    const epoch = this.#epoch;
    return { epoch, validAt: (nowMs) => epoch !== 0 && epoch === this.#epoch && (nowMs < this.validUntilMs || this.unleased) };
  }

  /** Reads rest on fencing alone: somebody fences, and not all JournalNodes grant leases. */
  get unleased(): boolean {
    return this.#options.otherwiseFenced === true && this.#peers.some((peer) => peer.foreign);
  }

  /** Until when a majority's word holds (monotonic ms); -Infinity when it does not. Asked by every call of the NameNode. */
  get validUntilMs(): number {
    return this.#validUntilMs;
  }

  /** The lease in figures, of this moment, in ms: since a majority renewed it, how long it is trusted yet, and granted for; and whether reads rest on it. */
  figures(): { readonly ageMs: number; readonly validMs: number; readonly ttlMs: number; readonly unleased: boolean } {
    const nowMs = this.#env.monotonicMs();
    return { ageMs: nowMs - this.#atQuorum((peer) => peer.grantedSentMs), validMs: this.#validUntilMs - nowMs, ttlMs: this.#ttlMs, unleased: this.unleased };
  }

  #grantsMoved(): void {
    this.#validUntilMs = this.#atQuorum((peer) => peer.trustedUntilMs);
  }

  /** The most that a majority reaches. */
  #atQuorum(of: (peer: Peer) => number): number {
    return reachedByQuorum(this.lists, (member) => {
      const peer = this.#peers.find(({ name }) => name === member);
      return peer === undefined ? -Infinity : of(peer);
    });
  }

  /**
   * Where all JournalNodes are well, a majority of them is asked, in turns: of three, each has two renewals in three rounds, and a
   * lease with a third of its length to spare. Otherwise all are.
   */
  #renewRound(): void {
    if (this.#closed || this.#epoch === 0) return;
    const sentMs = this.#env.monotonicMs();
    const allWell = this.#peers.every((peer) => peer.well && peer.renewing === 0);
    const asked = allWell ? this.#nextMajority() : this.#peers.filter((peer) => !peer.foreign);
    for (const peer of asked) void this.#renew(peer, this.#epoch, sentMs);
    this.#options.onRenewing?.();
    this.#renewTimer = this.#env.after(untilRound(this.#env, this.#ttlMs / renewalsInTtl), () => this.#renewRound());
  }

  #nextMajority(): Peer[] {
    const inTurn = [...this.#peers.slice(this.#turn), ...this.#peers.slice(0, this.#turn)];
    const need = this.lists.length > 1 ? inTurn.length : majorityOf(inTurn.length);
    this.#turn = (this.#turn + need) % inTurn.length;
    return inTurn.slice(0, need);
  }

  async #renew(peer: Peer, epoch: number, sentMs: number): Promise<void> {
    if (peer.renewing >= renewingMax) return;
    const { journalId: jid, nameServiceId, nameNodeId } = this.#options;
    peer.renewing++;
    let granted = false;
    try {
      const { refusal, promised, status } = await peer.rpc.renew({
        jid, nameServiceId, nonce: this.nonce, epoch, ttlMs: this.#ttlMs, gen: this.#known.gen, nameNodeId,
      });
      if (status !== undefined) this.#heard(peer, status, true);
      if (this.#epoch !== epoch) return;
      if (refusal === undefined) {
        granted = true;
        grantedBy(peer, sentMs, this.#ttlMs);
        const lapsed = this.#validUntilMs <= this.#env.monotonicMs();
        this.#grantsMoved();
        // Reads wait for a lease that lapsed.
        if (lapsed) this.#tell();
      } else if (refusal === LeaseRefusalProto.OTHER_EPOCH) this.#sawPromise(peer, promised);
    } catch {
      // Not granted: nothing else follows from it. The word of a JournalNode that is gone grows old by itself.
    } finally {
      peer.renewing--;
      if (this.#epoch === epoch) this.#settled(peer, granted);
    }
  }

  /** One that does not grant any more is made up for at once, by those that this round left out. */
  #settled(peer: Peer, granted: boolean): void {
    const wasWell = peer.well;
    peer.well = granted;
    if (granted || !wasWell || this.#closed) return;
    const sentMs = this.#env.monotonicMs();
    for (const other of this.#peers) if (other.well && other.renewing === 0) void this.#renew(other, this.#epoch, sentMs);
  }

  /** Enough promises above the own epoch end it: no majority can ever acknowledge it again. */
  #sawPromise(peer: Peer, promised: number): void {
    const epoch = this.#epoch;
    if (epoch === 0 || promised <= this.#proposed) return;
    peer.newerEpoch = promised;
    const newer = this.#peers.filter((each) => each.newerEpoch > epoch);
    if (!isBlocked(this.lists, (member) => newer.some(({ name }) => name === member))) return;
    this.#fence(Math.max(...newer.map((each) => each.newerEpoch)));
  }

  /**
   * Only who has won an epoch at a majority writes in it: one JournalNode where somebody else did is enough, in one that this
   * NameNode has asked for and not won as well.
   */
  #sawWriter(writerEpoch: number): void {
    if (this.#epoch !== 0 && writerEpoch > this.#epoch) this.#fence(writerEpoch);
  }

  #fence(promised: number): void {
    if (this.#fenced) return;
    this.#fenced = true;
    this.#options.onFenced?.(this.#epoch, promised);
  }

  /** Gives the lease back, with a reservation for the NameNode `to`. Resolves when all have answered, or after a while. */
  async release(to?: string): Promise<void> {
    const { journalId: jid, nameServiceId } = this.#options;
    const epoch = this.#proposed;
    this.#givenBack = epoch;
    this.#epoch = 0;
    this.#renewTimer?.cancel();
    for (const peer of this.#peers) notGranted(peer);
    this.#grantsMoved();
    await Promise.allSettled(this.#peers.map((peer) => peer.rpc.release({ jid, nameServiceId, nonce: this.nonce, to, epoch }, { timeoutMs: reserveTimeoutMs })));
  }

  /**
   * Ends the incarnation `nonce` at every JournalNode that can be reached; only after its process was reaped. How many
   * JournalNodes did.
   */
  async revoke(nonce: Uint8Array): Promise<number> {
    const { journalId: jid, nameServiceId } = this.#options;
    const answers = await Promise.allSettled(this.#peers.map((peer) => peer.rpc.revoke({ jid, nameServiceId, nonce })));
    return answers.filter((answer) => answer.status === 'fulfilled').length;
  }

  close(): void {
    this.#closed = true;
    this.#epoch = 0;
    this.#renewTimer?.cancel();
    this.#stop.abort();
    for (const peer of this.#peers) peer.client.close();
  }
}

/** What was sent at `sentMs` was granted for `ttlMs`. */
function grantedBy(peer: Peer, sentMs: number, ttlMs: number): void {
  peer.grantedSentMs = Math.max(peer.grantedSentMs, sentMs);
  peer.trustedUntilMs = Math.max(peer.trustedUntilMs, sentMs + trust * ttlMs);
}

function notGranted(peer: Peer): void {
  peer.grantedSentMs = -Infinity;
  peer.trustedUntilMs = -Infinity;
}

/** Whether a JournalNode's answer means that it will never grant. */
function isForeign(error: unknown): boolean {
  return isException(error, 'RpcNoSuchProtocolException') || isException(error, 'AuthorizationException');
}
