// A shell for tests: runs command lines in this process and answers what they printed.
import { readConfiguration, userName } from '../conf-dir.ts';
import { runAdmin } from '../dfsadmin/admin.ts';
import type { ShellWorld } from './command.ts';
import type { Connect } from './file-systems.ts';
import { runShell } from './shell.ts';
import type { ShellOptions } from './shell.ts';
import { ShellOutput } from './shell-output.ts';

export interface ShellResult {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface TestShellOptions {
  readonly connect?: Connect;
  readonly confDir?: string;
  readonly workingDirectory: string;
  readonly now?: () => number;
}

/** Runs one command line, without `dfs`; `input` is its stdin. */
export function runInProcess(args: readonly string[], options: TestShellOptions, input: Uint8Array | string = ''): Promise<ShellResult> {
  return printedBy(options, input, (world, common) => runShell(args, { ...common, world, workingDirectory: options.workingDirectory }));
}

/** The same for `dfsadmin`. */
export function runAdminInProcess(args: readonly string[], options: TestShellOptions): Promise<ShellResult> {
  return printedBy(options, '', (world, common) => runAdmin(args, { ...common, world, user: userName(process.env) }));
}

type Common = Pick<ShellOptions, 'connect' | 'configuration'>;

async function printedBy({ connect, confDir, now = Date.now }: TestShellOptions, input: Uint8Array | string, run: (world: ShellWorld, common: Common) => Promise<number>): Promise<ShellResult> {
  const printed: Record<'out' | 'err', Uint8Array[]> = { out: [], err: [] };
  const world: ShellWorld = {
    out: new ShellOutput((bytes) => void printed.out.push(bytes.slice())),
    err: new ShellOutput((bytes) => void printed.err.push(bytes.slice())),
    input: () => oneChunk(Buffer.from(input)),
    environment: confDir === undefined ? {} : { HADOOP_CONF_DIR: confDir },
    now,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    atInterrupt: new Set(),
    terminalColumns: undefined,
  };
  const code = await run(world, {
    connect: connect ?? (() => Promise.reject(new Error('this shell reaches local files only'))),
    configuration: async (options) => readConfiguration({ ...options, environment: process.env }),
  });
  return { code, out: Buffer.concat(printed.out).toString(), err: Buffer.concat(printed.err).toString() };
}

async function* oneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  if (bytes.length > 0) yield bytes;
}
