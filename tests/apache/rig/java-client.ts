/** Compiles the Java clients of tests/apache/java and talks to them in JSON lines. */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { available, environment, launcher, type RunOptions, repository } from './apache.ts';
import { type Exit, exitOf, own } from './processes.ts';

const javaDir = join(repository, 'tests/apache/java');
let classes: string | undefined;

/** Compiles tests/apache/java/*.java, once for each content, and answers the directory of classes. */
export function compiledClients(): string {
  classes ??= compiledJava(javaDir);
  return classes;
}

/** Compiles FOLDER/*.java against Hadoop and its tests, once for each content, and answers the directory of classes. */
export function compiledJava(folder: string): string {
  const a = available();
  if (!a.ok) throw new Error(a.reason);
  const sources = readdirSync(folder).filter((f) => f.endsWith('.java')).sort();
  const hash = createHash('sha256');
  for (const f of sources) hash.update(f).update('\0').update(readFileSync(join(folder, f)));
  const dir = join(a.home, 'classes', hash.digest('hex').slice(0, 16));
  if (existsSync(dir)) return dir;
  mkdirSync(dirname(dir), { recursive: true });
  const stage = mkdtempSync(`${dir}-`);
  const classPath = spawnSync(launcher, ['classpath', '--tests'], { encoding: 'utf8', env: environment({}) }).stdout.trim();
  const javac = process.env['JAVA_HOME'] ? join(process.env['JAVA_HOME'], 'bin/javac') : 'javac';
  const run = spawnSync(javac, ['-Xlint:-options', '-nowarn', '-cp', classPath, '-d', stage, ...sources.map((f) => join(folder, f))], { encoding: 'utf8' });
  if (run.status !== 0) {
    rmSync(stage, { recursive: true });
    throw new Error(`javac: ${run.stderr}${run.error?.message ?? ''}`);
  }
  try {
    renameSync(stage, dir);
  } catch (e) {
    rmSync(stage, { recursive: true });
    if (!existsSync(dir)) throw e; // else another process was first
  }
  return dir;
}

/** One JSON object printed by a Java client. */
export type Line = Readonly<Record<string, unknown>>;

/** A Java client of tests/apache/java at work. */
export interface JavaClient {
  readonly pid: number;
  readonly exited: Promise<Exit>;
  /** Sends a line: text as it is, anything else as JSON. */
  readonly send: (line: unknown) => void;
  /** The next line it prints; rejects when it ends first, or after `timeoutMs` (60 s). */
  readonly next: (timeoutMs?: number) => Promise<Line>;
  /** Lines until one whose `event` is the one named; that one. Earlier ones are dropped. */
  readonly until: (event: string, timeoutMs?: number) => Promise<Line>;
  /** send, then next: for clients that answer each line with one. */
  readonly ask: (line: unknown, timeoutMs?: number) => Promise<Line>;
  /** Lines printed and not taken yet, which this takes. */
  readonly drain: () => readonly Line[];
  /** Ends stdin, at which every client ends by itself, and waits. */
  readonly close: () => Promise<Exit>;
  readonly kill: (signal?: NodeJS.Signals) => Promise<Exit>;
}

/**
 * Runs a class of tests/apache/java. Its logging goes to `logFile`, or to
 * nowhere but the messages of failures.
 */
export function javaClient(
  className: string,
  args: readonly (string | number)[] = [],
  options: RunOptions & { readonly lines?: readonly unknown[]; readonly logFile?: string } = {},
): JavaClient {
  const classPath = [compiledClients(), options.env?.['HADOOP_CLASSPATH']].filter(Boolean).join(':');
  const env = { HADOOP_ROOT_LOGGER: 'WARN,console', ...options.env, HADOOP_CLASSPATH: classPath };
  const log = options.logFile === undefined ? undefined : openSync(options.logFile, 'a');
  const child = own(
    spawn(launcher, ['java', className, ...args.map(String)], {
      env: environment({ ...options, env }),
      stdio: ['pipe', 'pipe', log ?? 'pipe'],
    }),
  );
  if (log !== undefined) closeSync(log);
  const { stdin, stdout, stderr } = child;
  if (!stdin || !stdout) throw new Error('no pipes');
  let errors = '';
  stderr?.setEncoding('utf8').on('data', (s: string) => (errors = (errors + s).slice(-8192)));
  stdin.on('error', () => undefined); // it ended; `next` tells

  const queue: Line[] = [];
  const waiting: { readonly resolve: (l: Line) => void; readonly reject: (e: Error) => void }[] = [];
  let ended: Error | undefined;
  let rest = '';
  stdout.setEncoding('utf8').on('data', (s: string) => {
    const lines = (rest + s).split('\n');
    rest = lines.pop() ?? '';
    for (const text of lines) {
      const line = parse(text);
      if (line === undefined) errors = `${errors}${text}\n`.slice(-8192);
      else {
        const waiter = waiting.shift();
        if (waiter) waiter.resolve(line);
        else queue.push(line);
      }
    }
  });
  const exited = exitOf(child);
  child.once('close', (code, signal) => {
    ended = new Error(`${className} ended (${code ?? signal}) ${options.logFile ?? ''}\n${errors}`);
    for (const waiter of waiting.splice(0)) waiter.reject(ended);
  });

  const send = (line: unknown): void => {
    stdin.write(`${typeof line === 'string' ? line : JSON.stringify(line)}\n`);
  };
  const next = (timeoutMs = 60_000): Promise<Line> => {
    const line = queue.shift();
    if (line) return Promise.resolve(line);
    if (ended) return Promise.reject(ended);
    return new Promise((resolve, reject) => {
      const waiter = {
        resolve: (l: Line): void => (clearTimeout(timer), resolve(l)),
        reject: (e: Error): void => (clearTimeout(timer), reject(e)),
      };
      const timer = setTimeout(() => {
        waiting.splice(waiting.indexOf(waiter), 1);
        reject(new Error(`${className} printed nothing for ${timeoutMs} ms\n${errors}`));
      }, timeoutMs);
      waiting.push(waiter);
    });
  };
  for (const line of options.lines ?? []) send(line);
  return {
    pid: child.pid ?? -1,
    exited,
    send,
    next,
    until: async (event, timeoutMs = 60_000) => {
      const end = performance.now() + timeoutMs;
      for (;;) {
        const line = await next(Math.max(1, end - performance.now()));
        if (line['event'] === event) return line;
      }
    },
    ask: (line, timeoutMs) => {
      send(line);
      return next(timeoutMs);
    },
    drain: () => queue.splice(0),
    close: () => {
      stdin.end();
      return exited;
    },
    kill: (signal = 'SIGKILL') => {
      child.kill(signal);
      return exited;
    },
  };
}

function parse(text: string): Line | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    return JSON.parse(text) as Line;
  } catch {
    return undefined;
  }
}
