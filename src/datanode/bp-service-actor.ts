// Keeps up with one NameNode: handshake, registration, heartbeats, block reports. Two loops: heartbeats never wait for
// a long report, and reports (incremental, full, registration) go strictly one after the other, so that no full report
// overtakes the news that came after it was drawn up. A NameNode that is away is tried again within a third of a
// second, for ever. Answers to org.apache.hadoop.hdfs.server.datanode.BPServiceActor.
//
//   connecting ─ handshake and registration ─> running ─ NameNode refuses us ─> failed
//       └ other cluster, other pool ─> init-failed (tried again while another NameNode serves) ─> failed
import { AssertionFailure } from '../base/assert.ts';
import { SerialQueue } from '../base/async.ts';
import type { Env } from '../env/env.ts';
import { untilRound } from '../env/waiting.ts';
import { fullReportSent, heartbeatFailed, nameNodeBack, nameNodeRefuses, nameNodeUnreached, registeredAt } from '../metrics/event-names.ts';
import { HdfsException, isException } from '../protocol/exceptions.ts';
import { RpcClient, rpcProxy } from '../rpc/rpc-client.ts';
import type { RpcProxy } from '../rpc/rpc-client.ts';
import { RemoteError } from '../rpc/rpc-errors.ts';
import { DatanodeProtocol } from '../wire/datanode-protocol.ts';
import type { CommitBlockSynchronizationRequestProto, DatanodeCommandProto, DatanodeRegistrationProto, HeartbeatRequestProto, HeartbeatResponseProto } from '../wire/datanode-protocol.ts';
import { NNHAStatusHeartbeatProto_State as HaState } from '../wire/hdfs-server.ts';
import type { NamespaceInfoProto } from '../wire/hdfs-server.ts';
import type { BPOfferService } from './bp-offer-service.ts';
import { byStorage, IncrementalReports } from './incremental-reports.ts';
import type { Talk } from './data-node-metrics.ts';
import type { ServedNameNode } from './data-node-options.ts';
import { LifelineSender } from './lifeline-sender.ts';
import { Waker } from './waker.ts';

/** The keys are in src/conf/datanode-keys.ts. */
export interface ActorSettings {
  readonly user: string;
  readonly heartbeatIntervalMs: number;
  /** Without an answered heartbeat for so long, a lifeline is sent. */
  readonly lifelineIntervalMs: number;
  readonly blockReportIntervalMs: number;
  /** The first full report comes within this time of a registration, at random; 0: at once. */
  readonly blockReportInitialDelayMs: number;
  /** From this many replicas on, each storage is reported in a call of its own. */
  readonly blockReportSplitThreshold: number;
  /** The least time between two incremental reports; 0: none. */
  readonly incrementalIntervalMs: number;
  readonly rpcTimeoutMs: number;
}

export type ActorState = 'connecting' | 'init-failed' | 'running' | 'exited' | 'failed';

const retryFirstMs = 100;
const retryMostMs = 300;
const refusedRetryMs = 1000;
const initRetryMs = 5000;
/** A heartbeat may go so much early: a timer that is would wake the process twice. */
const earlyMs = 2;
/**
 * A heartbeat that has no answer after so many intervals is sent again: a NameNode that lost the connection without a word (its
 * machine was cut off, or died) tells by a reset, long before it takes this DataNode for dead.
 */
const unansweredIntervals = 10;
const leaseless = 0n;
const messagesMax = 1000;

/** Something to tell a NameNode besides reports: a bad replica, an error. */
export type ActorMessage = (nameNode: RpcProxy<typeof DatanodeProtocol>, registration: DatanodeRegistrationProto) => Promise<unknown>;

