// The length of a file whose last block is being written, by what its DataNodes say of it.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Configuration } from '../conf/configuration.ts';
import { nodeInfo } from '../datanode/datanode.testing.ts';
import { nodeEnv } from '../env/node/node-env.ts';
import { HdfsException } from '../protocol/exceptions.ts';
import { RpcServer } from '../rpc/rpc-server.ts';
import { service } from '../rpc/service.ts';
import { ClientDatanodeProtocol } from '../wire/client-datanode-protocol.ts';
import type { DatanodeInfoProto, LocatedBlockProto } from '../wire/hdfs.ts';
import type { ClientContext, NameNodeProxy } from './client-context.ts';
import { clientSettings } from './client-settings.ts';
import { LocatedBlocks } from './located-blocks.ts';

const env = nodeEnv({ name: 'client' });
const servers: RpcServer[] = [];
after(() => Promise.all(servers.map((server) => server.stop())));
const token = { identifier: new Uint8Array(0), password: new Uint8Array(0), kind: '', service: '' };

/** A DataNode that tells this length of its replica; undefined: it has none. */
async function dataNode(length: number | undefined): Promise<DatanodeInfoProto> {
  const server = new RpcServer(env, {
    host: '127.0.0.1', port: 0,
    services: [service(ClientDatanodeProtocol, {
      getReplicaVisibleLength: () => {
        if (length === undefined) throw new HdfsException('ReplicaNotFoundException', 'Replica does not exist BP:2');
        return { length };
      },
    })],
  });
  servers.push(server);
  await server.start();
  const info = nodeInfo(1);
  return { ...info, id: { ...info.id, ipcPort: server.port } };
}

function located(blockId: bigint, offset: number, numBytes: number, locs: readonly DatanodeInfoProto[]): LocatedBlockProto {
  return {
    b: { poolId: 'BP', blockId, generationStamp: 1001, numBytes }, offset, locs, corrupt: false, blockToken: token,
    isCached: [], blockTokens: [], storageTypes: [], storageIDs: [],
  };
}

/** Opens a file of one whole block of 1000 bytes and a last one of which the NameNode knows `numBytes`, on `answers` in turn. */
async function lengthOf(numBytes: number, ...answers: (readonly DatanodeInfoProto[])[]): Promise<number> {
  let asked = 0;
  const getBlockLocations = async () => ({
    locations: {
      fileLength: 1000, underConstruction: true, isLastBlockComplete: false, blocks: [located(1n, 0, 1000, [])],
      lastBlock: located(2n, 1000, numBytes, answers[Math.min(asked++, answers.length - 1)] ?? []),
    },
  });
  const conf = new Configuration().set('fs.defaultFS', 'hdfs://host:1').set('dfs.client.retry.interval-ms.get-last-block-length', '5');
  const context: ClientContext = { env, settings: clientSettings(conf, 'alice'), nameNode: { getBlockLocations } as unknown as NameNodeProxy, clientName: 'client' };
  return (await LocatedBlocks.open(context, '/f', new AbortController().signal)).length;
}

test('a DataNode whose replica is of no known length is not believed: the next one is asked', async () => {
  const [waiting, writing, without] = await Promise.all([dataNode(-1), dataNode(300), dataNode(undefined)]);
  assert.equal(await lengthOf(0, [waiting, writing]), 1300);
  assert.equal(await lengthOf(0, [waiting, without], [writing]), 1300);
  await assert.rejects(lengthOf(0, [waiting, without]), { code: 'EIO', message: 'Cannot obtain block length for blk_2_1001 of /f' });
});

test('a last block is empty where no DataNode has it yet, and unknown where the NameNode knows of bytes but of no DataNode', async () => {
  const [without, writing] = await Promise.all([dataNode(undefined), dataNode(300)]);
  assert.equal(await lengthOf(0, [without]), 1000);
  assert.equal(await lengthOf(0, []), 1000);
  assert.equal(await lengthOf(300, [], [writing]), 1300);
  await assert.rejects(lengthOf(300, []), { code: 'EIO', message: 'Could not obtain the last block locations of /f.' });
});
