// An edit of the log that memory cannot take: the NameNode that meets it ends, wherever it meets it, and never goes on behind it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AssertionFailure } from '../../base/assert.ts';
import type { EditOp } from '../../edit-log/ops/edit-op.ts';
import { SimCluster } from '../../sim/sim-cluster.ts';
import { World } from '../../sim/world.ts';
import type { NameNode } from '../name-node.ts';
import { EditNotApplied } from '../fs-namesystem.ts';

const snapshot: EditOp = { op: 'OP_ALLOW_SNAPSHOT', snapshotRoot: '/d' };
const mkdir = (path: string): EditOp => ({
  op: 'OP_MKDIR', inodeId: 20_000, path, timestamp: 1, permissions: { owner: 'root', group: 'supergroup', mode: 0o755 }, aclEntries: [], xAttrs: [],
});

class Bed {
  readonly world = new World(1);
  readonly cluster = new SimCluster(this.world, { size: { namenodes: 2, journalnodes: 3, datanodes: 0 } });
  active = '';
  standby = '';

  static async up(): Promise<Bed> {
    const bed = new Bed();
    const { cluster } = bed;
    // Whoever ends is looked at here.
    bed.world.bugsFail = false;
    await cluster.up();
    await cluster.until('both NameNodes up', 5000, () => cluster.nameNodes().length === 2);
    bed.active = cluster.active() ?? '';
    bed.standby = cluster.names('namenode').find((name) => name !== bed.active) ?? '';
    await cluster.until('the Standby to follow', 5000, () => bed.node(bed.standby).lastTxid === bed.node(bed.active).lastTxid);
    return bed;
  }

  node(name: string): NameNode {
    const node = this.cluster.nameNode(name);
    assert.ok(node !== undefined, `${name} runs`);
    return node;
  }

  /** As an Active of Apache's would write it: past the memory of ours. The first one's txid. */
  async logs(ops: readonly EditOp[]): Promise<number> {
    const { fsn, ha } = this.node(this.active);
    const log = ha.log;
    assert.ok(log !== undefined);
    const txids = ops.map((op) => log.append(op));
    fsn.advanced(log.lastWrittenTxid);
    await this.world.settle('the edits', 5000, log.sync(log.lastWrittenTxid));
    return txids[0] ?? 0;
  }

  /** Why `node` has ended, within a while. */
  async endOf(node: NameNode): Promise<Error | undefined> {
    return this.world.settle('the end of the NameNode', 20_000, node.stopped.promise);
  }
}

function checkEnd(node: NameNode, reason: Error | undefined, txid: number): void {
  assert.ok(reason instanceof EditNotApplied, String(reason));
  assert.match(reason.message, new RegExp(`^txid ${txid} of the edit log cannot be applied: .*OP_ALLOW_SNAPSHOT`));
  assert.equal(node.fsn.lastAppliedTxid, txid - 1);
  assert.equal(node.fsn.namespace.lookup('/e'), -1);
  assert.equal(node.haState, 'Stopped');
}

test('a Standby that reads an edit which it cannot apply ends, and applies nothing behind it', async () => {
  const bed = await Bed.up();
  const standby = bed.node(bed.standby);
  const txid = await bed.logs([snapshot, mkdir('/e')]);
  checkEnd(standby, await bed.endOf(standby), txid);
  await bed.cluster.pass(2000);
  assert.equal(standby.fsn.lastAppliedTxid, txid - 1);
  assert.equal(bed.cluster.active(), bed.active);
});

test('a promotion that meets such an edit ends the NameNode, and no reign begins', async () => {
  const bed = await Bed.up();
  const heir = bed.node(bed.standby);
  await bed.world.settle('the rest', 1000, heir.tailer?.stop() ?? Promise.resolve());
  const txid = await bed.logs([snapshot, mkdir('/e')]);
  const states = new Set<string>();
  bed.world.watchers.push(() => void states.add(heir.haState));
  bed.cluster.kill(bed.active);
  checkEnd(heir, await bed.endOf(heir), txid);
  assert.deepEqual([...states], ['Standby', 'Recovering', 'CatchingUp', 'Stopped']);
});

test('a NameNode that loads anew and meets such an edit ends', async () => {
  const bed = await Bed.up();
  bed.cluster.kill(bed.standby);
  const node = bed.node(bed.active);
  const txid = await bed.logs([snapshot]);
  // Fenced with an edit that nobody has: image and log are loaded again.
  const { ha, fsn } = node;
  assert.ok(ha.log !== undefined);
  ha.log.append(mkdir('/e'));
  fsn.advanced(ha.log.lastWrittenTxid);
  ha.fenced(ha.epoch);
  checkEnd(node, await bed.endOf(node), txid);
});

test('a start that meets such an edit fails by its name', async () => {
  const bed = await Bed.up();
  bed.cluster.kill(bed.standby);
  const txid = await bed.logs([snapshot]);
  void bed.cluster.start(bed.standby);
  await bed.cluster.until('the start to fail', 10_000, () => bed.world.trace.some((line) => line.includes(`did not start: EditNotApplied: txid ${txid} of the edit log cannot be applied: OP_ALLOW_SNAPSHOT`)));
});

test('a bug that the tailer or a move meets is the NameNode\'s end', async () => {
  const bed = await Bed.up();
  const standby = bed.node(bed.standby);
  const bug = new AssertionFailure('a broken invariant');
  standby.fsn.blocks.applying = () => {
    throw bug;
  };
  await bed.logs([mkdir('/e')]);
  assert.equal(await bed.endOf(standby), bug);

  const active = bed.node(bed.active);
  assert.ok(active.ha.log !== undefined);
  active.ha.log.closeInOrder = () => Promise.reject(bug);
  await assert.rejects(bed.world.settle('stepping down', 5000, active.becomeStandby()), bug);
  assert.equal(await bed.endOf(active), bug);
});

test('an Active that cannot apply what it has logged ends before anybody else has it', async () => {
  const bed = await Bed.up();
  const [active, standby] = [bed.node(bed.active), bed.node(bed.standby)];
  const before = standby.lastTxid;
  await assert.rejects(active.fsn.writeInternally(() => ({ ops: [mkdir('/e'), snapshot], result: () => {} })), AssertionFailure);
  assert.ok((await bed.endOf(active)) instanceof AssertionFailure);
  await bed.cluster.until('the heir to reign', 20_000, () => standby.haState === 'Active');
  assert.equal(standby.fsn.namespace.lookup('/e'), -1);
  // The reign's own START.
  assert.equal(standby.lastTxid, before + 1);
});
