// Random operations against a namespace of one Map, as simple as can be: same answers, same tree, same totals; and
// the log alone leads to the same digest.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { rounds } from '../../../scripts/effort.ts';
import type { ExtendedBlock } from '../../protocol/block.ts';
import { HdfsException } from '../../protocol/exceptions.ts';
import { blockState } from '../blocks/block-table.ts';
import { digestNamespace, dumpNamespace } from '../namespace/digest.ts';
import type { Namespace } from '../namespace/namespace.ts';
import { reclaimSlice } from '../namespace/reclaim.ts';
import { noBlockEvents } from '../namespace/block-events.ts';
import { planAbandonBlock } from './update-blocks.ts';
import { planAddBlock } from './add-block.ts';
import { planAppend } from './append.ts';
import { planComplete } from './complete.ts';
import { planConcat } from './concat.ts';
import { planCreate } from './create.ts';
import { planDelete } from './delete.ts';
import { Bench } from './fixture.testing.ts';
import { planMkdirs } from './mkdirs.ts';
import { planRename, planRename2, renameOption } from './rename.ts';
import { planSetReplication } from './attributes.ts';
import { planTruncate } from './truncate.ts';

const blockSize = 1024 * 1024;
const view = { hasMinStorage: () => true, expectedLocations: () => 3, isUnderRecovery: () => false, isSufficientlyReplicated: () => true, mayRecover: () => true, allReported: () => true };

type Node = { readonly kind: 'dir' } | { readonly kind: 'file'; readonly lengths: readonly number[]; readonly replication: number; readonly open: boolean };

/** Paths and what is there; the root is not among them. */
class Model {
  readonly nodes = new Map<string, Node>();

  kind(path: string): 'dir' | 'file' | 'none' {
    return path === '' ? 'dir' : (this.nodes.get(path)?.kind ?? 'none');
  }

  /** Why a path cannot be reached: a file on the way. */
  blocked(path: string): boolean {
    return parentsOf(path).some((parent) => this.kind(parent) === 'file');
  }

  mkdirs(path: string): string {
    if (this.blocked(path)) return 'ParentNotDirectoryException';
    if (this.kind(path) === 'file') return 'FileAlreadyExistsException';
    for (const each of [...parentsOf(path), path]) if (this.kind(each) === 'none') this.nodes.set(each, { kind: 'dir' });
    return 'true';
  }

  create(path: string, overwrite: boolean): string {
    if (this.blocked(path)) return 'ParentNotDirectoryException';
    const kind = this.kind(path);
    if (kind === 'dir') return 'FileAlreadyExistsException';
    const old = this.nodes.get(path);
    if (kind === 'file' && !overwrite) return old?.kind === 'file' && old.open ? 'AlreadyBeingCreatedException' : 'FileAlreadyExistsException';
    for (const each of parentsOf(path)) if (this.kind(each) === 'none') this.nodes.set(each, { kind: 'dir' });
    this.nodes.set(path, { kind: 'file', lengths: [], replication: 3, open: true });
    return 'ok';
  }

  remove(path: string, recursive: boolean): string {
    if (this.blocked(path)) return 'AccessControlException';
    if (this.kind(path) === 'none') return 'false';
    if (this.childrenOf(path).length > 0 && !recursive) return 'PathIsNotEmptyDirectoryException';
    this.drop(path);
    return 'true';
  }

  drop(path: string): void {
    for (const each of [...this.nodes.keys()]) if (each === path || each.startsWith(`${path}/`)) this.nodes.delete(each);
  }

  move(src: string, dst: string): void {
    for (const [path, node] of [...this.nodes]) {
      if (path !== src && !path.startsWith(`${src}/`)) continue;
      this.nodes.delete(path);
      this.nodes.set(dst + path.slice(src.length), node);
    }
  }

