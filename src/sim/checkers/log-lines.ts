// What checkers read out of the log: numbers of lines that NameNodes write. Undefined where a line is another one.

/** The epoch that the NameNode has won. */
export function epochWon(text: string): number | undefined {
  return numberOf(/^epoch won .*"epoch":(\d+)/, text);
}

/** Where the recovery of the last segment has come to. */
export function segmentRecovered(text: string): number | undefined {
  return numberOf(/^segment recovered .*"lastTxid":(\d+)/, text);
}

function numberOf(line: RegExp, text: string): number | undefined {
  const found = line.exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
}
