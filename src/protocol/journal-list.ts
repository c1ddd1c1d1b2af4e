// The list of a journal's JournalNodes, as it is kept on them and told in messages (HA.md 33). Pure. It changes in two steps, each
// with a generation of its own: while a new list is pending, every quorum is a majority of both. Generation 0 is kept nowhere: it
// is what dfs.namenode.shared.edits.dir says. Unknown to Apache's, which has no way to change a running cluster's list.

export interface JournalList {
  /** Rises with each step. */
  readonly gen: number;
  /** host:port */
  readonly members: readonly string[];
  /** The list that these are about to be changed for. */
  readonly pending?: readonly string[] | undefined;
  /** Of the writer that proposed it: of two with one generation the higher one's counts. */
  readonly epoch: number;
  /** Callers that tell no generation (Apache's NameNodes) may go by it: an operator says so. */
  readonly sealed?: boolean | undefined;
}

/** What a JournalNode is by the list that it keeps. */
export type JournalStanding = 'member' | 'joining' | 'retired';

/** The list that a configuration names. */
export function configuredList(journalNodes: readonly { readonly host: string; readonly port: number }[]): JournalList {
  return { gen: 0, members: journalNodes.map(({ host, port }) => `${host}:${port}`), epoch: 0 };
}

/** Whether `a` came after `b`. */
export function isNewer(a: Pick<JournalList, 'gen' | 'epoch'>, b: Pick<JournalList, 'gen' | 'epoch'>): boolean {
  return a.gen > b.gen || (a.gen === b.gen && a.epoch > b.epoch);
}

/** The newest of those that were made while the cluster ran; undefined where there is none. */
export function newestOf(lists: readonly (JournalList | undefined)[]): JournalList | undefined {
  let newest: JournalList | undefined;
  for (const list of lists) {
    if (list !== undefined && list.gen > 0 && list.members.length > 0 && (newest === undefined || isNewer(list, newest))) newest = list;
  }
  return newest;
}

/** The lists whose majorities make a quorum: one, or two while a change is pending. */
export function listsOf({ members, pending }: JournalList): readonly (readonly string[])[] {
  return pending === undefined ? [members] : [members, pending];
}

/** Everybody who takes part in quorums. */
export function everyMember(list: JournalList): string[] {
  return [...new Set(listsOf(list).flat())];
}

/** floor(size / 2) + 1. */
export function majorityOf(size: number): number {
  return Math.floor(size / 2) + 1;
}

/** Whether those for whom `has` holds are a majority of each list. */
export function isQuorum(lists: readonly (readonly string[])[], has: (member: string) => boolean): boolean {
  return lists.every((members) => members.filter((member) => has(member)).length > members.length / 2);
}

/** Whether so many say no that there can be no quorum without them. */
export function isBlocked(lists: readonly (readonly string[])[], refuses: (member: string) => boolean): boolean {
  return lists.some((members) => members.filter((member) => !refuses(member)).length <= members.length / 2);
}

/** The highest value that a majority of each list reaches or exceeds. */
export function reachedByQuorum(lists: readonly (readonly string[])[], valueOf: (member: string) => number): number {
  return Math.min(...lists.map((members) => members.map(valueOf).sort((a, b) => b - a)[Math.floor(members.length / 2)] ?? -Infinity));
}

/** `text` as a list has it: an IPv6 address without its brackets. */
export function memberName(text: string): string {
  return text.replace(/^\[(.*)\](?=:\d+$)/, '$1');
}

/** host and port of a member. */
export function memberAddress(member: string): { readonly host: string; readonly port: number } {
  const colon = member.lastIndexOf(':');
  return { host: member.slice(0, colon).replace(/^\[(.*)\]$/, '$1'), port: Number(member.slice(colon + 1)) };
}

/** JSON, for messages and files. */
export function encodeJournalList(list: JournalList): Uint8Array {
  return Buffer.from(JSON.stringify(list));
}

/** The reverse of {@link encodeJournalList}; undefined for what is none. */
export function decodeJournalList(bytes: Uint8Array | undefined): JournalList | undefined {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(bytes ?? []).toString('utf8'));
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || !('gen' in value) || typeof value.gen !== 'number') return undefined;
  const names = (of: unknown): string[] | undefined => (Array.isArray(of) && of.every((name) => typeof name === 'string') ? of : undefined);
  return {
    gen: value.gen,
    members: ('members' in value ? names(value.members) : undefined) ?? [],
    pending: 'pending' in value ? names(value.pending) : undefined,
    epoch: 'epoch' in value && typeof value.epoch === 'number' ? value.epoch : 0,
    sealed: 'sealed' in value && value.sealed === true ? true : undefined,
  };
}
