// Those of Java's system properties that a Hadoop configuration is likely to be written with (`${user.home}`), as a JVM of this user has them.
import os from 'node:os';

export function systemProperties(): Readonly<Record<string, string>> {
  return { 'user.home': homeDirectory(), 'user.dir': process.cwd(), 'java.io.tmpdir': '/tmp' };
}

/** The one that the system knows, whatever HOME says. */
function homeDirectory(): string {
  try {
    return os.userInfo().homedir;
  } catch {
    return os.homedir();
  }
}
