/** A cluster of processes as its user handles it: up, status, kill, start, pause, restart, down, and up again. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { firstTaken } from '../../src/cli/cluster-directory.ts';
import type { DaemonStatus } from '../../src/cli/cluster-status.ts';
import { portsOf } from '../../src/cluster/cluster-layout.ts';
import { step } from '../apache/rig/apache.ts';
import { freePortBlock, waitFor } from '../apache/rig/ports.ts';
import { exitOf, withWorkDir } from '../apache/rig/processes.ts';
import { type TestCluster, killProcessesOf, withCluster } from './cluster-fixture.ts';
import { type NameNodeClient, nameNodeClient } from './name-node-client.ts';
import { quorate, spawnQuorate } from './quorate-command.ts';

const all = ['nn1', 'nn2', 'jn1', 'jn2', 'jn3', 'dn1', 'dn2', 'dn3'];

test('a cluster is started, watched, hurt, stopped and found again', { timeout: 120_000 }, async (t) => {
  await withCluster('up', {}, async (cluster) => {
    await step(t, 'status --json names every daemon with its role, pid, state and addresses', () => statusShape(cluster));
    await step(t, 'all ports lie in the fifty from --base-port', async () => {
      for (const port of portsOf(cluster.layout.daemons)) assert.ok(port >= cluster.basePort && port < cluster.basePort + 50, String(port));
    });
    await step(t, 'the configuration for clients is Hadoop\'s', () => clientConfiguration(cluster));
    await step(t, 'commands for clients find the cluster that lies in the working directory', () => withoutConfDir(cluster));
    await step(t, 'the Active is killed: the other one takes over and has what was written', () => failover(cluster));
    await step(t, 'a paused NameNode is told as paused, and resumes as a Standby', () => pauseAndResume(cluster));
    await step(t, 'DataNodes and JournalNodes are killed, started, paused and restarted by name', () => handleOthers(cluster));
    await step(t, 'a NameNode that is restarted hands over', () => restartActive(cluster));
    await step(t, 'mistakes are told with their reason and an exit code', () => mistakes(cluster));
    await step(t, 'a second up starts only what does not run', () => secondUp(cluster));
    await step(t, 'down stops everything, and the next up finds the data', () => downAndUp(cluster));
    await step(t, 'no log tells of a bug', () => cleanLogs(cluster));
  });
});

interface Told {
  readonly name: string;
  readonly role: string;
  readonly pid?: number;
  readonly guardianPid?: number;
  readonly state: string;
  readonly rpc: string;
  readonly http: string;
  readonly txid?: number;
  readonly lagTxns?: number;
  readonly lagMs?: number;
}

async function told(cluster: TestCluster): Promise<Told[]> {
  const { code, stdout, stderr } = await cluster.command('status', '--json');
  assert.deepEqual([code, stderr], [0, '']);
  return (JSON.parse(stdout) as { daemons: Told[] }).daemons;
}

/** As `quorate status` tells it, without a process for each question. */
async function untilTold(cluster: TestCluster, name: string, state: string): Promise<DaemonStatus> {
  return waitFor(`${name} to be told as ${state}`, async () => (await cluster.status()).find((each) => each.name === name && each.state === state), 15_000);
}

async function succeeds(cluster: TestCluster, args: readonly string[], said: string): Promise<void> {
  const { code, stdout, stderr } = await cluster.command(...args);
  assert.deepEqual([code, stdout, stderr], [0, `${said}\n`, '']);
}

async function statusShape(cluster: TestCluster): Promise<void> {
  const daemons = await told(cluster);
  assert.deepEqual(daemons.map(({ name }) => name), all);
  assert.deepEqual(daemons.slice(0, 2).map(({ state }) => state).sort(), ['active', 'standby']);
  for (const { name, role, pid, guardianPid, state, rpc, http, txid, lagTxns, lagMs } of daemons) {
    assert.equal(role, name.startsWith('nn') ? 'namenode' : name.startsWith('jn') ? 'journalnode' : 'datanode');
    assert.ok(pid !== undefined && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(role), `${name}: ${pid}`);
    assert.deepEqual([rpc, http], [`127.0.0.1:${cluster.daemon(name).rpcPort}`, `127.0.0.1:${cluster.daemon(name).httpPort}`]);
    assert.equal(guardianPid !== undefined, role === 'namenode');
    if (role !== 'datanode') assert.ok(txid !== undefined && txid >= 1, `${name}: txid ${txid}`);
    if (role === 'namenode') assert.ok(typeof lagTxns === 'number' && typeof lagMs === 'number', `${name}: ${lagTxns} ${lagMs}`);
    else assert.equal(state, 'running');
  }
  const table = await cluster.command('status');
  assert.match(table.stdout, /\n\nelects over the JournalNodes\n$/);
  assert.match(table.stdout, /^NAME +STATE +RPC[^]*\nnn1 +(active|standby) +127\.0\.0\.1:\d+ [^]*\ndn3 +running/);
}

