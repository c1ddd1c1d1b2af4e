// A DataNode from a configuration.
import type { Configuration } from '../conf/configuration.ts';
import { staticUser, userPattern } from '../conf/namenode-keys.ts';
import { allNameNodes } from '../conf/nameservices.ts';
import { DataNode } from '../datanode/data-node.ts';
import { dataNodeOptions } from '../datanode/data-node-options.ts';
import { isNameNodePage } from '../datanode/web-hdfs/name-node-page.ts';
import type { DataNodeWebHdfs } from '../datanode/web-hdfs/data-node-web-hdfs.ts';
import type { Env } from '../env/env.ts';
import { logRenamedKeys } from './log-renamed-keys.ts';
import { DaemonNotes } from '../metrics/daemon-notes.ts';
import { domainOf } from '../web-hdfs/parameters.ts';

/** Starts it; rejects with ConfError or WorldError. */
export async function startDataNode(env: Env, conf: Configuration, user: string, { rollback = false }: { readonly rollback?: boolean } = {}): Promise<DataNode> {
  const notes = new DaemonNotes();
  const listened = notes.listening(env);
  logRenamedKeys(listened, conf);
  const node = new DataNode(listened, { ...dataNodeOptions(conf, user), notes, rollback }, () => webHdfs(listened, conf));
  await node.start();
  return node;
}

/** With the client, which a DataNode that nobody asks over HTTP does without. */
async function webHdfs(env: Env, conf: Configuration): Promise<DataNodeWebHdfs> {
  const [{ DataNodeWebHdfs: WebHdfs }, { clientSettings }] = await Promise.all([import('../datanode/web-hdfs/data-node-web-hdfs.ts'), import('../client/client-settings.ts')]);
  const nameNodes = allNameNodes(conf).flat();
  return new WebHdfs(env, {
    staticUser: conf.get(staticUser), userDomain: conf.get({ ...userPattern, parse: domainOf }), isOwnPage: (origin) => isNameNodePage(origin, nameNodes),
    // The permission that is asked for is meant as it is.
    settingsOf: ({ uri, user, realUser }) => ({ ...clientSettings(conf, user, uri), umask: 0, realUser }),
  });
}
