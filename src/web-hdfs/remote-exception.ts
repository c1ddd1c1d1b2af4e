// An error as WebHDFS tells it: a status that follows from the Java class, and a RemoteException in JSON. Answers to
// ExceptionHandler (on NameNodes and DataNodes) and JsonUtil.toJsonString(Exception).
import { exceptionTable, HdfsException } from '../protocol/exceptions.ts';
import { RemoteError } from '../rpc/rpc-errors.ts';

export interface RemoteException {
  readonly status: number;
  readonly javaClass: string;
  /** Null for a Java exception without one. */
  readonly message: string | null;
}

/** A class that ends in a plain IOException is 403, as all of them are unless something is said otherwise. */
const statuses: readonly (readonly [RegExp, number])[] = [
  [/^java\.io\.FileNotFoundException$/, 404],
  [/IllegalArgumentException$|UnsupportedOperationException$|^org\.apache\.hadoop\.fs\.InvalidPathException$/, 400],
  [/^java\.lang\.(NullPointer|IllegalState|Runtime|ClassCast|IndexOutOfBounds)/, 500],
];

export function remoteException(error: unknown): RemoteException {
  if (error instanceof HdfsException || error instanceof RemoteError) {
    // An Error of Java's, which no handler lets through, comes wrapped.
    if (error.javaClass === exceptionTable.AssertionError.javaClass) return ioException(`${error.javaClass}: ${error.message}`);
    return { status: statuses.find(([pattern]) => pattern.test(error.javaClass))?.[1] ?? 403, javaClass: error.javaClass, message: error.message === '' ? null : error.message };
  }
  return ioException(error instanceof Error ? error.message : String(error));
}

export function ioException(message: string): RemoteException {
  return { status: 403, javaClass: exceptionTable.IOException.javaClass, message };
}

/** {"RemoteException":{...}} */
export function remoteExceptionJson({ javaClass, message }: RemoteException): string {
  return JSON.stringify({ RemoteException: { exception: simpleName(javaClass), javaClassName: javaClass, message } });
}

/** Class.getSimpleName. */
export function simpleName(javaClass: string): string {
  return javaClass.slice(Math.max(javaClass.lastIndexOf('.'), javaClass.lastIndexOf('$')) + 1);
}
