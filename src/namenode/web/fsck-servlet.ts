// GET /fsck: what `hdfs fsck` prints. The tree is read in slices, each admitted as a read of its own, and the text
// goes out as it comes. Answers to FsckServlet and NamenodeFsck.fsck.

import type { Env } from '../../env/env.ts';
import { HdfsException } from '../../protocol/exceptions.ts';
import type { OpContext } from '../operations/plan.ts';
import { checkSuperuser } from '../operations/permission-checker.ts';
import { Fsck, checkBlockId, checkFlags, listCorruptFileBlocks } from './fsck.ts';
import type { FsckOptions, FsckView } from './fsck.ts';
import { dateText } from '../../protocol/java-text.ts';

/** What the servlet needs of the NameNode. */
export interface FsckHost {
  /** The read path, as `user`: runs `query` in one turn, admitted and under the lease; throws StandbyException elsewhere. */
  readAs<R>(user: string, query: (ctx: OpContext) => R): Promise<R>;
  fsckView(): FsckView;
  /** hadoop.http.staticuser.user: who asks without a name. */
  readonly staticUser: string;
  /** dfs.replication, for the summary. */
  readonly replicationDefault: number;
}

/** Files and directories of one slice. */
const entriesPerSlice = 500;

/** @param remoteAddress of the client, for the report's first line */
export function fsckServlet(env: Env, host: FsckHost, request: Request, remoteAddress: string): Response {
  const parameters = new URL(request.url).searchParams;
  const named = parameters.get('user.name') ?? parameters.get('ugi') ?? '';
  const lines = report(env, host, parameters, named === '' ? host.staticUser : named, remoteAddress);
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      for (;;) {
        const { done, value } = await lines.next();
        if (done === true) return controller.close();
        // A slice of nothing but directories has no text, and a pull that brings nothing is never followed by another.
        if (value !== '') return controller.enqueue(encoder.encode(value));
      }
    },
    async cancel() {
      await lines.return(undefined);
    },
  });
  return new Response(body, { headers: { 'Content-Type': 'text/plain;charset=utf-8', 'Cache-Control': 'no-cache' } });
}

async function* report(env: Env, host: FsckHost, parameters: URLSearchParams, user: string, remoteAddress: string): AsyncGenerator<string, undefined> {
  const started = env.monotonicMs();
  const options = optionsOf(parameters);
  const who = `FSCK started by ${user} (auth:SIMPLE) from /${remoteAddress}`;
  const blockIds = parameters.get('blockId')?.split(' ').filter((id) => id !== '');
  const ended = (): string => `FSCK ended at ${dateText(env.wallMs())} in ${Math.round(env.monotonicMs() - started)} milliseconds\n`;
  try {
    if (blockIds !== undefined) {
      await host.readAs(user, (ctx) => checkSuperuser(ctx.caller, 'fsck'));
      yield `${who} at ${dateText(env.wallMs())}\n`;
      for (const id of blockIds) yield await host.readAs(user, () => checkBlockId(host.fsckView(), id, options.maintenance));
      return undefined;
    }
    yield `${who} for path ${options.path} at ${dateText(env.wallMs())}\n`;
    checkFlags(parameters);
    if (parameters.has('listcorruptfileblocks')) {
      yield await host.readAs(user, (ctx) => {
        checkSuperuser(ctx.caller, 'listCorruptFileBlocks');
        return listCorruptFileBlocks(host.fsckView(), options.path, Number(parameters.get('startblockafter') ?? 0));
      });
      return undefined;
    }
    const fsck = new Fsck(options);
    for (;;) {
      const text = await host.readAs(user, (ctx) => fsck.step(host.fsckView(), ctx, entriesPerSlice));
      if (text === undefined) break;
      yield text;
      await env.turn();
    }
    if (!fsck.found) {
      yield `\n\nPath '${options.path}' does not exist`;
      return undefined;
    }
    yield fsck.summary(host.fsckView(), host.replicationDefault) + ended();
    yield `\n\nThe filesystem under path '${options.path}' ${fsck.isHealthy ? 'is HEALTHY' : 'is CORRUPT'}`;
  } catch (error) {
    if (!(error instanceof HdfsException)) env.log('warn', 'fsck failed', { path: options.path, error });
    yield `${ended()}${error instanceof Error ? error.message : String(error)}\n\n\nFsck on path '${options.path}' FAILED`;
  }
  return undefined;
}

function optionsOf(parameters: URLSearchParams): FsckOptions {
  return {
    path: parameters.get('path') ?? '/',
    files: parameters.has('files'),
    blocks: parameters.has('blocks'),
    locations: parameters.has('locations'),
    racks: parameters.has('racks'),
    replicaDetails: parameters.has('replicadetails'),
    upgradeDomains: parameters.has('upgradedomains'),
    maintenance: parameters.has('maintenance'),
    openForWrite: parameters.has('openforwrite'),
  };
}
