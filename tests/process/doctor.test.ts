/**
 * `quorate doctor` on a real cluster that is broken in one way after the other: what it says of each, and that it says
 * nothing when all is well. Where the cluster itself need not suffer, the doctor is given another configuration of it.
 */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { diagnose } from '../../src/cli/commands/doctor.ts';
import { clientProperties, coreProperties } from '../../src/cluster/cluster-layout.ts';
import type { Finding } from '../../src/doctor/finding.ts';
import type { Report } from '../../src/doctor/report.ts';
import { step, writeConfDir } from '../apache/rig/apache.ts';
import { waitFor } from '../apache/rig/ports.ts';
import { type TestCluster, withCluster } from './cluster-fixture.ts';
import { nameNodeClient } from './name-node-client.ts';
import { quorate } from './quorate-command.ts';

const properties = { 'dfs.heartbeat.interval': '500ms', 'dfs.namenode.heartbeat.recheck-interval': '500', 'dfs.namenode.stale.datanode.interval': '1500' };

test('a cluster is broken, and the doctor says how', { timeout: 180_000 }, async (t) => {
  await withCluster('doctor', { properties }, async (cluster, workDir) => {
    await step(t, 'all is well: nothing is said, and nothing is left behind', () => well(cluster));
    await step(t, 'keys and values that are wrong', () => wrongKeys(cluster, workDir));
    await step(t, 'addresses, clocks and numbers that are wrong', () => wrongAddresses(cluster, workDir));
    await step(t, 'JournalNodes away, behind, in another epoch, of another cluster', () => journalNodes(cluster));
    await step(t, 'DataNodes silent, dead, of another cluster; blocks; safe mode', () => dataNodes(cluster));
    await step(t, 'NameNodes paused, blank, and none Active', () => nameNodes(cluster));
  });
});

test('a command line that names nothing', async () => {
  assert.equal((await quorate(['doctor'])).code, 2);
  assert.deepEqual([(await quorate(['doctor', '--config', '/nowhere'])).code, (await quorate(['doctor', '--jsno'])).code], [2, 2]);
});

/** Runs it; the exit code says whether there are problems. */
async function findings(...args: string[]): Promise<readonly Finding[]> {
  const { code, stdout, stderr } = await quorate(['doctor', '--json', ...args]);
  assert.equal(stderr, '');
  const report = JSON.parse(stdout) as Report;
  assert.deepEqual([code, report.healthy], report.findings.some(({ severity }) => severity === 'problem') ? [1, false] : [0, true]);
  return report.findings;
}

/** The same without a process of its own: it is asked often. */
async function ofCluster(cluster: TestCluster): Promise<readonly Finding[]> {
  // Timers of an Env do not keep a process.
  const awake = setInterval(() => undefined, 60_000);
  try {
    return (await diagnose({ dir: cluster.dir })).report.findings;
  } finally {
    clearInterval(awake);
  }
}

/** What it says with another configuration of the running cluster; undefined takes a property out. */
async function withConfiguration(cluster: TestCluster, workDir: string, changes: Readonly<Record<string, string | undefined>>): Promise<readonly Finding[]> {
  const merged = Object.entries({ ...clientProperties(cluster.layout), ...changes }).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return findings('--config', writeConfDir(join(workDir, 'other-conf'), coreProperties(cluster.layout), Object.fromEntries(merged)));
}

/** That one of `found` is this check, about this, and that its sentence and its advice say this. */
function says(found: readonly Finding[], check: string, text: RegExp, advice = /./): void {
  assert.ok(found.some((finding) => finding.check === check && text.test(finding.text) && advice.test(finding.advice)), `no ${check} saying ${text} in ${JSON.stringify(found, undefined, 1)}`);
}

function untilSaid(cluster: TestCluster, check: string): Promise<readonly Finding[]> {
  return waitFor(`the doctor to say ${check}`, async () => {
    const found = await ofCluster(cluster);
    return found.some((finding) => finding.check === check) ? found : false;
  }, 20_000);
}

