// Bits that turn on JournalNodes' disks, and what may be lost besides: of a segment that has rotted on one there must be good ones on
// others, or edits are gone, as they would be from any log.
import { asBuffer } from '../base/bytes.ts';
import { opInvalid, opLengthMin, statedLength, txidAt } from '../edit-log/ops/op-frame.ts';
import { segmentHeaderBytes } from '../edit-log/segment-header.ts';
import type { SimCluster } from './sim-cluster.ts';

interface TurnedByte {
  readonly name: string;
  readonly file: string;
  readonly at: number;
  readonly value: number;
}

/** Whoever else has a segment at the moment when it rots: a directory that is lost later leaves one of them. */
const othersAtLeast = 2;

export class BitRot {
  /** Segments that have ever rotted: JournalNode and file. */
  readonly files = new Set<string>();
  readonly #cluster: SimCluster;
  readonly #turned: TurnedByte[] = [];

  constructor(cluster: SimCluster) {
    this.#cluster = cluster;
  }

  /** A bit turns in one of a JournalNode's final segments but the newest, if others have it; whether one has. */
  async turnFinal(name: string, which: number): Promise<boolean> {
    const { disk } = this.#cluster.host(name);
    const folder = this.#cluster.journalDirectory(name);
    const cold = (await this.#list(name)).filter((file) => /^edits_\d+-\d+$/.test(file)).slice(0, -1);
    const file = cold[which % cold.length];
    if (file === undefined || (await this.#goodElsewhere(file, [name])) < othersAtLeast) return false;
    const bytes = await disk.readFile(`${folder}/${file}`);
    this.#turn(name, file, bytes, (which >>> 3) % bytes.length, which & 7);
    return true;
  }

  /**
   * A bit turns in the segment that a JournalNode, which is dead, was writing, below what it knows to be committed: what follows is
   * good, so it is no torn tail. Whether one has.
   */
  async turnOpen(name: string, which: number): Promise<boolean> {
    const { disk } = this.#cluster.host(name);
    const folder = this.#cluster.journalDirectory(name);
    if (((await disk.stat(`${folder}/committed-txid`))?.lengthBytes ?? 0) < 8) return false;
    const committed = Number(asBuffer(await disk.readFile(`${folder}/committed-txid`)).readBigInt64BE(0));
    const file = (await this.#list(name)).filter((each) => /^edits_inprogress_\d+$/.test(each)).at(-1);
    if (file === undefined || this.files.has(`${name} ${file}`)) return false;
    const bytes = asBuffer(await disk.readFile(`${folder}/${file}`));
    let end = segmentHeaderBytes;
    while (end + opLengthMin <= bytes.length && bytes[end] !== opInvalid && txidAt(bytes, end) < committed) end += Math.max(opLengthMin, statedLength(bytes, end));
    if (end === segmentHeaderBytes) return false;
    this.#turn(name, file, bytes, segmentHeaderBytes + ((which >>> 3) % (end - segmentHeaderBytes)), which & 7);
    return true;
  }

  /** Whether each final segment that has rotted, and is not repaired, is good on somebody else than `name`. */
  async mayLose(name: string): Promise<boolean> {
    for (const { name: hurt, file, at, value } of this.#turned) {
      if (!/^edits_\d/.test(file)) continue;
      if (await this.#isStill(hurt, file, at, value) && (await this.#goodElsewhere(file, [name, hurt])) === 0) return false;
    }
    return true;
  }

  /** A final segment of one of `names` with a bit that turned and has not been put right. */
  async left(names: readonly string[]): Promise<string | undefined> {
    for (const { name, file, at, value } of this.#turned) {
      if (names.includes(name) && /^edits_\d/.test(file) && await this.#isStill(name, file, at, value)) return `${file} of ${name} has a bit that turned`;
    }
    return undefined;
  }

  /** Whether the bit of a file that has rotted has not been put right. */
  async isRotten(name: string, file: string): Promise<boolean> {
    for (const turned of this.#turned) if (turned.name === name && turned.file === file && await this.#isStill(name, file, turned.at, turned.value)) return true;
    return false;
  }

  async #isStill(name: string, file: string, at: number, value: number): Promise<boolean> {
    if (!(await this.#list(name)).includes(file)) return false;
    return (await this.#cluster.host(name).disk.readFile(`${this.#cluster.journalDirectory(name)}/${file}`))[at] === value;
  }

  async #goodElsewhere(file: string, not: readonly string[]): Promise<number> {
    let good = 0;
    for (const name of this.#cluster.memberNames()) if (!not.includes(name) && !this.files.has(`${name} ${file}`) && (await this.#list(name)).includes(file)) good++;
    return good;
  }

  async #list(name: string): Promise<readonly string[]> {
    const { disk } = this.#cluster.host(name);
    const folder = this.#cluster.journalDirectory(name);
    return (await disk.stat(folder)) === undefined ? [] : await disk.list(folder);
  }

  #turn(name: string, file: string, bytes: Uint8Array, at: number, bit: number): void {
    const value = (bytes[at] ?? 0) ^ (1 << bit);
    this.#cluster.host(name).disk.corrupt(`${this.#cluster.journalDirectory(name)}/${file}`, at, Uint8Array.of(value));
    this.files.add(`${name} ${file}`);
    this.#turned.push({ name, file, at, value });
    this.#cluster.world.note(name, `bit ${bit} of byte ${at} of ${file} has turned`);
  }
}
