// Which DataNode a client is sent to. Answers to NamenodeWebHdfsMethods.{chooseDatanode, bestNode}.
import type { Env } from '../../env/env.ts';
import type { DatanodeIDProto, DatanodeInfoProto } from '../../wire/hdfs.ts';
import type { Datanode } from '../blocks/datanode.ts';
import type { FSNamesystem } from '../fs-namesystem.ts';
import type { InProcessCaller } from './in-process-call.ts';
import type { DataNodeChoice } from './operation.ts';

/**
 * `asStandby`: a NameNode that does not relay sends new files to DataNodes whoever is Active, as Apache's does; what the Active
 * says of the file, the DataNode's client hears.
 */
export function dataNodeChoice(env: Env, fsn: FSNamesystem, who: InProcessCaller, asStandby: boolean): DataNodeChoice {
  /** Those in service, without the silent ones as long as there are others. */
  const usable = (nodes: readonly Datanode[], excluded: readonly string[]): Datanode[] => {
    const inService = nodes.filter((node) => node.alive && node.adminState === 'normal' && !isExcluded(node.id, excluded));
    const heard = inService.filter((node) => !fsn.blocks.registry.isStale(node, env.monotonicMs()));
    return heard.length > 0 ? heard : inService;
  };
  const newBlock = (clientMachine: string, excluded: readonly string[]): DatanodeInfoProto | undefined => {
    const nodes = usable([...fsn.blocks.registry.nodes], excluded);
    const local = nodes.filter((node) => node.id.ipAddr === clientMachine);
    const among = local.length > 0 ? local : nodes;
    return among[Math.floor(env.random() * among.length)]?.info();
  };
  return {
    forNewBlock: async (excluded) => (asStandby ? newBlock(who.self.remoteAddress, excluded) : await fsn.read(who.self, ({ clientMachine }) => newBlock(clientMachine, excluded))),
    among: (nodes, excluded) => {
      const known = nodes.flatMap(({ id }) => {
        const node = fsn.blocks.registry.get(id.datanodeUuid);
        return node === undefined ? [] : [node];
      });
      return usable(known, excluded)[0]?.info();
    },
  };
}

/** 'host:port' of the data transfer, or a host alone. */
function isExcluded(id: DatanodeIDProto, excluded: readonly string[]): boolean {
  return excluded.some((name) => name === id.hostName || name === id.ipAddr || name === `${id.hostName}:${id.xferPort}` || name === `${id.ipAddr}:${id.xferPort}`);
}
