// The simulated network: ordered byte streams between processes with a random delay per chunk. A partition
// keeps what is sent and drops it after a while with the connection; what it kept comes when it is over, or, as with TCP,
// when it is sent again next. A dead process's peers see a reset; a listener that is gone refuses.
import { WorldError } from '../env/env.ts';
import type { Listener, Network, Socket } from '../env/env.ts';
import type { Prng } from './prng.ts';
import type { SimProcess } from './sim-process.ts';
import type { World } from './world.ts';

/** What happens to some messages. */
export interface Weather {
  readonly touches: (from: string, to: string) => boolean;
  /** The share of messages that are lost, and the connection with them. */
  readonly lose: number;
  /** The share of messages that TCP has to send again. */
  readonly late: number;
}

/** After which TCP sends a segment again, in ms: drawn between these. */
const sentAgainMs: readonly [number, number] = [200, 800];

/** After so long TCP sends again what a cut has swallowed, in ms; then after twice as long, and so on, up to the other. */
const resendMinMs = 200;
const resendMaxMs = 120_000;

/** When a SYN that was not answered is sent again, in ms after the first. */
const synAgainMs = [1000, 3000, 7000, 15_000];

export class SimNetwork {
  readonly #world: World;
  readonly #random: Prng;
  readonly #listeners = new Map<number, { owner: SimProcess; accept: (socket: Socket) => void }>();
  readonly #cut = new Set<string>();
  /** Processes on machines without power: nothing comes from them, nothing goes to them. */
  readonly #dark = new Set<string>();
  /** On whose machine each port is, since somebody listened there. */
  readonly #machines = new Map<number, string>();
  readonly sockets = new Set<SimSocket>();
  #nextPort = 40_000;
  /** Added to each chunk's delay, in ms: drawn between these. */
  delayMs: readonly [number, number] = [0.05, 0.3];
  readonly weathers = new Set<Weather>();
  /** How long what each one downloads takes at most, in ms; at once for whoever is not named. */
  readonly transferMs = new Map<string, number>();
  /** A partitioned connection dies after this long, as TCP gives up. */
  giveUpMs = 15_000;
  /** What a cut has kept does not come when it is healed, but when TCP sends it again: the later, the longer the cut was. */
  resendsByClock = false;

  constructor(world: World) {
    this.#world = world;
    this.#random = world.stream('network');
  }

  /** One-way cut from `a` to `b`. */
  cut(a: string, b: string): void {
    this.#cut.add(`${a}>${b}`);
  }

  heal(a: string, b: string): void {
    this.#cut.delete(`${a}>${b}`);
    for (const socket of this.sockets) socket.healed();
  }

  healAll(): void {
    this.#cut.clear();
    for (const socket of this.sockets) socket.healed();
  }

