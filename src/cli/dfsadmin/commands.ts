// The commands of `quorate dfsadmin`, in the order in which Hadoop lists them (DFSAdmin.printUsage). Synopses are
// Hadoop's, explanations our own.
import type { Call } from '../dfs/command.ts';
import { deleteBlockPool, evictWriters, getBalancerBandwidth, getDatanodeInfo, getVolumeReport, refreshNamenodes, setBalancerBandwidth, shutdownDatanode, triggerBlockReport } from './data-node-commands.ts';
import { fetchImage } from './fetch-image.ts';
import { metasave, refreshNodes, restoreFailedStorage, rollEdits, safeMode, saveNamespace } from './name-node-commands.ts';
import type { NameNodes } from './name-nodes.ts';
import { listOpenFiles } from './open-files.ts';
import { clrQuota, clrSpaceQuota, setQuota, setSpaceQuota } from './quotas.ts';
import { genericRefresh, refreshCallQueue, refreshServiceAcl, refreshSuperUserGroupsConfiguration, refreshUserToGroupsMappings } from './refreshes.ts';
import { printTopology, report } from './report.ts';
import { allowSnapshot, disallowSnapshot } from './snapshots.ts';
import { finalizeUpgrade, rollingUpgrade, upgrade } from './upgrades.ts';

export interface AdminCommand {
  /** The synopsis that a wrong call gets. */
  readonly usage: string;
  /** The one in the list of all, where it is another. */
  readonly listed?: string;
  readonly help: string;
  /** How many words may stand behind it. */
  readonly words: readonly [number, number];
  /** Resolves with an exit code other than 0, or with false where the usage is to be shown. Undefined: refused by its name. */
  readonly run: ((call: Call, nameNodes: NameNodes, args: readonly string[]) => Promise<boolean | number | void>) | undefined;
}

const many = Number.MAX_SAFE_INTEGER;
const dataNode = 'datanode_host:ipc_port';

