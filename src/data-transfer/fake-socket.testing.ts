// A socket without a network, for unit tests: the test feeds it and looks at what was written.
import type { Socket, WorldError } from '../env/env.ts';

export class FakeSocket implements Socket {
  readonly localAddress = '127.0.0.1';
  readonly localPort = 1;
  readonly remoteAddress = '127.0.0.1';
  readonly remotePort = 2;
  onData: (chunk: Uint8Array) => void = () => {};
  onEnd: () => void = () => {};
  onClose: (error: WorldError | undefined) => void = () => {};
  readonly written: Buffer[] = [];
  paused = false;
  ended = false;
  destroyed = false;
  queuedBytes = 0;

  write(bytes: Uint8Array): boolean {
    this.written.push(Buffer.from(bytes));
    return true;
  }

  drained(): Promise<void> {
    return Promise.resolve();
  }

  pause(): void {
    this.paused = true;
  }

  resume(): void {
    this.paused = false;
  }

  end(): void {
    this.ended = true;
  }

  destroy(): void {
    if (this.destroyed) return;
    this.destroyed = true;
    this.onClose(undefined);
  }
}
