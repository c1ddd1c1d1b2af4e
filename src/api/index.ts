// What `import { Client } from 'quorate'` gives: a client of an HDFS, ours or Apache's, on the real network and clock.
export { Client } from './client.ts';
export type { ClientOptions, CreateReadStreamOptions, CreateWriteStreamOptions } from './client.ts';
export { FileSystemError } from '../client/errors.ts';
export type { ErrorCode } from '../client/errors.ts';
export { ConfError } from '../conf/configuration.ts';
export type {
  AclEntry, AclStatus, AppendOptions, BlockLocation, CallOptions, ChunkOptions, ContentSummary, CreateOptions, FileChecksum, FileStatus, FileSystem, FileSystemStatus,
  FileType, InputStream, OutputStream, QuotaUsage, ReadOptions, ReplicaLocation, ServerDefaults,
} from '../client/file-system.ts';
