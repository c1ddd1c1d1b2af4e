// append: a file that is there, open for writing at its end. Answers to DFSClient.append and DFSOutputStream.newStreamForAppend.
import { CreateFlagProto } from '../../wire/client-namenode-protocol.ts';
import type { ClientContext } from '../client-context.ts';
import type { DataNodeConnections } from '../data-node-connections.ts';
import { DFSOutputStream } from '../dfs-output-stream.ts';
import { FileSystemError } from '../errors.ts';
import type { AppendOptions } from '../file-system.ts';
import type { LeaseRenewer } from '../lease-renewer.ts';

export async function appendFile(
  context: ClientContext, connections: DataNodeConnections, renewer: LeaseRenewer, path: string, options: AppendOptions, signal: AbortSignal,
): Promise<DFSOutputStream> {
  const { settings, nameNode, clientName } = context;
  const flag = CreateFlagProto.APPEND | (options.newBlock === true ? CreateFlagProto.NEW_BLOCK : 0);
  const { block, stat } = await nameNode.append({ src: path, clientName, flag }, { signal });
  const status = stat ?? (await nameNode.getFileInfo({ src: path }, { signal })).fs;
  if (status === undefined) throw new FileSystemError('ENOENT', `File does not exist: ${path}`, { path });
  if (status.ecPolicy !== undefined && options.newBlock !== true) throw new FileSystemError('ENOTSUP', `${path} is erasure-coded; this client cannot write striped blocks`, { path });
  const file = { path, fileId: status.fileId ?? 0, blockSize: status.blocksize ?? settings.blockSize, replication: status.block_replication ?? settings.replication };
  // The NameNode names the last block where it is not full; one that is followed by a new block is told to addBlock.
  const last = block === undefined ? undefined : { block, isContinued: options.newBlock !== true };
  return new DFSOutputStream(context, connections, renewer, file, status.length, last);
}
