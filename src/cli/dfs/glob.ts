// Globs as Hadoop expands them: {a,b} with a slash inside becomes several patterns first (GlobExpander), each component
// is matched on its own (GlobFilter, GlobPattern), and components without a wildcard are not listed (Globber).
import type { FileStatus, FileSystem } from '../../client/file-system.ts';
import { FileSystemError } from '../../client/errors.ts';
import { absolutePath, compareText } from './path-uri.ts';
import { ShellError } from './shell-errors.ts';

/** The files that `pattern` stands for, ordered by path; undefined when it has no wildcard and nothing is there. */
export async function glob(fs: FileSystem, pattern: string): Promise<FileStatus[] | undefined> {
  const flat = expandBraces(pattern);
  const results: FileStatus[] = [];
  let wild = false;
  for (const each of flat) {
    const components = splitComponents(absolutePath(each === '' ? '.' : each, fs.homeDirectory)).map(compileComponent);
    wild ||= components.some((component) => component.pattern !== undefined);
    results.push(...(await match(fs, components)));
  }
  if (!wild && results.length === 0 && flat.length <= 1) return undefined;
  return results.sort((a, b) => compareText(a.path, b.path));
}

interface Component {
  /** Without escapes. */
  readonly name: string;
  /** Undefined without a wildcard. */
  readonly pattern: RegExp | undefined;
}

async function match(fs: FileSystem, components: readonly Component[]): Promise<FileStatus[]> {
  // Directories that are known or assumed, until the last component decides.
  let candidates: string[] = ['/'];
  for (const [index, { name, pattern }] of components.entries()) {
    const last = index === components.length - 1;
    if (pattern === undefined && !last) {
      candidates = candidates.map((candidate) => below(candidate, name));
      continue;
    }
    const found: FileStatus[] = [];
    for (const candidate of candidates) {
      if (pattern === undefined) found.push(...(await known(fs, below(candidate, name))));
      else for (const child of await children(fs, candidate)) if ((last || child.type === 'directory') && pattern.test(child.name)) found.push(child);
    }
    if (last) return found;
    candidates = found.map(({ path }) => path);
  }
  return known(fs, '/');
}

async function known(fs: FileSystem, path: string): Promise<FileStatus[]> {
  try {
    return [await fs.stat(path)];
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

async function children(fs: FileSystem, path: string): Promise<FileStatus[]> {
  const all: FileStatus[] = [];
  try {
    for await (const child of fs.list(path)) if (child.path !== path) all.push(child);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  return all;
}

function isMissing(error: unknown): boolean {
  return error instanceof FileSystemError && error.code === 'ENOENT';
}

function below(directory: string, name: string): string {
  return directory === '/' ? `/${name}` : `${directory}/${name}`;
}

/** At slashes, which neither braces nor brackets hold any more. */
function splitComponents(path: string): string[] {
  return path.split('/').filter((part) => part !== '');
}

function compileComponent(text: string): Component {
  let compiled: GlobPattern;
  try {
    compiled = compileGlob(text);
  } catch (error) {
    throw new ShellError(`Illegal file pattern: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  return { name: text.replace(/\\(.)/gs, '$1'), pattern: compiled.wild ? compiled.regexp : undefined };
}

export interface GlobPattern {
  readonly regexp: RegExp;
  readonly wild: boolean;
}

/** GlobPattern: `*`, `?`, `[a-c]`, `[!a]`, `[^a]`, `{a,b}` and `\`. Throws an Error with the position of what is open. */
export function compileGlob(text: string): GlobPattern {
  let source = '';
  let inSet = false;
  let curlies = 0;
  let wild = false;
  const fail = (what: string, at: number): never => {
    throw new Error(`error parsing regexp: ${what} at pos ${at}: \`${text}\``);
  };
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    switch (c) {
      case '\\':
        if (++i >= text.length) fail('Missing escaped character', i);
        source += literal(text.charAt(i));
        break;
      case '*':
        source += inSet ? '*' : '.*';
        wild = true;
        break;
      case '?':
        source += inSet ? '?' : '.';
        wild = true;
        break;
      case '{':
        source += inSet ? '\\{' : '(?:';
        if (!inSet) curlies++;
        wild = true;
        break;
      case ',':
        source += curlies > 0 && !inSet ? '|' : ',';
        break;
      case '}':
        if (curlies > 0 && !inSet) {
          curlies--;
          source += ')';
        } else {
          source += '\\}';
        }
        break;
      case '[':
        if (inSet) fail('Unclosed character class', i);
        inSet = true;
        wild = true;
        source += '[';
        break;
      case '^':
        source += inSet && text.charAt(i - 1) === '[' ? '^' : '\\^';
        break;
      case '!':
        source += inSet && text.charAt(i - 1) === '[' ? '^' : '!';
        break;
      case ']':
        source += inSet ? ']' : '\\]';
        inSet = false;
        break;
      case '-':
        source += '-';
        break;
      default:
        source += literal(c);
    }
  }
  if (inSet) fail('Unclosed character class', text.length);
  if (curlies > 0) fail('Unclosed group', text.length);
  return { regexp: new RegExp(`^(?:${source})$`, 's'), wild };
}

function literal(c: string): string {
  return /[\\^$.*+?()[\]{}|/-]/.test(c) ? `\\${c}` : c;
}

/** GlobExpander: `/a/{b/c,d}` is `/a/b/c` and `/a/d`; braces without a slash inside stay for the component. */
export function expandBraces(pattern: string): string[] {
  const expanded: string[] = [];
  const waiting: { readonly text: string; readonly from: number }[] = [{ text: pattern, from: 0 }];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { text, from } = next;
    const open = leftmostWithSlash(text, from);
    if (open < 0) {
      expanded.push(text);
      continue;
    }
    const { alternatives, end } = alternativesAt(text, open);
    waiting.unshift(...alternatives.map((alternative) => ({ text: text.slice(0, open) + alternative + text.slice(end + 1), from: open })));
  }
  return expanded;
}

/** The position of the leftmost '{' from `from` on whose group holds a slash; -1 when there is none. */
function leftmostWithSlash(text: string, from: number): number {
  let depth = 0;
  let open = -1;
  let slash = false;
  for (let i = from; i < text.length; i++) {
    const c = text.charAt(i);
    if (c === '\\') i++;
    else if (c === '{' && depth++ === 0) {
      open = i;
      slash = false;
    } else if (c === '}' && depth > 0) {
      if (--depth === 0 && slash) return open;
    } else if (c === '/' && depth > 0) slash = true;
  }
  return -1;
}

function alternativesAt(text: string, open: number): { alternatives: string[]; end: number } {
  const alternatives: string[] = [];
  let depth = 0;
  let begin = open + 1;
  for (let i = open; i < text.length; i++) {
    const c = text.charAt(i);
    if (c === '\\') i++;
    else if (c === '{') depth++;
    else if ((c === ',' || c === '}') && depth === 1) {
      alternatives.push(text.slice(begin, i));
      begin = i + 1;
      if (c === '}') return { alternatives, end: i };
    } else if (c === '}') depth--;
  }
  throw new ShellError(`Illegal file pattern: ${text}`);
}