async function well(cluster: TestCluster): Promise<void> {
  const files = (): string[] => readdirSync(cluster.dir, { recursive: true, encoding: 'utf8' }).filter((name) => name.includes('doctor'));
  // A disk that everybody writes to is slow, and said to be.
  await waitFor('nothing to be said', async () => (await ofCluster(cluster)).every(({ check }) => check === 'slow-sync'), 20_000);
  const { code, stdout } = await cluster.command('doctor');
  assert.equal(code, 0, stdout);
  assert.match(stdout, /^\S+: (?:nothing is wrong|\d warnings?)\n\n[^]*Looked at 2 NameNodes, 3 JournalNodes, 3 DataNodes, 8 directories \(a durable\s+write\s+takes [\d.]+ m?s\)/);
  assert.deepEqual(files(), []);
  // The configuration for clients leads to the whole cluster, and so does the working directory.
  const report = await waitFor('everybody to answer in time', async () => {
    const read = JSON.parse((await quorate(['doctor', '--json', '--config', cluster.confDir])).stdout) as Report;
    return read.daemons.filter(({ answers, clockAheadMs }) => answers && clockAheadMs !== undefined).length === 8 && read;
  }, 20_000);
  assert.deepEqual([report.healthy, report.looked.directories], [true, 8]);
  assert.deepEqual(report.daemons.map(({ name }) => name), ['nn1', 'nn2', 'jn1', 'jn2', 'jn3', 'dn1', 'dn2', 'dn3']);
  // There is time for one directory at least.
  assert.ok(report.syncs.length >= 1 && report.syncs.every(({ samples, medianMs, worstMs }) => samples >= 1 && medianMs <= worstMs), JSON.stringify(report.syncs));
}

async function wrongKeys(cluster: TestCluster, workDir: string): Promise<void> {
  const found = await withConfiguration(cluster, workDir, {
    'dfs.namenode.hanlder.count': '20', 'dfs.namenode.http-address.ns1.nn3': '127.0.0.1:1', 'dfs.permissions.supergroup': 'supergroup', 'dfs.namenode.checkpoint.period': '1 hour',
    'hadoop.security.authentication': 'kerberos', 'dfs.our.own': 'x',
  });
  says(found, 'conf-misspelt', /^dfs\.namenode\.hanlder\.count in .*hdfs-site\.xml is no key of Hadoop or quorate.*did you mean dfs\.namenode\.handler\.count\?/);
  says(found, 'conf-suffix', /'ns1\.nn3' is none of ns1\.nn1, ns1\.nn2 and ns1/);
  says(found, 'conf-deprecated', /^dfs\.permissions\.supergroup .* is an old name of dfs\.permissions\.superusergroup\. It still has its effect\./);
  says(found, 'conf-value', /^dfs\.namenode\.checkpoint\.period: '1 hour' in .* cannot be used: expected a time/);
  says(found, 'conf-unheeded', /every client is believed to be who it says it is/);
  says(found, 'conf-unknown', /^dfs\.our\.own/);
  assert.equal(found.length, 6, JSON.stringify(found));
  const { stdout } = await quorate(['doctor', '--config', 'other-conf'], { cwd: workDir });
  assert.match(stdout, /^other-conf: 4 problems and 2 warnings\n\nPROBLEM {2}.*[^]*\nPROBLEM {2}dfs\.namenode\.hanlder\.count in other-conf\/hdfs-site\.xml is no key of Hadoop/);
  writeFileSync(join(workDir, 'other-conf', 'hdfs-site.xml'), '<configuration><property>');
  says(await findings('--config', join(workDir, 'other-conf')), 'conf-unusable', /hdfs-site\.xml: not well-formed XML/);
}

