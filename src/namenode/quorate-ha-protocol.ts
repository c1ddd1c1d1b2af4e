// QuorateHaProtocol on the NameNode: haadmin -journal.
import { service } from '../rpc/service.ts';
import type { Call, Service } from '../rpc/service.ts';
import { QuorateHaProtocol } from '../wire/quorate-ha.ts';
import type { JournalMembers } from './ha/journal-members.ts';

export interface QuorateHaHost {
  readonly members: JournalMembers;
  checkSuperuser(call: Call, operation: string): void;
}

export function quorateHaProtocol(host: QuorateHaHost): Service {
  return service(QuorateHaProtocol, {
    journalList: () => host.members.list(),
    changeJournal: async (request, call) => {
      host.checkSuperuser(call, 'changeJournal');
      return { change: await host.members.begin(request) };
    },
  });
}
