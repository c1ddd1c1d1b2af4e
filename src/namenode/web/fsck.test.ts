// The text of fsck against what Apache Hadoop 3.4.3 printed of the same tree and replicas.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MemoryEnv } from '../../env/memory-env.testing.ts';
import { HdfsException } from '../../protocol/exceptions.ts';
import { BlockManager } from '../blocks/block-manager.ts';
import { defaultBlockOptions } from '../blocks/block-core.ts';
import { blockState } from '../blocks/block-table.ts';
import { noBlockEvents } from '../namespace/block-events.ts';
import { inodeKind } from '../namespace/inode-table.ts';
import { Namespace } from '../namespace/namespace.ts';
import { noRpcIds } from '../../edit-log/ops/op-codec.ts';
import type { OpContext } from '../operations/plan.ts';
import { defaultOpOptions } from '../operations/plan.ts';
import { fsckServlet } from './fsck-servlet.ts';
import type { FsckHost } from './fsck-servlet.ts';

const erasureCoded = `
Erasure Coded Block Groups:
 Total size:	0 B
 Total files:	0
 Total block groups (validated):	0
 Minimally erasure-coded block groups:	0
 Over-erasure-coded block groups:	0
 Under-erasure-coded block groups:	0
 Unsatisfactory placement block groups:	0
 Average block group size:	0.0
 Missing block groups:		0
 Corrupt block groups:		0
 Missing internal blocks:	0
 Blocks queued for replication:	0
`;

const withLocations = `FSCK started by root (auth:SIMPLE) from /127.0.0.1 for path / at DATE

/ <dir>
/d <dir>
/d/a <dir>
/d/a/b <dir>
/d/acl <dir>
/d/acl/file 10 bytes, replicated: replication=2, 1 block(s):  OK
0. BP-1:blk_1073741825_1001 len=10 Live_repl=2  [DatanodeInfoWithStorage[127.0.0.1:41400,DS-1,DISK], DatanodeInfoWithStorage[127.0.0.1:41410,DS-2,DISK]]

/d/empty 0 bytes, replicated: replication=2, 0 block(s):  OK

/d/many 3000000 bytes, replicated: replication=2, 3 block(s):  OK
0. BP-1:blk_1073741827_1003 len=1048576 Live_repl=2  [DatanodeInfoWithStorage[127.0.0.1:41410,DS-2,DISK], DatanodeInfoWithStorage[127.0.0.1:41400,DS-1,DISK]]
1. BP-1:blk_1073741828_1004 len=1048576 Live_repl=2  [DatanodeInfoWithStorage[127.0.0.1:41410,DS-2,DISK], DatanodeInfoWithStorage[127.0.0.1:41400,DS-1,DISK]]
2. BP-1:blk_1073741829_1005 len=902848 Live_repl=2  [DatanodeInfoWithStorage[127.0.0.1:41410,DS-2,DISK], DatanodeInfoWithStorage[127.0.0.1:41400,DS-1,DISK]]

/d/one 700 bytes, replicated: replication=2, 1 block(s):  OK
0. BP-1:blk_1073741826_1002 len=700 Live_repl=2  [DatanodeInfoWithStorage[127.0.0.1:41410,DS-2,DISK], DatanodeInfoWithStorage[127.0.0.1:41400,DS-1,DISK]]

/d/quota <dir>
/d/sticky <dir>
/d/under 1500000 bytes, replicated: replication=3, 2 block(s):  Under replicated BP-1:blk_1073741830_1006. Target Replicas is 3 but found 2 live replica(s), 0 decommissioned replica(s), 0 decommissioning replica(s).
 Under replicated BP-1:blk_1073741831_1007. Target Replicas is 3 but found 2 live replica(s), 0 decommissioned replica(s), 0 decommissioning replica(s).
0. BP-1:blk_1073741830_1006 len=1048576 Live_repl=2  [DatanodeInfoWithStorage[127.0.0.1:41410,DS-2,DISK], DatanodeInfoWithStorage[127.0.0.1:41400,DS-1,DISK]]
1. BP-1:blk_1073741831_1007 len=451424 Live_repl=2  [DatanodeInfoWithStorage[127.0.0.1:41400,DS-1,DISK], DatanodeInfoWithStorage[127.0.0.1:41410,DS-2,DISK]]


Status: HEALTHY
 Number of data-nodes:	2
 Number of racks:		1
 Total dirs:			7
 Total symlinks:		0

Replicated Blocks:
 Total size:	4500710 B (Total open files size: 1500000 B)
 Total files:	5 (Files currently being written: 1)
 Total blocks (validated):	7 (avg. block size 642958 B) (Total open file blocks (not validated): 2)
 Minimally replicated blocks:	7 (100.0 %)
 Over-replicated blocks:	0 (0.0 %)
 Under-replicated blocks:	2 (28.571428 %)
 Mis-replicated blocks:		0 (0.0 %)
 Default replication factor:	2
 Average block replication:	2.0
 Missing blocks:		0
 Corrupt blocks:		0
 Missing replicas:		2 (12.5 %)
 Blocks queued for replication:	0
${erasureCoded}FSCK ended at DATE in N milliseconds


The filesystem under path '/' is HEALTHY`;