async function wrongAddresses(cluster: TestCluster, workDir: string): Promise<void> {
  const { layout } = cluster;
  const [nn1, nn2, jn1, jn2] = ['nn1', 'nn2', 'jn1', 'jn2'].map((name) => cluster.daemon(name));
  assert.ok(nn1 && nn2 && jn1 && jn2);
  const late = http.createServer((_request, response) => response.writeHead(200, { Date: new Date(Date.now() - 3_600_000).toUTCString() }).end('{}'));
  await makeDirectories(cluster, 'before');
  // Takes connections and says nothing; whoever gives up resets his.
  const mute = net.createServer((socket) => socket.on('error', () => undefined));
  const ports = await Promise.all([late, mute].map((server) => new Promise<number>((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as net.AddressInfo).port)))));
  try {
    const found = await withConfiguration(cluster, workDir, {
      // A web port for an RPC port, another daemon's port, a port where nobody is, and two that are there and are no JournalNodes.
      'dfs.namenode.shared.edits.dir': `qjournal://${jn1.host}:${jn1.httpPort};${nn1.host}:${nn1.rpcPort};127.0.0.1:1;127.0.0.1:${ports[1]}/ns1`,
      'dfs.namenode.http-address.ns1.nn2': `127.0.0.1:${ports[0]}`, 'dfs.namenode.checkpoint.txns': '1', 'dfs.replication': '9',
    });
    says(found, 'mismatched-service', new RegExp(`Something else than Hadoop RPC answers at 127.0.0.1:${jn1.httpPort}.*a web server`), /web port in place of the RPC port/);
    says(found, 'mismatched-service', new RegExp(`At 127.0.0.1:${nn1.rpcPort} answers another kind of Hadoop daemon`));
    says(found, 'unreachable', /127\.0\.0\.1:1 does not run: its host is there, but nobody listens on port 1\./);
    says(found, 'unreachable', new RegExp(`127.0.0.1:${ports[1]} takes connections and does not answer`));
    says(found, 'no-journal-majority', /none of 4 JournalNodes answers/);
    says(found, 'journal-size', /4 JournalNodes, an even number/);
    says(found, 'clock-skew', /clock of nn2 is 60 minutes behind the others/, /NTP/);
    says(found, 'few-datanodes', /9 copies \(dfs\.replication\), and only 3 DataNodes are alive/);
    says(found, 'checkpoint-overdue', /transactions came since: a restart has to read all of them/);
  } finally {
    late.close();
    mute.close();
  }
  const alone = await withConfiguration(cluster, workDir, {
    'dfs.ha.namenodes.ns1': 'nn1', 'dfs.namenode.rpc-address.ns1.nn2': undefined, 'dfs.namenode.http-address.ns1.nn2': undefined, 'dfs.ha.zkfc.port.ns1.nn2': undefined,
    'dfs.namenode.rpc-address.ns1.nn1': `0.0.0.0:${nn1.rpcPort}`, 'dfs.namenode.shared.edits.dir': `qjournal://${jn1.host}:${jn1.rpcPort};no-such-host.invalid:8485/${layout.nameservice}`,
    'dfs.namenode.name.dir': `file://${join(workDir, 'blank')}`,
    'dfs.datanode.data.dir': join(workDir, 'blank'), 'dfs.datanode.address': '192.0.2.1:9866', 'dfs.datanode.http.address': `${jn1.host}:${jn1.rpcPort}`,
  });
  says(alone, 'foreign-address', /^dfs\.datanode\.address is 192\.0\.2\.1:9866, which is none of this machine's addresses/);
  says(alone, 'same-address', new RegExp(`and the DataNode's web port are both ${jn1.host}:${jn1.rpcPort}`));
  says(alone, 'one-namenode', /only one NameNode/);
  says(alone, 'journal-size', /only two JournalNodes/);
  says(alone, 'wildcard-address', /rpc-address\.ns1\.nn1 is 0\.0\.0\.0:/, /rpc-bind-host/);
  assert.ok(alone.some(({ check, text }) => ['unknown-host', 'slow-name', 'unreachable'].includes(check) && text.includes('no-such-host.invalid')), JSON.stringify(alone));
}

