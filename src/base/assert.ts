// Programmer errors. A failed assertion is a bug of ours: it is never caught to be
// answered to a client, and the process that meets it stops (docs/ARCHITECTURE.md, "Errors").

/** A broken invariant. Never part of a protocol; whoever catches it must rethrow it. */
export class AssertionFailure extends Error {
  override readonly name = 'AssertionFailure';
}

/** Throws {@link AssertionFailure} when `condition` does not hold. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new AssertionFailure(message);
}

/** For the branch that the types prove impossible; names the value that got there after all. */
export function unreachable(value: never): never {
  throw new AssertionFailure(`unreachable: ${JSON.stringify(value)}`);
}

/** `value`, which the caller knows to be there; an {@link AssertionFailure} naming `what` otherwise. */
export function present<T>(value: T | undefined | null, what: string): T {
  if (value === undefined || value === null) throw new AssertionFailure(`missing: ${what}`);
  return value;
}
