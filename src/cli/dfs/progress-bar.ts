// The bar itself, by cli-progress: loaded when a copy takes long.
import { Presets, SingleBar } from 'cli-progress';
import { humanSize } from '../../protocol/format-size.ts';

export interface ProgressBar {
  expect(total: number): void;
  update(done: number): void;
  clear(): void;
  stop(): void;
}

/** Draws from `start` on; `total` and `done` in bytes. */
export function progressBar(start: number, now: () => number, total: number, done: number): ProgressBar {
  const bar = new SingleBar({
    stream: process.stderr, hideCursor: true, clearOnComplete: true, fps: 5, stopOnComplete: false,
    format: (_, { value, total: all }) => progressText(value, all, now() - start),
  }, Presets.shades_classic);
  bar.start(total, done);
  return {
    expect: (bytes) => bar.setTotal(bytes),
    update: (bytes) => bar.update(bytes),
    clear: () => process.stderr.write('\r\u001b[K'),
    stop: () => bar.stop(),
  };
}

/** `  42% of 1.2 G  87.3 M/s  0:08 left`; without a share and an end where the length is not known. */
export function progressText(done: number, total: number, elapsedMs: number): string {
  const rate = done / (Math.max(elapsedMs, 1) / 1000);
  const speed = `${humanSize(Math.round(rate))}/s`;
  if (total < done || total === 0) return `${humanSize(done)}  ${speed}`;
  const left = rate > 0 ? (total - done) / rate : Infinity;
  return `${String(Math.floor((done / total) * 100)).padStart(3)}% of ${humanSize(total)}  ${speed}  ${Number.isFinite(left) ? `${clock(left)} left` : ''}`;
}

function clock(seconds: number): string {
  const whole = Math.round(seconds);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, String(whole % 60).padStart(2, '0')];
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}
