import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MemoryDisk } from '../../env/memory-disk.ts';
import { MemoryEnv } from '../../env/memory-env.testing.ts';
import { nameNode, nowMs, reportedNode } from '../facts.testing.ts';
import type { DirectorySubject } from '../subject.ts';
import { addresses, admit, change } from '../../qjournal/testing/change-list.ts';
import { JournalSet } from '../../qjournal/testing/journal-set.ts';
import type { Machine } from '../machine.ts';
import { dataNodesOf } from './data-node.ts';
import { lookAtDirectories, summary } from './directory.ts';
import { askJournalNodes } from './journal-node.ts';
import { clockOf } from './web.ts';

const subject = (path: string): DirectorySubject => ({ path, role: 'namenode', of: 'nn1', nameservice: 'ns1', key: 'k', byDefault: false });

test('a directory is measured, and nothing stays in it', async () => {
  const env = new MemoryEnv(new MemoryDisk());
  await env.disk.makeDirectory('/d/current');
  const [there, missing] = await lookAtDirectories(env, [subject('/d'), subject('/none')]);
  assert.deepEqual([there?.exists, there?.error, there?.sync?.samples, there?.version], [true, undefined, 25, undefined]);
  assert.deepEqual([missing?.exists, missing?.sync], [false, undefined]);
  assert.deepEqual(await env.disk.list('/d'), ['current']);
});

test('median and worst of what was measured', () => {
  assert.deepEqual(summary([5, 1, 9, 2, 3]), { samples: 5, medianMs: 3, worstMs: 9 });
  assert.equal(summary([]), undefined);
});

test('a clock is known to half a second and half the way', () => {
  const date = new Date(nowMs).toUTCString();
  assert.deepEqual(clockOf(date, nowMs + 400, nowMs + 600), { aheadMs: 0, exactMs: 600 });
  assert.deepEqual(clockOf(date, nowMs + 5500, nowMs + 5500), { aheadMs: -5000, exactMs: 500 });
  assert.deepEqual(clockOf(`${date}, ${date}`, nowMs, nowMs), { aheadMs: 500, exactMs: 500 });
  assert.equal(clockOf(null, 0, 0), undefined);
  assert.equal(clockOf('yesterday', 0, 0), undefined);
});

test('DataNodes are those that are configured and those that NameNodes know, by the Active\'s word', () => {
  const configured = { name: 'dn1', role: 'datanode', id: '', rpc: { host: '10.0.0.3', port: 1 }, http: undefined, data: undefined } as const;
  const found = dataNodesOf([configured], [
    nameNode('nn2', { reported: [reportedNode({ ipcPort: 1, silentMs: 5 }), reportedNode({ ipcPort: 2 })] }),
    nameNode('nn1', { state: 'active', reported: [reportedNode({ ipcPort: 1, silentMs: 7 })] }),
    nameNode('nn3', { reach: 'refused', reported: undefined }),
  ]);
  assert.deepEqual(found.map(({ subject: { name }, reported, unknownTo }) => [name, reported?.silentMs, unknownTo]), [['dn1', 7, []], ['d:9866', 1000, ['nn1']]]);
});

test('JournalNodes are those of the newest list: who came by a change is asked, and who left counts no more', async () => {
  const set = new JournalSet(6, 4);
  set.configured = 3;
  set.peers = new Map([['ns1', (set.peers.get('ns1') ?? []).slice(0, 3)]]);
  await set.up();
  const nn1 = set.nameNode('nn1', { leased: true });
  nn1.leases?.start();
  await nn1.becomeActive();
  await admit(set, nn1, addresses(set, 4)[0] ?? '');
  await change(nn1, addresses(set, 2, 3, 4));
  set.hosts[0]?.kill();
  const machine: Machine = { lookup: async () => [], isLocal: () => false, listener: () => undefined, processOf: () => undefined };
  const configured = set.hosts.slice(0, 3).map(({ name, rpcPort, httpPort }) => ({ name, role: 'journalnode', id: '', rpc: { host: name, port: rpcPort }, http: { host: name, port: httpPort }, data: undefined }) as const);
  const operator = set.spawn('operator', new MemoryDisk());
  const found = await set.settle(askJournalNodes(operator.env, machine, configured, { journalId: 'ns1', nameservice: 'ns1' }, 'hdfs'));
  assert.deepEqual(found.map(({ name, reach, list }) => [name, reach, list?.gen]), [['jn2', 'answers', 2], ['jn3', 'answers', 2], ['jn4:8515', 'answers', 2]]);
});
