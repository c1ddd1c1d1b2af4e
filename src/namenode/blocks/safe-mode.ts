// Safe mode: until enough of the namespace's blocks have been reported nothing is changed and nothing ordered;
// then for a while longer; or for as long as an operator wants. Answers to BlockManagerSafeMode and the manual
// part of FSNamesystem; the texts are Apache's.
//
//   pending ── thresholds met, extension 0 or no blocks ──────────────→ off
//   pending ── thresholds met ──→ extension ── time over, still met ──→ off
//   any ── leave (operator) ──→ off          manual: on top of any of them, until leave

export interface SafeModeOptions {
  /** dfs.namenode.safemode.threshold-pct. */
  readonly threshold: number;
  /** dfs.namenode.safemode.extension, ms. */
  readonly extensionMs: number;
  /** dfs.namenode.safemode.min.datanodes. */
  readonly datanodesMin: number;
}

export type SafeModeStatus = 'pending' | 'extension' | 'off';

/** Counts that safe mode rests on, asked for when they are needed. */
export interface SafeModeCounts {
  /** Complete blocks in the namespace. */
  readonly total: number;
  /** Of these, blocks with enough good replicas. */
  readonly safe: number;
  readonly liveDatanodes: number;
}

export class SafeMode {
  readonly #options: SafeModeOptions;
  readonly #counts: () => SafeModeCounts;
  readonly #onLeave: () => void;
  #status: SafeModeStatus = 'off';
  #manual = false;
  #reachedMs = 0;
  #sinceMs = 0;
  #nowMs = 0;
  /** Bytes of replicas whose genstamps lie beyond what this namespace ever gave out. */
  #bytesInFuture = 0;

  /** @param onLeave runs when the startup safe mode ends, by itself or by an operator */
  constructor(options: SafeModeOptions, counts: () => SafeModeCounts, onLeave: () => void) {
    this.#options = options;
    this.#counts = counts;
    this.#onLeave = onLeave;
  }

  get status(): SafeModeStatus {
    return this.#status;
  }

  /** FSNamesystem.isInSafeMode. */
  get on(): boolean {
    return this.#status !== 'off' || this.#manual;
  }

  /** Waiting for DataNodes after a start: FSNamesystem.isInStartupSafeMode. */
  get inStartup(): boolean {
    return this.#status !== 'off' && !this.#manual;
  }

  /** Whether replicas have to be counted. */
  get counting(): boolean {
    return this.#status !== 'off';
  }

  get bytesInFuture(): number {
    return this.#bytesInFuture;
  }

