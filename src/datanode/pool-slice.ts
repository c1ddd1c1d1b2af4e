// The part of a block pool that lies in one data directory: where files go, what is there at start, how much space
// it takes. Answers to BlockPoolSlice, FsVolumeImpl and DatanodeUtil.
import type { Env } from '../env/env.ts';
import type { DataDirectory, StorageType } from './data-directory.ts';
import { ReadPace } from './read-pace.ts';
import { recoverReplicaLength } from './replica-recovery.ts';
import { replicaState } from './replica-map.ts';
import type { Replica } from './replica-map.ts';

/** Bytes of a .meta file of CRC32C sums over 512-byte chunks: close enough for counting space. */
export function metaLengthGuess(lengthBytes: number): number {
  return 7 + Math.ceil(lengthBytes / 512) * 4;
}

const scanConcurrencyMax = 8;
const copyBytes = 256 * 1024;

export class PoolSlice {
  readonly index: number;
  readonly poolId: string;
  readonly directory: DataDirectory;
  /** Bytes that this slice's replicas take. */
  usedBytes = 0;
  /** How the volume's files are best read. */
  readonly readPace = new ReadPace();
  /** Bytes that replicas being written may still come to take. */
  reservedBytes = 0;
  /** The file system's numbers, as of the last `measure`. */
  totalBytes = 0;
  freeBytes = 0;
  readonly #env: Env;
  readonly #root: string;

  constructor(env: Env, directory: DataDirectory, poolId: string, index: number) {
    this.#env = env;
    this.directory = directory;
    this.poolId = poolId;
    this.index = index;
    this.#root = `${directory.path}/current/${poolId}`;
  }

  get storageId(): string {
    return this.directory.storageId ?? '';
  }

  get type(): StorageType {
    return this.directory.location.type;
  }

  get rbwDirectory(): string {
    return `${this.#root}/current/rbw`;
  }

  get temporaryDirectory(): string {
    return `${this.#root}/tmp`;
  }

  /** DatanodeUtil.idToBlockDir: two levels of 32, by bits 16-20 and 8-12 of the id. */
  finalizedDirectory(blockId: bigint): string {
    return `${this.#root}/current/finalized/subdir${(blockId >> 16n) & 0x1fn}/subdir${(blockId >> 8n) & 0x1fn}`;
  }

  /** Makes the file `name` in rbw, which the state before an upgrade may share, one of its own (LocalReplica.breakHardLinksIfNeeded). */
  async ownFile(name: string): Promise<void> {
    const { disk } = this.#env;
    const copy = `${this.temporaryDirectory}/${name}.unlinked`;
    const from = await disk.open(`${this.rbwDirectory}/${name}`, 'read');
    const to = await disk.open(copy, 'replace');
    try {
      const piece = Buffer.allocUnsafe(copyBytes);
      for (let at = 0; ;) {
        const read = await from.read(piece, at);
        if (read === 0) break;
        await to.write(piece.subarray(0, read), at);
        at += read;
      }
      await to.datasync();
    } finally {
      await from.close();
      await to.close();
    }
    await disk.rename(copy, `${this.rbwDirectory}/${name}`);
  }

  async measure(): Promise<void> {
    const space = await this.#env.disk.space(this.directory.path);
    this.totalBytes = space.totalBytes;
    this.freeBytes = space.freeBytes;
  }

  /** Hands every replica on disk to `found`: finalized ones, and those that were being written as RWR, cut to what is valid. */
  async scan(found: (replica: Replica) => void): Promise<void> {
    const widowed = new Map<string, string>();
    await this.#scanFinalized(`${this.#root}/current/finalized`, widowed, found);
    await this.#scanRbw(widowed, found);
  }

  /** Writes what a clean start may trust for ten minutes instead of counting (Apache's `du`). */
  async saveUsed(): Promise<void> {
    const file = await this.#env.disk.open(`${this.#root}/current/dfsUsed`, 'replace');
    await file.write(Buffer.from(`${this.usedBytes} ${this.#env.wallMs()}`), 0);
    await file.close();
  }

