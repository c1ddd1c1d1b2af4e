// What the doctor says: one sentence that is wrong or will be, and what to do about it.

/** Problem: wrong now. Warning: will be, or costs something that nobody asked for. */
export type Severity = 'problem' | 'warning';

export interface Finding {
  /** A constant for programs: journal-behind, conf-misspelt, ... */
  readonly check: string;
  readonly severity: Severity;
  /** What it is about: a daemon, a key, a directory, a host. */
  readonly about: string;
  /** What is wrong, in plain sentences. */
  readonly text: string;
  /** What to do about it. */
  readonly advice: string;
}

export function problem(check: string, about: string, text: string, advice: string): Finding {
  return { check, severity: 'problem', about, text, advice };
}

export function warning(check: string, about: string, text: string, advice: string): Finding {
  return { check, severity: 'warning', about, text, advice };
}

/** Problems first; otherwise the order that the checks have them in. One that is said twice is said once. */
export function inOrder(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  const once = findings.filter(({ text }) => !seen.has(text) && seen.add(text));
  return [...once.filter(({ severity }) => severity === 'problem'), ...once.filter(({ severity }) => severity === 'warning')];
}
