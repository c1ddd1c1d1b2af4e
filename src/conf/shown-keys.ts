// A configuration as people are shown it: what is set and where, what quorate reads with its default and meaning, and of
// secrets only that they are there. Answers to ConfServlet.
import type { Configuration, Key } from './configuration.ts';
import { secretNames } from './secret-keys.ts';

export interface ShownKey {
  readonly name: string;
  readonly value: string;
  readonly defaultValue: string | undefined;
  /** 'default', or the resource that sets it. */
  readonly source: string;
  readonly doc: string;
  readonly masked: boolean;
}

/** Beside hadoop.security.sensitive-config-keys, and wider than its default: a value that is masked without need does no harm. */
const secret = /secret|passw|credential|private|oauth|token$|access\.?key|account\.key|\.key$/i;

export function isSecret(name: string): boolean {
  return secret.test(name);
}

/** All that is set, and all keys of `known`, by name. */
export function shownKeys(conf: Configuration, known: readonly Key<unknown>[]): ShownKey[] {
  const keys = new Map(known.map((key) => [key.name, key]));
  const secrets = secretNames(conf);
  const names = new Set([...conf.names(), ...keys.keys()]);
  return [...names].sort().map((name) => {
    const key = keys.get(name) ?? [...keys.values()].find((each) => name.startsWith(`${each.name}.`));
    const text = conf.text(name);
    const value = text ?? (keys.has(name) ? (key?.defaultText ?? '') : '');
    const masked = (isSecret(name) || secrets.test(name)) && value !== '';
    return { name, value: masked ? '' : value, defaultValue: key?.defaultText, source: text === undefined ? 'default' : (conf.sourceOf(name) ?? ''), doc: key?.doc ?? '', masked };
  });
}

/** The keys of a module of this folder. */
export function keysOf(module: Readonly<Record<string, unknown>>): Key<unknown>[] {
  return Object.values(module).filter((value): value is Key<unknown> => typeof value === 'object' && value !== null && 'defaultText' in value && 'parse' in value && 'doc' in value);
}
