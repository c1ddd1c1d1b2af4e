// -allowSnapshot and -disallowSnapshot: which directories may have snapshots. Quorate's NameNodes refuse both by name.
import type { Call } from '../dfs/command.ts';
import { pathDataOf } from '../dfs/path-data.ts';
import { asked } from './name-nodes.ts';
import type { NameNodes } from './name-nodes.ts';

export async function allowSnapshot(call: Call, { active }: NameNodes, [text = '']: readonly string[]): Promise<void> {
  await asked(active.allowSnapshot({ snapshotRoot: (await pathDataOf(call.files, text)).path }));
  call.print(`Allowing snapshot on ${text} succeeded`);
}

export async function disallowSnapshot(call: Call, { active }: NameNodes, [text = '']: readonly string[]): Promise<void> {
  await asked(active.disallowSnapshot({ snapshotRoot: (await pathDataOf(call.files, text)).path }));
  call.print(`Disallowing snapshot on ${text} succeeded`);
}
