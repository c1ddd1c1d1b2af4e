// Election over ZooKeeper, by Apache's rules and znodes: whoever creates the ephemeral lock leads, fences whom the bread crumb
// names, and leaves its own. It decides only who calls newEpoch: what fences writes are epochs. Beside Apache's failover
// controllers at other NameNodes it is one more of them. Answers to ActiveStandbyElector and ZKFailoverController.
import { AssertionFailure } from '../../base/assert.ts';
import { sameBytes } from '../../base/bytes.ts';
import type { Env, Timer } from '../../env/env.ts';
import { failedOver, promotionFailed } from '../../metrics/event-names.ts';
import type { ActiveNodeInfo } from '../../wire/ha-zk-info.ts';
import { ZooKeeperError } from './zookeeper.ts';
import type { ZooKeeperSession, ZooKeeperTicket } from './zookeeper.ts';
import { nodeInfoOf } from './znodes.ts';
import type { Znodes } from './znodes.ts';

/** The NameNode as this election sees it. */
export interface ZooKeeperCandidate {
  /** Loaded, healthy, Standby. */
  mayStand(): boolean;
  isActive(): boolean;
  /** Neither Active nor on its way there or back. */
  isStandby(): boolean;
  becomeActive(): Promise<void>;
  becomeStandby(): Promise<void>;
}

export interface ZooKeeperElectorOptions {
  readonly znodes: Znodes;
  /** The own ActiveNodeInfo, encoded. */
  readonly own: Uint8Array;
  /** Opens a new session. Throws when the options are wrong. */
  readonly open: () => ZooKeeperSession;
  /** Makes sure that this NameNode is not Active any more. Rejects when it could not. */
  readonly fence: (old: ActiveNodeInfo) => Promise<void>;
  /** The session's ticket, for who ends it after this process's death; undefined when it has ended. */
  readonly onTicket?: (ticket: ZooKeeperTicket | undefined) => void;
}

type Leader = 'nobody' | 'self' | 'other' | 'unknown';

/** After a promotion that failed, so that others have their turn (SLEEP_AFTER_FAILURE_TO_BECOME_ACTIVE). */
const failurePauseMs = 1000;
const retryMs = 1000;
/** A controller of Apache's looks at its NameNode every second, and gives the lock up at once when that is gone. */
const doubtMs = 5000;
/** For taking the bread crumb with it, at a stop. */
const stopMs = 2000;
/** No server of ZooKeeper's for so long is told of. */
const unreachedMs = 10_000;
const unreached = `no ZooKeeper server was reached for ${unreachedMs / 1000} seconds`;
/** The NameNode does not tell of all that keeps it from standing. */
const lookMs = 500;

export class ZooKeeperElector {
  readonly #env: Env;
  readonly #options: ZooKeeperElectorOptions;
  readonly #candidate: ZooKeeperCandidate;
  readonly #watchers = new Set<() => void>();
  #session: ZooKeeperSession | undefined;
  /** Who holds the lock, as far as is known. */
  #leader: Leader = 'unknown';
  #campaigning = false;
  #stopped = true;
  #loop: Promise<void> = Promise.resolve();
  #wakeUp: (() => void) | undefined;
  #notBeforeMs = Number.NEGATIVE_INFINITY;
  /** What stands in the way, told once. */
  #trouble: string | undefined;
  /** Runs while there is no connection. */
  #unreached: Timer | undefined;
  /** Until when it is uncertain whether the lock's holder lives (monotonic ms); undefined when nobody doubts. */
  #doubtUntilMs: number | undefined;
  #doubt: Timer | undefined;
  /** Since when another's lock has been gone (monotonic ms). */
  #goneMs: number | undefined;

  constructor(env: Env, options: ZooKeeperElectorOptions, candidate: ZooKeeperCandidate) {
    this.#env = env;
    this.#options = options;
    this.#candidate = candidate;
  }

  start(): void {
    if (!this.#stopped) return;
    this.#stopped = false;
    this.#loop = this.#run();
  }

  /** Leaves the election and ends the session; the NameNode has stepped down before. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.consider();
    // Whom no server answers has nothing to put in order there; and one that falls silent now is not waited for.
    if (this.#session?.connected === false) this.#leave();
    const patience = this.#env.after(stopMs, () => this.#leave());
    await this.#loop;
    patience.cancel();
  }

  /** Ends the session, and with it whatever waits for an answer. */
  #leave(): void {
    this.#session?.close().catch(() => {});
  }

