// The work behind `haadmin -journal`: asks NameNodes which JournalNodes the journal has, and has the Active change them. Waits
// until that is made, through failovers: what is pending then is finished by the next Active.
import { ConfError } from '../conf/configuration.ts';
import type { Env } from '../env/env.ts';
import { sleep } from '../env/waiting.ts';
import { memberName } from '../protocol/journal-list.ts';
import type { ChangeJournalRequestProto, JournalListResponseProto } from '../wire/quorate-ha.ts';
import { FailoverFailed } from './ha-admin.ts';
import type { HaAdmin } from './ha-admin.ts';

/** One NameNode's answer. */
export interface ToldList {
  readonly nameNode: string;
  readonly list: JournalListResponseProto;
}

const lookEveryMs = 300;
/** Without an Active for so long, nothing is waited for any more. */
const patienceMs = 60_000;

/** What the Active says, else who knows the newest list. Rejects with FailoverFailed when no NameNode answers. */
export async function journalList(admin: HaAdmin): Promise<ToldList> {
  const failures: string[] = [];
  const told: ToldList[] = [];
  await Promise.all(admin.targets().map(async ({ id }) => {
    try {
      told.push({ nameNode: id, list: await admin.journalList(id) });
    } catch (error) {
      failures.push(`${id}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }));
  const [best] = told.sort((a, b) => Number(b.list.active) - Number(a.list.active) || b.list.gen - a.list.gen);
  if (best === undefined) throw new FailoverFailed(`no NameNode tells of its JournalNodes: ${failures.join('; ')}`);
  return best;
}

/** The request of `add`, `remove`, `replace` or `seal` with its operands. Throws ConfError for what is none. */
export function journalRequest(kind: string, operands: readonly string[]): ChangeJournalRequestProto {
  const [first, second] = operands.map(memberName);
  const wrong = (want: string): ConfError => new ConfError(`-journal ${kind}: ${want}`);
  switch (kind) {
    case 'add':
      if (first === undefined || second !== undefined) throw wrong('one HOST:PORT is wanted');
      return { add: first };
    case 'remove':
      if (first === undefined || second !== undefined) throw wrong('one HOST:PORT is wanted');
      return { remove: first };
    case 'replace':
      if (first === undefined || second === undefined || operands.length > 2) throw wrong('the old HOST:PORT and the new one are wanted');
      return { remove: first, add: second };
    case 'seal':
      if (first !== undefined) throw wrong('nothing more is wanted');
      return { seal: true };
    default:
      throw new ConfError(`-journal ${kind}: it is list, add, remove, replace or seal`);
  }
}

/** Resolves with the list that counts when the change is made; `progress` hears what it waits for. Rejects with FailoverFailed. */
export async function changeJournalNodes(env: Env, admin: HaAdmin, request: ChangeJournalRequestProto, progress: (text: string) => void): Promise<JournalListResponseProto> {
  const before = await journalList(admin);
  if (!before.list.active) throw new FailoverFailed('no NameNode is Active, and only the Active changes its JournalNodes');
  const { nameNode } = before;
  const change = await admin.changeJournal(nameNode, request);
  let said = '';
  const say = (text: string): void => {
    if (text !== said) progress(text);
    said = text;
  };
  for (let lastMs = env.monotonicMs(); ;) {
    await sleep(env, lookEveryMs);
    const now = await journalList(admin).catch(() => undefined);
    if (now === undefined || !now.list.active) {
      if (env.monotonicMs() - lastMs > patienceMs) throw new FailoverFailed('no NameNode is Active; whether the change was made is told by haadmin -journal list');
      say('there is no Active');
      continue;
    }
    lastMs = env.monotonicMs();
    if (isMade(now.list, request, before.list.gen)) return now.list;
    if (now.list.changing) say('a new list is pending');
    else if (now.nameNode !== nameNode) throw new FailoverFailed(`${now.nameNode} became the Active before anything was changed: ask again`);
    else if (now.list.change !== change) throw new FailoverFailed('another change was asked for meanwhile');
    else if (now.list.failed !== undefined) throw new FailoverFailed(now.list.failed);
    else if (now.list.waitsFor !== undefined) say(now.list.waitsFor);
  }
}

function isMade({ changing, gen, members, sealed }: JournalListResponseProto, { add, remove, seal }: ChangeJournalRequestProto, genBefore: number): boolean {
  const has = (name: string): boolean => members.some((each) => each.name === name && each.member);
  return !changing && gen > genBefore && (add === undefined || has(add)) && (remove === undefined || !has(remove)) && (seal !== true || sealed);
}
