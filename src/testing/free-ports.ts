// Ports for a test cluster: a block of its own below the range that the kernel gives to connections, kept for the
// cluster's life by a listener on the block's last port, so that a daemon that was killed finds its ports free again.
import net from 'node:net';
import { consecutivePorts, portsOf } from '../cluster/cluster-layout.ts';
import type { ClusterSize } from '../cluster/cluster-layout.ts';

const lowest = 10_000;
const highest = 32_700;
/** 50 for the daemons, the last for the keeper. */
const blockSize = 60;
const triesMax = 400;

export interface PortBlock {
  readonly base: number;
  release(): Promise<void>;
}

/** Takes a block at random; rejects when none of a few hundred is free. */
export async function takePorts(size: ClusterSize): Promise<PortBlock> {
  for (let tries = 0; tries < triesMax; tries++) {
    const base = lowest + blockSize * Math.floor(Math.random() * ((highest - lowest) / blockSize));
    const keeper = await listen(base + blockSize - 1);
    if (keeper === undefined) continue;
    const probes = await Promise.all(portsOf(consecutivePorts(base, size)).map(listen));
    await Promise.all(probes.map(close));
    if (probes.includes(undefined)) await close(keeper);
    // A cluster that was forgotten is kept alive by its daemons' listeners, not by this one.
    else return { base, release: () => close(keeper.unref()) };
  }
  throw new Error(`no ${blockSize} free ports in a row between ${lowest} and ${highest}`);
}

function listen(port: number): Promise<net.Server | undefined> {
  return new Promise((resolve) => {
    const server = net.createServer((socket) => socket.destroy());
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

function close(server: net.Server | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (server === undefined) resolve();
    else server.close(() => resolve());
  });
}
