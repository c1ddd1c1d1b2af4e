/**
 * Makes tests/golden/text anew: `node build/tests/golden/make-text.js`. Files for -text,
 * and behind each what Apache's shell prints of it.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { available, repository } from '../apache/rig/apache.ts';
import { javaClient } from '../apache/rig/java-client.ts';

const dir = join(repository, 'tests/golden/text');
const a = available();
if (!a.ok) throw new Error(a.reason);
rmSync(dir, { recursive: true, force: true });
mkdirSync(dir);
const files = javaClient('TextFiles', [dir]);
await files.next();
await files.close();
const shell = javaClient('Shell', []);
for (const name of readdirSync(dir).sort()) {
  const { code, out, err } = await shell.ask({ args: ['dfs', '-fs', 'file:///', '-text', `file://${dir}/${name}`] });
  if (code === 0) writeFileSync(join(dir, `${name}.txt`), String(out));
  else console.log(`${name}: ${String(code)} ${String(err)}`);
}
await shell.close();
