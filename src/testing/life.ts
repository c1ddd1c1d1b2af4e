// The life of one daemon of a test cluster, which shares its operating-system process with all the others: running,
// paused or dead. Everything that comes to the daemon from the world (a timer, a chunk, the end of a disk operation) comes
// through its Life, so nothing of a dead daemon ever runs again, and a paused one finds on resuming all that has come
// meanwhile, in order. Answers to the kernel's SIGKILL, SIGSTOP and SIGCONT; src/sim/sim-process.ts is the same on virtual time.

export type LifeState = 'running' | 'paused' | 'dead';

/** Something that a daemon has of the world, and how it is taken away. */
interface Belonging {
  readonly end: () => Promise<void>;
  /** Only once no operation of the daemon is under way: an open file, a lock. */
  readonly last: boolean;
}

export class Life {
  #state: LifeState = 'running';
  /** What came while paused. */
  #held: (() => void)[] = [];
  readonly #belongings = new Set<Belonging>();
  /** Operations that the kernel would finish before a killed process is gone. */
  readonly #uninterruptible = new Set<Promise<unknown>>();
  #ended: Promise<void> | undefined;
  #onDeath: (() => void)[] = [];

  get state(): LifeState {
    return this.#state;
  }

  get dead(): boolean {
    return this.#state === 'dead';
  }

  /** Runs `act` now, when the daemon is resumed, or never. */
  run(act: () => void): void {
    if (this.#state === 'running') act();
    else if (this.#state === 'paused') this.#held.push(act);
  }

  /** As `work`, as the daemon sees it. `late` takes a result that comes when it is dead. */
  see<T>(work: Promise<T>, late: (value: T) => void | Promise<void> = () => {}): Promise<T> {
    return new Promise((resolve, reject) => {
      work.then(
        (value) => {
          if (this.dead) void late(value);
          else this.run(() => resolve(value));
        },
        (error: unknown) => this.run(() => reject(error)),
      );
    });
  }

  /** As `see`, of work that is begun only while the daemon lives, and that its end waits for. */
  do<T>(work: () => Promise<T>, late: (value: T) => void | Promise<void> = () => {}): Promise<T> {
    if (this.dead) return new Promise(() => {});
    const begun = work();
    const done = begun.then((value) => (this.dead ? late(value) : undefined), () => {});
    this.#uninterruptible.add(done);
    void done.finally(() => this.#uninterruptible.delete(done));
    return this.see(begun);
  }

  /**
   * `end` is called when the daemon dies, unless the function this gives was called before. It must not call the daemon.
   * `last`: only once no operation of the daemon is under way.
   */
  own(end: () => void | Promise<void>, last = false): () => void {
    const belonging: Belonging = { end: async () => end(), last };
    this.#belongings.add(belonging);
    return () => void this.#belongings.delete(belonging);
  }

  /** Calls `run` once when the daemon is dead; at once when it is. */
  whenDead(run: () => void): void {
    if (this.dead) run();
    else this.#onDeath.push(run);
  }

  pause(): void {
    if (this.#state === 'running') this.#state = 'paused';
  }

  /** What came meanwhile runs now, in order. */
  resume(): void {
    if (this.#state !== 'paused') return;
    this.#state = 'running';
    const held = this.#held;
    this.#held = [];
    for (const act of held) this.run(act);
  }

  /** Nothing of it runs from now on. Resolves when all it had of the world is given back. */
  kill(): Promise<void> {
    return (this.#ended ??= this.#end());
  }

  async #end(): Promise<void> {
    this.#state = 'dead';
    this.#held = [];
    const belongings = [...this.#belongings].reverse();
    this.#belongings.clear();
    const ends = belongings.flatMap(({ end, last }) => (last ? [] : [end()]));
    for (const run of this.#onDeath.splice(0)) run();
    await Promise.allSettled([...ends, ...this.#uninterruptible]);
    await Promise.allSettled(belongings.flatMap(({ end, last }) => (last ? [end()] : [])));
  }
}
