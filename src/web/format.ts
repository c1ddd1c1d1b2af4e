// Figures as people read them. Every function takes what the servers say: bytes, ms, counts.

const grouped = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** 1234567 as 1,234,567. */
export function count(value: number): string {
  return grouped.format(value);
}

/** '1 file', '2 files'. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

const binary = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'];

/** 1536 as '1.5 KiB'. */
export function bytes(value: number): string {
  let unit = 0;
  while (Math.abs(value) >= 1000 && unit < binary.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(value >= 10 ? 1 : 2).replace(/\.?0+$/, '')} ${binary[unit] ?? ''}`;
}

/** 0.25 as '25 %'; '0.4 %' where a whole number would say too little. */
export function percent(share: number): string {
  if (!Number.isFinite(share)) return '0 %';
  const value = share * 100;
  if (value > 0 && value < 0.1) return '< 0.1 %';
  return `${value > 0 && value < 10 ? value.toFixed(1) : Math.round(value)} %`;
}

/** A short time: '0.31 ms', '12 ms', '1.4 s'. */
export function short(ms: number): string {
  if (ms === 0) return '0 ms';
  if (ms < 10) return `${ms.toFixed(ms < 1 ? 2 : 1)} ms`;
  if (ms < 1000) return `${Math.round(ms)} ms`;
  return ms < 10_000 ? `${(ms / 1000).toFixed(1)} s` : long(ms);
}

/** A long time in its two largest units: '3 d 4 h', '12 min 5 s', '8 s'. */
export function long(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const [d, h, min, s] = [Math.floor(seconds / 86_400), Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60];
  if (d > 0) return h > 0 ? `${d} d ${h} h` : `${d} d`;
  if (h > 0) return min > 0 ? `${h} h ${min} min` : `${h} h`;
  if (min > 0) return s > 0 && min < 10 ? `${min} min ${s} s` : `${min} min`;
  return `${s} s`;
}

/** A rate: '0', '0.3', '12', '1,234'. */
export function rate(value: number): string {
  return value > 0 && value < 10 ? value.toFixed(1).replace(/\.0$/, '') : count(value);
}

/** '14:05:09' of today, '11 Mar 14:05' of this year, '2024-03-11 14:05' of others. */
export function when(timeMs: number, nowMs: number): string {
  const time = new Date(timeMs);
  const now = new Date(nowMs);
  const two = (value: number): string => String(value).padStart(2, '0');
  const clock = `${two(time.getHours())}:${two(time.getMinutes())}`;
  if (time.toDateString() === now.toDateString()) return `${clock}:${two(time.getSeconds())}`;
  if (time.getFullYear() === now.getFullYear()) return `${time.getDate()} ${time.toLocaleString('en', { month: 'short' })} ${clock}`;
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())} ${clock}`;
}

/** 0o755 as 'rwxr-xr-x'; `octal` as WebHDFS gives it, the sticky bit in front. */
export function permission(octal: string): string {
  const mode = Number.parseInt(octal, 8);
  const text = 'rwxrwxrwx'.split('').map((letter, i) => ((mode & (0o400 >> i)) === 0 ? '-' : letter)).join('');
  if ((mode & 0o1000) === 0) return text;
  return text.slice(0, 8) + (text.endsWith('x') ? 't' : 'T');
}

const silences: readonly (readonly [RegExp, string])[] = [
  [/ECONNREFUSED|connection refused/i, 'Nothing listens there: the connection is refused.'], [/ECONNRESET|reset|socket hang up/i, 'The connection broke.'],
  [/ENOTFOUND|EAI_AGAIN/, 'Its name is not resolved.'], [/EHOSTUNREACH|ENETUNREACH/, 'There is no way to its host.'], [/ETIMEDOUT|time-?out|timed out|not within|silent/i, 'It was silent for too long.'],
];

/** Why somebody does not answer, as a sentence where the reason is one of the network's. */
export function silenceOf(reason: string): string {
  return silences.find(([pattern]) => pattern.test(reason))?.[1] ?? reason.replace(/^https?:\/\/\S+: /, '');
}
