// What a NameNode stands on and does not make itself: the journal, and in HA an elector. cluster/start-name-node.ts makes
// them from the configuration.
import type { Configuration } from '../conf/configuration.ts';
import type { RecentEvents } from '../metrics/recent-events.ts';
import type { JournalList } from '../protocol/journal-list.ts';
import type { NamespaceInfo } from '../protocol/storage-info.ts';
import type { JournalChange } from '../qjournal/client/journal-change.ts';
import type { LoggerStatus } from '../qjournal/client/ipc-logger-channel.ts';
import type { LeaseWord } from '../qjournal/client/lease-client.ts';
import type { SharedJournal } from './ha/ha-controller.ts';
import type { EditTail } from './ha/edit-log-tailer.ts';
import type { LeaseFigures } from './metrics/name-node-figures.ts';
import type { NameNode } from './name-node.ts';
import type { PageSources } from './web/name-node-pages.ts';

/** What the journal has of the NameNode's storage. */
export interface JournalStorage {
  /** The list of JournalNodes as it was known last. */
  readonly list: JournalList | undefined;
  /** Another list counts. */
  keepList(list: JournalList): void;
  /** The txid of the oldest image: this NameNode needs no edits up to it; 0 without one. */
  oldestImage(): Promise<number>;
}

/** What the surroundings give a NameNode: the journal, and in HA an elector. */
export interface NameNodeSurroundings {
  /** Opens the journal of the namespace, local or shared. */
  readonly openJournal: (info: NamespaceInfo, storage: JournalStorage) => NameNodeJournal;
  /** Makes the election for automatic failover; undefined where an operator decides. */
  readonly elector?: (nameNode: NameNode) => Elector;
  /** All of the configuration, for /conf. */
  readonly conf?: Configuration;
  /** Where notable events of the Env's log go; the NameNode's own, which stay empty, when absent. */
  readonly events?: RecentEvents;
  /** What the web pages show besides the NameNode; no pages are served without it. */
  readonly pages?: (nameNode: NameNode) => PageSources;
  /** Called in the turn in which the HA state changes. */
  readonly onHaState?: () => void;
}

/** The journal, with what the Standby's tailer and the open log need. */
export interface NameNodeJournal {
  readonly manager: SharedJournal;
  readonly tail: EditTail;
  /** A JournalNode is back and would write along after a roll. */
  readonly rollWouldHelp: () => boolean;
  /** A JournalNode refuses this writer for a promise to somebody who came to nothing. */
  readonly reelectionWouldHelp: () => boolean;
  /** On a Standby: gives a list of JournalNodes up that was to come and never will. */
  readonly lookAtPendingList: () => Promise<void>;
  /** Forgets the state before an upgrade, in a shared journal; a local one lies in the storage's directories. */
  readonly finalizeUpgrade: () => Promise<void>;
  readonly releaseLease: (to?: string) => Promise<void>;
  /** How each JournalNode stands with this writer; none of a local log. */
  readonly status: () => readonly LoggerStatus[];
  /** Of the web server of one of them. Rejects when it is not to be had. */
  /** The list of JournalNodes; absent of a local log. */
  readonly membership?: JournalChange;
  readonly httpUrl: (name: string) => Promise<string>;
}

/** Automatic failover as the NameNode sees it. */
export interface Elector {
  start(): void;
  stop(): Promise<void> | void;
  /** Whether a call is worth parking: a majority speaks and confirms no other Active. */
  promotionPossible(): boolean;
  /** Whether a majority has spoken lately, of those who would; true where nobody does. */
  heard(): boolean;
  /** A majority speaks and shows no live lease of anybody else. */
  uncontested(): boolean;
  /** Whether a majority's last words say that another Active lives. */
  otherLeads(): boolean;
  /** The epoch that a majority has promised, or more, as far as it has told; -1 while no majority has. */
  promised(): number;
  /** Asks for words of now; resolves when a majority has answered, or soon. */
  askAnew(): Promise<void>;
  /** Out of elections for so long. */
  keepOut(forMs: number): void;
  /** Forgets what kept it out, and stands. */
  standNow(): void;
  /** A term was lost: out of elections for a random while. */
  backOff(): void;
  /** Something changed in the NameNode: look again. */
  consider(): void;
  /** Calls `changed` when what it knows of the others changed. */
  onChange(changed: () => void): void;
  /** The lease that is held or was held last. */
  lease(): LeaseFigures;
  /** The JournalNodes' last words. */
  words(): readonly LeaseWord[];
  /** Why no JournalNodes will have it elected: they keep another kind of election. */
  mismatch(): string | undefined;
}