async function clientConfiguration(cluster: TestCluster): Promise<void> {
  const site = readFileSync(join(cluster.confDir, 'hdfs-site.xml'), 'utf8');
  for (const key of ['dfs.nameservices', 'dfs.ha.automatic-failover.enabled', 'dfs.ha.zkfc.port.ns1.nn1', 'dfs.ha.fencing.methods', 'dfs.client.failover.proxy.provider.ns1']) {
    assert.ok(site.includes(`<name>${key}</name>`), key);
  }
  assert.match(readFileSync(join(cluster.confDir, 'core-site.xml'), 'utf8'), /<name>fs\.defaultFS<\/name><value>hdfs:\/\/ns1</);
}

async function withoutConfDir(cluster: TestCluster): Promise<void> {
  await withWorkDir('cwd', async (cwd) => {
    symlinkSync(join(cluster.confDir, '..'), join(cwd, 'quorate-data'));
    const nowhere = await quorate(['haadmin', '-getAllServiceState'], { cwd: tmpdir() });
    assert.notEqual(nowhere.code, 0, nowhere.stdout);
    const { code, stdout, stderr } = await quorate(['haadmin', '-getAllServiceState'], { cwd });
    assert.deepEqual([code, stderr, stdout.split('\n').map((line) => line.split(/\s+/)[1]).sort()], [0, '', ['active', 'standby', undefined]]);
    assert.deepEqual(await quorate(['dfs', '-stat', '%n %F', 'hdfs://ns1/'], { cwd }), { code: 0, stdout: ' directory\n', stderr: '' });
    assert.match((await quorate(['dfsadmin', '-safemode', 'get'], { cwd })).stdout, /^Safe mode is OFF in /);
  });
}

async function withActive<T>(cluster: TestCluster, use: (client: NameNodeClient) => Promise<T>): Promise<T> {
  const client = nameNodeClient(cluster.daemon(await cluster.untilActive()).rpcPort);
  try {
    return await use(client);
  } finally {
    client.close();
  }
}

async function failover(cluster: TestCluster): Promise<void> {
  const active = await cluster.untilActive();
  assert.equal(await withActive(cluster, (client) => client.mkdirs('/kept/1')), true);
  await succeeds(cluster, ['kill', active], `${active}: killed`);
  const killed = performance.now();
  const next = await cluster.untilActive({ not: active });
  const took = performance.now() - killed;
  assert.ok(took < 5000, `the failover took ${took} ms`);
  assert.equal(await withActive(cluster, (client) => client.exists('/kept/1')), true);
  assert.equal((await untilTold(cluster, active, 'down')).pid, undefined);
  await succeeds(cluster, ['start', active], `${active}: started`);
  await cluster.untilState(active, 'standby');
  assert.equal(await cluster.active(), next, 'who comes back is a Standby');
}

async function pauseAndResume(cluster: TestCluster): Promise<void> {
  const active = await cluster.untilActive();
  await succeeds(cluster, ['pause', active, '--guardian'], `${active}: paused`);
  const next = await cluster.untilActive({ not: active });
  await untilTold(cluster, active, 'paused');
  assert.equal(await withActive(cluster, (client) => client.mkdirs('/kept/2')), true);
  await succeeds(cluster, ['resume', active], `${active}: resumed`);
  await cluster.untilState(active, 'standby');
  assert.equal(await cluster.active(), next);
  await waitFor(`${active} to have caught up`, async () => (await untilTold(cluster, active, 'standby')).lagTxns === 0);
}