  isCut(a: string, b: string): boolean {
    return (this.#cut.size > 0 && this.#cut.has(`${a}>${b}`)) || (this.#dark.size > 0 && (this.#dark.has(a) || this.#dark.has(b)));
  }

  /** Something is cut between the two, one way or both. */
  isParted(a: string, b: string): boolean {
    return this.isCut(a, b) || this.isCut(b, a);
  }

  /** The machine of the process `name` has no power from now on: its peers hear nothing, not even a reset. Whoever runs on it must be killed next. */
  powerOff(name: string): void {
    this.#dark.add(name);
    // TCP sends on what it has no receipt for, and is told when the machine is back.
    for (const socket of this.sockets) if (socket.peer?.owner.name === name) socket.unconfirmed();
  }

  /** It is back, and knows of no connection. */
  powerOn(name: string): void {
    if (this.#dark.delete(name)) for (const socket of this.sockets) socket.healed();
  }

  isDark(name: string): boolean {
    return this.#dark.has(name);
  }

  delay(): number {
    return this.#random.between(this.delayMs[0], this.delayMs[1]);
  }

  /** How much later than others the next message comes, in ms; undefined: never. */
  lateness(from: string, to: string): number | undefined {
    if (this.weathers.size === 0) return 0;
    let lateMs = 0;
    for (const { touches, lose, late } of this.weathers) {
      if (!touches(from, to)) continue;
      if (lose > 0 && this.#random.chance(lose)) return undefined;
      if (late > 0 && this.#random.chance(late)) lateMs += this.#random.between(...sentAgainMs);
    }
    return lateMs;
  }

  /** How long the next download of `by` takes, in ms. */
  transfer(by: string): number {
    const most = this.transferMs.get(by);
    return most === undefined ? 0 : this.#random.between(0, most);
  }

  get world(): World {
    return this.#world;
  }

  /** The network as `process` sees it. */
  of(process: SimProcess): Network {
    return {
      listen: async (host, port, accept) => this.#listen(process, host, port, accept),
      connect: (host, port, timeoutMs) => this.#connect(process, host, port, timeoutMs),
    };
  }

  /** The process that listens on `port`. */
  ownerOf(port: number): SimProcess | undefined {
    return this.#listeners.get(port)?.owner;
  }

  /** Frees the ports and resets the connections of a process that died. */
  died(process: SimProcess): void {
    for (const [port, listener] of this.#listeners) if (listener.owner === process) this.#listeners.delete(port);
    for (const socket of [...this.sockets]) if (socket.owner === process) socket.vanish();
  }

  /** Breaks all connections between two processes at once: what is under way is lost, both sides see a reset. */
  reset(a: string, b: string): void {
    for (const socket of [...this.sockets]) if (socket.owner.name === a && socket.peer?.owner.name === b) socket.broken();
  }

  #listen(owner: SimProcess, host: string, wanted: number, accept: (socket: Socket) => void): Listener {
    const port = wanted === 0 ? this.#nextPort++ : wanted;
    const known = this.#listeners.get(port);
    if (known?.owner.alive === true) throw new WorldError('address-in-use', `listening on ${host}:${port}: address in use`);
    const entry = { owner, accept };
    this.#listeners.set(port, entry);
    this.#machines.set(port, owner.name);
    return {
      host,
      port,
      close: async () => {
        if (this.#listeners.get(port) === entry) this.#listeners.delete(port);
      },
    };
  }

  #connect(from: SimProcess, host: string, port: number, timeoutMs: number): Promise<Socket> {
    return new Promise((resolve, reject) => {
      let over = false;
      const timer = this.#world.schedule(timeoutMs, from, () => {
        over = true;
        reject(new WorldError('timeout', `${host}:${port}: no connection within ${timeoutMs} ms`));
      });
      const knock = (): void => {
        if (over) return;
        const target = this.#listeners.get(port);
        const machine = this.#machines.get(port);
        if (machine !== undefined && this.isParted(from.name, machine)) return;
        over = true;
        timer.cancel();
        if (target === undefined || !target.owner.alive) {
          reject(new WorldError('refused', `${host}:${port}: connection refused`));
          return;
        }
        const near = new SimSocket(this, from, this.#nextPort++, port);
        const far = new SimSocket(this, target.owner, port, near.localPort);
        near.peer = far;
        far.peer = near;
        this.sockets.add(near);
        this.sockets.add(far);
        this.#world.schedule(0, target.owner, () => target.accept(far), far);
        resolve(near);
      };
      this.#world.schedule(this.delay(), from, knock);
      for (const againMs of synAgainMs) if (againMs < timeoutMs) this.#world.schedule(againMs, from, knock);
    });
  }
}

/** When what was sent at 0 is sent again next, at or behind `ms`. */
function resentMs(ms: number): number {
  let atMs = resendMinMs;
  for (let waitMs = resendMinMs * 2; atMs < ms; waitMs = Math.min(resendMaxMs, waitMs * 2)) atMs += waitMs;
  return atMs;
}

const nothing = (): void => {};

/** One end of a connection. */
export class SimSocket implements Socket {
  readonly owner: SimProcess;
  readonly localAddress = '127.0.0.1';
  readonly remoteAddress = '127.0.0.1';
  readonly localPort: number;
  readonly remotePort: number;
  onData: (chunk: Uint8Array) => void = nothing;
  onEnd: () => void = () => this.end();
  onClose: (error: WorldError | undefined) => void = nothing;
  readonly queuedBytes = 0;
  destroyed = false;
  peer: SimSocket | undefined;
  readonly #network: SimNetwork;
  #lastArrival = 0;
  /** The same of those that TCP need not send again. */
  #onTimeMs = 0;
  #outbox: (() => void)[] = [];
  /** When the first of them was sent, and lost. */
  #lostMs = 0;
  /** It is known when they are sent again. */
  #resending = false;
  #inbox: Uint8Array[] = [];
  #paused = false;
  #ended = false;
  #peerEnded = false;
  /** Messages that have not arrived. */
  #underWay = 0;
  #endSeen = false;
  /** A message was lost: so is all that follows, until both ends learn that the connection is. */
  #torn = false;
  /** Given up by this end: nothing is sent again for it. */
  #aborted = false;

  constructor(network: SimNetwork, owner: SimProcess, localPort: number, remotePort: number) {
    this.#network = network;
    this.owner = owner;
    this.localPort = localPort;
    this.remotePort = remotePort;
  }

  write(bytes: Uint8Array): boolean {
    if (this.destroyed || this.#ended) return true;
    // The sender may reuse nothing of what it gave away, but a simulated peer lives in the same memory: copy.
    const copy = Buffer.from(bytes);
    this.#send((peer) => peer.#arrived(copy));
    return true;
  }

  drained(): Promise<void> {
    return Promise.resolve();
  }

  pause(): void {
    this.#paused = true;
  }

  resume(): void {
    this.#paused = false;
    this.#network.world.schedule(0, this.owner, () => this.#deliver(), this);
  }

  end(): void {
    if (this.destroyed || this.#ended) return;
    this.#ended = true;
    this.#send((peer) => peer.#peerEnd());
    if (this.#peerEnded) this.#close(undefined);
  }

  destroy(reset = false): void {
    if (this.destroyed) return;
    if (reset) this.#abort();
    else this.#send((peer) => peer.#wasReset());
    this.#close(undefined);
  }

  /** RST: what lies in the machine, or is to be sent again, is gone, and so is the RST where nothing gets through. */
  #abort(): void {
    this.#aborted = true;
    this.#outbox = [];
    const { peer } = this;
    if (peer === undefined || this.#isCut() || !peer.owner.alive) return;
    this.#network.world.schedule(Math.max(this.#onTimeMs - this.#network.world.nowMs, this.#network.delay()), peer.owner, () => peer.#wasReset(), peer);
  }

  /** The process of this end died: its peer sees a reset, unless the power is gone; it sees nothing. */
  vanish(): void {
    if (this.destroyed) return;
    this.destroyed = true;
    if (this.#network.isDark(this.owner.name)) this.#outbox = [];
    else this.#send((peer) => peer.#wasReset());
    this.#leave();
  }

  /** The machine sends what it has kept when a cut is over, though nobody holds the connection any more. */
  #leave(): void {
    if (this.destroyed && this.#outbox.length === 0) this.#network.sockets.delete(this);
  }

  /** The peer's machine has lost its power: what is under way to it will be sent again and again. */
  unconfirmed(): void {
    if (this.#underWay > 0) this.#send(nothing);
  }

  /** A reset out of nowhere. */
  broken(): void {
    const { peer } = this;
    for (const end of peer === undefined ? [this] : [this, peer]) end.#wasReset();
  }

  healed(): void {
    if (!this.#network.resendsByClock) this.#resend();
    else if (this.#outbox.length > 0 && !this.#resending && !this.#isCut()) {
      this.#resending = true;
      const { world } = this.#network;
      world.schedule(resentMs(world.nowMs - this.#lostMs) + this.#lostMs - world.nowMs, undefined, () => {
        this.#resending = false;
        this.#resend();
      });
    }
  }

  #isCut(): boolean {
    return this.peer === undefined || this.#network.isCut(this.owner.name, this.peer.owner.name);
  }

  #resend(): void {
    if (this.#isCut()) return;
    const kept = this.#outbox;
    this.#outbox = [];
    for (const go of kept) go();
    this.#leave();
  }

  #send(arrive: (peer: SimSocket) => void): void {
    const peer = this.peer;
    if (peer === undefined) return;
    const world = this.#network.world;
    const go = (): void => {
      if (this.#torn) return;
      const lateMs = this.#network.lateness(this.owner.name, peer.owner.name);
      if (lateMs === undefined) {
        this.#torn = true;
        world.schedule(this.#network.delay(), undefined, () => this.broken());
        return;
      }
      const at = Math.max(this.#lastArrival, world.nowMs + lateMs + this.#network.delay());
      this.#lastArrival = at;
      // What follows a late one waits for it.
      const sentAgain = lateMs > 0 || at > world.nowMs + this.#network.delayMs[1];
      if (!sentAgain) this.#onTimeMs = at;
      if (!peer.owner.alive) {
        peer.#answerReset();
        return;
      }
      this.#underWay++;
      world.schedule(at - world.nowMs, peer.owner, () => {
        this.#underWay--;
        if (sentAgain && this.#aborted) return;
        if (!peer.destroyed) arrive(peer);
        else peer.#answerReset();
      }, peer);
    };
    if (!this.#isCut() && this.#outbox.length === 0) {
      go();
      return;
    }
    this.#outbox.push(go);
    if (this.#outbox.length === 1) {
      this.#lostMs = world.nowMs;
      world.schedule(this.#network.giveUpMs, undefined, () => {
        if (this.#outbox.includes(go)) this.#giveUp();
      });
    }
  }

  /** Something came for a connection that is no more: its sender is told, if it can be. */
  #answerReset(): void {
    const { peer } = this;
    if (peer === undefined || peer.destroyed || !peer.owner.alive || this.#network.isCut(this.owner.name, peer.owner.name)) return;
    this.#network.world.schedule(this.#network.delay(), peer.owner, () => peer.#wasReset(), peer);
  }

  #giveUp(): void {
    this.#outbox = [];
    this.#leave();
    const error = new WorldError('timeout', `${this.remoteAddress}:${this.remotePort}: connection timed out`);
    if (!this.destroyed && this.owner.alive) this.#network.world.schedule(0, this.owner, () => this.#close(error), this);
  }

  #arrived(chunk: Uint8Array): void {
    this.#inbox.push(chunk);
    this.#deliver();
  }

  #deliver(): void {
    while (!this.#paused && !this.destroyed) {
      const chunk = this.#inbox.shift();
      if (chunk === undefined) break;
      this.onData(chunk);
    }
    if (this.#peerEnded && !this.#endSeen && this.#inbox.length === 0 && !this.destroyed) {
      this.#endSeen = true;
      this.onEnd();
      if (this.#ended) this.#close(undefined);
    }
  }

  #peerEnd(): void {
    this.#peerEnded = true;
    this.#deliver();
  }

  #wasReset(): void {
    this.#close(new WorldError('reset', `${this.remoteAddress}:${this.remotePort}: connection reset`));
  }

  #close(error: WorldError | undefined): void {
    if (this.destroyed) return;
    this.destroyed = true;
    this.#leave();
    this.#network.world.schedule(0, this.owner, () => this.onClose(error), this);
  }
}
