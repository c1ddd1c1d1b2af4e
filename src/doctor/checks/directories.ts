// Storage directories of this machine: blank ones, full disks, slow disks, and where nobody should keep data.
import { problem, warning } from '../finding.ts';
import type { Finding } from '../finding.ts';
import type { DirectoryFacts, Facts, NameserviceFacts } from '../facts.ts';
import { percent, size, time } from '../words.ts';
import { isUp } from './hints.ts';

/** dfs.namenode.resource.du.reserved: below it a NameNode goes into safe mode. */
const reservedBytes = 100 * 2 ** 20;
const lowPart = 0.05;
const lowBytes = 10 * 2 ** 30;
/** Every change waits for such a write on a majority of JournalNodes. */
const slowMs = 25;
const verySlowMs = 500;
const stallMs = 1000;

export function checkDirectories(facts: Facts): Finding[] {
  return facts.directories.flatMap((directory) => [...state(facts, directory), ...disk(directory), ...sync(directory), ...place(facts, directory)]);
}

function state({ nameservices, user }: Facts, { path, role, of, key, exists, version, versionError, error, nameservice, byDefault }: DirectoryFacts): Finding[] {
  if (error === 'permission denied') {
    return [warning('directory-denied', path, `Directory ${path} of ${of} could not be examined: user ${user} may not write there.`, 'Run doctor as the user that the daemon runs as.')];
  }
  if (error !== undefined) return [problem('directory-error', path, `Directory ${path} of ${of} cannot be used: ${error}.`, 'Look at the disk, and at the kernel\'s log (dmesg).')];
  if (role === 'datanode' || version !== undefined || versionError !== undefined || (byDefault && !exists)) return [];
  const what = exists ? 'is empty: it was never formatted, or has lost what it had' : 'is not there';
  const service = nameservices.find(({ id }) => id === nameservice);
  return role === 'namenode'
    ? [problem('unformatted', path, `Name directory ${path} of ${of} (${key}) ${what}. The NameNode does not start with it.`, nameAdvice(service))]
    : [problem('unformatted', path, `Journal directory ${path} of ${of} (${key}) ${what}.`, 'In a new cluster, formatting the NameNode makes it. Otherwise start the JournalNode: it learns from the others, which dfs.namenode.shared.edits.dir names.')];
}

function nameAdvice(service: NameserviceFacts | undefined): string {
  const others = (service?.nameNodes ?? []).filter(({ namespace }) => namespace !== undefined);
  return others.length > 0 ? `Fill it from ${others[0]?.name}, which runs: \`quorate namenode -bootstrapStandby\`. Do not format it.`
    : 'If there is another NameNode with data: start that one, and run `quorate namenode -bootstrapStandby` here. Only in a new cluster: `quorate namenode -format`.';
}

function disk({ path, role, of, space }: DirectoryFacts): Finding[] {
  if (space === undefined || space.totalBytes <= 0 || role === 'datanode') return [];
  const { freeBytes, totalBytes } = space;
  const left = `The disk of ${path} (${of}) is nearly full: ${size(freeBytes)} of ${size(totalBytes)} are left (${percent(freeBytes, totalBytes)}).`;
  if (freeBytes < reservedBytes) return [problem('disk-full', path, `${left} ${role === 'namenode' ? 'Below 100 MB a NameNode stops changing anything.' : 'A JournalNode that cannot write is lost for the cluster.'}`, 'Free space there, or move the directory to a larger disk.')];
  return freeBytes < totalBytes * lowPart && freeBytes < lowBytes ? [warning('disk-full', path, left, 'Free space there, or move the directory to a larger disk.')] : [];
}

function sync({ path, role, of, sync: took }: DirectoryFacts): Finding[] {
  if (took === undefined) return [];
  const { medianMs, worstMs, samples } = took;
  const measured = `${samples} small writes to ${path} (${of}) took ${time(medianMs)} each at the median and ${time(worstMs)} at worst until they were on disk`;
  const effect = role === 'journalnode' ? 'every change of the file system waits for that on most JournalNodes' : role === 'namenode' ? 'checkpoints wait for that' : 'writers that ask for it wait';
  if (medianMs > slowMs) {
    return [(medianMs > verySlowMs && role !== 'datanode' ? problem : warning)('slow-sync', path, `The disk is slow: ${measured}; ${effect}.`, `Use an SSD${role === 'datanode' ? '' : ', or a disk that nobody else writes to,'} for it, and look for other writers (iotop).`)];
  }
  return worstMs > stallMs ? [warning('slow-sync', path, `The disk stalls: ${measured}; ${effect}.`, 'Look for other writers (iotop) and for errors of the disk (dmesg, smartctl).')] : [];
}

function place({ nameservices }: Facts, { path, of, key, byDefault, exists }: DirectoryFacts): Finding[] {
  if (!byDefault || !path.startsWith('/tmp/')) return [];
  // A daemon that runs without the directory has another configuration than this one.
  const runs = nameservices.some(({ nameNodes, journalNodes }) => [...nameNodes, ...journalNodes].some((daemon) => daemon.name === of && isUp(daemon)));
  if (runs && !exists) return [];
  return [warning('data-in-tmp', key, `${key} is not set, so that ${of} keeps its data in ${path}: /tmp is emptied by many systems at boot.`, `Set ${key} to a directory on a disk that stays.`)];
}
