/**
 * WebHDFS. The same requests go to Apache's cluster and to ours, and the answers must be the same but for times, ids and
 * ports (webhdfs-requests.ts).
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { needsApache } from './rig/apache.ts';
import { waitFor } from './rig/ports.ts';
import { withWorkDir } from './rig/processes.ts';
import { ask } from './http-ask.ts';
import { startSingleNameNode } from './single-name-node.ts';
import { dataNodeRequests, requests } from './webhdfs-requests.ts';
import type { WebRequest } from './webhdfs-requests.ts';
import { assertSame, transcript } from './webhdfs-transcript.ts';

const properties = {
  // Listings in several parts.
  'dfs.ls.limit': '3',
  'dfs.blocksize': '1048576', 'dfs.namenode.fs-limits.min-block-size': '1024', 'hadoop.user.group.static.mapping.overrides': 'root=supergroup;alice=staff;bob=staff;zoe=;carl=;dr.who=',
  'hadoop.proxyuser.root.hosts': '127.0.0.1', 'hadoop.proxyuser.root.users': 'alice,bob', 'hadoop.proxyuser.carl.hosts': '10.0.0.1', 'hadoop.proxyuser.carl.groups': '*', 'hadoop.proxyuser.carl.users': '*',
  'hadoop.http.filter.initializers': 'org.apache.hadoop.security.HttpCrossOriginFilterInitializer', 'hadoop.http.cross-origin.enabled': 'true',
  'hadoop.http.cross-origin.allowed-origins': 'http://good.example,http://*.fine.example',
};

/** Every block of /big is known to lie on all three DataNodes. */
async function replicated(origin: string): Promise<void> {
  await waitFor('three replicas of each block', async () => {
    const { body } = await ask('GET', origin, '/webhdfs/v1/big?op=GETFILEBLOCKLOCATIONS&user.name=root');
    const blocks: readonly { readonly names: readonly string[] }[] = JSON.parse(body.toString()).BlockLocations.BlockLocation;
    return blocks.every(({ names }) => names.length === 3);
  });
}

/** The requests to DataNodes, with one of the cluster's and its NameNode. */
async function dataNodeTranscript(origin: string): Promise<string[]> {
  const { headers } = await ask('GET', origin, '/webhdfs/v1/big?op=OPEN&user.name=root');
  const location = new URL(headers['location'] ?? '');
  const nameNode = `namenoderpcaddress=${location.searchParams.get('namenoderpcaddress') ?? ''}`;
  return transcript(location.origin, dataNodeRequests.map(([request, options]): WebRequest => [request.replace('NAMENODE', nameNode), options]));
}

test('WebHDFS answers what Apache\'s answers', { timeout: 120_000 }, async (t) => {
  if (!needsApache(t)) return;
  await withWorkDir('webhdfs', async (dir) => {
    const [apache, ours] = await Promise.all((['apache', 'ours'] as const).map((kind) => startSingleNameNode(kind, `${dir}/${kind}`, properties)));
    assert.ok(apache !== undefined && ours !== undefined);
    const originOf = (rpcPort: number): string => `http://127.0.0.1:${rpcPort + 1}`;
    for (const [name, list] of Object.entries(requests)) {
      await t.test(name, async () => {
        if (name === 'reading') await Promise.all([apache, ours].map(({ rpcPort }) => replicated(originOf(rpcPort))));
        const [theirs, mine] = await Promise.all([transcript(originOf(apache.rpcPort), list), transcript(originOf(ours.rpcPort), list)]);
        assertSame(mine, theirs);
      });
    }
    await t.test('DataNodes themselves', async () => {
      const [theirs, mine] = await Promise.all([dataNodeTranscript(originOf(apache.rpcPort)), dataNodeTranscript(originOf(ours.rpcPort))]);
      assertSame(mine, theirs);
    });
    await Promise.all([apache.stop(), ours.stop()]);
  });
});
