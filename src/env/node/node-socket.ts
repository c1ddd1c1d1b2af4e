// A TCP connection behind env.ts: node:net for its life, and short ways past node:net's streams for its bytes. A daemon's
// call is a small read and a small write, and the streams' own work on those two is half of what a call costs: a buffer of
// 64 KiB made and cut for each read, a request object, a callback and a tick for each write. So reads go into one buffer
// that all sockets share and are copied out, and a write that finds nothing queued is a plain write(2); what the kernel does
// not take at once goes through the stream, in order.
import { writeSync } from 'node:fs';
import net from 'node:net';
import type { Landing, Socket, WorldError } from '../env.ts';
import { networkError } from './network-error.ts';

const readBytes = 64 * 1024;
/** From here on a read is part of a stream of bytes, and its memory is handed over instead of copied. */
const largeBytes = 16 * 1024;
/** Between two reads nothing is in it. */
const shared = Buffer.allocUnsafeSlow(readBytes);

/** What net.Socket takes and has, and does not declare: libuv's own socket, by whose descriptor we write. */
interface Handled {
  _handle?: { readonly fd?: number } | null | undefined;
}
interface HandleOptions extends net.SocketConstructorOpts, net.ConnectOpts {
  readonly handle: object;
}

const nothing = (): void => {};

/** Where a net.Socket's bytes go: `onread` for its constructor, and the receiver, which is set when there is one, or the landing. */
export class Reads {
  receive: (chunk: Uint8Array) => void = nothing;
  landing: Landing | undefined;
  #buffer = shared;
  /** What the socket reads into now, if it is not #buffer, and whose it is. */
  #space: Uint8Array | undefined;
  #spaceOf: Landing | undefined;

  /** For net.Socket's `onread`: asked for memory after each read. */
  readonly onread: net.OnReadOpts = {
    buffer: () => this.#next(),
    callback: (length) => {
      if (this.#space === undefined) this.receive(this.#take(length));
      else if (this.#spaceOf === this.landing) this.landing?.landed(length);
      else this.receive(this.#space.slice(0, length));
      return true;
    },
  };

  #next(): Uint8Array {
    this.#spaceOf = this.landing;
    this.#space = this.landing?.space();
    return this.#space ?? this.#buffer;
  }

  /** The first `length` bytes of the buffer, whose memory is not used again. */
  #take(length: number): Uint8Array {
    const filled = this.#buffer;
    const large = length >= largeBytes;
    this.#buffer = large ? Buffer.allocUnsafeSlow(readBytes) : shared;
    if (large && filled !== shared) return filled.subarray(0, length);
    const chunk = Buffer.allocUnsafe(length);
    filled.copy(chunk, 0, 0, length);
    return chunk;
  }
}

export class NodeSocket implements Socket {
  readonly localAddress: string;
  readonly localPort: number;
  readonly remoteAddress: string;
  readonly remotePort: number;
  onData: (chunk: Uint8Array) => void = nothing;
  onEnd: () => void = () => this.end();
  onClose: (error: WorldError | undefined) => void = nothing;
  readonly #socket: net.Socket & Handled;
  readonly #reads: Reads;

  /** `socket` is connected, and was made with `reads.onread`. */
  constructor(socket: net.Socket, reads: Reads) {
    this.#socket = socket;
    this.#reads = reads;
    this.localAddress = plain(socket.localAddress);
    this.localPort = socket.localPort ?? 0;
    this.remoteAddress = plain(socket.remoteAddress);
    this.remotePort = socket.remotePort ?? 0;
    let failure: WorldError | undefined;
    socket.on('error', (error) => {
      failure = networkError(error, `${this.remoteAddress}:${this.remotePort}`);
    });
    reads.receive = (chunk) => this.onData(chunk);
    socket.on('end', () => this.onEnd());
    socket.on('close', () => this.onClose(failure));
    socket.resume();
  }

  /** A connection as net.Server gives it, created paused: node:net lets nobody choose the memory of those. */
  static accepted(given: net.Socket & Handled): NodeSocket {
    const { _handle: handle } = given;
    const reads = new Reads();
    if (handle === undefined || handle === null) {
      given.on('data', (chunk: Buffer) => reads.receive(chunk));
      return new NodeSocket(given, reads);
    }
    given._handle = null;
    const options: HandleOptions = { handle, allowHalfOpen: true, onread: reads.onread };
    const socket = new net.Socket(options);
    // The server counts the one that it gave.
    socket.once('close', () => given.destroy());
    return new NodeSocket(socket, reads);
  }

  get landing(): Landing | undefined {
    return this.#reads.landing;
  }

  set landing(landing: Landing | undefined) {
    this.#reads.landing = landing;
  }

  write(bytes: Uint8Array): boolean {
    const socket = this.#socket;
    if (socket.destroyed || !socket.writable) return true;
    const written = socket.writableLength === 0 ? this.#writeNow(bytes) : 0;
    if (written === bytes.length) return true;
    return socket.write(written === 0 ? bytes : bytes.subarray(written));
  }

  /** How many bytes the kernel took; what stands against it the stream will meet again, and tell. */
  #writeNow(bytes: Uint8Array): number {
    const fd = this.#socket._handle?.fd ?? -1;
    if (fd < 0) return 0;
    try {
      return writeSync(fd, bytes);
    } catch {
      return 0;
    }
  }

  drained(): Promise<void> {
    const socket = this.#socket;
    if (!socket.writableNeedDrain || socket.destroyed) return Promise.resolve();
    return new Promise((resolve) => {
      const done = (): void => {
        socket.off('drain', done);
        socket.off('close', done);
        resolve();
      };
      socket.on('drain', done);
      socket.on('close', done);
    });
  }

  get queuedBytes(): number {
    return this.#socket.writableLength;
  }

  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  end(): void {
    this.#socket.end();
  }

  destroy(reset = false): void {
    if (reset) this.#socket.resetAndDestroy();
    else this.#socket.destroy();
  }

  get destroyed(): boolean {
    return this.#socket.destroyed;
  }
}

/** IPv4 addresses as such, not as ::ffff:1.2.3.4. */
function plain(address: string | undefined): string {
  return (address ?? '').replace(/^::ffff:/, '');
}
