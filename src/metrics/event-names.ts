// Events that people want to see long after they happened: what is logged under these names also goes into the daemon's
// recent events. A name is a constant for log searches and alerts, and never changes its meaning.
import { electsOver } from '../protocol/elector-kind.ts';

export const becameActive = 'became active';
export const becameStandby = 'became standby';
export const failedOver = 'failed over';
export const epochWon = 'epoch won';
export const promotionFailed = 'promotion failed';
export const fenced = 'fenced';
export const quorumLost = 'the quorum is lost; replies wait';
export const quorumBack = 'the quorum is back';
export const journalLost = 'JournalNode is out of sync';
export const journalBack = 'JournalNode is written to again';
export const dataNodeRegistered = 'datanode registered';
export const dataNodeSilent = 'datanode is silent';
export const dataNodeLost = 'datanode is lost';
export const dataNodeBack = 'datanode is back';
export const checkpointSaved = 'image saved';
export const checkpointReceived = 'image received';
export const checkpointFailed = 'checkpoint failed';
export const checkpointCancelled = 'checkpoint called off';
export const nameNodeStarted = 'namenode started';
export const namespaceLoaded = 'namespace loaded';
export const safeModeEntered = 'safe mode is on';
export const safeModeLeft = 'safe mode is off';
export const storageFailed = 'storage directory failed, going on without it';
export const storageBack = 'storage directory taken up again';

// JournalNodes.
export const journalNodeStarted = 'JournalNode started';
export const journalFormatted = 'journal formatted';
export const epochPromised = 'epoch promised';
export const epochAdopted = 'epoch adopted';
export const segmentAccepted = 'segment accepted';
export const segmentDamaged = 'segment damaged';
export const segmentRepaired = 'damaged segment replaced';
export const segmentTaken = 'segment taken over';
export const segmentTorn = 'torn tail cut off';
export const journalLearns = 'journal learns';
export const journalListStored = 'list of journalnodes stored';
export const journalListChanged = 'list of journalnodes changed';
export const journalListWaits = 'list of journalnodes waits';
export const journalListGivenUp = 'list of journalnodes given up';
export const leaseRevoked = 'lease revoked';
export const journalVotes = 'journal votes again';
export const journalForgot = 'journal has forgotten';
export const journalGone = 'journal lost its directory';
export const electorKept = 'journal keeps the elector';
export const electorMismatch = 'NameNode elects by another kind';
export const editsNotWritten = 'edits not written';
export const slowSync = 'slow sync of edits';

// DataNodes.
export const dataNodeStarted = 'DataNode started';
export const poolOpened = 'block pool opened';
export const directoryUnusable = 'data directory cannot be used';
export const registeredAt = 'registered';
export const nameNodeUnreached = 'NameNode not reached';
export const heartbeatFailed = 'heartbeat failed';
export const nameNodeBack = 'NameNode answers again';
export const nameNodeObeyed = 'NameNode acknowledged as Active';
export const nameNodeUnobeyed = 'NameNode is Active no more';
export const nameNodeRefuses = 'NameNode refuses this DataNode';
export const fullReportSent = 'full block report sent';
export const damagedBlockReceived = 'checksum error in received block';

type Fields = Readonly<Record<string, unknown>>;

const ms = (fields: Fields): string => `${String(fields['ms'])} ms`;
/** Without the class that String puts before an error's message, and of the network's errors what happened alone. */
const because = (value: unknown): string => (value === undefined ? '' : `: ${(value instanceof Error ? value.message : String(value)).replace(/^[A-Z]\w*(?:Error|Exception): /, '').replace(/^\w+ to \S+: (?:not sent|no answer): /, '')}`);
const counted = (value: unknown, one: string): string => `${String(value)} ${one}${value === 1 ? '' : 's'}`;
const nameNode = (fields: Fields): string => `NameNode ${String(fields['nameNode'])}`;
const named = (fields: Fields): string => String(fields['datanode']);

