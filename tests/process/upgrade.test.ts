/**
 * An upgrade, its rollback and its finalization, with a majority of the JournalNodes: one is away, and comes right by itself when it is
 * back, each time.
 */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { waitFor } from '../apache/rig/ports.ts';
import { withSite } from './daemon-site.ts';

test('upgraded, rolled back, upgraded and finalized, each time without one of the JournalNodes', { timeout: 120_000 }, async () => {
  await withSite('upgrade', async (site, dir) => {
    await Promise.all(['jn1', 'jn2', 'jn3'].map((name) => site.start(name)));
    await site.run('nn1', 'namenode', '-format', '-nonInteractive');
    await Promise.all([site.start('nn1'), site.start('dn')]);
    const [first, more] = [join(dir, 'first'), join(dir, 'more')];
    writeFileSync(first, 'before the upgrade\n');
    writeFileSync(more, 'and after it\n');
    await site.client('dfs', '-put', first, '/file');
    const before = site.cTime('nn1');
    await site.stop('nn1', 'dn', 'jn3');

    await site.start('nn1', '-upgrade');
    await site.start('dn');
    const upgraded = site.cTime('nn1');
    assert.notEqual(upgraded, before);
    for (const name of ['nn1', 'jn1', 'jn2']) assert.deepEqual([site.cTime(name), site.cTime(name, 'previous')], [upgraded, before], name);
    // Of the two NameNodes that it asks one does not run.
    assert.match(await site.asked('dfsadmin', '-upgrade', 'query'), /^Upgrade not finalized for /);
    await site.client('dfs', '-appendToFile', more, '/file');
    await site.client('dfs', '-mkdir', '/later');
    // The other NameNode comes along, with the way back if it had a state of its own.
    await site.run('nn2', 'namenode', '-bootstrapStandby', '-nonInteractive');
    assert.equal(site.cTime('nn2'), upgraded);
    await site.start('jn3');
    await site.healed('jn3', upgraded);
    assert.equal(await site.client('dfs', '-cat', '/file'), 'before the upgrade\nand after it\n');

    await site.stop('nn1', 'dn', 'jn3');
    await site.run('nn1', 'namenode', '-rollback');
    for (const name of ['nn1', 'jn1', 'jn2']) assert.deepEqual([site.cTime(name), site.cTime(name, 'previous')], [before, undefined], name);
    await Promise.all([site.start('nn1'), site.start('dn', '-rollback'), site.start('jn3')]);
    await site.healed('jn3', before);
    await waitFor('the block', async () => (await site.client('dfs', '-cat', '/file').catch(() => '')) === 'before the upgrade\n', 20_000);
    assert.doesNotMatch(await site.client('dfs', '-ls', '/'), /later/);

    await site.stop('nn1', 'dn', 'jn3');
    await site.start('nn1', '-upgrade');
    await site.start('dn');
    assert.equal(site.cTime('jn1', 'previous'), before);
    await site.client('dfs', '-mkdir', '/again');
    assert.match(await site.asked('dfsadmin', '-finalizeUpgrade'), /^Finalize upgrade successful for /);
    assert.match(await site.asked('dfsadmin', '-upgrade', 'query'), /^Upgrade finalized for /);
    await site.start('jn3');
    await site.healed('jn3', site.cTime('nn1'));
    for (const name of ['nn1', 'jn1', 'jn2', 'jn3']) assert.equal(site.cTime(name, 'previous'), undefined, name);
    const refused = await site.command('nn1', 'namenode', '-rollingUpgrade', 'started');
    assert.equal(refused.code, 1);
    assert.match(refused.stderr, /quorate has no rolling upgrade yet/);
    await site.stop('nn1', 'dn', 'jn1', 'jn2', 'jn3');
    const nothing = await site.command('nn1', 'namenode', '-rollback');
    assert.deepEqual([nothing.code, /Rollback aborted/.test(nothing.stderr)], [1, true]);
  });
});
