// Writes a file, looks at it, and reads it back whole, in part, and as a stream.
//
//     HADOOP_CONF_DIR=quorate-data/conf node examples/read-and-write.mjs [DIRECTORY]
import { Client, FileSystemError } from 'quorate';

const directory = process.argv[2] ?? '/examples/read-and-write';

const client = new Client();
await client.mkdirs(directory);
const path = `${directory}/poem.txt`;

// Whole files in one call ...
await client.writeFile(path, 'The sea is calm tonight.\n');
// ... or piece by piece. What was flushed is seen by readers at once, before the file is closed.
const out = await client.append(path);
await out.write(Buffer.from('The tide is full, '));
await out.hflush();
await out.write(Buffer.from('the moon lies fair\n'));
await out.close();

const { length, owner, replication, blockSize } = await client.stat(path);
console.log(`${path}: ${length} bytes of ${owner}, ${replication} replicas, blocks of ${blockSize}`);
console.log(Buffer.from(await client.readFile(path)).toString());

const input = await client.open(path);
const word = Buffer.alloc(3);
await input.read(4, word);
console.log(`at 4: ${word}`);
for await (const chunk of input.chunks({ start: 25 })) process.stdout.write(chunk);
await input.close();

try {
  await client.stat(`${directory}/nothing`);
} catch (error) {
  if (!(error instanceof FileSystemError) || error.code !== 'ENOENT') throw error;
  console.log(`as expected: ${error.code} ${error.path}`);
}
await client.close();
