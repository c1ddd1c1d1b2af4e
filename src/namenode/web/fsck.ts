// A check of the tree under a path, slice by slice: every file's blocks against the replicas that are known. Text and
// order are those of Apache's NamenodeFsck; only -move, -delete, -replicate and -storagepolicies are not there, and
// say so. Answers to NamenodeFsck.

import { HdfsException } from '../../protocol/exceptions.ts';
import { action } from '../../protocol/permission.ts';
import { blockState } from '../blocks/block-table.ts';
import type { BlockManager } from '../blocks/block-manager.ts';
import type { Storage } from '../blocks/datanode.ts';
import { StorageTypeProto } from '../../wire/hdfs.ts';
import type { Namespace } from '../namespace/namespace.ts';
import { getFileInfo } from '../operations/get-file-info.ts';
import type { OpContext } from '../operations/plan.ts';
import { checkAccess, resolvePath } from '../operations/resolve.ts';
import { FsckResult, erasureCodingSummary, replicationSummary } from './fsck-result.ts';

/** The flags of DFSck, as the servlet's parameters name them. */
export interface FsckOptions {
  readonly path: string;
  readonly files: boolean;
  readonly blocks: boolean;
  readonly locations: boolean;
  readonly racks: boolean;
  readonly replicaDetails: boolean;
  readonly upgradeDomains: boolean;
  readonly maintenance: boolean;
  readonly openForWrite: boolean;
}

/** What a slice looks at. The two belong together; another slice may see others, after a reload. */
export interface FsckView {
  readonly namespace: Namespace;
  readonly blocks: BlockManager;
  readonly nowMs: number;
}

interface Frame {
  readonly directoryId: number;
  readonly path: string;
  /** Ids of a page of children, and the next of them. */
  readonly page: number[];
  at: number;
  /** The page's last name; undefined before the first page. */
  after: Uint8Array | undefined;
}

const pageEntries = 1000;
const typeNames: ReadonlyMap<number, string> = new Map(Object.entries(StorageTypeProto).map(([name, value]) => [value, name]));

export class Fsck {
  readonly replicated = new FsckResult();
  readonly erasureCoded = new FsckResult();
  directories = 0;
  symlinks = 0;
  readonly #options: FsckOptions;
  readonly #stack: Frame[] = [];
  #started = false;
  /** False when there is nothing at the path. */
  found = true;
  #out = '';
  #failure: unknown;

  constructor(options: FsckOptions) {
    this.#options = options;
  }

