// Sizes and shares as Hadoop prints them (StringUtils.TraditionalBinaryPrefix.long2String, formatPercent).

const prefixes = ['K', 'M', 'G', 'T', 'P', 'E'];

/** 1536 as '1.5 K', 1024 as '1 K', 1023 as '1023'. */
export function humanSize(bytes: number): string {
  const size = Math.abs(bytes);
  const sign = bytes < 0 ? '-' : '';
  if (size < 1024) return `${sign}${size}`;
  let power = 1;
  while (power < prefixes.length && size >= 1024 ** (power + 1)) power++;
  if (size % 1024 ** power === 0) return `${sign}${size / 1024 ** power} ${prefixes[power - 1] ?? ''}`;
  let text = halfUp(size / 1024 ** power, 1);
  if (text.startsWith('1024') && power < prefixes.length) text = halfUp(size / 1024 ** ++power, 1);
  return `${sign}${text} ${prefixes[power - 1] ?? ''}`;
}

/** Bytes, or `humanSize` where that is asked for (-h). */
export function sizeText(bytes: number, human: boolean): string {
  return human ? humanSize(bytes) : String(bytes);
}

/** 0.4567 as '46%'; 'NaN%' of nothing. */
export function percent(part: number, whole: number): string {
  const share = (part / whole) * 100;
  return `${Number.isFinite(share) ? halfUp(share, 0) : share > 0 ? 'Infinity' : 'NaN'}%`;
}

/** Java's %.Nf: the shortest decimal form, rounded half up. */
function halfUp(value: number, decimals: number): string {
  const scaled = Number(`${value}e${decimals}`);
  return Number.isFinite(scaled) ? (Math.round(scaled) / 10 ** decimals).toFixed(decimals) : value.toFixed(decimals);
}