  rename(src: string, given: string): string {
    if (this.blocked(src)) return 'AccessControlException';
    if (this.blocked(given)) return 'ParentNotDirectoryException';
    const dst = this.kind(given) === 'dir' ? `${given}/${src.split('/').at(-1)}` : given;
    if (this.kind(src) === 'none') return 'false';
    if (src === dst) return 'true';
    if (dst.startsWith(`${src}/`) || this.kind(dst) !== 'none' || this.kind(parentOf(dst)) !== 'dir') return 'false';
    this.move(src, dst);
    return 'true';
  }

  rename2(src: string, dst: string, overwrite: boolean): string {
    if (this.blocked(src)) return 'AccessControlException';
    if (this.blocked(dst)) return 'ParentNotDirectoryException';
    if (this.kind(src) === 'none') return 'FileNotFoundException';
    if (src === dst) return 'FileAlreadyExistsException';
    if (dst.startsWith(`${src}/`)) return 'IOException';
    const there = this.kind(dst);
    if (there !== 'none') {
      if (there !== this.kind(src)) return 'IOException';
      if (!overwrite) return 'FileAlreadyExistsException';
      if (there === 'dir' && this.childrenOf(dst).length > 0) return 'IOException';
      this.drop(dst);
    } else if (this.kind(parentOf(dst)) === 'none') return 'FileNotFoundException';
    this.move(src, dst);
    return 'ok';
  }

