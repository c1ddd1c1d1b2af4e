// `quorate completion bash|zsh|fish` prints a script for the shell; the script asks `quorate completion --words ...`.
import { setTimeout as sleep } from 'node:timers/promises';
import { candidates } from '../completion/candidates.ts';
import { FileSystems } from '../dfs/file-systems.ts';
import { parseGenericOptions } from '../dfs/generic-options.ts';
import { configuration, connect } from './dfs.ts';

/** Longer than this nobody waits for a candidate. */
const patienceMs = 2000;
const textMost = 100;

/** Runs it; resolves with the exit code. */
export async function run(args: readonly string[]): Promise<number> {
  const [shell, ...words] = args;
  if (shell === '--words') {
    process.stdout.write(await Promise.race([answer(words).catch(() => ''), sleep(patienceMs, '')]));
    return 0;
  }
  const { scripts } = await import('../completion/scripts.ts');
  if ((shell === 'bash' || shell === 'zsh' || shell === 'fish') && words.length === 0) {
    process.stdout.write(scripts[shell]);
    return 0;
  }
  console.error(`Usage: quorate completion bash|zsh|fish

Prints what makes your shell complete quorate's commands, options and, for dfs, paths in HDFS:

  bash   source <(quorate completion bash)                 in ~/.bashrc
  zsh    source <(quorate completion zsh)                  in ~/.zshrc, behind compinit
  fish   quorate completion fish > ~/.config/fish/completions/quorate.fish`);
  return 2;
}

async function answer(words: readonly string[]): Promise<string> {
  const { words: found, files, open } = await candidates(words, (generic) => {
    const options = parseGenericOptions(generic, process.env['HADOOP_CONF_DIR']);
    return new FileSystems({ conf: () => configuration(options), connect, workingDirectory: process.cwd() });
  });
  const lines = found.map(({ word, text }) => (text === undefined || text === '' ? word : `${word}\t${text.replace(/\s+/g, ' ').slice(0, textMost)}`));
  return [...(files === true ? [':files'] : []), ...(open === true ? [':open'] : []), ...lines].map((line) => `${line}\n`).join('');
}
