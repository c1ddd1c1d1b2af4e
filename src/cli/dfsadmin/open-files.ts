// -listOpenFiles: files that are being written, with their writers.
import { OpenFilesTypeProto as Type } from '../../wire/client-namenode-protocol.ts';
import type { Call } from '../dfs/command.ts';
import { popFlag, popValue } from '../dfs/options.ts';
import { asked } from './name-nodes.ts';
import type { NameNodes } from './name-nodes.ts';

export async function listOpenFiles(call: Call, { active }: NameNodes, args: readonly string[]): Promise<void> {
  const words = [...args];
  const types = popFlag(words, '-blockingDecommission') ? [Type.BLOCKING_DECOMMISSION] : [Type.ALL_OPEN_FILES];
  const path = popValue(words, '-path')?.trim();
  let first = true;
  for (let id = 0, hasMore = true; hasMore;) {
    let part;
    try {
      part = await asked(active.listOpenFiles({ id, types, path: path === undefined || path === '' ? '/' : path }));
    } catch (error) {
      call.world.out.flush();
      call.world.err.text('List open files failed.\n');
      throw error;
    }
    if (first) call.print(row('Client Host', 'Client Name', 'Open File Path'));
    first = false;
    for (const entry of part.entries) call.print(row(entry.clientMachine, entry.clientName, entry.path.padStart(20)));
    hasMore = part.hasMore && part.entries.length > 0;
    id = part.entries.at(-1)?.id ?? id;
  }
}

function row(host: string, name: string, path: string): string {
  return `${host.padEnd(20)}\t${name.padEnd(20)}\t${path}`;
}
