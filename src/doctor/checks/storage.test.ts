// DataNodes, blocks, and directories of this machine.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dataNode, directory, facts, nameNode, ofService, only, reportedNode } from '../facts.testing.ts';
import type { BlockFacts, DirectoryFacts, ReportedDataNode } from '../facts.ts';
import { checkDataNodes } from './data-nodes.ts';
import { checkDirectories } from './directories.ts';

const third = (changes: Partial<ReportedDataNode>): ReturnType<typeof ofService> => ofService({ dataNodes: [dataNode('dn1'), dataNode('dn2'), dataNode('dn3'), dataNode('dn4', { reported: reportedNode(changes) })] });
const blocks = (changes: Partial<BlockFacts>): ReturnType<typeof ofService> => ofService({ nameNodes: [nameNode('nn1', { state: 'active', blocks: { missing: 0, corrupt: 0, underReplicated: 0, capacity: 1000, remaining: 900, ...changes } })] });

test('DataNodes that are dead, stale, too few', () => {
  only(checkDataNodes(third({ dead: true, silentMs: 700_000 })), 'problem', 'dead-datanode', /1 DataNode of 4 is dead in the NameNode's eyes: dn4 \(10\.0\.0\.3:9866\), silent for 12 minutes/, /dfs\.hosts\.exclude/);
  only(checkDataNodes(third({ silentMs: 45_000 })), 'warning', 'stale-datanode', /dn4 has sent the NameNode no heartbeat for 45 s.*after 11 minutes it counts as dead/);
  only(checkDataNodes(ofService({ dataNodes: [dataNode('dn1')] })), 'warning', 'few-datanodes', /3 copies \(dfs\.replication\), and only 1 DataNode is alive/);
  only(checkDataNodes(ofService({ dataNodes: [] })), 'problem', 'no-datanodes', /No DataNode is alive/);
  assert.deepEqual(checkDataNodes(third({ dead: true, leaving: true })), []);
});

test('DataNodes whose disks failed or are nearly full', () => {
  only(checkDataNodes(third({ failedStorages: 2 })), 'problem', 'failed-disk', /dn4 reports 2 failed disks/);
  only(checkDataNodes(third({ tightest: { capacity: 100 * 2 ** 30, remaining: 5 * 2 ** 30 } })), 'warning', 'datanode-full', /5 GB of 100 GB are left for HDFS \(5 %\)/);
  only(checkDataNodes(third({ tightest: { capacity: 100 * 2 ** 30, remaining: 2 ** 30 } })), 'problem', 'datanode-full', /\(1 %\)/);
});

test('blocks that are missing, damaged or too few, and a full file system', () => {
  only(checkDataNodes(blocks({ missing: 1, underReplicated: 1 })), 'problem', 'missing-blocks', /1 block has no copy on any live DataNode/, /curl 'http:\/\/10\.0\.0\.1:9870\/fsck/);
  only(checkDataNodes(blocks({ corrupt: 2 })), 'problem', 'corrupt-blocks', /2 blocks have damaged copies/);
  only(checkDataNodes(blocks({ underReplicated: 7 })), 'warning', 'under-replicated', /7 blocks have fewer copies/);
  only(checkDataNodes(blocks({ remaining: 50 })), 'warning', 'cluster-full', /50 bytes of 1000 bytes are left \(5 %\)/);
});

const look = (changes: Partial<DirectoryFacts>): ReturnType<typeof checkDirectories> => checkDirectories(facts({ directories: [directory(changes)] }));

test('directories that are blank, or not there', () => {
  only(look({ version: undefined }), 'problem', 'unformatted', /Name directory \/data\/nn of nn1 .* is empty/, /bootstrapStandby.*Do not format it/);
  only(look({ version: undefined, exists: false, space: undefined, sync: undefined }), 'problem', 'unformatted', /is not there/);
  only(look({ version: undefined, role: 'journalnode' }), 'problem', 'unformatted', /Journal directory/);
  only(look({ error: 'permission denied' }), 'warning', 'directory-denied', /user hdfs may not write there/);
  only(look({ error: 'input/output error' }), 'problem', 'directory-error', /cannot be used: input\/output error/);
  assert.deepEqual(look({ version: undefined, role: 'datanode' }), []);
});

test('disks that are full or slow, and data in /tmp', () => {
  only(look({ space: { totalBytes: 2 ** 40, freeBytes: 50 * 2 ** 20 } }), 'problem', 'disk-full', /50 MB of 1 TB are left.*Below 100 MB a NameNode stops/);
  only(look({ space: { totalBytes: 2 ** 40, freeBytes: 2 ** 30 } }), 'warning', 'disk-full', /1 GB of 1 TB/);
  only(look({ role: 'journalnode', sync: { samples: 9, medianMs: 60, worstMs: 90 } }), 'warning', 'slow-sync', /9 small writes to \/data\/nn \(nn1\) took 60 ms each at the median and 90 ms at worst.*every change of the file system waits/);
  only(look({ sync: { samples: 2, medianMs: 700, worstMs: 900 } }), 'problem', 'slow-sync', /The disk is slow/);
  only(look({ sync: { samples: 9, medianMs: 1, worstMs: 1500 } }), 'warning', 'slow-sync', /The disk stalls/);
  only(look({ path: '/tmp/hadoop-x/dfs/name', byDefault: true }), 'warning', 'data-in-tmp', /dfs\.namenode\.name\.dir is not set/);
});
