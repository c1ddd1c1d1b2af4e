// Gives the block manager its time: a tick whenever it is told to, and turns of the loop for its long walks as long as
// there are any. Answers to the threads RedundancyMonitor, HeartbeatManager.Monitor and SafeModeMonitor.

import type { Env } from '../env/env.ts';
import { inSlices } from '../env/slices.ts';
import { dataNodeBack, dataNodeLost, dataNodeSilent, safeModeEntered, safeModeLeft } from '../metrics/event-names.ts';
import type { BlockManager } from './blocks/block-manager.ts';
import type { Datanode } from './blocks/datanode.ts';

/** Rows of a walk between two looks at the clock. */
const rowsPerPiece = 300;

export class RedundancyMonitor {
  readonly #env: Env;
  readonly #blocks: () => BlockManager;
  #walking = false;
  #running = false;
  #inSafeMode = false;
  readonly #healths = new WeakMap<Datanode, 'well' | 'silent' | 'lost'>();

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
    const blocks = this.#blocks();
    blocks.tick(this.#env.monotonicMs());
    this.#tell(blocks);
    void this.#walk();
  }

  /** Says once what became of a DataNode, and of safe mode. */
  #tell(blocks: BlockManager): void {
    const { registry, safeMode } = blocks;
    const nowMs = this.#env.monotonicMs();
    if (safeMode.on !== this.#inSafeMode) {
      this.#inSafeMode = safeMode.on;
      if (safeMode.on) this.#env.log('info', safeModeEntered, { tip: safeMode.tip() });
      else this.#env.log('info', safeModeLeft);
    }
    for (const node of registry.nodes) {
      // One that the hosts file names and that never came.
      if (node.lastUpdateMs === 0) continue;
      const health = registry.isDead(node, nowMs) ? 'lost' : registry.isStale(node, nowMs) ? 'silent' : 'well';
      const before = this.#healths.get(node) ?? 'well';
      if (health === before) continue;
      this.#healths.set(node, health);
      const datanode = node.xferAddress;
      const silentMs = Math.round(nowMs - node.lastUpdateMs);
      if (health === 'well') this.#env.log('info', dataNodeBack, { datanode });
      // One that takes its leave is lost at once; while the cluster starts, none is.
      else if (health === 'silent' || !safeMode.inStartup) this.#env.log('warn', health === 'lost' ? dataNodeLost : dataNodeSilent, { datanode, silentMs });
    }
  }

  async #walk(): Promise<void> {
    if (this.#walking) return;
    this.#walking = true;
    await inSlices(this.#env, () => !this.#running || !this.#blocks().step(rowsPerPiece));
    this.#walking = false;
  }
}
