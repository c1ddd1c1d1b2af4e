// A path of the command line or below one of them: as it was written, the file system it is on, its absolute path there
// and what is known of it. Answers to org.apache.hadoop.fs.shell.PathData.
import type { FileStatus, FileSystem } from '../../client/file-system.ts';
import { FileSystemError } from '../../client/errors.ts';
import { nameOf, parentOf } from '../../protocol/path.ts';
import type { FileSystems } from './file-systems.ts';
import { glob } from './glob.ts';
import { absolutePath, compareText, looksLikeDirectory, parsePathUri, relativeTo } from './path-uri.ts';
import { PathNotFound, isNotDirectory } from './shell-errors.ts';

export class PathData {
  readonly fs: FileSystem;
  /** As it is told to people: relative paths stay relative. */
  readonly text: string;
  /** Absolute and normal, without scheme. */
  readonly path: string;
  /** Undefined when there is nothing. */
  stat: FileStatus | undefined;

  constructor(fs: FileSystem, text: string, stat: FileStatus | undefined, path = absolutePath(parsePathUri(text).path, fs.homeDirectory)) {
    this.fs = fs;
    this.text = text;
    this.path = path;
    this.stat = stat;
  }

  get isDirectory(): boolean {
    return this.stat?.type === 'directory';
  }

  get name(): string {
    return nameOf(this.path);
  }

  /** With scheme and authority, as Java prints a qualified Path. */
  get qualified(): string {
    return `${this.fs.uri}${this.path}`;
  }

  /** Whether it was written as a directory is: with a slash, '.' or '..' at the end. */
  get looksLikeDirectory(): boolean {
    return looksLikeDirectory(parsePathUri(this.text).path);
  }

  /** Asks again; ENOENT as PathNotFound. */
  async refresh(): Promise<FileStatus> {
    this.stat = await statOrNothing(this.fs, this.path);
    if (this.stat === undefined) throw new PathNotFound(this.text);
    return this.stat;
  }

  async parentExists(): Promise<boolean> {
    if (this.looksLikeDirectory) return this.fs.exists(this.path);
    return this.fs.exists(parentOf(this.path) ?? '/');
  }

  /** An entry of this directory, known already. */
  entry(stat: FileStatus): PathData {
    return new PathData(this.fs, this.#childText(stat.name), stat, stat.path);
  }

  /** The path called `name` in this directory, looked up. */
  async child(name: string): Promise<PathData> {
    if (this.stat === undefined) throw new PathNotFound(this.text);
    if (!this.isDirectory) throw isNotDirectory(this.text);
    const path = this.path === '/' ? `/${name}` : `${this.path}/${name}`;
    return new PathData(this.fs, this.#childText(name), await statOrNothing(this.fs, path), path);
  }

  /** The entries, in the file system's order. */
  async *entries(): AsyncGenerator<PathData> {
    if (this.stat === undefined) throw new PathNotFound(this.text);
    if (!this.isDirectory) throw isNotDirectory(this.text);
    for await (const stat of this.fs.list(this.path)) yield this.entry(stat);
  }

  /** The entries in the order of their names. */
  async sortedEntries(): Promise<PathData[]> {
    const all: PathData[] = [];
    for await (const entry of this.entries()) all.push(entry);
    return all.sort(comparePaths);
  }

  #childText(name: string): string {
    if (this.text === '.') return name;
    return `${this.text}${this.text.endsWith('/') ? '' : '/'}${name}`;
  }
}

export function comparePaths(a: PathData, b: PathData): number {
  return compareText(a.qualified, b.qualified);
}

/** The status of `path`, or undefined when there is nothing. */
export async function statOrNothing(fs: FileSystem, path: string): Promise<FileStatus | undefined> {
  try {
    return await fs.stat(path);
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/** ENOENT, Java's FileNotFoundException. */
export function isNotFound(error: unknown): boolean {
  return error instanceof FileSystemError && error.code === 'ENOENT';
}

/** A path taken as it is, without globs. */
export async function pathDataOf(files: FileSystems, text: string): Promise<PathData> {
  const fs = await files.of(parsePathUri(text));
  const item = new PathData(fs, text, undefined);
  item.stat = await statOrNothing(fs, item.path);
  return item;
}

/** A path on this machine. */
export async function localPathData(files: FileSystems, text: string): Promise<PathData> {
  const local = await files.local();
  const written = localPath(text);
  const plain = new PathData(local, written, undefined, absolutePath(written, local.homeDirectory));
  plain.stat = await statOrNothing(local, plain.path);
  if (plain.stat !== undefined || !written.includes('%')) return plain;
  // Hadoop takes a local path as a URI, so scripts write %20 for a blank.
  const decoded = decodeEscapes(written);
  const item = new PathData(local, decoded, undefined, absolutePath(decoded, local.homeDirectory));
  item.stat = await statOrNothing(local, item.path);
  return item.stat === undefined ? plain : item;
}

function localPath(text: string): string {
  const match = /^[a-zA-Z][a-zA-Z0-9+.-]*:(?:\/\/[^/]*)?(\/.*)$/.exec(text);
  return match?.[1] ?? text;
}

function decodeEscapes(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * The paths that `pattern` stands for, in order: none for a pattern that matches nothing, one without a status for a path
 * that is not there. They are told in the manner of the pattern: with scheme, absolute or relative.
 */
export async function expandGlob(files: FileSystems, pattern: string): Promise<PathData[]> {
  const uri = parsePathUri(pattern);
  const fs = await files.of(uri);
  const found = await glob(fs, uri.path === '' ? '.' : uri.path);
  if (found === undefined) return [new PathData(fs, pattern.replace(/\\(.)/gs, '$1'), undefined)];
  return found
    .map((stat) => new PathData(fs, manner(stat), stat, stat.path))
    .sort(comparePaths);

  function manner(stat: FileStatus): string {
    if (uri.scheme !== undefined) return uri.authority === undefined ? `${uri.scheme}://${stat.path}` : `${fs.uri}${stat.path}`;
    return uri.path.startsWith('/') ? stat.path : relativeTo(fs.homeDirectory, stat.path);
  }
}
