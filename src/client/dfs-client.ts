// The client of one HDFS on any Env: every verb of FileSystem over ClientProtocol, streams over DataNodes.
// Answers to org.apache.hadoop.hdfs.DFSClient and DistributedFileSystem.
import type { Env, Tracer } from '../env/env.ts';
import { isException } from '../protocol/exceptions.ts';
import { parentOf } from '../protocol/path.ts';
import { rpcProxy } from '../rpc/rpc-client.ts';
import { AclEntryProto_FsActionProto as FsAction } from '../wire/acl.ts';
import { ClientNamenodeProtocol } from '../wire/client-namenode-protocol.ts';
import type { HdfsFileStatusProto } from '../wire/hdfs.ts';
import { XAttrSetFlagProto } from '../wire/xattr.ts';
import { inScope } from './call-scope.ts';
import type { ClientContext } from './client-context.ts';
import type { ClientSettings } from './client-settings.ts';
import { DataNodeConnections } from './data-node-connections.ts';
import { DFSInputStream } from './dfs-input-stream.ts';
import { FileSystemError } from './errors.ts';
import type {
  AclEntry, AclStatus, AppendOptions, BlockLocation, CallOptions, ContentSummary, CreateOptions, FileChecksum, FileStatus, FileSystem, FileSystemStatus,
  InputStream, OutputStream, QuotaUsage, ReadOptions, ServerDefaults,
} from './file-system.ts';
import { LeaseRenewer } from './lease-renewer.ts';
import { LocatedBlocks, fetchBlocks } from './located-blocks.ts';
import { NameNodeCaller } from './name-node-caller.ts';
import { resolvePath } from './resolve-path.ts';
import { aclEntryProto, aclStatus } from './verbs/acl.ts';
import { appendFile } from './verbs/append.ts';
import { blockLocation } from './verbs/block-locations.ts';
import { fileChecksum } from './verbs/checksum.ts';
import { contentSummary, quotaUsage } from './verbs/content-summary.ts';
import { createFile } from './verbs/create.ts';
import { fileStatus } from './verbs/file-status.ts';
import { listing, walking } from './verbs/listing.ts';
import { renameInto } from './verbs/rename-into.ts';
import { xattrName, xattrProto } from './verbs/xattr.ts';

/** FileSystem.SYMLINK: how many links a path may lead through. */
const linksMax = 32;

export class DFSClient implements FileSystem {
  readonly uri: string;
  readonly user: string;
  readonly #env: Env;
  readonly #settings: ClientSettings;
  readonly #caller: NameNodeCaller;
  readonly #context: ClientContext;
  readonly #connections: DataNodeConnections;
  readonly #renewer: LeaseRenewer;
  #closed = false;

