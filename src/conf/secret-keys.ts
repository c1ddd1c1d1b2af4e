// Which values of a configuration are not told to anybody. Answers to ConfigRedactor.
import type { Configuration } from './configuration.ts';

const sensitiveKeys = 'hadoop.security.sensitive-config-keys';
/** Its default, as regular expressions that match anywhere in a name. */
const sensitive = [
  'secret$', 'password$', 'ssl.keystore.pass$', 'fs.s3a.server-side-encryption.key', 'fs.s3a.encryption.algorithm', 'fs.s3a.encryption.key',
  'fs.s3a.secret.key', 'fs.s3a.session.token', 'fs.s3a.*.secret.key', 'fs.s3a.*.session.token', 'fs.s3a.*.encryption.key', 'fs.azure.account.key.*', 'fs.azure.oauth2.*',
  'fs.adl.oauth2.*', 'credential$', 'oauth.*secret', 'oauth.*password', 'oauth.*token', sensitiveKeys,
];

/** Matches the names of keys whose values are secrets, by hadoop.security.sensitive-config-keys of `conf`. */
export function secretNames(conf: Configuration): RegExp {
  const patterns = conf.text(sensitiveKeys)?.split(/[,\s]+/).filter((pattern) => pattern !== '') ?? sensitive;
  return new RegExp(patterns.map((pattern) => `(?:${pattern})`).join('|'));
}
