/**
 * The chain that cannot be faked: Java clients that rename and create in a loop, behind
 * proxies that lose replies of executed calls, while a schedule from a seed takes
 * NameNodes and DataNodes away. A lost or a doubled call breaks a chain, and which
 * schedule broke it is printed: QUORATE_SEED=N runs it again.
 */
import assert from 'node:assert/strict';
import os from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { HaAdmin } from '../../src/failover/ha-admin.ts';
import { daemonConfiguration } from '../../src/cluster/cluster-layout.ts';
import { nodeEnv } from '../../src/env/node/node-env.ts';
import { type TestCluster, withCluster } from '../process/cluster-fixture.ts';
import { writeConfDir } from './rig/apache.ts';
import { type JavaClient, type Line, javaClient } from './rig/java-client.ts';
import { waitFor } from './rig/ports.ts';
import { Proxy, randomFrom } from './rig/proxy.ts';

export interface ChainOptions {
  readonly seed: number;
  readonly clients: number;
  /** The run ends at the first failover at or beyond this one that comes after each kind of event. */
  readonly failovers: number;
  readonly fileBytes: number;
  readonly lostPercent: number;
}

/** What is done to the cluster; `active` is the Active's name at that moment. */
type Happening = (world: World, active: string) => Promise<void>;

interface World {
  readonly cluster: TestCluster;
  readonly random: () => number;
  readonly admin: HaAdmin;
}

/** Kinds of events that end a reign. */
const failovers: Readonly<Record<string, Happening>> = {
  'kill -9 of the Active': async ({ cluster, random }, active) => {
    await cluster.kill(active);
    await sleep(300 + random() * 1500);
    await cluster.start(active);
  },
  'kill -9 of the Active and its guardian': async ({ cluster, random }, active) => {
    await cluster.kill(active, true);
    await sleep(1500 + random() * 1500);
    await cluster.start(active);
  },
  'a pause of the Active, which its guardian ends': async ({ cluster }, active) => {
    cluster.pause(active);
    await waitFor(`the guardian of ${active} to kill it`, () => cluster.pid(active) === undefined, 10_000);
    await cluster.start(active);
  },
  'a pause of the Active and its guardian': async ({ cluster, random }, active) => {
    cluster.pause(active, true);
    await sleep(1500 + random() * 2500);
    cluster.resume(active);
  },
  'a planned failover': async ({ cluster, admin }, active) => {
    const other = cluster.names('namenode').find((name) => name !== active) ?? '';
    await admin.gracefulFailover(other);
  },
};

/** Kinds of events that should not. */
const others: Readonly<Record<string, Happening>> = {
  'the death of a DataNode': async ({ cluster, random }) => {
    const victims = cluster.names('datanode');
    const victim = victims[Math.floor(random() * victims.length)] ?? '';
    await cluster.kill(victim);
    await sleep(500 + random() * 1500);
    await cluster.start(victim);
  },
  'a pause of the Standby': async ({ cluster, random }, active) => {
    const standby = cluster.names('namenode').find((name) => name !== active) ?? '';
    cluster.pause(standby);
    await sleep(random() * 1500);
    cluster.resume(standby);
  },
  'the death of a JournalNode': async ({ cluster, random }) => {
    const victims = cluster.names('journalnode');
    const victim = victims[Math.floor(random() * victims.length)] ?? '';
    await cluster.kill(victim);
    await sleep(random() * 1000);
    await cluster.start(victim);
  },
};

