// The network as one daemon of a test cluster has it: its connections are reset when it dies, stand still while it is
// paused, and pass nothing while their cable is cut.
import { WorldError } from '../env/env.ts';
import type { Env, Listener, Network, Socket } from '../env/env.ts';
import type { Cables, CableEnd, CutKind } from './cables.ts';
import type { Life } from './life.ts';

const highWaterBytes = 64 * 1024;
const nothing = (): void => {};

class FaultySocket implements Socket, CableEnd {
  readonly self: string;
  onData: (chunk: Uint8Array) => void = nothing;
  onEnd: () => void = () => this.end();
  onClose: (error: WorldError | undefined) => void = nothing;
  readonly #socket: Socket;
  readonly #life: Life;
  readonly #cables: Cables;
  readonly #peer: () => string;
  readonly #disown: () => void;
  /** What arrived while the cable was cut. */
  #arrived: (() => void)[] = [];
  /** What was sent while it was cut; undefined is the end. */
  #unsent: (Uint8Array | undefined)[] = [];
  #unsentBytes = 0;
  #drained: (() => void)[] = [];
  #pausedByOwner = false;
  #destroyedHere = false;
  #closed = false;

  constructor(socket: Socket, life: Life, cables: Cables, self: string, peer: () => string) {
    this.#socket = socket;
    this.#life = life;
    this.#cables = cables;
    this.self = self;
    this.#peer = peer;
    socket.onData = (chunk) => this.#arrive(() => this.onData(chunk));
    socket.onEnd = () => this.#arrive(() => this.onEnd());
    socket.onClose = (error) => {
      if (this.#destroyedHere) this.#close(error);
      else this.#arrive(() => this.#close(error));
    };
    this.#disown = life.own(() => socket.destroy(true));
    cables.join(this);
  }

  peer(): string {
    return this.#peer();
  }

  get localAddress(): string {
    return this.#socket.localAddress;
  }

  get localPort(): number {
    return this.#socket.localPort;
  }

  get remoteAddress(): string {
    return this.#socket.remoteAddress;
  }

  get remotePort(): number {
    return this.#socket.remotePort;
  }

  get queuedBytes(): number {
    return this.#socket.queuedBytes + this.#unsentBytes;
  }

  get destroyed(): boolean {
    return this.#closed || this.#socket.destroyed;
  }

  write(bytes: Uint8Array): boolean {
    if (this.#life.dead || this.destroyed) return true;
    if (!this.#isCut()) return this.#socket.write(bytes);
    this.#unsent.push(bytes);
    this.#unsentBytes += bytes.length;
    return this.#unsentBytes < highWaterBytes;
  }

  drained(): Promise<void> {
    if (this.#unsentBytes < highWaterBytes) return this.#life.see(this.#socket.drained());
    return this.#life.see(new Promise((resolve) => this.#drained.push(resolve)));
  }

  pause(): void {
    this.#pausedByOwner = true;
    this.#socket.pause();
  }

  resume(): void {
    this.#pausedByOwner = false;
    if (this.#arrived.length === 0) this.#socket.resume();
  }

  end(): void {
    if (this.#life.dead) return;
    if (!this.#isCut()) this.#socket.end();
    else this.#unsent.push(undefined);
  }

  destroy(reset = false): void {
    if (this.#life.dead) return;
    this.#destroyedHere = true;
    this.#unsent = [];
    this.#socket.destroy(reset);
  }

  /** The cable was cut, broken or healed. */
  changed(cut: CutKind | undefined): void {
    if (this.#life.dead || this.#closed) return;
    if (cut === 'refuse') this.#break();
    else if (cut === undefined) this.#heal();
  }

  #break(): void {
    this.#arrived = [];
    this.#unsent = [];
    this.#unsentBytes = 0;
    this.#socket.onClose = nothing;
    this.#socket.destroy(true);
    this.#life.run(() => this.#close(new WorldError('reset', `${this.remoteAddress}:${this.remotePort}: connection reset`)));
  }

  #heal(): void {
    const unsent = this.#unsent;
    this.#unsent = [];
    this.#unsentBytes = 0;
    for (const bytes of unsent) {
      if (bytes === undefined) this.#socket.end();
      else this.#socket.write(bytes);
    }
    for (const resolve of this.#drained.splice(0)) resolve();
    const arrived = this.#arrived;
    this.#arrived = [];
    for (const act of arrived) this.#life.run(act);
    if (arrived.length > 0) this.#life.run(() => this.#goOn());
  }

  #arrive(act: () => void): void {
    if (this.#arrived.length > 0 || this.#isCut()) {
      this.#socket.pause();
      this.#arrived.push(act);
    } else if (this.#life.state === 'paused') {
      this.#socket.pause();
      this.#life.run(() => {
        act();
        this.#goOn();
      });
    } else this.#life.run(act);
  }

  #goOn(): void {
    if (!this.#pausedByOwner && this.#arrived.length === 0) this.#socket.resume();
  }

  /** Asked each time: who the peer is may not have been known before. */
  #isCut(): boolean {
    return this.#unsent.length > 0 || this.#cables.between(this.self, this.#peer()) !== undefined;
  }

  #close(error: WorldError | undefined): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#disown();
    this.#cables.leave(this);
    for (const resolve of this.#drained.splice(0)) resolve();
    this.onClose(error);
  }
}

export class FaultyNetwork implements Network {
  readonly #env: Env;
  readonly #life: Life;
  readonly #cables: Cables;
  readonly #self: string;

  /** `env` is the real one; `self` the daemon's name. */
  constructor(env: Env, life: Life, cables: Cables, self: string) {
    this.#env = env;
    this.#life = life;
    this.#cables = cables;
    this.#self = self;
  }

  async listen(host: string, port: number, onConnection: (socket: Socket) => void): Promise<Listener> {
    const listener = await this.#life.do(() => this.#env.net.listen(host, port, (socket) => this.#accept(socket, onConnection)), (late) => late.close());
    return ownedListener(this.#life, listener);
  }

  async connect(host: string, port: number, timeoutMs: number): Promise<Socket> {
    const life = this.#life;
    const server = this.#cables.server(port);
    const startedMs = this.#env.monotonicMs();
    await this.#life.see(passable(this.#env, this.#cables, this.#self, server, `${host}:${port}`, timeoutMs));
    const leftMs = Math.max(1, timeoutMs - (this.#env.monotonicMs() - startedMs));
    if (life.dead) return new Promise(() => {});
    const socket = await life.see(this.#env.net.connect(host, port, leftMs).then((made) => this.#own(made, () => server)), (late) => late.destroy(true));
    return socket;
  }

  #accept(socket: Socket, onConnection: (socket: Socket) => void): void {
    if (this.#life.dead) {
      socket.destroy(true);
      return;
    }
    const { remotePort } = socket;
    const faulty = new FaultySocket(socket, this.#life, this.#cables, this.#self, () => this.#cables.client(remotePort));
    this.#life.run(() => onConnection(faulty));
  }

  #own(socket: Socket, peer: () => string): Socket {
    const { localPort } = socket;
    const faulty = new FaultySocket(socket, this.#life, this.#cables, this.#self, peer);
    this.#cables.connected(localPort, this.#self);
    return faulty;
  }
}

/** A listener that is closed when its daemon dies. */
export function ownedListener(life: Life, listener: Listener): Listener {
  const disown = life.own(() => listener.close());
  return {
    host: listener.host,
    port: listener.port,
    close: () => {
      disown();
      return life.see(listener.close());
    },
  };
}

/** Resolves when `a` can reach `b`; rejects as a connection would: refused, or `timeout` after `timeoutMs`. */
export function passable(env: Env, cables: Cables, a: string, b: string, address: string, timeoutMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = (): boolean => {
      const cut = cables.between(a, b);
      if (cut === 'drop') return false;
      if (cut === 'refuse') reject(new WorldError('refused', `${address}: connection refused`));
      else resolve();
      return true;
    };
    if (look()) return;
    const over = (): void => {
      timer.cancel();
      unwatch();
    };
    const unwatch = cables.watch(() => {
      if (look()) over();
    });
    const timer = env.after(timeoutMs, () => {
      over();
      reject(new WorldError('timeout', `${address}: no connection within ${timeoutMs} ms`));
    });
  });
}
