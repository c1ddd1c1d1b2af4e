// "Did you mean": the known word that a wrong one is a slip of the fingers away from.
import { distance } from 'fastest-levenshtein';

/** The word of `known` nearest to `word`, if it is near enough to be meant: at most `slipsMost` slips away. Case does not count. */
export function suggestion(word: string, known: readonly string[], slipsMost?: number): string | undefined {
  const wrong = word.toLowerCase();
  // Somebody who stopped in the middle of a word.
  const begun = wrong.length < 3 || slipsMost !== undefined ? [] : known.filter((each) => each.toLowerCase().startsWith(wrong));
  if (begun.length === 1) return begun[0];
  let best: string | undefined;
  let bestDistance = Infinity;
  for (const each of known) {
    const right = each.toLowerCase();
    // Two neighbours that changed places are one slip, not two.
    const away = isSwapped(wrong, right) ? 1 : distance(wrong, right) + (right.startsWith(wrong) ? -1 : 0);
    if (away < bestDistance) [best, bestDistance] = [each, away];
  }
  // A word of one or two characters is a slip away from too many others.
  const most = slipsMost ?? (best === undefined ? -1 : best.length <= 3 ? 0 : Math.max(1, Math.floor(best.length / 3)));
  return bestDistance <= most ? best : undefined;
}

function isSwapped(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let first = 0;
  while (first < a.length && a[first] === b[first]) first++;
  return first < a.length && a[first] === b[first + 1] && a[first + 1] === b[first] && a.slice(first + 2) === b.slice(first + 2);
}
