// A DataNode from a configuration.
import type { Configuration } from '../conf/configuration.ts';
import { DataNode } from '../datanode/data-node.ts';
import { dataNodeOptions } from '../datanode/data-node-options.ts';
import type { Env } from '../env/env.ts';

/** Starts it; rejects with ConfError or WorldError. */
export async function startDataNode(env: Env, conf: Configuration, user: string): Promise<DataNode> {
  const node = new DataNode(env, dataNodeOptions(conf, user));
  await node.start();
  return node;
}
