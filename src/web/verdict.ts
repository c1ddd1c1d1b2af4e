// The answer at a glance: is the cluster well, and if not, what is wrong. In sentences, the worst first; each changes only when
// something has changed, because screen readers read them out.
import type { ClusterState, NameNodeState, ShownJournal, ShownNameNode } from '../web-pages/web-state.ts';
import { count, counted } from './format.ts';

export type Severity = 'good' | 'warn' | 'bad';

export interface Finding {
  readonly severity: Severity;
  readonly text: string;
  /** Where there is more about it. */
  readonly page?: string;
}

/** The NameNode that is Active and answers; undefined when there is none. */
export function activeOf(state: ClusterState): ShownNameNode | undefined {
  return state.nameNodes.find((node) => node.silent === undefined && node.state?.haState === 'Active');
}

/** Whose words on files and DataNodes count: the Active's, or without one this NameNode's. */
export function spokesman(state: ClusterState): NameNodeState | undefined {
  return (activeOf(state) ?? state.nameNodes.find(({ id }) => id === state.self))?.state;
}

export function findings(state: ClusterState): Finding[] {
  const found: Finding[] = [];
  const say = (severity: Severity, text: string, page?: string): void => void found.push({ severity, text, ...(page === undefined ? {} : { page }) });
  const active = activeOf(state);
  if (active === undefined) {
    const own = state.nameNodes.find(({ id }) => id === state.self)?.state;
    if (own?.haState === 'Loading') say('warn', `${nameOf(state.self)} is starting.`, '#/startup');
    else say('bad', 'No NameNode is Active: reads and writes wait.', '#/failover');
  }
  for (const { id, silent, state: node } of state.nameNodes) {
    if (silent !== undefined) say('warn', `${nameOf(id)} does not answer.`);
    else if (node?.haState === 'Fenced') say('warn', `${nameOf(id)} was fenced and has not come back yet.`);
    for (const root of node?.failedDirectories ?? []) say('warn', `${nameOf(id)} goes on without its storage directory ${root}.`);
  }
  journalFindings(state, say);
  const speaks = spokesman(state);
  if (speaks !== undefined) fileSystemFindings(speaks, say);
  const order: readonly Severity[] = ['bad', 'warn', 'good'];
  return found.sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
}

type Say = (severity: Severity, text: string, page?: string) => void;

function journalFindings(state: ClusterState, say: Say): void {
  const journals = members(state);
  const silent = journals.filter((journal) => journal.silent !== undefined);
  const majority = Math.floor(journals.length / 2) + 1;
  if (journals.length - silent.length < majority && journals.length > 0) {
    say('bad', `${counted(silent.length, 'JournalNode')} of ${journals.length} do not answer: no majority, so nothing can be written.`, '#/journals');
  } else {
    for (const { name } of silent) say('warn', `JournalNode ${name} does not answer.`, '#/journals');
  }
  for (const { name, view, silent: gone } of journals) {
    if (gone === undefined && view?.outOfSync === true) say('warn', `JournalNode ${name} is out of sync and is asked back as soon as it answers.`, '#/journals');
  }
  for (const { name, joining } of state.journals) {
    if (joining === true) say('warn', `JournalNode ${name} is to be added, and does not count yet.`, '#/journals');
  }
}

function fileSystemFindings({ safeMode, fileSystem, haState }: NameNodeState, say: Say): void {
  if (haState === 'Loading') return;
  if (safeMode.on) say('warn', safeMode.manual ? 'Safe mode is on, by an operator\'s order: nothing can be changed.' : 'Safe mode is on: nothing can be changed until enough blocks are reported.', '#/startup');
  if (fileSystem.missing > 0) say(safeMode.on ? 'warn' : 'bad', `${counted(fileSystem.missing, 'block is', 'blocks are')} missing: no DataNode has them.`, '#/datanodes');
  if (fileSystem.corrupt > 0) say('bad', `${counted(fileSystem.corrupt, 'block has', 'blocks have')} corrupt replicas.`);
  if (fileSystem.deadDataNodes > 0) say('warn', `${counted(fileSystem.deadDataNodes, 'DataNode is', 'DataNodes are')} dead.`, '#/datanodes');
  if (fileSystem.staleDataNodes > 0) say('warn', `${counted(fileSystem.staleDataNodes, 'DataNode has', 'DataNodes have')} not been heard of for a while.`, '#/datanodes');
  if (fileSystem.liveDataNodes === 0) say('bad', 'There is no DataNode: nothing can be stored.', '#/datanodes');
  if (fileSystem.underReplicated > 0) say('warn', `${counted(fileSystem.underReplicated, 'block has', 'blocks have')} too few replicas.`);
  if (fileSystem.failedVolumes > 0) say('warn', `${counted(fileSystem.failedVolumes, 'volume')} of DataNodes failed.`, '#/datanodes');
  if (fileSystem.capacityBytes > 0 && fileSystem.remainingBytes < fileSystem.capacityBytes / 20) say('warn', 'Less than a twentieth of the space is left.', '#/datanodes');
}

/** 'All is well …' of a cluster without findings. */
export function wellText(state: ClusterState): string {
  const active = activeOf(state);
  const standbys = state.nameNodes.filter(({ state: node, silent }) => silent === undefined && node?.haState === 'Standby').length;
  const files = spokesman(state)?.fileSystem;
  const parts = [
    active === undefined || active.id === '' ? 'The NameNode serves' : `${active.id} is Active`,
    ...(standbys > 0 ? [`${counted(standbys, 'Standby', 'Standbys')} ready`] : []),
    ...(state.journals.length > 0 ? [`${members(state).length} of ${members(state).length} JournalNodes`] : []),
    ...(files === undefined ? [] : [`${count(files.liveDataNodes)} of ${count(files.liveDataNodes + files.deadDataNodes)} DataNodes`]),
  ];
  return `${parts.join(', ')}.`;
}

/** The JournalNodes whose answers count. */
export function members({ journals }: ClusterState): readonly ShownJournal[] {
  return journals.filter(({ joining }) => joining !== true);
}

export function nameOf(id: string): string {
  return id === '' ? 'This NameNode' : id;
}
