// A namespace of many files, made by the very operations that a log would replay: 100 files a directory, one block each.
// Blocks are numbered in a row from `firstBlockId`, all with the generation stamp of their number, so that fake
// DataNodes can report them without asking.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EditOp } from '../src/edit-log/ops/edit-op.ts';
import { noRpcIds } from '../src/edit-log/ops/op-codec.ts';
import { nodeEnv } from '../src/env/node/node-env.ts';
import { saveImageFile } from '../src/namenode/fsimage/save-image-file.ts';
import { Namespace } from '../src/namenode/namespace/namespace.ts';
import { apply } from '../src/namenode/operations/apply.ts';
import { nameNodeLayoutVersion } from '../src/protocol/storage-info.ts';
import { imageName } from '../src/storage/name-node-storage.ts';

export const filesPerDirectory = 100;
export const blockLength = 1000;
export const firstBlockId = 1_073_741_825;
export const firstGenstamp = 1001;

/** The directory of files 100 i to 100 i + 99. */
export function directoryOf(i: number): string {
  return `/warehouse/table-${String(i % 97).padStart(3, '0')}/day=${String(i).padStart(6, '0')}`;
}

export function fileOf(i: number): string {
  return `${directoryOf(Math.floor(i / filesPerDirectory))}/part-${String(i % filesPerDirectory).padStart(5, '0')}.parquet`;
}

/** The operations that make `files` files of one block, owned by `owner`, behind the inode `lastInodeId`. */
export function* fillingOperations(files: number, owner: string, lastInodeId: number): Generator<EditOp> {
  let inodeId = lastInodeId;
  const timestamp = 1_700_000_000_000;
  const mkdir = (path: string): EditOp => ({ op: 'OP_MKDIR', inodeId: ++inodeId, path, timestamp, permissions: { owner, group: 'supergroup', mode: 0o755 }, aclEntries: [], xAttrs: [] });
  yield mkdir('/warehouse');
  for (let i = 0; i < 97; i++) yield mkdir(`/warehouse/table-${String(i).padStart(3, '0')}`);
  for (let i = 0; i < files; i++) {
    if (i % filesPerDirectory === 0) yield mkdir(directoryOf(i / filesPerDirectory));
    const blockId = BigInt(firstBlockId + i);
    const genstamp = firstGenstamp + i;
    const common = { path: fileOf(i), replication: 3, blockSize: 134_217_728, permissions: { owner, group: 'supergroup', mode: 0o644 }, mtime: timestamp, atime: timestamp };
    yield { op: 'OP_ADD', inodeId: ++inodeId, ...common, blocks: [], aclEntries: [], xAttrs: [], clientName: 'DFSClient_1', clientMachine: '127.0.0.1', overwrite: false, storagePolicyId: 0, erasureCodingPolicyId: 0, ...noRpcIds };
    yield { op: 'OP_ALLOCATE_BLOCK_ID', blockId };
    yield { op: 'OP_SET_GENSTAMP_V2', genStampV2: genstamp };
    yield { op: 'OP_ADD_BLOCK', path: common.path, penultimateBlock: undefined, lastBlock: { blockId, genstamp, numBytes: 0 }, ...noRpcIds };
    yield { op: 'OP_CLOSE', inodeId: 0, ...common, blocks: [{ blockId, genstamp, numBytes: blockLength }] };
  }
}

/** `files` files of one block, owned by `owner`; replicas are for DataNodes to report. */
export function filledNamespace(files: number, owner: string): Namespace {
  // No more room than it takes: a process that has reserved much cannot start others.
  const ns = new Namespace({ root: { owner, group: 'supergroup', mode: 0o755 }, inodesMax: 2 * files + 10_000, blocksMax: 2 * files + 10_000 });
  let txid = 0;
  for (const op of fillingOperations(files, owner, ns.ids.lastInodeId)) apply(ns, op, ++txid);
  return ns;
}

/** Puts the namespace in the place of the blank image of a formatted name directory. */
export async function replaceBlankImage(nameDir: string, ns: Namespace): Promise<void> {
  const current = join(nameDir, 'current');
  const namespaceId = Number(/^namespaceID=(.*)$/m.exec(readFileSync(join(current, 'VERSION'), 'utf8'))?.[1]);
  const path = join(current, imageName('fsimage', 0));
  await saveImageFile(nodeEnv({ name: 'bench' }), [path], ns, { layoutVersion: nameNodeLayoutVersion, namespaceId, txid: 0, codec: '' });
  writeFileSync(`${path}.md5`, `${createHash('md5').update(readFileSync(path)).digest('hex')} *${imageName('fsimage', 0)}\n`);
}
