// How a simulated run fails, and what each kind is to whoever runs it.

/** crash: a bug met itself. safety: something was lost, doubled, stale or forked. liveness: it came to a stop. */
export type FailureKind = 'crash' | 'safety' | 'liveness';

/** Exit codes of `npm run sim`. */
export const exitCodes: Readonly<Record<FailureKind, number>> = { crash: 127, safety: 129, liveness: 128 };

export class SimFailure extends Error {
  override readonly name = 'SimFailure';
  readonly kind: FailureKind;
  /** Who found it: a file of src/sim/checkers/, or one of those that docs/SIMULATION.md names beside them; 'crash' otherwise. */
  readonly checker: string;

  constructor(kind: FailureKind, checker: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
    this.checker = checker;
  }
}

/** `error` as a failure: whatever was thrown without being one is a crash. */
export function asFailure(error: unknown): SimFailure {
  if (error instanceof SimFailure) return error;
  return new SimFailure('crash', 'crash', error instanceof Error ? error.stack ?? error.message : String(error), { cause: error });
}
