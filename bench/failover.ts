// What a stock Java client sees of a failover: one mkdirs every 10 ms through ConfiguredFailoverProxyProvider, and the
// longest time without a success around each event. Ours elects over the JournalNodes' lease; Apache's side has ZooKeeper
// and a ZKFC beside each NameNode, as its manual says.
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { hdfsOk } from '../tests/apache/rig/apache.ts';
import type { ApacheCluster } from '../tests/apache/rig/apache-cluster.ts';
import { type JavaClient, javaClient } from '../tests/apache/rig/java-client.ts';
import { waitFor } from '../tests/apache/rig/ports.ts';
import type { BenchOptions } from './benchmarks.ts';
import { OurCluster, quorate } from './our-cluster.ts';
import { median } from './report.ts';
import type { Sheet } from './sheet.ts';
import { inTurns, startApache, withBenchDir } from './sides.ts';

const size = { nameNodes: 2, journalNodes: 3, dataNodes: 1 } as const;
/** Between a cluster that is whole again and the next event. */
const calmMs = 1500;

/** An event, and what makes the cluster whole again after it. */
interface Fault {
  readonly inject: (active: string, standby: string) => Promise<void> | void;
  readonly heal: (victim: string) => Promise<void>;
}

interface Scenario {
  readonly name: string;
  readonly barMs: number;
  /** What Apache's gap was over the bar when the bar was set. */
  readonly ratioBar: number;
  /** Rounds of Apache's; 0: only with --full, once. */
  readonly apacheRounds: number;
  readonly ours: (cluster: OurCluster) => Fault;
  readonly apache: ((cluster: ApacheCluster) => Fault) | undefined;
  readonly apacheQuoted?: string;
}

const scenarios: readonly Scenario[] = [
  {
    name: 'planned failover (haadmin -failover)', barMs: 100, ratioBar: 16, apacheRounds: 5,
    ours: (cluster) => ({
      inject: async (active, standby) => void (await quorate(['haadmin', '--config', cluster.confDir, '-failover', active, standby])),
      heal: async () => {},
    }),
    apache: (cluster) => ({
      inject: async (active, standby) => void (await hdfsOk(['haadmin', '-failover', active, standby], { confDir: cluster.confDir })),
      heal: async () => {},
    }),
  },
  {
    name: 'kill -9 of the Active', barMs: 300, ratioBar: 3.8 / 0.3, apacheRounds: 5,
    ours: (cluster) => ({ inject: (active) => cluster.kill(active), heal: (victim) => cluster.start(victim) }),
    apache: (cluster) => ({ inject: (active) => cluster.kill(active), heal: (victim) => cluster.start(victim) }),
  },
  {
    name: 'kill -9 of the Active and its controller', barMs: 1500, ratioBar: 15.2 / 1.5, apacheRounds: 2,
    ours: (cluster) => ({ inject: (active) => cluster.kill(active, true), heal: (victim) => cluster.start(victim) }),
    apache: (cluster) => ({
      inject: (active) => cluster.kill([`zkfc${active.slice(2)}`, active]),
      heal: (victim) => cluster.start(victim, `zkfc${victim.slice(2)}`),
    }),
  },
  {
    name: 'SIGSTOP of the Active', barMs: 1500, ratioBar: 121 / 1.5, apacheRounds: 0, apacheQuoted: '121 s (quoted; --full measures it)',
    ours: (cluster) => ({
      inject: (active) => cluster.pause(active),
      heal: async (victim) => {
        await waitFor(`the guardian of ${victim} to kill it`, () => cluster.pid(victim) === undefined, 20_000);
        await cluster.start(victim);
      },
    }),
    apache: (cluster) => ({
      inject: (active) => cluster.kill(active, 'SIGSTOP'),
      heal: async (victim) => {
        await cluster.kill(victim);
        await cluster.start(victim);
      },
    }),
  },
];