const plain = `FSCK started by root (auth:SIMPLE) from /127.0.0.1 for path / at DATE


/d/under:  Under replicated BP-1:blk_1073741830_1006. Target Replicas is 3 but found 2 live replica(s), 0 decommissioned replica(s), 0 decommissioning replica(s).

/d/under:  Under replicated BP-1:blk_1073741831_1007. Target Replicas is 3 but found 2 live replica(s), 0 decommissioned replica(s), 0 decommissioning replica(s).

Status: HEALTHY
 Number of data-nodes:	2
 Number of racks:		1
 Total dirs:			7
 Total symlinks:		0

Replicated Blocks:
 Total size:	4500710 B (Total open files size: 1500000 B)
 Total files:	5 (Files currently being written: 1)
 Total blocks (validated):	7 (avg. block size 642958 B) (Total open file blocks (not validated): 2)
 Minimally replicated blocks:	7 (100.0 %)
 Over-replicated blocks:	0 (0.0 %)
 Under-replicated blocks:	2 (28.571428 %)
 Mis-replicated blocks:		0 (0.0 %)
 Default replication factor:	2
 Average block replication:	2.0
 Missing blocks:		0
 Corrupt blocks:		0
 Missing replicas:		2 (12.5 %)
 Blocks queued for replication:	0
${erasureCoded}FSCK ended at DATE in N milliseconds


The filesystem under path '/' is HEALTHY`;

const openWithRacks = `FSCK started by root (auth:SIMPLE) from /127.0.0.1 for path / at DATE

/ <dir>
/d <dir>
/d/a <dir>
/d/a/b <dir>
/d/acl <dir>
/d/acl/file 10 bytes, replicated: replication=2, 1 block(s):  OK
0. BP-1:blk_1073741825_1001 len=10 Live_repl=2  [/default-rack/127.0.0.1:41400, /default-rack/127.0.0.1:41410]

/d/empty 0 bytes, replicated: replication=2, 0 block(s):  OK

/d/many 3000000 bytes, replicated: replication=2, 3 block(s):  OK
0. BP-1:blk_1073741827_1003 len=1048576 Live_repl=2  [/default-rack/127.0.0.1:41410, /default-rack/127.0.0.1:41400]
1. BP-1:blk_1073741828_1004 len=1048576 Live_repl=2  [/default-rack/127.0.0.1:41410, /default-rack/127.0.0.1:41400]
2. BP-1:blk_1073741829_1005 len=902848 Live_repl=2  [/default-rack/127.0.0.1:41410, /default-rack/127.0.0.1:41400]

/d/one 700 bytes, replicated: replication=2, 1 block(s):  OK
0. BP-1:blk_1073741826_1002 len=700 Live_repl=2  [/default-rack/127.0.0.1:41410, /default-rack/127.0.0.1:41400]

/d/open 1500000 bytes, replicated: replication=2, 2 block(s), OPENFORWRITE:  OK
0. BP-1:blk_1073741832_1008 len=1048576 Live_repl=2  [/default-rack/127.0.0.1:41400, /default-rack/127.0.0.1:41410]

Under Construction Block:
1. BP-1:blk_1073741833_1009 len=451424 Expected_repl=2  [/default-rack/127.0.0.1:41410, /default-rack/127.0.0.1:41400]
/d/quota <dir>
/d/sticky <dir>
/d/under 1500000 bytes, replicated: replication=3, 2 block(s):  Under replicated BP-1:blk_1073741830_1006. Target Replicas is 3 but found 2 live replica(s), 0 decommissioned replica(s), 0 decommissioning replica(s).
 Under replicated BP-1:blk_1073741831_1007. Target Replicas is 3 but found 2 live replica(s), 0 decommissioned replica(s), 0 decommissioning replica(s).
0. BP-1:blk_1073741830_1006 len=1048576 Live_repl=2  [/default-rack/127.0.0.1:41410, /default-rack/127.0.0.1:41400]
1. BP-1:blk_1073741831_1007 len=451424 Live_repl=2  [/default-rack/127.0.0.1:41400, /default-rack/127.0.0.1:41410]


Status: HEALTHY
 Number of data-nodes:	2
 Number of racks:		1
 Total dirs:			7
 Total symlinks:		0

Replicated Blocks:
 Total size:	6000710 B
 Total files:	6
 Total blocks (validated):	9 (avg. block size 666745 B)
 Minimally replicated blocks:	8 (88.888885 %)
 Over-replicated blocks:	0 (0.0 %)
 Under-replicated blocks:	2 (22.222221 %)
 Mis-replicated blocks:		0 (0.0 %)
 Default replication factor:	2
 Average block replication:	1.7777778
 Missing blocks:		0
 Corrupt blocks:		0
 Missing replicas:		2 (11.111111 %)
 Blocks queued for replication:	0
${erasureCoded}FSCK ended at DATE in N milliseconds


The filesystem under path '/' is HEALTHY`;

