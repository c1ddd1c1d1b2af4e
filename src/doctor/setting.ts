// A value of a nameservice's configuration, for checks that must go on where it is malformed: that is told of by itself.
import { ConfError } from '../conf/configuration.ts';
import type { Configuration, Key } from '../conf/configuration.ts';

/** The value of `key`, or its default where the one that is set cannot be read. */
export function setting<T>({ conf, suffixes }: { readonly conf: Configuration; readonly suffixes: readonly string[] }, key: Key<T>): T {
  try {
    return conf.get(key, ...suffixes);
  } catch (error) {
    if (!(error instanceof ConfError)) throw error;
    return key.parse(key.defaultText ?? '');
  }
}