  async #scanFinalized(directory: string, widowed: Map<string, string>, found: (replica: Replica) => void): Promise<void> {
    const names = await this.#env.disk.list(directory);
    const files = readNames(names);
    for (const [name, meta] of files.metas) if (!files.blocks.includes(name)) widowed.set(name, `${directory}/${meta.name}`);
    await inParallel(files.blocks, async (name) => {
      const meta = files.metas.get(name);
      if (meta === undefined) {
        this.#env.log('warn', 'finalized block without a meta file', { path: `${directory}/${name}` });
        return;
      }
      const stat = await this.#env.disk.stat(`${directory}/${name}`);
      if (stat === undefined) return;
      this.usedBytes += stat.lengthBytes + metaLengthGuess(stat.lengthBytes);
      found({ blockId: BigInt(name.slice(4)), genstamp: meta.genstamp, lengthBytes: stat.lengthBytes, state: replicaState.FINALIZED, volume: this.index });
    });
    const below = names.filter((name) => /^subdir\d+$/.test(name));
    await inParallel(below, (name) => this.#scanFinalized(`${directory}/${name}`, widowed, found));
  }

  async #scanRbw(widowed: ReadonlyMap<string, string>, found: (replica: Replica) => void): Promise<void> {
    const files = readNames(await this.#env.disk.list(this.rbwDirectory));
    await inParallel(files.blocks, async (name) => {
      const blockId = BigInt(name.slice(4));
      const meta = files.metas.get(name);
      const moved = widowed.get(name);
      if (meta === undefined && moved !== undefined) {
        await this.#finishMove(name, blockId, moved, found);
        return;
      }
      if (meta === undefined) {
        this.#env.log('warn', 'block being written without a meta file', { path: `${this.rbwDirectory}/${name}` });
        return;
      }
      const lengthBytes = await recoverReplicaLength(this.#env, `${this.rbwDirectory}/${name}`, `${this.rbwDirectory}/${meta.name}`);
      this.usedBytes += lengthBytes + metaLengthGuess(lengthBytes);
      found({ blockId, genstamp: meta.genstamp, lengthBytes, state: replicaState.RWR, volume: this.index });
    });
  }

  /** A crash between the two renames of a finalize: the meta file has moved, the data follows now. */
  async #finishMove(name: string, blockId: bigint, movedMeta: string, found: (replica: Replica) => void): Promise<void> {
    const directory = movedMeta.slice(0, movedMeta.lastIndexOf('/'));
    const lengthBytes = await recoverReplicaLength(this.#env, `${this.rbwDirectory}/${name}`, movedMeta);
    await this.#env.disk.rename(`${this.rbwDirectory}/${name}`, `${directory}/${name}`);
    const genstamp = readNames([movedMeta.slice(directory.length + 1)]).metas.get(name)?.genstamp ?? 0;
    this.usedBytes += lengthBytes + metaLengthGuess(lengthBytes);
    found({ blockId, genstamp, lengthBytes, state: replicaState.FINALIZED, volume: this.index });
  }
}

interface BlockFiles {
  readonly blocks: readonly string[];
  /** By block name: the meta file of the highest generation stamp. */
  readonly metas: ReadonlyMap<string, { readonly name: string; readonly genstamp: number }>;
}

function readNames(names: readonly string[]): BlockFiles {
  const metas = new Map<string, { name: string; genstamp: number }>();
  for (const name of names) {
    const match = /^(blk_-?\d+)_(\d+)\.meta$/.exec(name);
    if (match === null) continue;
    const genstamp = Number(match[2]);
    if ((metas.get(match[1] as string)?.genstamp ?? -1) < genstamp) metas.set(match[1] as string, { name, genstamp });
  }
  return { blocks: names.filter((name) => /^blk_-?\d+$/.test(name)), metas };
}

async function inParallel<T>(items: readonly T[], run: (item: T) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length) await run(items[next++] as T);
  };
  await Promise.all(Array.from({ length: Math.min(scanConcurrencyMax, items.length) }, worker));
}
