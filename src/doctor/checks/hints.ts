// Names, addresses and commands as the checks' sentences have them.
import type { Facts, Reach } from '../facts.ts';
import type { Address } from '../../conf/keys.ts';
import type { Role } from '../../cluster/cluster-layout.ts';

interface Named {
  readonly name: string;
  readonly address: Address;
}

export function addressText({ host, port }: Address): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** 'nn1 (10.0.0.1:8020)', or the address alone where that is the name. */
export function called({ name, address }: Named): string {
  const text = addressText(address);
  return name === text ? name : `${name} (${text})`;
}

const roleNames: Readonly<Record<Role, string>> = { namenode: 'NameNode', journalnode: 'JournalNode', datanode: 'DataNode' };

/** 'JournalNode jn2 (10.0.0.2:8485)'. */
export function introduced(daemon: Named & { readonly role: Role }): string {
  return `${roleNames[daemon.role]} ${called(daemon)}`;
}

/** How to run a command about this cluster: `quorate start nn1`. Undefined where it is none of `quorate up`. */
export function clusterCommand({ clusterOption }: Facts, command: string): string | undefined {
  return clusterOption === undefined ? undefined : `\`quorate ${command}${clusterOption}\``;
}

/** `quorate haadmin ...` with the configuration that was looked at. */
export function adminCommand({ place, clusterOption }: Facts, command: string): string {
  return `\`quorate ${command.replace(/^(\w+)/, `$1 --config ${clusterOption === undefined ? place : `${place}/conf`}`)}\``;
}

export function roleWord(role: Role): string {
  return roleNames[role];
}

/** Whether anybody works at an address: it answers as it should. */
export function isUp({ reach }: { readonly reach: Reach }): boolean {
  return reach === 'answers';
}