  /** Whether a call is worth parking here: nobody holds the lock, and this NameNode may get it. */
  promotionPossible(): boolean {
    if (this.#campaigning || this.#env.monotonicMs() < (this.#doubtUntilMs ?? -Infinity)) return true;
    return (this.#leader === 'nobody' || this.#leader === 'self') && this.#session?.connected === true && this.#candidate.mayStand();
  }

  /** The lock is held here, and nobody else can have it. */
  uncontested(): boolean {
    return this.#leader === 'self' && this.#session?.connected === true;
  }

  otherLeads(): boolean {
    return this.#leader === 'other';
  }

  /**
   * No other NameNode says that it is Active, although one's controller holds the lock: it may have died a moment ago, and calls are
   * worth parking until its controller has noticed. Once for each holder of the lock: who is cut off must not swallow calls.
   */
  askAnew(): void {
    if (this.#leader !== 'other' || this.#session?.connected !== true || this.#doubtUntilMs !== undefined) return;
    this.#doubtUntilMs = this.#env.monotonicMs() + doubtMs;
    this.#doubt = this.#env.after(doubtMs, () => this.#tell());
  }

  /** Stays out for so long; 0 or less ends that. */
  keepOut(forMs: number): void {
    this.#notBeforeMs = forMs > 0 ? this.#env.monotonicMs() + forMs : Number.NEGATIVE_INFINITY;
    this.consider();
  }

  backOff(): void {
    this.#notBeforeMs = Math.max(this.#notBeforeMs, this.#env.monotonicMs() + failurePauseMs);
  }

  /** Something changed: looks again. */
  consider(): void {
    this.#wakeUp?.();
  }

  watch(changed: () => void): () => void {
    this.#watchers.add(changed);
    return () => this.#watchers.delete(changed);
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      if (!this.#wanted()) await this.#wait(this.#leftOutMs());
      else if (!(await this.#oneSession())) await this.#wait(retryMs);
    }
  }

  /** Takes part for as long as one session lasts. False when something stands in the way that needs time. */
  async #oneSession(): Promise<boolean> {
    try {
      const session = this.#options.open();
      this.#session = session;
      session.onState(() => this.#stateChanged(session));
      this.#stateChanged(session);
      await this.#takePart(session);
      this.#trouble = undefined;
      return true;
    } catch (error) {
      if (error instanceof AssertionFailure) throw error;
      const expired = error instanceof ZooKeeperError && error.code === 'SESSION_EXPIRED';
      if (!this.#stopped) this.#tellTrouble(error);
      return expired;
    } finally {
      await this.#session?.close().catch(() => {});
      this.#session = undefined;
      this.#reached();
      this.#options.onTicket?.(undefined);
      this.#leads('unknown');
    }
  }

  /** Whether this NameNode takes part: it may lead, or it does and has to be seen to. */
  #wanted(): boolean {
    if (this.#candidate.isActive()) return true;
    return this.#candidate.mayStand() && this.#env.monotonicMs() >= this.#notBeforeMs;
  }

  #leftOutMs(): number {
    const leftMs = this.#notBeforeMs - this.#env.monotonicMs();
    return leftMs > 0 ? Math.min(leftMs, lookMs) : lookMs;
  }

  /** One session's part: tries for the lock whenever it is free. Ends when this NameNode is to be out of the election. */
  async #takePart(session: ZooKeeperSession): Promise<void> {
    while (!this.#stopped && this.#wanted()) {
      const moved = this.#signal();
      if (await this.#lock(session, moved.fire)) {
        this.#leads('self');
        if (!(await this.#lead(session, moved.happened))) return;
      } else {
        this.#leads('other');
        this.#trouble = undefined;
        if (this.#candidate.isActive()) {
          this.#env.log('warn', 'another NameNode holds the lock in ZooKeeper: stepping down', {});
          await this.#candidate.becomeStandby();
        }
        while (!moved.happened() && !this.#stopped && this.#wanted()) await this.#wait(lookMs);
      }
      if (moved.happened()) {
        this.#goneMs = this.#leader === 'other' ? this.#env.monotonicMs() : undefined;
        this.#leads('nobody');
      }
    }
  }

  /** Takes the lock if it is free; whether it is held by this session. `moved` is called once it is not what it was. */
  async #lock(session: ZooKeeperSession, moved: () => void): Promise<boolean> {
    const { lock, parent } = this.#options.znodes;
    for (;;) {
      try {
        await session.create(lock, this.#options.own, true);
      } catch (error) {
        if (!(error instanceof ZooKeeperError)) throw error;
        if (error.code === 'NO_NODE') throw new ZooKeeperError('NO_NODE', `there is no znode ${parent}: run \`quorate zkfc -formatZK\` once`);
        if (error.code !== 'NODE_EXISTS') throw error;
      }
      const there = await session.read(lock, moved);
      // Gone again between the two.
      if (there === undefined) continue;
      return there.owner === session.ticket?.id;
    }
  }

  /**
   * With the lock in hand: fences, promotes, and leads until the lock moves (true: try again) or this NameNode has stepped down or
   * failed (false: the session is to end, and the lock with it).
   */
  async #lead(session: ZooKeeperSession, moved: () => boolean): Promise<boolean> {
    if (this.#candidate.isActive()) {
      // An operator promoted it, or its last session ran out, and somebody may have held the lock since. It goes on meanwhile; if
      // that one cannot be fenced, the lock is given up all the same: who can do so may have it.
      await this.#fenceOld(session);
    } else {
      this.#campaigning = true;
      this.#tell();
      try {
        await this.#fenceOld(session);
        await this.#candidate.becomeActive();
      } catch (error) {
        if (error instanceof ZooKeeperError || error instanceof AssertionFailure) throw error;
        this.#env.log('warn', promotionFailed, { error });
        this.backOff();
        return false;
      } finally {
        this.#campaigning = false;
        this.#tell();
      }
      if (this.#goneMs !== undefined) this.#env.log('info', failedOver, { ms: Math.round(this.#env.monotonicMs() - this.#goneMs) });
      this.#goneMs = undefined;
    }
    this.#trouble = undefined;
    while (!moved() && !this.#candidate.isStandby()) await this.#wait(lookMs);
    if (!this.#candidate.isStandby()) return true;
    await this.#takeCrumb(session);
    return false;
  }

  /** Fences whom the bread crumb names, and leaves the own one. */
  async #fenceOld(session: ZooKeeperSession): Promise<void> {
    const { breadCrumb } = this.#options.znodes;
    const { own, fence } = this.#options;
    const crumb = await session.read(breadCrumb);
    if (crumb === undefined) {
      await session.create(breadCrumb, own, false);
      return;
    }
    if (!sameBytes(crumb.data, own)) {
      const old = nodeInfoOf(crumb.data);
      if (old === undefined) throw new Error(`${breadCrumb} in ZooKeeper does not say which NameNode was Active last`);
      await fence(old);
    }
    await session.write(breadCrumb, own, crumb.version);
  }

  /** Stepped down in order: nobody need fence this NameNode. */
  async #takeCrumb(session: ZooKeeperSession): Promise<void> {
    const { breadCrumb } = this.#options.znodes;
    try {
      if (!session.connected) return;
      const crumb = await session.read(breadCrumb);
      if (crumb !== undefined && sameBytes(crumb.data, this.#options.own)) await session.remove(breadCrumb, crumb.version);
    } catch (error) {
      this.#env.log('info', 'the bread crumb stays in ZooKeeper: the next Active will fence this NameNode', { error });
    }
  }

  #stateChanged(session: ZooKeeperSession): void {
    if (session !== this.#session) return;
    if (session.connected) {
      this.#reached();
      this.#options.onTicket?.(session.ticket);
    } else {
      this.#unreached ??= this.#env.after(unreachedMs, () => this.#tellTrouble(new Error(unreached)));
    }
    this.consider();
    this.#tell();
  }

  #reached(): void {
    this.#unreached?.cancel();
    this.#unreached = undefined;
    if (this.#trouble === unreached) this.#trouble = undefined;
  }

  #tellTrouble(error: unknown): void {
    const text = error instanceof Error ? error.message : String(error);
    if (text !== this.#trouble) this.#env.log('warn', 'the election over ZooKeeper does not go on', { error: text });
    this.#trouble = text;
  }

  #leads(leader: Leader): void {
    if (leader === this.#leader) return;
    this.#leader = leader;
    this.#doubtUntilMs = undefined;
    this.#doubt?.cancel();
    this.#tell();
  }

  #tell(): void {
    for (const changed of [...this.#watchers]) changed();
  }

  /** Something that happens once, and wakes this election. */
  #signal(): { readonly fire: () => void; readonly happened: () => boolean } {
    let happened = false;
    return {
      fire: () => {
        happened = true;
        this.consider();
      },
      happened: () => happened,
    };
  }

  /** Until something changes, or for so long. */
  async #wait(limitMs: number): Promise<void> {
    const session = this.#session;
    await new Promise<void>((resolve) => {
      const timer: Timer = this.#env.after(Math.max(1, limitMs), resolve);
      this.#wakeUp = () => {
        timer.cancel();
        resolve();
      };
    });
    this.#wakeUp = undefined;
    // With the session its lock is gone.
    if (session?.ended !== undefined) throw session.ended;
  }
}
