// A simulated user of files: writes some through pipelines of DataNodes, reads them back, removes some. What it was told is
// written must read as it was written, byte for byte, whenever a read succeeds, and every such file must be readable in the
// end. A write that failed may have left anything; a file whose removal failed is there with all its bytes, or not at all; one whose
// removal was answered stays gone. Nobody else works here: what is answered otherwise was done twice, or not at all.
import { sleep } from '../../env/waiting.ts';
import type { FileSystem } from '../../client/file-system.ts';
import { FileSystemError } from '../../client/errors.ts';
import type { Env } from '../../env/env.ts';
import type { Prng } from '../prng.ts';
import { SimFailure } from '../sim-failure.ts';

export interface FileClientOptions {
  readonly home: string;
  readonly random: Prng;
  readonly note: (text: string) => void;
}

const bytesMax = 30_000;
const blockSize = 8192;
/** Files kept at a time. */
const filesMax = 8;
const callTimeoutMs = 20_000;
const hastyTimeoutMs = 600;

export class FileClient {
  written = 0;
  read = 0;
  /** Between two files, in ms: drawn between these. */
  thinkMs: readonly [number, number] = [100, 2000];
  readonly #env: Env;
  readonly #client: FileSystem;
  readonly #options: FileClientOptions;
  /** What must be there. */
  readonly #files = new Map<string, Uint8Array>();
  /** What may have been removed: nobody answered. */
  readonly #maybeRemoved = new Map<string, Uint8Array>();
  /** What must not be there any more. */
  readonly #removed: string[] = [];
  #count = 0;
  #stopping = false;
  idle = true;

  constructor(env: Env, client: FileSystem, options: FileClientOptions) {
    this.#env = env;
    this.#client = client;
    this.#options = options;
  }

  /** Works until `stop`; rejects with SimFailure. */
  async run(): Promise<void> {
    const { random } = this.#options;
    this.idle = false;
    while (!this.#stopping) {
      const known = [...this.#files.keys()];
      const die = random.below(20);
      if (known.length >= filesMax || (known.length > 1 && die < 8)) await this.#remove(random.pick(known));
      else if (known.length === 0 || die < 15) await this.#write();
      else await this.#readBack(random.pick(known));
      await sleep(this.#env, random.between(...this.thinkMs));
    }
    this.idle = true;
  }

  stop(): void {
    this.#stopping = true;
  }

  /** Reads every file that must be there, each until it can be read, and looks for what was removed. */
  async verify(): Promise<void> {
    for (const path of this.#removed) {
      const isGone = (): Promise<boolean> => this.#tried(`look for ${path}`, async () => {
        if (await this.#client.exists(path, { timeoutMs: callTimeoutMs })) throw new SimFailure('safety', 'files-keep-bytes', `${path} was removed, and is there`);
      });
      while (!(await isGone())) await sleep(this.#env, 500);
    }
    for (const path of this.#files.keys()) {
      while (!(await this.#readBack(path))) await sleep(this.#env, 500);
    }
    for (const path of this.#maybeRemoved.keys()) {
      while (this.#maybeRemoved.has(path) && !(await this.#readBack(path))) await sleep(this.#env, 500);
    }
  }

  async #write(): Promise<void> {
    const { random, home } = this.#options;
    const path = `${home}/f${this.#count++}`;
    const seed = random.u32();
    const bytes = new Uint8Array(random.below(random.pick([10, 600, bytesMax])));
    for (let i = 0; i < bytes.length; i++) bytes[i] = Math.imul(seed + i, 0x9e3779b1) >>> 13;
    const done = await this.#tried(`write ${path} ${bytes.length}`, () => this.#client.writeFile(path, bytes, { blockSize, overwrite: false, timeoutMs: callTimeoutMs }));
    if (!done) return;
    this.written++;
    this.#files.set(path, bytes);
  }

  async #remove(path: string): Promise<void> {
    const bytes = this.#files.get(path);
    this.#files.delete(path);
    // Who gives up soon is not there to see to it that another NameNode does it.
    const timeoutMs = this.#options.random.pick([hastyTimeoutMs, callTimeoutMs]);
    const done = await this.#tried(`delete ${path}`, async () => {
      if (!(await this.#client.delete(path, { timeoutMs }))) throw new SimFailure('safety', 'exactly-once', `${path} is said not to be there, and nobody but this call has removed it`);
    });
    if (done) this.#removed.push(path);
    else if (bytes !== undefined) this.#maybeRemoved.set(path, bytes);
  }

  /** False when it could not be read now. */
  #readBack(path: string): Promise<boolean> {
    return this.#tried(`read ${path}`, async () => {
      const expected = this.#files.get(path) ?? this.#maybeRemoved.get(path);
      const bytes = await this.#client.readFile(path, { timeoutMs: callTimeoutMs });
      if (expected !== undefined && Buffer.compare(bytes, expected) !== 0) {
        throw new SimFailure('safety', 'files-keep-bytes', `${path}: ${expected.length} bytes were written, and ${bytes.length} are read that are not the same`);
      }
      this.read++;
    });
  }

  async #tried(what: string, call: () => Promise<unknown>): Promise<boolean> {
    try {
      await call();
      this.#options.note(what);
      return true;
    } catch (error) {
      if (!(error instanceof FileSystemError)) throw error;
      this.#options.note(`${what} = ${error.code} ${error.message.split('\n')[0] ?? ''}`);
      if (error.code === 'EEXIST') throw new SimFailure('safety', 'exactly-once', `${what}: it is there, and nobody but this call has made it`, { cause: error });
      if (error.code === 'ENOENT' && what.startsWith('read') && this.#maybeRemoved.delete(what.slice('read '.length))) return true;
      if (error.code === 'ENOENT' && what.startsWith('read')) throw new SimFailure('safety', 'files-keep-bytes', `${what}: the file is gone`, { cause: error });
      return false;
    }
  }
}
