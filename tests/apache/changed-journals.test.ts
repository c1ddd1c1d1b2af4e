/**
 * Apache's NameNode on JournalNodes of ours whose list was changed: what it is told, and when it may write again (HA.md 35).
 */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { quorate } from '../process/quorate-command.ts';
import { SpareJournalNode } from '../process/spare-journal-node.ts';
import { startMixedCluster } from './mixed-cluster.ts';
import { type CommandResult, hdfs, needsApache, step } from './rig/apache.ts';
import { freePortBlock } from './rig/ports.ts';
import { withWorkDir } from './rig/processes.ts';

test('a changed list takes no writer of Apache\'s before it is sealed, and then one that is configured with it', { timeout: 120_000 }, async (t) => {
  if (!needsApache(t)) return;
  await withWorkDir('changed-journals', async (dir) => {
    const cluster = await startMixedCluster({ dir, ours: ['jn1', 'jn2', 'jn3', 'nn1', 'nn2'], dataNodes: 0 });
    const spare = new SpareJournalNode(dir, await freePortBlock(2), 0);
    await spare.start();
    const ours = async (...args: string[]): Promise<string> => {
      const { code, stdout, stderr } = await quorate(args, { env: { HADOOP_CONF_DIR: cluster.confDir }, timeoutMs: 60_000 });
      assert.equal(code, 0, `${args.join(' ')}: ${stderr}`);
      return stdout;
    };
    const promoteApaches = (): Promise<CommandResult> => hdfs(['haadmin', '-transitionToActive', '--forceactive', 'nn1'], { confDir: cluster.confDir, env: { RIG_JVM: 'fast' } });
    const jn1 = `127.0.0.1:${cluster.ports('jn1').rpc}`;
    await step(t, 'the list is changed; Apache\'s NameNode reads, and ends when it is to write', async () => {
      await ours('haadmin', '-journal', 'replace', jn1, spare.name);
      await ours('dfs', '-mkdir', '/before');
      await cluster.kill('nn2', 'SIGTERM');
      await cluster.swap('nn1');
      await cluster.untilState('nn1', 'standby');
      assert.match((await promoteApaches()).stderr, /EOFException/);
      assert.equal((await cluster.daemon('nn1').exited).code, 1);
      const log = readFileSync(cluster.daemon('nn1').logFile, 'utf8');
      assert.match(log, /recoverUnfinalizedSegments failed for required journal/);
      assert.match(log, new RegExp(`The JournalNodes of this journal were changed while it ran \\(generation 2 of their list: ${spare.name}, .* and seal the list \\(quorate haadmin -journal seal\\)`));
    });
    await step(t, 'ours seals it, before it gives way', async () => {
      await cluster.swap('nn1');
      await cluster.start('nn2');
      await ours('haadmin', '-transitionToActive', 'nn1');
      assert.match(await ours('haadmin', '-journal', 'seal'), /\(generation 4, sealed\)/);
      await cluster.kill('nn2', 'SIGTERM');
    });
    await step(t, 'Apache\'s, with the new list, writes', async () => {
      const site = join(cluster.confDirOf('nn1'), 'hdfs-site.xml');
      writeFileSync(site, readFileSync(site, 'utf8').replaceAll(`${jn1};`, `${spare.name};`));
      await cluster.swap('nn1');
      await cluster.untilState('nn1', 'standby');
      assert.equal((await promoteApaches()).code, 0);
      await ours('dfs', '-mkdir', '/after');
      assert.match(await ours('dfs', '-ls', '/'), /\/after\n.*\/before\n/);
      assert.equal(spare.list(cluster.nameservice)?.gen, 4);
    });
    await cluster.stop();
    spare.kill();
  });
});
