// Empties the trash of all users: at every full interval of the wall clock, checkpoints older than fs.trash.interval are
// deleted and what was deleted since the last one becomes a checkpoint. Only the Active does it, as edits of its own, one
// user's trash after the other; in safe mode nothing happens. Answers to TrashPolicyDefault.Emptier, which the NameNode
// runs with its active services.
import { noRpcIds } from '../edit-log/ops/op-codec.ts';
import type { Env, Timer } from '../env/env.ts';
import { HdfsException, isException } from '../protocol/exceptions.ts';
import { checkpointName, checkpointTime, checkpointsOfASecondMax, currentName, trashName } from '../protocol/trash-checkpoint.ts';
import type { FSNamesystem } from './fs-namesystem.ts';
import { planDelete } from './operations/delete.ts';
import type { OpContext, OpOptions, Plan } from './operations/plan.ts';
import { answer } from './operations/plan.ts';
import { planRename2, renameOption } from './operations/rename.ts';

/** Home directories lie in it. */
const homes = '/user';
/** The wall clock is looked at this often: it may be set, and timers end at 24 days. */
const longestWaitMs = 3_600_000;

export interface TrashOptions {
  /** How long checkpoints stay, ms; 0: there is no trash. */
  readonly deletionMs: number;
  /** How often one is made, ms; 0, and more than `deletionMs`: that often. */
  readonly checkpointMs: number;
  /** Whether what is no checkpoint is deleted too. */
  readonly cleansRoots: boolean;
}

export interface TrashEmptierOptions extends TrashOptions {
  /** The superuser that the NameNode runs as. */
  readonly user: string;
  readonly operations: OpOptions;
}

export interface TrashHost {
  readonly fsn: FSNamesystem;
  readonly isActive: () => boolean;
}

export class TrashEmptier {
  readonly #env: Env;
  readonly #options: TrashEmptierOptions;
  readonly #host: TrashHost;
  readonly #intervalMs: number;
  #timer: Timer | undefined;
  #dueMs = 0;

  constructor(env: Env, options: TrashEmptierOptions, host: TrashHost) {
    this.#env = env;
    this.#options = options;
    this.#host = host;
    const { deletionMs, checkpointMs } = options;
    this.#intervalMs = checkpointMs > 0 && checkpointMs <= deletionMs ? checkpointMs : deletionMs;
  }

  start(): void {
    if (this.#intervalMs === 0 || this.#timer !== undefined) return;
    this.#env.log('info', 'trash', { deletionMs: this.#options.deletionMs, emptierMs: this.#intervalMs });
    this.#schedule();
  }

  stop(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  #schedule(): void {
    this.#dueMs = (Math.floor(this.#env.wallMs() / this.#intervalMs) + 1) * this.#intervalMs;
    this.#wait();
  }

  #wait(): void {
    this.#timer = this.#env.after(Math.min(longestWaitMs, this.#dueMs - this.#env.wallMs()), () => {
      if (this.#env.wallMs() < this.#dueMs) this.#wait();
      else void this.#emptyAll().finally(() => this.#timer !== undefined && this.#schedule());
    });
  }

  async #emptyAll(): Promise<void> {
    const nowMs = this.#env.wallMs();
    for (const root of this.#roots()) {
      // Stopped, or another one is Active now.
      if (this.#timer === undefined || !this.#host.isActive()) return;
      try {
        await this.#empty(root, nowMs);
      } catch (error) {
        this.#env.log('warn', 'trash skipped', { root, error });
      }
    }
  }

  /** The trash directories of all users. */
  #roots(): string[] {
    const { namespace: ns } = this.#host.fsn;
    const directory = ns.lookup(homes);
    if (!this.#host.isActive() || directory < 0 || !ns.isDirectory(directory)) return [];
    return ns.children(directory)
      .filter((home) => ns.isDirectory(home))
      .map((home) => ns.child(home, trashName))
      .filter((trash) => trash >= 0 && ns.isDirectory(trash))
      .map((trash) => ns.fullPath(trash));
  }

  async #empty(root: string, nowMs: number): Promise<void> {
    const { namespace: ns } = this.#host.fsn;
    const trash = ns.lookup(root);
    if (trash < 0 || !ns.isDirectory(trash)) return;
    for (const name of ns.children(trash).map((row) => ns.inodes.nameText(row))) {
      if (name === currentName) continue;
      const time = checkpointTime(name, nowMs);
      if (time !== undefined && time >= nowMs - this.#options.deletionMs) continue;
      if (time === undefined && !this.#options.cleansRoots) {
        this.#env.log('warn', 'unexpected item in trash, ignored', { path: `${root}/${name}` });
        continue;
      }
      await this.#write((ctx) => planDelete(this.#host.fsn.namespace, ctx, { src: `${root}/${name}`, recursive: true }));
      this.#env.log('info', 'trash checkpoint deleted', { path: `${root}/${name}` });
    }
    if (this.#host.fsn.namespace.lookup(`${root}/${currentName}`) >= 0) await this.#checkpoint(root, nowMs);
  }

  async #checkpoint(root: string, nowMs: number): Promise<void> {
    for (let attempt = 0; attempt <= checkpointsOfASecondMax; attempt++) {
      const dst = `${root}/${checkpointName(nowMs, attempt)}`;
      try {
        await this.#write((ctx) => planRename2(this.#host.fsn.namespace, ctx, { src: `${root}/${currentName}`, dst, options: [renameOption.none] }));
        this.#env.log('info', 'trash checkpoint created', { path: dst });
        return;
      } catch (error) {
        if (!isException(error, 'FileAlreadyExistsException')) throw error;
      }
    }
    throw new HdfsException('IOException', `Failed to checkpoint trash: ${root}/${checkpointName(nowMs, checkpointsOfASecondMax)}`);
  }

  /** One edit, durable when it resolves; rejects with what the plan refused. Nothing where this is no Active any more. */
  async #write(plan: (ctx: OpContext) => Plan<unknown>): Promise<void> {
    const { fsn } = this.#host;
    const ctx: OpContext = {
      caller: { user: this.#options.user, groups: [], superuser: true }, nowMs: this.#env.wallMs(), clientMachine: '', ...noRpcIds, options: this.#options.operations,
    };
    let refusal: unknown;
    await fsn.writeInternally(() => {
      try {
        fsn.blocks.checkNotInSafeMode('Cannot empty the trash');
        return plan(ctx);
      } catch (error) {
        refusal = error;
        return answer(undefined);
      }
    });
    if (refusal !== undefined) throw refusal;
  }
}
