/**
 * A namespace as Apache's own tools show it, in a form in which two NameNodes can be
 * compared: the image that saveNamespace makes, printed by oiv, and what fsck says.
 */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { JavaClient } from './rig/java-client.ts';

/** Runs a command in a warm Shell; throws with all that was printed when its code is not 0. Answers stdout. */
export async function run(shell: JavaClient, args: readonly string[], more: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const answer = await shell.ask({ args, ...more });
  assert.equal(answer['code'], 0, `${args.join(' ')}\n${String(answer['out'])}\n${String(answer['err'])}`);
  return String(answer['out']);
}

/** Makes the one NameNode at 127.0.0.1:`rpcPort` save its namespace (Standbys do, too), and leaves safe mode again. */
export async function saveNamespace(shell: JavaClient, rpcPort: number): Promise<void> {
  const admin = (...args: string[]): Promise<string> => run(shell, ['dfsadmin', '-fs', `hdfs://127.0.0.1:${rpcPort}`, ...args]);
  await admin('-safemode', 'enter');
  await admin('-saveNamespace');
  await admin('-safemode', 'leave');
}

/** The newest image in `dataDir`/current as XML, without its own txid. */
export async function newestImage(shell: JavaClient, dataDir: string, workDir: string): Promise<string> {
  const current = join(dataDir, 'current');
  const image = readdirSync(current).filter((name) => /^fsimage_\d+$/.test(name)).sort().at(-1);
  assert.ok(image !== undefined, `an image in ${current}`);
  mkdirSync(workDir, { recursive: true });
  const xml = join(workDir, `${image}-${process.hrtime.bigint()}.xml`);
  await run(shell, ['oiv', '-p', 'XML', '-i', join(current, image), '-o', xml]);
  return comparableImage(readFileSync(xml, 'utf8'));
}

/** An image's XML on lines, without the one number that tells when it was made. */
export function comparableImage(xml: string): string {
  return xml.replace(/<NameSection>.*?<\/NameSection>/s, (section) => section.replace(/<txid>\d+<\/txid>/, '')).replaceAll('><', '>\n<');
}

/** fsck's report without who asked, when, how long it took, and where the NameNode is. */
export function comparableFsck(out: string): string {
  return out.split('\n').filter((line) => !/^(Connecting to namenode|FSCK started by|FSCK ended at)/.test(line)).join('\n').trim();
}
