// Directories in values: paths, and for NameNodes file: URIs. What would silently be another directory than the one that is meant
// is refused. Answers to org.apache.hadoop.hdfs.server.common.Util and NNStorage, which take the path of a URI.
import type { Key } from './configuration.ts';

/** A comma-separated list of directories, each a path or a file: URI; gives their paths. */
export function directoriesKey(name: string, defaultText: string, doc: string): Key<readonly string[]> {
  return { name, defaultText, doc, parse: (text) => items(text).map(pathOfUri) };
}

/** The same for DataNodes, as it is written: the path of such a URI is taken literally, and a storage type may stand before it. */
export function dataDirectoriesKey(name: string, defaultText: string, doc: string): Key<readonly string[]> {
  return { name, defaultText, doc, parse: (text) => items(text).map(withValues) };
}

/** A directory as a path, in which no character stands for another. */
export function directoryKey(name: string, defaultText: string, doc: string): Key<string> {
  return { name, defaultText, doc, parse: (text) => absolutePath(withValues(text), 'an absolute path') };
}

/** Without slashes at its end. */
function absolutePath(text: string, expected: string): string {
  if (!text.startsWith('/')) throw new Error(`expected ${expected}`);
  return text.replace(/(?<=.)\/+$/, '');
}

function pathOfUri(text: string): string {
  const [, host = '', path = text] = /^file:(?:\/\/([^/]*))?(.*)$/s.exec(withValues(text)) ?? [];
  if (/\s/.test(host)) throw new Error(`'${host}' is no host`);
  return absolutePath(path === text ? path : unescaped(path), 'an absolute path or a file:// URI');
}

/** Throws for a variable without a value, which stays in a text as it was written. */
function withValues(text: string): string {
  const variable = /\$\{[^}]*\}/.exec(text)?.[0];
  if (variable !== undefined) throw new Error(`${variable} has no value`);
  return text;
}

function items(text: string): string[] {
  return text.split(',').map((item) => item.trim()).filter((item) => item !== '');
}

function unescaped(path: string): string {
  const odd = /[#?]|%(?![0-9a-fA-F]{2})/.exec(path)?.[0];
  if (odd !== undefined) throw new Error(`${odd} is written ${encodeURIComponent(odd)} in a URI`);
  try {
    return decodeURIComponent(path);
  } catch {
    throw new Error('its escapes are no UTF-8');
  }
}
