// The options that all copying commands share.
import type { CopyOptions } from './copy.ts';
import type { ParsedOptions } from './options.ts';
import { javaInteger } from './options.ts';
import { usualAttributes } from './preserve.ts';
import { UsageError } from './shell-errors.ts';

export const threadOptions = {
  '-t N': 'copy N files at once (8)',
  '-q N': 'taken for Hadoop\'s sake: nothing waits in a queue here',
};

/** -f, -p, -d, -t and -q. Throws UsageError for a -t that is no number. */
export function copyOptionsOf({ flags, values }: ParsedOptions): CopyOptions {
  numberOf(values.get('q'));
  const threads = numberOf(values.get('t'));
  return {
    overwrite: flags.has('f'),
    direct: flags.has('d'),
    ...(flags.has('p') ? { preserve: usualAttributes } : {}),
    ...(threads === undefined ? {} : { threads: Math.max(threads, 1) }),
  };
}

function numberOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = javaInteger(text, -0x8000_0000, 0x7fff_ffff);
  if (value === undefined) throw new UsageError(`For input string: "${text}"`);
  return value;
}