export class BPServiceActor {
  readonly address: ServedNameNode;
  readonly reports = new IncrementalReports();
  state: ActorState = 'connecting';
  /** What the NameNode said it was in its last answer. */
  haState: HaState | undefined;
  lastHeartbeatMs = 0;
  lastFullReportMs = 0;
  readonly #env: Env;
  readonly #settings: ActorSettings;
  readonly #service: BPOfferService;
  readonly #rpc: RpcClient;
  readonly #nameNode: RpcProxy<typeof DatanodeProtocol>;
  readonly #lifeline: LifelineSender | undefined;
  readonly #heartbeatWaker: Waker;
  readonly #reportWaker: Waker;
  readonly #commands = new SerialQueue();
  #running: Promise<void> | undefined;
  #stopped = false;
  #registration: DatanodeRegistrationProto | undefined;
  #mustRegister = false;
  #nextHeartbeatMs = 0;
  #nextFullReportMs = 0;
  #resetFullReportTime = true;
  #forced = false;
  #lease = leaseless;
  #reportId: bigint;
  #deletionsDue = false;
  #lastIncrementalMs = Number.NEGATIVE_INFINITY;
  #messages: ActorMessage[] = [];

  constructor(env: Env, address: ServedNameNode, settings: ActorSettings, service: BPOfferService) {
    this.#env = env;
    this.address = address;
    this.#settings = settings;
    this.#service = service;
    this.#rpc = new RpcClient(env, { address, user: settings.user, rpcTimeoutMs: settings.rpcTimeoutMs, connectTimeoutMs: 5000, idleCloseMs: 0 });
    this.#nameNode = rpcProxy(this.#rpc, DatanodeProtocol);
    const { user, rpcTimeoutMs, lifelineIntervalMs: intervalMs } = settings;
    this.#lifeline = address.lifeline === undefined ? undefined : new LifelineSender(env, address.lifeline, { user, rpcTimeoutMs, intervalMs }, this);
    this.#heartbeatWaker = new Waker(env);
    this.#reportWaker = new Waker(env);
    this.#reportId = Buffer.from(env.randomBytes(8)).readBigInt64BE(0);
  }

  /** host:port of the NameNode. */
  get name(): string {
    return `${this.address.host}:${this.address.port}`;
  }

  get alive(): boolean {
    return !this.#stopped && (this.state === 'connecting' || this.state === 'running');
  }

  get registration(): DatanodeRegistrationProto | undefined {
    return this.#registration;
  }

  start(): void {
    this.#running ??= this.#run();
  }

  async stop(): Promise<void> {
    this.#halt();
    await this.#running;
    await this.#commands.idle();
  }

  /** There is news in `reports`. */
  wakeReports(): void {
    if (this.reports.urgent) this.#reportWaker.wake();
  }

  /** Sends an incremental or a full report without waiting for its time. */
  triggerReport(incremental: boolean): void {
    if (incremental) this.#deletionsDue = true;
    else {
      this.#forced = true;
      this.#resetFullReportTime = true;
    }
    this.#reportWaker.wake();
  }

  /** Heartbeat now. */
  triggerHeartbeat(): void {
    this.#nextHeartbeatMs = this.#env.monotonicMs();
    this.#heartbeatWaker.wake();
  }

