// The few shapes of waiting that the daemons share. Nothing here reads a clock:
// time-outs belong to env/, so that the simulator owns them.

/** A promise with its two ends in hand. `settled` tells whether either end was used. */
export class Deferred<T> {
  readonly promise: Promise<T>;
  settled = false;
  #resolve!: (value: T) => void;
  #reject!: (reason: unknown) => void;

  constructor() {
    this.promise = new Promise<T>((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // Whoever cares awaits `promise`; a rejection that nobody awaits is not a crash.
    this.promise.catch(() => {});
  }

  resolve(value: T): void {
    this.settled = true;
    this.#resolve(value);
  }

  reject(reason: unknown): void {
    this.settled = true;
    this.#reject(reason);
  }
}

/**
 * Runs asynchronous jobs strictly one after the other, in the order of `run` calls: what
 * `synchronized` is in Java, for code that awaits in the middle (HA.md rule 24: the checks
 * and their effects are one entry).
 */
export class SerialQueue {
  #tail: Promise<unknown> = Promise.resolve();
  #length = 0;

  /** Jobs waiting or running. */
  get length(): number {
    return this.#length;
  }

  /**
   * Runs `job` when all earlier ones have settled; resolves or rejects as it does. A rejection that the caller does not care
   * for is one that nobody handles: it ends the process, as a bug must.
   */
  run<T>(job: () => Promise<T> | T): Promise<T> {
    this.#length++;
    const before = this.#tail;
    const done = new Deferred<void>();
    this.#tail = done.promise;
    return this.#runBehind(before, job, done);
  }

  async #runBehind<T>(before: Promise<unknown>, job: () => Promise<T> | T, done: Deferred<void>): Promise<T> {
    await before;
    try {
      return await job();
    } finally {
      this.#length--;
      done.resolve();
    }
  }

  /** Resolves when everything that is queued now has settled. */
  async idle(): Promise<void> {
    await this.#tail;
  }
}
