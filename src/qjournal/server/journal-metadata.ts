// What a journal keeps beside its segments: its promise and the promise's owner, its last writer, a lower bound of what
// is committed, the largest lease, the kind of election. Invariant: every write resolves only when it survives a power cut, the committed
// txid excepted. Answers to the persistent fields of Journal.
import { WorldError } from '../../env/env.ts';
import type { Disk } from '../../env/env.ts';
import { decodeJournalList } from '../../protocol/journal-list.ts';
import type { JournalStanding } from '../../protocol/journal-list.ts';
import { readIfThere, removeIfThere, writeAtomically } from '../../storage/atomic-file.ts';
import { BestEffortLong, readPersistentLong } from '../../storage/persistent-long.ts';
import { electorText, parseElector } from './journal-elector.ts';
import type { KeptElector } from './journal-elector.ts';
import type { PromiseOwner } from './journal-lease.ts';
import type { StoredList } from './journal-membership.ts';
import { invalidTxId } from './journal-state.ts';

/** Ours: "epoch nonce", the nonce in hexadecimal or "-" for a caller without one. */
const ownerFile = 'quorate-promise-owner';
/** Ours: the largest TTL granted, in ms. Not there: no lease was granted since the last clean stop. */
const leaseMaxFile = 'quorate-lease-max';
/** Ours: the list of JournalNodes, JSON. Not there: it was never changed. */
const listFile = 'quorate-config';
const standings: readonly JournalStanding[] = ['member', 'joining', 'retired'];
/** Ours: "kind change". Not there: no NameNode that elects was promised anything yet. */
export const electorFile = 'quorate-elector';
/** Ours: hexadecimal; new with each format and each learning. */
export const storageIdFile = 'quorate-storage-id';
/** Ours: a line "host:port storageId promise" for each other member that has told. */
const membersFile = 'quorate-members';

/** What is remembered of another member of the set (HA.md 32). */
export interface Remembered {
  /** host:port, as the list of JournalNodes has it. */
  readonly member: string;
  /** Hexadecimal. */
  readonly storageId: string;
  /** The highest promise that it has told. */
  readonly promised: number;
}

/** Of the log that lies here: a rollback brings an older one back, of which less was purged. */
export const purgedFile = 'quorate-purged-below';

/** What Apache's journal does not have: the memory of the JournalNode, whatever the log is. */
export const ownFiles: readonly string[] = [ownerFile, leaseMaxFile, listFile, electorFile, storageIdFile, membersFile];

export class JournalMetadata {
  readonly promisedEpoch: number;
  readonly lastWriterEpoch: number;
  /** Undefined when the side file is missing or speaks of another epoch. */
  readonly owner: PromiseOwner | undefined;
  readonly leaseMaxMs: number;
  readonly list: StoredList | undefined;
  readonly #disk: Disk;
  readonly #directory: string;
  #elector: KeptElector | undefined;
  /** Empty only until a journal that is new, or of an older release, is given one. */
  #storageId: string;
  #members: readonly Remembered[];
  #purgedBelow: number;
  readonly #committed: BestEffortLong;
  /** Writes that have not settled. */
  readonly #writing = new Set<Promise<unknown>>();
  #closed = false;

  private constructor(
    disk: Disk, directory: string, committed: BestEffortLong,
    found: {
      promisedEpoch: number; lastWriterEpoch: number; owner: PromiseOwner | undefined; leaseMaxMs: number; list: StoredList | undefined;
      elector: KeptElector | undefined; storageId: string; members: readonly Remembered[]; purgedBelow: number;
    },
  ) {
    this.#disk = disk;
    this.#directory = directory;
    this.#committed = committed;
    this.promisedEpoch = found.promisedEpoch;
    this.lastWriterEpoch = found.lastWriterEpoch;
    this.owner = found.owner;
    this.leaseMaxMs = found.leaseMaxMs;
    this.list = found.list;
    this.#elector = found.elector;
    this.#storageId = found.storageId;
    this.#members = found.members;
    this.#purgedBelow = found.purgedBelow;
  }

  /** Reads the files in `directory`, a journal's current/, as they are at a start. */
  static async open(disk: Disk, directory: string): Promise<JournalMetadata> {
    const promisedEpoch = await readPersistentLong(disk, `${directory}/last-promised-epoch`, 0);
    const text = await textOf(disk, `${directory}/${ownerFile}`);
    const owner = /^(\d+) (-|[0-9a-f]+)\s*$/.exec(text);
    const known = owner !== null && Number(owner[1]) === promisedEpoch;
    return new JournalMetadata(disk, directory, await BestEffortLong.open(disk, `${directory}/committed-txid`, invalidTxId), {
      promisedEpoch,
      lastWriterEpoch: await readPersistentLong(disk, `${directory}/last-writer-epoch`, 0),
      owner: known ? { epoch: promisedEpoch, nonce: owner[2] === '-' ? undefined : owner[2] } : undefined,
      leaseMaxMs: await readPersistentLong(disk, `${directory}/${leaseMaxFile}`, 0),
      list: await readStoredList(disk, directory),
      elector: parseElector(await textOf(disk, `${directory}/${electorFile}`)),
      storageId: (await textOf(disk, `${directory}/${storageIdFile}`)).trim(),
      members: parseMembers(await textOf(disk, `${directory}/${membersFile}`)),
      purgedBelow: await readPersistentLong(disk, `${directory}/${purgedFile}`, 0),
    });
  }

