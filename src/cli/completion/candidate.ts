// What completion answers.

export interface Candidate {
  readonly word: string;
  /** What it is, for shells that show it. */
  readonly text?: string;
}

export interface Candidates {
  readonly words: readonly Candidate[];
  /** Names of local files fit as well; the shell knows them. */
  readonly files?: boolean;
  /** The word goes on: a directory. */
  readonly open?: boolean;
}

/** Those of `words` that go on as `typed` does. */
export function startingWith(typed: string, words: readonly Candidate[]): Candidates {
  return { words: words.filter(({ word }) => word.startsWith(typed)) };
}
