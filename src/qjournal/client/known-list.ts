// The list of JournalNodes as one NameNode knows it, shared by all who talk to them: journal, lease, tail (HA.md 33). The first one
// comes from dfs.namenode.shared.edits.dir; from then on the newest that was told counts, unless it was pending and came to nothing.
import { configuredList, everyMember, isNewer, listsOf } from '../../protocol/journal-list.ts';
import type { JournalList } from '../../protocol/journal-list.ts';
import type { RpcAddress } from '../../rpc/rpc-client.ts';

export class KnownList {
  #list: JournalList;
  readonly #watchers: (() => void)[] = [];

  constructor(journalNodes: readonly RpcAddress[]) {
    this.#list = configuredList(journalNodes);
  }

  get list(): JournalList {
    return this.#list;
  }

  get gen(): number {
    return this.#list.gen;
  }

  /** host:port of everybody who takes part in quorums. */
  get members(): readonly string[] {
    return everyMember(this.#list);
  }

  /** The lists whose majorities make a quorum. */
  get lists(): readonly (readonly string[])[] {
    return listsOf(this.#list);
  }

  /** A newer list counts from this turn on; an older one, or one without members, never. */
  set(list: JournalList): boolean {
    if (list.members.length === 0 || !isNewer(list, this.#list)) return false;
    this.#take(list);
    return true;
  }

  /** `dead`, which was pending, came to nothing: `instead` counts, if nothing newer was told meanwhile. */
  withdraw(dead: JournalList, instead: JournalList): boolean {
    if (this.#list !== dead || dead.pending === undefined || !isNewer(dead, instead)) return false;
    this.#take(instead);
    return true;
  }

  #take(list: JournalList): void {
    this.#list = list;
    for (const changed of this.#watchers) changed();
  }

  /** Calls `changed` in the turn of each change. */
  watch(changed: () => void): void {
    this.#watchers.push(changed);
  }
}
