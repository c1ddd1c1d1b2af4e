// Keeps long work off the event loop: who does much asks now and then whether its slice is over.

import type { Env } from '../../env/env.ts';

export class Pace {
  readonly #env: Env;
  readonly #sliceMs: number;
  #sinceMs: number;

  /** @param sliceMs how long the loop may be held in one go */
  constructor(env: Env, sliceMs = 5) {
    this.#env = env;
    this.#sliceMs = sliceMs;
    this.#sinceMs = env.monotonicMs();
  }

  /** Whether it is time for {@link rest}. Costs a look at the clock. */
  get due(): boolean {
    return this.#env.monotonicMs() - this.#sinceMs >= this.#sliceMs;
  }

  /** Lets everybody else run. */
  async rest(): Promise<void> {
    await this.#env.turn();
    this.#sinceMs = this.#env.monotonicMs();
  }
}
