// How far a start is: its steps, when each began and ended, and what it does or waits for. Read by the start-up page while the
// NameNode loads. Answers to StartupProgress of org.apache.hadoop.hdfs.server.namenode.startupprogress.
import type { StartupStep } from '../web-pages/web-state.ts';

interface Step {
  readonly name: string;
  readonly beganMs: number;
  endMs: number | undefined;
  detail: () => string;
}

export class StartupProgress {
  readonly #wallMs: () => number;
  #steps: Step[] = [];

  /** @param wallMs Unix time in ms */
  constructor(wallMs: () => number) {
    this.#wallMs = wallMs;
  }

  /** A load from the beginning: of a start, or of a namespace that was thrown away. */
  clear(): void {
    this.#steps = [];
  }

  /** The next step; the one before has ended. `detail` is asked whenever somebody looks. */
  begin(name: string, detail: () => string = () => ''): void {
    this.end();
    this.#steps.push({ name, beganMs: this.#wallMs(), endMs: undefined, detail });
  }

  /** What the step does now, other than what it began with. */
  waitFor(reason: string): void {
    const step = this.#steps.at(-1);
    if (step !== undefined) step.detail = () => reason;
  }

  /** The last step is over; `detail` says what came of it. */
  end(detail?: string): void {
    const step = this.#steps.at(-1);
    if (step === undefined || step.endMs !== undefined) return;
    step.endMs = this.#wallMs();
    const last = detail ?? step.detail();
    step.detail = () => last;
  }

  steps(): readonly StartupStep[] {
    return this.#steps.map(({ name, beganMs, endMs, detail }) => ({ name, beganMs, endMs, detail: detail() }));
  }
}