export async function failover(options: BenchOptions, sheet: Sheet): Promise<void> {
  sheet.title = 'failover: the longest time without a success for a stock Java client that calls mkdirs every 10 ms';
  const chosen = scenarios.filter(({ name }) => options.only === undefined || name.includes(options.only));
  const rows = new Map(chosen.map((scenario) => [scenario, sheet.row({
    what: scenario.name, unit: 'ms', bar: scenario.barMs, ratioBar: scenario.ratioBar, ...(scenario.apacheQuoted === undefined ? {} : { quoted: scenario.apacheQuoted }),
  })]));
  const calls = sheet.row({ what: 'the client\'s median mkdirs between the events', unit: 'ms' });
  sheet.plot('strip', 'failover', 'What a client waits through a failover', [...rows.values()], { log: true });
  await withBenchDir('failover', async (dir) => {
    const ours = await sheet.attempt('starting ours', () => OurCluster.up(join(dir, 'ours'), size));
    const apache = options.apacheRounds === 0 ? undefined : await sheet.attempt('starting Apache\'s', () => startApache(join(dir, 'apache'), size, { automatic: true }));
    const oursSide = ours && (await sheet.attempt('the client of ours', () => watched(ours.confDir, () => ours.active(), (name, state) => ours.untilState(name, state))));
    const apacheSide = apache && (await sheet.attempt('the client of Apache\'s', () => watched(apache.confDir, () => activeOf(apache), (name, state) => apacheState(apache, name, state))));
    try {
      for (const [scenario, row] of rows) {
        const rounds = oursSide === undefined ? 0 : (options.rounds ?? (options.quick ? 6 : 12));
        const apacheRounds = apacheSide === undefined || scenario.apache === undefined ? 0 : scenario.apacheRounds === 0 ? Number(options.full) : (options.apacheRounds ?? (options.quick ? Math.ceil(scenario.apacheRounds / 2) : scenario.apacheRounds));
        await inTurns({ ours: rounds, apache: apacheRounds }, async (side) => {
          if (side === 'ours' && ours && oursSide) await sheet.sample(row, side, () => oursSide.gap(scenario.ours(ours), calls.ours));
          if (side === 'apache' && apache && apacheSide && scenario.apache !== undefined) {
            const fault = scenario.apache(apache);
            await sheet.sample(row, side, () => apacheSide.gap(fault, calls.apache));
          }
        });
        console.log(`${scenario.name}: ours ${list(row.ours)}; Apache ${list(row.apache)}`);
      }
      await oursSide?.close();
      await apacheSide?.close();
    } finally {
      await apache?.stop();
      await ours?.close();
    }
  });
}

/** A cluster with a client that watches it. */
interface Watched {
  /** One event and its gap in ms; the cluster is whole again afterwards. */
  gap(fault: Fault, calls: number[]): Promise<number>;
  close(): Promise<unknown>;
}

async function watched(confDir: string, active: () => Promise<string | undefined>, untilState: (name: string, state: string) => Promise<void>): Promise<Watched> {
  const steady = javaClient('Steady', ['mkdirs', 10], { confDir, env: { RIG_JVM: 'stock', HADOOP_ROOT_LOGGER: 'ERROR,console' } });
  await steady.until('started');
  await sleep(3000); // the client's compiler
  return {
    gap: async (fault, calls) => {
      const victim = await waitFor('an Active', active);
      const other = victim === 'nn1' ? 'nn2' : 'nn1';
      await untilState(other, 'standby');
      const before = await mark(steady);
      await sleep(calmMs);
      const calm = await mark(steady);
      if (before.ops > 0) calls.push(calm.p50);
      await fault.inject(victim, other);
      const gapMs = await afterwards(steady);
      await fault.heal(victim);
      return gapMs;
    },
    close: () => steady.close(),
  };
}

interface Mark {
  readonly ops: number;
  readonly gapMs: number;
  readonly p50: number;
}

async function mark(steady: JavaClient): Promise<Mark> {
  steady.send('mark');
  const line = await steady.until('mark', 180_000);
  return { ops: Number(line['ops']), gapMs: Number(line['gapMs']), p50: Number(line['p50']) };
}

/** The longest gap since the last mark, once the client gets through steadily again. */
async function afterwards(steady: JavaClient): Promise<number> {
  let gapMs = 0;
  let steadyMarks = 0;
  const limit = performance.now() + 200_000;
  while (steadyMarks < 5) {
    const { ops, gapMs: gap } = await mark(steady);
    gapMs = Math.max(gapMs, gap);
    steadyMarks = ops >= 3 ? steadyMarks + 1 : 0;
    if (performance.now() > limit) throw new Error('the client never got through again');
    await sleep(100);
  }
  return gapMs;
}

async function activeOf(cluster: ApacheCluster): Promise<string | undefined> {
  const states = await Promise.all(['nn1', 'nn2'].map((name) => cluster.state(name)));
  const index = states.indexOf('active');
  return index < 0 ? undefined : `nn${index + 1}`;
}

/** A Standby's controller joins the election a second or two after its NameNode is healthy again. */
async function apacheState(cluster: ApacheCluster, name: string, state: string): Promise<void> {
  await waitFor(`${name} to be ${state}`, async () => (await cluster.state(name)) === state, 60_000);
  await sleep(4000);
}

function list(values: readonly number[]): string {
  return values.length === 0 ? '-' : `${values.map((value) => Math.round(value)).join(' ')} (median ${Math.round(median(values))})`;
}
