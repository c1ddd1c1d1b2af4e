// What the parts of one client share.
import type { Env } from '../env/env.ts';
import type { RpcProxy } from '../rpc/rpc-client.ts';
import type { ClientNamenodeProtocol } from '../wire/client-namenode-protocol.ts';
import type { ClientSettings } from './client-settings.ts';

export type NameNodeProxy = RpcProxy<typeof ClientNamenodeProtocol>;

export interface ClientContext {
  readonly env: Env;
  readonly settings: ClientSettings;
  /** ClientProtocol at the Active. */
  readonly nameNode: NameNodeProxy;
  /** Whose leases this client's open files are: DFSClient_quorate_1f2e3d4c. */
  readonly clientName: string;
}
