// The work behind `haadmin`: asks and moves NameNodes over HAServiceProtocol, and over ZKFCProtocol where failover is
// automatic. Works on ours and Apache's. Answers to DFSHAAdmin, HAAdmin and FailoverController.
import type { Configuration } from '../conf/configuration.ts';
import { ConfError } from '../conf/configuration.ts';
import { automaticFailover, zkfcPort } from '../conf/namenode-keys.ts';
import { nameNodesOf, ownNameservice, suffixesOf } from '../conf/nameservices.ts';
import type { NameNodeAddress } from '../conf/nameservices.ts';
import type { Env } from '../env/env.ts';
import { isException } from '../protocol/exceptions.ts';
import { RpcClient } from '../rpc/rpc-client.ts';
import { HARequestSource, HAServiceProtocol, HAServiceStateProto } from '../wire/ha-service-protocol.ts';
import type { GetServiceStatusResponseProto } from '../wire/ha-service-protocol.ts';
import type { ChangeJournalRequestProto, JournalListResponseProto } from '../wire/quorate-ha.ts';
import { QuorateHaProtocol } from '../wire/quorate-ha.ts';
import { ZKFCProtocol } from '../wire/zkfc-protocol.ts';

/** A failover that was refused or went wrong; the message says why. */
export class FailoverFailed extends Error {
  override readonly name = 'FailoverFailed';
}

export type RequestSource = 'user' | 'forced';

const sources = { user: HARequestSource.REQUEST_BY_USER, forced: HARequestSource.REQUEST_BY_USER_FORCED } as const;
/** ha.failover-controller.cli-check.rpc-timeout.ms, ha.failover-controller.new-active.rpc-timeout.ms */
const checkTimeoutMs = 20_000;
const activeTimeoutMs = 60_000;
const gracefulTimeoutMs = 5_000;

export class HaAdmin {
  readonly nameservice: string;
  readonly #env: Env;
  readonly #conf: Configuration;
  readonly #user: string;
  readonly #clients = new Map<string, RpcClient>();

  constructor(env: Env, conf: Configuration, user: string, nameservice?: string) {
    this.#env = env;
    this.#conf = conf;
    this.#user = user;
    this.nameservice = nameservice ?? ownNameservice(conf);
  }

