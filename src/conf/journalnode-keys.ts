// The JournalNode's keys. Names, defaults and units are Hadoop's (hdfs-default.xml).
import { directoryKey } from './directories.ts';
import { addressKey, boolKey, sizeKey, textKey, timeKey } from './keys.ts';

export const journalRpcAddress = addressKey('dfs.journalnode.rpc-address', '0.0.0.0:8485', 'where the JournalNode serves NameNodes');
export const journalRpcBindHost = textKey('dfs.journalnode.rpc-bind-host', '', 'the address to bind the RPC port to, where it differs');
export const journalHttpAddress = addressKey('dfs.journalnode.http-address', '0.0.0.0:8480', 'where the JournalNode serves segments');
export const journalHttpBindHost = textKey('dfs.journalnode.http-bind-host', '', 'the address to bind the web port to, where it differs');
export const journalEditsDir = directoryKey('dfs.journalnode.edits.dir', '/tmp/hadoop/dfs/journalnode/', 'where edits are kept, below a directory for each journal');
export const journalCacheBytes = sizeKey('dfs.journalnode.edit-cache-size.bytes', '67108864', 'recent edits kept in memory for tailing Standbys');
export const journalSyncEnabled = boolKey('dfs.journalnode.enable.sync', true, 'take segments over from other JournalNodes, and learn from them when the directory was lost');
export const journalSyncInterval = timeKey('dfs.journalnode.sync.interval', '120000', 'ms', 'how often to look for segments that other JournalNodes have');
export const journalScrubPeriod = timeKey('quorate.journalnode.scrub.period', '1d', 'ms', 'how often each final segment is read again to look for damage; 0 for never');
export const journalScrubRate = sizeKey('quorate.journalnode.scrub.bytes-per-second', '4194304', 'how fast');
