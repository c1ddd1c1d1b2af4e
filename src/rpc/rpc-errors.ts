// Errors at the border of the RPC layer. A caller must tell apart: an answer (HdfsException, or
// RemoteError for a Java class that our table has no row for), a call that was surely not executed, and a
// call that may have been. Answers to RemoteException and to Client's local exceptions.
import { HdfsException, exceptionOfJavaClass } from '../protocol/exceptions.ts';

/** An answer of a Java class that the error table does not know. Handlers may throw it, too. */
export class RemoteError extends Error {
  override readonly name = 'RemoteError';
  readonly javaClass: string;

  constructor(javaClass: string, message: string) {
    super(message);
    this.javaClass = javaClass;
  }
}

/** The call never left this process: it was not executed, and may be sent anywhere again. */
export class NotSentError extends Error {
  override readonly name = 'NotSentError';
}

/** The call left, and the answer did not come: it was executed once or not at all. */
export class MaybeExecutedError extends Error {
  override readonly name = 'MaybeExecutedError';
}

/**
 * The answer that a server sent: the class's row of the error table, or a {@link RemoteError}.
 * A Java server appends its stack trace to the message; it is cut off.
 */
export function remoteAnswer(javaClass: string, text: string): HdfsException | RemoteError {
  const trace = text.search(/\n\s+at /);
  let message = trace < 0 ? text : text.slice(0, trace);
  // A Java exception without a message is sent as its bare class name.
  if (message === javaClass) message = '';
  const name = exceptionOfJavaClass(javaClass);
  return name === undefined ? new RemoteError(javaClass, message) : new HdfsException(name, message);
}
