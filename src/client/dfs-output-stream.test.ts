import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Configuration } from '../conf/configuration.ts';
import { connectTo, nodeInfo, pattern, readBlockFrom, startStreamingNode, testBlock } from '../datanode/datanode.testing.ts';
import type { StreamingNode } from '../datanode/datanode.testing.ts';
import type { Env, Listener, Socket } from '../env/env.ts';
import { nodeEnv } from '../env/node/node-env.ts';
import { protoOf } from '../datanode/xceiver-host.ts';
import { StorageTypeProto } from '../wire/hdfs.ts';
import type { DatanodeInfoProto, LocatedBlockProto } from '../wire/hdfs.ts';
import type { ClientContext, NameNodeProxy } from './client-context.ts';
import { clientSettings } from './client-settings.ts';
import { DataNodeConnections } from './data-node-connections.ts';
import { DFSOutputStream } from './dfs-output-stream.ts';
import { LeaseRenewer } from './lease-renewer.ts';
import { wantsReplacement } from './pipeline-recovery.ts';

const token = { identifier: new Uint8Array(0), password: new Uint8Array(0), kind: '', service: '' };
const env: Env = nodeEnv({ name: 'client' });

/** A NameNode that gives out one block after the other, on the DataNodes that it is told. */
class FakeNameNode {
  readonly calls: string[] = [];
  readonly nodes: DatanodeInfoProto[];
  readonly spare: DatanodeInfoProto[] = [];
  completed: { readonly generationStamp: number; readonly numBytes?: number | undefined } | undefined;
  #blocks = 0;
  #genstamp = 1001;

  constructor(nodes: readonly DatanodeInfoProto[]) {
    this.nodes = [...nodes];
  }

