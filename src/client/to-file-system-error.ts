// Every error that comes up from below, as the one class that callers meet. Answers to RemoteException.unwrapRemoteException
// and to what DFSClient makes of connection errors.
import { WorldError } from '../env/env.ts';
import type { WorldErrorCode } from '../env/env.ts';
import { HdfsException } from '../protocol/exceptions.ts';
import { MaybeExecutedError, NotSentError, RemoteError } from '../rpc/rpc-errors.ts';
import { WireError } from '../wire/wire-error.ts';
import { FileSystemError } from './errors.ts';
import type { ErrorCode } from './errors.ts';

const codes: readonly ErrorCode[] = [
  'ENOENT', 'EEXIST', 'EACCES', 'ENOTDIR', 'EISDIR', 'ENOTEMPTY', 'EINVAL', 'EBUSY', 'EDQUOT', 'ENOSPC', 'ENAMETOOLONG', 'EROFS', 'ELOOP', 'ENODATA',
  'ENOTSUP', 'EAGAIN', 'EBADF', 'EPROTO', 'EIO', 'ETIMEDOUT', 'ECONNREFUSED', 'ECONNRESET', 'EHOSTUNREACH',
];

const worldCodes: Readonly<Record<WorldErrorCode, ErrorCode>> = {
  refused: 'ECONNREFUSED', unreachable: 'EHOSTUNREACH', timeout: 'ETIMEDOUT', reset: 'ECONNRESET', closed: 'ECONNRESET',
  'address-in-use': 'EIO', 'not-found': 'ENOENT', exists: 'EEXIST', 'not-empty': 'ENOTEMPTY', 'no-space': 'ENOSPC', io: 'EIO', denied: 'EACCES', locked: 'EBUSY',
};

/** Answers that Java gives as a plain IOException and that mean more. */
const plainAnswers: readonly (readonly [RegExp, ErrorCode])[] = [
  [/^rename destination directory is not empty/, 'ENOTEMPTY'],
  [/could only be written to 0 of the|^File .* could only be replicated to 0 nodes/, 'ENOSPC'],
];

/** `error` as a FileSystemError of `path`; what is one already, and what is no error of the world or an answer (a bug, a signal's reason), stays. */
export function toFileSystemError(error: unknown, path: string | undefined): unknown {
  if (error instanceof FileSystemError) return error;
  if (error instanceof HdfsException) {
    return new FileSystemError(codeOfAnswer(error.errno, error.message), firstLine(error.message) || error.name, { javaClass: error.javaClass, path, cause: error });
  }
  if (error instanceof RemoteError) {
    return new FileSystemError('EIO', firstLine(error.message) || error.javaClass, { javaClass: error.javaClass, path, cause: error });
  }
  if (error instanceof WorldError) return new FileSystemError(worldCodes[error.code], error.message, { path, cause: error });
  if (error instanceof NotSentError || error instanceof MaybeExecutedError) {
    const cause = error.cause instanceof WorldError ? worldCodes[error.cause.code] : undefined;
    return new FileSystemError(cause ?? 'ECONNRESET', error.message, { path, cause: error });
  }
  if (error instanceof WireError) return new FileSystemError('EPROTO', error.message, { path, cause: error });
  return error;
}

function codeOfAnswer(errno: string, message: string): ErrorCode {
  const code = codes.find((each) => each === errno) ?? 'EIO';
  return code === 'EIO' ? (plainAnswers.find(([pattern]) => pattern.test(message))?.[1] ?? code) : code;
}

function firstLine(message: string): string {
  const end = message.indexOf('\n');
  return end < 0 ? message : message.slice(0, end);
}
