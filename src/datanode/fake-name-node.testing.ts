// A NameNode as DataNodes see one: answers DatanodeProtocol as a test tells it to, and remembers what it was told.
import type { Env } from '../env/env.ts';
import { sleep } from '../env/waiting.ts';
import { RpcServer } from '../rpc/rpc-server.ts';
import { service } from '../rpc/service.ts';
import { DatanodeLifelineProtocol } from '../wire/datanode-lifeline-protocol.ts';
import { DatanodeProtocol, DatanodeCommandProto_Type as CommandType } from '../wire/datanode-protocol.ts';
import type { BlockReportRequestProto, DatanodeCommandProto, HeartbeatRequestProto } from '../wire/datanode-protocol.ts';
import { NNHAStatusHeartbeatProto_State as HaState } from '../wire/hdfs-server.ts';
import { testNamespace } from './datanode.testing.ts';

export class FakeNameNode {
  readonly #env: Env;
  #server: RpcServer | undefined;
  #port = 0;
  state: HaState = HaState.STANDBY;
  txid = 0;
  clusterId = testNamespace.clusterId;
  /** Given with the next heartbeat's answer. */
  commands: DatanodeCommandProto[] = [];
  /** Handed to whoever asks for a full report; 0n refuses. */
  lease = 77n;
  /** Thrown at the next incremental report. */
  reportError: Error | undefined;
  /** Thrown at every report of bad replicas. */
  complaintError: Error | undefined;
  complaintsRefused = 0;
  knowsDataNode = false;
  readonly heartbeats: HeartbeatRequestProto[] = [];
  /** Answered or not. */
  heartbeatsAsked = 0;
  readonly lifelines: HeartbeatRequestProto[] = [];
  /** Heartbeats are not answered meanwhile. */
  mute = false;
  readonly fullReports: BlockReportRequestProto[] = [];
  /** 'RECEIVED 1_1001 700', in order. */
  readonly news: string[] = [];
  /** Bad replicas and errors reported. */
  readonly complaints: string[] = [];
  registrations = 0;

  constructor(env: Env) {
    this.#env = env;
  }

  get port(): number {
    return this.#port;
  }

  /** Listens, on the port it had before if it was started before; forgets who was registered, as a restart does. */
  async start(): Promise<void> {
    this.knowsDataNode = false;
    const statusName = ['', 'RECEIVING', 'RECEIVED', 'DELETED'];
    this.#server = new RpcServer(this.#env, {
      host: '127.0.0.1', port: this.#port,
      services: [service(DatanodeLifelineProtocol, {
        sendLifeline: (request) => {
          this.lifelines.push(request);
          return {};
        },
      }), service(DatanodeProtocol, {
        versionRequest: () => ({
          info: {
            buildVersion: 'x', unused: 0, blockPoolID: testNamespace.blockPoolId, softwareVersion: '3.4.3', capabilities: 1, state: this.state,
            storageInfo: { layoutVersion: -67, namespceID: testNamespace.namespaceId, clusterID: this.clusterId, cTime: testNamespace.cTime },
          },
        }),
        registerDatanode: ({ registration }) => {
          this.registrations++;
          this.knowsDataNode = true;
          return { registration };
        },
        sendHeartbeat: async (request) => {
          this.heartbeatsAsked++;
          while (this.mute) await sleep(this.#env, 5);
          this.heartbeats.push(request);
          const haStatus = { state: this.state, txid: this.txid };
          if (!this.knowsDataNode) return { cmds: [{ cmdType: CommandType.RegisterCommand, registerCmd: {} }], haStatus };
          const cmds = this.commands;
          this.commands = [];
          return { cmds, haStatus, fullBlockReportLeaseId: request.requestFullBlockReportLease === true ? this.lease : 0n };
        },
        blockReport: (request) => {
          this.fullReports.push(request);
          return {};
        },
        blockReceivedAndDeleted: ({ blocks }) => {
          const error = this.reportError;
          this.reportError = undefined;
          if (error !== undefined) throw error;
          for (const storage of blocks) for (const { block, status } of storage.blocks) this.news.push(`${statusName[status]} ${block.blockId}_${block.genStamp} ${block.numBytes ?? 0}`);
          return {};
        },
        errorReport: ({ errorCode, msg }) => {
          this.complaints.push(`error ${errorCode} ${msg}`);
          return {};
        },
        reportBadBlocks: ({ blocks }) => {
          if (this.complaintError !== undefined) {
            this.complaintsRefused++;
            throw this.complaintError;
          }
          for (const { b } of blocks) this.complaints.push(`bad ${b.blockId}_${b.generationStamp}`);
          return {};
        },
      })],
    });
    await this.#server.start();
    this.#port = this.#server.port;
  }

  async stop(): Promise<void> {
    await this.#server?.stop();
    this.#server = undefined;
  }
}
