// Whether reads of a volume are done on the DataNode's loop or in a thread. Data that is read was mostly written or read
// before, and lies in the page cache: to copy 256 KiB from there takes less than the way to a thread and back. A read that
// has to wait for the disk holds up everything else that the DataNode does; so when one did, those that follow go to a
// thread, the more of them the more often that happens, until one is tried on the loop again.

/** A read on the loop that takes longer has waited for the disk. */
const slowMs = 3;
/** Reads in a thread after a slow one: first, and after many slow ones. */
const awayMin = 16;
const awayMax = 4096;

export class ReadPace {
  #away = 0;
  #penalty = awayMin;

  /** Whether the next read is to be done on the loop. */
  get isOnLoop(): boolean {
    return this.#away === 0;
  }

  /** A read on the loop took so long. */
  readOnLoop(tookMs: number): void {
    if (tookMs > slowMs) {
      this.#away = this.#penalty;
      this.#penalty = Math.min(awayMax, this.#penalty * 2);
    } else if (this.#penalty > awayMin) {
      this.#penalty--;
    }
  }

  /** A read was given to a thread. */
  readAway(): void {
    if (this.#away > 0) this.#away--;
  }
}
