// Who waits for a block to have its replicas. A client closes its file in the moment in which the last DataNode has
// acknowledged; the DataNodes' reports to the NameNode are on their way then, and Apache's client, told "not yet",
// sleeps for 400 ms.

import { NumberMap } from '../../base/number-map.ts';

export class StoredWaits {
  readonly #byRow = new NumberMap<Set<() => void>>();

  /** Blocks that someone waits for. */
  get waiting(): number {
    return this.#byRow.size;
  }

  /** Returns what takes `run` back. */
  wait(row: number, run: () => void): () => void {
    const waits = this.#byRow.get(row) ?? new Set();
    waits.add(run);
    this.#byRow.set(row, waits);
    return () => {
      waits.delete(run);
      if (waits.size === 0 && this.#byRow.get(row) === waits) this.#byRow.delete(row);
    };
  }

  /** The block is stored, or gone: either way there is nothing more to wait for. */
  settle(row: number): void {
    const waits = this.#byRow.get(row);
    if (waits === undefined) return;
    this.#byRow.delete(row);
    for (const run of waits) run();
  }
}
