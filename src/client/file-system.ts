// What a program can do with an HDFS, as one interface: the client implements it, the command line is written against
// it. Answers to org.apache.hadoop.fs.FileSystem and DistributedFileSystem.
//
// Paths are absolute, or relative to the user's home directory (/user/NAME); a `hdfs://authority` in front is taken when
// it names this file system. Times are milliseconds since 1970, lengths and positions bytes. Every call rejects with a
// FileSystemError (errors.ts), or with the reason of the signal that ended it.

/** What every call takes. */
export interface CallOptions {
  /** Ends the call: it rejects with the signal's reason. The server may have executed it already. */
  readonly signal?: AbortSignal;
  /** A deadline for the whole call, failovers and retries included; the client's own default when absent. */
  readonly timeoutMs?: number;
}

export type FileType = 'file' | 'directory' | 'symlink';

/** What is known of a path. */
export interface FileStatus {
  /** Absolute, without scheme or authority. */
  readonly path: string;
  /** The last component; '' for the root. */
  readonly name: string;
  readonly type: FileType;
  /** Bytes; 0 for a directory. */
  readonly length: number;
  /** 0 for a directory. */
  readonly replication: number;
  /** 0 for a directory. */
  readonly blockSize: number;
  readonly modificationTime: number;
  /** 0 where access times are not kept, as for directories. */
  readonly accessTime: number;
  readonly owner: string;
  readonly group: string;
  /** The permission bits with the sticky bit: 0o1777 at most. */
  readonly permission: number;
  readonly hasAcl: boolean;
  readonly encrypted: boolean;
  readonly erasureCoded: boolean;
  readonly snapshotEnabled: boolean;
  /** The inode's number; 0 from servers that do not tell it. */
  readonly fileId: number;
  /** Entries of a directory; 0 for others. */
  readonly childrenCount: number;
  readonly storagePolicy: number;
  /** Where a symlink points to. */
  readonly symlink?: string;
}

/** One block of a file, and where its replicas are. */
export interface BlockLocation {
  /** Where in the file the block begins. */
  readonly offset: number;
  readonly length: number;
  readonly blockId: bigint;
  readonly generationStamp: number;
  readonly corrupt: boolean;
  /** Nearest first, as the NameNode sorted them. */
  readonly replicas: readonly ReplicaLocation[];
}

export interface ReplicaLocation {
  readonly host: string;
  readonly address: string;
  readonly port: number;
  readonly datanodeUuid: string;
  readonly storageId: string;
  readonly storageType: string;
}

/** FileSystem.getContentSummary: what lies below a path. Quotas are -1 where none is set. */
export interface ContentSummary {
  readonly length: number;
  readonly fileCount: number;
  readonly directoryCount: number;
  /** Bytes with all replicas. */
  readonly spaceConsumed: number;
  readonly quota: number;
  readonly spaceQuota: number;
  readonly erasureCodingPolicy: string;
  /** Per storage type that has a quota: what it is, and what is used. */
  readonly typeQuotas: readonly { readonly type: string; readonly quota: number; readonly consumed: number }[];
}

/** FileSystem.getQuotaUsage. */
export type QuotaUsage = Pick<ContentSummary, 'quota' | 'spaceQuota' | 'spaceConsumed' | 'typeQuotas'> & {
  readonly fileAndDirectoryCount: number;
};

/** FileSystem.getStatus, in bytes, with the counts that the NameNode adds. */
export interface FileSystemStatus {
  readonly capacity: number;
  readonly used: number;
  readonly remaining: number;
  readonly underReplicatedBlocks: number;
  readonly corruptBlocks: number;
  readonly missingBlocks: number;
}

/** What the servers give to clients that set nothing themselves (FsServerDefaults). */
export interface ServerDefaults {
  readonly blockSize: number;
  readonly replication: number;
  /** How long the trash keeps what was deleted (fs.trash.interval); 0: there is no trash, as far as the servers say. */
  readonly trashIntervalMinutes: number;
}

/** FileSystem.getFileChecksum: COMPOSITE_CRC or MD5MD5CRC, as dfs.checksum.combine.mode says. */
export interface FileChecksum {
  /** As Hadoop prints it: MD5-of-0MD5-of-512CRC32C, COMPOSITE-CRC32C. */
  readonly algorithm: string;
  readonly bytes: Uint8Array;
}

