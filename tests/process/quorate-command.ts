/**
 * The command `quorate` from a test. The program under test is dist/quorate.cjs, as a
 * user gets it, or what QUORATE_PROGRAM names.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync, existsSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { repository } from '../apache/rig/apache.ts';
import { own } from '../apache/rig/processes.ts';

/** The file that `node` runs. */
export function programFile(): string {
  const file = process.env['QUORATE_PROGRAM'] ?? join(repository, 'dist/quorate.cjs');
  if (!existsSync(file)) throw new Error(`${file} is missing: build the command first`);
  return file;
}

export interface CommandResult {
  /** Exit code; -1 when the command was killed, for its time-out or otherwise. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
  /** The working directory; the system's for temporary files without it. */
  readonly cwd?: string;
  readonly input?: string;
  /** Where its output goes as well. */
  readonly logFile?: string;
}

/** A command at work. */
export interface RunningCommand {
  readonly child: ChildProcess;
  /** All that it printed so far, stdout and stderr. */
  readonly said: () => string;
  /** True; throws with what it printed once it has ended. For conditions that are waited for. */
  readonly alive: () => true;
}

/** Starts `quorate ARGS`; it is killed when the test's work directory closes. */
export function spawnQuorate(args: readonly string[], options: CommandOptions = {}): RunningCommand {
  const child = own(spawn(process.execPath, [programFile(), ...args], {
    cwd: options.cwd ?? os.tmpdir(),
    env: { ...process.env, HADOOP_CONF_DIR: '', ...options.env },
    stdio: 'pipe',
  }));
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (options.logFile !== undefined) appendFileSync(options.logFile, text);
    });
  }
  child.stdin.on('error', () => undefined); // a command that does not read
  child.stdin.end(options.input ?? '');
  return {
    child,
    said: () => said,
    alive: () => {
      if (child.exitCode !== null || child.signalCode !== null) throw new Error(`quorate ${args.join(' ')} ended (${child.exitCode ?? child.signalCode}): ${said}`);
      return true;
    },
  };
}

/** Runs `quorate ARGS` to its end; never rejects for what the command did. */
export function quorate(args: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
  const { child } = spawnQuorate(args, options);
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (text: string) => (stdout += text));
  child.stderr?.on('data', (text: string) => (stderr += text));
  const timer = setTimeout(() => child.kill('SIGKILL'), options.timeoutMs ?? 60_000);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve({ code: code ?? -1, stdout, stderr });
    });
  });
}
