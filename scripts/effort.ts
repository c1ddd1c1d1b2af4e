// How often tests of random things repeat themselves: all of it in `npm test` and when tests are chosen by hand, a share
// in `npm run check`, which people wait for.

/** Set for the processes of a quick check. */
export const quickVariable = 'QUORATE_TESTS_QUICK';

/** How many rounds a test runs: `all`, or `quick` in a quick check, which are the first of them. */
export function rounds(all: number, quick: number): number {
  return process.env[quickVariable] === '1' ? quick : all;
}

/** As {@link rounds}, for tests with a list of seeds or cases. */
export function chosen<T>(all: readonly T[], quick: number): readonly T[] {
  return all.slice(0, rounds(all.length, quick));
}
