// What node:net's errors are to everybody above: WorldErrors that name the other side.
import { WorldError } from '../env.ts';
import type { WorldErrorCode } from '../env.ts';

const codes: Readonly<Record<string, WorldErrorCode>> = {
  ECONNREFUSED: 'refused', ECONNRESET: 'reset', EPIPE: 'reset', ETIMEDOUT: 'timeout', EADDRINUSE: 'address-in-use', EACCES: 'denied',
  EHOSTUNREACH: 'unreachable', ENETUNREACH: 'unreachable', ENOTFOUND: 'unreachable', EAI_AGAIN: 'unreachable', EADDRNOTAVAIL: 'unreachable',
};

/** What people understand; other messages are Node's. */
const words: Readonly<Record<string, string>> = { ECONNREFUSED: 'connection refused', ECONNRESET: 'connection reset', ENOTFOUND: 'unknown host', EHOSTUNREACH: 'host unreachable', ENETUNREACH: 'network unreachable' };

export function networkError(error: NodeJS.ErrnoException, where: string): WorldError {
  return new WorldError(codes[error.code ?? ''] ?? 'io', `${where}: ${words[error.code ?? ''] ?? error.message}`, { cause: error });
}
