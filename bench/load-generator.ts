// The load generator of bench/generator: built with Go, which nothing else here needs, and fed with frames that our own
// codecs made. It is one thread that touches a call for about a microsecond, so that what it measures is the server.
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { encodeCall } from '../src/rpc/client-connection.ts';
import { contextCallId, encodePreface } from '../src/rpc/frames.ts';
import type { CallableMethod } from '../src/rpc/rpc-client.ts';
import { ClientNamenodeProtocol } from '../src/wire/client-namenode-protocol.ts';
import { writeBackward } from '../src/wire/codec.ts';
import { IpcConnectionContextProto } from '../src/wire/ipc-connection-context.ts';
import { RpcKindProto, RpcRequestHeaderProto, RpcRequestHeaderProto_OperationProto as Operation } from '../src/wire/rpc-header.ts';
import { repository } from '../tests/apache/rig/apache.ts';
import { own } from '../tests/apache/rig/processes.ts';
import { superuser } from './mutation-load.ts';

/** A load on one NameNode. */
export interface Load<Request> {
  readonly method: CallableMethod<Request, unknown>;
  /** `path` is another one in every call where it holds the number's digits (see `numberedPath`). */
  readonly request: Request;
  readonly path?: string;
  readonly connections: number;
  /** Calls under way on each connection. */
  readonly inFlight: number;
  readonly warmUpMs: number;
  readonly measureMs: number;
}

/** Calls that were answered within the measured time, and how long they took, in ms. */
export interface LoadFigures {
  readonly callsPerSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

const directoryDigits = 7;
const nameDigits = 3;
const directoryMark = 'd'.repeat(directoryDigits);
const nameMark = 'n'.repeat(nameDigits);
/** Its zigzag varint has four bytes, none of which is likely to stand beside the others anywhere else. */
const callIdMark = 98_765_432;

/** A path below `base` that the generator numbers: a thousand names a directory. */
export function numberedPath(base: string): string {
  return `${base}/${directoryMark}/${nameMark}`;
}

let built: string | undefined;

/** Builds the generator, once for each process. Throws, saying what is missing, where there is no Go. */
export function buildGenerator(): string {
  if (built !== undefined) return built;
  const directory = join(repository, 'build/bench');
  mkdirSync(directory, { recursive: true });
  const program = join(directory, 'load-generator');
  const go = spawnSync('go', ['build', '-o', program, '.'], { cwd: join(repository, 'bench/generator'), encoding: 'utf8', env: { ...process.env, GOTOOLCHAIN: 'local', GOFLAGS: '' } });
  if (go.error !== undefined) throw new Error(`the load generator is written in Go, and there is no go (1.21 or later) on the PATH: ${go.error.message}`);
  if (go.status !== 0) throw new Error(`go build of bench/generator ended with ${go.status}: ${go.stderr}`);
  built = program;
  return program;
}

/** Puts the load on the NameNode at `port`, as the superuser. Rejects at the first call that is refused or lost. */
export async function generate<Request>(port: number, load: Load<Request>): Promise<LoadFigures> {
  const frame = frameOf(load);
  const place = (mark: string): number => (load.path === undefined ? -1 : frame.indexOf(mark));
  const job = {
    Port: port, Connections: load.connections, InFlight: load.inFlight, WarmUpMs: load.warmUpMs, MeasureMs: load.measureMs,
    Opening: opening().toString('base64'), Frame: frame.toString('base64'), CallIDAt: frame.indexOf(zigzagVarint(callIdMark)),
    NumberAt: [place(directoryMark), place(nameMark)], Digits: [directoryDigits, nameDigits],
  };
  const result = JSON.parse(await run(buildGenerator(), JSON.stringify(job), load.warmUpMs + load.measureMs + 60_000)) as { Calls: number; Seconds: number; P50: number; P99: number; Max: number };
  if (result.Calls === 0) throw new Error('not one call was answered in time');
  return { callsPerSecond: result.Calls / result.Seconds, p50: result.P50, p99: result.P99, max: result.Max };
}

/** Sends `request` on a new connection and throws away `bytes` of what comes, `times` times. Seconds. */
export async function drain(job: { readonly port: number; readonly request: Uint8Array; readonly bytes: number; readonly times: number }): Promise<number> {
  const input = JSON.stringify({ Port: job.port, Frame: Buffer.from(job.request).toString('base64'), SinkBytes: job.bytes, SinkTimes: job.times });
  return (JSON.parse(await run(buildGenerator(), input, 120_000)) as { Seconds: number }).Seconds;
}

function frameOf<Request>({ method, request }: Load<Request>): Buffer {
  const header = { methodName: method.name, declaringClassProtocolName: ClientNamenodeProtocol.protocol, clientProtocolVersion: ClientNamenodeProtocol.version };
  return Buffer.from(encodeCall({ callId: callIdMark, clientId: randomBytes(16), retryCount: 0, stateId: undefined }, header, method.request, request));
}

/** What begins a connection. */
function opening(): Buffer {
  const context = writeBackward((w) => {
    IpcConnectionContextProto.writeDelimited(w, { userInfo: { effectiveUser: superuser(), realUser: undefined }, protocol: ClientNamenodeProtocol.protocol });
    RpcRequestHeaderProto.writeDelimited(w, { rpcKind: RpcKindProto.RPC_PROTOCOL_BUFFER, rpcOp: Operation.RPC_FINAL_PACKET, callId: contextCallId, clientId: randomBytes(16), retryCount: -1 });
    w.uint32be(w.size);
  });
  return Buffer.concat([encodePreface(), context]);
}

function zigzagVarint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = 2 * value;
  for (; rest > 0x7f; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return Buffer.from([...bytes, rest]);
}

function run(program: string, input: string, timeoutMs: number): Promise<string> {
  const child = own(spawn(program, { stdio: ['pipe', 'pipe', 'pipe'] }));
  let out = '';
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      if (code === 0) resolve(out);
      else reject(new Error(`the load generator ended with ${code ?? signal}: ${said.trim()}`));
    });
  });
}
