// What one source file must keep to, as a function of its path and text: who may import whom (scripts/layers.ts), what
// pure code must not touch, what only env/node and the command line may touch, length, head, `any`.
import path from 'node:path';
import { allowedPackages, allowedWords, layers } from './layers.ts';
import type { Layer } from './layers.ts';
import { tokensOf } from './tokens.ts';
import type { Token } from './tokens.ts';

export const maxLines = 600;

type Ban = readonly [subject: string, instead: string];

/** In pure folders. A subject is a word, or `object.member`. */
const impure: readonly Ban[] = [
  ['Date.now', 'take the time as an argument'],
  ['new Date()', 'take the time as an argument'],
  ['performance', 'take the time as an argument'],
  ['Math.random', 'take a random source as an argument'],
  ['crypto.', 'take a random source as an argument'],
  ['async', 'pure code is synchronous'],
  ['await', 'pure code is synchronous'],
  ['Promise', 'pure code is synchronous'],
  ['setTimeout', 'pure code does not wait'],
  ['setInterval', 'pure code does not wait'],
  ['setImmediate', 'pure code does not wait'],
  ['queueMicrotask', 'pure code does not wait'],
  ['process.', 'pure code does not know its process'],
  ['console', 'pure code says what it has to say by its results'],
  ['fetch', 'pure code has no network'],
  ['globalThis', 'pure code has no globals'],
];
/** Everywhere but in env/node and the command line: what Env is for. */
const world: readonly Ban[] = [
  ['Date.now', 'use env.wallMs()'],
  ['new Date()', 'use env.wallMs()'],
  ['performance', 'use env.monotonicMs()'],
  ['Math.random', 'use env.random()'],
  ['crypto.', 'use env.randomBytes()'],
  ['setTimeout', 'use env.after()'],
  ['setInterval', 'use env.after()'],
  ['AbortSignal.timeout', 'use env.after()'],
  ['setImmediate', 'use env.turn()'],
  ['process.', 'use env'],
  ['console', 'use env.log()'],
  ['fetch', 'use env.http.fetch()'],
  ['globalThis', 'use env'],
];

/** The sentences to print for one file; none when it is as it should be. `file` is relative, with slashes. */
export function problemsOf(file: string, text: string): string[] {
  const generated = file.startsWith('src/wire/') && text.startsWith('// Generated from proto/');
  const tokens = tokensOf(text);
  const problems: string[] = [];
  const say = (problem: string, line?: number): void => void problems.push(`${file}${line === undefined ? '' : `:${line}`}: ${problem}`);

  const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
  if (lines > maxLines && !generated) say(`${lines} lines; stop at ${maxLines}, a part of it wants a name of its own`);
  if (isTestFile(file)) return problems;
  if (tokens[0]?.kind !== 'comment') say('begins without a comment that says what it is', 1);
  const code = tokens.filter((token) => token.kind !== 'comment');
  code.forEach((_, i) => {
    if (isAnyType(code, i)) say('any: say what it is, or `unknown` and look', code[i]?.line);
  });
  code.forEach((_, i) => {
    if (isVaryingEvent(code, i)) say('log: the name of an event is a constant; what varies goes into its fields', code[i]?.line);
  });
  if (!file.startsWith('src/')) return problems;

  const layer = layerOf(file);
  if (layer === undefined) {
    say('its folder has no layer in scripts/layers.ts');
    return problems;
  }
  for (const { target, line } of importsOf(code)) {
    const problem = target === undefined ? 'import() of a computed path: nobody can tell what it loads' : target.startsWith('.') ? relativeImport(file, layer, target) : packageImport(layer, target);
    if (problem !== undefined) say(problem, line);
  }
  const bans = layer.pure === true ? impure : layer.world === true ? [] : world;
  const allowed = allowedWords[file] ?? [];
  for (const [subject, instead] of bans) {
    if (!allowed.includes(subject)) for (const line of usesOf(code, subject)) say(`${subject.replace(/\.$/, '')}: ${instead}`, line);
  }
  return problems;
}

