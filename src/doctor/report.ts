// The findings for people and for programs. The shape of the JSON is documented in docs/COMMANDS.md and only grows.
import type { Facts } from './facts.ts';
import type { Finding } from './finding.ts';
import { allNames } from './key-names.ts';
import { counted, listed, time } from './words.ts';

export interface Report {
  /** No problems; warnings do not count. */
  readonly healthy: boolean;
  readonly findings: readonly Finding[];
  readonly looked: {
    readonly nameNodes: number;
    readonly journalNodes: number;
    readonly dataNodes: number;
    readonly directories: number;
    readonly configurations: number;
    readonly properties: number;
    readonly hosts: number;
    readonly ms: number;
  };
  /** What was measured on this machine. */
  readonly syncs: readonly { readonly directory: string; readonly daemon: string; readonly samples: number; readonly medianMs: number; readonly worstMs: number }[];
  readonly daemons: readonly { readonly name: string; readonly role: string; readonly address: string; readonly answers: boolean; readonly state?: string; readonly txid?: number; readonly clockAheadMs?: number }[];
}

export function reportOf(facts: Facts, findings: readonly Finding[], tookMs: number): Report {
  const { nameservices, directories, confs } = facts;
  const count = (of: (service: Facts['nameservices'][number]) => number): number => nameservices.reduce((sum, service) => sum + of(service), 0);
  return {
    healthy: !findings.some(({ severity }) => severity === 'problem'),
    findings,
    looked: {
      nameNodes: count(({ nameNodes }) => nameNodes.length), journalNodes: count(({ journalNodes }) => journalNodes.length), dataNodes: count(({ dataNodes }) => dataNodes.length),
      directories: directories.filter(({ exists }) => exists).length, configurations: confs.length,
      properties: new Set(confs.flatMap(({ conf }) => conf.names().filter((name) => conf.sourceOf(name)?.endsWith('.xml') === true))).size,
      hosts: facts.hosts.size, ms: Math.round(tookMs),
    },
    syncs: directories.flatMap(({ path, of, sync }) => (sync === undefined ? [] : [{ directory: path, daemon: of, samples: sync.samples, medianMs: exact(sync.medianMs), worstMs: exact(sync.worstMs) }])),
    daemons: nameservices.flatMap(({ nameNodes, journalNodes, dataNodes }) => [...nameNodes, ...journalNodes, ...dataNodes].map((daemon) => ({
      name: daemon.name, role: daemon.role, address: `${daemon.address.host}:${daemon.address.port}`, answers: daemon.reach === 'answers',
      ...('state' in daemon && daemon.state !== undefined ? { state: daemon.state } : {}),
      ...('txid' in daemon && daemon.txid !== undefined ? { txid: daemon.txid } : {}),
      ...(daemon.web?.clock === undefined ? {} : { clockAheadMs: Math.round(daemon.web.clock.aheadMs) }),
    }))),
  };
}

function exact(ms: number): number {
  return Math.round(ms * 100) / 100;
}

/** For a terminal that is `columns` wide. */
export function textOf({ findings, looked, syncs }: Report, place: string, columns: number): string {
  const problems = findings.filter(({ severity }) => severity === 'problem').length;
  const warnings = findings.length - problems;
  const said = [...(problems > 0 ? [counted(problems, 'problem')] : []), ...(warnings > 0 ? [counted(warnings, 'warning')] : [])];
  const head = findings.length === 0 ? `${place}: nothing is wrong` : `${place}: ${listed(said)}`;
  const body = findings.map(({ severity, text, advice }) => `${wrapped(`${severity === 'problem' ? 'PROBLEM' : 'warning'}  ${text}`, columns, '         ')}\n${wrapped(`      -> ${advice}`, columns, '         ')}\n`);
  const worst = syncs.reduce<Report['syncs'][number] | undefined>((most, one) => (most === undefined || one.medianMs > most.medianMs ? one : most), undefined);
  const what = [
    ...(looked.nameNodes > 0 ? [counted(looked.nameNodes, 'NameNode')] : []), ...(looked.journalNodes > 0 ? [counted(looked.journalNodes, 'JournalNode')] : []),
    ...(looked.dataNodes > 0 ? [counted(looked.dataNodes, 'DataNode')] : []),
    ...(looked.directories > 0 ? [`${counted(looked.directories, 'directory', 'directories')}${worst === undefined ? '' : ` (a durable write takes ${time(worst.medianMs)})`}`] : []),
    ...(looked.configurations > 0 ? [`the ${counted(looked.properties, 'property', 'properties')} of ${counted(looked.configurations, 'configuration')} against ${counted(allNames().length, 'key')} of Hadoop and quorate`] : []),
  ];
  return `${head}\n\n${body.map((text) => `${text}\n`).join('')}${wrapped(`Looked at ${listed(what)}, in ${time(looked.ms)}.`, columns, '')}\n`;
}

/** Breaks at blanks; what stands in backquotes stays together. */
function wrapped(text: string, columns: number, indent: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.match(/^ +|`[^`]*`\S*|\S+/g) ?? []) {
    const longer = line === '' ? word : line.endsWith('  ') || /^ +$/.test(line) ? `${line}${word}` : `${line} ${word}`;
    if (longer.length > columns && line.trim() !== '') {
      lines.push(line);
      line = `${indent}${word}`;
    } else line = word === 'PROBLEM' || word === 'warning' ? `${longer} ` : longer;
  }
  return [...lines, line].join('\n');
}