  /** After an image was loaded. Off at once if there is nothing to wait for. */
  activate(nowMs: number): void {
    this.#nowMs = nowMs;
    this.#sinceMs = nowMs;
    this.#status = 'pending';
    if (this.#met()) this.leave(false, nowMs);
  }

  /** To be called when counts may have changed and as time passes (every second or so). */
  check(nowMs: number): void {
    this.#nowMs = nowMs;
    if (this.#status === 'pending' && this.#met()) {
      if (this.#counts().total > 0 && this.#options.extensionMs > 0) {
        this.#status = 'extension';
        this.#reachedMs = nowMs;
      } else this.leave(false, nowMs);
    } else if (this.#status === 'extension' && this.#leftMs() <= 0 && this.#met()) this.leave(false, nowMs);
  }

  /** dfsadmin -safemode enter. */
  enterManually(): void {
    this.#manual = true;
  }

  /** dfsadmin -safemode leave and forceExit; false if it refuses because of blocks from the future. */
  leave(force: boolean, nowMs: number): boolean {
    this.#nowMs = nowMs;
    if (this.#bytesInFuture > 0) {
      if (!force) return false;
      this.#bytesInFuture = 0;
    }
    const started = this.#status !== 'off';
    this.#status = 'off';
    this.#manual = false;
    if (started) this.#onLeave();
    return true;
  }

  /** A replica was reported whose genstamp no edit of ours gave out. */
  sawFuture(numBytes: number): void {
    if (this.#status !== 'off') this.#bytesInFuture += numBytes;
  }

  /** The term is over: what seemed to be from the future may be the work of a successor, whose edits come yet. */
  forgetFuture(): void {
    this.#bytesInFuture = 0;
  }

  /** What it waits for, in numbers; `leftMs` of the extension, undefined outside of it. */
  waiting(nowMs: number): {
    readonly manual: boolean; readonly safeBlocks: number; readonly neededBlocks: number; readonly totalBlocks: number;
    readonly liveDataNodes: number; readonly neededDataNodes: number; readonly leftMs: number | undefined;
  } {
    const { total, safe, liveDatanodes } = this.#counts();
    return {
      manual: this.#manual, safeBlocks: safe, neededBlocks: this.#threshold(total), totalBlocks: total, liveDataNodes: liveDatanodes,
      neededDataNodes: this.#options.datanodesMin, leftMs: this.#status === 'extension' ? Math.max(0, this.#reachedMs + this.#options.extensionMs - nowMs) : undefined,
    };
  }

  /** How long it has been on, ms. */
  durationMs(nowMs: number): number {
    return this.#status === 'off' ? 0 : nowMs - this.#sinceMs;
  }

  /** FSNamesystem.getSafeModeTip, to the letter. */
  tip(): string {
    if (this.#manual) return 'It was turned on manually. Use "hdfs dfsadmin -safemode leave" to turn safe mode off.';
    const { total, safe, liveDatanodes } = this.#counts();
    const needed = this.#threshold(total);
    const percent = this.#options.threshold.toFixed(4);
    const blocksMet = safe >= needed;
    let text = blocksMet
      ? `The reported blocks ${safe} has reached the threshold ${percent} of total blocks ${total}. `
      : `The reported blocks ${safe} needs additional ${needed - safe} blocks to reach the threshold ${percent} of total blocks ${total}.\n`;
    const least = this.#options.datanodesMin;
    if (least <= 0) text += 'The minimum number of live datanodes is not required. ';
    else if (!blocksMet) text += "The number of live datanodes is not calculated since reported blocks hasn't reached the threshold. ";
    else if (liveDatanodes < least) text += `The number of live datanodes ${liveDatanodes} needs an additional ${least - liveDatanodes} live datanodes to reach the minimum number ${least}.\n`;
    else text += `The number of live datanodes ${liveDatanodes} has reached the minimum number ${least}. `;
    if (this.#bytesInFuture > 0) {
      return `${text}Name node detected blocks with generation stamps in future. This means that Name node metadata is inconsistent. This can happen if Name node metadata files have been manually replaced. Exiting safe mode will cause loss of ${this.#bytesInFuture} byte(s). Please restart name node with right metadata or use "hdfs dfsadmin -safemode forceExit" if you are certain that the NameNode was started with the correct FsImage and edit logs. If you encountered this during a rollback, it is safe to exit with -safemode forceExit.`;
    }
    const turnOff = 'Safe mode will be turned off automatically ';
    if (this.#status === 'pending') return `${text}${turnOff}once the thresholds have been reached.`;
    if (this.#status === 'extension') return `${text}In safe mode extension. ${turnOff}in ${Math.trunc(this.#leftMs() / 1000)} seconds.`;
    return `${text}${turnOff}soon.`;
  }

  #leftMs(): number {
    return this.#counts().total > 0 ? this.#reachedMs + this.#options.extensionMs - this.#nowMs : 0;
  }

  /** Java multiplies a long by a float here. */
  #threshold(total: number): number {
    return Math.trunc(Math.fround(Math.fround(total) * Math.fround(this.#options.threshold)));
  }

  #met(): boolean {
    const { total, safe, liveDatanodes } = this.#counts();
    return safe >= this.#threshold(total) && liveDatanodes >= this.#options.datanodesMin;
  }
}
