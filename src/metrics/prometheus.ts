// GET /prom: all records in Prometheus' text form, under the names that Hadoop's own page gives them; HELP and TYPE once a
// name. Labels whose value is never the same twice (tag.TotalSyncTimes) or is JSON are left out: each would begin a series
// of its own with every look. Answers to PrometheusMetricsSink.
import type { MetricsRecord } from './metrics-record.ts';

const wordEnds = /(?<!^|[A-Z_])(?=[A-Z])|(?<!^)(?=[A-Z][a-z])/;
const unfitLabels: ReadonlySet<string> = new Set(['TotalSyncTimes', 'NumOpenConnectionsPerUser']);

/** namenode, SyncsNumOps: namenode_syncs_num_ops. Names of ours (quorate_...) are written as they are. */
export function prometheusName(record: string, metric: string): string {
  if (record === '') return metric;
  const words = (capital(record) + capital(metric)).split(wordEnds).join('_').toLowerCase();
  return words.replace(/[^a-z0-9]+/g, '_');
}

interface Family {
  readonly name: string;
  readonly type: 'counter' | 'gauge' | 'summary';
  readonly help: string;
  readonly lines: string[];
}

/** The page. */
export function prometheusText(records: readonly MetricsRecord[]): string {
  const families = new Map<string, Family>();
  for (const { record, tags, metrics } of records) {
    const labels = Object.entries(tags).flatMap(([name, value]): [string, string][] => (unfitLabels.has(name) ? [] : [[name.toLowerCase(), value ?? 'null']]));
    for (const { name, kind, value, help, labels: more = {} } of metrics) {
      const full = prometheusName(record, name);
      // The count and the sum of a summary are lines of its family.
      const base = full.replace(/_(?:count|sum)$/, '');
      const inSummary = families.get(base)?.type === 'summary';
      const familyName = inSummary ? base : full;
      let family = families.get(familyName);
      if (family === undefined) families.set(familyName, (family = { name: familyName, type: 'quantile' in more ? 'summary' : kind, help, lines: [] }));
      const all = [...labels, ...Object.entries(more)].map(([label, text]) => `${label}="${escaped(text, true)}"`).join(',');
      family.lines.push(`${full}${all === '' ? '' : `{${all}}`} ${String(value)}`);
    }
  }
  return [...families.values()].map(({ name, type, help, lines }) => `# HELP ${name} ${escaped(help, false)}\n# TYPE ${name} ${type}\n${lines.join('\n')}\n`).join('');
}

export function promServlet(records: readonly MetricsRecord[]): Response {
  return new Response(prometheusText(records), { headers: { 'Content-Type': 'text/plain;charset=utf-8', 'Cache-Control': 'no-cache' } });
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function escaped(text: string, quoted: boolean): string {
  const plain = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
  return quoted ? plain.replaceAll('"', '\\"') : plain;
}
