import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Configuration } from '../conf/configuration.ts';
import { pattern, startStreamingNode, testBlock, writeBlockTo } from '../datanode/datanode.testing.ts';
import { protoOf } from '../datanode/xceiver-host.ts';
import { nodeEnv } from '../env/node/node-env.ts';
import { BlockReader } from './block-reader.ts';
import { clientSettings } from './client-settings.ts';
import { DataNodeConnections } from './data-node-connections.ts';

const env = nodeEnv({ name: 'client' });
const token = { identifier: new Uint8Array(0), password: new Uint8Array(0), kind: '', service: '' };

test('a range comes out as it was written, lent, to keep, and into memory of the caller, on one connection after the other', async () => {
  const node = await startStreamingNode();
  const connections = new DataNodeConnections(env, clientSettings(new Configuration().set('fs.defaultFS', 'hdfs://host:1'), 'alice'));
  try {
    const data = pattern(1_700_001);
    await writeBlockTo(env, [node.info], testBlock(1), data);
    const block = {
      b: protoOf(testBlock(1, 1001, data.length)), offset: 0, locs: [node.info], corrupt: false, blockToken: token, isCached: [], blockTokens: [], storageTypes: [], storageIDs: [],
    };
    const open = (offset: number, length: number): Promise<BlockReader> => BlockReader.open(connections, { block, node: node.info, offset, length }, 'client', undefined);
    for (const [offset, length] of [[0, data.length], [1, 10], [511, 262_150], [700_000, 1_000_001], [data.length - 1, 1], [100_000, 600_000]] as const) {
      const wanted = data.subarray(offset, offset + length);
      for (const lends of [true, false]) {
        const reader = await open(offset, length);
        const parts: Buffer[] = [];
        const kept: Uint8Array[] = [];
        for (let next = await reader.next(lends); next !== undefined; next = reader.ready(lends) ?? (await reader.next(lends))) {
          parts.push(Buffer.from(next.bytes));
          kept.push(next.bytes);
          next.slab?.release();
        }
        assert.ok(Buffer.concat(parts).equals(wanted), `${offset} ${length} ${lends}`);
        if (!lends) assert.ok(Buffer.concat(kept).equals(wanted));
        assert.equal(reader.remaining, 0);
      }
      const reader = await open(offset, length);
      const into = Buffer.alloc(length + 5);
      const half = await reader.read(into.subarray(0, length >> 1));
      assert.equal(half + (await reader.read(into.subarray(half))), length);
      assert.ok(into.subarray(0, length).equals(wanted), `${offset} ${length} into`);
    }
    // One that is given up in the middle takes its connection with it.
    const reader = await open(0, data.length);
    await reader.next(true);
    reader.close();
    await assert.rejects(reader.next(true));
  } finally {
    connections.close();
    await node.stop();
  }
});
