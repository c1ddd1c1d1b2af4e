/**
 * Our client on Apache's HA cluster: the scenario that our own cluster also plays
 * (tests/process/client.test.ts), and what it wrote in the eyes of a Java client.
 */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { Client } from '../../src/api/index.ts';
import { loadConfiguration } from '../../src/cli/conf-dir.ts';
import { nodeEnv } from '../../src/env/node/node-env.ts';
import { HaAdmin } from '../../src/failover/ha-admin.ts';
import { clientScenario, scenarioProperties } from './client-scenario.ts';
import { needsApache, step } from './rig/apache.ts';
import { startApacheCluster } from './rig/apache-cluster.ts';
import { content } from './rig/content.ts';
import { javaClient } from './rig/java-client.ts';
import { withWorkDir } from './rig/processes.ts';

const nameNodes = ['nn1', 'nn2'];
const dataNodes = ['dn1', 'dn2', 'dn3', 'dn4'];

test('what programs do with our client, on Apache\'s cluster', { timeout: 240_000 }, async (t) => {
  if (!needsApache(t)) return;
  await withWorkDir('client', async (dir) => {
    const cluster = await startApacheCluster({ dir, nameNodes: 2, dataNodes: 4, hdfs: scenarioProperties });
    const { confDir } = cluster;
    const shell = javaClient('Shell', [], { confDir });
    const writer = javaClient('Writer', [], { confDir });
    const dataNode = (port: number): string => dataNodes.find((name) => cluster.ports(name).data === port) ?? '';
    try {
      await using client = new Client({ confDir, ...(process.env['QUORATE_TEST_LOG'] === undefined ? {} : { log: console.error }) });
      await using stranger = new Client({ confDir, user: 'stranger' });
      await clientScenario(t, {
        client, stranger,
        failover: async () => {
          const states = await Promise.all(nameNodes.map((name) => cluster.state(name)));
          const active = nameNodes[states.indexOf('active')] ?? '';
          const other = nameNodes.find((name) => name !== active) ?? '';
          await cluster.kill(active);
          // haadmin would first want to hear from the one that was killed.
          await new HaAdmin(nodeEnv({ name: 'test' }), loadConfiguration(['--config', confDir], {}).conf, client.user).transitionToActive(other, 'user');
        },
        killDataNode: async (port) => cluster.kill(dataNode(port)),
        startDataNode: async (port) => {
          await cluster.start(dataNode(port));
          await cluster.ready();
        },
        corrupt: async (port, blockId) => {
          const file = await open(replica(cluster.dataDirOf(dataNode(port)), blockId), 'r+');
          await file.write(Buffer.from([0xff, 0, 0xff]), 0, 3, 50_000);
          await file.close();
        },
      });

      await step(t, 'a Java client reads what ours wrote, and sees the same checksums', async () => {
        for (const [path, seed] of [['/lengths/64513', 8], ['/lengths/787132', 13], ['/failover', 13], ['/killed-1', 12], ['/flushed', 7]] as const) {
          const { length } = await client.stat(path);
          writer.send({ op: 'read', path, bytes: length, seed });
          const done = await writer.until('done');
          assert.equal(done['ok'], true, `${path}: ${JSON.stringify(done)}`);
          for (const mode of ['MD5MD5CRC', 'COMPOSITE_CRC']) {
            await using summing = new Client({ confDir, conf: { 'dfs.checksum.combine.mode': mode } });
            const { algorithm, bytes } = await summing.checksum(path);
            const { out } = await shell.ask({ args: ['dfs', '-D', 'fs.hdfs.impl.disable.cache=true', '-D', `dfs.checksum.combine.mode=${mode}`, '-checksum', path] });
            assert.equal(String(out).trim(), `${path}\t${algorithm}\t${Buffer.from(bytes).toString('hex')}`);
          }
        }
        const empty = await client.checksum('/lengths/0');
        const { out } = await shell.ask({ args: ['dfs', '-checksum', '/lengths/0'] });
        assert.equal(String(out).trim(), `/lengths/0\t${empty.algorithm}\t${Buffer.from(empty.bytes).toString('hex')}`);
      });

      await step(t, 'ours reads what a Java client writes', async () => {
        writer.send({ op: 'write', path: '/java', bytes: 3_000_000, seed: 40, block: 1024 * 1024 });
        assert.equal((await writer.until('done'))['ok'], true);
        assert.equal(Buffer.compare(await client.readFile('/java'), content(40, 3_000_000, 0)), 0);
      });
    } finally {
      await shell.close();
      await writer.close();
      await cluster.stop();
    }
  });
});

/** The path of a finished replica below `dir`. */
function replica(dir: string, blockId: bigint): string {
  const found = readdirSync(dir, { recursive: true, encoding: 'utf8' }).find((name) => name.endsWith(`/blk_${blockId}`));
  if (found === undefined) throw new Error(`no replica of ${blockId} in ${dir}`);
  return join(dir, found);
}
