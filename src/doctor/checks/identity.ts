// Daemons and directories of another cluster, namespace, block pool, or layout than the rest.
import { dataNodeLayoutVersion, nameNodeLayoutVersion } from '../../protocol/storage-info.ts';
import { problem, warning } from '../finding.ts';
import type { Finding } from '../finding.ts';
import type { DirectoryFacts, Facts, NamespaceFacts, NameserviceFacts } from '../facts.ts';
import { listed } from '../words.ts';
import { called, isUp } from './hints.ts';

export function checkIdentity(facts: Facts): Finding[] {
  return facts.nameservices.flatMap((service) => [...ofNameNodes(service), ...ofJournals(service), ...unregistered(service), ...directories(facts, service)]);
}

/** What the nameservice serves: the Active's word, or the first one's. */
function served({ nameNodes }: NameserviceFacts): { readonly by: string; readonly namespace: NamespaceFacts } | undefined {
  const teller = nameNodes.find(({ state, namespace }) => state === 'active' && namespace !== undefined) ?? nameNodes.find(({ namespace }) => namespace !== undefined);
  return teller?.namespace === undefined ? undefined : { by: teller.name, namespace: teller.namespace };
}

function ofNameNodes(service: NameserviceFacts): Finding[] {
  const first = served(service);
  if (first === undefined) return [];
  const { by, namespace } = first;
  return service.nameNodes.flatMap((node) => {
    if (node.namespace === undefined || node.name === by) return [];
    const differs = differences(namespace, node.namespace);
    const found: Finding[] = differs.length === 0 ? [] : [problem('mismatched-namespace', node.name,
      `NameNodes ${by} and ${node.name} do not serve the same file system: ${listed(differs.map(([field, ours, theirs]) => `${field} is ${ours} on ${by} and ${theirs} on ${node.name}`))}.`,
      `One of them was formatted by itself. Find out which one has the data; stop the other one, empty its name directory, and fill it with \`quorate namenode -bootstrapStandby\`.`)];
    if (node.namespace.layoutVersion !== namespace.layoutVersion) {
      found.push(problem('mismatched-layout', node.name, `NameNode ${node.name} has layout version ${node.namespace.layoutVersion}, ${by} has ${namespace.layoutVersion}: they are of different releases of Hadoop and cannot share a journal.`,
        'Finish the upgrade, or start the same release on both.'));
    } else if (node.namespace.software !== namespace.software) {
      found.push(warning('mixed-releases', node.name, `NameNode ${node.name} runs release ${node.namespace.software}, ${by} runs ${namespace.software}.`, 'Finish the upgrade: after a failover clients meet the other release.'));
    }
    return found;
  });
}

function differences(a: NamespaceFacts, b: NamespaceFacts): [field: string, a: string, b: string][] {
  const pairs: [string, string | number, string | number][] = [['clusterID', a.clusterId, b.clusterId], ['namespaceID', a.namespaceId, b.namespaceId], ['the block pool', a.blockPoolId, b.blockPoolId]];
  return pairs.filter(([, ours, theirs]) => ours !== theirs).map(([field, ours, theirs]) => [field, String(ours), String(theirs)]);
}

function ofJournals(service: NameserviceFacts): Finding[] {
  const first = served(service);
  return service.journalNodes.flatMap((node) => {
    if (node.formatted === false && node.learns) return [];
    if (node.formatted === false) {
      return [problem('journal-unformatted', node.name, `JournalNode ${called(node)} has no journal '${service.journalId}': it was never formatted, or lost its directory. It stores nothing.`,
        'If it lost its directory it learns from the others by itself, once enough of them answer and its own dfs.namenode.shared.edits.dir names all of them. In a cluster that is new as a whole: format the NameNode.')];
    }
    return node.mismatch === undefined || first === undefined ? [] : [problem('mismatched-journal', node.name,
      `JournalNode ${called(node)} keeps the journal of another file system: ${node.mismatch === '' ? 'it refuses this one' : node.mismatch}, while ${first.by} has clusterID ${first.namespace.clusterId}, namespaceID ${first.namespace.namespaceId}. It takes nothing from this cluster's NameNodes.`,
      'Correct dfs.namenode.shared.edits.dir if it names the wrong host or journal. Otherwise stop the JournalNode, move its directory away, and start it: it learns from the other JournalNodes.')];
  });
}

