// One simulated process: its Env on virtual time, its life (killed, paused, cut from power) and the disk of
// its host, which outlives it. A restart is a new SimProcess on the same disk.
import { AssertionFailure } from '../base/assert.ts';
import type { Disk, Env, LogLevel, Timer } from '../env/env.ts';
import { noUsage } from '../env/no-usage.ts';
import type { Prng } from './prng.ts';
import type { SimHttp } from './sim-http.ts';
import type { SimNetwork } from './sim-network.ts';
import { wakings } from './world.ts';
import type { Owner, Waking, World } from './world.ts';

/** Unix time at which every simulation starts: 2026-01-01. */
const epochMs = 1_767_225_600_000;

export class SimProcess implements Owner {
  readonly name: string;
  readonly pid: number;
  alive = true;
  paused = false;
  /** Added to the wall clock, in ms: a clock that was set. */
  wallJumpMs = 0;
  readonly env: Env;
  readonly #world: World;
  readonly #network: SimNetwork;
  readonly #http: SimHttp;
  #wakings: Prng | undefined;

  /** `clockRate` is the process's clock against true time: 1.01 runs one percent fast; `clockStartMs` is what its monotonic clock showed when the simulation began. */
  constructor(world: World, network: SimNetwork, http: SimHttp, name: string, pid: number, disk: Disk, clockRate = 1, clockStartMs = 0) {
    this.#world = world;
    this.#network = network;
    this.#http = http;
    this.name = name;
    this.pid = pid;
    this.env = this.#makeEnv(http, disk, world.stream(`${name}#${pid}`), { rate: clockRate, startMs: clockStartMs });
  }

  /** kill -9: nothing of it runs any more, its peers see their connections reset. */
  kill(): void {
    if (!this.alive) return;
    this.alive = false;
    this.#world.note(this.name, 'killed');
    this.#network.died(this);
    this.#http.died(this);
  }

  /** SIGSTOP. */
  pause(): void {
    this.paused = true;
    this.#world.note(this.name, 'paused');
  }

  /** SIGCONT: what came due meanwhile runs now, in an order that the seed draws, if none is named. */
  resume(waking?: Waking): void {
    if (!this.paused) return;
    this.paused = false;
    this.#wakings ??= this.#world.stream(`wakings of ${this.name}#${this.pid}`);
    const how = waking ?? this.#wakings.pick(wakings);
    this.#world.note(this.name, `resumed, ${how}`);
    this.#world.resumed(this, how);
  }

  #makeEnv(http: SimHttp, disk: Disk, random: Prng, clock: { readonly rate: number; readonly startMs: number }): Env {
    const { rate: clockRate, startMs } = clock;
    const world = this.#world;
    const net = this.#network.of(this);
    const after = (delayMs: number, run: () => void): Timer => world.schedule(delayMs / clockRate, this, run, 'timer');
    return {
      name: this.name,
      hostName: 'sim',
      pid: this.pid,
      wallMs: () => Math.floor(epochMs + this.wallJumpMs + world.nowMs * clockRate),
      monotonicMs: () => startMs + world.nowMs * clockRate,
      after,
      turn: () => new Promise((resolve) => after(0, resolve)),
      random: () => random.next(),
      randomBytes: (length) => Uint8Array.from({ length }, () => random.below(256)),
      usage: () => noUsage,
      loopDelayMs: () => 0,
      net,
      disk,
      http: http.of(this),
      logging: { level: 'info', audit: 'off' },
      log: (level: LogLevel, event, fields) => {
        for (const value of Object.values(fields ?? {})) if (world.bugsFail && isBug(value)) world.fail(value);
        if (level !== 'debug') world.note(this.name, fields === undefined ? event : `${event} ${JSON.stringify(fields, shown)}`);
      },
    };
  }
}

/** A bug must stop its process: one that was caught and logged is one all the same. */
function isBug(value: unknown): boolean {
  return value instanceof AssertionFailure || value instanceof TypeError || value instanceof RangeError || value instanceof ReferenceError;
}

function shown(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  return value instanceof Error ? `${value.name}: ${value.message}` : value;
}
