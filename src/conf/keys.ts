// Constructors for typed configuration keys. Each daemon's keys stand in a file of its own beside this one.
import type { Key } from './configuration.ts';

const unitsMs: Readonly<Record<string, number>> = { ns: 1e-6, us: 1e-3, ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const binary: Readonly<Record<string, number>> = { k: 2 ** 10, m: 2 ** 20, g: 2 ** 30, t: 2 ** 40, p: 2 ** 50, e: 2 ** 60 };

/** Any text. */
export function textKey(name: string, defaultText: string | undefined, doc: string): Key<string> {
  return { name, defaultText, doc, parse: (text) => text };
}

/** A comma-separated list; blanks around items and empty items are dropped. */
export function listKey(name: string, defaultText: string | undefined, doc: string): Key<readonly string[]> {
  return { name, defaultText, doc, parse: (text) => text.split(',').map((item) => item.trim()).filter((item) => item !== '') };
}

export function boolKey(name: string, defaultValue: boolean | undefined, doc: string): Key<boolean> {
  return {
    name, doc, defaultText: defaultValue === undefined ? undefined : String(defaultValue),
    parse: (text) => {
      const lower = text.toLowerCase();
      if (lower !== 'true' && lower !== 'false') throw new Error('expected true or false');
      return lower === 'true';
    },
  };
}

/** A whole number between `min` and `max`. */
export function intKey(name: string, defaultValue: number | undefined, doc: string, min = 0, max = Number.MAX_SAFE_INTEGER): Key<number> {
  return {
    name, doc, defaultText: defaultValue === undefined ? undefined : String(defaultValue),
    parse: (text) => within(wholeNumber(text), min, max),
  };
}

export function floatKey(name: string, defaultValue: number, doc: string, min = 0, max = Number.MAX_VALUE): Key<number> {
  return {
    name, doc, defaultText: String(defaultValue),
    parse: (text) => {
      const value = Number(text.replace(/f$/, ''));
      if (!Number.isFinite(value)) throw new Error('expected a number');
      return within(value, min, max);
    },
  };
}

/** A size in bytes, with Hadoop's binary suffixes (64m). */
export function sizeKey(name: string, defaultText: string, doc: string, min = 0): Key<number> {
  return {
    name, doc, defaultText,
    parse: (text) => {
      const match = /^([+-]?\d+)\s*([kmgtpe])?$/i.exec(text);
      if (match === null) throw new Error('expected a number of bytes, or one with k, m, g, t, p or e behind it');
      return within(Number(match[1]) * (binary[(match[2] ?? '').toLowerCase()] ?? 1), min, Number.MAX_SAFE_INTEGER);
    },
  };
}

/** A time, in milliseconds, between `min` and `max`; a bare number is in `unit`, as the Hadoop key documents it. */
export function timeKey(name: string, defaultText: string, unit: 'ms' | 's' | 'm' | 'h', doc: string, min = 0, max = Number.MAX_SAFE_INTEGER): Key<number> {
  return {
    name, doc, defaultText,
    parse: (text) => {
      const match = /^([+-]?\d+(?:\.\d+)?)\s*(ns|us|ms|s|m|h|d)?$/i.exec(text);
      if (match === null) throw new Error('expected a time: a number, or one with ns, us, ms, s, m, h or d behind it');
      return within(Number(match[1]) * (unitsMs[(match[2] ?? unit).toLowerCase()] ?? 1), min, max, ' ms');
    },
  };
}

/** host:port. */
export function addressKey(name: string, defaultText: string | undefined, doc: string): Key<Address> {
  return { name, doc, defaultText, parse: parseAddress };
}

export interface Address {
  readonly host: string;
  readonly port: number;
}

/** 'host:port', '[::1]:port'; throws an Error that says what was expected. */
export function parseAddress(text: string): Address {
  const match = /^(?:hdfs:\/\/)?(\[[^\]]+\]|[^:/]+):(\d+)\/?$/.exec(text.trim());
  if (match === null) throw new Error('expected host:port');
  const port = Number(match[2]);
  if (port > 65535) throw new Error('a port is at most 65535');
  return { host: (match[1] ?? '').replace(/^\[|\]$/g, ''), port };
}

function wholeNumber(text: string): number {
  if (!/^[+-]?(\d+|0x[0-9a-f]+)$/i.test(text)) throw new Error('expected a whole number');
  return Number(text);
}

function within(value: number, min: number, max: number, unit = ''): number {
  if (value < min) throw new Error(`must be ${min}${unit} or more`);
  if (value > max) throw new Error(`must be ${max}${unit} or less`);
  return value;
}
