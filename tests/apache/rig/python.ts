/** Pythons with packages from PyPI, each in a virtual environment of the cache, made at the first call. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

/** The interpreter of an environment with `packages` (name==version); throws an error that says why there is none. */
export function pythonWith(...packages: readonly string[]): string {
  const home = join(process.env['XDG_CACHE_HOME'] ?? join(os.homedir(), '.cache'), 'quorate-python', packages.map((each) => each.replace('==', '-')).join('_'));
  const python = join(home, 'bin/python');
  const names = packages.map((each) => each.replace(/==.*/, '').replaceAll('-', '_'));
  if (existsSync(python) && spawnSync(python, ['-c', `import ${names.join(', ')}`]).status === 0) return python;
  rmSync(home, { recursive: true, force: true });
  mkdirSync(join(home, '..'), { recursive: true });
  for (const [command, ...args] of [['python3', '-m', 'venv', home], [python, '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages]] as const) {
    const made = spawnSync(command, args, { encoding: 'utf8', timeout: 120_000 });
    if (made.status !== 0) throw new Error(`${packages.join(' and ')} cannot be installed: ${made.error?.message ?? made.stderr.trim().split('\n').at(-1)}`);
  }
  return python;
}

/**
 * As `pythonWith`, for the head of a test: without one the test is skipped, loudly, or fails when QUORATE_FORBID_SKIP=1, as in CI.
 */
export function needsPythonWith(t: TestContext, ...packages: readonly string[]): string | undefined {
  try {
    return pythonWith(...packages);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (process.env['QUORATE_FORBID_SKIP'] === '1') throw new Error(`QUORATE_FORBID_SKIP=1, and ${reason}`, { cause: error });
    console.error(`\n*** SKIPPED, NOT PASSED: ${t.name}\n*** ${reason}\n`);
    t.skip(reason);
    return undefined;
  }
}
