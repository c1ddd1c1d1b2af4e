// `npm run sim`: runs seeds and tells of the first failure with all that is needed to see it again. What a seed prints on
// stdout is the same each time; how long it took goes to stderr.
import { Totals, failureLines, summaryLine } from './report-text.ts';
import { SeedRunner } from './seed-runner.ts';
import type { SeedJob, SeedResult } from './seed-runner.ts';
import { parseArguments, usage } from './sim-arguments.ts';
import type { SimArguments } from './sim-arguments.ts';
import { exitCodes } from './sim-failure.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Leaves faults out, ever smaller groups of them, as long as the same checker still fails. */
async function shrink(runner: SeedRunner, failed: SeedResult): Promise<{ readonly result: SeedResult; readonly only: readonly number[] }> {
  let only: readonly number[] = failed.faults.map((_, i) => i);
  let best = failed;
  for (let group = Math.max(1, only.length >> 1); ; group = group >> 1) {
    for (let at = 0; at < only.length;) {
      const fewer = [...only.slice(0, at), ...only.slice(at + group)];
      const tried = await runner.run({ seed: failed.seed, profile: failed.profile, only: fewer });
      if (tried.failure?.checker === failed.failure?.checker) {
        only = fewer;
        best = tried;
      } else at += group;
    }
    if (group <= 1) return { result: best, only };
  }
}

/** The results of all seeds, in their order, as several runners come to them. */
async function* results(args: SimArguments, runners: readonly SeedRunner[]): AsyncGenerator<SeedResult> {
  const untilMs = args.minutes === undefined ? Infinity : performance.now() + args.minutes * 60_000;
  const runs = args.minutes === undefined ? args.runs : Infinity;
  const job = (seed: number): SeedJob => ({ seed, profile: args.profile, only: args.only });
  const last = args.seed + runs - 1;
  const free = [...runners];
  const under = new Map<number, Promise<SeedResult>>();
  let next = args.seed;
  for (let seed = args.seed; seed <= last; seed++) {
    for (let runner = free.shift(); runner !== undefined; runner = free.shift()) {
      if (next > last || performance.now() > untilMs) break;
      const mine = runner;
      under.set(next, runner.run(job(next++)).finally(() => free.push(mine)));
    }
    const result = under.get(seed);
    if (result === undefined) return;
    yield await result;
    under.delete(seed);
  }
}

async function main(): Promise<number> {
  let args: SimArguments;
  try {
    args = parseArguments(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${usage}\n`);
    return 2;
  }
  const started = performance.now();
  const runners = Array.from({ length: args.jobs }, () => new SeedRunner());
  const totals = new Totals();
  let code = 0;
  for await (const result of results(args, runners)) {
    totals.add(result);
    say(summaryLine(result));
    if (args.trace) for (const line of result.trace) say(line);
    const { failure } = result;
    if (failure === undefined) continue;
    if (code === 0) code = exitCodes[failure.kind];
    const told = args.shrink && args.only === undefined ? await shrink(new SeedRunner(), result) : { result, only: args.only };
    for (const line of failureLines(told.result, told.only, args.trace ? 0 : args.tail)) say(line);
    if (!args.keepGoing) break;
  }
  if (args.runs > 1 || args.minutes !== undefined) say(totals.line);
  process.stderr.write(`${((performance.now() - started) / 1000).toFixed(1)} s\n`);
  for (const runner of runners) await runner.close();
  return code;
}

process.exitCode = await main();
