// A client with Hadoop's own retry policy gets away from an isolated NameNode (HA.md 8 k, 10, 11): once that has been cut off from so
// many JournalNodes that it can know nothing of an Active any more, every call, a read or a write, is answered with StandbyException, and soon. A
// RetriableException would keep the client there; a call that is parked would hold it.
import { HdfsException } from '../../protocol/exceptions.ts';
import { isBlocked, listsOf } from '../../protocol/journal-list.ts';
import { RpcClient, rpcProxy } from '../../rpc/rpc-client.ts';
import type { RpcProxy } from '../../rpc/rpc-client.ts';
import { ClientNamenodeProtocol } from '../../wire/client-namenode-protocol.ts';
import { simUser } from '../sim-cluster.ts';
import type { SimCluster } from '../sim-cluster.ts';
import { SimFailure } from '../sim-failure.ts';
import type { SimProcess } from '../sim-process.ts';
import type { Checker } from './checker.ts';

/** Two lease lengths by a slow clock, and how late messages are: then it knows. */
const knowsMs = 3200;
/** Two lease lengths, and the way there and back. */
const answerMs = 4200;
/** From one call's answer to the next call. */
const pauseMs = 1000;

interface Isolated {
  readonly process: SimProcess;
  readonly sinceMs: number;
  /** Those that it has not reached all the while: one that it reaches between others' loss and another's makes a lease with what the others granted. */
  lost: readonly string[];
}

export function isolatedRefuses(cluster: SimCluster): Checker {
  const { world, network } = cluster;
  const isolated = new Map<string, Isolated>();
  const clients = new Map<string, RpcProxy<typeof ClientNamenodeProtocol>>();
  const asking = new Set<string>();
  let asked = 0;

  const lostTo = (name: string): readonly string[] =>
    cluster.names('journalnode').filter((journalNode) => {
      const { process } = cluster.host(journalNode);
      return process?.alive !== true || process.paused || network.isCut(name, journalNode) || network.isCut(journalNode, name);
    });

  const noMajority = (lost: readonly string[]): boolean => {
    // Most of the time all are there.
    if (lost.length === 0) return false;
    const addresses = lost.map((journalNode) => cluster.journalNodeAddress(journalNode));
    return isBlocked(listsOf(cluster.journalList()), (member) => addresses.includes(member));
  };

  const clientOf = (name: string): RpcProxy<typeof ClientNamenodeProtocol> => {
    let client = clients.get(name);
    if (client === undefined) {
      const { env } = cluster.addHost(`client of ${name}`).boot();
      client = rpcProxy(new RpcClient(env, { address: cluster.nameNodeAddress(name), user: simUser, rpcTimeoutMs: 60_000, connectTimeoutMs: 2000 }), ClientNamenodeProtocol);
      clients.set(name, client);
    }
    return client;
  };

  const ask = (name: string, since: Isolated): void => {
    asking.add(name);
    let answered = false;
    // Who asks a machine that loses its power learns nothing of it.
    const still = (): boolean => isolated.get(name) === since && since.process.alive;
    const fail = (what: string): void => {
      if (still()) world.fail(new SimFailure('liveness', 'isolated-refuses', `${name}, isolated for ${Math.round(world.nowMs - since.sinceMs)} ms, ${what}`));
    };
    const what = asked++ % 2 === 0 ? 'read' : 'write';
    const client = clientOf(name);
    const call = what === 'read' ? client.getFileInfo({ src: '/' }) : client.mkdirs({ src: '/isolated', masked: { perm: 0o755 }, createParent: true });
    call.then(() => fail(`answers a ${what}`), (error: unknown) => {
      if (error instanceof HdfsException && error.name !== 'StandbyException') fail(`answers with ${error.name}`);
    }).finally(() => {
      answered = true;
      world.schedule(pauseMs, undefined, () => asking.delete(name));
    }).catch((error: unknown) => world.fail(error));
    world.schedule(answerMs, undefined, () => {
      if (!answered) fail(`leaves a call without an answer for ${answerMs} ms`);
    });
  };

  let events = 0;
  return {
    afterEvent: () => {
      if (events++ % 8 !== 0) return;
      for (const [name] of cluster.nameNodes()) {
        const { process } = cluster.host(name);
        const before = isolated.get(name);
        const lost = lostTo(name);
        const still = before?.lost.filter((journalNode) => lost.includes(journalNode)) ?? [];
        if (process === undefined || process.paused || !noMajority(lost)) isolated.delete(name);
        else if (before?.process !== process || !noMajority(still)) isolated.set(name, { process, sinceMs: world.nowMs, lost });
        else {
          before.lost = still;
          if (world.nowMs - before.sinceMs > knowsMs && !asking.has(name)) ask(name, before);
        }
      }
    },
  };
}