/** The tree that Apache had, with two DataNodes. */
function tree(): { env: MemoryEnv; host: FsckHost; ns: Namespace; blocks: BlockManager } {
  const env = new MemoryEnv();
  const ns = new Namespace({ root: { owner: 'root', group: 'supergroup', mode: 0o755 } });
  const registry = { heartbeatIntervalMs: 3000, recheckIntervalMs: 300_000, staleIntervalMs: 30_000 };
  const blocks = new BlockManager({ table: ns.blocks, counters: ns.ids, blockPoolId: 'BP-1', options: defaultBlockOptions, registry, random: () => 0.5, hostName: 'nn' });
  const storages = [41400, 41410].map((port, i) => {
    const id = { ipAddr: '127.0.0.1', hostName: 'localhost', datanodeUuid: `uuid-${i}`, xferPort: port, infoPort: port + 2, ipcPort: port + 1 };
    const node = blocks.intake.register(id, '3.4.3', env.monotonicMs(), env.wallMs());
    return blocks.registry.updateStorage(node, { storageUuid: `DS-${i + 1}`, storageType: 1 });
  });
  let id = 16386;
  const inode = (mode: number) => ({ id: id++, permissions: { owner: 'root', group: 'supergroup', mode }, mtime: 1, atime: 1 });
  const directory = (path: string): void => {
    const at = path.lastIndexOf('/');
    ns.addChild(inodeKind.directory, at === 0 ? ns.root : ns.lookup(path.slice(0, at)), path.slice(at + 1), inode(0o755));
  };
  for (const path of ['/d', '/d/a', '/d/a/b', '/d/acl', '/d/quota', '/d/sticky']) directory(path);
  let genstamp = 1001;
  /** A file whose blocks have replicas on the storages of `order`, first to last. */
  const file = (path: string, replication: number, lengths: readonly number[], orders: readonly (readonly number[])[], mode = 0o644): number => {
    const at = path.lastIndexOf('/');
    const row = ns.addChild(inodeKind.file, ns.lookup(path.slice(0, at)), path.slice(at + 1), inode(mode));
    ns.inodes.setReplication(row, replication);
    ns.inodes.setBlockSize(row, 1048576);
    lengths.forEach((numBytes, i) => {
      const block = ns.appendBlock(row, { blockId: 1073741825n + BigInt(genstamp - 1001), genstamp: genstamp++, numBytes }, blockState.complete, noBlockEvents);
      for (const storage of orders[i] ?? []) ns.blocks.addReplica(block, storages[storage]?.index ?? 0);
    });
    return row;
  };
  file('/d/acl/file', 2, [10], [[0, 1]]);
  file('/d/empty', 2, [], []);
  file('/d/one', 2, [700], [[1, 0]]);
  file('/d/many', 2, [1048576, 1048576, 902848], [[1, 0], [1, 0], [1, 0]], 0o600);
  file('/d/under', 3, [1048576, 451424], [[1, 0], [0, 1]]);
  const open = file('/d/open', 2, [1048576, 451424], [[0, 1], []]);
  ns.setWriter(open, { clientName: 'c', clientMachine: 'm' });
  ns.blocks.setState(ns.lastBlock(open), blockState.underConstruction);
  blocks.setExpectedLocations(ns.lastBlock(open), [...storages].reverse());
  const host: FsckHost = {
    replicationDefault: 2,
    staticUser: 'webuser',
    fsckView: () => ({ namespace: ns, blocks, nowMs: env.monotonicMs() }),
    readAs: async (user, query) => {
      const ctx: OpContext = { caller: { user, groups: [], superuser: user === 'root' }, nowMs: 0, clientMachine: '127.0.0.1', ...noRpcIds, options: defaultOpOptions };
      return query(ctx);
    },
  };
  return { env, host, ns, blocks };
}

/** The report without dates and times. */
async function fsck({ env, host }: { env: MemoryEnv; host: FsckHost }, query: string): Promise<string> {
  const response = fsckServlet(env, host, new Request(`http://nn:9870/fsck?${query}`), '127.0.0.1');
  return (await response.text()).replace(/ at \w{3} \w{3} \d\d [\d:]{8} UTC \d{4}( in \d+ milliseconds)?/g, (_, took: string | undefined) => ` at DATE${took === undefined ? '' : ' in N milliseconds'}`);
}

