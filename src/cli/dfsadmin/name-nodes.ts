// The NameNodes that an administrator's command speaks to: the Active, or each one by itself. Answers to
// HAUtil.getProxiesForAllNameNodesInNameservice.
import { NameNodeCaller } from '../../client/name-node-caller.ts';
import { clientSettings } from '../../client/client-settings.ts';
import { toFileSystemError } from '../../client/to-file-system-error.ts';
import type { Configuration } from '../../conf/configuration.ts';
import { nodeEnv } from '../../env/node/node-env.ts';
import { nameOf } from '../../failover/ha-admin.ts';
import { RpcClient, rpcProxy } from '../../rpc/rpc-client.ts';
import type { RpcProxy } from '../../rpc/rpc-client.ts';
import { ClientNamenodeProtocol } from '../../wire/client-namenode-protocol.ts';

export type NameNode = RpcProxy<typeof ClientNamenodeProtocol>;

export interface NamedNameNode {
  /** InetSocketAddress.toString: localhost/127.0.0.1:8020 */
  readonly name: string;
  readonly nameNode: NameNode;
}

export class NameNodes {
  /** Whoever is Active. */
  readonly active: NameNode;
  /** Each on its own, where fs.defaultFS names a nameservice; undefined where it names one NameNode. */
  readonly each: readonly NamedNameNode[] | undefined;
  readonly #close: () => void;

  /** Connects to nobody yet. Throws ConfError. */
  constructor(conf: Configuration, user: string, uri: string) {
    const env = nodeEnv({ name: 'dfsadmin' });
    const settings = clientSettings(conf, user, uri);
    const caller = new NameNodeCaller(env, {
      nameNodes: settings.nameNodes, user, connectTimeoutMs: settings.connectTimeoutMs, unreachableMs: settings.unreachableMs, sleepMsMax: settings.failoverSleepMsMax,
    });
    const clients = settings.nameNodes.map((address) => new RpcClient(env, { address, user, connectTimeoutMs: settings.connectTimeoutMs }));
    this.active = rpcProxy(caller, ClientNamenodeProtocol);
    const isLogical = conf.text(`dfs.client.failover.proxy.provider.${uri.slice('hdfs://'.length)}`) !== undefined;
    this.each = isLogical ? clients.map((client, index) => ({ name: addressName(settings.nameNodes[index]), nameNode: rpcProxy(client, ClientNamenodeProtocol) })) : undefined;
    this.#close = () => {
      caller.close();
      for (const client of clients) client.close();
    };
  }

  close(): void {
    this.#close();
  }
}

/** Runs a call; what it rejects with becomes the client's own kind of error. */
export async function asked<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw toFileSystemError(error, undefined);
  }
}

function addressName(address: { readonly host: string; readonly port: number } | undefined): string {
  if (address === undefined) return '';
  const { host, port } = address;
  return nameOf(host) !== host || /^[\d.]+$/.test(host) ? `${nameOf(host)}/${host}:${port}` : `${host}:${port}`;
}
