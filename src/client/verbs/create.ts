// create: a new file, open for writing. Answers to DFSOutputStream.newStreamForCreate.
import { CreateFlagProto } from '../../wire/client-namenode-protocol.ts';
import type { ClientContext } from '../client-context.ts';
import type { DataNodeConnections } from '../data-node-connections.ts';
import { DFSOutputStream } from '../dfs-output-stream.ts';
import { FileSystemError } from '../errors.ts';
import type { CreateOptions } from '../file-system.ts';
import type { LeaseRenewer } from '../lease-renewer.ts';

export async function createFile(
  context: ClientContext, connections: DataNodeConnections, renewer: LeaseRenewer, path: string, options: CreateOptions, signal: AbortSignal,
): Promise<DFSOutputStream> {
  const { settings, nameNode, clientName } = context;
  const blockSize = options.blockSize ?? settings.blockSize;
  const replication = options.replication ?? settings.replication;
  const { bytesPerChecksum } = settings.checksum;
  if (blockSize % bytesPerChecksum !== 0) {
    throw new FileSystemError('EINVAL', `Invalid values: dfs.bytes-per-checksum (=${bytesPerChecksum}) must divide block size (=${blockSize}).`, { path });
  }
  const unmasked = (options.permission ?? 0o666) & 0o1777;
  const { fs } = await nameNode.create({
    src: path, clientName, masked: { perm: options.maskedPermission ?? unmasked & ~settings.umask }, unmasked: { perm: unmasked },
    createFlag: options.createFlag ?? (CreateFlagProto.CREATE | (options.overwrite === false ? 0 : CreateFlagProto.OVERWRITE)),
    createParent: options.createParents !== false, replication, blockSize, cryptoProtocolVersion: [],
  }, { signal });
  if (fs?.ecPolicy !== undefined) {
    throw new FileSystemError('ENOTSUP', `${path} would be erasure-coded; this client cannot write striped blocks`, { path });
  }
  return new DFSOutputStream(context, connections, renewer, { path, fileId: fs?.fileId ?? 0, blockSize: fs?.blocksize ?? blockSize, replication: fs?.block_replication ?? replication });
}
