// READ_BLOCK from one DataNode on a raw connection, checksums included, into nothing: what a DataNode can send when the
// client costs next to nothing, and the processor time that it spends on it.
import { encodeOp } from '../src/data-transfer/op-codes.ts';
import { nodeEnv } from '../src/env/node/node-env.ts';
import { RpcClient, rpcProxy } from '../src/rpc/rpc-client.ts';
import { ClientNamenodeProtocol } from '../src/wire/client-namenode-protocol.ts';
import { OpReadBlockProto } from '../src/wire/data-transfer.ts';
import { drain } from './load-generator.ts';
import { superuser } from './mutation-load.ts';
import { cpuMs } from './process-usage.ts';
import type { RunningCluster } from './sides.ts';

export interface RawRead {
  readonly mbPerSecond: number;
  readonly cpuMsPerMb: number;
}

/** Reads the first block of `src` from its first DataNode, `times` times, each on a connection of its own. */
export async function rawRead(cluster: RunningCluster, src: string, times: number): Promise<RawRead> {
  const { rpcPort } = await cluster.active();
  const rpc = new RpcClient(nodeEnv({ name: 'bench' }), { address: { host: '127.0.0.1', port: rpcPort }, user: superuser(), idleCloseMs: 0 });
  try {
    const { locations } = await rpcProxy(rpc, ClientNamenodeProtocol).getBlockLocations({ src, offset: 0, length: 1 });
    const [located] = locations?.blocks ?? [];
    const [holder] = located?.locs ?? [];
    if (located === undefined || holder === undefined) throw new Error(`${src} has no block with a replica`);
    const lengthBytes = located.b.numBytes ?? 0;
    const request = encodeOp('READ_BLOCK', OpReadBlockProto, {
      header: { baseHeader: { block: located.b, token: located.blockToken }, clientName: 'bench' }, offset: 0, len: lengthBytes, sendChecksums: true,
    });
    const port = holder.id.xferPort;
    // Packet headers come on top, less than a thousandth.
    const job = { port, request, bytes: lengthBytes + Math.ceil(lengthBytes / 512) * 4 };
    await drain({ ...job, times: 1 });
    const pid = cluster.dataNodePid(port);
    const before = cpuMs([pid]);
    const seconds = await drain({ ...job, times });
    const mb = (times * lengthBytes) / 1e6;
    return { mbPerSecond: mb / seconds, cpuMsPerMb: (cpuMs([pid]) - before) / mb };
  } finally {
    rpc.close();
  }
}
