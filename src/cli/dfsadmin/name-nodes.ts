// The NameNodes that an administrator's command speaks to: the Active, or each one by itself. Answers to
// HAUtil.getProxiesForAllNameNodesInNameservice.
import { NameNodeCaller } from '../../client/name-node-caller.ts';
import { clientSettings } from '../../client/client-settings.ts';
import { toFileSystemError } from '../../client/to-file-system-error.ts';
import type { Configuration } from '../../conf/configuration.ts';
import type { Env } from '../../env/env.ts';
import { nodeEnv } from '../../env/node/node-env.ts';
import { nameOf } from '../../failover/ha-admin.ts';
import { RpcClient, rpcProxy } from '../../rpc/rpc-client.ts';
import type { RpcAddress, RpcProxy } from '../../rpc/rpc-client.ts';
import type { ServiceDescriptor } from '../../rpc/service.ts';
import type { ClientDatanodeProtocol } from '../../wire/client-datanode-protocol.ts';
import { ClientNamenodeProtocol } from '../../wire/client-namenode-protocol.ts';

export type NameNode = RpcProxy<typeof ClientNamenodeProtocol>;
export type DataNode = RpcProxy<typeof ClientDatanodeProtocol>;

export interface Named<S extends ServiceDescriptor> {
  /** InetSocketAddress.toString: localhost/127.0.0.1:8020 */
  readonly name: string;
  readonly address: RpcAddress;
  readonly nameNode: RpcProxy<S>;
}

export class NameNodes {
  /** Whoever is Active. */
  readonly active: NameNode;
  /** Each on its own, where fs.defaultFS names a nameservice; undefined where it names one NameNode. */
  readonly each: readonly Named<typeof ClientNamenodeProtocol>[] | undefined;
  /** All addresses, in the configuration's order. */
  readonly addresses: readonly RpcAddress[];
  readonly conf: Configuration;
  readonly env: Env;
  /** fs.defaultFS. */
  readonly uri: string;
  readonly #user: string;
  readonly #connectTimeoutMs: number;
  readonly #caller: NameNodeCaller;
  readonly #clients: readonly RpcClient[];
  readonly #others: RpcClient[] = [];
  readonly #isLogical: boolean;

  /** Connects to nobody yet. Throws ConfError. */
  constructor(conf: Configuration, user: string, uri: string) {
    this.env = nodeEnv({ name: 'dfsadmin' });
    this.conf = conf;
    this.uri = uri;
    this.#user = user;
    const settings = clientSettings(conf, user, uri);
    this.#connectTimeoutMs = settings.connectTimeoutMs;
    this.addresses = settings.nameNodes;
    this.#caller = new NameNodeCaller(this.env, {
      nameNodes: settings.nameNodes, user, connectTimeoutMs: settings.connectTimeoutMs, unreachableMs: settings.unreachableMs, sleepMsMax: settings.failoverSleepMsMax,
    });
    this.#clients = settings.nameNodes.map((address) => new RpcClient(this.env, { address, user, connectTimeoutMs: settings.connectTimeoutMs }));
    this.#isLogical = conf.text(`dfs.client.failover.proxy.provider.${uri.slice('hdfs://'.length)}`) !== undefined;
    this.active = rpcProxy(this.#caller, ClientNamenodeProtocol);
    this.each = this.of(ClientNamenodeProtocol).each;
  }

  /** Another protocol of theirs. */
  of<S extends ServiceDescriptor>(protocol: S): { readonly active: RpcProxy<S>; readonly each: readonly Named<S>[] | undefined } {
    const named = this.addresses.flatMap((address, index) => {
      const client = this.#clients[index];
      return client === undefined ? [] : [{ name: addressName(address), address, nameNode: rpcProxy(client, protocol) }];
    });
    return { active: rpcProxy(this.#caller, protocol), each: this.#isLogical ? named : undefined };
  }

  /** A daemon by its address. */
  at<S extends ServiceDescriptor>(address: RpcAddress, protocol: S): RpcProxy<S> {
    const client = new RpcClient(this.env, { address, user: this.#user, connectTimeoutMs: this.#connectTimeoutMs });
    this.#others.push(client);
    return rpcProxy(client, protocol);
  }

  close(): void {
    this.#caller.close();
    for (const client of [...this.#clients, ...this.#others]) client.close();
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

function addressName({ host, port }: RpcAddress): string {
  return nameOf(host) !== host || /^[\d.]+$/.test(host) ? `${nameOf(host)}/${host}:${port}` : `${host}:${port}`;
}
