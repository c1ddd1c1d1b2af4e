/** Answers of WebHDFS in a form in which Apache's and ours can be laid side by side: without times, ids and ports. */
import assert from 'node:assert/strict';
import { ask, askThrough } from './http-ask.ts';
import type { HttpAnswer } from './http-ask.ts';
import type { WebRequest } from './webhdfs-requests.ts';

/** Headers that say something; the others are the web servers' own. */
const compared = ['location', 'content-type', 'cache-control', 'pragma', 'allow', 'x-content-type-options', 'x-frame-options', 'x-xss-protection'];

/** An answer without what is different each time. */
function masked(answer: HttpAnswer): string {
  // Ours lets pages of other origins read what a DataNode says as well as what a file holds.
  const saysDataNode = answer.headers['content-type'] === 'application/json; charset=utf-8';
  const headers = Object.entries(answer.headers).filter(([name]) => compared.includes(name) || (name.startsWith('access-control-') && !saysDataNode));
  const lines = headers.map(([name, value]) => `${name}: ${value}`).sort();
  return [`${answer.status} ${answer.reason}`, ...lines, '', answer.body.toString()].join('\n')
    // Java's clients print where an exception was thrown.
    .replace(/(\\n\\tat [^"]*)/g, '')
    // Ours lets them name a type of what they send.
    .replace('access-control-allow-headers: accept, content-type', 'access-control-allow-headers: accept')
    .replace(/http:\/\/[^/"]*:\d+/g, 'http://DATANODE').replace(/(namenoderpcaddress=|hdfs:\/\/)[^&/"\s]*/g, '$1NAMENODE')
    .replace(/"(modificationTime|accessTime|modification_time|fileId|blockId|generationStamp|lastUpdate|lastUpdateMonotonic|lastBlockReportTime|lastBlockReportMonotonic|used|remaining|capacity|dfsUsed|blockPoolUsed|xceiverCount|cacheCapacity|infoPort|ipcPort|xferPort)":\d+/g, '"$1":N')
    .replace(/"(blockPoolId|storageID|hostName)":"[^"]*"/g, '"$1":"T"').replace(/127\.0\.0\.1:\d+/g, 'HOST:PORT').replace(/"hosts":\[[^\]]*\]/g, '"hosts":[]')
    .replace(/DFSClient_[-\w]*/g, 'DFSClient');
}

/** What is asked, and what was said, of each request; with `follow` at the DataNode as well. */
export async function transcript(origin: string, list: readonly WebRequest[]): Promise<string[]> {
  const told: string[] = [];
  for (const [request, options] of list) {
    const [method = '', path = ''] = request.split(/ (.*)/s);
    const answers = options?.follow === true ? await askThrough(method, origin, `/webhdfs/v1${path}`, options) : [await ask(method, origin, `/webhdfs/v1${path}`, options)];
    told.push(`${request.slice(0, 200).replace(/namenoderpcaddress=[^&]*/, 'NAMENODE')}\n${answers.map(masked).join('\n--- and there\n')}`);
  }
  return told;
}

/** Says what differs, and nothing else. */
export function assertSame(mine: readonly string[], theirs: readonly string[]): void {
  assert.deepEqual(mine.filter((answer, i) => answer !== theirs[i]), theirs.filter((answer, i) => answer !== mine[i]));
}
