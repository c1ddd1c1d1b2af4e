// What a NameNode does by the clock: ticks of the block management, sweeping up after big deletes, files whose writer is
// gone, rolls of the log, checkpoints on a Standby. Each job runs in slices and at most once at a time.
import type { Env, Timer } from '../env/env.ts';
import { RpcClient } from '../rpc/rpc-client.ts';
import { NamenodeProtocol } from '../wire/namenode-protocol.ts';
import type { NewHolder } from './lease-monitor.ts';
import { filesOfExpired, filesToRecover, releaseFile } from './lease-monitor.ts';
import type { NameNode } from './name-node.ts';
import { reclaimSlice } from './namespace/reclaim.ts';
import { RedundancyMonitor } from './redundancy-monitor.ts';

const tickMs = 500;
const reclaimRows = 2000;
const leaseCheckMs = 2000;
const rollRpcMs = 20_000;

export class NameNodeChores {
  readonly #env: Env;
  readonly #node: NameNode;
  readonly #redundancy: RedundancyMonitor;
  readonly #timers = new Set<Timer>();
  #stopped = true;

  constructor(env: Env, node: NameNode) {
    this.#env = env;
    this.#node = node;
    this.#redundancy = new RedundancyMonitor(env, { tickMs: Math.min(tickMs, node.options.blocks.redundancyIntervalMs) }, () => node.fsn.blocks);
  }

  start(): void {
    this.#stopped = false;
    this.#redundancy.start();
    const { options } = this.#node;
    this.#every(leaseCheckMs, () => this.#expireLeases());
    this.#every(tickMs, () => this.#reclaim());
    this.#every(options.autoRollCheckMs, () => this.#autoRoll());
    this.#every(tickMs, () => this.#rollForJournalNode());
    if (options.others.length > 0) this.#every(options.logRollPeriodMs, () => this.#askForRoll());
  }

  stop(): void {
    this.#stopped = true;
    this.#redundancy.stop();
    for (const timer of this.#timers) timer.cancel();
    this.#timers.clear();
  }

  /** This NameNode just became Active. */
  promoted(): void {
    this.#redundancy.nudge();
  }

  /** dfsadmin -refreshNodes. There are no include and exclude files yet: everybody is welcome. */
  async refreshNodes(): Promise<void> {
    this.#node.fsn.blocks.refreshNodes([], []);
  }

  #every(periodMs: number, job: () => Promise<void> | void): void {
    const timer = this.#env.after(periodMs, () => {
      this.#timers.delete(timer);
      void Promise.resolve()
        .then(job)
        .catch((error: unknown) => this.#env.log('warn', 'a periodic job failed', { error }))
        .finally(() => {
          if (!this.#stopped) this.#every(periodMs, job);
        });
    });
    this.#timers.add(timer);
  }

  async #reclaim(): Promise<void> {
    const { fsn } = this.#node;
    while (!this.#stopped && reclaimSlice(fsn.namespace, reclaimRows, fsn.blocks)) await this.#env.turn();
  }

  /** Files whose writer has been silent beyond the hard limit are closed by the NameNode (LeaseManager.Monitor). */
  async #expireLeases(): Promise<void> {
    const { fsn, ha, options } = this.#node;
    if (ha.state !== 'Active' || fsn.blocks.safeMode.on) return;
    const release = (inodeId: number, holder: NewHolder): Promise<void> => releaseFile(fsn, inodeId, holder, options.user, options.operations, this.#env.wallMs());
    for (const inodeId of filesOfExpired(fsn, this.#env.monotonicMs())) await release(inodeId, 'name-node');
    for (const inodeId of filesToRecover(fsn)) await release(inodeId, 'same');
  }

  /** The Active rolls by itself when a segment has grown long (NameNodeEditLogRoller). */
  async #autoRoll(): Promise<void> {
    const { ha, options } = this.#node;
    const { log } = ha;
    if (ha.state !== 'Active' || log === undefined) return;
    if (log.lastWrittenTxid - log.currentSegmentTxid > options.autoRollTxns) await this.#node.rollEditLog();
  }

  /** A JournalNode that missed calls writes along from the next segment on: it gets one now, under an epoch that it can take. */
  async #rollForJournalNode(): Promise<void> {
    if (this.#node.ha.state !== 'Active') return;
    if (this.#node.reelectionWouldHelp) await this.#node.ha.reelect();
    else if (this.#node.rollWouldHelp) await this.#node.rollEditLog();
  }

  /** The Standby asks the Active for a new segment (EditLogTailer.triggerActiveLogRoll). */
  async #askForRoll(): Promise<void> {
    const { ha, options } = this.#node;
    if (ha.state !== 'Standby') return;
    for (const other of options.others) {
      const client = new RpcClient(this.#env, { address: other.rpc, user: options.user, rpcTimeoutMs: rollRpcMs, connectTimeoutMs: 2000 });
      try {
        await client.call(NamenodeProtocol.methods.rollEditLog, NamenodeProtocol, {});
        return;
      } catch {
        // Another Standby, or nobody: the next one is asked.
      } finally {
        client.close();
      }
    }
  }
}