/** Runs the scenario and checks every chain; what happened goes to the test's output. */
export async function runChain(t: TestContext, options: ChainOptions): Promise<void> {
  const told: string[] = [];
  const tell = (line: string): void => {
    told.push(line);
    t.diagnostic(line);
  };
  tell(`QUORATE_SEED=${options.seed}`);
  try {
    await scenario(tell, options);
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${told.join('\n')}`, { cause: error });
  }
}

async function scenario(tell: (line: string) => void, options: ChainOptions): Promise<void> {
  await withCluster('chain', {}, async (cluster, workDir) => {
    const proxies = await Promise.all(cluster.names('namenode').map((name) => Proxy.start(cluster.daemon(name).rpcPort)));
    const chains = Array.from({ length: options.clients }, (_, i) =>
      javaClient('Chain', [`/chain${i}`, 0, options.fileBytes], { confDir: proxiedConf(cluster, proxies, workDir), logFile: join(workDir, `chain${i}.log`), env: { HADOOP_ROOT_LOGGER: 'INFO,console' } }));
    const verdicts = chains.map((chain, i) => verdictOf(tell, chain, `/chain${i}`));
    const over = new AbortController();
    let happening: Promise<number> | undefined;
    try {
      await Promise.all(verdicts.map(({ started }) => started));
      proxies.forEach((proxy, i) => proxy.lose({ percent: options.lostPercent, seed: options.seed + i }));
      const broken = Promise.race(verdicts.map(({ verdict }) => verdict.then((line) => {
        throw new Error(`a chain ended early: ${JSON.stringify(line)}`);
      })));
      happening = chaos(tell, cluster, options, over.signal);
      const happened = await Promise.race([happening, broken]);
      for (const proxy of proxies) proxy.lose(undefined);
      await cluster.untilActive();
      await sleep(500);
      for (const chain of chains) chain.send('stop');
      const lines = await Promise.all(verdicts.map(({ verdict }) => verdict));
      for (const line of lines) assert.equal(line['event'], 'done', JSON.stringify(line));
      await checkListing(cluster, lines, workDir);
      const lost = proxies.reduce((sum, { counts }) => sum + [...counts.lost.values()].reduce((a, b) => a + b, 0), 0);
      const calls = proxies.reduce((sum, { counts }) => sum + counts.calls, 0);
      tell(`${happened} failovers, ${calls} calls, ${lost} replies lost, chains of ${lines.map((line) => String(line['i'])).join(' ')}, slowest call ${Math.max(...lines.map((line) => Number(line['slowestMs']))).toFixed(0)} ms`);
      assert.ok(lost > 0, 'the proxies lost no reply');
    } finally {
      over.abort();
      await Promise.all(chains.map((chain) => chain.kill()));
      await happening?.catch(() => undefined); // a failure of its own has been told
      await Promise.all(proxies.map((proxy) => proxy.stop()));
    }
  });
}

/** Lets things happen until there were enough failovers; answers their number. */
async function chaos(tell: (line: string) => void, cluster: TestCluster, options: ChainOptions, over: AbortSignal): Promise<number> {
  const random = randomFrom(options.seed);
  const layout = cluster.layout;
  const env = nodeEnv({ name: 'chaos' });
  const user = process.env['HADOOP_USER_NAME'] ?? os.userInfo().username;
  const first = layout.daemons[0];
  assert.ok(first !== undefined);
  const admin = new HaAdmin(env, daemonConfiguration(layout, first, user), user, layout.nameservice);
  const world: World = { cluster, random, admin };
  const started = performance.now();
  const say = (what: string): void => tell(`${((performance.now() - started) / 1000).toFixed(1)} s  ${what}`);
  let count = 0;
  let todo: [string, Happening][] = [];
  try {
    for (;;) {
      over.throwIfAborted();
      if (todo.length === 0) {
        if (count >= options.failovers) return count;
        todo = shuffled([...Object.entries(failovers), ...Object.entries(others)], random);
      }
      const [what, happen] = todo.pop() ?? [];
      if (what === undefined || happen === undefined) continue;
      // A failover needs somebody to fail over to: both must be up, one of them Active.
      const active = await cluster.untilActive();
      await Promise.all(cluster.names('namenode').filter((name) => name !== active).map((name) => cluster.untilState(name, 'standby')));
      await sleep(200 + random() * 800);
      say(`${what} (${active} is Active)`);
      await happen(world, active);
      const now = await cluster.untilActive(what in failovers ? { not: active } : {});
      if (now !== active) count++;
      say(`${now} is Active`);
    }
  } finally {
    admin.close();
  }
}

interface Verdict {
  readonly started: Promise<void>;
  /** The chain's last line. */
  readonly verdict: Promise<Line>;
}

/** Listens to a chain from its start, so that it can be told at once when it breaks. */
function verdictOf(tell: (line: string) => void, chain: JavaClient, name: string): Verdict {
  const started = chain.until('started').then(() => undefined);
  const verdict = (async () => {
    await started;
    for (let last = performance.now(); ; last = performance.now()) {
      // 120 s without a step is more than a client's retries may take.
      const line = await chain.next(120_000);
      const stood = (performance.now() - last) / 1000;
      if (stood > 5) tell(`        ${name} stood still for ${stood.toFixed(1)} s`);
      if (line['event'] !== 'progress') return { name, ...line };
    }
  })();
  verdict.catch(() => undefined); // whoever awaits it hears of it
  return { started, verdict };
}

/** The links and files that a fresh look from outside shows: exactly one link, and each file once. */
async function checkListing(cluster: TestCluster, lines: readonly Line[], workDir: string): Promise<void> {
  const shell = javaClient('Shell', [], { confDir: cluster.confDir, logFile: join(workDir, 'shell.log') });
  for (const [k, line] of lines.entries()) {
    const { out } = await shell.ask({ args: ['dfs', '-ls', '-C', `/chain${k}/c`, `/chain${k}/f`] });
    const n = Number(line['i']);
    const expected = [`/chain${k}/c/${n}`, ...Array.from({ length: n }, (_, i) => `/chain${k}/f/${i}`)];
    assert.deepEqual(String(out).trim().split('\n').sort(), expected.sort());
  }
  await shell.close();
}

/** The client's configuration with the proxies in the NameNodes' place. */
function proxiedConf(cluster: TestCluster, proxies: readonly Proxy[], workDir: string): string {
  const { layout } = cluster;
  const ns = layout.nameservice;
  const names = cluster.names('namenode');
  return writeConfDir(join(workDir, 'proxied'), { 'fs.defaultFS': `hdfs://${ns}` }, {
    'dfs.nameservices': ns,
    [`dfs.ha.namenodes.${ns}`]: names.join(','),
    [`dfs.client.failover.proxy.provider.${ns}`]: 'org.apache.hadoop.hdfs.server.namenode.ha.ConfiguredFailoverProxyProvider',
    'dfs.replication': '3',
    ...Object.fromEntries(names.map((name, i) => [`dfs.namenode.rpc-address.${ns}.${name}`, `127.0.0.1:${proxies[i]?.port ?? 0}`])),
  });
}

function shuffled<T>(items: T[], random: () => number): T[] {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [items[i], items[j]] = [items[j] as T, items[i] as T];
  }
  return items;
}

/** The seed of this run: QUORATE_SEED, else a new one. */
export function seedOfRun(): number {
  const given = process.env['QUORATE_SEED'];
  return given === undefined ? Math.floor(Math.random() * 1_000_000) : Number(given);
}