export interface CreateOptions extends CallOptions {
  /** Replaces a file that is there; else it is EEXIST. Default true, as in Hadoop. */
  readonly overwrite?: boolean;
  /** Makes missing parents. Default true. */
  readonly createParents?: boolean;
  /** Before the umask. Default 0o666. */
  readonly permission?: number;
  /** What a umask left of `permission`, where the caller applied one of its own. */
  readonly maskedPermission?: number;
  readonly replication?: number;
  readonly blockSize?: number;
  /** CreateFlagProto's bits as they are, for gateways whose clients say them; instead of what `overwrite` says. */
  readonly createFlag?: number;
}

export interface AppendOptions extends CallOptions {
  /** Begins a new block even if the last one has room (CreateFlag.NEW_BLOCK). */
  readonly newBlock?: boolean;
}

/** A file being written: one writer, in order. The Web stream of it is `writable`. */
export interface OutputStream extends AsyncDisposable {
  readonly path: string;
  /** Bytes written so far, an appended file's earlier ones included. */
  readonly position: number;
  /**
   * Takes `bytes` (copied, so the caller may reuse them); resolves when more may come. Rejects once the pipeline is lost for
   * good, and when its signal or its deadline ends it while it waits for the DataNodes: `position` tells then how much of
   * `bytes` is taken; the rest is not, and writes that were queued behind it reject as it did. The stream can go on from there.
   */
  write(bytes: Uint8Array, options?: CallOptions): Promise<void>;
  /** Resolves when every DataNode of the pipeline has all bytes, so that readers see them (hflush). */
  hflush(options?: CallOptions): Promise<void>;
  /** As hflush, and on disk; `updateLength` also tells the NameNode the length. */
  hsync(options?: CallOptions & { readonly updateLength?: boolean }): Promise<void>;
  /** Completes the file. A second call does nothing. */
  close(options?: CallOptions): Promise<void>;
  /** Gives the file up as it is: what was acknowledged stays, and its lease ends by itself or by recoverLease. */
  abort(): void;
  /** `close` closes the file, `abort` gives it up. */
  readonly writable: WritableStream<Uint8Array>;
}

export interface ReadOptions extends CallOptions {
  /** First byte; 0 when absent. */
  readonly start?: number;
  /** Bytes at most; all when absent. */
  readonly length?: number;
}

export interface ChunkOptions extends ReadOptions {
  /** A chunk's memory is used again when the next chunk is asked for; it costs half as much as memory to keep. */
  readonly reuse?: boolean;
}

/** An open file. Positioned reads may run side by side. */
export interface InputStream extends AsyncDisposable {
  readonly path: string;
  /** As it was when the file was opened, the acknowledged bytes of a last block under construction included. */
  readonly length: number;
  /** Reads up to `into.length` bytes at `position`; the count, 0 at the end only. Fills `into` wherever the file has the bytes. */
  read(position: number, into: Uint8Array, options?: CallOptions): Promise<number>;
  /** The bytes from `start` on, in chunks that the receiver may keep unless it says `reuse`. */
  chunks(options?: ChunkOptions): AsyncIterable<Uint8Array>;
  /** The same as a Web stream. */
  readable(options?: ReadOptions): ReadableStream<Uint8Array>;
  close(): Promise<void>;
}

export interface AclStatus {
  readonly owner: string;
  readonly group: string;
  readonly permission: number;
  readonly stickyBit: boolean;
  readonly entries: readonly AclEntry[];
}

export interface AclEntry {
  readonly scope: 'access' | 'default';
  readonly type: 'user' | 'group' | 'mask' | 'other';
  /** '' for the owner, the group, the mask and others. */
  readonly name: string;
  /** 0 to 7. */
  readonly permission: number;
}

export interface FileSystem {
  /** hdfs://ns1 or hdfs://host:port, without a path. */
  readonly uri: string;
  readonly user: string;
  /** /user/NAME */
  readonly homeDirectory: string;
  /** Absolute and normalized; throws EINVAL for another file system's URI. */
  resolve(path: string): string;

