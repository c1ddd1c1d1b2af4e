// A lexer for TypeScript, as much of one as scripts/source-rules.ts needs: it tells words from comments, strings,
// templates and regular expressions, so that a rule about `setTimeout` never stumbles over a sentence about it.

export type TokenKind = 'word' | 'number' | 'string' | 'template' | 'regex' | 'comment' | 'punctuation';

export interface Token {
  readonly kind: TokenKind;
  /** As written; a string's text is its content, without quotes. */
  readonly text: string;
  /** From 1. */
  readonly line: number;
}

/** Words behind which a slash starts a regular expression; behind any other word it divides. */
const beforeRegex = new Set(['return', 'typeof', 'case', 'in', 'of', 'delete', 'void', 'throw', 'new', 'instanceof', 'do', 'else', 'yield', 'await']);

const pieces: readonly (readonly [TokenKind | 'space', RegExp])[] = [
  ['space', /\s+/y],
  ['comment', /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/y],
  ['word', /#?[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/uy],
  ['number', /0[xXbBoO][\da-fA-F_]+n?|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?n?/y],
  ['string', /'(?:[^'\\\n]|\\[\s\S])*'?|"(?:[^"\\\n]|\\[\s\S])*"?/y],
  ['punctuation', /=>|\?\.(?!\d)|\.\.\.|[^\s]/y],
];
const regexLiteral = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y;
/** From a backtick or the brace that ends an expression, up to the next expression or the closing backtick. */
const templatePart = /[`}](?:[^`\\$]|\\[\s\S]|\$(?!\{))*(?:`|\$\{|$)/y;

/** All tokens of `text`, comments included, in order. Never throws: what it does not know is punctuation. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  // Braces that are open; true for one that an expression in a template began.
  const braces: boolean[] = [];
  let at = text.startsWith('#!') ? text.indexOf('\n') + 1 || text.length : 0;
  let line = at === 0 ? 1 : 2;
  let before: Token | undefined;
  const take = (kind: TokenKind | 'space', written: string): void => {
    if (kind !== 'space') {
      const token = { kind, text: kind === 'string' ? written.replace(/^['"]|['"]$/g, '') : written, line };
      tokens.push(token);
      if (kind !== 'comment') before = token;
    }
    for (const c of written) if (c === '\n') line++;
    at += written.length;
  };
  while (at < text.length) {
    const c = text[at];
    if (c === '`' || (c === '}' && braces.at(-1) === true)) {
      if (c === '}') braces.pop();
      const part = match(templatePart, text, at) ?? c;
      take('template', part);
      if (part.endsWith('${')) braces.push(true);
      continue;
    }
    const regex = c === '/' && regexMayFollow(before) ? match(regexLiteral, text, at) : undefined;
    const comment = regex === undefined || text[at + 1] === '/' || text[at + 1] === '*';
    if (regex !== undefined && !comment) {
      take('regex', regex);
      continue;
    }
    for (const [kind, pattern] of pieces) {
      const piece = match(pattern, text, at);
      if (piece === undefined) continue;
      if (piece === '{') braces.push(false);
      if (piece === '}') braces.pop();
      take(kind, piece);
      break;
    }
  }
  return tokens;
}

function regexMayFollow(before: Token | undefined): boolean {
  if (before === undefined) return true;
  if (before.kind === 'word') return beforeRegex.has(before.text);
  if (before.kind === 'template') return before.text.endsWith('${');
  return before.kind === 'punctuation' && !/^[)\]}]$/.test(before.text);
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  const found = pattern.exec(text)?.[0];
  return found === '' ? undefined : found;
}
