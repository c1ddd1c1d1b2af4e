// Sizes and shares as Hadoop prints them (StringUtils.TraditionalBinaryPrefix.long2String, formatPercent).

const prefixes = ['K', 'M', 'G', 'T', 'P', 'E'];

/** 1536 as '1.5 K', 1024 as '1 K', 1023 as '1023'; with a unit and more decimals as '1.50 KB'. */
export function humanSize(bytes: number, unit = '', decimals = 1): string {
  const size = Math.abs(bytes);
  const sign = bytes < 0 ? '-' : '';
  if (size < 1024) return `${sign}${size}${unit === '' ? '' : ` ${unit}`}`;
  let power = 1;
  while (power < prefixes.length && size >= 1024 ** (power + 1)) power++;
  if (size % 1024 ** power === 0) return `${sign}${size / 1024 ** power} ${prefixes[power - 1] ?? ''}${unit}`;
  let text = halfUp(size / 1024 ** power, decimals);
  if (text.startsWith('1024') && power < prefixes.length) text = halfUp(size / 1024 ** ++power, decimals);
  return `${sign}${text} ${prefixes[power - 1] ?? ''}${unit}`;
}

/** StringUtils.byteDesc: '1.50 KB'. */
export function byteDesc(bytes: number): string {
  return humanSize(bytes, 'B', 2);
}

/** '64m' in bytes, with Hadoop's binary prefixes; an Error in Hadoop's words for what is none (string2long). */
export function parseSize(text: string): number {
  const match = /^([+-]?\d+)(.?)$/.exec(text.trim());
  const last = text.trim().slice(-1);
  const power = match?.[2] === '' ? 0 : prefixes.indexOf(last.toUpperCase()) + 1;
  if (match?.[2] !== '' && power === 0) throw new Error(`Invalid size prefix '${last}' in '${text.trim()}'. Allowed prefixes are k, m, g, t, p, e(case insensitive)`);
  if (match === null) throw new Error(`For input string: "${text.trim().slice(0, -1)}"`);
  return Number(match[1]) * 1024 ** power;
}

/** Bytes, or `humanSize` where that is asked for (-h). */
export function sizeText(bytes: number, human: boolean): string {
  return human ? humanSize(bytes) : String(bytes);
}

/** 0.4567 as '46%'; 'NaN%' of nothing. */
export function percent(part: number, whole: number, decimals = 0): string {
  const share = (part / whole) * 100;
  return `${Number.isFinite(share) ? halfUp(share, decimals) : share > 0 ? 'Infinity' : 'NaN'}%`;
}

/** Java's %.Nf: the shortest decimal form, rounded half up. */
function halfUp(value: number, decimals: number): string {
  const scaled = Number(`${value}e${decimals}`);
  return Number.isFinite(scaled) ? (Math.round(scaled) / 10 ** decimals).toFixed(decimals) : value.toFixed(decimals);
}
