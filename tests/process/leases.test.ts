/**
 * Files whose writer is silent: after the soft limit another client has them, after the hard limit the NameNode closes
 * them itself; both with every byte that was flushed. The limits are a matter of seconds here.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientSettings } from '../../src/client/client-settings.ts';
import { DFSClient } from '../../src/client/dfs-client.ts';
import { nodeEnv } from '../../src/env/node/node-env.ts';
import { content } from '../apache/rig/content.ts';
import { waitFor } from '../apache/rig/ports.ts';
import { testUser, withClusterInProcess } from './in-process-fixture.ts';

const limits = { 'quorate.namenode.lease.soft-limit': '1500ms', 'dfs.namenode.lease-hard-limit-sec': '4', 'dfs.blocksize': '65536' };

test('files of silent writers are taken over after the soft limit and closed after the hard limit', async () => {
  await withClusterInProcess({ properties: limits }, async ({ conf }) => {
    const clients = Array.from({ length: 2 }, () => new DFSClient(nodeEnv({ name: 'client' }), clientSettings(conf(), testUser)));
    const [silent, other] = clients as [DFSClient, DFSClient];
    const bytes = content(1, 300_000);
    try {
      for (const path of ['/soft', '/hard']) {
        const out = await silent.create(path, { replication: 3 });
        await out.write(bytes.subarray(0, 200_000));
        await out.hflush();
      }
      const refusals = new Set<string>();
      const appending = await waitFor('the soft limit', async () => {
        try {
          return await other.append('/soft');
        } catch (error) {
          refusals.add(error instanceof Error && 'javaClass' in error ? String(error.javaClass).replace(/.*\./, '') : String(error));
          return undefined;
        }
      }, 30_000);
      assert.deepEqual([...refusals].sort(), ['AlreadyBeingCreatedException', 'RecoveryInProgressException']);
      await appending.write(bytes.subarray(200_000));
      await appending.close();
      assert.ok(Buffer.from(await other.readFile('/soft')).equals(bytes));

      await waitFor('the hard limit', () => other.isFileClosed('/hard'), 30_000);
      assert.ok(Buffer.from(await other.readFile('/hard')).equals(bytes.subarray(0, 200_000)));
    } finally {
      await Promise.all(clients.map((client) => client.close().catch(() => undefined)));
    }
  });
});
