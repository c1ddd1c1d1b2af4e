// Which kind of election a journal's NameNodes go by, kept on disk (HA.md 36): the first that elects itself decides, an operator
// changes it while nobody leads. Invariant: it is on disk before a promise rests on it. One that was away when it was changed
// hears of it from the others, at the first NameNode that it would refuse.
import { SerialQueue } from '../../base/async.ts';
import { electorKept } from '../../metrics/event-names.ts';
import { electorKind, isElectorKind, otherElector } from '../../protocol/elector-kind.ts';
import type { ElectorKind } from '../../protocol/elector-kind.ts';
import type { JournalCore } from './journal-core.ts';

export interface KeptElector {
  readonly kind: ElectorKind;
  /** How often an operator has changed it; of two, the higher one is newer. */
  readonly change: number;
}

/** What a JournalNode says of it (MemoryResponseProto, LeaseStatusProto). */
export function electorOf({ elector, electorChange = 0 }: { readonly elector?: number | undefined; readonly electorChange?: number | undefined }): KeptElector | undefined {
  const kind = electorKind(elector);
  return kind === undefined ? undefined : { kind, change: electorChange };
}

/** "journal 0", in quorate-elector. */
export function electorText({ kind, change }: KeptElector): string {
  return `${kind} ${change}\n`;
}

/** Undefined for what is nothing of the kind. */
export function parseElector(text: string): KeptElector | undefined {
  const [, kind, change] = /^(journal|zookeeper) (\d+)\s*$/.exec(text) ?? [];
  return kind !== undefined && isElectorKind(kind) ? { kind, change: Number(change) } : undefined;
}

/** What the other JournalNodes that answer keep, and how many there are in all. */
export type AskElectors = () => Promise<{ readonly kept: readonly KeptElector[]; readonly journalNodes: number }>;

export class JournalElector {
  readonly #core: JournalCore;
  readonly #ask: AskElectors;
  readonly #queue = new SerialQueue();

  constructor(core: JournalCore, ask: AskElectors) {
    this.#core = core;
    this.#ask = ask;
  }

  get kept(): KeptElector | undefined {
    return this.#core.live?.metadata.elector;
  }

  /** A NameNode that was elected by `kind` would be promised an epoch. Throws IOException where another kind is kept. */
  admit(kind: ElectorKind): Promise<void> {
    return this.#queue.run(async () => {
      const { kept } = this;
      if (kept?.kind === kind) return;
      if (kept === undefined) {
        await this.#keep({ kind, change: 0 });
        return;
      }
      const heard = await this.#newer(kind, kept);
      if (heard === undefined) this.check(kind);
      else await this.#keep(heard);
    });
  }

  /** The same in the turn of the promise. */
  check(kind: ElectorKind): void {
    const { kept } = this;
    if (kept === undefined || kept.kind === kind) return;
    const why = otherElector(kept.kind, kind);
    throw this.#core.refusal('IOException', `${why.slice(0, 1).toUpperCase()}${why.slice(1)}`);
  }

  /** Words of the others that `kept` is out of date: a later change of an operator, or a majority that never had another kind. */
  async #newer(kind: ElectorKind, kept: KeptElector): Promise<KeptElector | undefined> {
    const { kept: others, journalNodes } = await this.#ask();
    const same = others.filter((other) => other.kind === kind && other.change >= kept.change);
    const later = same.find((other) => other.change > kept.change);
    return later ?? (2 * same.length > journalNodes ? same[0] : undefined);
  }

  /** An operator's word. Throws IOException while `leaseLives`, and for a word that is older than what is kept. */
  set(elector: KeptElector, leaseLives: () => boolean): Promise<void> {
    return this.#queue.run(async () => {
      const { kept } = this;
      if (leaseLives()) throw this.#core.refusal('IOException', 'A NameNode holds the lease of this journal: stop every NameNode before the elector is changed');
      if (kept !== undefined && kept.kind !== elector.kind && kept.change >= elector.change) {
        throw this.#core.refusal('IOException', `The elector was changed to ${kept.kind} meanwhile`);
      }
      await this.#keep(elector);
    });
  }

  async #keep(elector: KeptElector): Promise<void> {
    await this.#core.formatted().metadata.writeElector(elector);
    this.#core.log('info', electorKept, { elector: elector.kind });
  }
}
