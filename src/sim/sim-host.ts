// A simulated machine: a disk that outlives the processes on it, and one daemon at a time.
import { MemoryDisk } from '../env/memory-disk.ts';
import type { AttachedDisk } from '../env/memory-disk.ts';
import type { WorldError } from '../env/env.ts';
import { simDisk } from './sim-disk.ts';
import type { SimHttp } from './sim-http.ts';
import type { SimNetwork } from './sim-network.ts';
import { SimProcess } from './sim-process.ts';
import type { World } from './world.ts';

/** What hosts share. */
export interface SimPark {
  readonly world: World;
  readonly network: SimNetwork;
  readonly http: SimHttp;
  nextPid(): number;
}

export class SimHost {
  readonly name: string;
  readonly disk: MemoryDisk;
  process: SimProcess | undefined;
  /** How fast this machine's clock runs against true time. */
  readonly clockRate: number;
  /** What the monotonic clock of the next process showed when the simulation began, in ms. */
  readonly #clockStartMs: () => number;
  /** How long a sync takes, in ms, drawn between these. */
  syncMs: readonly [number, number] = [0.05, 0.5];
  /** How long any other operation of the disk takes, in ms; undefined: it is done at once. */
  operationMs: readonly [number, number] | undefined;
  /** What a change of the disk fails with; undefined: it does not. */
  diskError: (what: string) => WorldError | undefined = () => undefined;
  /** What a read of the disk fails with. */
  readError: (what: string) => WorldError | undefined = () => undefined;
  readonly #park: SimPark;
  #attached: AttachedDisk | undefined;

  constructor(park: SimPark, name: string, clockRate = 1, clockStartMs: () => number = () => 0) {
    this.#park = park;
    this.name = name;
    this.clockRate = clockRate;
    this.#clockStartMs = clockStartMs;
    this.disk = new MemoryDisk({ wallMs: () => Math.floor(park.world.nowMs) });
    this.disk.syncError = (path) => this.diskError(`datasync ${path}`);
  }

  /** A process on this machine that has its disk; the one before is dead. */
  boot(name = this.name): SimProcess {
    const { world, network, http } = this.#park;
    this.kill();
    const random = world.stream(`disk of ${name}`);
    const lasts = (range: readonly [number, number]): Promise<void> => new Promise((resolve) => process.env.after(random.between(...range), resolve));
    this.#attached = this.disk.attach(() => lasts(this.syncMs));
    const disk = simDisk(this.#attached, { takes: () => (this.operationMs === undefined ? undefined : lasts(this.operationMs)), error: (what) => this.diskError(what), part: () => random.pick([0, 0, 1, random.next()]), readError: (what) => this.readError(what) });
    const process = new SimProcess(world, network, http, name, this.#park.nextPid(), disk, this.clockRate, this.#clockStartMs());
    this.process = process;
    return process;
  }

  get up(): boolean {
    return this.process?.alive === true;
  }

  /** kill -9 of what runs here. What was written and not synced stays. */
  kill(): void {
    this.process?.kill();
    this.process = undefined;
    this.#attached?.detach();
    this.#attached = undefined;
  }

  /** What was not synced is gone, or with `random` some of it. */
  powerCut(random?: () => number): void {
    this.kill();
    this.disk.powerCut(random);
    this.#park.world.note(this.name, 'power cut');
  }
}
