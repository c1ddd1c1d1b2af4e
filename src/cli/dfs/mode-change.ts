// What the MODE of -chmod means (org.apache.hadoop.fs.permission.ChmodParser, PermissionParser).

/** The new bits of a file with these. */
export type ModeChange = (existing: number, directory: boolean) => number;

interface Part {
  type: string;
  mode: number;
}

/** `754`, `1777`, `u+x,go=r`; undefined for what is neither. */
export function parseMode(text: string): ModeChange | undefined {
  const octal = /^\s*\+?([01]?)([0-7])([0-7])([0-7])\s*$/.exec(text);
  if (octal !== null) {
    const bits = Number.parseInt(octal.slice(1).join(''), 8);
    return () => bits;
  }
  const parts = symbolicParts(text);
  if (parts === undefined) return undefined;
  return (existing, directory) => {
    const mayExecute = directory || (existing & 0o111) !== 0;
    return (combined(parts.sticky, existing >> 9, false) << 9) | (combined(parts.user, (existing >> 6) & 7, mayExecute) << 6)
      | (combined(parts.group, (existing >> 3) & 7, mayExecute) << 3) | combined(parts.others, existing & 7, mayExecute);
  };
}

/** x where it would make sense: on directories, and where somebody has it. */
const capitalX = 8;
const letters: Readonly<Record<string, number>> = { r: 4, w: 2, x: 1, X: capitalX };

function symbolicParts(text: string): Record<'sticky' | 'user' | 'group' | 'others', Part> | undefined {
  const none = (): Part => ({ type: '+', mode: 0 });
  const parts = { sticky: none(), user: none(), group: none(), others: none() };
  const clause = /\s*([ugoa]*)([+=-]+)([rwxXt]+)([,\s]*)\s*/y;
  let comma = true;
  while (clause.lastIndex < text.length || clause.lastIndex === 0) {
    const match: RegExpExecArray | null = comma ? clause.exec(text) : null;
    if (match === null) return undefined;
    const [, who = '', operators = '', what = '', behind = '']: readonly string[] = match;
    const all = !/[ugo]/.test(who);
    const type = operators.slice(-1);
    const mode = what.split('').reduce((bits, letter) => bits | (letters[letter] ?? 0), 0);
    if (all || who.includes('u')) parts.user = { type, mode };
    if (all || who.includes('g')) parts.group = { type, mode };
    if (all || who.includes('o')) {
      parts.others = { type, mode };
      parts.sticky = { type, mode: what.includes('t') ? 1 : 0 };
    }
    comma = behind.includes(',');
  }
  return parts;
}

function combined({ type, mode }: Part, existing: number, mayExecute: boolean): number {
  const conditional = (mode & capitalX) !== 0;
  const bits = conditional ? (mode & 7) | 1 : mode;
  const result = type === '+' ? bits | existing : type === '-' ? ~bits & existing : bits;
  return conditional && !mayExecute && (existing & 1) === 0 ? result & ~1 : result;
}
