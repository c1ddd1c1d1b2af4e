// Events that people want to see long after they happened: what is logged under these names also goes into the daemon's
// recent events. A name is a constant for log searches and alerts, and never changes its meaning.

export const becameActive = 'became active';
export const becameStandby = 'became standby';
export const failedOver = 'failed over';
export const epochWon = 'epoch won';
export const promotionFailed = 'promotion failed';
export const fenced = 'fenced';
export const quorumLost = 'the quorum is lost; replies wait';
export const quorumBack = 'the quorum is back';
export const journalLost = 'JournalNode is out of sync until the next segment';
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

type Fields = Readonly<Record<string, unknown>>;

const ms = (fields: Fields): string => `${String(fields['ms'])} ms`;
const because = (value: unknown): string => (value === undefined ? '' : `: ${value instanceof Error ? value.message : String(value)}`);
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
  [journalLost]: (fields) => `JournalNode ${String(fields['journalNode'])} is not written to any more${because(fields['reason'])}`,
  [journalBack]: (fields) => `JournalNode ${String(fields['journalNode'])} is written to again, from txid ${String(fields['segment'])} on.`,
  [dataNodeRegistered]: (fields) => `DataNode ${named(fields)} registered.`,
  [dataNodeSilent]: (fields) => `DataNode ${named(fields)} has been silent for ${Math.round(Number(fields['silentMs']) / 1000)} s.`,
  [dataNodeLost]: (fields) => `DataNode ${named(fields)} is dead after ${Math.round(Number(fields['silentMs']) / 1000)} s of silence.`,
  [dataNodeBack]: (fields) => `DataNode ${named(fields)} is back.`,
  [checkpointSaved]: (fields) => `Saved an image of txid ${String(fields['txid'])} in ${ms(fields)}.`,
  [checkpointReceived]: (fields) => `Received an image of txid ${String(fields['txid'])} in ${ms(fields)}.`,
  [checkpointFailed]: (fields) => `A checkpoint failed${because(fields['error'])}`,
  [checkpointCancelled]: (fields) => `A checkpoint was called off${because(fields['reason'])}`,
  [nameNodeStarted]: (fields) => `Started, at txid ${String(fields['txid'])}.`,
  [namespaceLoaded]: (fields) => `Loaded ${String(fields['inodes'])} files and directories up to txid ${String(fields['txid'])} in ${ms(fields)}.`,
  [safeModeEntered]: (fields) => `Safe mode is on${because(fields['tip'])}`,
  [safeModeLeft]: () => 'Safe mode is off.',
  [storageFailed]: (fields) => `Storage directory ${String(fields['root'])} failed${because(fields['error'])}`,
  [storageBack]: (fields) => `Storage directory ${String(fields['root'])} is used again.`,
};