/** Tests and what only tests use: they may reach for the world. */
export function isTestFile(file: string): boolean {
  return /\.test\.ts$|\/testing\/|\.testing\.ts$/.test(file);
}

function layerOf(file: string): Layer | undefined {
  return layers.filter((layer) => inside(file, layer.folder)).sort((a, b) => b.folder.length - a.folder.length)[0];
}

function inside(file: string, folder: string): boolean {
  return file.startsWith(`${folder}/`);
}

function relativeImport(file: string, layer: Layer, target: string): string | undefined {
  const resolved = path.posix.normalize(path.posix.join(path.posix.dirname(file), target));
  const to = layerOf(resolved);
  if (to === undefined) return `imports ${resolved}, which is in no layer`;
  if (to.folder === layer.folder) return undefined;
  if (layer.pure === true && to.pure !== true) return `a pure folder imports ${resolved}`;
  const named = layer.below.includes(to.folder);
  const within = [layer.folder, ...layer.below].some((folder) => inside(resolved, folder));
  return named || (within && to.world !== true) ? undefined : `${layer.folder} must not import ${resolved}`;
}

function packageImport(layer: Layer, target: string): string | undefined {
  if (layer.world === true || (allowedPackages[layer.folder] ?? []).includes(target)) return undefined;
  return `imports ${target}; only env/node, cli and what scripts/layers.ts names may`;
}

interface Import {
  /** Undefined for import(expression). */
  readonly target: string | undefined;
  readonly line: number;
}

