// When a JournalNode that missed calls is asked back into the segment in progress: at once, and then again and again until it
// is in sync, so that it takes writes within a second of being able to (HA.md E); one that comes back and takes none, as its disk is
// full, within some seconds. Nothing runs while it is in sync.
import type { Env, Timer } from '../../env/env.ts';
import { HdfsException } from '../../protocol/exceptions.ts';

/** What is known of the JournalNode, and how it is asked. */
export interface RejoinSubject {
  /** It is out of sync, and a segment is open that it could be taken into. */
  readonly wanted: () => boolean;
  /** Whether it answers, and knows how to rejoin. Rejects when it cannot be reached. */
  readonly probe: () => Promise<boolean>;
  /** Resolves when it is in sync. */
  readonly rejoin: () => Promise<void>;
}

const firstPauseMs = 20;
const pauseMaxMs = 250;
/** For one that was taken back, and then took no edits. */
const vainPauseMaxMs = 5000;
/** One of Apache's comes back with the next segment: it may have been replaced by one of ours. */
const foreignPauseMs = 1000;
/** After so many refusals another segment is the better way. */
const refusalsMax = 5;

export class LoggerRejoin {
  readonly #env: Env;
  readonly #subject: RejoinSubject;
  #timer: Timer | undefined;
  #pauseMs = firstPauseMs;
  #trying = false;
  #refusals = 0;
  /** It was taken back, and has taken no edits since. */
  #unproven = false;

  constructor(env: Env, subject: RejoinSubject) {
    this.#env = env;
    this.#subject = subject;
  }

  /** It refuses, for other reasons than that it is away. */
  get hopeless(): boolean {
    return this.#refusals >= refusalsMax;
  }

  /** It has just fallen out of sync, or there is a segment now that it could join. */
  begin(): void {
    if (!this.#unproven) this.#pauseMs = firstPauseMs;
    this.#again(this.#pauseMs);
  }

  /** It takes edits. */
  proved(): void {
    this.#unproven = false;
  }

  /** It is in sync, or the epoch is over. */
  end(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#refusals = 0;
  }

  #again(pauseMs: number): void {
    if (this.#trying) return;
    this.#timer?.cancel();
    this.#timer = this.#env.after(pauseMs, () => {
      this.#timer = undefined;
      void this.#try();
    });
  }

  async #try(): Promise<void> {
    if (this.#trying || !this.#subject.wanted()) return;
    this.#trying = true;
    let pauseMs = this.#pauseMs;
    try {
      if (await this.#subject.probe()) {
        if (this.#subject.wanted()) await this.#rejoin();
      } else pauseMs = foreignPauseMs;
    } catch {
      // It is away: what failed is told by the channel.
    } finally {
      this.#trying = false;
    }
    this.#pauseMs = Math.min(this.#unproven ? vainPauseMaxMs : pauseMaxMs, this.#pauseMs * 2);
    if (this.#subject.wanted()) this.#again(pauseMs);
  }

  async #rejoin(): Promise<void> {
    try {
      await this.#subject.rejoin();
      this.#refusals = 0;
      this.#unproven = true;
    } catch (error) {
      if (error instanceof HdfsException) this.#refusals++;
    }
  }
}
