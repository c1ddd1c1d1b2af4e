// Lists a folder's files, for the scripts of this folder.
import { readdirSync } from 'node:fs';

/** Files below `folder` whose names end in `ending`, sorted, as relative paths with slashes. None when it is not there. */
export function filesBelow(folder: string, ending: string): string[] {
  let entries;
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
  return entries
    .flatMap((entry) => {
      const name = `${folder}/${entry.name}`;
      return entry.isDirectory() ? filesBelow(name, ending) : name.endsWith(ending) ? [name] : [];
    })
    .sort();
}
