// How far a long copy has come: bytes, rate and time left, on a terminal and only once it takes longer than a moment.
import type { ShellWorld } from './command.ts';

export interface Progress extends AsyncDisposable {
  /** More bytes are to be copied. */
  expect(bytes: number): void;
  /** So many more were. */
  add(bytes: number): void;
  /** Takes the bar away, so that something else can be printed. */
  clear(): void;
}

const none: Progress = { expect: () => {}, add: () => {}, clear: () => {}, [Symbol.asyncDispose]: async () => {} };
const firstAfterMs = 700;

/** A bar on stderr, where that is a terminal. */
export function startProgress({ terminalColumns, now }: ShellWorld): Progress {
  if (terminalColumns === undefined) return none;
  const start = now();
  let [total, done] = [0, 0];
  let bar: ReturnType<typeof import('./progress-bar.ts').progressBar> | undefined;
  const timer = setTimeout(() => {
    void import('./progress-bar.ts').then(({ progressBar }) => {
      if (!stopped) bar = progressBar(start, now, total, done);
    });
  }, firstAfterMs);
  let stopped = false;
  return {
    expect: (bytes) => {
      total += bytes;
      bar?.expect(total);
    },
    add: (bytes) => {
      done += bytes;
      bar?.update(done);
    },
    clear: () => bar?.clear(),
    [Symbol.asyncDispose]: async () => {
      stopped = true;
      clearTimeout(timer);
      bar?.stop();
    },
  };
}
