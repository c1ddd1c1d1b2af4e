// Files that configurations name in place of a secret.
import { readFileSync } from 'node:fs';

/** Its whole text; throws what the system says. */
export function readSecret(file: string): string {
  return readFileSync(file, 'utf8');
}
