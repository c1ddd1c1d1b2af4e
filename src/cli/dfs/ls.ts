// -ls. Columns are as wide as what was seen so far needs, which is why a long listing widens on the way, as Hadoop's does.
import type { FileStatus } from '../../client/file-system.ts';
import { modeSymbol } from '../../protocol/permission.ts';
import type { Call, Command } from './command.ts';
import { listingTime } from './format-date.ts';
import { sizeText } from '../../protocol/format-size.ts';
import { parseOptions } from './options.ts';
import type { PathData } from './path-data.ts';
import { comparePaths } from './path-data.ts';
import { printable } from './printable.ts';
import { expandArguments } from './traverse.ts';
import { PathNotFound } from './shell-errors.ts';

/** Entries of a recursive listing that share their columns. */
const groupSize = 100;

export const ls: Command = {
  name: 'ls',
  usage: '[-C] [-d] [-h] [-q] [-R] [-t] [-S] [-r] [-u] [-e] [<path> ...]',
  summary: 'Lists directories and files; without a path, your home directory /user/NAME. For each: permissions, replicas, owner, group, size in bytes, time of modification, path.',
  options: {
    '-C': 'only paths',
    '-d': 'a directory itself rather than what is in it',
    '-h': 'sizes for people: 1.5 K, 20 G',
    '-q': 'a question mark for each character that cannot be printed',
    '-R': 'directories below directories as well',
    '-t': 'newest first',
    '-S': 'largest first',
    '-r': 'the other way round',
    '-u': 'time of the last access, shown and for -t',
    '-e': 'erasure coding policies as well',
  },
  examples: ['-ls /', '-ls -h -S /logs', '-ls -R -C "/data/2026-*"'],
  run: (call, args) => list(call, args),
};

export const lsr: Command = { ...ls, name: 'lsr', usage: '', replacement: 'ls -R', run: (call, args) => list(call, ['-R', ...args]) };

async function list(call: Call, args: readonly string[]): Promise<void> {
  const { flags, rest } = parseOptions(args, { min: 0, flags: ['C', 'd', 'h', 'q', 'R', 'r', 't', 'S', 'u', 'e'] });
  const listing = new Listing(call, flags);
  for (const item of await expandArguments(call, rest.length === 0 ? ['.'] : rest)) await call.attempt(async () => {
    if (item.stat === undefined) throw new PathNotFound(item.text);
    if (item.isDirectory && !flags.has('d')) await listing.directory(item);
    else await listing.lines([item]);
  });
}

class Listing {
  readonly #call: Call;
  readonly #flags: ReadonlySet<string>;
  readonly #compare: (a: PathData, b: PathData) => number;
  readonly #recursive: boolean;
  readonly #sorted: boolean;
  #replicasWidth = 3;
  #lengthWidth = 10;
  #ownerWidth = 0;
  #groupWidth = 0;

  constructor(call: Call, flags: ReadonlySet<string>) {
    this.#call = call;
    this.#flags = flags;
    this.#recursive = flags.has('R') && !flags.has('d');
    this.#sorted = !this.#recursive || flags.has('t') || flags.has('S') || flags.has('r');
    const sign = flags.has('r') ? -1 : 1;
    const key = flags.has('t') ? (stat: FileStatus) => this.#time(stat) : flags.has('S') ? (stat: FileStatus) => stat.length : undefined;
    this.#compare = (a, b) => sign * (key === undefined || a.stat === undefined || b.stat === undefined ? comparePaths(a, b) : key(b.stat) - key(a.stat));
  }

  /** What is in a directory, and below it with -R. */
  async directory(item: PathData): Promise<void> {
    if (this.#sorted) {
      const entries = await item.sortedEntries();
      // Hadoop sorts by time and size only where it does not descend.
      if (!this.#recursive) {
        if (entries.length > 0 && !this.#flags.has('C')) this.#call.print(`Found ${entries.length} items`);
        entries.sort(this.#compare);
      }
      await this.lines(entries);
      return;
    }
    let group: PathData[] = [];
    for await (const entry of item.entries()) {
      group.push(entry);
      if (group.length < groupSize) continue;
      await this.lines(group);
      group = [];
    }
    await this.lines(group);
  }

  /** A line each, what lies below a directory behind its own line. */
  async lines(items: readonly PathData[]): Promise<void> {
    const policies = new Map<PathData, string>();
    if (!this.#flags.has('C')) {
      for (const { stat } of items) if (stat !== undefined) this.#widen(stat);
      if (this.#flags.has('e')) for (const item of items) policies.set(item, (await item.fs.contentSummary(item.path)).erasureCodingPolicy);
    }
    const policyWidth = Math.max(0, ...[...policies.values()].map((policy) => policy.length));
    for (const item of items) await this.#call.attempt(async () => {
      this.#call.print(this.#flags.has('C') ? item.text : this.#line(item, policies.get(item)?.padEnd(policyWidth)));
      if (this.#recursive && item.isDirectory) await this.directory(item);
    });
  }

  #line(item: PathData, policy: string | undefined): string {
    const { stat } = item;
    if (stat === undefined) return item.text;
    return [
      `${stat.type === 'directory' ? 'd' : '-'}${modeSymbol(stat.permission)}${stat.hasAcl ? '+' : ' '}`,
      `${(stat.type === 'file' ? String(stat.replication) : '-').padStart(this.#replicasWidth)} `,
      this.#ownerWidth > 0 ? `${stat.owner.padEnd(this.#ownerWidth)} ` : '',
      this.#groupWidth > 0 ? `${stat.group.padEnd(this.#groupWidth)} ` : '',
      policy === undefined ? '' : policy === '' ? '' : `${policy} `,
      `${sizeText(stat.length, this.#flags.has('h')).padStart(this.#lengthWidth)} `,
      `${listingTime(this.#time(stat))} `,
      this.#flags.has('q') ? printable(item.text) : item.text,
    ].join('');
  }

  #time(stat: FileStatus): number {
    return this.#flags.has('u') ? stat.accessTime : stat.modificationTime;
  }

  #widen(stat: FileStatus): void {
    this.#replicasWidth = Math.max(this.#replicasWidth, String(stat.replication).length);
    this.#lengthWidth = Math.max(this.#lengthWidth, String(stat.length).length);
    this.#ownerWidth = Math.max(this.#ownerWidth, stat.owner.length);
    this.#groupWidth = Math.max(this.#groupWidth, stat.group.length);
  }
}
