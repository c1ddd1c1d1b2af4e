// How a command goes through its paths: each argument a glob, each match by itself, directories below it where it asks
// for them; a failure is told and the next path is taken. Answers to the processing methods of
// org.apache.hadoop.fs.shell.Command.
import type { Call } from './command.ts';
import { expandGlob } from './path-data.ts';
import type { PathData } from './path-data.ts';
import { PathNotFound } from './shell-errors.ts';

export interface Visitor {
  /** Whether the entries of directories follow. */
  readonly recursive?: boolean;
  /** By name, where the file system's own order does not do. */
  readonly sorted?: boolean;
  /** `depth` is 0 for a path of the command line. */
  visit(item: PathData, depth: number): Promise<void>;
  /** After what lies below it. */
  leave?(item: PathData, depth: number): Promise<void>;
  /** A path of the command line that is not there; PathNotFound when absent. */
  missing?(item: PathData): Promise<void>;
}

/** Expands the arguments; what cannot be is told. */
export async function expandArguments(call: Call, args: readonly string[]): Promise<PathData[]> {
  const items: PathData[] = [];
  for (const arg of args) await call.attempt(async () => {
    items.push(...(await expandArgument(call, arg)));
  });
  return items;
}

/** The matches of one argument; PathNotFound for a glob without any. */
export async function expandArgument(call: Call, arg: string): Promise<PathData[]> {
  const items = await expandGlob(call.files, arg);
  if (items.length === 0) throw new PathNotFound(arg);
  return items;
}

/** Expands the arguments and visits what they stand for. */
export async function traverse(call: Call, args: readonly string[], visitor: Visitor): Promise<void> {
  await visitArguments(call, await expandArguments(call, args), visitor);
}

/** Visits paths of the command line. */
export async function visitArguments(call: Call, items: readonly PathData[], visitor: Visitor): Promise<void> {
  for (const item of items) await call.attempt(async () => {
    if (item.stat !== undefined) await visit(call, item, 0, visitor);
    else if (visitor.missing !== undefined) await visitor.missing(item);
    else throw new PathNotFound(item.text);
  });
}

async function visit(call: Call, item: PathData, depth: number, visitor: Visitor): Promise<void> {
  await visitor.visit(item, depth);
  if (visitor.recursive === true && item.isDirectory) await visitEntries(call, item, depth + 1, visitor);
  await visitor.leave?.(item, depth);
}

/** Visits the entries of a directory, and tells what fails of each. */
export async function visitEntries(call: Call, parent: PathData, depth: number, visitor: Visitor): Promise<void> {
  const entries = visitor.sorted === true ? await parent.sortedEntries() : parent.entries();
  for await (const entry of entries) await call.attempt(() => visit(call, entry, depth, visitor));
}
