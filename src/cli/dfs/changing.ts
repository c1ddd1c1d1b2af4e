// How a failed change of a path is told: "changing permissions of 'x': why".
import { firstLine, isReportable } from './command.ts';
import type { PathData } from './path-data.ts';
import { ShellError } from './shell-errors.ts';

/** Runs `change`; what it rejects with is told as a failure to change `what`. */
export async function changing(what: string, item: PathData, change: () => Promise<unknown>): Promise<void> {
  try {
    await change();
  } catch (error) {
    if (!isReportable(error)) throw error;
    throw new ShellError(`changing ${what} of '${item.text}': ${firstLine(error.message)}`, { cause: error });
  }
}