/** What is told of each, in a sentence for people. */
export const notableEvents: Readonly<Record<string, (fields: Fields) => string>> = {
  [becameActive]: (fields) => `Became Active in ${ms(fields)}, epoch ${String(fields['epoch'])}.`,
  [becameStandby]: (fields) => `Stepped down to Standby in ${ms(fields)}.`,
  [failedOver]: (fields) => `Took over ${ms(fields)} after the last Active was gone.`,
  [epochWon]: (fields) => `Won epoch ${String(fields['epoch'])} in ${ms(fields)}.`,
  [promotionFailed]: (fields) => `Could not become Active${because(fields['error'])}`,
  [fenced]: (fields) => `Was fenced by a newer writer${because(fields['error'])}`,
  [quorumLost]: (fields) => `Lost the majority of the JournalNodes; replies wait${because(fields['error'])}`,
  [quorumBack]: (fields) => `Regained the majority of the JournalNodes after ${ms(fields)}, epoch ${String(fields['epoch'])}.`,
  [journalLost]: (fields) => `JournalNode ${String(fields['journalNode'])} is not written to any more${because(fields['why'])}`,
  [journalBack]: (fields) => `JournalNode ${String(fields['journalNode'])} is written to again, from txid ${String(fields['txid'])} on.`,
  [dataNodeRegistered]: (fields) => `DataNode ${named(fields)} registered.`,
  [dataNodeSilent]: (fields) => `DataNode ${named(fields)} has been silent for ${Math.round(Number(fields['silentMs']) / 1000)} s.`,
  [dataNodeLost]: (fields) => `DataNode ${named(fields)} is dead after ${Math.round(Number(fields['silentMs']) / 1000)} s of silence.`,
  [dataNodeBack]: (fields) => `DataNode ${named(fields)} is back.`,
  [checkpointSaved]: (fields) => `Saved an image of txid ${String(fields['txid'])} in ${ms(fields)}.`,
  [checkpointReceived]: (fields) => `Received an image of txid ${String(fields['txid'])} in ${ms(fields)}.`,
  [checkpointFailed]: (fields) => `A checkpoint failed${because(fields['error'])}`,
  [checkpointCancelled]: (fields) => `A checkpoint was called off${because(fields['reason'])}`,
  [nameNodeStarted]: (fields) => `Started, at txid ${String(fields['txid'])}.`,
  [namespaceLoaded]: (fields) => `Loaded ${fields['inodes'] === 1 ? 'the root directory' : `${String(fields['inodes'])} files and directories`} up to txid ${String(fields['txid'])} in ${ms(fields)}.`,
  [safeModeEntered]: (fields) => `Safe mode is on${because(fields['tip'])}`,
  [safeModeLeft]: () => 'Safe mode is off.',
  [storageFailed]: (fields) => `Storage directory ${String(fields['root'])} failed${because(fields['error'])}`,
  [storageBack]: (fields) => `Storage directory ${String(fields['root'])} is used again.`,
  [journalNodeStarted]: () => 'Started.',
  [journalFormatted]: (fields) => `Journal ${String(fields['journal'])} was formatted for cluster ${String(fields['cluster'])}.`,
  [epochPromised]: (fields) => `Journal ${String(fields['journal'])}: promised epoch ${String(fields['epoch'])}.`,
  [epochAdopted]: (fields) => `Journal ${String(fields['journal'])}: follows the writer of epoch ${String(fields['epoch'])}.`,
  [segmentAccepted]: (fields) => `Journal ${String(fields['journal'])}: a recovery made the segment from txid ${String(fields['segment'])} end at ${String(fields['lastTxId'])}.`,
  [segmentDamaged]: (fields) => `Journal ${String(fields['journal'])}: the segment from txid ${String(fields['segment'])} is damaged behind txid ${String(fields['goodUpTo'])}${because(fields['reason'])}`,
  [segmentRepaired]: (fields) => `Journal ${String(fields['journal'])}: replaced the damaged segment from txid ${String(fields['segment'])} by that of ${String(fields['from'])}.`,
  [segmentTaken]: (fields) => `Journal ${String(fields['journal'])}: took the segment from txid ${String(fields['segment'])} over from ${String(fields['from'])}.`,
  [journalLearns]: (fields) => `Journal ${String(fields['journal'])} has lost its memory and learns from ${String(fields['from'])}.`,
  [journalListChanged]: (fields) => `The JournalNodes are ${String(fields['members'])} now (generation ${String(fields['gen'])} of their list).`,
  [journalListWaits]: (fields) => `A change of the JournalNodes waits: ${String(fields['why'])}.`,
  [journalListGivenUp]: (fields) => `The JournalNodes stay ${String(fields['members'])}: generation ${String(fields['gen'])} of their list, which was pending (${String(fields['pending'])}), is kept by no majority.`,
  [journalListStored]: (fields) => `Journal ${String(fields['journal'])} keeps generation ${String(fields['gen'])} of the list of JournalNodes: ${String(fields['pending'] ?? fields['members'])}${fields['pending'] === undefined ? '' : ' (pending)'}.`,
  [leaseRevoked]: (fields) => `Journal ${String(fields['journal'])}: ended the lease of ${fields['nameNode'] === undefined ? 'a NameNode' : `NameNode ${String(fields['nameNode'])}`}, whose guardian found it dead.`,
  [journalVotes]: (fields) => `Journal ${String(fields['journal'])} has everything below txid ${String(fields['below'])} and votes.`,
  [electorKept]: (fields) => `Journal ${String(fields['journal'])}: the NameNodes elect ${electsOver(fields['elector'] === 'zookeeper' ? 'zookeeper' : 'journal')}.`,
  [electorMismatch]: (fields) => `It takes part in no election: ${String(fields['reason'])}.`,
  [journalForgot]: (fields) => `Journal ${String(fields['journal'])}: the directory is of the past, and set aside: ${String(fields['reason'])}.`,
  [journalGone]: (fields) => `Journal ${String(fields['journal'])}: the directory has gone.`,
  [segmentTorn]: (fields) => `Journal ${String(fields['journal'])}: cut a torn tail off behind txid ${String(fields['goodUpTo'])}.`,
  [editsNotWritten]: (fields) => `Journal ${String(fields['journal'])}: edits could not be written${because(fields['error'])}`,
  [slowSync]: (fields) => `Journal ${String(fields['journal'])}: the disk took ${ms(fields)} for a batch of edits.`,
  [dataNodeStarted]: () => 'Started.',
  [poolOpened]: (fields) => `Opened block pool ${String(fields['poolId'])} with ${counted(fields['replicas'], 'replica')}.`,
  [directoryUnusable]: (fields) => `Data directory ${String(fields['path'])} cannot be used${because(fields['error'])}`,
  [registeredAt]: (fields) => `Registered with ${nameNode(fields)}.`,
  [nameNodeUnreached]: (fields) => `${nameNode(fields)} is not reached${because(fields['error'])}`,
  [heartbeatFailed]: (fields) => `${nameNode(fields)} does not take heartbeats${because(fields['error'])}`,
  [nameNodeBack]: (fields) => `${nameNode(fields)} takes heartbeats again.`,
  [nameNodeObeyed]: (fields) => `Obeys ${nameNode(fields)}: it is Active.`,
  [nameNodeUnobeyed]: (fields) => `Obeys ${nameNode(fields)} no more: it is not Active.`,
  [nameNodeRefuses]: (fields) => `${nameNode(fields)} refuses this DataNode${because(fields['error'])}`,
  [fullReportSent]: (fields) => `Reported ${counted(fields['blocks'], 'block')} to ${nameNode(fields)} in ${ms(fields)}.`,
  [damagedBlockReceived]: (fields) => `${String(fields['block'])} came damaged from ${String(fields['from'])}; it was refused.`,
};
