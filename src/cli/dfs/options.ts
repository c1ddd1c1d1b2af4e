// Options of the shell's commands, read as org.apache.hadoop.fs.shell.CommandFormat reads them: single dashes, no
// bundling, in front of the operands; `-` is an operand and `--` ends the options.
import { UsageError } from './shell-errors.ts';

export interface OptionFormat {
  /** How many operands must be left, and may be. */
  readonly min: number;
  readonly max?: number;
  /** Names without their dash. */
  readonly flags?: readonly string[];
  /** Options with a value behind them. */
  readonly valued?: readonly string[];
  /** Leaves unknown options where they stand, as operands (chmod's -x, find's expressions). */
  readonly passUnknown?: boolean;
}

export interface ParsedOptions {
  readonly flags: ReadonlySet<string>;
  /** '' for an option whose value was left out. */
  readonly values: ReadonlyMap<string, string>;
  readonly rest: string[];
}

/** Throws UsageError with Hadoop's words. */
export function parseOptions(args: readonly string[], { min, max = Number.MAX_SAFE_INTEGER, flags = [], valued = [], passUnknown = false }: OptionFormat): ParsedOptions {
  const rest = [...args];
  const found = new Set<string>();
  const values = new Map<string, string>();
  let at = 0;
  while (at < rest.length) {
    const word = rest[at] ?? '';
    if (!word.startsWith('-') || word === '-') break;
    if (word === '--') {
      rest.splice(at, 1);
      break;
    }
    const name = word.slice(1);
    if (flags.includes(name)) {
      rest.splice(at, 1);
      found.add(name);
    } else if (valued.includes(name)) {
      rest.splice(at, 1);
      const value = rest[at];
      if (value !== undefined && rest.length > min && !value.startsWith('-')) {
        rest.splice(at, 1);
        values.set(name, value);
      } else {
        values.set(name, '');
      }
    } else if (passUnknown) {
      at++;
    } else {
      throw new UsageError(`Illegal option ${word}`, { word, known: [...flags, ...valued].map((each) => `-${each}`) });
    }
  }
  if (rest.length < min) throw new UsageError(`Not enough arguments: expected ${min} but got ${rest.length}`);
  if (rest.length > max) throw new UsageError(`Too many arguments: expected ${max} but got ${rest.length}`);
  return { flags: found, values, rest };
}

/** Takes `name` and the word behind it out of `args`, wherever they stand before a `--` (StringUtils.popOptionWithArgument). */
export function popValue(args: string[], name: string): string | undefined {
  const at = positionOf(args, name);
  if (at < 0) return undefined;
  const [, value] = args.splice(at, 2);
  if (value === undefined) throw new UsageError(`option ${name} requires 1 argument.`);
  return value;
}

/** Takes `name` out of `args`; whether it was there (StringUtils.popOption). */
export function popFlag(args: string[], name: string): boolean {
  const at = positionOf(args, name);
  if (at >= 0) args.splice(at, 1);
  return at >= 0;
}

function positionOf(args: readonly string[], name: string): number {
  const end = args.indexOf('--');
  const at = args.indexOf(name);
  return end >= 0 && at > end ? -1 : at;
}

/** A whole number as Java's parsers take it, within `min`..`max`; undefined for anything else. */
export function javaInteger(text: string, min: number, max: number): number | undefined {
  if (!/^[+-]?\d+$/.test(text)) return undefined;
  const value = Number(text);
  return value >= min && value <= max ? value : undefined;
}
