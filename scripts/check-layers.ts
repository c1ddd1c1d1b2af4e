// Holds src/ to scripts/layers.ts: who imports whom, what pure folders must not touch, how long files are.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { allowedPackages, layers } from './layers.ts';
import type { Layer } from './layers.ts';

const root = process.cwd();
const maxLines = 600;
/** Words that break purity, with what to use instead. */
const impure: readonly (readonly [RegExp, string])[] = [
  [/\bDate\.now\b|\bnew Date\(\s*\)/, 'take the time as an argument'],
  [/\bMath\.random\b/, 'take a random source as an argument'],
  [/\basync\b(?=\s*(\(|function|\*|[a-z#]))/, 'pure code is synchronous'],
  [/\bawait\b/, 'pure code is synchronous'],
  [/\bsetTimeout\b|\bsetImmediate\b|\bqueueMicrotask\b/, 'pure code does not wait'],
  [/\bprocess\./, 'pure code does not know its process'],
];
/** What everything outside env/node and cli goes through Env for. */
const world: readonly (readonly [RegExp, string])[] = [
  [/\bDate\.now\b|\bnew Date\(\s*\)/, 'use env.wallMs()'],
  [/\bperformance\.now\b/, 'use env.monotonicMs()'],
  [/\bMath\.random\b/, 'use env.random()'],
  [/\bsetTimeout\b|\bsetInterval\b/, 'use env.after()'],
  [/\bsetImmediate\b/, 'use env.turn()'],
  [/\bprocess\./, 'use env'],
  [/(?<![.\w])fetch\((?!url: )/, 'use env.http.fetch()'],
];

function filesBelow(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(name) : name.endsWith('.ts') ? [name] : [];
  });
}

function layerOf(file: string): Layer | undefined {
  return layers.filter((layer) => file.startsWith(`${layer.folder}/`)).sort((a, b) => b.folder.length - a.folder.length)[0];
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' ')).replace(/(^|[^:'"`])\/\/.*$/gm, '$1');
}

function isTestFile(file: string): boolean {
  return /\.test\.ts$|\/testing\/|\.testing\.ts$/.test(file);
}

function check(file: string): string[] {
  const problems: string[] = [];
  const layer = layerOf(file);
  const text = readFileSync(path.join(root, file), 'utf8');
  const lines = text.split('\n').length - 1;
  if (lines > maxLines && !file.startsWith('src/wire/')) problems.push(`${file}: ${lines} lines; stop at ${maxLines}, a part of it wants a name of its own`);
  if (layer === undefined) return file.startsWith('src/') && file.split('/').length > 2 ? [...problems, `${file}: its folder has no layer in scripts/layers.ts`] : problems;
  if (isTestFile(file)) return problems;
  const code = withoutComments(text);
  for (const match of code.matchAll(/(?:^|\n)\s*(?:import|export)\b[^;'"]*?from\s+['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g)) {
    const target = match[1] ?? match[2] ?? '';
    const problem = target.startsWith('.') ? checkImport(file, layer, target) : checkPackage(file, layer, target);
    if (problem !== undefined) problems.push(problem);
  }
  // base/async.ts gives promises their shapes; sim/world.ts turns the real loop.
  const bans = file === 'src/base/async.ts' || file === 'src/sim/world.ts' ? [] : layer.pure === true ? impure : layer.world === true ? [] : world;
  const plain = code.replace(/'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g, "''");
  plain.split('\n').forEach((line, at) => {
    for (const [ban, instead] of bans) if (ban.test(line)) problems.push(`${file}:${at + 1}: ${line.trim().slice(0, 60)}: ${instead}`);
  });
  return problems;
}

function checkImport(file: string, layer: Layer, target: string): string | undefined {
  const resolved = path.posix.normalize(path.posix.join(path.posix.dirname(file), target));
  const to = layerOf(resolved);
  if (to === undefined || to.folder === layer.folder || layer.below.some((folder) => resolved.startsWith(`${folder}/`))) {
    const hidden = layer.pure === true && to !== undefined && to.pure !== true && to.folder !== layer.folder;
    return hidden ? `${file}: pure folder imports ${resolved}` : undefined;
  }
  return `${file}: ${layer.folder} must not import ${resolved}`;
}

function checkPackage(file: string, layer: Layer, target: string): string | undefined {
  if (layer.world === true || (allowedPackages[layer.folder] ?? []).includes(target)) return undefined;
  return `${file}: imports ${target}; only env/node, cli and what scripts/layers.ts names may`;
}

const problems = filesBelow('src').flatMap(check);
for (const problem of problems) console.error(problem);
console.log(`layers: ${filesBelow('src').length} files, ${problems.length} problems`);
if (problems.length > 0) process.exitCode = 1;
