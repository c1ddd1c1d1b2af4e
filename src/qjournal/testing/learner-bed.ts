// What tests of JournalNodes that learn, and that repair what is damaged, have in common.
import assert from 'node:assert/strict';
import { JournalSet } from './journal-set.ts';
import type { JournalHost, TestNameNode } from './journal-set.ts';

export function host(set: JournalSet, index: number): JournalHost {
  const found = set.hosts[index];
  assert.ok(found !== undefined);
  return found;
}

export async function active(seed: number, sync: JournalSet['sync'] = {}): Promise<{ set: JournalSet; nn1: TestNameNode }> {
  const set = new JournalSet(seed);
  set.sync = sync;
  await set.up();
  const nn1 = set.nameNode('nn1', { leased: true });
  await nn1.becomeActive();
  return { set, nn1 };
}

export const voter = async (set: JournalSet, index: number): Promise<boolean> => (await host(set, index).node?.journal('ns1'))?.formatted === true;

/** What the NameNode's chores do, once a second: a roll where it would help. */
export async function chores(set: JournalSet, nn: TestNameNode, until: () => Promise<boolean>, limitMs = 15_000): Promise<void> {
  const endMs = set.world.nowMs + limitMs;
  while (!(await until())) {
    assert.ok(set.world.nowMs < endMs, `not within ${limitMs} ms\n${set.world.trace.slice(-40).join('\n')}`);
    await set.pass(500);
    if (nn.journal.rollWouldHelp()) await nn.roll();
  }
}

export async function finals(each: JournalHost): Promise<Map<string, string>> {
  const names = (await each.files()).filter((name) => /^edits_\d+-\d+$/.test(name));
  return new Map(await Promise.all(names.map(async (name) => [name, Buffer.from(await each.read(name)).toString('hex')] as const)));
}