  /** Tells the NameNode something, until it answers, after the reports that are pending; the oldest are dropped beyond a bound. */
  tell(message: ActorMessage): void {
    this.#messages.push(message);
    if (this.#messages.length > messagesMax) this.#messages.shift();
    this.#reportWaker.wake();
  }

  /** Tells the NameNode, at once, how a block recovery ended. */
  commitBlockSynchronization(request: CommitBlockSynchronizationRequestProto): Promise<unknown> {
    return this.#nameNode.commitBlockSynchronization(request);
  }

  /** What a lifeline says: the same as a heartbeat, and asks for nothing. */
  async lifeline(): Promise<HeartbeatRequestProto | undefined> {
    return this.#registration === undefined ? undefined : this.#report(this.#registration);
  }

  async #report(registration: DatanodeRegistrationProto): Promise<HeartbeatRequestProto> {
    return { registration, ...(await this.#service.load()), failedVolumes: 0, cacheCapacity: 0, cacheUsed: 0, slowPeers: [], slowDisks: [] };
  }

  async #run(): Promise<void> {
    try {
      if (!(await this.#initialize())) return;
      await Promise.all([this.#heartbeats(), this.#reporting(), this.#lifeline?.run()]);
      if (this.state === 'running') this.state = 'exited';
    } catch (error) {
      this.state = 'failed';
      if (error instanceof AssertionFailure) throw error;
      this.#env.log('error', 'block pool service failed', { nameNode: this.name, error: String(error) });
    } finally {
      this.#halt();
      this.#service.actorEnded(this);
    }
  }

  #halt(): void {
    this.#stopped = true;
    this.#rpc.close();
    this.#lifeline?.stop();
    this.#heartbeatWaker.wake();
    this.#reportWaker.wake();
  }

  /** Handshake and first registration; false when stopped, or when there is no sense in trying again. */
  async #initialize(): Promise<boolean> {
    for (let tries = 0; !this.#stopped; tries++) {
      try {
        await this.#register((await this.#nameNode.versionRequest({})).info);
        this.state = 'running';
        return true;
      } catch (error) {
        if (error instanceof AssertionFailure) throw error;
        if (this.#stopped) return false;
        if (isAbsence(error)) {
          if (tries === 0) this.#env.log('warn', nameNodeUnreached, { nameNode: this.name, error: String(error) });
          await this.#heartbeatWaker.sleep(this.#retryMs(tries));
          continue;
        }
        this.state = 'init-failed';
        this.#env.log('error', 'initialization failed', { nameNode: this.name, error: String(error) });
        if (!this.#service.mayRetryInitialization()) {
          this.state = 'failed';
          return false;
        }
        await this.#heartbeatWaker.sleep(initRetryMs);
      }
    }
    return false;
  }

  async #register(info: NamespaceInfoProto): Promise<void> {
    const wanted = await this.#service.meet(this, info);
    const { registration } = await this.#nameNode.registerDatanode({ registration: wanted });
    this.#service.checkRegistration(registration);
    this.#registration = registration;
    this.#lease = leaseless;
    this.#mustRegister = false;
    const now = this.#env.monotonicMs();
    this.#nextFullReportMs = now + this.#env.random() * this.#settings.blockReportInitialDelayMs;
    this.#resetFullReportTime = true;
    this.#env.log('info', registeredAt, { nameNode: this.name, poolId: info.blockPoolID });
    this.triggerHeartbeat();
  }

  async #heartbeats(): Promise<void> {
    for (let failures = 0; !this.#stopped; ) {
      const registration = this.#registration;
      const delayMs = this.#nextHeartbeatMs - this.#env.monotonicMs();
      if (registration === undefined || this.#mustRegister || delayMs > earlyMs) {
        await this.#heartbeatWaker.sleep(registration === undefined || this.#mustRegister ? Number.POSITIVE_INFINITY : delayMs);
        continue;
      }
      try {
        await this.#heartbeat(registration);
        if (failures > 0) this.#env.log('info', nameNodeBack, { nameNode: this.name });
        failures = 0;
      } catch (error) {
        if (this.#stopped || this.#refused(error)) return;
        if (failures++ === 0) this.#env.log('warn', heartbeatFailed, { nameNode: this.name, error: String(error) });
        await this.#heartbeatWaker.sleep(isAbsence(error) ? this.#retryMs(failures) : refusedRetryMs);
        this.#nextHeartbeatMs = this.#env.monotonicMs();
      }
    }
  }

  async #heartbeat(registration: DatanodeRegistrationProto): Promise<void> {
    const now = this.#env.monotonicMs();
    // To all NameNodes at once: one waking, one look at the volumes.
    this.#nextHeartbeatMs = now + untilRound(this.#env, this.#settings.heartbeatIntervalMs);
    const wantsLease = this.#lease === leaseless && now >= this.#nextFullReportMs;
    const report = await this.#report(registration);
    const sentMs = this.#env.monotonicMs();
    const { heartbeatIntervalMs, rpcTimeoutMs } = this.#settings;
    const timeoutMs = Math.min(rpcTimeoutMs, unansweredIntervals * heartbeatIntervalMs);
    const response = await this.#nameNode.sendHeartbeat({ ...report, requestFullBlockReportLease: wantsLease }, { timeoutMs });
    this.lastHeartbeatMs = this.#env.monotonicMs();
    this.#talked('Heartbeats', sentMs);
    this.#take(response);
    this.#talked('HeartbeatsTotal', now);
  }

  #talked(what: Talk, sinceMs: number): void {
    this.#service.metrics.talked(what, this.address.label ?? `${this.address.host}-${this.address.port}`, this.#env.monotonicMs() - sinceMs);
  }

  #take(response: HeartbeatResponseProto): void {
    const lease = response.fullBlockReportLeaseId ?? leaseless;
    if (lease !== leaseless) this.#lease = lease;
    this.haState = response.haStatus.state;
    this.#service.updateActorStates(this, response.haStatus);
    this.#obey(response.cmds);
    this.#deletionsDue = true;
    this.#reportWaker.wake();
  }

