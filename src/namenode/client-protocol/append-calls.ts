// ClientProtocol's calls that change files which are there already: append, truncate, concat, and the recovery of those
// whose writer is gone. Answers to FSNamesystem.{appendFile, truncate, concat, recoverLease}.
import { HdfsException } from '../../protocol/exceptions.ts';
import type { Handlers } from '../../rpc/service.ts';
import type { AppendRequestProto, AppendResponseProto, ClientNamenodeProtocol } from '../../wire/client-namenode-protocol.ts';
import { CreateFlagProto } from '../../wire/client-namenode-protocol.ts';
import { withRecovery } from '../block-recovery.ts';
import type { FSNamesystem, RetryTraits } from '../fs-namesystem.ts';
import type { Appended } from '../operations/append.ts';
import { planAppend } from '../operations/append.ts';
import { planConcat } from '../operations/concat.ts';
import type { OpContext, Plan } from '../operations/plan.ts';
import { planRecoverLease } from '../operations/release-lease.ts';
import { planTruncate } from '../operations/truncate.ts';
import { blockViewOf } from './block-locations.ts';
import { appendResponse, keptAppend } from './replayed-payload.ts';

const keptVoid: RetryTraits<void> = { keep: () => true, encode: () => undefined, decode: () => undefined };

export function appendCalls(fsn: FSNamesystem): Handlers<typeof ClientNamenodeProtocol> {
  const ns = (): FSNamesystem['namespace'] => fsn.namespace;
  const retry = keptAppend(fsn);
  return {
    // Apache's words have no space there either.
    append: (request, call) => fsn.write(call, { safeModeText: `Cannot append to file${request.src}`, retry }, (ctx) => append(fsn, ctx, request)),
    truncate: async ({ src, newLength, clientName }, call) => {
      if (newLength < 0) throw new HdfsException('HadoopIllegalArgumentException', `Cannot truncate to a negative file size: ${newLength}.`);
      return {
        result: await fsn.write(call, { safeModeText: `Cannot truncate for ${src}` }, (ctx) =>
          withRecovery(fsn, planTruncate(ns(), ctx, { src, clientName, newLength }, blockViewOf(fsn)))),
      };
    },
    concat: async ({ trg, srcs }, call) => {
      await fsn.write(call, { safeModeText: `Cannot concat ${trg}`, retry: keptVoid }, (ctx) => planConcat(ns(), ctx, { trg, srcs }));
      return {};
    },
    recoverLease: async ({ src, clientName }, call) => ({
      result: await fsn.write(call, { safeModeText: `Cannot recover the lease of ${src}` }, (ctx) =>
        withRecovery(fsn, planRecoverLease(ns(), ctx, { src, clientName }, blockViewOf(fsn)))),
    }),
  };
}

function append(fsn: FSNamesystem, ctx: OpContext, { src, clientName, flag = 0 }: AppendRequestProto): Plan<AppendResponseProto> {
  const newBlock = (flag & CreateFlagProto.NEW_BLOCK) !== 0;
  const plan = planAppend(fsn.namespace, ctx, { src, clientName, newBlock }, blockViewOf(fsn));
  const result = (): AppendResponseProto => {
    const appended: Appended = plan.result();
    return appendResponse(fsn, appended, newBlock);
  };
  return withRecovery(fsn, { ops: plan.ops, recovery: plan.recovery, result });
}