  get proxy(): NameNodeProxy {
    const methods = {
      addBlock: async ({ excludeNodes }: { readonly excludeNodes: readonly DatanodeInfoProto[] }) => {
        this.calls.push('addBlock');
        const excluded = new Set(excludeNodes.map(({ id }) => id.datanodeUuid));
        return { block: this.#located(protoOf(testBlock(++this.#blocks, this.#genstamp)), this.nodes.filter(({ id }) => !excluded.has(id.datanodeUuid))) };
      },
      abandonBlock: async () => {
        this.calls.push('abandonBlock');
        return {};
      },
      updateBlockForPipeline: async ({ block }: { readonly block: LocatedBlockProto['b'] }) => {
        this.calls.push('updateBlockForPipeline');
        return { block: this.#located({ ...block, generationStamp: ++this.#genstamp }, []) };
      },
      updatePipeline: async ({ newNodes }: { readonly newNodes: readonly unknown[] }) => {
        this.calls.push(`updatePipeline ${newNodes.length}`);
        return {};
      },
      getAdditionalDatanode: async ({ blk, existings }: { readonly blk: LocatedBlockProto['b']; readonly existings: readonly DatanodeInfoProto[] }) => {
        this.calls.push('getAdditionalDatanode');
        return { block: this.#located(blk, [...existings, ...this.spare]) };
      },
      fsync: async () => ({}),
      complete: async ({ last }: { readonly last?: LocatedBlockProto['b'] }) => {
        this.calls.push('complete');
        this.completed = last;
        return { result: true };
      },
    };
    return methods as unknown as NameNodeProxy;
  }

  #located(b: LocatedBlockProto['b'], locs: readonly DatanodeInfoProto[]): LocatedBlockProto {
    return {
      b, offset: 0, locs, corrupt: false, blockToken: token, isCached: locs.map(() => false), blockTokens: [],
      storageTypes: locs.map(() => StorageTypeProto.DISK), storageIDs: locs.map(() => ''),
    };
  }
}

interface World {
  readonly nodes: readonly StreamingNode[];
  readonly infos: readonly DatanodeInfoProto[];
  open(nameNode: FakeNameNode, properties?: Record<string, string>): DFSOutputStream;
}

async function withNodes(count: number, body: (world: World) => Promise<void>): Promise<void> {
  const nodes = await Promise.all(Array.from({ length: count }, () => startStreamingNode()));
  const infos = nodes.map(({ info }, i) => named(info, i));
  const renewers: LeaseRenewer[] = [];
  try {
    await body({
      nodes, infos,
      open: (nameNode, properties = {}) => {
        const conf = new Configuration().set('fs.defaultFS', 'hdfs://host:1').set('dfs.client.socket-timeout', '3000');
        for (const [name, value] of Object.entries(properties)) conf.set(name, value);
        const settings = clientSettings(conf, 'alice');
        const context: ClientContext = { env, settings, nameNode: nameNode.proxy, clientName: 'client' };
        const renewer = new LeaseRenewer(context);
        renewers.push(renewer);
        return new DFSOutputStream(context, new DataNodeConnections(env, settings), renewer, { path: '/f', fileId: 17, blockSize: 1024 * 1024, replication: 3 });
      },
    });
  } finally {
    for (const renewer of renewers) for (const holder of renewer.holders) holder.abort();
    await Promise.all(nodes.map((node) => node.stop()));
  }
}

function named(info: DatanodeInfoProto, index: number): DatanodeInfoProto {
  return { ...info, id: { ...info.id, datanodeUuid: `uuid-${index}` } };
}

async function contentOf(node: StreamingNode, genstamp: number, length: number): Promise<Buffer> {
  const reader = await connectTo(env, node.info);
  try {
    const { data, verified } = await readBlockFrom(reader, testBlock(1, genstamp, length), 0, length);
    assert.ok(verified);
    return data;
  } finally {
    reader.destroy();
  }
}

test('a DataNode that dies is left out, what was not acknowledged is sent again, and old replicas have an old stamp', async () => {
  await withNodes(3, async ({ nodes, infos, open }) => {
    const nameNode = new FakeNameNode(infos);
    const bytes = pattern(700_000);
    const stream = open(nameNode, { 'dfs.client.block.write.replace-datanode-on-failure.policy': 'NEVER' });
    await stream.write(bytes.subarray(0, 100_000));
    await stream.hflush();
    await nodes[1]?.stop();
    await stream.write(bytes.subarray(100_000));
    await stream.close();
    assert.deepEqual(nameNode.calls, ['addBlock', 'updateBlockForPipeline', 'updatePipeline 2', 'complete']);
    assert.deepEqual([nameNode.completed?.generationStamp, nameNode.completed?.numBytes], [1002, bytes.length]);
    for (const i of [0, 2]) assert.equal(Buffer.compare(await contentOf(nodes[i] ?? assert.fail(), 1002, bytes.length), bytes), 0);
  });
});

test('a DataNode that dies is replaced by one that gets a copy first', async () => {
  await withNodes(4, async ({ nodes, infos, open }) => {
    const nameNode = new FakeNameNode(infos.slice(0, 3));
    nameNode.spare.push(infos[3] ?? assert.fail());
    const bytes = pattern(500_000);
    const stream = open(nameNode);
    await stream.write(bytes.subarray(0, 123_456));
    await stream.hflush();
    await nodes[2]?.stop();
    await stream.write(bytes.subarray(123_456));
    await stream.close();
    assert.deepEqual(nameNode.calls, ['addBlock', 'getAdditionalDatanode', 'updateBlockForPipeline', 'updatePipeline 3', 'complete']);
    assert.equal(Buffer.compare(await contentOf(nodes[3] ?? assert.fail(), 1002, bytes.length), bytes), 0);
  });
});

test('a DataNode that takes no block is excluded, and its block abandoned', async () => {
  await withNodes(2, async ({ nodes, infos, open }) => {
    const nameNode = new FakeNameNode(infos);
    await nodes[1]?.stop();
    const stream = open(nameNode);
    await stream.write(pattern(10_000));
    await stream.close();
    assert.deepEqual(nameNode.calls, ['addBlock', 'abandonBlock', 'addBlock', 'complete']);
    assert.equal(nameNode.completed?.numBytes, 10_000);
  });
});

test('when all DataNodes are gone the write fails, and says which they were', async () => {
  await withNodes(1, async ({ nodes, infos, open }) => {
    const nameNode = new FakeNameNode(infos);
    const stream = open(nameNode);
    await stream.write(pattern(10_000));
    await stream.hflush();
    await nodes[0]?.stop();
    await stream.write(pattern(10_000));
    await assert.rejects(stream.close(), { code: 'EIO', message: /^All datanodes \[127\.0\.0\.1:\d+\] are bad\. Aborting/ });
    await assert.rejects(stream.write(pattern(1)), { code: 'EBADF' });
  });
});

test('a block whose last acknowledgement is lost is closed again under a new stamp, without its data', async () => {
  await withNodes(2, async ({ nodes, infos, open }) => {
    const proxy = await AckEater.start(infos[0]?.id.xferPort ?? 0);
    try {
      const nameNode = new FakeNameNode([named(nodeInfo(proxy.port), 0), infos[1] ?? assert.fail()]);
      const bytes = pattern(200_000);
      const stream = open(nameNode);
      await stream.write(bytes);
      await stream.hflush();
      proxy.eats = true;
      await stream.close();
      assert.deepEqual(nameNode.calls, ['addBlock', 'updateBlockForPipeline', 'updatePipeline 1', 'complete']);
      assert.deepEqual([nameNode.completed?.generationStamp, nameNode.completed?.numBytes], [1002, bytes.length]);
      assert.equal(Buffer.compare(await contentOf(nodes[1] ?? assert.fail(), 1002, bytes.length), bytes), 0);
    } finally {
      await proxy.stop();
    }
  });
});

test('a write that waits for DataNodes ends with its deadline or its signal, and the stream goes on from its position', async () => {
  await withNodes(1, async ({ nodes, infos, open }) => {
    const proxy = await AckEater.start(infos[0]?.id.xferPort ?? 0);
    try {
      const nameNode = new FakeNameNode([named(nodeInfo(proxy.port), 0)]);
      const stream = open(nameNode, { 'dfs.client.write.max-packets-in-flight': '2' });
      const bytes = pattern(400_000);
      await stream.write(bytes.subarray(0, 10));
      await stream.hflush();
      proxy.holds = true;
      const late = assert.rejects(stream.write(bytes.subarray(10, 300_000), { timeoutMs: 50 }), { code: 'ETIMEDOUT', message: /write \/f: not done within 50 ms/ });
      const behind = assert.rejects(stream.write(bytes.subarray(300_000)), { code: 'ETIMEDOUT' });
      await Promise.all([late, behind]);
      const at = stream.position;
      assert.ok(at > 10 && at < 300_000, `${at}`);
      const reason = new Error('enough');
      await assert.rejects(stream.write(bytes.subarray(at), { signal: AbortSignal.abort(reason) }), reason);
      assert.equal(stream.position, at);
      proxy.letGo();
      await stream.write(bytes.subarray(at));
      await stream.close();
      assert.equal(Buffer.compare(await contentOf(nodes[0] ?? assert.fail(), 1001, bytes.length), bytes), 0);
    } finally {
      await proxy.stop();
    }
  });
});

test('replacements are wanted as the policy says', () => {
  const settings = (policy: 'DISABLE' | 'NEVER' | 'DEFAULT' | 'ALWAYS') => ({ policy, bestEffort: false, minReplication: 0 });
  assert.equal(wantsReplacement(settings('DEFAULT'), 3, 2, false, false), false);
  assert.equal(wantsReplacement(settings('DEFAULT'), 3, 1, false, false), true);
  assert.equal(wantsReplacement(settings('DEFAULT'), 3, 2, true, false), true);
  assert.equal(wantsReplacement(settings('DEFAULT'), 3, 2, false, true), true);
  assert.equal(wantsReplacement(settings('DEFAULT'), 2, 1, true, true), false);
  assert.equal(wantsReplacement(settings('ALWAYS'), 2, 1, false, false), true);
  assert.equal(wantsReplacement(settings('ALWAYS'), 3, 3, true, true), false);
  for (const policy of ['NEVER', 'DISABLE'] as const) assert.equal(wantsReplacement(settings(policy), 3, 1, true, true), false);
});

/**
 * Passes a DataNode's connections through, until it `eats`: then what the DataNode says is lost, and the connection breaks.
 * While it `holds`, what the DataNode says waits.
 */
class AckEater {
  eats = false;
  holds = false;
  held: (() => void)[] = [];
  readonly #listener: Listener;
  readonly #sockets: Socket[];

  private constructor(listener: Listener, sockets: Socket[]) {
    this.#listener = listener;
    this.#sockets = sockets;
  }

  static async start(port: number): Promise<AckEater> {
    const sockets: Socket[] = [];
    let eater: AckEater | undefined;
    const listener = await env.net.listen('127.0.0.1', 0, (client) => {
      const early: Uint8Array[] = [];
      client.onData = (chunk) => early.push(chunk);
      sockets.push(client);
      void env.net.connect('127.0.0.1', port, 1000).then((node) => {
        sockets.push(node);
        for (const chunk of early) node.write(chunk);
        client.onData = (chunk) => void node.write(chunk);
        client.onClose = () => node.destroy();
        node.onData = (chunk) => {
          if (eater?.eats === true) client.destroy();
          else if (eater?.holds === true) eater.held.push(() => void client.write(chunk));
          else client.write(chunk);
        };
        node.onClose = () => client.destroy();
      });
    });
    eater = new AckEater(listener, sockets);
    return eater;
  }

  letGo(): void {
    this.holds = false;
    for (const say of this.held.splice(0)) say();
  }

  get port(): number {
    return this.#listener.port;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await this.#listener.close();
  }
}
