// The JournalNodes beside each other: how many, who is behind, who has promised another epoch, what is lacking.
import { newestOf } from '../../protocol/journal-list.ts';
import { problem, warning } from '../finding.ts';
import type { Finding } from '../finding.ts';
import type { Facts, JournalNodeFacts, NameserviceFacts } from '../facts.ts';
import { counted, listed } from '../words.ts';
import { called, isUp } from './hints.ts';

export function checkJournals({ nameservices }: Facts): Finding[] {
  return nameservices.flatMap((service) => [...tooFewUp(service), ...promises(service), ...behind(service), ...gaps(service), ...healing(service), ...changed(service), ...howMany(service)]);
}

export function majority(count: number): number {
  return Math.floor(count / 2) + 1;
}

function tooFewUp({ journalNodes, nameNodes }: NameserviceFacts): Finding[] {
  const up = journalNodes.filter(isUp);
  const needed = majority(journalNodes.length);
  // None of a cluster that does not run at all is another sentence.
  if (journalNodes.length === 0 || up.length >= needed || journalNodes.every(({ process }) => process === 'down') && nameNodes.every(({ process }) => process === 'down')) return [];
  const answering = up.length === 0 ? `none of ${counted(journalNodes.length, 'JournalNode')} answers` : `only ${up.length} of ${counted(journalNodes.length, 'JournalNode')} ${up.length === 1 ? 'answers' : 'answer'}`;
  const lost = journalNodes.filter((node) => !isUp(node)).map(({ name }) => name);
  return [problem('no-journal-majority', 'journal',
    `Nothing can be written: ${answering}, and every change must be on ${needed} of them. Reads stop as well, where the JournalNodes elect the Active. What was written is not lost.`,
    `Bring ${lost.length > 1 ? `${needed - up.length} of ` : ''}${listed(lost)} back. Writes go on by themselves then.`)];
}

/** An epoch is the number of a writer: a JournalNode takes nothing from a writer of a lower one than it has promised. */
function promises({ journalNodes, nameNodes }: NameserviceFacts): Finding[] {
  const told = journalNodes.filter((node): node is JournalNodeFacts & { promised: number } => isUp(node) && node.formatted !== false && node.promised !== undefined);
  if (new Set(told.map(({ promised }) => promised)).size < 2) return [];
  const groups = new Map<number, typeof told>();
  for (const node of told) groups.set(node.promised, [...(groups.get(node.promised) ?? []), node]);
  const [common, most] = [...groups].reduce((best, one) => (one[1].length > best[1].length || (one[1].length === best[1].length && one[0] > best[0]) ? one : best));
  const active = nameNodes.find(({ state }) => state === 'active');
  return [...groups].filter(([epoch]) => epoch !== common).flatMap(([epoch, nodes]) => nodes.map((node) => {
    const who = `JournalNode ${called(node)} has promised epoch ${epoch}, ${listed(most.map(({ name }) => name))} ${most.length === 1 ? 'has' : 'have'} promised ${common}.`;
    return epoch > common
      ? problem('journal-epoch', node.name, `${who} It takes nothing from the present writer${active === undefined ? '' : `, ${active.name}`}: another NameNode, or a tool, asked it alone to be the writer.`,
        'Make sure that no other cluster uses the same journal. The next failover takes a higher number and brings it back: `quorate haadmin -failover` between the NameNodes.')
      : warning('journal-epoch', node.name, `${who} It missed the last change of the writer and is asked back by the writer as soon as it answers.`,
        'If it stays so for longer than dfs.ha.log-roll.period (2 minutes), look at its log.');
  }));
}

function behind({ journalNodes }: NameserviceFacts): Finding[] {
  const told = journalNodes.filter((node) => isUp(node) && node.txid !== undefined && node.formatted !== false && node.mismatch === undefined);
  const newest = Math.max(0, ...told.map(({ txid }) => txid ?? 0));
  return told.flatMap((node) => {
    const has = node.laterTxid ?? node.txid ?? 0;
    if (has >= newest) return [];
    return [problem('journal-behind', node.name,
      `JournalNode ${called(node)} is ${counted(newest - has, 'transaction')} behind: it has ${has} of ${newest}. If another one is lost now, it cannot stand in for it.`,
      'The NameNode asks it back as soon as it answers (one of Apache\'s with the next segment of the log, at the latest after dfs.ha.log-roll.period, 2 minutes). If it stays behind, look at its log and at its disk.')];
  });
}

