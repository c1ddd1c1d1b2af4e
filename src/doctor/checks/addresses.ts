// Addresses: names that do not resolve, or resolve to loopback here although others are elsewhere; 0.0.0.0 where somebody
// has to connect to; addresses that are none of this machine's; ports that are taken, or given twice.
import { problem, warning } from '../finding.ts';
import type { Finding } from '../finding.ts';
import type { AddressUse, Facts } from '../facts.ts';
import { isWildcard } from '../subject.ts';
import { listed } from '../words.ts';
import { addressText } from './hints.ts';

export function checkAddresses(facts: Facts): Finding[] {
  return [...wildcards(facts), ...unknown(facts), ...loopback(facts), ...foreign(facts), ...twice(facts), ...taken(facts)];
}

function isLoopback(address: string): boolean {
  return address.startsWith('127.') || address === '::1';
}

function isLiteral(host: string): boolean {
  return /^[\d.]+$/.test(host) || host.includes(':');
}

function wildcards({ addresses }: Facts): Finding[] {
  return addresses.filter(({ reached, address }) => reached && isWildcard(address.host)).map(({ key, address, what }) => {
    const bind = key.includes('rpc-address') ? 'dfs.namenode.rpc-bind-host' : key.includes('http-address') ? 'dfs.namenode.http-bind-host' : undefined;
    return problem('wildcard-address', key, `${key} is ${addressText(address)}: clients and daemons on other hosts connect to what it says, and 0.0.0.0 is nobody's address (${what}).`,
      bind === undefined ? 'Write the host\'s name.' : `Write the host's name there; to listen on all interfaces set ${bind} to 0.0.0.0.`);
  });
}

function unknown({ addresses, hosts }: Facts): Finding[] {
  const names = [...new Set(addresses.filter(({ reached }) => reached).map(({ address }) => address.host))];
  return names.filter((host) => !isLiteral(host)).flatMap((host) => {
    const found = hosts.get(host);
    const uses = listed([...new Set(addresses.filter(({ address }) => address.host === host).map(({ key }) => key))]);
    if (found?.addresses === undefined) {
      return [warning('slow-name', host, `The name ${host} (${uses}) was not resolved within a second: every new connection waits for that.`, 'Look at the DNS servers in /etc/resolv.conf, or write the host into /etc/hosts.')];
    }
    if (found.addresses.length > 0) return [];
    return [problem('unknown-host', host, `The host name ${host} (${uses}) has no address on this machine: clients here cannot reach it.`, 'Correct the name, or give it an address in DNS or in /etc/hosts, on every host of the cluster and of its clients.')];
  });
}

/** Debian and others write the host's own name into /etc/hosts as 127.0.1.1: a daemon there listens for itself alone. */
function loopback({ addresses, hosts }: Facts): Finding[] {
  const reached = addresses.filter((use) => use.reached && !isWildcard(use.address.host));
  const isInside = ({ address: { host } }: AddressUse): boolean => (hosts.get(host)?.addresses ?? [host]).some(isLoopback);
  const inside = reached.filter(isInside);
  const elsewhere = reached.filter((use) => !isInside(use) && hosts.get(use.address.host)?.local === false && (hosts.get(use.address.host)?.addresses ?? []).length > 0);
  if (elsewhere.length === 0) return [];
  return [...new Set(inside.map(({ address }) => address.host))].map((host) => problem('loopback-address', host,
    `${host} is ${isLiteral(host) || host === 'localhost' ? 'this machine\'s own loopback address' : `${(hosts.get(host)?.addresses ?? []).find(isLoopback) ?? 'a loopback address'} on this machine`}, but ${elsewhere[0]?.address.host} is another host: nobody there reaches ${listed([...new Set(inside.filter(({ address }) => address.host === host).map(({ what }) => what))])}.`,
    isLiteral(host) || host === 'localhost' ? 'Write the host\'s name or its address in the network.' : `Remove the line with ${host} and a 127. address from /etc/hosts, or let it name the address in the network.`));
}

/** A daemon that is to listen at another machine's address does not start. */
function foreign({ addresses, hosts }: Facts): Finding[] {
  return addresses.filter(({ here, address, key }) => here && key !== '' && !isWildcard(address.host)).flatMap(({ what, key, address }) => {
    const found = hosts.get(address.host);
    return found === undefined || found.local || (found.addresses ?? []).length === 0 ? [] : [problem('foreign-address', key,
      `${key} is ${addressText(address)}, which is none of this machine's addresses: ${what} cannot be opened here.`, 'Correct the address; or, if this configuration is another host\'s, run doctor there.')];
  });
}

function twice({ addresses }: Facts): Finding[] {
  const uses = new Map<string, Set<string>>();
  // These two name somebody else's port.
  for (const { what, address } of addresses.filter(({ key }) => key !== 'fs.defaultFS' && key !== 'dfs.journalnode.rpc-address')) {
    const place = addressText(address);
    uses.set(place, (uses.get(place) ?? new Set()).add(what));
  }
  return [...uses].filter(([place, whats]) => whats.size > 1 && !isWildcard(place.split(':')[0] ?? '')).map(([place, whats]) => problem('same-address', place,
    `${listed([...whats])} are both ${place}: only one of them can listen there.`, 'Give one of them another port.'));
}

function taken({ taken: ports }: Facts): Finding[] {
  return ports.map(({ use, by }) => problem('port-taken', use.what, `Port ${use.address.port} on this machine, which is to be ${use.what}, is taken by ${by ?? 'another program'}.`, `End that program, or choose another port${use.key === '' ? '' : ` (${use.key})`}.`));
}
