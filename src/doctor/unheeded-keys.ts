// Keys of Hadoop's that people rely on and that quorate does not heed yet. Whoever builds one of them takes its line out.

interface Unheeded {
  /** Whether this value asks for something. */
  readonly matters: (value: string) => boolean;
  /** What happens instead. */
  readonly effect: string;
  readonly advice: string;
  /** Somebody would rely on protection, or on a port, that is not there. */
  readonly severe: boolean;
}

const isTrue = (value: string): boolean => value.toLowerCase() === 'true';
const isSet = (): boolean => true;
const differsFrom = (usual: string) => (value: string): boolean => value.toLowerCase() !== usual;

function severe(matters: Unheeded['matters'], effect: string, advice = 'Use Apache Hadoop\'s daemons where that is needed, or remove the key.'): Unheeded {
  return { matters, effect, advice, severe: true };
}

function mild(matters: Unheeded['matters'], effect: string, advice = 'Remove the key, or know that it does nothing.'): Unheeded {
  return { matters, effect, advice, severe: false };
}

export const unheeded: Readonly<Record<string, Unheeded>> = {
  'hadoop.security.authentication': severe(differsFrom('simple'), 'every client is believed to be who it says it is.', 'Let only trusted hosts reach the cluster\'s ports, or use Apache Hadoop\'s daemons.'),
  'hadoop.security.authorization': severe(isTrue, 'hadoop-policy.xml is not read, and every user may connect.'),
  'hadoop.rpc.protection': severe(differsFrom('authentication'), 'calls travel in clear text.'),
  'dfs.data.transfer.protection': severe(isSet, 'block data travels in clear text.'),
  'dfs.encrypt.data.transfer': severe(isTrue, 'block data travels in clear text.'),
  'dfs.block.access.token.enable': severe(isTrue, 'whoever reaches a DataNode reads its blocks.'),
  'hadoop.security.key.provider.path': severe(isSet, 'there are no encryption zones.'),
  'dfs.http.policy': severe(differsFrom('http_only'), 'web ports speak plain HTTP.', 'Write HTTP_ONLY, or put a TLS proxy in front.'),
  'dfs.namenode.inode.attributes.provider.class': severe(isSet, 'permissions are those of HDFS alone.'),
  'net.topology.script.file.name': mild(isSet, 'all DataNodes count as one rack, and copies are not spread over racks.'),
  'net.topology.node.switch.mapping.impl': mild(isSet, 'all DataNodes count as one rack, and copies are not spread over racks.'),
  'dfs.block.replicator.classname': mild(isSet, 'blocks are placed by quorate\'s own rule.'),
  'dfs.namenode.hosts.provider.classname': mild((value) => !value.endsWith('HostFileManager'), 'dfs.hosts and dfs.hosts.exclude are plain files.'),
  'hadoop.security.group.mapping': mild((value) => !/\.(?:Shell|Jni)Based/.test(value), 'groups come from /etc/passwd, /etc/group and hadoop.user.group.static.mapping.overrides.'),
  'dfs.client.read.shortcircuit': mild(isTrue, 'clients read through the DataNode.'),
  'dfs.namenode.shared.edits.dir': mild((value) => !value.startsWith('qjournal:'), 'only a quorum journal (qjournal://) can be shared.'),
};