/** DataNodes that run, and are not known to a NameNode. */
function unregistered({ nameNodes, dataNodes, id }: NameserviceFacts): Finding[] {
  return dataNodes.filter((node) => isUp(node) && node.unknownTo.length > 0 && node.reported?.dead !== true).map((node) => {
    const everywhere = nameNodes.filter(isUp).every(({ name }) => node.unknownTo.includes(name));
    return problem('not-registered', node.name, `DataNode ${node.name} runs, but ${everywhere ? 'no NameNode knows it' : `is not known to ${listed(node.unknownTo)}${node.unknownTo.some((name) => nameNodes.some((one) => one.name === name && one.state === 'standby')) ? ': after a failover its blocks would be missing' : ''}`}.`,
      `Look at its log for why it is refused; its configuration must name all NameNodes${id === '' ? '' : ` of ${id}`}, and its data directories must be of this cluster.`);
  });
}

/** Directories of this machine whose VERSION is another cluster's. */
function directories({ directories: all }: Facts, service: NameserviceFacts): Finding[] {
  const first = served(service);
  return all.filter(({ nameservice }) => nameservice === service.id || service.id === '').flatMap((directory) => {
    const { version, path, of } = directory;
    if (directory.versionError !== undefined) {
      return [problem('damaged-directory', path, `Directory ${path} of ${of} cannot be used: ${directory.versionError}`, 'Restore its VERSION file from another directory of the same daemon, or from a backup.')];
    }
    if (version === undefined) return [];
    const layout = directory.role === 'datanode' ? dataNodeLayoutVersion : nameNodeLayoutVersion;
    const found: Finding[] = [];
    if (version.layoutVersion < layout) {
      found.push(problem('mismatched-layout', path, `Directory ${path} of ${of} has layout version ${version.layoutVersion}, newer than ${layout}, which is the newest that this release reads.`, 'Start the release of Hadoop that wrote it.'));
    } else if (version.layoutVersion > layout) {
      found.push(warning('mismatched-layout', path, `Directory ${path} of ${of} has layout version ${version.layoutVersion}, of an older release than ${layout}.`, 'It has to be upgraded with Apache Hadoop first: quorate upgrades nothing yet.'));
    }
    if (first !== undefined) found.push(...otherCluster(directory, first.by, first.namespace));
    return found;
  });
}

function otherCluster({ version, path, of, role }: DirectoryFacts, by: string, namespace: NamespaceFacts): Finding[] {
  const fields: [string, string | number | undefined, string | number][] = [['clusterID', version?.clusterId, namespace.clusterId]];
  if (role !== 'datanode') fields.push(['namespaceID', version?.namespaceId, namespace.namespaceId]);
  const wrong = fields.filter(([, own, theirs]) => own !== undefined && own !== '' && own !== theirs);
  const advice = role === 'datanode' ? `Give ${of} back its own directory; or, if what is in this one is not needed any more, move it away and start ${of} again with an empty one.`
    : role === 'journalnode' ? `Stop ${of}, move the directory away, and start it: it learns from the other JournalNodes.` : `Stop ${of}, move the directory away, and fill it anew with \`quorate namenode -bootstrapStandby\`.`;
  return wrong.length === 0 ? [] : [problem('mismatched-directory', path,
    `Directory ${path} of ${of} belongs to another cluster: its VERSION says ${listed(wrong.map(([field, own]) => `${field} ${own}`))}, ${by} has ${listed(wrong.map(([field, , theirs]) => `${field} ${theirs}`))}.`, advice)];
}