async function handleOthers(cluster: TestCluster): Promise<void> {
  await Promise.all(['jn2', 'dn3'].map(async (name) => {
    const before = await untilTold(cluster, name, 'running');
    await succeeds(cluster, ['kill', name], `${name}: killed`);
    await untilTold(cluster, name, 'down');
    await succeeds(cluster, ['start', name], `${name}: started`);
    assert.notEqual((await untilTold(cluster, name, 'running')).pid, before.pid);
    await succeeds(cluster, ['start', name], `${name}: runs already`);
    await succeeds(cluster, ['restart', name], `${name}: restarted`);
    await untilTold(cluster, name, 'running');
    await succeeds(cluster, ['pause', name], `${name}: paused`);
    await untilTold(cluster, name, 'paused');
    await succeeds(cluster, ['resume', name], `${name}: resumed`);
    await succeeds(cluster, ['stop', name], `${name}: stopped`);
    await untilTold(cluster, name, 'down');
    await cluster.start(name);
  }));
}

async function restartActive(cluster: TestCluster): Promise<void> {
  const active = await cluster.untilActive();
  await succeeds(cluster, ['restart', active], `${active}: restarted`);
  assert.notEqual(await cluster.untilActive(), active);
  await cluster.untilState(active, 'standby');
}

async function mistakes(cluster: TestCluster): Promise<void> {
  const fails = async (args: readonly string[], why: RegExp): Promise<void> => {
    const { code, stderr } = await quorate(args);
    assert.notEqual(code, 0, args.join(' '));
    assert.match(stderr, why);
    assert.doesNotMatch(stderr, /\n {4}at /, 'a stack trace is for bugs');
  };
  const fresh = join(cluster.dir, 'new');
  await fails(['kill', 'nn9', '--dir', cluster.dir], /'nn9' is none of this cluster's daemons: nn1, nn2, jn1/);
  await fails(['status', '--dir', join(cluster.dir, 'none')], /no cluster in .*none/);
  await fails(['nonsense'], /there is no command 'nonsense'/);
  await fails(['up', '--detach', '--dir', fresh, '--base-port', String(cluster.basePort)], /port \d+ is in use/);
  await fails(['up', '--detach', '--dir', fresh, '--journalnodes', 'x'], /--journalnodes .*expected a number from 1 to 7/);
  await fails(['up', '--detach', '--dir', fresh, '--base-port', '80'], /--base-port 80: expected a number/);
  await fails(['up', '--detach', '--dir', cluster.dir, '--datanodes', '5'], /--datanodes 5: the cluster in .* has 3 of them, chosen when it was made/);
  await fails(['up', '--detach', '--dir', cluster.dir, '--base-port', String(cluster.basePort - 1000)], /--base-port \d+: the cluster in .* has ports from \d+ on/);
  await fails(['up', '--detach', '--dir', cluster.dir, '--namenodes', '0'], /--namenodes 0: expected a number from 1 to 5/);
  await succeeds(cluster, ['stop', 'dn1'], 'dn1: stopped');
  await fails(['kill', 'dn1', '--dir', cluster.dir], /it does not run/);
}

async function secondUp(cluster: TestCluster): Promise<void> {
  const before = await told(cluster);
  assert.equal(before.find(({ name }) => name === 'dn1')?.state, 'down');
  await cluster.up();
  for (const { name, pid, state } of await told(cluster)) {
    assert.notEqual(state, 'down', name);
    if (name !== 'dn1') assert.equal(pid, before.find((each) => each.name === name)?.pid, `${name} goes on`);
  }
  assert.match((await cluster.up()).stdout, /runs already/);
}

async function downAndUp(cluster: TestCluster): Promise<void> {
  await succeeds(cluster, ['down'], 'stopped nn1 nn2 dn1 dn2 dn3 jn1 jn2 jn3');
  assert.deepEqual((await told(cluster)).map(({ state }) => state), all.map(() => 'down'));
  assert.equal(await firstTaken(portsOf(cluster.layout.daemons)), undefined);
  await succeeds(cluster, ['down'], 'nothing was running');
  const { stdout } = await cluster.up();
  assert.match(stdout, /HDFS is up, in \d/);
  assert.doesNotMatch(stdout, /formatted/);
  for (const path of ['/kept/1', '/kept/2']) assert.equal(await withActive(cluster, (client) => client.exists(path)), true, path);
}

async function cleanLogs(cluster: TestCluster): Promise<void> {
  for (const file of readdirSync(join(cluster.dir, 'log'))) {
    const lines = readFileSync(join(cluster.dir, 'log', file), 'utf8').split('\n');
    assert.deepEqual(lines.filter((line) => /AssertionFailure|a bug ends|Uncaught|TypeError|ReferenceError|RangeError/.test(line)), [], file);
  }
}

test('Ctrl-C of an up in the foreground stops every daemon, in the middle of its start as well', { timeout: 60_000 }, async () => {
  await withWorkDir('foreground', async (workDir) => {
    const dir = join(workDir, 'cluster');
    const base = await freePortBlock(50);
    try {
      for (const moment of ['formatted', 'Try:']) {
        const up = spawnQuorate(['up', '--dir', dir, '--base-port', String(base), '--journalnodes', '1', '--datanodes', '1']);
        const exited = exitOf(up.child);
        await waitFor(`up to say '${moment}'`, () => up.alive() && up.said().includes(moment), 45_000, 5);
        up.child.kill('SIGINT');
        assert.deepEqual(await exited, { code: 0, signal: null }, up.said());
        const { stdout } = await quorate(['status', '--json', '--dir', dir]);
        assert.deepEqual((JSON.parse(stdout) as { daemons: Told[] }).daemons.map(({ state }) => state), ['down', 'down', 'down', 'down'], up.said());
        if (moment === 'Try:') assert.ok(up.said().includes(join(dir, 'conf')), up.said());
        else rmSync(dir, { recursive: true });
      }
    } finally {
      await killProcessesOf(dir);
    }
  });
});

test('without automatic failover nobody is active until an operator says so, and NameNodes are handled by their names', { timeout: 60_000 }, async () => {
  await withWorkDir('by-hand', async (workDir) => {
    const dir = join(workDir, 'cluster');
    const states = async (): Promise<string[]> => (JSON.parse((await quorate(['status', '--json', '--dir', dir])).stdout) as { daemons: Told[] }).daemons.map(({ state }) => state);
    try {
      const up = await quorate(['up', '--detach', '--dir', dir, '--base-port', String(await freePortBlock(50)), '--journalnodes', '1', '--datanodes', '0', '--set', 'dfs.ha.automatic-failover.enabled=false']);
      assert.equal(up.code, 0, up.stdout + up.stderr);
      assert.match(up.stdout, /-transitionToActive nn1 /);
      assert.deepEqual(await states(), ['standby', 'standby', 'running']);
      assert.equal((await quorate(['haadmin', '--config', join(dir, 'conf'), '-transitionToActive', 'nn1'])).code, 0);
      assert.deepEqual(await states(), ['active', 'standby', 'running']);
      assert.match((await quorate(['kill', 'nn1', '--dir', dir])).stdout, /nn1: killed/);
      assert.match((await quorate(['start', 'nn1', '--dir', dir])).stdout, /nn1: started/);
      assert.match((await quorate(['down', '--dir', dir])).stdout, /^stopped nn1 nn2 jn1$/m);
    } finally {
      await killProcessesOf(dir);
    }
  });
});

test('a cluster in one process serves, refuses to be killed by parts, and ends with Ctrl-C', { timeout: 60_000 }, async () => {
  await withWorkDir('in-process', async (workDir) => {
    const dir = join(workDir, 'cluster');
    const up = spawnQuorate(['up', '--in-process', '--dir', dir, '--base-port', String(await freePortBlock(50))]);
    const exited = exitOf(up.child);
    await waitFor('the cluster to be up', () => up.alive() && up.said().includes('Try:'), 45_000);
    assert.ok(existsSync(join(dir, 'conf/hdfs-site.xml')));
    for (const action of ['kill', 'pause']) {
      const { code, stderr } = await quorate([action, 'nn1', '--dir', dir]);
      assert.notEqual(code, 0);
      assert.match(stderr, /one process/, 'it says why');
    }
    up.child.kill('SIGINT');
    assert.deepEqual(await exited, { code: 0, signal: null }, up.said());
  });
});
