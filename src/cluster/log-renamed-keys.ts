// A daemon's word on names of old in its configuration: they have their effect, and will not for ever. Answers to
// Configuration.logDeprecation.
import type { Configuration } from '../conf/configuration.ts';
import type { Env } from '../env/env.ts';

export function logRenamedKeys(env: Env, conf: Configuration): void {
  for (const { name, now, source } of conf.renamed()) env.log('info', 'configuration key of an old name', { name, now, source });
}
