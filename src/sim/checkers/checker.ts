// What checkers have in common: one invariant a file, looked at after every event, now and then, and when all is quiet.

export interface Checker {
  /** After each event, of the process `who`; undefined: anything may have changed. Must be cheap. Throws SimFailure. */
  readonly afterEvent?: (who: string | undefined) => void;
  /** Every half second, with time standing still. Rejects with SimFailure. */
  readonly sometimes?: () => Promise<void>;
  /** When the cluster is whole and idle. Rejects with SimFailure. */
  readonly atEnd?: () => Promise<void>;
}
