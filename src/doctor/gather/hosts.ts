// Names of hosts, and ports of this machine that somebody else has.
import type { Env } from '../../env/env.ts';
import { within } from '../../env/waiting.ts';
import type { AddressUse, HostFacts, NameserviceFacts, TakenPort } from '../facts.ts';
import type { Machine } from '../machine.ts';
import { isWildcard } from '../subject.ts';
import { connectMs, connects } from './ask.ts';

/** What this machine's resolver says of every host that the configuration names. */
export async function lookUp(env: Env, machine: Machine, addresses: readonly AddressUse[]): Promise<Map<string, HostFacts>> {
  const names = [...new Set(addresses.map(({ address }) => address.host))].filter((host) => !isWildcard(host));
  const found = await Promise.all(names.map(async (host): Promise<[string, HostFacts]> => {
    const known = await within(env, connectMs, host, machine.lookup(host)).catch(() => undefined);
    return [host, { addresses: known, local: machine.isLocal(host) || (known ?? []).some((address) => machine.isLocal(address)) }];
  }));
  return new Map(found);
}

/**
 * Ports of this machine's daemons that are taken although the daemon does not run, or that something else than the daemon
 * answers on.
 */
export async function takenPorts(env: Env, machine: Machine, addresses: readonly AddressUse[], services: readonly NameserviceFacts[]): Promise<TakenPort[]> {
  const daemons = services.flatMap(({ nameNodes, journalNodes, dataNodes }) => [...nameNodes, ...journalNodes, ...dataNodes]);
  const taken = await Promise.all(addresses.filter(({ here }) => here).map(async (use): Promise<TakenPort[]> => {
    const process = use.daemon === undefined ? undefined : machine.processOf(use.daemon);
    const daemon = daemons.find(({ name }) => name === use.daemon);
    const isRpc = daemon !== undefined && daemon.address.port === use.address.port;
    if (isRpc && (daemon.reach === 'foreign' || daemon.reach === 'other-daemon')) return [{ use, by: machine.listener(use.address) }];
    // Without a process table a daemon runs when its RPC port answers; of others nothing is known.
    const down = process === undefined ? daemon?.reach === 'refused' : process === 'down';
    if (!down) return [];
    const host = isWildcard(use.address.host) ? '127.0.0.1' : use.address.host;
    return (await connects(env, { host, port: use.address.port })) === 'answers' ? [{ use, by: machine.listener(use.address) }] : [];
  }));
  return taken.flat();
}
