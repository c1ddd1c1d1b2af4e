// Counts, lists, times and sizes as people say them.

/** 'a', 'a and b', 'a, b and c'. */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** '1 block', '3 blocks', '1,200 blocks'. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}

/** '40 ms', '3.2 s', '12 minutes', '3 days'. */
export function time(ms: number): string {
  if (ms < 10) return `${round(ms)} ms`;
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 10_000) return `${round(ms / 1000)} s`;
  if (ms < 120_000) return `${Math.round(ms / 1000)} s`;
  if (ms < 7_200_000) return `${Math.round(ms / 60_000)} minutes`;
  if (ms < 172_800_000) return `${Math.round(ms / 3_600_000)} hours`;
  return `${Math.round(ms / 86_400_000)} days`;
}

/** '900 MB', '1.5 TB'. */
export function size(bytes: number): string {
  for (const [unit, of] of [['TB', 2 ** 40], ['GB', 2 ** 30], ['MB', 2 ** 20], ['KB', 2 ** 10]] as const) {
    if (bytes >= of) return `${round(bytes / of)} ${unit}`;
  }
  return `${bytes} bytes`;
}

export function percent(part: number, whole: number): string {
  return `${round(whole <= 0 ? 0 : (part * 100) / whole)} %`;
}

function round(value: number): string {
  return value >= 10 ? String(Math.round(value)) : String(Math.round(value * 10) / 10);
}