  /** Runs commands in their order, one heartbeat's after the other's; DNA_REGISTER at once. */
  #obey(commands: readonly DatanodeCommandProto[]): void {
    for (const command of commands) {
      if (this.#service.isRegister(command)) {
        this.#env.log('info', 'NameNode asks for registration', { nameNode: this.name });
        this.#mustRegister = true;
        this.#reportWaker.wake();
        return;
      }
      this.#service.metrics.commands++;
      this.#commands.run(() => (this.#stopped ? undefined : this.#service.obey(command, this))).catch((error: unknown) => {
        if (error instanceof AssertionFailure) throw error;
        this.#env.log('warn', 'command failed', { nameNode: this.name, error: String(error) });
      });
    }
  }

  async #reporting(): Promise<void> {
    for (let failures = 0; !this.#stopped; ) {
      try {
        if (this.#mustRegister) await this.#registerAgain();
        await this.#reportIncrementally();
        if (this.#lease !== leaseless || this.#forced) await this.#reportFully();
        await this.#sendMessages();
        failures = 0;
      } catch (error) {
        if (this.#stopped || this.#refused(error)) return;
        if (failures++ === 0) this.#env.log('warn', 'report failed', { nameNode: this.name, error: String(error) });
        await this.#reportWaker.sleep(0);
        await this.#pause(isAbsence(error) ? this.#retryMs(failures) : refusedRetryMs);
        continue;
      }
      await this.#reportWaker.sleep(this.#untilIncrementalMs());
    }
  }

  async #registerAgain(): Promise<void> {
    const { info } = await this.#nameNode.versionRequest({});
    // A Standby learns from the full report that follows; the Active may still wait for what is pending.
    if (this.haState === HaState.STANDBY || this.haState === HaState.OBSERVER) this.reports.clear();
    await this.#register(info);
  }

  async #reportIncrementally(): Promise<void> {
    const registration = this.#registration;
    if (registration === undefined || this.reports.size === 0) return;
    if (!this.#deletionsDue && (!this.reports.urgent || this.#untilIncrementalMs() > 0)) return;
    if (this.reports.takeOverflow()) this.#forced = true;
    const news = this.reports.take();
    const startMs = this.#env.monotonicMs();
    try {
      await this.#nameNode.blockReceivedAndDeleted({ registration, blockPoolId: this.#service.poolId, blocks: byStorage(news) });
      this.#talked('IncrementalBlockReports', startMs);
      this.#lastIncrementalMs = startMs;
      this.#deletionsDue = false;
    } catch (error) {
      this.reports.putBack(news);
      throw error;
    }
  }

  async #reportFully(): Promise<void> {
    const registration = this.#registration;
    if (registration === undefined) return;
    this.#deletionsDue = true;
    await this.#reportIncrementally();
    const lease = this.#lease;
    const forced = this.#forced;
    this.#forced = false;
    const reports = this.#service.fullReport();
    const total = reports.reduce((sum, report) => sum + (report.numberOfBlocks ?? 0), 0);
    const calls = total < this.#settings.blockReportSplitThreshold ? [reports] : reports.map((report) => [report]);
    this.#reportId = BigInt.asIntN(64, this.#reportId + 1n) || 1n;
    const startMs = this.#env.monotonicMs();
    const blockPoolId = this.#service.poolId;
    try {
      for (const [curRpc, part] of calls.entries()) {
        const { cmd } = await this.#nameNode.blockReport({
          registration, blockPoolId, reports: part, context: { totalRpcs: calls.length, curRpc, id: this.#reportId, leaseId: lease },
        });
        if (cmd !== undefined) this.#obey([cmd]);
      }
    } catch (error) {
      this.#forced ||= forced;
      throw error;
    } finally {
      if (this.#lease === lease) this.#lease = leaseless;
    }
    this.lastFullReportMs = this.#env.monotonicMs();
    this.#talked('BlockReports', startMs);
    this.#scheduleFullReport();
    this.#env.log('info', fullReportSent, {
      nameNode: this.name, storages: reports.length, blocks: total, calls: calls.length, ms: Math.round(this.lastFullReportMs - startMs),
    });
  }

  /** The first report after a registration shifts the following ones by a random part of the interval. */
  #scheduleFullReport(): void {
    const intervalMs = this.#settings.blockReportIntervalMs;
    const now = this.#env.monotonicMs();
    if (this.#resetFullReportTime) this.#nextFullReportMs = now + this.#env.random() * intervalMs;
    else this.#nextFullReportMs += Math.max(1, Math.floor((now - this.#nextFullReportMs + intervalMs) / intervalMs)) * intervalMs;
    this.#resetFullReportTime = false;
  }

  async #sendMessages(): Promise<void> {
    while (this.#messages.length > 0 && this.#registration !== undefined) {
      const message = this.#messages[0] as ActorMessage;
      try {
        await message(this.#nameNode, this.#registration);
      } catch (error) {
        if (isAbsence(error)) throw error;
        // An answer, if only a Standby's: it would be the same for ever, or be out of date when it is another.
        this.#env.log('info', 'the NameNode does not take what it was told', { nameNode: this.name, error: String(error) });
      }
      // Unless it was dropped meanwhile, as one of too many.
      if (this.#messages[0] === message) this.#messages.shift();
    }
  }

  /** Ms until an urgent incremental report may go out; for ever without one. */
  #untilIncrementalMs(): number {
    if (!this.reports.urgent) return Number.POSITIVE_INFINITY;
    return Math.max(0, this.#lastIncrementalMs + this.#settings.incrementalIntervalMs - this.#env.monotonicMs());
  }

  /** Whether the NameNode will have nothing to do with us; ends the actor then. */
  #refused(error: unknown): boolean {
    if (error instanceof AssertionFailure) throw error;
    const final = isException(error, 'UnregisteredNodeException') || isException(error, 'DisallowedDatanodeException') || isException(error, 'IncorrectVersionException');
    if (!final) return false;
    this.#env.log('error', nameNodeRefuses, { nameNode: this.name, error: String(error) });
    this.state = 'failed';
    this.#halt();
    return true;
  }

  /** A sleep that only the end of the actor, or the NameNode's wish for a registration, cuts short. */
  async #pause(delayMs: number): Promise<void> {
    const endMs = this.#env.monotonicMs() + delayMs;
    const mustRegister = this.#mustRegister;
    for (let leftMs = delayMs; leftMs > 0 && !this.#stopped && this.#mustRegister === mustRegister; leftMs = endMs - this.#env.monotonicMs()) {
      await this.#reportWaker.sleep(leftMs);
    }
  }

  #retryMs(failures: number): number {
    return Math.min(retryMostMs, retryFirstMs * 2 ** Math.min(failures, 4)) * (0.5 + this.#env.random() / 2);
  }
}

/** Whether the NameNode was away, rather than answered. */
function isAbsence(error: unknown): boolean {
  return !(error instanceof HdfsException || error instanceof RemoteError);
}