  /**
   * Checks about `entries` files and directories and returns the text of it; undefined when there are none left.
   * Throws what the caller may not see (AccessControlException).
   */
  step(view: FsckView, ctx: OpContext, entries: number): string | undefined {
    if (this.#failure !== undefined) throw this.#failure;
    this.#out = '';
    try {
      return this.#slice(view, ctx, entries);
    } catch (error) {
      // What was found before goes out first.
      if (this.#out === '') throw error;
      this.#failure = error;
      return this.#out;
    }
  }

  #slice(view: FsckView, ctx: OpContext, entries: number): string | undefined {
    const { namespace } = view;
    if (!this.#started) {
      this.#started = true;
      const { path } = this.#options;
      if (getFileInfo(namespace, ctx, path) === undefined) {
        this.found = false;
        return undefined;
      }
      this.#check(view, ctx, path, namespace.lookup(path));
      return this.#out;
    }
    for (let left = entries; left > 0; left--) {
      const frame = this.#stack[this.#stack.length - 1];
      if (frame === undefined) return this.#out === '' ? undefined : this.#out;
      if (frame.at === frame.page.length && !this.#turnPage(namespace, ctx, frame)) {
        this.#stack.pop();
        continue;
      }
      const row = namespace.findInode(frame.page[frame.at++] ?? 0);
      if (row < 0) continue;
      this.#check(view, ctx, `${frame.path === '/' ? '' : frame.path}/${namespace.inodes.nameText(row)}`, row);
    }
    return this.#out;
  }

  /** The report behind the tree. */
  summary(view: FsckView, replicationDefault: number): string {
    const { blocks } = view;
    return `\nStatus: ${this.isHealthy ? 'HEALTHY' : 'CORRUPT'}\n`
      + ` Number of data-nodes:\t${blocks.clusterStats(view.nowMs).live}\n Number of racks:\t\t${blocks.registry.rackCount}\n`
      + ` Total dirs:\t\t\t${this.directories}\n Total symlinks:\t\t${this.symlinks}\n`
      + `\nReplicated Blocks:\n${replicationSummary(this.replicated, replicationDefault, blocks.replicationMin)}\n`
      + `\nErasure Coded Block Groups:\n${erasureCodingSummary(this.erasureCoded)}\n`;
  }

  get isHealthy(): boolean {
    return this.replicated.isHealthy && this.erasureCoded.isHealthy;
  }

  #check(view: FsckView, ctx: OpContext, path: string, row: number): void {
    const { namespace } = view;
    if ((this.directories + this.symlinks + this.replicated.totalFiles + this.erasureCoded.totalFiles) % 1000 === 0) this.#out += '\n';
    if (namespace.isDirectory(row)) {
      if (this.#options.files) this.#out += `${path} <dir>\n`;
      this.directories++;
      this.#stack.push({ directoryId: namespace.inodes.id(row), path, page: [], at: 0, after: undefined });
    } else if (namespace.isSymlink(row)) {
      if (this.#options.files) this.#out += `${path} <symlink>\n`;
      this.symlinks++;
    } else {
      const resolved = resolvePath(namespace, ctx, path, 'read');
      checkAccess(namespace, ctx, resolved, { target: action.read });
      this.#checkFile(view, path, row);
    }
  }

  /** Takes the next children of a directory; false when there are none. */
  #turnPage(ns: Namespace, ctx: OpContext, frame: Frame): boolean {
    const row = ns.findInode(frame.directoryId);
    if (row < 0) return false;
    if (!ctx.caller.superuser) checkAccess(ns, ctx, resolvePath(ns, ctx, ns.fullPath(row), 'read'), { target: action.readExecute });
    const from = frame.after === undefined ? 0 : ns.rankAfter(row, frame.after);
    frame.page.length = 0;
    frame.at = 0;
    let last = -1;
    ns.visitChildren(row, from, pageEntries, (child) => {
      frame.page.push(ns.inodes.id(child));
      last = child;
    });
    if (last >= 0) frame.after = ns.inodes.nameBytes(last);
    return last >= 0;
  }

  #checkFile(view: FsckView, path: string, row: number): void {
    const { namespace: ns } = view;
    const table = ns.blocks;
    const { files, openForWrite } = this.#options;
    const sums = ns.erasureCodingPolicy(row) === 0 ? this.replicated : this.erasureCoded;
    const fileLength = ns.fileLength(row);
    const isOpen = ns.isUnderConstruction(row);
    const rows: number[] = [];
    for (let block = ns.firstBlock(row), start = 0; block >= 0 && start < fileLength; start += table.numBytes(block), block = table.next(block)) rows.push(block);
    if (isOpen && !openForWrite) {
      sums.openFilesSize += fileLength;
      sums.openFilesBlocks += rows.length;
      sums.openFiles++;
      return;
    }
    sums.totalFiles++;
    sums.totalSize += fileLength;
    sums.totalBlocks += rows.length;
    const policy = `replicated: replication=${ns.replication(row)},`;
    if (openForWrite && isOpen) this.#out += `${path} ${fileLength} bytes, ${policy} ${rows.length} block(s), OPENFORWRITE: `;
    else if (files) this.#out += `${path} ${fileLength} bytes, ${policy} ${rows.length} block(s): `;
    else if (sums.totalFiles % 100 === 0) this.#out += '.';
    this.#checkBlocks(view, path, row, rows, sums);
  }

