// The election's znodes in ZooKeeper, which are Apache's to the byte: a parent for each nameservice, in it an ephemeral lock
// that the Active holds, and a bread crumb that stays behind when it dies: who was Active last, and may have to be fenced.
// Answers to ActiveStandbyElector and DFSZKFailoverController.
import { ActiveNodeInfo } from '../../wire/ha-zk-info.ts';
import { ZooKeeperError } from './zookeeper.ts';
import type { ZooKeeperSession } from './zookeeper.ts';

export interface Znodes {
  readonly parent: string;
  readonly lock: string;
  readonly breadCrumb: string;
}

/** `root` is ha.zookeeper.parent-znode. */
export function znodesOf(root: string, nameservice: string): Znodes {
  const parent = `${root.endsWith('/') ? root : `${root}/`}${nameservice}`;
  return { parent, lock: `${parent}/ActiveStandbyElectorLock`, breadCrumb: `${parent}/ActiveBreadCrumb` };
}

/** Whom a znode names; undefined for what nobody wrote who takes part in this election. */
export function nodeInfoOf(data: Uint8Array): ActiveNodeInfo | undefined {
  try {
    return ActiveNodeInfo.decode(data);
  } catch {
    return undefined;
  }
}

/** Makes the parent with all above it, or gives those that are there the configured rights (ensureParentZNode). */
export async function ensureParent(session: ZooKeeperSession, { parent }: Znodes): Promise<void> {
  const parts = parent.split('/').slice(1);
  for (let depth = 1; depth <= parts.length; depth++) {
    const path = `/${parts.slice(0, depth).join('/')}`;
    try {
      await session.create(path, new Uint8Array(0), false);
    } catch (error) {
      if (!(error instanceof ZooKeeperError) || error.code !== 'NODE_EXISTS') throw error;
      await session.setAcl(path);
    }
  }
}

/** Deletes the znode `path` and everything in it; fine when it is not there. */
export async function removeAll(session: ZooKeeperSession, path: string): Promise<void> {
  try {
    for (const child of await session.children(path)) await removeAll(session, `${path}/${child}`);
    await session.remove(path, -1);
  } catch (error) {
    if (!(error instanceof ZooKeeperError) || error.code !== 'NO_NODE') throw error;
  }
}
