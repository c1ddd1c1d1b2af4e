// What a NameNode does by the clock: ticks of the block management, sweeping up after big deletes, files whose writer is
// gone, rolls of the log, checkpoints on a Standby, the trash. Each job runs in slices and at most once at a time.
import { inSlices } from '../env/slices.ts';
import type { Env, Timer } from '../env/env.ts';
import { untilRound } from '../env/waiting.ts';
import * as keys from '../conf/namenode-keys.ts';
import { RpcClient } from '../rpc/rpc-client.ts';
import { NamenodeProtocol } from '../wire/namenode-protocol.ts';
import { readHostsFile } from './hosts-file.ts';
import type { NewHolder } from './lease-monitor.ts';
import { filesOfExpired, filesToRecover, releaseFile } from './lease-monitor.ts';
import type { NameNode } from './name-node.ts';
import { reclaimSlice } from './namespace/reclaim.ts';
import { RedundancyMonitor } from './redundancy-monitor.ts';
import { TrashEmptier } from './trash-emptier.ts';

/** The tick that short jobs share, so that an idle NameNode wakes once for all of them. */
const tickMs = 1000;
/** A Standby has little of its own to do: heartbeats to judge, figures to take. */
const standbyTickMs = 3000;
/** A cluster that starts waits for safe mode to end. */
const startupTickMs = 250;
const leaseCheckTicks = 2;
/** How often a Standby looks whether only a roll brings it further, ms. */
const starvedLookMs = 1000;
/** Rows given back between two looks at the clock. */
const reclaimRows = 125;
const rollRpcMs = 20_000;

type Job = () => Promise<void> | void;

export class NameNodeChores {
  readonly #env: Env;
  readonly #node: NameNode;
  readonly #redundancy: RedundancyMonitor;
  readonly #trash: TrashEmptier;
  readonly #timers = new Set<Timer>();
  #tickTimer: Timer | undefined;
  readonly #running = new Set<Job>();
  readonly #everyTick: readonly Job[];
  readonly #everyLeaseCheck: Job;
  #stopped = true;
  #hosts: { readonly included: readonly string[]; readonly excluded: readonly string[] } = { included: [], excluded: [] };

  constructor(env: Env, node: NameNode) {
    this.#env = env;
    this.#node = node;
    this.#redundancy = new RedundancyMonitor(env, () => node.fsn.blocks);
    this.#trash = new TrashEmptier(env, { ...node.options.trash, user: node.options.user, operations: node.options.operations }, { fsn: node.fsn, isActive: () => node.ha.state === 'Active' });
    this.#everyTick = [() => this.#redundancy.tick(), () => this.#reclaim(), () => this.#lookAtJournalNodes(), () => node.metrics.sample(node, env.loopDelayMs())];
    this.#everyLeaseCheck = () => this.#expireLeases();
  }

  start(): void {
    this.#stopped = false;
    this.#redundancy.start();
    this.#trash.start();
    const { options } = this.#node;
    this.#tick(1);
    this.#every(options.autoRollCheckMs, () => this.#autoRoll());
    if (options.others.length > 0) {
      this.#every(options.logRollPeriodMs, () => this.#askForRoll());
      this.#every(starvedLookMs, () => (this.#node.tailer?.starved === true ? this.#askForRoll() : undefined));
    }
  }

  stop(): void {
    this.#stopped = true;
    this.#redundancy.stop();
    this.#trash.stop();
    this.#tickTimer?.cancel();
    for (const timer of this.#timers) timer.cancel();
    this.#timers.clear();
  }

  /** This NameNode just became Active. */
  promoted(): void {
    if (this.#stopped) return;
    this.#redundancy.tick();
    this.#tickTimer?.cancel();
    this.#tick(1);
  }

  /** dfsadmin -refreshNodes: dfs.hosts and dfs.hosts.exclude are read again. */
  async refreshNodes(): Promise<void> {
    const { include, exclude } = this.#node.options.hosts;
    const { disk } = this.#env;
    const [included, excluded] = await Promise.all([readHostsFile(disk, keys.hosts.name, include), readHostsFile(disk, keys.hostsExclude.name, exclude)]);
    this.#hosts = { included, excluded };
    this.applyHosts();
  }

  /** What was read last, for a block management that is new. */
  applyHosts(): void {
    this.#node.fsn.blocks.refreshNodes(this.#hosts.included, this.#hosts.excluded);
  }

  #tick(count: number): void {
    const { fsn, ha, options } = this.#node;
    const ownMs = fsn.blocks.safeMode.inStartup ? startupTickMs : ha.state === 'Standby' ? standbyTickMs : tickMs;
    const periodMs = Math.min(ownMs, options.blocks.redundancyIntervalMs);
    this.#tickTimer = this.#env.after(untilRound(this.#env, periodMs), () => {
      for (const job of this.#everyTick) void this.#run(job);
      if (count % leaseCheckTicks === 0) void this.#run(this.#everyLeaseCheck);
      this.#tick(count + 1);
    });
  }

  #every(periodMs: number, job: Job): void {
    this.#after(periodMs, () => {
      void this.#run(job).finally(() => {
        if (!this.#stopped) this.#every(periodMs, job);
      });
    });
  }

  #after(delayMs: number, run: () => void): void {
    const timer = this.#env.after(delayMs, () => {
      this.#timers.delete(timer);
      run();
    });
    this.#timers.add(timer);
  }

  /** Not beside itself: a job that is still at it has seen to what this tick would. */
  async #run(job: Job): Promise<void> {
    if (this.#running.has(job)) return;
    this.#running.add(job);
    try {
      await job();
    } catch (error) {
      this.#env.log('warn', 'a periodic job failed', { error });
    } finally {
      this.#running.delete(job);
    }
  }

  async #reclaim(): Promise<void> {
    const { fsn } = this.#node;
    await inSlices(this.#env, () => this.#stopped || !reclaimSlice(fsn.namespace, reclaimRows, fsn.blocks));
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

  /** A JournalNode that missed calls writes along from the next segment on: it gets one now, under an epoch that it can take. A Standby looks after their list. */
  async #lookAtJournalNodes(): Promise<void> {
    if (this.#node.ha.state !== 'Active') return this.#node.lookAtPendingList();
    if (this.#node.reelectionWouldHelp) await this.#node.ha.reelect();
    else if (this.#node.rollWouldHelp) await this.#node.rollEditLog();
  }

  /** The Standby asks the Active for a new segment (EditLogTailer.triggerActiveLogRoll). */
  async #askForRoll(): Promise<void> {
    const { ha, options } = this.#node;
    if (ha.state !== 'Standby') return;
    for (const other of options.others) {
      const client = new RpcClient(this.#env, { address: other.service, user: options.user, rpcTimeoutMs: rollRpcMs, connectTimeoutMs: 2000 });
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
