// ZooKeeper as an election needs it: one session, a handful of calls. failover/node/zookeeper-session.ts is the real one;
// tests bring their own.

/** Why a call failed, by ZooKeeper's own name: NO_NODE, NODE_EXISTS, BAD_VERSION, NO_AUTH, CONNECTION_LOSS, SESSION_EXPIRED, ... */
export class ZooKeeperError extends Error {
  override readonly name = 'ZooKeeperError';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** A znode's contents. */
export interface Znode {
  readonly data: Uint8Array;
  /** Rises with each change of the data. */
  readonly version: number;
  /** The id of the session that it lives as long as, in hexadecimal; '' for one that stays. */
  readonly owner: string;
}

/** What another process needs to end a session whose holder has died. Secret. */
export interface ZooKeeperTicket {
  readonly id: string;
  readonly password: string;
}

/**
 * One session. Calls wait while there is no connection, and are sent again over the next one: whoever creates may find its own
 * znode there. All of them reject with SESSION_EXPIRED once the session is over, by its end or by `close`.
 */
export interface ZooKeeperSession {
  /** Undefined before the first connection. */
  readonly ticket: ZooKeeperTicket | undefined;
  readonly connected: boolean;
  /** Why it is over; undefined while it lasts. */
  readonly ended: ZooKeeperError | undefined;
  /** Creates the znode `path`; NODE_EXISTS when it is there. */
  create(path: string, data: Uint8Array, ephemeral: boolean): Promise<void>;
  /** Undefined when it is not there. `changed` is called once, when it is made, changed or deleted. */
  read(path: string, changed?: () => void): Promise<Znode | undefined>;
  write(path: string, data: Uint8Array, version: number): Promise<void>;
  remove(path: string, version: number): Promise<void>;
  /** Gives the znode the rights that znodes are created with. */
  setAcl(path: string): Promise<void>;
  children(path: string): Promise<readonly string[]>;
  /** Calls `changed` whenever a connection is made or lost, and when the session ends. */
  onState(changed: () => void): void;
  /** Ends the session, and with it whatever lives as long; resolves when ZooKeeper has confirmed it, or after a while. */
  close(): Promise<void>;
}

/** Resolves once the session has a connection (true) or is over (false); which may take for ever. */
export function connected(session: ZooKeeperSession): Promise<boolean> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (session.connected || session.ended !== undefined) resolve(session.connected);
    };
    session.onState(look);
    look();
  });
}

/** Where ZooKeeper is and how it is talked to. */
export interface ZooKeeperOptions {
  /** ha.zookeeper.quorum: host:port, comma-separated; a path behind them is in front of all others. */
  readonly quorum: string;
  /** ha.zookeeper.session-timeout.ms; servers have bounds of their own. */
  readonly sessionTimeoutMs: number;
  /** Who may do what with znodes that are created: `scheme:id:rwcda`, comma-separated. */
  readonly acl: string;
  /** As whom calls are made: `scheme:auth`, comma-separated. */
  readonly auth: string;
}

/** Opens sessions; the world's part of an election. */
export type OpenZooKeeper = (options: ZooKeeperOptions, ticket?: ZooKeeperTicket) => ZooKeeperSession;
