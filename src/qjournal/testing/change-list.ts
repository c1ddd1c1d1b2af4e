// The list of JournalNodes of a JournalSet changed by its writer, as a NameNode's JournalMembers does it (HA.md G).
import assert from 'node:assert/strict';
import { namespace } from './journal-set.ts';
import type { JournalSet, TestNameNode } from './journal-set.ts';

/** Until the JournalNode writes along: rolls where that helps, as the NameNode's chores do. */
export async function admit(set: JournalSet, writer: TestNameNode, name: string): Promise<void> {
  for (let i = 0; i < 200; i++) {
    const missing = await set.settle(writer.journal.membership.admit(name, namespace));
    if (missing === undefined) return;
    if (writer.journal.rollWouldHelp()) await writer.roll();
    await writer.write(1);
    await set.pass(100);
  }
  assert.fail('never admitted');
}

/** To `members`, who are there or were admitted, with the next segment. */
export async function change(writer: TestNameNode, members: readonly string[], sealed = false): Promise<void> {
  writer.journal.membership.wanted = { members, sealed };
  await writer.roll();
}

/** host:port of the JournalNodes with these numbers, from 1 on. */
export function addresses(set: JournalSet, ...numbers: readonly number[]): string[] {
  return numbers.map((number) => set.hosts[number - 1]).flatMap((host) => (host === undefined ? [] : [`${host.name}:${host.rpcPort}`]));
}
