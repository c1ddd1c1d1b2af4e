import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dataNodeOptions } from '../datanode/data-node-options.ts';
import { nameNodeOptions } from '../namenode/name-node-options.ts';
import { consecutivePorts, daemonConfiguration, dataDir } from './cluster-layout.ts';
import type { ClusterLayout } from './cluster-layout.ts';
import { journalNodeOptions } from './start-journal-node.ts';

test('each daemon keeps its data below the cluster\'s directory, whatever that is called', () => {
  for (const dir of ['/work', '/run#1', '/x%y', '/a%20b?', '/a b&c', '/größe']) {
    const layout: ClusterLayout = { nameservice: 'ns1', dir, daemons: consecutivePorts(20_000, { namenodes: 2, journalnodes: 3, datanodes: 1 }), properties: {} };
    const read = layout.daemons.flatMap((daemon) => {
      const conf = daemonConfiguration(layout, daemon, 'ann');
      if (daemon.role === 'namenode') return nameNodeOptions(conf, 'ann', () => true).nameDirs;
      return daemon.role === 'journalnode' ? [journalNodeOptions(conf).editsDir] : dataNodeOptions(conf, 'ann').dataLocations.map(({ path }) => path);
    });
    assert.deepEqual(read, layout.daemons.map(({ name }) => dataDir(layout, name)));
  }
});
