// One daemon of a test cluster as if it were a process: its Env over the real one, with a life, a disk and cables that a
// test can take from it. A restart is a new FaultyProcess on the same disk.
import type { Disk, Env } from '../env/env.ts';
import type { Cables } from './cables.ts';
import { FaultyDisk } from './faulty-disk.ts';
import { FaultyHttp } from './faulty-http.ts';
import { FaultyNetwork } from './faulty-network.ts';
import { Life } from './life.ts';

export class FaultyProcess {
  readonly name: string;
  readonly life = new Life();
  readonly env: Env;

  /** `real` is the Env that everything is done with, except on the disk, which is `disk`. */
  constructor(real: Env, cables: Cables, disk: Disk) {
    const { life } = this;
    const { name } = real;
    this.name = name;
    this.env = {
      name,
      hostName: real.hostName,
      pid: real.pid,
      wallMs: () => real.wallMs(),
      monotonicMs: () => real.monotonicMs(),
      after: (delayMs, run) => {
        if (life.dead) return { cancel: () => {} };
        let cancelled = false;
        const timer = real.after(delayMs, () => {
          disown();
          life.run(() => {
            if (!cancelled) run();
          });
        });
        const disown = life.own(() => timer.cancel());
        return {
          cancel: () => {
            cancelled = true;
            disown();
            timer.cancel();
          },
        };
      },
      turn: () => life.see(real.turn()),
      usage: () => real.usage(),
      logging: real.logging,
      loopDelayMs: () => real.loopDelayMs(),
      tracer: real.tracer,
      random: () => real.random(),
      randomBytes: (length) => real.randomBytes(length),
      net: new FaultyNetwork(real, life, cables, name),
      disk: new FaultyDisk(life, disk),
      http: new FaultyHttp(real, life, cables, name),
      log: (level, event, fields) => {
        if (!life.dead) real.log(level, event, fields);
      },
    };
  }

  /** kill -9. Resolves when its ports, files and locks are free. */
  kill(): Promise<void> {
    return this.life.kill();
  }

  /** SIGSTOP. */
  pause(): void {
    this.life.pause();
  }

  /** SIGCONT: what came due meanwhile runs now, in order. */
  resume(): void {
    this.life.resume();
  }
}
