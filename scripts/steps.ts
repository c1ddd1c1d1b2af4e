// Steps of a check: each a command or a suite of tests, one line with its time, its output only when it fails.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { quickVariable } from './effort.ts';
import { runCounted, sayLine, saySuite } from './run-counted.ts';
import { testFiles } from './suites.ts';
import type { Kind } from './suites.ts';
import type { Counts } from './test-reporter.ts';

export interface CommandResult {
  readonly code: number;
  readonly output: string;
  readonly tookMs: number;
}

/** Runs a command to its end, its output kept. A command that cannot be started ends with 127. */
export function command(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<CommandResult> {
  const startedMs = performance.now();
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
  const endWithUs = (): boolean => child.kill();
  process.once('exit', endWithUs);
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  return new Promise((resolve) => {
    const end = (code: number, more = ''): void => resolve({ code, output: Buffer.concat(chunks).toString() + more, tookMs: performance.now() - startedMs });
    child.once('exit', () => process.off('exit', endWithUs));
    child.once('error', (error) => end(127, error.message));
    child.once('close', (code) => end(code ?? 1));
  });
}

/** Counts over all steps; a command counts as one. */
export class Steps {
  readonly total: Counts = { passed: 0, failed: 0, skipped: 0 };
  readonly #stopAtFailure: boolean;

  /** With `stopAtFailure` the process ends with 1 behind the first step that fails. */
  constructor(options: { readonly stopAtFailure: boolean }) {
    this.#stopAtFailure = options.stopAtFailure;
  }

  /** Runs one command; false when it failed. What it says in a line that `tells` matches is shown although all is well. */
  async run(name: string, program: string, args: readonly string[], tells?: RegExp): Promise<boolean> {
    return this.await(name, command(program, args), tells);
  }

  /** As `run`, for a command that has been started already. */
  async await(name: string, running: Promise<CommandResult>, tells?: RegExp): Promise<boolean> {
    const { code, output, tookMs } = await running;
    const told = tells?.exec(output)?.[0];
    sayLine(tookMs, code !== 0 ? `${name} FAILED` : told === undefined ? name : `${name}: ${told}`);
    if (code !== 0) console.log(output.trimEnd());
    this.#count({ passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 });
    return code === 0;
  }

  /**
   * Runs the tests of a kind in one process, or each file in its own, `atOnce` of these beside each other; of `share` [i, n] only the i-th
   * of n parts, each of which has its process.
   */
  async tests(kind: Kind, options: { readonly separate?: boolean; readonly atOnce?: number; readonly share?: readonly [number, number]; readonly env?: NodeJS.ProcessEnv } = {}): Promise<void> {
    const [mine, of] = options.share ?? [0, 1];
    const files = testFiles(kind).filter((_, i) => i % of === mine);
    if (files.length === 0) {
      sayLine(0, `${kind} tests: there are none`);
      return;
    }
    const parts = options.separate === true ? files.map((file) => [file]) : [of > 1 ? files : []];
    const run = async (part: readonly string[]): Promise<void> => {
      const result = await runCounted(kind, part, options.env === undefined ? {} : { env: options.env });
      saySuite(options.separate === true ? part[0]?.replace(/^build\/|\.test\.js$/g, '') ?? kind : `${kind} tests${of > 1 ? `, part ${mine + 1} of ${of}` : ''}`, result);
      if (result.counts.failed > 0) console.log(result.output.trimEnd());
      else if (result.counts.skipped > 0) console.log(result.output.split('\n').filter((line) => line.startsWith('SKIPPED') || line.startsWith('*** ')).join('\n'));
      this.#count(result.counts);
    };
    await besides(parts.map((part) => () => run(part)), options.atOnce ?? 1);
  }

  /** Something that could not be run here, said so that nobody takes it for a success. */
  skip(name: string, reason: string): void {
    console.log(`\n*** SKIPPED, NOT PASSED: ${name}\n*** ${reason}\n`);
    this.#count({ passed: 0, failed: 0, skipped: 1 });
  }

  #count(counts: Counts): void {
    for (const key of ['passed', 'failed', 'skipped'] as const) this.total[key] += counts[key];
    if (counts.failed > 0 && this.#stopAtFailure) process.exit(1);
  }
}

/** What `npm test` simulates, each in a process: always the same seeds, as many as fit. */
const simulations = [{ profile: 'full', first: 1, minutes: 3 }, { profile: 'full', first: 10_001, minutes: 3 }, { profile: 'dense', first: 1, minutes: 1 }] as const;

/** A program of a development package. */
export function tool(name: string): string {
  return `node_modules/.bin/${name}`;
}

/** What `npm run check` consists of. Steps run beside each other: the longest first, then those that fail most often. `quick`: tests of random things and the simulation do a share of what `npm test` does. */
export async function quickSteps(steps: Steps, options: { readonly quick: boolean }): Promise<void> {
  const env = options.quick ? { [quickVariable]: '1' } : {};
  const telling = (tells: RegExp | undefined, name: string, ...args: readonly string[]) => async (): Promise<boolean> => await steps.run(name, process.execPath, args, tells);
  const node = (name: string, ...args: readonly string[]) => telling(undefined, name, ...args);
  // Whole ones, as many as fit; brief ones are among the tests of seeds.
  const simulated = ({ profile, first, minutes }: typeof simulations[number]) => telling(/^\d+ seeds.*/m, `simulated (${profile}) from seed ${first} on`,
    '--enable-source-maps', 'build/src/sim/main.js', '--profile', profile, '--seed', String(first), '--minutes', String(minutes));
  const smallScope = telling(/^2 writers.*/m, 'every interleaving of a small journal', 'build/src/sim/small-scope/main.js', '1');
  // What the last run has found out about files that are as they were is not found out again.
  const types = (name: string, project: string) => async (): Promise<boolean> => await steps.run(name, tool('tsc'), ['-p', project, '--noEmit', '--incremental', '--tsBuildInfoFile', `build/${name.replaceAll(' ', '-')}.tsbuildinfo`]);
  const queue: (() => Promise<unknown>)[] = [
    // Together the longest: in two parts, so that no core waits for the other in the end.
    () => steps.tests('unit', { env, share: [0, 2] }),
    () => steps.tests('unit', { env, share: [1, 2] }),
    () => steps.tests('seeds', { env }),
    types('types', '.'),
    types('types of web pages', 'src/web'),
    () => steps.run('lint', tool('oxlint'), ['--format=unix', 'src', 'scripts', 'tests', 'bench']),
    node('layers', 'build/scripts/check-layers.js'),
    types('purity', 'tsconfig.pure.json'),
    node('generated codecs', 'build/scripts/proto/generate.js', '--check'),
    node('tables of docs', 'build/scripts/docs/tables.js', '--check'),
    ...(options.quick ? [] : [smallScope, ...simulations.map(simulated)]),
    () => steps.tests('scenarios', { env }),
  ];
  // One more than there are cores, since tests of whole clusters wait for much of their time.
  await besides(queue, Math.min(4, availableParallelism() + 1));
}

/** Runs all, in their order, so many at a time. */
async function besides(queue: readonly (() => Promise<unknown>)[], atOnce: number): Promise<void> {
  const left = [...queue];
  const worker = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) await next();
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
