// The configuration by itself: files that cannot be read, names that nobody knows or that are of old, suffixes of nobody,
// values that are malformed, and keys that matter and that quorate does not heed yet.
import { ConfError } from '../../conf/configuration.ts';
import type { Configuration } from '../../conf/configuration.ts';
import { haNamenodes, nameservices, suffixesOf } from '../../conf/nameservices.ts';
import { problem, warning } from '../finding.ts';
import type { Finding } from '../finding.ts';
import type { Facts } from '../facts.ts';
import { allNames, isKnown, isOfFamily, keyBefore, ownKeys, withoutSuffix } from '../key-names.ts';
import { unheeded } from '../unheeded-keys.ts';
import { listed } from '../words.ts';

/** The word of `known` nearest to `word`, at most `most` slips away. */
export type Suggest = (word: string, known: readonly string[], most: number) => string | undefined;

export function checkConfiguration(facts: Facts, suggest: Suggest): Finding[] {
  const found = new Map<string, Told>();
  const apache = facts.nameservices.flatMap(({ nameNodes }) => nameNodes).filter(({ namespace }) => namespace !== undefined);
  const onlyApache = apache.length > 0 && apache.every(({ namespace }) => namespace?.ours === false);
  const tell = (finding: Finding, source: string): void => {
    const told = found.get(finding.text) ?? { finding, sources: new Set() };
    told.sources.add(source);
    found.set(finding.text, told);
  };
  for (const { conf } of facts.confs) {
    for (const name of conf.names()) {
      const source = conf.sourceOf(name) ?? '';
      if (isFile(source)) for (const finding of ofName(conf, name, suggest, onlyApache)) tell(finding, source);
    }
    for (const { name, now, source, both } of conf.renamed()) if (isFile(source)) tell(ofOld(conf, name, now, both), source);
  }
  const errors = facts.confErrors.filter((text) => ![...found.values()].some(({ finding }) => text.startsWith(`${finding.about}: `)));
  return [
    ...errors.map((text) => problem('conf-unusable', 'configuration', `The configuration cannot be used: ${text}${text.endsWith('.') ? '' : '.'}`, 'Correct it; doctor sees no more of it until then.')),
    ...[...found.values()].map(({ finding, sources }) => ({ ...finding, text: finding.text.replace('{in}', where([...sources])) })),
  ];
}

interface Told {
  /** Its text has {in} for the files. */
  readonly finding: Finding;
  readonly sources: Set<string>;
}

/** Properties of the command line and of the process are not looked at. */
function isFile(source: string): boolean {
  return source.endsWith('.xml');
}

function where(sources: readonly string[]): string {
  if (sources.length <= 2) return listed(sources);
  return `${sources[0]} and ${sources.length - 1} other files`;
}

function ofName(conf: Configuration, name: string, suggest: Suggest, onlyApache: boolean): Finding[] {
  if (isKnown(name)) return [...malformed(conf, name, name), ...(onlyApache ? [] : notHeeded(conf, name, name))];
  const suffixes = suffixesIn(conf);
  const key = keyBefore(name, suffixes);
  if (key !== undefined) return [...malformed(conf, name, key), ...(onlyApache ? [] : notHeeded(conf, name, key))];
  if (isOfFamily(name)) return [];
  const cut = withoutSuffix(name);
  if (cut !== undefined && suffixes.length > 0) {
    const meant = suggest(cut.suffix, suffixes, 2);
    return [problem('conf-suffix', name, `${name} in {in} is of nobody: '${cut.suffix}' is none of ${listed(suffixes)}, which dfs.nameservices and dfs.ha.namenodes name${meant === undefined ? '' : `; did you mean '${meant}'?`}`,
      `Correct the end of the name, or add it to ${cut.suffix.includes('.') ? 'dfs.ha.namenodes' : 'dfs.nameservices'}.`)];
  }
  return unknown(name, suffixes, suggest);
}

function unknown(name: string, suffixes: readonly string[], suggest: Suggest): Finding[] {
  // The suffix is not part of what is misspelt.
  const suffix = suffixes.find((one) => name.endsWith(`.${one}`));
  const word = suffix === undefined ? name : name.slice(0, -suffix.length - 1);
  const meant = suggest(word, allNames(), Math.max(2, Math.floor(word.length / 10)));
  if (meant !== undefined) {
    const right = suffix === undefined ? meant : `${meant}.${suffix}`;
    return [problem('conf-misspelt', name, `${name} in {in} is no key of Hadoop or quorate, so it has no effect; did you mean ${right}?`, `Write ${right}, or remove it.`)];
  }
  // Others keep their own keys in Hadoop's files.
  if (!/^(?:dfs|quorate)\./.test(name)) return [];
  return [warning('conf-unknown', name, `${name} in {in} is no key of Hadoop 3.4 or quorate: it has no effect on HDFS.`, 'Remove it, unless some other program reads it.')];
}

function ofOld(conf: Configuration, name: string, now: string, both: boolean): Finding {
  const text = `${name} in {in} is an old name of ${now}.`;
  if (both) return warning('conf-deprecated', name, `${text} Both are set; the last one counts: '${conf.text(now) ?? ''}'.`, `Remove ${name}.`);
  return warning('conf-deprecated', name, `${text} It still has its effect.`, `Write ${now}.`);
}

function malformed(conf: Configuration, name: string, key: string): Finding[] {
  const text = (conf.text(name) ?? '').trim();
  if (text === '') return [];
  for (const { parse } of ownKeys.get(key) ?? []) {
    try {
      parse(text);
    } catch (error) {
      return [problem('conf-value', name, `${name}: '${text}' in {in} cannot be used: ${error instanceof Error ? error.message : String(error)}. A daemon that reads it does not start.`, 'Correct the value.')];
    }
  }
  return [];
}

function notHeeded(conf: Configuration, name: string, key: string): Finding[] {
  const rule = unheeded[key];
  const value = (conf.text(name) ?? '').trim();
  if (rule === undefined || value === '' || !rule.matters(value)) return [];
  return [(rule.severe ? problem : warning)('conf-unheeded', name, `${name} in {in} is ${value}, and quorate does not heed it yet: ${rule.effect}`, rule.advice)];
}

/** Nameservices, and their NameNodes behind them, the longer first. */
function suffixesIn(conf: Configuration): string[] {
  try {
    const ids = conf.get(nameservices);
    return ids.flatMap((id) => [...(conf.find(haNamenodes, id) ?? []).flatMap((node) => suffixesOf(id, node).slice(0, 1)), id]);
  } catch (error) {
    if (!(error instanceof ConfError)) throw error;
    return [];
  }
}
