// What node:net's errors are to everybody above: WorldErrors that name the other side.
import { WorldError } from '../env.ts';
import type { WorldErrorCode } from '../env.ts';

const codes: Readonly<Record<string, WorldErrorCode>> = {
  ECONNREFUSED: 'refused', ECONNRESET: 'reset', EPIPE: 'reset', ETIMEDOUT: 'timeout', EADDRINUSE: 'address-in-use', EACCES: 'denied',
  EHOSTUNREACH: 'unreachable', ENETUNREACH: 'unreachable', ENOTFOUND: 'unreachable', EAI_AGAIN: 'unreachable', EADDRNOTAVAIL: 'unreachable',
};

export function networkError(error: NodeJS.ErrnoException, where: string): WorldError {
  return new WorldError(codes[error.code ?? ''] ?? 'io', `${where}: ${error.message}`, { cause: error });
}
