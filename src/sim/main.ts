// `npm run sim`: runs seeds and tells of the first failure with all that is needed to see it again. What a seed prints on
// stdout is the same each time; how long it took goes to stderr.
import { watchUncaught } from './crash-watch.ts';
import { describeFault } from './faults/fault.ts';
import type { Fault } from './faults/fault.ts';
import { profiles } from './faults/plan-faults.ts';
import type { Profile } from './faults/plan-faults.ts';
import { exitCodes } from './sim-failure.ts';
import { simulate } from './simulate.ts';
import type { SimReport } from './simulate.ts';

const usage = `npm run sim -- [--seed N] [--runs N] [--profile ${profiles.join('|')}] [--trace] [--keep-going] [--faults a,b,...] [--shrink] [--tail N]
  --seed N        the first seed (default 1)
  --runs N        how many seeds, counting up (default 1)
  --profile P     check: one kill and one partition a run; storm (default): many faults of every kind
  --trace         prints the whole trace of each run
  --tail N        lines of trace printed with a failure (default 60)
  --keep-going    goes on after a failure; the exit code is the first one's
  --faults a,b    carries out only these of the seed's faults, by their number
  --shrink        looks for the fewest faults of a failing seed that still fail, by leaving them out one by one`;

interface Arguments {
  seed: number;
  runs: number;
  profile: Profile;
  trace: boolean;
  keepGoing: boolean;
  shrink: boolean;
  tail: number;
  only: readonly number[] | undefined;
}

function parse(given: readonly string[]): Arguments {
  const args: Arguments = { seed: 1, runs: 1, profile: 'storm', trace: false, keepGoing: false, shrink: false, tail: 60, only: undefined };
  const rest = [...given];
  const text = (flag: string): string => {
    const value = rest.shift();
    if (value === undefined) throw new Error(`${flag} needs a value`);
    return value;
  };
  const number = (flag: string): number => {
    const value = Number(text(flag));
    if (!Number.isInteger(value) || value < 0) throw new Error(`${flag} needs a whole number`);
    return value;
  };
  for (let flag = rest.shift(); flag !== undefined; flag = rest.shift()) {
    switch (flag) {
      case '--seed': args.seed = number(flag); break;
      case '--runs': args.runs = number(flag); break;
      case '--tail': args.tail = number(flag); break;
      case '--trace': args.trace = true; break;
      case '--keep-going': args.keepGoing = true; break;
      case '--shrink': args.shrink = true; break;
      case '--faults': args.only = text(flag).split(',').filter((part) => part !== '').map(Number); break;
      case '--profile': {
        const name = text(flag);
        const profile = profiles.find((each) => each === name);
        if (profile === undefined) throw new Error(`--profile: '${name}' is none of ${profiles.join(', ')}`);
        args.profile = profile;
        break;
      }
      default: throw new Error(`unknown option ${flag}`);
    }
  }
  return args;
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

function summary(report: SimReport): string {
  const { seed, profile, failure, digest, virtualMs, events, calls, failovers, faults, longestCallMs } = report;
  const outcome = failure === undefined ? 'ok' : `FAILED ${failure.kind}/${failure.checker}`;
  return `seed ${seed} ${profile} ${outcome} digest=${digest} virtual=${(virtualMs / 1000).toFixed(1)}s events=${events} calls=${calls} reigns=${failovers + 1} faults=${faults.length} longest=${Math.round(longestCallMs)}ms`;
}

function explain(report: SimReport, args: Arguments): void {
  const { failure, seed, profile, faults, trace } = report;
  if (failure === undefined) return;
  const only = args.only === undefined ? '' : ` --faults ${args.only.join(',')}`;
  say('');
  say(`seed:    ${seed}`);
  say(`checker: ${failure.checker} (${failure.kind})`);
  say(`what:    ${failure.message}`);
  say(`again:   npm run sim -- --seed ${seed} --profile ${profile}${only}`);
  say('faults:');
  faults.forEach((fault, i) => say(`  ${String(args.only?.[i] ?? i).padStart(3)} ${describeFault(fault)}`));
  say(`trace (last ${args.tail} of ${trace.length} lines):`);
  for (const line of trace.slice(-args.tail)) say(line);
}

async function runSeed(seed: number, args: Arguments, only: readonly number[] | undefined): Promise<SimReport> {
  const options = { seed, profile: args.profile, onUncaught: watchUncaught };
  if (only === undefined) return simulate(options);
  const planned = await plannedFaults(seed, args.profile);
  return simulate({ ...options, faults: only.flatMap((i) => planned[i] ?? []) });
}

/** The seed's own faults, by a run that has none carried out long enough to matter. */
async function plannedFaults(seed: number, profile: Profile): Promise<readonly Fault[]> {
  const known = planned.get(seed);
  if (known !== undefined) return known;
  const { faults } = await simulate({ seed, profile, onUncaught: watchUncaught, planOnly: true });
  planned.set(seed, faults);
  return faults;
}

const planned = new Map<number, readonly Fault[]>();

/** Leaves faults out, ever smaller groups of them, as long as the same checker still fails. */
async function shrink(report: SimReport, args: Arguments): Promise<{ report: SimReport; only: readonly number[] }> {
  let only: readonly number[] = report.faults.map((_, i) => i);
  let best = report;
  for (let group = Math.max(1, only.length >> 1); ; group = group >> 1) {
    for (let at = 0; at < only.length;) {
      const fewer = [...only.slice(0, at), ...only.slice(at + group)];
      const tried = await runSeed(report.seed, args, fewer);
      if (tried.failure?.checker === report.failure?.checker) {
        only = fewer;
        best = tried;
      } else at += group;
    }
    if (group <= 1) return { report: best, only };
  }
}

async function main(): Promise<number> {
  let args: Arguments;
  try {
    args = parse(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${usage}\n`);
    return 2;
  }
  let code = 0;
  const started = process.hrtime.bigint();
  for (let seed = args.seed; seed < args.seed + args.runs; seed++) {
    let report = await runSeed(seed, args, args.only);
    let told = args;
    say(summary(report));
    if (args.trace) for (const line of report.trace) say(line);
    if (report.failure !== undefined && args.shrink && args.only === undefined) {
      const least = await shrink(report, args);
      report = least.report;
      told = { ...args, only: least.only };
    }
    if (!args.trace) explain(report, told);
    if (report.failure === undefined) continue;
    if (code === 0) code = exitCodes[report.failure.kind];
    if (!args.keepGoing) break;
  }
  process.stderr.write(`${(Number(process.hrtime.bigint() - started) / 1e9).toFixed(1)} s\n`);
  return code;
}

process.exitCode = await main();