  /** Connects to nobody yet. `tracer`: where it is not the Env's. */
  constructor(env: Env, settings: ClientSettings, tracer?: Promise<Tracer>) {
    this.uri = settings.uri;
    this.user = settings.user;
    this.#env = env;
    this.#settings = settings;
    this.#caller = new NameNodeCaller(env, {
      nameNodes: settings.nameNodes, user: settings.user, realUser: settings.realUser, connectTimeoutMs: settings.connectTimeoutMs,
      unreachableMs: settings.unreachableMs, sleepMsMax: settings.failoverSleepMsMax, tracer,
    });
    this.#context = {
      env, settings, nameNode: rpcProxy(this.#caller, ClientNamenodeProtocol),
      clientName: `DFSClient_quorate_${Buffer.from(env.randomBytes(8)).toString('hex')}`,
    };
    this.#connections = new DataNodeConnections(env, settings);
    this.#renewer = new LeaseRenewer(this.#context);
  }

  get homeDirectory(): string {
    return `/user/${this.user}`;
  }

  /** host:port of the NameNode that is asked now; undefined before the first call and while there is no Active. */
  get activeNameNode(): string | undefined {
    const { active } = this.#caller;
    return active === undefined ? undefined : `${active.host}:${active.port}`;
  }

  resolve(path: string): string {
    return resolvePath(path, this.uri, this.homeDirectory);
  }

  mkdirs(path: string, options?: CallOptions & { readonly permission?: number; readonly createParents?: boolean }): Promise<void> {
    return this.#call('mkdirs', path, options, async (src, call) => {
      const unmasked = (options?.permission ?? 0o777) & 0o1777;
      await this.#context.nameNode.mkdirs({
        src, masked: { perm: unmasked & ~this.#settings.umask }, unmasked: { perm: unmasked }, createParent: options?.createParents !== false,
      }, call);
    });
  }

  create(path: string, options?: CreateOptions): Promise<OutputStream> {
    return this.#call('create', path, options, (src, { signal }) => createFile(this.#context, this.#connections, this.#renewer, src, options ?? {}, signal));
  }

  append(path: string, options?: AppendOptions): Promise<OutputStream> {
    return this.#call('append', path, options, (src, { signal }) => appendFile(this.#context, this.#connections, this.#renewer, src, options ?? {}, signal));
  }

  open(path: string, options?: CallOptions): Promise<InputStream> {
    return this.#openFile(path, options);
  }

  stat(path: string, options?: CallOptions): Promise<FileStatus> {
    return this.#call('stat', path, options, async (src, call) => found(src, (await this.#context.nameNode.getFileInfo({ src }, call)).fs));
  }

  lstat(path: string, options?: CallOptions): Promise<FileStatus> {
    return this.#call('lstat', path, options, async (src, call) => found(src, (await this.#context.nameNode.getFileLinkInfo({ src }, call)).fs));
  }

  exists(path: string, options?: CallOptions): Promise<boolean> {
    return this.#call('exists', path, options, async (src, call) => (await this.#context.nameNode.getFileInfo({ src }, call)).fs !== undefined);
  }

  async *list(path: string, options?: CallOptions): AsyncGenerator<FileStatus, void, undefined> {
    this.#checkOpen();
    yield* listing(this.#context, this.resolve(path), options);
  }

  async *walk(path: string, options?: CallOptions): AsyncGenerator<FileStatus, void, undefined> {
    this.#checkOpen();
    yield* walking(this.#context, this.resolve(path), options);
  }

  rename(from: string, to: string, options?: CallOptions & { readonly overwrite?: boolean }): Promise<void> {
    return this.#call('rename', from, options, async (src, call) => {
      await this.#context.nameNode.rename2({ src, dst: this.resolve(to), overwriteDest: options?.overwrite === true }, call);
    });
  }

  renameInto(from: string, to: string, options?: CallOptions): Promise<boolean> {
    return this.#call('rename', from, options, (src, { signal }) => renameInto(this.#context, src, this.resolve(to), signal));
  }

  delete(path: string, options?: CallOptions & { readonly recursive?: boolean }): Promise<boolean> {
    return this.#call('delete', path, options, async (src, call) => (await this.#context.nameNode.delete({ src, recursive: options?.recursive === true }, call)).result);
  }

  setPermission(path: string, permission: number, options?: CallOptions): Promise<void> {
    return this.#call('setPermission', path, options, async (src, call) => {
      await this.#context.nameNode.setPermission({ src, permission: { perm: permission & 0o1777 } }, call);
    });
  }

  setOwner(path: string, owner: string | undefined, group: string | undefined, options?: CallOptions): Promise<void> {
    return this.#call('setOwner', path, options, async (src, call) => {
      if (owner === undefined && group === undefined) return;
      await this.#context.nameNode.setOwner({ src, username: owner, groupname: group }, call);
    });
  }

  setTimes(path: string, times: { readonly modificationTime?: number; readonly accessTime?: number }, options?: CallOptions): Promise<void> {
    return this.#call('setTimes', path, options, async (src, call) => {
      await this.#context.nameNode.setTimes({ src, mtime: times.modificationTime ?? -1, atime: times.accessTime ?? -1 }, call);
    });
  }

  setReplication(path: string, replication: number, options?: CallOptions): Promise<boolean> {
    return this.#call('setReplication', path, options, async (src, call) => (await this.#context.nameNode.setReplication({ src, replication }, call)).result);
  }

  contentSummary(path: string, options?: CallOptions): Promise<ContentSummary> {
    return this.#call('contentSummary', path, options, async (src, call) => contentSummary((await this.#context.nameNode.getContentSummary({ path: src }, call)).summary));
  }

  quotaUsage(path: string, options?: CallOptions): Promise<QuotaUsage> {
    return this.#call('quotaUsage', path, options, async (src, call) => quotaUsage((await this.#context.nameNode.getQuotaUsage({ path: src }, call)).usage));
  }

  concat(target: string, sources: readonly string[], options?: CallOptions): Promise<void> {
    return this.#call('concat', target, options, async (trg, call) => {
      await this.#context.nameNode.concat({ trg, srcs: sources.map((source) => this.resolve(source)) }, call);
    });
  }

  truncate(path: string, length: number, options?: CallOptions): Promise<boolean> {
    return this.#call('truncate', path, options, async (src, call) => {
      const { result } = await this.#context.nameNode.truncate({ src, newLength: length, clientName: this.#context.clientName }, call);
      return result;
    });
  }

  checksum(path: string, options?: CallOptions & { readonly length?: number }): Promise<FileChecksum> {
    return this.#call('checksum', path, options, (src, { signal }) => fileChecksum(this.#context, this.#connections, src, options?.length, signal));
  }

  blockLocations(path: string, options?: ReadOptions): Promise<BlockLocation[]> {
    return this.#call('blockLocations', path, options, async (src, { signal }) => {
      const { blocks } = await fetchBlocks(this.#context, src, options?.start ?? 0, options?.length ?? Number.MAX_SAFE_INTEGER, signal);
      return blocks.map(blockLocation);
    });
  }

  access(path: string, mode: string, options?: CallOptions): Promise<void> {
    return this.#call('access', path, options, async (src, call) => {
      if (!/^[rwx]+$/.test(mode)) throw new FileSystemError('EINVAL', `'${mode}': expected some of r, w and x`, { path: src });
      const bits = (mode.includes('r') ? 4 : 0) | (mode.includes('w') ? 2 : 0) | (mode.includes('x') ? 1 : 0);
      const action = Object.values(FsAction).find((value) => value === bits) ?? FsAction.NONE;
      await this.#context.nameNode.checkAccess({ path: src, mode: action }, call);
    });
  }

  recoverLease(path: string, options?: CallOptions): Promise<boolean> {
    return this.#call('recoverLease', path, options, async (src, call) => (await this.#context.nameNode.recoverLease({ src, clientName: this.#context.clientName }, call)).result);
  }

  isFileClosed(path: string, options?: CallOptions): Promise<boolean> {
    return this.#call('isFileClosed', path, options, async (src, call) => (await this.#context.nameNode.isFileClosed({ src }, call)).result);
  }

  aclStatus(path: string, options?: CallOptions): Promise<AclStatus> {
    return this.#call('aclStatus', path, options, async (src, call) => aclStatus((await this.#context.nameNode.getAclStatus({ src }, call)).result));
  }

  setAcl(path: string, entries: readonly AclEntry[], options?: CallOptions): Promise<void> {
    return this.#call('setAcl', path, options, async (src, call) => {
      await this.#context.nameNode.setAcl({ src, aclSpec: entries.map(aclEntryProto) }, call);
    });
  }

  modifyAclEntries(path: string, entries: readonly AclEntry[], options?: CallOptions): Promise<void> {
    return this.#call('modifyAclEntries', path, options, async (src, call) => {
      await this.#context.nameNode.modifyAclEntries({ src, aclSpec: entries.map(aclEntryProto) }, call);
    });
  }

  removeAclEntries(path: string, entries: readonly AclEntry[], options?: CallOptions): Promise<void> {
    return this.#call('removeAclEntries', path, options, async (src, call) => {
      await this.#context.nameNode.removeAclEntries({ src, aclSpec: entries.map(aclEntryProto) }, call);
    });
  }

  removeDefaultAcl(path: string, options?: CallOptions): Promise<void> {
    return this.#call('removeDefaultAcl', path, options, async (src, call) => {
      await this.#context.nameNode.removeDefaultAcl({ src }, call);
    });
  }

  removeAcl(path: string, options?: CallOptions): Promise<void> {
    return this.#call('removeAcl', path, options, async (src, call) => {
      await this.#context.nameNode.removeAcl({ src }, call);
    });
  }

  xattrs(path: string, options?: CallOptions): Promise<Map<string, Uint8Array>> {
    return this.#call('xattrs', path, options, async (src, call) => {
      const { xAttrs } = await this.#context.nameNode.getXAttrs({ src, xAttrs: [] }, call);
      return new Map(xAttrs.map((proto) => [xattrName(proto), proto.value ?? new Uint8Array(0)]));
    });
  }

  setXattr(path: string, name: string, value: Uint8Array, options?: CallOptions): Promise<void> {
    return this.#call('setXattr', path, options, async (src, call) => {
      const flag = XAttrSetFlagProto.XATTR_CREATE | XAttrSetFlagProto.XATTR_REPLACE;
      await this.#context.nameNode.setXAttr({ src, xAttr: xattrProto(name, src, value), flag }, call);
    });
  }

  createSymlink(target: string, path: string, options?: CallOptions): Promise<void> {
    return this.#call('createSymlink', path, options, async (link, call) => {
      await this.#context.nameNode.createSymlink({ target, link, dirPerm: { perm: 0o755 }, createParent: false }, call);
    });
  }

  async linkTarget(path: string, options?: CallOptions): Promise<string> {
    const { symlink } = await this.lstat(path, options);
    if (symlink === undefined) throw new FileSystemError('EINVAL', `Path ${path} is not a symbolic link`, { path });
    return symlink;
  }

  removeXattr(path: string, name: string, options?: CallOptions): Promise<void> {
    return this.#call('removeXattr', path, options, async (src, call) => {
      await this.#context.nameNode.removeXAttr({ src, xAttr: xattrProto(name, src) }, call);
    });
  }

  status(options?: CallOptions): Promise<FileSystemStatus> {
    return this.#call('status', undefined, options, async (_src, call) => {
      const stats = await this.#context.nameNode.getFsStats({}, call);
      return {
        capacity: stats.capacity, used: stats.used, remaining: stats.remaining,
        underReplicatedBlocks: stats.under_replicated, corruptBlocks: stats.corrupt_blocks, missingBlocks: stats.missing_blocks,
      };
    });
  }

  serverDefaults(options?: CallOptions): Promise<ServerDefaults> {
    return this.#call('serverDefaults', undefined, options, async (_src, call) => {
      const { blockSize, replication, trashInterval = 0 } = (await this.#context.nameNode.getServerDefaults({}, call)).serverDefaults;
      return { blockSize, replication, trashIntervalMinutes: trashInterval };
    });
  }

  async readFile(path: string, options?: ReadOptions): Promise<Uint8Array> {
    const file = await this.#openFile(path, options);
    try {
      const start = options?.start ?? 0;
      const bytes = new Uint8Array(Math.max(0, Math.min(file.length - start, options?.length ?? file.length)));
      await file.read(start, bytes, options);
      return bytes;
    } finally {
      await file.close();
    }
  }

  async writeFile(path: string, bytes: Uint8Array | string, options?: CreateOptions): Promise<void> {
    const file = await this.create(path, options);
    try {
      await file.write(typeof bytes === 'string' ? Buffer.from(bytes, 'utf8') : bytes);
    } catch (error) {
      file.abort();
      throw error;
    }
    await file.close(options);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    try {
      const closings = await Promise.allSettled(this.#renewer.holders.map((file) => file.close()));
      const failed = closings.find((closing) => closing.status === 'rejected');
      if (failed !== undefined) throw failed.reason;
    } finally {
      this.#connections.close();
      this.#caller.close();
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #openFile(path: string, options: CallOptions | undefined): Promise<DFSInputStream> {
    return this.#call('open', path, options, async (src, { signal }) => new DFSInputStream(this.#context, this.#connections, await LocatedBlocks.open(this.#context, src, signal)));
  }

  /** One verb on `path`, within its deadline, through symlinks. */
  #call<T>(verb: string, path: string | undefined, options: CallOptions | undefined, work: (path: string, call: { readonly signal: AbortSignal }) => Promise<T>): Promise<T> {
    return inScope(this.#env, options, this.#settings.callTimeoutMs, verb, path, async (signal) => {
      this.#checkOpen();
      let resolved = path === undefined ? '/' : this.resolve(path);
      for (let links = 0; ; links++) {
        try {
          return await work(resolved, { signal });
        } catch (error) {
          if (!isException(error, 'UnresolvedPathException') || links >= linksMax) throw error;
          // The answer is the path to go on with; a relative target is meant from the link's own directory.
          resolved = resolvePath(error.message, this.uri, parentOf(resolved) ?? '/');
        }
      }
    }, () => this.#caller.lastFailure);
  }

  #checkOpen(): void {
    if (this.#closed) throw new FileSystemError('EBADF', 'the client is closed');
  }
}

function found(path: string, proto: HdfsFileStatusProto | undefined): FileStatus {
  if (proto === undefined) throw new FileSystemError('ENOENT', `File does not exist: ${path}`, { path });
  return fileStatus(proto, path);
}

