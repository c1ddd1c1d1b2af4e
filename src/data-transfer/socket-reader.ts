// Reads a socket by length: what a blocking DataInputStream is to Hadoop's DataXceiver. Bytes that nobody has asked
// for are bounded: beyond the bound the socket is paused until they are taken, so a slow disk or mirror slows the
// sender down instead of filling the memory.
import { Deferred } from '../base/async.ts';
import { WorldError } from '../env/env.ts';
import type { Env, Landing, Socket, Timer } from '../env/env.ts';
import type { Codec } from '../wire/codec.ts';
import { ProtoReader } from '../wire/proto-reader.ts';
import { WireError } from '../wire/wire-error.ts';

/** The peer closed where more was to be read; `between` when that was before the first byte of a `read`. */
export class EndOfStreamError extends Error {
  override readonly name = 'EndOfStreamError';
  readonly between: boolean;

  constructor(message: string, between: boolean) {
    super(message);
    this.between = between;
  }
}

const bufferedBytesMax = 256 * 1024;
const emptyBytes = Buffer.alloc(0);

/** Owns a socket's handlers. One read at a time. */
export class SocketReader {
  readonly socket: Socket;
  /** A read that waits longer than this without a byte coming fails with WorldError `timeout`; 0 for never. */
  idleLimitMs = 0;
  /** Called once when the socket is closed, after a waiting read was failed. */
  onClosed: () => void = () => {};
  readonly #env: Env;
  #chunks: Uint8Array[] = [];
  /** Bytes of #chunks[0] that are taken already. */
  #taken = 0;
  #available = 0;
  #ended: Error | undefined;
  #closed = false;
  #paused = false;
  #landing: Landing | undefined;
  /** Called when the memory of the landing before is not in use any more. */
  #onLeft: (() => void) | undefined;
  #waiter: Deferred<void> | undefined;
  #wanted = 0;
  #lastMoveMs = 0;
  #timer: Timer | undefined;
  #timerDueMs = 0;

  constructor(env: Env, socket: Socket) {
    this.#env = env;
    this.socket = socket;
    socket.onData = (chunk) => this.#onData(chunk);
    socket.onEnd = () => this.#end(new EndOfStreamError(`${this.peer} closed the connection`, true));
    socket.onClose = (error) => {
      this.#closed = true;
      this.#left();
      this.#end(error ?? new EndOfStreamError(`${this.peer} closed the connection`, true));
      this.#timer?.cancel();
      this.onClosed();
    };
  }

  /** host:port of the other side, for logs. */
  get peer(): string {
    return `${this.socket.remoteAddress}:${this.socket.remotePort}`;
  }

  /** Bytes that can be read without waiting. */
  get available(): number {
    return this.#available;
  }

