// -fetchImage: the newest image of the Active into a local directory, checked against the length and the digest that came
// with it. Answers to TransferFsImage.downloadMostRecentImageToDirectory.
import { nameNodesOf } from '../../conf/nameservices.ts';
import { fileNameHeader, imageTransferPath, md5Header, receiveFile } from '../../namenode/fsimage/transfer-image.ts';
import { HAServiceStateProto } from '../../wire/ha-service-protocol.ts';
import type { Call } from '../dfs/command.ts';
import { isReportable } from '../dfs/command.ts';
import { ShellError } from '../dfs/shell-errors.ts';
import { asked } from './name-nodes.ts';
import type { NameNodes } from './name-nodes.ts';

/** How long the Active may be silent. */
const answerTimeoutMs = 60_000;

export async function fetchImage(_: Call, nameNodes: NameNodes, [directory = '']: readonly string[]): Promise<void> {
  const { env } = nameNodes;
  const url = `${await activeWebAddress(nameNodes)}${imageTransferPath}?getimage=1&txid=latest`;
  const response = await env.http.fetch(url, { timeoutMs: answerTimeoutMs });
  const [length, name] = [response.headers.get('Content-Length'), response.headers.get(fileNameHeader)];
  if (response.status !== 200 || response.body === null) {
    await response.body?.cancel();
    throw new ShellError(`Image transfer servlet at ${url} failed with status code ${response.status}\nResponse message:\n${response.statusText}`);
  }
  if (length === null) throw new ShellError(`Content-Length header is not provided by the namenode when trying to fetch ${url}`);
  if (name === null || !/^fsimage_\d+$/.test(name)) throw new ShellError(`No filename header provided by server at ${url}`);
  const target = `${directory}/${name}`;
  try {
    await receiveFile(env, [target], response.body, Number(length), response.headers.get(md5Header) ?? undefined, answerTimeoutMs);
  } catch (error) {
    if (isReportable(error) || !(error instanceof Error)) throw error;
    throw new ShellError(error.message, { cause: error });
  }
}

/** http://host:port of whoever is Active. */
async function activeWebAddress(nameNodes: NameNodes): Promise<string> {
  const { conf, uri, each, addresses } = nameNodes;
  const configured = nameNodesOf(conf, conf.text('dfs.nameservices') === undefined || each === undefined ? '' : uri.slice('hdfs://'.length));
  let address = addresses[0];
  for (const candidate of each ?? []) {
    try {
      if ((await asked(candidate.nameNode.getHAServiceState({}))).state === HAServiceStateProto.ACTIVE) address = candidate.address;
    } catch (error) {
      if (!isReportable(error)) throw error;
    }
  }
  const active = configured.find(({ rpc }) => rpc.host === address?.host && rpc.port === address.port) ?? configured[0];
  if (active === undefined || address === undefined) throw new ShellError('there is no web address of the NameNode in the configuration');
  const { host, port } = active.http;
  return `http://${host === '0.0.0.0' ? address.host : host}:${port}`;
}
