// `npm run sim:mutations [-- PART ...]`: breaks the protocol on purpose, one mutation at a time on a copy of the sources, and
// shows that the simulator notices, on its default workload, within --seeds N seeds (default 2000) counted from 1. One line for
// each, then how many were caught; ends with 1 unless all were but those that docs/SIMULATION.md explains. `--apply` only shows that each can be put in and compiles.
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { command, tool } from '../steps.ts';
import { explained, mutations } from './mutations.ts';
import type { Mutation } from './mutations.ts';

const copied = ['src', 'tsconfig.json', 'package.json'];

function put({ name, edits }: Mutation, dir: string): void {
  for (const { file, from, to } of edits) {
    const at = path.join(dir, file);
    const text = readFileSync(at, 'utf8');
    if (text.split(from).length !== 2) throw new Error(`${name}: its text is not once in ${file}`);
    writeFileSync(at, text.replace(from, () => to));
  }
}

async function outcomeOf(mutation: Mutation, seeds: number): Promise<{ readonly caught: boolean; readonly text: string }> {
  const dir = mkdtempSync(path.join(tmpdir(), 'quorate-mutation-'));
  try {
    for (const name of copied) cpSync(name, path.join(dir, name), { recursive: true });
    symlinkSync(path.resolve('node_modules'), path.join(dir, 'node_modules'));
    put(mutation, dir);
    const compiled = await command(tool('tsc'), ['-p', dir, '--noCheck']);
    if (compiled.code !== 0) throw new Error(`${mutation.name}: ${compiled.output}`);
    if (seeds === 0) return { caught: true, text: 'can be put in' };
    const { code, output } = await command(process.execPath, [path.join(dir, 'build/src/sim/main.js'), '--seed', '1', '--runs', String(seeds), '--tail', '0']);
    const failed = /^seed (\d+) .*FAILED (\S+)/m.exec(output);
    if (failed === null && code !== 0) throw new Error(`${mutation.name}: ${output}`);
    return failed === null ? { caught: false, text: `not caught within ${seeds} seeds` } : { caught: true, text: `seed ${failed[1]}, ${failed[2]}` };
  } finally {
    rmSync(dir, { recursive: true });
  }
}

const args = process.argv.slice(2);
const seedsAt = args.indexOf('--seeds');
const seeds = args.includes('--apply') ? 0 : seedsAt < 0 ? 2000 : Number(args[seedsAt + 1]);
const parts = args.filter((arg, i) => !arg.startsWith('--') && i !== seedsAt + 1 || (seedsAt < 0 && !arg.startsWith('--')));
let missed = 0;
let argued = 0;
const chosen = mutations.filter(({ name }) => parts.length === 0 || parts.some((part) => name.includes(part)));
for (const mutation of chosen) {
  const { caught, text } = await outcomeOf(mutation, seeds);
  const isExplained = explained.has(mutation.name);
  if (!caught && !isExplained) missed++;
  if (!caught && isExplained) argued++;
  console.log(`${caught ? 'caught' : isExplained ? 'argued' : 'MISSED'}  ${mutation.name} (${mutation.rule}): ${text}`);
}
console.log(`${chosen.length - missed - argued} of ${chosen.length}${argued > 0 ? `, and ${argued} that docs/SIMULATION.md explains` : ''}`);
process.exitCode = missed > 0 ? 1 : 0;
