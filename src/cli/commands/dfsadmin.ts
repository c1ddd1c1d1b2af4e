// `quorate dfsadmin`: Apache's options, output and exit codes (DFSAdmin), as far as they are there.
import { userName } from '../conf-dir.ts';
import { runAdmin } from '../dfsadmin/admin.ts';
import { configuration, connect, processWorld } from './dfs.ts';

/** Runs one command line; resolves with the exit code. */
export async function run(args: readonly string[]): Promise<number> {
  return runAdmin(args, { world: processWorld(), connect, configuration, user: userName(process.env) });
}