async function journalNodes(cluster: TestCluster): Promise<void> {
  const jn3 = cluster.daemon('jn3');
  await cluster.kill('jn3');
  says(await ofCluster(cluster), 'unreachable', /^JournalNode jn3 .* does not run\. Writes go on with jn1 and jn2; if one more is lost, they stop\.$/, new RegExp(`\`quorate start jn3 --dir ${cluster.dir}\``));
  // Somebody takes its port.
  const squatter = net.createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => squatter.listen(jn3.rpcPort, jn3.host, resolve));
  says(await ofCluster(cluster), 'port-taken', new RegExp(`^Port ${jn3.rpcPort} on this machine, which is to be jn3's RPC port, is taken by .*, pid ${process.pid}\\.$`));
  await new Promise((resolve) => squatter.close(resolve));
  // While it is away another NameNode becomes the writer, and writes.
  const active = await cluster.untilActive();
  const other = active === 'nn1' ? 'nn2' : 'nn1';
  assert.equal((await quorate(['haadmin', '--config', cluster.confDir, '-failover', active, other])).code, 0);
  await makeDirectories(cluster, 'meanwhile');
  // When it is back, nobody is there who could bring it up to date.
  await cluster.kill('nn1', true);
  await cluster.kill('nn2', true);
  await cluster.start('jn3');
  const late = await untilSaid(cluster, 'journal-behind');
  says(late, 'journal-behind', /^JournalNode jn3 .* is \d+ transactions behind/);
  says(late, 'journal-epoch', /jn3 .* has promised epoch \d+, jn1 and jn2 have promised \d+\. It missed the last change/);
  await cluster.start('nn1', 'nn2');
  await cluster.untilActive();
  // What it missed it takes over from the others.
  await waitFor('jn3 to be whole', async () => !(await ofCluster(cluster)).some(({ check }) => check.startsWith('journal-')), 20_000, 300);
  // Its directory gets into another cluster's hands, and is lost.
  const current = join(cluster.dataDir('jn3'), 'ns1', 'current');
  const version = readFileSync(join(current, 'VERSION'), 'latin1');
  await restarted(cluster, 'jn3', () => writeFileSync(join(current, 'VERSION'), version.replace(/^clusterID=.*$/m, 'clusterID=CID-of-another'), 'latin1'));
  const foreign = await untilSaid(cluster, 'mismatched-journal');
  says(foreign, 'mismatched-journal', /jn3 .* keeps the journal of another file system: clusterID CID-of-another/);
  says(foreign, 'mismatched-directory', /jn3\/ns1 of jn3 belongs to another cluster: its VERSION says clusterID CID-of-another/);
  await cluster.kill('jn3');
  renameSync(current, `${current}.away`);
  says(await ofCluster(cluster), 'unformatted', /Journal directory .*jn3\/ns1 of jn3/, /it learns from the others/);
  // With nobody to learn from it stays blank, and says so; then it learns.
  await cluster.kill('jn2');
  await cluster.start('jn3');
  says(await untilSaid(cluster, 'journal-unformatted'), 'journal-unformatted', /jn3 .* has no journal 'ns1'/, /it learns from the others by itself/);
  await cluster.start('jn2');
  await makeDirectories(cluster, 'again');
  await waitFor('jn3 to vote', async () => !(await ofCluster(cluster)).some(({ check }) => check.startsWith('journal-')), 20_000, 300);
}

async function makeDirectories(cluster: TestCluster, parent: string): Promise<void> {
  const client = nameNodeClient(cluster.daemon(await cluster.untilActive()).rpcPort);
  for (let i = 0; i < 10; i++) await client.mkdirs(`/${parent}/${i}`);
  client.close();
}

async function restarted(cluster: TestCluster, name: string, change: () => void): Promise<void> {
  await cluster.kill(name);
  change();
  await cluster.start(name);
}

