// Copies of files and trees between file systems, several files at once. A file is written under the name
// NAME._COPYING_ and renamed when it is complete, so that nobody sees half of it. What fails is told in the order of the
// sources and the rest is copied. Answers to CommandWithDestination and CopyCommandWithMultiThread.
import type { Call, ShellWorld } from './command.ts';
import { checkDestination, checkNotBelowItself, targetOf } from './destination.ts';
import { CopyPool } from './copy-pool.ts';
import { PathData } from './path-data.ts';
import type { Attribute } from './preserve.ts';
import { preserveAttributes } from './preserve.ts';
import { startProgress } from './progress.ts';
import type { Progress } from './progress.ts';
import { PathError, PathNotFound, isNotDirectory, pathExists } from './shell-errors.ts';

/** Files that are copied at once where -t does not say. */
const threadsByDefault = 8;

export interface CopyOptions {
  /** -f */
  readonly overwrite?: boolean;
  /** -d: no temporary name. */
  readonly direct?: boolean;
  readonly preserve?: ReadonlySet<Attribute>;
  /** Replicas of the copies; the configured number when absent. */
  readonly replication?: number;
  /** -crc: a checksum file beside each local copy. */
  readonly writeCrc?: boolean;
  /** The source is deleted once it is copied (-moveFromLocal). */
  readonly move?: boolean;
  readonly threads?: number | undefined;
}

/** Copies `sources` to `destination`. */
export async function copyAll(call: Call, sources: readonly PathData[], destination: PathData, options: CopyOptions): Promise<void> {
  await checkDestination(destination, sources.length, options.overwrite === true);
  await using progress = startProgress(call.world);
  const copier = new Copier(call, options, progress);
  for (const source of sources) await copier.attempt(async () => {
    if (source.stat === undefined) throw new PathNotFound(source.text);
    if (source.isDirectory) checkNotBelowItself(source, await targetOf(source, destination));
    await copier.copy(source, destination, 0);
  });
  await copier.finish();
}

/** Copies what comes from stdin. */
export async function copyInput(call: Call, target: PathData, options: CopyOptions): Promise<void> {
  await using progress = startProgress(call.world);
  await writeTarget(call.world, call.world.input(), target, options, progress);
}

class Copier {
  readonly #call: Call;
  readonly #options: CopyOptions;
  readonly #progress: Progress;
  readonly #pool: CopyPool;

  constructor(call: Call, options: CopyOptions, progress: Progress) {
    this.#call = call;
    this.#options = options;
    this.#progress = progress;
    this.#pool = new CopyPool(options.threads ?? threadsByDefault, (error) => this.#tell(error));
  }

  /** Runs a step of the walk; what fails is told behind the failures of the files before it. */
  async attempt(step: () => Promise<void>): Promise<void> {
    try {
      await step();
    } catch (error) {
      await this.#pool.finish();
      this.#tell(error);
    }
  }

  finish(): Promise<void> {
    return this.#pool.finish();
  }

  /** Copies a file, or a directory with everything below it. */
  async copy(source: PathData, destination: PathData, depth: number, isNew = false): Promise<void> {
    const target = isNew ? childToBe(source, destination) : await targetOf(source, destination, depth);
    if (this.#options.move === true && target.isDirectory) throw pathExists(target.text);
    if (source.stat?.type === 'symlink') throw new PathError(source.text, 'Operation not supported');
    if (source.isDirectory) return this.#copyDirectory(source, target, depth);
    this.#progress.expect(source.stat?.length ?? 0);
    await this.#pool.run(() => this.#copyFile(source, target));
  }

  async #copyDirectory(source: PathData, target: PathData, depth: number): Promise<void> {
    const isNew = target.stat === undefined;
    if (!isNew && !target.isDirectory) throw isNotDirectory(target.text);
    if (isNew) {
      await target.fs.mkdirs(target.path);
      await target.refresh();
    }
    for await (const entry of source.entries()) await this.attempt(() => this.copy(entry, target, depth + 1, isNew));
    const { preserve, move } = this.#options;
    if (preserve !== undefined && preserve.size > 0) {
      // Its times would change again with every file that arrives.
      await this.#pool.finish();
      await preserveAttributes(source, target, preserve);
    }
    if (move === true) {
      await this.#pool.finish();
      await remove(source);
    }
  }

  async #copyFile(source: PathData, target: PathData): Promise<void> {
    const { preserve, move } = this.#options;
    refuseExisting(target, this.#options);
    await using stream = await source.fs.open(source.path);
    await writeTarget(this.#call.world, stream.chunks({ reuse: true }), target, this.#options, this.#progress);
    if (preserve !== undefined && preserve.size > 0) await preserveAttributes(source, target, preserve);
    if (move === true) await remove(source);
  }

  #tell(error: unknown): void {
    this.#progress.clear();
    this.#call.fail(error);
  }
}

/** The target of an entry of a directory that was just made: there can be nothing yet, so nobody is asked. */
function childToBe(source: PathData, directory: PathData): PathData {
  const slash = directory.text.endsWith('/') ? '' : '/';
  return new PathData(directory.fs, directory.text === '.' ? source.name : `${directory.text}${slash}${source.name}`, undefined, `${directory.path === '/' ? '' : directory.path}/${source.name}`);
}

function refuseExisting(target: PathData, { overwrite }: CopyOptions): void {
  if (target.stat !== undefined && (target.isDirectory || overwrite !== true)) throw pathExists(target.text);
}

async function writeTarget({ atInterrupt }: ShellWorld, chunks: AsyncIterable<Uint8Array>, target: PathData, options: CopyOptions, progress: Progress): Promise<void> {
  refuseExisting(target, options);
  const { fs } = target;
  const [path, text] = options.direct === true ? [target.path, target.text] : [`${target.path}._COPYING_`, `${target.text}._COPYING_`];
  const discard = (): Promise<unknown> => fs.delete(path).catch(() => {});
  if (options.direct !== true) atInterrupt.add(discard);
  try {
    const crc = options.writeCrc === true ? await (await import('./crc-file.ts')).crcFile(fs, target.path) : undefined;
    const out = await fs.create(path, { overwrite: true, ...(options.replication === undefined ? {} : { replication: options.replication }) });
    try {
      for await (const chunk of chunks) {
        crc?.add(chunk);
        await out.write(chunk);
        progress.add(chunk.length);
      }
      await out.close();
    } catch (error) {
      out.abort();
      throw error;
    }
    if (options.direct !== true) {
      if (target.stat !== undefined && !(await fs.delete(target.path))) throw new PathError(target.text, undefined, { operation: 'delete' });
      if (!(await fs.renameInto(path, target.path))) throw new PathError(text, undefined, { operation: 'rename', target: target.text });
    }
    await crc?.write();
  } catch (error) {
    if (options.direct !== true) await discard();
    throw error;
  } finally {
    atInterrupt.delete(discard);
  }
}

async function remove(source: PathData): Promise<void> {
  if (!(await source.fs.delete(source.path))) throw new PathError(source.text, undefined, { operation: 'remove' });
}
