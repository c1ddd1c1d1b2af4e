// The files that dfs.hosts and dfs.hosts.exclude name: DataNodes that may and that may not take part, a host or address,
// with or without port, a word. Answers to HostsFileReader, without its XML form.
import type { Disk } from '../env/env.ts';
import { WorldError } from '../env/env.ts';
import { HdfsException } from '../protocol/exceptions.ts';

/** The names in a file; [] where no file is named. Throws IOException for one that cannot be read. */
export async function readHostsFile(disk: Disk, key: string, path: string): Promise<readonly string[]> {
  if (path === '') return [];
  try {
    const text = Buffer.from(await disk.readFile(path)).toString('utf8');
    return text.split('\n').flatMap((line) => line.replace(/#.*/, '').split(/\s+/)).filter((word) => word !== '');
  } catch (error) {
    if (error instanceof WorldError) throw new HdfsException('IOException', `${key}: ${path}: ${error.message}`, { cause: error });
    throw error;
  }
}
