// docs/BENCHMARKS.md as the benchmarks write it: each replaces the section between its own marks and leaves the prose
// around it alone; the list of rows where we are behind, and the plots, follow from the same results.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { svgOf } from './plot.ts';
import { behind, tableOf } from './report.ts';
import type { SheetData } from './sheet.ts';

const figures = 'figures';

/** One benchmark's results, and how they were taken. */
export interface Taken {
  readonly name: string;
  readonly command: string;
  readonly machine: string;
  readonly tookMs: number;
  readonly sheet: SheetData;
}

/** Writes the sections of `taken` and their plots. Throws when the document has no place for one of them. */
export function writeDocument(file: string, taken: readonly Taken[]): void {
  let text = readFileSync(file, 'utf8');
  for (const each of taken) text = between(text, each.name, section(file, each));
  const list = [...text.matchAll(/^<!-- a row behind: (.*) -->$/gm)].map((match) => `- ${match[1] ?? ''}`);
  text = between(text, 'behind', list.length === 0 ? 'None.' : list.join('\n'));
  writeFileSync(file, text);
}

function section(file: string, { name, command, machine, tookMs, sheet }: Taken): string {
  const pictures = sheet.plots.map((plot) => {
    const directory = join(dirname(file), figures);
    if (!existsSync(directory)) mkdirSync(directory, { recursive: true });
    const picture = `${plot.name}.svg`;
    writeFileSync(join(directory, picture), svgOf(plot, sheet.rows));
    return `![${plot.title}](${figures}/${picture})`;
  });
  const behindLines = behind(sheet).map((line) => `<!-- a row behind: ${name}: ${line} -->`);
  return [tableOf(sheet), ...pictures, `\`${command}\` took ${Math.round(tookMs / 1000)} s. ${machine}`, ...(behindLines.length > 0 ? [behindLines.join('\n')] : [])].join('\n\n');
}

/** The text with `content` between the marks of `name`. */
function between(text: string, name: string, content: string): string {
  const begin = `<!-- ${name}: written by npm run bench -->`;
  const end = `<!-- end of ${name} -->`;
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from === -1 || to < from) throw new Error(`the document has no place for ${name}: ${begin} ... ${end}`);
  return `${text.slice(0, from)}${begin}\n\n${content}\n\n${text.slice(to)}`;
}
