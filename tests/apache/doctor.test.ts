/** `quorate doctor` on Apache's daemons: the same questions, the same sentences, as far as their protocols tell. */
import assert from 'node:assert/strict';
import { cpSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Finding } from '../../src/doctor/finding.ts';
import type { Report } from '../../src/doctor/report.ts';
import { quorate } from '../process/quorate-command.ts';
import { startApacheCluster } from './rig/apache-cluster.ts';
import { hdfsOk, needsApache, step } from './rig/apache.ts';
import { waitFor } from './rig/ports.ts';
import { withWorkDir } from './rig/processes.ts';

test('the doctor on Apache\'s cluster', { timeout: 240_000 }, async (t) => {
  if (!needsApache(t)) return;
  await withWorkDir('doctor-apache', async (dir) => {
    const cluster = await startApacheCluster({ dir, dataNodes: 1, hdfs: { 'dfs.namenode.hanlder.count': '5', 'dfs.df.interval': '60000' } });
    try {
      const report = async (conf = cluster.confDir): Promise<Report> => {
        const { code, stdout, stderr } = await quorate(['doctor', '--json', '--config', conf]);
        assert.equal(stderr, '');
        const read = JSON.parse(stdout) as Report;
        assert.equal(code, read.healthy ? 0 : 1);
        return read;
      };
      /** Asks until it says all of that: the first who asks a JVM something waits for its classes, longer than the doctor does. */
      const says = async (wanted: readonly (readonly [check: string, text: RegExp])[], conf?: string): Promise<void> => {
        let last: readonly Finding[] = [];
        const said = async (): Promise<boolean> => {
          ({ findings: last } = await report(conf));
          return wanted.every(([check, text]) => last.some((finding) => finding.check === check && text.test(finding.text)));
        };
        await waitFor('what is wanted', said, 30_000, 200).catch(() => assert.fail(`not ${wanted.map(String).join(' and ')} in ${JSON.stringify(last, undefined, 1)}`));
      };
      await step(t, 'well but for its configuration', async () => {
        // A slow disk is the machine's.
        const well = async (): Promise<Report | undefined> => {
          const read = await report();
          const isWell = read.findings.filter(({ check }) => check !== 'slow-sync').map(({ check }) => check).sort().join() === 'conf-deprecated,conf-misspelt';
          return isWell && read.daemons.every(({ answers, clockAheadMs }) => answers && clockAheadMs !== undefined) ? read : undefined;
        };
        const { daemons } = await waitFor('nothing but that to be wrong', well, 30_000, 200);
        assert.deepEqual(daemons.map(({ state }) => state).slice(0, 2), ['active', 'standby']);
      });
      await step(t, 'safe mode, in plain words', async () => {
        await hdfsOk(['dfsadmin', '-safemode', 'enter'], { confDir: cluster.confDir });
        await says([['safe-mode', /nn1 .* is in safe mode\. Files can be read, and nothing can be changed\. An operator turned it on\./]]);
        await hdfsOk(['dfsadmin', '-safemode', 'leave'], { confDir: cluster.confDir });
      });
      await step(t, 'nobody Active', async () => {
        await hdfsOk(['haadmin', '-transitionToStandby', 'nn1'], { confDir: cluster.confDir });
        await says([['no-active', /Automatic failover is off/]]);
        await cluster.transitionToActive('nn1');
      });
      await step(t, 'a JournalNode away, behind, and without its journal', async () => {
        const { rpc } = cluster.ports('jn3');
        await cluster.kill('jn3');
        await says([['unreachable', new RegExp(`JournalNode 127\\.0\\.0\\.1:${rpc} does not run.*Writes go on`)]]);
        await hdfsOk(['dfs', '-mkdir', '/while-it-is-away'], { confDir: cluster.confDir });
        await cluster.start('jn3');
        await says([['journal-behind', new RegExp(`JournalNode 127\\.0\\.0\\.1:${rpc} is \\d+ transactions? behind`)]]);
        await cluster.kill('jn3');
        renameSync(join(cluster.dataDirOf('jn3'), cluster.nameservice), join(dir, 'away'));
        await cluster.start('jn3');
        await says([['journal-unformatted', new RegExp(`127\\.0\\.0\\.1:${rpc} has no journal 'apache'`)]]);
      });
      await step(t, 'another cluster\'s journal', async () => {
        await cluster.kill('jn3');
        const own = join(cluster.dataDirOf('jn3'), cluster.nameservice);
        rmSync(own, { recursive: true, force: true });
        renameSync(join(dir, 'away'), own);
        const version = join(own, 'current', 'VERSION');
        writeFileSync(version, readFileSync(version, 'latin1').replace('CID-apache', 'CID-other'), 'latin1');
        await cluster.start('jn3');
        await says([
          ['mismatched-journal', /keeps the journal of another file system: clusterID CID-other, namespaceID -?\d+, while nn1 has clusterID CID-apache/],
          ['mismatched-directory', /its VERSION says clusterID CID-other/],
        ], cluster.confDirOf('jn3'));
      });
      await step(t, 'a Standby that is behind, and a checkpoint that is due', async () => {
        const impatient = join(dir, 'impatient');
        cpSync(cluster.confDir, impatient, { recursive: true });
        const site = join(impatient, 'hdfs-site.xml');
        const properties = Object.entries({ 'dfs.ha.log-roll.period': '1ms', 'dfs.ha.tail-edits.period': '1ms', 'dfs.namenode.checkpoint.txns': '1' });
        writeFileSync(site, readFileSync(site, 'utf8').replace('</configuration>', `${properties.map(([name, value]) => `<property><name>${name}</name><value>${value}</value></property>`).join('')}</configuration>`));
        await hdfsOk(['dfs', '-mkdir', '/that-is-in-an-open-segment'], { confDir: cluster.confDir });
        await says([
          ['standby-lag', /^Standby nn2 .* is \d+ transactions? behind nn1/], ['checkpoint-overdue', /checkpoint was made, and \d+ transactions came since/],
        ], impatient);
      });
      await step(t, 'one NameNode hangs, and the DataNode is gone', async () => {
        await cluster.daemon('nn2').kill('SIGSTOP');
        await cluster.kill('dn1');
        await says([
          ['unreachable', /^NameNode nn2 .* takes connections and does not answer\. Meanwhile there is nobody to take over from nn1\./], ['unreachable', /^DataNode .* does not run/],
        ]);
        await cluster.daemon('nn2').kill('SIGCONT');
      });
      await step(t, 'two are Active', async () => {
        // The first one finds out with its next write.
        await hdfsOk(['haadmin', '-transitionToActive', '--forceactive', 'nn2'], { confDir: cluster.confDir });
        await says([['two-active', /^nn1 \(.*\) and nn2 \(.*\) both say that they are Active/]]);
      });
    } finally {
      await cluster.stop();
    }
  });
});
