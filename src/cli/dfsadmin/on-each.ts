// A command that goes to every NameNode of a nameservice, or to the one there is, and tells of each how it went.
import { firstLine, isReportable } from '../dfs/command.ts';
import type { Call } from '../dfs/command.ts';
import { ShellError } from '../dfs/shell-errors.ts';
import type { RpcProxy } from '../../rpc/rpc-client.ts';
import type { ServiceDescriptor } from '../../rpc/service.ts';
import type { Named } from './name-nodes.ts';

export interface EachAct<S extends ServiceDescriptor> {
  /** What is said behind it: `${what} successful`, `${what} failed`. */
  readonly what: string;
  /** Does it; resolves with other words than `${what} successful`. */
  run(nameNode: RpcProxy<S>): Promise<string | undefined | void>;
}

/** One that fails does not keep the others from it. Throws ShellError with what failed. */
export async function onEach<S extends ServiceDescriptor>(call: Call, { active, each }: { readonly active: RpcProxy<S>; readonly each: readonly Named<S>[] | undefined }, { what, run }: EachAct<S>): Promise<void> {
  if (each === undefined) {
    call.print((await run(active)) ?? `${what} successful`);
    return;
  }
  const failures: string[] = [];
  for (const { name, nameNode } of each) {
    try {
      call.print(`${(await run(nameNode)) ?? `${what} successful`} for ${name}`);
    } catch (error) {
      if (!isReportable(error)) throw error;
      call.world.out.flush();
      call.world.err.text(`${what} failed for ${name}\n`);
      failures.push(firstLine(error.message));
    }
  }
  if (failures.length > 0) throw new ShellError(failures.length === 1 ? failures.join() : `${failures.length} exceptions [${failures.join(', ')}]`);
}
