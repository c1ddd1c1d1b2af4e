// Block recovery between DataNodes. Not carried out yet: whoever asks is told so by name.
// Answers to InterDatanodeProtocol.
import { HdfsException } from '../protocol/exceptions.ts';
import { service } from '../rpc/service.ts';
import type { Service } from '../rpc/service.ts';
import { InterDatanodeProtocol } from '../wire/inter-datanode-protocol.ts';

export function interDatanodeProtocol(): Service {
  return service(InterDatanodeProtocol, {
    initReplicaRecovery: () => {
      throw new HdfsException('UnsupportedOperationException', 'initReplicaRecovery: this DataNode does not recover blocks yet');
    },
    updateReplicaUnderRecovery: () => {
      throw new HdfsException('UnsupportedOperationException', 'updateReplicaUnderRecovery: this DataNode does not recover blocks yet');
    },
  });
}