test('who gives no name is hadoop.http.staticuser.user', async () => {
  for (const query of ['path=%2F', 'user.name=&path=%2F', 'ugi=&path=%2F']) assert.match(await fsck(tree(), query), /^FSCK started by webuser \(auth:SIMPLE\) /);
  assert.match(await fsck(tree(), 'user.name=ann&ugi=root&path=%2F'), /^FSCK started by ann /);
});

test('the report is Apache\'s, byte for byte', async () => {
  const from = tree();
  assert.equal(await fsck(from, 'ugi=root&files=1&blocks=1&locations=1&path=%2F'), withLocations);
  assert.equal(await fsck(from, 'ugi=root&path=%2F'), plain);
  assert.equal(await fsck(from, 'ugi=root&openforwrite=1&files=1&blocks=1&racks=1&path=%2F'), openWithRacks);
});

test('a slice that has nothing to say, of directories alone, ends no report', async () => {
  const from = tree();
  const inode = (id: number) => ({ id, permissions: { owner: 'root', group: 'supergroup', mode: 0o755 }, mtime: 1, atime: 1 });
  const dirs = from.ns.addChild(inodeKind.directory, from.ns.root, 'dirs', inode(20_000));
  for (let i = 0; i < 1600; i++) from.ns.addChild(inodeKind.directory, dirs, `d${i}`, inode(20_001 + i));
  assert.match(await fsck(from, 'ugi=root&path=/dirs'), /Total dirs:\t+1601[^]*is HEALTHY$/);
});

test('a missing block makes the tree corrupt', async () => {
  const from = tree();
  const block = from.ns.firstBlock(from.ns.lookup('/d/one'));
  for (const storage of from.ns.blocks.storagesOf(block)) from.ns.blocks.removeReplica(block, storage);
  const text = await fsck(from, 'ugi=root&path=/d/one&files=1&blocks=1');
  assert.ok(text.includes('\n/d/one 700 bytes, replicated: replication=2, 1 block(s):  MISSING 1 blocks of total size 700 B\n0. BP-1:blk_1073741826_1002 len=700 MISSING!\n\n\nStatus: CORRUPT\n'), text);
  assert.ok(text.includes("  ********************************\n  UNDER MIN REPL'D BLOCKS:\t1 (100.0 %)\n  MINIMAL BLOCK REPLICATION:\t1\n  CORRUPT FILES:\t1\n  MISSING BLOCKS:\t1\n  MISSING SIZE:\t\t700 B\n  ********************************\n"), text);
  assert.ok(text.endsWith("\n\nThe filesystem under path '/d/one' is CORRUPT"));
});

test('what is not there, not allowed, or not here', async () => {
  const from = tree();
  assert.equal(await fsck(from, 'ugi=root&path=/nope'), "FSCK started by root (auth:SIMPLE) from /127.0.0.1 for path /nope at DATE\n\n\nPath '/nope' does not exist");
  assert.equal(await fsck(from, 'ugi=bob&path=/d/many'), 'FSCK started by bob (auth:SIMPLE) from /127.0.0.1 for path /d/many at DATE\n\n'
    + 'FSCK ended at DATE in N milliseconds\nPermission denied: user=bob, access=READ, inode="/d/many":root:supergroup:-rw-------\n\n\nFsck on path \'/d/many\' FAILED');
  const elsewhere: FsckHost = { ...from.host, readAs: () => Promise.reject(new HdfsException('StandbyException', 'Operation category READ is not supported in state standby. Visit https://s.apache.org/sbnn-error')) };
  assert.match(await fsck({ ...from, host: elsewhere }, 'ugi=root&path=/'), /\nFSCK ended at DATE in N milliseconds\nOperation category READ is not supported in state standby/);
  assert.match(await fsck(from, 'ugi=root&path=/&delete=1'), /fsck -delete is not available on this NameNode\n\n\nFsck on path '\/' FAILED$/);
});

test('block ids and corrupt blocks', async () => {
  const from = tree();
  const text = await fsck(from, 'ugi=root&blockId=blk_1073741826+blk_77+x');
  assert.ok(text.includes('\nBlock Id: blk_1073741826\nBlock belongs to: /d/one\nNo. of Expected Replica: 2\nNo. of live Replica: 2\n'), text);
  assert.ok(text.includes('Block replica on datanode/rack: localhost/default-rack is HEALTHY\n'));
  assert.ok(text.includes('\nBlock blk_77 does not exist\n'));
  assert.ok(text.endsWith('Incorrect blockId format: x\n'));
  assert.equal((await fsck(from, 'ugi=root&listcorruptfileblocks=1&path=/')).split('\n').slice(1).join('\n'), "Cookie:\t0\n\n\nThe filesystem under path '/' has no CORRUPT files\n\n");
});
