// Gives the block manager its time: a tick whenever it is told to, and turns of the loop for its long walks as long as
// there are any. Answers to the threads RedundancyMonitor, HeartbeatManager.Monitor and SafeModeMonitor.

import type { Env } from '../env/env.ts';
import { inSlices } from '../env/slices.ts';
import type { BlockManager } from './blocks/block-manager.ts';

/** Rows of a walk between two looks at the clock. */
const rowsPerPiece = 300;

export class RedundancyMonitor {
  readonly #env: Env;
  readonly #blocks: () => BlockManager;
  #walking = false;
  #running = false;

  /** @param blocks asked at every tick: a reload replaces the block manager */
  constructor(env: Env, blocks: () => BlockManager) {
    this.#env = env;
    this.#blocks = blocks;
  }

  start(): void {
    this.#running = true;
  }

  stop(): void {
    this.#running = false;
  }

  /** The regular tick, or one besides: after a promotion, say. */
  tick(): void {
    if (!this.#running) return;
    this.#blocks().tick(this.#env.monotonicMs());
    void this.#walk();
  }

  async #walk(): Promise<void> {
    if (this.#walking) return;
    this.#walking = true;
    await inSlices(this.#env, () => !this.#running || !this.#blocks().step(rowsPerPiece));
    this.#walking = false;
  }
}
