// Files that are copied side by side, bounded; failures are told in the order in which the files came.

export class CopyPool {
  readonly #most: number;
  readonly #failed: (error: unknown) => void;
  readonly #waiting: Promise<{ readonly error: unknown } | undefined>[] = [];
  #running = 0;
  #freed: (() => void) | undefined;

  /** At most `most` copies at once; `failed` gets what they reject with. */
  constructor(most: number, failed: (error: unknown) => void) {
    this.#most = Math.max(1, most);
    this.#failed = failed;
  }

  /** Starts `copy` when there is room; resolves then. */
  async run(copy: () => Promise<void>): Promise<void> {
    while (this.#running >= this.#most) await new Promise<void>((resolve) => {
      this.#freed = resolve;
    });
    this.#running++;
    this.#waiting.push(this.#outcome(copy));
    // What is over already is told, so that a long walk does not gather outcomes.
    if (this.#waiting.length >= 4 * this.#most) await this.#tellFirst();
  }

  /** Resolves when all copies are over and their failures told. */
  async finish(): Promise<void> {
    while (this.#waiting.length > 0) await this.#tellFirst();
  }

  async #tellFirst(): Promise<void> {
    const outcome = await this.#waiting.shift();
    if (outcome !== undefined) this.#failed(outcome.error);
  }

  async #outcome(copy: () => Promise<void>): Promise<{ readonly error: unknown } | undefined> {
    try {
      await copy();
      return undefined;
    } catch (error) {
      return { error };
    } finally {
      this.#running--;
      this.#freed?.();
    }
  }
}
