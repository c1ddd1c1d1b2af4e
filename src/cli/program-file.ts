// Which file this command line runs from: daemons are started with the same.
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The file that daemons are started with: this very program. */
export function programFile(): string {
  return process.argv[1] === undefined ? fileURLToPath(import.meta.url) : path.resolve(process.argv[1]);
}