  /** Whether the other side can send nothing more than what is buffered. */
  get ended(): boolean {
    return this.#ended !== undefined;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Resolves when `length` bytes are there; rejects with EndOfStreamError or WorldError. */
  wait(length: number): Promise<void> {
    if (this.#available >= length) return Promise.resolve();
    if (this.#ended !== undefined) return Promise.reject(this.#endError());
    const waiter = new Deferred<void>();
    this.#waiter = waiter;
    this.#wanted = length;
    this.#lastMoveMs = this.#env.monotonicMs();
    this.#watch();
    this.#flow();
    return waiter.promise;
  }

  /** The next `length` bytes; over the received memory where they came in one piece. */
  async read(length: number): Promise<Buffer> {
    if (this.#available < length) await this.wait(length);
    return this.take(length);
  }

  /** As `read`, of bytes that `wait` has seen. */
  take(length: number): Buffer {
    if (length === 0) return emptyBytes;
    const first = this.#chunks[0] as Uint8Array;
    const from = this.#taken;
    if (first.length - from >= length) {
      this.#advance(length);
      return Buffer.from(first.buffer, first.byteOffset + from, length);
    }
    const joined = Buffer.allocUnsafeSlow(length);
    this.takeInto(joined);
    return joined;
  }

  /** As `take`, copied into `target` until that is full. */
  takeInto(target: Uint8Array): void {
    let done = 0;
    while (done < target.length) {
      const chunk = this.#chunks[0] as Uint8Array;
      const length = Math.min(chunk.length - this.#taken, target.length - done);
      target.set(chunk.subarray(this.#taken, this.#taken + length), done);
      done += length;
      this.#advance(length);
    }
  }

  /** As `take`, in the pieces in which it came: nothing is copied. */
  takeParts(length: number): Uint8Array[] {
    const parts: Uint8Array[] = [];
    for (let rest = length; rest > 0; ) {
      const chunk = this.#chunks[0] as Uint8Array;
      const count = Math.min(chunk.length - this.#taken, rest);
      parts.push(chunk.subarray(this.#taken, this.#taken + count));
      rest -= count;
      this.#advance(count);
    }
    return parts;
  }

  /** The byte at `offset` of what is available. */
  #peek(offset: number): number {
    let at = this.#taken + offset;
    for (const chunk of this.#chunks) {
      if (at < chunk.length) return chunk[at] as number;
      at -= chunk.length;
    }
    throw new RangeError(`no byte at ${offset} of ${this.#available}`);
  }

  /** A message with its varint length before it; WireError when that exceeds `lengthMax` or the message is malformed. */
  async readDelimited<T>(codec: Codec<T>, lengthMax = 1024 * 1024): Promise<T> {
    let length = this.#delimitedLength(codec, lengthMax);
    while (length > this.#available) {
      await this.wait(length);
      length = this.#delimitedLength(codec, lengthMax);
    }
    return codec.readDelimited(new ProtoReader(this.take(length)));
  }

  /** A message as by `readDelimited`, where all of it is there; undefined otherwise. */
  takeDelimited<T>(codec: Codec<T>, lengthMax = 1024 * 1024): T | undefined {
    const length = this.#delimitedLength(codec, lengthMax);
    return length > this.#available ? undefined : codec.readDelimited(new ProtoReader(this.take(length)));
  }

  /** How much must be there for the next message with its length: all of it, or a byte more of the length where that is not whole. */
  #delimitedLength<T>(codec: Codec<T>, lengthMax: number): number {
    let length = 0;
    for (let prefix = 1; prefix <= 5; prefix++) {
      if (this.#available < prefix) return prefix;
      const byte = this.#peek(prefix - 1);
      length += (byte & 0x7f) * 2 ** (7 * (prefix - 1));
      if (byte >= 0x80) continue;
      if (length > lengthMax) throw new WireError(`${codec.name}: ${length} bytes, more than ${lengthMax}`);
      return prefix + length;
    }
    throw new WireError(`${codec.name}: a length of more than five bytes`);
  }

  /**
   * From now on everything goes to `landing`, what is buffered first. Meanwhile only `untilLanded` waits, and whoever lands
   * bounds what has come, with `pause` and `resume`.
   */
  land(landing: Landing): void {
    this.#landing = landing;
    for (const chunk of this.takeParts(this.#available)) landIn(landing, chunk);
    this.socket.landing = { space: () => landing.space(), landed: (length) => this.#landed(landing, length) };
  }

  /** Ends `land`; `onLeft` is called when the socket has let go of the landing's memory, with its next read or its end. */
  unland(onLeft: () => void): void {
    this.#landing = undefined;
    this.socket.landing = undefined;
    // What was landed in before it, and not left yet, is what the socket still has.
    if (this.#closed || this.#onLeft !== undefined) onLeft();
    else this.#onLeft = onLeft;
    this.resume();
  }

  /** Resolves when more has landed; rejects as `wait`. */
  untilLanded(): Promise<void> {
    return this.wait(1);
  }

  /** Leaves what is to come with the kernel, and at the sender. */
  pause(): void {
    if (this.#paused) return;
    this.#paused = true;
    this.socket.pause();
  }

  resume(): void {
    if (!this.#paused) return;
    this.#paused = false;
    this.socket.resume();
  }

  /** Fails the read that waits and all later ones; what was written still goes out. */
  fail(error: Error): void {
    this.#chunks = [];
    this.#available = 0;
    this.#end(error);
  }

  /** Drops what is buffered and closes the socket at once. */
  destroy(): void {
    this.#end(new EndOfStreamError('the connection was closed here', true));
    this.#chunks = [];
    this.#available = 0;
    this.socket.destroy();
  }

  #left(): void {
    const onLeft = this.#onLeft;
    this.#onLeft = undefined;
    onLeft?.();
  }

  #onData(chunk: Uint8Array): void {
    this.#left();
    if (chunk.length === 0 || this.#ended !== undefined) return;
    const landing = this.#landing;
    if (landing !== undefined) {
      landIn(landing, chunk);
      this.#moved();
      return;
    }
    this.#chunks.push(chunk);
    this.#available += chunk.length;
    const waiter = this.#waiter;
    if (waiter !== undefined) {
      this.#lastMoveMs = this.#env.monotonicMs();
      if (this.#available >= this.#wanted) {
        this.#waiter = undefined;
        waiter.resolve();
      }
    }
    this.#flow();
  }

  #landed(landing: Landing, length: number): void {
    if (this.#ended !== undefined) return;
    landing.landed(length);
    this.#moved();
  }

  /** Something has landed. */
  #moved(): void {
    const waiter = this.#waiter;
    if (waiter === undefined) return;
    this.#waiter = undefined;
    waiter.resolve();
  }

  #end(error: Error): void {
    this.#ended ??= error;
    const waiter = this.#waiter;
    this.#waiter = undefined;
    waiter?.reject(this.#endError());
  }

  #endError(): Error {
    const ended = this.#ended as Error;
    if (!(ended instanceof EndOfStreamError)) return ended;
    return new EndOfStreamError(ended.message, this.#available === 0);
  }

  #advance(length: number): void {
    this.#available -= length;
    this.#taken += length;
    if (this.#taken === (this.#chunks[0] as Uint8Array).length) {
      this.#chunks.shift();
      this.#taken = 0;
    }
    this.#flow();
  }

  #flow(): void {
    const bound = this.#waiter === undefined ? bufferedBytesMax : Math.max(bufferedBytesMax, this.#wanted);
    if (this.#available > bound) this.pause();
    else if (this.#available <= bound / 2 + (this.#waiter === undefined ? 0 : bound / 2)) this.resume();
  }

  /** One timer per reader that looks again, rather than one per read; a limit that has become shorter brings it forward. */
  #watch(): void {
    if (this.idleLimitMs <= 0) return;
    const dueMs = this.#lastMoveMs + this.idleLimitMs;
    if (this.#timer !== undefined && this.#timerDueMs <= dueMs) return;
    this.#timer?.cancel();
    this.#arm(this.idleLimitMs);
  }

  #arm(delayMs: number): void {
    this.#timerDueMs = this.#env.monotonicMs() + delayMs;
    this.#timer = this.#env.after(delayMs, () => this.#look());
  }

  #look(): void {
    this.#timer = undefined;
    const waiter = this.#waiter;
    if (waiter === undefined || this.idleLimitMs <= 0) return;
    const left = this.#lastMoveMs + this.idleLimitMs - this.#env.monotonicMs();
    if (left > 0) {
      this.#arm(left);
      return;
    }
    this.#waiter = undefined;
    waiter.reject(new WorldError('timeout', `${this.peer}: nothing received for ${this.idleLimitMs} ms`));
  }
}

/** Copies a chunk to where a socket that can land would have put it. */
function landIn(landing: Landing, chunk: Uint8Array): void {
  for (let at = 0; at < chunk.length; ) {
    const space = landing.space();
    const length = Math.min(space.length, chunk.length - at);
    space.set(chunk.subarray(at, at + length));
    landing.landed(length);
    at += length;
  }
}
