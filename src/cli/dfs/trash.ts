// The trash of the caller: /user/NAME/.Trash/Current, and checkpoints of it named by their time. Answers to
// org.apache.hadoop.fs.Trash and TrashPolicyDefault.
import os from 'node:os';
import { FileSystemError } from '../../client/errors.ts';
import type { FileSystem } from '../../client/file-system.ts';
import { nameOf, parentOf } from '../../protocol/path.ts';
import { checkpointName, checkpointTime, checkpointsOfASecondMax, currentName, trashName } from '../../protocol/trash-checkpoint.ts';
import type { Call } from './command.ts';
import { logTime } from './format-date.ts';
import type { PathData } from './path-data.ts';
import { isNotFound } from './path-data.ts';
import { ShellError } from './shell-errors.ts';

/** Moves a path into the trash; false when there is none, or the path lies in it already. */
export async function moveToTrash(call: Call, item: PathData): Promise<boolean> {
  const { fs, path } = item;
  const intervalMs = (await serverIntervalMs(fs)) || (await configuredIntervalMs(call));
  if (intervalMs <= 0) return false;
  const root = trashRoot(fs);
  if (item.qualified.startsWith(`${fs.uri}${root}`)) return false;
  // As Hadoop compares: by text, so that /user/an stands in the way of /user/ann.
  if (`${fs.uri}${parentOf(root) ?? '/'}`.startsWith(item.qualified)) throw new ShellError(`Cannot move "${item.qualified}" to the trash, as it contains the trash`);
  let base = `${root}/${currentName}${parentOf(path) === '/' ? '' : (parentOf(path) ?? '')}`;
  const name = nameOf(path);
  let cause: unknown;
  let target = `${base}/${name}`;
  // Twice, in case somebody makes a checkpoint between the mkdirs and the rename.
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      await fs.mkdirs(base, { permission: 0o700 });
    } catch (error) {
      if (!(error instanceof FileSystemError)) throw error;
      if (error.code !== 'EEXIST' && error.code !== 'ENOTDIR') {
        cause = error;
        break;
      }
      // A file of an earlier deletion stands where a directory is needed.
      let inTheWay = base;
      while (!(await fs.exists(inTheWay))) inTheWay = parentOf(inTheWay) ?? '/';
      base = base.replace(inTheWay, `${inTheWay}${call.world.now()}`);
      attempt--;
      continue;
    }
    target = `${base}/${name}`;
    while (await fs.exists(target)) target = `${base}/${name}${call.world.now()}`;
    try {
      await fs.rename(path, target);
      info(call, `Moved: '${item.qualified}' to trash at: ${fs.uri}${target}`);
      return true;
    } catch (error) {
      if (!(error instanceof FileSystemError)) throw error;
      cause = error;
    }
  }
  throw new ShellError(`Failed to move ${item.qualified} to trash ${fs.uri}${target}`, { cause });
}

/** Renames Current to a checkpoint of now. */
export async function createCheckpoint(call: Call, fs: FileSystem): Promise<void> {
  const root = trashRoot(fs);
  if (!(await fs.exists(`${root}/${currentName}`))) return;
  const now = call.world.now();
  for (let attempt = 0; attempt <= checkpointsOfASecondMax; attempt++) {
    const checkpoint = `${root}/${checkpointName(now, attempt)}`;
    try {
      await fs.rename(`${root}/${currentName}`, checkpoint);
      info(call, `Created trash checkpoint: ${checkpoint}`);
      return;
    } catch (error) {
      if (!(error instanceof FileSystemError && error.code === 'EEXIST')) throw error;
    }
  }
  throw new ShellError(`Failed to checkpoint trash: ${root}/${checkpointName(now, checkpointsOfASecondMax)}`);
}

/** Deletes the checkpoints that are older than fs.trash.interval, or all. */
export async function deleteCheckpoints(call: Call, fs: FileSystem, all: boolean): Promise<void> {
  const root = trashRoot(fs);
  const now = call.world.now();
  const before = now - (await configuredIntervalMs(call));
  const clean = (await call.files.conf).text('fs.trash.clean.trashroot.enable')?.trim().toLowerCase() === 'true';
  const checkpoints: string[] = [];
  try {
    for await (const { path, name } of fs.list(root)) {
      if (name === currentName) continue;
      const time = checkpointTime(name, now);
      if (time === undefined && clean) {
        await fs.delete(path, { recursive: true });
        info(call, `Unexpected item in trash: ${path}. Deleting.`, 'WARN');
      } else if (time === undefined) info(call, `Unexpected item in trash: ${path}. Ignoring.`, 'WARN');
      else if (all || time < before) checkpoints.push(path);
    }
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
  for (const path of checkpoints) if (await fs.delete(path, { recursive: true })) info(call, `Deleted trash checkpoint: ${path}`);
}

function trashRoot(fs: FileSystem): string {
  return `${fs.uri === 'file://' ? os.homedir() : fs.homeDirectory}/${trashName}`;
}

/** The NameNode's fs.trash.interval, which counts before the client's. */
async function serverIntervalMs(fs: FileSystem): Promise<number> {
  return (await fs.serverDefaults()).trashIntervalMinutes * 60_000;
}

async function configuredIntervalMs(call: Call): Promise<number> {
  const minutes = Number((await call.files.conf).text('fs.trash.interval') ?? 0);
  return Number.isFinite(minutes) ? Math.max(0, minutes * 60_000) : 0;
}

/** What Hadoop's log says on a console. */
function info(call: Call, message: string, level = 'INFO'): void {
  call.world.err.text(`${logTime(call.world.now())} ${level} fs.TrashPolicyDefault: ${message}\n`);
}
