// The table of edit-log operations in docs/COMPATIBILITY.md: every op-code has a codec; which ones a NameNode applies and
// which its own plans write is read from the sources.
import { readFileSync } from 'node:fs';
import type { OpName } from '../../src/edit-log/ops/edit-op.ts';
import { opCodecs } from '../../src/edit-log/ops/edit-op.ts';
import { filesBelow } from '../files-below.ts';
import { isTestFile } from '../source-rules.ts';
import { tokensOf } from '../tokens.ts';

const applyFile = 'src/namenode/operations/apply.ts';

export function opTable(): string {
  const refused = refusedOps();
  const written = writtenOps();
  const rows = (Object.keys(opCodecs) as OpName[])
    .sort((a, b) => opCodecs[a].code - opCodecs[b].code)
    .map((name) => `| ${opCodecs[name].code} | ${name} | yes | ${refused.has(name) ? 'not yet' : 'yes'} | ${written.has(name) ? 'yes' : ''} |`);
  return `| code | name | read and written | applied | our Active writes it |\n|---|---|---|---|---|\n${rows.join('\n')}\n`;
}

/** The cases of `apply` that end in a throw. */
function refusedOps(): Set<string> {
  const code = tokensOf(readFileSync(applyFile, 'utf8')).filter(({ kind }) => kind !== 'comment');
  const refused = new Set<string>();
  let cases: string[] = [];
  code.forEach((token, i) => {
    if (token.kind === 'string' && code[i - 1]?.text === 'case') cases.push(token.text);
    else if (token.text === 'throw') cases.forEach((name) => refused.add(name));
    if (token.text === 'return' || token.text === 'throw') cases = [];
  });
  if (refused.size === 0 || cases.length > 0) throw new Error(`${applyFile} is no longer one switch of cases that return or throw`);
  return refused;
}

/** Operations that some source of a NameNode makes: `op: 'OP_X'`. */
function writtenOps(): Set<string> {
  const made = new Set<string>();
  for (const file of [...filesBelow('src/namenode', '.ts'), ...filesBelow('src/edit-log', '.ts')].filter((name) => !isTestFile(name) && !name.startsWith('src/edit-log/ops/'))) {
    const code = tokensOf(readFileSync(file, 'utf8')).filter(({ kind }) => kind !== 'comment');
    code.forEach((token, i) => {
      if (token.kind === 'string' && token.text.startsWith('OP_') && code[i - 1]?.text === ':' && code[i - 2]?.text === 'op') made.add(token.text);
    });
  }
  return made;
}
