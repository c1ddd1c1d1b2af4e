// Small protocols about users: `hdfs groups` and the refreshes of dfsadmin. Answers to GetUserMappingsProtocol,
// RefreshUserMappingsProtocol, RefreshAuthorizationPolicyProtocol, GenericRefreshProtocol and RefreshCallQueueProtocol.
import { ConfError } from '../conf/configuration.ts';
import { service } from '../rpc/service.ts';
import type { Call, Service } from '../rpc/service.ts';
import { HdfsException } from '../protocol/exceptions.ts';
import { GenericRefreshProtocol } from '../wire/generic-refresh-protocol.ts';
import { GetUserMappingsProtocol } from '../wire/get-user-mappings-protocol.ts';
import { RefreshAuthorizationPolicyProtocol } from '../wire/refresh-authorization-policy-protocol.ts';
import { RefreshCallQueueProtocol } from '../wire/refresh-call-queue-protocol.ts';
import { RefreshUserMappingsProtocol } from '../wire/refresh-user-mappings-protocol.ts';
import type { Groups } from '../rpc/groups.ts';
import type { ProxyUsers } from '../rpc/proxy-users.ts';

/** The services; `checkSuperuser` throws for others than superusers. */
export function userMappings(groups: Groups, proxyUsers: ProxyUsers, checkSuperuser: (call: Call, operation: string) => void): Service[] {
  return [
    service(GetUserMappingsProtocol, { getGroupsForUser: ({ user }) => ({ groups: [...groups.of(user)] }) }),
    service(RefreshUserMappingsProtocol, {
      refreshUserToGroupsMappings: async (_request, call) => {
        checkSuperuser(call, 'refreshUserToGroupsMappings');
        await groups.refresh();
        return {};
      },
      refreshSuperUserGroupsConfiguration: (_request, call) => {
        checkSuperuser(call, 'refreshSuperUserGroupsConfiguration');
        try {
          proxyUsers.refresh();
        } catch (error) {
          throw error instanceof ConfError ? new HdfsException('IOException', error.message) : error;
        }
        return {};
      },
    }),
    service(RefreshAuthorizationPolicyProtocol, {
      refreshServiceAcl: () => {
        throw new HdfsException('AuthorizationException', 'Service Level Authorization not enabled!');
      },
    }),
    // Nothing of a NameNode reads itself again by a key.
    service(GenericRefreshProtocol, {
      refresh: ({ identifier = '' }) => {
        throw new HdfsException('IllegalArgumentException', `Identifier '${identifier}' does not exist in RefreshRegistry. Valid options are: `);
      },
    }),
    service(RefreshCallQueueProtocol, {
      refreshCallQueue: (_request, call) => {
        checkSuperuser(call, 'refreshCallQueue');
        return {};
      },
    }),
  ];
}
