// DataNodes and blocks: dead and stale ones, failed and full disks by their reports, blocks that are missing or too few.
import { heartbeatInterval, heartbeatRecheck, replicationDefault, staleInterval } from '../../conf/namenode-keys.ts';
import { problem, warning } from '../finding.ts';
import type { Finding } from '../finding.ts';
import type { Facts, NameNodeFacts, NameserviceFacts } from '../facts.ts';
import { setting } from '../setting.ts';
import { counted, percent, size, time } from '../words.ts';
import { addressText, clusterCommand } from './hints.ts';

/** Of a disk or of all of them. */
const fullPart = 0.1;
const veryFullPart = 0.02;

export function checkDataNodes(facts: Facts): Finding[] {
  return facts.nameservices.flatMap((service) => {
    const teller = service.nameNodes.find(({ state, reported }) => state === 'active' && reported !== undefined) ?? service.nameNodes.find(({ reported }) => reported !== undefined);
    if (teller === undefined) return [];
    return [...blocks(teller), ...dead(facts, service), ...stale(service), ...tooFew(service, teller), ...disks(service), ...space(teller)];
  });
}

/** One sentence for all that are dead. */
function dead(facts: Facts, service: NameserviceFacts): Finding[] {
  const nodes = service.dataNodes.filter(({ reported }) => reported?.dead === true && !reported.leaving);
  if (nodes.length === 0) return [];
  const told = nodes.map(({ name, dataAddress, reported, process }) => `${name}${name === addressText(dataAddress) ? '' : ` (${addressText(dataAddress)})`}${reported?.silentMs === undefined ? '' : `, silent for ${time(reported.silentMs)}`}${process === 'paused' ? ', its process is paused' : ''}`);
  const names = nodes.map(({ name }) => name);
  const start = clusterCommand(facts, `start ${names[0] ?? ''}`);
  return [problem('dead-datanode', names.join(' '),
    `${counted(nodes.length, 'DataNode')} of ${service.dataNodes.length} ${nodes.length === 1 ? 'is' : 'are'} dead in the NameNode's eyes: ${told.slice(0, 5).join('; ')}${told.length > 5 ? ` and ${told.length - 5} more` : ''}. The NameNode makes new copies of ${nodes.length === 1 ? 'its' : 'their'} blocks elsewhere.`,
    `${start === undefined ? 'Start them (`quorate datanode`)' : `Start ${nodes.length === 1 ? 'it' : 'them'}: ${start}`}; if ${nodes.length === 1 ? 'it is' : 'they are'} gone for good, list ${nodes.length === 1 ? 'it' : 'them'} in the file of dfs.hosts.exclude and run \`quorate dfsadmin -refreshNodes\`.`)];
}

function stale(service: NameserviceFacts): Finding[] {
  const staleMs = setting(service, staleInterval);
  const deadMs = 2 * setting(service, heartbeatRecheck) + 10 * setting(service, heartbeatInterval);
  return service.dataNodes.flatMap((node) => {
    const silentMs = node.reported?.silentMs;
    if (node.reported?.dead !== false || silentMs === undefined || silentMs <= staleMs) return [];
    return [warning('stale-datanode', node.name, `DataNode ${node.name} has sent the NameNode no heartbeat for ${time(silentMs)}: new blocks are not placed there, and after ${time(deadMs)} it counts as dead.`,
      'Look whether it runs, hangs, or has lost the network to the NameNode.')];
  });
}

function tooFew(service: NameserviceFacts, teller: NameNodeFacts): Finding[] {
  const live = service.dataNodes.filter(({ reported }) => reported?.dead === false).length + service.dataNodesLeft;
  if (live === 0) {
    return [problem('no-datanodes', 'DataNodes', `No DataNode is alive in ${teller.name}'s eyes: files cannot be written, and only empty ones can be read.`, 'Start DataNodes with a configuration that names these NameNodes.')];
  }
  const wanted = setting(service, replicationDefault);
  // Those that are dead are told of by themselves.
  return service.dataNodes.length + service.dataNodesLeft >= wanted ? [] : [warning('few-datanodes', 'dfs.replication', `Files are to have ${wanted} copies (dfs.replication), and only ${counted(live, 'DataNode')} ${live === 1 ? 'is' : 'are'} alive: new files get fewer copies than asked for.`,
    'Add DataNodes, or set dfs.replication to their number.')];
}

function disks({ dataNodes }: NameserviceFacts): Finding[] {
  return dataNodes.flatMap(({ name, reported }) => {
    if (reported === undefined || reported.dead) return [];
    const found: Finding[] = [];
    if (reported.failedStorages > 0) {
      found.push(problem('failed-disk', name, `DataNode ${name} reports ${counted(reported.failedStorages, 'failed disk')}: what lay there is being copied from elsewhere.`, 'Replace the disk, or remove its directory from dfs.datanode.data.dir, and restart the DataNode.'));
    }
    const { tightest } = reported;
    if (tightest !== undefined && tightest.remaining < tightest.capacity * fullPart) {
      found.push((tightest.remaining < tightest.capacity * veryFullPart ? problem : warning)('datanode-full', name,
        `A disk of DataNode ${name} is nearly full: ${size(tightest.remaining)} of ${size(tightest.capacity)} are left for HDFS (${percent(tightest.remaining, tightest.capacity)}).`,
        'Delete files (and empty the trash), or add disks or DataNodes.'));
    }
    return found;
  });
}

function space(teller: NameNodeFacts): Finding[] {
  const of = teller.blocks;
  if (of === undefined || of.capacity <= 0 || of.remaining >= of.capacity * fullPart) return [];
  return [(of.remaining < of.capacity * veryFullPart ? problem : warning)('cluster-full', 'DataNodes', `The file system is nearly full: ${size(of.remaining)} of ${size(of.capacity)} are left (${percent(of.remaining, of.capacity)}).`, 'Delete files (and empty the trash), or add DataNodes.')];
}

function blocks({ name, address, web, blocks: counts }: NameNodeFacts): Finding[] {
  if (counts === undefined) return [];
  const fsck = `http://${addressText(web?.address ?? address)}/fsck?path=/&listcorruptfileblocks=1`;
  const found: Finding[] = [];
  if (counts.missing > 0) {
    found.push(problem('missing-blocks', name, `${counted(counts.missing, 'block')} ${counts.missing === 1 ? 'has' : 'have'} no copy on any live DataNode: files with ${counts.missing === 1 ? 'it' : 'them'} cannot be read.`,
      `Start the DataNodes that had ${counts.missing === 1 ? 'it' : 'them'}. \`curl '${fsck}'\` lists the files.`));
  }
  if (counts.corrupt > counts.missing) {
    found.push(problem('corrupt-blocks', name, `${counted(counts.corrupt, 'block')} ${counts.corrupt === 1 ? 'has' : 'have'} damaged copies.`, `The NameNode replaces them where a good copy is left; \`curl '${fsck}'\` lists files without one.`));
  }
  const few = counts.underReplicated - counts.missing;
  if (few > 0) {
    found.push(warning('under-replicated', name, `${counted(few, 'block')} ${few === 1 ? 'has' : 'have'} fewer copies than asked for.`, 'The NameNode makes new ones by itself as soon as there are enough live DataNodes with room.'));
  }
  return found;
}
