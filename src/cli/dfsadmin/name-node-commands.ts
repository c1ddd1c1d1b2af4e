// -safemode, -saveNamespace, -rollEdits, -refreshNodes, -restoreFailedStorage and -metasave: to each NameNode of a nameservice, or to the one there is.
import { SafeModeActionProto as SafeMode } from '../../wire/client-namenode-protocol.ts';
import type { Call } from '../dfs/command.ts';
import { FileSystemError } from '../../client/errors.ts';
import { asked } from './name-nodes.ts';
import type { NameNode, NameNodes } from './name-nodes.ts';
import { onEach } from './on-each.ts';

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
  await onEach(call, nameNodes, {
    what: 'Save namespace',
    run: async (nameNode) => ((await asked(nameNode.saveNamespace({ timeWindow, txGap }))).saved ? undefined : 'No extra checkpoint has been made'),
  });
}

export async function refreshNodes(call: Call, nameNodes: NameNodes): Promise<void> {
  await onEach(call, nameNodes, { what: 'Refresh nodes', run: async (nameNode) => void (await asked(nameNode.refreshNodes({}))) });
}

export async function rollEdits(call: Call, { active }: NameNodes): Promise<void> {
  const { newSegmentTxId } = await asked(active.rollEdits({}));
  call.print('Successfully rolled edit logs.');
  call.print(`New segment starts at txid ${newSegmentTxId}`);
}

export async function restoreFailedStorage(call: Call, nameNodes: NameNodes, [arg = '']: readonly string[]): Promise<number> {
  if (!['true', 'false', 'check'].includes(arg)) {
    call.world.err.text('restoreFailedStorage valid args are true|false|check\n');
    return 255;
  }
  await onEach(call, nameNodes, { what: 'restoreFailedStorage', run: async (nameNode) => `restoreFailedStorage is set to ${(await asked(nameNode.restoreFailedStorage({ arg }))).result}` });
  return 0;
}

/** What the block management has in hand, into a file on the NameNode's host. A Standby has nothing to tell. */
export async function metasave(call: Call, { active, each, uri }: NameNodes, [filename = '']: readonly string[]): Promise<void> {
  const created = `Created metasave file ${filename} in the log directory of namenode`;
  if (each === undefined) {
    await asked(active.metaSave({ filename }));
    call.print(`${created} ${uri}`);
    return;
  }
  for (const { name, nameNode } of each) {
    try {
      await asked(nameNode.metaSave({ filename }));
      call.print(`${created} ${name}`);
    } catch (error) {
      if (!(error instanceof FileSystemError && error.javaClass?.endsWith('.StandbyException') === true)) throw error;
      call.print('Skip Standby NameNode, since it cannot perform metasave operation');
    }
  }
}
