// What the process of a daemon finds in its environment, and what it need not.

/** The environment variable by which a guardian tells its child its nonce (hexadecimal). */
export const nonceVariable = 'QUORATE_GUARDED_NONCE';

/**
 * This process's environment for a daemon. No daemon speaks TLS, and Node reads all certificates of NODE_EXTRA_CA_CERTS whenever
 * it starts: as much work again as the rest of an empty Node's start.
 */
export function daemonEnvironment(): NodeJS.ProcessEnv {
  const { NODE_EXTRA_CA_CERTS: _, ...environment } = process.env;
  return environment;
}