/** Segments that the others have and it lacks, from the last checkpoint on: what a restart reads. */
function gaps({ journalNodes, nameNodes }: NameserviceFacts): Finding[] {
  const from = Math.max(0, ...nameNodes.map(({ checkpointTxid }) => checkpointTxid ?? 0)) + 1;
  const told = journalNodes.filter((node): node is JournalNodeFacts & { segments: NonNullable<JournalNodeFacts['segments']> } => isUp(node) && node.segments !== undefined && node.formatted !== false && node.mismatch === undefined);
  const closed = told.flatMap(({ segments }) => segments.filter(({ open, last }) => !open && last >= from));
  return told.flatMap((node) => {
    const lacks = new Map(closed.filter(({ first, last }) => !node.segments.some((own) => own.first <= first && own.last >= last)).map((segment) => [segment.first, segment]));
    const transactions = [...lacks.values()].reduce((sum, { first, last }) => sum + last - Math.max(first, from) + 1, 0);
    if (transactions === 0) return [];
    const holders = told.length - told.filter(({ segments }) => [...lacks.values()].some(({ first, last }) => !segments.some((own) => own.first <= first && own.last >= last))).length;
    return [warning('journal-gap', node.name,
      `JournalNode ${called(node)} lacks ${counted(transactions, 'transaction')} since the last checkpoint that ${counted(holders, 'other JournalNode')} ${holders === 1 ? 'has' : 'have'}: it was away when they were written.`,
      'Nothing needs to be done while the others are well: from the next checkpoint on these transactions are not needed any more.')];
  });
}

/** What a JournalNode says of itself: damage that it has found, a memory that it has lost. */
function healing({ journalNodes }: NameserviceFacts): Finding[] {
  return journalNodes.filter((node) => isUp(node) && node.trouble !== undefined).map((node) => (node.learns
    ? warning('journal-learns', node.name, `JournalNode ${called(node)} is on its way: ${node.trouble}. Until then another one must not be lost.`,
      'Nothing needs to be done while the other JournalNodes and the Active are well: it has a vote within seconds. If it stays so, look at its log.')
    : warning('journal-damaged', node.name, `JournalNode ${called(node)} has found ${node.trouble}. It takes them over from the other JournalNodes.`,
      'Look at its disk. If the segments are not replaced within minutes, no other JournalNode has them whole: save an image (`quorate dfsadmin -saveNamespace`), from which on they are not needed.')));
}

/** The list that the JournalNodes keep is what counts; the configuration should name the same, for whoever starts without knowing it. */
function changed({ journalNodes, configuredJournalNodes }: NameserviceFacts): Finding[] {
  const newest = newestOf(journalNodes.map(({ list }) => list));
  if (newest === undefined) return [];
  if (newest.pending !== undefined) {
    return [warning('journal-list', 'dfs.namenode.shared.edits.dir', `The JournalNodes are being changed from ${listed(newest.members)} to ${listed(newest.pending)}: until that is done, majorities of both are needed.`,
      'The Active finishes it by itself once majorities of both answer: start those that are down.')];
  }
  const configured = new Set(configuredJournalNodes);
  if (newest.members.length === configured.size && newest.members.every((member) => configured.has(member))) return [];
  return [warning('journal-list', 'dfs.namenode.shared.edits.dir', `The JournalNodes are ${listed(newest.members)}, as they keep it (generation ${newest.gen}); the configuration names ${listed([...configured])}. NameNodes find the newest list as long as one of those that are configured, or their own storage, tells of it.`,
    `Set dfs.namenode.shared.edits.dir to qjournal://${newest.members.join(';')}/NAME on all hosts; nothing needs to be restarted for it.`)];
}

function howMany({ journalNodes, nameNodes }: NameserviceFacts): Finding[] {
  const count = journalNodes.length;
  if (count === 0) {
    return nameNodes.length > 1 ? [problem('journal-size', 'dfs.namenode.shared.edits.dir', `There are ${nameNodes.length} NameNodes and no journal that they share: a Standby would learn nothing.`,
      'Set dfs.namenode.shared.edits.dir to qjournal://HOST:8485;HOST:8485;HOST:8485/NAME, on three hosts.')] : [];
  }
  if (count < 3) {
    return [warning('journal-size', 'dfs.namenode.shared.edits.dir', `There ${count === 1 ? 'is only one JournalNode' : 'are only two JournalNodes'}: when one is lost, nothing can be written any more.`, 'Use three, on three hosts.')];
  }
  if (count % 2 === 0) {
    return [warning('journal-size', 'dfs.namenode.shared.edits.dir', `There are ${count} JournalNodes, an even number: as many may be lost as with ${count - 1}, and every write waits for one more.`, `Use ${count - 1} or ${count + 1}.`)];
  }
  return [];
}
