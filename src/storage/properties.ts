// java.util.Properties as a text: key=value lines in ISO 8859-1 behind a comment with the date.

/** Parses what Properties.store, or a person, wrote. Later lines win. */
export function parseProperties(text: string): Map<string, string> {
  const properties = new Map<string, string>();
  // A backslash at the end of a line joins it with the next, whose leading blanks go.
  for (const line of text.replace(/((?:^|[^\\])(?:\\\\)*)\\(?:\r\n|\r|\n)[ \t\f]*/g, '$1').split(/[\r\n]+/)) {
    const match = /^[ \t\f]*((?:\\.|[^\\=: \t\f#!])(?:\\.|[^\\=: \t\f])*)[ \t\f]*[=:]?[ \t\f]*(.*)$/.exec(line);
    if (match !== null) properties.set(unescaped(match[1] ?? ''), unescaped(match[2] ?? ''));
  }
  return properties;
}

function unescaped(text: string): string {
  return text.replace(/\\(u[0-9a-fA-F]{4}|.)/g, (_, escape: string) => {
    if (escape.length === 5) return String.fromCharCode(Number.parseInt(escape.slice(1), 16));
    return { t: '\t', n: '\n', r: '\r', f: '\f' }[escape] ?? escape;
  });
}

/** What Properties.store writes, with the pairs in the order given and the date in UTC. */
export function formatProperties(pairs: Iterable<readonly [string, string]>, wallMs: number): string {
  let text = `#${javaDate(wallMs)}\n`;
  for (const [key, value] of pairs) text += `${escaped(key).replace(/ /g, '\\ ')}=${escaped(value).replace(/^ /, '\\ ')}\n`;
  return text;
}

function escaped(text: string): string {
  const special: Readonly<Record<string, string>> = { '\t': '\\t', '\n': '\\n', '\r': '\\r', '\f': '\\f' };
  return text.replace(/[\\=:#!\t\n\r\f]|[^ -~]/g, (c) => (
    special[c] ?? (/[\\=:#!]/.test(c) ? `\\${c}` : `\\u${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`)
  ));
}

/** java.util.Date.toString: Mon Nov 23 05:45:44 UTC 2026. */
function javaDate(wallMs: number): string {
  const [day, date, month, year, time] = new Date(wallMs).toUTCString().replace(',', '').split(' ');
  return `${day} ${month} ${date} ${time} UTC ${year}`;
}
