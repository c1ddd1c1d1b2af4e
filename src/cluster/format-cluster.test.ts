import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MemoryEnv } from '../env/memory-env.testing.ts';
import { consecutivePorts } from './cluster-layout.ts';
import type { ClusterLayout } from './cluster-layout.ts';
import { formatStoppedCluster } from './format-cluster.ts';

const layout: ClusterLayout = { dir: '/c', nameservice: 'ns1', daemons: consecutivePorts(20000, { namenodes: 2, journalnodes: 3, datanodes: 1 }), properties: {} };

async function versionOf(env: MemoryEnv, path: string): Promise<ReadonlyMap<string, string>> {
  const text = Buffer.from(await env.disk.readFile(path)).toString();
  return new Map(text.split('\n').filter((line) => line.includes('=')).map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
}

test('a cluster that never ran is formatted without anybody running: one identity, an image in each NameNode', async () => {
  const env = new MemoryEnv();
  assert.equal(await formatStoppedCluster(() => env, layout, 'u'), true);
  const places = ['nn1/current', 'nn2/current', 'jn1/ns1/current', 'jn2/ns1/current', 'jn3/ns1/current'];
  const versions = await Promise.all(places.map((place) => versionOf(env, `/c/data/${place}/VERSION`)));
  assert.equal(new Set(versions.map((version) => `${version.get('namespaceID')} ${version.get('clusterID')} ${version.get('cTime')}`)).size, 1);
  assert.deepEqual(versions.map((version) => version.get('storageType')), ['NAME_NODE', 'NAME_NODE', 'JOURNAL_NODE', 'JOURNAL_NODE', 'JOURNAL_NODE']);
  for (const name of ['nn1', 'nn2']) assert.ok(await env.disk.stat(`/c/data/${name}/current/fsimage_0000000000000000000`));
  // Nobody holds what the daemons are to lock.
  for (const place of ['nn1', 'nn2', 'jn1/ns1']) await (await env.disk.lock(`/c/data/${place}/in_use.lock`, 'x')).release();
});

test('nothing is touched when one JournalNode may hold a journal already', async () => {
  const env = new MemoryEnv();
  await env.disk.makeDirectory('/c/data/jn2/ns1');
  assert.equal(await formatStoppedCluster(() => env, layout, 'u'), false);
  for (const name of ['nn1', 'nn2', 'jn1']) assert.equal(await env.disk.stat(`/c/data/${name}`), undefined);
});
