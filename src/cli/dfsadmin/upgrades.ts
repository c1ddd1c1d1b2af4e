// -finalizeUpgrade, -upgrade and -rollingUpgrade. Rolling upgrades there are of Apache's NameNodes alone.
import { RollingUpgradeActionProto as Action } from '../../wire/client-namenode-protocol.ts';
import { HAServiceStateProto } from '../../wire/ha-service-protocol.ts';
import type { Call } from '../dfs/command.ts';
import { ShellError, UsageError } from '../dfs/shell-errors.ts';
import { asked } from './name-nodes.ts';
import type { NameNodes } from './name-nodes.ts';
import { onEach } from './on-each.ts';

export async function finalizeUpgrade(call: Call, nameNodes: NameNodes): Promise<void> {
  if (nameNodes.each !== undefined) {
    const states = await Promise.all(nameNodes.each.map(({ nameNode }) => asked(nameNode.getHAServiceState({})).then(({ state }) => state, () => undefined)));
    if (!states.includes(HAServiceStateProto.ACTIVE)) throw new ShellError('Cannot finalize with no NameNode active');
  }
  await onEach(call, nameNodes, { what: 'Finalize upgrade', run: async (nameNode) => void (await asked(nameNode.finalizeUpgrade({}))) });
}

export async function upgrade(call: Call, nameNodes: NameNodes, [word = '']: readonly string[]): Promise<boolean> {
  switch (word.toLowerCase()) {
    case 'finalize':
      await finalizeUpgrade(call, nameNodes);
      return true;
    case 'query':
      await onEach(call, nameNodes, {
        what: 'Getting upgrade status',
        run: async (nameNode) => ((await asked(nameNode.upgradeStatus({}))).upgradeFinalized ? 'Upgrade finalized' : 'Upgrade not finalized'),
      });
      return true;
    default:
      call.exitCode = 255;
      return false;
  }
}

export async function rollingUpgrade(call: Call, { active }: NameNodes, [word = '']: readonly string[]): Promise<void> {
  const name = (word === '' ? 'query' : word).toUpperCase();
  const action = name === 'QUERY' ? Action.QUERY : name === 'PREPARE' ? Action.START : name === 'FINALIZE' ? Action.FINALIZE : undefined;
  if (action === undefined) throw new UsageError(`Failed to convert "${word}" to RollingUpgradeAction`);
  call.print(`${name} rolling upgrade ...`);
  const { rollingUpgradeInfo: info } = await asked(active.rollingUpgrade({ action }));
  if (info === undefined || info.startTime === 0) {
    call.print('There is no rolling upgrade in progress or rolling upgrade has already been finalized.');
    return;
  }
  const finalized = info.finalizeTime !== 0;
  if (!finalized && !info.createdRollbackImages) {
    call.print('Preparing for upgrade. Data is being saved for rollback.\nRun "dfsadmin -rollingUpgrade query" to check the status\nfor proceeding with rolling upgrade');
  } else call.print(finalized ? 'Rolling upgrade is finalized.' : 'Proceed with rolling upgrade:');
  const time = (ms: number): string => new Date(ms).toString();
  call.print(`  Block Pool ID: ${info.status.blockPoolId}\n     Start Time: ${time(info.startTime)}\n  Finalize Time: ${finalized ? time(info.finalizeTime) : '<NOT FINALIZED>'}`);
}
