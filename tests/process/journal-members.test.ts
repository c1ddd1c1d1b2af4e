/**
 * JournalNodes added, replaced and removed while clients write (HA.md G): no call fails. NameNodes that start again with the old
 * hdfs-site.xml find the newest list, and a change whose Active is killed in the middle is made all the same.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freePortBlock, waitFor } from '../apache/rig/ports.ts';
import { type TestCluster, withCluster } from './cluster-fixture.ts';
import { nameNodeClient } from './name-node-client.ts';
import { type CommandResult, quorate } from './quorate-command.ts';
import { SpareJournalNode } from './spare-journal-node.ts';

function journal(cluster: TestCluster, ...args: string[]): Promise<CommandResult> {
  return quorate(['haadmin', '-journal', ...args], { env: { HADOOP_CONF_DIR: cluster.confDir }, timeoutMs: 60_000 });
}

async function made(cluster: TestCluster, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await journal(cluster, ...args);
  assert.equal(code, 0, `${args.join(' ')}: ${stdout}${stderr}`);
  return stdout;
}

test('JournalNodes are added, replaced and removed under load, and NameNodes with the old configuration find the newest list', { timeout: 240_000 }, async (t) => {
  await withCluster('journal-members', {}, async (cluster) => {
    const active = await cluster.untilActive();
    const standby = cluster.names('namenode').find((name) => name !== active) ?? '';
    const [jn1 = '', jn2 = '', jn3 = ''] = cluster.names('journalnode').map((name) => `127.0.0.1:${cluster.daemon(name).rpcPort}`);
    const base = await freePortBlock(20);
    const spares = Array.from({ length: 4 }, (_, index) => new SpareJournalNode(cluster.dir, base, index));
    for (const spare of spares) await spare.start();
    const [s1 = '', s2 = '', s3 = '', s4 = ''] = spares.map(({ name }) => name);

    const client = nameNodeClient(cluster.daemon(active).rpcPort);
    const failures: string[] = [];
    let stopped = false;
    let written = 0;
    let longestMs = 0;
    const writers = Array.from({ length: 4 }, async (_, writer) => {
      for (let i = 0; !stopped; i++) {
        const began = performance.now();
        await client.mkdirs(`/load/${writer}/${i}`).then(() => written++, (error: unknown) => failures.push(String(error)));
        longestMs = Math.max(longestMs, performance.now() - began);
      }
    });
    try {
      await waitFor('the load', () => written > 100, 10_000, 10);
      assert.match(await made(cluster, 'list'), /^generation 0 \(as configured\)/);
      const refusals: [string[], RegExp][] = [
        [['add', jn1], /is one of them already/], [['remove', s1], /is none of them/], [['seal'], /they are the configured ones/], [['add', 'nowhere'], /not of the form host:port/],
      ];
      for (const [args, why] of refusals) {
        const { code, stderr } = await journal(cluster, ...args);
        assert.equal(code, 255);
        assert.match(stderr, why);
      }
      const began = performance.now();
      assert.match(await made(cluster, 'add', s1), /generation 2/);
      t.diagnostic(`a blank JournalNode was a member ${Math.round(performance.now() - began)} ms after the command began`);
      assert.match(await made(cluster, 'add', s2), /generation 4/);
      assert.match(await made(cluster, 'replace', jn1, s3), /generation 6/);
      assert.match(await made(cluster, 'remove', jn2), new RegExp(`The JournalNodes are ${[s3, jn3, s1, s2].join(', ')} \\(generation 8\\)`));
      assert.deepEqual(failures, []);
      t.diagnostic(`${written} calls meanwhile, the longest took ${Math.round(longestMs)} ms`);
    } finally {
      stopped = true;
      await Promise.all(writers);
      client.close();
    }

    // The removed ones may go, and one more of four; whoever takes over started with the old list.
    await cluster.kill('jn1');
    await cluster.kill('jn2');
    await cluster.kill(standby);
    const other = await journal(cluster, 'remove', s2);
    assert.match(other.stderr, new RegExp(`the NameNode ${standby} does not answer`));
    await cluster.start(standby);
    await cluster.untilState(standby, 'standby', 20_000);
    spares[0]?.kill();
    await cluster.kill(active);
    assert.equal(await cluster.untilActive({ not: active }), standby);
    await cluster.start(active);
    await cluster.untilState(active, 'standby', 20_000);
    const next = nameNodeClient(cluster.daemon(standby).rpcPort);
    assert.equal(await next.exists('/load/0/0'), true);
    await spares[0]?.start();
    for (let i = 0; i < 20; i++) await next.mkdirs(`/more/${i}`);
    assert.match(await made(cluster, 'list'), new RegExp(`generation 8, as ${standby} knows it`));

    // Killed as soon as the list is pending anywhere.
    const change = journal(cluster, 'replace', jn3, s4);
    const pid = cluster.pid(standby) ?? 0;
    const { nameservice } = cluster.layout;
    const keeps = (gen: number): boolean => spares.some((spare) => (spare.list(nameservice)?.gen ?? 0) >= gen);
    for (const endMs = performance.now() + 60_000; !keeps(9) && performance.now() < endMs;) await new Promise((resolve) => setImmediate(resolve));
    process.kill(pid, 'SIGKILL');
    const caught = !keeps(10);
    next.close();
    await cluster.untilActive({ not: standby });
    const { code, stdout, stderr } = await change;
    assert.equal(code, 0, stderr);
    assert.match(stdout, new RegExp(`The JournalNodes are ${[s3, s4, s1, s2].join(', ')} \\(generation 10\\)`));
    t.diagnostic(caught ? 'the Active was killed while the change was pending' : 'the Active was killed when the change was made');
    const last = nameNodeClient(cluster.daemon(active).rpcPort);
    await last.mkdirs('/last');
    assert.equal(await last.exists('/more/19'), true);
    last.close();
  });
});