  #checkBlocks(view: FsckView, path: string, file: number, rows: readonly number[], sums: FsckResult): void {
    const { namespace: ns, blocks } = view;
    const { files } = this.#options;
    const target = ns.replication(file);
    const lastBlock = ns.lastBlock(file);
    const lastOpen = lastBlock >= 0 && ns.blocks.state(lastBlock) !== blockState.complete;
    const found = { missing: 0, missingSize: 0, corrupt: 0, corruptSize: 0, under: 0, misplaced: 0 };
    let report = '';
    let number = 0;
    for (const block of rows) {
      // A last block that is being written is shown below.
      if (lastOpen && block === lastBlock) continue;
      const length = ns.blocks.numBytes(block);
      const name = `${blocks.blockPoolId}:blk_${ns.blocks.blockId(block)}_${ns.blocks.genstamp(block)}`;
      const counts = blocks.count(block);
      const { live, decommissioned, decommissioning } = counts;
      const total = live + decommissioned + decommissioning;
      sums.decommissionedReplicas += decommissioned;
      sums.decommissioningReplicas += decommissioning;
      sums.totalReplicas += total;
      sums.expectedReplicas += target;
      if (total < blocks.replicationMin) sums.underMinReplicated++;
      else sums.minReplicated++;
      if (live > target) {
        sums.excessiveReplicas += live - target;
        sums.overReplicated++;
      }
      const isMissing = total === 0;
      const isCorrupt = counts.corrupt > 0 && total + counts.excess === 0;
      if (isCorrupt) {
        sums.corruptBlocks++;
        sums.corruptSize += length;
        found.corrupt++;
        found.corruptSize += length;
        this.#out += `\n${path}: CORRUPT blockpool ${blocks.blockPoolId} block blk_${ns.blocks.blockId(block)}\n`;
      }
      if (total < target && !isMissing) {
        sums.missingReplicas += target - total;
        sums.underReplicated++;
        found.under++;
        if (!files) this.#out += `\n${path}: `;
        this.#out += ` Under replicated ${name}. Target Replicas is ${target} but found ${live} live replica(s), ${decommissioned} decommissioned replica(s), ${decommissioning} decommissioning replica(s)`
          + `${this.#options.maintenance ? '0, entering maintenance replica(s) and 0 in maintenance replica(s).' : '.'}\n`;
      }
      const misplaced = this.#misplacement(view, block, target);
      if (misplaced !== undefined) {
        sums.misReplicated++;
        found.misplaced++;
        if (!files) this.#out += `${found.under === 0 ? '\n' : ''}${path}: `;
        this.#out += ` Replica placement policy is violated for ${name}. ${misplaced}\n`;
      }
      report += `${number}. ${name} len=${length}`;
      if (isMissing && !isCorrupt) {
        report += ' MISSING!';
        sums.missingIds.push(name);
        sums.missingSize += length;
        found.missing++;
        found.missingSize += length;
      } else report += ` Live_repl=${live}${this.#replicaInfo(view, block)}`;
      report += '\n';
      number++;
    }
    if (lastOpen) {
      const expected = blocks.expectedLocations(lastBlock);
      report += `\nUnder Construction Block:\n${number}. ${blocks.blockPoolId}:blk_${ns.blocks.blockId(lastBlock)}_${ns.blocks.genstamp(lastBlock)} len=${ns.blocks.numBytes(lastBlock)} Expected_repl=${expected.length}${this.#replicaInfo(view, lastBlock)}`;
    }
    this.#conclude(path, sums, found, report);
  }

  #conclude(path: string, sums: FsckResult, found: { missing: number; missingSize: number; corrupt: number; corruptSize: number; under: number; misplaced: number }, report: string): void {
    const bad: string[] = [];
    if (found.missing > 0) bad.push(`MISSING ${found.missing} blocks of total size ${found.missingSize} B`);
    if (found.corrupt > 0) bad.push(`CORRUPT ${found.corrupt} blocks of total size ${found.corruptSize} B`);
    if (bad.length > 0) sums.corruptFiles++;
    if (!this.#options.files) {
      for (const what of bad) this.#out += `\n${path}: ${what}.`;
      return;
    }
    for (const what of bad) this.#out += ` ${what}\n`;
    if (bad.length === 0 && found.under === 0 && found.misplaced === 0) this.#out += ' OK\n';
    if (this.#options.blocks) this.#out += `${report}\n`;
  }

  /** Why a block's racks are too few (BlockPlacementPolicyDefault.verifyBlockPlacement); undefined where they are not. */
  #misplacement(view: FsckView, block: number, target: number): string | undefined {
    const { registry } = view.blocks;
    if (!registry.everMultiRack) return undefined;
    const racks = new Set(goodReplicas(view, block).map((storage) => storage.node.rack)).size;
    const wanted = Math.min(2, target);
    if (wanted <= racks || racks >= registry.rackCount) return undefined;
    return `Block should be additionally replicated on ${wanted - racks} more rack(s). Total number of racks in the cluster: ${registry.rackCount}`;
  }

  /** ' [...]' with a blank before it, as -locations and its kin ask for; '' without them. */
  #replicaInfo(view: FsckView, block: number): string {
    const { locations, racks, replicaDetails, upgradeDomains } = this.#options;
    if (!(locations || racks || replicaDetails || upgradeDomains)) return '';
    const { registry } = view.blocks;
    const complete = view.namespace.blocks.state(block) === blockState.complete;
    const storages = complete ? view.namespace.blocks.storagesOf(block).map((index) => registry.storageAt(index)) : view.blocks.expectedLocations(block);
    const shown = storages.map((storage) => {
      const { node } = storage;
      let text = racks ? `${node.rack}/${node.xferAddress}` : `DatanodeInfoWithStorage[${node.xferAddress},${storage.uuid},${typeNames.get(storage.type) ?? 'DISK'}]`;
      if (upgradeDomains) text += '(ud=undefined)';
      if (replicaDetails) text += `(${replicaState(view, block, storage)})`;
      return text;
    });
    return `  [${shown.join(', ')}]`;
  }
}

