// Where copies and moves go: the last operand, and the path below it that each source gets. Answers to
// org.apache.hadoop.fs.shell.CommandWithDestination.
import type { Call } from './command.ts';
import { expandGlob, localPathData, pathDataOf } from './path-data.ts';
import type { PathData } from './path-data.ts';
import { PathError, PathNotFound, isNotDirectory, pathExists } from './shell-errors.ts';

/** Takes the last operand, a local path; the working directory when there is only one operand. */
export async function localDestination(call: Call, operands: string[]): Promise<PathData> {
  return localPathData(call.files, operands.length < 2 ? '.' : (operands.pop() ?? '.'));
}

/** Takes the last operand, which as a glob must match one path; the home directory when there is only one operand. */
export async function remoteDestination(call: Call, operands: string[]): Promise<PathData> {
  if (operands.length < 2) return pathDataOf(call.files, '.');
  const text = operands.pop() ?? '.';
  const [first, ...more] = await expandGlob(call.files, text);
  if (first === undefined) throw new PathNotFound(text);
  if (more.length > 0) throw new PathError(text, 'Too many matches');
  return first;
}

/** Throws unless `destination` can take so many sources: a directory for several, or for one something new. */
export async function checkDestination(destination: PathData, sources: number, overwrite: boolean): Promise<void> {
  if (sources > 1) {
    if (destination.stat === undefined) throw new PathNotFound(destination.text);
    if (!destination.isDirectory) throw isNotDirectory(destination.text);
  } else if (destination.stat !== undefined) {
    if (!destination.isDirectory && !overwrite) throw pathExists(destination.text);
  } else if (!(await destination.parentExists())) {
    throw new PathNotFound(destination.text, { qualified: destination.qualified });
  }
}

/** Where `source` goes: into the destination if that is a directory or is written like one, else the destination itself. */
export async function targetOf(source: PathData, destination: PathData, depth = 0): Promise<PathData> {
  return depth > 0 || destination.isDirectory || destination.looksLikeDirectory ? destination.child(source.name) : destination;
}

/** Throws when a directory would go onto itself or below itself. */
export function checkNotBelowItself(source: PathData, target: PathData): void {
  if (!source.isDirectory || source.fs !== target.fs) return;
  if (source.path === target.path) throw new PathError(source.text, 'are identical', { target: target.qualified });
  if (target.path.startsWith(source.path === '/' ? '/' : `${source.path}/`)) throw new PathError(source.text, 'is a subdirectory of itself', { target: target.text });
}