  /** Durable when it resolves. Throws WorldError `io` when this was closed. */
  async #write(name: string, text: string): Promise<void> {
    const path = `${this.#directory}/${name}`;
    if (this.#closed) throw new WorldError('io', `${path} is not written: the directory is closed, or being moved`);
    const writing = writeAtomically(this.#disk, path, Buffer.from(text));
    this.#writing.add(writing);
    await writing.finally(() => this.#writing.delete(writing));
  }

  /** The promise of `epoch`, and to whom. `owner` undefined: adopted from a call, so that the owner is not known. */
  async writePromise(epoch: number, owner: PromiseOwner | undefined): Promise<void> {
    const writes = [this.#write('last-promised-epoch', `${epoch}\n`)];
    // Either may come first: a side file of another epoch than the promise says nothing.
    if (owner !== undefined) writes.push(this.#write(ownerFile, `${owner.epoch} ${owner.nonce ?? '-'}\n`));
    const settled = await Promise.allSettled(writes);
    for (const write of settled) if (write.status === 'rejected') throw write.reason;
  }

  writeWriterEpoch(epoch: number): Promise<void> {
    return this.#write('last-writer-epoch', `${epoch}\n`);
  }

  writeLeaseMax(ttlMs: number): Promise<void> {
    return this.#write(leaseMaxFile, `${ttlMs}\n`);
  }

  /** A directory that is closed, or being moved, keeps it: then it is waited out. */
  async removeLeaseMax(): Promise<void> {
    if (this.#closed) return;
    await removeIfThere(this.#disk, `${this.#directory}/${leaseMaxFile}`);
    await this.#disk.syncDirectory(this.#directory);
  }

  writeList(stored: StoredList): Promise<void> {
    return this.#write(listFile, listText(stored));
  }

  get elector(): KeptElector | undefined {
    return this.#elector;
  }

  async writeElector(elector: KeptElector): Promise<void> {
    await this.#write(electorFile, electorText(elector));
    this.#elector = elector;
  }

  get storageId(): string {
    return this.#storageId;
  }

  /** Edits below it were to be purged; 0 when none were. */
  get purgedBelow(): number {
    return this.#purgedBelow;
  }

  async writePurgedBelow(txid: number): Promise<void> {
    await this.#write(purgedFile, `${txid}\n`);
    this.#purgedBelow = txid;
  }

  async writeStorageId(storageId: string): Promise<void> {
    await this.#write(storageIdFile, `${storageId}\n`);
    this.#storageId = storageId;
  }

  get members(): readonly Remembered[] {
    return this.#members;
  }

  async writeMembers(members: readonly Remembered[]): Promise<void> {
    const lines = members.map(({ member, storageId, promised }) => `${member} ${storageId} ${promised}\n`);
    await this.#write(membersFile, lines.join(''));
    this.#members = members;
  }

  get committedTxId(): number {
    return this.#committed.value;
  }

  /** Best effort: written in place, not synced. */
  async writeCommitted(txid: number): Promise<void> {
    if (!this.#closed) await this.#committed.set(txid);
  }

  /** Nothing is written any more when it resolves. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.allSettled(this.#writing);
    await this.#committed.close();
  }
}

/** Throws when the file is there and says nothing: without its list a JournalNode must not vote. */
async function readStoredList(disk: Disk, directory: string): Promise<StoredList | undefined> {
  const bytes = await readIfThere(disk, `${directory}/${listFile}`);
  if (bytes === undefined) return undefined;
  const list = decodeJournalList(bytes);
  const text = Buffer.from(bytes).toString('utf8');
  if (list === undefined) throw new WorldError('io', `${directory}/${listFile} is damaged: ${text.slice(0, 100)}`);
  const standing = standings.find((each) => text.includes(`"standing":"${each}"`)) ?? 'member';
  return { list, standing };
}

function listText({ list, standing }: StoredList): string {
  return JSON.stringify({ ...list, standing });
}

/** Into what becomes a journal's current/. Durable when it resolves. */
export function writeStoredList(disk: Disk, directory: string, stored: StoredList): Promise<void> {
  return writeAtomically(disk, `${directory}/${listFile}`, Buffer.from(listText(stored)));
}

async function textOf(disk: Disk, path: string): Promise<string> {
  return Buffer.from(await readIfThere(disk, path) ?? []).toString('latin1');
}

function parseMembers(text: string): Remembered[] {
  return [...text.matchAll(/^(\S+) ([0-9a-f]+) (\d+)$/gm)].map(([, member = '', storageId = '', promised]) => ({ member, storageId, promised: Number(promised) }));
}
