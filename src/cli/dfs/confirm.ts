// A question with yes or no for an answer (ToolRunner.confirmPrompt).
import type { ShellWorld } from './command.ts';

/** Asks until there is an answer; no when the input ends. */
export async function confirm({ out, err, input }: ShellWorld, question: string): Promise<boolean> {
  const ask = (): void => {
    out.flush();
    err.text(`${question} (Y or N) `);
    err.flush();
  };
  ask();
  let typed = '';
  for await (const chunk of input()) {
    typed += Buffer.from(chunk).toString();
    for (let end = typed.search(/[\r\n]/); end >= 0; end = typed.search(/[\r\n]/)) {
      const answer = typed.slice(0, end).toLowerCase();
      typed = typed.slice(end + 1);
      if (answer === 'y' || answer === 'yes') return true;
      if (answer === 'n' || answer === 'no') return false;
      err.text(`Invalid input: ${answer}\n`);
      ask();
    }
  }
  return false;
}
