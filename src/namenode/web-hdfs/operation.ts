// One WebHDFS operation on its way through the NameNode: what it is given, and what it may answer.
import type { Env } from '../../env/env.ts';
import type { RpcProxy } from '../../rpc/rpc-client.ts';
import type { ClientNamenodeProtocol } from '../../wire/client-namenode-protocol.ts';
import type { DatanodeInfoProto } from '../../wire/hdfs.ts';
import { jsonText } from '../../web-hdfs/json-status.ts';
import type { Json } from '../../web-hdfs/json-status.ts';
import type { Parameters } from '../../web-hdfs/parameters.ts';

/** What a redirect chooses among. */
export interface DataNodeChoice {
  /** A DataNode that takes new blocks: the client's own where there is one. Undefined when there is none. */
  forNewBlock(excluded: readonly string[]): Promise<DatanodeInfoProto | undefined>;
  /** The best of a block's, nearest first as given. Undefined when none of them is in service. */
  among(nodes: readonly DatanodeInfoProto[], excluded: readonly string[]): DatanodeInfoProto | undefined;
}

export interface Operation {
  readonly op: string;
  readonly path: string;
  readonly parameters: Parameters;
  /** The effective user. */
  readonly user: string;
  /** Who asked on their behalf: user.name, where it is another. */
  readonly realUser: string | undefined;
  /** ClientProtocol of this NameNode, as this user. */
  readonly nameNode: RpcProxy<typeof ClientNamenodeProtocol>;
  readonly dataNodes: DataNodeChoice;
  /** How DataNodes are to name this file system: the nameservice, or this NameNode's RPC address. */
  readonly rpcAddress: string;
  readonly replicationDefault: number;
  readonly env: Env;
}

export type Answer =
  | { readonly kind: 'json'; readonly body: string | ReadableStream<Uint8Array> }
  /** Done, and nothing to say. */
  | { readonly kind: 'empty'; readonly contentType: string }
  | { readonly kind: 'redirect'; readonly location: string };

const binary = 'application/octet-stream';
export const done: Answer = { kind: 'empty', contentType: binary };
/** GET and POST answer so. */
export const doneUtf8: Answer = { kind: 'empty', contentType: `${binary}; charset=utf-8` };

export function json(value: Json): Answer {
  return { kind: 'json', body: jsonText(value) };
}

export function yesOrNo(value: boolean): Answer {
  return json({ boolean: value });
}