  targets(): NameNodeAddress[] {
    return nameNodesOf(this.#conf, this.nameservice);
  }

  /** The NameNode with this id; ConfError as Apache's "Unable to determine service address". */
  target(id: string): NameNodeAddress {
    const found = this.targets().find((target) => target.id === id);
    if (found === undefined) throw new ConfError(`Unable to determine service address for namenode '${id}'`);
    return found;
  }

  automatic(id: string): boolean {
    return this.#conf.get(automaticFailover, ...suffixesOf(this.nameservice, id));
  }

  status(id: string, timeoutMs = checkTimeoutMs): Promise<GetServiceStatusResponseProto> {
    return this.#client(id, timeoutMs).call(HAServiceProtocol.methods.getServiceStatus, HAServiceProtocol, {});
  }

  /** 'active', 'standby', ... */
  async state(id: string, timeoutMs?: number): Promise<string> {
    const { state } = await this.status(id, timeoutMs);
    return Object.entries(HAServiceStateProto).find(([, code]) => code === state)?.[0].toLowerCase() ?? `state ${state}`;
  }

  async checkHealth(id: string): Promise<void> {
    await this.#client(id, checkTimeoutMs).call(HAServiceProtocol.methods.monitorHealth, HAServiceProtocol, {});
  }

  async transitionToActive(id: string, source: RequestSource, timeoutMs = activeTimeoutMs): Promise<void> {
    await this.#client(id, timeoutMs).call(HAServiceProtocol.methods.transitionToActive, HAServiceProtocol, { reqInfo: { reqSource: sources[source] } });
  }

  async transitionToStandby(id: string, source: RequestSource, timeoutMs = activeTimeoutMs): Promise<void> {
    await this.#client(id, timeoutMs).call(HAServiceProtocol.methods.transitionToStandby, HAServiceProtocol, { reqInfo: { reqSource: sources[source] } });
  }

  /** Automatic failover: the target's controller arranges everything. */
  async gracefulFailover(id: string): Promise<void> {
    const target = this.target(id);
    const port = this.#conf.get(zkfcPort, ...suffixesOf(this.nameservice, id));
    const client = new RpcClient(this.#env, { address: { host: target.service.host, port }, user: this.#user, rpcTimeoutMs: activeTimeoutMs });
    try {
      await client.call(ZKFCProtocol.methods.gracefulFailover, ZKFCProtocol, {});
    } finally {
      client.close();
    }
  }

  /** Operator's failover: `from` to Standby, then `to` to Active; back again when that fails. The journal is the fence. */
  async failover(from: string, to: string, source: RequestSource, forceActive: boolean): Promise<void> {
    await this.#checkBefore(from, to, forceActive);
    const gone = await this.#stepDown(from, source);
    try {
      await this.transitionToActive(to, source);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (gone) await this.transitionToActive(from, source).catch(() => {});
      throw new FailoverFailed(`Unable to failover to ${this.describe(to)}: ${reason}`, { cause: error });
    }
  }

  /** InetSocketAddress.toString: a literal address has no name in front until it was `asked` something, which looks it up. */
  describe(id: string, asked = true): string {
    const { host, port } = this.target(id).service;
    if (asked && nameOf(host) !== host) return `NameNode at ${nameOf(host)}/${host}:${port}`;
    return /^[\d.]+$|:/.test(host) ? `NameNode at /${host}:${port}` : `NameNode at ${host}:${port}`;
  }

  /** The JournalNodes as the NameNode knows them. */
  journalList(id: string, timeoutMs = 5000): Promise<JournalListResponseProto> {
    return this.#client(id, timeoutMs).call(QuorateHaProtocol.methods.journalList, QuorateHaProtocol, {});
  }

  /** Has the Active begin a change of them; its number. */
  async changeJournal(id: string, request: ChangeJournalRequestProto): Promise<number> {
    return (await this.#client(id, checkTimeoutMs).call(QuorateHaProtocol.methods.changeJournal, QuorateHaProtocol, request)).change;
  }

  close(): void {
    for (const client of this.#clients.values()) client.close();
  }

  async #checkBefore(from: string, to: string, forceActive: boolean): Promise<void> {
    if (from === to) throw new FailoverFailed('Can\'t failover a service to itself');
    let status: GetServiceStatusResponseProto;
    try {
      status = await this.status(to);
    } catch (error) {
      throw new FailoverFailed(`Unable to get service state for ${this.describe(to)}`, { cause: error });
    }
    if (status.state !== HAServiceStateProto.STANDBY) throw new FailoverFailed(`Can't failover to an ${(await this.state(to))} service`);
    if (status.readyToBecomeActive !== true && !forceActive) {
      throw new FailoverFailed(`${this.describe(to)} is not ready to become active: ${status.notReadyReason ?? ''}`);
    }
    try {
      await this.checkHealth(to);
    } catch (error) {
      throw new FailoverFailed(isException(error, 'HealthCheckFailedException') ? 'Can\'t failover to an unhealthy service' : 'Got an IO exception', { cause: error });
    }
  }

  /** Whether `from` stepped down by itself. One that does not answer is fenced by the new epoch. */
  async #stepDown(from: string, source: RequestSource): Promise<boolean> {
    try {
      await this.transitionToStandby(from, source, gracefulTimeoutMs);
      return true;
    } catch (error) {
      this.#env.log('warn', 'the old Active did not step down; the journal fences it', { from, error });
      return false;
    }
  }

  #client(id: string, rpcTimeoutMs: number): RpcClient {
    const key = `${id} ${rpcTimeoutMs}`;
    const known = this.#clients.get(key);
    if (known !== undefined) return known;
    const client = new RpcClient(this.#env, { address: this.target(id).service, user: this.#user, rpcTimeoutMs });
    this.#clients.set(key, client);
    return client;
  }
}

/** What Java's reverse lookup makes of the loopback address; of others it may make more than is worth asking DNS for. */
export function nameOf(host: string): string {
  return host === '127.0.0.1' ? 'localhost' : host;
}
