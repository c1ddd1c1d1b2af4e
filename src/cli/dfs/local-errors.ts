// What node:fs throws, as the FileSystemErrors that HDFS's client throws for the same, in Java's words.
import { FileSystemError } from '../../client/errors.ts';
import type { ErrorCode } from '../../client/errors.ts';

const known: Readonly<Record<string, { readonly code: ErrorCode; readonly reason: string }>> = {
  ENOENT: { code: 'ENOENT', reason: 'No such file or directory' },
  ENOTDIR: { code: 'ENOTDIR', reason: 'Not a directory' },
  EISDIR: { code: 'EISDIR', reason: 'Is a directory' },
  EEXIST: { code: 'EEXIST', reason: 'File exists' },
  EACCES: { code: 'EACCES', reason: 'Permission denied' },
  EPERM: { code: 'EACCES', reason: 'Operation not permitted' },
  ENOTEMPTY: { code: 'ENOTEMPTY', reason: 'Directory not empty' },
  ENOSPC: { code: 'ENOSPC', reason: 'No space left on device' },
  EDQUOT: { code: 'EDQUOT', reason: 'Disk quota exceeded' },
  EROFS: { code: 'EROFS', reason: 'Read-only file system' },
  ELOOP: { code: 'ELOOP', reason: 'Too many levels of symbolic links' },
  ENAMETOOLONG: { code: 'ENAMETOOLONG', reason: 'File name too long' },
};

/** An error of node:fs about `path`. */
export function localError(error: unknown, path: string): FileSystemError {
  if (error instanceof FileSystemError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const match = known[code];
  if (match?.code === 'ENOENT') return new FileSystemError('ENOENT', `File file:${path} does not exist`, { path, cause: error });
  return new FileSystemError(match?.code ?? 'EIO', `${path} (${match?.reason ?? (error instanceof Error ? error.message : String(error))})`, { path, cause: error });
}
