// One DataNode as -report tells of it (DatanodeInfo.getDatanodeReport).
import { promises as dns } from 'node:dns';
import { DatanodeInfoProto_AdminState as AdminState } from '../../wire/hdfs.ts';
import type { DatanodeInfoProto } from '../../wire/hdfs.ts';
import { byteDesc, percent } from '../../protocol/format-size.ts';

const decommission: Readonly<Record<number, string>> = {
  [AdminState.NORMAL]: 'Normal', [AdminState.DECOMMISSION_INPROGRESS]: 'Decommission in progress', [AdminState.DECOMMISSIONED]: 'Decommissioned',
  [AdminState.ENTERING_MAINTENANCE]: 'Entering Maintenance', [AdminState.IN_MAINTENANCE]: 'In Maintenance',
};

/** NetworkTopology.DEFAULT_RACK. */
const defaultRack = '/default-rack';

/** ip:port, and the name behind it in parentheses where there is one. */
export async function nameWithHost({ id }: DatanodeInfoProto): Promise<string> {
  const host = await dns.lookupService(id.ipAddr, id.xferPort).then(({ hostname }) => hostname, () => undefined);
  return `${id.ipAddr}:${id.xferPort}${host === undefined ? '' : ` (${host})`}`;
}

/** Its lines, each with its newline. */
export async function datanodeReport(node: DatanodeInfoProto): Promise<string> {
  const { capacity = 0, dfsUsed = 0, remaining = 0, nonDfsUsed = 0, cacheCapacity = 0, cacheUsed = 0, location = defaultRack } = node;
  const bytes = (count: number): string => `${count} (${byteDesc(count)})`;
  const share = (part: number, whole: number, ofNothing: string): string => (whole <= 0 ? ofNothing : percent(part, whole, 2));
  return [
    `Name: ${await nameWithHost(node)}`,
    `Hostname: ${node.id.hostName}`,
    ...(location === defaultRack ? [] : [`Rack: ${location}`]),
    ...(node.upgradeDomain === undefined ? [] : [`Upgrade domain: ${node.upgradeDomain}`]),
    `Decommission Status : ${decommission[node.adminState ?? AdminState.NORMAL] ?? ''}`,
    `Configured Capacity: ${bytes(capacity)}`,
    `DFS Used: ${bytes(dfsUsed)}`,
    `Non DFS Used: ${bytes(nonDfsUsed)}`,
    `DFS Remaining: ${bytes(remaining)}`,
    `DFS Used%: ${share(dfsUsed, capacity, '100.00%')}`,
    `DFS Remaining%: ${share(remaining, capacity, '0.00%')}`,
    `Configured Cache Capacity: ${bytes(cacheCapacity)}`,
    `Cache Used: ${bytes(cacheUsed)}`,
    `Cache Remaining: ${bytes(cacheCapacity - cacheUsed)}`,
    `Cache Used%: ${share(cacheUsed, cacheCapacity, '100.00%')}`,
    `Cache Remaining%: ${share(cacheCapacity - cacheUsed, cacheCapacity, '0.00%')}`,
    `Xceivers: ${node.xceiverCount ?? 0}`,
    `Last contact: ${javaDate(node.lastUpdate ?? 0)}`,
    `Last Block Report: ${(node.lastBlockReportTime ?? 0) === 0 ? 'Never' : javaDate(node.lastBlockReportTime ?? 0)}`,
    `Num of Blocks: ${node.numBlocks ?? 0}`,
  ].map((line) => `${line}\n`).join('');
}

/** java.util.Date.toString: Sat Nov 28 05:09:41 UTC 2026. */
function javaDate(ms: number): string {
  const date = new Date(ms);
  const zone = new Intl.DateTimeFormat('en-US', { timeZoneName: 'short' }).formatToParts(date).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [day, month, dayOfMonth, year, time] = date.toString().split(' ');
  return [day, month, dayOfMonth, time, zone, year].join(' ');
}
