// Writes a line a tick, come what may: the client finds the new Active by itself, and a deadline bounds each step.
// Kill NameNodes and DataNodes next to it (`npx quorate kill nn1`) and watch the longest pause.
//
//     HADOOP_CONF_DIR=quorate-data/conf node examples/through-failovers.mjs [FILE] [LINES]
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'quorate';

const [file = '/examples/through-failovers', lines = '50'] = process.argv.slice(2);

const client = new Client({
  timeoutMs: 60_000,
  log: (level, event, fields) => {
    if (level !== 'debug') console.error(`${level}: ${event}`, fields ?? '');
  },
});
const out = await client.create(file);
let longestMs = 0;
for (let i = 0; i < Number(lines); i++) {
  const startMs = performance.now();
  await out.write(Buffer.from(`line ${i}\n`));
  // With every DataNode of the pipeline when it resolves: no failure after this loses the line.
  await out.hflush();
  await client.setTimes(file, { accessTime: Date.now() });
  longestMs = Math.max(longestMs, performance.now() - startMs);
  await sleep(20);
}
await out.close();
console.log(`${lines} lines in ${file}; the longest step took ${Math.round(longestMs)} ms; the Active is ${client.activeNameNode}`);
await client.close();