  childrenOf(path: string): string[] {
    return [...this.nodes.keys()].filter((each) => parentOf(each) === path);
  }
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

function parentsOf(path: string): string[] {
  const parents: string[] = [];
  for (let at = parentOf(path); at !== ''; at = parentOf(at)) parents.unshift(at);
  return parents;
}

function outcome(call: () => unknown): string {
  try {
    const result = call();
    return typeof result === 'boolean' ? String(result) : 'ok';
  } catch (error) {
    if (error instanceof HdfsException) return error.name;
    throw error;
  }
}

/** Writes `lengths` to an open file and closes it. */
function write(bench: Bench, path: string, lengths: readonly number[]): void {
  const { ns } = bench;
  let previous: ExtendedBlock | undefined;
  for (const length of lengths) {
    const added = bench.run(planAddBlock(ns, bench.ctx(), { src: path, clientName: 'writer', fileId: 0, previous }, view, 'pool'));
    // The block management completes what was committed once replicas are there.
    const before = ns.penultimateBlock(ns.lookup(path));
    if (before >= 0) ns.blocks.setState(before, blockState.complete);
    previous = { ...added.block, numBytes: length, poolId: 'pool' };
  }
  assert.equal(bench.run(planComplete(ns, bench.ctx(), { src: path, clientName: 'writer', fileId: 0, last: previous }, view)), true);
}

function checkSame(bench: Bench, model: Model): void {
  const { ns } = bench;
  const seen: string[] = [];
  const walk = (row: number, path: string): void => {
    let previous: Buffer | undefined;
    for (const child of ns.children(row)) {
      const name = ns.inodes.nameBytes(child);
      assert.ok(previous === undefined || Buffer.compare(previous, name) < 0, 'names in order');
      previous = name;
      const childPath = `${path}/${name.toString()}`;
      seen.push(childPath);
      assert.equal(ns.lookup(childPath), child);
      assert.equal(ns.fullPath(child), childPath);
      assert.equal(ns.findInode(ns.inodes.id(child)), child);
      const node = model.nodes.get(childPath);
      if (node?.kind === 'file') {
        assert.deepEqual(ns.blocksOf(child).map((block) => block.numBytes), [...node.lengths], childPath);
        assert.equal(ns.isUnderConstruction(child), node.open);
        assert.equal(ns.replication(child), node.replication);
        for (const block of ns.blockRows(child)) assert.equal(ns.blocks.owner(block), child);
      } else assert.equal(ns.isDirectory(child), true, childPath);
      walk(child, childPath);
    }
  };
  walk(ns.root, '');
  assert.deepEqual(seen.sort(), [...model.nodes.keys()].sort());
  for (const path of ['', ...[...model.nodes].filter(([, node]) => node.kind === 'dir').map(([path]) => path)]) checkTotals(ns, model, path);
}

/** What a directory keeps against what a walk counts. */
function checkTotals(ns: Namespace, model: Model, path: string): void {
  const below = [...model.nodes].filter(([each]) => each.startsWith(`${path}/`)).map(([, node]) => node);
  const files = below.filter((node) => node.kind === 'file');
  const lengths = files.flatMap((node) => node.lengths);
  assert.deepEqual(ns.totals(path === '' ? ns.root : ns.lookup(path)), {
    files: files.length,
    directories: below.length - files.length,
    blocks: lengths.length,
    lengthBytes: lengths.reduce((sum, length) => sum + length, 0),
    spaceBytes: files.reduce((sum, node) => sum + node.replication * node.lengths.reduce((all, length) => all + length, 0), 0),
  }, `totals of ${path === '' ? '/' : path}`);
}

const name = fc.constantFrom('a', 'b', 'c', 'ä', 'long-name-of-a-file');
const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => `/${names.join('/')}`);
const lengths = fc.array(fc.constantFrom(blockSize, blockSize, 1000, 1), { maxLength: 3 });
const step = fc.oneof(
  fc.record({ verb: fc.constant('mkdirs' as const), path }),
  fc.record({ verb: fc.constant('write' as const), path, lengths, overwrite: fc.boolean() }),
  fc.record({ verb: fc.constant('write' as const), path, lengths, overwrite: fc.boolean() }),
  fc.record({ verb: fc.constant('open' as const), path, overwrite: fc.boolean() }),
  fc.record({ verb: fc.constant('delete' as const), path, recursive: fc.boolean() }),
  fc.record({ verb: fc.constant('rename' as const), path, dst: path }),
  fc.record({ verb: fc.constant('rename2' as const), path, dst: path, overwrite: fc.boolean() }),
  fc.record({ verb: fc.constant('setrep' as const), path, replication: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ verb: fc.constant('truncate' as const), path, keep: fc.nat(2) }),
  fc.record({ verb: fc.constant('append' as const), path }),
  fc.record({ verb: fc.constant('concat' as const), path, dst: path }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** One step on both; the answers must be the same. */
function take(bench: Bench, model: Model, s: Step): void {
  const { ns } = bench;
  bench.nowMs += 7;
  const ctx = bench.ctx();
  const node = model.nodes.get(s.path);
  const create = (overwrite: boolean): string => outcome(() => bench.run(planCreate(ns, ctx, {
    src: s.path, mode: 0o644, clientName: 'writer', create: true, overwrite, createParent: true, replication: 3, blockSize,
  }, view)));
  switch (s.verb) {
    case 'mkdirs':
      return assert.equal(outcome(() => bench.run(planMkdirs(ns, ctx, { src: s.path, mode: 0o755, createParent: true }))), model.mkdirs(s.path));
    case 'write': {
      const expected = model.create(s.path, s.overwrite);
      assert.equal(create(s.overwrite), expected);
      if (expected !== 'ok') return;
      write(bench, s.path, s.lengths);
      model.nodes.set(s.path, { kind: 'file', lengths: s.lengths, replication: 3, open: false });
      return;
    }
    case 'open': {
      const expected = model.create(s.path, s.overwrite);
      assert.equal(create(s.overwrite), expected);
      if (expected !== 'ok') return;
      const { block } = bench.run(planAddBlock(ns, ctx, { src: s.path, clientName: 'writer', fileId: 0, previous: undefined }, view, 'pool'));
      bench.run(planAbandonBlock(ns, ctx, { src: s.path, clientName: 'writer', fileId: 0, block }));
      return;
    }
    case 'delete':
      return assert.equal(outcome(() => bench.run(planDelete(ns, ctx, { src: s.path, recursive: s.recursive }))), model.remove(s.path, s.recursive));
    case 'rename':
      return assert.equal(outcome(() => bench.run(planRename(ns, ctx, { src: s.path, dst: s.dst }))), model.rename(s.path, s.dst));
    case 'rename2': {
      const options = s.overwrite ? [renameOption.overwrite] : [renameOption.none];
      return assert.equal(outcome(() => bench.run(planRename2(ns, ctx, { src: s.path, dst: s.dst, options }))), model.rename2(s.path, s.dst, s.overwrite));
    }
    case 'setrep': {
      const got = outcome(() => bench.run(planSetReplication(ns, ctx, { src: s.path, replication: s.replication })));
      assert.equal(got, model.blocked(s.path) ? 'AccessControlException' : String(node?.kind === 'file'));
      if (node?.kind === 'file') model.nodes.set(s.path, { ...node, replication: s.replication });
      return;
    }
    case 'truncate': {
      if (node?.kind !== 'file' || node.open) return;
      const kept = node.lengths.slice(0, s.keep);
      assert.equal(outcome(() => bench.run(planTruncate(ns, ctx, { src: s.path, clientName: 'writer', newLength: kept.reduce((a, b) => a + b, 0) }, view))), 'true');
      model.nodes.set(s.path, { ...node, lengths: kept });
      return;
    }
    case 'append': {
      if (node?.kind !== 'file' || node.open) return;
      const { last } = bench.run(planAppend(ns, ctx, { src: s.path, clientName: 'writer', newBlock: false }, view));
      assert.equal(last === undefined, node.lengths.length === 0 || node.lengths.at(-1) === blockSize);
      const grown = last === undefined ? undefined : { ...last.block, numBytes: last.block.numBytes + 1 };
      assert.equal(bench.run(planComplete(ns, ctx, { src: s.path, clientName: 'writer', fileId: 0, last: grown }, view)), true);
      if (grown !== undefined) model.nodes.set(s.path, { ...node, lengths: [...node.lengths.slice(0, -1), grown.numBytes] });
      return;
    }
    case 'concat': {
      const source = model.nodes.get(s.dst);
      if (node?.kind !== 'file' || source?.kind !== 'file') return;
      const legal = !node.open && !source.open && s.path !== s.dst && parentOf(s.path) === parentOf(s.dst) && source.lengths.length > 0;
      assert.equal(outcome(() => bench.run(planConcat(ns, ctx, { trg: s.path, srcs: [s.dst] }))), legal ? 'ok' : 'HadoopIllegalArgumentException');
      if (!legal) return;
      model.nodes.set(s.path, { ...node, lengths: [...node.lengths, ...source.lengths] });
      model.nodes.delete(s.dst);
    }
  }
}

test('any sequence of operations is answered as the model says, and its log leads to the same namespace', () => {
  fc.assert(fc.property(fc.array(step, { maxLength: 120, size: 'max' }), (steps) => {
    const bench = new Bench();
    const model = new Model();
    for (const each of steps) take(bench, model, each);
    checkSame(bench, model);
    const replayed = bench.replay();
    assert.deepEqual([...dumpNamespace(replayed)], [...dumpNamespace(bench.ns)]);
    assert.equal(digestNamespace(replayed), digestNamespace(bench.ns));
    assert.deepEqual([...dumpNamespace(bench.replayInPlace())], [...dumpNamespace(bench.ns)]);
    while (reclaimSlice(bench.ns, 16, noBlockEvents));
    checkSame(bench, model);
    assert.equal(bench.ns.inodes.size, model.nodes.size + 1, 'no row is left behind');
    assert.equal(bench.ns.blocks.size, bench.ns.totals(bench.ns.root).blocks, 'no block is left behind');
    assert.equal(bench.ns.leases.fileCount, [...model.nodes.values()].filter((node) => node.kind === 'file' && node.open).length);
  }), { numRuns: rounds(200, 60), seed: 20, includeErrorInReport: true });
});
