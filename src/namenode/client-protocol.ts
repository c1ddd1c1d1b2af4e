// ClientProtocol: one short method per RPC. Each names the plan or the query that does the work, and says how the
// answer travels; everything about HA, durability and repeated calls is fs-namesystem's. Answers to
// NameNodeRpcServer.
import { service } from '../rpc/service.ts';
import type { Service } from '../rpc/service.ts';
import { ClientNamenodeProtocol } from '../wire/client-namenode-protocol.ts';
import type { AdminControl } from './client-protocol/admin-calls.ts';
import { adminCalls } from './client-protocol/admin-calls.ts';
import { appendCalls } from './client-protocol/append-calls.ts';
import { attributeCalls } from './client-protocol/attribute-calls.ts';
import type { FileControl } from './client-protocol/file-calls.ts';
import { fileCalls } from './client-protocol/file-calls.ts';
import type { NamespaceControl } from './client-protocol/namespace-calls.ts';
import { namespaceCalls } from './client-protocol/namespace-calls.ts';
import { neutralAnswers } from './client-protocol/neutral-answers.ts';
import { openFileCalls } from './client-protocol/open-file-calls.ts';
import { pipelineCalls } from './client-protocol/pipeline-calls.ts';
import type { FSNamesystem } from './fs-namesystem.ts';

/** The ClientProtocol of one NameNode. */
export function clientProtocol(fsn: FSNamesystem, control: AdminControl & FileControl & NamespaceControl): Service {
  return service(ClientNamenodeProtocol, {
    ...neutralAnswers(fsn),
    ...adminCalls(fsn, control),
    ...namespaceCalls(fsn, control),
    ...attributeCalls(fsn),
    ...fileCalls(fsn, control),
    ...appendCalls(fsn),
    ...openFileCalls(fsn, control),
    ...pipelineCalls(fsn, control),
  }, { traced: 'always', untraced: ['renewLease', 'getHAServiceState'] });
}
