// Whether a NameNode gets a guardian, and its start as that guardian's child. It does not load what it guards with before the
// NameNode is on its way.
import type { Configuration } from '../conf/configuration.ts';
import { automaticFailover } from '../conf/namenode-keys.ts';
import { ownNameNode, suffixesOf } from '../conf/nameservices.ts';
import { daemonArguments } from './daemon-arguments.ts';
import { startGuardedChild } from './guarded-child.ts';
import { isLocal } from './is-local.ts';
import { programFile } from './program-file.ts';

/**
 * Runs the NameNode of these arguments as a child and guards it; resolves with its exit code. Undefined, with nothing done, for
 * an operation and for a NameNode that needs no guardian.
 */
export function guard(args: readonly string[]): Promise<number> | undefined {
  const given = daemonArguments(args, 'namenode', true);
  const [operation] = given.rest;
  if ((operation !== undefined && operation !== '-regular') || !hasGuardian(given.conf)) return undefined;
  const guarded = startGuardedChild(programFile(), args);
  return import('./guardian-process.ts').then(({ runGuardian }) => runGuardian(given, guarded));
}

/** Whether failover is automatic, and so a guardian is worth its memory. */
export function hasGuardian(conf: Configuration): boolean {
  const self = ownNameNode(conf, isLocal);
  return self.id !== '' && conf.get(automaticFailover, ...suffixesOf(self.nameservice, self.id));
}
