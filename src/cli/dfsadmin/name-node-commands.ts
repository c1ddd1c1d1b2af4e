// -safemode, -saveNamespace, -rollEdits and -refreshNodes: to each NameNode of a nameservice, or to the one there is.
import { SafeModeActionProto as SafeMode } from '../../wire/client-namenode-protocol.ts';
import type { Call } from '../dfs/command.ts';
import { firstLine, isReportable } from '../dfs/command.ts';
import { ShellError } from '../dfs/shell-errors.ts';
import { asked } from './name-nodes.ts';
import type { NameNode, NameNodes } from './name-nodes.ts';

const lookAgainMs = 1000;
const actions: Readonly<Record<string, SafeMode>> = {
  enter: SafeMode.SAFEMODE_ENTER, leave: SafeMode.SAFEMODE_LEAVE, get: SafeMode.SAFEMODE_GET, wait: SafeMode.SAFEMODE_GET, forceexit: SafeMode.SAFEMODE_FORCE_EXIT,
};

/** False for a word that is none of its. */
export async function safeMode(call: Call, { active, each }: NameNodes, word: string): Promise<boolean> {
  const action = actions[word.toLowerCase()];
  if (action === undefined) return false;
  const set = async (nameNode: NameNode): Promise<string> => {
    let { result } = await asked(nameNode.setSafeMode({ action, checked: false }));
    while (result && word.toLowerCase() === 'wait') {
      await call.world.sleep(lookAgainMs);
      ({ result } = await asked(nameNode.setSafeMode({ action: SafeMode.SAFEMODE_GET, checked: false })));
    }
    return `Safe mode is ${result ? 'ON' : 'OFF'}`;
  };
  if (each === undefined) call.print(await set(active));
  else for (const { name, nameNode } of each) call.print(`${await set(nameNode)} in ${name}`);
  return true;
}

export async function saveNamespace(call: Call, nameNodes: NameNodes, args: readonly string[]): Promise<void> {
  let [timeWindow, txGap] = [0, 0];
  if (args[0] === '-beforeShutdown') {
    const conf = await call.files.conf;
    const number = (key: string, usual: number): number => Number.parseInt(conf.text(key) ?? '', 10) || usual;
    const periods = number('dfs.namenode.missing.checkpoint.periods.before.shutdown', 3);
    [timeWindow, txGap] = [number('dfs.namenode.checkpoint.period', 3600) * periods, number('dfs.namenode.checkpoint.txns', 1_000_000) * periods];
    call.print(`Do checkpoint if necessary before stopping namenode. The time window is ${timeWindow} seconds, and the transaction gap is ${txGap}`);
  }
  await onEach(call, nameNodes, 'Save namespace', async (nameNode) => {
    const { saved } = await asked(nameNode.saveNamespace({ timeWindow, txGap }));
    return saved ? undefined : 'No extra checkpoint has been made';
  });
}

export async function refreshNodes(call: Call, nameNodes: NameNodes): Promise<void> {
  await onEach(call, nameNodes, 'Refresh nodes', async (nameNode) => {
    await asked(nameNode.refreshNodes({}));
    return undefined;
  });
}

export async function rollEdits(call: Call, { active }: NameNodes): Promise<void> {
  const { newSegmentTxId } = await asked(active.rollEdits({}));
  call.print('Successfully rolled edit logs.');
  call.print(`New segment starts at txid ${newSegmentTxId}`);
}

/** Tells of each NameNode whether it went well; one that fails does not keep the others from it. */
async function onEach(call: Call, { active, each }: NameNodes, what: string, act: (nameNode: NameNode) => Promise<string | undefined>): Promise<void> {
  if (each === undefined) {
    call.print((await act(active)) ?? `${what} successful`);
    return;
  }
  const failures: string[] = [];
  for (const { name, nameNode } of each) {
    try {
      call.print(`${(await act(nameNode)) ?? `${what} successful`} for ${name}`);
    } catch (error) {
      if (!isReportable(error)) throw error;
      call.world.out.flush();
      call.world.err.text(`${what} failed for ${name}\n`);
      failures.push(firstLine(error.message));
    }
  }
  if (failures.length > 0) throw new ShellError(failures.length === 1 ? failures.join() : `${failures.length} exceptions [${failures.join(', ')}]`);
}
