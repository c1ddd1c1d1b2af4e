// The Web's streams: compresses what is read from one file into another, without holding either, and reads it back.
//
//     HADOOP_CONF_DIR=quorate-data/conf node examples/web-streams.mjs [DIRECTORY]
import { Client } from 'quorate';

const directory = process.argv[2] ?? '/examples/web-streams';

const client = new Client();
await client.writeFile(`${directory}/plain`, 'all work and no play\n'.repeat(100_000));

const plain = await client.open(`${directory}/plain`);
const packed = await client.create(`${directory}/plain.gz`);
// A failure on the way gives the new file up; a good end completes it.
await plain.readable().pipeThrough(new CompressionStream('gzip')).pipeTo(packed.writable);
await plain.close();

const { length } = await client.stat(`${directory}/plain.gz`);
const back = await client.open(`${directory}/plain.gz`);
const text = await new Response(back.readable().pipeThrough(new DecompressionStream('gzip'))).text();
await back.close();
console.log(`${plain.length} bytes became ${length}, and ${text.length} again`);
await client.close();
