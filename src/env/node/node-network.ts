// TCP behind env.ts: node:net with TCP_NODELAY, handlers as fields, closed exactly once.
import net from 'node:net';
import { WorldError } from '../env.ts';
import type { Listener, Network, Socket, WorldErrorCode } from '../env.ts';

const codes: Readonly<Record<string, WorldErrorCode>> = {
  ECONNREFUSED: 'refused', ECONNRESET: 'reset', EPIPE: 'reset', ETIMEDOUT: 'timeout', EADDRINUSE: 'address-in-use', EACCES: 'denied',
  EHOSTUNREACH: 'unreachable', ENETUNREACH: 'unreachable', ENOTFOUND: 'unreachable', EAI_AGAIN: 'unreachable', EADDRNOTAVAIL: 'unreachable',
};

function networkError(error: NodeJS.ErrnoException, where: string): WorldError {
  return new WorldError(codes[error.code ?? ''] ?? 'io', `${where}: ${error.message}`, { cause: error });
}

const nothing = (): void => {};

class NodeSocket implements Socket {
  readonly localAddress: string;
  readonly localPort: number;
  readonly remoteAddress: string;
  readonly remotePort: number;
  onData: (chunk: Uint8Array) => void = nothing;
  onEnd: () => void = () => this.end();
  onClose: (error: WorldError | undefined) => void = nothing;
  readonly #socket: net.Socket;

  constructor(socket: net.Socket) {
    this.#socket = socket;
    this.localAddress = plain(socket.localAddress);
    this.localPort = socket.localPort ?? 0;
    this.remoteAddress = plain(socket.remoteAddress);
    this.remotePort = socket.remotePort ?? 0;
    socket.setNoDelay(true);
    let failure: WorldError | undefined;
    socket.on('error', (error) => {
      failure = networkError(error, `${this.remoteAddress}:${this.remotePort}`);
    });
    socket.on('data', (chunk: Buffer) => this.onData(chunk));
    socket.on('end', () => this.onEnd());
    socket.on('close', () => this.onClose(failure));
  }

  write(bytes: Uint8Array): boolean {
    return this.#socket.destroyed || !this.#socket.writable ? true : this.#socket.write(bytes);
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

export class NodeNetwork implements Network {
  listen(host: string, port: number, onConnection: (socket: Socket) => void): Promise<Listener> {
    return new Promise((resolve, reject) => {
      const server = net.createServer({ allowHalfOpen: true, noDelay: true }, (socket) => onConnection(new NodeSocket(socket)));
      server.once('error', (error) => reject(networkError(error, `listening on ${host}:${port}`)));
      server.listen({ host, port, backlog: 511 }, () => {
        const address = server.address();
        const bound = typeof address === 'object' && address !== null ? address.port : port;
        resolve({ host, port: bound, close: () => new Promise((done) => server.close(() => done())) });
      });
    });
  }

  connect(host: string, port: number, timeoutMs: number): Promise<Socket> {
    return new Promise((resolve, reject) => {
      const socket = net.connect({ host, port, allowHalfOpen: true, noDelay: true });
      const timer = setTimeout(() => {
        socket.destroy();
        reject(new WorldError('timeout', `${host}:${port}: no connection within ${timeoutMs} ms`));
      }, timeoutMs);
      const onError = (error: Error): void => {
        clearTimeout(timer);
        reject(networkError(error, `${host}:${port}`));
      };
      socket.once('error', onError);
      socket.once('connect', () => {
        clearTimeout(timer);
        socket.off('error', onError);
        resolve(new NodeSocket(socket));
      });
    });
  }
}
