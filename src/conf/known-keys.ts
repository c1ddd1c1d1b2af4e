// All keys that daemons and clients know, with their defaults.
import * as clientKeys from './client-keys.ts';
import type { Key } from './configuration.ts';
import * as dataNodeKeys from './datanode-keys.ts';
import * as journalNodeKeys from './journalnode-keys.ts';
import * as nameNodeKeys from './namenode-keys.ts';
import * as nameserviceKeys from './nameservices.ts';

/** All of every file: a name that several daemons read may be there several times, each with its own bounds. */
export function allKeys(): Key<unknown>[] {
  return [nameserviceKeys, nameNodeKeys, journalNodeKeys, dataNodeKeys, clientKeys].flatMap((file) => Object.values(file as Readonly<Record<string, unknown>>)).filter(isKey);
}

/** One of a name; of those that several files have, the first. */
export function knownKeys(): Key<unknown>[] {
  return [...new Map(allKeys().reverse().map((key) => [key.name, key])).values()];
}

function isKey(value: unknown): value is Key<unknown> {
  return typeof value === 'object' && value !== null && 'name' in value && 'defaultText' in value && 'parse' in value && 'doc' in value;
}
