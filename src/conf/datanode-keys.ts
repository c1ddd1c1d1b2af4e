// The DataNode's keys. Names, defaults and units are Hadoop's (hdfs-default.xml).
import { dataDirectoriesKey } from './directories.ts';
import { addressKey, boolKey, intKey, sizeKey, textKey, timeKey } from './keys.ts';

export const dataDirs = dataDirectoriesKey('dfs.datanode.data.dir', 'file://${hadoop.tmp.dir}/dfs/data', 'where blocks are kept; [SSD], [ARCHIVE], ... before a directory tells its storage type');
export const datanodeAddress = addressKey('dfs.datanode.address', '0.0.0.0:9866', 'where the DataNode serves block data');
export const datanodeIpcAddress = addressKey('dfs.datanode.ipc.address', '0.0.0.0:9867', 'where it serves RPC');
export const datanodeHttpAddress = addressKey('dfs.datanode.http.address', '0.0.0.0:9864', 'its web address');
export const datanodeHostName = textKey('dfs.datanode.hostname', '', 'the host name it registers with; the host\'s own when empty');
export const datanodeHeartbeatInterval = timeKey('dfs.heartbeat.interval', '3s', 's', 'how often it tells the NameNodes that it is alive', 1);
export const lifelineInterval = timeKey('dfs.datanode.lifeline.interval.seconds', '0', 's', 'how long heartbeats may fail before a lifeline is sent; three heartbeats when it is not longer than one');
export const datanodeBlockReportInterval = timeKey('dfs.blockreport.intervalMsec', '21600000', 'ms', 'how often it reports all its blocks', 1);
export const blockReportInitialDelay = timeKey('dfs.blockreport.initialDelay', '0', 's', 'the first full report comes within this time of the start, at random');
export const blockReportSplitThreshold = intKey('dfs.blockreport.split.threshold', 1000000, 'from this many blocks on each storage is reported in a call of its own');
export const incrementalReportInterval = timeKey('dfs.blockreport.incremental.intervalMsec', '0', 'ms', 'the least time between two incremental reports');
export const dataSocketTimeout = timeKey('dfs.client.socket-timeout', '60000', 'ms', 'silence on a block transfer after which it is given up');
export const dataWriteTimeout = timeKey('dfs.datanode.socket.write.timeout', '480000', 'ms', 'how long a peer may take nothing of what is sent to it', 1);
export const socketReuseKeepalive = timeKey('dfs.datanode.socket.reuse.keepalive', '4000', 'ms', 'how long a connection may wait for its next operation');
export const maxTransferThreads = intKey('dfs.datanode.max.transfer.threads', 4096, 'the most connections that transfer block data at once', 1);
export const syncOnClose = boolKey('dfs.datanode.synconclose', false, 'whether every block is synced to disk when it is complete');
export const reservedSpace = sizeKey('dfs.datanode.du.reserved', '0', 'bytes that stay free in each data directory');
export const balanceBandwidth = sizeKey('dfs.datanode.balance.bandwidthPerSec', '100m', 'bytes a second that balancing may take; dfsadmin -setBalancerBandwidth changes it. Nothing balances yet');
export const datanodePermissions = boolKey('dfs.permissions.enabled', true, 'whether only superusers may administer it');
export const datanodeSupergroup = textKey('dfs.permissions.superusergroup', 'supergroup', 'the group whose members are superusers');
export const failedVolumesTolerated = intKey('dfs.datanode.failed.volumes.tolerated', 0, 'data directories that may fail at start', -1);
export const bpReadyTimeout = timeKey('dfs.datanode.bp-ready.timeout', '20s', 's', 'how long an operation waits for its block pool after a start');
export const datanodeBlockSize = sizeKey('dfs.blocksize', '134217728', 'what is set aside for a block whose size is not told', 1);
