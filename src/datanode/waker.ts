// A loop's sleep that others can end early.
import type { Env, Timer } from '../env/env.ts';

export class Waker {
  readonly #env: Env;
  #woken = false;
  #resolve: (() => void) | undefined;
  #timer: Timer | undefined;

  constructor(env: Env) {
    this.#env = env;
  }

  /** Ends the sleep in progress, or the next one before it begins. */
  wake(): void {
    this.#woken = true;
    this.#finish();
  }

  /** Resolves after `delayMs`, or when woken. One sleeper at a time. */
  sleep(delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      this.#resolve = resolve;
      if (this.#woken || delayMs <= 0) this.#finish();
      else if (Number.isFinite(delayMs)) this.#timer = this.#env.after(delayMs, () => this.#finish());
    });
  }

  #finish(): void {
    const resolve = this.#resolve;
    if (resolve === undefined) return;
    this.#woken = false;
    this.#resolve = undefined;
    this.#timer?.cancel();
    resolve();
  }
}
