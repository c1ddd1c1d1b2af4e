// Paths of operations that are applied: resolved by name alone, since who planned them has checked the rest. An
// operation that does not fit its namespace is corruption, not an answer: ApplyError stops the NameNode.
// Answers to FSEditLogLoader's IOExceptions.

import type { Namespace } from '../namespace/namespace.ts';
import type { ResolvedPath } from '../namespace/resolved-path.ts';

/** An operation that the namespace, as it is, cannot have come from. */
export class ApplyError extends Error {
  override readonly name: string = 'ApplyError';
  readonly op: string;

  constructor(op: string, message: string) {
    super(`${op}: ${message}`);
    this.op = op;
  }
}

/** An operation of a feature that this NameNode does not have: better to stop than to leave it out. */
export class UnsupportedEditOp extends ApplyError {
  override readonly name = 'UnsupportedEditOp';

  constructor(op: string) {
    super(op, `the log uses a feature that this NameNode does not have (${op}); it cannot be applied without changing what the log says`);
  }
}

/** An operation and its path, for messages. */
export interface Named {
  readonly op: string;
  readonly path: string;
}

/** A path whose parent directory exists and whose last component does not. */
export function applyPath(ns: Namespace, op: { readonly op: string }, path: string): ResolvedPath {
  const resolved = ns.resolve(path);
  if (resolved.last >= 0) throw new ApplyError(op.op, `${path} exists`);
  checkParent(ns, op, resolved);
  return resolved;
}

/** Throws unless a path's parent is a directory. */
export function checkParent(ns: Namespace, op: { readonly op: string }, path: ResolvedPath): void {
  if (path.parent < 0 || !ns.isDirectory(path.parent)) throw new ApplyError(op.op, `the parent of ${path.path} is no directory`);
}

/** The row that a path leads to. */
export function applyRow(ns: Namespace, op: { readonly op: string }, path: string): number {
  const row = ns.lookup(path);
  if (row < 0) throw new ApplyError(op.op, `${path} does not exist`);
  return row;
}

/** The row of the file that a path leads to. */
export function applyFile(ns: Namespace, op: { readonly op: string }, path: string): number {
  const row = applyRow(ns, op, path);
  if (!ns.isFile(row)) throw new ApplyError(op.op, `${path} is no file`);
  return row;
}
