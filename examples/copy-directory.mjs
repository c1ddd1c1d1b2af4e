// Copies a local directory into HDFS, several files at once, through Node's own streams.
//
//     HADOOP_CONF_DIR=quorate-data/conf node examples/copy-directory.mjs LOCAL [DIRECTORY]
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Client } from 'quorate';

const [local = '.', directory = '/examples/copy'] = process.argv.slice(2);
const atOnce = 8;

const client = new Client();
const entries = await readdir(local, { recursive: true, withFileTypes: true });
const files = entries.filter((entry) => entry.isFile()).map((entry) => path.relative(local, path.join(entry.parentPath ?? entry.path, entry.name)));

// Whoever is done takes the next file; the first failure ends all.
const failed = new AbortController();
const queue = files.values();
const copy = async () => {
  for (const name of queue) {
    const target = `${directory}/${name.split(path.sep).join('/')}`;
    await pipeline(createReadStream(path.join(local, name)), client.createWriteStream(target), { signal: failed.signal });
  }
};
try {
  await Promise.all(Array.from({ length: atOnce }, copy));
} catch (error) {
  failed.abort(error);
  throw error;
}
console.log(`${files.length} files copied to ${directory}`);
await client.close();
