// One DataNode: its RPC and data ports, its web port's clock, and which NameNodes know it.
import type { Env } from '../../env/env.ts';
import { ClientDatanodeProtocol } from '../../wire/client-datanode-protocol.ts';
import type { DataNodeFacts, NameNodeFacts, ReportedDataNode } from '../facts.ts';
import type { Machine } from '../machine.ts';
import type { DaemonSubject } from '../subject.ts';
import { Asker, connects } from './ask.ts';
import { askWeb } from './web.ts';

/** More than these are not asked: what NameNodes say of them is enough. */
export const askedMost = 200;

export interface DataNodeSubject {
  readonly subject: DaemonSubject;
  readonly reported: ReportedDataNode | undefined;
  readonly unknownTo: readonly string[];
}

/** All DataNodes that are configured or that a NameNode knows. */
export function dataNodesOf(configured: readonly DaemonSubject[], nameNodes: readonly NameNodeFacts[]): DataNodeSubject[] {
  const tellers = nameNodes.filter(({ reported, state }) => reported !== undefined && state !== 'initializing');
  const at = new Map(configured.map((one) => [`${one.rpc.host}:${one.rpc.port}`, one]));
  const places = new Map<string, DaemonSubject>(at);
  for (const { reported = [] } of tellers) {
    for (const node of reported) {
      const place = `${node.ip}:${node.ipcPort}`;
      if (places.has(place)) continue;
      const host = node.host === '' ? node.ip : node.host;
      places.set(place, {
        name: `${host}:${node.dataPort}`, role: 'datanode', id: '', rpc: { host: node.ip, port: node.ipcPort },
        http: node.webPort === 0 ? undefined : { host: node.ip, port: node.webPort }, data: { host: node.ip, port: node.dataPort },
      });
    }
  }
  const active = tellers.find(({ state }) => state === 'active') ?? tellers[0];
  const find = (teller: NameNodeFacts | undefined, place: string): ReportedDataNode | undefined => teller?.reported?.find((node) => `${node.ip}:${node.ipcPort}` === place);
  return [...places].map(([place, subject]) => ({
    subject, reported: find(active, place) ?? tellers.map((teller) => find(teller, place)).find((node) => node !== undefined),
    unknownTo: tellers.filter((teller) => find(teller, place)?.dead !== false).map(({ name }) => name),
  }));
}

/** Asks one DataNode. */
export async function askDataNode(env: Env, machine: Machine, { subject, reported, unknownTo }: DataNodeSubject, user: string): Promise<DataNodeFacts> {
  const asker = new Asker(env, subject.rpc, user);
  const dataAddress = subject.data ?? subject.rpc;
  try {
    const [info, dataReach, web] = await Promise.all([
      asker.ask(ClientDatanodeProtocol.methods.getDatanodeInfo, ClientDatanodeProtocol, {}),
      connects(env, dataAddress),
      subject.http === undefined ? undefined : askWeb(env, subject.http, 'Hadoop:service=DataNode,name=DataNodeInfo'),
    ]);
    const { reach, detail } = info.error === undefined ? { reach: 'answers' as const, detail: '' } : await asker.reach(info.error);
    return { name: subject.name, role: 'datanode', address: subject.rpc, reach, detail, process: machine.processOf(subject.name), web: web?.web, dataAddress, dataReach, reported, unknownTo };
  } finally {
    asker.close();
  }
}
