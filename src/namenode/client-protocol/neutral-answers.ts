// ClientProtocol calls about features that quorate does not have yet, answered truthfully: no encryption zone, no token, no
// snapshot, no cache pool, no erasure coding. What would change something is refused by the server, naming the method.
import { HdfsException } from '../../protocol/exceptions.ts';
import type { Handlers } from '../../rpc/service.ts';
import type { ClientNamenodeProtocol } from '../../wire/client-namenode-protocol.ts';
import { RollingUpgradeActionProto } from '../../wire/client-namenode-protocol.ts';
import type { FSNamesystem } from '../fs-namesystem.ts';

/** The handlers; each is a read, so that a Standby sends its clients on. */
export function neutralAnswers(fsn: FSNamesystem): Handlers<typeof ClientNamenodeProtocol> {
  return {
    getDelegationToken: (_request, call) => fsn.read(call, () => ({})),
    getDataEncryptionKey: (_request, call) => fsn.read(call, () => ({})),
    listEncryptionZones: (_request, call) => fsn.read(call, () => ({ zones: [], hasMore: false })),
    getEZForPath: (_request, call) => fsn.read(call, () => ({})),
    listReencryptionStatus: (_request, call) => fsn.read(call, () => ({ statuses: [], hasMore: false })),
    getErasureCodingPolicies: (_request, call) => fsn.read(call, () => ({ ecPolicies: [] })),
    getErasureCodingPolicy: (_request, call) => fsn.read(call, () => ({})),
    getErasureCodingCodecs: (_request, call) => fsn.read(call, () => ({ codec: [] })),
    getSnapshottableDirListing: (_request, call) => fsn.read(call, () => ({})),
    listCacheDirectives: (_request, call) => fsn.read(call, () => ({ elements: [], hasMore: false })),
    listCachePools: (_request, call) => fsn.read(call, () => ({ entries: [], hasMore: false })),
    getSlowDatanodeReport: (_request, call) => fsn.read(call, () => ({ datanodeInfoProto: [] })),
    rollingUpgrade: ({ action }, call) => fsn.read(call, () => {
      if (action === RollingUpgradeActionProto.QUERY) return {};
      throw new HdfsException('UnsupportedOperationException', 'rollingUpgrade: quorate can only be queried for a rolling upgrade, not put into one yet');
    }),
  };
}
