// Runs tests in a process of their own and tells how many passed, failed and were skipped; a process that crashes,
// hangs or reports nothing counts as a failure.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Kind } from './suites.ts';
import type { Counts, ReportedCounts } from './test-reporter.ts';

export interface CountedRun {
  readonly counts: Counts;
  /** stdout and stderr, unless they were inherited. */
  readonly output: string;
  readonly tookMs: number;
}

/** The longest that one process of tests may take: all unit tests, or one file that starts daemons. */
const limitMs: Readonly<Record<Kind, number>> = { unit: 300_000, scenarios: 300_000, seeds: 300_000, process: 300_000, apache: 600_000, long: 7_200_000 };

/** Runs the tests of `kind` whose paths contain one of `wanted`. Never rejects for what tests do. */
export function runCounted(kind: Kind, wanted: readonly string[], options: { readonly inherit?: boolean; readonly env?: NodeJS.ProcessEnv } = {}): Promise<CountedRun> {
  const startedMs = performance.now();
  const directory = mkdtempSync(path.join(os.tmpdir(), 'quorate-counts-'));
  const countsFile = path.join(directory, 'counts.json');
  const reporter = path.resolve('build/scripts/test-reporter.js');
  const child = spawn(
    process.execPath,
    ['--enable-source-maps', `--test-reporter=${reporter}`, '--test-reporter-destination=stdout', 'build/scripts/run-tests.js', kind, ...wanted],
    { env: { ...process.env, ...options.env, QUORATE_TEST_COUNTS: countsFile, QUORATE_TESTS_IMPORT: '1' }, stdio: ['ignore', options.inherit === true ? 'inherit' : 'pipe', options.inherit === true ? 'inherit' : 'pipe'] },
  );
  const endWithUs = (): boolean => child.kill();
  process.once('exit', endWithUs);
  const output: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => output.push(chunk));
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    child.kill('SIGKILL');
  }, limitMs[kind]);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      process.off('exit', endWithUs);
      const counts = readCounts(countsFile);
      rmSync(directory, { recursive: true, force: true });
      let text = Buffer.concat(output).toString();
      if ((code !== 0 && counts.failed === 0) || counts.passed + counts.failed + counts.skipped === 0) {
        counts.failed++;
        const why = late ? `did not end within ${limitMs[kind] / 1000} s, in '${counts.begun}'` : `ended with ${signal ?? `code ${code}`} in '${counts.begun}', reporting no failed test`;
        const sentence = `\nFAILED  the process of the ${kind} tests ${wanted.join(' ')} ${why}\n`;
        if (options.inherit === true) process.stdout.write(sentence);
        else text += sentence;
      }
      resolve({ counts, output: text, tookMs: performance.now() - startedMs });
    });
  });
}

/** One line: time, name, counts. */
export function saySuite(name: string, { counts, tookMs }: CountedRun): void {
  const numbers = (['passed', 'failed', 'skipped'] as const).filter((key) => counts[key] > 0).map((key) => `${counts[key]} ${key}`);
  sayLine(tookMs, `${name}: ${numbers.join(', ')}`);
}

/** One line with the time that something took. */
export function sayLine(tookMs: number, text: string): void {
  console.log(`${(tookMs / 1000).toFixed(1).padStart(6)} s  ${text}`);
}

function readCounts(file: string): ReportedCounts {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ReportedCounts;
  } catch {
    return { passed: 0, failed: 0, skipped: 0, begun: 'no test' };
  }
}
