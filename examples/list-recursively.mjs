// Lists everything below a directory, with what it takes in all.
//
//     HADOOP_CONF_DIR=quorate-data/conf node examples/list-recursively.mjs [DIRECTORY]
import { Client } from 'quorate';

const directory = process.argv[2] ?? '/';

const client = new Client();
let files = 0;
let bytes = 0;
// Entries come as they are taken: nothing of a large tree is kept.
for await (const entry of client.walk(directory)) {
  console.log(`${entry.type === 'directory' ? 'd' : '-'}${entry.permission.toString(8).padStart(4, '0')} ${entry.owner.padEnd(10)} ${String(entry.length).padStart(12)} ${entry.path}`);
  if (entry.type !== 'file') continue;
  files++;
  bytes += entry.length;
}
// The NameNode counts as well, in one call.
const summary = await client.contentSummary(directory);
console.log(`${files} files, ${bytes} bytes; with all replicas ${summary.spaceConsumed}`);
await client.close();
