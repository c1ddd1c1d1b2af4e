// Commands to one DataNode, by the address of its RPC port (host:ipc_port).
import { parseAddress } from '../../conf/keys.ts';
import type { Address } from '../../conf/keys.ts';
import { ClientDatanodeProtocol } from '../../wire/client-datanode-protocol.ts';
import { StorageTypeProto } from '../../wire/hdfs.ts';
import type { Call } from '../dfs/command.ts';
import { firstLine, isReportable } from '../dfs/command.ts';
import { popFlag, popValue } from '../dfs/options.ts';
import { ShellError, UsageError } from '../dfs/shell-errors.ts';
import { byteDesc, parseSize } from '../../protocol/format-size.ts';
import { asked } from './name-nodes.ts';
import type { DataNode, NameNodes } from './name-nodes.ts';

export async function getDatanodeInfo(call: Call, nameNodes: NameNodes, [address = '']: readonly string[]): Promise<void> {
  const { uptime, softwareVersion, configVersion } = (await reached(dataNode(nameNodes, address).getDatanodeInfo({}))).localInfo;
  call.print(`Uptime: ${uptime}, Software version: ${softwareVersion}, Config version: ${configVersion}`);
}

export async function shutdownDatanode(call: Call, nameNodes: NameNodes, [address = '', upgrade]: readonly string[]): Promise<boolean> {
  if (upgrade !== undefined && upgrade.toLowerCase() !== 'upgrade') {
    usageFails(call);
    return false;
  }
  await asked(dataNode(nameNodes, address).shutdownDatanode({ forUpgrade: upgrade !== undefined }));
  call.print(`Submitted a shutdown request to datanode ${address}`);
  return true;
}

export async function evictWriters(call: Call, nameNodes: NameNodes, [address = '']: readonly string[]): Promise<void> {
  await reached(dataNode(nameNodes, address).evictWriters({}));
  call.print(`Requested writer eviction to datanode ${address}`);
}

export async function triggerBlockReport(call: Call, nameNodes: NameNodes, args: readonly string[]): Promise<number> {
  const words = [...args];
  const nameNode = popValue(words, '-namenode');
  if (nameNode !== undefined) addressOf(nameNode);
  const incremental = popFlag(words, '-incremental');
  const at = words.findIndex((word) => !word.startsWith('-'));
  const [address] = at < 0 ? [] : words.splice(at, 1);
  const refuse = (text: string): number => {
    call.world.err.text(`${text}\n`);
    return 1;
  };
  if (address === undefined) return refuse('You must specify a host:port pair.');
  if (words.length > 0) return refuse(`Can't understand arguments: ${words.join(' ')}`);
  try {
    await asked(dataNode(nameNodes, address).triggerBlockReport({ incremental, ...(nameNode === undefined ? {} : { nnAddress: nameNode }) }));
  } catch (error) {
    if (!isReportable(error)) throw error;
    return refuse(`triggerBlockReport error: ${firstLine(error.message)}`);
  }
  call.print(`Triggering ${incremental ? 'an incremental' : 'a full'} block report on ${address}${nameNode === undefined ? '' : ` to namenode ${nameNode}`}.`);
  return 0;
}

export async function refreshNamenodes(_: Call, nameNodes: NameNodes, [address = '']: readonly string[]): Promise<void> {
  await asked(dataNode(nameNodes, address).refreshNamenodes({}));
}

export async function deleteBlockPool(call: Call, nameNodes: NameNodes, [address = '', poolId = '', force]: readonly string[]): Promise<boolean> {
  if (force !== undefined && force !== 'force') {
    usageFails(call);
    return false;
  }
  await asked(dataNode(nameNodes, address).deleteBlockPool({ blockPool: poolId, force: force !== undefined }));
  return true;
}

export async function getVolumeReport(call: Call, nameNodes: NameNodes, [address = '']: readonly string[]): Promise<void> {
  const { volumeInfo } = await asked(dataNode(nameNodes, address).getVolumeReport({}));
  const types = Object.entries(StorageTypeProto);
  const bytes = (count: number): string => `${count}(${byteDesc(count)})`;
  call.print(`Active Volumes : ${volumeInfo.length}`);
  for (const { path, storageType, usedSpace, freeSpace, reservedSpace, reservedSpaceForReplicas, numBlocks } of volumeInfo) {
    call.print(`\nDirectory: ${path}\nStorageType: ${types.find(([, type]) => type === storageType)?.[0] ?? ''}\nCapacity Used: ${bytes(usedSpace)}\nCapacity Left: ${bytes(freeSpace)}`);
    call.print(`Capacity Reserved: ${bytes(reservedSpace)}\nReserved Space for Replicas: ${bytes(reservedSpaceForReplicas)}\nBlocks: ${numBlocks}`);
  }
}

export async function getBalancerBandwidth(call: Call, nameNodes: NameNodes, [address = '']: readonly string[]): Promise<void> {
  const { bandwidth } = await reached(dataNode(nameNodes, address).getBalancerBandwidth({}));
  call.print(`Balancer bandwidth is ${bandwidth} bytes per second.`);
}

/** All DataNodes, by way of the Active. */
export async function setBalancerBandwidth(call: Call, { active }: NameNodes, [text = '']: readonly string[]): Promise<number> {
  let bandwidth: number;
  try {
    bandwidth = parseSize(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (!message.startsWith('For input')) throw new UsageError(message);
    call.world.err.text(`NumberFormatException: ${message}\nUsage: hdfs dfsadmin [-setBalancerBandwidth <bandwidth in bytes per second>]\n`);
    return 255;
  }
  if (bandwidth < 0) {
    call.world.err.text('Bandwidth should be a non-negative integer\n');
    return 255;
  }
  try {
    await asked(active.setBalancerBandwidth({ bandwidth }));
  } catch (error) {
    call.world.err.text('Balancer bandwidth is set failed.\n');
    throw error;
  }
  call.print(`Balancer bandwidth is set to ${bandwidth}`);
  return 0;
}

function dataNode(nameNodes: NameNodes, address: string): DataNode {
  return nameNodes.at(addressOf(address), ClientDatanodeProtocol);
}

function addressOf(text: string): Address {
  try {
    return parseAddress(text);
  } catch {
    throw new UsageError(`Does not contain a valid host:port authority: ${text}`);
  }
}

async function reached<T>(answer: Promise<T>): Promise<T> {
  try {
    return await asked(answer);
  } catch (error) {
    if (!isReportable(error)) throw error;
    throw new ShellError(`Datanode unreachable. ${firstLine(error.message)}`, { cause: error });
  }
}

/** The usage is shown and the exit code is 255. */
function usageFails(call: Call): void {
  call.exitCode = 255;
}
