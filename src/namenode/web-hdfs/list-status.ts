// LISTSTATUS: a directory of any size, in the parts that getListing gives, each fetched when the one before it is on its way.
// Answers to NamenodeWebHdfsMethods.getListingStream.
import { HdfsException } from '../../protocol/exceptions.ts';
import type { DirectoryListingProto } from '../../wire/hdfs.ts';
import { fileStatusJson } from '../../web-hdfs/json-status.ts';
import type { Answer, Operation } from './operation.ts';

const head = '{"FileStatuses":{"FileStatus":[\n';
const tail = '\n]}}\n';

export async function listStatus({ nameNode, path }: Operation): Promise<Answer> {
  const fetch = async (startAfter: Uint8Array): Promise<DirectoryListingProto> => {
    const { dirList } = await nameNode.getListing({ src: path, startAfter, needLocation: false });
    if (dirList === undefined) throw new HdfsException('FileNotFoundException', `File ${path} does not exist.`);
    return dirList;
  };
  const first = await fetch(new Uint8Array(0));
  if (first.remainingEntries === 0) return { kind: 'json', body: `${head}${lines(first)}${tail}` };
  let next: DirectoryListingProto | undefined = first;
  let before = head;
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      if (next === undefined) return controller.close();
      const part = next;
      controller.enqueue(encoder.encode(`${before}${lines(part)}${part.remainingEntries === 0 ? tail : ''}`));
      before = ',\n';
      const last = part.partialListing.at(-1);
      next = part.remainingEntries === 0 || last === undefined ? undefined : await fetch(last.path);
    },
  }, { highWaterMark: 0 });
  return { kind: 'json', body };
}

function lines({ partialListing }: DirectoryListingProto): string {
  return partialListing.map((status) => JSON.stringify(fileStatusJson(status))).join(',\n');
}
