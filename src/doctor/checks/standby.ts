// Standbys that lag behind the Active, and checkpoints that are overdue.
import { checkpointPeriod, checkpointTxns, logRollPeriod, tailEditsPeriod } from '../../conf/namenode-keys.ts';
import { warning } from '../finding.ts';
import type { Finding } from '../finding.ts';
import type { Facts, NameNodeFacts, NameserviceFacts } from '../facts.ts';
import { setting } from '../setting.ts';
import { counted, time } from '../words.ts';
import { called, isUp } from './hints.ts';

/** quorate's Standbys are told of every batch. */
const oursLagMs = 5_000;
/** A checkpoint takes its time, and is looked for once a minute. */
const overduePeriods = 2;

export function checkStandbys({ nameservices }: Facts, nowMs: number): Finding[] {
  return nameservices.flatMap((service) => [...lagging(service), ...overdue(service, nowMs)]);
}

function lagging(service: NameserviceFacts): Finding[] {
  const active = activeOf(service);
  if (active?.txid === undefined) return [];
  const written = active.txid;
  return service.nameNodes.filter(({ state }) => state === 'standby' || state === 'observer').flatMap((node) => {
    const has = node.laterTxid ?? node.txid;
    if (has === undefined || has >= written) return [];
    // Apache's read a segment when it is finished, which their own asking brings about; quorate's read along.
    const allowedMs = node.namespace?.ours === true ? oursLagMs : 2 * (setting(service, logRollPeriod) + setting(service, tailEditsPeriod));
    const sinceMs = node.sinceLoadedMs;
    if (sinceMs !== undefined ? sinceMs <= allowedMs : node.namespace?.ours !== true && written - has < setting(service, checkpointTxns)) return [];
    return [warning('standby-lag', node.name,
      `Standby ${called(node)} is ${counted(written - has, 'transaction')} behind ${active.name}${sinceMs === undefined ? '' : ` and has read none for ${time(sinceMs)}`}: a failover would take as long as reading them does.`,
      'Look whether it reaches the JournalNodes\' RPC and web ports, and at its log.')];
  });
}

function overdue(service: NameserviceFacts, nowMs: number): Finding[] {
  const node = activeOf(service) ?? service.nameNodes.find(({ txid }) => txid !== undefined);
  if (node?.txid === undefined || node.checkpointTxid === undefined) return [];
  const since = node.txid - node.checkpointTxid;
  const sinceMs = node.checkpointMs === undefined ? undefined : nowMs - node.checkpointMs;
  const periodMs = setting(service, checkpointPeriod);
  const most = setting(service, checkpointTxns);
  const late = sinceMs !== undefined && since > 0 && sinceMs > overduePeriods * periodMs;
  if (!late && since <= overduePeriods * most) return [];
  const standbys = service.nameNodes.filter(({ state }) => state === 'standby');
  const advice = service.nameNodes.length === 1 ? 'A single NameNode makes checkpoints only when it is told to: `quorate dfsadmin -safemode enter`, `-saveNamespace`, `-safemode leave`.'
    : standbys.length === 0 ? 'The Standby makes the checkpoints, and none is running: start the other NameNode.'
    : `${standbys.map(({ name }) => name).join(' or ')} should make them: look at the log there, whether its disk has room for an image, and whether it reaches ${node.name}'s web port.`;
  return [warning('checkpoint-overdue', node.name,
    `${sinceMs === undefined ? 'No' : `For ${time(sinceMs)} no`} checkpoint was made, and ${counted(since, 'transaction')} came since: a restart has to read all of them. One is due every ${time(periodMs)} or ${counted(most, 'transaction')}.`, advice)];
}

function activeOf({ nameNodes }: NameserviceFacts): NameNodeFacts | undefined {
  return nameNodes.find((node) => isUp(node) && node.state === 'active');
}