async function dataNodes(cluster: TestCluster): Promise<void> {
  assert.equal((await quorate(['dfs', '--config', cluster.confDir, '-put', '-', '/file'], { input: 'x'.repeat(1000) })).code, 0);
  await cluster.kill('dn1');
  await cluster.kill('dn3');
  cluster.pause('dn2');
  says(await ofCluster(cluster), 'unreachable', /^DataNodes dn1 .* and dn3 .* do not run\. Reads use the other copies/, /quorate start dn1.*quorate start dn3/);
  says(await ofCluster(cluster), 'unreachable', /^DataNode dn2 .* is paused/, /quorate resume dn2/);
  says(await untilSaid(cluster, 'stale-datanode'), 'stale-datanode', /dn2 has sent the NameNode no heartbeat for/);
  const version = join(cluster.dataDir('dn1'), 'current', 'VERSION');
  writeFileSync(version, readFileSync(version, 'latin1').replace(/^clusterID=.*$/m, 'clusterID=CID-of-another'), 'latin1');
  says(await ofCluster(cluster), 'mismatched-directory', /data\/dn1 of dn1 belongs to another cluster/);
  assert.equal((await quorate(['dfsadmin', '--config', cluster.confDir, '-safemode', 'enter'])).code, 0);
  says(await ofCluster(cluster), 'safe-mode', /is in safe mode\. Files can be read, and nothing can be changed\. An operator turned it on\./, /dfsadmin .*-safemode leave/);
  assert.equal((await quorate(['dfsadmin', '--config', cluster.confDir, '-safemode', 'leave'])).code, 0);
  const dead = await waitFor('all DataNodes to be dead', async () => {
    const found = await ofCluster(cluster);
    return found.some(({ check }) => check === 'no-datanodes') && found.some(({ check }) => check === 'missing-blocks') ? found : false;
  }, 30_000);
  says(dead, 'dead-datanode', /^3 DataNodes of 3 are dead in the NameNode's eyes: dn1 .*, silent for [\d.]+ s; dn2 .*, its process is paused/);
  says(dead, 'missing-blocks', /^1 block has no copy on any live DataNode: files with it cannot be read\.$/);
  cluster.resume('dn2');
  says(await untilSaid(cluster, 'under-replicated'), 'under-replicated', /^1 block has fewer copies than asked for/);
}

async function nameNodes(cluster: TestCluster): Promise<void> {
  const active = await cluster.untilActive();
  const standby = active === 'nn1' ? 'nn2' : 'nn1';
  cluster.pause(standby);
  says(await ofCluster(cluster), 'unreachable', new RegExp(`^NameNode ${standby} .* is paused.*Meanwhile there is nobody to take over from ${active}\\.$`), new RegExp(`quorate resume ${standby}`));
  cluster.resume(standby);
  await cluster.kill('jn1');
  await cluster.kill('jn2');
  says(await ofCluster(cluster), 'no-journal-majority', /^Nothing can be written: only 1 of 3 JournalNodes answers/, /Bring 1 of jn1 and jn2 back/);
  await cluster.kill(active, true);
  says(await ofCluster(cluster), 'no-active', /^No NameNode is Active: files can be neither read nor written\. A majority of the JournalNodes is missing \(1 of 3 answer\)/);
  await cluster.kill(standby, true);
  const current = join(cluster.dataDir(standby), 'current');
  renameSync(current, `${current}.away`);
  says(await ofCluster(cluster), 'unformatted', new RegExp(`^Name directory .*/${standby} of ${standby} .* is empty`), /bootstrapStandby/);
  assert.equal((await cluster.command('down')).code, 0);
  const all = await findings('--dir', cluster.dir);
  says(all, 'not-running', /The cluster does not run/, /quorate up --dir/);
  assert.deepEqual(all.map(({ check }) => check).filter((check) => ['unreachable', 'no-active', 'no-journal-majority'].includes(check)), []);
}