function goodReplicas(view: FsckView, block: number): Storage[] {
  const { registry } = view.blocks;
  return view.namespace.blocks.storagesOf(block).map((index) => registry.storageAt(index)).filter((storage) => storage.node.alive && storage.state !== 'failed');
}

function replicaState(view: FsckView, block: number, storage: Storage): string {
  const { node } = storage;
  if (node.adminState === 'decommissioned') return 'DECOMMISSIONED';
  if (node.adminState === 'decommissioning') return 'DECOMMISSIONING';
  if (view.blocks.isCorrupt(block, node)) return 'CORRUPT';
  if (node.excess.has(block)) return 'EXCESS';
  if (view.blocks.registry.isStale(node, view.nowMs)) return 'STALE_NODE';
  return storage.stale ? 'STALE_BLOCK_CONTENT' : 'LIVE';
}

/** What a block id belongs to and how its replicas are (-blockId blk_N). */
export function checkBlockId(view: FsckView, text: string, maintenance: boolean): string {
  const match = /^blk_(-?\d+)/.exec(text);
  if (match === null) return `Incorrect blockId format: ${text}\n`;
  const { namespace: ns, blocks } = view;
  const row = ns.blocks.find(BigInt(match[1] ?? 0));
  if (row < 0 || !ns.isReachable(ns.blocks.owner(row))) return `\nBlock ${text} does not exist\n`;
  const counts = blocks.count(row);
  const lines = [
    '', `Block Id: ${text}`, `Block belongs to: ${ns.fullPath(ns.blocks.owner(row))}`, `No. of Expected Replica: ${ns.blocks.replication(row)}`,
    `No. of live Replica: ${counts.live}`, `No. of excess Replica: ${counts.excess}`, `No. of stale Replica: ${counts.stale}`,
    `No. of decommissioned Replica: ${counts.decommissioned}`, `No. of decommissioning Replica: ${counts.decommissioning}`,
    ...(maintenance ? ['No. of entering maintenance Replica: 0', 'No. of in maintenance Replica: 0'] : []),
    `No. of corrupted Replica: ${counts.corrupt}`,
  ];
  const words: Readonly<Record<string, string>> = { DECOMMISSIONED: 'is DECOMMISSIONED', DECOMMISSIONING: 'is DECOMMISSIONING', STALE_NODE: 'is STALE', EXCESS: 'is EXCESS' };
  for (const index of ns.blocks.storagesOf(row).reverse()) {
    const storage = blocks.registry.storageAt(index);
    const state = replicaState(view, row, storage);
    const word = state === 'CORRUPT' ? 'is CORRUPT\t ReasonCode: NOT_SPECIFIED' : (words[state] ?? 'is HEALTHY');
    lines.push(`Block replica on datanode/rack: ${storage.node.id.hostName}${storage.node.rack} ${word}`);
  }
  return `${lines.join('\n')}\n`;
}

/** One page of -list-corruptfileblocks, behind `cookie` blocks that were looked at before. */
export function listCorruptFileBlocks(view: FsckView, path: string, cookie: number, max = 500): string {
  const { namespace: ns, blocks } = view;
  const found: string[] = [];
  let seen = 0;
  for (const row of blocks.missingRows()) {
    if (++seen <= cookie) continue;
    const file = ns.fullPath(ns.blocks.owner(row));
    if (path === '/' || file.startsWith(path)) found.push(`blk_${ns.blocks.blockId(row)}\t${file}`);
    if (found.length === max) break;
  }
  const next = Math.max(seen, cookie);
  const filler = found.length > 0 ? String(found.length) : next === 0 ? 'no' : 'no more';
  return `Cookie:\t${next}\n${found.map((line) => `${line}\n`).join('')}\n\nThe filesystem under path '${path}' has ${filler} CORRUPT files\n\n`;
}

/** Refuses flags that are not there, in words. */
export function checkFlags(parameters: URLSearchParams): void {
  for (const flag of ['move', 'delete', 'replicate', 'storagepolicies']) {
    if (parameters.has(flag)) throw new HdfsException('UnsupportedOperationException', `fsck -${flag} is not available on this NameNode`);
  }
}
