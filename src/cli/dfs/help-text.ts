// Usages and help of the shell: the synopses are Hadoop's (FsShell.printUsage), the explanations our own.
import type { Command } from './command.ts';
import type { ShellOutput } from './shell-output.ts';

export const usagePrefix = 'Usage: hadoop fs [generic options]';
const width = 80;

/** `-name SYNOPSIS`, as Hadoop writes it. */
export function synopsis(command: Command): string {
  return command.usage === '' ? `-${command.name}` : `-${command.name} ${command.usage}`;
}

/** Every command that is not an old name, by name. */
export async function shownCommands(): Promise<Command[]> {
  const { commands } = await import('./commands.ts');
  const names = Object.keys(commands).sort();
  const all = await Promise.all(names.map((name) => commands[name]).flatMap((load) => (load === undefined ? [] : [load()])));
  return all.filter((command) => command.replacement === undefined);
}

/** The usage of everything. */
export async function printUsage(out: ShellOutput): Promise<void> {
  out.text(`${usagePrefix}\n`);
  for (const command of await shownCommands()) out.text(`\t[${synopsis(command)}]\n`);
  out.text(`\n${genericUsage}\n`);
}

/** The help of everything, behind its usage. */
export async function printHelp(out: ShellOutput): Promise<void> {
  out.text(`${usagePrefix}\n`);
  const all = await shownCommands();
  for (const command of all) out.text(`\t[${synopsis(command)}]\n`);
  for (const command of all) out.text(`\n${helpOf(command)}`);
  out.text(`\n${genericUsage}\n`);
}

/** One command: synopsis, what it does, options, examples. */
export function helpOf(command: Command): string {
  const lines = [`${synopsis(command)} :`];
  if (command.replacement !== undefined) return `${lines[0]}\n  (DEPRECATED) Same as '${command.replacement}'\n`;
  const paragraph = (text: string): void => void lines.push(...wrap(text, width).map((line) => `  ${line}`));
  paragraph(command.summary);
  const options = Object.entries(command.options ?? {});
  if (options.length > 0) {
    lines.push('');
    const names = Math.max(...options.map(([name]) => name.length));
    for (const [name, text] of options) {
      const [first = '', ...more] = wrap(text, width - names - 2);
      lines.push(`  ${name.padEnd(names)}  ${first}`, ...more.map((line) => `  ${' '.repeat(names)}  ${line}`));
    }
  }
  for (const note of command.notes ?? []) {
    lines.push('');
    paragraph(note);
  }
  if (command.examples.length > 0) lines.push('', ...command.examples.map((example) => `  $ ${example.startsWith('-') ? `quorate dfs ${example}` : example}`));
  return `${lines.join('\n')}\n`;
}

function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const line = lines.at(-1);
    if (line === undefined || line.length + 1 + word.length > columns) lines.push(word);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines;
}

/** ToolRunner.printGenericCommandUsage. */
export const genericUsage = `Generic options supported are:
-conf <configuration file>        specify an application configuration file
-D <property=value>               define a value for a given property
-fs <file:///|hdfs://namenode:port> specify default filesystem URL to use, overrides 'fs.defaultFS' property from configurations.
-jt <local|resourcemanager:port>  specify a ResourceManager
-files <file1,...>                specify a comma-separated list of files to be copied to the map reduce cluster
-libjars <jar1,...>               specify a comma-separated list of jar files to be included in the classpath
-archives <archive1,...>          specify a comma-separated list of archives to be unarchived on the compute machines

The general command line syntax is:
command [genericOptions] [commandOptions]
`;
