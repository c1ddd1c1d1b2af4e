import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { consecutivePorts } from '../cluster/cluster-layout.ts';
import type { ClusterLayout } from '../cluster/cluster-layout.ts';
import { nodeEnv } from '../env/node/node-env.ts';
import { writeConfiguration } from './cluster-directory.ts';
import { LocalCluster } from './local-cluster.ts';

test('a NameNode without a guardian is known, stopped and killed by its own name', async () => {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'quorate-local-cluster-'));
  const program = path.join(dir, 'daemon.mjs');
  writeFileSync(program, 'setInterval(() => {}, 1000);');
  try {
    for (const automatic of [true, false]) {
      const properties = { 'dfs.ha.automatic-failover.enabled': String(automatic) };
      const layout: ClusterLayout = { nameservice: 'ns1', dir, daemons: consecutivePorts(20_000, { namenodes: 1, journalnodes: 1, datanodes: 0 }), properties };
      writeConfiguration(layout);
      const cluster = new LocalCluster(nodeEnv({ name: 'test' }), layout, program);
      const [nn1] = layout.daemons;
      assert.ok(nn1 !== undefined && cluster.start(nn1));
      try {
        // With one, the process is the guardian's, which records its child.
        assert.deepEqual([cluster.state('nn1'), cluster.guardianPid('nn1') === undefined], automatic ? ['down', false] : ['running', true]);
        if (!automatic) assert.deepEqual([cluster.start(nn1), cluster.kill('nn1', false)], [false, true], 'a second one is not started beside it');
      } finally {
        await cluster.stopAll();
      }
      assert.deepEqual(cluster.table.running(), []);
    }
  } finally {
    rmSync(dir, { recursive: true });
  }
});
