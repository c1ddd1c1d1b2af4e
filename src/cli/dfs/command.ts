// What a command of `quorate dfs` is, and one call of it: where it prints, what it counts as failed, which file systems
// it reaches. Errors that Hadoop has as IOExceptions are told in one line and the command goes on with the next path;
// a UsageError ends it with the usage; anything else is a bug. Answers to org.apache.hadoop.fs.shell.Command.
import { WorldError } from '../../env/env.ts';
import { FileSystemError } from '../../client/errors.ts';
import type { FileSystems } from './file-systems.ts';
import type { ShellOutput } from './shell-output.ts';
import { ShellError } from './shell-errors.ts';

/** A command as the shell, its help and completion know it. Texts are plain; `usage` is Hadoop's own synopsis. */
export interface Command {
  /** Without the dash. */
  readonly name: string;
  readonly usage: string;
  /** What it does, in a sentence or two. */
  readonly summary: string;
  /** The options with what they do, in the order in which they are shown. */
  readonly options?: Readonly<Record<string, string>>;
  /** What else is worth knowing, a paragraph each. */
  readonly notes?: readonly string[];
  /** Command lines to learn from, without `quorate dfs`. */
  readonly examples: readonly string[];
  /** Set for an old name: what to write instead. */
  readonly replacement?: string;
  /** What its operands are, for completion. Remote when absent. */
  readonly operands?: 'local-then-remote' | 'remote-then-local' | 'commands' | 'none';
  run(call: Call, args: readonly string[]): Promise<void>;
}

/** What a command finds around it: the process's, or a test's. */
export interface ShellWorld {
  readonly out: ShellOutput;
  readonly err: ShellOutput;
  readonly input: () => AsyncIterable<Uint8Array>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** What is to be done before an interrupted process ends: halves of files are deleted. */
  readonly atInterrupt: Set<() => Promise<unknown>>;
  /** The width of the terminal that progress may be drawn on; undefined where there is none. */
  readonly terminalColumns: number | undefined;
}

/** One call of a command. */
export class Call {
  readonly name: string;
  readonly world: ShellWorld;
  readonly files: FileSystems;
  /** The exit code when nothing failed. */
  exitCode = 0;
  #failures = 0;

  constructor(name: string, world: ShellWorld, files: FileSystems) {
    this.name = name;
    this.world = world;
    this.files = files;
  }

  /** One line to stdout. */
  print(line: string): void {
    this.world.out.text(`${line}\n`);
  }

  /** One line to stderr, the command's name in front. */
  warn(message: string): void {
    this.world.out.flush();
    this.world.err.text(`${this.name}: ${message}\n`);
    this.world.err.flush();
  }

  /** Tells an error that belongs to one path and counts it; throws it on when it is no such error. */
  fail(error: unknown): void {
    if (!isReportable(error)) throw error;
    this.#failures++;
    this.warn(firstLine(error.message));
  }

  /** Runs `work` and tells its failure. */
  async attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.fail(error);
    }
  }

  /** As a shell sees it. */
  get result(): number {
    return this.#failures === 0 ? this.exitCode : 1;
  }
}

/** Whether an error is one that Hadoop would have thrown as an IOException. */
export function isReportable(error: unknown): error is Error {
  // ConfError by its name: its file brings the XML parser along, which a command may do without.
  return error instanceof ShellError || error instanceof FileSystemError || error instanceof WorldError || (error instanceof Error && error.name === 'ConfError');
}

/** The first line of a message, which is all that a shell shows: servers put a stack behind it. */
export function firstLine(message: string): string {
  const end = message.indexOf('\n');
  return end < 0 ? message : message.slice(0, end);
}
