// The tables of docs/METRICS.md, from what the daemons show. Metrics of one shape (a pair a method, a pair a NameNode) are a row.
import { shownMetrics } from './shown-metrics.ts';
import type { ShownMetric } from './shown-metrics.ts';

/** Of everything that there is a set of. */
const shapes: readonly (readonly [from: RegExp, to: string, help: string])[] = [
  [/^rpcdetailed_overall_.*_num_ops$/, 'rpcdetailed_overall_<method>_num_ops', 'The same: there is no queue to wait in.'],
  [/^rpcdetailed_overall_.*_avg_time$/, 'rpcdetailed_overall_<method>_avg_time', 'The same: there is no queue to wait in.'],
  [/^rpcdetailed_.*_num_ops$/, 'rpcdetailed_<method>_num_ops', 'Calls of a method, or calls that ended in an exception, by its class.'],
  [/^rpcdetailed_.*_avg_time$/, 'rpcdetailed_<method>_avg_time', 'Their mean time from arrival to reply, in ms.'],
];

export async function metricTables(): Promise<string> {
  const shown = await shownMetrics();
  const common = [...(shown.get('JournalNode') ?? [])].filter(({ name }) => /^(?:rpc|jvm_metrics|process_|quorate_event_loop|quorate_gc)/.test(name));
  const names = new Set(common.map(({ name }) => name));
  const parts: (readonly [title: string, metrics: readonly ShownMetric[]])[] = [
    ...[...shown].map(([daemon, metrics]) => [daemon, metrics.filter(({ name }) => !names.has(name) && !name.startsWith('rpcdetailed_'))] as const),
    ['Every daemon', common],
  ];
  return parts.map(([title, metrics]) => `### ${title}\n\n| metric | type | labels | what it says |\n|---|---|---|---|\n${rowsOf(metrics).join('\n')}\n`).join('\n');
}

function rowsOf(metrics: readonly ShownMetric[]): string[] {
  const rows = new Map<string, string>();
  const zero: string[] = [];
  for (const { name, type, help, labels } of metrics) {
    const shape = shapes.find(([from]) => from.test(name));
    const shown = shape?.[1] ?? name.replaceAll('forns1_nn1', 'for<nameservice>_<namenode>');
    if (/forns1_nn\d/.test(name) && !name.includes('forns1_nn1')) continue;
    const text = (shape?.[2] ?? help).replaceAll('|', '\\|').replace(' to ns1-nn1', ' to one NameNode');
    if (text.startsWith('Always 0')) {
      zero.push(shown);
      continue;
    }
    const told = labels.filter((label) => label !== 'hostname' && label !== 'context');
    rows.set(shown, `| \`${shown}\` | ${type} | ${told.map((label) => `\`${label}\``).join(' ')} | ${text} |`);
  }
  // Ours first: there is nothing else to look them up in.
  const sorted = [...rows].sort(([a], [b]) => Number(b.startsWith('quorate_')) - Number(a.startsWith('quorate_')) || (a < b ? -1 : 1)).map(([, row]) => row);
  return zero.length === 0 ? sorted : [...sorted, '', `Always 0, since what they count is not there: ${zero.sort().map((name) => `\`${name}\``).join(', ')}.`];
}
