/** A client of one NameNode without Java: the few calls by which a test sees that a cluster serves and keeps data. */
import os from 'node:os';
import { nodeEnv } from '../../src/env/node/node-env.ts';
import { RpcClient } from '../../src/rpc/rpc-client.ts';
import { ClientNamenodeProtocol } from '../../src/wire/client-namenode-protocol.ts';

export interface NameNodeClient {
  /** mkdirs with all parents. */
  readonly mkdirs: (path: string) => Promise<boolean>;
  readonly exists: (path: string) => Promise<boolean>;
  readonly close: () => void;
}

export function nameNodeClient(port: number): NameNodeClient {
  const client = new RpcClient(nodeEnv({ name: 'client' }), {
    address: { host: '127.0.0.1', port }, user: process.env['HADOOP_USER_NAME'] ?? os.userInfo().username, rpcTimeoutMs: 15_000,
  });
  return {
    mkdirs: async (path) => (await client.call(ClientNamenodeProtocol.methods.mkdirs, ClientNamenodeProtocol, { src: path, masked: { perm: 0o755 }, createParent: true })).result,
    exists: async (path) => (await client.call(ClientNamenodeProtocol.methods.getFileInfo, ClientNamenodeProtocol, { src: path })).fs !== undefined,
    close: () => client.close(),
  };
}
