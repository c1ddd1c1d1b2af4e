// The keys of an election over ZooKeeper (core-default.xml, hdfs-default.xml), where ha.zookeeper.quorum is set.
import { intKey, listKey, textKey, timeKey } from './keys.ts';

export const sessionTimeout = intKey('ha.zookeeper.session-timeout.ms', 10_000, 'after this without a word of it ZooKeeper gives a NameNode\'s lock to another', 1);
export const parentZnode = textKey('ha.zookeeper.parent-znode', '/hadoop-ha', 'the znode in which each nameservice has one of its own');
export const acl = textKey('ha.zookeeper.acl', 'world:anyone:rwcda', 'who may do what with the election\'s znodes; @FILE reads it from a file');
export const auth = textKey('ha.zookeeper.auth', '', 'as whom ZooKeeper is talked to; @FILE reads it from a file');
export const gracefulFenceTimeout = timeKey('ha.failover-controller.graceful-fence.rpc-timeout.ms', '5000', 'ms', 'how long the last Active may take to step down before it is fenced', 1);
export const sshKeyFiles = listKey('dfs.ha.fencing.ssh.private-key-files', '', 'the keys that sshfence logs in with');
export const sshConnectTimeout = timeKey('dfs.ha.fencing.ssh.connect-timeout', '30000', 'ms', 'how long sshfence may take to connect', 1);
