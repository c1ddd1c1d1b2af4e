// A service whose calls the audit log tells of. Costs a look at a flag a call while it is off. Answers to FSNamesystem's
// logAuditEvent: what was allowed is told once it is durable, what permissions forbade at once, other failures not at all.
import { HdfsException, isException } from '../../protocol/exceptions.ts';
import { modeSymbol } from '../../protocol/permission.ts';
import type { Call, Handler, RpcUser, Service } from '../../rpc/service.ts';
import type { FSNamesystem } from '../fs-namesystem.ts';
import type { AuditLog } from './audit-log.ts';
import { auditedMethods } from './audited-methods.ts';
import type { Audited } from './audited-methods.ts';

type Describe = (request: unknown) => Audited | readonly Audited[];

/** @param proto rpc, webhdfs: how its calls come */
export function audited(service: Service, log: AuditLog, fsn: FSNamesystem, proto = 'rpc'): Service {
  const handlers = Object.entries(service.handlers).map(([method, handler]) => {
    const describe = (auditedMethods as Readonly<Record<string, Describe | undefined>>)[method];
    return [method, handler === undefined || describe === undefined ? handler : told(handler as Handler<unknown, unknown>, describe, log, fsn, proto)] as const;
  });
  return { ...service, handlers: Object.fromEntries(handlers) as Service['handlers'] };
}

function told(handler: Handler<unknown, unknown>, describe: Describe, log: AuditLog, fsn: FSNamesystem, proto: string): Handler<unknown, unknown> {
  return (request, call) => (log.on ? observed(handler, request, call, describe, log, fsn, proto) : handler(request, call));
}

async function observed(handler: Handler<unknown, unknown>, request: unknown, call: Call, describe: Describe, log: AuditLog, fsn: FSNamesystem, proto: string): Promise<unknown> {
  const entries = [describe(request)].flat();
  const tell = (allowed: boolean, perms: readonly (string | undefined)[]): void => entries.forEach(({ cmd, src, dst }, i) => log.write({
    allowed, ugi: ugiOf(call.user), ip: call.remoteAddress, cmd, src, dst, perm: perms[i], proto, callerContext: call.callerContext,
  }));
  const before = fsn.lastAppliedTxid;
  try {
    const answering = handler(request, call);
    // The turn in which it was applied, unless it had to wait for its turn.
    const now = fsn.lastAppliedTxid === before ? undefined : entries.map(({ status }) => permOf(fsn, status));
    const answer = await answering;
    const onFalse = isFalse(answer) ? entries[0]?.onFalse : undefined;
    if (onFalse === 'denied') tell(false, []);
    else if (onFalse === undefined) tell(true, now ?? entries.map(({ status }) => permOf(fsn, status)));
    return answer;
  } catch (error) {
    if (isException(error, 'AccessControlException')) tell(false, []);
    else if (entries[0]?.whatever === true && error instanceof HdfsException && error.name !== 'StandbyException') tell(true, []);
    throw error;
  }
}

function isFalse(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'result' in answer && answer.result === false;
}

/** 'owner:group:rwxr-xr-x' of a path; undefined of one that is not there. */
function permOf({ namespace }: FSNamesystem, path: string | undefined): string | undefined {
  if (path === undefined || !path.startsWith('/') || path.startsWith('/.reserved')) return undefined;
  const row = namespace.lookup(path);
  return row < 0 ? undefined : `${namespace.owner(row)}:${namespace.group(row)}:${modeSymbol(namespace.inodes.mode(row))}`;
}

/** UserGroupInformation.toString. */
function ugiOf({ user, realUser }: RpcUser): string {
  return realUser === undefined ? `${user} (auth:SIMPLE)` : `${user} (auth:PROXY) via ${realUser} (auth:SIMPLE)`;
}
