// Which addresses of a configuration are this host's.
import os from 'node:os';

/** Whether an address in the configuration is this host's. */
export function isLocal(host: string): boolean {
  if (host === 'localhost' || host.startsWith('127.') || host === '::1' || host === os.hostname()) return true;
  return Object.values(os.networkInterfaces()).some((addresses) => addresses?.some(({ address }) => address === host) === true);
}
