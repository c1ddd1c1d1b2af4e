// The VERSION file: which namespace, cluster and kind of node a storage directory belongs to. Answers to
// StorageInfo and Storage.writeProperties; keys and their order are those that Apache's daemons write.
import type { Disk } from '../env/env.ts';
import { HdfsException } from '../protocol/exceptions.ts';
import { readIfThere, writeAtomically } from './atomic-file.ts';
import { formatProperties, parseProperties } from './properties.ts';

export type NodeType = 'NAME_NODE' | 'DATA_NODE' | 'JOURNAL_NODE';

/** What a VERSION file holds. Which of the fields are there depends on whose it is. */
export interface Version {
  readonly layoutVersion: number;
  /** ms. */
  readonly cTime: number;
  readonly namespaceId?: number | undefined;
  readonly clusterId?: string | undefined;
  readonly storageType?: NodeType | undefined;
  readonly blockPoolId?: string | undefined;
  readonly datanodeUuid?: string | undefined;
  readonly storageId?: string | undefined;
}

const versionFileName = 'VERSION';

/** The VERSION file of a storage directory; `folder` is 'current' unless it is an old state that is asked for. */
export function versionPath(root: string, folder = 'current'): string {
  return `${root}/${folder}/${versionFileName}`;
}

/**
 * The VERSION of the storage directory `root`; undefined when there is none. Throws
 * InconsistentFSStateException for one that lacks a field or has a broken one.
 */
export async function readVersion(disk: Disk, root: string, folder = 'current'): Promise<Version | undefined> {
  const content = await readIfThere(disk, versionPath(root, folder));
  if (content === undefined) return undefined;
  const properties = parseProperties(Buffer.from(content).toString('latin1'));
  const number = (key: string): number | undefined => {
    const text = properties.get(key);
    if (text === undefined) return undefined;
    if (!/^-?\d+$/.test(text)) throw inconsistent(root, `file VERSION has ${key}=${text}, which is not a number.`);
    return Number(text);
  };
  const needed = (key: string): number => {
    const value = number(key);
    if (value === undefined) throw inconsistent(root, `file VERSION has ${key} missing.`);
    return value;
  };
  return {
    layoutVersion: needed('layoutVersion'), cTime: needed('cTime'), namespaceId: number('namespaceID'),
    clusterId: properties.get('clusterID'), storageType: nodeType(root, properties.get('storageType')),
    blockPoolId: properties.get('blockpoolID'), datanodeUuid: properties.get('datanodeUuid'), storageId: properties.get('storageID'),
  };
}

/** Writes `version` into `root`/current, which must be there; durable when it resolves. */
export async function writeVersion(disk: Disk, root: string, version: Version, wallMs: number, folder = 'current'): Promise<void> {
  await writeAtomically(disk, versionPath(root, folder), Buffer.from(versionText(version, wallMs), 'latin1'));
}

/** The file's text, keys in the order in which Java's hashing has them. */
export function versionText(version: Version, wallMs: number): string {
  const pairs: readonly (readonly [string, string | number | undefined])[] = [
    ['datanodeUuid', version.datanodeUuid], ['namespaceID', version.namespaceId], ['blockpoolID', version.blockPoolId],
    ['storageType', version.storageType], ['cTime', version.cTime], ['clusterID', version.clusterId],
    ['layoutVersion', version.layoutVersion], ['storageID', version.storageId],
  ];
  const present: (readonly [string, string])[] = [];
  for (const [key, value] of pairs) if (value !== undefined) present.push([key, String(value)]);
  return formatProperties(present, wallMs);
}

/** The answer to a storage directory that must not be used as it is; `description` is Apache's text where it has one. */
export function inconsistent(root: string, description: string): HdfsException {
  return new HdfsException('InconsistentFSStateException', `Directory ${root} is in an inconsistent state: ${description}`);
}

function nodeType(root: string, text: string | undefined): NodeType | undefined {
  if (text === undefined || text === 'NAME_NODE' || text === 'DATA_NODE' || text === 'JOURNAL_NODE') return text;
  throw inconsistent(root, `file VERSION has storageType=${text}, which is no kind of node.`);
}