  /** Makes a directory and, unless `createParents` is false, its parents; fine when it is there. `permission` is before the umask (0o777). */
  mkdirs(path: string, options?: CallOptions & { readonly permission?: number; readonly createParents?: boolean }): Promise<void>;
  create(path: string, options?: CreateOptions): Promise<OutputStream>;
  append(path: string, options?: AppendOptions): Promise<OutputStream>;
  open(path: string, options?: CallOptions): Promise<InputStream>;
  /** ENOENT when there is nothing; symlinks are followed. */
  stat(path: string, options?: CallOptions): Promise<FileStatus>;
  /** As stat, of a symlink itself. */
  lstat(path: string, options?: CallOptions): Promise<FileStatus>;
  exists(path: string, options?: CallOptions): Promise<boolean>;
  /** A symlink at `path` to `target`. HDFS as it is configured has none: ENOTSUP. */
  createSymlink(target: string, path: string, options?: CallOptions): Promise<void>;
  /** Where a symlink points to, as it was written; EINVAL for what is none. */
  linkTarget(path: string, options?: CallOptions): Promise<string>;
  /** The entries of a directory in the order of their names, fetched in parts as they are taken; a file is its own only entry. */
  list(path: string, options?: CallOptions): AsyncIterableIterator<FileStatus>;
  /** Everything below a directory, parents before their entries. */
  walk(path: string, options?: CallOptions): AsyncIterableIterator<FileStatus>;
  /** ENOENT, EEXIST and so on by exception (rename2); `overwrite` replaces a file or an empty directory. */
  rename(from: string, to: string, options?: CallOptions & { readonly overwrite?: boolean }): Promise<void>;
  /** FileSystem.rename of the shell: into `to` where that is a directory; false where Hadoop says false. */
  renameInto(from: string, to: string, options?: CallOptions): Promise<boolean>;
  /** False when there was nothing. ENOTEMPTY without `recursive` for a directory with entries. */
  delete(path: string, options?: CallOptions & { readonly recursive?: boolean }): Promise<boolean>;
  setPermission(path: string, permission: number, options?: CallOptions): Promise<void>;
  /** Leaves what is undefined as it is. */
  setOwner(path: string, owner: string | undefined, group: string | undefined, options?: CallOptions): Promise<void>;
  /** Leaves what is undefined as it is. */
  setTimes(path: string, times: { readonly modificationTime?: number; readonly accessTime?: number }, options?: CallOptions): Promise<void>;
  /** False for a directory. */
  setReplication(path: string, replication: number, options?: CallOptions): Promise<boolean>;
  contentSummary(path: string, options?: CallOptions): Promise<ContentSummary>;
  quotaUsage(path: string, options?: CallOptions): Promise<QuotaUsage>;
  /** Moves the blocks of `sources` to the end of `target`; the sources are gone. */
  concat(target: string, sources: readonly string[], options?: CallOptions): Promise<void>;
  /** True when the file has its new length at once; false when its last block is being recovered first. */
  truncate(path: string, length: number, options?: CallOptions): Promise<boolean>;
  /** Undefined for an empty answer of the server (a directory is EISDIR). `length`: of so many first bytes. */
  checksum(path: string, options?: CallOptions & { readonly length?: number }): Promise<FileChecksum>;
  blockLocations(path: string, options?: ReadOptions): Promise<BlockLocation[]>;
  /** EACCES when the user may not; `mode` of r, w, x. */
  access(path: string, mode: string, options?: CallOptions): Promise<void>;
  /** Takes the file from a writer that is gone; true when it is closed already, false while its last block is recovered. */
  recoverLease(path: string, options?: CallOptions): Promise<boolean>;
  isFileClosed(path: string, options?: CallOptions): Promise<boolean>;
  aclStatus(path: string, options?: CallOptions): Promise<AclStatus>;
  /** Replaces the list; it must have the entries of owner, group and others. */
  setAcl(path: string, entries: readonly AclEntry[], options?: CallOptions): Promise<void>;
  /** Adds entries, and changes those that are there. */
  modifyAclEntries(path: string, entries: readonly AclEntry[], options?: CallOptions): Promise<void>;
  /** Permissions of `entries` do not count. */
  removeAclEntries(path: string, entries: readonly AclEntry[], options?: CallOptions): Promise<void>;
  /** The default list of a directory is gone. */
  removeDefaultAcl(path: string, options?: CallOptions): Promise<void>;
  /** Permission bits are all that is left. */
  removeAcl(path: string, options?: CallOptions): Promise<void>;
  xattrs(path: string, options?: CallOptions): Promise<Map<string, Uint8Array>>;
  setXattr(path: string, name: string, value: Uint8Array, options?: CallOptions): Promise<void>;
  removeXattr(path: string, name: string, options?: CallOptions): Promise<void>;
  status(options?: CallOptions): Promise<FileSystemStatus>;
  serverDefaults(options?: CallOptions): Promise<ServerDefaults>;

  /** The whole file. */
  readFile(path: string, options?: ReadOptions): Promise<Uint8Array>;
  /** Creates (or replaces) a file with these bytes. */
  writeFile(path: string, bytes: Uint8Array | string, options?: CreateOptions): Promise<void>;
  /** Ends all connections; files being written are completed first. */
  close(): Promise<void>;
}
