// How the NameNodes of a nameservice decide which of them is Active (HA.md 36). The JournalNodes keep the kind: two NameNodes that
// go by different ones would each take the other for dead. Unknown to Apache.

export type ElectorKind = 'journal' | 'zookeeper';

export function isElectorKind(word: string): word is ElectorKind {
  return word === 'journal' || word === 'zookeeper';
}

/** What NameNodes of that kind elect. */
export function electsOver(kind: ElectorKind): string {
  return kind === 'journal' ? 'over the JournalNodes' : 'over ZooKeeper';
}

/** As quorate.ElectorProto has them; undefined for what is neither. */
export function electorKind(proto: number | undefined): ElectorKind | undefined {
  return proto === 1 ? 'journal' : proto === 2 ? 'zookeeper' : undefined;
}

/** quorate.ElectorProto */
export function electorProto(kind: ElectorKind): 1 | 2 {
  return kind === 'journal' ? 1 : 2;
}

function inWords(kind: ElectorKind): string {
  return `${electsOver(kind)} (${kind === 'journal' ? 'without' : 'with'} ha.zookeeper.quorum)`;
}

/** Why a NameNode that elects by `own` is refused where `kept` is kept, and what to do about it. */
export function otherElector(kept: ElectorKind, own: ElectorKind): string {
  return `the JournalNodes keep that the NameNodes elect ${inWords(kept)}, and this one would elect ${inWords(own)}. Give all NameNodes the same `
    + `configuration; to change it for all of them, stop every NameNode and run 'quorate haadmin -elector ${own}'`;
}
