// Whether a client still holds a file that it says it writes, and who else may have it. Answers to
// FSNamesystem.checkLease, leaseExceptionString and RecoverLeaseOp.

import { HdfsException } from '../../protocol/exceptions.ts';
import type { Namespace } from '../namespace/namespace.ts';
import { leaseText } from '../namespace/leases.ts';
import type { ResolvedPath } from '../namespace/resolved-path.ts';

/** The row of a file that `holder` has open; FileNotFoundException or LeaseExpiredException otherwise. */
export function checkLease(ns: Namespace, path: ResolvedPath, holder: string, fileId: number): number {
  const row = path.last;
  const text = (): string => leaseOfText(ns, path.path, fileId, holder);
  if (row < 0) throw new HdfsException('FileNotFoundException', `File does not exist: ${text()}`);
  if (!ns.isFile(row)) throw new HdfsException('LeaseExpiredException', `INode is not a regular file: ${text()}`);
  const writer = ns.writer(row);
  if (writer === undefined) throw new HdfsException('LeaseExpiredException', `File is not open for writing: ${text()}`);
  if (writer.clientName !== holder) {
    throw new HdfsException('LeaseExpiredException', `Client (=${holder}) is not the lease owner (=${writer.clientName}: ${text()}`);
  }
  return row;
}

function leaseOfText(ns: Namespace, src: string, fileId: number, holder: string): string {
  const lease = ns.leases.of(holder);
  return `${src} (inode ${fileId}) ${lease === undefined ? `Holder ${holder} does not have any open files.` : leaseText(lease)}`;
}
