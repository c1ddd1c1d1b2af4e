// Paths as they are written on a command line: scheme, authority and path, taken apart as org.apache.hadoop.fs.Path
// does, and made absolute and normal.
import { UsageError } from './shell-errors.ts';

export interface PathUri {
  readonly scheme: string | undefined;
  readonly authority: string | undefined;
  /** As it was written: perhaps relative, with doubled slashes and dots. */
  readonly path: string;
}

/** Takes a path apart. A colon before the first slash ends a scheme. Throws UsageError for what Path refuses. */
export function parsePathUri(text: string): PathUri {
  if (text === '') throw new UsageError('Can not create a Path from an empty string');
  let scheme: string | undefined;
  let authority: string | undefined;
  let rest = text;
  const colon = text.indexOf(':');
  const slash = text.indexOf('/');
  if (colon > 0 && (slash < 0 || colon < slash)) {
    scheme = text.slice(0, colon);
    rest = text.slice(colon + 1);
    if (!rest.startsWith('/')) throw new UsageError(`java.net.URISyntaxException: Relative path in absolute URI: ${text}`);
  }
  if (rest.startsWith('//') && rest.length > 2) {
    const end = rest.indexOf('/', 2);
    authority = rest.slice(2, end < 0 ? undefined : end);
    rest = end < 0 ? '' : rest.slice(end);
  }
  return { scheme, authority: authority === '' ? undefined : authority, path: rest };
}

/** Absolute below `directory` where it is relative; without doubled or trailing slashes, '.' and '..'. */
export function absolutePath(path: string, directory: string): string {
  const parts: string[] = [];
  for (const part of (path.startsWith('/') ? path : `${directory}/${path}`).split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** Whether a written path says that it is a directory: it ends in a slash, '.' or '..'. */
export function looksLikeDirectory(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return name === '' || name === '.' || name === '..';
}

/** How `path` is written relative to `directory`, both absolute; '.' for the directory itself. */
export function relativeTo(directory: string, path: string): string {
  if (directory === path) return '.';
  const from = directory.split('/').filter((part) => part !== '');
  const to = path.split('/').filter((part) => part !== '');
  let common = 0;
  while (common < from.length && common < to.length && from[common] === to[common]) common++;
  return [...from.slice(common).map(() => '..'), ...to.slice(common)].join('/');
}

/** Java's order of strings: by UTF-16 units. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
