// Follows a file that somebody is writing, as `tail -f` does: each opening sees what was flushed until then.
//
//     HADOOP_CONF_DIR=quorate-data/conf node examples/tail.mjs PATH
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'quorate';

const file = process.argv[2];
if (file === undefined) throw new Error('usage: tail.mjs PATH');

const client = new Client();
let position = 0;
for (;;) {
  // First whether it is finished, then its bytes: so nothing that came between is missed.
  const finished = await client.isFileClosed(file);
  const input = await client.open(file);
  for await (const chunk of input.chunks({ start: position })) {
    position += chunk.length;
    process.stdout.write(chunk);
  }
  await input.close();
  if (finished) break;
  await sleep(200);
}
await client.close();
