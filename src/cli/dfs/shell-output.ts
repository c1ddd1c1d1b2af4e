// Where the shell prints: text is gathered and written in large pieces, file contents pass through as they are. Whoever
// reads may go away at any time; text is dropped then, contents are an error, as in Hadoop.
import { writeSync } from 'node:fs';
import { ShellError } from './shell-errors.ts';

/** Takes all of the bytes before it returns; throws an error with `code` EPIPE when nobody reads any more. */
export type Sink = (bytes: Uint8Array) => void;

const gatherLength = 16 * 1024;

export class ShellOutput {
  readonly #sink: Sink;
  #gathered = '';
  #closed = false;

  constructor(sink: Sink) {
    this.#sink = sink;
  }

  text(text: string): void {
    this.#gathered += text;
    if (this.#gathered.length >= gatherLength) this.flush();
  }

  /** A file's contents. */
  bytes(bytes: Uint8Array): void {
    this.flush();
    if (!this.#closed) this.#write(bytes);
    if (this.#closed) throw new ShellError('Unable to write to output stream.');
  }

  flush(): void {
    if (this.#gathered === '') return;
    const text = this.#gathered;
    this.#gathered = '';
    if (!this.#closed) this.#write(Buffer.from(text));
  }

  #write(bytes: Uint8Array): void {
    try {
      this.#sink(bytes);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EPIPE')) throw error;
      this.#closed = true;
    }
  }
}

/** A sink on a file descriptor of this process. A pipe that somebody made non-blocking is waited for. */
export function descriptorSink(descriptor: number): Sink {
  return (bytes) => {
    for (let done = 0; done < bytes.length;) {
      try {
        done += writeSync(descriptor, bytes, done);
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error;
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
      }
    }
  };
}