export const adminCommands: Readonly<Record<string, AdminCommand>> = {
  '-report': {
    usage: '[-report] [-live] [-dead] [-decommissioning] [-enteringmaintenance] [-inmaintenance] [-slownodes]', listed: '[-report [-live] [-dead] [-decommissioning] [-enteringmaintenance] [-inmaintenance] [-slownodes]]',
    help: 'Shows capacity, use and blocks of the file system, and its DataNodes, all or of some kinds.', words: [0, 6], run: report,
  },
  '-safemode': {
    usage: '[-safemode enter | leave | get | wait | forceExit]', listed: '[-safemode <enter | leave | get | wait | forceExit>]',
    help: 'Switches safe mode, in which nothing can be changed, tells whether it is on, or waits until it is off.', words: [1, 1], run: (call, nameNodes, [word = '']) => safeMode(call, nameNodes, word),
  },
  '-saveNamespace': { usage: '[-saveNamespace [-beforeShutdown]]', help: 'Writes the namespace into an image; needs safe mode. With -beforeShutdown only where the last image is old.', words: [0, 1], run: saveNamespace },
  '-rollEdits': { usage: '[-rollEdits]', help: 'Begins a new segment of the edit log.', words: [0, 0], run: rollEdits },
  '-restoreFailedStorage': {
    usage: '[-restoreFailedStorage true|false|check ]', listed: '[-restoreFailedStorage true|false|check]',
    help: 'Whether a storage directory that failed is taken up again, with the next image, once it can be written.', words: [1, 1], run: restoreFailedStorage,
  },
  '-refreshNodes': { usage: '[-refreshNodes]', help: 'Reads the lists of DataNodes that may (dfs.hosts) and may not (dfs.hosts.exclude) take part again.', words: [0, 0], run: refreshNodes },
  '-setQuota': { usage: '[-setQuota <quota> <dirname>...<dirname>]', help: 'Limits the number of files and directories in each directory, itself included.', words: [0, many], run: setQuota },
  '-clrQuota': { usage: '[-clrQuota <dirname>...<dirname>]', help: 'Takes that limit away.', words: [0, many], run: clrQuota },
  '-setSpaceQuota': { usage: '[-setSpaceQuota <quota> [-storageType <storagetype>] <dirname>...<dirname>]', help: 'Limits the bytes, replicas included, below each directory: 10g, 5t.', words: [0, many], run: setSpaceQuota },
  '-clrSpaceQuota': { usage: '[-clrSpaceQuota [-storageType <storagetype>] <dirname>...<dirname>]', help: 'Takes that limit away.', words: [0, many], run: clrSpaceQuota },
  '-finalizeUpgrade': { usage: '[-finalizeUpgrade]', help: 'Forgets the state before an upgrade.', words: [0, 0], run: finalizeUpgrade },
  '-rollingUpgrade': { usage: '[-rollingUpgrade [<query|prepare|finalize>]]', help: 'Tells whether a rolling upgrade is under way; begins and ends one where the NameNodes can.', words: [0, 1], run: rollingUpgrade },
  '-upgrade': { usage: '[-upgrade query | finalize]', listed: '[-upgrade <query | finalize>]', help: 'Tells whether the last upgrade is final, or makes it so.', words: [1, 1], run: upgrade },
  '-refreshServiceAcl': { usage: '[-refreshServiceAcl]', help: 'Reads the policy of who may use which service again.', words: [0, 0], run: refreshServiceAcl },
  '-refreshUserToGroupsMappings': { usage: '[-refreshUserToGroupsMappings]', help: 'Reads the groups of users again.', words: [0, 0], run: refreshUserToGroupsMappings },
  '-refreshSuperUserGroupsConfiguration': { usage: '[-refreshSuperUserGroupsConfiguration]', help: 'Reads the rules on proxy users again.', words: [0, many], run: refreshSuperUserGroupsConfiguration },
  '-refreshCallQueue': { usage: '[-refreshCallQueue]', help: 'Takes up another call queue.', words: [0, many], run: refreshCallQueue },
  '-refresh': {
    usage: '[-refresh <hostname:ipc_port> <resource_identifier> [arg1..argn]', listed: '[-refresh <host:ipc_port> <key> [arg1..argn]',
    help: 'Lets a daemon read again what it knows by that key.', words: [2, many], run: genericRefresh,
  },
  '-reconfig': {
    usage: '[-reconfig <namenode|datanode> <host:ipc_port|livenodes> <start|status|properties>]',
    help: 'Not supported yet: a daemon takes up its configuration when it starts.', words: [3, 3], run: undefined,
  },
  '-printTopology': { usage: '[-printTopology]', help: 'Shows the racks and the DataNodes in them.', words: [0, 0], run: printTopology },
  '-refreshNamenodes': { usage: '[-refreshNamenodes datanode-host:ipc_port]', listed: `[-refreshNamenodes ${dataNode}]`, help: 'Lets a DataNode take up the nameservices of its configuration.', words: [1, 1], run: refreshNamenodes },
  '-getVolumeReport': { usage: '[-getVolumeReport datanode-host:ipc_port]', listed: `[-getVolumeReport ${dataNode}]`, help: 'Shows the data directories of a DataNode.', words: [1, 1], run: getVolumeReport },
  '-deleteBlockPool': {
    usage: '[-deleteBlockPool datanode-host:ipc_port blockpoolId [force]]', listed: `[-deleteBlockPool ${dataNode} blockpoolId [force]]`,
    help: 'Deletes a DataNode\'s blocks of a nameservice that it does not serve any more; with force even where there are some.', words: [2, 3], run: deleteBlockPool,
  },
  '-setBalancerBandwidth': { usage: '[-setBalancerBandwidth <bandwidth in bytes per second>]', help: 'How much of the network each DataNode may use for balancing.', words: [1, 1], run: setBalancerBandwidth },
  '-getBalancerBandwidth': { usage: `[-getBalancerBandwidth <${dataNode}>]`, help: 'Tells it of one DataNode.', words: [1, 1], run: getBalancerBandwidth },
  '-fetchImage': { usage: '[-fetchImage <local directory>]', help: 'Copies the newest image of the Active to this machine.', words: [1, 1], run: fetchImage },
  '-allowSnapshot': { usage: '[-allowSnapshot <snapshotDir>]', help: 'Lets a directory have snapshots, where the NameNodes can.', words: [1, 1], run: allowSnapshot },
  '-disallowSnapshot': { usage: '[-disallowSnapshot <snapshotDir>]', help: 'Takes that back.', words: [1, 1], run: disallowSnapshot },
  '-provisionSnapshotTrash': { usage: '[-provisionSnapshotTrash <snapshotDir> [-all]]', help: 'Not supported yet.', words: [1, 1], run: undefined },
  '-shutdownDatanode': { usage: `[-shutdownDatanode <${dataNode}> [upgrade]]`, help: 'Stops a DataNode; with upgrade, clients wait for it to come back.', words: [1, 2], run: shutdownDatanode },
  '-evictWriters': { usage: `[-evictWriters <${dataNode}>]`, help: 'Breaks the writes that go through a DataNode, before it is stopped.', words: [1, many], run: evictWriters },
  '-getDatanodeInfo': { usage: `[-getDatanodeInfo <${dataNode}>]`, help: 'Tells a DataNode\'s uptime and version.', words: [1, 1], run: getDatanodeInfo },
  '-metasave': { usage: '[-metasave filename]', help: 'Lets the Active write what it has in hand (blocks to copy and to delete, DataNodes) into a file in its log directory.', words: [1, 1], run: metasave },
  '-triggerBlockReport': {
    usage: `[-triggerBlockReport [-incremental] <${dataNode}> [-namenode <namenode_host:ipc_port>]]`,
    help: 'Lets a DataNode report what it has, to all NameNodes or to one.', words: [1, 4], run: triggerBlockReport,
  },
  '-listOpenFiles': { usage: '[-listOpenFiles [-blockingDecommission] [-path <path>]]', help: 'Shows the files that are being written, and by whom.', words: [0, 3], run: listOpenFiles },
};
