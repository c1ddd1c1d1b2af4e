/** A NameNode that would elect otherwise than the JournalNodes keep takes part in nothing and says why, until an operator changes it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { waitFor } from '../apache/rig/ports.ts';
import { withSite } from './daemon-site.ts';

const overZooKeeper = ['-D', 'ha.zookeeper.quorum.ns=127.0.0.1:1'];

test('the kind of election is kept by the JournalNodes', { timeout: 90_000 }, async () => {
  await withSite('elector', async (site) => {
    await Promise.all(['jn1', 'jn2', 'jn3'].map((name) => site.start(name)));
    await site.run('nn1', 'namenode', '-format', '-nonInteractive');
    await site.start('nn1');
    await waitFor('nn1 to be Active', async () => /active/.test((await site.command('nn1', 'haadmin', '-getServiceState', 'nn1')).stdout));
    const kept = async (): Promise<string[]> => (await site.run('nn1', 'haadmin', '-elector')).trim().split('\n').map((line) => line.split(/\s+/)[1] ?? '');
    assert.deepEqual(await kept(), ['journal', 'journal', 'journal']);
    await site.run('nn2', 'namenode', '-bootstrapStandby', '-nonInteractive');
    await site.start('nn2', ...overZooKeeper);
    await waitFor('nn2 to say what is wrong', async () => /elect over the JournalNodes .* over ZooKeeper .*quorate haadmin -elector zookeeper/.test(await site.readiness('nn2')), 15_000);
    const refused = await site.command('nn1', 'haadmin', '-elector', 'zookeeper');
    assert.deepEqual([refused.code, /A NameNode holds the lease of this journal: stop every NameNode/.test(refused.stderr)], [255, true], refused.stderr);
    await site.kill('nn1', 'nn2');
    await waitFor('the lease to be over', async () => /^The NameNodes elect over ZooKeeper from now on, as 3 of 3 JournalNodes keep it\.$/m.test((await site.command('nn1', 'haadmin', '-elector', 'zookeeper')).stdout));
    assert.deepEqual(await kept(), ['zookeeper', 'zookeeper', 'zookeeper']);
    await site.start('nn1');
    await waitFor('nn1 to say what is wrong', async () => /quorate haadmin -elector journal/.test(await site.readiness('nn1')), 15_000);
  });
});
