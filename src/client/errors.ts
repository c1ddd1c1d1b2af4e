// The one class of error that the client's callers meet: an errno to branch on, the Java class that the server named, the
// path that was asked for, and the cause. Answers to org.apache.hadoop.fs.PathIOException and RemoteException.unwrap.

/** Errno codes as Node has them; ETIMEDOUT for deadlines, ECONNREFUSED and such for connections, EIO for the rest. */
export type ErrorCode =
  | 'ENOENT' | 'EEXIST' | 'EACCES' | 'ENOTDIR' | 'EISDIR' | 'ENOTEMPTY' | 'EINVAL' | 'EBUSY' | 'EDQUOT' | 'ENOSPC'
  | 'ENAMETOOLONG' | 'EROFS' | 'ELOOP' | 'ENODATA' | 'ENOTSUP' | 'EAGAIN' | 'EBADF' | 'EPROTO' | 'EIO'
  | 'ETIMEDOUT' | 'ECONNREFUSED' | 'ECONNRESET' | 'EHOSTUNREACH';

export interface FileSystemErrorOptions extends ErrorOptions {
  /** The exception's full Java class name, where a server answered with one. */
  readonly javaClass?: string | undefined;
  readonly path?: string | undefined;
}

/** What a call of the client rejects with. `message` is the server's first line where a server answered. */
export class FileSystemError extends Error {
  override readonly name = 'FileSystemError';
  readonly code: ErrorCode;
  /** org.apache.hadoop.security.AccessControlException and so on; undefined where no server answered with an exception. */
  readonly javaClass: string | undefined;
  readonly path: string | undefined;

  constructor(code: ErrorCode, message: string, options: FileSystemErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.javaClass = options.javaClass;
    this.path = options.path;
  }
}
