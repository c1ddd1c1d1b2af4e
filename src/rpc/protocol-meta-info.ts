// The protocol about protocols, which a server answers for all its services. A Java client asks with the
// name of its PB interface, not with the protocol's. Stock 3.4 clients ask nothing before they call; older ones
// ask for signatures, which are hashes over Java's class names: we claim none, so that they take the older call.
// Answers to ProtocolMetaInfoServerSideTranslatorPB.
import { ProtocolInfo } from '../wire/protocol-info.ts';
import { RemoteError } from './rpc-errors.ts';
import { service } from './service.ts';
import type { Service, ServiceDescriptor } from './service.ts';

const rpcKind = 'RPC_PROTOCOL_BUFFER';

/** PB interfaces whose simple name is not the protocol's with PB behind it. */
const interfaceNames: Readonly<Record<string, string>> = {
  ClientNamenodeProtocolPB: 'ClientProtocol',
};

/** The service that tells about `services` and itself. */
export function protocolMetaInfo(services: readonly Service[]): Service {
  const descriptors = [...services.map((one) => one.descriptor), ProtocolInfo];
  return service(ProtocolInfo, {
    getProtocolVersions: (request) => {
      const descriptor = descriptorOf(descriptors, request.protocol);
      return { protocolVersions: [{ rpcKind, versions: [descriptor.version] }] };
    },
    getProtocolSignature: (request) => {
      const descriptor = descriptorOf(descriptors, request.protocol);
      return { protocolSignature: request.rpcKind === rpcKind ? [{ version: descriptor.version, methods: [] }] : [] };
    },
  });
}

function descriptorOf(descriptors: readonly ServiceDescriptor[], asked: string): ServiceDescriptor {
  const simple = asked.slice(asked.lastIndexOf('.') + 1);
  const wanted = interfaceNames[simple] ?? simple.replace(/PB$/, '');
  const found = descriptors.find(({ protocol }) => protocol === asked || protocol.slice(protocol.lastIndexOf('.') + 1).replace(/PB$/, '') === wanted);
  if (found === undefined) throw new RemoteError('java.lang.ClassNotFoundException', asked);
  return found;
}
