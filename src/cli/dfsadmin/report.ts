// -report and -printTopology.
import { DatanodeReportTypeProto as Type, SafeModeActionProto as SafeMode } from '../../wire/client-namenode-protocol.ts';
import { DatanodeInfoProto_AdminState as AdminState } from '../../wire/hdfs.ts';
import type { DatanodeInfoProto } from '../../wire/hdfs.ts';
import type { Call } from '../dfs/command.ts';
import { byteDesc, percent } from '../../protocol/format-size.ts';
import { popFlag } from '../dfs/options.ts';
import { compareText } from '../dfs/path-uri.ts';
import { datanodeReport, nameWithHost } from './datanode-report.ts';
import { asked } from './name-nodes.ts';
import type { NameNodes } from './name-nodes.ts';

const kinds = [
  { flag: '-live', type: Type.LIVE, title: 'Live' },
  { flag: '-dead', type: Type.DEAD, title: 'Dead' },
  { flag: '-decommissioning', type: Type.DECOMMISSIONING, title: 'Decommissioning' },
  { flag: '-enteringmaintenance', type: Type.ENTERING_MAINTENANCE, title: 'Entering maintenance' },
  { flag: '-inmaintenance', type: Type.IN_MAINTENANCE, title: 'In maintenance' },
  { flag: '-slownodes', type: undefined, title: 'Slow' },
] as const;

/** Sums of the file system, and every DataNode, or those of the kinds that `args` name. */
export async function report(call: Call, { active }: NameNodes, args: readonly string[]): Promise<void> {
  const { capacity, used, remaining } = await asked(active.getFsStats({}));
  const bytes = (count: number): string => `${count} (${byteDesc(count)})`;
  if ((await asked(active.setSafeMode({ action: SafeMode.SAFEMODE_GET, checked: false }))).result) call.print('Safe mode is ON');
  call.print(`Configured Capacity: ${bytes(capacity)}`);
  call.print(`Present Capacity: ${bytes(used + remaining)}`);
  call.print(`DFS Remaining: ${bytes(remaining)}`);
  call.print(`DFS Used: ${bytes(used)}`);
  call.print(`DFS Used%: ${used + remaining === 0 ? '0.00%' : percent(used, used + remaining, 2)}`);
  const blocks = await asked(active.getFsReplicatedBlockStats({}));
  call.print('Replicated Blocks:');
  call.print(`\tUnder replicated blocks: ${blocks.low_redundancy}`);
  call.print(`\tBlocks with corrupt replicas: ${blocks.corrupt_blocks}`);
  call.print(`\tMissing blocks: ${blocks.missing_blocks}`);
  call.print(`\tMissing blocks (with replication factor 1): ${blocks.missing_repl_one_blocks}`);
  if (blocks.highest_prio_low_redundancy_blocks !== undefined) call.print(`\tLow redundancy blocks with highest priority to recover: ${blocks.highest_prio_low_redundancy_blocks}`);
  call.print(`\tPending deletion blocks: ${blocks.pending_deletion_blocks}`);
  const groups = await asked(active.getFsECBlockGroupStats({}));
  call.print('Erasure Coded Block Groups: ');
  call.print(`\tLow redundancy block groups: ${groups.low_redundancy}`);
  call.print(`\tBlock groups with corrupt internal blocks: ${groups.corrupt_blocks}`);
  call.print(`\tMissing block groups: ${groups.missing_blocks}`);
  if (groups.highest_prio_low_redundancy_blocks !== undefined) call.print(`\tLow redundancy blocks with highest priority to recover: ${groups.highest_prio_low_redundancy_blocks}`);
  call.print(`\tPending deletion blocks: ${groups.pending_deletion_blocks}`);
  call.print('\n-------------------------------------------------');
  const words = [...args];
  const wanted = kinds.filter(({ flag }) => popFlag(words, flag));
  for (const { type, title } of wanted.length === 0 ? kinds : wanted) {
    const nodes = type === undefined ? (await asked(active.getSlowDatanodeReport({}))).datanodeInfoProto : (await asked(active.getDatanodeReport({ type }))).di;
    if (nodes.length > 0 || wanted.length > 0) call.print(`${title} datanodes (${nodes.length}):\n`);
    for (const node of nodes) call.print(`${await datanodeReport(node)}\n`);
  }
}

const adminStates: Readonly<Record<number, string>> = {
  [AdminState.NORMAL]: 'In Service', [AdminState.DECOMMISSION_INPROGRESS]: 'Decommission In Progress', [AdminState.DECOMMISSIONED]: 'Decommissioned',
  [AdminState.ENTERING_MAINTENANCE]: 'Entering Maintenance', [AdminState.IN_MAINTENANCE]: 'In Maintenance',
};

/** The racks and the DataNodes in them. */
export async function printTopology(call: Call, { active }: NameNodes): Promise<void> {
  const racks = new Map<string, DatanodeInfoProto[]>();
  for (const node of (await asked(active.getDatanodeReport({ type: Type.ALL }))).di) {
    const location = node.location ?? '';
    racks.set(location, [...(racks.get(location) ?? []), node]);
  }
  for (const [rack, nodes] of [...racks].sort(([a], [b]) => compareText(a, b))) {
    call.print(`Rack: ${rack}`);
    for (const node of nodes.sort((a, b) => compareText(a.id.ipAddr, b.id.ipAddr) || a.id.xferPort - b.id.xferPort)) call.print(`   ${await nameWithHost(node)} ${adminStates[node.adminState ?? AdminState.NORMAL] ?? ''}`);
    call.print('');
  }
}
