// WebHDFS of a NameNode: what it needs of it, put together.
import type { Env } from '../../env/env.ts';
import { impersonation } from '../../rpc/proxy-users.ts';
import { webHdfsPrefix } from '../../web-hdfs/web-hdfs-path.ts';
import { audited } from '../audit/audited.ts';
import { clientProtocol } from '../client-protocol.ts';
import type { OtherNameNodes } from '../ha/other-name-nodes.ts';
import type { NameNode } from '../name-node.ts';
import type { Route } from '../web/name-node-http.ts';
import { dataNodeChoice } from './data-node-choice.ts';
import { NameNodeWebHdfs } from './name-node-web-hdfs.ts';

export function webHdfsRoutes(env: Env, node: NameNode, others: OtherNameNodes): Readonly<Record<string, Route>> {
  const { self, proxyUsers, serverDefaults, webHdfs } = node.options;
  const served = new NameNodeWebHdfs(env, {
    protocol: audited(clientProtocol(node.fsn, node), node.audit, node.fsn, 'webhdfs'),
    haEnabled: node.haEnabled,
    get isActive() {
      return node.haState === 'Active';
    },
    whoIsActive: (limitMs) => others.untilActive(limitMs),
    get rpcAddress() {
      return node.haEnabled ? self.nameservice : `${self.rpc.host}:${node.rpcPort}`;
    },
    replicationDefault: serverDefaults.replication,
    dataNodes: (who, asStandby) => dataNodeChoice(env, node.fsn, who, asStandby),
    checkImpersonation: impersonation(proxyUsers, node.groups),
  }, webHdfs);
  return { [webHdfsPrefix]: (request, remoteAddress, target) => served.handle(request, remoteAddress, target) };
}
