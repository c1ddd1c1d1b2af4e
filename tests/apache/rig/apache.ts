/**
 * The tests' door to the real Apache Hadoop: finds or installs it, runs its
 * commands and daemons. The Java clients of tests/apache/java run through
 * java-client.ts; a whole cluster is apache-cluster.ts.
 */
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { type Exit, exitOf, own } from './processes.ts';

/** The repository, from the compiled file as well as from the source. */
export const repository: string = findRepository(import.meta.dirname);
const rigDir = join(repository, 'tests/apache/rig');
/** The script that runs all of it. */
export const launcher = join(rigDir, 'hdfs');

function findRepository(from: string): string {
  for (let dir = from; ; dir = dirname(dir)) {
    if (existsSync(join(dir, 'package.json'))) return dir;
    if (dir === dirname(dir)) throw new Error(`no package.json above ${from}`);
  }
}

/** Whether the real Hadoop can be run here. */
export type Availability =
  | { readonly ok: true; /** Where the jars are. */ readonly home: string }
  | { readonly ok: false; readonly reason: string };

let availability: Availability | undefined;

/**
 * Installs Hadoop at the first call (from Maven Central, or at once from the
 * cache) and tells whether that worked. Blocks; minutes on a fresh machine.
 */
export function available(): Availability {
  if (availability) return availability;
  const run = spawnSync(join(rigDir, 'install'), { encoding: 'utf8', timeout: 900_000 });
  if (run.status === 0) availability = { ok: true, home: run.stdout.trim() };
  else {
    const said = run.stderr?.trim() || run.error?.message || `install ended with ${run.status ?? run.signal}`;
    availability = { ok: false, reason: said.split('\n').at(-1) ?? said };
  }
  return availability;
}

/**
 * For the head of a test: true when Hadoop can be run. Otherwise the test is
 * skipped, loudly, or fails when QUORATE_FORBID_SKIP=1, as in CI.
 */
export function needsApache(t: TestContext): boolean {
  const a = available();
  if (a.ok) return true;
  if (process.env['QUORATE_FORBID_SKIP'] === '1') throw new Error(`QUORATE_FORBID_SKIP=1, and ${a.reason}`);
  console.error(`\n*** SKIPPED, NOT PASSED: ${t.name}\n*** ${a.reason}\n`);
  t.skip(a.reason);
  return false;
}

/** What runs of the real Hadoop have in common. */
export interface RunOptions {
  /** HADOOP_CONF_DIR; without it, Hadoop's defaults and the local file system. */
  readonly confDir?: string;
  /** More environment, e.g. HADOOP_ROOT_LOGGER, HADOOP_OPTS, or RIG_JVM: 'stock' when measuring. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The environment of one run of the launcher. */
export function environment(options: RunOptions): NodeJS.ProcessEnv {
  return { ...process.env, HADOOP_CONF_DIR: options.confDir ?? '', HADOOP_CLASSPATH: '', ...options.env };
}

export interface CommandResult {
  /** Exit code; -1 when the command was killed for its time-out. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs one command (`hdfs(['dfs', '-ls', '/'], {confDir})`) in a JVM of its own
 * (0.35 s at best; see `Shell` for many). Never rejects for what the command did.
 */
export function hdfs(
  args: readonly string[],
  options: RunOptions & { readonly timeoutMs?: number; readonly input?: string | Buffer } = {},
): Promise<CommandResult> {
  const child = own(spawn(launcher, args, { env: environment(options), stdio: 'pipe' }));
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (b: Buffer) => out.push(b));
  child.stderr.on('data', (b: Buffer) => err.push(b));
  child.stdin.on('error', () => undefined); // a command that does not read
  child.stdin.end(options.input ?? '');
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    child.kill('SIGKILL');
  }, options.timeoutMs ?? 60_000);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve({ code: timedOut ? -1 : (code ?? -1), stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() });
    });
  });
}

/** As `hdfs`, and throws with all that was printed when the code is not 0. Answers stdout. */
export async function hdfsOk(args: readonly string[], options: Parameters<typeof hdfs>[1] = {}): Promise<string> {
  const r = await hdfs(args, options);
  if (r.code !== 0) throw new Error(`hdfs ${args.join(' ')} ended with ${r.code}\n${r.stdout}\n${r.stderr}`);
  return r.stdout;
}

/** A daemon that was started; the launcher execs the JVM, so the pid is the JVM's. */
export interface Daemon {
  readonly role: string;
  readonly pid: number;
  readonly logFile: string;
  readonly exited: Promise<Exit>;
  readonly alive: () => boolean;
  /** Sends a signal; for the deadly ones the promise resolves when the process is gone. */
  readonly kill: (signal?: NodeJS.Signals) => Promise<void>;
}

/** Starts a daemon (namenode, datanode, journalnode, zkfc, zookeeper, `java CLASS`), its output appended to `logFile`. */
export function spawnDaemon(
  role: string,
  confDir: string,
  options: { readonly logFile: string; readonly args?: readonly string[]; readonly env?: Readonly<Record<string, string>> },
): Daemon {
  mkdirSync(dirname(options.logFile), { recursive: true });
  const log = openSync(options.logFile, 'a');
  const child = own(
    spawn(launcher, [...role.split(' '), ...(options.args ?? [])], {
      env: environment({ confDir, ...(options.env ? { env: options.env } : {}) }),
      stdio: ['ignore', log, log],
    }),
  );
  closeSync(log);
  const exited = exitOf(child);
  return {
    role,
    pid: child.pid ?? -1,
    logFile: options.logFile,
    exited,
    alive: () => child.exitCode === null && child.signalCode === null,
    kill: async (signal = 'SIGKILL') => {
      child.kill(signal);
      if (signal === 'SIGKILL' || signal === 'SIGTERM' || signal === 'SIGINT') await exited;
    },
  };
}

/** Writes core-site.xml and hdfs-site.xml into `dir`, which is made, and answers `dir`. */
export function writeConfDir(dir: string, core: Readonly<Record<string, string>>, hdfsSite: Readonly<Record<string, string>>): string {
  mkdirSync(dir, { recursive: true });
  for (const [file, properties] of [['core-site.xml', core], ['hdfs-site.xml', hdfsSite]] as const) {
    const lines = Object.entries(properties).map(([k, v]) => `  <property><name>${xml(k)}</name><value>${xml(v)}</value></property>\n`);
    writeFileSync(join(dir, file), `<?xml version="1.0"?>\n<configuration>\n${lines.join('')}</configuration>\n`);
  }
  return dir;
}

function xml(text: string): string {
  return text.replace(/[&<>]/g, (c) => (c === '&' ? '&amp;' : c === '<' ? '&lt;' : '&gt;'));
}

/**
 * A subtest that ends its parent when it fails, so that a scenario stops at its
 * first broken step and its work directory is kept.
 */
export async function step(t: TestContext, name: string, body: () => Promise<void>): Promise<void> {
  let failure: unknown;
  await t.test(name, async () => {
    try {
      await body();
    } catch (e) {
      failure = e;
      throw e;
    }
  });
  if (failure !== undefined) throw failure;
}
