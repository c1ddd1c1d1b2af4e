// A JournalNode from a configuration.
import type { Configuration } from '../conf/configuration.ts';
import * as keys from '../conf/journalnode-keys.ts';
import { haNamenodes, nameservices, quorumJournalUri, sharedEditsDir } from '../conf/nameservices.ts';
import type { Address } from '../conf/keys.ts';
import type { Env } from '../env/env.ts';
import { logRenamedKeys } from './log-renamed-keys.ts';
import { DaemonNotes } from '../metrics/daemon-notes.ts';
import { JournalNode } from '../qjournal/server/journal-node.ts';
import type { JournalNodeOptions } from '../qjournal/server/journal-node.ts';

/** Starts it; rejects with ConfError or WorldError. */
export async function startJournalNode(env: Env, conf: Configuration): Promise<JournalNode> {
  const notes = new DaemonNotes();
  const listened = notes.listening(env);
  logRenamedKeys(listened, conf);
  const node = new JournalNode(listened, { ...journalNodeOptions(conf), conf, notes });
  await node.start();
  return node;
}

/** What the configuration says of a JournalNode. Throws ConfError for what it says wrongly. */
export function journalNodeOptions(conf: Configuration): JournalNodeOptions & { readonly editsDirs: ReadonlyMap<string, string>; readonly cacheBytes: number } {
  const rpcBindHost = conf.get(keys.journalRpcBindHost);
  const httpBindHost = conf.get(keys.journalHttpBindHost);
  return {
    rpcAddress: conf.get(keys.journalRpcAddress),
    httpAddress: conf.get(keys.journalHttpAddress),
    ...(rpcBindHost === '' ? {} : { rpcBindHost }),
    ...(httpBindHost === '' ? {} : { httpBindHost }),
    editsDir: conf.get(keys.journalEditsDir),
    editsDirs: new Map(conf.get(nameservices).filter((nameservice) => conf.has(`${keys.journalEditsDir.name}.${nameservice}`))
      .map((nameservice) => [nameservice, conf.get(keys.journalEditsDir, nameservice)])),
    cacheBytes: conf.get(keys.journalCacheBytes),
    peers: conf.get(keys.journalSyncEnabled) ? peersOf(conf) : new Map(),
    sync: {
      intervalMs: conf.get(keys.journalSyncInterval), scrubPeriodMs: conf.get(keys.journalScrubPeriod), scrubBytesPerSecond: conf.get(keys.journalScrubRate),
    },
  };
}

/** The JournalNodes of each journal that the configuration names, for all nameservices and NameNodes. */
function peersOf(conf: Configuration): ReadonlyMap<string, readonly Address[]> {
  const suffixes = conf.get(nameservices).flatMap((nameservice) => [[nameservice], ...conf.get(haNamenodes, nameservice).map((nameNode) => [nameservice, nameNode])]);
  const uris = [[], ...suffixes].map((suffix) => (conf.get(sharedEditsDir, ...suffix).startsWith('qjournal:') ? quorumJournalUri(conf, ...suffix) : undefined));
  return new Map(uris.flatMap((uri) => (uri === undefined ? [] : [[uri.journalId, uri.journalNodes] as const])));
}
