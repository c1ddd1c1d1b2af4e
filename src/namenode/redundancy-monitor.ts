// Gives the block manager its time: a tick a second, and turns of the loop for its long walks as long as there
// are any. Answers to the threads RedundancyMonitor, HeartbeatManager.Monitor and SafeModeMonitor.

import type { Env, Timer } from '../env/env.ts';
import type { BlockManager } from './blocks/block-manager.ts';

/** Rows of a walk in one turn: a few milliseconds. */
const rowsPerTurn = 5000;

export interface RedundancyMonitorOptions {
  /** How often the block manager gets a tick, ms. */
  readonly tickMs: number;
}

export class RedundancyMonitor {
  readonly #env: Env;
  readonly #options: RedundancyMonitorOptions;
  readonly #blocks: () => BlockManager;
  #timer: Timer | undefined;
  #walking = false;
  #running = false;

  /** @param blocks asked at every tick: a reload replaces the block manager */
  constructor(env: Env, options: RedundancyMonitorOptions, blocks: () => BlockManager) {
    this.#env = env;
    this.#options = options;
    this.#blocks = blocks;
  }

  start(): void {
    if (this.#running) return;
    this.#running = true;
    this.#schedule();
  }

  stop(): void {
    this.#running = false;
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  /** A tick now, besides the regular ones: after a promotion, say. */
  nudge(): void {
    if (!this.#running) return;
    this.#blocks().tick(this.#env.monotonicMs());
    void this.#walk();
  }

  #schedule(): void {
    this.#timer = this.#env.after(this.#options.tickMs, () => {
      if (!this.#running) return;
      this.nudge();
      this.#schedule();
    });
  }

  async #walk(): Promise<void> {
    if (this.#walking) return;
    this.#walking = true;
    while (this.#running && this.#blocks().step(rowsPerTurn)) await this.#env.turn();
    this.#walking = false;
  }
}
