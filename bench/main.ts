// `npm run bench [-- NAME... [options]]`: measures quorate beside the real Apache Hadoop, in one run on one machine with
// the same client, in turns. One file a benchmark; each fills one table. Without a name all run, each in a process of
// its own, so that one that fails or hangs costs only itself; with --out the tables and plots go into that document.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { available } from '../tests/apache/rig/apache.ts';
import { benchmarks, type BenchOptions } from './benchmarks.ts';
import { type Taken, writeDocument } from './document.ts';
import { machine, tableOf } from './report.ts';
import { Sheet, type SheetData } from './sheet.ts';

/** None takes this long; one that does hangs. */
const limitMs = 20 * 60_000;

interface Arguments extends BenchOptions {
  readonly names: readonly string[];
  readonly out: string | undefined;
  /** Set for the process of one benchmark by that of all: where its sheet goes. */
  readonly sheet: string | undefined;
}

function readArguments(): Arguments | undefined {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      quick: { type: 'boolean', default: false }, full: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h', default: false },
      rounds: { type: 'string' }, 'apache-rounds': { type: 'string' }, only: { type: 'string' }, files: { type: 'string' }, out: { type: 'string' }, sheet: { type: 'string' },
    },
  });
  const unknown = positionals.filter((name) => !Object.hasOwn(benchmarks, name));
  if (values.help || unknown.length > 0) {
    if (unknown.length > 0) console.error(`no benchmark is called ${unknown.join(', ')}\n`);
    console.error('npm run bench [-- NAME... [--quick] [--out DOCUMENT] [--rounds N] [--apache-rounds N] [--files N] [--only TEXT] [--full]]\n');
    for (const [name, [text]] of Object.entries(benchmarks)) console.error(`  ${name.padEnd(9)} ${text}`);
    process.exitCode = unknown.length > 0 ? 2 : 0;
    return undefined;
  }
  const number = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text));
  return {
    names: positionals.length === 0 ? Object.keys(benchmarks) : positionals, out: values.out, sheet: values.sheet, quick: values.quick, full: values.full,
    rounds: number(values.rounds), apacheRounds: number(values['apache-rounds']), only: values.only, files: number(values.files),
  };
}

/** One benchmark in this process; its sheet is printed unless it goes to a file. */
async function runHere(name: string, options: BenchOptions, file: string | undefined): Promise<SheetData> {
  const sheet = new Sheet(name, file);
  const run = await benchmarks[name]?.[1]();
  await sheet.attempt(name, async () => run?.(options, sheet));
  return sheet.data;
}

/** The same in a process of its own, which is ended when it takes too long. */
function runApart(name: string, file: string, options: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [process.argv[1] ?? '', name, ...options, '--sheet', file], { stdio: 'inherit' });
  const end = (): boolean => child.kill();
  process.once('exit', end);
  const timer = setTimeout(() => {
    console.error(`${name} takes longer than ${limitMs / 60_000} minutes and is ended`);
    child.kill();
  }, limitMs);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      clearTimeout(timer);
      process.off('exit', end);
      resolve(code ?? 1);
    });
  });
}

async function main(): Promise<number> {
  const given = readArguments();
  if (given === undefined) return Number(process.exitCode ?? 0);
  const [only] = given.names;
  if (given.sheet !== undefined && only !== undefined) return (await runHere(only, given, given.sheet)).failures.length > 0 ? 1 : 0;
  if (given.apacheRounds !== 0) {
    const found = available();
    if (!found.ok) throw new Error(`there is no Apache Hadoop to measure against (--apache-rounds 0 leaves it out): ${found.reason}`);
  }
  const scratch = mkdtempSync(join(tmpdir(), 'quorate-bench-'));
  process.once('exit', () => rmSync(scratch, { recursive: true, force: true }));
  const passed = process.argv.slice(2).filter((argument, i, all) => argument !== '--out' && all[i - 1] !== '--out' && !given.names.includes(argument));
  const taken: Taken[] = [];
  let failures = 0;
  const beganMs = performance.now();
  for (const name of given.names) {
    console.log(`\n== ${name}: ${benchmarks[name]?.[0] ?? ''}`);
    const before = machine();
    const startMs = performance.now();
    const file = join(scratch, `${name}.json`);
    const code = await runApart(name, file, passed);
    const tookMs = performance.now() - startMs;
    const found = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as SheetData) : { title: name, rows: [], plots: [], notes: [], failures: [] };
    const sheet = code !== 0 && found.failures.length === 0 ? { ...found, failures: [`${name} ended with ${code}`] } : found;
    failures += sheet.failures.length;
    console.log(`\n### ${sheet.title}\n\n${tableOf(sheet)}\n\n${Math.round(tookMs / 1000)} s; ${before}`);
    taken.push({ name, command: ['npm run bench --', name, ...passed].join(' '), machine: before, tookMs, sheet });
    // After each, so that what comes later cannot lose it.
    if (given.out !== undefined) writeDocument(given.out, taken);
  }
  console.log(`\n${given.names.length} benchmarks in ${Math.round((performance.now() - beganMs) / 1000)} s, ${failures} failures`);
  return failures > 0 ? 1 : 0;
}

// Timers of an Env do not keep a process.
setInterval(() => {}, 0x7fff_ffff);
main().then((code) => process.exit(code), (error: unknown) => {
  console.error(error);
  process.exit(1);
});
