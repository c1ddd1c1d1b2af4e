// The tables of RPCs in docs/COMPATIBILITY.md. Whether a method has a handler is asked of the very services that daemons
// register; what a handler says when it is called cannot be asked, so methods that only answer neutrally or refuse with
// a reason are noted here.
import { clientDatanodeProtocol } from '../../src/datanode/client-datanode-protocol.ts';
import { interDatanodeProtocol } from '../../src/datanode/inter-datanode-protocol.ts';
import { clientProtocol } from '../../src/namenode/client-protocol.ts';
import { neutralAnswers } from '../../src/namenode/client-protocol/neutral-answers.ts';
import { datanodeLifelineProtocol, datanodeProtocol } from '../../src/namenode/datanode-protocol.ts';
import { haServiceProtocol, zkfcProtocol } from '../../src/namenode/ha-service-protocol.ts';
import { namenodeProtocol } from '../../src/namenode/namenode-protocol.ts';
import { userMappings } from '../../src/namenode/user-mappings.ts';
import { journalNodeServices } from '../../src/qjournal/server/journal-node-rpc.ts';
import { protocolMetaInfo } from '../../src/rpc/protocol-meta-info.ts';
import type { Service } from '../../src/rpc/service.ts';

/** Stands for all that services are made of: nothing of it is used before a call comes. */
const nothing: never = new Proxy(() => {}, { get: () => nothing, apply: () => nothing }) as never;

const noTokens = 'there are none: authentication is SIMPLE';
const noBackup = 'for Backup and Checkpoint Nodes, which do not exist: Standbys checkpoint';

/** What the tables say besides yes and not yet: the state, and why. */
const notes: Readonly<Record<string, readonly [state: 'refuses' | 'neutral' | 'partly', why: string]>> = {
  'ClientProtocol.getDelegationToken': ['neutral', noTokens],
  'ClientProtocol.getDataEncryptionKey': ['neutral', 'data transfer is not encrypted'],
  'ClientProtocol.createSymlink': ['refuses', 'as Apache does: symlinks are switched off there, without a key that switches them on'],
  'ClientProtocol.rollingUpgrade': ['partly', 'QUERY answers that none is under way; PREPARE and FINALIZE are refused'],
  'ClientProtocol.setBalancerBandwidth': ['partly', 'told to the DataNodes; nothing balances yet'],
  'ClientProtocol.setXAttr': ['partly', '`raw.hdfs.crypto.*` is refused: there are no encryption zones'],
  'HAServiceProtocol.transitionToObserver': ['refuses', 'no Observer yet'],
  'NamenodeProtocol.getBlockKeys': ['neutral', 'there are no block tokens'],
  'NamenodeProtocol.isRollingUpgrade': ['neutral', 'never'],
  'NamenodeProtocol.registerSubordinateNamenode': ['refuses', noBackup],
  'NamenodeProtocol.startCheckpoint': ['refuses', noBackup],
  'NamenodeProtocol.endCheckpoint': ['refuses', noBackup],
  'DatanodeProtocol.cacheReport': ['neutral', 'taken and not used'],
  'ClientDatanodeProtocol.refreshNamenodes': ['refuses', 'restart the DataNode to change its nameservices'],
  'ClientDatanodeProtocol.getBlockLocalPathInfo': ['refuses', 'as Apache does to users who are not listed; nobody is'],
  'RefreshAuthorizationPolicyProtocol.refreshServiceAcl': ['refuses', 'as Apache does without service level authorization'],
  'GenericRefreshProtocol.refresh': ['refuses', 'as Apache does with a key that nobody registered'],
  'RefreshCallQueueProtocol.refreshCallQueue': ['neutral', 'there is no other call queue to change to'],
};

const states = {
  yes: 'yes',
  neutral: 'neutral answer',
  partly: 'partly',
  refuses: 'refused',
  none: 'not yet',
} as const;

/** What each daemon serves, by the daemon's name. */
function servedBy(): readonly (readonly [daemon: string, services: readonly Service[]])[] {
  return [
    ['NameNode', [
      clientProtocol(nothing, nothing), namenodeProtocol(nothing, nothing), datanodeProtocol(nothing, nothing), datanodeLifelineProtocol(nothing, nothing),
      haServiceProtocol(nothing, nothing), zkfcProtocol(nothing), ...userMappings(nothing, nothing, nothing),
    ]],
    ['JournalNode', journalNodeServices(nothing)],
    ['DataNode', [clientDatanodeProtocol(nothing), interDatanodeProtocol(nothing)]],
    ['Every daemon', [protocolMetaInfo([])]],
  ];
}

/** One table for each protocol. Throws when a note speaks of a method that no daemon has. */
export function rpcTables(): string {
  const neutral = new Set(Object.keys(neutralAnswers(nothing)));
  const unused = new Set(Object.keys(notes));
  const tables = servedBy().flatMap(([daemon, services]) => services.map(({ descriptor, handlers }) => {
    const protocol = descriptor.protocol.slice(descriptor.protocol.lastIndexOf('.') + 1);
    const rows = Object.keys(descriptor.methods).map((method): string => {
      const name = `${protocol}.${method}`;
      unused.delete(name);
      const [state, why] = notes[name] ?? (handlers[method] === undefined ? ['none', ''] as const : protocol === 'ClientProtocol' && neutral.has(method) ? ['neutral', 'there is none'] as const : ['yes', ''] as const);
      return `| ${method} | ${states[state]} | ${why} |`;
    });
    const served = Object.keys(descriptor.methods).length - rows.filter((row) => row.includes(`| ${states.none} |`)).length;
    return `### ${protocol} (${daemon}, ${served} of ${rows.length})\n\n| method | state | |\n|---|---|---|\n${rows.join('\n')}\n`;
  }));
  if (unused.size > 0) throw new Error(`scripts/docs/rpc-tables.ts has notes on methods that nobody serves: ${[...unused].join(', ')}`);
  return tables.join('\n');
}
