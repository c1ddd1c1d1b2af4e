// -refreshServiceAcl, -refreshUserToGroupsMappings, -refreshSuperUserGroupsConfiguration, -refreshCallQueue and -refresh:
// NameNodes read again what they were configured with.
import { parseAddress } from '../../conf/keys.ts';
import { GenericRefreshProtocol } from '../../wire/generic-refresh-protocol.ts';
import { RefreshAuthorizationPolicyProtocol } from '../../wire/refresh-authorization-policy-protocol.ts';
import { RefreshCallQueueProtocol } from '../../wire/refresh-call-queue-protocol.ts';
import { RefreshUserMappingsProtocol } from '../../wire/refresh-user-mappings-protocol.ts';
import type { Call } from '../dfs/command.ts';
import { isReportable } from '../dfs/command.ts';
import { asked } from './name-nodes.ts';
import type { NameNodes } from './name-nodes.ts';
import { onEach } from './on-each.ts';

export async function refreshServiceAcl(call: Call, nameNodes: NameNodes): Promise<void> {
  await onEach(call, nameNodes.of(RefreshAuthorizationPolicyProtocol), { what: 'Refresh service acl', run: async (nameNode) => void (await asked(nameNode.refreshServiceAcl({}))) });
}

export async function refreshUserToGroupsMappings(call: Call, nameNodes: NameNodes): Promise<void> {
  await onEach(call, nameNodes.of(RefreshUserMappingsProtocol), { what: 'Refresh user to groups mapping', run: async (nameNode) => void (await asked(nameNode.refreshUserToGroupsMappings({}))) });
}

export async function refreshSuperUserGroupsConfiguration(call: Call, nameNodes: NameNodes): Promise<void> {
  await onEach(call, nameNodes.of(RefreshUserMappingsProtocol), { what: 'Refresh super user groups configuration', run: async (nameNode) => void (await asked(nameNode.refreshSuperUserGroupsConfiguration({}))) });
}

export async function refreshCallQueue(call: Call, nameNodes: NameNodes): Promise<void> {
  await onEach(call, nameNodes.of(RefreshCallQueueProtocol), { what: 'Refresh call queue', run: async (nameNode) => void (await asked(nameNode.refreshCallQueue({}))) });
}

/** -refresh host:port key args: the daemon's own handlers of that key. As Apache's, it hides what went wrong. */
export async function genericRefresh(call: Call, nameNodes: NameNodes, [address = '', identifier = '', ...args]: readonly string[]): Promise<number> {
  try {
    const { responses } = await asked(nameNodes.at(parseAddress(address), GenericRefreshProtocol).refresh({ identifier, args: [...args] }));
    call.print('Refresh Responses:\n');
    for (const { senderName = '', userMessage = '', exitStatus = 0 } of responses) call.print(`${senderName}: ${userMessage} (exit ${exitStatus})`);
    const failed = responses.map(({ exitStatus = 0 }) => exitStatus).filter((status) => status !== 0);
    return failed.length > 1 ? 255 : (failed[0] ?? 0);
  } catch (error) {
    if (!isReportable(error)) throw error;
    call.print('Failed to get response.\n');
    return 255;
  }
}