function importsOf(code: readonly Token[]): Import[] {
  const imports: Import[] = [];
  code.forEach((token, i) => {
    if (token.kind !== 'word' || isMember(code, i)) return;
    const next = code[i + 1];
    if (token.text === 'import' && next?.text === '(') imports.push({ target: stringAt(code, i + 2), line: token.line });
    else if (token.text === 'require' && next?.text === '(' && code[i + 2]?.kind === 'string') imports.push({ target: stringAt(code, i + 2), line: token.line });
    else if (token.text === 'import' && next?.text !== '.' && next?.text !== ':') imports.push({ target: fromClause(code, i + 1), line: token.line });
    else if (token.text === 'export' && (/^[{*]$/.test(next?.text ?? '') || (next?.text === 'type' && /^[{*]$/.test(code[i + 2]?.text ?? '')))) {
      const target = fromClause(code, i + 1);
      if (target !== undefined) imports.push({ target, line: token.line });
    }
  });
  return imports;
}

function stringAt(code: readonly Token[], i: number): string | undefined {
  return code[i]?.kind === 'string' ? code[i]?.text : undefined;
}

/** The module named by an import or export clause that begins at `i`; undefined when it names none. */
function fromClause(code: readonly Token[], i: number): string | undefined {
  if (code[i]?.kind === 'string') return code[i]?.text;
  let depth = 0;
  for (; i < code.length; i++) {
    const { text, kind } = code[i] as Token;
    if (text === '{' && kind === 'punctuation') depth++;
    if (text === '}' && kind === 'punctuation') depth--;
    if (depth > 0) continue;
    if (text === 'from' && kind === 'word' && code[i + 1]?.kind === 'string') return code[i + 1]?.text;
    if (text === ';' || (kind === 'word' && /^(?:const|let|function|class|import|export)$/.test(text))) return undefined;
  }
  return undefined;
}

/** Lines where `subject` stands: a global's name, `object.member`, `object.` for any member, or `new Date()`. */
function usesOf(code: readonly Token[], subject: string): number[] {
  const at = (i: number): string | undefined => (code[i]?.kind === 'string' || code[i]?.kind === 'template' ? undefined : code[i]?.text);
  const found = (test: (i: number) => boolean): number[] => code.flatMap((token, i) => (token.kind === 'word' && !isMember(code, i) && test(i) ? [token.line] : []));
  if (subject === 'new Date()') {
    return found((i) => at(i) === 'new' && at(i + 1) === 'Date' && (at(i + 2) !== '(' || at(i + 3) === ')'));
  }
  const [object = '', member] = subject.split('.');
  if (isDeclaredIn(code, object)) return [];
  if (member !== undefined) {
    return found((i) => at(i) === object && /^\??\.$/.test(at(i + 1) ?? '') && (member === '' || at(i + 2) === member));
  }
  return found((i) => at(i) === object && !isName(code, i));
}

function isMember(code: readonly Token[], i: number): boolean {
  return /^(?:\.|\?\.)$/.test(code[i - 1]?.text ?? '') && code[i - 1]?.kind === 'punctuation';
}

/** Whether the file has a variable or parameter of that name, which is then what its uses mean. */
function isDeclaredIn(code: readonly Token[], name: string): boolean {
  return code.some((token, i) => {
    if (token.kind !== 'word' || token.text !== name || isMember(code, i)) return false;
    const before = code[i - 1]?.text ?? '';
    const after = code[i + 1]?.text ?? '';
    if (/^(?:const|let|var|function|class)$/.test(before)) return true;
    if (/^[{,]$/.test(before) && /^[},]$/.test(after) && isPattern(code, i)) return true;
    return /^[(,]$/.test(before) && (after === ':' || after === '=>' || (after === '?' && code[i + 2]?.text === ':'));
  });
}

/** Whether the braces around `i` are a pattern that declares what stands in them: `const { process } = host`. */
function isPattern(code: readonly Token[], i: number): boolean {
  while (i >= 0 && code[i]?.text !== '{') i--;
  return /^(?:const|let|var)$/.test(code[i - 1]?.text ?? '');
}

/** A property's or a method's own name: `fetch: ...`, `fetch(url: string): ...` in a class, an interface, a literal. */
function isName(code: readonly Token[], i: number): boolean {
  const before = code[i - 1]?.text ?? '';
  const after = code[i + 1]?.text ?? '';
  const beginsMember = /^(?:[{};,]|readonly|static|override|public|private|get|set)$/.test(before) || (before === 'async' && /^[{};,]$/.test(code[i - 2]?.text ?? ''));
  if (after === ':' || (after === '?' && code[i + 2]?.text === ':')) return beginsMember;
  if (after !== '(' || !beginsMember) return false;
  const end = closing(code, i + 1);
  return /^[{:]$/.test(code[end + 1]?.text ?? '');
}

/** Index of the parenthesis that closes the one at `i`. */
function closing(code: readonly Token[], i: number): number {
  let depth = 0;
  for (; i < code.length; i++) {
    const token = code[i];
    if (token?.kind !== 'punctuation') continue;
    if (token.text === '(') depth++;
    if (token.text === ')' && --depth === 0) return i;
  }
  return i;
}

/** `log('info', `...`)`, `log('info', 'a' + b)`: nobody can search for such an event, or raise an alert for it. */
function isVaryingEvent(code: readonly Token[], i: number): boolean {
  if (code[i]?.text !== 'log' || code[i - 1]?.text !== '.' || code[i + 1]?.text !== '(' || code[i + 2]?.kind !== 'string' || code[i + 3]?.text !== ',') return false;
  return code[i + 4]?.kind === 'template' || (code[i + 4]?.kind === 'string' && code[i + 5]?.text === '+');
}

function isAnyType(code: readonly Token[], i: number): boolean {
  const token = code[i];
  if (token?.kind !== 'word' || token.text !== 'any') return false;
  const before = code[i - 1];
  const after = code[i + 1]?.text ?? '';
  return /^(?::|<|\||&|=|=>|,|as|is|keyof|readonly|satisfies|extends)$/.test(before?.text ?? '') && !/^(?:[(:.?]|\?\.)$/.test(after) && (after !== '=>' || before?.text === ':');
}
